//! The lines of the lists in a profile: where the words of a line end, and which text stands below them.
//!
//! In a tight list the words of a line stand in no element, in a loose one they are a paragraph.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::document::Body;
use super::events::{self, Located};
use super::reader::Reader;
use crate::text::{Span, Spanned};

/// Where the first paragraph of a line ends.
pub(super) fn end_of_sentence(line: &[Located<'_>]) -> usize {
    match line.first() {
        Some((Event::Start(Tag::Paragraph), _)) => events::end_of(line, 0) + 1,
        _ => line.iter().position(|(event, _)| is_block(event)).unwrap_or(line.len()),
    }
}

/// Whether `event` starts or is an element that stands outside of paragraphs.
fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::List(_)
                | Tag::Paragraph
                | Tag::CodeBlock(_)
                | Tag::BlockQuote(_)
                | Tag::Heading { .. }
                | Tag::Table(_)
                | Tag::FootnoteDefinition(_)
                | Tag::DefinitionList
                | Tag::HtmlBlock
        ),
        Event::Rule | Event::Html(_) => true,
        _ => false,
    }
}

/// The text of a line in paragraphs, however tight the list is.
pub(super) fn line_blocks<'a>(reader: &mut Reader<'a>, line: &[Located<'a>]) -> Body {
    reader.body(&in_paragraphs(line))
}

/// The events of a line with a paragraph around each run of words that has none, as the lines of a tight list.
pub(super) fn in_paragraphs<'a>(line: &[Located<'a>]) -> Vec<Located<'a>> {
    let mut out = Vec::with_capacity(line.len() + 2);
    let mut at = 0;
    while at < line.len() {
        if is_block(&line[at].0) {
            let end = events::end_of(line, at);
            out.extend_from_slice(&line[at..=end]);
            at = end + 1;
            continue;
        }
        let mut end = at;
        while end < line.len() && !is_block(&line[end].0) {
            end = events::end_of(line, end) + 1;
        }
        let range = line[at].1.start..line[end - 1].1.end;
        out.push((Event::Start(Tag::Paragraph), range.clone()));
        out.extend_from_slice(&line[at..end]);
        out.push((Event::End(TagEnd::Paragraph), range));
        at = end;
    }
    out
}

/// The text of a line. In a loose list each line is a paragraph; one alone is written without its element `p`.
pub(super) fn line_body<'a>(reader: &mut Reader<'a>, line: &[Located<'a>]) -> Body {
    match line {
        [(Event::Start(Tag::Paragraph), _), inside @ .., (Event::End(TagEnd::Paragraph), _)]
            if !inside.iter().any(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph))) =>
        {
            reader.body(inside)
        }
        _ => reader.body(line),
    }
}

/// A mention: its name, its range, and the author's own words for it.
pub(super) type Mention = (String, Range<usize>, Option<Spanned<String>>);

/// The mention in a line that is nothing but a mention, such as `[[c2.1]]`.
pub(super) fn only_mention(line: &[Located<'_>]) -> Option<Mention> {
    let mut found = None;
    let mut at = 0;
    while at < line.len() {
        match &line[at].0 {
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. })
                if found.is_none() =>
            {
                let end = events::end_of(line, at);
                let inside = &line[at + 1..end];
                let words = Spanned::new(events::plain_text(inside), Span::new(line[at].1.clone()));
                let own = *has_pothole && !words.value.is_empty();
                found = Some((dest_url.to_string(), line[at].1.clone(), own.then_some(words)));
                at = end;
            }
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Text(text) if text.trim().is_empty() => {}
            _ => return None,
        }
        at += 1;
    }
    found
}

/// The byte range of the words of a line, without lists or further paragraphs below them.
pub(super) fn first_words(line: &[Located<'_>]) -> Range<usize> {
    let words = match line.first() {
        Some((Event::Start(Tag::Paragraph), _)) => &line[1..events::end_of(line, 0)],
        _ => line,
    };
    let mut ranges = words.iter().take_while(|(event, _)| !is_block(event)).map(|(_, range)| range.clone());
    // A line that begins with a list has no words of its own.
    let start = line.first().map_or(0, |(_, range)| range.start);
    let first = ranges.next().unwrap_or(start..start);
    let end = ranges.map(|range| range.end).max().unwrap_or(first.end).max(first.end);
    first.start..end
}

/// The mention with which a line begins that has more in it.
pub(super) fn mention_before_text(line: &[Located<'_>]) -> Option<String> {
    let first = line.iter().find(|(event, _)| !matches!(event, Event::Start(Tag::Paragraph)))?;
    match &first.0 {
        Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        _ => None,
    }
}
