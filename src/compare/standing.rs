//! How the items of a programme stand in two sites. The ids of one site mean nothing in the other, so items are the same
//! when their ids in the profile are, and programmes when their addresses are.

use std::collections::HashMap;

use super::Side;
use super::sides::{Sides, side_by_side};
use crate::coverage::{Status, Totals};
use crate::model::ProgrammeId;

/// The change in the coverage of one programme between two sites: by an edit, a save or a new profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageChange {
    /// The programme, in the later site.
    pub programme: ProgrammeId,
    /// Its items in the earlier site, counted.
    pub before: Totals,
    /// Its items in the later site, counted.
    pub after: Totals,
    /// The items that stand otherwise now, in the order of their ids.
    pub items: Vec<StandingChange>,
}

/// An item that stands otherwise than it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingChange {
    /// The item's id.
    pub id: String,
    /// How it stood and how it stands.
    pub status: Sides<Status>,
}

impl StandingChange {
    /// Whether it is a gap and was none.
    pub fn is_opened(&self) -> bool {
        let is_gap = self.status.map(|status| status.is_gap());
        is_gap.before != Some(true) && is_gap.after == Some(true)
    }

    /// Whether it was a gap and is none.
    pub fn is_closed(&self) -> bool {
        let is_gap = self.status.map(|status| status.is_gap());
        is_gap.before == Some(true) && is_gap.after != Some(true)
    }

    /// The same seen from the other end.
    pub(super) fn turned(self) -> Self {
        Self { status: self.status.turned(), ..self }
    }
}

/// The programmes of the later site whose coverage changed. A new programme is left out, since there is nothing to
/// compare it with. This is what is asked after every save, so it looks at nothing else.
pub fn coverage_changes(before: Side<'_>, after: Side<'_>) -> Vec<CoverageChange> {
    let old = before.site.programmes.iter();
    let known: HashMap<&str, ProgrammeId> =
        old.map(|(id, programme)| (programme.slug.as_str(), id)).collect();
    let found = after.site.programmes.iter().filter_map(|(id, programme)| {
        let old = *known.get(programme.slug.as_str())?;
        let items = standing_changes(&standings(before, old), &standings(after, id));
        let (before, after) = (before.coverage.of(old).totals, after.coverage.of(id).totals);
        (!items.is_empty()).then_some(CoverageChange { programme: id, before, after, items })
    });
    found.collect()
}

/// The items of a programme with how they stand.
fn standings(side: Side<'_>, id: ProgrammeId) -> Vec<(&str, Status)> {
    let rows = side.coverage.of(id).rows.iter();
    rows.map(|row| (side.site.items[row.item].id.as_str(), row.status)).collect()
}

/// The items that stand otherwise.
pub(super) fn standing_changes(before: &[(&str, Status)], after: &[(&str, Status)]) -> Vec<StandingChange> {
    // Most edits change nothing here, and a large site has many programmes.
    if before == after {
        return Vec::new();
    }
    let all = side_by_side(before.iter().copied(), after.iter().copied());
    let others = all.into_iter().filter(|(_, status)| status.differ());
    others.map(|(id, status)| StandingChange { id: id.to_owned(), status }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_that_stands_as_before_is_no_change() {
        let same = [("c1.1", Status::Covered), ("c1.2", Status::Missing)];
        assert_eq!(standing_changes(&same, &same), []);
        let turned = [same[1], same[0]];
        assert_eq!(standing_changes(&same, &turned), []);
    }

    #[test]
    fn new_items_and_items_that_are_gone_are_changes() {
        let before = [("c1.1", Status::Covered), ("c1.2", Status::Missing), ("c1.3", Status::Partial)];
        let after = [("k.ict", Status::Missing), ("c1.2", Status::Partial), ("c1.1", Status::Covered)];
        let change =
            |id: &str, before, after| StandingChange { id: id.to_owned(), status: Sides { before, after } };
        assert_eq!(
            standing_changes(&before, &after),
            [
                change("c1.2", Some(Status::Missing), Some(Status::Partial)),
                change("c1.3", Some(Status::Partial), None),
                change("k.ict", None, Some(Status::Missing)),
            ]
        );
    }
}
