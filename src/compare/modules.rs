//! The differences between the modules of two sites, between their claims, and between how they teach and assess.
//!
//! A module is the same when its name in programmes is: its code, or else the name of its file. Where a module has that
//! name on one side only, the name of its file tells which one it is, so that a module that gets another code is no new
//! one.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::Side;
use super::sides::Sides;
use crate::model::{ItemId, Module, ModuleId, Site, Spot};
use crate::syntax::OccasionKind;
use crate::text::{Amount, natural};

/// A module that is not as it was, or that claims something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleChange {
    /// Its own facts, before and after.
    pub facts: Sides<ModuleFacts>,
    /// Its claims that differ.
    pub claims: Vec<ClaimChange>,
    /// Its sections that teach or assess otherwise than they did.
    pub occasions: Vec<Sides<OccasionFacts>>,
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
    /// Study points.
    pub credits: Option<Amount>,
    /// The names of the modules that go before it.
    pub requires: Vec<String>,
    /// Who teaches it.
    pub teachers: Vec<String>,
    /// The facts that are a school's own: name and value.
    pub others: Vec<(String, String)>,
}

/// How and where a section of a module teaches or assesses.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OccasionFacts {
    /// The lesson page; none for the module's own page.
    pub lesson: Option<String>,
    /// The id of the heading.
    pub section: String,
    /// Whether it teaches or assesses.
    pub kind: OccasionKind,
    /// How it does so; empty where it does not say.
    pub method: String,
    /// How long it takes.
    pub hours: Option<Amount>,
    /// How much of the result of the module it gives, in percent.
    pub weight: Option<Amount>,
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
        if before.site.modules.shares(&after.site.modules) {
            let same = 0..before.site.modules.len();
            let pairs = before.site.modules.ids().map(|id| Sides::both(id, id)).collect();
            return Self { pairs, before: same.clone().collect(), after: same.collect() };
        }
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
        let pairs: Vec<_> = old.chain(new.map(|id| Sides { before: None, after: Some(id) })).collect();
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

/// The order of two modules in lists, each by the names that it has: those that come first in the order of people decide,
/// whichever of the two sites is the later one.
pub(super) fn by_names(a: &Sides<&str>, b: &Sides<&str>) -> Ordering {
    let sorted = |names: &Sides<&str>| -> (String, String) {
        let old = names.before.or(names.after).unwrap_or_default();
        let new = names.after.or(names.before).unwrap_or_default();
        let is_in_order = natural(old, new).then_with(|| old.cmp(new)).is_le();
        let (first, other) = if is_in_order { (old, new) } else { (new, old) };
        (first.to_owned(), other.to_owned())
    };
    let (a, b) = (sorted(a), sorted(b));
    natural(&a.0, &b.0).then_with(|| a.cmp(&b))
}

fn slug(module: &Module) -> &str {
    &module.slug
}

/// The modules that differ, in the order of their names.
pub(super) fn changes(pairs: &ModulePairs, before: Side<'_>, after: Side<'_>) -> Vec<ModuleChange> {
    let changes = pairs.pairs.iter().map(|pair| {
        let facts = Sides {
            before: pair.before.map(|id| facts(before.site, id)),
            after: pair.after.map(|id| facts(after.site, id)),
        };
        let old = pair.before.map(|id| claims(before, id)).unwrap_or_default();
        let new = pair.after.map(|id| claims(after, id)).unwrap_or_default();
        let occasions = occasion_changes(
            pair.before.map(|id| occasions(before.site, id)).unwrap_or_default(),
            pair.after.map(|id| occasions(after.site, id)).unwrap_or_default(),
        );
        ModuleChange { facts, claims: claim_changes(old, new), occasions }
    });
    let mut changes: Vec<ModuleChange> = changes.filter(ModuleChange::is_any).collect();
    changes.sort_by(|a, b| {
        by_names(&a.facts.map(|facts| facts.name.as_str()), &b.facts.map(|facts| facts.name.as_str()))
    });
    changes
}

