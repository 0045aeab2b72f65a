//! An author's text, ready for a template.
//!
//! The HTML here came out of the author's markdown, with every link resolved for the page that shows it.

use serde::Serialize;

use super::{ItemRef, Link};
use crate::text::Amount;

/// An author's text in parts, to be written one after the other.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct BodyView {
    /// The parts; empty when the author wrote no text.
    pub parts: Vec<BodyPart>,
}

/// A part of an author's text. Exactly one of the names is there; a template asks `part.html`, and so on.
#[derive(Debug, Clone, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BodyPart {
    /// Markup to be written as it is.
    Html(String),
    /// The key of a word of the theme, to be written as plain text (it may stand in an attribute).
    Word(&'static str),
    /// How the section that has just been opened by a heading is taught or assessed.
    Occasion(OccasionView),
    /// The claims of the section that has just been opened by a heading.
    Claims(Vec<SectionClaims>),
}

/// How a section is taught or assessed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct OccasionView {
    /// `activity` or `assessment`.
    pub kind: &'static str,
    /// The way in which it is done, in the author's words; empty when the author did not say.
    pub method: String,
    /// How long it takes.
    pub hours: Option<Amount>,
    /// How much of the result of its module it gives, in percent.
    pub weight: Option<Amount>,
}

/// The claims of a section at one level.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SectionClaims {
    /// Index into `site.levels`.
    pub level: usize,
    /// The items.
    pub items: Vec<ItemRef>,
}

/// A plain page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct TextView {
    /// Its text.
    pub body: BodyView,
    /// The pages below it in the content folder.
    pub children: Vec<Link>,
}
