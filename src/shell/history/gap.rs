//! Says why pages show no day though the site stands in a repository.
//!
//! A build on a server often fetches the newest commit alone, and an author only sees that the days are gone. So this
//! is said once, with the setting that fetches the rest.

use super::walk::{DEEPEST, MOST_FILES};
use crate::diagnostics::{Message, count, say};

/// Why files of the newest commit have no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryGap {
    /// The clone has the newest commits alone, and the last change of so many files lies behind them.
    Shallow(usize),
    /// A part of the history cannot be read, with the last change of so many files.
    Broken(usize),
    /// The newest commit has more files than are listed.
    Cut,
    /// Nothing of the repository can be read.
    Closed,
}

impl HistoryGap {
    /// The part that is missing, and how that comes.
    pub fn message(self) -> Message {
        match self {
            Self::Shallow(files) => count!(
                files,
                "no files are without a day of change",
                "this clone has the newest commits alone, so 1 file has no day of change; {how}",
                "this clone has the newest commits alone, so {n} files have no day of change; {how}",
                how = say!(
                    "fetch the whole history: `fetch-depth: 0` below `with:` of actions/checkout, `GIT_DEPTH: 0` in GitLab, `git fetch --unshallow` by hand"
                ),
            ),
            Self::Broken(files) => count!(
                files,
                "no files are without a day of change",
                "a part of the git history cannot be read, so 1 file has no day of change; `git fsck` says what is missing",
                "a part of the git history cannot be read, so {n} files have no day of change; `git fsck` says what is missing",
            ),
            Self::Cut => say!(
                "not all files of the newest commit could be listed, so some have no day of change: it has more than {most} files and folders, more than {deepest} folders in each other, or some that are damaged; `git fsck` says what is damaged",
                most = MOST_FILES,
                deepest = DEEPEST,
            ),
            Self::Closed => say!(
                "the git history of this site cannot be read, so no page shows its day of change; may this user read the folder `.git`?"
            ),
        }
    }
}
