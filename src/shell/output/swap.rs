//! Exchanges the staged site and the output (`swap`), and completes or undoes an exchange of a build that was killed (`mend`).
//! The folders of both are made and removed here.
//!
//! The names of the folders beside the output say how far a build came, so no journal is needed. For an output folder
//! `output`:
//!
//! | name | holds | the next build |
//! |---|---|---|
//! | `.output.leerlijn-new` | a site being staged, marked so by the file `.leerlijn-unfinished` | removes it: everything in it was written by the killed build, or is a second name |
//! | `.output.leerlijn-ready` | a complete site: the new one before the exchange, the old one after it | puts it in the output's place if there is no output, and clears it away otherwise |
//! | `.output.leerlijn-old` | the old site, where the system cannot exchange two folders | the same |
//! | `output/.leerlijn-new` | files being replaced one by one, marked in the same way | removes it |
//!
//! A build stages the site as `-new`, brings it to the disk, removes the mark, and renames the folder to `-ready`.
//! Then it exchanges `-ready` with the output; where the system cannot, it renames the output to `-old` and `-ready`
//! to the output. Clearing away moves foreign files that the output does not have back into it, see `retire`.
//!
//! A name alone proves nothing: a repository may bring a link of that name, or somebody else's folder may have it.
//! Only a real folder is accepted, and only with that mark, with a manifest that can be read, or without content.
//! Anything else stays as it is, and the build is refused before it changes anything.

use crate::diagnostics::say;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::super::durable::{sync_folder, sync_tree};
use super::super::files::is_regular;
use super::error::OutputError;
use super::folder::{OutputFolder, SCRATCH_INSIDE, UNFINISHED_MARK};
use super::links;
use super::manifest::{MANIFEST_FILE, ManifestState};
use super::outcome::Why;
use super::retire::{gone, retire};

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

/// Creates the folder `path` for a site or for files that are being written, with the mark that says so.
///
/// The folder has the group of the `output` from the start, and passes it on to new files in it if the output does.
pub(super) fn make_unfinished(path: &Path, output: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    keep_group(path, output);
    match File::create_new(path.join(UNFINISHED_MARK)) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// Gives the folder `path` the owner and group of `like`, and its set-group-ID bit, as far as this user may.
#[cfg(unix)]
fn keep_group(path: &Path, like: &Path) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    const HANDS_ON: u32 = 0o2000;
    let (Ok(like), Ok(own)) = (fs::metadata(like), fs::metadata(path)) else { return };
    if (like.uid(), like.gid()) != (own.uid(), own.gid()) {
        // Only an administrator may change the owner; anybody may set a group that they belong to.
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

/// Brings the site in the folder `path`, with its manifest, to the disk, and then removes the mark of an unfinished
/// one.
pub(super) fn complete(path: &Path) -> Result<(), OutputError> {
    sync_tree(path).map_err(OutputError::disk(say!("bring to the disk"), path))?;
    fs::remove_file(path.join(UNFINISHED_MARK)).map_err(OutputError::disk(say!("complete"), path))
}

/// Puts the staged site in the place of the output where there is none, or an empty folder.
pub(super) fn place(folder: &OutputFolder) -> Result<(), Failure> {
    rename(&folder.beside("new"), &folder.path)
}

/// Exchanges the staged site and the output, and returns the folder that now holds the old site; `None` if the old
/// site was empty and went with the exchange.
pub(super) fn swap(folder: &OutputFolder) -> Result<Option<PathBuf>, Failure> {
    swap_by(folder, exchange)
}

/// Exchanges the two by `exchange`, and looks at the result: some disks report that they exchanged two folders, and
/// did something else.
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

/// Replaces the output by two renames, where the system or the disk cannot exchange two folders. Between the renames
/// there is no output for a moment.
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

/// Recovers from a killed build: completes its exchange of the two sites, or removes the site that it had begun.
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
        // Whose they are cannot be told, and a repository may have brought the folder.
        links::remove_all(&complete).map_err(OutputError::disk(say!("take the links out of"), &complete))?;
        if exists(&folder.path) {
            // The old site goes once the new one is sure to stay.
            sync_folder(folder.parent())
                .map_err(OutputError::disk(say!("bring to the disk"), folder.parent()))?;
            retire(&complete, &folder.path).map_err(|error| OutputError::Leftover(complete, error))?;
        } else {
            fs::rename(&complete, &folder.path)
                .map_err(OutputError::disk(say!("put in place"), &complete))?;
        }
    }
    Ok(())
}

/// Refuses the build if `path` exists and was not left by a build of ours.
fn refuse_others(path: &Path) -> Result<(), OutputError> {
    let found = match fs::symlink_metadata(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(()),
        found => found.map_err(OutputError::disk(say!("look at"), path))?,
    };
    let is_ours = || {
        let mark = is_regular(&path.join(UNFINISHED_MARK)).is_ok_and(|is_there| is_there);
        mark || ManifestState::read(path).is_ok_and(|state| state.is_proof())
            || fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
    };
    if found.is_dir() && is_ours() { Ok(()) } else { Err(OutputError::NameTaken(path.to_owned())) }
}

/// Removes a folder that holds only files of builds; where these are second names, the first ones stay. The manifest
/// and the mark, which prove that the folder is ours, go last, so that an interrupted removal can be taken up again.
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

/// Renames the complete site to `-new` after a failed exchange, so that the next build removes it and does not take
/// it for the old one.
fn put_back(folder: &OutputFolder, ready: &Path, error: io::Error) -> Failure {
    drop(fs::rename(ready, folder.beside("new")));
    failure(&folder.path, error)
}

fn failure(path: &Path, error: io::Error) -> Failure {
    match error.kind() {
        // A mount point, a folder that another program holds open, somebody else's folder.
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices | ErrorKind::PermissionDenied => {
            Failure::Refused(Why::Mounted)
        }
        _ => Failure::Error(OutputError::Disk(say!("put the new site at"), path.to_owned(), error)),
    }
}

/// Whether the system or the disk cannot exchange folders. One that renames instead reports that the place is taken.
fn is_unknown(error: &io::Error) -> bool {
    use ErrorKind::{AlreadyExists, DirectoryNotEmpty, InvalidInput, Unsupported};
    matches!(error.kind(), AlreadyExists | DirectoryNotEmpty | InvalidInput | Unsupported)
}

/// The identity of a folder, which it keeps under any name; `None` where the system does not tell.
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

    /// Exchanges an output and a staged site by `exchange`, and returns the file names in the output and in the old
    /// site.
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
