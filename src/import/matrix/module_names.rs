//! Reads the names of modules as people write them above columns and in cells: a code, a title, both in any order, with words behind
//! them that say how the module is taken.

use crate::import::matrix::vocabulary::is_code;
use crate::text::{Amount, fold_cell};

/// The name that the header gives one column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ColumnName {
    pub(super) code: String,
    pub(super) title: String,
    pub(super) term: String,
    pub(super) part: String,
    pub(super) hours: Option<Amount>,
    /// The row in which the name stands.
    pub(super) row: usize,
    /// Whether one merged or repeated title stands above several columns.
    pub(super) is_shared: bool,
}

/// A title without words in brackets behind it that say how a module is taken and nothing of what it is: `Gebak (keuze)`.
pub(super) fn without_choice(title: &str) -> Option<&str> {
    const WORDS: &[&str] = &[
        "keuze",
        "keuzemodule",
        "keuzevak",
        "keuzeopleidingsonderdeel",
        "optie",
        "optioneel",
        "facultatief",
        "verplicht",
        "verplichte module",
        "elective",
        "optional",
        "option",
        "required",
        "compulsory",
        "mandatory",
        "core",
        "au choix",
        "à choix",
        "facultatif",
        "optionnel",
        "obligatoire",
        "wahl",
        "wahlmodul",
        "wahlfach",
        "wahlpflicht",
        "wahlpflichtmodul",
        "pflicht",
        "pflichtmodul",
    ];
    let (bare, word) = title.trim().strip_suffix([')', ']'])?.rsplit_once(['(', '['])?;
    let bare = bare.trim();
    (!bare.is_empty() && WORDS.contains(&fold_cell(word).as_str())).then_some(bare)
}

/// A title and the code in brackets behind it: `Klachten (M01)`.
pub(super) fn code_in_brackets(cell: &str) -> Option<(&str, &str)> {
    let (title, code) = cell.trim().strip_suffix(')')?.rsplit_once('(')?;
    (is_code(code) && !title.trim().is_empty()).then_some((title.trim(), code.trim()))
}

/// A code and a title: `M01 Klachten`, `M01: Klachten`.
pub(super) fn parted(cell: &str) -> (&str, &str) {
    let cell = cell.trim();
    if is_code(cell) {
        return (cell.trim_end_matches([':', '.']), cell);
    }
    for end in
        [" ", ":", "\n"].into_iter().flat_map(|end| cell.match_indices(end).take(2).map(|found| found.0))
    {
        let (code, rest) = cell.split_at(end);
        let is_one = is_code(code) && !code.contains(' ');
        // `CS 101 Programmeren`: two parts, the second a number.
        let is_two = code.contains(' ') && is_code(code);
        let title = rest.trim_start_matches([':', '-', '–', '—', '.', ' ', '\n']);
        if (is_one || is_two) && !title.is_empty() {
            return (code.trim_end_matches([':', '.']), title);
        }
    }
    ("", cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_parted_from_its_title() {
        assert_eq!(parted("M01 Klachten behandelen"), ("M01", "Klachten behandelen"));
        assert_eq!(parted("KCM-02: Klachten"), ("KCM-02", "Klachten"));
        assert_eq!(parted("KCM-02 – Klachten"), ("KCM-02", "Klachten"));
        assert_eq!(parted("CS 101 Programmeren"), ("CS 101", "Programmeren"));
        assert_eq!(parted("M01\nBrood"), ("M01", "Brood"));
        assert_eq!(parted("Klachten behandelen"), ("", "Klachten behandelen"));
        assert_eq!(parted("M01"), ("M01", "M01"));
    }
}
