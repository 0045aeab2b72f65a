//! Finds what a sheet itself says of its marks: `x = ingeoefend`, or a mark beside the name of a level. A sheet that
//! says what a mark means is right, whatever the mark means elsewhere; and a mark that it gives a meaning which is no
//! level means nothing until somebody says which level that is.

use std::collections::BTreeSet;

use crate::config::{Config, Language, LevelId};
use crate::import::matrix::vocabulary::is_sentence;
use crate::import::spreadsheet::Sheet;
use crate::text::{fold_case, fold_cell};

/// A mark is at most so long.
const LONGEST: usize = 4;

/// The explanation of a mark in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Definition {
    pub(super) mark: String,
    /// None where the meaning is no level.
    pub(super) level: Option<LevelId>,
    pub(super) meaning: String,
    /// Its cell.
    pub(super) cell: String,
}

/// The parts of a sheet besides a legend.
pub(super) struct Surroundings<'a> {
    /// The marks that are used, in lower case.
    pub(super) used: &'a BTreeSet<String>,
    /// Whether a cell is one of the matrix.
    pub(super) is_body: &'a dyn Fn(usize, usize) -> bool,
    /// Whether a row is about an item, or names modules or what belongs to them.
    pub(super) is_row: &'a dyn Fn(usize) -> bool,
}

/// The explanations of marks in `sheet`. Words that are no level explain a mark only where it is used and nothing else
/// stands in their row.
pub(super) fn find(config: &Config, sheet: &Sheet, around: &Surroundings<'_>) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    for row in 0..sheet.height() {
        for column in 0..sheet.width() {
            let text = sheet.text(row, column);
            let is_again = column > 0 && sheet.is_merged((row, column), (row, column - 1));
            if text.is_empty() || is_again || (around.is_body)(row, column) {
                continue;
            }
            let is_row = (around.is_row)(row);
            let is_used = |mark: &str| !is_row && around.used.contains(&mark.to_lowercase());
            let beside = if is_row { sheet.text(row, column + 1) } else { next_text(sheet, row, column) };
            let own = in_text(config, text, &is_used);
            // A number behind other words counts something.
            let mut before = (0..column).map(|before| sheet.text(row, before));
            let is_first = before.all(|text| text.is_empty() || is_word(text));
            let is_explained = |mark: &str| is_first && is_used(mark);
            let own = if own.is_empty() { beside_mark(config, text, beside, &is_explained) } else { own };
            for (mark, level, meaning) in own {
                if !found.iter().any(|known| known.mark == mark && known.level == level) {
                    found.push(Definition { mark, level, meaning, cell: sheet.address(row, column) });
                }
            }
        }
    }
    found
}

type Meaning = (String, Option<LevelId>, String);

/// The next text in the row, which may stand a few cells on.
fn next_text(sheet: &Sheet, row: usize, column: usize) -> &str {
    const FURTHEST: usize = 4;
    let mut texts = (column + 1..=column + FURTHEST).map(|next| sheet.text(row, next));
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

/// The definitions in one text: `A = aangebracht, I = ingeoefend`.
fn in_text(config: &Config, text: &str, is_used: &dyn Fn(&str) -> bool) -> Vec<Meaning> {
    let start = text.split_once(':').filter(|(word, _)| is_word(word)).map_or(text, |(_, rest)| rest);
    let apart = start.replace("  ", ";");
    let parts = apart.split([';', '\n', '|', ',', '·', '•']);
    let definition = |part: &str| {
        let (mark, meaning, is_certain) = match part.split_once('=') {
            Some((mark, meaning)) => (mark, meaning, true),
            None => part.split_once([':', '→']).map(|(mark, meaning)| (mark, meaning, false))?,
        };
        let (mark, meaning) = (behind_words(mark).trim().trim_matches(['"', '\'']), meaning.trim());
        // `(x)` is a mark of its own where it is used.
        let bare = mark.trim_matches(['(', ')']);
        let mark = if is_used(mark) { mark } else { bare };
        let level = level(config, meaning);
        let fits = is_mark(mark)
            && !meaning.is_empty()
            && (is_certain || level.is_some() || (is_used(mark) && is_explanation(meaning)));
        fits.then(|| (mark.to_owned(), level, meaning.to_owned()))
    };
    parts.filter_map(definition).collect()
}

/// The sign at the end of a text before an equals sign: `x` of `Vereiste voorkennis (x`, of `Vrijstellingen: x`.
fn behind_words(text: &str) -> &str {
    let is_between = |c: char| matches!(c, '(' | '[' | ':');
    match text.rsplit_once(is_between) {
        Some((before, mark)) if before.chars().count() > LONGEST && is_mark(mark.trim()) => mark,
        _ => text,
    }
}

/// The definition that two cells beside each other are.
fn beside_mark(config: &Config, mark: &str, meaning: &str, is_used: &dyn Fn(&str) -> bool) -> Vec<Meaning> {
    if !is_mark(mark) {
        return Vec::new();
    }
    let level = level(config, meaning).filter(|_| !is_sentence(meaning));
    let fits = level.is_some() || (is_used(mark) && is_explanation(meaning));
    if fits { vec![(mark.to_owned(), level, meaning.to_owned())] } else { Vec::new() }
}

/// Whether a text is a mark and its meaning: `A = aangebracht`.
pub(super) fn explains_mark(text: &str) -> bool {
    text.split_once('=').is_some_and(|(mark, meaning)| is_mark(mark.trim()) && is_explanation(meaning))
}

/// Whether a text may explain a mark: it has a word.
fn is_explanation(meaning: &str) -> bool {
    meaning.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 2)
}

fn is_mark(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST && !text.contains(char::is_whitespace)
}

/// Whether a text before a colon announces a legend.
fn is_word(text: &str) -> bool {
    let words =
        ["legende", "legend", "légende", "afkortingen", "betekenis", "key", "sleutel", "tekens", "niveaus"];
    words.contains(&fold_case(text).as_str())
}

/// The level whose name or id `text` is, in any of the languages of sites.
pub(super) fn level_named(config: &Config, text: &str) -> Option<LevelId> {
    let folded = fold_cell(text);
    let levels = &config.scale.levels;
    let is_it = |name: &str| !folded.is_empty() && fold_cell(name) == folded;
    let mut found = levels.iter().filter(|(id, known)| {
        let defaults = Language::ALL.into_iter().filter(|_| levels.len() == 3);
        let mut defaults = defaults.map(|language| language.level_labels()[id.index().min(2)]);
        is_it(&known.label) || is_it(&known.id) || defaults.any(is_it)
    });
    found.next().map(|(id, _)| id).filter(|_| found.next().is_none())
}

/// The level that a text names, in any of the languages of sites.
pub(super) fn level(config: &Config, text: &str) -> Option<LevelId> {
    let folded = fold_cell(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    let levels = &config.scale.levels;
    let has = |name: &str| {
        let name = fold_cell(name);
        !name.is_empty() && (folded == name || words.contains(&name.as_str()))
    };
    let mut found: Vec<LevelId> = Vec::new();
    for (id, known) in levels.iter() {
        let defaults = Language::ALL.into_iter().filter(|_| levels.len() == 3);
        let mut defaults = defaults.map(|language| language.level_labels()[id.index().min(2)]);
        if has(&known.label) || has(&known.id) || defaults.any(has) {
            found.push(id);
        }
    }
    // "not yet assessed" and "practised or assessed" are no levels.
    let is_negated = words.iter().any(|word| ["niet", "not", "pas", "nicht", "geen", "no"].contains(word));
    match found.as_slice() {
        [one] if !is_negated => Some(*one),
        _ => None,
    }
}
