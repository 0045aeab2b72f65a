//! Counts the claims of a programme against its profile.
//!
//! [`cover`] is a total function over a resolved [`Site`]: every item of the profile is covered, possible, partial, missing
//! or exempt, and these add up to all items. How a number is written is not known here. Programmes do not depend on each
//! other, so rayon counts them on all cores; its parallel iterators keep the order and have no effect but speed.

mod alignment;
mod cells;
mod choices;
mod hours;
mod problems;
mod programme;
mod progression;
mod reliance;

pub use alignment::{AlignedItem, Alignment, assessed_levels, assessments};
pub use cells::{CountedClaim, CoverageCell, CoverageCells};
pub use choices::ColumnChoice;
pub use hours::AmountRange;
use problems::early_problem;
pub use problems::gap_problem;
pub use programme::{ItemCoverage, ProgrammeCoverage, Status, Totals};
pub use progression::Early;
pub use reliance::{MANY, Reliance};

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{CompetenceId, ItemId, ItemKind, ProfileId, ProgrammeId, Site};

/// The coverage of every programme of a site.
#[derive(Debug, Clone)]
pub struct Coverage {
    programmes: Vec<Arc<ProgrammeCoverage>>,
}

impl Coverage {
    /// The coverage of programme `id`.
    pub fn of(&self, id: ProgrammeId) -> &ProgrammeCoverage {
        &self.programmes[id.index()]
    }

    /// All programmes, in the site's order.
    pub fn programmes(&self) -> &[Arc<ProgrammeCoverage>] {
        &self.programmes
    }

    /// Whether programme `id` was counted once for both; false says nothing.
    pub fn shares(&self, other: &Self, id: ProgrammeId) -> bool {
        let of = |coverage: &Self| coverage.programmes.get(id.index()).map(Arc::as_ptr);
        of(self).is_some() && of(self) == of(other)
    }
}

/// Counts every programme of `site`, and reports what only counting shows.
pub fn cover(site: &Site) -> (Coverage, Vec<Diagnostic>) {
    let ids: Vec<ProgrammeId> = site.programmes.ids().collect();
    let programmes: Vec<Arc<ProgrammeCoverage>> =
        ids.into_par_iter().map(|id| Arc::new(ProgrammeCoverage::new(site, id))).collect();
    let mut problems: Vec<Diagnostic> = Vec::new();
    let may_lack = site.lost.coverage();
    for coverage in programmes.iter().filter(|_| !site.follows(Code::L406, may_lack)) {
        let early = coverage.rows.iter().filter_map(|row| Some((row.item, row.early?)));
        let programme = &site.programmes[coverage.programme];
        problems.extend(early.map(|(item, early)| early_problem(site, programme, &site.items[item], early)));
    }
    if site.config.severity(Code::L409).is_some() && !site.follows(Code::L409, may_lack) {
        for coverage in &programmes {
            let gaps = coverage.rows.iter().enumerate().filter(|(_, row)| row.status.is_gap());
            problems.extend(gaps.map(|(row, _)| gap_problem(site, coverage, row)));
        }
    }
    (Coverage { programmes }, problems)
}

/// Counts `site`, which is `before` with a few things otherwise: programmes that are as they were are not counted anew.
pub fn cover_otherwise(site: &Site, before: &Site, coverage: &Coverage) -> Coverage {
    let is_same = site.shares_content(before) && site.config.scale.required == before.config.scale.required;
    let is_known = |id: ProgrammeId| {
        is_same && id.index() < before.programmes.len() && site.programmes[id] == before.programmes[id]
    };
    let ids: Vec<ProgrammeId> = site.programmes.ids().collect();
    let counted = ids.into_par_iter().map(|id| match coverage.programmes.get(id.index()) {
        Some(known) if is_known(id) => Arc::clone(known),
        Some(_) | None => Arc::new(ProgrammeCoverage::new(site, id)),
    });
    Coverage { programmes: counted.collect() }
}

/// The indicators of a competence, competences in a row that are items themselves, or all knowledge, skills or
/// attitudes of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The competence; none for a list, of competences too.
    pub competence: Option<CompetenceId>,
    /// The kind of its items.
    pub kind: ItemKind,
    /// Its items, in the order of the profile.
    pub items: Vec<ItemId>,
}

/// The groups in which people read the items of `profile`, competences first; every item is in one of them, and groups
/// without items are left out.
pub fn groups(site: &Site, profile: ProfileId) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for id in &site.profiles[profile].competences {
        let competence = &site.competences[*id];
        match (competence.own_item, groups.last_mut()) {
            // A flat list of competences reads as a list: a heading over each would say the same again.
            (Some(item), Some(list)) if list.kind == ItemKind::Competence => list.items.push(item),
            (Some(item), _) => {
                groups.push(Group { competence: None, kind: ItemKind::Competence, items: vec![item] })
            }
            (None, _) => groups.push(Group {
                competence: Some(*id),
                kind: ItemKind::Indicator,
                items: competence.indicators.clone(),
            }),
        }
    }
    let lists = [ItemKind::Indicator].into_iter().chain(ItemKind::LISTED).map(|kind| Group {
        competence: None,
        kind,
        items: site.listed_items(profile, kind).collect(),
    });
    groups.extend(lists);
    groups.retain(|group| !group.items.is_empty());
    groups
}
