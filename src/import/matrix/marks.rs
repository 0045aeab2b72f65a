//! Reads the cells of a matrix: a mark, several marks, or a mark with the place in the module that it is about, such
//! as `I (les 3)`.

use crate::config::LevelId;
use crate::import::matrix::vocabulary::{is_letter, is_number, is_percentage, is_yes_or_no};
use crate::tabular::{Mark, Marks};

/// Words that begin a place in a module.
const PLACES: &[&str] = &[
    "les",
    "lessen",
    "lesson",
    "lessons",
    "leçon",
    "lektion",
    "week",
    "wk",
    "hoofdstuk",
    "hfst",
    "chapter",
    "ch",
    "deel",
    "thema",
    "blok",
    "unit",
];

/// A mark of a cell, and the place that stands with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CellMark<'t> {
    pub(super) level: LevelId,
    /// Empty where none is said.
    pub(super) place: &'t str,
    /// Whether it says that an item is covered and not how strongly.
    pub(super) is_tick: bool,
}

/// The marks of a cell: none for one that says that nothing is covered, nothing for a text that is no mark or that says yes
/// and no at once.
pub(super) fn parse<'t>(marks: &Marks, text: &'t str) -> Option<Vec<CellMark<'t>>> {
    if let Some(one) = one(marks, text) {
        return Some(one);
    }
    if contradicts_itself(marks, text) {
        return None;
    }
    // The places keep the commas within their brackets.
    let joined = [" en ", " and ", " et ", " und "].iter().find_map(|word| text.split_once(word));
    if let Some((one, other)) = joined {
        return Some([parse(marks, one.trim())?, parse(marks, other.trim())?].concat());
    }
    let several = parts(text, &[';', '\n', ',', '+', '&']);
    let several =
        if several.len() > 1 { several } else { parts(text, &[';', '\n', ',', '+', '&', '/', ' ']) };
    if several.len() < 2 {
        return None;
    }
    let found: Option<Vec<Vec<CellMark<'t>>>> =
        several.into_iter().map(|part| parse_part(marks, part)).collect();
    Some(found?.concat())
}

/// Whether a cell has a level and a word that says no: `x / n.v.t.`, `niet geëvalueerd`. Signs for nothing stand beside marks where a
/// cell has one for each half of something: `x / –`.
pub(super) fn contradicts_itself(marks: &Marks, text: &str) -> bool {
    const BETWEEN: [&[char]; 2] = [&[';', '\n', ',', '+', '&'], &[';', '\n', ',', '+', '&', '/', ' ']];
    let is_whole = found(marks, text).is_some();
    !is_whole
        && BETWEEN.iter().any(|between| {
            let parts: Vec<&str> = parts(text, between)
                .into_iter()
                .map(|part| placed(part).map_or(part, |(mark, _)| mark))
                .collect();
            let says_no = |part: &&str| {
                found(marks, part) == Some(Mark::Nothing) && part.chars().any(char::is_alphabetic)
            };
            parts.iter().any(says_no)
                && parts.iter().any(|part| matches!(found(marks, part), Some(Mark::Level(_))))
        })
}

fn parse_part<'t>(marks: &Marks, text: &'t str) -> Option<Vec<CellMark<'t>>> {
    one(marks, text).or_else(|| {
        let parts = parts(text, &['/', ' ']);
        let found: Option<Vec<_>> = parts.iter().map(|part| one(marks, part)).collect();
        found.filter(|_| parts.len() > 1).map(|found| found.concat())
    })
}

/// The meaning of one mark, with or without a place.
fn one<'t>(marks: &Marks, text: &'t str) -> Option<Vec<CellMark<'t>>> {
    if let Some(mark) = found(marks, text) {
        return Some(levels(mark, "", marks.is_tick(text)));
    }
    let (mark, place) = placed(text)?;
    Some(levels(found(marks, mark)?, place, marks.is_tick(mark)))
}

/// The meaning of a text that is a mark, or a mark behind the word for a level: `niveau 3`.
fn found(marks: &Marks, text: &str) -> Option<Mark> {
    marks.find(text).or_else(|| marks.find(behind_level(text)?).filter(|mark| *mark != Mark::Nothing))
}

/// The text behind the word for a level: `3` of `niveau 3`.
fn behind_level(text: &str) -> Option<&str> {
    const WORDS: &[&str] = &["niveau", "niv", "level", "stufe", "beheersingsniveau"];
    let (word, rest) = text.trim().split_once([' ', ':', '\u{a0}'])?;
    let is_word = WORDS.contains(&word.trim_end_matches(['.', ':']).to_lowercase().as_str());
    Some(rest.trim_start_matches([':', ' '])).filter(|rest| is_word && !rest.is_empty())
}

