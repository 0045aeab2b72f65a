//! Clears away the old site after an exchange, without losing a file of somebody else.
//!
//! Files that the manifest of the old or of the new site lists are removed. Any other file is foreign: usually the
//! new site has it too, as a second name, and then this one is removed. If the new site lacks it, or has an older
//! one, somebody wrote it while the site was being replaced, and it is moved into the output. Clearing can be
//! interrupted and taken up again by the next build, because the manifest of the old site is removed last.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::folder::is_same_file;
use super::foreign::slashed;
use super::manifest::{MANIFEST_FILE, Manifest, ManifestState};
use crate::plan::OutPath;

/// Clears away `replaced`, the old site, after `output` took its place. It can be called again if it was interrupted.
pub(super) fn retire(replaced: &Path, output: &Path) -> io::Result<()> {
    // Without a complete manifest everything counts as foreign: a stale page can be removed by hand, a lost file
    // cannot be restored.
    let listed =
        |folder| ManifestState::read(folder).ok().and_then(ManifestState::complete).unwrap_or_default();
    let mut ours = listed(replaced);
    // An old file with the path of a page of the new site is an old page, even if the old manifest was damaged.
    ours.files.extend(listed(output).files);
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in WalkDir::new(replaced).min_depth(1) {
        let entry = entry?;
        let path = entry.path().strip_prefix(replaced).map_err(io::Error::other)?.to_owned();
        if entry.file_type().is_dir() { folders.push(path) } else { files.push(path) }
    }
    // The manifest goes last, so that an interrupted clearing still knows which files are owned.
    files.retain(|path| path != Path::new(MANIFEST_FILE));
    files.par_iter().try_for_each(|path| retire_file(&ours, replaced, output, path))?;
    folders.sort();
    folders.iter().rev().try_for_each(|path| gone(fs::remove_dir(replaced.join(path))))?;
    gone(fs::remove_file(replaced.join(MANIFEST_FILE)))?;
    gone(fs::remove_dir(replaced))
}

fn retire_file(ours: &Manifest, replaced: &Path, output: &Path, path: &PathBuf) -> io::Result<()> {
    let (old, new) = (replaced.join(path), output.join(path));
    // A name in another Unicode form is another file, so the path must equal the name exactly.
    let listed = slashed(path).and_then(|name| OutPath::new(&name).ok().filter(|path| path.as_str() == name));
    let is_ours = listed.is_some_and(|path| ours.files.contains_key(&path));
    if !is_ours {
        refuse_links(output, path)?;
    }
    if is_ours || !must_move(&old, &new)? {
        return gone(fs::remove_file(old));
    }
    if let Some(parent) = new.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::rename(old, new)
}

/// Refuses to move the file `path` to a place behind a link in the output, since the link may lead anywhere.
fn refuse_links(output: &Path, path: &Path) -> io::Result<()> {
    let folders = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    for folder in folders {
        let folder = output.join(folder);
        if fs::symlink_metadata(&folder).is_ok_and(|found| found.is_symlink()) {
            let (folder, path) = (folder.display(), path.display());
            return Err(io::Error::other(format!("its `{path}` would go through the link `{folder}`")));
        }
    }
    Ok(())
}

/// Whether the foreign file `old` must be moved to `new` lest it be lost: `new` does not exist, or is an older file.
fn must_move(old: &Path, new: &Path) -> io::Result<bool> {
    let old = fs::symlink_metadata(old)?;
    match fs::symlink_metadata(new) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
        Ok(new) if is_same_file(&old, &new) || new.is_dir() => Ok(false),
        Ok(new) => Ok(old.modified()? > new.modified()?),
    }
}

/// Counts it as success when the file or folder to be removed does not exist any more.
pub(super) fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
