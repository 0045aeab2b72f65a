//! The files of a folder that was built before, by any program.

use std::fs;
use std::path::Path;

use super::manifest::MANIFEST_FILE;
use crate::shell::DiskError;

/// The paths of the files below `folder`, in order, with forward slashes. Hidden files are none that readers have an address of, and a
/// folder with a manifest of its own is another site.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(folder: &Path) -> Result<Vec<String>, DiskError> {
    let mut found = Vec::new();
    add(folder, "", &mut found)?;
    found.sort_unstable();
    Ok(found)
}

fn add(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<(), DiskError> {
    let unreadable = |error| DiskError::unreadable(folder.display().to_string(), &error);
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        let kind = entry.file_type().map_err(unreadable)?;
        let path = format!("{prefix}{name}");
        if kind.is_file() {
            found.push(path);
        } else if kind.is_dir() && !entry.path().join(MANIFEST_FILE).exists() {
            add(&entry.path(), &format!("{path}/"), found)?;
        }
    }
    Ok(())
}
