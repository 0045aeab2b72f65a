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
pub use site_json::{JsonTotals, Scope, site_json};
pub use xlsx::{TooLarge, assessments_xlsx, gaps_xlsx, matrix_xlsx};

use serde::Serialize;

use crate::diagnostics::{Message, say};

/// The bytes of an export, and what it has lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file; UTF-8 if its format's encoding is [`Encoding::Text`].
    pub bytes: Vec<u8>,
    /// The parts for which the format has no place or that it shortens: sentences for a person, without a final period.
    pub left_out: Vec<Message>,
}

impl Exported {
    /// `text`, and what of the site is not in it.
    fn of_text(text: String, left_out: Vec<Message>) -> Self {
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportError {
    /// The workbook would be larger than Excel can open.
    TooLarge(TooLarge),
    /// A programme whose modules have no assessment.
    NoAssessment,
    /// A qualification without the levels that it must have.
    NoLevel,
}

impl From<TooLarge> for ExportError {
    fn from(why: TooLarge) -> Self {
        Self::TooLarge(why)
    }
}

impl ExportError {
    /// Why there is no export.
    pub fn message(&self) -> Message {
        match self {
            Self::TooLarge(why) => why.message(),
            Self::NoAssessment => say!("no module of this programme has an assessment"),
            Self::NoLevel => {
                say!(
                    "the European Learning Model asks for a level of a national framework and of the European one"
                )
            }
        }
    }

    /// The advice for the person who asked for the export.
    pub fn help(&self) -> Message {
        match self {
            Self::TooLarge(_) => say!("write it as CSV"),
            Self::NoAssessment => {
                let example = "`{.assessment method=gesprek weight=60}`";
                say!("write one behind a heading of a module, such as {example}", example)
            }
            Self::NoLevel => {
                let example = "`level = { vks = 3, eqf = 3 }`";
                say!("write both in the profile's front matter, such as {example}", example)
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
