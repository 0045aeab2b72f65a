//! A report for a person, an editor, a script or a code host.
//!
//! Nothing is printed here, everything goes to the writer that the caller gives. The output stays bounded for each
//! diagnostic, however long a line of a file is, and no byte of a file reaches a terminal as a control character.

mod github;
mod human;
mod json;
mod sarif;
mod short;
mod source_lines;

use std::io::{self, Write};

use crate::config::Language;
use crate::diagnostics::{Diagnostic, Message, Report, Severity, say};
use crate::sources::Sources;
use crate::words::translate;

pub(super) use self::source_lines::SourceLines;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: the line itself, what is wrong with it and what to do
    Human,
    /// One line for each finding, as editors understand it
    Short,
    /// One JSON object, for scripts
    Json,
    /// Annotations in a run of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code hosts and review tools
    Sarif,
}

/// Whether text may hold the escape sequences that a terminal shows as colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// No.
    Plain,
    /// Yes.
    Coloured,
}

/// How many findings [`Format::Human`] shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The first of each code.
    FirstOfEach,
    /// All of them.
    All,
}

/// Facts that a format needs about the place where the report is read.
#[derive(Debug, Clone, Copy)]
pub struct ReportSetting<'a> {
    /// Colours, for [`Format::Human`].
    pub colour: Colour,
    /// Columns of the terminal, for [`Format::Human`].
    pub width: usize,
    /// The number of findings that are printed of each code, for [`Format::Human`].
    pub shown: Shown,
    /// The path of the site in its repository: `docs/`, or nothing. For
    /// [`Format::Github`] and [`Format::Sarif`], whose readers know the repository and not the site.
    pub prefix: &'a str,
    /// The language of the messages.
    pub language: Language,
    /// The gaps, for [`Format::Json`]; none where nobody counted them.
    pub gaps: Option<GapCounts>,
}

/// Gaps, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct GapCounts {
    /// All of them.
    pub all: usize,
    /// Those that an earlier version does not have; none where there is nothing to compare with.
    pub new: Option<usize>,
    /// Those that are errors of the report.
    pub denied: usize,
}

impl Default for ReportSetting<'_> {
    fn default() -> Self {
        Self {
            colour: Colour::Plain,
            width: 100,
            shown: Shown::FirstOfEach,
            prefix: "",
            language: Language::English,
            gaps: None,
        }
    }
}

/// Writes `report` about `sources` to `out`.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(
    format: Format,
    report: &Report,
    sources: &Sources,
    reader: ReportSetting<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines = &mut SourceLines::new(sources);
    match format {
        Format::Human => human::write(report, lines, reader, out),
        Format::Short => short::write(report, lines, reader.language, out),
        Format::Json => json::write(report, lines, reader, out),
        Format::Github => github::write(report, lines, reader, out),
        Format::Sarif => sarif::write(report, lines, reader, out),
    }
}

/// Of the findings of `report` as many as `most`, in their order, and how many are left out. When there are too many, errors
/// stay before warnings and warnings before notes.
fn worst(report: &Report, most: usize) -> (Vec<&Diagnostic>, usize) {
    let all = report.diagnostics();
    let mut chosen: Vec<usize> = (0..all.len()).collect();
    chosen.sort_by_key(|at| all[*at].severity);
    chosen.truncate(most);
    chosen.sort_unstable();
    (chosen.iter().map(|at| &all[*at]).collect(), all.len() - chosen.len())
}

/// The word for `severity`, for people.
pub fn severity_name(severity: Severity) -> Message {
    match severity {
        Severity::Error => say!("error"),
        Severity::Warning => say!("warning"),
        Severity::Note => say!("note"),
    }
}

/// The sentence where findings are left out.
fn more(left_out: usize) -> Message {
    say!("… and {left_out} more; `leerlijn check --format short` has all of them", left_out)
}

/// `message` in `language` on one line, without characters that a terminal would obey.
fn told(message: &Message, language: Language) -> String {
    one_line(&translate(message, language))
}

/// `text` on one line, without characters that a terminal would obey.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).map(visible).collect()
}

/// `text` without characters that a terminal would obey, but for the ends of its lines.
pub(super) fn harmless(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { c } else { visible(c) }).collect()
}

/// `c`, or a sign in its place when it would steer a terminal or turn the text around.
fn visible(c: char) -> char {
    match c {
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}'),
        '\u{7F}'..='\u{9F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        c => c,
    }
}

#[cfg(test)]
mod tests;
