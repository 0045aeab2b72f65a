//! The sheets of a spreadsheet as tables of outcomes. Messages about a sheet need a text to point into: each row of the
//! sheet is a line of it, with the number that the row has.

use crate::diagnostics::{Message, say};
use crate::import::draft::DocumentText;
use crate::import::outcomes::builder::ListBuilder;
use crate::import::outcomes::cells::{CellLine, OutcomeTable, TableCell, TableRow};
use crate::import::outcomes::no_list::NoList;
use crate::import::outcomes::table::TableReading;
use crate::import::outcomes::{Options, Remark, table};
use crate::import::spreadsheet::{CellValue, Sheet, Spreadsheet};
use crate::import::wording::quoted;
use crate::import::wording::shortened;
use crate::text::{Span, Spanned, collapse_whitespace};

/// How the sheets were read.
pub(super) struct SheetsReading {
    pub(super) title: Option<DocumentText>,
    pub(super) list: ListBuilder,
    /// The text above the tables.
    pub(super) definition: Vec<DocumentText>,
    pub(super) headings: Vec<String>,
    pub(super) said: Vec<Message>,
    pub(super) remarks: Vec<Remark>,
    pub(super) is_certain: bool,
}

/// Reads the sheets, and gives the text that places count in.
pub(super) fn parse(spreadsheet: &Spreadsheet, options: &Options) -> (String, Result<SheetsReading, NoList>) {
    let mut writer = SheetText::default();
    let sheets = spreadsheet.sheets.iter().enumerate();
    let tables: Vec<(&Sheet, OutcomeTable)> =
        sheets.map(|(at, sheet)| (sheet, writer.table(sheet, at == 0))).collect();
    let mut read: Vec<(&Sheet, TableReading)> = Vec::new();
    let mut others: Vec<Message> = Vec::new();
    let mut unclear = None;
    let mut unfit: Option<Vec<String>> = None;
    for (sheet, found) in &tables {
        match table::parse(found, options) {
            Ok(reading) => read.push((sheet, reading)),
            Err(NoList::Unclear(asked)) => {
                unclear.get_or_insert(asked);
            }
            Err(NoList::NoneFits(codes)) => {
                others.push(quoted(&sheet.name));
                unfit.get_or_insert_default().extend(codes);
            }
            Err(NoList::Other) => others.push(quoted(&sheet.name)),
        }
    }
    // One sheet that is certain is the list; sheets beside it that only look like one are not.
    if read.iter().any(|(_, reading)| reading.is_certain) {
        let is_other = |(_, reading): &(&Sheet, TableReading)| !reading.is_certain;
        others.extend(read.iter().filter(|found| is_other(found)).map(|(sheet, _)| quoted(&sheet.name)));
        read.retain(|found| !is_other(found));
    }
    let result = match (read.is_empty(), unclear) {
        (true, Some(asked)) => Err(NoList::Unclear(asked)),
        (true, None) => Err(unfit.map_or(NoList::Other, NoList::NoneFits)),
        (false, _) => Ok(together(read, &others, &spreadsheet.hidden)),
    };
    (writer.text, result)
}

/// The lists of several sheets as one, each in a group with the name of its sheet.
fn together(read: Vec<(&Sheet, TableReading)>, others: &[Message], hidden: &[String]) -> SheetsReading {
    let is_one = read.len() == 1;
    let mut all = SheetsReading {
        title: None,
        list: ListBuilder::default(),
        definition: Vec::new(),
        headings: Vec::new(),
        said: Vec::new(),
        remarks: Vec::new(),
        is_certain: read.iter().all(|(_, reading)| reading.is_certain),
    };
    for (sheet, reading) in read {
        let name = Spanned::new(collapse_whitespace(&sheet.name), Span::at(0));
        let has_groups = reading.list.counts().groups > 0;
        let group = (!is_one && !has_groups).then(|| all.list.group(None, name, None));
        all.list.append(reading.list, group);
        let mut above = reading.above.into_iter().peekable();
        if is_one {
            all.title = above.next_if(|text| is_title(&text.value));
        }
        all.definition.extend(above);
        all.headings.extend(reading.headings);
        all.said.extend(reading.said);
        all.remarks.extend(reading.remarks);
        all.said.extend(unread(sheet));
    }
    if !others.is_empty() {
        all.said.push(say!(
            "no list of outcomes, and left out: sheet {names}",
            names = Message::joined(others.iter().cloned(), ", ")
        ));
    }
    if !hidden.is_empty() {
        let names = Message::joined(hidden.iter().map(|name| quoted(name)), ", ");
        all.said.push(say!("hidden and left out: sheet {names}", names));
    }
    all
}

