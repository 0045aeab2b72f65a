//! The modules on which the coverage of a programme rests: which items hang on one module alone, which are covered many
//! times over, and which modules could go without opening a gap. A choice counts for what it guarantees: an item that two of
//! three modules assess, of which everyone takes two, is covered once, and hangs on neither of the two.

use super::programme::{ProgrammeCoverage, Status};
use crate::model::Site;

/// An item that so many modules bring to the required level is covered many times: a second one is a safeguard.
pub const MANY: usize = 3;

/// The modules on which the coverage of a programme rests. Rows and columns are those of the coverage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reliance {
    /// For each column the rows that no other column covers.
    pub only: Vec<Vec<usize>>,
    /// The rows that everyone covers [`MANY`] times or more, with the columns that do.
    pub many: Vec<(usize, Vec<usize>)>,
}

impl Reliance {
    /// The modules on which `coverage` rests.
    pub fn new(site: &Site, coverage: &ProgrammeCoverage) -> Self {
        let mut reliance = Self { only: vec![Vec::new(); coverage.columns.len()], many: Vec::new() };
        for (row, standing) in coverage.rows.iter().enumerate() {
            if standing.status != Status::Covered {
                continue;
            }
            if let Some(column) = coverage.only_column(site, row) {
                reliance.only[column].push(row);
            } else if coverage.times(site, row) >= MANY {
                reliance.many.push((row, coverage.covering(site, row).collect()));
            }
        }
        reliance
    }

    /// How many rows hang on one column.
    pub fn singles(&self) -> usize {
        self.only.iter().map(Vec::len).sum()
    }

    /// The columns without which as many items would be covered.
    pub fn spare(&self) -> impl Iterator<Item = usize> {
        self.only.iter().enumerate().filter(|(_, rows)| rows.is_empty()).map(|(column, _)| column)
    }
}
