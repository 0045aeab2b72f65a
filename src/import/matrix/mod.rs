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

mod case;
mod csv;
mod edits;
mod items;
mod layout;
mod modules;
mod place;
mod sheet;
mod xlsx;

pub use edits::{Edits, FileEdit, Removal};
pub use place::{Near, Options, Placed, Placing, Seat, Unplaced, place};
pub use sheet::Sheet;

/// The sheets of the file `bytes`; `name` is what a CSV file's only sheet is called.
///
/// # Errors
/// When it holds no matrix, or is too large.
pub fn read(bytes: &[u8], name: &str, kind: Option<FileKind>) -> Result<Vec<Sheet>, Refusal> {
    match detect::detect_as(bytes, kind)? {
        FileKind::Xlsx => xlsx::read(bytes),
        FileKind::CaseCoverage => case::read(bytes).map(|sheet| vec![sheet]),
        _ => csv::read(bytes, name).map(|sheet| vec![sheet]),
    }
}
