//! Purpose: how large a workbook can be.
//! Input: rows and columns. Output: whether they fit.
//! Invariant: what fits by this rule can be written; so a page may link to a workbook before it is made.

/// Excel has 16,384 columns; the rest is for what stands beside the modules.
const MOST_COLUMNS: usize = 16_000;
/// Excel has 1,048,576 rows; the rest is for headers.
const MOST_ROWS: usize = 1_048_000;

/// Whether a sheet with `rows` for items and their groups, and `columns` for modules and their terms, is one
/// that Excel can hold.
pub fn fits_workbook(rows: usize, columns: usize) -> bool {
    rows <= MOST_ROWS && columns <= MOST_COLUMNS
}
