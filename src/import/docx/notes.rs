//! Purpose: the texts of the footnotes and endnotes of a Word document.
//! Input: the paragraphs of the part that has them. Output: [`Notes`].
//! Invariant: a note is one line, however many paragraphs it has.

use std::collections::HashMap;

use super::super::refusal::Refusal;
use super::body::Paragraph;

/// The texts of notes by their ids.
#[derive(Debug, Default)]
pub(super) struct Notes {
    texts: HashMap<String, String>,
}

impl Notes {
    /// Adds a paragraph of a note.
    pub(super) fn push(&mut self, paragraph: &Paragraph) -> Result<(), Refusal> {
        if let Some(id) = &paragraph.note {
            let text = self.texts.entry(id.clone()).or_default();
            for word in paragraph.text.split_whitespace() {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
            }
        }
        Ok(())
    }

    /// The text of the note `id`.
    pub(super) fn text(&self, id: &str) -> Option<&str> {
        self.texts.get(id).map(String::as_str).filter(|text| !text.is_empty())
    }
}
