//! Purpose: see that what is assessed was taught before.
//! Input: the cells of an item and the terms of the columns. Output: [`Early`], and its warning.
//! Invariant: an item that is only ever assessed is not reported: nobody says that it is introduced later.

use super::cells::Cells;
use super::programme::ProgrammeCoverage;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{ClaimId, Site};

/// An item that reaches the required level in a term before the first one that introduces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Early {
    /// The first claim at the required level.
    pub assessed: ClaimId,
    /// The first claim below it.
    pub introduced: ClaimId,
}

impl Early {
    /// Looks at the item in row `row`; `terms` gives the term of each column.
    pub(super) fn find(site: &Site, cells: &Cells, row: usize, terms: &[usize]) -> Option<Self> {
        let required = site.config.scale.required;
        let mut assessed: Option<(usize, ClaimId)> = None;
        let mut introduced: Option<(usize, ClaimId)> = None;
        for cell in cells.row(row) {
            for claim in cells.claims(cell) {
                let strong = site.claims[*claim].level >= required;
                let first = if strong { &mut assessed } else { &mut introduced };
                // Columns stand in the order of terms, so the first one met is the earliest.
                first.get_or_insert((terms[cell.column], *claim));
            }
        }
        let (assessed, introduced) = (assessed?, introduced?);
        (assessed.0 < introduced.0).then_some(Self { assessed: assessed.1, introduced: introduced.1 })
    }
}

/// A warning for each item of `coverage` that is assessed before it is introduced.
pub(super) fn problems(site: &Site, coverage: &ProgrammeCoverage) -> Vec<Diagnostic> {
    let programme = &site.programmes[coverage.programme];
    let early = coverage.rows.iter().filter_map(|row| Some((row.item, row.early?)));
    early
        .map(|(item, early)| {
            let (assessed, introduced) = (&site.claims[early.assessed], &site.claims[early.introduced]);
            let (id, title) = (&site.items[item].id, &programme.title);
            let (before, after) =
                (site.modules[assessed.module].name(), site.modules[introduced.module].name());
            let message =
                format!("in `{title}`, `{id}` is assessed in {before} before {after} introduces it");
            Diagnostic::new(Code::L406, assessed.place.clone(), message)
                .help("introduce it earlier, or assess it later")
                .related(introduced.place.clone(), "introduced here, in a later term")
        })
        .collect()
}
