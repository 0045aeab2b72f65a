//! Says what an edit changed in the coverage.
//!
//! Two sites are compared, before and after. The ids of one mean nothing in the other, so programmes are the same when
//! their addresses are, and items when their ids in the profile are.

use std::collections::HashMap;

use super::{Coverage, Status, Totals};
use crate::model::{ProgrammeId, Site};

/// What changed in one programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The programme, in the later site.
    pub programme: ProgrammeId,
    /// Its items before the edit, counted.
    pub before: Totals,
    /// Its items after the edit, counted.
    pub after: Totals,
    /// The items that stand otherwise now: those of the later site in its order, then those that are gone.
    pub items: Vec<ItemChange>,
}

/// How the standing of one item changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    /// The item's id.
    pub id: String,
    /// How it stood; none for an item that is new.
    pub before: Option<Status>,
    /// How it stands; none for an item that is gone.
    pub after: Option<Status>,
}

/// The programmes of the site `after` whose coverage is not what it was `before`. A programme that is new
/// has nothing to be compared with and is left out.
pub fn changes(before: (&Site, &Coverage), after: (&Site, &Coverage)) -> Vec<Change> {
    let (old_site, new_site) = (before.0, after.0);
    let known: HashMap<&str, ProgrammeId> =
        old_site.programmes.iter().map(|(id, programme)| (programme.slug.as_str(), id)).collect();
    let found = new_site.programmes.iter().filter_map(|(id, programme)| {
        let old = *known.get(programme.slug.as_str())?;
        let items = item_changes(&standings(before, old), &standings(after, id));
        let (before, after) = (before.1.of(old).totals, after.1.of(id).totals);
        (!items.is_empty()).then_some(Change { programme: id, before, after, items })
    });
    found.collect()
}

/// The items of a programme with how they stand, in the order of the profile.
fn standings<'s>((site, coverage): (&'s Site, &Coverage), id: ProgrammeId) -> Vec<(&'s str, Status)> {
    let rows = coverage.of(id).rows.iter();
    rows.map(|row| (site.items[row.item].id.as_str(), row.status)).collect()
}

fn item_changes(before: &[(&str, Status)], after: &[(&str, Status)]) -> Vec<ItemChange> {
    // Most edits change nothing here, and a large site has many programmes.
    if before == after {
        return Vec::new();
    }
    let mut old: HashMap<&str, Status> = before.iter().copied().collect();
    let mut changes = Vec::new();
    for (id, status) in after {
        let was = old.remove(id);
        if was != Some(*status) {
            changes.push(ItemChange { id: (*id).to_owned(), before: was, after: Some(*status) });
        }
    }
    let gone = before.iter().filter_map(|(id, _)| Some((*id, old.remove(id)?)));
    changes.extend(gone.map(|(id, was)| ItemChange { id: id.to_owned(), before: Some(was), after: None }));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_that_stands_as_before_is_no_change() {
        let same = [("c1.1", Status::Covered), ("c1.2", Status::Missing)];
        assert_eq!(item_changes(&same, &same), []);
        let turned = [same[1], same[0]];
        assert_eq!(item_changes(&same, &turned), []);
    }

    #[test]
    fn new_items_and_items_that_are_gone_are_changes() {
        let before = [("c1.1", Status::Covered), ("c1.2", Status::Missing), ("c1.3", Status::Partial)];
        let after = [("k.ict", Status::Missing), ("c1.2", Status::Partial), ("c1.1", Status::Covered)];
        let change = |id: &str, before, after| ItemChange { id: id.to_owned(), before, after };
        assert_eq!(
            item_changes(&before, &after),
            [
                change("k.ict", None, Some(Status::Missing)),
                change("c1.2", Some(Status::Missing), Some(Status::Partial)),
                change("c1.3", Some(Status::Partial), None),
            ]
        );
    }
}
