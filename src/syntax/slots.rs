//! Purpose: carry gaps through the markdown writer.
//! Input: gaps to be put into markup as marks. Output: the markup cut at the marks into [`Part`]s.
//! Invariant: a mark is two private-use characters round an index; authors' text is rid of them before,
//! so every mark in the markup is one of ours.

use std::borrow::Cow;

use super::document::{Body, Part};

const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// The gaps of one text, in the order in which they were made.
#[derive(Debug, Default)]
pub(super) struct Slots {
    parts: Vec<Part>,
}

impl Slots {
    /// The mark that stands for `part` in markup.
    pub(super) fn mark(&mut self, part: Part) -> String {
        self.parts.push(part);
        format!("{OPEN}{}{CLOSE}", self.parts.len() - 1)
    }

    /// Cuts `html` at its marks.
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

fn push_html(parts: &mut Vec<Part>, html: &str) {
    if !html.is_empty() {
        parts.push(Part::Html(html.to_owned()));
    }
}

/// `text` with the replacement character in place of marks.
pub(super) fn without_marks(text: &str) -> Cow<'_, str> {
    if text.contains([OPEN, CLOSE]) {
        Cow::Owned(text.replace([OPEN, CLOSE], "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    }
}
