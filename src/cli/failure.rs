//! Why a command could not do its work, and its exit status.
//!
//! A mistake in the content is an [`Outcome`]; a [`Failure`] is everything else: an error of the disk, of usage.

use std::io;

use crate::shell::{DiskError, reason};

/// How a command that did its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All is well.
    Done,
    /// The content has errors, or what `--deny` names.
    Refused,
}

/// Why a command could not do its work: exit status 2.
#[derive(Debug)]
pub(super) struct Failure {
    /// One sentence without a final period.
    pub(super) message: String,
    /// The advice; empty when the message gives it.
    pub(super) help: String,
}

impl Failure {
    /// A failure that says `message` and what to do about it.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl From<DiskError> for Failure {
    fn from(error: DiskError) -> Self {
        Self::new(format!("{} {}", error.path, error.problem), error.advice)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::new(format!("the result cannot be written: {}", reason(&error)), "")
    }
}
