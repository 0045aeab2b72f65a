//! Makes a draft of a document that somebody else wrote, and says what is wrong with the document, whether there is
//! a draft or not.

use std::path::Path;

use crate::diagnostics::{Code, Message, Report, Severity, say};
use crate::import::ProfileDraft;
use crate::import::{ImportedDocument, ListOptions, profile_document};
use crate::shell;
use crate::sources::{SourceFile, Sources};
use crate::text::SourcePath;

use super::super::args::ImportFormat;
use super::super::failure::Failure;
use super::super::terminal::Terminal;
use super::asked;

/// Reads the document `path` and says what is wrong with it; no draft when that is too much.
pub(in crate::cli) fn read(
    path: &Path,
    format: ImportFormat,
    options: &ListOptions,
    terminal: &Terminal,
) -> Result<Option<ProfileDraft>, Failure> {
    read_or(path, format, (options, None), (None, terminal))
}

/// The same, and says the `advice` where the document is no profile. What is asked about it is written to the file `asked`
/// for a page that asks it.
pub(in crate::cli) fn read_or(
    path: &Path,
    format: ImportFormat,
    (options, advice): (&ListOptions, Option<Message>),
    (asked, terminal): (Option<&Path>, &Terminal),
) -> Result<Option<ProfileDraft>, Failure> {
    let bytes = shell::read_document(path)?;
    let name = SourcePath::new(&name(path));
    let ImportedDocument { text, imported, reading, question } =
        profile_document::parse_with(&name, &bytes, format.kind(), options);
    let mut sources = Sources::default();
    sources.insert(SourceFile::new(name, text.as_bytes()));
    let mut problems = imported.diagnostics;
    if let (Some(asked), Some(question)) = (asked, &question) {
        asked::note_profile(asked, question, terminal)?;
        let otherwise = Some(&question.otherwise).filter(|otherwise| !otherwise.is_none());
        problems.iter_mut().for_each(|problem| problem.help = otherwise.cloned());
    }
    let is_unusable = problems.iter().any(|problem| problem.severity == Severity::Error);
    let is_no_profile = problems.iter().any(|problem| problem.code == Code::L701);
    terminal.show_report(&Report::new(problems), &sources);
    if let Some(advice) = advice.filter(|_| is_no_profile) {
        terminal.say(advice);
    }
    reading.iter().for_each(|line| terminal.say_line("", line));
    Ok(imported.draft.filter(|_| !is_unusable))
}

/// The draft of the document called `path` with these bytes, or the first thing that is wrong with it. What people chose in a
/// browser says nothing on the terminal.
pub(super) fn draft(path: &Path, bytes: &[u8]) -> Result<ProfileDraft, Message> {
    let kind = ImportFormat::Auto.kind();
    let parsed =
        profile_document::parse_with(&SourcePath::new(&name(path)), bytes, kind, &ListOptions::default());
    let mut problems = parsed.imported.diagnostics.into_iter();
    let wrong = problems.find(|problem| problem.severity == Severity::Error).map(|problem| problem.message);
    match (wrong, parsed.imported.draft) {
        (None, Some(draft)) => Ok(draft),
        (wrong, _) => Err(wrong.unwrap_or_else(|| say!("the document holds no profile"))),
    }
}

/// The document's path as it was typed, or its name alone where a message could not hold the path.
fn name(path: &Path) -> String {
    let typed = path.to_string_lossy();
    let is_plain = path.is_relative() && !typed.contains("..");
    if is_plain {
        typed.into_owned()
    } else {
        path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}
