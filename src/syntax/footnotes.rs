//! Purpose: number the footnotes of a text and put them at its end.
//! Input: references and definitions as the reader meets them. Output: marks in the text and a list.
//! Invariant: numbers follow the first references; a note that nobody refers to is not shown.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, TagEnd};

use super::document::Part;
use super::slots::Slots;

/// The footnotes of one text.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'a> {
    numbers: HashMap<CowStr<'a>, usize>,
    references: Vec<usize>,
    definitions: HashMap<CowStr<'a>, Vec<Event<'a>>>,
}

impl<'a> Footnotes<'a> {
    /// The mark in the text for a reference to note `label`.
    pub(super) fn reference(&mut self, label: CowStr<'a>) -> Event<'a> {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(label).or_insert(next);
        if number > self.references.len() {
            self.references.push(0);
        }
        let count = &mut self.references[number - 1];
        *count += 1;
        // A second reference to the same note needs an id of its own; the note leads back to the first.
        let again = if *count == 1 { String::new() } else { format!("-{count}") };
        let html = format!(
            "<sup class=\"footnote-ref\"><a id=\"fnref-{number}{again}\" href=\"#fn-{number}\" role=\"doc-noteref\">{number}</a></sup>"
        );
        Event::InlineHtml(html.into())
    }

    /// Keeps the text of note `label`.
    pub(super) fn define(&mut self, label: CowStr<'a>, events: Vec<Event<'a>>) {
        self.definitions.entry(label).or_insert(events);
    }

    /// The list at the end of the text; empty without notes.
    pub(super) fn list(mut self, slots: &mut Slots) -> Vec<Event<'a>> {
        let mut labels: Vec<(CowStr<'a>, usize)> = self.numbers.drain().collect();
        labels.sort_by_key(|(_, number)| *number);
        let notes: Vec<(usize, Vec<Event<'a>>)> = labels
            .into_iter()
            .filter_map(|(label, number)| Some((number, self.definitions.remove(&label)?)))
            .collect();
        if notes.is_empty() {
            return Vec::new();
        }
        let title = slots.mark(Part::Word("footnotes"));
        let open =
            format!("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{title}\">\n<ol>\n");
        let mut list = vec![Event::Html(open.into())];
        for (number, events) in notes {
            list.push(Event::Html(format!("<li id=\"fn-{number}\" value=\"{number}\">").into()));
            list.extend(with_way_back(events, number, slots));
            list.push(Event::Html("</li>\n".into()));
        }
        list.push(Event::Html("</ol>\n</section>\n".into()));
        list
    }
}

/// A note's text with the link back at the end of its last paragraph.
fn with_way_back<'a>(mut events: Vec<Event<'a>>, number: usize, slots: &mut Slots) -> Vec<Event<'a>> {
    let label = slots.mark(Part::Word("footnote-back"));
    let html = format!(
        " <a class=\"footnote-back\" href=\"#fnref-{number}\" role=\"doc-backlink\" aria-label=\"{label} {number}\">↩</a>"
    );
    let paragraph = events.iter().rposition(|event| matches!(event, Event::End(TagEnd::Paragraph)));
    let at = paragraph.unwrap_or(events.len());
    events.insert(at, Event::InlineHtml(html.into()));
    events
}
