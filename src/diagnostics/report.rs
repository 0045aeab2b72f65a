//! Purpose: put all diagnostics of one run in the order in which an author works.
//! Input: diagnostics in any order. Output: [`Report`], sorted by file and place.
//! Invariant: the order depends on the diagnostics alone, not on who found them first.

use super::{Diagnostic, Severity};

/// All diagnostics of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

/// How many there are of each kind that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Report {
    /// The report of `diagnostics`, sorted by file, place and code; the same one twice is said once.
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
