//! Purpose: why a file cannot be read, and what to do about it.
//! Input: built by the readers of files. Output: [`Refusal`], and the diagnostic (L708) that it becomes.
//! Invariant: a file that is refused gives exactly one error.

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::text::{SourcePath, Span};

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, such as "this is a PDF document".
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Refusal {
    /// A refusal that says `message` and what to do.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }

    /// A file that does not hold what its kind of file must.
    pub(super) fn damaged(what: &str) -> Self {
        let help = "get the file again where it came from, or open it in its own program and save it anew";
        Self::new(format!("this file is damaged: {what}"), help)
    }

    /// A file that is larger than any that people write.
    pub(super) fn too_large(what: &str) -> Self {
        let help = "no profile is that large; check that it is the right file, or split it";
        Self::new(format!("this file is too large: {what}"), help)
    }

    /// The error that says so at the start of `file`.
    pub fn diagnostic(&self, file: &SourcePath) -> Diagnostic {
        Diagnostic::new(Code::L708, Place::new(file, Span::at(0)), self.message.clone())
            .help(self.help.clone())
    }
}
