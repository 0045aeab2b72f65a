//! Makes quotations of the boxes between lines of three colons, or more, as several other programs have them.
//!
//! ```text
//! :::tip Wat je kunt zeggen        > [!tip] Wat je kunt zeggen
//! Ik begrijp dat u boos bent.      > Ik begrijp dat u boos bent.
//! :::
//! ```
//!
//! Boxes stand in each other, the outer ones often with more colons. Both lines are texts to the markdown crate, the first and
//! the last of paragraphs. Where both stand in one element, with no heading between them, the events from the one to the other become those of a quotation,
//! which `callouts.rs` writes as an alert. A heading that is its title, as Quarto has it, becomes the rest of the first line. A line of colons right below a list would be the last line of the list's last
//! item to markdown, so an empty line is put before it while the text is parsed. Any other box stays text, and `only_text` reports it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::box_lines::{FirstLine, OpeningLine, closing, first_line};
use super::events::{Located, end_of};

/// The deepest nesting of boxes that is read; nobody can follow more.
const DEEPEST: usize = 20;

/// The events of a box: from the start of the paragraph that opens it to the end of the one that closes it.
struct Fenced {
    events: Range<usize>,
    line: OpeningLine,
    /// The events of the heading that is its title.
    heading: Option<Range<usize>>,
}

/// `events` of `text` with quotations in place of boxes.
pub(super) fn with_boxes<'a>(text: &str, events: Vec<Located<'a>>) -> Vec<Located<'a>> {
    let mut boxes = boxes(text, &events);
    if boxes.is_empty() {
        return events;
    }
    boxes.sort_by_key(|fenced| fenced.events.start);
    let mut ends: Vec<usize> = boxes.iter().map(|fenced| fenced.events.end).collect();
    ends.sort_unstable();
    let mut closing = ends.into_iter().peekable();
    let headings: Vec<Range<usize>> = boxes.iter().filter_map(|fenced| fenced.heading.clone()).collect();
    let mut headings = headings.into_iter().peekable();
    let mut out: Vec<Located<'a>> = Vec::with_capacity(events.len() + 2 * boxes.len());
    let mut opening = boxes.into_iter().peekable();
    // The first line of the box that was opened last.
    let mut line = OpeningLine { whole: 0..0, title: 0..0 };
    for (at, (event, range)) in events.into_iter().enumerate() {
        if let Some(fenced) = opening.next_if(|fenced| fenced.events.start == at) {
            line = fenced.line;
            out.push((Event::Start(Tag::BlockQuote(None)), range.clone()));
        }
        // The paragraph of the first line goes on to the end of the heading.
        match headings.peek() {
            Some(heading) if at + 1 == heading.start || at == heading.start => continue,
            Some(heading) if at == heading.end => {
                headings.next();
                out.push((Event::End(TagEnd::Paragraph), range));
                continue;
            }
            _ => {}
        }
        match event {
            Event::Text(words) => out.extend(line.shown(text, words, &range)),
            _ => out.push((event, range.clone())),
        }
        if closing.next_if_eq(&at).is_some() {
            close(&mut out);
            out.push((Event::End(TagEnd::BlockQuote(None)), range));
        }
    }
    out
}

/// The lines of colons in `text` from byte `start` on that stand right below another line, and the lines right below one
/// that ends a box, by where they begin. To markdown such a line belongs to the text or the list above it, so it is read
/// with an empty line before it.
pub(super) fn lines_below_others(text: &str, start: usize) -> Vec<usize> {
    let (mut found, mut at, mut is_below, mut is_behind_end) = (Vec::new(), start, false, false);
    // The sign and the length of the fence of the block of code that is open.
    let mut code: Option<(u8, usize)> = None;
    for line in text[start..].split_inclusive('\n') {
        let words = line.trim();
        let sign = words.bytes().next().filter(|sign| matches!(sign, b'`' | b'~')).unwrap_or_default();
        let length = words.bytes().take_while(|byte| *byte == sign).count();
        match code {
            Some((open, least)) if sign == open && length >= least && words.len() == length => code = None,
            None if sign != 0 && length >= 3 => code = Some((sign, length)),
            _ => {}
        }
        let ends = code.is_none() && closing(line).is_some();
        let begins = code.is_none() && line.starts_with(":::") && first_line(line).is_some();
        if is_below && (ends || begins) || is_behind_end && !words.is_empty() {
            found.push(at);
        }
        (is_below, is_behind_end) = (!words.is_empty(), ends);
        at += line.len();
    }
    found
}

