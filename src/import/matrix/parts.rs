//! Says what the columns of one module are to each other: parts of it, such as theory and practice, or its levels,
//! such as `A | I | G`. A heading that is the name, the sign or the letter of a level is the level of its column, and
//! a tick below it says that level and no other. Words that are neither, such as planned and done, are left open, and
//! `questions` asks about them.

use std::collections::BTreeSet;

use crate::config::{Config, Language, LevelId};
use crate::import::matrix::legend::level_named;
use crate::import::matrix::vocabulary::{is_letter, is_number, is_term};
use crate::tabular::{Mark, Marks};
use crate::text::{fold_case, fold_cell};

/// Words for a part of a module, which say nothing of a level.
const PARTS: &[&str] = &[
    "theorie",
    "praktijk",
    "theory",
    "practice",
    "théorie",
    "pratique",
    "praxis",
    "labo",
    "lab",
    "practicum",
    "hoorcollege",
    "werkcollege",
    "college",
    "lecture",
    "seminar",
    "atelier",
    "stage",
    "project",
    "werkplek",
    "school",
    "les",
    "lessen",
    "lesson",
    "leçon",
    "lektion",
    "deel",
    "part",
    "partie",
    "teil",
    "groep",
    "klas",
    "week",
    "hoofdstuk",
    "thema",
];

/// Words for what was covered, which say no more than a tick does by itself.
const COVERED: &[&str] = &[
    "behandeld",
    "behandeld in",
    "gedekt",
    "gedekt in",
    "gezien",
    "gedaan",
    "gegeven",
    "gerealiseerd",
    "uitgevoerd",
    "covered",
    "covered in",
    "done",
    "taught",
    "delivered",
    "realised",
    "realized",
    "couvert",
    "traité",
    "traité dans",
    "réalisé",
    "réalisée",
    "réalisés",
    "fait",
    "enseigné",
    "gedeckt",
    "behandelt",
    "behandelt in",
    "durchgeführt",
    "realisiert",
    "unterrichtet",
    "erledigt",
];

/// Words above columns that say as little: that marks are of now, or that something comes up.
const OF_NOW: &[&str] = &[
    "komt aan bod",
    "komt aan bod in",
    "huidig",
    "huidige",
    "current",
    "actuel",
    "actuelle",
    "aktuell",
    "dit jaar",
    "dit schooljaar",
    "this year",
    "cette année",
    "dieses jahr",
];

/// Whether a text says no more than a tick does by itself: that something was covered.
pub(super) fn is_covered(text: &str) -> bool {
    COVERED.contains(&fold_cell(text).as_str())
}

/// The meaning of the heading of a part for its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartMeaning {
    /// It is a part of the module like any other.
    Part,
    /// Its marks are of this level.
    Level(LevelId),
    /// A person said that its marks count for nothing.
    Nothing,
    /// It is no level, and nothing says that it is a part only.
    Open,
}

/// The meaning of the heading `part`.
pub(super) fn meaning(config: &Config, given: &[(String, Mark)], marks: &Marks, part: &str) -> PartMeaning {
    let of = |mark: Mark| match mark {
        Mark::Level(level) => PartMeaning::Level(level),
        Mark::Nothing => PartMeaning::Nothing,
    };
    let folded = fold_cell(part);
    if folded.is_empty() {
        return PartMeaning::Part;
    }
    if let Some((_, mark)) = given.iter().find(|(text, _)| fold_cell(text) == folded) {
        return of(*mark);
    }
    if let Some(level) = level_named(config, part) {
        return PartMeaning::Level(level);
    }
    let words = folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    if words.clone().any(|word| PARTS.contains(&word))
        || is_term(part)
        || is_covered(part)
        || OF_NOW.contains(&folded.as_str())
    {
        return PartMeaning::Part;
    }
    match marks.find(part) {
        Some(mark) if !is_number(part) => of(mark),
        Some(_) | None => PartMeaning::Open,
    }
}

/// Whether all of `texts` are levels: their names, their signs, or their letters in one language.
pub(super) fn are_levels(config: &Config, texts: &[&str]) -> bool {
    let signs = |text: &str| {
        config.scale.levels.values().any(|level| level.symbol == text) || ["○", "◐", "●"].contains(&text)
    };
    if texts.iter().all(|text| level_named(config, text).is_some() || signs(text)) {
        return true;
    }
    let letters: BTreeSet<String> = texts.iter().map(|text| fold_case(text)).collect();
    let initial = |label: &str| label.chars().take(1).flat_map(char::to_lowercase).collect::<String>();
    let own: Vec<String> = config.scale.levels.values().map(|level| initial(&level.label)).collect();
    let others = Language::ALL.into_iter().filter(|_| config.scale.levels.len() == 3);
    let mut all =
        std::iter::once(own).chain(others.map(|language| language.level_labels().map(initial).to_vec()));
    letters.len() > 1
        && texts.iter().all(|text| is_letter(text))
        && all.any(|initials| letters.iter().all(|letter| initials.contains(letter)))
}

/// Whether one heading behind a code may be a level: its name, or a letter.
pub(super) fn may_be_level(config: &Config, text: &str) -> bool {
    is_letter(text) || level_named(config, text).is_some()
}
