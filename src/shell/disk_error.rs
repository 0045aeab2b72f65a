//! Purpose: say in one line what the disk refused, of which file, and what to do about it.
//! Input: a path and the system's error. Output: [`DiskError`].
//! Invariant: one line, without the system's error numbers.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::Path;

/// Something that the disk refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiskError {
    /// The file or folder, as the person knows it.
    pub path: String,
    /// What is wrong with it: "cannot be read: permission denied".
    pub problem: String,
    /// What to do.
    pub advice: String,
}

impl DiskError {
    /// The error that says `problem` of `path`, and what to do about it.
    pub fn new(path: impl Into<String>, problem: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { path: path.into(), problem: problem.into(), advice: advice.into() }
    }

    /// `path` could not be read, for the reason that the system gave.
    pub fn unreadable(path: impl Into<String>, error: &io::Error) -> Self {
        let advice = match error.raw_os_error() {
            Some(EMFILE) => {
                "programs may hold too few files open here: raise the limit, such as with `ulimit -n 1024`"
            }
            _ => "make it readable for your user, or move it out of the site",
        };
        Self::new(path, format!("cannot be read: {}", reason(error)), advice)
    }

    /// `path` could not be written, for the reason that the system gave.
    pub fn unwritable(path: &Path, error: &io::Error) -> Self {
        let advice =
            "check that the folder exists, that your user may write there and that the disk has room";
        Self::new(path.display().to_string(), format!("cannot be written: {}", reason(error)), advice)
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}; {}", self.path, self.problem, self.advice)
    }
}

impl Error for DiskError {}

/// "Too many open files", and what `inotify_init` answers when a user has too many watchers (inotify_init(2)).
pub(super) const EMFILE: i32 = 24;

/// Why the system refused, in its words for `error` without its number.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => {
            // An error of a walk over folders wraps the system's own.
            let text = match error.raw_os_error() {
                Some(code) => io::Error::from_raw_os_error(code).to_string(),
                None => error.to_string(),
            };
            text.split(" (os error").next().unwrap_or(&text).to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_no_handle_is_left_for_is_no_matter_of_permissions() {
        let error = DiskError::unreadable("content", &io::Error::from_raw_os_error(EMFILE));
        assert!(error.advice.contains("ulimit"), "{error}");
        let error = DiskError::unreadable("content", &io::ErrorKind::PermissionDenied.into());
        assert!(error.advice.contains("readable"), "{error}");
    }
}
