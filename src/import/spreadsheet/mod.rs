//! Spreadsheets of strangers as grids of cells, for every import that reads a table: a coverage matrix, a list of
//! outcomes, a framework.
//!
//! [`read`] opens an Excel workbook, an OpenDocument spreadsheet, a CSV file or the tables of a web page and gives its sheets. A [`Sheet`] is
//! that which somebody sees who opens the file: the text that a cell shows (`1.10`, `50%`, `M01`), merged areas
//! whose every cell has the area's text, no hidden rows and columns. Facts that could mislead a reader stand beside the
//! text: whether it is struck through, whether it is a number that the program may have cut, whether a formula has no
//! stored value. Parts that are left out because they are hidden are listed, so that an import can say so.
//!
//! ```text
//! .xlsx ──┐
//! .ods ───┤
//! .csv ───┼→ Spreadsheet { sheets: [Sheet], hidden: [names] } ─→ matrix, lists of outcomes, …
//! .html ──┘
//! ```

mod allowance;
pub(in crate::import) mod csv;
mod hidden;
mod html;
mod html_style;
mod notes;
mod number;
mod ods;
mod sheet;
mod styles;
mod xlsx;

pub(in crate::import) use sheet::SheetBuilder;
pub use sheet::{CellValue, Sheet, SheetCell};

use crate::import::file::detect::FileKind;
use crate::import::file::{Refusal, detect};

/// The sheets of one file.
#[derive(Debug, Clone, Default)]
pub struct Spreadsheet {
    /// Those that are shown, in their order.
    pub sheets: Vec<Sheet>,
    /// The names of those that are hidden, which nobody reads.
    pub hidden: Vec<String>,
}

/// The sheets of the file `bytes`, which is of `kind` or else of the kind that it looks like; `name` is what the only
/// sheet of a CSV file or a web page is called.
///
/// # Errors
/// When it is no spreadsheet, is damaged, or is too large.
pub fn read(bytes: &[u8], name: &str, kind: Option<FileKind>) -> Result<Spreadsheet, Refusal> {
    match detect::detect_as(bytes, kind)? {
        FileKind::Xlsx => xlsx::parse(bytes),
        FileKind::Ods => ods::parse(bytes),
        FileKind::Html => html::parse(bytes, name),
        FileKind::Docx
        | FileKind::BkJson
        | FileKind::CaseJson
        | FileKind::CaseCoverage
        | FileKind::SiteJson
        | FileKind::MoodleCsv
        | FileKind::CanvasCsv
        | FileKind::MatrixCsv
        | FileKind::Text => {
            csv::parse(bytes, name).map(|sheet| Spreadsheet { sheets: vec![sheet], hidden: Vec::new() })
        }
    }
}
