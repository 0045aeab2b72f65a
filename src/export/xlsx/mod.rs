//! The matrix, the gaps and the assessment map as Excel workbooks that can be handed round. Every text is stored as a text, whatever it
//! begins with, and the same view gives the same bytes.

mod assessments;
mod gaps;
mod legend;
mod matrix;
mod page;
mod style;
mod table;

pub use assessments::assessments_xlsx;
pub use gaps::gaps_xlsx;
pub use matrix::matrix_xlsx;
pub(super) use table::{TableCell, table_xlsx};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::diagnostics::{Message, say};

/// Why there is no workbook: something is larger than Excel can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLarge(Message);

impl TooLarge {
    /// A table of so many rows and columns.
    fn table(rows: impl std::fmt::Display, columns: impl std::fmt::Display) -> Self {
        Self(say!("rows: {rows}, columns: {columns}", rows, columns))
    }

    /// The sentence that says how large it is for Excel.
    pub fn message(&self) -> Message {
        say!("an Excel workbook cannot hold this: {what}", what = self.0)
    }
}

impl From<XlsxError> for TooLarge {
    fn from(error: XlsxError) -> Self {
        Self(Message::verbatim(error.to_string()))
    }
}

/// An empty workbook called `title`. Its date is that of nothing in particular, since the time at which it
/// was made would give other bytes each time.
fn workbook(title: &str) -> Result<Workbook, TooLarge> {
    let mut workbook = Workbook::new();
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties =
        DocProperties::new().set_title(title).set_author("leerlijn").set_creation_datetime(&date);
    workbook.set_properties(&properties);
    Ok(workbook)
}
