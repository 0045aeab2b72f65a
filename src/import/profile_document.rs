//! Profiles from files of any kind that holds one. A file that cannot be read gives one error and no draft.

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{Message, say};
use crate::import::draft::{Imported, ImportedDocument};
use crate::import::file::Refusal;
use crate::import::file::detect::{FileKind, detect_as};
use crate::import::normalised::Tally;
use crate::import::outcomes::{self, Doubt, Options as ListOptions, ReadList};
use crate::import::outline::profile::parse_profile;
use crate::import::outline::{self, LineKind, Outline, plain_text};
use crate::import::resolve::resolve;
use crate::import::slips::find_slips;
use crate::import::{bk_json, case, docx, file, moodle, site_json, spreadsheet};
use crate::text::{SourcePath, Span};

/// Reads the profile in `bytes`, the content of `file`; of the kind `wanted`, or else of the kind that they
/// look like.
///
/// The caller limits the size of a file; time and memory are bounded by that, whatever it holds.
pub fn parse(file: &SourcePath, bytes: &[u8], wanted: Option<FileKind>) -> ImportedDocument {
    parse_with(file, bytes, wanted, &ListOptions::default())
}

/// As [`parse`], with what a person says of a list of outcomes.
pub fn parse_with(
    file: &SourcePath,
    bytes: &[u8],
    wanted: Option<FileKind>,
    options: &ListOptions,
) -> ImportedDocument {
    parse_or_refuse(file, bytes, wanted, options).unwrap_or_else(|refusal| ImportedDocument {
        text: String::new(),
        imported: Imported { draft: None, diagnostics: vec![refusal.diagnostic(file)] },
        reading: Vec::new(),
        question: None,
    })
}

/// As [`parse_with`], with the refusal of a file that cannot be read, or whose kind holds no profile. One that was read and
/// holds none is a document without a draft, and its diagnostics say so or ask.
///
/// # Errors
/// When the file is refused.
pub fn parse_or_refuse(
    file: &SourcePath,
    bytes: &[u8],
    wanted: Option<FileKind>,
    options: &ListOptions,
) -> Result<ImportedDocument, Refusal> {
    let kind = detect_as(bytes, wanted)?;
    let parse = match kind {
        FileKind::Docx => return parse_word(file, bytes, options),
        FileKind::Xlsx | FileKind::Ods | FileKind::MatrixCsv => {
            return parse_table(file, bytes, kind, options);
        }
        FileKind::Text | FileKind::Html => return parse_document(file, bytes, kind, options),
        FileKind::CaseJson => case::parse,
        FileKind::MoodleCsv => moodle::parse,
        FileKind::BkJson => parse_register,
        FileKind::SiteJson => site_json::parse,
        FileKind::CaseCoverage | FileKind::CanvasCsv => return Err(no_profile(kind)),
    };
    let decoded = file::decode(bytes);
    let mut document = parse(file, &decoded.text)?;
    document.imported.diagnostics.extend(decoded.other.map(|encoding| older_encoding(file, encoding)));
    Ok(document)
}

/// The refusal of a file whose kind holds no profile.
fn no_profile(kind: FileKind) -> Refusal {
    let help = say!(
        "a profile is read from a Word document (.docx), from plain text, from the JSON of the register, of CASE and of a site, from a framework of Moodle (CSV), and from a list of outcomes: a table with a column of outcomes, or a text with headings and bullets"
    );
    Refusal::new(say!("this is {kind}, which holds no profile", kind = kind.noun()), help)
}

/// A text or a web page: a Flemish profile, or else a list of outcomes.
fn parse_document(
    file: &SourcePath,
    bytes: &[u8],
    kind: FileKind,
    options: &ListOptions,
) -> Result<ImportedDocument, Refusal> {
    let decoded = file::decode(bytes);
    let text = decoded.text.into_owned();
    let other = decoded.other.map(|encoding| older_encoding(file, encoding));
    let flemish =
        if kind == FileKind::Text && !options.as_list { Some(parse_text(file, &text)) } else { None };
    let ImportedDocument { mut imported, mut reading, question, .. } = match flemish {
        Some(imported) if imported.draft.is_some() => imported.into(),
        flemish => {
            let mut tally = Tally::default();
            let outline = match kind {
                FileKind::Html => outline::html::outline(&text, &mut tally)?,
                _ if outline::markdown::is_markdown(&text) => outline::markdown::outline(&text, &mut tally)?,
                _ => plain_text::outline(&text, &mut tally)?,
            };
            let list = outcomes::of_outline(file, &outline, options);
            match list_or(flemish, list) {
                Some(found) => found,
                None if kind == FileKind::Html => {
                    let help = say!(
                        "a page is read when it holds a list of outcomes: headings with bullets or codes below them; another document is saved as a Word document (.docx) or as plain text"
                    );
                    return Err(Refusal::new(say!("this is a web page or an XML file"), help));
                }
                None => no_list(file).into(),
            }
        }
    };
    if imported.draft.is_some() {
        imported.diagnostics.extend(other);
    }
    reading.truncate(MOST_SAID);
    Ok(ImportedDocument { text, imported, reading, question })
}

