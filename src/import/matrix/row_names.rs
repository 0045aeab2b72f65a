//! Reads cells that name modules or items, one or several, each perhaps with a mark behind it: `M01 (I), M02 (G)`.

use crate::diagnostics::say;
use crate::import::matrix::items::Items;
use crate::import::matrix::listed::Listed;
use crate::import::matrix::module_names::parted;
use crate::import::matrix::modules::Modules;
use crate::import::matrix::row_meaning::{LabelCell, RowMeaning};
use crate::import::matrix::vocabulary::{is_code, is_letter};
use crate::import::spreadsheet::CellValue;
use crate::tabular::Marks;

/// A name in a cell, and the mark behind it: `M01 (I)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Naming<'t> {
    pub(super) name: &'t str,
    pub(super) mark: Option<&'t str>,
}

/// The parts of a cell between commas and lines, each with the mark in brackets behind it.
pub(super) fn marked_parts(text: &str) -> Vec<Naming<'_>> {
    let parts = text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let named = |part: &'_ str| -> Option<(usize, usize)> {
        let inside = part.strip_suffix([')', ']'])?;
        let at = inside.rfind(['(', '['])?;
        Some((at, inside.len()))
    };
    parts
        .map(|part| match named(part) {
            Some((at, end)) if at > 0 => {
                Naming { name: part[..at].trim(), mark: Some(part[at + 1..end].trim()) }
            }
            _ => Naming { name: part, mark: None },
        })
        .collect()
}

/// The modules that a cell names, and nothing else: by their names, or by codes that the site does not have yet.
pub(super) fn names<'t>(modules: &Modules<'_>, marks: &Marks, text: &'t str) -> Option<Vec<Naming<'t>>> {
    if modules.is_exactly(text) {
        return Some(vec![Naming { name: text.trim(), mark: None }]);
    }
    let is_one =
        |name: &str| (modules.is_module(name) || is_code(parted(name).0)) && !modules.are_listed(name);
    let part = |part: &'t str| -> Option<Naming<'t>> {
        let part = part.trim();
        if modules.is_exactly(part) {
            return Some(Naming { name: part, mark: None });
        }
        let is_mark = |text: &str| marks.find(text).is_some() || is_letter(text.trim());
        if let [Naming { name, mark: Some(mark) }] = marked_parts(part).as_slice()
            && (modules.is_exactly(name) || (is_one(name) && is_mark(mark)))
        {
            return Some(Naming { name, mark: Some(mark) });
        }
        let behind = part.rsplit_once([':', '=']).or_else(|| part.rsplit_once(' '));
        if let Some((name, mark)) = behind
            && (modules.is_exactly(name) || is_code(name))
            && is_mark(mark)
        {
            return Some(Naming { name: name.trim(), mark: Some(mark.trim()) });
        }
        is_one(part).then_some(Naming { name: part, mark: None })
    };
    let between = |text: &'t str| -> Vec<&'t str> {
        let links = [" en ", " and ", " et ", " und "];
        links
            .iter()
            .fold(vec![text], |parts, link| parts.into_iter().flat_map(|part| part.split(link)).collect())
    };
    let several = |separators: &[char]| -> Option<Vec<Naming<'t>>> {
        let parts = text.split(separators).flat_map(between);
        parts.filter(|text| !text.trim().is_empty()).map(part).collect()
    };
    [&[',', ';', '\n'][..], &[',', ';', '\n', '+', '&', '/'], &[',', ';', '\n', '+', '&', '/', ' ']]
        .into_iter()
        .find_map(several)
        .filter(|found| !found.is_empty())
}

/// The meaning of the cells of items in a row, where one of them may hold several ids or texts. Such a cell is a mark as well
/// as a name, so a sign beside an id that nobody knows leaves open whether it is claimed: `c1.3 !`, `(c1.3)`.
pub(super) fn meaning(items: &mut Items<'_>, cells: &[(&str, CellValue)]) -> RowMeaning {
    if let Some(text) = cells.iter().map(|(text, _)| text.trim()).find(|text| has_sign(items, text)) {
        return RowMeaning::Unsure(say!(
            "the sign with the id in \"{text}\" is not understood; leave the id by itself, or write a level in brackets behind it",
            text
        ));
    }
    if let [(one, _)] = cells
        && one.contains([';', '\n'])
        && Listed::find(items, one).is_none()
    {
        let mut found = Some(Vec::new());
        for part in one.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            let own = match items.row(&[label(part, CellValue::Text)], None) {
                _ if has_sign(items, part) => None,
                RowMeaning::Item(item) => Some(vec![item]),
                RowMeaning::Items(items) => Some(items),
                _ => None,
            };
            found = found.zip(own).map(|(found, own)| [found, own].concat());
        }
        if let Some(found) = found {
            return RowMeaning::Items(found);
        }
    }
    let cells: Vec<LabelCell<'_>> = cells.iter().map(|(text, value)| label(text, *value)).collect();
    items.row(&cells, None)
}

/// Whether a text is an id and a sign beside it, without any words. A colon or a stop only ends the id, and a dash or a dot
/// before it begins a line.
fn has_sign(items: &Items<'_>, text: &str) -> bool {
    let bare =
        text.trim_start_matches(['-', '–', '•', '·', '*', ' ']).trim_end_matches([':', '.', ',', ';', ' ']);
    let id = |text: &str| items.known_id(&text.to_lowercase()).is_some();
    let outside = bare.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    let is_beside =
        || bare.split_whitespace().next().is_some_and(id) && !outside.chars().any(char::is_alphabetic);
    let inside = bare.trim_start_matches(['(', '[', '{']).trim_end_matches([')', ']', '}']);
    let is_list_in_brackets = || bare.contains(['(', '[', '{']) && Listed::find(items, bare).is_some();
    let is_in_brackets = || (inside != bare && id(inside.trim())) || is_list_in_brackets();
    !id(bare) && ((!outside.is_empty() && is_beside()) || is_in_brackets())
}

fn label(text: &str, value: CellValue) -> LabelCell<'_> {
    LabelCell { text, value, is_text: true, is_id: true }
}
