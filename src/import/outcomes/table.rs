//! Reads a table as a list of outcomes: a sheet of a workbook, or a table in a document.
//!
//! The role of a column is known by the words over it, or else by the texts in it: codes that are all different, long
//! texts that are all different, short texts that come again. A row is an outcome when it has a text in the column of
//! outcomes; a row with one text alone is a heading over the rows below it. A row that is neither is not taken, and
//! named.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostics::{Message, count, say};
use crate::import::code::{self, Coded, Scheme};
use crate::import::draft::DocumentText;
use crate::import::outcomes::builder::{ListBuilder, Outcome};
use crate::import::outcomes::cells::{OutcomeTable, TableCell, TableRow};
use crate::import::outcomes::column_role::ColumnRole;
use crate::import::outcomes::columns;
use crate::import::outcomes::cut_codes::rows_with_cut_codes;
use crate::import::outcomes::header;
use crate::import::outcomes::kinds::OutcomeKind;
use crate::import::outcomes::no_list::NoList;
use crate::import::outcomes::roles::{self, Roles};
use crate::import::outcomes::{Options, Remark};
use crate::import::wording::quoted;
use crate::import::wording::shortened;
use crate::text::Spanned;

/// How a table was read.
#[derive(Debug)]
pub(super) struct TableReading {
    pub(super) list: ListBuilder,
    /// The names of its columns.
    pub(super) headings: Vec<String>,
    /// In words, for the person who imports it.
    pub(super) said: Vec<Message>,
    pub(super) remarks: Vec<Remark>,
    /// The text above the names of its columns.
    pub(super) above: Vec<DocumentText>,
    /// Whether the words over the column of outcomes, or its codes, say that these are some.
    pub(super) is_certain: bool,
    /// Whether it has columns of hours, credits or the like.
    pub(super) has_measures: bool,
}

/// Reads `table`.
pub(super) fn parse(table: &OutcomeTable, options: &Options) -> Result<TableReading, NoList> {
    let header = header::header(table, options);
    let first = header.map_or(0, |row| row + 1);
    let roles = match roles::given(table, header, options)? {
        Some(roles) => roles,
        None => roles::roles(table, header, first, options)?,
    };
    let outcomes = roles.outcomes();
    let schemes = schemes_in(table, first, &outcomes, roles.is_grid);
    let first_codes = codes_in(table, first, &outcomes);
    let of_first = outcomes.first().map_or(0, |(column, _)| *column);
    let codes = roles.columns(ColumnRole::Code);
    let cut = codes.iter().filter(|column| **column <= of_first || codes.len() == 1);
    let cut = cut.flat_map(|column| rows_with_cut_codes(table, first, *column)).collect();
    let mut reader = TableReader {
        table,
        cut,
        options,
        outcomes,
        schemes,
        first_codes,
        codes: roles.columns(ColumnRole::Code),
        groups: roles.columns(ColumnRole::Group),
        roles,
        header,
        list: ListBuilder::default(),
        open: Vec::new(),
        known: HashMap::new(),
        again: 0,
        remarks: Vec::new(),
        headings: 0,
        split: 0,
        passed: Vec::new(),
        totals: Vec::new(),
        repeated: Vec::new(),
        unfit: Vec::new(),
    };
    reader.rows(first);
    reader.finish()
}

/// The schemes of the codes before the texts in the columns `outcomes`; in a grid each text has one.
fn schemes_in(
    table: &OutcomeTable,
    first: usize,
    outcomes: &[(usize, Option<OutcomeKind>)],
    is_grid: bool,
) -> BTreeSet<Scheme> {
    let cells = table.rows[first..]
        .iter()
        .flat_map(|row| outcomes.iter().map(|(column, _)| (*column, &row.cells[*column])));
    let lines = cells.flat_map(|(column, cell)| {
        cell.lines.iter().map(move |line| (column, Coded::parse(&line.text.value)))
    });
    let lines: Vec<(usize, Option<Coded>)> = lines.collect();
    if is_grid {
        return lines.iter().filter_map(|(_, coded)| Some(coded.as_ref()?.scheme())).collect();
    }
    code::schemes(lines.iter().map(|(column, coded)| (*column, coded.as_ref())))
}

