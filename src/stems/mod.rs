//! Brings the forms of a word together: `werken`, `werkt` and `gewerkt` are filed under the same term.
//!
//! `src/search/script/find.js` makes the same terms; `tests/browser/search.test.mjs` compares them word by word. The rules in this
//! file are measured in `docs/search.md`.

mod words;

pub use words::{fold, words};

use frostem::{Algorithm, Stemmer};

use crate::config::Language;
use words::{parts, without_stops};

/// Dutch and German verbs take their participle's `ge` behind these.
const DUTCH_PREFIXES: &[&str] = &[
    "", "aan", "achter", "af", "bij", "binnen", "door", "in", "mee", "na", "om", "onder", "op", "over",
    "samen", "tegen", "terug", "toe", "uit", "vast", "voor", "voort", "weg",
];
const GERMAN_PREFIXES: &[&str] = &[
    "", "ab", "an", "auf", "aus", "bei", "durch", "ein", "fest", "her", "hin", "los", "mit", "nach", "um",
    "vor", "weg", "zu", "zuruck", "zusammen",
];

/// Makes terms in one language.
pub struct Stems {
    language: Language,
    stemmer: Stemmer,
}

impl Stems {
    /// For texts in `language`.
    pub fn new(language: Language) -> Self {
        let algorithm = match language {
            Language::Dutch => Algorithm::Dutch,
            Language::English => Algorithm::English,
            Language::French => Algorithm::French,
            Language::German => Algorithm::German,
        };
        Self { language, stemmer: Stemmer::new(algorithm) }
    }

    /// The terms of `word`. One with accents is filed as if it had none, too, since that may give another
    /// stem; a participle is filed under its verb, too, one with signs under its parts, and
    /// an abbreviation with stops under its letters alone.
    pub fn terms(&self, word: &str) -> Vec<String> {
        let bare = fold(word);
        if !bare.chars().all(char::is_alphabetic) {
            let parts = parts(word).flat_map(|part| self.terms(part));
            let whole = without_stops(word).into_iter().flat_map(|whole| self.terms(&whole));
            return std::iter::once(bare).chain(parts).chain(whole).collect();
        }
        let mut terms = vec![self.stem(word)];
        if bare != word {
            terms.push(self.stem(&bare));
        }
        terms.extend(self.verb(&bare));
        let mut distinct: Vec<String> = Vec::with_capacity(terms.len());
        for term in terms {
            if !distinct.contains(&term) {
                distinct.push(term);
            }
        }
        distinct
    }

    fn stem(&self, word: &str) -> String {
        // Snowball takes `ster` for the ending of `verkoopster`, which comes after no other vowel than `i`, and so
        // leaves nothing of the end of `uurrooster` by which it could be found.
        if self.language == Language::Dutch
            && let Some(whole) = no_feminine(word)
        {
            return whole.to_owned();
        }
        // Snowball takes the `ge` out of `reageert`, but not out of `reageer`.
        let is_third_person =
            self.language == Language::Dutch && (word.ends_with("eert") || word.ends_with("eerd"));
        let word = if is_third_person { &word[..word.len() - 1] } else { word };
        self.finish(fold(&self.stemmer.stem(word)))
    }

    /// The stem of the verb whose participle `bare` may be.
    fn verb(&self, bare: &str) -> Option<String> {
        let prefixes = match self.language {
            Language::Dutch => DUTCH_PREFIXES,
            Language::German => GERMAN_PREFIXES,
            Language::English | Language::French => return None,
        };
        let (prefix, rest) = prefixes.iter().find_map(|prefix| {
            Some((*prefix, bare.strip_prefix(prefix)?.strip_prefix("ge").filter(|rest| rest.is_ascii())?))
        })?;
        let is_dutch = self.language == Language::Dutch;
        let shortest = if is_dutch { 2 } else { 3 };
        if let Some(middle) = rest.strip_suffix("en") {
            return (middle.len() >= shortest).then(|| self.stem(&format!("{prefix}{rest}")));
        }
        let middle = if is_dutch { rest.strip_suffix(['d', 't']) } else { rest.strip_suffix('t') };
        let middle = middle.filter(|middle| middle.len() >= shortest)?;
        let middle = if is_dutch { middle } else { middle.strip_suffix('e').unwrap_or(middle) };
        Some(self.finish(format!("{prefix}{middle}")))
    }

    /// Brings together forms that Snowball's rules leave apart.
    fn finish(&self, stem: String) -> String {
        if !stem.is_ascii() {
            return stem;
        }
        match self.language {
            Language::Dutch => finish_dutch(stem),
            Language::German => finish_german(stem),
            Language::English | Language::French => stem,
        }
    }
}

