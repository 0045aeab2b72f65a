//! One sheet of a spreadsheet as a grid of texts. Rows and columns without any text are not kept, so a sheet with
//! two far corners is two rows and two columns; at most [`MOST_CELLS`] cells are held, whatever the file says of
//! itself.

use std::collections::BTreeSet;

use crate::import::file::Refusal;
use crate::text::is_control;

/// A school's largest matrix has some 400,000.
pub(super) const MOST_CELLS: usize = 1_000_000;

/// A cell with its row and column, counted from zero.
pub(super) type Cell = (u32, u32, String);

/// A merged area: first and last row, first and last column.
pub(super) type Area = ((u32, u32), (u32, u32));

/// A sheet that may be read by rows or, turned, by columns.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    rows: Vec<u32>,
    columns: Vec<u32>,
    cells: Vec<String>,
    turned: bool,
}

impl Sheet {
    /// A sheet of `cells`.
    ///
    /// # Errors
    /// When it has too many of them.
    pub(super) fn new(name: &str, cells: Vec<Cell>, merged: &[Area]) -> Result<Self, Refusal> {
        let rows: Vec<u32> = cells.iter().map(|cell| cell.0).collect::<BTreeSet<_>>().into_iter().collect();
        let columns: Vec<u32> =
            cells.iter().map(|cell| cell.1).collect::<BTreeSet<_>>().into_iter().collect();
        if rows.len().saturating_mul(columns.len()) > MOST_CELLS {
            return Err(too_many());
        }
        let grid = vec![String::new(); rows.len() * columns.len()];
        let mut sheet = Self { name: name.to_owned(), rows, columns, cells: grid, turned: false };
        for (row, column, text) in cells {
            if let (Ok(row), Ok(column)) =
                (sheet.rows.binary_search(&row), sheet.columns.binary_search(&column))
            {
                let at = row * sheet.columns.len() + column;
                // No page can show these, so no title that is made of a cell may have them.
                sheet.cells[at] = if text.contains(is_control) { text.replace(is_control, "") } else { text };
            }
        }
        sheet.spread(merged);
        Ok(sheet)
    }

    /// Writes the text of each merged area into all of its cells.
    fn spread(&mut self, merged: &[Area]) {
        let mut left = MOST_CELLS;
        for ((first_row, last_row), (first_column, last_column)) in merged {
            let within = |all: &[u32], first: u32, last: u32| {
                all.partition_point(|at| *at < first)..all.partition_point(|at| *at <= last)
            };
            let rows = within(&self.rows, *first_row, *last_row);
            let columns = within(&self.columns, *first_column, *last_column);
            let size = rows.len().saturating_mul(columns.len());
            // Areas of a real sheet do not overlap, so together they are never larger than it.
            if size > left {
                return;
            }
            left -= size;
            let width = self.columns.len();
            let Some(text) = self.cells.get(rows.start * width + columns.start).cloned() else { continue };
            for row in rows {
                for column in columns.clone() {
                    self.cells[row * width + column].clone_from(&text);
                }
            }
        }
    }

    /// The same sheet with its columns as rows.
    pub(super) fn turned(mut self) -> Self {
        self.turned = !self.turned;
        self
    }

    /// How many rows it has.
    pub(super) fn height(&self) -> usize {
        if self.turned { self.columns.len() } else { self.rows.len() }
    }

    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        if self.turned { self.rows.len() } else { self.columns.len() }
    }

    /// The text of a cell, without white space around it.
    pub(super) fn text(&self, row: usize, column: usize) -> &str {
        let (row, column) = if self.turned { (column, row) } else { (row, column) };
        self.cells.get(row * self.columns.len() + column).map_or("", |text| text.trim())
    }

    /// The cell's address in the file: `Blad1!D7`.
    pub(super) fn address(&self, row: usize, column: usize) -> String {
        let (row, column) = if self.turned { (column, row) } else { (row, column) };
        let row = self.rows.get(row).map_or(0, |row| row.saturating_add(1));
        let mut letters = Vec::new();
        let mut number = self.columns.get(column).map_or(0, |column| column.saturating_add(1));
        while number > 0 {
            letters.push(char::from(b'A' + u8::try_from((number - 1) % 26).unwrap_or(0)));
            number = (number - 1) / 26;
        }
        format!("{}!{}{row}", self.name, letters.into_iter().rev().collect::<String>())
    }
}

pub(super) fn too_many() -> Refusal {
    Refusal::too_large("a sheet has more than 1,000,000 cells")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u32, column: u32, text: &str) -> (u32, u32, String) {
        (row, column, text.to_owned())
    }

    #[test]
    fn far_corners_are_two_rows_and_two_columns() {
        let sheet = Sheet::new("S", vec![cell(0, 0, "a"), cell(1_048_575, 16_383, "b")], &[]).unwrap();
        assert_eq!((sheet.height(), sheet.width()), (2, 2));
        assert_eq!(sheet.address(1, 1), "S!XFD1048576");
    }

    #[test]
    fn merged_cells_all_hold_the_text() {
        let cells = vec![cell(0, 1, "Semester 1"), cell(1, 1, "M01"), cell(1, 2, "M02")];
        let sheet = Sheet::new("S", cells, &[((0, 0), (1, 2))]).unwrap();
        assert_eq!((sheet.text(0, 0), sheet.text(0, 1)), ("Semester 1", "Semester 1"));
        let turned = sheet.turned();
        assert_eq!((turned.text(1, 1), turned.address(1, 1)), ("M02", "S!C2".to_owned()));
    }
}
