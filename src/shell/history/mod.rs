//! The git history that a site stands in: when each file was last changed, and what the files were at a commit.
//!
//! A repository is content: whoever made it may have meant harm, and the program `git` runs what the settings of a
//! repository tell it to run. So no program is started here, and none of the settings are obeyed. [`repository`] finds
//! the folder and opens ordinary files in it, [`pack`] and [`objects`] read objects out of them within bounds,
//! [`object`] knows what they say, [`walk`] goes from the newest commit back, and [`dates`] remembers what it found.
//! [`revision`] finds the commit that a person names, and [`commit_files`] reads its files without checking them out.
//!
//! Whatever is missing, broken, too large or in a form that is not known here (objects named by SHA-256, branches in a
//! reftable, alternates, replacements and grafts) leaves files without a day and is no
//! error; a commit that somebody names, and that cannot be read for such a reason, is one that says it. Checksums are not
//! verified: to forge a day takes less than that.
//!
//! Why this is not one of the crates of gitoxide: they add 26 to 33 crates to the program, map files of the repository
//! into memory, open what has the right name, be it a pipe, and follow alternates out of the repository.
//!
//! The times of a disk would be no help: they say when a file was copied, not when somebody changed it.

mod commit_files;
mod dates;
mod gap;
mod object;
mod objects;
mod pack;
mod recent;
mod repository;
mod revision;
mod walk;

use std::path::{Path, PathBuf};
use std::thread;

use self::object::ObjectId;
use self::objects::Objects;
use self::repository::Repository;
use super::DiskError;
use super::load::{Loaded, load};

pub use dates::FileDates;
pub use gap::HistoryGap;

/// Reads the site in folder `root`, and meanwhile its history for the days on which its files were changed.
///
/// # Errors
/// As for [`load`].
pub fn load_dated(root: &Path) -> Result<(Loaded, FileDates), DiskError> {
    thread::scope(|scope| {
        let read_dates = || {
            let mut dates = FileDates::of(root);
            (dates.read(), dates)
        };
        let dates = thread::Builder::new().spawn_scoped(scope, read_dates);
        let mut loaded = load(root)?;
        let (days, dates) = match dates {
            Ok(dates) => dates.join().unwrap_or_else(|_| (std::sync::Arc::default(), FileDates::of(root))),
            // The system gives no further thread.
            Err(_) => read_dates(),
        };
        loaded.sources.set_changes(days);
        Ok((loaded, dates))
    })
}

/// Why the files of a commit are not there.
#[derive(Debug)]
pub enum CommitError {
    /// The folder stands in no repository.
    NoRepository,
    /// Nothing in the repository has that name.
    Unknown(DiskError),
    /// The commit or some of its files are missing, damaged or too large.
    Unreadable(DiskError),
}

/// Reads the site of the folder `root` as it was at a commit. `name` names the commit, and may name the folder of the
/// site in it, when that was another one: `v1` or `v1:docs`.
///
/// # Errors
/// When there is no such commit, or when it cannot be read whole.
pub fn load_commit(root: &Path, name: &str) -> Result<Loaded, CommitError> {
    let repository = Repository::bare(root).or_else(|| Repository::find(root));
    let repository = repository.ok_or(CommitError::NoRepository)?;
    let objects = Objects::new(&repository);
    let (commit, folder) = match name.split_once(':') {
        Some((commit, folder)) if !commit.is_empty() => {
            let parts = folder.split('/').filter(|part| !matches!(*part, "" | "."));
            (commit, parts.map(str::to_owned).collect())
        }
        _ => (name, repository.site.clone()),
    };
    let found = revision::find(&repository, &objects, commit).map_err(CommitError::Unreadable)?;
    let id = found.ok_or_else(|| CommitError::Unknown(revision::unknown(&repository, commit)))?;
    commit_files::read(&repository, &objects, (commit, id), &folder).map_err(CommitError::Unreadable)
}

/// Tells whether commits were made, or others checked out.
#[derive(Debug)]
pub struct HeadWatch {
    root: PathBuf,
    seen: Option<ObjectId>,
}

impl HeadWatch {
    /// The newest commit of the site in `root` as it is now.
    pub fn of(root: &Path) -> Self {
        let mut watch = Self { root: root.to_owned(), seen: None };
        watch.moved();
        watch
    }

    /// Whether it is another one than at the last look.
    pub fn moved(&mut self) -> bool {
        let now = Repository::find(&self.root).and_then(|repository| repository.head());
        let moved = now != self.seen;
        self.seen = now;
        moved
    }
}
