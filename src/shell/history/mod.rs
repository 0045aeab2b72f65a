//! When each file of a site was last changed, by the git history that the site stands in.
//!
//! A repository is content: whoever made it may have meant harm, and the program `git` runs what the settings of a
//! repository tell it to run. So no program is started here, and none of the settings are obeyed. [`repository`] finds
//! the folder and opens ordinary files in it, [`pack`] and [`objects`] read objects out of them within bounds,
//! [`object`] knows what they say, [`walk`] goes from the newest commit back, and [`dates`] remembers what it found.
//! Whatever is missing, broken, too large or in a form that is not known here (objects named by SHA-256, branches in a
//! reftable, alternates, replacements and grafts) leaves files without a day and is no error. Checksums are not
//! verified: to forge a day takes less than that.
//!
//! Why this is not one of the crates of gitoxide: they add 26 to 33 crates to the program, map files of the repository
//! into memory, open what has the right name, be it a pipe, and follow alternates out of the repository.
//!
//! The times of a disk would be no help: they say when a file was copied, not when somebody changed it.

mod dates;
mod object;
mod objects;
mod pack;
mod recent;
mod repository;
mod walk;

use std::path::{Path, PathBuf};
use std::thread;

use self::object::ObjectId;
use self::repository::Repository;
use super::DiskError;
use super::load::{Loaded, load};

pub use dates::FileDates;

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
