//! Sees that what is assessed was taught before.
//!
//! An item is early when it reaches the required level in a term before the first one that introduces it. Within one
//! term the order of modules says nothing, and an item that is only ever assessed is not reported: nobody says that it
//! is introduced later. Modules of choices count as all others: any two of different terms can be taken together, so whoever
//! takes these two meets the item in the wrong order.

use super::cells::CoverageCells;
use crate::diagnostics::{Code, Diagnostic, say};
use crate::model::{ClaimId, Item, Programme, Site};

/// The claims that show an item early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Early {
    /// The first claim at the required level.
    pub assessed: ClaimId,
    /// The first claim below it.
    pub introduced: ClaimId,
}

impl Early {
    /// Looks at the item in row `row`; `terms` gives the term of each column.
    pub(super) fn find(site: &Site, cells: &CoverageCells, row: usize, terms: &[usize]) -> Option<Self> {
        let required = site.config.scale.required;
        let mut assessed: Option<(usize, ClaimId)> = None;
        let mut introduced: Option<(usize, ClaimId)> = None;
        for cell in cells.row(row) {
            for claim in cells.claims(cell) {
                let strong = claim.level >= required;
                let first = if strong { &mut assessed } else { &mut introduced };
                // Columns stand in the order of terms, so the first one met is the earliest.
                first.get_or_insert((terms[cell.column], claim.claim));
            }
        }
        let (assessed, introduced) = (assessed?, introduced?);
        (assessed.0 < introduced.0).then_some(Self { assessed: assessed.1, introduced: introduced.1 })
    }

    /// The warning that `item` is early in `programme`.
    pub(super) fn problem(self, site: &Site, programme: &Programme, item: &Item) -> Diagnostic {
        let (assessed, introduced) = (&site.claims[self.assessed], &site.claims[self.introduced]);
        let (before, after) = (site.modules[assessed.module].name(), site.modules[introduced.module].name());
        let (title, id) = (&programme.title, &item.id);
        let message = say!(
            "in `{title}`, `{id}` is assessed in {before} before {after} introduces it",
            title,
            id,
            before,
            after
        );
        Diagnostic::new(Code::L406, assessed.place.clone(), message)
            .help(say!("introduce it earlier, or assess it later"))
            .related(introduced.place.clone(), say!("introduced here, in a later term"))
    }
}
