//! What must hold for the comparison of any two sites.

use std::collections::BTreeMap;

use leerlijn::compare::{Scenario, Side, compare, review};
use leerlijn::coverage::cover;
use leerlijn::diagnostics::Problems;
use leerlijn::model::{ModuleId, Programme};
use leerlijn::pipeline::Snapshot;
use leerlijn::sources::SourceFile;
use leerlijn::syntax::ReviewFile;
use leerlijn::text::SourcePath;
use proptest::prelude::*;

use crate::choices::allowed;

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

/// A scenario that is applied to its own site changes nothing, and one that asks nothing neither.
pub(crate) fn assert_scenarios(snapshot: &Snapshot) -> Result<(), TestCaseError> {
    let site = snapshot.site();
    let programmes = || site.programmes.values().filter(|programme| programme.modules().count() > 0);
    let moves = programmes().filter_map(|programme| {
        let (_, module) = programme.modules().last()?;
        Some((site.modules[module].slug.clone(), programme.terms.len().to_string()))
    });
    let without = programmes().filter_map(|programme| Some(programme.modules().next()?.1));
    let scenario = Scenario {
        programme: None,
        without: without.map(|module| site.modules[module].slug.clone()).take(2).collect(),
        moves: moves.take(1).collect(),
        required: site.config.scale.levels.values().next().map(|level| level.id.clone()),
    };
    // A module may have the code that is another's name, and then the question is about that one.
    let Ok(once) = scenario.apply(site) else { return Ok(()) };
    let Ok(twice) = scenario.apply(&once) else { return Ok(()) };
    let (of_once, of_twice) = (cover(&once).0, cover(&twice).0);
    let (once, twice) =
        (Side { site: &once, coverage: &of_once }, Side { site: &twice, coverage: &of_twice });
    prop_assert!(compare(once, twice).is_empty(), "{scenario:?}");
    let same = Scenario::default().apply(site).unwrap();
    let coverage = cover(&same).0;
    let same = Side { site: &same, coverage: &coverage };
    prop_assert!(compare(snapshot.side(), same).is_empty());
    Ok(())
}

/// A review is read as it was written, and has open claims of the site alone; nothing is asked again where nothing
/// changed.
pub(crate) fn assert_reviews(before: &Snapshot, after: &Snapshot) -> Result<(), TestCaseError> {
    let site = after.site();
    for profile in before.site().profiles.values() {
        let Some(made) = review(before.site(), site, &profile.slug, None) else { continue };
        let text = made.to_toml(site.config.language);
        let file = SourceFile::new(SourcePath::new("content/profiles/a.review.toml"), text.as_bytes());
        let mut problems = Problems::default();
        let read = ReviewFile::parse(&file, &mut problems);
        let problems = problems.into_vec();
        prop_assert!(problems.is_empty(), "{text}\n{problems:?}");
        prop_assert_eq!(read.to_toml(site.config.language), text);
        prop_assert!(review(site, site, &profile.slug, Some(&made)).is_none());
        for (id, modules) in &made.open {
            prop_assert!(made.before(&id.value).is_some());
            for module in modules {
                let claims = site.claims.values().filter(|claim| site.items[claim.item].id == id.value);
                let mut names = claims.map(|claim| site.modules[claim.module].name());
                prop_assert!(names.any(|name| name == module.value), "{} {}", id.value, module.value);
            }
        }
    }
    Ok(())
}

/// How each item of each programme stands, counted in the plainest way from the claims.
fn standings(snapshot: &Snapshot) -> BTreeMap<(String, String), &'static str> {
    let site = snapshot.site();
    let mut standings = BTreeMap::new();
    for (programme, allowed) in site.programmes.iter().map(|(id, one)| (one, allowed(site, id))) {
        let modules =
            |programme: &Programme| programme.modules().map(|(_, module)| module).collect::<Vec<_>>();
        let all: Vec<Vec<ModuleId>> = allowed.iter().map(modules).collect();
        let every = modules(programme);
        for id in &site.profiles[programme.profile].items {
            let claims = || site.claims.values().filter(|claim| claim.item == *id);
            let strongest = |modules: &Vec<ModuleId>| {
                claims().filter(|claim| modules.contains(&claim.module)).map(|claim| claim.level).max()
            };
            let required = site.config.scale.required;
            let is_sure = all.iter().all(|modules| strongest(modules) >= Some(required));
            let status = match strongest(&every) {
                _ if programme.exempt.iter().any(|exemption| exemption.item == *id) => "exempt",
                _ if is_sure => "covered",
                Some(level) if level >= required => "possible",
                Some(_) => "partial",
                None => "missing",
            };
            standings.entry((programme.slug.clone(), site.items[*id].id.clone())).or_insert(status);
        }
    }
    standings
}
