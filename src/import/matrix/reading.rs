//! Reads a sheet as a whole: which way round it is, where its tables begin, what each of their rows and columns is.
//! Several whole readings are made and scored by how much of the sheet they explain. The best one is taken when no
//! other comes near; else both are shown, and the person says which is meant.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::config::Config;
use crate::diagnostics::Message;
use crate::import::matrix::columns::ColumnRole;
use crate::import::matrix::composed;
use crate::import::matrix::header::{Header, HeaderRole, HeaderRow};
use crate::import::matrix::items::Items;
use crate::import::matrix::labels::Labels;
use crate::import::matrix::marks::may_be_mark;
use crate::import::matrix::modules::{HeaderMeaning, Modules};
use crate::import::matrix::rows::ClaimRows;
use crate::import::matrix::vocabulary::{
    is_about_amounts, is_about_modules, is_about_numbers, is_about_texts, is_letter, is_note, is_number,
    is_sentence, is_total, number,
};
use crate::import::spreadsheet::{CellValue, Sheet};
use crate::tabular::{Mark, Marks, Word};
use crate::text::fold_cell;

/// The settings that a person gives for a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The columns (or in a turned sheet the rows) that name the items, as the spreadsheet calls them.
    pub items: Vec<String>,
    /// The rows (or in a turned sheet the columns) that name the modules.
    pub modules: Vec<String>,
}

/// One reading of a sheet.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// The sheet, turned so that its items stand in rows.
    pub(super) sheet: Sheet,
    pub(super) labels: Labels,
    /// The tables that stand below each other in it.
    pub(super) tables: Vec<MatrixTable>,
    score: usize,
}

/// A table: rows of items below a header.
#[derive(Debug, Clone)]
pub(super) struct MatrixTable {
    pub(super) header: Header,
    pub(super) columns: BTreeMap<usize, ColumnRole>,
    pub(super) body: Range<usize>,
}

/// The result of reading a sheet.
pub(super) enum Read {
    /// It has no matrix; perhaps items beside something that is no module.
    Nothing(Option<Box<Reading>>),
    /// It was read.
    As(Box<Reading>),
    /// It can be read in two ways.
    Either(Box<Reading>, Box<Reading>),
    /// Each of its rows says claims.
    Rows(Box<ClaimRows>),
}

/// The context in which a sheet is read.
pub(super) struct Reader<'a, 's> {
    pub(super) items: &'a Items<'s>,
    pub(super) modules: &'a Modules<'s>,
    pub(super) marks: &'a Marks,
    pub(super) said: &'a Said,
    pub(super) config: &'a Config,
    /// Marks and headings that a person gave a meaning.
    pub(super) given: &'a [(String, Mark)],
}

/// So many rows above a table may say something of its columns, those nearest to it.
const MOST_HEADER_ROWS: usize = 200;

/// So many rows that may name the modules as well are tried, each by a reading of the whole sheet.
const MOST_RIVALS: usize = 12;

impl Reader<'_, '_> {
    /// Reads `sheet` in every way, and takes the best.
    pub(super) fn read(&self, sheet: &Sheet) -> Read {
        let mut readings = Vec::new();
        for sheet in [sheet.clone(), sheet.clone().turned()] {
            let sheet = composed::with_ids(&sheet, self.items).unwrap_or(sheet);
            self.readings(&sheet, &mut readings);
        }
        // A sheet with items is about these, however many competences stand above them.
        if readings.iter().any(|reading| !reading.labels.are_competences) {
            readings.retain(|reading| !reading.labels.are_competences);
        }
        let is_told = !self.said.items.is_empty() || !self.said.modules.is_empty();
        if let Some(rows) = self.claim_rows(sheet, best(&readings)).filter(|_| !is_told) {
            return Read::Rows(Box::new(rows));
        }
        // Of equally good ones the first: upright before turned.
        readings.sort_by_key(|reading| (!reading.has_modules(), std::cmp::Reverse(reading.score)));
        let mut readings = readings.into_iter();
        let Some(best) = readings.next() else { return Read::Nothing(None) };
        if !best.has_modules() {
            return Read::Nothing(Some(Box::new(best)));
        }
        let is_near = |other: &Reading| {
            other.has_modules() && other.score * 10 > best.score * 9 && !best.says_the_same(other)
        };
        match readings.find(is_near) {
            Some(other) => Read::Either(Box::new(best), Box::new(other)),
            None => Read::As(Box::new(best)),
        }
    }

