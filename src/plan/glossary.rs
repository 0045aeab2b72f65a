//! Finds the words of a profile's glossary in a text.
//!
//! Only whole words are found. Small and capital letters are the same, but a name in capitals alone (`OR`) is found
//! only in capitals. Where several names fit, the longest is taken.

use std::collections::BTreeMap;

use crate::model::Gloss;

/// The names of a profile's glosses.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// The names that begin with a letter, the longest first, in the order of the letters. Most words of a text begin
    /// otherwise or differ in their second letter, so nothing is copied to look them up.
    names: Vec<(char, Vec<Name>)>,
}

/// One name of a gloss.
#[derive(Debug, Clone)]
struct Name {
    /// Index of the gloss.
    gloss: usize,
    signs: Vec<char>,
    in_capitals: bool,
}

/// A name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundGloss {
    /// Index of the gloss.
    pub gloss: usize,
    /// How many bytes the name has in the text.
    pub length: usize,
}

impl Glossary {
    /// Of a profile that explains `glosses`.
    pub fn new(glosses: &[Gloss]) -> Self {
        let mut names: BTreeMap<char, Vec<Name>> = BTreeMap::new();
        for (gloss, value) in glosses.iter().enumerate() {
            for name in &value.names {
                let Some(first) = name.chars().next().filter(|c| c.is_alphanumeric()) else { continue };
                let in_capitals = name.chars().count() > 1 && !name.chars().any(char::is_lowercase);
                let signs = name.chars().map(|c| if in_capitals { c } else { folded(c) }).collect();
                names.entry(lower(first)).or_default().push(Name { gloss, signs, in_capitals });
            }
        }
        for names in names.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.signs.len()));
        }
        Self { names: names.into_iter().collect() }
    }

    /// Whether it explains nothing.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The longest name with which `text` begins.
    pub fn at_start(&self, text: &str) -> Option<FoundGloss> {
        let first = text.chars().next().map(lower)?;
        let at = self.names.binary_search_by_key(&first, |(letter, _)| *letter).ok()?;
        self.names[at].1.iter().find_map(|name| {
            let length = name.length_in(text)?;
            ends_word(&text[length..]).then_some(FoundGloss { gloss: name.gloss, length })
        })
    }

    /// The glosses that `text` names, in the order of the text.
    pub fn all_in(&self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let mut before = ' ';
        let mut skipped = 0;
        for (at, c) in text.char_indices() {
            if at >= skipped
                && begins_word(before)
                && let Some(name) = self.at_start(&text[at..])
            {
                skipped = at + name.length;
                if !found.contains(&name.gloss) {
                    found.push(name.gloss);
                }
            }
            before = c;
        }
        found
    }
}

impl Name {
    /// How many bytes of `text` it takes when `text` begins with it.
    fn length_in(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        for sign in &self.signs {
            let c = rest.chars().next()?;
            if *sign == ' ' {
                let after = rest.trim_start();
                if after.len() == rest.len() {
                    return None;
                }
                rest = after;
                continue;
            }
            // In markup the sign is written so.
            if *sign == '&' && rest.starts_with("&amp;") {
                rest = &rest["&amp;".len()..];
                continue;
            }
            let same = if self.in_capitals { c == *sign } else { folded(c) == *sign };
            if !same {
                return None;
            }
            rest = &rest[c.len_utf8()..];
        }
        Some(text.len() - rest.len())
    }
}

/// Whether a word can begin behind `before`. Behind an apostrophe it can: `l’agent`.
pub(super) fn begins_word(before: char) -> bool {
    !before.is_alphanumeric() && before != '-'
}

/// Whether a word has ended where `rest` follows it; `agent's` and `call-script` are words of their own.
fn ends_word(rest: &str) -> bool {
    let mut rest = rest.chars();
    match rest.next() {
        Some('-' | '\'' | '’') => !rest.next().is_some_and(char::is_alphanumeric),
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

fn folded(c: char) -> char {
    if c == '’' { '\'' } else { lower(c) }
}

fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&[&str]], text: &str) -> Vec<usize> {
        let gloss = |names: &&[&str]| Gloss {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            entry: (0, 0),
        };
        Glossary::new(&names.iter().map(gloss).collect::<Vec<_>>()).all_in(text)
    }

    #[test]
    fn whole_words_are_found_in_any_case_and_in_every_form() {
        let names: &[&[&str]] = &[&["wachtrij", "wachtrijen"], &["warm doorverbinden"]];
        assert_eq!(found(names, "De Wachtrijen: warm\ndoorverbinden."), [0, 1]);
        assert_eq!(found(names, "wachtrijtijd, belwachtrij, wachtrij-app, app-wachtrij, wachtrij's"), [0; 0]);
        assert_eq!(found(names, "(wachtrij) ‘wachtrij’"), [0]);
    }

    #[test]
    fn the_longest_name_wins_and_capitals_stay_capitals() {
        let names: &[&[&str]] = &[&["agent"], &["agent assist"], &["OR"]];
        assert_eq!(found(names, "de Agent Assist of l’agent"), [1, 0]);
        assert_eq!(found(names, "or, Or"), [0; 0]);
        assert_eq!(found(names, "de OR"), [2]);
        assert_eq!(found(&[&["R&D"]], "R&amp;D"), [0]);
    }
}
