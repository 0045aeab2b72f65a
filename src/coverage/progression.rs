//! Sees that what is assessed was taught before.
//!
//! An item is early when it reaches the required level in a term before the first one that introduces it, for somebody who
//! may take these modules: whoever can pass by all that introduces it sooner, and meets it later. Within one term the order
//! of modules says nothing, and an item that is only ever assessed is not reported: nobody says that it is introduced later.

use super::cells::{CoverageCell, CoverageCells};
use super::choices::ColumnChoices;
use crate::config::LevelId;
use crate::model::ClaimId;

/// The claims that show an item early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Early {
    /// The first claim at the required level.
    pub assessed: ClaimId,
    /// The first claim below it in a later term.
    pub introduced: ClaimId,
    /// The first claim below it before that, in a module that not everyone takes.
    pub chosen: Option<ClaimId>,
}

impl Early {
    /// Looks at the item in row `row`; `terms` gives the term of each column.
    pub(super) fn find(
        cells: &CoverageCells,
        row: usize,
        required: LevelId,
        (terms, choices): (&[usize], &ColumnChoices),
    ) -> Option<Self> {
        let row = cells.row(row);
        let first = |cell: &CoverageCell, is_strong: bool| {
            let mut claims = cells.claims(cell).iter();
            claims.find(|claim| (claim.level >= required) == is_strong).map(|claim| claim.claim)
        };
        let weak = row.iter().filter_map(|cell| Some((cell.column, first(cell, false)?)));
        let weak: Vec<(usize, ClaimId)> = weak.collect();
        let is_taken = |column: usize| choices.of(column).is_none_or(|choice| choice.pick > 0);
        row.iter().filter(|cell| !weak.is_empty() && is_taken(cell.column)).find_map(|cell| {
            let assessed = first(cell, true)?;
            // Columns stand in the order of terms.
            let until = weak.partition_point(|(column, _)| terms[*column] <= terms[cell.column]);
            let (before, after) = weak.split_at(until);
            let (_, introduced) = *after.iter().find(|(column, _)| is_taken(*column))?;
            let columns: Vec<usize> = before.iter().map(|(column, _)| *column).collect();
            let is_passed_by = !columns.contains(&cell.column) && choices.sure(&columns).at_least == 0;
            let chosen = before.iter().find(|(column, _)| is_taken(*column)).map(|(_, claim)| *claim);
            is_passed_by.then_some(Self { assessed, introduced, chosen })
        })
    }
}
