//! Reads the boxes of Obsidian as alerts: any of its types, in English or in a language of sites, a title, and whether a
//! box can be folded.
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
//! between lines `:::tip` and `:::` (`box_lines.rs`) are made quotations by `boxes.rs`. Those of MkDocs
//! are made so by `admonitions.rs`. Other boxes are text; `only_text`
//! says how they are written here.

use pulldown_cmark::BlockQuoteKind;

use super::box_lines::{FirstLine, first_line};
use super::box_types::{Folding, type_of};

/// An alert that a text begins with.
pub(super) struct Marker {
    pub(super) kind: BlockQuoteKind,
    /// The key of the word for its type.
    pub(super) word: &'static str,
    pub(super) folding: Folding,
    /// How long it is: `[!tip]-`, `:::tip `.
    pub(super) length: usize,
}

pub(super) fn marker(text: &str) -> Option<Marker> {
    if let Some(FirstLine { kind, word, folding, title, .. }) = first_line(text) {
        return Some(Marker { kind, word, folding, length: title.start });
    }
    let name = text.strip_prefix("[!")?;
    let name = &name[..name.find(']')?];
    let (kind, word) = type_of(name)?;
    let length = name.len() + "[!]".len();
    let folding = match text[length..].bytes().next() {
        Some(b'+') => Folding::Open,
        Some(b'-') => Folding::Closed,
        _ => Folding::None,
    };
    let length = length + usize::from(folding != Folding::None);
    Some(Marker { kind, word, folding, length })
}

/// Whether `text` begins with the mark of an alert that there is.
pub(super) fn is_marker(text: &str) -> bool {
    marker(text).is_some()
}
