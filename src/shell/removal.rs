//! Removes files of a site that an import made, and the folders that are empty without them.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::DiskError;
use super::files::{Target, read_if_there};

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

/// Removes files of the site in the folder `root`, each as long as it holds the bytes that are given with it; the others stay,
/// and are given back. One that is gone already is no error.
///
/// # Errors
/// When one is no regular file, or stands behind a link that leads out of the site, or the disk refuses.
pub fn remove_unchanged(root: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<Vec<PathBuf>, DiskError> {
    let mut changed = Vec::new();
    for (path, bytes) in files {
        match read_if_there(path)? {
            Some(now) if now != *bytes => changed.push(path.clone()),
            Some(_) | None => remove_in(root, std::slice::from_ref(path))?,
        }
    }
    Ok(changed)
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

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_file_that_its_author_changed_meanwhile_stays() {
        let folder = TempDir::new().unwrap();
        let [same, changed, gone] = ["a.md", "b.md", "c.md"].map(|name| folder.path().join(name));
        fs::write(&same, "een").unwrap();
        fs::write(&changed, "een en meer").unwrap();
        let files = [&same, &changed, &gone].map(|path| (path.clone(), b"een".to_vec()));
        assert_eq!(remove_unchanged(folder.path(), &files).unwrap(), std::slice::from_ref(&changed));
        assert_eq!((same.exists(), fs::read_to_string(&changed).unwrap().as_str()), (false, "een en meer"));
    }
}
