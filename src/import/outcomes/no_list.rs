//! Why a document or a table is no list of outcomes.

use crate::diagnostics::{Code, Diagnostic, Message, Place, say};
use crate::import::outcomes::Options;
use crate::import::wording::shortened;
use crate::text::{SourcePath, Span};

/// Why a table is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoList {
    /// It holds something else.
    Other,
    /// It may be one, and what is asked for then.
    Unclear(Message),
    /// It has these codes, and none of them is asked for.
    NoneFits(Vec<String>),
}

impl NoList {
    /// The error that asks its reader to decide; none for a document that holds something else.
    pub(super) fn diagnostic(&self, file: &SourcePath, options: &Options) -> Option<Diagnostic> {
        let message = match self {
            Self::Other => return None,
            Self::Unclear(asked) => say!("this may be a list of outcomes, but {asked}", asked),
            Self::NoneFits(codes) => {
                let patterns: Vec<String> = options.items.iter().map(|item| format!("`{item}`")).collect();
                let mut known = codes.clone();
                known.dedup();
                let known = match &known[..] {
                    [] => say!("no outcome has a code"),
                    known => say!("the codes are {codes}", codes = shortened(known)),
                };
                say!("no code fits {patterns}; {known}", patterns = patterns.join(", "), known)
            }
        };
        Some(Diagnostic::new(Code::L701, Place::new(file, Span::at(0)), message))
    }
}
