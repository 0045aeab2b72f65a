//! Purpose: make a short id of what a knowledge item is about.
//! Input: the text of the item. Output: words for a slug, of at most 40 characters.
//! Invariant: never empty; depends on the text alone.

use super::grade::{split_grade, strip_word};
use crate::text::slug;

/// The prefix of every id that is made for a knowledge item.
pub(super) const PREFIX: &str = "k.";

/// The longest slug; a longer one would fill a claim's line by itself.
const LONGEST: usize = 40;

/// The slug of what `text` is about: without the words of its grade, the article, what stands between
/// brackets, and what follows the first comma, colon or semicolon.
pub(super) fn subject_slug(text: &str) -> String {
    let (_, known) = split_grade(text);
    let known = ["de", "het", "een"].iter().find_map(|article| strip_word(known, article)).unwrap_or(known);
    let subject = without_brackets(known);
    let subject = subject.split([':', ',', ';']).next().unwrap_or("");
    // An item such as "Kennis" is about nothing but itself.
    let subject = if subject.trim().is_empty() { text } else { subject };
    // "schema’s" is one word.
    shortened(slug(&subject.replace(['’', '\''], "")))
}

/// `text` without what stands between brackets; one that is never closed runs to the end.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// `slug` cut between two words where it is too long.
fn shortened(mut slug: String) -> String {
    if slug.len() > LONGEST {
        // One character more, so that a word that ends at the limit stays whole.
        let cut = slug[..=LONGEST].rfind('-').unwrap_or(LONGEST);
        slug.truncate(cut);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_names_what_is_known() {
        for (text, id) in [
            ("Basiskennis ICT", "ict"),
            ("Basis kennis van de geschiedenis", "geschiedenis"),
            ("Kennis van Engels  (teksten begrijpen).", "engels"),
            ("Kennis van luister- en omgangstechnieken", "luister-en-omgangstechnieken"),
            ("Grondige kennis inzake het lassen: MIG, MAG", "lassen"),
            (
                "Kennis van communicatietechnieken (schriftelijk) in het Nederlands",
                "communicatietechnieken-in-het-nederlands",
            ),
            (
                "Kennis van een proces bij een werkstuk dat nooit een einde neemt",
                "proces-bij-een-werkstuk-dat-nooit-een",
            ),
            ("Kennis van de overheid", "overheid"),
            ("Kennis van technische schema’s", "technische-schemas"),
            ("Deontologie", "deontologie"),
            ("Kennis", "kennis"),
            ("(…)", "x"),
        ] {
            assert_eq!(subject_slug(text), id, "{text}");
        }
    }
}