/// The codes before the texts in the columns `outcomes`.
fn codes_in(
    table: &OutcomeTable,
    first: usize,
    outcomes: &[(usize, Option<OutcomeKind>)],
) -> BTreeSet<String> {
    let cells =
        table.rows[first..].iter().flat_map(|row| outcomes.iter().map(|(column, _)| &row.cells[*column]));
    let codes = cells.flat_map(|cell| &cell.lines).filter_map(|line| Coded::parse(&line.text.value));
    codes.map(|coded| coded.code).collect()
}

/// Reads the rows of a table.
pub(super) struct TableReader<'t> {
    pub(super) table: &'t OutcomeTable,
    pub(super) options: &'t Options,
    pub(super) roles: Roles,
    pub(super) outcomes: Vec<(usize, Option<OutcomeKind>)>,
    /// The schemes of the codes that stand before the texts of outcomes.
    pub(super) schemes: BTreeSet<Scheme>,
    /// The rows whose code may lack a digit.
    cut: BTreeSet<usize>,
    /// The codes before the texts of outcomes.
    first_codes: BTreeSet<String>,
    codes: Vec<usize>,
    pub(super) groups: Vec<usize>,
    pub(super) header: Option<usize>,
    pub(super) list: ListBuilder,
    /// The groups that are open: the text of each level and its node.
    open: Vec<(String, usize)>,
    /// The groups of columns by their texts from the top, below the heading that is open.
    known: HashMap<Vec<String>, usize>,
    /// How often a group came again behind another one.
    again: usize,
    remarks: Vec<Remark>,
    /// How many rows are headings.
    headings: usize,
    /// How many cells were parted into several outcomes.
    pub(super) split: usize,
    /// The rows that hold something else.
    pub(super) passed: Vec<String>,
    /// The rows that hold totals.
    totals: Vec<String>,
    /// The rows below the first that name the columns again.
    repeated: Vec<String>,
    /// The codes of outcomes that are not asked for.
    pub(super) unfit: Vec<String>,
}

/// The meaning of a row.
enum RowMeaning {
    Outcomes,
    Heading(DocumentText),
    /// It opens a group, which has no outcome in its own row.
    Group,
    /// A code whose text is missing.
    OnlyCode,
    /// Something else.
    Other,
}

