//! Knows a module by what somebody wrote above its column. A header that no module has, above a column without
//! marks, is never made a module.

use std::cell::Cell;
use std::collections::HashMap;

use crate::model::{ModuleId, Site};
use crate::tabular::Word;
use crate::text::{Similarity, fold_cell};

/// How many pairs of titles are compared for one file: a second's work.
const MOST_COMPARISONS: usize = 1_000_000;
/// Below this a title is not taken for a module's.
const LEAST: u8 = 85;

/// What the header of a column means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Header {
    /// A module of the site.
    Known(ModuleId),
    /// A module whose title is not quite the one that stands there.
    Near(ModuleId, Similarity),
    /// Several modules are called so.
    Several(Vec<ModuleId>),
    /// A module that the site does not have.
    New { code: String, title: String },
}

/// The modules of a site, by their names.
pub(super) struct Modules {
    /// The titles as they are compared.
    titles: Vec<(ModuleId, String)>,
    /// How many more pairs of titles are compared.
    comparisons: Cell<usize>,
    names: HashMap<String, Vec<ModuleId>>,
    codes: HashMap<String, ModuleId>,
}

impl Modules {
    pub(super) fn new(site: &Site) -> Self {
        let mut names: HashMap<String, Vec<ModuleId>> = HashMap::new();
        let mut codes = HashMap::new();
        for (id, module) in site.modules.iter() {
            let whole = Word::module_name(&module.code, &module.title);
            let mut own = vec![fold_cell(&module.title), fold_cell(&module.slug), fold_cell(&whole)];
            own.sort();
            own.dedup();
            for name in own.into_iter().filter(|name| !name.is_empty()) {
                names.entry(name).or_default().push(id);
            }
            if !module.code.is_empty() {
                codes.entry(module.code.to_lowercase()).or_insert(id);
            }
        }
        let titles = site.modules.iter().map(|(id, module)| (id, fold_cell(&module.title))).collect();
        Self { titles, comparisons: Cell::new(MOST_COMPARISONS), names, codes }
    }

    /// Whether `cell` names a module beyond doubt.
    pub(super) fn is_module(&self, cell: &str) -> bool {
        !cell.is_empty() && (self.by_code(cell).is_some() || self.names.contains_key(&fold_cell(cell)))
    }

    /// What the header cells of a column mean, from the top down; none when there is nothing in them.
    pub(super) fn header(&self, cells: &[&str]) -> Option<Header> {
        let cells: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        let last = cells.last()?;
        match self.called(&cells).as_slice() {
            [] => {}
            [one] => return Some(Header::Known(*one)),
            several => return Some(Header::Several(several.to_vec())),
        }
        let (code, title) = match cells.iter().find(|cell| is_code(cell)) {
            Some(code) => (*code, cells.iter().rev().find(|cell| *cell != code).copied().unwrap_or(code)),
            None => parted(last),
        };
        // A code of its own says that it is another module, however alike the titles are.
        if code.is_empty()
            && let Some((module, score)) = self.near(title)
        {
            return Some(Header::Near(module, score));
        }
        Some(Header::New { code: code.to_owned(), title: title.to_owned() })
    }

    /// The one module that the header cells of a column name beyond doubt.
    pub(super) fn known(&self, cells: &[&str]) -> Option<ModuleId> {
        match self.called(cells).as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The modules that have the code or the name in one of `cells`.
    fn called(&self, cells: &[&str]) -> Vec<ModuleId> {
        let cells = || cells.iter().rev().filter(|cell| !cell.is_empty());
        let code = cells().find_map(|cell| self.by_code(cell));
        let named = || cells().find_map(|cell| self.names.get(&fold_cell(cell))).cloned();
        code.map(|one| vec![one]).or_else(named).unwrap_or_default()
    }

    fn by_code(&self, cell: &str) -> Option<ModuleId> {
        let lower = cell.trim().to_lowercase();
        let first = lower.split_whitespace().next().unwrap_or("").trim_end_matches([':', '.', '-', '–']);
        self.codes.get(&lower).or_else(|| self.codes.get(first)).copied()
    }

    fn near(&self, title: &str) -> Option<(ModuleId, Similarity)> {
        // A table as wide as a spreadsheet can be must not take hours.
        let left = self.comparisons.get().checked_sub(self.titles.len())?;
        self.comparisons.set(left);
        let title = fold_cell(title);
        let scores = self.titles.iter().filter_map(|(id, other)| {
            Similarity::of(&title, other, LEAST).map(|score| (score, std::cmp::Reverse(*id)))
        });
        scores.max().map(|(score, id)| (id.0, score))
    }
}

/// A code and a title: `M01 Klachten`, `M01: Klachten`.
fn parted(cell: &str) -> (&str, &str) {
    match cell.split_once([' ', ':']) {
        Some((code, title)) if is_code(code) => {
            (code, title.trim_start_matches([':', '-', '–', '.', ' ']).trim())
        }
        _ if is_code(cell) => (cell, cell),
        _ => ("", cell),
    }
}

/// Whether `text` looks like a code: short, letters first, with a digit, without a space.
fn is_code(text: &str) -> bool {
    let text = text.trim_end_matches([':', '.']);
    text.chars().count() <= 12
        && text.starts_with(char::is_alphabetic)
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_parted_from_its_title() {
        assert_eq!(parted("M01 Klachten behandelen"), ("M01", "Klachten behandelen"));
        assert_eq!(parted("KCM-02: Klachten"), ("KCM-02", "Klachten"));
        assert_eq!(parted("Klachten behandelen"), ("", "Klachten behandelen"));
    }
}
