//! Purpose: part a profile's items into the groups that people read them in.
//! Input: a profile. Output: [`Group`]s.
//! Invariant: every item of the profile is in one group: indicators with their competence, the others in
//! one list for each kind; groups without items are left out.

use crate::model::{CompetenceId, ItemId, ItemKind, ProfileId, Site};

/// The indicators of a competence, or all knowledge, skills or attitudes of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The competence; none for a list.
    pub competence: Option<CompetenceId>,
    /// What its items are.
    pub kind: ItemKind,
    /// Its items, in the order of the profile.
    pub items: Vec<ItemId>,
}

/// The groups of `profile`, competences first.
pub fn groups(site: &Site, profile: ProfileId) -> Vec<Group> {
    let competences = site.profiles[profile].competences.iter().map(|competence| Group {
        competence: Some(*competence),
        kind: ItemKind::Indicator,
        items: site.competences[*competence].indicators.clone(),
    });
    let lists = ItemKind::ALL.into_iter().map(|kind| Group {
        competence: None,
        kind,
        items: site.listed_items(profile, kind).collect(),
    });
    competences.chain(lists).filter(|group| !group.items.is_empty()).collect()
}