    /// The readings of a sheet that is turned one way.
    fn readings(&self, sheet: &Sheet, readings: &mut Vec<Reading>) {
        let Some((columns, rows)) = self.said_of(sheet) else { return };
        let Some(labels) = Labels::find(sheet, self.items, self.modules, &columns) else { return };
        let mut several = vec![labels];
        let (disagreeing, rivals) = several[0].disagreement(sheet, self.items);
        let items = (0..sheet.height()).filter(|row| several[0].is_item(sheet, self.items, *row)).count();
        if columns.is_empty() && disagreeing * 2 > items {
            several = rivals
                .iter()
                .filter_map(|column| Labels::find(sheet, self.items, self.modules, &[*column]))
                .collect();
        }
        for labels in several {
            let first = self.reading(sheet, &labels, &rows);
            let rivals: BTreeSet<usize> = first
                .iter()
                .flat_map(|first| &first.tables)
                .flat_map(|table| table.header.rivals.clone())
                .collect();
            readings.extend(first);
            for rival in rivals.into_iter().take(MOST_RIVALS).filter(|_| rows.is_empty()) {
                readings.extend(self.reading(sheet, &labels, &[rival]));
            }
        }
    }

    /// The columns of items and the rows of modules that a person named; none when what was named does not stand this
    /// way round.
    fn said_of(&self, sheet: &Sheet) -> Option<(Vec<usize>, Vec<usize>)> {
        let find = |names: &[String], count: usize, name: &dyn Fn(usize) -> String| -> Option<Vec<usize>> {
            names
                .iter()
                .map(|wanted| (0..count).find(|at| name(*at).eq_ignore_ascii_case(wanted.trim())))
                .collect()
        };
        let columns = find(&self.said.items, sheet.width(), &|column| sheet.column_name(column))?;
        let rows = find(&self.said.modules, sheet.height(), &|row| sheet.row_name(row))?;
        Some((columns, rows))
    }

    fn reading(&self, sheet: &Sheet, labels: &Labels, wanted: &[usize]) -> Option<Reading> {
        let mut tables = Vec::new();
        let mut starts = self.headers(sheet, labels, wanted);
        starts.push(sheet.height()..sheet.height());
        for pair in starts.windows(2) {
            let [header, next] = pair else { continue };
            let body = header.end..next.start;
            let own = wanted.iter().copied().filter(|row| header.contains(row)).collect::<Vec<_>>();
            let above = header.start.max(header.end.saturating_sub(MOST_HEADER_ROWS))..header.end;
            let header = Header::find(sheet, above, &labels.columns, self.modules, &own);
            tables.push(self.table(sheet, labels, header, body));
        }
        let mut reading = Reading { sheet: sheet.clone(), labels: labels.clone(), tables, score: 0 };
        reading.score = self.score(&reading)?;
        Some(reading)
    }

    /// The rows of each header, from the top down.
    fn headers(&self, sheet: &Sheet, labels: &Labels, wanted: &[usize]) -> Vec<Range<usize>> {
        let mut headers: Vec<Range<usize>> = Vec::new();
        let is_first =
            |row: &usize| labels.is_named(sheet, self.items, *row) && !self.is_head(sheet, labels, *row);
        let Some(first) = (0..sheet.height()).find(is_first) else { return headers };
        let is_body = |row: &usize| self.is_body(sheet, labels, *row);
        let name =
            (0..first).rev().find(|row| wanted.contains(row) || self.names_modules(sheet, labels, *row) > 0);
        let end = match name {
            Some(name) => {
                (name + 1..first).find(|row| !self.is_beside_header(sheet, labels, *row)).unwrap_or(first)
            }
            None => (0..first).find(is_body).unwrap_or(first),
        };
        headers.push(0..end);
        let first_heads: BTreeSet<Vec<String>> = (0..end).map(|row| heads_of(sheet, labels, row)).collect();
        let mut row = first;
        while row < sheet.height() {
            if self.is_head(sheet, labels, row) || self.heads_anew(sheet, labels, &first_heads, row) {
                let before = |at: &usize| {
                    !labels.is_named(sheet, self.items, *at)
                        && (self.is_beside_header(sheet, labels, *at) || self.titles_next(sheet, labels, *at))
                };
                let start = (end..row).rev().take_while(before).last().unwrap_or(row);
                let start = start.max(headers.last().map_or(0, |last| last.end));
                let end = (row + 1..sheet.height()).find(|at| {
                    labels.is_named(sheet, self.items, *at) || !self.is_beside_header(sheet, labels, *at)
                });
                let end = end.unwrap_or(sheet.height());
                headers.push(start..end);
                row = end;
            } else {
                row += 1;
            }
        }
        headers
    }

