//! Purpose: a site as data for other programs.
//! Input: views and settings. Output: [`Exported`], text or bytes.
//! Invariant: pure, and the same input gives the same bytes at any time; the numbers are those of the pages.

mod csv;
mod gaps_csv;
mod matrix_csv;
mod phrases;
mod xlsx;

pub use gaps_csv::gaps_csv;
pub use matrix_csv::matrix_csv;
pub use xlsx::{TooLarge, gaps_xlsx, matrix_xlsx};

/// What an export made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// A text, which can be shown.
    Text(String),
    /// Bytes that only a program can read.
    Binary(Vec<u8>),
}

impl Exported {
    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Binary(bytes) => bytes,
        }
    }
}
