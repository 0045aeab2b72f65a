//! Purpose: wait until a save is over.
//! Input: what was noticed of files, each with its time. Output: when to read them, and which.
//! Invariant: the order and the number of notices of one save do not matter: however an editor saves,
//! its file is read once, after the last of them. No clock is read here.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::text::SourcePath;

/// Quiet that ends a save whose files are all closed or renamed. Notices of one save follow each other
/// within a millisecond; the rest is for a second file that is saved together with the first. A system
/// that never says that a file was closed gets time for the writing itself.
const SHORT: Duration = Duration::from_millis(if cfg!(target_os = "linux") { 3 } else { 20 });
/// Quiet that ends a save when a file is still open, or was taken away and may come back.
const LONG: Duration = Duration::from_millis(60);
/// A program that writes without pause is not waited for longer than this.
const LIMIT: Duration = Duration::from_millis(120);

/// What was noticed of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It is being written, or it was taken away: more will follow, or nothing.
    Open,
    /// It is whole.
    Settled,
}

/// What has to be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// These files, sorted.
    Paths(Vec<SourcePath>),
    /// All files: nobody knows which changed.
    Everything,
    /// The history: a commit was made, or another was checked out.
    History,
}

/// What was noticed and is not read yet.
#[derive(Debug, Default)]
pub(super) struct Pending {
    paths: HashMap<SourcePath, State>,
    everything: bool,
    /// The first and the last notice.
    times: Option<(Instant, Instant)>,
}

impl Pending {
    /// Notes down that `path` was noticed.
    pub(super) fn add(&mut self, path: SourcePath, state: State, now: Instant) {
        self.paths.insert(path, state);
        self.touch(now);
    }

    /// Notes down that notices were lost.
    pub(super) fn add_everything(&mut self, now: Instant) {
        self.everything = true;
        self.touch(now);
    }

    /// When to take what is noted down; none when there is nothing.
    pub(super) fn due(&self) -> Option<Instant> {
        let (first, last) = self.times?;
        let settled = self.paths.values().all(|state| *state == State::Settled);
        let quiet = if settled { SHORT } else { LONG };
        Some((last + quiet).min(first + LIMIT))
    }

    /// What is noted down; nothing is afterwards.
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
    fn due(notices: &[(u64, &str, State)]) -> Duration {
        let start = Instant::now();
        let mut pending = Pending::default();
        for (at, name, state) in notices {
            pending.add(path(name), *state, start + Duration::from_millis(*at));
        }
        pending.due().unwrap() - start
    }

    #[test]
    fn a_file_that_was_closed_is_read_soon() {
        let written = due(&[(0, "a", State::Open), (1, "a", State::Open), (1, "a", State::Settled)]);
        assert_eq!(written, Duration::from_millis(1) + SHORT);
    }

    #[test]
    fn a_file_that_was_taken_away_may_come_back() {
        assert_eq!(due(&[(0, "a", State::Open)]), LONG);
        let back = due(&[(0, "a", State::Open), (30, "a", State::Settled)]);
        assert_eq!(back, Duration::from_millis(30) + SHORT);
    }

    #[test]
    fn one_open_file_keeps_the_others_waiting_but_not_for_ever() {
        assert_eq!(due(&[(0, "a", State::Open), (2, "b", State::Settled)]), Duration::from_millis(2) + LONG);
        let endless: Vec<_> = (0..200).map(|at| (at, "a", State::Open)).collect();
        assert_eq!(due(&endless), LIMIT);
    }

    #[test]
    fn what_was_taken_is_not_pending_any_more() {
        let mut pending = Pending::default();
        assert_eq!(pending.due(), None);
        for name in ["b", "a", "b"] {
            pending.add(path(name), State::Settled, Instant::now());
        }
        assert_eq!(pending.take(), Change::Paths(vec![path("a"), path("b")]));
        assert_eq!(pending.due(), None);
        pending.add(path("a"), State::Settled, Instant::now());
        pending.add_everything(Instant::now());
        assert_eq!(pending.take(), Change::Everything);
        assert_eq!(pending.due(), None);
    }
}
