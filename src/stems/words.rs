//! Cuts a text into words, and rids words of their accents.
//!
//! `src/search/script/find.js` cuts and folds in the same way; `tests/browser/search.test.mjs` compares them. Texts are in Unicode
//! form NFC.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of the longest word; longer ones are an address, a key, an encoded picture.
const LONGEST: usize = 40;

/// Units of two letters and more.
const UNITS: [&str; 37] = [
    "km", "dm", "cm", "mm", "ha", "kg", "mg", "dl", "cl", "ml", "min", "ms", "kwh", "kw", "mw", "hz", "khz",
    "mhz", "ghz", "kj", "pa", "kpa", "bar", "kb", "mb", "gb", "tb", "va", "mah", "kcal", "dpi", "px", "mbit",
    "gbit", "rpm", "lux", "eur",
];

/// The words of `text` in lower case. A full stop or `&` between two letters or digits belongs to its word, so
/// that `c4.6`, `k.ict` and `R&D` are words, and so do signs behind it: `C++`, `C#`, `12+`. A letter by itself is none, but
/// behind a number it belongs to that, as a unit does: `5 G` is the word `5g`, and `5 km` is `5km`.
pub fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = text;
    let words = std::iter::from_fn(move || {
        let start = rest.find(char::is_alphanumeric)?;
        let (word, after) = rest[start..].split_at(length(&rest[start..]));
        rest = after;
        let Some((unit, after)) = unit_behind(word, after) else { return Some(lower(word)) };
        rest = after;
        Some(Cow::Owned(format!("{word}{}", unit.to_lowercase())))
    });
    words.filter(|word| is_word(word))
}

/// The unit behind `number`, if it is one, and what stands behind the unit; `after` begins with the space between.
fn unit_behind<'t>(number: &str, after: &'t str) -> Option<(&'t str, &'t str)> {
    let unit = after.strip_prefix([' ', '\u{a0}', '\u{202f}']).filter(|_| is_number(number))?;
    let (unit, after) = unit.split_at(length(unit));
    is_unit(&unit.to_lowercase()).then_some((unit, after))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether `word`, in lower case, stands behind numbers: a unit, or a letter by itself.
fn is_unit(word: &str) -> bool {
    UNITS.contains(&word) || word.len() == 1 && word.starts_with(|c: char| c.is_ascii_lowercase())
}

/// How many bytes the word at the start of `text` has. Stops at the ends are punctuation, and two in a row end a word.
fn length(text: &str) -> usize {
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        if letter.is_alphanumeric() {
            end = at + letter.len_utf8();
        } else if !matches!(letter, '.' | '&') || at > end {
            break;
        }
    }
    end + length_of_signs(&text[end..])
}

/// How many bytes the signs at the start of `text` have that belong to the word before it.
fn length_of_signs(text: &str) -> usize {
    let signs = ["++", "+", "#"].into_iter().find(|signs| text.starts_with(signs)).unwrap_or_default();
    let next = text[signs.len()..].chars().next();
    let goes_on = next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '+' | '#'));
    if goes_on { 0 } else { signs.len() }
}

/// The words that `word` is made of, where there are signs in it, or a number and a unit: it is found by each of them, too.
pub(super) fn parts(word: &str) -> impl Iterator<Item = &str> {
    let has_signs = word.contains(['&', '+', '#']);
    let parts = has_signs.then(|| word.split(['&', '+', '#'])).into_iter().flatten();
    let number = word.find(|c: char| !(c.is_ascii_digit() || c == '.')).filter(|end| *end > 0);
    let measured = number.map(|end| word.split_at(end)).filter(|(_, unit)| is_unit(unit));
    parts.chain(measured.into_iter().flat_map(|(number, unit)| [number, unit])).filter(|part| is_word(part))
}

/// `word` without its stops, if it is an abbreviation with one behind each letter: `r.i.z.i.v` is found as `riziv`.
pub(super) fn without_stops(word: &str) -> Option<String> {
    let is_letter = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    (word.contains('.') && word.split('.').all(is_letter)).then(|| word.replace('.', ""))
}

/// `word` in lower case, as most words are.
fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.';
    if word.bytes().all(is_lower) { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

fn is_word(word: &str) -> bool {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) => only.is_numeric(),
        (Some(_), Some(_)) => word.len() <= LONGEST,
        (None, _) => false,
    }
}

/// `word` without accents, its ligatures as two letters, its raised and lowered digits as those on the line.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut folded = String::with_capacity(word.len());
    for letter in word.nfd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            '²' => folded.push('2'),
            '³' => folded.push('3'),
            '₂' => folded.push('2'),
            '₃' => folded.push('3'),
            '₄' => folded.push('4'),
            other => folded.push(other),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_codes_are_words_and_punctuation_is_none() {
        let found: Vec<Cow<'_, str>> = words("Zie c4.6, M05 en k.ict. Les 3... collega's e-mail").collect();
        assert_eq!(found, ["zie", "c4.6", "m05", "en", "k.ict", "les", "3", "collega", "mail"]);
    }

    #[test]
    fn signs_that_belong_to_a_name_are_part_of_it() {
        let found: Vec<Cow<'_, str>> =
            words("C++, C# en R&D (H&M), 12+; a+b c+++ #5 Q & A jansen&zonen").collect();
        assert_eq!(found, ["c++", "c#", "en", "r&d", "h&m", "12+", "5q", "jansen&zonen"]);
        assert_eq!(parts("jansen&zonen").collect::<Vec<_>>(), ["jansen", "zonen"]);
        assert_eq!(parts("12+").collect::<Vec<_>>(), ["12"]);
        assert_eq!(parts("c++").count() + parts("r&d").count() + parts("les").count(), 0);
    }

    #[test]
    fn a_unit_belongs_to_its_number() {
        let found: Vec<Cow<'_, str>> =
            words("5 G, 5G, 5\u{a0}km en 2.5 kWh; 37,5 u, 3 weken, 20 %, les 4 a. M05 en 5 C++").collect();
        let expected = [
            "5g", "5g", "5km", "en", "2.5kwh", "37", "5u", "3", "weken", "20", "les", "4a", "m05", "en", "5",
            "c++",
        ];
        assert_eq!(found, expected);
        assert_eq!(parts("5km").collect::<Vec<_>>(), ["5", "km"]);
        assert_eq!(parts("5g").collect::<Vec<_>>(), ["5"]);
        assert_eq!(parts("m05").count() + parts("3de").count() + parts("5").count(), 0);
    }

    #[test]
    fn an_abbreviation_is_found_without_its_stops() {
        let found: Vec<Cow<'_, str>> = words("Het R.I.Z.I.V. en de a.u.b.-regel, c4.6").collect();
        assert_eq!(found, ["het", "r.i.z.i.v", "en", "de", "a.u.b", "regel", "c4.6"]);
        assert_eq!(without_stops("r.i.z.i.v").as_deref(), Some("riziv"));
        assert_eq!([without_stops("c4.6"), without_stops("k.ict"), without_stops("les")], [None, None, None]);
    }

    #[test]
    fn folding_leaves_plain_letters() {
        assert_eq!(fold("geëvalueerd"), "geevalueerd");
        assert_eq!(fold("straße"), "strasse");
        assert_eq!(fold("cœur"), "coeur");
        assert_eq!((fold("m²").as_str(), fold("h₂o").as_str()), ("m2", "h2o"));
    }
}
