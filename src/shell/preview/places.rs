//! Purpose: let a newcomer in, however many connections others hold open.
//! Input: connections as they come. Output: a [`Place`] for each, which it leaves when it ends.
//! Invariant: at most [`MOST`] connections are open; for one more, the one goes that has waited longest
//! without having asked anything, or else the oldest of all. A browser that loses one asks again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::AbortHandle;

/// Connections at once. A browser keeps six, and one for each page that is looked at.
const MOST: usize = 256;

/// The open connections.
#[derive(Debug, Default)]
pub(super) struct Places {
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

/// The place of one connection.
#[derive(Debug)]
pub(super) struct Place {
    number: u64,
    places: Arc<Places>,
}

impl Places {
    /// Starts a connection with `start`, which is given its place; another may have to go for it.
    pub(super) fn admit(self: &Arc<Self>, start: impl FnOnce(Place) -> AbortHandle) {
        let mut open = self.lock();
        let number = open.next;
        open.next += 1;
        let is_full = open.silent.len() + open.answered.len() >= MOST;
        let mut oldest = || open.silent.pop_first().or_else(|| open.answered.pop_first());
        let leaver = if is_full { oldest() } else { None };
        // The lock is held until the handle is noted down, so the connection cannot leave before.
        let connection = start(Place { number, places: Arc::clone(self) });
        open.silent.insert(number, connection);
        drop(open);
        if let Some((_, connection)) = leaver {
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
