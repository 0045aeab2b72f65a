//! An author's text, ready for a template.
//!
//! The HTML here came out of the author's markdown, with every link resolved for the page that shows it.

use serde::Serialize;

use super::{ItemRef, Link, OccasionView};

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

impl BodyPart {
    /// Adds `html` to `parts`: markup that is next to each other is one part.
    pub(in crate::plan) fn add_html(parts: &mut Vec<Self>, html: &str) {
        match parts.last_mut() {
            Some(Self::Html(before)) => before.push_str(html),
            Some(Self::Word(_) | Self::Occasion(_) | Self::Claims(_)) | None => {
                parts.push(Self::Html(html.to_owned()));
            }
        }
    }
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
