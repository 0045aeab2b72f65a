//! Parses the lines of a profile's glossary: words in bold, a colon, and their explanation.
//!
//! ```text
//! - **wachtrij**, **wachtrijen**: de oproepen die wachten     two forms of one word
//! - **wachtrij:** de oproepen die wachten                     the colon may be bold too
//! ```
//!
//! A line that does not begin with a word in bold stays as text, with a warning (L209), and so does one that goes on
//! without a colon. A word without an explanation is an entry all the same, with another warning (L210).

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::document::{GlossDoc, SectionEntry};
use super::events::{self, Located};
use super::lines::{first_words, line_blocks, line_body};
use super::reader::Reader;
use crate::diagnostics::{Code, Diagnostic, Message, say};
use crate::text::{Span, Spanned};

/// Parses a line of a glossary.
pub(super) fn entry<'a>(reader: &mut Reader<'a>, line: &[Located<'a>]) -> SectionEntry {
    let (marks, line) = without_marks_of_names(line);
    let Some((names, explanation)) = parted(&line) else {
        report(reader, Code::L209, first_words(&line), say!("this line does not say which word it explains"));
        return SectionEntry::Text(line_blocks(reader, &line));
    };
    let help = say!("a word of the glossary has no notes: write the mark behind its explanation");
    reader.report_marks(&marks, &help);
    let text = events::plain_text(&explanation);
    if text.is_empty() {
        report(reader, Code::L210, first_words(&line), say!("this word has no explanation"));
    }
    SectionEntry::Gloss(GlossDoc { names, text, body: line_body(reader, &explanation) })
}

fn report(reader: &mut Reader<'_>, code: Code, words: Range<usize>, message: Message) {
    let place = reader.source.place(Span::new(words));
    let help = say!("write the word in bold, a colon, and what it means: `- **queue**: the calls that wait`");
    reader.source.problems.push(Diagnostic::new(code, place, message).help(help));
}

/// The marks of footnotes in the words that `line` explains and behind them, and the line without them.
fn without_marks_of_names<'a>(line: &[Located<'a>]) -> (Vec<Located<'a>>, Vec<Located<'a>>) {
    let (mut is_bold, mut is_name, mut ends_names) = (false, true, false);
    line.iter().cloned().partition(|(event, _)| {
        match event {
            Event::Start(Tag::Strong) => is_bold = true,
            Event::End(TagEnd::Strong) => (is_bold, is_name) = (false, is_name && !ends_names),
            Event::Text(text) if is_bold => ends_names = text.trim_end().ends_with(':'),
            Event::Text(text) => is_name &= text.trim() == ",",
            _ => {}
        }
        is_name && matches!(event, Event::FootnoteReference(_))
    })
}

/// Splits `line` into the words in bold at its start, with commas between them, and the explanation behind the colon,
/// which may itself be bold.
fn parted<'a>(line: &[Located<'a>]) -> Option<(Vec<Spanned<String>>, Vec<Located<'a>>)> {
    let opening = usize::from(matches!(line.first(), Some((Event::Start(Tag::Paragraph), _))));
    let mut names = Vec::new();
    let mut at = opening;
    while let Some((Event::Start(Tag::Strong), _)) = line.get(at) {
        let end = events::end_of(line, at);
        let (name, ends_names) = name(&line[at + 1..end]);
        names.extend(name);
        let rest = line.get(end + 1..).unwrap_or_default();
        let kept = |text: &str, from: usize| {
            let words = text.trim_start().to_owned();
            let first = line[..opening].iter().cloned();
            let cut = rest.first().map(|(_, range)| (Event::Text(words.into()), range.clone()));
            first
                .chain(cut.filter(|_| from == 1))
                .chain(rest.get(from..).unwrap_or_default().to_vec())
                .collect()
        };
        match rest.first() {
            Some((Event::Text(text), _)) if ends_names => return Some((names, kept(text, 1))),
            Some((Event::Text(text), _)) if text.trim() == "," => at = end + 2,
            Some((Event::Text(text), _)) => {
                return Some((names, kept(text.trim_start().strip_prefix(':')?, 1)));
            }
            None | Some((Event::End(_), _)) => return Some((names, kept("", 0))),
            Some(_) => return ends_names.then(|| (names, kept("", 0))),
        }
    }
    None
}

/// The name in bold, and whether a colon within the bold says that it is the last one.
fn name(inside: &[Located<'_>]) -> (Option<Spanned<String>>, bool) {
    let text = events::plain_text(inside);
    let name = text.trim_end_matches(':').trim_end();
    let ends = inside.first().zip(inside.last());
    let span = ends.map_or(Span::at(0), |(first, last)| Span::new(first.1.start..last.1.end));
    let found = (!name.is_empty()).then(|| Spanned::new(name.to_owned(), span));
    (found, name.len() < text.len())
}
