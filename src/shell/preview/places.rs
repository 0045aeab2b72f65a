//! Purpose: let a newcomer in, however many connections others hold open.
//! Input: connections as they come. Output: a [`Place`] for each, which it leaves when it ends.
//! Invariant: at most [`MOST`] connections are open, and fewer where the system lets the program keep few files open; for one more, the one goes that has waited longest
//! without having asked anything, or else the oldest of all. A browser that loses one asks again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::AbortHandle;

/// Connections at once. A browser keeps six, and one for each page that is looked at.
const MOST: usize = 256;
/// So few connections that a second browser may be kept waiting.
const FEW: usize = 24;

/// The open connections.
#[derive(Debug)]
pub(super) struct Places {
    most: usize,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    next: u64,
    /// Those that have not asked anything yet, the oldest first.
    silent: BTreeMap<u64, AbortHandle>,
    /// Those that were answered, the oldest first.
    answered: BTreeMap<u64, AbortHandle>,
}

impl Open {
    fn oldest(&mut self) -> Option<AbortHandle> {
        let (_, connection) = self.silent.pop_first().or_else(|| self.answered.pop_first())?;
        Some(connection)
    }
}

/// How many files the program may have open at once; none where nobody says.
#[cfg(unix)]
fn open_files() -> Option<usize> {
    use rustix::process::{Resource, getrlimit};
    usize::try_from(getrlimit(Resource::Nofile).current?).ok()
}

#[cfg(not(unix))]
fn open_files() -> Option<usize> {
    None
}

/// The place of one connection.
#[derive(Debug)]
pub(super) struct Place {
    number: u64,
    places: Arc<Places>,
}

impl Places {
    /// As many places as the system has files for: half of them, since reading the site needs some too.
    pub(super) fn new() -> Self {
        let files = open_files().unwrap_or(usize::MAX);
        Self { most: MOST.min(files / 2).max(1), open: Mutex::default() }
    }

    /// How many connections there can be, where that is so few that somebody has to know.
    pub(super) fn few(&self) -> Option<usize> {
        Some(self.most).filter(|most| *most < FEW)
    }

    /// Ends the connection that has waited longest without having asked anything, or else the oldest of all.
    pub(super) fn make_room(&self) {
        let leaver = self.lock().oldest();
        if let Some(connection) = leaver {
            connection.abort();
        }
    }

    /// Starts a connection with `start`, which is given its place; another may have to go for it.
    pub(super) fn admit(self: &Arc<Self>, start: impl FnOnce(Place) -> AbortHandle) {
        let mut open = self.lock();
        let number = open.next;
        open.next += 1;
        let is_full = open.silent.len() + open.answered.len() >= self.most;
        let leaver = if is_full { open.oldest() } else { None };
        // The lock is held until the handle is noted down, so the connection cannot leave before.
        let connection = start(Place { number, places: Arc::clone(self) });
        open.silent.insert(number, connection);
        drop(open);
        if let Some(connection) = leaver {
            connection.abort();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Notes that this connection was given what it asked for.
    pub(super) fn was_answered(&self) {
        let mut open = self.places.lock();
        if let Some(connection) = open.silent.remove(&self.number) {
            open.answered.insert(self.number, connection);
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.places.lock();
        open.silent.remove(&self.number);
        open.answered.remove(&self.number);
    }
}
