//! Says in words how a sheet was read: which rows and columns name the items, which the modules, and what was passed
//! over and why.

use std::collections::BTreeMap;

use crate::diagnostics::{Message, count, say};
use crate::import::matrix::addresses::{addresses, runs};
use crate::import::matrix::header_rows::HeaderRole;
use crate::import::matrix::layout::{ColumnRole, MatrixTable, SheetLayout};
use crate::import::spreadsheet::{CellValue, Sheet};
use crate::import::wording::quoted;

/// How a sheet was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetReport {
    /// Its name.
    pub name: String,
    /// Sentences: where its items and modules stand.
    pub lines: Vec<Message>,
    /// The rows and columns that were passed over, each with the reason.
    pub passed_over: Vec<Message>,
}

/// The rows of a sheet that say nothing of items, as the file calls them.
#[derive(Debug, Clone, Default)]
pub(super) struct OtherRows {
    /// Those without a mark that were passed over, each below the reason.
    pub(super) passed: BTreeMap<Message, Vec<String>>,
    /// Those that say how many hours the modules have.
    pub(super) hours: Vec<String>,
}

/// How `reading` was read.
pub(super) fn of_reading(reading: &SheetLayout, others: &OtherRows) -> SheetReport {
    let mut report = SheetReport { name: reading.sheet.name.clone(), ..SheetReport::default() };
    report.lines.push(where_it_stands(reading));
    for table in &reading.tables {
        of_header(reading, table, &mut report);
        of_columns(reading, table, &mut report);
    }
    if !others.hours.is_empty() {
        let rows = rows_named(&reading.sheet, &others.hours);
        report.lines.push(say!("{rows}: the hours of the modules", rows));
    }
    for (why, rows) in &others.passed {
        report.passed_over.push(for_reason(rows_named(&reading.sheet, rows), why));
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
pub(super) fn of_nothing(reading: &SheetLayout, others: &OtherRows) -> SheetReport {
    let mut report = of_reading(reading, others);
    report.lines.clear();
    report
}

/// Why a sheet is not read.
pub(super) fn without(sheet: &Sheet, why: Message) -> SheetReport {
    let mut report =
        SheetReport { name: sheet.name.clone(), passed_over: vec![why], ..SheetReport::default() };
    unstored(sheet, |_, _| false, &mut report);
    hidden(sheet, &mut report);
    report
}

/// That a sheet is hidden.
pub(super) fn hidden_sheet(name: &str) -> SheetReport {
    let passed_over = vec![say!("the sheet is hidden, so it is not read")];
    SheetReport { name: name.to_owned(), lines: Vec::new(), passed_over }
}

/// Where the items and the modules of a reading stand, in one sentence.
pub(super) fn where_it_stands(reading: &SheetLayout) -> Message {
    let (sheet, labels) = (&reading.sheet, &reading.labels);
    let names = |columns: &[usize]| {
        let names: Vec<String> = columns.iter().map(|column| sheet.column_name(*column)).collect();
        columns_named(sheet, &names)
    };
    let named_by: Vec<usize> = labels.ids.union(&labels.texts).copied().collect();
    let mut columns = Vec::new();
    let mut rows = Vec::new();
    for table in &reading.tables {
        for (column, role) in &table.columns {
            if matches!(role, ColumnRole::Module { .. }) && !columns.contains(column) {
                columns.push(*column);
            }
        }
        let is_name = |role: &HeaderRole| matches!(role, HeaderRole::Names | HeaderRole::Codes);
        rows.extend(
            table.header.rows.iter().filter(|row| is_name(&row.role)).map(|row| sheet.row_name(row.row)),
        );
    }
    columns.sort_unstable();
    say!(
        "items by {labels}, modules by {rows} in {columns}",
        labels = names(&named_by),
        rows = rows_named(sheet, &rows),
        columns = names(&columns)
    )
}

fn of_header(reading: &SheetLayout, table: &MatrixTable, report: &mut SheetReport) {
    let sheet = &reading.sheet;
    for row in &table.header.rows {
        let rows = rows_named(sheet, &[sheet.row_name(row.row)]);
        match &row.role {
            HeaderRole::Terms => report.lines.push(say!("{rows}: the terms of the programme", rows)),
            HeaderRole::Levels => report.lines.push(say!("{rows}: the levels of the columns", rows)),
            HeaderRole::Hours => report.lines.push(say!("{rows}: the hours of the modules", rows)),
            HeaderRole::Parts => report
                .lines
                .push(say!("{rows}: parts of the modules; the strongest mark of all parts counts", rows)),
            HeaderRole::PassedOver(why) => report.passed_over.push(for_reason(rows, why)),
            HeaderRole::Band | HeaderRole::Names | HeaderRole::Codes => {}
        }
    }
}

fn of_columns(reading: &SheetLayout, table: &MatrixTable, report: &mut SheetReport) {
    let mut by_reason: BTreeMap<&Message, Vec<Message>> = BTreeMap::new();
    for (column, role) in &table.columns {
        if let ColumnRole::PassedOver { name, why, .. } = role {
            let own = Message::verbatim(reading.sheet.column_name(*column));
            let shown = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let quoted = (!shown.is_empty()).then(|| quoted(&shown));
            by_reason
                .entry(why)
                .or_default()
                .push(Message::joined([Some(own), quoted].into_iter().flatten(), " "));
        }
    }
    for (why, columns) in by_reason {
        let number = columns.len();
        let names = Message::joined(columns, ", ");
        report.passed_over.push(for_reason(lines_named(!reading.sheet.is_turned(), number, names), why));
    }
}

/// Says which formulas have no stored value, so that nobody knows what they show; a mark that is one is listed itself.
pub(super) fn unstored(sheet: &Sheet, is_mark: impl Fn(usize, usize) -> bool, report: &mut SheetReport) {
    let cells = (0..sheet.width()).flat_map(|column| (0..sheet.height()).map(move |row| (row, column)));
    let is_unstored = |(row, column): &(usize, usize)| sheet.cell(*row, *column).value == CellValue::Unstored;
    let found: Vec<(usize, usize)> =
        cells.filter(is_unstored).filter(|(row, column)| !is_mark(*row, *column)).collect();
    if !found.is_empty() {
        report.passed_over.push(say!(
            "{cells}: a formula without a stored value, so it was read as empty; open the file in its program, save it, and import that",
            cells = addresses(sheet, &found)
        ));
    }
}

/// Says what was left out because it is hidden.
pub(super) fn hidden(sheet: &Sheet, report: &mut SheetReport) {
    for (are_columns, names) in [(false, sheet.hidden_rows()), (true, sheet.hidden_columns())] {
        if !names.is_empty() {
            let lines = lines_named(are_columns, names.len(), runs(&names));
            report.passed_over.push(say!("{lines}: hidden; what is hidden is not read", lines));
        }
    }
}

/// That a part of a sheet, or a text in it, has to be looked at because of `why`.
pub(super) fn for_reason(place: Message, why: &Message) -> Message {
    say!("{place}: {why}", place, why)
}

/// Rows of the sheet as it is read, by the file's own word and names: `rows 4, 6–9`.
pub(super) fn rows_named(sheet: &Sheet, names: &[String]) -> Message {
    lines_named(sheet.is_turned(), names.len(), runs(names))
}

/// Columns of the sheet as it is read, in the same way.
pub(super) fn columns_named(sheet: &Sheet, names: &[String]) -> Message {
    lines_named(!sheet.is_turned(), names.len(), runs(names))
}

fn lines_named(are_columns: bool, number: usize, names: Message) -> Message {
    if are_columns {
        count!(number, "columns {names}", "column {names}", "columns {names}", names)
    } else {
        count!(number, "rows {names}", "row {names}", "rows {names}", names)
    }
}
