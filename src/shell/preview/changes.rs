//! Purpose: say what has to be read again, and when.
//! Input: notices of the system, and a look at all files now and then. Output: [`Change`]s.
//! Invariant: a change that the system does not tell of is found by the next look, so what is shown is
//! never stale for long; a look reads no file.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::pending::{Change, Pending};
use super::watch::{FolderWatcher, Notice};
use crate::shell::{HeadWatch, Stamps};
use crate::sources::{CONTENT_FOLDER, THEMES_FOLDER};

/// The time between two looks at least, and as a multiple of what one takes: 1 % of a core.
const REST: (Duration, u32) = (Duration::from_secs(2), 100);
/// The same when a look is all there is.
const REST_WHEN_BLIND: (Duration, u32) = (Duration::from_millis(500), 20);
/// Folders that are made are watched a moment later; what was put into them before is found by a look.
const REST_AFTER_FOLDERS: Duration = Duration::from_millis(250);

/// How changes are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Watching {
    /// The system tells of them.
    #[default]
    Notified,
    /// By looking at all files again and again, as where the system cannot tell.
    Looking,
}

/// What wakes the thread that waits for changes.
pub(super) enum Wake {
    /// Files may have changed.
    Notice(Notice),
    /// The preview ends.
    End,
}

/// The changes of a site, one after the other.
pub(super) struct Changes {
    root: PathBuf,
    notices: Receiver<Wake>,
    pending: Pending,
    watcher: Option<FolderWatcher>,
    stamps: Stamps,
    head: HeadWatch,
    next_look: Instant,
}

impl Changes {
    /// Begins to watch the site in `root`. The second value ends the waiting; the third says why changes
    /// are found by looking alone, where that is not what was asked for.
    pub(super) fn new(root: &Path, watching: Watching) -> (Self, Sender<Wake>, Option<String>) {
        let (sender, notices) = channel();
        let (watcher, blind) = match watching {
            Watching::Looking => (None, None),
            Watching::Notified => match watch(root, &sender) {
                Ok(watcher) => (Some(watcher), None),
                Err(reason) => (None, Some(reason)),
            },
        };
        let mut changes = Self {
            root: root.to_owned(),
            notices,
            pending: Pending::default(),
            watcher,
            stamps: Stamps::default(),
            head: HeadWatch::of(root),
            next_look: Instant::now(),
        };
        changes.look();
        (changes, sender, blind)
    }

    /// Waits for the next change; `None` when the preview ends. `blind` is told when the system stops
    /// telling of changes, and why.
    pub(super) fn next(&mut self, blind: &dyn Fn(&str)) -> Option<Change> {
        loop {
            let due = self.pending.due();
            let now = Instant::now();
            if due.is_some_and(|due| due <= now) {
                return Some(self.pending.take());
            }
            if due.is_none() && self.next_look <= now {
                if let Some(change) = self.look() {
                    return Some(change);
                }
                continue;
            }
            let until = due.unwrap_or(self.next_look);
            match self.notices.recv_timeout(until.saturating_duration_since(now)) {
                Ok(Wake::Notice(notice)) => self.note(notice, blind),
                Ok(Wake::End) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Looks at all files soon: folders were made or removed.
    pub(super) fn look_soon(&mut self) {
        self.next_look = self.next_look.min(Instant::now() + REST_AFTER_FOLDERS);
    }

    fn note(&mut self, notice: Notice, blind: &dyn Fn(&str)) {
        let now = Instant::now();
        match notice {
            Notice::Path(path, state) => {
                if [CONTENT_FOLDER, THEMES_FOLDER].contains(&path.as_str()) {
                    self.renew(blind);
                }
                self.pending.add(path, state, now);
            }
            Notice::Lost => self.pending.add_everything(now),
            Notice::Blind(reason) => {
                self.give_up(&reason, blind);
                self.pending.add_everything(now);
            }
        }
    }

    fn renew(&mut self, blind: &dyn Fn(&str)) {
        if let Some(Err(reason)) = self.watcher.as_mut().map(FolderWatcher::renew) {
            self.give_up(&reason, blind);
        }
    }

    fn give_up(&mut self, reason: &str, blind: &dyn Fn(&str)) {
        if self.watcher.take().is_some() {
            blind(reason);
        }
    }

    /// Looks at all files; the answer is what changed since the last look. Much of that was told already,
    /// and reading it again finds nothing new.
    fn look(&mut self) -> Option<Change> {
        if self.head.moved() {
            // The files are looked at right after.
            return Some(Change::History);
        }
        let start = Instant::now();
        let found = Stamps::look(&self.root);
        let end = Instant::now();
        let (least, times) = if self.watcher.is_some() { REST } else { REST_WHEN_BLIND };
        self.next_look = end + least.max((end - start) * times);
        match found {
            Ok(stamps) => {
                let changed = stamps.changed_since(&self.stamps);
                self.stamps = stamps;
                (!changed.is_empty()).then_some(Change::Paths(changed))
            }
            // Whoever reads the files will say what is wrong with them.
            Err(_) => Some(Change::Everything),
        }
    }
}

fn watch(root: &Path, wakes: &Sender<Wake>) -> Result<FolderWatcher, String> {
    let wakes = wakes.clone();
    FolderWatcher::new(root, move |notice| {
        // Nobody waits any more when the preview ends.
        let _ = wakes.send(Wake::Notice(notice));
    })
}
