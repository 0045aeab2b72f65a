//! A programme that says other levels for its modules is counted as a site whose modules claim at these levels: everything
//! that is counted, against a copy in which the claims themselves are written anew.

use std::collections::BTreeMap;

use leerlijn::config::LevelId;
use leerlijn::coverage::{Alignment, ProgrammeCoverage, Reliance, cover};
use leerlijn::model::{ClaimId, ItemId, ModuleId, ProgrammeId, ProgrammeLevel, Site};
use leerlijn::pipeline::Snapshot;
use proptest::prelude::*;

use crate::sites::Dice;

/// Gives each programme of `snapshot` levels by chance, and counts it in both ways.
pub(crate) fn assert_counted(snapshot: &Snapshot, seed: u64) -> Result<(), TestCaseError> {
    let plain = snapshot.site();
    let mut dice = Dice::new(seed);
    let programmes: Vec<ProgrammeId> = plain.programmes.ids().collect();
    for id in programmes.iter().copied() {
        let mut said = plain.clone();
        said.programmes[id].levels = by_chance(plain, id, &mut dice);
        let mut written = plain.clone();
        for level in &said.programmes[id].levels {
            write(&mut written, level);
        }
        let (counted, expected) = (cover(&said).0, cover(&written).0);
        same((&said, counted.of(id)), (&written, expected.of(id)))?;
        // The other programmes do not notice, and nothing is claimed that was not.
        let before = cover(plain).0;
        for other in programmes.iter().copied().filter(|other| *other != id) {
            same((&said, counted.of(other)), (plain, before.of(other)))?;
        }
        for row in 0..before.of(id).rows.len() {
            let columns = |coverage: &ProgrammeCoverage| -> Vec<usize> {
                coverage.cells.row(row).iter().map(|cell| cell.column).collect()
            };
            prop_assert_eq!(columns(before.of(id)), columns(counted.of(id)));
        }
    }
    Ok(())
}

/// Levels for about a third of what the modules of programme `id` claim.
fn by_chance(site: &Site, id: ProgrammeId, dice: &mut Dice) -> Vec<ProgrammeLevel> {
    let scale: Vec<LevelId> = site.config.scale.levels.ids().collect();
    let mut own: BTreeMap<(ModuleId, ItemId), ClaimId> = BTreeMap::new();
    for (_, module) in site.programmes[id].modules() {
        for claim in &site.modules[module].claims {
            let strongest = own.entry((module, site.claims[*claim].item)).or_insert(*claim);
            if site.claims[*claim].level > site.claims[*strongest].level {
                *strongest = *claim;
            }
        }
    }
    let mut levels = Vec::new();
    for ((module, item), strongest) in own {
        if dice.below(3) == 0 {
            let level = scale[dice.below(scale.len())];
            let claim = &site.claims[strongest];
            levels.push(ProgrammeLevel { module, item, level, own: claim.level, place: claim.place.clone() });
        }
    }
    levels
}

/// Writes the claims anew: what is stronger is weakened, and where nothing is as strong, the strongest are strengthened.
fn write(site: &mut Site, said: &ProgrammeLevel) {
    let claims: Vec<ClaimId> = site.modules[said.module].claims.clone();
    let claims: Vec<ClaimId> = claims.into_iter().filter(|id| site.claims[*id].item == said.item).collect();
    let strongest = claims.iter().map(|id| site.claims[*id].level).max();
    for id in claims {
        let level = site.claims[id].level;
        if level > said.level || Some(level) == strongest {
            site.claims[id].level = said.level;
        }
    }
}

fn same(
    (site, coverage): (&Site, &ProgrammeCoverage),
    (other, expected): (&Site, &ProgrammeCoverage),
) -> Result<(), TestCaseError> {
    prop_assert_eq!(coverage.totals, expected.totals);
    for (row, (is, was)) in coverage.rows.iter().zip(&expected.rows).enumerate() {
        prop_assert_eq!((is.status, is.guaranteed, is.early), (was.status, was.guaranteed, was.early));
        let cells = |coverage: &ProgrammeCoverage| -> Vec<_> {
            let cells = coverage.cells.row(row).iter();
            cells.map(|cell| (cell.column, cell.level, coverage.cells.claims(cell).to_vec())).collect()
        };
        prop_assert_eq!(cells(coverage), cells(expected));
    }
    prop_assert_eq!(Alignment::new(site, coverage), Alignment::new(other, expected));
    prop_assert_eq!(Reliance::new(site, coverage), Reliance::new(other, expected));
    Ok(())
}
