//! A lock that lets one build at a time write an output.
//!
//! It is a file beside the output, or inside it when the parent folder may not be written to; the system frees the
//! lock of a killed build, so nobody has to remove a file by hand. Where neither place can be written to there is no
//! lock: such a build can only find that nothing differs, or fail. On network disks that know no locks the build goes
//! on without one.

use crate::diagnostics::say;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::super::files::unlinked;
use super::error::OutputError;
use super::folder::{LOCK_INSIDE, OutputFolder};

/// The pause between two attempts.
const PAUSE: Duration = Duration::from_millis(20);

/// The lock of an output, held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    held: Option<(File, PathBuf)>,
    /// Whether the folder that holds the output can be written to, so that folders beside the output can be used.
    pub(super) parent_writable: bool,
}

impl Lock {
    /// Waits for the lock of `folder`; calls `waiting` once if another build has it.
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
                Err(error) => return Err(OutputError::Disk(say!("lock the output with"), path, error)),
            }
        }
        Ok(Self { held: None, parent_writable: false })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A build that waits for this file finds that the name is gone and starts again, see `is_at`. Where a name
        // cannot be compared with an open file, the file stays for the next build.
        if let Some((_, path)) = &self.held
            && cfg!(unix)
        {
            drop(fs::remove_file(path));
        }
    }
}

/// Whether this user may not write to the place at all, whatever the file is.
pub(super) fn may_not_write(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

/// Whether opening failed because the path names something other than a lock file, such as a link, a pipe or a
/// folder.
fn is_of_others(path: &Path, error: &io::Error) -> bool {
    error.kind() == ErrorKind::InvalidData || fs::symlink_metadata(path).is_ok_and(|found| !found.is_file())
}

/// Opens the lock file, an empty one; a link of that name is not followed, and any other file is refused.
fn open(path: &Path) -> io::Result<File> {
    if cfg!(not(unix)) && fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(ErrorKind::InvalidData.into());
    }
    let file = unlinked(OpenOptions::new().write(true).create(true).truncate(false)).open(path)?;
    let found = file.metadata()?;
    if found.is_file() && found.len() == 0 { Ok(file) } else { Err(ErrorKind::InvalidData.into()) }
}

/// Opens and locks the file at `path`; `None` if another build keeps the lock for too long.
///
/// # Errors
/// [`ErrorKind::InvalidData`] when the file at `path` is not a lock file.
fn hold(folder: &OutputFolder, path: &Path, waiting: &dyn Fn()) -> io::Result<Option<File>> {
    let start = Instant::now();
    let mut said = false;
    loop {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) if is_at(&file, path) => return Ok(Some(file)),
            // The build before removed the file after it was opened here.
            Ok(()) if start.elapsed() < folder.patience => continue,
            Ok(()) => return Ok(None),
            // Some network disks know no locks; refusing every build on them would help nobody.
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

/// Whether `path` still names `file`. The build before may have removed it while this one waited.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Always true: lock files are never removed on these systems.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
