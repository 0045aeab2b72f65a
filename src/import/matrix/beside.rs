//! Parts of a sheet that stand beside its marks and bear on them: columns that are passed over and have marks, texts
//! that take a row or a section back, cells that are only coloured. None of them becomes a claim, and all of them are
//! named.

use std::collections::BTreeSet;

use crate::diagnostics::{Message, say};
use crate::import::matrix::addresses::{addresses, distinct};
use crate::import::matrix::denial::{self, Denial};
use crate::import::matrix::layout::{ColumnRole, MatrixTable, SheetLayout, is_total_row};
use crate::import::matrix::marks::{self, may_be_mark};
use crate::import::matrix::place::Placer;
use crate::import::matrix::report::columns_named;
use crate::import::matrix::row_meaning::RowMeaning;
use crate::import::matrix::unplaced::Subject;
use crate::tabular::Word;

impl Placer<'_> {
    /// Notes whether a row without marks begins a section of items that are not covered, or ends one.
    pub(super) fn begin_section(
        &mut self,
        reading: &SheetLayout,
        row: usize,
        meaning: &RowMeaning,
        texts: &[&str],
        is_empty: bool,
    ) {
        let is_heading = match meaning {
            RowMeaning::Competence(_) => true,
            RowMeaning::Near(..) | RowMeaning::Unsure(_) => is_empty && texts.len() == 1,
            RowMeaning::Item(_)
            | RowMeaning::Items(_)
            | RowMeaning::Conflict { .. }
            | RowMeaning::Nothing => false,
        };
        if is_heading {
            let is_denial = |text: &&&str| {
                denial::of_heading(text) == Some(Denial::Certain) && self.items.competence(text).is_none()
            };
            let text = texts.iter().find(is_denial);
            self.taken_back = text.map(|text| {
                let row = reading.sheet.row_name(row);
                say!("row {row} \"{text}\" above it says that it is not covered", row, text)
            });
        }
    }

    /// Why the marks of a row are no claims, where a text above or beside it takes them back.
    pub(super) fn denial_of(
        &self,
        reading: &SheetLayout,
        row: usize,
        targets: &[(usize, usize)],
    ) -> Option<Message> {
        let sheet = &reading.sheet;
        let table = reading.tables.iter().find(|table| table.body.contains(&row));
        let is_status = |column: usize| {
            let own = table.and_then(|table| table.header.texts(column).last().copied());
            own.and_then(Word::find) == Some(Word::Status)
        };
        let is_aside = |column: &usize| {
            let is_label = reading.labels.columns.contains(column);
            let is_target = targets.iter().any(|(target, _)| target == column);
            !is_label && !is_target && !sheet.cell(row, *column).struck
        };
        let takes_back = |column: &usize| {
            let text = sheet.text(row, *column);
            let head = table.and_then(|table| table.header.texts(*column).last().copied());
            let is_dropped = head.is_some_and(denial::asks_whether_kept) && denial::is_no(text);
            is_dropped || if is_status(*column) { denial::of_status(text) } else { denial::of_remark(text) }
        };
        let mut notes =
            reading.labels.columns.iter().filter_map(|column| Some((*column, sheet.note(row, *column)?)));
        if let Some((column, note)) = notes.find(|(_, note)| denial::of_note(note)) {
            let cell = sheet.short_address(row, column);
            return Some(say!("the note on {cell} says \"{note}\"", cell, note));
        }
        let remark = (0..sheet.width()).filter(is_aside).find(takes_back).map(|column| {
            let (cell, text) = (sheet.short_address(row, column), sheet.text(row, column));
            say!("{cell} says \"{text}\" of it", cell, text)
        });
        remark.or_else(|| self.taken_back.clone())
    }

    /// Lists the marks in columns that were passed over.
    pub(super) fn passed_columns(&mut self, reading: &SheetLayout, table: &MatrixTable) {
        let sheet = &reading.sheet;
        for (column, role) in &table.columns {
            let ColumnRole::PassedOver { name, why, is_named, .. } = role else { continue };
            // A sum or an explanation is no mark of somebody's.
            let own = table.header.texts(*column);
            let is_word = own
                .last()
                .and_then(|text| Word::find(text))
                .is_some_and(|word| word.heads_column() && word != Word::Remark);
            let is_mark = |row: &usize| {
                let cell = sheet.cell(*row, *column);
                let is_own =
                    !reading.labels.columns.iter().any(|at| sheet.is_merged((*row, *column), (*row, *at)));
                let before = column.checked_sub(1).map_or("", |before| sheet.text(*row, before));
                let is_mark = may_be_mark(&self.marks, &cell.text)
                    && !marks::is_ambiguous(&cell.text)
                    && !self.explains(before, &cell.text);
                is_own && cell.says_something() && (*is_named || is_mark)
            };
            // A row that is no item of the profile may have been meant as one.
            let is_named = |row: &usize| {
                let label = reading.labels.cells(sheet, *row);
                let texts: Vec<&str> = label.iter().map(|cell| cell.text).collect();
                !texts.is_empty() && !is_total_row(&[], &texts)
            };
            let rows: Vec<usize> = table.body.clone().filter(is_mark).filter(is_named).collect();
            if is_word || rows.is_empty() {
                continue;
            }
            let texts: Vec<&str> = rows.iter().map(|row| sheet.text(*row, *column)).collect();
            let places: Vec<(usize, usize)> = rows.iter().map(|row| (*row, *column)).collect();
            let subject = Subject::Line(columns_named(sheet, &[sheet.column_name(*column)]), name.clone());
            self.unplaced_for(addresses(sheet, &places), &distinct(&texts), subject, why.clone());
        }
    }

    /// Whether `text` is the explanation that the sheet has beside `mark`.
    fn explains(&self, mark: &str, text: &str) -> bool {
        self.legend.iter().any(|known| known.mark == mark && known.meaning == text)
    }

    /// Says that cells are coloured and empty: all of them where a table has no marks, else those whose neighbours in
    /// the row and in the column are not, which shading would colour too.
    pub(super) fn colours(&mut self, reading: &SheetLayout, table: &MatrixTable, targets: &[(usize, usize)]) {
        let sheet = &reading.sheet;
        let is_item = |row: &usize| reading.labels.is_item(sheet, &self.items, *row);
        let rows: Vec<usize> = table.body.clone().filter(is_item).collect();
        let is_coloured = |row: usize, column: usize| sheet.cell(row, column).fill.is_some();
        let says = |row: usize, column: usize| sheet.cell(row, column).says_something();
        let has_marks = rows.iter().any(|row| targets.iter().any(|(column, _)| says(*row, *column)));
        let shaded: BTreeSet<usize> = targets
            .iter()
            .map(|(column, _)| *column)
            .filter(|column| rows.iter().all(|row| is_coloured(*row, *column)))
            .collect();
        let mut coloured = Vec::new();
        for row in &rows {
            if has_marks && targets.len() > 1 && targets.iter().all(|(column, _)| is_coloured(*row, *column))
            {
                continue;
            }
            for (column, target) in targets {
                let is_shaded = has_marks && rows.len() > 1 && shaded.contains(column);
                if is_coloured(*row, *column) && !says(*row, *column) && !is_shaded {
                    coloured.push((*row, *column));
                    let touched = self.items.touched(&reading.labels.cells(sheet, *row));
                    self.modules[*target].unread.extend(touched);
                }
            }
        }
        if !coloured.is_empty() {
            let why = say!(
                "these cells are coloured and have no text; a colour is not read, so write a mark in them"
            );
            self.unplaced(addresses(sheet, &coloured), "", why);
        }
    }
}
