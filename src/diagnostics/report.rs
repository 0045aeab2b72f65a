//! All diagnostics of one run, in the order in which an author works through them: file by file, from top to bottom.
//!
//! The order depends on the diagnostics alone and not on which check found one first, so that a run with several
//! threads reports the same as one with a single thread.

use super::{Diagnostic, Severity};

/// All diagnostics of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

/// The numbers of errors and warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Report {
    /// The report of `diagnostics`, sorted by place, code and message; one that occurs twice is kept once.
    pub fn new(mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
        diagnostics.dedup();
        Self { diagnostics }
    }

    /// The diagnostics in order.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Errors and warnings, counted.
    pub fn totals(&self) -> Totals {
        let count = |severity| self.diagnostics.iter().filter(|d| d.severity == severity).count();
        Totals { errors: count(Severity::Error), warnings: count(Severity::Warning) }
    }

    /// Whether a build must leave the previous site as it is.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
