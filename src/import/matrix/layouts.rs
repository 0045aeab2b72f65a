//! Parses a sheet: finds every layout that it may have, upright and turned, with each row that may name the modules, and
//! gives each a score for the cells that it explains. The best one is taken when no other comes near; else both are shown,
//! and the person says which is meant. A sheet whose rows say claims by themselves is parsed as [`ClaimRows`].

use std::collections::BTreeSet;
use std::ops::Range;

use crate::import::matrix::claim_rows::ClaimRows;
use crate::import::matrix::composed;
use crate::import::matrix::header::Header;
use crate::import::matrix::labels::Labels;
use crate::import::matrix::layout::{ColumnRole, SheetLayout};
use crate::import::matrix::marks::may_be_mark;
use crate::import::matrix::sheet_parser::SheetParser;
use crate::import::matrix::vocabulary::{
    is_about_modules, is_about_numbers, is_about_texts, is_note, is_number,
};
use crate::import::spreadsheet::Sheet;
use crate::tabular::Word;
use crate::text::fold_cell;

/// A sheet after it was parsed.
pub(super) enum ParsedSheet {
    /// It has no matrix; perhaps items beside something that is no module.
    Nothing(Option<Box<SheetLayout>>),
    /// It is a matrix, in this layout.
    Matrix(Box<SheetLayout>),
    /// It may have either of two layouts.
    Either(Box<SheetLayout>, Box<SheetLayout>),
    /// Each of its rows says claims.
    Rows(Box<ClaimRows>),
}

/// So many rows above a table may say something of its columns, those nearest to it.
const MOST_HEADER_ROWS: usize = 200;

/// So many rows that may name the modules as well are tried, each by a reading of the whole sheet.
const MOST_RIVALS: usize = 12;

impl SheetParser<'_, '_> {
    /// Parses `sheet` in every way, and takes the best.
    pub(super) fn parse(&self, sheet: &Sheet) -> ParsedSheet {
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
            return ParsedSheet::Rows(Box::new(rows));
        }
        // Of equally good ones the first: upright before turned.
        readings.sort_by_key(|reading| (!reading.has_modules(), std::cmp::Reverse(reading.score)));
        let mut readings = readings.into_iter();
        let Some(best) = readings.next() else { return ParsedSheet::Nothing(None) };
        if !best.has_modules() {
            return ParsedSheet::Nothing(Some(Box::new(best)));
        }
        let is_near = |other: &SheetLayout| {
            other.has_modules() && other.score * 10 > best.score * 9 && !best.says_the_same(other)
        };
        match readings.find(is_near) {
            Some(other) => ParsedSheet::Either(Box::new(best), Box::new(other)),
            None => ParsedSheet::Matrix(Box::new(best)),
        }
    }

    /// The readings of a sheet that is turned one way.
    fn readings(&self, sheet: &Sheet, readings: &mut Vec<SheetLayout>) {
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
        let own = self.said.items.iter().filter(|name| !sheet.is_in_other_part(name));
        let own: Vec<String> = own.cloned().collect();
        if own.is_empty() && !self.said.items.is_empty() {
            return None;
        }
        let columns = find(&own, sheet.width(), &|column| sheet.column_name(column))?;
        let rows = find(&self.said.modules, sheet.height(), &|row| sheet.row_name(row))?;
        Some((columns, rows))
    }

    fn reading(&self, sheet: &Sheet, labels: &Labels, wanted: &[usize]) -> Option<SheetLayout> {
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
        let mut reading = SheetLayout { sheet: sheet.clone(), labels: labels.clone(), tables, score: 0 };
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
    fn score(&self, reading: &SheetLayout) -> Option<usize> {
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

impl ParsedSheet {
    /// The reading that was taken, or the first of two.
    pub(super) fn taken(&self) -> Option<&SheetLayout> {
        match self {
            Self::Matrix(reading) | Self::Either(reading, _) => Some(reading),
            Self::Nothing(_) | Self::Rows(_) => None,
        }
    }

    /// The reading that was taken, where there is one only.
    pub(super) fn certain(&self) -> Option<&SheetLayout> {
        match self {
            Self::Matrix(reading) => Some(reading),
            Self::Nothing(_) | Self::Either(..) | Self::Rows(_) => None,
        }
    }

    /// The rows that say claims.
    pub(super) fn rows(&self) -> Option<&ClaimRows> {
        match self {
            Self::Rows(rows) => Some(rows),
            Self::Matrix(_) | Self::Either(..) | Self::Nothing(_) => None,
        }
    }
}

/// The best of some readings.
fn best(readings: &[SheetLayout]) -> Option<&SheetLayout> {
    readings.iter().filter(|reading| reading.has_modules()).max_by_key(|reading| reading.score)
}
