//! The files that a programme offers for taking along: its matrix and its gaps, as a workbook and as CSV.
//!
//! A file's name says what it is about after it has left the site. A workbook that Excel could not open is not
//! offered.

use crate::model::{ItemKind, ProgrammeId, Site};
use crate::tabular::fits_workbook;

/// A longer slug is left out of a file's name, which may have 255 bytes.
const LONGEST_SLUG: usize = 200;

/// A file with the matrix or the gaps of a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Download {
    /// The programme.
    pub programme: ProgrammeId,
    /// What it holds.
    pub table: DownloadTable,
    /// How it holds it.
    pub format: DownloadFormat,
}

/// What a download holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DownloadTable {
    /// The matrix.
    Matrix,
    /// The gaps.
    Gaps,
}

/// How a download holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DownloadFormat {
    /// As an Excel workbook.
    Xlsx,
    /// As CSV.
    Csv,
}

impl Download {
    /// Every download of `programme`.
    pub fn all(programme: ProgrammeId) -> impl Iterator<Item = Self> {
        let tables = [DownloadTable::Matrix, DownloadTable::Gaps];
        let formats = [DownloadFormat::Xlsx, DownloadFormat::Csv];
        let both = tables.into_iter().flat_map(move |table| formats.map(|format| (table, format)));
        both.map(move |(table, format)| Self { programme, table, format })
    }

    /// Whether it can be made: a workbook has only so many rows and columns.
    pub(super) fn fits(self, site: &Site) -> bool {
        let programme = &site.programmes[self.programme];
        let profile = &site.profiles[programme.profile];
        // A group for each competence, and one for each kind of item that stands under none.
        let rows = profile.items.len() + profile.competences.len() + ItemKind::ALL.len();
        let columns = match self.table {
            DownloadTable::Matrix => programme.modules().count() + programme.terms.len(),
            DownloadTable::Gaps => 0,
        };
        self.format == DownloadFormat::Csv || fits_workbook(rows, columns)
    }

    /// The name of its file, for a programme called `slug` in addresses.
    pub fn file_name(self, slug: &str) -> String {
        let (table, format) = (self.folder(), self.extension());
        if slug.len() > LONGEST_SLUG {
            format!("{table}.{format}")
        } else {
            format!("{slug}-{table}.{format}")
        }
    }

    /// The folder of the page that it goes with, below that of its programme.
    pub(super) fn folder(self) -> &'static str {
        match self.table {
            DownloadTable::Matrix => "matrix",
            DownloadTable::Gaps => "gaps",
        }
    }

    fn extension(self) -> &'static str {
        match self.format {
            DownloadFormat::Xlsx => "xlsx",
            DownloadFormat::Csv => "csv",
        }
    }
}
