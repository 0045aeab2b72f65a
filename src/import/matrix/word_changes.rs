//! Finds the words by which two sentences differ that share most of their letters. "Kneedt het deeg met de hand" and
//! "Kneedt het deeg met de machine" are four fifths the same, and say two things; "Kneden deeg met de handen" says the
//! first one. So words are compared and not letters: one word is another where it is a form of it or mistyped, articles say nothing,
//! and a word that stands in the place of another one changes the sentence.

use crate::stems::{Stems, fold};

/// Words that a sentence says the same without. Those that say where, when or with what are not among them.
const SAYING_NOTHING: &[&str] = &[
    "de", "het", "een", "der", "den", "des", "van", "en", "zijn", "haar", "hun", "the", "a", "an", "of",
    "and", "its", "their", "le", "la", "les", "un", "une", "du", "l", "d", "et", "sa", "ses", "leur",
    "leurs", "die", "das", "dem", "ein", "eine", "einen", "einem", "einer", "eines", "und",
];
/// Endings of the forms of one word, in all languages of sites.
const ENDINGS: &[&str] = &[
    "", "e", "en", "n", "s", "t", "d", "te", "ten", "de", "den", "end", "ende", "er", "es", "ed", "ing",
    "ingen", "y", "ies", "r", "ent", "ons", "ez", "x",
];
/// Forms of one word have at least so many letters in common.
const STEM: usize = 3;
/// Shorter words are not taken for mistyped ones: a letter makes most of them another word.
const SHORTEST_MISTYPED: usize = 4;

/// The words by which one sentence differs from another that was compared with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct WordChanges {
    /// A word of the first and the one that the second has in its place.
    pub(super) replaced: Option<(String, String)>,
    /// Words that the second has besides.
    pub(super) added: Vec<String>,
    /// Whether the second has words of the first elsewhere, which may turn it round: `van het Frans naar het Nederlands`.
    pub(super) is_moved: bool,
}

impl WordChanges {
    /// The changes from `own` to `other`, both folded. A word for which `is_elsewhere` is true is no mistyped other one.
    pub(super) fn between(
        own: &str,
        other: &str,
        stems: &Stems,
        is_elsewhere: &dyn Fn(&str) -> bool,
    ) -> Self {
        let (own, other) = (words(own), words(other));
        let is_same = |one: &str, second: &str| {
            one == second
                || is_form(one, second)
                || shares_stem(stems, one, second)
                || (is_mistyped(one, second) && !is_elsewhere(second))
        };
        let mut changes = Self::default();
        let (mut from, mut to) = (0, 0);
        let mut left: (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let ends = std::iter::once((own.len(), other.len()));
        for (at, other_at) in common(&own, &other, &is_same).into_iter().chain(ends) {
            let gap: (Vec<&str>, Vec<&str>) = (
                own[from..at].iter().map(String::as_str).collect(),
                other[to..other_at].iter().map(String::as_str).collect(),
            );
            (from, to) = (at + 1, other_at + 1);
            // `voor verwarmde`: one word in two.
            if gap.0.is_empty() || gap.1.is_empty() || !is_same(&gap.0.concat(), &gap.1.concat()) {
                if let (Some(one), Some(second)) = (gap.0.first(), gap.1.first()) {
                    changes.replaced.get_or_insert(((*one).to_owned(), (*second).to_owned()));
                }
                left.0.extend(gap.0);
                left.1.extend(gap.1);
            }
        }
        let is_there = |word: &&str| left.0.iter().any(|own| is_same(own, word));
        changes.is_moved = left.1.iter().any(|word| is_there(word) && word.chars().count() > STEM);
        changes.added = left.1.iter().filter(|word| !is_there(word)).map(|word| (*word).to_owned()).collect();
        changes
    }
}

/// The words of a folded sentence that say something, without accents.
pub(super) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(fold).filter(|word| !SAYING_NOTHING.contains(&word.as_str())).collect()
}

/// The places of the words that both sentences have in the same order, as many as can be.
fn common(own: &[String], other: &[String], is_same: &dyn Fn(&str, &str) -> bool) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    let mut best = vec![0_usize; (own.len() + 1) * width];
    for (at, word) in own.iter().enumerate().rev() {
        for (other_at, second) in other.iter().enumerate().rev() {
            best[at * width + other_at] = if is_same(word, second) {
                1 + best[(at + 1) * width + other_at + 1]
            } else {
                best[(at + 1) * width + other_at].max(best[at * width + other_at + 1])
            };
        }
    }
    let (mut at, mut other_at, mut found) = (0, 0, Vec::new());
    while at < own.len() && other_at < other.len() {
        if is_same(&own[at], &other[other_at]) {
            found.push((at, other_at));
            (at, other_at) = (at + 1, other_at + 1);
        } else if best[(at + 1) * width + other_at] >= best[at * width + other_at + 1] {
            at += 1;
        } else {
            other_at += 1;
        }
    }
    found
}

