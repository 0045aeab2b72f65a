//! The words of a text without its markup, for places that show no HTML.
//!
//! A `Body` is HTML with gaps, so this goes through its tags: the end of a block ends a line, and nothing but markup
//! is lost. A mention without words of its own (`[[c4.6]]`) is shown by its name, a formula by its LaTeX; other gaps,
//! such as addresses and labels, are left out. The notes that it has marks of follow it.

use std::collections::{HashSet, VecDeque};

use super::document::{Body, Document, LinkField, TextPart};
use crate::text::{Markup, Piece, Tag, collapse_whitespace, unescaped};

/// The words of `body`, a text of `document`, with one line for each block and no empty lines.
pub fn plain_text(document: &Document, body: &Body) -> String {
    let mut text = words(document, body);
    let (mut waiting, mut seen) = (VecDeque::from_iter(marks(body)), HashSet::new());
    while let Some(at) = waiting.pop_front() {
        let Some(note) = document.notes.get(at).filter(|_| seen.insert(at)) else { continue };
        waiting.extend(marks(&note.body));
        text.push('\n');
        text.push_str(&words(document, &note.body));
    }
    let lines = text.lines().map(collapse_whitespace).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The notes that `body` has marks of.
pub fn marks(body: &Body) -> impl Iterator<Item = usize> {
    body.parts.iter().filter_map(|part| match part {
        TextPart::Mark(note) => Some(*note),
        TextPart::Html(_)
        | TextPart::Word(_)
        | TextPart::Occasion(_)
        | TextPart::Claims(_)
        | TextPart::Anchor(_)
        | TextPart::WaysBack
        | TextPart::Link(..) => None,
    })
}

/// The words of `body` alone, without its notes.
pub fn words(document: &Document, body: &Body) -> String {
    let mut text = String::new();
    let mut markup = Markup::default();
    let mut in_formula = false;
    for part in &body.parts {
        match part {
            TextPart::Html(html) => {
                for piece in markup.read(html) {
                    match piece {
                        Piece::Text(_) if in_formula => {}
                        Piece::Text(words) => text.push_str(&unescaped(words)),
                        Piece::Tag(_, Some(tag)) if tag.is_one_of(&["math"]) => {
                            in_formula = !tag.is_end();
                            text.push_str(&tag.attribute("alttext").unwrap_or_default());
                        }
                        Piece::Tag(_, Some(tag)) if ends_line(&tag) => text.push('\n'),
                        Piece::Tag(_, Some(tag)) if tag.parts_words() && !in_formula => text.push(' '),
                        Piece::Tag(..) => {}
                    }
                }
            }
            TextPart::Link(link, LinkField::Name) if !markup.is_in_tag() => {
                text.push_str(&document.links[*link].target.value)
            }
            _ => {}
        }
    }
    text
}

fn ends_line(tag: &Tag<'_>) -> bool {
    tag.is_one_of(&["br"])
        || tag.is_end() && tag.is_one_of(&["p", "li", "h2", "h3", "h4", "h5", "h6", "div", "tr"])
}
