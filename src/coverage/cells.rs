//! Purpose: the matrix of a programme as flat arrays.
//! Input: the claims of the programme's modules. Output: [`Cells`].
//! Invariant: cells stand by item and then by column, and each has at least one claim. Empty cells do not
//! exist, so cost follows the claims and not items times modules.

use std::cmp::Reverse;
use std::ops::Range;

use super::programme::RowOf;
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
    /// The cells of `columns`; `row_of` gives the rows of the profile's items.
    pub(super) fn new(site: &Site, columns: &[ModuleId], row_of: &RowOf, rows: usize) -> Self {
        let mut found: Vec<(usize, usize, ClaimId)> = Vec::new();
        for (column, module) in columns.iter().enumerate() {
            for claim in &site.modules[*module].claims {
                let item = site.claims[*claim].item;
                found.extend(row_of.get(item).map(|row| (row, column, *claim)));
            }
        }
        let (starts, mut order) = by_row(&found, rows);
        let mut made = Self {
            cells: Vec::new(),
            claims: Vec::with_capacity(found.len()),
            rows: Vec::with_capacity(rows),
        };
        for row in 0..rows {
            let first = made.cells.len();
            let in_row = &mut order[starts[row]..starts[row + 1]];
            for cell in in_row.chunk_by_mut(|a, b| found[*a].1 == found[*b].1) {
                cell.sort_unstable_by_key(|at| rank(site, found[*at].2));
                let (_, column, strongest) = found[cell[0]];
                let start = made.claims.len();
                made.claims.extend(cell.iter().map(|at| found[*at].2));
                let level = site.claims[strongest].level;
                made.cells.push(Cell { column, level, claims: start..made.claims.len() });
            }
            made.rows.push(first..made.cells.len());
        }
        made
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

/// Where each row starts, and the places of its claims in `found`, which stand by column and so do these: each
/// claim is counted and put into its row, which is all the sorting that a large site needs.
fn by_row(found: &[(usize, usize, ClaimId)], rows: usize) -> (Vec<usize>, Vec<usize>) {
    let mut starts = vec![0; rows + 1];
    for (row, _, _) in found {
        starts[row + 1] += 1;
    }
    for row in 0..rows {
        starts[row + 1] += starts[row];
    }
    let mut next = starts.clone();
    let mut order = vec![0; found.len()];
    for (at, (row, _, _)) in found.iter().enumerate() {
        order[next[*row]] = at;
        next[*row] += 1;
    }
    (starts, order)
}

/// The strongest claim first; of equal ones a section before the whole module, since the cell links to it, then
/// in the order in which the module makes them.
fn rank(site: &Site, id: ClaimId) -> (Reverse<LevelId>, bool, ClaimId) {
    let claim = &site.claims[id];
    let whole = claim.spot.heading.is_none() && claim.spot.lesson.is_none();
    (Reverse(claim.level), whole, id)
}
