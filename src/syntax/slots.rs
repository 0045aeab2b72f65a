//! Carries gaps through the markdown crate, which writes a text to one string.
//!
//! A gap is a `TextPart` that is filled in later, such as the address of a link. While a text is being written, a mark
//! stands for it: its index between two characters of the private use area of Unicode, here shown as ⟨ and ⟩. The
//! HTML is cut at the marks afterwards:
//!
//! ```text
//! <a href="⟨0⟩">woorden</a>
//! Html("<a href=\""), Link(0, Address), Html("\">woorden</a>")
//! ```
//!
//! The two characters are replaced in authors' texts as soon as these are parsed (`events.rs`), so every mark in the
//! HTML is one of ours.

use std::borrow::Cow;

use super::document::{Body, TextPart};

const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// The gaps of one text, in the order in which they were made.
#[derive(Debug, Default)]
pub(super) struct Slots {
    parts: Vec<TextPart>,
}

impl Slots {
    /// Keeps `part` and returns the mark that stands for it in the HTML.
    pub(super) fn mark(&mut self, part: TextPart) -> String {
        self.parts.push(part);
        format!("{OPEN}{}{CLOSE}", self.parts.len() - 1)
    }

    /// Whether `text` is a mark.
    pub(super) fn is_mark(text: &str) -> bool {
        text.starts_with(OPEN)
    }

    /// Cuts `html` at its marks and puts the kept parts in their place.
    pub(super) fn cut(&self, html: &str) -> Body {
        let mut parts = Vec::new();
        let mut rest = html;
        while let Some((before, after)) = rest.split_once(OPEN) {
            push_html(&mut parts, before);
            let (index, after) = after.split_once(CLOSE).unwrap_or(("", after));
            parts.extend(index.parse().ok().and_then(|index: usize| self.parts.get(index)).cloned());
            rest = after;
        }
        push_html(&mut parts, rest);
        Body { parts }
    }
}

fn push_html(parts: &mut Vec<TextPart>, html: &str) {
    if !html.is_empty() {
        parts.push(TextPart::Html(html.to_owned()));
    }
}

/// Whether `text`, as an author wrote it, may have one of the two characters of a mark: as itself, or as a reference such
/// as `&#xE000;`.
pub(super) fn may_hold_marks(text: &str) -> bool {
    // The first byte of both.
    text.as_bytes().contains(&0xEE) || text.contains('&')
}

/// `text` with the replacement character (U+FFFD) for each of the two characters of a mark.
pub(super) fn without_marks(text: &str) -> Cow<'_, str> {
    if text.contains([OPEN, CLOSE]) {
        Cow::Owned(text.replace([OPEN, CLOSE], "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    }
}
