//! Says which cells of a sheet were read as nothing: they stand beside no item and below no module, or would be marks in a
//! column that names the items. With the rows and columns that were passed over, no cell is left out in silence.

use crate::diagnostics::say;
use crate::import::matrix::addresses::addresses;
use crate::import::matrix::header::HeaderRole;
use crate::import::matrix::legend::Definition;
use crate::import::matrix::marks::is_ambiguous;
use crate::import::matrix::modules::Modules;
use crate::import::matrix::place::SheetReport;
use crate::import::matrix::reading::Reading;
use crate::import::matrix::report::columns_named;
use crate::import::matrix::unplaced::of_line;
use crate::tabular::{Mark, Marks, Word};

/// Adds to `report` which cells of `reading` were read as nothing.
pub(super) fn tell(
    reading: &Reading,
    modules: &Modules<'_>,
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
    for table in &reading.tables {
        for header in &table.header.rows {
            if !matches!(header.role, HeaderRole::Titles | HeaderRole::Codes) {
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
            let has_role = labels.columns.contains(&column) || table.columns.contains_key(&column);
            if !text.is_empty() && !has_role && !is_again && !is_explained(text) {
                cells.push((row, column));
            }
        }
    }
    ticks(reading, marks, report);
    cells.sort_unstable_by_key(|(row, column)| (*column, *row));
    cells.dedup();
    if !cells.is_empty() {
        let cells = addresses(sheet, &cells);
        report.passed_over.push(say!("{cells}: beside no item and below no module", cells));
    }
}

/// Says which cells would be marks if they did not stand among the names of items. Numbers stand there by right, and a dash
/// says that there is no name.
fn ticks(reading: &Reading, marks: &Marks, report: &mut SheetReport) {
    let (sheet, labels) = (&reading.sheet, &reading.labels);
    let is_tick = |(row, column): &(usize, usize)| {
        let text = sheet.text(*row, *column);
        matches!(marks.find(text), Some(Mark::Level(_)))
            && !(is_ambiguous(text) && labels.numbers.contains(column))
            && Word::find(text).is_none()
    };
    let rows = reading
        .tables
        .iter()
        .flat_map(|table| table.header.rows.iter().map(|header| header.row).chain(table.body.clone()));
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
