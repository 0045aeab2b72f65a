//! When to read which files again.
//!
//! The system tells of changes, as notices. A save is many of them: however an editor saves, its file is read once, after
//! the last of them; their order and their number do not matter. Besides, all files are looked at (not read) now and
//! then, so that a change of which the system does not tell is found by the next look.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::watch::{FileState, FolderWatcher, Notice};
use crate::diagnostics::Message;
use crate::shell::{HeadWatch, Stamps};
use crate::sources::{CONTENT_FOLDER, THEMES_FOLDER};
use crate::text::SourcePath;

/// The time between two looks at least, and as a multiple of what one takes: 1 % of a core.
const REST: (Duration, u32) = (Duration::from_secs(2), 100);
/// The same when a look is all there is.
const REST_WHEN_BLIND: (Duration, u32) = (Duration::from_millis(500), 20);
/// Folders that are made are watched a moment later; files that were put into them before are found by a look.
const REST_AFTER_FOLDERS: Duration = Duration::from_millis(250);

/// Quiet that ends a save whose files are all closed or renamed. Notices of one save follow each other
/// within a millisecond; the rest is for a second file that is saved together with the first. A system
/// that never says that a file was closed gets time for the writing itself.
const SHORT: Duration = Duration::from_millis(if cfg!(target_os = "linux") { 3 } else { 20 });
/// Quiet that ends a save when a file is still open, or was taken away and may come back.
const LONG: Duration = Duration::from_millis(60);
/// A program that writes without pause is not waited for longer than this.
const LIMIT: Duration = Duration::from_millis(120);

/// How changes are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Watching {
    /// The system tells of them.
    #[default]
    Notified,
    /// By looking at all files again and again, as where the system cannot tell.
    Looking,
}

/// A message to the thread that waits for changes.
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
    pub(super) fn new(root: &Path, watching: Watching) -> (Self, Sender<Wake>, Option<Message>) {
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
    pub(super) fn next(&mut self, blind: &dyn Fn(&Message)) -> Option<Change> {
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

    fn note(&mut self, notice: Notice, blind: &dyn Fn(&Message)) {
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

    fn renew(&mut self, blind: &dyn Fn(&Message)) {
        if let Some(Err(reason)) = self.watcher.as_mut().map(FolderWatcher::renew) {
            self.give_up(&reason, blind);
        }
    }

    fn give_up(&mut self, reason: &Message, blind: &dyn Fn(&Message)) {
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

fn watch(root: &Path, wakes: &Sender<Wake>) -> Result<FolderWatcher, Message> {
    let wakes = wakes.clone();
    FolderWatcher::new(root, move |notice| {
        // Nobody waits any more when the preview ends.
        let _ = wakes.send(Wake::Notice(notice));
    })
}

/// The files that have to be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// These files, sorted.
    Paths(Vec<SourcePath>),
    /// All files: nobody knows which changed.
    Everything,
    /// The history: a commit was made, or another was checked out.
    History,
}

/// The files that were noticed and are not read yet.
#[derive(Debug, Default)]
pub(super) struct Pending {
    paths: HashMap<SourcePath, FileState>,
    everything: bool,
    /// The first and the last notice.
    times: Option<(Instant, Instant)>,
}

impl Pending {
    /// Notes down that `path` was noticed.
    pub(super) fn add(&mut self, path: SourcePath, state: FileState, now: Instant) {
        self.paths.insert(path, state);
        self.touch(now);
    }

    /// Notes down that notices were lost.
    pub(super) fn add_everything(&mut self, now: Instant) {
        self.everything = true;
        self.touch(now);
    }

    /// When to read the files that are noted down; none when there are none.
    pub(super) fn due(&self) -> Option<Instant> {
        let (first, last) = self.times?;
        let settled = self.paths.values().all(|state| *state == FileState::Settled);
        let quiet = if settled { SHORT } else { LONG };
        Some((last + quiet).min(first + LIMIT))
    }

    /// Takes the files that are noted down.
    pub(super) fn take(&mut self) -> Change {
        let Self { paths, everything, .. } = std::mem::take(self);
        if everything {
            return Change::Everything;
        }
        let mut paths: Vec<SourcePath> = paths.into_keys().collect();
        paths.sort_unstable();
        Change::Paths(paths)
    }

    fn touch(&mut self, now: Instant) {
        let first = self.times.map_or(now, |(first, _)| first);
        self.times = Some((first, now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(name: &str) -> SourcePath {
        SourcePath::new(name)
    }

    /// When what was noticed is due, after the first notice; each notice has its milliseconds.
    fn due(notices: &[(u64, &str, FileState)]) -> Duration {
        let start = Instant::now();
        let mut pending = Pending::default();
        for (at, name, state) in notices {
            pending.add(path(name), *state, start + Duration::from_millis(*at));
        }
        pending.due().unwrap() - start
    }

    #[test]
    fn a_file_that_was_closed_is_read_soon() {
        let written =
            due(&[(0, "a", FileState::Open), (1, "a", FileState::Open), (1, "a", FileState::Settled)]);
        assert_eq!(written, Duration::from_millis(1) + SHORT);
    }

    #[test]
    fn a_file_that_was_taken_away_may_come_back() {
        assert_eq!(due(&[(0, "a", FileState::Open)]), LONG);
        let back = due(&[(0, "a", FileState::Open), (30, "a", FileState::Settled)]);
        assert_eq!(back, Duration::from_millis(30) + SHORT);
    }

    #[test]
    fn one_open_file_keeps_the_others_waiting_but_not_for_ever() {
        assert_eq!(
            due(&[(0, "a", FileState::Open), (2, "b", FileState::Settled)]),
            Duration::from_millis(2) + LONG
        );
        let endless: Vec<_> = (0..200).map(|at| (at, "a", FileState::Open)).collect();
        assert_eq!(due(&endless), LIMIT);
    }

    #[test]
    fn what_was_taken_is_not_pending_any_more() {
        let mut pending = Pending::default();
        assert_eq!(pending.due(), None);
        for name in ["b", "a", "b"] {
            pending.add(path(name), FileState::Settled, Instant::now());
        }
        assert_eq!(pending.take(), Change::Paths(vec![path("a"), path("b")]));
        assert_eq!(pending.due(), None);
        pending.add(path("a"), FileState::Settled, Instant::now());
        pending.add_everything(Instant::now());
        assert_eq!(pending.take(), Change::Everything);
        assert_eq!(pending.due(), None);
    }
}
