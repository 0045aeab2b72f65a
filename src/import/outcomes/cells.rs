//! A table of outcomes as rows and cells, wherever it comes from: a sheet, or a table within a document.

use std::collections::HashSet;

use crate::diagnostics::Message;
use crate::import::draft::DocumentText;
use crate::import::outcomes::columns::{self, ColumnName};
use crate::import::outcomes::words;
use crate::text::Spanned;

/// A table, from wherever it comes.
#[derive(Debug, Default)]
pub(super) struct OutcomeTable {
    /// Its name in messages: `sheet "Blad1"`, `the table`.
    pub(super) name: Message,
    /// How its file calls each column.
    pub(super) columns: Vec<String>,
    /// Its rows, as wide as there are columns.
    pub(super) rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct TableRow {
    /// How its file calls it.
    pub(super) name: String,
    pub(super) cells: Vec<TableCell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct TableCell {
    /// Its lines, without bullets.
    pub(super) lines: Vec<CellLine>,
    /// The first column of the merged area that it shares with others of its row; none for a cell by itself.
    pub(super) area: Option<usize>,
    /// Whether it is part of an area that begins in a row above: its text is that of the area.
    pub(super) is_below: bool,
    /// Whether it is a number, or may be one, of which zeros at the end may be lost.
    pub(super) is_number: bool,
}

/// A line of a cell.
#[derive(Debug, Clone)]
pub(super) struct CellLine {
    pub(super) text: DocumentText,
    /// Whether a bullet stood before it.
    pub(super) is_item: bool,
    /// Whether it is a paragraph of its own and no part of one that goes on.
    pub(super) is_whole: bool,
}

impl TableCell {
    /// All its text on one line.
    pub(super) fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.value.as_str()).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The meaning of its text over a column; of several lines the first may say it: "Learning outcomes", "The learner
    /// will:".
    pub(super) fn column_name(&self) -> Option<ColumnName> {
        let first = || self.lines.first().filter(|_| self.lines.len() > 1);
        columns::column(&self.text()).or_else(|| columns::column(&first()?.text.value))
    }

    /// Its text as one, with its place.
    pub(super) fn whole(&self) -> Option<DocumentText> {
        let first = self.lines.first()?;
        let last = self.lines.last()?;
        let mut span = first.text.span;
        span.end = span.end.max(last.text.span.end);
        Some(Spanned::new(self.text(), span))
    }
}

impl TableRow {
    /// The texts of the row, each with its column, a merged area once.
    pub(super) fn texts(&self) -> Vec<(usize, String)> {
        let mut seen = HashSet::new();
        let cells = self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let once = cells.filter(|(_, cell)| cell.area.is_none_or(|area| seen.insert(area)));
        once.map(|(column, cell)| (column, cell.text())).collect()
    }

    /// The texts of the row with their places, a merged area once.
    pub(super) fn whole_texts(&self) -> Vec<DocumentText> {
        self.texts().into_iter().filter_map(|(column, _)| self.cells[column].whole()).collect()
    }

    /// Whether it has names of columns and nothing else, as tables have that go on over pages.
    pub(super) fn names_columns(&self) -> bool {
        let texts = self.texts();
        let is_name = |text: &str| columns::column(text).is_some() && text.split_whitespace().count() <= 3;
        texts.len() >= 2 && texts.iter().all(|(_, text)| is_name(text))
    }

    /// Whether it adds up the numbers of other rows: a word such as "Totaal", and numbers alone beside it.
    pub(super) fn is_total(&self) -> bool {
        let texts = self.texts();
        let Some(((_, first), others)) = texts.split_first() else { return false };
        let is_number = |text: &str| {
            text.contains(|c: char| c.is_ascii_digit())
                && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,%+-'’".contains(c))
        };
        words::is_total(first) && others.iter().all(|(_, text)| is_number(text) || words::is_total(text))
    }
}
