//! The first letters of the names of levels, which people write in cells instead of the names: `A I G`. One letter may
//! be that of two names, and of names in two languages; which level it means is then not known.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::config::{Config, Language, LevelId};
use crate::text::fold_case;

/// Letters with the level that each of them means.
pub(super) type Meaning = Vec<(String, LevelId)>;

/// The initials of the levels in one language, the weakest level first.
pub(super) struct Initials {
    letters: Vec<String>,
    levels: Vec<LevelId>,
}

impl Initials {
    /// Those of the names that the levels have in the site.
    pub(super) fn own(config: &Config) -> Self {
        let labels = config.scale.levels.values().map(|level| level.label.as_str());
        Self { letters: labels.map(initial).collect(), levels: config.scale.levels.ids().collect() }
    }

    /// Those of three levels in `language`; none where the site has another number of them.
    pub(super) fn of(config: &Config, language: Language) -> Option<Self> {
        let levels: Vec<LevelId> = config.scale.levels.ids().collect();
        let letters = language.level_labels().map(initial).to_vec();
        (levels.len() == letters.len()).then_some(Self { letters, levels })
    }

    /// Every way in which all of `letters` are initials, each of another level.
    pub(super) fn meanings(&self, letters: &BTreeSet<String>) -> Vec<Meaning> {
        let folded: BTreeSet<String> = letters.iter().map(|letter| fold_case(letter)).collect();
        if folded.len() > self.levels.len() {
            return Vec::new();
        }
        let mut meanings: Vec<Vec<(&str, LevelId)>> = vec![Vec::new()];
        for letter in &folded {
            let levels = self.levels_of(letter, &folded);
            let mut grown = Vec::new();
            for (meaning, level) in
                meanings.iter().flat_map(|meaning| levels.iter().map(move |l| (meaning, *l)))
            {
                if meaning.iter().all(|(_, other)| *other != level) {
                    let own = std::iter::once((letter.as_str(), level));
                    grown.push(meaning.iter().copied().chain(own).collect());
                }
            }
            meanings = grown;
        }
        let in_full = |meaning: &Vec<(&str, LevelId)>| {
            let level = |letter: &String| {
                let folded = fold_case(letter);
                let known = meaning.iter().find(|(of, _)| *of == folded)?;
                Some((letter.clone(), known.1))
            };
            letters.iter().filter_map(level).collect()
        };
        meanings.iter().map(in_full).collect()
    }

    /// Whether `letters` are the initials of all levels.
    pub(super) fn are_all(&self, letters: &BTreeSet<String>) -> bool {
        let folded: BTreeSet<String> = letters.iter().map(|letter| fold_case(letter)).collect();
        folded.len() == self.letters.len() && self.letters.iter().all(|initial| folded.contains(initial))
    }

    /// The levels of which `letter` may be the initial. Capitals are often written without their accents: `E` may be that
    /// of "évalué", unless `É` is another of the `letters`.
    fn levels_of(&self, letter: &str, letters: &BTreeSet<String>) -> Vec<LevelId> {
        let is_it = |initial: &str| {
            initial == letter || (!letters.contains(initial) && without_accents(initial) == letter)
        };
        let known = self.letters.iter().zip(&self.levels).filter(|(initial, _)| is_it(initial));
        known.map(|(_, level)| *level).collect()
    }
}

fn initial(label: &str) -> String {
    label.chars().take(1).flat_map(char::to_lowercase).collect()
}

fn without_accents(letter: &str) -> String {
    letter.nfd().filter(|sign| !is_combining_mark(*sign)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::SourceFile;
    use crate::text::SourcePath;

    fn config(language: &str) -> Config {
        let text = format!("language = \"{language}\"\n");
        Config::read(Some(&SourceFile::new(SourcePath::new("leerlijn.toml"), text.as_bytes()))).0
    }

    fn meanings(language: &str, letters: &[&str]) -> Vec<String> {
        let letters = letters.iter().map(|letter| (*letter).to_owned()).collect();
        let of_one = |meaning: Meaning| {
            let pairs = meaning.iter().map(|(letter, level)| format!("{letter}{}", level.index() + 1));
            pairs.collect::<Vec<_>>().join(" ")
        };
        Initials::own(&config(language)).meanings(&letters).into_iter().map(of_one).collect()
    }

    #[test]
    fn letters_that_begin_one_name_each_have_one_meaning() {
        assert_eq!(meanings("nl", &["A", "g"]), ["A1 g3"]);
        assert_eq!(meanings("de", &["E"]), ["E1"]);
        assert_eq!(meanings("fr", &["I", "E", "É"]), ["E2 I1 É3"]);
        assert!(meanings("nl", &["A", "P"]).is_empty());
    }

    #[test]
    fn a_letter_that_begins_two_names_has_two_meanings() {
        assert_eq!(meanings("de", &["E", "G"]), ["E1 G2", "E1 G3"]);
        // An accent is often left out on a capital.
        assert_eq!(meanings("fr", &["I", "E"]), ["E2 I1", "E3 I1"]);
    }
}
