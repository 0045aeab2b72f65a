//! The order of a glossary, its letters, and the id of each word on its page.
//!
//! A word's id follows from the word alone, as long as no earlier word has the same letters, so links from other
//! sites hold when words are added.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::page_kind::PageKind;
use crate::model::Gloss;
use crate::text::Slugs;

/// The id of each gloss's place on the page, in the order of the file; `slugs` knows those that texts on the page have.
pub(super) fn ids(glosses: &[Gloss], mut slugs: Slugs) -> Vec<String> {
    let mut id = |gloss: &Gloss| loop {
        let id = slugs.unique(&gloss.names[0]);
        if !PageKind::Glossary.has_id(&id) {
            break id;
        }
    };
    glosses.iter().map(&mut id).collect()
}

/// The id of the part of the page below `letter`.
pub(super) fn letter_id(letter: &str) -> String {
    match letter {
        "#" => "letters".to_owned(),
        letter => format!("letter-{}", letter.to_lowercase()),
    }
}

/// The letter under which `name` stands.
pub(super) fn letter(name: &str) -> String {
    let first = without_accents(name).chars().next();
    first.filter(|c| c.is_alphabetic()).map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect())
}

/// As in a dictionary: accents and capitals count only between words that are otherwise the same.
pub(super) fn by_alphabet(a: &str, b: &str) -> Ordering {
    let is_sign = |name: &str| letter(name) == "#";
    let key = |name: &str| (!is_sign(name), without_accents(name).to_lowercase());
    key(a).cmp(&key(b)).then_with(|| a.cmp(b))
}

fn without_accents(name: &str) -> String {
    name.nfd().filter(|c| !is_combining_mark(*c)).collect()
}
