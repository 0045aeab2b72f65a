//! Purpose: the matrix of a programme as flat arrays.
//! Input: the claims of the programme's modules. Output: [`Cells`].
//! Invariant: cells stand by item and then by column, and each has at least one claim. Empty cells do not
//! exist, so cost follows the claims and not items times modules.

use std::ops::Range;

use crate::config::LevelId;
use crate::model::{ClaimId, ModuleId, Site};

/// All claims of one module on one item.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The module's column.
    pub column: usize,
    /// The strongest level.
    pub level: LevelId,
    claims: Range<usize>,
}

/// The cells of a matrix.
#[derive(Debug, Clone)]
pub struct Cells {
    cells: Vec<Cell>,
    claims: Vec<ClaimId>,
    rows: Vec<Range<usize>>,
}

impl Cells {
    /// The cells of `columns`; `row` gives the row of an item by its place in the site, if it has one.
    pub(super) fn new(site: &Site, columns: &[ModuleId], row: &[Option<usize>], rows: usize) -> Self {
        let mut entries: Vec<(usize, usize, ClaimId)> = Vec::new();
        for (column, module) in columns.iter().enumerate() {
            for claim in &site.modules[*module].claims {
                let item = site.claims[*claim].item;
                entries.extend(row[item.index()].map(|row| (row, column, *claim)));
            }
        }
        // The strongest claim first; of equal ones a section before the whole module, since the cell links
        // to it, then in the order in which the module makes them.
        entries.sort_by_key(|(row, column, id)| {
            let claim = &site.claims[*id];
            let whole = claim.spot.heading.is_none() && claim.spot.lesson.is_none();
            (*row, *column, std::cmp::Reverse(claim.level), whole, *id)
        });
        let mut cells: Vec<Cell> = Vec::new();
        let mut row_ends = vec![0; rows];
        let mut previous = None;
        for (at, (row, column, claim)) in entries.iter().enumerate() {
            if previous == Some((*row, *column)) {
                if let Some(cell) = cells.last_mut() {
                    cell.claims.end = at + 1;
                }
            } else {
                cells.push(Cell { column: *column, level: site.claims[*claim].level, claims: at..at + 1 });
            }
            row_ends[*row] = cells.len();
            previous = Some((*row, *column));
        }
        let mut start = 0;
        let rows = row_ends.into_iter().map(|end| {
            let range = start..end.max(start);
            start = range.end;
            range
        });
        let rows = rows.collect();
        Self { cells, claims: entries.into_iter().map(|(_, _, claim)| claim).collect(), rows }
    }

    /// The cells of row `row`, by column.
    pub fn row(&self, row: usize) -> &[Cell] {
        &self.cells[self.rows[row].clone()]
    }

    /// The claims of `cell`, strongest first.
    pub fn claims(&self, cell: &Cell) -> &[ClaimId] {
        &self.claims[cell.claims.clone()]
    }
}
