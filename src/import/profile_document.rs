//! Profiles from files of any kind that holds one. A file that cannot be read gives one error and no draft.

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::import::draft::{Imported, ImportedDocument};
use crate::import::file::Refusal;
use crate::import::file::detect::{FileKind, detect_as};
use crate::import::normalised::Tally;
use crate::import::outline::profile::parse_profile;
use crate::import::outline::{LineKind, Outline, plain_text};
use crate::import::resolve::resolve;
use crate::import::slips::find_slips;
use crate::import::{bk_json, case, docx, file, moodle, site_json};
use crate::text::{SourcePath, Span};

/// Reads the profile in `bytes`, the content of `file`; of the kind `wanted`, or else of the kind that they
/// look like.
///
/// The caller limits the size of a file; time and memory are bounded by that, whatever it holds.
pub fn parse(file: &SourcePath, bytes: &[u8], wanted: Option<FileKind>) -> ImportedDocument {
    parse_kind(file, bytes, wanted).unwrap_or_else(|refusal| ImportedDocument {
        text: String::new(),
        imported: Imported { draft: None, diagnostics: vec![refusal.diagnostic(file)] },
        reading: Vec::new(),
    })
}

fn parse_kind(
    file: &SourcePath,
    bytes: &[u8],
    wanted: Option<FileKind>,
) -> Result<ImportedDocument, Refusal> {
    let parse = match detect_as(bytes, wanted)? {
        FileKind::Docx => return parse_word(file, bytes),
        FileKind::Text => parse_plain_text,
        FileKind::CaseJson => case::parse,
        FileKind::MoodleCsv => moodle::parse,
        FileKind::BkJson => parse_register,
        FileKind::SiteJson => site_json::parse,
        other => {
            let help = "a profile is read from a Word document (.docx), from plain text, from the JSON of the \
                        register, of CASE and of a site, and from a framework of Moodle (CSV)";
            return Err(Refusal::new(format!("this is {}, which holds no profile", other.noun()), help));
        }
    };
    let decoded = file::decode(bytes);
    let mut document = parse(file, &decoded.text)?;
    document.imported.diagnostics.extend(decoded.other.map(|encoding| older_encoding(file, encoding)));
    Ok(document)
}

fn parse_plain_text(file: &SourcePath, text: &str) -> Result<ImportedDocument, Refusal> {
    Ok(ImportedDocument { text: text.to_owned(), imported: parse_text(file, text), reading: Vec::new() })
}

fn parse_word(file: &SourcePath, bytes: &[u8]) -> Result<ImportedDocument, Refusal> {
    let document = docx::parse(bytes)?;
    let mut imported = parse_outline(file, &document.outline);
    if imported.draft.is_some() {
        imported.diagnostics.extend(document.tally.diagnostics(file));
        imported.diagnostics.extend(document.left_out(file));
    }
    Ok(ImportedDocument { text: document.text, imported, reading: Vec::new() })
}

fn parse_register(file: &SourcePath, text: &str) -> Result<ImportedDocument, Refusal> {
    let (raw, mut diagnostics) = bk_json::parse(file, text)?;
    let (draft, resolved) = resolve(file, raw);
    if draft.is_none() {
        diagnostics.clear();
    }
    diagnostics.extend(resolved);
    if let Some(draft) = &draft {
        diagnostics.extend(find_slips(file, &Outline::default(), draft));
    }
    let imported = Imported { draft, diagnostics };
    Ok(ImportedDocument { text: text.to_owned(), imported, reading: Vec::new() })
}

fn older_encoding(file: &SourcePath, encoding: &str) -> Diagnostic {
    let message = format!("this text is not UTF-8; it was read as {encoding}");
    let help =
        "look at letters with accents; where they are wrong, save the document as UTF-8 and import it again";
    Diagnostic::new(Code::L709, Place::new(file, Span::at(0)), message).help(help)
}

/// Reads the `text` of `file`.
///
/// Takes time in proportion to the text. The caller limits the size of a file.
pub fn parse_text(file: &SourcePath, text: &str) -> Imported {
    let mut tally = Tally::default();
    let outline = match plain_text::outline(text, &mut tally) {
        Ok(outline) => outline,
        Err(refusal) => return Imported { draft: None, diagnostics: vec![refusal.diagnostic(file)] },
    };
    let mut imported = parse_outline(file, &outline);
    if imported.draft.is_some() {
        imported.diagnostics.extend(tally.diagnostics(file));
    }
    imported
}

/// Reads a profile from the `outline` of a document in any format.
pub fn parse_outline(file: &SourcePath, outline: &Outline) -> Imported {
    if outline.lines.iter().all(|line| line.kind == LineKind::Blank) {
        let help = "check that the right file was given, and that it was saved";
        return refused(file, "this document has no text", help);
    }
    let (raw, assembled) = parse_profile(file, outline);
    let (draft, resolved) = resolve(file, raw);
    let Some(draft) = draft else { return Imported { draft: None, diagnostics: resolved } };
    let mut diagnostics = assembled;
    diagnostics.extend(resolved);
    diagnostics.extend(find_slips(file, outline, &draft));
    Imported { draft: Some(draft), diagnostics }
}

fn refused(file: &SourcePath, message: &str, help: &str) -> Imported {
    let refusal = Diagnostic::new(Code::L701, Place::new(file, Span::at(0)), message).help(help);
    Imported { draft: None, diagnostics: vec![refusal] }
}
