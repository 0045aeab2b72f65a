//! Says why pages show no day though the site stands in a repository.
//!
//! A build on a server often fetches the newest commit alone, and an author only sees that the days are gone. So this
//! is said once, with the setting that fetches the rest.

use std::fmt;

/// Why files of the newest commit have no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryGap {
    /// The clone has the newest commits alone, and the last change of so many files lies behind them.
    Shallow(usize),
    /// A part of the history cannot be read, with the last change of so many files.
    Broken(usize),
    /// Nothing of the repository can be read.
    Closed,
}

impl fmt::Display for HistoryGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = |count: &usize| if *count == 1 { "1 file".to_owned() } else { format!("{count} files") };
        match self {
            Self::Shallow(count) => write!(
                f,
                "this clone has the newest commits alone, so {} have no day of change; fetch the whole history: \
                 `fetch-depth: 0` below `with:` of actions/checkout, `GIT_DEPTH: 0` in GitLab, \
                 `git fetch --unshallow` by hand",
                files(count)
            ),
            Self::Broken(count) => write!(
                f,
                "a part of the git history cannot be read, so {} have no day of change; `git fsck` says what is \
                 missing",
                files(count)
            ),
            Self::Closed => f.write_str(
                "the git history of this site cannot be read, so no page shows its day of change; may this user \
                 read the folder `.git`?",
            ),
        }
    }
}
