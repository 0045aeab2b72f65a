//! Purpose: let a complete new site take the place of the old one at once, and mend what a killed build left.
//! Input: the staged folder beside the output. Output: the new site in its place, the old one beside it.
//! Invariant: the names beside the output say how far a build came, so that no journal is needed:
//!
//! | name | holds | found by the next build |
//! |---|---|---|
//! | `.output.leerlijn-new` | a site being made, marked so by a file `.leerlijn-unfinished` | is removed: all of it was made by the killed build |
//! | `.output.leerlijn-ready` | a complete site: the new one before the exchange, the old one after it | takes the output's place if that is empty, else is cleared away |
//! | `.output.leerlijn-old` | the old site, where the system cannot exchange two folders | the same |
//!
//! Clearing away moves foreign files that the output does not have back into it, see `retire`.
//!
//! A name alone proves nothing: a repository may bring a link of that name, or a folder of somebody else may
//! have it. Only a real folder with that mark, or with a manifest that can be read, is taken for one of ours;
//! one that is empty may go. Anything else stays as it is, and the build is refused before it changes anything.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::super::files::is_regular;
use super::error::OutputError;
use super::folder::OutputFolder;
use super::in_place::SCRATCH_INSIDE;
use super::manifest::{MANIFEST_FILE, Manifest};
use super::outcome::Why;
use super::retire::{gone, retire};

/// The file that marks a folder as one that a build is making, and that may be removed with all that is in it.
pub(super) const UNFINISHED_MARK: &str = ".leerlijn-unfinished";

/// Why the site was not replaced as a whole.
pub(super) enum Failure {
    /// It can be replaced file by file.
    Refused(Why),
    /// It cannot be replaced.
    Error(OutputError),
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self::Error(error)
    }
}

/// Makes the folder `path` for a site or for files that are being made, with the mark that says so.
pub(super) fn make_unfinished(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    match File::create_new(path.join(UNFINISHED_MARK)) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// Says that the site in the folder `path`, which has its manifest, is complete.
pub(super) fn mark_complete(path: &Path) -> Result<(), OutputError> {
    fs::remove_file(path.join(UNFINISHED_MARK)).map_err(OutputError::disk("complete", path))
}

/// Gives an output that is taken into use a manifest that lists nothing: beside the new site it is then known
/// as the old one.
fn claim(output: &Path) -> io::Result<()> {
    match File::create_new(output.join(MANIFEST_FILE)) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => io::Write::write_all(&mut made?, Manifest::default().to_text().as_bytes()),
    }
}

/// Puts the staged site where nothing, or an empty folder, is.
pub(super) fn place(folder: &OutputFolder) -> Result<(), Failure> {
    rename(&folder.beside("new"), &folder.path)
}

/// Puts the staged site in the place of the output, and gives the folder that now holds the old one.
pub(super) fn swap(folder: &OutputFolder) -> Result<PathBuf, Failure> {
    let ready = folder.beside("ready");
    claim(&folder.path).map_err(OutputError::disk("write into", &folder.path))?;
    rename(&folder.beside("new"), &ready)?;
    match exchange(&ready, &folder.path) {
        Ok(()) => Ok(ready),
        Err(error) if is_unknown(&error) => two_renames(folder),
        Err(error) => Err(put_back(folder, &ready, error)),
    }
}

/// The same where the system or the disk cannot exchange two folders; between the renames there is no
/// output for a moment.
fn two_renames(folder: &OutputFolder) -> Result<PathBuf, Failure> {
    let (ready, old) = (folder.beside("ready"), folder.beside("old"));
    if let Err(error) = fs::rename(&folder.path, &old) {
        return Err(put_back(folder, &ready, error));
    }
    match fs::rename(&ready, &folder.path) {
        Ok(()) => Ok(old),
        Err(error) => {
            drop(fs::rename(&old, &folder.path));
            Err(put_back(folder, &ready, error))
        }
    }
}