    /// Whether a row heads a table: most of what stands beside its labels names modules or has the next codes of
    /// such. The title of a competence may stand before them, an item may not.
    fn is_head(&self, sheet: &Sheet, labels: &Labels, row: usize) -> bool {
        let is_name = |text: &&str| self.modules.is_module(text) || self.modules.is_next_code(text);
        let named = self.beside(sheet, labels, row).filter(is_name).count();
        let all = self.beside(sheet, labels, row).count();
        named * 2 > all && (named > 1 || all == 1) && !labels.is_item(sheet, self.items, row)
    }

    /// Whether a row heads a further table with modules that nobody knows: what stands beside its labels can be no mark, and
    /// its labels are those of a row of the `first` header, or it stands apart above an item.
    fn heads_anew(&self, sheet: &Sheet, labels: &Labels, first: &BTreeSet<Vec<String>>, row: usize) -> bool {
        let mut beside = self.beside(sheet, labels, row).peekable();
        if beside.peek().is_none()
            || beside.any(|text| may_be_mark(self.marks, text) || is_number(text))
            || labels.is_named(sheet, self.items, row)
        {
            return false;
        }
        let heads = heads_of(sheet, labels, row);
        let is_again = !heads.is_empty() && first.contains(&heads);
        let stands_apart = row > 0 && !sheet.follows(row - 1, row);
        let is_above = row + 1 < sheet.height() && labels.is_named(sheet, self.items, row + 1);
        let is_remark = heads.iter().any(|text| is_note(text));
        is_again || (stands_apart && is_above && !is_remark && self.is_beside_header(sheet, labels, row))
    }

    /// Whether a row is the title of the table right below it: it stands in the labels alone.
    fn titles_next(&self, sheet: &Sheet, labels: &Labels, row: usize) -> bool {
        row + 1 < sheet.height()
            && sheet.follows(row, row + 1)
            && self.beside(sheet, labels, row).next().is_none()
    }

    /// The cells of a row outside of the labels that have a text.
    fn beside<'a>(&self, sheet: &'a Sheet, labels: &'a Labels, row: usize) -> impl Iterator<Item = &'a str> {
        let columns = (0..sheet.width()).filter(|column| !labels.columns.contains(column));
        let own = columns.filter(move |column| {
            !labels.columns.iter().any(|label| sheet.is_merged((row, *column), (row, *label)))
        });
        own.map(move |column| sheet.text(row, column)).filter(|text| !text.is_empty())
    }

    /// How many columns a row names a module for.
    fn names_modules(&self, sheet: &Sheet, labels: &Labels, row: usize) -> usize {
        self.beside(sheet, labels, row).filter(|text| self.modules.is_module(text)).count()
    }

    /// Whether a row is one of items, known or not: it has a name and marks.
    fn is_body(&self, sheet: &Sheet, labels: &Labels, row: usize) -> bool {
        let mut cells = self.beside(sheet, labels, row).peekable();
        !self.is_beside_header(sheet, labels, row)
            && cells.peek().is_some()
            && cells.all(|text| may_be_mark(self.marks, text))
    }

    /// Whether nothing in the labels of a row says that it is about an item.
    fn is_beside_header(&self, sheet: &Sheet, labels: &Labels, row: usize) -> bool {
        let is_word = |text: &str| {
            Word::find(text).is_some()
                || is_about_numbers(text)
                || is_about_modules(text)
                || is_about_texts(text)
                || is_note(text)
                || text.eq_ignore_ascii_case("code")
        };
        labels.cells(sheet, row).iter().all(|cell| is_word(cell.text))
    }

