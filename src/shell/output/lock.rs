//! Purpose: let one build at a time write an output.
//! Input: an output folder. Output: [`Lock`], held until it is dropped.
//! Invariant: the system frees the lock of a killed build, so nobody has to remove a file by hand.
//!
//! The lock is a file beside the output, or inside it when the parent may not be written to. Where neither
//! can be written there is no lock: such a build can only find that nothing differs, or fail.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::super::files::unlinked;
use super::error::OutputError;
use super::folder::OutputFolder;

/// The name of the lock file inside the output.
pub(super) const LOCK_INSIDE: &str = ".leerlijn-lock";
/// How long to sleep between two tries.
const PAUSE: Duration = Duration::from_millis(20);

/// The right to write an output.
#[derive(Debug)]
pub(super) struct Lock {
    held: Option<(File, PathBuf)>,
    /// Whether the folder that holds the output can be written to.
    pub(super) parent_writable: bool,
}

impl Lock {
    /// Waits for the right to write `folder`; calls `waiting` once when another build has it.
    ///
    /// # Errors
    /// [`OutputError::Busy`] when the other build takes longer than the folder's patience.
    pub(super) fn take(folder: &OutputFolder, waiting: &dyn Fn()) -> Result<Self, OutputError> {
        let places = [(folder.beside("lock"), true), (folder.path.join(LOCK_INSIDE), false)];
        for (path, parent_writable) in places {
            match hold(folder, &path, waiting) {
                Ok(Some(file)) => return Ok(Self { held: Some((file, path)), parent_writable }),
                Ok(None) => return Err(OutputError::Busy(folder.path.clone())),
                Err(error) if is_of_others(&path, &error) => return Err(OutputError::NameTaken(path)),
                Err(error) if may_not_write(&error) || error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(OutputError::Disk("lock the output with", path, error)),
            }
        }
        Ok(Self { held: None, parent_writable: false })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Who waits for this file finds that its name is gone and starts again, see `is_at`. Where a name
        // cannot be compared with an open file, the file stays for the next build.
        if let Some((_, path)) = &self.held
            && cfg!(unix)
        {
            drop(fs::remove_file(path));
        }
    }
}

/// Whether the place, and not the file, is what stands in the way.
pub(super) fn may_not_write(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

/// Whether something else than a lock file is what could not be opened: a link, a pipe, a folder.
fn is_of_others(path: &Path, error: &io::Error) -> bool {
    error.kind() == ErrorKind::InvalidData || fs::symlink_metadata(path).is_ok_and(|found| !found.is_file())
}

/// Opens the lock file, which is empty, and never what another file or folder of its name leads to.
fn open(path: &Path) -> io::Result<File> {
    if cfg!(not(unix)) && fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(ErrorKind::InvalidData.into());
    }
    let file = unlinked(OpenOptions::new().write(true).create(true).truncate(false)).open(path)?;
    let found = file.metadata()?;
    if found.is_file() && found.len() == 0 { Ok(file) } else { Err(ErrorKind::InvalidData.into()) }
}

/// The locked file at `path`; `None` when another build keeps it too long.
///
/// # Errors
/// [`ErrorKind::InvalidData`] when `path` names what is no lock file.
fn hold(folder: &OutputFolder, path: &Path, waiting: &dyn Fn()) -> io::Result<Option<File>> {
    let start = Instant::now();
    let mut said = false;
    loop {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) if is_at(&file, path) => return Ok(Some(file)),
            // The build before removed it after it was opened here.
            Ok(()) if start.elapsed() < folder.patience => continue,
            Ok(()) => return Ok(None),
            // Some network disks know no locks; refusing them every build would help nobody.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                return Ok(Some(file));
            }
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) => {}
        }
        if start.elapsed() >= folder.patience {
            return Ok(None);
        }
        if !said {
            waiting();
            said = true;
        }
        thread::sleep(PAUSE);
    }
}

/// Whether `path` still names `file`, which the build before may have removed while this one waited.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Lock files are never removed here, so the name still names the file.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
