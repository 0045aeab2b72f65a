//! Why a command could not do its work, and its exit status.
//!
//! A mistake in the content is an [`Outcome`]; a [`Failure`] is everything else: an error of the disk, of usage.

use std::io;

use crate::diagnostics::{Message, say};
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
    pub(super) message: Message,
    /// The advice; empty when the message gives it.
    pub(super) help: Message,
}

impl Failure {
    /// A failure that says `message` and what to do about it.
    pub(super) fn new(message: impl Into<Message>, help: impl Into<Message>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl From<DiskError> for Failure {
    fn from(error: DiskError) -> Self {
        Self::new(error.message(), error.advice)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::new(say!("the result cannot be written: {reason}", reason = reason(&error)), Message::none())
    }
}
