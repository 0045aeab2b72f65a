//! Reads sheets that write the id of an item in two cells: its competence, and beside or below that the number which the
//! item has there, `c1 | 1`. A number alone may count anything, so this is done only where nothing else names an item and
//! the numbers count within a competence.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::matrix::items::Items;
use crate::import::matrix::vocabulary::{is_about_amounts, is_total};
use crate::import::spreadsheet::Sheet;
use crate::model::CompetenceId;

/// Names stand among the first columns of a sheet.
const FIRST: usize = 4;

/// The numbers of one column, each with the id that it makes with its competence.
type Composed = BTreeMap<usize, (CompetenceId, String)>;

/// The same sheet with whole ids where it has a number below a competence; none where it is not written so.
pub(super) fn with_ids(sheet: &Sheet, items: &Items<'_>) -> Option<Sheet> {
    let mut places = (0..sheet.height()).flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
    let names_item = |text: &str| items.is_id(text) || items.is_text(text);
    if places.any(|(row, column)| names_item(sheet.text(row, column))) {
        return None;
    }
    let last = sheet.width().min(FIRST);
    let pairs = (0..last).flat_map(|competences| (competences + 1..last).map(move |own| (competences, own)));
    let (column, found) = pairs
        .map(|(competences, column)| (column, composed(sheet, items, competences, column)))
        .find(|(_, found)| counts_within(items, found))?;
    Some(sheet.with_texts(found.into_iter().map(|(row, (_, id))| ((row, column), id))))
}

/// The ids that the numbers in `column` make with the competences in another one, which also mean the rows below them.
fn composed(sheet: &Sheet, items: &Items<'_>, competences: usize, column: usize) -> Composed {
    let mut found = Composed::new();
    let mut under = None;
    for row in 0..sheet.height() {
        let named = sheet.text(row, competences);
        if !named.is_empty() {
            under = items.competence(named);
        }
        let text = sheet.text(row, column);
        if is_about_amounts(text) || is_total(text) {
            return Composed::new();
        }
        let number = text.trim_end_matches(['.', ')']);
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
        if let Some(competence) = under.filter(|_| is_number) {
            let id = format!("{}.{number}", items.site.competences[competence].id);
            found.insert(row, (competence, id));
        }
    }
    found
}

/// Whether the numbers, put together, are ids: most are known, none comes twice, and a competence has several.
fn counts_within(items: &Items<'_>, found: &Composed) -> bool {
    let known = found.values().filter(|(_, id)| items.is_id(id)).count();
    let ids: BTreeSet<&String> = found.values().map(|(_, id)| id).collect();
    let competences: BTreeSet<CompetenceId> = found.values().map(|(competence, _)| *competence).collect();
    known * 2 > found.len() && ids.len() == found.len() && competences.len() < found.len()
}
