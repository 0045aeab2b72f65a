//! The differences between the profiles of two sites: their competences and items, by their ids.

use super::Side;
use super::sides::{Sides, side_by_side};
use super::words::is_editorial;
use crate::model::{Competence, CompetenceId, Item, ItemId, ItemKind, ProfileId};
use crate::syntax::{Content, Grade};

/// A profile that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileChange {
    /// Its name in claims.
    pub slug: String,
    /// Its own facts, before and after.
    pub facts: Sides<ProfileFacts>,
    /// Its competences that differ.
    pub competences: Vec<CompetenceChange>,
    /// Its items that differ.
    pub items: Vec<ItemChange>,
}

/// The facts of a profile's front matter that a comparison shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileFacts {
    /// Its title.
    pub title: String,
    /// Its code in its register; empty without one.
    pub code: String,
    /// Its version; empty without one.
    pub version: String,
}

/// A competence that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompetenceChange {
    /// Its id.
    pub id: String,
    /// Its facts, as they were and as they are.
    pub facts: Sides<CompetenceFacts>,
}

/// The facts of a competence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompetenceFacts {
    /// Its title.
    pub title: String,
    /// The code of its source; empty without one.
    pub code: String,
}

/// An item that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    /// Its id.
    pub id: String,
    /// Its facts, as they were and as they are.
    pub facts: Sides<ItemFacts>,
}

/// The facts of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFacts {
    /// The official text.
    pub text: String,
    /// Its kind.
    pub kind: ItemKind,
    /// The id of the competence that it stands under.
    pub competence: Option<String>,
    /// How thorough the knowledge is.
    pub grade: Grade,
    /// The code of its source; empty without one.
    pub code: String,
}

/// How an item changed that both sites have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rewording {
    /// Its words are the same.
    None,
    /// They are written in another way.
    Editorial,
    /// They say something else, as far as words tell.
    Changed,
}

impl Rewording {
    /// Its name in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Editorial => "editorial",
            Self::Changed => "changed",
        }
    }
}

impl ItemChange {
    /// How its words changed; none for an item that only one of the sites has.
    pub fn rewording(&self) -> Option<Rewording> {
        let (before, after) = (self.facts.before.as_ref()?, self.facts.after.as_ref()?);
        Some(if before.text == after.text {
            Rewording::None
        } else if is_editorial(&before.text, &after.text) {
            Rewording::Editorial
        } else {
            Rewording::Changed
        })
    }

    /// Whether it stands under another competence, or in another list.
    pub fn is_moved(&self) -> bool {
        let place = |facts: &ItemFacts| (facts.kind, facts.competence.clone());
        !self.facts.is_new() && !self.facts.is_gone() && self.facts.map(place).differ()
    }

    fn turned(self) -> Self {
        Self { facts: self.facts.turned(), ..self }
    }
}

impl ProfileChange {
    /// The same seen from the other end.
    pub(super) fn turned(self) -> Self {
        let competences = self.competences.into_iter();
        Self {
            slug: self.slug,
            facts: self.facts.turned(),
            competences: competences
                .map(|change| CompetenceChange { facts: change.facts.turned(), ..change })
                .collect(),
            items: self.items.into_iter().map(ItemChange::turned).collect(),
        }
    }
}

/// The profiles that differ, in the order of their names.
pub(super) fn changes(before: Side<'_>, after: Side<'_>) -> Vec<ProfileChange> {
    let profiles = side_by_side(slugs(before), slugs(after));
    profiles.into_iter().filter_map(|(slug, ids)| change(slug, ids, before, after)).collect()
}

fn slugs(side: Side<'_>) -> impl Iterator<Item = (&str, ProfileId)> {
    side.site.profiles.iter().map(|(id, profile)| (profile.slug.as_str(), id))
}

fn change(slug: &str, ids: Sides<ProfileId>, before: Side<'_>, after: Side<'_>) -> Option<ProfileChange> {
    let facts = Sides {
        before: ids.before.map(|id| profile_facts(before, id)),
        after: ids.after.map(|id| profile_facts(after, id)),
    };
    let old = ids.before.into_iter().flat_map(|id| competences(before, id));
    let competences = side_by_side(old, ids.after.into_iter().flat_map(|id| competences(after, id)))
        .into_iter()
        .map(|(id, found)| CompetenceChange { id: id.to_owned(), facts: found.map(|one| facts_of(one)) })
        .filter(|change| change.facts.differ());
    let competences: Vec<_> = competences.collect();
    let old = ids.before.into_iter().flat_map(|id| items(before, id));
    let items = side_by_side(old, ids.after.into_iter().flat_map(|id| items(after, id)))
        .into_iter()
        .map(|(id, found)| {
            let facts = Sides {
                before: found.before.map(|item| item_facts(before, item)),
                after: found.after.map(|item| item_facts(after, item)),
            };
            ItemChange { id: id.to_owned(), facts }
        })
        .filter(|change| change.facts.differ());
    let items: Vec<_> = items.collect();
    let differs = facts.differ() || !competences.is_empty() || !items.is_empty();
    differs.then(|| ProfileChange { slug: slug.to_owned(), facts, competences, items })
}

fn profile_facts(side: Side<'_>, id: ProfileId) -> ProfileFacts {
    let profile = &side.site.profiles[id];
    let (code, version) = match &side.site.document(profile.document).content {
        Content::Profile(content) => (content.code.value.clone(), content.version.value.clone()),
        Content::Module(_) | Content::Programme(_) | Content::Page(_) => Default::default(),
    };
    ProfileFacts { title: profile.title.clone(), code, version }
}

fn competences(side: Side<'_>, id: ProfileId) -> impl Iterator<Item = (&str, &Competence)> {
    let ids: &[CompetenceId] = &side.site.profiles[id].competences;
    ids.iter().map(move |id| (side.site.competences[*id].id.as_str(), &side.site.competences[*id]))
}

fn facts_of(competence: &Competence) -> CompetenceFacts {
    CompetenceFacts { title: competence.title.clone(), code: competence.code.clone() }
}

fn items(side: Side<'_>, id: ProfileId) -> impl Iterator<Item = (&str, &Item)> {
    let ids: &[ItemId] = &side.site.profiles[id].items;
    ids.iter().map(move |id| (side.site.items[*id].id.as_str(), &side.site.items[*id]))
}

fn item_facts(side: Side<'_>, item: &Item) -> ItemFacts {
    ItemFacts {
        text: item.text.clone(),
        kind: item.kind,
        competence: item.competence.map(|id| side.site.competences[id].id.clone()),
        grade: item.grade,
        code: item.code.clone(),
    }
}
