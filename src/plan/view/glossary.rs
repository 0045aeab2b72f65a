//! The page of a profile's glossary, and the links to it from texts that use its words.
//!
//! Words stand below the letter that they begin with. Every letter and every word has an id for links, and no two on
//! the page are the same.

use serde::Serialize;

use super::{BodyView, Link};

/// The page of a profile's glossary.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct GlossaryView {
    /// The profile.
    pub profile: Link,
    /// The author's text beside the words.
    pub body: BodyView,
    /// The notes of this text and of the explanations.
    pub notes: BodyView,
    /// The words by the letter that they begin with, in the order of the alphabet.
    pub letters: Vec<GlossaryLetter>,
    /// How many words there are.
    pub glosses: usize,
}

/// The words of a glossary that begin with one letter.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct GlossaryLetter {
    /// The letter, as a capital; `#` for digits and signs.
    pub letter: String,
    /// The id of its place on the page.
    pub id: String,
    /// The words.
    pub glosses: Vec<GlossView>,
}

/// A word with its explanation.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct GlossView {
    /// The word.
    pub name: String,
    /// Other forms of it.
    pub others: Vec<String>,
    /// The id of its place on the page.
    pub id: String,
    /// The explanation.
    pub body: BodyView,
}

/// A word that a text has, with the place where it is explained.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct GlossLink {
    /// The word.
    pub name: String,
    /// The explanation, as text.
    pub text: String,
    /// The exact address.
    pub path: String,
}
