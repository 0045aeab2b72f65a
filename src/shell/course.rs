//! Reads the folder of a course that is brought in. The folder may be anybody's: nothing in it is changed, no link in
//! it is followed, and no more is read than a course can have.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::DiskError;
use super::files::read_document;
use super::load::is_left_behind;
use crate::diagnostics::{Message, say};
use crate::import::course::{CourseFile, is_course_text, is_order};

/// So many files may stand in the folder.
const MOST_FILES: usize = 20_000;

/// So many bytes may its texts have together: 256 MB.
const MOST_BYTES: usize = 256 << 20;

/// Deeper folders are not looked into; that is said.
const DEEPEST: usize = 40;

/// The files of a course.
#[derive(Debug, Default)]
pub struct CourseFolder {
    /// The texts with their bytes, all others with their names.
    pub files: Vec<CourseFile>,
    /// The files that were left out, each with the reason.
    pub skipped: Vec<(String, Message)>,
}

/// Reads the texts in `folder`, and the names of what else is in it.
///
/// # Errors
/// When a folder or a text cannot be read, or when it is more than a course can have.
pub fn read_course(folder: &Path) -> Result<CourseFolder, DiskError> {
    let mut course = CourseFolder::default();
    let mut bytes = 0_usize;
    let is_open = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !is_left_behind(&entry.file_name().to_string_lossy())
    };
    let walk = WalkDir::new(folder).max_depth(DEEPEST).sort_by_file_name().into_iter().filter_entry(is_open);
    for entry in walk {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).display().to_string();
            match error.io_error() {
                Some(io) => DiskError::unreadable(path, io),
                None => DiskError::new(path, say!("cannot be read"), say!("take it out of the folder")),
            }
        })?;
        if entry.file_type().is_dir() && entry.depth() < DEEPEST {
            continue;
        }
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
        let Some(path) = parts.map(|parts| parts.join("/")).filter(|path| !path.contains(['\\', '\0', '\n']))
        else {
            course.skipped.push((relative.to_string_lossy().into_owned(), say!("its name cannot be read")));
            continue;
        };
        if entry.file_type().is_symlink() {
            course.skipped.push((path, say!("it is a link")));
            continue;
        }
        if entry.file_type().is_dir() {
            course
                .skipped
                .push((path, say!("it stands more than 40 folders deep, so nothing in it was read")));
            continue;
        }
        if !entry.file_type().is_file() {
            course.skipped.push((path, say!("it is no ordinary file")));
            continue;
        }
        let text =
            if is_course_text(&path) || is_order(&path) { Some(read_document(entry.path())?) } else { None };
        bytes += text.as_ref().map_or(0, Vec::len);
        course.files.push(CourseFile { path, bytes: text });
        if course.files.len() > MOST_FILES || bytes > MOST_BYTES {
            let problem =
                say!("is more than a course: it has more than 20,000 files, or texts of more than 256 MB");
            return Err(DiskError::new(
                folder.display().to_string(),
                problem,
                say!("bring it in folder by folder"),
            ));
        }
    }
    Ok(course)
}

/// Reads the text `file`, and the names of the pictures and other files beside it and below, to which it may lead.
///
/// # Errors
/// As for [`read_document`].
pub fn read_course_text(file: &Path) -> Result<CourseFolder, DiskError> {
    const MOST: usize = 5_000;
    const DEEP: usize = 4;
    let bytes = read_document(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut course = CourseFolder::default();
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let is_open = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !is_left_behind(&entry.file_name().to_string_lossy())
    };
    let walk = WalkDir::new(folder).max_depth(DEEP).sort_by_file_name().into_iter().filter_entry(is_open);
    // A file beside it that cannot be read is nothing to which a link can lead.
    for entry in walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()).take(MOST) {
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
        if let Some(path) = parts.map(|parts| parts.join("/")).filter(|path| !is_course_text(path)) {
            course.files.push(CourseFile { path, bytes: None });
        }
    }
    course.files.push(CourseFile { path: name, bytes: Some(bytes) });
    Ok(course)
}

/// The bytes of the file `path` of a course in `folder`; none where it is too large to come along.
///
/// # Errors
/// When it cannot be read, or is no ordinary file any more.
pub fn read_course_file(folder: &Path, path: &str) -> Result<Option<Vec<u8>>, DiskError> {
    const LIMIT: u64 = 32 << 20;
    let disk = folder.join(path);
    let found = fs::symlink_metadata(&disk).map_err(|error| DiskError::unreadable(path, &error))?;
    if !found.is_file() {
        return Err(DiskError::new(path, say!("is no ordinary file any more"), say!("run the import again")));
    }
    if found.len() > LIMIT { Ok(None) } else { read_document(&disk).map(Some) }
}
