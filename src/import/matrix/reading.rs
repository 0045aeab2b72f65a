//! Reads a sheet as a whole: which way round it is, where its tables begin, what each of their rows and columns is.
//! Several whole readings are made and scored by how much of the sheet they explain. The best one is taken when no
//! other comes near; else both are shown, and the person says which is meant.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::import::matrix::header::{ColumnName, Header, HeaderRole, HeaderRow, asks_for_numbers};
use crate::import::matrix::items::Items;
use crate::import::matrix::labels::Labels;
use crate::import::matrix::marks::{is_ambiguous, letters, may_be_mark};
use crate::import::matrix::modules::{HeaderMeaning, Modules, squeeze};
use crate::import::matrix::vocabulary::{
    is_about_modules, is_about_numbers, is_about_texts, is_aside, is_code, is_letter, is_note, is_number,
    is_total,
};
use crate::import::spreadsheet::{CellValue, Sheet};
use crate::tabular::{Marks, Word};

/// Why a column whose heading may be no module is not read.
const NO_CODE: &str = "the site has no module of that name, and nothing says that it is a new one; where it is, write a \
                       code before its title, such as `M07 Taarten`";

/// What a person says of a sheet.
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

/// What a column is that says nothing of its rows.
#[derive(Debug, Clone)]
pub(super) enum ColumnRole {
    /// One of a module.
    Module { name: ColumnName, meaning: HeaderMeaning },
    /// Another one: what stands above it, and why it is passed over.
    PassedOver { name: String, why: String },
}

/// What came of a sheet.
pub(super) enum Read {
    /// It has no matrix; perhaps items beside something that is no module.
    Nothing(Option<Box<Reading>>),
    /// It was read.
    As(Box<Reading>),
    /// It can be read in two ways.
    Either(Box<Reading>, Box<Reading>),
}

/// What a sheet is read with.
pub(super) struct Reader<'a, 's> {
    pub(super) items: &'a Items<'s>,
    pub(super) modules: &'a Modules<'s>,
    pub(super) marks: &'a Marks,
    pub(super) said: &'a Said,
}

