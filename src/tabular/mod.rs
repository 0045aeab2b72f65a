//! The form of a site in a spreadsheet, for the writers of one and for its readers: the words of columns,
//! the marks of levels, cells that are no formulas, and how much fits. A text that is written by these rules is
//! parsed by them as the same thing. How a file is laid out is not known here.

mod cell;
mod initials;
mod marks;
mod words;

pub use cell::{escape_csv, guard_formula, is_formula, unguard_formula};
pub use marks::{Mark, Marks};
pub use words::Word;

/// Excel has 16,384 columns; the rest is for what stands beside the modules.
const MOST_COLUMNS: usize = 16_000;
/// Excel has 1,048,576 rows; the rest is for headers.
const MOST_ROWS: usize = 1_048_000;

/// Whether a sheet with `rows` for items and their groups, and `columns` for modules and their terms, is one
/// that Excel can hold.
pub fn fits_workbook(rows: usize, columns: usize) -> bool {
    rows <= MOST_ROWS && columns <= MOST_COLUMNS
}
