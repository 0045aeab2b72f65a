//! The error of a file or folder that could not be read or written, told in one line with advice.
//!
//! The reason comes from the system and is shown in words, without the number that the system adds.

use crate::diagnostics::{Message, say};
use std::error::Error;
use std::fmt;
use std::io;
use std::path::Path;

/// An error of a file or folder that could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiskError {
    /// The file or folder, by the name that the user knows.
    pub path: String,
    /// The problem with it: "cannot be read: permission denied".
    pub problem: Message,
    /// Advice to the user.
    pub advice: Message,
}

impl DiskError {
    /// The error that `path` has this `problem`, with `advice`.
    pub fn new(path: impl Into<String>, problem: impl Into<Message>, advice: impl Into<Message>) -> Self {
        Self { path: path.into(), problem: problem.into(), advice: advice.into() }
    }

    /// The error that `path` could not be read, with the reason that the system gave.
    pub fn unreadable(path: impl Into<String>, error: &io::Error) -> Self {
        let advice = match error.raw_os_error() {
            Some(EMFILE) => few_handles(),
            _ => say!("make it readable for your user, or move it out of the site"),
        };
        Self::new(path, say!("cannot be read: {reason}", reason = reason(error)), advice)
    }

    /// The error that `path` could not be written, with the reason that the system gave.
    pub fn unwritable(path: &Path, error: &io::Error) -> Self {
        let advice =
            say!("check that the folder exists, that your user may write there and that the disk has room");
        Self::new(
            path.display().to_string(),
            say!("cannot be written: {reason}", reason = reason(error)),
            advice,
        )
    }
}

impl DiskError {
    /// The sentence that says which file or folder has which problem.
    pub fn message(&self) -> Message {
        Message::joined([Message::verbatim(&self.path), self.problem.clone()], " ")
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}; {}", self.path, self.problem.english(), self.advice.english())
    }
}

impl Error for DiskError {}

/// The advice where the system lets the program have too few open files.
pub(super) fn few_handles() -> Message {
    say!("programs may hold too few files open here: raise the limit, such as with `ulimit -n 1024`")
}

/// The number of the error "too many open files", which `inotify_init` also gives when a user has too many watchers
/// (inotify_init(2)).
pub(super) const EMFILE: i32 = 24;

/// The reason of a system error in words, without the number that the system adds.
pub fn reason(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => say!("it does not exist"),
        io::ErrorKind::PermissionDenied => say!("permission denied"),
        io::ErrorKind::StorageFull => say!("the disk is full"),
        _ => {
            // An error of a walk over folders wraps the system's own.
            let text = match error.raw_os_error() {
                Some(code) => io::Error::from_raw_os_error(code).to_string(),
                None => error.to_string(),
            };
            Message::verbatim(text.split(" (os error").next().unwrap_or(&text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_no_handle_is_left_for_is_no_matter_of_permissions() {
        let error = DiskError::unreadable("content", &io::Error::from_raw_os_error(EMFILE));
        assert!(error.advice.english().contains("ulimit"), "{error}");
        let error = DiskError::unreadable("content", &io::ErrorKind::PermissionDenied.into());
        assert!(error.advice.english().contains("readable"), "{error}");
    }
}