impl TableReader<'_> {
    fn rows(&mut self, first: usize) {
        let with_code =
            self.table.rows[first..].iter().filter(|row| self.code(row).is_some() && self.has_outcome(row));
        let is_coded = with_code.count() >= 2;
        for at in first..self.table.rows.len() {
            let row = &self.table.rows[at];
            if row.is_total() {
                self.totals.push(row.name.clone());
                continue;
            }
            if row.names_columns() || self.is_header_again(row) {
                self.repeated.push(row.name.clone());
                continue;
            }
            match self.meaning(at, is_coded) {
                RowMeaning::Outcomes => {
                    let is_cut = self.cut.contains(&at);
                    self.outcomes_of(row, is_cut);
                    if is_cut {
                        self.say_cut(row);
                    }
                }
                RowMeaning::Heading(text) => {
                    self.headings += 1;
                    self.known.clear();
                    self.open_group(0, text, None);
                }
                RowMeaning::Group => self.group_with_its_text(row),
                RowMeaning::OnlyCode => {
                    let code = self.code(row).unwrap_or_default();
                    let span = row.cells.iter().find_map(TableCell::whole).map(|text| text.span);
                    let message = say!(
                        "row {row} has the code {code} and no text; it is not taken",
                        row = row.name,
                        code = quoted(&code)
                    );
                    let help = say!("write its text behind it, and import it again");
                    self.remarks.push(Remark::odd(span, message, help));
                }
                RowMeaning::Other if row.texts().is_empty() => {}
                RowMeaning::Other => self.passed.push(row.name.clone()),
            }
        }
    }

    /// Says that the code of `row` may not be whole.
    fn say_cut(&mut self, row: &TableRow) {
        let code = self.code(row).unwrap_or_default();
        let span = row.cells.iter().find_map(TableCell::whole).map(|text| text.span);
        let message = say!(
            "row {row} has the number {code} as its code, which a spreadsheet makes of {code}0 too; it becomes no id",
            row = row.name,
            code
        );
        let help = say!(
            "make the column of codes text in the spreadsheet, write the code whole, and import it again"
        );
        self.remarks.push(Remark::odd(span, message, help));
    }

    /// Whether `row` has the texts of the row of names, as tables have that go on over pages.
    fn is_header_again(&self, row: &TableRow) -> bool {
        let names = self.header.map(|header| self.table.rows[header].texts()).unwrap_or_default();
        names.len() > 1 && row.texts() == names
    }

    fn has_outcome(&self, row: &TableRow) -> bool {
        self.outcomes.iter().any(|(column, _)| !row.cells[*column].is_empty() && !row.cells[*column].is_below)
    }

    /// The code of the row's outcome: of several columns of codes that next to it.
    fn code(&self, row: &TableRow) -> Option<String> {
        let (statement, _) = *self.outcomes.first()?;
        let column = self.code_before(statement)?;
        let text = row.cells[column].text();
        Coded::alone(&text).map(str::to_owned)
    }

    /// The text in a column of codes, also where it has another form than codes have: nothing of it is lost.
    pub(super) fn written_code(&self, row: &TableRow, column: usize) -> Option<String> {
        const LONGEST: usize = 40;
        let cell = &row.cells[column];
        let text = cell.text();
        let code = Coded::alone(&text).unwrap_or(text.trim());
        (!code.is_empty() && code.chars().count() <= LONGEST && !cell.is_below).then(|| code.to_owned())
    }

    /// The column of codes that goes with `column`: the nearest on its left, else, for outcomes, the only one.
    pub(super) fn code_before(&self, column: usize) -> Option<usize> {
        let between = |code: &usize| {
            let taken = self.groups.iter().chain(self.outcomes.iter().map(|(column, _)| column));
            let mut taken = taken.filter(|other| **other != column);
            *code < column && !taken.any(|other| *other > *code && *other < column)
        };
        let near = self.codes.iter().copied().filter(between).max();
        let is_outcome = self.outcomes.iter().any(|(other, _)| *other == column);
        near.or_else(|| self.codes.first().copied().filter(|_| self.codes.len() == 1 && is_outcome))
    }

    fn meaning(&self, at: usize, is_coded: bool) -> RowMeaning {
        let row = &self.table.rows[at];
        let texts = row.texts();
        let has_outcome = self.has_outcome(row);
        let alone = match &texts[..] {
            [(column, _)] => Some(*column),
            _ => None,
        };
        let whole = |column: usize| row.cells[column].whole();
        if let Some(column) = alone {
            let is_wide = row.cells[column]
                .area
                .is_some_and(|area| row.cells.iter().filter(|cell| cell.area == Some(area)).count() > 1);
            let is_outcome = self.outcomes.iter().any(|(other, _)| *other == column);
            let is_only_column = self.table.columns.len() == 1;
            if self.groups.contains(&column) && !is_wide {
                return RowMeaning::Group;
            }
            if self.codes.contains(&column) && self.code(row).is_some() && !is_wide {
                return RowMeaning::OnlyCode;
            }
            let is_title =
                is_wide || (!is_outcome && self.codes.contains(&column)) || (is_outcome && is_coded);
            if !is_only_column && is_title && self.opens_rows(at, is_wide, is_coded) {
                return whole(column).map_or(RowMeaning::Other, RowMeaning::Heading);
            }
            let is_row = is_outcome && !is_wide && !is_coded;
            return if is_row || (is_only_column && is_outcome) {
                RowMeaning::Outcomes
            } else {
                RowMeaning::Other
            };
        }
        if !has_outcome {
            let has_group = self.groups.iter().any(|column| !row.cells[*column].is_empty());
            return match (self.code(row), has_group) {
                (_, true) => RowMeaning::Group,
                (Some(_), false) => RowMeaning::OnlyCode,
                (None, false) => RowMeaning::Other,
            };
        }
        RowMeaning::Outcomes
    }

    /// Whether row `at`, which has one text, reads as a heading of the rows below it and not as a note.
    fn opens_rows(&self, at: usize, is_wide: bool, is_coded: bool) -> bool {
        let row = &self.table.rows[at];
        let text = row.texts().pop().map(|(_, text)| text).unwrap_or_default();
        let is_short = text.split_whitespace().count() <= 14 && !text.ends_with(['.', ';']);
        let mut below = self.table.rows[at + 1..].iter().filter(|row| !row.texts().is_empty());
        let leads = |row: &TableRow| {
            self.has_outcome(row)
                && row.texts().len() > usize::from(!is_wide)
                && (!is_coded || self.code(row).is_some())
        };
        // A heading may stand over another one.
        let next = below.by_ref().take(3).find(|row| row.texts().len() > 1);
        is_short && next.is_some_and(leads)
    }

    /// Opens the groups of a row without outcomes; what its other columns say explains the last of them.
    fn group_with_its_text(&mut self, row: &TableRow) {
        let group = self.group_of(row);
        let details = self.details(row, false);
        if let Some(group) = group {
            details.into_iter().for_each(|line| self.list.explain(group, line));
        }
    }

    /// The group that the outcomes of `row` stand in; opens those that are new.
    pub(super) fn group_of(&mut self, row: &TableRow) -> Option<usize> {
        let mut level = usize::from(self.headings > 0);
        let has_outcome = self.has_outcome(row);
        let mut own_code = None;
        for column in self.groups.clone() {
            if self.roles.code_groups.contains(&column) {
                own_code = self.written_code(row, column).or(own_code);
                continue;
            }
            level += 1;
            let level = level - 1;
            let own_code = own_code.take();
            let Some(text) = row.cells[column].whole() else { continue };
            if self.open.get(level).is_some_and(|(open, _)| *open == text.value) {
                continue;
            }
            // One column of codes for all has that of the group where no outcome stands beside it.
            let code = self
                .code_before(column)
                .filter(|_| self.codes.len() > 1 || !has_outcome || self.roles.is_grid);
            let code = code.and_then(|column| self.written_code(row, column)).or(own_code);
            self.open.truncate(level);
            let path: Vec<String> =
                self.open.iter().map(|(open, _)| open.clone()).chain([text.value.clone()]).collect();
            match self.known.get(&path) {
                Some(node) => {
                    self.again += 1;
                    self.open.push((text.value, *node));
                }
                None => {
                    let node = self.open_group(level, text, code);
                    self.known.insert(path, node);
                }
            }
        }
        self.open.last().map(|(_, node)| *node)
    }

    fn open_group(&mut self, level: usize, text: DocumentText, code: Option<String>) -> usize {
        self.open.truncate(level);
        let parent = self.open.last().map(|(_, node)| *node);
        let key = text.value.clone();
        // "1 Communicatie" and "C1: Communicatie" are a code and a title.
        let outcome = match code {
            Some(code) => Outcome::new(Some(code), text),
            None => self.numbered_group(&text).unwrap_or_else(|| coded_group(text)),
        };
        let node = self.list.group(outcome.code, outcome.text, parent);
        self.open.push((key, node));
        node
    }

    /// A group whose number is the code that the codes of the outcomes go on from: `1 Understand service` over `1.1`.
    fn numbered_group(&self, text: &DocumentText) -> Option<Outcome> {
        let coded = Coded::parse(&text.value)?;
        let is_number = coded.code.bytes().all(|byte| byte.is_ascii_digit());
        let goes_on = |code: &String| code.starts_with(&format!("{}.", coded.code));
        (is_number && self.first_codes.iter().any(goes_on))
            .then(|| Outcome::new(Some(coded.code.clone()), Spanned::new(coded.rest.clone(), text.span)))
    }

    fn finish(mut self) -> Result<TableReading, NoList> {
        if !self.list.has_outcomes() {
            let is_asked = !self.options.items.is_empty();
            return Err(if is_asked { NoList::NoneFits(self.unfit) } else { NoList::Other });
        }
        let said = self.said();
        if !self.passed.is_empty() {
            let message = count!(
                self.passed.len(),
                "{n} rows of {table} not taken: {rows}",
                "1 row of {table} not taken: {rows}",
                "{n} rows of {table} not taken: {rows}",
                table = self.table.name,
                rows = shortened(&self.passed)
            );
            let help = say!("they have no text in the column of outcomes, or stand outside the list");
            self.remarks.push(Remark::left_out(message, help));
        }
        let names = self.header.map(|row| self.table.rows[row].texts()).unwrap_or_default();
        let mut headings: Vec<String> = names.into_iter().map(|(_, name)| name).collect();
        for column in self.roles.columns(ColumnRole::Kind) {
            headings.extend(self.table.rows.iter().map(|row| row.cells[column].text()));
        }
        let is_certain = !self.options.columns.is_empty()
            || self.list.is_coded()
            || self.outcomes.iter().any(|(column, _)| self.is_named(*column));
        let measures = headings.iter().filter(|head| columns::is_measure(head)).count();
        let has_measures = measures > 0;
        let above = &self.table.rows[..self.header.unwrap_or(0)];
        let above = above.iter().flat_map(TableRow::whole_texts).collect();
        Ok(TableReading {
            list: self.list,
            headings,
            said,
            remarks: self.remarks,
            above,
            is_certain,
            has_measures,
        })
    }

    /// Whether the text over `column` is one of those that lists of outcomes have.
    fn is_named(&self, column: usize) -> bool {
        self.header.is_some_and(|header| self.table.rows[header].cells[column].column_name().is_some())
    }

    /// How the table was read, in words.
    fn said(&self) -> Vec<Message> {
        let table = self.table;
        let name = |column: usize| {
            let text = self.header.map(|header| table.rows[header].cells[column].text()).unwrap_or_default();
            let letter = &table.columns[column];
            if text.is_empty() { letter.clone() } else { format!("{letter} ({text})") }
        };
        let mut columns: Vec<Message> = Vec::new();
        let mut left: Vec<String> = Vec::new();
        for (column, role) in self.roles.roles.iter().enumerate() {
            let has_text = table.rows.iter().any(|row| !row.cells[column].is_empty());
            match role {
                Some(role) => {
                    columns.push(say!("{role} {column}", role = role.noun(), column = name(column)));
                }
                None if has_text => left.push(name(column)),
                None => {}
            }
        }
        let names = match self.header {
            _ if !self.options.columns.is_empty() => say!("the columns are as you said"),
            Some(row) => say!("row {row} names the columns", row = table.rows[row].name),
            None => say!("no row names the columns, so they are known by what they hold"),
        };
        let mut said = vec![say!(
            "{table}: {names}: {columns}",
            table = table.name,
            names,
            columns = Message::joined(columns, ", ")
        )];
        if !left.is_empty() {
            said.push(say!("left out: column {names}", names = left.join(", ")));
        }
        said.extend(self.said_of_rows());
        said
    }

    /// How its rows were read, where they were not all outcomes.
    fn said_of_rows(&self) -> Vec<Message> {
        let mut said = Vec::new();
        if self.headings > 0 {
            said.push(count!(
                self.headings,
                "{n} rows with one text alone read as headings",
                "1 row with one text alone read as headings",
                "{n} rows with one text alone read as headings"
            ));
        }
        if self.again > 0 {
            said.push(count!(
                self.again,
                "a group came again behind another one {n} times; its outcomes stand together",
                "a group came again behind another one 1 time; its outcomes stand together",
                "a group came again behind another one {n} times; its outcomes stand together"
            ));
        }
        if !self.totals.is_empty() {
            said.push(count!(
                self.totals.len(),
                "{n} rows of totals passed over: {rows}",
                "1 row of totals passed over: {rows}",
                "{n} rows of totals passed over: {rows}",
                rows = shortened(&self.totals)
            ));
        }
        if !self.repeated.is_empty() {
            said.push(count!(
                self.repeated.len(),
                "{n} further rows with names of columns passed over: {rows}",
                "1 further row with names of columns passed over: {rows}",
                "{n} further rows with names of columns passed over: {rows}",
                rows = shortened(&self.repeated)
            ));
        }
        if self.split > 0 {
            said.push(count!(
                self.split,
                "{n} cells parted into several outcomes, one a line",
                "1 cell parted into several outcomes, one a line",
                "{n} cells parted into several outcomes, one a line"
            ));
        }
        said
    }
}

/// A group whose code stands before its title, or that has nothing but a code.
fn coded_group(text: DocumentText) -> Outcome {
    let alone = Coded::alone(&text.value).filter(|code| code.contains(|c: char| c.is_ascii_digit()));
    if let Some(code) = alone.filter(|code| !is_year(code) && !code.contains(' ')) {
        return Outcome::new(Some(code.to_owned()), text);
    }
    let is_one =
        |coded: &Coded| !coded.code.contains(' ') && (coded.is_parted || code::parts(&coded.code).len() > 1);
    match Coded::parse(&text.value).filter(is_one) {
        Some(coded) => Outcome::new(Some(coded.code), Spanned::new(coded.rest, text.span)),
        None => Outcome::new(None, text),
    }
}

/// Whether `text` is a year and no code.
fn is_year(text: &str) -> bool {
    text.parse::<u16>().is_ok_and(|number| (1900..2100).contains(&number))
}