fn facts(site: &Site, id: ModuleId) -> ModuleFacts {
    let module = &site.modules[id];
    let facts = site.facts_of(module);
    let others = facts.into_iter().flat_map(|facts| &facts.others);
    ModuleFacts {
        name: module.name().to_owned(),
        slug: module.slug.clone(),
        title: module.title.clone(),
        hours: module.hours,
        credits: module.credits,
        requires: module.requires.iter().map(|id| site.modules[*id].name().to_owned()).collect(),
        teachers: site.teachers_of(id),
        others: others.map(|(name, value)| (name.value.clone(), value.value.clone())).collect(),
    }
}

/// The sections of a module that say how they are taught or assessed, by their places.
fn occasions(site: &Site, module: ModuleId) -> Vec<OccasionFacts> {
    let occasions = site.modules[module].occasions.iter().map(|id| {
        let occasion = &site.occasions[*id];
        let (lesson, section) = place(site, module, occasion.spot);
        OccasionFacts {
            lesson,
            section: section.unwrap_or_default(),
            kind: occasion.kind,
            method: occasion.method.clone(),
            hours: occasion.hours,
            weight: occasion.weight,
        }
    });
    let mut occasions: Vec<_> = occasions.collect();
    occasions.sort();
    occasions
}

/// Puts the occasions of one module side by side, without those that are the same: first what stands in the same section,
/// then what says the same in another.
fn occasion_changes(
    mut before: Vec<OccasionFacts>,
    mut after: Vec<OccasionFacts>,
) -> Vec<Sides<OccasionFacts>> {
    drop(taken_pairs(&mut before, &mut after, |a, b| a == b));
    let mut pairs =
        taken_pairs(&mut before, &mut after, |a, b| (&a.lesson, &a.section) == (&b.lesson, &b.section));
    let content = |one: &OccasionFacts| (one.kind, one.method.clone(), one.hours, one.weight);
    pairs.extend(taken_pairs(&mut before, &mut after, |a, b| content(a) == content(b)));
    in_order(pairs, before, after)
}

/// The lesson page and the heading that a spot names: the file of the one, the id of the other.
fn place(site: &Site, module: ModuleId, spot: Spot) -> (Option<String>, Option<String>) {
    let document = site.document(site.document_of(module, spot));
    let lesson = spot.lesson.map(|_| document.path.stem().to_owned());
    (lesson, spot.heading.map(|at| document.headings[at].id.to_string()))
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
        let (lesson, section) = place(site, module, claim.spot);
        let facts = ClaimFacts { lesson, section, level: site.config.scale.levels[claim.level].id.clone() };
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
    in_order(pairs, before, after)
}

/// The pairs and what only one side has, sorted.
fn in_order<T: Ord>(pairs: Vec<(T, T)>, before: Vec<T>, after: Vec<T>) -> Vec<Sides<T>> {
    let mut sides: Vec<_> = pairs.into_iter().map(|(old, new)| Sides::both(old, new)).collect();
    sides.extend(before.into_iter().map(|old| Sides { before: Some(old), after: None }));
    sides.extend(after.into_iter().map(|new| Sides { before: None, after: Some(new) }));
    sides.sort_by(|a, b| order(a).cmp(&order(b)));
    sides
}

/// The key by which pairs are sorted, whichever of the two is the earlier.
fn order<T: Ord>(pair: &Sides<T>) -> (Option<&T>, Option<&T>) {
    let (a, b) = (pair.before.as_ref().or(pair.after.as_ref()), pair.after.as_ref().or(pair.before.as_ref()));
    if a <= b { (a, b) } else { (b, a) }
}

/// Takes the pairs out of two sorted lists for which `belong` holds. It is an equivalence, so that the first of one list
/// and the first of the other in each class belong together, seen from either end.
fn taken_pairs<T>(before: &mut Vec<T>, after: &mut Vec<T>, belong: impl Fn(&T, &T) -> bool) -> Vec<(T, T)> {
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
    fn is_any(&self) -> bool {
        self.facts.differ() || !self.claims.is_empty() || !self.occasions.is_empty()
    }

    /// The same seen from the other end.
    pub(super) fn turned(self) -> Self {
        let claims = self.claims.into_iter();
        Self {
            facts: self.facts.turned(),
            claims: claims.map(|change| ClaimChange { facts: change.facts.turned(), ..change }).collect(),
            occasions: self.occasions.into_iter().map(Sides::turned).collect(),
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
