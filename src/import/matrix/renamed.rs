//! Modules that a sheet names anew: one that the site does not have yet, with the items of one that the site has and the
//! sheet names nowhere. Under another name it is written a second time, so that is said.

use std::collections::BTreeSet;

use crate::diagnostics::{Message, say};
use crate::edit::{Seat, WantedCoverage};
use crate::model::{ItemId, ModuleId, Site};
use crate::tabular::Word;

/// What is said of the new modules of `coverage` that may be ones that the site has.
pub(super) fn find(site: &Site, coverage: &WantedCoverage) -> Vec<Message> {
    let mut named = BTreeSet::new();
    let mut new: Vec<(&str, &str, BTreeSet<ItemId>)> = Vec::new();
    for module in &coverage.modules {
        match &module.seat {
            Seat::Known(known) => drop(named.insert(*known)),
            Seat::New { code, title } => new.push((code, title, module.claims.keys().copied().collect())),
        }
    }
    let others: Vec<(ModuleId, BTreeSet<ItemId>)> = site
        .modules
        .ids()
        .filter(|module| !new.is_empty() && !named.contains(module))
        .map(|module| (module, items_of(site, coverage, module)))
        .collect();
    let old = |items: &BTreeSet<ItemId>| {
        let alike = others.iter().filter(|(_, own)| are_alike(own, items));
        alike.max_by_key(|(module, own)| (own.intersection(items).count(), std::cmp::Reverse(*module)))
    };
    let of_one = |(code, title, items): &(&str, &str, BTreeSet<ItemId>)| {
        let known = &site.modules[old(items)?.0];
        let name = if known.code.is_empty() { &known.title } else { &known.code };
        Some(say!(
            "{new} has the items of {known}, which stands nowhere in the file; where it is the same module, take the import back with `leerlijn import --undo` and write `{name}` above its marks",
            new = if code == title { (*code).to_owned() } else { Word::module_name(code, title) },
            known = Word::module_name(&known.code, &known.title),
            name
        ))
    };
    new.iter().filter_map(of_one).collect()
}

/// The items of the profile that a module claims.
fn items_of(site: &Site, coverage: &WantedCoverage, module: ModuleId) -> BTreeSet<ItemId> {
    let items = site.modules[module].claims.iter().map(|claim| site.claims[*claim].item);
    items.filter(|item| site.items[*item].profile == coverage.profile).collect()
}

/// Whether most items of two modules are the same.
fn are_alike(one: &BTreeSet<ItemId>, other: &BTreeSet<ItemId>) -> bool {
    let (shared, all) = (one.intersection(other).count(), one.union(other).count());
    all > 0 && (one == other || (shared > 1 && shared * 2 > all))
}
