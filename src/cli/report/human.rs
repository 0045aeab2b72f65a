//! The report for people: the line itself, the mistake in it, and what to do.
//!
//! An excerpt has at most [`LINES`] lines, each cut to what the terminal can show. Of one kind of mistake the first
//! [`MOST`] are shown, unless all are wanted: a slip in a profile may stand behind a thousand claims, and would hide every
//! other mistake.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::config::Language;
use crate::diagnostics::{Code, Diagnostic, Place, Report, Severity, say};
use crate::text::{LineIndex, character_start};
use crate::words::translate;

use super::source_lines::SourceLines;
use super::{Colour, ReportSetting, Shown, severity_name, told};

/// So many mistakes with one code are shown: nobody reads more before mending the first, and each may take a page of a
/// terminal. JSON and the short form, which programs read, have all of them.
const MOST: usize = 50;
/// Lines of an excerpt: what is wrong with a longer part shows where it begins.
const LINES: usize = 4;
/// Bytes of a line from which on its beginning is not even given to the renderer: a line of 10 MB with
/// 10,000 mistakes would be copied as often.
const FAR: usize = 4096;
/// Columns that the line numbers and the frame take.
const FRAME: usize = 12;

pub(super) fn write(
    report: &Report,
    lines: &mut SourceLines<'_>,
    reader: ReportSetting<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let renderer = match reader.colour {
        Colour::Plain => Renderer::plain(),
        Colour::Coloured => Renderer::styled(),
    };
    let width = reader.width.saturating_sub(FRAME).max(40);
    let renderer = renderer.term_width(width);
    let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in report.diagnostics() {
        let seen = seen.entry(diagnostic.code).or_default();
        *seen += 1;
        if *seen <= MOST || reader.shown == Shown::All {
            let text = render(&renderer, diagnostic, lines, (width, reader.language));
            writeln!(out, "{text}\n")?;
        }
    }
    let cut = seen.into_iter().filter(|(_, seen)| *seen > MOST && reader.shown == Shown::FirstOfEach);
    let mut is_cut = false;
    for (code, seen) in cut {
        let said = say!("… and {more} more with the code {code}", more = seen - MOST, code);
        writeln!(out, "{}", translate(&said, reader.language))?;
        is_cut = true;
    }
    if !is_cut {
        return Ok(());
    }
    let said = say!("`leerlijn check --all` shows all of them");
    writeln!(out, "{}\n", translate(&said, reader.language))
}

fn render(
    renderer: &Renderer,
    diagnostic: &Diagnostic,
    lines: &mut SourceLines<'_>,
    (width, language): (usize, Language),
) -> String {
    let named = |severity| {
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        level.with_name(translate(&severity_name(severity), language))
    };
    let level = named(diagnostic.severity);
    let title = level.primary_title(told(&diagnostic.message, language)).id(diagnostic.code.as_str());
    let mut first = with_excerpt(Group::with_title(title), &diagnostic.place, lines, width);
    if let Some(help) = &diagnostic.help {
        first = first
            .element(Level::HELP.with_name(translate(&say!("help"), language)).message(told(help, language)));
    }
    let mut groups = vec![first];
    for (place, what) in &diagnostic.related {
        let title = named(Severity::Note).secondary_title(told(what, language));
        groups.push(with_excerpt(Group::with_title(title), place, lines, width));
    }
    renderer.render(&groups)
}

/// `group` with the place's address and, where the file has text there, its lines.
fn with_excerpt<'a>(group: Group<'a>, place: &Place, lines: &mut SourceLines<'_>, width: usize) -> Group<'a> {
    let start = lines.range(place).start;
    let path = super::one_line(place.file.as_str());
    let excerpt = Excerpt::new(lines.index(&place.file), place.span.range(), width);
    let origin = Origin::path(path.clone()).line(start.line).char_column(start.column);
    if excerpt.text.trim().is_empty() {
        return group.element(origin);
    }
    let annotation = AnnotationKind::Primary.span(excerpt.marked);
    let snippet = Snippet::source(excerpt.text).line_start(start.line).fold(false).annotation(annotation);
    match excerpt.beginning {
        Beginning::Shown => group.element(snippet.path(path)),
        // The renderer counts columns in what it is given, so the address is said apart.
        Beginning::Cut => group.element(origin).element(snippet),
    }
}

/// A few lines of a file, and the part of them that is meant.
struct Excerpt {
    text: String,
    marked: Range<usize>,
    beginning: Beginning,
}

/// Whether the first line of an excerpt is there from its first character.
#[derive(PartialEq, Eq)]
enum Beginning {
    Shown,
    Cut,
}

impl Excerpt {
    /// The lines of `index` that `span` covers, the first [`LINES`] of them, each cut behind `width`
    /// characters that matter. The renderer fits the rest to the terminal.
    fn new(index: &LineIndex<'_>, span: Range<usize>, width: usize) -> Self {
        let first = index.position(span.start).line;
        let last = index.position(span.end).line.min(first + LINES - 1);
        let mut excerpt = Self { text: String::new(), marked: 0..0, beginning: Beginning::Shown };
        for number in first..=last {
            let line = index.line(number);
            let within =
                |offset: usize| character_start(line, offset.saturating_sub(index.line_start(number)));
            let start = within(span.start);
            let from = if start > FAR { back(line, start, width / 2) } else { 0 };
            if number > first {
                excerpt.text.push('\n');
            } else {
                excerpt.marked.start = start - from;
                excerpt.beginning = if from > 0 { Beginning::Cut } else { Beginning::Shown };
            }
            let (begin, to) = (excerpt.text.len(), ahead(line, start, width));
            excerpt.text.extend(line[from..to].chars().map(harmless));
            excerpt.marked.end = begin + within(span.end).min(to) - from;
            if to < line.len() {
                excerpt.text.push('…');
            }
        }
        excerpt
    }
}

/// The renderer replaces ASCII's control characters but not these, which some terminals obey too. The
/// sign takes two bytes as they do, so that places in the text stay where they are.
fn harmless(c: char) -> char {
    if ('\u{80}'..='\u{9F}').contains(&c) { '·' } else { c }
}

/// The byte `count` characters before byte `at` of `line`.
fn back(line: &str, at: usize, count: usize) -> usize {
    line[..at].char_indices().rev().take(count).last().map_or(at, |(at, _)| at)
}

/// The byte `count` characters behind byte `at` of `line`.
fn ahead(line: &str, at: usize, count: usize) -> usize {
    line[at..].char_indices().nth(count).map_or(line.len(), |(more, _)| at + more)
}
