//! Waits until the disk itself holds the data that were written, so that a power cut cannot undo them in part.
//!
//! A system writes to the disk when it suits it, and the name of a file may get there long before its content: after
//! a power cut the file can be there and be empty. So a file or folder is written under another name first, is
//! brought to the disk whole, and only then gets its own name; the name is brought to the disk last.

use std::fs::File;
use std::io;
use std::path::Path;

/// Brings everything below `folder` to the disk. On Linux this is a single call to the system for a whole site, and
/// also writes everything else that waits for the same disk.
pub(super) fn sync_tree(folder: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    match File::open(folder).and_then(|opened| Ok(rustix::fs::syncfs(opened)?)) {
        // The folder may be one that this user may not read, or the disk may not support the call.
        Err(error) if is_no_such_order(&error) || error.kind() == io::ErrorKind::PermissionDenied => {}
        synced => return synced,
    }
    sync_each(folder)
}

/// Brings the names in `folder` to the disk. Where folders cannot be opened, as on Windows, the system does it
/// itself.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder).and_then(|opened| opened.sync_all()) {
        // A user may be allowed to write into a folder but not to read it.
        Err(error) if is_no_such_order(&error) || error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        synced => synced,
    }
}

fn sync_each(folder: &Path) -> io::Result<()> {
    for entry in walkdir::WalkDir::new(folder).contents_first(true) {
        let entry = entry?;
        if entry.file_type().is_file() {
            match File::open(entry.path()).and_then(|file| file.sync_all()) {
                Err(error) if is_no_such_order(&error) || error.kind() == io::ErrorKind::PermissionDenied => {
                }
                synced => synced?,
            }
        } else if entry.file_type().is_dir() {
            sync_folder(entry.path())?;
        }
    }
    Ok(())
}

/// Whether the disk does not support the call, like some network disks and disks of other systems.
fn is_no_such_order(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_with_links_and_locked_folders_is_brought_to_the_disk_file_by_file_too() {
        let folder = tempfile::TempDir::new().unwrap();
        std::fs::create_dir_all(folder.path().join("a/b")).unwrap();
        std::fs::write(folder.path().join("a/b/c"), "").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("/nowhere", folder.path().join("a/link")).unwrap();
        sync_each(folder.path()).unwrap();
        sync_tree(folder.path()).unwrap();
        sync_folder(folder.path()).unwrap();
    }
}