/// The number that a cell is, or that stands in it behind the word for a level.
pub(super) fn level_number(text: &str) -> Option<usize> {
    behind_level(text).unwrap_or(text).trim().parse().ok()
}

fn levels(mark: Mark, place: &str, is_tick: bool) -> Vec<CellMark<'_>> {
    match mark {
        Mark::Level(level) => vec![CellMark { level, place, is_tick }],
        Mark::Nothing => Vec::new(),
    }
}

/// A mark and the place behind it: `I (les 3)`, `I: les 3`, `I les 3`.
fn placed(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if let Some(inside) = text.strip_suffix([')', ']']) {
        let (mark, place) = inside.split_once(['(', '['])?;
        return Some((mark.trim(), place.trim()))
            .filter(|(mark, place)| !mark.is_empty() && !place.is_empty());
    }
    if let Some((mark, place)) = text.split_once([':', '–', '—']).or_else(|| text.split_once(" - ")) {
        return Some((mark.trim(), place.trim()))
            .filter(|(mark, place)| !mark.is_empty() && !place.is_empty());
    }
    let (mark, place) = text.split_once(' ')?;
    let word = place.trim().split([' ', '.']).next().unwrap_or("").to_lowercase();
    let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
    PLACES.contains(&word).then(|| (mark.trim(), place.trim()))
}

/// Whether a text is a place in a module and nothing more: `les 3`, `week 2 en 3`. Any other text behind a mark may
/// take it back.
pub(super) fn is_place(text: &str) -> bool {
    const LINKS: &[&str] = &["en", "and", "et", "und", "t", "m", "tot", "to", "of"];
    let folded = text.to_lowercase();
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let bare = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let is_word = |word: &str| PLACES.contains(&bare(word).as_str());
    let is_more = |word: &str| is_word(word) || bare(word).is_empty() || LINKS.contains(&word);
    words.next().is_some_and(is_word) && words.all(is_more)
}

/// The mark in a text, without the place behind it.
pub(super) fn mark_of(text: &str) -> &str {
    placed(text).map_or(text, |(mark, _)| mark)
}

/// Whether a text may be a mark with a place, whatever the mark means.
pub(super) fn has_place(text: &str) -> bool {
    placed(text).is_some_and(|(mark, _)| mark.chars().count() <= 2)
}

/// The parts of a text between `separators` that stand outside of brackets.
fn parts<'t>(text: &'t str, separators: &[char]) -> Vec<&'t str> {
    let mut depth = 0_usize;
    let split = text.split(move |letter: char| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && separators.contains(&letter)
    });
    split.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The letters in a cell that may be the initials of levels.
pub(super) fn letters<'t>(marks: &Marks, text: &'t str) -> Vec<&'t str> {
    let head = |part: &'t str| placed(part).map_or(part, |(mark, _)| mark);
    let parts: Vec<&str> = parts(text, &[';', '\n', ',', '+', '&', '/', ' ']).into_iter().map(head).collect();
    let whole = head(text);
    let own = if is_letter(whole) { vec![whole] } else { parts };
    let is_open = |letter: &&&str| is_letter(letter) && marks.find(letter).is_none();
    if own.iter().all(|part| is_letter(part) || marks.find(part).is_some()) {
        own.iter().filter(is_open).copied().collect()
    } else {
        Vec::new()
    }
}

/// Whether a cell may be a mark, before it is known what the letters of this file mean.
pub(super) fn may_be_mark(marks: &Marks, text: &str) -> bool {
    parse(marks, text).is_some()
        || is_letter(text)
        || !letters(marks, text).is_empty()
        || contradicts_itself(marks, text)
}

/// Whether a cell may as well answer a question or count something as mark coverage.
pub(super) fn is_ambiguous(text: &str) -> bool {
    is_number(text) || is_percentage(text) || is_yes_or_no(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_stands_behind_its_mark() {
        assert_eq!(placed("I (les 3)"), Some(("I", "les 3")));
        assert_eq!(placed("● [les 3, deel 2]"), Some(("●", "les 3, deel 2")));
        assert_eq!(placed("P: week 2"), Some(("P", "week 2")));
        assert_eq!(placed("x les 3"), Some(("x", "les 3")));
        assert_eq!(placed("x soms"), None);
        assert_eq!(behind_level("Niveau 3"), Some("3"));
        assert_eq!(behind_level("niv.: gevorderd"), Some("gevorderd"));
        assert_eq!((behind_level("niveau"), behind_level("les 3")), (None, None));
        assert_eq!(parts("I (les 3, 4), P (les 5)", &[',']), ["I (les 3, 4)", "P (les 5)"]);
    }
}
