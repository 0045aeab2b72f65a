//! Removes files of a site that an import made, and the folders that are empty without them.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::DiskError;
use super::files::Target;

/// Removes files of the site in the folder `root`. One that is gone already is no error.
///
/// # Errors
/// When one is no regular file, or stands behind a link that leads out of the site, or the disk refuses.
pub fn remove_in(root: &Path, files: &[PathBuf]) -> Result<(), DiskError> {
    let found: Vec<(&PathBuf, Target)> = files
        .iter()
        .map(|path| Ok((path, Target::find(path, Some(root))?)))
        .collect::<Result<_, DiskError>>()?;
    for (path, target) in found {
        match fs::remove_file(&target.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(DiskError::unwritable(path, &error));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// Removes the folders of `files`, which are gone, as far as they are empty now and stand below the folder `within`. One that
/// cannot be removed stays: nothing is lost by an empty folder.
pub fn remove_empty_folders(within: &Path, files: &[PathBuf]) {
    for file in files {
        let is_below = |folder: &&Path| *folder != within && folder.starts_with(within);
        for folder in file.ancestors().skip(1).take_while(is_below) {
            let is_folder = fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir());
            if !is_folder || fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}
