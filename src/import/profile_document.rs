//! Purpose: read a profile from a file of any kind that holds one.
//! Input: the file's bytes and, where that was said, its kind. Output: [`ImportedDocument`].
//! Invariant: a file that cannot be read gives one error and no draft.

use super::bk_json;
use super::detect::{Kind, detect_as};
use super::docx;
use super::encoding;
use super::odd::odd;
use super::outline::Outline;
use super::refusal::Refusal;
use super::resolve::resolve;
use super::{Imported, case, moodle, profile_text, site_json};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::text::{SourcePath, Span};

/// What came of reading a file.
#[derive(Debug, Clone)]
pub struct ImportedDocument {
    /// The document as text, with a line for each paragraph: what the places in the diagnostics count in.
    pub text: String,
    /// The profile, and what there is to say about it.
    pub imported: Imported,
}

/// Reads the profile in `bytes`, the content of `file`; of the kind `wanted`, or else of the kind that they
/// look like.
///
/// The caller limits the size of a file; time and memory are bounded by that, whatever it holds.
pub fn read(file: &SourcePath, bytes: &[u8], wanted: Option<Kind>) -> ImportedDocument {
    read_kind(file, bytes, wanted).unwrap_or_else(|refusal| ImportedDocument {
        text: String::new(),
        imported: Imported { draft: None, diagnostics: vec![refusal.diagnostic(file)] },
    })
}

fn read_kind(file: &SourcePath, bytes: &[u8], wanted: Option<Kind>) -> Result<ImportedDocument, Refusal> {
    let read = match detect_as(bytes, wanted)? {
        Kind::Docx => return word(file, bytes),
        Kind::Text => plain_text,
        Kind::CaseJson => case::read,
        Kind::MoodleCsv => moodle::read,
        Kind::BkJson => register,
        Kind::SiteJson => site_json::read,
        other => {
            let help = "a profile is read from a Word document (.docx), from plain text, from the JSON of the \
                        register, of CASE and of a site, and from a framework of Moodle (CSV)";
            return Err(Refusal::new(format!("this is {}, which holds no profile", other.noun()), help));
        }
    };
    let decoded = encoding::decode(bytes);
    let mut document = read(file, &decoded.text)?;
    document.imported.diagnostics.extend(decoded.other.map(|encoding| older_encoding(file, encoding)));
    Ok(document)
}

fn plain_text(file: &SourcePath, text: &str) -> Result<ImportedDocument, Refusal> {
    Ok(ImportedDocument { text: text.to_owned(), imported: profile_text::read(file, text) })
}

fn word(file: &SourcePath, bytes: &[u8]) -> Result<ImportedDocument, Refusal> {
    let document = docx::read(bytes)?;
    let mut imported = profile_text::read_outline(file, &document.outline);
    if imported.draft.is_some() {
        imported.diagnostics.extend(document.tally.diagnostics(file));
        imported.diagnostics.extend(document.left_out(file));
    }
    Ok(ImportedDocument { text: document.text, imported })
}

fn register(file: &SourcePath, text: &str) -> Result<ImportedDocument, Refusal> {
    let (raw, mut diagnostics) = bk_json::read(file, text)?;
    let (draft, resolved) = resolve(file, raw);
    if draft.is_none() {
        diagnostics.clear();
    }
    diagnostics.extend(resolved);
    if let Some(draft) = &draft {
        diagnostics.extend(odd(file, &Outline::default(), draft));
    }
    Ok(ImportedDocument { text: text.to_owned(), imported: Imported { draft, diagnostics } })
}

fn older_encoding(file: &SourcePath, encoding: &str) -> Diagnostic {
    let message = format!("this text is not UTF-8; it was read as {encoding}");
    let help =
        "look at letters with accents; where they are wrong, save the document as UTF-8 and import it again";
    Diagnostic::new(Code::L709, Place::new(file, Span::at(0)), message).help(help)
}
