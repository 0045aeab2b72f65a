//! The codes that stand before outcomes: `K1`, `PLO2`, `1.1.3`, `LO-03-05`, `LO 4`.
//!
//! A text that looks like a code may be a word of the sentence (`B2B verkopen`, `4 talen`), so no line is judged by
//! itself. A *scheme* is what codes of one kind share, the letters before the number; it is taken for one when the
//! document uses it as such: with different codes, and on most of the lines beside them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A text that may begin with a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Coded {
    /// The code as it is written, without the sign behind it.
    pub(in crate::import) code: String,
    /// The text behind it.
    pub(in crate::import) rest: String,
    /// Whether a sign parts the two: `K1: …`.
    pub(in crate::import) is_parted: bool,
}

/// The longest word of letters before a number, as in `BSBCMM211`.
const LONGEST_PREFIX: usize = 10;
/// The longest word that stands apart from its number, as in `PLO 2`.
const LONGEST_WORD: usize = 5;

impl Coded {
    /// The code at the start of `text`, and what follows it.
    pub(in crate::import) fn parse(text: &str) -> Option<Self> {
        let text = text.trim_start_matches(['*', '_', '[', '(']).trim_start();
        let (first, rest) = text.split_once(char::is_whitespace)?;
        if let Some((code, is_parted)) = as_code(first) {
            return Self::new(code.to_owned(), rest, is_parted);
        }
        // `K1:Knows`, which nobody parted by a space.
        let (second, rest) = rest.trim_start().split_once(char::is_whitespace)?;
        let is_word = !first.is_empty()
            && first.chars().count() <= LONGEST_WORD
            && first.chars().all(char::is_alphabetic)
            && first.starts_with(char::is_uppercase);
        let (number, is_parted) = as_code(second).filter(|_| is_word)?;
        let is_number = number.starts_with(|c: char| c.is_ascii_digit());
        is_number.then(|| Self::new(format!("{first} {number}"), rest, is_parted)).flatten()
    }

    /// A whole text that is a code and nothing else, such as a cell of a column of codes.
    pub(in crate::import) fn alone(text: &str) -> Option<&str> {
        let text = text.trim();
        let is_one = match text.split_once(' ') {
            None => as_code(text).is_some() || is_letters(text),
            Some((word, number)) => {
                word.chars().all(char::is_alphabetic)
                    && word.chars().count() <= LONGEST_PREFIX
                    && as_code(number)
                        .is_some_and(|(number, _)| number.starts_with(|c: char| c.is_ascii_digit()))
            }
        };
        is_one.then(|| text.trim_end_matches([':', '.', ')']))
    }

    fn new(code: String, rest: &str, is_parted: bool) -> Option<Self> {
        let rest = rest.trim_start_matches(['*', '_', ']', ')']).trim_start();
        let text = rest.trim_start_matches([':', '–', '—', '|']);
        let text = text.strip_prefix("- ").unwrap_or(text).trim();
        let is_parted = is_parted || text.len() < rest.trim_end().len();
        (!text.is_empty()).then(|| Self { code, rest: text.to_owned(), is_parted })
    }

    /// The scheme that codes of one kind share.
    pub(in crate::import) fn scheme(&self) -> Scheme {
        let letters = self.code.chars().take_while(|c| !c.is_ascii_digit());
        let letters: String = letters.flat_map(char::to_lowercase).collect();
        let has_space = letters.ends_with(' ');
        let prefix = letters.trim_end_matches([' ', '-', '.', '_', '/']).to_owned();
        let is_bare = prefix.is_empty() && parts(&self.code).len() == 1;
        Scheme { prefix, has_space, is_bare }
    }
}

/// The letters and form that the codes of one kind share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::import) struct Scheme {
    /// The letters before the number, in lower case; none for `1.1`.
    prefix: String,
    /// Whether a space stands between the two.
    has_space: bool,
    /// Whether it is nothing but a number, as every numbered list has.
    is_bare: bool,
}

impl Scheme {
    /// Whether its codes have letters.
    pub(in crate::import) fn has_letters(&self) -> bool {
        !self.prefix.is_empty()
    }
}

/// The code that `word` is, and whether a sign behind it parts it from a text.
fn as_code(word: &str) -> Option<(&str, bool)> {
    let bare = word.trim_end_matches(['*', '_', ']']);
    let code = bare.trim_end_matches([':', ')', '.', '–', '—', ']', '*']);
    let is_parted = code.len() < word.len();
    let letters = code.len() - code.trim_start_matches(|c: char| c.is_alphabetic()).len();
    let is_made_of = |c: char| c.is_ascii_digit() || c.is_alphabetic() || matches!(c, '.' | '-' | '_' | '/');
    let number = code.get(letters..)?;
    let number = number.strip_prefix(['-', '.', '_', '/']).unwrap_or(number);
    let is_short = code[..letters].chars().count() <= LONGEST_PREFIX && code.len() <= 40;
    let is_number = number.starts_with(|c: char| {
        c.is_ascii_digit() || (letters > 0 && number.len() < code.len() && c.is_uppercase())
    }) && number.contains(|c: char| c.is_ascii_digit())
        && number
            .split(['-', '.', '_', '/'])
            .enumerate()
            .all(|(at, part)| is_part(part) || (at > 0 && is_letter(part)));
    (is_short && is_number && code.chars().all(is_made_of)).then_some((code, is_parted))
}

