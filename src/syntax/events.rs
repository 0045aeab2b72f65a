//! Purpose: read markdown as events with their places in the file.
//! Input: the text after the front matter. Output: [`Events`].
//! Invariant: ranges count from the start of the file; the two characters that [`super::slots`] uses as
//! marks do not occur in any event.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::slots;
use crate::text::{collapse_whitespace, is_control};

/// GitHub's markdown, definition lists and double brackets. The other options are off on purpose: metadata
/// blocks and maths are superlinear on hostile input, smart punctuation would change the wording of official
/// texts, and the crate's own attributes of headings swallow braces that are none.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// An event and where it stands in the file.
pub(super) type Located<'a> = (Event<'a>, Range<usize>);

/// The text of a file from `start` on, as events.
pub(super) fn read(text: &str, start: usize) -> Vec<Located<'_>> {
    let parser = Parser::new_ext(&text[start..], OPTIONS).into_offset_iter();
    parser.map(|(event, range)| (without_marks(event), range.start + start..range.end + start)).collect()
}

/// The index of the event that ends the element which starts at `start`.
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

/// The words of `events` without markup.
pub(super) fn plain_text(events: &[Located<'_>]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                text.push(' ')
            }
            _ => {}
        }
    }
    // `&#1;` is a control character, which has no place in the XML of a feed.
    collapse_whitespace(&if text.contains(is_control) { text.replace(is_control, "") } else { text })
}

/// Takes away what stands at or behind byte `from`: the attributes at the end of a line.
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

/// An author's text may hold the marks, also as `&#xE000;`; on a page they would stand for nothing.
fn without_marks(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(text) => Event::Text(clean(text)),
        Event::Code(text) => Event::Code(clean(text)),
        Event::Html(text) => Event::Html(clean(text)),
        Event::InlineHtml(text) => Event::InlineHtml(clean(text)),
        Event::FootnoteReference(label) => Event::FootnoteReference(clean(label)),
        Event::Start(Tag::FootnoteDefinition(label)) => Event::Start(Tag::FootnoteDefinition(clean(label))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: clean(dest_url), title: clean(title), id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: clean(dest_url), title: clean(title), id })
        }
        other => other,
    }
}

fn clean(text: CowStr<'_>) -> CowStr<'_> {
    match slots::without_marks(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(cleaned) => cleaned.into(),
    }
}