/// Takes the line of colons out of the paragraph that ends `out`, and the whole paragraph where it has no other.
fn close(out: &mut Vec<Located<'_>>) {
    let Some(end) = out.pop() else { return };
    out.pop();
    match out.last() {
        Some((Event::SoftBreak | Event::HardBreak, _)) => {
            out.pop();
            out.push(end);
        }
        _ => {
            out.pop();
        }
    }
}

/// An open box: the paragraph that begins it, its first line, and the number of colons in that.
struct Open {
    start: usize,
    line: OpeningLine,
    colons: usize,
    takes_heading: bool,
    heading: Option<Range<usize>>,
}

impl Open {
    /// Whether the heading that begins at `at` of `events` stands right below the first line, and is the title of the box.
    fn is_called(&self, events: &[Located<'_>], at: usize) -> bool {
        let is_end = matches!(events.get(at - 1), Some((Event::End(TagEnd::Paragraph), _)));
        let mut inside = events.get(self.start + 1..at - 1).unwrap_or_default().iter();
        self.takes_heading
            && self.line.title.is_empty()
            && is_end
            && inside.all(|(event, _)| matches!(event, Event::Text(_)))
    }
}

/// The boxes in `events`, in the order in which they end.
fn boxes(text: &str, events: &[Located<'_>]) -> Vec<Fenced> {
    let mut found = Vec::new();
    // For each element that is open, the boxes that are open in it.
    let mut open: Vec<Vec<Open>> = vec![Vec::new()];
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::Paragraph => {
                        let last = open.last_mut().filter(|last| last.len() < DEEPEST);
                        if let (Some(opens), Some(last)) = (opens(text, events, at), last) {
                            last.push(opens);
                        }
                    }
                    Tag::Heading { .. } => {
                        let called = open.last_mut().and_then(|last| last.last_mut());
                        match called.filter(|called| called.is_called(events, at)) {
                            Some(called) => called.heading = Some(at..end_of(events, at)),
                            None => open.iter_mut().for_each(Vec::clear),
                        }
                    }
                    _ => {}
                }
                open.push(Vec::new());
            }
            Event::End(tag) => {
                open.pop();
                if *tag == TagEnd::Paragraph
                    && let Some(colons) = closes(&events[..at])
                    && let Some(last) = open.last_mut()
                    && let Some(Open { start, line, heading, .. }) = closed_by(last, colons)
                {
                    found.push(Fenced { events: start..at, line, heading });
                }
            }
            _ => {}
        }
    }
    found
}

/// The box that the paragraph at `at` opens.
fn opens(text: &str, events: &[Located<'_>], at: usize) -> Option<Open> {
    let start = events[at].1.start;
    let FirstLine { colons, title, length, takes_heading, .. } = first_line(&text[events[at].1.clone()])?;
    let line = OpeningLine { whole: start..start + length, title: start + title.start..start + title.end };
    let (_, first) = events.get(at + 1)?;
    (first.start < line.whole.end).then_some(Open { start: at, line, colons, takes_heading, heading: None })
}

/// Takes the box that a line of `colons` ends from those that are `open`: the last one with as many, or else the last
/// one. Those that were opened in it since are no boxes.
fn closed_by(open: &mut Vec<Open>, colons: usize) -> Option<Open> {
    let same = open.iter().rposition(|open| open.colons == colons);
    open.truncate(same.map_or(open.len(), |same| same + 1));
    open.pop()
}

/// How many colons the last line of the paragraph with `events` at its end has, if it has nothing else.
fn closes(events: &[Located<'_>]) -> Option<usize> {
    let [.., (before, _), (Event::Text(words), _)] = events else { return None };
    let is_line = matches!(before, Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Paragraph));
    closing(words).filter(|_| is_line)
}
