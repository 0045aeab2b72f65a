//! Makes quotations of the boxes between lines of three colons, as several other programs have them.
//!
//! ```text
//! :::tip Wat je kunt zeggen        > [!tip] Wat je kunt zeggen
//! Ik begrijp dat u boos bent.      > Ik begrijp dat u boos bent.
//! :::
//! ```
//!
//! Both lines are texts to the markdown crate, the first and the last of paragraphs. Where both stand in one element,
//! with no heading and no other box between them, the events from the one to the other become those of a quotation,
//! which `callouts.rs` writes as an alert. A line of colons right below a list would be the last line of the list's last
//! item to markdown, so an empty line is put before it while the text is parsed. Any other box stays text, and `only_text` reports it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::callouts::fence;
use super::events::Located;

/// The events of a box: from the start of the paragraph that opens it to the end of the one that closes it.
struct Fenced {
    events: Range<usize>,
    /// The end of `:::tip` in the file.
    until: usize,
}

/// `events` of `text` with quotations in place of boxes.
pub(super) fn with_boxes<'a>(text: &str, events: Vec<Located<'a>>) -> Vec<Located<'a>> {
    let mut boxes = boxes(text, &events);
    if boxes.is_empty() {
        return events;
    }
    boxes.sort_by_key(|fenced| fenced.events.start);
    let mut opening = boxes.iter().map(|fenced| (fenced.events.start, fenced.until)).peekable();
    let mut ends: Vec<usize> = boxes.iter().map(|fenced| fenced.events.end).collect();
    ends.sort_unstable();
    let mut closing = ends.into_iter().peekable();
    let mut out: Vec<Located<'a>> = Vec::with_capacity(events.len() + 2 * boxes.len());
    // The end in the file of the sign of the box that was opened last.
    let mut sign = 0;
    for (at, (event, range)) in events.into_iter().enumerate() {
        if let Some((_, until)) = opening.next_if(|(start, _)| *start == at) {
            sign = until;
            out.push((Event::Start(Tag::BlockQuote(None)), range.clone()));
        }
        match event {
            Event::Text(_) if range.end <= sign => continue,
            Event::Text(words) if range.start < sign => {
                let rest = text[sign..range.end].trim_start();
                let from = range.end - rest.len();
                let is_all = words.ends_with(rest);
                out.push((Event::Text(if is_all { rest.to_owned().into() } else { words }), from..range.end));
            }
            _ => out.push((event, range.clone())),
        }
        if closing.next_if_eq(&at).is_some() {
            close(&mut out);
            out.push((Event::End(TagEnd::BlockQuote(None)), range));
        }
    }
    out
}

/// The lines of colons in `text` from byte `start` on that stand right below another line, by where they begin. To
/// markdown such a line belongs to the text or the list above it, so it is read with an empty line before it.
pub(super) fn lines_below_others(text: &str, start: usize) -> Vec<usize> {
    let (mut found, mut at, mut is_below) = (Vec::new(), start, false);
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
        if code.is_none() && is_below && line.starts_with(":::") && (words == ":::" || fence(line).is_some())
        {
            found.push(at);
        }
        is_below = !words.is_empty();
        at += line.len();
    }
    found
}

/// Takes the line `:::` out of the paragraph that ends `out`, and the whole paragraph where it has no other.
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

/// The boxes in `events`, in the order in which they end.
fn boxes(text: &str, events: &[Located<'_>]) -> Vec<Fenced> {
    let mut found = Vec::new();
    // For each element that is open, the paragraph in it that begins a box.
    let mut open: Vec<Option<(usize, usize)>> = vec![None];
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::Paragraph => {
                        let opens = fence(&text[range.clone()]).map(|(.., length)| range.start + length);
                        let is_whole =
                            |until: &usize| events.get(at + 1).is_some_and(|(_, range)| *until <= range.end);
                        if let (Some(until), Some(last)) = (opens.filter(is_whole), open.last_mut()) {
                            *last = Some((at, until));
                        }
                    }
                    Tag::Heading { .. } => open.iter_mut().for_each(|fenced| *fenced = None),
                    _ => {}
                }
                open.push(None);
            }
            Event::End(tag) => {
                open.pop();
                if *tag == TagEnd::Paragraph
                    && closes(&events[..at])
                    && let Some((start, until)) = open.last_mut().and_then(Option::take)
                {
                    found.push(Fenced { events: start..at, until });
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether the paragraph with `events` at its end has the last line `:::`.
fn closes(events: &[Located<'_>]) -> bool {
    let [.., (before, _), (Event::Text(words), _)] = events else { return false };
    words.trim_end() == ":::"
        && matches!(before, Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Paragraph))
}
