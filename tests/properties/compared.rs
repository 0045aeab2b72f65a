//! What must hold for the comparison of any two sites.

use std::collections::BTreeMap;

use leerlijn::compare::compare;
use leerlijn::pipeline::Snapshot;
use proptest::prelude::*;

/// A site does not differ from itself, from the other end everything is turned round, and the differences in the
/// coverage are those that one finds by counting both sites anew.
pub(crate) fn assert_exact(before: &Snapshot, after: &Snapshot) -> Result<(), TestCaseError> {
    let nothing = compare(after.side(), after.side());
    prop_assert!(nothing.is_empty(), "{nothing:?}");
    let comparison = compare(before.side(), after.side());
    prop_assert_eq!(compare(after.side(), before.side()), comparison.clone().turned());
    let (old, new) = (standings(before), standings(after));
    let mut expected = Vec::new();
    for key in old.keys().chain(new.keys()).collect::<std::collections::BTreeSet<_>>() {
        if old.get(key) != new.get(key) {
            expected.push((key.clone(), old.get(key).copied(), new.get(key).copied()));
        }
    }
    let mut found: Vec<_> = comparison
        .programmes
        .iter()
        .flat_map(|programme| {
            programme.items.iter().map(|item| {
                let status = item.status.map(|status| status.as_str());
                ((programme.slug.clone(), item.id.clone()), status.before, status.after)
            })
        })
        .collect();
    found.sort();
    prop_assert_eq!(found, expected);
    Ok(())
}

/// How each item of each programme stands, counted in the plainest way from the claims.
fn standings(snapshot: &Snapshot) -> BTreeMap<(String, String), &'static str> {
    let site = snapshot.site();
    let mut standings = BTreeMap::new();
    for programme in site.programmes.values() {
        let modules: Vec<_> = programme.modules().map(|(_, module)| module).collect();
        for id in &site.profiles[programme.profile].items {
            let claims = site.claims.values().filter(|claim| claim.item == *id);
            let levels = claims.filter(|claim| modules.contains(&claim.module)).map(|claim| claim.level);
            let status = match levels.max() {
                _ if programme.exempt.iter().any(|exemption| exemption.item == *id) => "exempt",
                Some(level) if level >= site.config.scale.required => "covered",
                Some(_) => "partial",
                None => "missing",
            };
            standings.entry((programme.slug.clone(), site.items[*id].id.clone())).or_insert(status);
        }
    }
    standings
}
