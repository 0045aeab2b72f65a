//! Numbers the footnotes of a text and lists them at its end.
//!
//! The `Reader` hands over references and definitions as it meets them. A reference is written at once, with a
//! number; a definition is kept until the whole text has been written, since it may be above or below its reference.
//! Numbers follow the first references, a note without any reference is not shown, and a note leads back to its first
//! reference:
//!
//! ```text
//! Bel terug.[^2] Noteer het.[^1]     Bel terug.¹ Noteer het.²
//! [^1]: in het logboek               1. binnen een dag ↩
//! [^2]: binnen een dag               2. in het logboek ↩
//! ```
//!
//! Each text has footnotes of its own: numbers start again at 1, and a note is found only if it is defined in the
//! text that refers to it. A page is one text; in a profile each section and each line of its lists is one.

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
    /// The HTML of a reference to the note `label`: its number, as a link.
    pub(super) fn reference(&mut self, label: CowStr<'a>) -> Event<'a> {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(label).or_insert(next);
        if number > self.references.len() {
            self.references.push(0);
        }
        let count = &mut self.references[number - 1];
        *count += 1;
        // Further references to a note need an id of their own; the note leads back to the first.
        let again = if *count == 1 { String::new() } else { format!("-{count}") };
        let html = format!(
            "<sup class=\"footnote-ref\"><a id=\"fnref-{number}{again}\" href=\"#fn-{number}\" role=\"doc-noteref\">{number}</a></sup>"
        );
        Event::InlineHtml(html.into())
    }

    /// Keeps the text of the note `label` for the list; of two definitions the first counts.
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

/// A note's text with a link to its first reference at the end of its last paragraph.
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
