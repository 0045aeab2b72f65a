//! Finds the ids that authors give, and makes gaps of those in hand-written HTML.
//!
//! A link may lead to a heading and to any element with an id: `<a id="x">`, `<div id="x">`, and `<a name="x">` as it
//! was written for twenty years. All of these are anchors of the file. As the page that shows them has ids of its
//! own, the id in the HTML becomes a gap, for which the page has the name or, where that is taken, a like one:
//!
//! ```text
//! <div id="x">      <div id="▢">
//! <a name="x">      <a id="▢">
//! ```
//!
//! An element that is left out of the page (`raw_html.rs`) takes its id with it, so an anchor counts once it is seen in
//! the HTML that is written.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag as MarkdownTag};

use super::attributes::Attributes;
use super::document::{SectionKind, TextPart};
use super::events::Located;
use super::slots::Slots;
use crate::text::{Attribute, Markup, Name, Piece, Span, Spanned, Tag, compose};

/// Where an author gave an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IdPlace {
    /// On a heading.
    Heading,
    /// On the heading of a competence.
    Competence,
    /// In hand-written HTML.
    Html,
}

impl IdPlace {
    fn of_heading(attributes: &Attributes) -> Self {
        let of_competence =
            |class: &Spanned<String>| SectionKind::of_class(&class.value) == Some(SectionKind::Competence);
        if attributes.classes.iter().any(of_competence) { Self::Competence } else { Self::Heading }
    }
}

/// The ids that authors gave in `events`, a part of `text`.
pub(super) fn own_ids(text: &str, events: &[Located<'_>]) -> Vec<(Spanned<String>, IdPlace)> {
    let mut ids = Vec::new();
    let mut markup = Markup::default();
    for (event, range) in events {
        match event {
            Event::Start(MarkdownTag::Heading { .. }) => {
                let attributes = Attributes::of_heading(text, range);
                ids.extend(attributes.and_then(|attributes| {
                    let place = IdPlace::of_heading(&attributes);
                    attributes.id.map(|id| (id, place))
                }));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let mut at = range.start;
                for piece in markup.read(html) {
                    let (Piece::Text(read) | Piece::Tag(read, _)) = piece;
                    let end = at + read.len();
                    if let Piece::Tag(_, Some(tag)) = &piece
                        && let Some((_, name)) = anchor(tag)
                    {
                        ids.push((Spanned::new(name, place_in(text, at, end, tag)), IdPlace::Html));
                    }
                    at = end;
                }
            }
            _ => {}
        }
    }
    ids
}

/// The place of the id of `tag`, which ends at byte `end` of `text`; the part from `from` where the tag begins above.
fn place_in(text: &str, from: usize, end: usize, tag: &Tag<'_>) -> Span {
    let start = end.saturating_sub(tag.as_str().len());
    let is_whole = text.get(start..end) == Some(tag.as_str());
    match anchor(tag) {
        Some((attribute, _)) if is_whole => {
            Span::new(start + attribute.value_at.start..start + attribute.value_at.end)
        }
        _ => Span::new(from..end).within(text),
    }
}

/// The attribute of `tag` by which links lead to it, and the name that it gives.
fn anchor(tag: &Tag<'_>) -> Option<(Attribute, String)> {
    if tag.is_end() || tag.name().is_empty() {
        return None;
    }
    let attributes: Vec<Attribute> = tag.attributes().collect();
    let called = |name: &str| attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name));
    let found = called("id").or_else(|| called("name").filter(|_| tag.is_one_of(&["a"])))?;
    let name = compose(found.value.trim()).into_owned();
    (!name.is_empty()).then(|| (found.clone(), name))
}

/// `markup` with a gap for each id that is in `known`, the ids of hand-written HTML. Those that are found are anchors
/// from now on; an id that stands a second time is taken out, which was reported.
pub(super) fn with_gaps(
    markup: &str,
    known: &mut HashMap<String, Span>,
    anchors: &mut Vec<Spanned<Name>>,
    slots: &mut Slots,
) -> String {
    let mut out = String::with_capacity(markup.len());
    for piece in Markup::default().read(markup) {
        let (Piece::Text(read) | Piece::Tag(read, _)) = piece;
        let found = match &piece {
            Piece::Tag(_, Some(tag)) if tag.as_str().len() == read.len() => anchor(tag),
            Piece::Tag(..) | Piece::Text(_) => None,
        };
        let Some((attribute, name)) = found.filter(|(_, name)| !Slots::is_mark(name)) else {
            out.push_str(read);
            continue;
        };
        out.push_str(&read[..attribute.at.start]);
        if let Some(span) = known.remove(&name) {
            let name = Name::from(name);
            anchors.push(Spanned::new(name.clone(), span));
            out.push_str("id=\"");
            out.push_str(&slots.mark(TextPart::Anchor(name)));
            out.push('"');
        }
        out.push_str(&read[attribute.at.end..]);
    }
    out
}