/// Whether `part` of a code is one: `03`, `4b`, `NF`.
fn is_part(part: &str) -> bool {
    let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let letters = &part[digits..];
    let of_number =
        digits > 0 && digits <= 6 && letters.len() <= 1 && letters.chars().all(|c| c.is_ascii_lowercase());
    let of_letters = digits == 0
        && (1..=10).contains(&part.len())
        && part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    of_number || of_letters
}

/// Whether `part` of a code is a letter that counts on: the `a` of `RA1.a`.
fn is_letter(part: &str) -> bool {
    part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether a code is letters alone, such as `A` or `HV`.
fn is_letters(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The parts of a code, by which one stands below another: `PLO2.3` is `plo`, `2`, `3`. A zero at the end, as in
/// `1.0`, is no part.
pub(in crate::import) fn parts(code: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = None;
    for c in code.chars() {
        let kind = if c.is_ascii_digit() {
            Some(true)
        } else if c.is_alphabetic() {
            Some(false)
        } else {
            None
        };
        if let Some(kind) = kind {
            let letter = c.to_lowercase();
            match parts.last_mut().filter(|_| last == Some(kind)) {
                Some(part) => part.extend(letter),
                None => parts.push(letter.collect()),
            }
        }
        last = kind;
    }
    while parts.len() > 1 && parts.last().is_some_and(|part| part.bytes().all(|byte| byte == b'0')) {
        parts.pop();
    }
    parts
}

/// For each of `codes` the place of the one that it stands below: `1.1.2` below `1.1`.
pub(in crate::import) fn parents(codes: &[Option<&str>]) -> Vec<Option<usize>> {
    let split: Vec<Vec<String>> = codes.iter().map(|code| code.map(parts).unwrap_or_default()).collect();
    let mut at: HashMap<&[String], usize> = HashMap::new();
    for (place, parts) in split.iter().enumerate().filter(|(_, parts)| !parts.is_empty()) {
        at.entry(parts.as_slice()).or_insert(place);
    }
    // `1.01` stands below `01.0`, unless two codes could be meant.
    let mut padded: HashMap<Vec<&str>, Option<usize>> = HashMap::new();
    for (parts, place) in &at {
        padded.entry(without_zeros(parts)).and_modify(|place| *place = None).or_insert(Some(*place));
    }
    let parent = |(place, parts): (usize, &Vec<String>)| {
        let has_number = |length: &usize| {
            let is_number = |part: &String| part.bytes().all(|byte| byte.is_ascii_digit());
            // Letters alone are a code of their own only where somebody wrote them so.
            parts[..*length].iter().any(is_number) || at.contains_key(&parts[..*length])
        };
        let of_prefix = |length: usize| {
            let exact = at.get(&parts[..length]).copied();
            exact.or_else(|| padded.get(&without_zeros(&parts[..length])).copied().flatten())
        };
        let mut lengths = (1..parts.len()).rev().filter(has_number);
        lengths.find_map(|length| of_prefix(length).filter(|other| *other != place))
    };
    split.iter().enumerate().map(parent).collect()
}

/// `parts` without the zeros before their numbers.
fn without_zeros(parts: &[String]) -> Vec<&str> {
    parts.iter().map(|part| part.trim_start_matches('0')).collect()
}

/// The schemes that a document uses as codes, among what stands before its lines. `groups` has for each line the
/// group that it stands in.
pub(in crate::import) fn schemes<'c>(
    lines: impl Iterator<Item = (usize, Option<&'c Coded>)>,
) -> BTreeSet<Scheme> {
    #[derive(Default)]
    struct Use<'c> {
        codes: BTreeSet<&'c str>,
        /// Each code once in a group: numbers count anew in each.
        pairs: BTreeSet<(usize, &'c str)>,
        count: usize,
        parted: usize,
        groups: BTreeMap<usize, usize>,
    }
    let mut uses: BTreeMap<Scheme, Use<'_>> = BTreeMap::new();
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for (group, coded) in lines {
        *sizes.entry(group).or_default() += 1;
        let Some(coded) = coded else { continue };
        let found = uses.entry(coded.scheme()).or_default();
        found.codes.insert(&coded.code);
        found.pairs.insert((group, &coded.code));
        found.count += 1;
        found.parted += usize::from(coded.is_parted);
        *found.groups.entry(group).or_default() += 1;
    }
    let is_used = |(scheme, found): &(&Scheme, &Use<'_>)| {
        let around: usize = found.groups.keys().map(|group| sizes[group]).sum();
        let different = if scheme.has_letters() { found.codes.len() } else { found.pairs.len() };
        let is_distinct = different * 10 >= found.count * 9;
        let is_usual = found.count * 2 >= around || found.parted * 10 >= found.count * 8;
        let highest = found.codes.iter().filter_map(|code| parts(code).get(1)?.parse::<usize>().ok()).max();
        let counts_on = !scheme.has_space || highest.is_none_or(|highest| highest <= found.count * 3 + 2);
        !scheme.is_bare && found.codes.len() >= 2 && is_distinct && is_usual && counts_on
    };
    let (used, others): (Vec<_>, Vec<_>) =
        uses.into_iter().partition(|(scheme, found)| is_used(&(scheme, found)));
    let mut used: BTreeSet<Scheme> = used.into_iter().map(|(scheme, _)| scheme).collect();
    for (scheme, found) in others {
        // `B1: …` beside K1 to K9 is one too, though it is the only one; so is `1.` above `1.1`.
        let is_like = |other: &Scheme| {
            let same = (other.prefix.chars().count(), other.has_space)
                == (scheme.prefix.chars().count(), scheme.has_space);
            scheme.has_letters() && same && found.parted == found.count
        };
        let is_above = |other: &Scheme| scheme.is_bare && !other.has_letters();
        if used.iter().any(|other| is_like(other) || is_above(other)) {
            used.insert(scheme);
        }
    }
    used
}

/// Whether `code` is one of those that `pattern` names: `K*`, `1.2.*`, `PLO?`.
pub(in crate::import) fn is_named(code: &str, pattern: &str) -> bool {
    let code: Vec<char> = code.to_lowercase().chars().collect();
    let pattern: Vec<char> = pattern.trim().to_lowercase().chars().collect();
    // Where the last star stands, and how much of the code it has taken: enough to find any match.
    let (mut at, mut of, mut star) = (0, 0, None);
    while at < code.len() {
        match pattern.get(of) {
            Some('*') => {
                star = Some((of, at));
                of += 1;
            }
            Some(c) if *c == '?' || *c == code[at] => {
                at += 1;
                of += 1;
            }
            _ => match star {
                Some((place, taken)) => {
                    star = Some((place, taken + 1));
                    at = taken + 1;
                    of = place + 1;
                }
                None => return false,
            },
        }
    }
    pattern[of..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String)> {
        Coded::parse(text).map(|coded| (coded.code, coded.rest))
    }

    #[test]
    fn a_code_stands_before_its_text_in_many_forms() {
        for (text, code, rest) in [
            ("K1: Knows the law", "K1", "Knows the law"),
            ("PLO2 Plans research", "PLO2", "Plans research"),
            ("1.1.3 Luistert", "1.1.3", "Luistert"),
            ("LO-03-05 Describes", "LO-03-05", "Describes"),
            ("**S4** Writes", "S4", "Writes"),
            ("[B2] Is open", "B2", "Is open"),
            ("(C1.2) Accueille", "C1.2", "Accueille"),
            ("LO 4. Explains", "LO 4", "Explains"),
            ("C1.1 – Accueillir", "C1.1", "Accueillir"),
            ("2a) Misst", "2a", "Misst"),
            ("RA1.a Se ha amasado", "RA1.a", "Se ha amasado"),
            ("BSBCMM211 Apply skills", "BSBCMM211", "Apply skills"),
            ("6.RP.A.1 Understand", "6.RP.A.1", "Understand"),
        ] {
            assert_eq!(read(text), Some((code.to_owned(), rest.to_owned())), "{text}");
        }
        for text in ["K1", "Kent de wet", "B2B verkopen", "H2O meten", "Werkt met 3 talen", "e-mail sturen"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_scheme_is_one_where_the_document_uses_it() {
        let schemes = |lines: &[&str]| {
            let coded: Vec<Option<Coded>> = lines.iter().map(|line| Coded::parse(line)).collect();
            super::schemes(coded.iter().map(|coded| (0, coded.as_ref()))).len()
        };
        assert_eq!(schemes(&["K1: a b", "K2: c d", "S1: e f", "S2: g h"]), 2);
        assert_eq!(schemes(&["A4 papier vult", "Kopieert", "Scant", "Telt"]), 0);
        assert_eq!(schemes(&["ISO 9001 kent hij", "ISO 14001 ook"]), 0);
        assert_eq!(schemes(&["1. Eerst", "2. Dan"]), 0);
        assert_eq!(schemes(&["1.1 Eerst", "1.2 Dan"]), 1);
    }

    #[test]
    fn a_code_stands_below_the_one_that_it_goes_on_from() {
        let codes =
            ["1", "1.1", "1.1.1", "2", "PLO2", "PLO2.1", "3.0", "3.1", "C", "C1", "04.0", "4.01"].map(Some);
        let expected =
            [None, Some(0), Some(1), None, None, Some(4), None, Some(6), None, Some(8), None, Some(10)];
        assert_eq!(parents(&codes), expected);
    }

    #[test]
    fn a_pattern_names_codes() {
        assert!(is_named("K12", "k*") && is_named("1.2.3", "1.*.3") && is_named("B7", "B?"));
        assert!(!is_named("S1", "K*") && !is_named("B10", "B?") && !is_named("K1", ""));
    }
}
