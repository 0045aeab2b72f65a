//! Finds what a sheet itself says of its marks: `x = ingeoefend`, or a mark beside the name of a level. A sheet that
//! says what a mark means is right, whatever the mark means elsewhere; and a mark that it gives a meaning which is no
//! level means nothing until somebody says which level that is.

use crate::config::{Config, Language, LevelId};
use crate::import::matrix::vocabulary::is_sentence;
use crate::import::spreadsheet::Sheet;
use crate::text::{fold_case, fold_cell};

/// A mark is at most so long.
const LONGEST: usize = 4;

/// What a sheet says of a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Definition {
    pub(super) mark: String,
    /// None where the meaning is no level.
    pub(super) level: Option<LevelId>,
    pub(super) meaning: String,
    /// Its cell.
    pub(super) cell: String,
}

/// What `sheet` says of marks, the cells of `is_body` left out.
pub(super) fn find(
    config: &Config,
    sheet: &Sheet,
    is_body: impl Fn(usize, usize) -> bool,
) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    for row in 0..sheet.height() {
        for column in 0..sheet.width() {
            let text = sheet.text(row, column);
            let is_again = column > 0 && sheet.is_merged((row, column), (row, column - 1));
            if text.is_empty() || is_again || is_body(row, column) {
                continue;
            }
            let beside = || sheet.text(row, column + 1);
            let own = in_text(config, text);
            let own = if own.is_empty() { beside_mark(config, text, beside()) } else { own };
            for (mark, level, meaning) in own {
                if !found.iter().any(|known| known.mark == mark) {
                    found.push(Definition { mark, level, meaning, cell: sheet.address(row, column) });
                }
            }
        }
    }
    found
}

type Meaning = (String, Option<LevelId>, String);

/// The definitions in one text: `A = aangebracht, I = ingeoefend`.
fn in_text(config: &Config, text: &str) -> Vec<Meaning> {
    let start = text.split_once(':').filter(|(word, _)| is_word(word)).map_or(text, |(_, rest)| rest);
    let apart = start.replace("  ", ";");
    let parts = apart.split([';', '\n', '|', ',', '·', '•']);
    let definition = |part: &str| {
        let (mark, meaning, is_certain) = match part.split_once('=') {
            Some((mark, meaning)) => (mark, meaning, true),
            None => part.split_once([':', '→']).map(|(mark, meaning)| (mark, meaning, false))?,
        };
        let (mark, meaning) = (mark.trim().trim_matches(['"', '\'', '(', ')']), meaning.trim());
        let level = level(config, meaning);
        let fits = is_mark(mark) && !meaning.is_empty() && (is_certain || level.is_some());
        fits.then(|| (mark.to_owned(), level, meaning.to_owned()))
    };
    parts.filter_map(definition).collect()
}

/// The definition that two cells beside each other are.
fn beside_mark(config: &Config, mark: &str, meaning: &str) -> Vec<Meaning> {
    let is_one = is_mark(mark) && !is_sentence(meaning);
    let level = level(config, meaning).filter(|_| is_one);
    level.map(|level| vec![(mark.to_owned(), Some(level), meaning.to_owned())]).unwrap_or_default()
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

/// The level that a text names, in any of the languages of sites.
fn level(config: &Config, text: &str) -> Option<LevelId> {
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
