//! The differences between the modules of two sites, and between their claims.
//!
//! A module is the same when its name in programmes is: its code, or else the name of its file. Where a module has that
//! name on one side only, the name of its file tells which one it is, so that a module that gets another code is no new
//! one.

use std::collections::HashMap;

use super::Side;
use super::sides::Sides;
use crate::model::{ItemId, Module, ModuleId};
use crate::text::{Amount, natural};

/// A module that is not as it was, or that claims something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleChange {
    /// Its own facts, before and after.
    pub facts: Sides<ModuleFacts>,
    /// Its claims that differ.
    pub claims: Vec<ClaimChange>,
}

/// The facts in a module's front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleFacts {
    /// Its name in programmes.
    pub name: String,
    /// The name of its file or folder.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Contact hours.
    pub hours: Option<Amount>,
}

/// A claim that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimChange {
    /// The profile of the item.
    pub profile: String,
    /// The id of the item.
    pub item: String,
    /// The level and the place, as they were and as they are.
    pub facts: Sides<ClaimFacts>,
}

/// How and where a claim is made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimFacts {
    /// The lesson page; none for the module's own page.
    pub lesson: Option<String>,
    /// The id of the heading; none for the whole page.
    pub section: Option<String>,
    /// The id of the level.
    pub level: String,
}

/// The modules of two sites, each beside the one that it is in the other.
pub(super) struct ModulePairs {
    pairs: Vec<Sides<ModuleId>>,
    before: Vec<usize>,
    after: Vec<usize>,
}

impl ModulePairs {
    pub(super) fn new(before: Side<'_>, after: Side<'_>) -> Self {
        let mut partner: Vec<Option<ModuleId>> = vec![None; before.site.modules.len()];
        let mut taken = vec![false; after.site.modules.len()];
        for name in [Module::name as fn(&Module) -> &str, slug] {
            let mut free: HashMap<&str, ModuleId> = HashMap::new();
            for (id, module) in after.site.modules.iter().filter(|(id, _)| !taken[id.index()]) {
                free.entry(name(module)).or_insert(id);
            }
            for (id, module) in before.site.modules.iter() {
                if partner[id.index()].is_none()
                    && let Some(found) = free.remove(name(module))
                {
                    partner[id.index()] = Some(found);
                    taken[found.index()] = true;
                }
            }
        }
        let old = before.site.modules.ids();
        let old = old.map(|id| Sides { before: Some(id), after: partner[id.index()] });
        let new = after.site.modules.ids().filter(|id| !taken[id.index()]);
        let mut pairs: Vec<_> = old.chain(new.map(|id| Sides { before: None, after: Some(id) })).collect();
        pairs.sort_by(|a, b| {
            let (a, b) = (names(*a, before, after), names(*b, before, after));
            natural(a.0, b.0).then_with(|| a.cmp(&b))
        });
        let (mut of_before, mut of_after) = (vec![0; partner.len()], vec![0; taken.len()]);
        for (at, pair) in pairs.iter().enumerate() {
            pair.before.into_iter().for_each(|id| of_before[id.index()] = at);
            pair.after.into_iter().for_each(|id| of_after[id.index()] = at);
        }
        Self { pairs, before: of_before, after: of_after }
    }

    /// The number of the pair that `module` of the earlier site is in.
    pub(super) fn before(&self, module: ModuleId) -> usize {
        self.before[module.index()]
    }

    /// The number of the pair that `module` of the later site is in.
    pub(super) fn after(&self, module: ModuleId) -> usize {
        self.after[module.index()]
    }
}

/// The names of a pair, the first in the order of people before the other, whichever is the earlier.
fn names<'s>(pair: Sides<ModuleId>, before: Side<'s>, after: Side<'s>) -> (&'s str, &'s str) {
    let old = pair.before.map(|id| before.site.modules[id].name());
    let new = pair.after.map(|id| after.site.modules[id].name());
    let (old, new) = (old.or(new).unwrap_or_default(), new.or(old).unwrap_or_default());
    if natural(old, new).then_with(|| old.cmp(new)).is_le() { (old, new) } else { (new, old) }
}

fn slug(module: &Module) -> &str {
    &module.slug
}

/// The modules that differ, in the order of their names.
pub(super) fn changes(pairs: &ModulePairs, before: Side<'_>, after: Side<'_>) -> Vec<ModuleChange> {
    let changes = pairs.pairs.iter().map(|pair| {
        let facts = Sides {
            before: pair.before.map(|id| facts(&before.site.modules[id])),
            after: pair.after.map(|id| facts(&after.site.modules[id])),
        };
        let old = pair.before.map(|id| claims(before, id)).unwrap_or_default();
        let new = pair.after.map(|id| claims(after, id)).unwrap_or_default();
        ModuleChange { facts, claims: claim_changes(old, new) }
    });
    changes.filter(|change| change.facts.differ() || !change.claims.is_empty()).collect()
}

fn facts(module: &Module) -> ModuleFacts {
    ModuleFacts {
        name: module.name().to_owned(),
        slug: module.slug.clone(),
        title: module.title.clone(),
        hours: module.hours,
    }
}

/// The profile and the id of an item.
type ItemName<'s> = (&'s str, &'s str);

