//! Finds where the items, the modules and the marks of a sheet stand. Items stand in rows here; a sheet with its
//! items in columns is turned first.

use std::collections::BTreeMap;

use crate::import::matrix::items::Items;
use crate::import::matrix::modules::Modules;
use crate::import::spreadsheet::Sheet;
use crate::tabular::{Mark, Marks, Word};

/// Labels and headers stand among the first of a sheet.
const HEAD: usize = 12;

/// Where things stand in a sheet.
pub(super) struct Layout {
    /// The sheet, with its items in rows.
    pub(super) sheet: Sheet,
    /// The first row below the headers.
    pub(super) body: usize,
    /// The columns that say what a row is about.
    pub(super) labels: Vec<usize>,
    /// The columns of modules.
    pub(super) columns: Vec<usize>,
    /// The columns that hold something else, with what heads them.
    pub(super) passed_over: Vec<(String, String)>,
}

/// Finds the matrix in `sheet`.
pub(super) fn find(sheet: &Sheet, items: &Items<'_>, modules: &Modules, marks: &Marks) -> Option<Layout> {
    let turned = sheet.clone().turned();
    let (upright, across) = (weight(sheet, items), weight(&turned, items));
    let sheet = if across > upright { turned } else { sheet.clone() };
    if upright.max(across) == 0 {
        return None;
    }
    let labels = label_columns(&sheet, items);
    let body = body(&sheet, items, modules, &labels)?;
    let mut layout = Layout { sheet, body, labels, columns: Vec::new(), passed_over: Vec::new() };
    for column in 0..layout.sheet.width() {
        if layout.labels.contains(&column) {
            continue;
        }
        let header = layout.header(column);
        let is_known = header.iter().any(|cell| modules.is_module(cell));
        let Some(last) = header.last().copied() else { continue };
        if Word::find(last).is_some_and(|word| word.heads_column() || !is_known) {
            continue;
        }
        if is_known || layout.holds_marks(column, marks) {
            layout.columns.push(column);
        } else {
            layout.passed_over.push((layout.sheet.address(body.saturating_sub(1), column), last.to_owned()));
        }
    }
    Some(layout)
}

impl Layout {
    /// The texts above `column`, from the top down, without what stands above its neighbours as well, such
    /// as the title of a term.
    pub(super) fn header(&self, column: usize) -> Vec<&str> {
        let own = |row: &usize| {
            let text = self.sheet.text(*row, column);
            let is_beside = |other: usize| other < self.sheet.width() && self.sheet.text(*row, other) == text;
            let beside = [Some(column + 1), column.checked_sub(1)];
            !text.is_empty() && !beside.into_iter().flatten().any(is_beside)
        };
        (0..self.body).filter(own).map(|row| self.sheet.text(row, column)).collect()
    }

    /// The label cells of `row`.
    pub(super) fn label(&self, row: usize) -> Vec<&str> {
        self.labels
            .iter()
            .map(|column| self.sheet.text(row, *column))
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// Whether the cells of `column` are short, and some are marks.
    fn holds_marks(&self, column: usize, marks: &Marks) -> bool {
        let cells = || (self.body..self.sheet.height()).map(|row| self.sheet.text(row, column));
        let is_short = cells().all(|cell| cell.chars().count() <= 20);
        is_short && cells().any(|cell| matches!(marks.find(cell), Some(Mark::Level(_))) || is_letter(cell))
    }
}

/// Whether a cell is a letter, which may stand for a level.
pub(super) fn is_letter(cell: &str) -> bool {
    let mut letters = cell.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// How many rows name an item in one of their first cells.
fn weight(sheet: &Sheet, items: &Items<'_>) -> usize {
    let columns = sheet.width().min(HEAD);
    let named = |row: &usize| (0..columns).any(|column| items.is_item(sheet.text(*row, column)));
    (0..sheet.height()).filter(named).count()
}

/// The columns that name items or competences, and those before and between them.
fn label_columns(sheet: &Sheet, items: &Items<'_>) -> Vec<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in 0..sheet.height() {
        for column in 0..sheet.width().min(HEAD) {
            if items.is_item(sheet.text(row, column)) {
                *counts.entry(column).or_default() += 1;
            }
        }
    }
    let most = counts.values().max().copied().unwrap_or(0);
    // A stray word that is an item's text too makes no column of labels.
    let last = counts.iter().rev().find(|(_, count)| **count * 4 >= most).map_or(0, |(column, _)| *column);
    (0..=last).collect()
}

/// The first row below the headers: below the last row that names a module above the first item, or, where
/// no module is known, the first row of items.
fn body(sheet: &Sheet, items: &Items<'_>, modules: &Modules, labels: &[usize]) -> Option<usize> {
    let is_item = |row: &usize| labels.iter().any(|column| items.is_item(sheet.text(*row, *column)));
    let first = (0..sheet.height()).find(is_item)?;
    let beyond = labels.len()..sheet.width();
    let names = |row: &usize| beyond.clone().any(|column| modules.is_module(sheet.text(*row, column)));
    let header = (0..first).rev().find(names);
    // Rows between the headers and the first item that is known may hold items that are only alike.
    Some(header.map_or(first, |row| row + 1))
}