/// A word such as `uurrooster` or `semesters` as it is filed; none where its end is an ending, or may be one.
fn no_feminine(word: &str) -> Option<&str> {
    let whole = word.strip_suffix('s').filter(|whole| whole.ends_with("er")).unwrap_or(word);
    let before = whole.strip_suffix("ster")?;
    (before.len() >= 2 && before.is_ascii() && before.ends_with(['a', 'e', 'o', 'u'])).then_some(whole)
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Snowball leaves the endings of the third person and of participles, writes a stem's last letter now in
/// one way and now in another (`boze`, `boos`), and doubles vowels that are not long (`indicatoor`).
fn finish_dutch(stem: String) -> String {
    let mut letters = stem.into_bytes();
    open_adjective(&mut letters);
    if letters.len() >= 4
        && letters[..letters.len() - 1].iter().any(|l| is_vowel(*l))
        && ends_in_dental(&letters)
    {
        while ends_in_dental(&letters) {
            letters.pop();
        }
    }
    match letters.last_mut() {
        Some(last @ b'v') => *last = b'f',
        Some(last @ b'z') => *last = b's',
        _ => {}
    }
    if let [.., before, last] = letters[..]
        && before == last
        && !is_vowel(last)
    {
        letters.pop();
    }
    if has_syllables(&letters) {
        shorten_last_vowel(&mut letters);
    }
    String::from_utf8(letters).unwrap_or_default()
}

/// `boze` is `booz`, `lieve` is `liev`.
fn open_adjective(letters: &mut Vec<u8>) {
    match letters[..] {
        [ref start @ .., vowel @ (b'a' | b'e' | b'o' | b'u'), consonant, b'e']
            if !is_vowel(consonant) && !start.is_empty() && !start.iter().any(|l| is_vowel(*l)) =>
        {
            letters.truncate(start.len());
            letters.extend([vowel, vowel, consonant]);
        }
        [.., first, second, b'v' | b'z', b'e'] if is_vowel(first) && is_vowel(second) => {
            letters.pop();
        }
        _ => {}
    }
}

/// Whether there are two groups of vowels, or three vowels in a row.
fn has_syllables(letters: &[u8]) -> bool {
    let groups = letters.chunk_by(|a, b| is_vowel(*a) == is_vowel(*b));
    let vowels: Vec<usize> = groups.filter(|group| is_vowel(group[0])).map(<[u8]>::len).collect();
    vowels.len() >= 2 || vowels.iter().any(|length| *length >= 3)
}

fn shorten_last_vowel(letters: &mut Vec<u8>) {
    let Some(last) = letters.iter().rposition(|letter| is_vowel(*letter)) else { return };
    let is_double = last > 0 && letters[last - 1] == letters[last];
    if is_double && matches!(letters[last], b'a' | b'e' | b'o' | b'u') {
        letters.remove(last);
    }
}

/// Snowball leaves `ung` on short words, and the ending of the third person.
fn finish_german(mut stem: String) -> String {
    if stem.len() >= 6 && stem.ends_with("ung") {
        stem.truncate(stem.len() - 3);
    }
    if let [.., before, b't'] = stem.as_bytes()
        && stem.len() >= 5
        && !is_vowel(*before)
    {
        stem.pop();
    }
    stem
}

fn ends_in_dental(letters: &[u8]) -> bool {
    matches!(letters.last(), Some(b'd' | b't'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word and its terms on each line; the browser test holds the script to the same lines.
    const VECTORS: [(Language, &str); 4] = [
        (Language::Dutch, include_str!("../../tests/search/stems/nl.txt")),
        (Language::English, include_str!("../../tests/search/stems/en.txt")),
        (Language::French, include_str!("../../tests/search/stems/fr.txt")),
        (Language::German, include_str!("../../tests/search/stems/de.txt")),
    ];

    #[test]
    fn words_have_the_terms_that_the_script_gives_them() {
        for (language, lines) in VECTORS {
            let stems = Stems::new(language);
            for line in lines.lines() {
                let (word, expected) = line.split_once(' ').unwrap();
                assert_eq!(stems.terms(word).join(" "), expected, "{word} in {language:?}");
            }
        }
    }

    #[test]
    fn forms_of_a_word_share_a_term() {
        let forms = [
            (Language::Dutch, "werken werkt werkte gewerkt"),
            (Language::Dutch, "indicator indicatoren"),
            (Language::Dutch, "evalueren geëvalueerd geevalueerd evaluatie"),
            (Language::Dutch, "uitwerken uitgewerkt"),
            (Language::Dutch, "boos boze"),
            (Language::Dutch, "uurrooster uurroosters"),
            (Language::English, "evaluate evaluated evaluation"),
            (Language::English, "complaint complaints"),
            (Language::French, "évaluer évalué evalue évaluation"),
            (Language::French, "réclamation réclamations reclamation"),
            (Language::German, "arbeiten arbeitet gearbeitet"),
            (Language::German, "prüfen geprüft prüfung pruefen"),
            (Language::German, "beschwerde beschwerden"),
        ];
        for (language, forms) in forms {
            let stems = Stems::new(language);
            let all: Vec<Vec<String>> = forms.split(' ').map(|word| stems.terms(word)).collect();
            let shared = all[0].iter().find(|term| all.iter().all(|terms| terms.contains(term)));
            assert!(shared.is_some(), "{forms} in {language:?}: {all:?}");
        }
    }

    #[test]
    fn words_that_only_look_alike_stay_apart() {
        let stems = Stems::new(Language::Dutch);
        assert_ne!(stems.terms("les"), stems.terms("lezen"));
        assert_ne!(stems.terms("taak"), stems.terms("tak"));
    }
}
