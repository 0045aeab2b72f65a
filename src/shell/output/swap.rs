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

use super::super::durable::{sync_folder, sync_tree};
use super::super::files::is_regular;
use super::error::OutputError;
use super::folder::OutputFolder;
use super::in_place::SCRATCH_INSIDE;
use super::manifest::{MANIFEST_FILE, ManifestState};
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
///
/// It has the group of the `output` from the start, and hands it on to what is made in it where the output does.
pub(super) fn make_unfinished(path: &Path, output: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    keep_group(path, output);
    match File::create_new(path.join(UNFINISHED_MARK)) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// Gives the folder `path` owner and group of `like`, and the bit that hands the group on, as far as this user may.
#[cfg(unix)]
fn keep_group(path: &Path, like: &Path) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    const HANDS_ON: u32 = 0o2000;
    let (Ok(like), Ok(own)) = (fs::metadata(like), fs::metadata(path)) else { return };
    if (like.uid(), like.gid()) != (own.uid(), own.gid()) {
        // Only an administrator may give a folder away; a group that one is in may have it all the same.
        drop(
            chown(path, Some(like.uid()), Some(like.gid())).or_else(|_| chown(path, None, Some(like.gid()))),
        );
    }
    if like.mode() & HANDS_ON != own.mode() & HANDS_ON {
        let mode = own.mode() & 0o777 | like.mode() & HANDS_ON;
        drop(fs::set_permissions(path, fs::Permissions::from_mode(mode)));
    }
}

#[cfg(not(unix))]
fn keep_group(_: &Path, _: &Path) {}

/// Brings the site in the folder `path` to the disk, with its manifest, and then says that it is complete.
pub(super) fn complete(path: &Path) -> Result<(), OutputError> {
    sync_tree(path).map_err(OutputError::disk("bring to the disk", path))?;
    fs::remove_file(path.join(UNFINISHED_MARK)).map_err(OutputError::disk("complete", path))
}

/// Puts the staged site where nothing, or an empty folder, is.
pub(super) fn place(folder: &OutputFolder) -> Result<(), Failure> {
    rename(&folder.beside("new"), &folder.path)
}

/// Puts the staged site in the place of the output, and gives the folder that now holds the old one; none where
/// the old one was empty and went with the exchange.
pub(super) fn swap(folder: &OutputFolder) -> Result<Option<PathBuf>, Failure> {
    swap_by(folder, exchange)
}

/// The same by `exchange`, which is believed only as far as can be seen: some disks answer that they exchanged two
/// folders and did something else.
fn swap_by(
    folder: &OutputFolder,
    exchange: impl Fn(&Path, &Path) -> io::Result<()>,
) -> Result<Option<PathBuf>, Failure> {
    let ready = folder.beside("ready");
    rename(&folder.beside("new"), &ready)?;
    let staged = Identity::of(&ready);
    match exchange(&ready, &folder.path) {
        Ok(()) if !exists(&ready) => Ok(None),
        Ok(()) if staged.is_none() || Identity::of(&folder.path) == staged => Ok(Some(ready)),
        Ok(()) => two_renames(folder).map(Some),
        Err(error) if is_unknown(&error) => two_renames(folder).map(Some),
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
            // The old site goes once the new one is sure to stay.
            sync_folder(folder.parent()).map_err(OutputError::disk("bring to the disk", folder.parent()))?;
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
        mark || ManifestState::read(path).is_ok_and(|state| state.is_proof())
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

/// Whether the system or the disk does not know how to exchange; one that renames instead finds the place taken.
fn is_unknown(error: &io::Error) -> bool {
    use ErrorKind::{AlreadyExists, DirectoryNotEmpty, InvalidInput, Unsupported};
    matches!(error.kind(), AlreadyExists | DirectoryNotEmpty | InvalidInput | Unsupported)
}

/// What tells a folder from another under the same name; none where the system does not say.
#[derive(PartialEq, Eq)]
struct Identity(u64, u64);

impl Identity {
    #[cfg(unix)]
    fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        fs::symlink_metadata(path).ok().map(|found| Self(found.dev(), found.ino()))
    }

    #[cfg(not(unix))]
    fn of(_: &Path) -> Option<Self> {
        None
    }
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

    /// An output and a staged site, exchanged by a disk that does `exchange`; gives what stands where then.
    fn swapped(
        exchange: fn(&Path, &Path) -> io::Result<()>,
        old: &str,
    ) -> (Vec<String>, Option<Vec<String>>) {
        let root = tempfile::TempDir::new().unwrap();
        let folder = OutputFolder::find(root.path(), &root.path().join("output")).unwrap();
        for (path, page) in [(&folder.path, old), (&folder.beside("new"), "new")] {
            fs::create_dir(path).unwrap();
            if !page.is_empty() {
                fs::write(path.join(page), "").unwrap();
            }
        }
        let names = |path: &Path| {
            let entries = fs::read_dir(path).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
        };
        let Ok(replaced) = swap_by(&folder, exchange) else { panic!("it was refused") };
        (names(&folder.path), replaced.map(|replaced| names(&replaced)))
    }

    #[test]
    fn a_disk_that_only_says_that_it_exchanged_is_not_believed() {
        let (new, old) = (vec!["new".to_owned()], Some(vec!["old".to_owned()]));
        let renames: fn(&Path, &Path) -> io::Result<()> = |a, b| fs::rename(a, b);
        assert_eq!(swapped(exchange, "old"), (new.clone(), old.clone()));
        assert_eq!(swapped(renames, "old"), (new.clone(), old.clone()), "the place is taken");
        assert_eq!(swapped(renames, ""), (new.clone(), None), "an empty folder made room");
        assert_eq!(swapped(|_, _| Ok(()), "old"), (new.clone(), old.clone()), "nothing happened");
        assert_eq!(swapped(|_, _| Err(ErrorKind::Unsupported.into()), "old"), (new, old));
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
