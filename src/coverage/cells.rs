//! The matrix of a programme as flat arrays: items as rows, modules as columns.
//!
//! Cells stand by item and then by column, and each has at least one claim. Empty cells do not exist, so the cost
//! follows the claims, and not items times modules: a school of ten thousand modules has a hundred matrices that are
//! nearly empty.

use std::cmp::Reverse;
use std::ops::Range;

use crate::config::LevelId;
use crate::model::{ClaimId, ItemId, ModuleId, Programme, Site};

/// All claims of one module on one item.
#[derive(Debug, Clone)]
pub struct CoverageCell {
    /// The module's column.
    pub column: usize,
    /// The strongest level.
    pub level: LevelId,
    claims: Range<usize>,
}

/// A claim as it counts in one programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedClaim {
    /// The claim.
    pub claim: ClaimId,
    /// The level at which it counts.
    pub level: LevelId,
}

/// The cells of a matrix.
#[derive(Debug, Clone)]
pub struct CoverageCells {
    cells: Vec<CoverageCell>,
    claims: Vec<CountedClaim>,
    rows: Vec<Range<usize>>,
}

impl CoverageCells {
    /// The cells of `columns`; `index` gives the rows of the profile's items.
    pub(super) fn new(
        site: &Site,
        programme: &Programme,
        columns: &[ModuleId],
        index: &RowIndex,
        rows: usize,
    ) -> Self {
        let mut found: Vec<FoundClaim> = Vec::new();
        for (column, module) in columns.iter().enumerate() {
            for id in &site.modules[*module].claims {
                let claim = &site.claims[*id];
                found.extend(
                    index.get(claim.item).map(|row| {
                        (row, column, CountedClaim { claim: *id, level: programme.level_of(claim) })
                    }),
                );
            }
        }
        let (starts, mut order) = by_row(&found, rows);
        let mut matrix = Self {
            cells: Vec::new(),
            claims: Vec::with_capacity(found.len()),
            rows: Vec::with_capacity(rows),
        };
        for row in 0..rows {
            let first = matrix.cells.len();
            let in_row = &mut order[starts[row]..starts[row + 1]];
            for cell in in_row.chunk_by_mut(|a, b| found[*a].1 == found[*b].1) {
                cell.sort_unstable_by_key(|at| rank(site, found[*at].2));
                let (_, column, strongest) = found[cell[0]];
                let start = matrix.claims.len();
                matrix.claims.extend(cell.iter().map(|at| found[*at].2));
                let claims = start..matrix.claims.len();
                matrix.cells.push(CoverageCell { column, level: strongest.level, claims });
            }
            matrix.rows.push(first..matrix.cells.len());
        }
        matrix
    }

    /// The cells of row `row`, by column.
    pub fn row(&self, row: usize) -> &[CoverageCell] {
        &self.cells[self.rows[row].clone()]
    }

    /// The levels at which the module of `cell` counts for its item, strongest first.
    pub fn levels(&self, cell: &CoverageCell) -> impl Iterator<Item = LevelId> {
        let mut last = None;
        let levels = self.claims(cell).iter().map(|claim| claim.level);
        levels.filter(move |level| last.replace(*level) != Some(*level))
    }

    /// The claims of `cell`, strongest first.
    pub fn claims(&self, cell: &CoverageCell) -> &[CountedClaim] {
        &self.claims[cell.claims.clone()]
    }
}

/// The rows of a profile's items. Its ids follow one another, so the list is as long as the profile and not
/// as the site.
#[derive(Debug, Clone)]
pub(super) struct RowIndex {
    first: usize,
    rows: Vec<Option<usize>>,
}

impl RowIndex {
    pub(super) fn new(items: &[ItemId]) -> Self {
        let first = items.iter().map(|item| item.index()).min().unwrap_or(0);
        let last = items.iter().map(|item| item.index() + 1).max().unwrap_or(first);
        let mut rows = vec![None; last - first];
        for (row, item) in items.iter().enumerate() {
            rows[item.index() - first] = Some(row);
        }
        Self { first, rows }
    }

    /// The row of `item`; none when the item belongs to another profile.
    pub(super) fn get(&self, item: ItemId) -> Option<usize> {
        let at = item.index().checked_sub(self.first)?;
        self.rows.get(at).copied().flatten()
    }
}

/// A claim with its row and its column.
type FoundClaim = (usize, usize, CountedClaim);

/// Sorts `found` by row and keeps the order within each row, which is that of the columns: gives where each row
/// starts, and the indices of its claims in `found`. Each claim is counted and then put into its row (a counting sort),
/// which is all the sorting that a large site needs.
fn by_row(found: &[FoundClaim], rows: usize) -> (Vec<usize>, Vec<usize>) {
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
fn rank(site: &Site, CountedClaim { claim: id, level }: CountedClaim) -> (Reverse<LevelId>, bool, ClaimId) {
    let spot = site.claims[id].spot;
    (Reverse(level), spot.heading.is_none() && spot.lesson.is_none(), id)
}
