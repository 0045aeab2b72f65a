//! Purpose: part a document at its headings.
//! Input: an outline. Output: [`Part`]s, each a heading with the lines below it.
//! Invariant: every line of the outline is in exactly one part, as its heading or among its lines.

use super::headings::{self, Topic};
use super::outline::{Line, LineKind, Outline};

/// A heading and what stands below it.
#[derive(Debug)]
pub(super) struct DocumentPart<'a> {
    pub(super) topic: Topic,
    /// The heading; none for what stands before the first one.
    pub(super) heading: Option<&'a Line>,
    /// What stands on the heading's own line, behind its words.
    pub(super) value: Option<&'a str>,
    pub(super) lines: &'a [Line],
}

/// The parts of `outline`, in order.
pub(super) fn part(outline: &Outline) -> Vec<DocumentPart<'_>> {
    let lines = &outline.lines;
    let mut parts = Vec::new();
    let mut open = DocumentPart { topic: Topic::Opening, heading: None, value: None, lines: &[] };
    let mut below = Below::default();
    for (at, line) in lines.iter().enumerate() {
        if let Some(mut next) = heading(lines, at, &open, &below) {
            open.lines = &lines[below.start..at];
            next.heading = Some(line);
            parts.push(std::mem::replace(&mut open, next));
            below = Below { start: at + 1, ..Below::default() };
        } else {
            below.has_text |= !line.is_blank();
            below.has_bullets |= line.kind == LineKind::Bullet;
        }
    }
    open.lines = &lines[below.start..];
    parts.push(open);
    parts
}

/// What was read of the open part: counted along, since a part may have a million lines.
#[derive(Debug, Default)]
struct Below {
    /// The first line below the heading.
    start: usize,
    has_text: bool,
    has_bullets: bool,
}

/// The part that line `at` opens, when it is a heading. `open` is the part that it would close.
fn heading<'a>(
    lines: &'a [Line],
    at: usize,
    open: &DocumentPart<'_>,
    below: &Below,
) -> Option<DocumentPart<'a>> {
    let line = &lines[at];
    if matches!(line.kind, LineKind::Blank | LineKind::Bullet | LineKind::PageNumber) {
        return None;
    }
    let above = &lines[below.start..at];
    if let Some(heading) = headings::recognise(&line.text, open.topic)
        && !is_wrapped_word(line, above)
    {
        return Some(DocumentPart { topic: heading.topic, heading: None, value: heading.value, lines: &[] });
    }
    let is_value = open.topic.takes_value() && open.value.is_none() && !below.has_text;
    let unknown = !is_value
        && match line.kind {
            LineKind::Heading => true,
            LineKind::Numbered if open.topic.is_list() && !below.has_bullets => false,
            LineKind::Numbered => open.topic.takes_value() || stands_apart(lines, at, above),
            _ => false,
        };
    unknown.then_some(DocumentPart { topic: Topic::Unknown, heading: None, value: None, lines: &[] })
}

/// Whether a known word is only the end of a wrapped sentence: in lower case, right below other text.
fn is_wrapped_word(line: &Line, above: &[Line]) -> bool {
    let follows_text = above.last().is_some_and(|line| !line.is_blank());
    line.kind == LineKind::Plain && line.text.starts_with(char::is_lowercase) && follows_text
}

/// Whether a numbered line with unknown words is a heading rather than an item of a numbered list: a blank
/// line is above it, and no other numbered line beside it.
fn stands_apart(lines: &[Line], at: usize, above: &[Line]) -> bool {
    let numbered = |line: Option<&Line>| line.is_some_and(|line| line.kind == LineKind::Numbered);
    let next = lines[at + 1..].iter().find(|line| !line.is_blank());
    let last = above.iter().rev().find(|line| !line.is_blank());
    above.last().is_none_or(Line::is_blank) && !numbered(next) && !numbered(last)
}
