//! Brings a coverage matrix that somebody keeps in a spreadsheet, or that another site exported, into the modules.
//!
//! [`place()`] says what each cell means, [`Edits`] which files change. Nothing is guessed in silence: what was
//! recognised by similarity alone, what each mark was taken for, and every cell that could not be placed is listed.
//!
//! ```text
//! workbook ─┐
//! CSV ──────┼→ Sheet ─layout→ where items and modules stand ─place→ Placed ─edits→ Edits
//! CASE ─────┘
//! ```

use crate::import::file::detect::FileKind;
use crate::import::file::{Refusal, detect};
use crate::import::spreadsheet;
use crate::import::spreadsheet::Spreadsheet;

mod case;
mod edits;
mod items;
mod layout;
mod modules;
mod place;

pub use edits::{Edits, FileEdit, Removal};
pub use place::{Near, Options, Placed, Placing, Seat, Unplaced, place};

/// The sheets of the file `bytes`; `name` is what a CSV file's only sheet is called.
///
/// # Errors
/// When it holds no matrix, or is too large.
pub fn read(bytes: &[u8], name: &str, kind: Option<FileKind>) -> Result<Spreadsheet, Refusal> {
    if detect::detect_as(bytes, kind)? == FileKind::CaseCoverage {
        return case::read(bytes);
    }
    spreadsheet::read(bytes, name, kind)
}
