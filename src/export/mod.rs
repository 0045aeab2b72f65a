//! Purpose: a site as data for other programs.
//! Input: views and settings. Output: [`Exported`], text or bytes.
//! Invariant: pure, and the same input gives the same bytes at any time; the numbers are those of the pages.

mod canvas;
mod case;
mod csv;
mod elm;
mod facts;
mod gaps_csv;
mod identity;
mod left_out;
mod matrix_csv;
mod moodle;
mod phrases;
mod records;
mod shortened;
mod site_json;
mod xlsx;

pub use canvas::canvas;
pub use case::{case_files, case_profile, case_programme};
pub use elm::{elm, elm_file};
pub use gaps_csv::gaps_csv;
pub use matrix_csv::matrix_csv;
pub use moodle::moodle;
pub use site_json::{Scope, site_json};

use serde::Serialize;
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

/// An export for another system, and what of the site that system has no place for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemExport {
    /// What was made.
    pub content: Exported,
    /// What was left out or shortened: sentences for a person, without a final period.
    pub left_out: Vec<String>,
}

/// `value` as JSON for people and programs, with a line end at its end.
fn json_text(value: &impl Serialize) -> String {
    // Every value here has texts as keys, so writing it as JSON cannot fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