/// Whether two words begin alike and end as the forms of one word do: `kneedt`, `kneden`.
fn is_form(one: &str, other: &str) -> bool {
    let (one, other) = (spelled_alike(one), spelled_alike(other));
    let shared: String = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    // A letter of the ending may be shared as well: `kneedt`, `kneed`.
    (STEM..=shared.len())
        .filter(|at| shared.is_char_boundary(*at))
        .any(|at| ENDINGS.contains(&&one[at..]) && ENDINGS.contains(&&other[at..]))
}

/// A word with single letters for double ones, and with the signs for one sound that forms of a word change: `lezen`, `leest`.
fn spelled_alike(word: &str) -> String {
    let mut letters: Vec<char> = Vec::new();
    for letter in word.chars() {
        let letter = match letter {
            'v' => 'f',
            'z' => 's',
            letter => letter,
        };
        if letters.last() != Some(&letter) {
            letters.push(letter);
        }
    }
    letters.into_iter().collect()
}

fn shares_stem(stems: &Stems, one: &str, other: &str) -> bool {
    let of_one = stems.terms(one);
    stems.terms(other).iter().any(|term| of_one.contains(term))
}

/// Whether one word is another one with a letter too few, too many or beside its place, or with the key beside the right one.
/// The first letter stays: another one makes another word, as in `hand` and `band`, `veilig` and `onveilig`.
fn is_mistyped(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let has_digit = |word: &[char]| word.iter().any(|letter| !letter.is_alphabetic());
    if one.len().max(other.len()) < SHORTEST_MISTYPED
        || has_digit(&one)
        || has_digit(&other)
        || one.first() != other.first()
    {
        return false;
    }
    let start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    match (one, other) {
        ([_, rest @ ..], _) if rest == other => true,
        (_, [_, rest @ ..]) if rest == one => true,
        ([a, b, rest @ ..], [c, d, others @ ..]) if (a, b) == (d, c) && rest == others => true,
        ([a, rest @ ..], [b, others @ ..]) => are_beside(*a, *b) && rest == others,
        ([], _) | (_, []) => false,
    }
}

/// Whether two letters are neighbours in a row of a keyboard, AZERTY or QWERTY.
fn are_beside(one: char, other: char) -> bool {
    const ROWS: [&str; 5] = ["azertyuiop", "qwertyuiop", "qsdfghjklm", "asdfghjkl", "wxcvbnm"];
    let stand_together = |row: &&str| -> bool {
        let place = |letter: char| row.find(letter);
        place(one).zip(place(other)).is_some_and(|(one, other)| one.abs_diff(other) == 1)
    };
    ROWS.iter().any(stand_together)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;

    #[test]
    fn forms_and_mistyped_words_are_the_same_word() {
        for (one, other) in [
            ("kneedt", "kneden"),
            ("leest", "lezen"),
            ("klant", "klanten"),
            ("identify", "identifies"),
            ("verpakking", "verpakken"),
        ] {
            assert!(is_form(one, other), "{one} {other}");
        }
        for (one, other) in [("deeg", "deel"), ("hand", "hangt"), ("les", "let"), ("maximaal", "minimaal")] {
            assert!(!is_form(one, other) && !is_mistyped(one, other), "{one} {other}");
        }
        for (one, other) in [("deeg", "deg"), ("veilig", "vielig"), ("broden", "bordnen"), ("klant", "klabt")]
        {
            assert_eq!(is_mistyped(one, other), other != "bordnen", "{one} {other}");
        }
        for (one, other) in
            [("hand", "band"), ("veilig", "onveilig"), ("macro", "micro"), ("absorptie", "adsorptie")]
        {
            assert!(!is_mistyped(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_word_in_the_place_of_another_is_told_from_one_that_is_added() {
        let stems = Stems::new(Language::Dutch);
        let between = |own, other| WordChanges::between(own, other, &stems, &|word| word == "vraag");
        let hand = "kneedt het deeg met de hand";
        assert_eq!(between(hand, "kneden deeg met de handen"), WordChanges::default());
        assert_eq!(
            between(hand, "kneedt het deeg met de machine").replaced,
            Some(("hand".to_owned(), "machine".to_owned()))
        );
        assert_eq!(between(hand, "kneedt het deeg goed met de hand").added, ["goed"]);
        assert_eq!(between("een voorverwarmde oven", "een voor verwarmde oven"), WordChanges::default());
        assert!(between("van frans naar nederlands", "van nederlands naar frans").is_moved);
        assert_eq!(between("noteert de vragen", "noteert de vraag"), WordChanges::default());
    }
}
