//! Purpose: read the text of a Flemish qualification profile.
//! Input: plain text, as copied out of the official document. Output: [`Imported`].
//! Invariant: a document that is no profile gives an error (L701) and no draft; any other gives a draft.

use super::Imported;
use super::gather::gather;
use super::normalised::Tally;
use super::odd::odd;
use super::outline::{LineKind, Outline};
use super::plain_text;
use super::resolve::resolve;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::text::{SourcePath, Span};

/// Reads the `text` of `file`.
///
/// Takes time in proportion to the text. The caller limits the size of a file.
pub fn read(file: &SourcePath, text: &str) -> Imported {
    let mut tally = Tally::default();
    let outline = match plain_text::outline(text, &mut tally) {
        Ok(outline) => outline,
        Err(refusal) => return Imported { draft: None, diagnostics: vec![refusal.diagnostic(file)] },
    };
    let mut imported = read_outline(file, &outline);
    if imported.draft.is_some() {
        imported.diagnostics.extend(tally.diagnostics(file));
    }
    imported
}

/// Reads a profile from the `outline` of a document in any format.
pub fn read_outline(file: &SourcePath, outline: &Outline) -> Imported {
    if outline.lines.iter().all(|line| line.kind == LineKind::Blank) {
        let help = "check that the right file was given, and that it was saved";
        return refused(file, "this document has no text", help);
    }
    let (raw, gathered) = gather(file, outline);
    let (draft, resolved) = resolve(file, raw);
    let Some(draft) = draft else { return Imported { draft: None, diagnostics: resolved } };
    let mut diagnostics = gathered;
    diagnostics.extend(resolved);
    diagnostics.extend(odd(file, outline, &draft));
    Imported { draft: Some(draft), diagnostics }
}

fn refused(file: &SourcePath, message: &str, help: &str) -> Imported {
    let refusal = Diagnostic::new(Code::L701, Place::new(file, Span::at(0)), message).help(help);
    Imported { draft: None, diagnostics: vec![refusal] }
}
