//! Builds the whole new site in a folder beside the output, ready for the exchange.
//!
//! Rendered pages are there already, since the spool keeps them in the same folder. To these come the other new and
//! changed files, second names of the kept and the foreign files (copies, where the disk allows no second name), and
//! the manifest. The permissions of the output and of the foreign folders are set last. The old site is only read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::compare::{Changes, manifest_after};
use super::content::{carry, write};
use super::error::OutputError;
use super::fate::Fate;
use super::folder::OutputFolder;
use super::foreign::Foreign;
use super::manifest::{MANIFEST_FILE, ManifestEntry};
use super::outcome::Why;
use super::swap::{Failure, make_unfinished};
use crate::cores::MAX_FILES_PER_JOB;
use crate::diagnostics::say;
use crate::plan::OutPath;

/// Builds the new site in the folder `to` and returns the number of bytes written.
///
/// # Errors
/// [`Failure::Refused`] when a foreign file cannot be carried over.
pub(super) fn stage(
    folder: &OutputFolder,
    changes: &Changes<'_>,
    foreign: &Foreign,
    to: &Path,
) -> Result<u64, Failure> {
    make_unfinished(to, &folder.path).map_err(OutputError::disk(say!("make the folder"), to))?;
    make_folders(changes, foreign, to)?;
    let now = SystemTime::now();
    let results: Vec<_> = changes
        .files
        .par_iter()
        .with_max_len(MAX_FILES_PER_JOB)
        .map(|(file, fate)| {
            let target = to.join(file.path.as_str());
            match fate {
                Fate::Write(_) => Ok(Some((file.path.clone(), write(folder, file, &target, now)?))),
                // It is there already: the folder of the spool is `to`.
                Fate::Place(_, entry) => Ok(Some((file.path.clone(), *entry))),
                Fate::Keep(..) => {
                    let source = folder.path.join(file.path.as_str());
                    carry(&source, &target).map_err(OutputError::disk(say!("carry over"), &source))?;
                    Ok(None)
                }
            }
        })
        .collect();
    let written = results.into_iter().filter_map(Result::transpose);
    let written: Vec<(OutPath, ManifestEntry)> = written.collect::<Result<_, OutputError>>()?;
    let carried: Result<(), _> =
        foreign.files.par_iter().try_for_each(|path| carry(&folder.path.join(path), &to.join(path)));
    carried.map_err(|_| Failure::Refused(Why::NotCarried))?;
    manifest_after(changes, &written).write(&to.join(MANIFEST_FILE))?;
    // Permissions come last and innermost first: the ones of a folder may forbid writing into it.
    for path in foreign.folders.iter().rev().map(PathBuf::as_path).chain([Path::new("")]) {
        if let Ok(found) = fs::metadata(folder.path.join(path)) {
            let target = to.join(path);
            fs::set_permissions(&target, found.permissions())
                .map_err(OutputError::disk(say!("set the permissions of"), &target))?;
        }
    }
    Ok(written.iter().map(|(_, entry)| entry.size).sum())
}

fn make_folders(changes: &Changes<'_>, foreign: &Foreign, to: &Path) -> Result<(), OutputError> {
    // The folders of pages in the spool exist already.
    let missing = changes.files.iter().filter(|(_, fate)| !matches!(fate, Fate::Place(..)));
    let ours = missing.flat_map(|(file, _)| file.path.folders()).map(Path::new);
    let theirs = foreign.folders.iter().map(PathBuf::as_path);
    // A foreign file may be in a folder of the old site that the new site does not have.
    let parents = foreign.files.iter().filter_map(|path| path.parent());
    let all: BTreeSet<&Path> = ours.chain(theirs).chain(parents).collect();
    for path in all {
        let path = to.join(path);
        fs::create_dir_all(&path).map_err(OutputError::disk(say!("make the folder"), &path))?;
    }
    Ok(())
}
