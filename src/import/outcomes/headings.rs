//! Headings that say which competence stands below them, or only that some do: `Competentie 1: Bakt brood` below
//! `Competenties`. The number names the competence, since sheets and lessons call it so.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::import::outcomes::parts::DocumentPart;
use crate::import::outcomes::words;
use crate::text::fold_case;

/// A heading that numbers a competence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberedHeading {
    /// The id that the number gives it.
    pub(super) id: String,
    /// The text behind the number.
    pub(super) title: String,
}

/// Beginnings of the words for a competence.
const COMPETENCE: &[&str] = &["competent", "competenc", "compétence", "kompetenz"];

/// The headings that number competences, each with a number of its own; none where two have the same.
pub(super) fn numbered(parts: &[DocumentPart]) -> HashMap<usize, NumberedHeading> {
    let found = parts.iter().enumerate().filter_map(|(at, part)| {
        let (number, title) = number_and_title(&part.heading.as_ref()?.value)?;
        Some((at, part.level, number, title))
    });
    let found: Vec<(usize, _, u32, &str)> = found.collect();
    let mut of_level: BTreeMap<_, BTreeSet<u32>> = BTreeMap::new();
    for (_, level, number, _) in &found {
        of_level.entry(*level).or_default().insert(*number);
    }
    let numbers: usize = of_level.values().map(BTreeSet::len).sum();
    if of_level.len() > 1 || numbers < found.len() || found.len() < 2 {
        return HashMap::new();
    }
    let named = |(at, _, number, title): (usize, _, u32, &str)| {
        (at, NumberedHeading { id: format!("c{number}"), title: title.to_owned() })
    };
    found.into_iter().map(named).collect()
}

/// The number and the title of `Competentie 1: Bakt brood`.
fn number_and_title(heading: &str) -> Option<(u32, &str)> {
    let (word, rest) = heading.trim().split_once([' ', '\u{a0}'])?;
    let word = fold_case(word);
    let is_word =
        word.chars().all(char::is_alphabetic) && COMPETENCE.iter().any(|start| word.starts_with(start));
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    let number: u32 = rest[..end].parse().ok().filter(|_| is_word)?;
    let title = rest[end..].trim_start();
    let bare = title.trim_start_matches([':', '.', ')', '–', '—', '-', '|']);
    let is_parted = bare.len() < title.len() && bare.starts_with(char::is_whitespace);
    let title = bare.trim();
    (is_parted && !title.is_empty()).then_some((number, title))
}

/// Whether the heading `at` is nothing but a word for outcomes and has headings below it: `Competenties`.
pub(super) fn names_what_stands_below(parts: &[DocumentPart], at: usize) -> bool {
    let part = &parts[at];
    let has_lists = part.lines.iter().any(|line| line.depth.is_some() || line.coded.is_some());
    let has_below =
        parts.get(at + 1).is_some_and(|below| below.heading.is_some() && below.level > part.level);
    let is_word = part.heading.as_ref().is_some_and(|heading| words::is_outcomes(&heading.value));
    is_word && has_below && !has_lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_may_only_name_what_stands_below_it() {
        for heading in ["Competenties", "3. Competenties:", "Learning outcomes"] {
            assert!(words::is_outcomes(heading), "{heading}");
        }
        assert!(!words::is_outcomes("Competenties van de bakker") && !words::is_outcomes("Kennis"));
    }

    #[test]
    fn a_number_behind_the_word_is_that_of_a_competence() {
        for (heading, number, title) in [
            ("Competentie 1: Bakt brood", 1, "Bakt brood"),
            ("COMPETENTIE 12. Bakt", 12, "Bakt"),
            ("Compétence 2 – Cuit", 2, "Cuit"),
            ("Kompetenz 3 : Backen", 3, "Backen"),
        ] {
            assert_eq!(number_and_title(heading), Some((number, title)), "{heading}");
        }
        for heading in
            ["Competenties", "Competentie 1", "Competentie 1.2: x", "Les 1: x", "Competentie 1 van 4"]
        {
            assert_eq!(number_and_title(heading), None, "{heading}");
        }
    }
}