    /// How much of the sheet a reading explains; none for one without items.
    fn score(&self, reading: &Reading) -> Option<usize> {
        let (mut all, mut score, mut other) = (0_usize, 0_usize, 0_usize);
        for table in &reading.tables {
            let modules = table.columns.iter().filter(|(_, role)| matches!(role, ColumnRole::Module { .. }));
            let columns: Vec<usize> = modules.map(|(column, _)| *column).collect();
            let is_item = |row: &usize| reading.labels.is_item_row(&reading.sheet, self.items, *row);
            let rows: Vec<usize> = table.body.clone().filter(is_item).collect();
            all += rows.len();
            if columns.is_empty() || rows.is_empty() {
                continue;
            }
            score += 1 + 2 * rows.len() + 3 * columns.len();
            for row in rows {
                let cells = columns.iter().map(|column| reading.sheet.text(row, *column));
                for text in cells.filter(|text| !text.is_empty()) {
                    let counted = if may_be_mark(self.marks, text) { &mut score } else { &mut other };
                    *counted += 1;
                }
            }
        }
        // A reading with both is one, however little of it is understood.
        (all > 0).then(|| score.saturating_sub(other).max(usize::from(score > 0)))
    }
}

/// The texts in the labels of a row, folded.
fn heads_of(sheet: &Sheet, labels: &Labels, row: usize) -> Vec<String> {
    labels.cells(sheet, row).iter().map(|cell| fold_cell(cell.text)).collect()
}

impl Read {
    /// The reading that was taken, or the first of two.
    pub(super) fn taken(&self) -> Option<&Reading> {
        match self {
            Self::As(reading) | Self::Either(reading, _) => Some(reading),
            Self::Nothing(_) | Self::Rows(_) => None,
        }
    }

    /// The reading that was taken, where there is one only.
    pub(super) fn certain(&self) -> Option<&Reading> {
        match self {
            Self::As(reading) => Some(reading),
            Self::Nothing(_) | Self::Either(..) | Self::Rows(_) => None,
        }
    }

    /// The rows that say claims.
    pub(super) fn rows(&self) -> Option<&ClaimRows> {
        match self {
            Self::Rows(rows) => Some(rows),
            Self::As(_) | Self::Either(..) | Self::Nothing(_) => None,
        }
    }
}

/// The best of some readings.
fn best(readings: &[Reading]) -> Option<&Reading> {
    readings.iter().filter(|reading| reading.has_modules()).max_by_key(|reading| reading.score)
}

impl Reading {
    /// Whether a table has items and modules.
    fn has_modules(&self) -> bool {
        self.score > 0
    }

    /// How many rows name an item beyond doubt.
    pub(super) fn item_rows(&self, items: &Items<'_>) -> usize {
        let rows = self.tables.iter().flat_map(|table| table.body.clone());
        rows.filter(|row| self.labels.is_item(&self.sheet, items, *row)).count()
    }

    /// The columns of all tables.
    pub(super) fn columns(&self) -> impl Iterator<Item = (&MatrixTable, usize, &ColumnRole)> {
        self.tables
            .iter()
            .flat_map(|table| table.columns.iter().map(move |(column, role)| (table, *column, role)))
    }

    /// The places where a row of an item and a column of a module meet.
    pub(super) fn item_cells(&self, items: &Items<'_>) -> Vec<(usize, usize)> {
        let of_table = |table: &MatrixTable| -> Vec<(usize, usize)> {
            let modules = table.columns.iter().filter(|(_, role)| matches!(role, ColumnRole::Module { .. }));
            let columns: Vec<usize> = modules.map(|(column, _)| *column).collect();
            let rows = table.body.clone().filter(|row| self.labels.is_item(&self.sheet, items, *row));
            rows.flat_map(|row| columns.iter().map(move |column| (row, *column))).collect()
        };
        self.tables.iter().flat_map(of_table).collect()
    }

