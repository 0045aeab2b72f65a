//! The order of a glossary, its letters, and the id of each word on its page.
//!
//! A word's id follows from the word alone, as long as no earlier word has the same letters, so links from other
//! sites hold when words are added.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::Gloss;
use crate::text::Slugs;

/// The id of each gloss's place on the page, in the order of the file.
pub(super) fn ids(glosses: &[Gloss]) -> Vec<String> {
    let mut slugs = Slugs::default();
    // What else has an id on the page.
    for taken in ["main", "find", "find-words", "find-keys", "hatch"] {
        slugs.claim(taken);
    }
    for gloss in glosses {
        slugs.claim(&letter_id(&letter(&gloss.names[0])));
    }
    glosses.iter().map(|gloss| slugs.unique(&gloss.names[0])).collect()
}

/// The id of the part of the page below `letter`.
pub(super) fn letter_id(letter: &str) -> String {
    match letter {
        "#" => "letter".to_owned(),
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
