//! Purpose: read and write the single files that a person names or asks for.
//! Input: a path, a text. Output: the text, or the file on the disk.
//! Invariant: no file is ever half written, and none is written over unless that was asked for.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::process;

use super::DiskError;

/// A document above this size is none that a person wrote: 32 MB.
const DOCUMENT_LIMIT: u64 = 32 << 20;

/// The bytes of the document `path`.
///
/// # Errors
/// When it is no ordinary file, cannot be read, or has more than 32 MB.
pub fn read_document(path: &Path) -> Result<Vec<u8>, DiskError> {
    let name = || path.display().to_string();
    let unreadable = |error: io::Error| {
        let advice = "check the name of the file and that your user may read it";
        DiskError { advice: advice.to_owned(), ..DiskError::unreadable(name(), &error) }
    };
    // A pipe or a device would never come to an end.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(DiskError::new(name(), "is no ordinary file", "name a document"));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(DOCUMENT_LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > DOCUMENT_LIMIT {
        return Err(DiskError::new(name(), "has more than 32 MB", "take its pictures out, or split it"));
    }
    Ok(bytes)
}

/// Lets `options` open no link and wait for no pipe: a name that leerlijn keeps for its own files may have been
/// given to something else, by a repository that was made to do harm.
pub(super) fn unlinked(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    options
}

/// Whether `path` is a regular file and no link to one; false where there is nothing.
pub(super) fn is_regular(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(found.is_file()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// The text of the file `path`; `None` when there is none.
///
/// # Errors
/// As for [`read_document`].
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, DiskError> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => read_document(path).map(Some),
    }
}

/// Writes a new file, with the folders that it stands in.
///
/// # Errors
/// When there is something at `path` already, or the disk refuses.
pub fn create(path: &Path, text: &str) -> Result<(), DiskError> {
    let refused = |error: &io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => DiskError::new(
            path.display().to_string(),
            "is there already",
            "choose another name, or remove it first",
        ),
        _ => DiskError::unwritable(path, error),
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| refused(&error))?;
    }
    let mut file = File::create_new(path).map_err(|error| refused(&error))?;
    file.write_all(text.as_bytes()).map_err(|error| refused(&error))
}

/// Writes a file in place of an earlier one, or a new one; whoever reads it meanwhile sees the one or the
/// other whole.
///
/// # Errors
/// When the disk refuses; the earlier file is then as it was.
pub fn replace(path: &Path, content: impl AsRef<[u8]>) -> Result<(), DiskError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| DiskError::unwritable(folder, &error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let staged = folder.join(format!(".leerlijn-{}-{name}", process::id()));
    let written = write_whole(&staged, content.as_ref()).and_then(|()| fs::rename(&staged, path));
    written.map_err(|error| {
        // It may not have come into being; then there is nothing to take away.
        let _ = fs::remove_file(&staged);
        DiskError::unwritable(path, &error)
    })
}

fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    // What a killed run left there, or a link that somebody put there to be written through.
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = File::create_new(path)?;
    file.write_all(content)?;
    // Else a rename could outlive a power cut that the content does not.
    file.sync_all()
}

/// What stands in `folder`, but for what a version control system keeps there; nothing when there is no
/// such folder.
///
/// # Errors
/// When it cannot be read, or is a file.
pub fn first_in(folder: &Path) -> Result<Option<String>, DiskError> {
    let unreadable = |error: io::Error| DiskError::unreadable(folder.display().to_string(), &error);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        entries => entries.map_err(unreadable)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names.into_iter().find(|name| name != ".git"))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("content/profiles/a.md");
        create(&path, "een").unwrap();
        let message = create(&path, "twee").unwrap_err().to_string();
        assert!(
            message.ends_with("a.md is there already; choose another name, or remove it first"),
            "{message}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "een");
    }

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_behind() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.md");
        replace(&path, "een").unwrap();
        replace(&path, "twee").unwrap();
        assert_eq!(read_if_there(&path).unwrap().as_deref(), Some(b"twee".as_slice()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(read_if_there(&folder.path().join("b.md")).unwrap(), None);
        let folder_itself = read_document(folder.path()).unwrap_err().to_string();
        assert!(folder_itself.ends_with("is no ordinary file; name a document"), "{folder_itself}");
    }

    #[test]
    fn a_folder_with_a_repository_alone_counts_as_empty() {
        let folder = TempDir::new().unwrap();
        assert_eq!(first_in(&folder.path().join("nergens")).unwrap(), None);
        fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(first_in(folder.path()).unwrap(), None);
        fs::write(folder.path().join("les.md"), "").unwrap();
        assert_eq!(first_in(folder.path()).unwrap().as_deref(), Some("les.md"));
    }
}