/// The parts of a sheet that are hidden or struck through, and not read.
fn unread(sheet: &Sheet) -> Vec<Message> {
    let sheet_name = quoted(&sheet.name);
    let (rows, columns, cells) = (sheet.hidden_rows(), sheet.hidden_columns(), struck(sheet));
    let mut said = Vec::new();
    if !rows.is_empty() {
        let names = shortened(&rows);
        said.push(say!("hidden in sheet {sheet_name} and left out: row {names}", sheet_name, names));
    }
    if !columns.is_empty() {
        let names = shortened(&columns);
        said.push(say!("hidden in sheet {sheet_name} and left out: column {names}", sheet_name, names));
    }
    if !cells.is_empty() {
        let names = shortened(&cells);
        said.push(say!("struck through in sheet {sheet_name} and left out: cell {names}", sheet_name, names));
    }
    said
}

/// Whether the text above a table can be the title of the list, and is no sentence about it.
fn is_title(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words <= 14 && text.contains(char::is_alphabetic) && !text.ends_with(['.', ':', ';', '!', '?'])
}

/// Writes the rows of sheets as lines of a text.
#[derive(Default)]
struct SheetText {
    text: String,
    /// How many lines it has.
    lines: usize,
}

impl SheetText {
    fn end_line(&mut self) {
        self.text.push('\n');
        self.lines += 1;
    }

    /// Ends lines until the next one has the number `wanted`, as the row of the first sheet has; sheets whose rows are far
    /// apart are not followed.
    fn reach(&mut self, wanted: usize) {
        const FARTHEST: usize = 100_000;
        while self.lines + 1 < wanted.min(FARTHEST) {
            self.end_line();
        }
    }

    fn table(&mut self, sheet: &Sheet, is_first: bool) -> OutcomeTable {
        let columns = (0..sheet.width()).map(|column| sheet.column_name(column)).collect();
        let mut rows = Vec::new();
        for row in 0..sheet.height() {
            let name = sheet.row_name(row);
            if is_first {
                self.reach(name.parse().unwrap_or(0));
            }
            let mut first = 0;
            let cells = (0..sheet.width()).map(|column| {
                if column > 0 && !sheet.is_merged((row, column - 1), (row, column)) {
                    first = column;
                }
                self.cell(sheet, (row, column), first)
            });
            let cells = cells.collect();
            self.end_line();
            rows.push(TableRow { name, cells });
        }
        OutcomeTable { name: say!("sheet {name}", name = quoted(&sheet.name)), columns, rows }
    }

    /// A cell, whose merged area begins in the column `first`.
    fn cell(&mut self, sheet: &Sheet, (row, column): (usize, usize), first: usize) -> TableCell {
        let cell = sheet.cell(row, column);
        if cell.text.is_empty() || cell.struck || cell.value == CellValue::Error {
            return TableCell::default();
        }
        let is_merged = |other: (usize, usize)| sheet.is_merged((row, column), other);
        let is_wide = first != column || (column + 1 < sheet.width() && is_merged((row, column + 1)));
        let is_below = row > 0 && is_merged((row - 1, column));
        let is_own = first == column && !is_below;
        let mut lines = Vec::new();
        for line in cell.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (is_item, words) = without_bullet(line);
            let words = collapse_whitespace(words);
            let start = self.text.len();
            if is_own {
                self.text.push_str(&words);
            }
            let span = Span::new(start..self.text.len());
            if is_own {
                self.text.push('\t');
            }
            lines.push(CellLine { text: Spanned::new(words, span), is_item, is_whole: false });
        }
        let is_number = matches!(cell.value, CellValue::Number | CellValue::Untyped);
        TableCell { lines, area: is_wide.then_some(first), is_below, is_number }
    }
}

/// How many cells of `sheet` are struck through.
fn struck(sheet: &Sheet) -> Vec<String> {
    let cells = (0..sheet.height()).flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
    let struck = cells.filter(|(row, column)| {
        let cell = sheet.cell(*row, *column);
        cell.struck && !cell.text.is_empty()
    });
    struck.map(|(row, column)| sheet.short_address(row, column)).collect()
}

/// `line` without the bullet before it, where it has one.
fn without_bullet(line: &str) -> (bool, &str) {
    let rest = line.strip_prefix(['•', '·', '▪', '‣', '◦', '●', '■', '►', '➢', '✓']);
    let rest = rest
        .or_else(|| line.strip_prefix(['-', '–', '*']).filter(|rest| rest.starts_with(char::is_whitespace)));
    match rest.map(str::trim_start).filter(|rest| !rest.is_empty()) {
        Some(rest) => (true, rest),
        None => (false, line),
    }
}
