//! Markdown as a flat list of events, each with its byte range in the file.
//!
//! The events are those of pulldown-cmark: the start and the end of each element, and the text between. The rest of
//! this room walks through slices of the list and finds the end of an element with `end_of`.
//!
//! ```text
//! - **wachtrij**: oproepen      Start(List) Start(Item) Start(Strong) Text End(Strong) Text End(Item) End(List)
//! ```
//!
//! Ranges count from the start of the file and not from the end of its front matter, so that they can stand in a
//! message as they are.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::text::{collapse_whitespace, is_control};

/// An event and its byte range in the file.
pub(super) type Located<'a> = (Event<'a>, Range<usize>);

/// The index of the event that ends the element at `start`; for an event that is no start, its own.
pub(super) fn end_of(events: &[Located<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    events.len().saturating_sub(1)
}

/// The words of `events` on one line, without markup.
pub(super) fn plain_text(events: &[Located<'_>]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                text.push(' ')
            }
            _ => {}
        }
    }
    // `&#1;` is a control character, which the XML of a feed may not contain.
    collapse_whitespace(&if text.contains(is_control) { text.replace(is_control, "") } else { text })
}

/// `events` without the words from byte `from` to byte `until` of the file: the attributes at the end of a line. A
/// text that begins before them is shortened. The starts and ends of elements stay, so that each start keeps its end.
pub(super) fn cut_at<'a>(
    events: &[Located<'a>],
    text: &'a str,
    from: usize,
    until: usize,
) -> Vec<Located<'a>> {
    let inside = |range: &Range<usize>| range.start < until && range.end > from;
    let cut = |(event, range): &Located<'a>| match event {
        Event::Text(_) if inside(range) && range.start < from => {
            let kept = text[range.start..from].trim_end();
            Some((Event::Text(kept.into()), range.start..range.start + kept.len()))
        }
        Event::Text(_) | Event::Code(_) | Event::SoftBreak if inside(range) => None,
        _ => Some((event.clone(), range.clone())),
    };
    events.iter().filter_map(cut).collect()
}