/// So many lines say how a document was read.
const MOST_SAID: usize = 12;

/// The result of reading a document as a list, where that gave more than reading it as a Flemish profile; its text is added
/// by whoever has it.
fn list_or(
    flemish: Option<Imported>,
    list: Result<ReadList, Option<Box<Doubt>>>,
) -> Option<ImportedDocument> {
    match (list, flemish) {
        (Ok(list), _) if list.imported.draft.is_some() => Some(list.into()),
        (Err(Some(asked)), _) => Some((*asked).into()),
        (_, Some(flemish)) => Some(flemish.into()),
        (Ok(list), None) => Some(list.into()),
        (Err(None), None) => None,
    }
}

impl From<ReadList> for ImportedDocument {
    fn from(list: ReadList) -> Self {
        Self { reading: list.reading, ..list.imported.into() }
    }
}

impl From<Doubt> for ImportedDocument {
    fn from(doubt: Doubt) -> Self {
        let imported = Imported { draft: None, diagnostics: vec![doubt.diagnostic] };
        Self { question: Some(doubt.question), ..imported.into() }
    }
}

/// The refusal of a document that is said to be a list and is none.
fn no_list(file: &SourcePath) -> Imported {
    let help = say!(
        "a list of outcomes has headings with bullets below them, or lines that begin with a code, such as `K1: …`; a table has a column of outcomes"
    );
    refused(file, say!("this is no list of outcomes: it has no bullets and no codes"), help)
}

fn parse_table(
    file: &SourcePath,
    bytes: &[u8],
    kind: FileKind,
    options: &ListOptions,
) -> Result<ImportedDocument, Refusal> {
    let name = file.as_str().rsplit('/').next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    let spreadsheet = spreadsheet::read(bytes, name, Some(kind))?;
    let (text, list) = outcomes::of_sheets(file, &spreadsheet, options);
    match list_or(None, list) {
        Some(found) => Ok(ImportedDocument { text, ..found }),
        None => Err(no_profile(kind)),
    }
}

fn parse_word(file: &SourcePath, bytes: &[u8], options: &ListOptions) -> Result<ImportedDocument, Refusal> {
    let document = docx::parse(bytes)?;
    let flemish = if options.as_list {
        None
    } else {
        Some(parse_outline(file, &outcomes::table_lines::as_lines(&document.outline)))
    };
    let ImportedDocument { mut imported, reading, question, .. } = match flemish {
        Some(imported) if imported.draft.is_some() => imported.into(),
        flemish => list_or(flemish, outcomes::of_outline(file, &document.outline, options))
            .unwrap_or_else(|| no_list(file).into()),
    };
    if imported.draft.is_some() {
        imported.diagnostics.extend(document.tally.diagnostics(file));
        imported.diagnostics.extend(document.left_out(file));
    }
    Ok(ImportedDocument { text: document.text, imported, reading, question })
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
    Ok(ImportedDocument { text: text.to_owned(), ..imported.into() })
}

fn older_encoding(file: &SourcePath, encoding: &str) -> Diagnostic {
    let message = say!("this text is not UTF-8; it was read as {encoding}", encoding);
    let help = say!(
        "look at letters with accents; where they are wrong, save the document as UTF-8 and import it again"
    );
    Diagnostic::new(Code::L709, Place::new(file, Span::at(0)), message).help(help)
}

/// Reads the `text` of `file`.
///
/// Takes time in proportion to the text. The caller limits the size of a file.
pub fn parse_text(file: &SourcePath, text: &str) -> Imported {
    let mut tally = Tally::default();
    let outline = match plain_text::outline(text, &mut tally) {
        Ok(mut outline) => {
            // Where a text was copied from a document, its indents are those of the page.
            outline.lines.iter_mut().for_each(|line| line.depth = 0);
            outline
        }
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
        let help = say!("check that the right file was given, and that it was saved");
        return refused(file, say!("this document has no text"), help);
    }
    let (raw, assembled) = parse_profile(file, outline);
    let (draft, resolved) = resolve(file, raw);
    let Some(draft) = draft else { return Imported { draft: None, diagnostics: resolved } };
    let mut diagnostics = assembled;
    diagnostics.extend(resolved);
    diagnostics.extend(find_slips(file, outline, &draft));
    Imported { draft: Some(draft), diagnostics }
}

fn refused(file: &SourcePath, message: Message, help: Message) -> Imported {
    let refusal = Diagnostic::new(Code::L701, Place::new(file, Span::at(0)), message).help(help);
    Imported { draft: None, diagnostics: vec![refusal] }
}
