//! The rest of what the sheets of one file may hold together. A small file can be made to become a large one: a text
//! that is stored once may be named by each cell, a cell may say that it is repeated, and many sheets may be one part.

use crate::diagnostics::say;
use crate::import::file::Refusal;
use crate::import::spreadsheet::sheet::{MOST_CELLS, too_many};

/// The most bytes of text of all cells together; a text that several cells have counts for each of them.
const LONGEST_TEXTS: usize = 64 << 20;

/// The most sheets of one file. A school's workbook with a sheet for each module has a hundred.
const MOST_SHEETS: usize = 500;

/// The cells, the bytes of text and the sheets that may still come.
#[derive(Debug)]
pub(super) struct Allowance {
    cells: usize,
    text: usize,
    sheets: usize,
}

impl Default for Allowance {
    fn default() -> Self {
        Self { cells: MOST_CELLS, text: LONGEST_TEXTS, sheets: MOST_SHEETS }
    }
}

impl Allowance {
    /// Counts a cell with a text of `length` bytes.
    ///
    /// # Errors
    /// When the file has too many cells, or too much text in them.
    pub(super) fn take_cell(&mut self, length: usize) -> Result<(), Refusal> {
        self.cells = self.cells.checked_sub(1).ok_or_else(too_many)?;
        self.text = self.text.checked_sub(length).ok_or_else(too_long)?;
        Ok(())
    }

    /// Counts `length` bytes of text that may stand in a cell.
    ///
    /// # Errors
    /// When the file has too much of it.
    pub(super) fn take_text(&mut self, length: usize) -> Result<(), Refusal> {
        self.text = self.text.checked_sub(length).ok_or_else(too_long)?;
        Ok(())
    }

    /// Counts a sheet, hidden or not.
    ///
    /// # Errors
    /// When the file has too many.
    pub(super) fn take_sheet(&mut self) -> Result<(), Refusal> {
        self.sheets = self.sheets.checked_sub(1).ok_or_else(too_many_sheets)?;
        Ok(())
    }
}

fn too_long() -> Refusal {
    Refusal::too_large(say!("its cells have more than 64 MB of text"))
}

fn too_many_sheets() -> Refusal {
    Refusal::too_large(say!("it has more than 500 sheets"))
}
