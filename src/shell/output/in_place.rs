//! Replaces the files that differ one by one: where the output folder itself must stay, and when only one file
//! differs.
//!
//! The new files are written into a scratch folder on the same disk, brought to the disk, and then renamed to their
//! places. Each file is thus replaced at once, and the manifest lists every owned file at any moment. A build that is
//! killed can leave old pages beside new ones; the next build puts that right.
//!
//! One changed file needs no staging of the whole site, because the page and the manifest are two renames, and a
//! build that is killed between them leaves the new page under the old entry. The next build finds a page whose
//! modification time does not carry the mark of the listed content, so it reads the page, and keeps or replaces it by
//! its content. The path is listed before and after, so nothing is taken for foreign, nothing is removed, and no
//! content is believed to be there that is not. When names come or go, this reasoning does not hold; then a manifest
//! with the old and the new names is put in place first.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::super::durable::{sync_folder, sync_tree};
use super::compare::{Changes, manifest_after};
use super::content::write;
use super::error::OutputError;
use super::fate::Fate;
use super::folder::OutputFolder;
use super::manifest::{MANIFEST_FILE, Manifest, ManifestEntry};
use super::outcome::Why;
use super::spool::Spool;
use super::swap::{Failure, make_unfinished, remove_made};
use crate::diagnostics::say;
use crate::plan::{OutFile, OutPath};

/// Replaces the files that differ, by way of the folder `scratch`, and returns the number of bytes written.
///
/// # Errors
/// [`Failure::Refused`] when `scratch` is on another disk than the output; then nothing was replaced.
pub(super) fn replace(
    folder: &OutputFolder,
    changes: &Changes<'_>,
    spool: &Spool<'_>,
    scratch: &Path,
) -> Result<u64, Failure> {
    let output = &folder.path;
    make_unfinished(scratch, output).map_err(OutputError::disk(say!("make the folder"), scratch))?;
    let now = SystemTime::now();
    let to_write: Vec<&(&OutFile, Fate)> =
        changes.files.iter().filter(|(_, fate)| !matches!(fate, Fate::Keep(..))).collect();
    // No path of a site begins like this, so the names differ from those of pages in the spool.
    let staged_at = |at: usize| scratch.join(format!(".leerlijn-{at}"));
    let staged: Vec<Result<(OutPath, ManifestEntry), OutputError>> = to_write
        .par_iter()
        .enumerate()
        .map(|(at, (file, fate))| {
            let to = staged_at(at);
            let entry = match fate {
                Fate::Place(_, entry) => spool.take(&file.path, &to).map(|()| *entry)?,
                Fate::Write(_) | Fate::Keep(..) => write(folder, file, &to, now)?,
            };
            Ok((file.path.clone(), entry))
        })
        .collect();
    let written: Vec<(OutPath, ManifestEntry)> = staged.into_iter().collect::<Result<_, _>>()?;
    sync_files((0..to_write.len()).map(staged_at), scratch)?;
    let after = manifest_after(changes, &written);
    let before = &changes.before;
    if after.files.keys().ne(before.files.keys()) {
        let mut both = Manifest { inputs: None, ..after.clone() };
        both.files.extend(before.files.iter().map(|(path, entry)| (path.clone(), *entry)));
        put_manifest(output, &both, scratch)?;
    }
    remove_gone(output, changes)?;
    for (at, (file, _)) in to_write.iter().enumerate() {
        let (from, to) = (staged_at(at), output.join(file.path.as_str()));
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(OutputError::disk(say!("make the folder"), parent))?;
        }
        move_file(&from, &to)?;
    }
    put_manifest(output, &after, scratch)?;
    sync_names(output, to_write.iter().map(|(file, _)| file.path.folder()))?;
    remove_made(scratch)?;
    Ok(written.iter().map(|(_, entry)| entry.size).sum())
}

/// Above this number of files or folders it is faster to bring everything to the disk at once.
const FEW: usize = 16;

/// Brings the contents of `files`, all in `scratch`, to the disk, before they are renamed to their places.
fn sync_files(files: impl ExactSizeIterator<Item = PathBuf>, scratch: &Path) -> Result<(), OutputError> {
    let failed = OutputError::disk(say!("bring to the disk"), scratch);
    if files.len() > FEW {
        return sync_tree(scratch).map_err(failed);
    }
    let mut files = files;
    // A copy may have permissions that keep this user from reading it; then the folder is synced instead.
    files.try_for_each(|file| File::open(file).or_else(|_| File::open(scratch))?.sync_all()).map_err(failed)
}

/// Brings the names in `folders` of the output to the disk.
fn sync_names<'p>(output: &Path, folders: impl Iterator<Item = &'p str>) -> Result<(), OutputError> {
    let folders: BTreeSet<&str> = folders.chain([""]).collect();
    let failed = OutputError::disk(say!("bring to the disk"), output);
    if folders.len() > FEW {
        return sync_tree(output).map_err(failed);
    }
    folders.into_iter().try_for_each(|folder| sync_folder(&output.join(folder))).map_err(failed)
}

fn put_manifest(output: &Path, manifest: &Manifest, scratch: &Path) -> Result<(), Failure> {
    let staged = scratch.join(MANIFEST_FILE);
    manifest.write(&staged)?;
    sync_files([staged.clone()].into_iter(), scratch)?;
    move_file(&staged, &output.join(MANIFEST_FILE))
}

/// Removes the files that the site no longer has, and the folders that become empty.
fn remove_gone(output: &Path, changes: &Changes<'_>) -> Result<(), OutputError> {
    for path in &changes.gone {
        let path = output.join(path.as_str());
        fs::remove_file(&path).map_err(OutputError::disk(say!("remove"), &path))?;
    }
    let needed: HashSet<&str> = changes.files.iter().flat_map(|(file, _)| file.path.folders()).collect();
    let emptied: BTreeSet<&str> = changes.gone.iter().flat_map(OutPath::folders).collect();
    for path in emptied.into_iter().rev().filter(|path| !needed.contains(path)) {
        // A folder with a foreign file in it is not empty, and stays.
        drop(fs::remove_dir(output.join(path)));
    }
    Ok(())
}

fn move_file(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::rename(from, to).map_err(|error| match error.kind() {
        std::io::ErrorKind::CrossesDevices => Failure::Refused(Why::Mounted),
        _ => Failure::Error(OutputError::Disk(say!("write"), to.to_owned(), error)),
    })
}
