//! A site as data for other programs.
//!
//! Each format is a module with functions from the site, or from the views of its pages, to text or bytes; the
//! numbers are therefore those of the pages. [`FORMATS`] is the table of all of them. Nothing here depends on the
//! clock or the machine: the same content gives the same bytes at any time.

mod canvas;
mod case;
mod csv;
mod elm;
mod facts;
mod formats;
mod identity;
mod markdown;
mod module_table;
mod moodle;
mod phrases;
mod site_json;
mod xlsx;

pub use canvas::canvas;
pub use case::{case_files, case_profile, case_programme};
pub use csv::{assessments_csv, gaps_csv, matrix_csv};
pub use elm::{elm, elm_file};
pub use formats::{
    Encoding, ExportFormat, ExportSubject, FORMATS, MatrixWriter, ProfileWriter, ProgrammeWriter, SiteWriter,
};
pub use markdown::{llms_txt, page_markdown};
pub use module_table::{modules_csv, modules_xlsx};
pub use moodle::moodle;
pub use site_json::{Scope, site_json};
pub use xlsx::{TooLarge, assessments_xlsx, gaps_xlsx, matrix_xlsx};

use serde::Serialize;

/// The bytes of an export, and what it has lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file; UTF-8 if its format's encoding is [`Encoding::Text`].
    pub bytes: Vec<u8>,
    /// The parts for which the format has no place or that it shortens: sentences for a person, without a final period.
    pub left_out: Vec<String>,
}

impl Exported {
    /// `text`, and what of the site is not in it.
    fn of_text(text: String, left_out: Vec<String>) -> Self {
        Self { bytes: text.into_bytes(), left_out }
    }
}

impl From<String> for Exported {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl From<Vec<u8>> for Exported {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, left_out: Vec::new() }
    }
}

/// Why something cannot be written in a format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The workbook would be larger than Excel can open.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// A programme whose modules have no assessment.
    #[error("no module of this programme has an assessment")]
    NoAssessment,
    /// A qualification without the levels that it must have.
    #[error("the European Learning Model asks for a level of a national framework and of the European one")]
    NoLevel,
}

impl ExportError {
    /// The advice for the person who asked for the export.
    pub fn help(&self) -> &'static str {
        match self {
            Self::TooLarge(_) => "write it as CSV",
            Self::NoAssessment => {
                "write one behind a heading of a module, such as `{.assessment method=gesprek weight=60}`"
            }
            Self::NoLevel => {
                "write both in the profile's front matter, such as `level = { vks = 3, eqf = 3 }`"
            }
        }
    }
}

/// `value` as JSON for people and programs, with a line end at its end.
fn json_text(value: &impl Serialize) -> String {
    // Every value here has texts as keys, so writing it as JSON cannot fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
