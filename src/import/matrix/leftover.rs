//! Says which cells of a sheet were read as nothing: they stand beside no item and below no module, or would be marks in a
//! column that names the items. With the rows and columns that were passed over, no cell is left out in silence.

use crate::diagnostics::{Message, say};
use crate::import::matrix::addresses::addresses;
use crate::import::matrix::header_rows::{HeaderRole, HeaderRow};
use crate::import::matrix::items::Items;
use crate::import::matrix::layout::{ColumnRole, SheetLayout};
use crate::import::matrix::legend::Definition;
use crate::import::matrix::marks::is_ambiguous;
use crate::import::matrix::modules::Modules;
use crate::import::matrix::report::{SheetReport, columns_named};
use crate::import::matrix::unplaced::of_line;
use crate::import::matrix::vocabulary::{is_about_texts, is_number};
use crate::import::spreadsheet::Sheet;
use crate::tabular::{Mark, Marks, Word};

/// Adds to `report` which cells of `reading` were read as nothing.
pub(super) fn tell(
    reading: &SheetLayout,
    (items, modules): (&Items<'_>, &Modules<'_>),
    (legend, marks): (&[Definition], &Marks),
    report: &mut SheetReport,
) {
    let (sheet, labels) = (&reading.sheet, &reading.labels);
    let is_explained = |text: &str| {
        legend
            .iter()
            .any(|known| known.mark == text || (!known.meaning.is_empty() && text.contains(&known.meaning)))
    };
    let mut cells = Vec::new();
    for (at, table) in reading.tables.iter().enumerate() {
        // A further head with nothing below it heads nothing.
        let heads_nothing = at > 0 && table.body.is_empty();
        for header in &table.header.rows {
            if !matches!(header.role, HeaderRole::Names | HeaderRole::Codes) {
                continue;
            }
            for column in labels.columns.iter().filter(|at| modules.is_exactly(sheet.text(header.row, **at)))
            {
                let place = columns_named(sheet, &[sheet.column_name(*column)]);
                let why = say!("it names the items, so nothing in it is a mark of this module");
                report.passed_over.push(of_line(&place, sheet.text(header.row, *column), &why));
            }
        }
        let rows = table.header.rows.iter().map(|header| header.row).chain(table.body.clone());
        for (row, column) in rows.flat_map(|row| (0..sheet.width()).map(move |column| (row, column))) {
            let text = sheet.text(row, column);
            let is_again = column > 0 && sheet.is_merged((row, column), (row, column - 1));
            let is_label = labels.columns.contains(&column) && !(heads_nothing && is_a_word(items, text));
            let has_role = is_label || table.columns.contains_key(&column);
            if !text.is_empty() && !has_role && !is_again && !is_explained(text) {
                cells.push((row, column));
            }
        }
    }
    ticks(reading, marks, report);
    strays(reading, (items, modules), report);
    cells.sort_unstable_by_key(|(row, column)| (*column, *row));
    cells.dedup();
    if !cells.is_empty() {
        let cells = addresses(sheet, &cells);
        report.passed_over.push(say!("{cells}: beside no item and below no module", cells));
    }
}

/// Says which cells would be marks if they did not stand among the names of items. Numbers stand there by right, and a dash
/// says that there is no name.
fn ticks(reading: &SheetLayout, marks: &Marks, report: &mut SheetReport) {
    let (sheet, labels) = (&reading.sheet, &reading.labels);
    let is_tick = |(row, column): &(usize, usize)| {
        let text = sheet.text(*row, *column);
        matches!(marks.find(text), Some(Mark::Level(_)))
            && !(is_ambiguous(text) && labels.numbers.contains(column))
            && Word::find(text).is_none()
    };
    // Rows that were passed over are said as wholes.
    let is_passed_over = |header: &&HeaderRow| matches!(header.role, HeaderRole::PassedOver(_));
    let rows = reading.tables.iter().flat_map(|table| {
        let headers = table.header.rows.iter().filter(|header| !is_passed_over(header));
        headers.map(|header| header.row).chain(table.body.clone())
    });
    let mut found: Vec<(usize, usize)> = rows
        .flat_map(|row| labels.columns.iter().map(move |column| (row, *column)))
        .filter(is_tick)
        .collect();
    found.sort_unstable_by_key(|(row, column)| (*column, *row));
    if !found.is_empty() {
        let cells = addresses(sheet, &found);
        report.passed_over.push(say!("{cells}: among the names of the items, so no mark of a module", cells));
    }
}

/// Says which cells name nothing in columns that name items behind those of the modules: they stand too far from the names
/// of their row to be a part of these.
fn strays(reading: &SheetLayout, (items, modules): (&Items<'_>, &Modules<'_>), report: &mut SheetReport) {
    let (sheet, labels) = (&reading.sheet, &reading.labels);
    let is_said_of_column = |row: usize, text: &str| {
        let mut headers = reading.tables.iter().flat_map(|table| &table.header.rows);
        headers.any(|header| header.row == row) && modules.is_exactly(text)
    };
    let is_stray = |(row, column): &(usize, usize)| {
        let text = sheet.text(*row, *column);
        !text.is_empty() && is_a_word(items, text) && !is_said_of_column(*row, text)
    };
    let mut found = Vec::new();
    for table in &reading.tables {
        let is_module = |(_, role): &(&usize, &ColumnRole)| matches!(role, ColumnRole::Module { .. });
        let Some((first, _)) = table.columns.iter().find(is_module) else { continue };
        let columns: Vec<usize> = labels.columns.iter().copied().filter(|column| column > first).collect();
        let rows = table.header.rows.iter().map(|header| header.row).chain(table.body.clone());
        found.extend(rows.flat_map(|row| columns.iter().map(move |column| (row, *column))).filter(is_stray));
    }
    found.sort_unstable_by_key(|(row, column)| (*column, *row));
    found.dedup();
    if !found.is_empty() {
        report.passed_over.push(strays_named(sheet, &found));
    }
}

/// Whether a text names nothing of a profile and heads nothing.
fn is_a_word(items: &Items<'_>, text: &str) -> bool {
    !is_number(text)
        && Word::find(text).is_none()
        && !is_about_texts(text)
        && items.competence(text).is_none()
        && !items.is_id(text)
        && !items.is_text(text)
}

/// That cells stand among the names of items and name none.
pub(super) fn strays_named(sheet: &Sheet, found: &[(usize, usize)]) -> Message {
    say!("{cells}: among the names of the items, and no name of one", cells = addresses(sheet, found))
}
