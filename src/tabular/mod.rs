//! Purpose: what a site looks like in a spreadsheet, to those who write one and to those who read one.
//! Input: settings, texts. Output: words of columns, marks of levels, cells that are no formulas,
//! how much fits.
//! Invariant: what is written by these rules is read back by them as the same thing. How a file is laid out
//! is not known here.

mod cell;
mod marks;
mod size;
mod words;

pub use cell::{escape_csv, guard_formula, is_formula, unguard_formula};
pub use marks::{Mark, Marks};
pub use size::fits_workbook;
pub use words::Word;
