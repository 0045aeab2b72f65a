//! Reads the boxes of Obsidian as alerts: any of its types, a title, and whether a box can be folded.
//!
//! ```text
//! > [!tip] Wat je kunt zeggen        an alert with a title of its own
//! > Ik begrijp dat u boos bent.
//!
//! > [!faq]- Mag dat?                 a box that is closed until somebody opens it; `+` one that is open
//! > Ja.
//! ```
//!
//! The markdown crate knows the five types of GitHub without a title, and hands over all others as quotations. Those
//! between lines `:::tip` and `:::` are made quotations by `boxes.rs`. Other boxes (`!!! note`) are text; `only_text.rs`
//! says how they are written here.

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::document::Part;
use super::events::{self, Located};
use super::reader::Reader;

/// The types of boxes in Obsidian, and the alert that each is.
const TYPES: [(&str, BlockQuoteKind); 27] = [
    ("note", BlockQuoteKind::Note),
    ("info", BlockQuoteKind::Note),
    ("todo", BlockQuoteKind::Note),
    ("abstract", BlockQuoteKind::Note),
    ("summary", BlockQuoteKind::Note),
    ("tldr", BlockQuoteKind::Note),
    ("example", BlockQuoteKind::Note),
    ("question", BlockQuoteKind::Note),
    ("help", BlockQuoteKind::Note),
    ("faq", BlockQuoteKind::Note),
    ("quote", BlockQuoteKind::Note),
    ("cite", BlockQuoteKind::Note),
    ("tip", BlockQuoteKind::Tip),
    ("hint", BlockQuoteKind::Tip),
    ("success", BlockQuoteKind::Tip),
    ("check", BlockQuoteKind::Tip),
    ("done", BlockQuoteKind::Tip),
    ("important", BlockQuoteKind::Important),
    ("warning", BlockQuoteKind::Warning),
    ("attention", BlockQuoteKind::Warning),
    ("caution", BlockQuoteKind::Caution),
    ("danger", BlockQuoteKind::Caution),
    ("error", BlockQuoteKind::Caution),
    ("bug", BlockQuoteKind::Caution),
    ("failure", BlockQuoteKind::Caution),
    ("fail", BlockQuoteKind::Caution),
    ("missing", BlockQuoteKind::Caution),
];

/// How an alert can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Folding {
    None,
    Open,
    Closed,
}

/// The class of an alert and the key of the word for it.
pub(super) fn class_and_word(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "alert-note"),
        BlockQuoteKind::Tip => ("tip", "alert-tip"),
        BlockQuoteKind::Important => ("important", "alert-important"),
        BlockQuoteKind::Warning => ("warning", "alert-warning"),
        BlockQuoteKind::Caution => ("caution", "alert-caution"),
    }
}

/// The alert that `text` begins with, its folding, and the length of what says so: `[!tip]-`.
fn marker(text: &str) -> Option<(BlockQuoteKind, Folding, usize)> {
    if let Some((kind, length)) = fence(text) {
        return Some((kind, Folding::None, length));
    }
    let name = text.strip_prefix("[!")?;
    let name = &name[..name.find(']')?];
    let (_, kind) = TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()))?;
    let length = name.len() + "[!]".len();
    let folding = match text[length..].bytes().next() {
        Some(b'+') => Folding::Open,
        Some(b'-') => Folding::Closed,
        _ => Folding::None,
    };
    Some((*kind, folding, length + usize::from(folding != Folding::None)))
}

/// The alert that the line `:::tip Titel` begins, and the length of what says so.
pub(super) fn fence(text: &str) -> Option<(BlockQuoteKind, usize)> {
    let name = text.strip_prefix(":::")?.trim_start_matches(' ');
    let start = text.len() - name.len();
    let end = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
    let (_, kind) = TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name[..end]))?;
    let ends = name[end..].is_empty() || name[end..].starts_with([' ', '\n', '\r']);
    ends.then_some((*kind, start + end))
}

/// Whether `name` is a type of box that other programs have.
pub(super) fn is_type(name: &str) -> bool {
    TYPES.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
}

/// Whether `text` begins with the mark of an alert that there is.
pub(super) fn is_marker(text: &str) -> bool {
    marker(text).is_some()
}

impl<'a> Reader<'a> {
    /// Writes the start of the quotation that begins at `at` as that of an alert, if its first line says that it is
    /// one. Returns the index of the last event of that line, and the end tag.
    pub(super) fn callout(
        &mut self,
        out: &mut Vec<Event<'a>>,
        events: &[Located<'a>],
        at: usize,
    ) -> Option<(usize, &'static str)> {
        let Some((Event::Start(Tag::Paragraph), range)) = events.get(at + 1) else { return None };
        let (kind, folding, length) = marker(&self.source.text[range.clone()])?;
        let (until, text) = (range.start + length, self.source.text);
        let last = |event: &Event<'_>| {
            matches!(event, Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph))
        };
        let line = events[at + 2..].iter().position(|(event, _)| last(event))?;
        let mut title: Vec<Located<'a>> = Vec::new();
        for (event, range) in &events[at + 2..at + 2 + line] {
            match event {
                _ if range.end <= until => {}
                Event::Text(words) if title.is_empty() => {
                    let words = if range.start < until { &text[until..range.end] } else { words };
                    title.push((Event::Text(words.trim_start().to_owned().into()), range.clone()));
                }
                _ => title.push((event.clone(), range.clone())),
            }
        }
        let (class, word) = class_and_word(kind);
        let word = self.slots.mark(Part::Word(word));
        let (element, head) = match folding {
            Folding::None => ("div", "p"),
            Folding::Open | Folding::Closed => ("details", "summary"),
        };
        let more = match folding {
            Folding::None => " role=\"note\"",
            Folding::Open => " open",
            Folding::Closed => "",
        };
        out.push(Event::Html(
            format!("<{element} class=\"alert alert-{class}\"{more}>\n<{head} class=\"alert-title\">").into(),
        ));
        if events::plain_text(&title).is_empty() {
            out.push(Event::InlineHtml(word.into()));
        } else {
            out.push(Event::InlineHtml(format!("<span class=\"hidden\">{word}: </span>").into()));
            let title = self.rewrite(&title);
            out.extend(title);
        }
        out.push(Event::Html(format!("</{head}>\n").into()));
        let end = at + 2 + line;
        // What follows in the paragraph is the first of the alert.
        if !matches!(events[end].0, Event::End(_)) {
            out.push(Event::Start(Tag::Paragraph));
        }
        Some((end, if folding == Folding::None { "</div>\n" } else { "</details>\n" }))
    }
}