fn item_name(side: Side<'_>, id: ItemId) -> ItemName<'_> {
    let item = &side.site.items[id];
    (&side.site.profiles[item.profile].slug, &item.id)
}

/// The claims of a module by what they are about, those on one item in a fixed order.
fn claims(side: Side<'_>, module: ModuleId) -> Vec<(ItemName<'_>, ClaimFacts)> {
    let site = side.site;
    let claims = site.modules[module].claims.iter().map(|id| {
        let claim = &site.claims[*id];
        let document = site.document(site.document_of(module, claim.spot));
        let facts = ClaimFacts {
            lesson: claim.spot.lesson.map(|_| document.path.stem().to_owned()),
            section: claim.spot.heading.map(|at| document.headings[at].id.to_string()),
            level: site.config.scale.levels[claim.level].id.clone(),
        };
        (item_name(side, claim.item), facts)
    });
    let mut claims: Vec<_> = claims.collect();
    claims.sort_by(|(a, one), (b, other)| {
        a.0.cmp(b.0).then_with(|| natural(a.1, b.1)).then_with(|| a.1.cmp(b.1)).then_with(|| one.cmp(other))
    });
    claims
}

fn claim_changes(
    before: Vec<(ItemName<'_>, ClaimFacts)>,
    after: Vec<(ItemName<'_>, ClaimFacts)>,
) -> Vec<ClaimChange> {
    if before == after {
        return Vec::new();
    }
    let mut names: Vec<ItemName<'_>> = before.iter().chain(&after).map(|(name, _)| *name).collect();
    names.sort_by(|a, b| a.0.cmp(b.0).then_with(|| natural(a.1, b.1)).then_with(|| a.1.cmp(b.1)));
    names.dedup();
    let mut changes = Vec::new();
    let of = |all: &[(ItemName<'_>, ClaimFacts)], name| -> Vec<ClaimFacts> {
        all.iter().filter(|(found, _)| *found == name).map(|(_, facts)| facts.clone()).collect()
    };
    for name in names {
        let pairs = claim_pairs(of(&before, name), of(&after, name));
        changes.extend(pairs.into_iter().map(|facts| ClaimChange {
            profile: name.0.to_owned(),
            item: name.1.to_owned(),
            facts,
        }));
    }
    changes
}

/// Puts the claims of one module on one item side by side, without those that are the same: first what is claimed in the
/// same place, then what is claimed at the same level, then what is left.
fn claim_pairs(mut before: Vec<ClaimFacts>, mut after: Vec<ClaimFacts>) -> Vec<Sides<ClaimFacts>> {
    let is_same = |a: &ClaimFacts, b: &ClaimFacts| a == b;
    drop(taken_pairs(&mut before, &mut after, is_same));
    let mut pairs =
        taken_pairs(&mut before, &mut after, |a, b| (&a.lesson, &a.section) == (&b.lesson, &b.section));
    pairs.extend(taken_pairs(&mut before, &mut after, |a, b| a.level == b.level));
    pairs.extend(taken_pairs(&mut before, &mut after, |_, _| true));
    let mut sides: Vec<_> = pairs.into_iter().map(|(old, new)| Sides::both(old, new)).collect();
    sides.extend(before.into_iter().map(|old| Sides { before: Some(old), after: None }));
    sides.extend(after.into_iter().map(|new| Sides { before: None, after: Some(new) }));
    sides.sort_by(|a, b| order(a).cmp(&order(b)));
    sides
}

/// The key by which pairs are sorted, whichever of the two is the earlier.
fn order(pair: &Sides<ClaimFacts>) -> (Option<&ClaimFacts>, Option<&ClaimFacts>) {
    let (a, b) = (pair.before.as_ref().or(pair.after.as_ref()), pair.after.as_ref().or(pair.before.as_ref()));
    if a <= b { (a, b) } else { (b, a) }
}

/// Takes the pairs out of two sorted lists for which `belong` holds. It is an equivalence, so that the first of one list
/// and the first of the other in each class belong together, seen from either end.
fn taken_pairs(
    before: &mut Vec<ClaimFacts>,
    after: &mut Vec<ClaimFacts>,
    belong: impl Fn(&ClaimFacts, &ClaimFacts) -> bool,
) -> Vec<(ClaimFacts, ClaimFacts)> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < before.len() {
        match after.iter().position(|new| belong(&before[at], new)) {
            Some(found) => pairs.push((before.remove(at), after.remove(found))),
            None => at += 1,
        }
    }
    pairs
}

impl ModuleChange {
    /// The same seen from the other end.
    pub(super) fn turned(self) -> Self {
        let claims = self.claims.into_iter();
        Self {
            facts: self.facts.turned(),
            claims: claims.map(|change| ClaimChange { facts: change.facts.turned(), ..change }).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(section: &str, level: &str) -> ClaimFacts {
        let section = Some(section.to_owned()).filter(|section| !section.is_empty());
        ClaimFacts { lesson: None, section, level: level.to_owned() }
    }

    #[test]
    fn a_claim_in_the_same_place_has_another_level_and_one_at_the_same_level_another_place() {
        let before = vec![claim("", "assessed"), claim("les-1", "introduced"), claim("les-2", "practised")];
        let after =
            vec![claim("les-1", "practised"), claim("les-3", "assessed"), claim("les-2", "practised")];
        let level = Sides::both(before[1].clone(), after[0].clone());
        let place = Sides::both(before[0].clone(), after[1].clone());
        let pairs = claim_pairs(before.clone(), after.clone());
        assert_eq!(pairs, [place, level]);
        let turned: Vec<_> = pairs.into_iter().map(Sides::turned).collect();
        assert_eq!(claim_pairs(after, before), turned);
    }
}
