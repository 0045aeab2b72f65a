//! Purpose: clear away a site that was replaced, without losing a file of somebody else.
//! Input: the replaced folder, the output. Output: the folder is gone.
//! Invariant: removes a file only when the folder's own manifest lists it, or the output has it too. Any
//! other file came in while the site was being replaced, and is moved into the output.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::foreign::slashed;
use super::manifest::{MANIFEST_FILE, Manifest, ManifestState};
use crate::plan::OutPath;

/// Clears away `replaced`, whose place `output` took; can be called again after it was interrupted.
pub(super) fn retire(replaced: &Path, output: &Path) -> io::Result<()> {
    // Without a manifest that can be read everything counts as foreign: a stale page too many is mended
    // by hand, a lost file is not.
    let listed =
        |folder| ManifestState::read(folder).ok().and_then(ManifestState::complete).unwrap_or_default();
    let mut ours = listed(replaced);
    // At the place of a page of the new site stood an old page, even where its own manifest was damaged.
    ours.0.extend(listed(output).0);
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in WalkDir::new(replaced).min_depth(1) {
        let entry = entry?;
        let path = entry.path().strip_prefix(replaced).map_err(io::Error::other)?.to_owned();
        if entry.file_type().is_dir() { folders.push(path) } else { files.push(path) }
    }
    // The manifest goes last, so that an interrupted clearing still knows whose the files are.
    files.retain(|path| path != Path::new(MANIFEST_FILE));
    files.par_iter().try_for_each(|path| retire_file(&ours, replaced, output, path))?;
    folders.sort();
    folders.iter().rev().try_for_each(|path| gone(fs::remove_dir(replaced.join(path))))?;
    gone(fs::remove_file(replaced.join(MANIFEST_FILE)))?;
    gone(fs::remove_dir(replaced))
}

fn retire_file(ours: &Manifest, replaced: &Path, output: &Path, path: &PathBuf) -> io::Result<()> {
    let (old, new) = (replaced.join(path), output.join(path));
    // A name in another Unicode form is another file, which the comparison of the texts tells.
    let listed = slashed(path).and_then(|name| OutPath::new(&name).ok().filter(|path| path.as_str() == name));
    let is_ours = listed.is_some_and(|path| ours.0.contains_key(&path));
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

/// Refuses to go through a link in the output to where the file `path` belongs: it may lead anywhere.
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

/// Whether the foreign file `old` would be lost: `new` is not there, or is an older one.
fn must_move(old: &Path, new: &Path) -> io::Result<bool> {
    let old = fs::symlink_metadata(old)?;
    match fs::symlink_metadata(new) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
        Ok(new) if is_same_file(&old, &new) || new.is_dir() => Ok(false),
        Ok(new) => Ok(old.modified()? > new.modified()?),
    }
}

/// Whether two looks met the same file.
#[cfg(unix)]
pub(super) fn is_same_file(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// Files that have no number to compare: their times decide.
#[cfg(not(unix))]
pub(super) fn is_same_file(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// A thing that is gone already is as good as removed.
pub(super) fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
