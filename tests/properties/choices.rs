//! What a programme guarantees is what every allowed choice has in common: the closed form against all choices, one by
//! one.

use leerlijn::config::LevelId;
use leerlijn::coverage::{Coverage, Status, cover};
use leerlijn::model::{Choice, ModuleId, Programme, ProgrammeId, Site};
use leerlijn::pipeline::Snapshot;
use proptest::prelude::*;

use crate::sites::Dice;

/// Gives each programme of `snapshot` choices by chance, and counts it with and without each allowed choice.
pub(crate) fn assert_guaranteed(snapshot: &Snapshot, seed: u64) -> Result<(), TestCaseError> {
    let mut site = snapshot.site().clone();
    let mut dice = Dice::new(seed);
    let ids: Vec<ProgrammeId> = site.programmes.ids().collect();
    for id in ids {
        for term in &mut site.programmes[id].terms {
            while term.modules.len() > 1 && dice.below(2) == 0 {
                let modules = term.modules.split_off(dice.below(term.modules.len()));
                // One in three has a draft among its modules, which nobody sees.
                let of = modules.len() + usize::from(dice.below(3) == 0);
                let pick = dice.below(of + 1);
                term.choices.push(Choice { title: String::new(), pick, of, modules });
            }
        }
        same_as_one_by_one(&site, id)?;
    }
    Ok(())
}

fn same_as_one_by_one(site: &Site, id: ProgrammeId) -> Result<(), TestCaseError> {
    let found = cover(site).0;
    let counted = |programme: Programme| {
        let mut one = site.clone();
        one.programmes[id] = programme;
        cover(&one).0
    };
    let all: Vec<Coverage> = allowed(site, id).into_iter().map(counted).collect();
    let required = site.config.scale.required;
    let strongest = |coverage: &Coverage, row: usize| -> Option<LevelId> {
        coverage.of(id).cells.row(row).iter().map(|cell| cell.level).max()
    };
    let totals = found.of(id).totals;
    let sum = totals.covered + totals.possible + totals.partial + totals.missing + totals.exempt;
    prop_assert_eq!(sum, totals.items);
    for (row, standing) in found.of(id).rows.iter().enumerate() {
        let worst = all.iter().map(|one| strongest(one, row)).min().flatten();
        let best = strongest(&found, row);
        prop_assert_eq!(standing.guaranteed, worst);
        prop_assert!(standing.guaranteed <= best, "more is guaranteed than possible");
        let expected = match best {
            _ if standing.exemption.is_some() => Status::Exempt,
            _ if worst >= Some(required) => Status::Covered,
            _ if best >= Some(required) => Status::Possible,
            Some(_) => Status::Partial,
            None => Status::Missing,
        };
        prop_assert_eq!(standing.status, expected);
        let is_early = all.iter().any(|one| one.of(id).rows[row].early.is_some());
        prop_assert_eq!(standing.early.is_some(), is_early, "somebody meets it in the wrong order");
        let only = found.of(id).only_module(site, row);
        let needed = |module: ModuleId| {
            let mut without = site.clone();
            for term in &mut without.programmes[id].terms {
                term.modules.retain(|other| *other != module);
                for choice in &mut term.choices {
                    let before = choice.modules.len();
                    choice.modules.retain(|other| *other != module);
                    choice.of -= before - choice.modules.len();
                    choice.pick = choice.pick.min(choice.of);
                }
            }
            cover(&without).0.of(id).rows[row].status != Status::Covered
        };
        if let Some(module) = only {
            prop_assert!(needed(module), "the item is covered without its only module");
        } else if standing.status == Status::Covered {
            let columns = &found.of(id).columns;
            prop_assert!(!columns.iter().any(|module| needed(*module)), "the item hangs on one module");
        }
    }
    Ok(())
}

/// Programme `id` with each allowed choice: everyone takes what was chosen.
pub(crate) fn allowed(site: &Site, id: ProgrammeId) -> Vec<Programme> {
    let mut all = vec![site.programmes[id].clone()];
    for term in 0..site.programmes[id].terms.len() {
        for choice in &site.programmes[id].terms[term].choices {
            let with = |one: &Programme, picked: Vec<ModuleId>| {
                let mut one = one.clone();
                one.terms[term].modules.extend(picked);
                one
            };
            all = all
                .iter()
                .flat_map(|one| picks(choice).into_iter().map(move |picked| with(one, picked)))
                .collect();
        }
    }
    for one in &mut all {
        one.terms.iter_mut().for_each(|term| term.choices.clear());
    }
    all
}

/// Every way to take so many of a choice; drafts among them are taken and not seen.
fn picks(choice: &Choice) -> Vec<Vec<ModuleId>> {
    (0..1_usize << choice.of)
        .filter(|taken| taken.count_ones() as usize == choice.pick)
        .map(|taken| {
            let modules = choice.modules.iter().enumerate();
            modules.filter(|(at, _)| taken >> at & 1 == 1).map(|(_, module)| *module).collect()
        })
        .collect()
}
