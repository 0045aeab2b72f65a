//! Makes a draft of a document that somebody else wrote, and says what is wrong with the document, whether there is
//! a draft or not.

use std::path::Path;

use crate::diagnostics::{Code, Message, Report, Severity};
use crate::import::ProfileDraft;
use crate::import::{ImportedDocument, ListOptions, profile_document};
use crate::shell;
use crate::sources::{SourceFile, Sources};
use crate::text::SourcePath;

use super::super::args::ImportFormat;
use super::super::failure::Failure;
use super::super::terminal::Terminal;
use super::mistaken::GivenAs;
use super::{asked, mistaken};

/// What is known of a document before it is read.
pub(in crate::cli) struct Given<'a> {
    pub(in crate::cli) format: ImportFormat,
    pub(in crate::cli) options: &'a ListOptions,
    /// The place in which it was given.
    pub(in crate::cli) place: GivenAs,
    /// What is said where it is no profile.
    pub(in crate::cli) advice: Option<Message>,
    /// The file to which is written what a page has to ask about it.
    pub(in crate::cli) asked: Option<&'a Path>,
}

/// Reads the document `path` and says what is wrong with it; no draft when that is too much.
pub(in crate::cli) fn read(
    path: &Path,
    given: Given<'_>,
    terminal: &Terminal,
) -> Result<Option<ProfileDraft>, Failure> {
    let Given { format, options, place, advice, asked } = given;
    let bytes = shell::read_document(path)?;
    let name = SourcePath::new(&name(path));
    let ImportedDocument { text, imported, reading, mut question } =
        profile_document::parse_with(&name, &bytes, format.kind(), options);
    let mut sources = Sources::default();
    sources.insert(SourceFile::new(name, text.as_bytes()));
    let mut problems = imported.diagnostics;
    let is_no_profile = problems.iter().any(|problem| problem.code == Code::L701);
    if is_no_profile {
        let failure = mistaken::matrix_as_profile(path, &bytes, place).or_else(|| {
            // Whoever says what the document is written in, or that it is a list, is believed.
            let is_open = format == ImportFormat::Auto && !options.as_list;
            is_open.then(|| mistaken::text_as_profile(path, &bytes, place, question.as_mut())).flatten()
        });
        if let Some(failure) = failure {
            return Err(failure);
        }
    }
    if let (Some(asked), Some(question)) = (asked, &question) {
        asked::note_profile(asked, question, terminal)?;
        let otherwise = Some(&question.otherwise).filter(|otherwise| !otherwise.is_none());
        problems.iter_mut().for_each(|problem| problem.help = otherwise.cloned());
    }
    let is_unusable = problems.iter().any(|problem| problem.severity == Severity::Error);
    terminal.show_report(&Report::new(problems), &sources);
    if let Some(advice) = advice.filter(|_| is_no_profile) {
        terminal.say(advice);
    }
    reading.iter().for_each(|line| terminal.say_line("", line));
    Ok(imported.draft.filter(|_| !is_unusable))
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