/// Completes or undoes what a killed build left.
pub(super) fn mend(folder: &OutputFolder) -> Result<(), OutputError> {
    let unfinished = [folder.beside("new"), folder.path.join(SCRATCH_INSIDE)];
    let complete = [folder.beside("ready"), folder.beside("old")];
    for path in unfinished.iter().chain(&complete) {
        refuse_others(path)?;
    }
    for path in &unfinished {
        remove_made(path)?;
    }
    for complete in complete {
        if !exists(&complete) {
            continue;
        }
        if exists(&folder.path) {
            retire(&complete, &folder.path).map_err(|error| OutputError::Leftover(complete, error))?;
        } else {
            fs::rename(&complete, &folder.path).map_err(OutputError::disk("put in place", &complete))?;
        }
    }
    Ok(())
}

/// Refuses when something is at `path` that no build of ours left there.
fn refuse_others(path: &Path) -> Result<(), OutputError> {
    let found = match fs::symlink_metadata(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(()),
        found => found.map_err(OutputError::disk("look at", path))?,
    };
    let is_ours = || {
        let mark = is_regular(&path.join(UNFINISHED_MARK)).is_ok_and(|is_there| is_there);
        mark || matches!(Manifest::read(path), Ok(Some(_)))
            || fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
    };
    if found.is_dir() && is_ours() { Ok(()) } else { Err(OutputError::NameTaken(path.to_owned())) }
}

/// Removes a folder that holds nothing but what builds made; second names of files are only names. What says
/// whose it is goes last, so that an interrupted removal can be taken up again.
pub(super) fn remove_made(path: &Path) -> Result<(), OutputError> {
    match remove_content(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(OutputError::Leftover(path.to_owned(), error))
        }
        _ => Ok(()),
    }
}

fn remove_content(path: &Path) -> io::Result<()> {
    let signs = [MANIFEST_FILE, UNFINISHED_MARK];
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if signs.iter().any(|sign| entry.file_name() == *sign) {
            continue;
        }
        let is_folder = entry.file_type()?.is_dir();
        if is_folder { fs::remove_dir_all(entry.path())? } else { fs::remove_file(entry.path())? }
    }
    signs.iter().try_for_each(|sign| gone(fs::remove_file(path.join(sign))))?;
    fs::remove_dir(path)
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::rename(from, to).map_err(|error| failure(to, error))
}

/// Makes the complete site an unfinished one again, so that it is removed and never taken for the old.
fn put_back(folder: &OutputFolder, ready: &Path, error: io::Error) -> Failure {
    drop(fs::rename(ready, folder.beside("new")));
    failure(&folder.path, error)
}

fn failure(path: &Path, error: io::Error) -> Failure {
    match error.kind() {
        // A mount point, a folder that another program holds open, a folder of somebody else.
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices | ErrorKind::PermissionDenied => {
            Failure::Refused(Why::Mounted)
        }
        _ => Failure::Error(OutputError::Disk("put the new site at", path.to_owned(), error)),
    }
}

fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(ErrorKind::Unsupported))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_an_exchange_two_renames_put_the_new_site_in_place_and_the_old_beside_it() {
        let root = tempfile::TempDir::new().unwrap();
        let folder = OutputFolder::find(root.path(), &root.path().join("output")).unwrap();
        let ready = folder.beside("ready");
        for (path, page) in [(&folder.path, "old"), (&ready, "new")] {
            fs::create_dir(path).unwrap();
            fs::write(path.join(page), "").unwrap();
        }
        let Ok(old) = two_renames(&folder) else { panic!("the renames failed") };
        assert!(folder.path.join("new").exists() && old.join("old").exists() && !ready.exists());
    }

    #[test]
    fn where_the_output_cannot_be_renamed_what_was_staged_is_never_taken_for_the_old_site() {
        let root = tempfile::TempDir::new().unwrap();
        let folder = OutputFolder::find(root.path(), &root.path().join("output")).unwrap();
        fs::create_dir(folder.beside("ready")).unwrap();
        assert!(two_renames(&folder).is_err(), "there is no output to rename");
        assert!(folder.beside("new").exists() && !folder.beside("ready").exists());
    }
}
