//! Purpose: say what is wrong in an author's file, where, and what to do about it.
//! Input: facts found by the layers above. Output: [`Diagnostic`] values, collected in a [`Report`].
//! Invariant: every diagnostic has a [`Code`] of the closed list, and every code has a page in
//! `docs/diagnostics` whose example triggers it. Nothing here reads a disk or knows a colour.

mod code;
mod report;

pub use code::{Code, Severity, UnreadCause};
pub use report::{Report, Totals};

use crate::text::{SourcePath, Span};

/// A place in a source file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: SourcePath,
    /// The part of it.
    pub span: Span,
}

impl Place {
    /// The place `span` of `file`.
    pub fn new(file: &SourcePath, span: Span) -> Self {
        Self { file: file.clone(), span }
    }
}

/// One mistake or remark, as the author of the content reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which of the known mistakes it is.
    pub code: Code,
    /// How bad it is here; starts as the code's own severity.
    pub severity: Severity,
    /// One sentence without a final period.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Other places that belong to it, each with a few words: "first used here".
    pub related: Vec<(Place, String)>,
    /// What to do, when there is something to say beyond the message.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of the code's own severity, without help.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: shortened(message.into()),
            place,
            related: Vec::new(),
            help: None,
        }
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with one more place and what it has to do with the mistake.
    #[must_use]
    pub fn related(mut self, place: Place, what: impl Into<String>) -> Self {
        self.related.push((place, what.into()));
        self
    }
}

/// A message that a person can read, whatever a file brought into it: the middle of a very long one goes.
fn shortened(message: String) -> String {
    const MOST: usize = 600;
    const ENDS: usize = 250;
    if message.len() <= MOST || message.chars().count() <= MOST {
        return message;
    }
    let start: String = message.chars().take(ENDS).collect();
    let end: Vec<char> = message.chars().rev().take(ENDS).collect();
    let end: String = end.into_iter().rev().collect();
    format!("{start} … {end}")
}

/// The help that offers near names: "did you mean `c4.6`?", or `otherwise` when none is near.
pub fn did_you_mean(nearest: &[&str], otherwise: &str) -> String {
    match nearest {
        [] => otherwise.to_owned(),
        [one] => format!("did you mean `{one}`?"),
        [first @ .., last] => format!("did you mean `{}` or `{last}`?", first.join("`, `")),
    }
}
