//! Says in words how a sheet was read: which rows and columns name the items, which the modules, and what was passed
//! over and why.

use std::collections::BTreeMap;

use crate::import::matrix::addresses::{addresses, runs};
use crate::import::matrix::columns::ColumnRole;
use crate::import::matrix::header::HeaderRole;
use crate::import::matrix::place::{OtherRows, SheetReport};
use crate::import::matrix::reading::{MatrixTable, Reading};
use crate::import::spreadsheet::{CellValue, Sheet};

/// How `reading` was read.
pub(super) fn of_reading(reading: &Reading, others: &OtherRows) -> SheetReport {
    let mut report = SheetReport { name: reading.sheet.name.clone(), ..SheetReport::default() };
    report.lines.push(where_it_stands(reading));
    for table in &reading.tables {
        of_header(reading, table, &mut report);
        of_columns(reading, table, &mut report);
    }
    if !others.hours.is_empty() {
        let word = row_word(&reading.sheet, others.hours.len());
        report.lines.push(format!("{word} {}: the hours of the modules", runs(&others.hours)));
    }
    for (why, rows) in &others.passed {
        report.passed_over.push(format!("{} {}: {why}", row_word(&reading.sheet, rows.len()), runs(rows)));
    }
    let is_mark = |row: usize, column: usize| {
        reading.tables.iter().any(|table| {
            let is_module = matches!(table.columns.get(&column), Some(ColumnRole::Module { .. }));
            is_module && table.body.contains(&row)
        })
    };
    unstored(&reading.sheet, is_mark, &mut report);
    hidden(&reading.sheet, &mut report);
    report
}

/// The report of a sheet that has items and no modules.
pub(super) fn of_nothing(reading: &Reading, others: &OtherRows) -> SheetReport {
    let mut report = of_reading(reading, others);
    report.lines.clear();
    report
}

/// Why a sheet is not read.
pub(super) fn without(sheet: &Sheet, why: String) -> SheetReport {
    let mut report =
        SheetReport { name: sheet.name.clone(), passed_over: vec![why], ..SheetReport::default() };
    unstored(sheet, |_, _| false, &mut report);
    hidden(sheet, &mut report);
    report
}

/// That a sheet is hidden.
pub(super) fn hidden_sheet(name: &str) -> SheetReport {
    let passed_over = vec!["the sheet is hidden, so it is not read".to_owned()];
    SheetReport { name: name.to_owned(), lines: Vec::new(), passed_over }
}

/// Where the items and the modules of a reading stand, in one sentence.
pub(super) fn where_it_stands(reading: &Reading) -> String {
    let (sheet, labels) = (&reading.sheet, &reading.labels);
    let names = |columns: &mut dyn Iterator<Item = usize>| {
        runs(&columns.map(|column| sheet.column_name(column)).collect::<Vec<_>>())
    };
    let named_by = labels.ids.union(&labels.texts).copied().collect::<Vec<_>>();
    let items =
        format!("items by {} {}", column_word(sheet, named_by.len()), names(&mut named_by.into_iter()));
    let mut columns = Vec::new();
    let mut rows = Vec::new();
    for table in &reading.tables {
        for (column, role) in &table.columns {
            if matches!(role, ColumnRole::Module { .. }) && !columns.contains(column) {
                columns.push(*column);
            }
        }
        let is_name = |role: &HeaderRole| matches!(role, HeaderRole::Titles | HeaderRole::Codes);
        rows.extend(
            table.header.rows.iter().filter(|row| is_name(&row.role)).map(|row| sheet.row_name(row.row)),
        );
    }
    columns.sort_unstable();
    format!(
        "{items}, modules by {} {} in {} {}",
        row_word(sheet, rows.len()),
        runs(&rows),
        column_word(sheet, columns.len()),
        names(&mut columns.into_iter())
    )
}

fn of_header(reading: &Reading, table: &MatrixTable, report: &mut SheetReport) {
    let sheet = &reading.sheet;
    for row in &table.header.rows {
        let name = format!("{} {}", row_word(sheet, 1), sheet.row_name(row.row));
        match &row.role {
            HeaderRole::Terms => report.lines.push(format!("{name}: the terms of the programme")),
            HeaderRole::Levels => report.lines.push(format!("{name}: the levels of the columns")),
            HeaderRole::Hours => report.lines.push(format!("{name}: the hours of the modules")),
            HeaderRole::Parts => {
                report
                    .lines
                    .push(format!("{name}: parts of the modules; the strongest mark of all parts counts"));
            }
            HeaderRole::PassedOver(why) => report.passed_over.push(format!("{name}: {why}")),
            HeaderRole::Band | HeaderRole::Titles | HeaderRole::Codes => {}
        }
    }
}

fn of_columns(reading: &Reading, table: &MatrixTable, report: &mut SheetReport) {
    let mut by_reason: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (column, role) in &table.columns {
        if let ColumnRole::PassedOver { name, why, .. } = role {
            let own = reading.sheet.column_name(*column);
            let shown = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let shown = if shown.is_empty() { own } else { format!("{own} \"{shown}\"") };
            by_reason.entry(why).or_default().push(shown);
        }
    }
    for (why, columns) in by_reason {
        let word = column_word(&reading.sheet, columns.len());
        report.passed_over.push(format!("{word} {}: {why}", columns.join(", ")));
    }
}

/// Says which formulas have no stored value, so that nobody knows what they show; a mark that is one is listed itself.
pub(super) fn unstored(sheet: &Sheet, is_mark: impl Fn(usize, usize) -> bool, report: &mut SheetReport) {
    let cells = (0..sheet.width()).flat_map(|column| (0..sheet.height()).map(move |row| (row, column)));
    let is_unstored = |(row, column): &(usize, usize)| sheet.cell(*row, *column).value == CellValue::Unstored;
    let found: Vec<(usize, usize)> =
        cells.filter(is_unstored).filter(|(row, column)| !is_mark(*row, *column)).collect();
    if !found.is_empty() {
        report.passed_over.push(format!(
            "{}: a formula without a stored value, so it was read as empty; open the file in its program, save it, and \
             import that",
            addresses(sheet, &found)
        ));
    }
}

/// Says what was left out because it is hidden.
pub(super) fn hidden(sheet: &Sheet, report: &mut SheetReport) {
    let (rows, columns) = (sheet.hidden_rows(), sheet.hidden_columns());
    for (one, several, names) in [("row", "rows", rows), ("column", "columns", columns)] {
        if !names.is_empty() {
            let (word, are) = if names.len() == 1 { (one, "is") } else { (several, "are") };
            report
                .passed_over
                .push(format!("{word} {}: hidden; what {are} hidden is not read", runs(&names)));
        }
    }
}

/// The file's word for a row of the sheet as it is read.
pub(super) fn row_word(sheet: &Sheet, count: usize) -> &'static str {
    match (sheet.is_turned(), count == 1) {
        (false, true) => "row",
        (false, false) => "rows",
        (true, true) => "column",
        (true, false) => "columns",
    }
}

fn column_word(sheet: &Sheet, count: usize) -> &'static str {
    match (sheet.is_turned(), count == 1) {
        (false, true) => "column",
        (false, false) => "columns",
        (true, true) => "row",
        (true, false) => "rows",
    }
}
