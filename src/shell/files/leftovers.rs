//! Files that a killed program left under their random names: nobody else knows them, so the next one that writes to the
//! same folder takes them away. They are hidden, so no build publishes them meanwhile.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// The beginning of the random names.
pub(super) const PREFIX: &str = ".leerlijn-";

/// The letters and digits behind it.
const RANDOM: usize = 6;

/// No file is written for so long, so one that is older belongs to no program that runs.
const OLD_ENOUGH: Duration = Duration::from_secs(600);

/// The folders in which this program has removed them. A preview writes to one folder again and again, and reading the names of
/// ten thousand modules would take as long as the writing.
static SEEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Removes the files that killed programs left in `folder`, the first time that this program writes there.
pub(super) fn remove_once(folder: &Path) {
    if SEEN.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned()) {
        remove(folder, OLD_ENOUGH);
    }
}

/// Removes the files in `folder` that have such a name and have been there for `age`. What cannot be removed stays: it keeps
/// nobody from writing.
fn remove(folder: &Path, age: Duration) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| is_random_name(&entry.file_name().to_string_lossy())) {
        let is_left = entry.metadata().is_ok_and(|found| found.is_file() && is_older(&found, age));
        if is_left {
            drop(fs::remove_file(entry.path()));
        }
    }
}

fn is_random_name(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|random| {
        random.len() == RANDOM && random.chars().all(|letter| letter.is_ascii_alphanumeric())
    })
}

/// Whether the name is older than `age`. The content of a second name may be as old as the file that it keeps.
fn is_older(found: &Metadata, age: Duration) -> bool {
    #[cfg(unix)]
    let since = {
        use std::os::unix::fs::MetadataExt;
        u64::try_from(found.ctime()).ok().map(|named| SystemTime::UNIX_EPOCH + Duration::from_secs(named))
    };
    #[cfg(not(unix))]
    let since = found.modified().ok();
    since.and_then(|since| SystemTime::now().duration_since(since).ok()).is_some_and(|passed| passed >= age)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn only_files_of_ours_that_are_old_enough_are_removed() {
        let folder = TempDir::new().unwrap();
        let others =
            [".leerlijn-lock", ".leerlijn-manifest", ".leerlijn-a1B2c", "m01.md", ".leerlijn-a.b2c3"];
        for name in others.iter().chain(&[".leerlijn-a1B2c3"]) {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join(".leerlijn-folder")).unwrap();
        let is_there = |name: &str| folder.path().join(name).exists();
        remove(folder.path(), OLD_ENOUGH);
        assert!(is_there(".leerlijn-a1B2c3"), "a program may be writing it");
        remove(folder.path(), Duration::ZERO);
        assert!(!is_there(".leerlijn-a1B2c3"));
        assert!(others.iter().all(|name| is_there(name)));
        assert!(is_there(".leerlijn-folder"));
    }
}