    /// The texts of the columns of modules, below their headers.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().flat_map(move |table| {
            let modules = table.columns.iter().filter(|(_, role)| matches!(role, ColumnRole::Module { .. }));
            let columns: Vec<usize> = modules.map(|(column, _)| *column).collect();
            let rows = table.body.clone().filter({
                let columns = columns.clone();
                move |row| !self.counts(*row, &columns)
            });
            rows.flat_map(move |row| {
                columns.clone().into_iter().map(move |column| self.sheet.text(row, column))
            })
            .filter(|text| !text.is_empty())
        })
    }

    /// Whether a row says by its name that it adds up or counts, and has nothing but numbers below the modules.
    fn counts(&self, row: usize, columns: &[usize]) -> bool {
        let label = self.labels.cells(&self.sheet, row);
        let mut texts = columns.iter().map(|column| self.sheet.text(row, *column));
        let says_so = label
            .iter()
            .any(|cell| is_total(cell.text) || (is_about_amounts(cell.text) && !is_sentence(cell.text)));
        (says_so || label.is_empty()) && texts.all(|text| text.is_empty() || number(text).is_some())
    }

    /// Whether a row is about an item or a competence, or names modules or what belongs to them.
    pub(super) fn is_row(&self, items: &Items<'_>, row: usize) -> bool {
        let rows = || self.tables.iter().flat_map(|table| &table.header.rows);
        let is_header = |header: &&HeaderRow| match header.role {
            HeaderRole::Band | HeaderRole::PassedOver(_) => false,
            HeaderRole::Codes
            | HeaderRole::Titles
            | HeaderRole::Terms
            | HeaderRole::Levels
            | HeaderRole::Parts
            | HeaderRole::Hours => true,
        };
        self.labels.is_named(&self.sheet, items, row)
            || rows().filter(is_header).any(|header| header.row == row)
    }

    /// The letters above columns that may be initials of levels.
    pub(super) fn letter_parts(&self) -> impl Iterator<Item = &str> {
        self.columns().filter_map(|(_, _, role)| match role {
            ColumnRole::Module { name, .. } if is_letter(&name.part) => Some(name.part.as_str()),
            ColumnRole::Module { .. } | ColumnRole::PassedOver { .. } => None,
        })
    }

    /// Whether a cell stands in a row below a header, in a column that is one of modules or of labels.
    pub(super) fn is_in_body(&self, row: usize, column: usize) -> bool {
        self.tables.iter().any(|table| {
            let is_module = matches!(table.columns.get(&column), Some(ColumnRole::Module { .. }));
            table.body.contains(&row)
                && is_module
                && self.labels.columns.iter().any(|label| !self.sheet.text(row, *label).is_empty())
        })
    }

    /// The first module's column that was not taken for one, and why.
    pub(super) fn refused(&self) -> Option<(String, &Message)> {
        self.columns().find_map(|(_, column, role)| match role {
            ColumnRole::PassedOver { why, is_named: true, .. } => Some((self.sheet.column_name(column), why)),
            ColumnRole::PassedOver { .. } | ColumnRole::Module { .. } => None,
        })
    }

    /// The short texts in the columns that were passed over for what they hold.
    pub(super) fn unknown_marks(&self) -> Vec<&str> {
        let mut found = BTreeMap::new();
        for table in &self.tables {
            let passed = table.columns.iter().filter(|(_, role)| match role {
                ColumnRole::PassedOver { is_for_content, .. } => *is_for_content,
                ColumnRole::Module { .. } => false,
            });
            for (column, _) in passed {
                for row in table.body.clone() {
                    let text = self.sheet.text(row, *column);
                    if !text.is_empty() && text.chars().count() <= 20 {
                        *found.entry(text).or_insert(0_usize) += 1;
                    }
                }
            }
        }
        let mut found: Vec<(&str, usize)> = found.into_iter().collect();
        found.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), *text));
        found.into_iter().take(6).map(|(text, _)| text).collect()
    }

    /// Whether two readings give every cell the same meaning.
    fn says_the_same(&self, other: &Self) -> bool {
        let columns = |reading: &Self| -> Vec<(String, String)> {
            let roles = reading.tables.iter().flat_map(|table| &table.columns);
            let named = roles.filter_map(|(column, role)| match role {
                ColumnRole::Module { name, meaning } => Some(match meaning {
                    HeaderMeaning::New => {
                        (reading.sheet.column_name(*column), format!("{} {}", name.code, name.title))
                    }
                    known => (reading.sheet.column_name(*column), format!("{known:?}")),
                }),
                ColumnRole::PassedOver { .. } => None,
            });
            named.collect()
        };
        self.sheet.is_turned() == other.sheet.is_turned()
            && self.labels.columns == other.labels.columns
            && columns(self) == columns(other)
    }
}

/// Whether a row adds up what stands above it: it says so, or it holds numbers alone and no item.
pub(super) fn is_total_row(cells: &[&str], label: &[&str]) -> bool {
    label.iter().any(|text| is_total(text))
        || (label.is_empty() && !cells.is_empty() && cells.iter().all(|text| is_number(text)))
}

/// Whether a cell counts as one that somebody filled in.
pub(super) fn is_filled(sheet: &Sheet, row: usize, column: usize) -> bool {
    let cell = sheet.cell(row, column);
    !cell.text.is_empty() || cell.value == CellValue::Unstored
}