impl Reader<'_, '_> {
    /// Reads `sheet` in every way, and takes the best.
    pub(super) fn read(&self, sheet: &Sheet) -> Read {
        let mut readings = Vec::new();
        for sheet in [sheet.clone(), sheet.clone().turned()] {
            self.readings(&sheet, &mut readings);
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
            for rival in rivals.into_iter().filter(|_| rows.is_empty()) {
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
            let header = Header::find(sheet, header.clone(), &labels.columns, self.modules, &own);
            tables.push(self.table(sheet, labels, header, body));
        }
        let mut reading = Reading { sheet: sheet.clone(), labels: labels.clone(), tables, score: 0 };
        reading.score = self.score(&reading)?;
        Some(reading)
    }

    /// The rows of each header, from the top down.
    fn headers(&self, sheet: &Sheet, labels: &Labels, wanted: &[usize]) -> Vec<Range<usize>> {
        let mut headers: Vec<Range<usize>> = Vec::new();
        let first = (0..sheet.height()).find(|row| labels.is_named(sheet, self.items, *row));
        let Some(first) = first else { return headers };
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
        let mut row = first;
        while row < sheet.height() {
            let is_named = labels.is_named(sheet, self.items, row);
            let (known, all) =
                (self.names_modules(sheet, labels, row), self.beside(sheet, labels, row).count());
            if !is_named && known > 0 && known * 2 > all && (known > 1 || all == 1) {
                let before = |at: &usize| {
                    !labels.is_named(sheet, self.items, *at) && self.is_beside_header(sheet, labels, *at)
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

    fn table(&self, sheet: &Sheet, labels: &Labels, header: Header, body: Range<usize>) -> MatrixTable {
        let mut columns = BTreeMap::new();
        for column in (0..sheet.width()).filter(|column| !labels.columns.contains(column)) {
            let content = self.content(sheet, labels, &body, column);
            if let Some(role) = self.column(&header, column, &content) {
                columns.insert(column, role);
            }
        }
        parts_behind_codes(&mut columns);
        titles_beside_codes(&mut columns);
        tell_equals_apart(sheet, &mut columns);
        MatrixTable { header, columns, body }
    }

    /// What a column holds beside the items; beside anything where no item is known for certain.
    fn content<'a>(
        &self,
        sheet: &'a Sheet,
        labels: &Labels,
        body: &Range<usize>,
        column: usize,
    ) -> Vec<&'a str> {
        let is_own =
            |row: &usize| !labels.columns.iter().any(|label| sheet.is_merged((*row, column), (*row, *label)));
        let cell = |row: usize| sheet.cell(row, column);
        let texts = |rows: Vec<usize>| -> Vec<&'a str> {
            rows.into_iter()
                .map(cell)
                .filter(|cell| cell.says_something())
                .map(|cell| cell.text.as_str())
                .collect()
        };
        let rows: Vec<usize> = body.clone().filter(is_own).collect();
        let items: Vec<usize> =
            rows.iter().copied().filter(|row| labels.is_item(sheet, self.items, *row)).collect();
        texts(if items.is_empty() { rows } else { items })
    }

    fn column(&self, header: &Header, column: usize, content: &[&str]) -> Option<ColumnRole> {
        let texts = header.texts(column);
        let shown = texts.join(" ");
        let passed = |why: &str| Some(ColumnRole::PassedOver { name: shown.clone(), why: why.to_owned() });
        let Some(name) = header.name(column) else {
            let why = if texts.is_empty() { "nothing stands above it" } else { "no module stands above it" };
            return if content.is_empty() { None } else { passed(why) };
        };
        let name = self.modules.told_apart(name);
        let own = if name.title.is_empty() { name.code.as_str() } else { name.title.as_str() };
        let word = Word::find(own);
        if word.is_some_and(Word::heads_column) {
            return passed("it says something else of the items");
        }
        let meaning = self.modules.meaning(&name.code, &name.title, &name.term);
        match &meaning {
            HeaderMeaning::Known(_) => {}
            HeaderMeaning::Unsure(why) => return passed(why),
            HeaderMeaning::Near(..) | HeaderMeaning::New => {
                if word.is_some() || is_note(own) || is_total(own) {
                    return passed("it says something else of the items");
                }
                let is_new = meaning == HeaderMeaning::New;
                if let Some(why) = self.is_no_module(&name, &texts, content, is_new) {
                    return passed(why);
                }
            }
        }
        Some(ColumnRole::Module { name, meaning })
    }

    /// Why a column below a name that no module has is not one of a new module.
    fn is_no_module(
        &self,
        name: &ColumnName,
        texts: &[&str],
        content: &[&str],
        is_new: bool,
    ) -> Option<&'static str> {
        let marks = content.iter().filter(|text| may_be_mark(self.marks, text)).count();
        if is_new && content.is_empty() {
            return Some("the site has no such module, and no item of the profile has a mark in it");
        }
        if marks == 0 && !content.is_empty() {
            return Some("it names no module and holds no marks");
        }
        if marks * 2 < content.len() {
            return Some("it names no module, and most of it is no mark");
        }
        // A code says that it is a module, whatever the marks look like.
        if is_code(&name.code) || !is_new {
            return None;
        }
        if asks_for_numbers(texts) {
            return Some("it is about hours, years or numbers");
        }
        if is_aside(&name.title) {
            return Some(NO_CODE);
        }
        if content.iter().all(|text| is_ambiguous(text)) {
            return Some("it holds numbers or answers, and its heading names no module of the site");
        }
        None
    }

    /// How much of the sheet a reading explains; none for one without items.
    fn score(&self, reading: &Reading) -> Option<usize> {
        let (mut all, mut score, mut other) = (0_usize, 0_usize, 0_usize);
        for table in &reading.tables {
            let modules = table.columns.iter().filter(|(_, role)| matches!(role, ColumnRole::Module { .. }));
            let columns: Vec<usize> = modules.map(|(column, _)| *column).collect();
            let is_item = |row: &usize| reading.labels.is_item(&reading.sheet, self.items, *row);
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

impl Read {
    /// The reading that was taken, or the first of two.
    pub(super) fn taken(&self) -> Option<&Reading> {
        match self {
            Self::As(reading) | Self::Either(reading, _) => Some(reading),
            Self::Nothing(_) => None,
        }
    }
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

    /// The texts of the columns of modules, below their headers.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().flat_map(move |table| {
            let modules = table.columns.iter().filter(|(_, role)| matches!(role, ColumnRole::Module { .. }));
            modules.flat_map(move |(column, _)| {
                table
                    .body
                    .clone()
                    .map(move |row| self.sheet.text(row, *column))
                    .filter(|text| !text.is_empty())
            })
        })
    }

    /// Whether a cell of a module holds this mark, alone or beside others.
    pub(super) fn has_mark(&self, mark: &str) -> bool {
        let parts = |text: &str| {
            let mut parts = text.split([',', ';', '/', '+', '&', ' ', '\n', '(', '[', ':']);
            parts.any(|part| part.eq_ignore_ascii_case(mark))
        };
        self.cells().any(|text| text.eq_ignore_ascii_case(mark) || parts(text))
    }

    /// What stands in the cells of modules, and the marks of each, in lower case.
    pub(super) fn mark_texts(&self) -> impl Iterator<Item = String> {
        let between = [',', ';', '/', '+', '&', ' ', '\n', '(', '[', ':'];
        let parts = move |text: &str| text.split(between).map(str::to_lowercase).collect::<Vec<_>>();
        self.cells().flat_map(move |text| {
            parts(text).into_iter().chain([text.to_lowercase()]).filter(|part| !part.is_empty())
        })
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

    /// Adds the letters that may be initials of levels.
    pub(super) fn letters(&self, marks: &Marks, found: &mut BTreeSet<String>) {
        let parts = self.columns().filter_map(|(_, _, role)| match role {
            ColumnRole::Module { name, .. } if is_letter(&name.part) => Some(name.part.as_str()),
            ColumnRole::Module { .. } | ColumnRole::PassedOver { .. } => None,
        });
        for text in self.cells().chain(parts) {
            if !found.contains(text) {
                found.extend(letters(marks, text).into_iter().map(str::to_owned));
            }
        }
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

    /// The short texts in the columns that were passed over for what they hold.
    pub(super) fn unknown_marks(&self) -> Vec<&str> {
        let mut found = BTreeMap::new();
        for table in &self.tables {
            let passed = table.columns.iter().filter(|(_, role)| match role {
                ColumnRole::PassedOver { why, .. } => why.contains("mark") || why.contains("numbers"),
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

/// Takes what stands behind one code in several columns, such as `M01 toets` and `M01 taak`, for parts of that module.
fn parts_behind_codes(columns: &mut BTreeMap<usize, ColumnRole>) {
    let mut titles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for role in columns.values() {
        if let ColumnRole::Module { name, .. } = role
            && !name.code.is_empty()
        {
            titles.entry(squeeze(&name.code)).or_default().insert(name.title.clone());
        }
    }
    for role in columns.values_mut() {
        if let ColumnRole::Module { name, .. } = role
            && name.part.is_empty()
            && titles.get(&squeeze(&name.code)).is_some_and(|titles| titles.len() > 1)
            && !is_code(&name.title)
        {
            name.part = std::mem::take(&mut name.title);
        }
    }
}

/// Passes over the titles that no module has where other columns are headed by codes: such a column may be anything.
/// A title that is merged above parts is one of a module.
fn titles_beside_codes(columns: &mut BTreeMap<usize, ColumnRole>) {
    let is_coded = |role: &ColumnRole| matches!(role, ColumnRole::Module { name, .. } if is_code(&name.code));
    if !columns.values().any(is_coded) {
        return;
    }
    for role in columns.values_mut() {
        if let ColumnRole::Module { name, meaning: HeaderMeaning::New } = role
            && !is_code(&name.code)
            && (!name.is_shared || name.part.is_empty())
        {
            let why = NO_CODE.to_owned();
            *role = ColumnRole::PassedOver { name: name.title.clone(), why };
        }
    }
}

/// Passes over the columns that have one heading and are, as far as anybody can tell, several modules: headings
/// that are merged, that are codes, or that have parts below them stand above columns of one module.
fn tell_equals_apart(sheet: &Sheet, columns: &mut BTreeMap<usize, ColumnRole>) {
    let mut equal: BTreeMap<(String, Option<usize>), Vec<usize>> = BTreeMap::new();
    for (column, role) in columns.iter() {
        let ColumnRole::Module { name, meaning } = role else { continue };
        let known = match meaning {
            HeaderMeaning::Known(module) | HeaderMeaning::Near(module, _) => Some(module.index()),
            HeaderMeaning::Unsure(_) | HeaderMeaning::New => None,
        };
        if name.code.is_empty() {
            let title = if known.is_some() { String::new() } else { name.title.to_lowercase() };
            equal.entry((title, known)).or_default().push(*column);
        }
    }
    for ((_, known), own) in equal.into_iter().filter(|(_, own)| own.len() > 1) {
        let names = own.iter().filter_map(|column| match columns.get(column) {
            Some(ColumnRole::Module { name, .. }) => Some(name.clone()),
            Some(ColumnRole::PassedOver { .. }) | None => None,
        });
        let names: Vec<ColumnName> = names.collect();
        let is_one_group = own.windows(2).all(|pair| {
            let row = names.first().map_or(0, |name| name.row);
            sheet.is_merged((row, pair[0]), (row, pair[1]))
        });
        let has_parts = names.iter().all(|name| !name.part.is_empty());
        let terms: BTreeSet<&str> = names.iter().map(|name| name.term.as_str()).collect();
        if is_one_group || (has_parts && terms.len() == 1) || (known.is_some() && terms.len() == 1) {
            continue;
        }
        let named: Vec<String> = own.iter().map(|column| sheet.column_name(*column)).collect();
        let why = format!(
            "the columns {} have one heading; write a code above each, or merge the heading where they are one module",
            named.join(", ")
        );
        for (column, name) in own.into_iter().zip(names) {
            columns.insert(column, ColumnRole::PassedOver { name: name.title, why: why.clone() });
        }
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
