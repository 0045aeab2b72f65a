//! The files that a programme offers for taking along: its matrix, its gaps and its assessment map, in each of a few formats. The name of
//! such a file says what it is about after it has left the site. A file that no program could open is not offered.
//!
//! A new table or format is one line below; the compiler and `tests/exchange/formats.rs` lead to the rest: how it is
//! written, and the link to it on its page.

use super::route::ProgrammePart;
use crate::model::{ItemKind, ProgrammeId, Site};
use crate::tabular::fits_workbook;

/// A longer slug is left out of a file's name, which may have 255 bytes.
const LONGEST_SLUG: usize = 200;

/// A file with the matrix, the gaps, the assessment map or the modules of a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Download {
    /// The programme.
    pub programme: ProgrammeId,
    /// The table that it holds.
    pub table: DownloadTable,
    /// How it holds it.
    pub format: DownloadFormat,
}

/// An enum that knows all of its values, so that none can be left out of a list.
macro_rules! listed {
    ($(#[$about:meta])* $name:ident { $($(#[$about_value:meta])* $value:ident),* $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$about_value])* $value),* }

        impl $name {
            /// Each of them, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$value),*];
        }
    };
}

listed! {
    /// The tables that can be downloaded.
    DownloadTable {
        /// The matrix.
        Matrix,
        /// The gaps.
        Gaps,
        /// The assessment map.
        Assessments,
        /// The modules with their facts.
        Modules,
    }
}

listed! {
    /// How a download holds it.
    DownloadFormat {
        /// As an Excel workbook.
        Xlsx,
        /// As CSV.
        Csv,
    }
}

impl Download {
    /// Every download of `programme`.
    pub fn all(programme: ProgrammeId) -> impl Iterator<Item = Self> {
        let of_table = move |table: &'static DownloadTable| {
            DownloadFormat::ALL.iter().map(move |format| Self { programme, table: *table, format: *format })
        };
        DownloadTable::ALL.iter().flat_map(of_table)
    }

    /// Whether the programme has anything for this table: a list of modules without facts would repeat its page.
    pub(super) fn is_there(self, site: &Site) -> bool {
        match self.table {
            DownloadTable::Matrix | DownloadTable::Gaps => true,
            DownloadTable::Assessments => ProgrammePart::Assessments.is_there(site, self.programme),
            DownloadTable::Modules => {
                let mut modules = site.programmes[self.programme].modules();
                modules.any(|(_, id)| {
                    site.facts_of(&site.modules[id]).is_some_and(|facts| facts.keys().next().is_some())
                })
            }
        }
    }

    /// Whether it can be made: a workbook has only so many rows and columns.
    pub(super) fn fits(self, site: &Site) -> bool {
        let programme = &site.programmes[self.programme];
        let profile = &site.profiles[programme.profile];
        // A group for each competence, and one for each kind of item that stands under none.
        let rows = profile.items.len() + profile.competences.len() + ItemKind::ALL.len();
        let columns = match self.table {
            DownloadTable::Matrix => programme.modules().count() + programme.terms.len(),
            DownloadTable::Gaps | DownloadTable::Modules => 0,
            DownloadTable::Assessments => {
                programme.modules().map(|(_, module)| site.modules[module].occasions.len()).sum()
            }
        };
        match self.format {
            DownloadFormat::Xlsx => fits_workbook(rows, columns),
            DownloadFormat::Csv => true,
        }
    }

    /// The name of its file, for a programme called `slug` in addresses.
    pub fn file_name(self, slug: &str) -> String {
        let (table, format) = (self.name(), self.extension());
        if slug.len() > LONGEST_SLUG {
            format!("{table}.{format}")
        } else {
            format!("{slug}-{table}.{format}")
        }
    }

    /// The folder of the page that it goes with, below that of its programme; empty for the programme's own page.
    pub(super) fn folder(self) -> &'static str {
        match self.table {
            DownloadTable::Matrix => "matrix",
            DownloadTable::Gaps => "gaps",
            DownloadTable::Assessments => "assessments",
            DownloadTable::Modules => "",
        }
    }

    fn name(self) -> &'static str {
        match self.table {
            DownloadTable::Matrix => "matrix",
            DownloadTable::Gaps => "gaps",
            DownloadTable::Assessments => "assessments",
            DownloadTable::Modules => "modules",
        }
    }

    fn extension(self) -> &'static str {
        match self.format {
            DownloadFormat::Xlsx => "xlsx",
            DownloadFormat::Csv => "csv",
        }
    }
}
