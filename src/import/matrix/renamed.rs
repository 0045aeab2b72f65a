//! Modules that have another name in a sheet than in the site. One may be a module that the site does not have yet, with the
//! items of one that the site has and the sheet names nowhere: under another name it would be written a second time, so
//! that is said. Another is known by its code and has another title, or by its title and has a code that the site lacks.

use std::collections::BTreeSet;

use crate::diagnostics::{Message, say};
use crate::edit::{NamedModule, WantedCoverage};
use crate::import::matrix::codes::squeeze;
use crate::import::matrix::module_names::without_choice;
use crate::import::matrix::vocabulary::is_code;
use crate::model::{ItemId, Module, ModuleId, Site};
use crate::tabular::Word;
use crate::text::fold_cell;

/// What is said of the new modules of `coverage` that may be ones that the site has.
pub(super) fn find(site: &Site, coverage: &WantedCoverage) -> Vec<Message> {
    let mut named = BTreeSet::new();
    let mut new: Vec<(&str, &str, BTreeSet<ItemId>)> = Vec::new();
    for module in &coverage.modules {
        match &module.module {
            NamedModule::Known(known) => drop(named.insert(*known)),
            NamedModule::New { code, title } => {
                new.push((code, title, module.claims.keys().copied().collect()))
            }
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

/// How the cell `cell` of a sheet, which has this code and this title, names the module `known` otherwise than the site does;
/// none where both names are the same.
pub(super) fn named_otherwise(known: &Module, cell: &str, code: &str, title: &str) -> Option<Message> {
    // `M01 Brood (2 u)`: the code is known, and a remark in brackets makes no other title.
    let bare = title.rsplit_once('(').filter(|_| title.trim_end().ends_with(')'));
    let bare = bare.map_or(title, |(title, _)| title.trim());
    let wanted = fold_cell(bare);
    let own =
        [known.title.as_str(), &known.slug, &Word::module_name(&known.code, &known.title)].map(fold_cell);
    let without_choice = without_choice(&known.title).map(fold_cell);
    let is_title =
        own.contains(&wanted) || own.contains(&fold_cell(title)) || without_choice.as_ref() == Some(&wanted);
    if known.code.is_empty() {
        let is_missing = is_title && is_code(code) && fold_cell(code) != own[1];
        return is_missing.then(|| {
            say!(
                "{cell}  \"{title}\" is known by its title, and the site does not have its code; write `code = \"{code}\"` in the front matter of the module",
                cell,
                title,
                code
            )
        });
    }
    let is_named = !wanted.chars().any(char::is_alphabetic)
        || is_title
        || is_code(title)
        || squeeze(title) == squeeze(&known.code);
    (!is_named).then(|| {
        say!(
            "{cell}  \"{title}\" is {name} by its code alone; its title is another in the site",
            cell,
            title,
            name = Word::module_name(&known.code, &known.title)
        )
    })
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
