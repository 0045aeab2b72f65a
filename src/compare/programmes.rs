//! The differences between the programmes of two sites: their terms, how their items stand, which of these hang on one
//! module, what is assessed before it is introduced, and the hours.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Side;
use super::modules::{ModulePairs, by_names};
use super::programme_change::{
    ChoiceFacts, EarlyFacts, HoursChange, HoursPart, LevelChange, ModuleMove, OrderChange, ProgrammeChange,
    ProgrammeFacts, SingleChange,
};
use super::sides::{Sides, side_by_side};
use super::standing::standing_changes;
use super::terms::{TermPairs, terms};
use crate::coverage::{AmountRange, ProgrammeCoverage, Status};
use crate::model::{Choice, ModuleId, Programme, ProgrammeId};
use crate::text::{Amount, natural};

/// A programme of one of the two sites.
struct ProgrammeSide<'s> {
    side: Side<'s>,
    programme: &'s Programme,
    coverage: &'s ProgrammeCoverage,
    /// The name of the item in each row.
    items: Vec<Cow<'s, str>>,
}

impl<'s> ProgrammeSide<'s> {
    fn new(side: Side<'s>, id: ProgrammeId) -> Self {
        let coverage = side.coverage.of(id);
        let items =
            coverage.rows.iter().map(|row| Cow::from(side.site.items[row.item].id.as_str())).collect();
        Self { side, programme: &side.site.programmes[id], coverage, items }
    }

    fn profile(&self) -> &'s str {
        &self.side.site.profiles[self.programme.profile].slug
    }

    /// Puts the name of the profile before the names of the items.
    fn name_the_profile(&mut self) {
        let profile = self.profile();
        self.items.iter_mut().for_each(|item| *item = Cow::from(format!("{profile}/{item}")));
    }

    fn facts(&self) -> ProgrammeFacts {
        ProgrammeFacts { title: self.programme.title.clone(), profile: self.profile().to_owned() }
    }

    /// The modules, each with the number of its term.
    fn places(&self) -> impl Iterator<Item = (&Self, (usize, ModuleId))> {
        self.programme.modules().map(move |place| (self, place))
    }

    /// The items with how they stand.
    fn standings(&self) -> Vec<(&str, Status)> {
        let rows = self.items.iter().zip(&self.coverage.rows);
        rows.map(|(item, row)| (&**item, row.status)).collect()
    }

    /// The items that one module alone brings to the required level.
    fn single(&self) -> impl Iterator<Item = (&str, ModuleId)> {
        let rows = self.items.iter().enumerate();
        rows.filter_map(|(row, item)| Some((&**item, self.coverage.only_module(self.side.site, row)?)))
    }

    /// The items that are assessed before they are introduced, with the modules that show it.
    fn early(&self) -> impl Iterator<Item = (&str, (ModuleId, ModuleId))> {
        let module = |claim| self.side.site.claims[claim].module;
        let rows = self.items.iter().zip(&self.coverage.rows);
        rows.filter_map(move |(item, row)| {
            let early = row.early?;
            Some((&**item, (module(early.assessed), module(early.introduced))))
        })
    }

    /// The choices, each with the number of its term and its own number there.
    fn choices(&self) -> impl Iterator<Item = (usize, usize, &Choice)> {
        let terms = self.programme.terms.iter().enumerate();
        terms.flat_map(|(term, own)| own.choices.iter().enumerate().map(move |(at, one)| (term, at, one)))
    }

    /// The levels that it says for its modules: each module with the name of the item, its own name, and the id of the level.
    fn levels(&self) -> impl Iterator<Item = (ModuleId, String, (String, String))> {
        let levels = &self.side.site.config.scale.levels;
        self.programme.levels.iter().filter_map(|said| {
            let item = self.items[self.coverage.row_of(said.item)?].to_string();
            Some((said.module, item, (name(self, said.module), levels[said.level].id.clone())))
        })
    }

    /// The hours of each term, by its number: the least and the most that can be chosen.
    fn term_hours(&self) -> Vec<AmountRange> {
        let terms = 0..self.programme.terms.len();
        terms.map(|term| self.coverage.hours(self.side.site, Some(term))).collect()
    }

    /// The hours of each competence, as the programme's page has them.
    fn competence_hours(&self) -> Vec<(&'s str, Amount)> {
        let site = self.side.site;
        let competences = site.profiles[self.programme.profile].competences.iter().map(|id| {
            let competence = &site.competences[*id];
            let rows = competence.items().filter_map(|item| self.coverage.row_of(item));
            let hours = self.coverage.hours_for(site, rows);
            (competence.id.as_str(), Amount::whole(hours).unwrap_or_default())
        });
        competences.collect()
    }
}

/// The programmes that differ, in the order of their names.
pub(super) fn changes(pairs: &ModulePairs, before: Side<'_>, after: Side<'_>) -> Vec<ProgrammeChange> {
    let is_shared = before.site.shares_content(after.site);
    let is_same = |ids: &Sides<ProgrammeId>| {
        is_shared
            && ids.before == ids.after
            && ids.before.is_some_and(|id| {
                before.site.programmes[id] == after.site.programmes[id]
                    && before.coverage.shares(after.coverage, id)
            })
    };
    let all = side_by_side(slugs(before), slugs(after));
    let changes = all.into_iter().filter(|(_, ids)| !is_same(ids)).map(|(slug, ids)| {
        let mut old = ids.before.map(|id| ProgrammeSide::new(before, id));
        let mut new = ids.after.map(|id| ProgrammeSide::new(after, id));
        // The id of an item says something in its profile alone.
        if let (Some(old), Some(new)) = (&mut old, &mut new)
            && old.profile() != new.profile()
        {
            old.name_the_profile();
            new.name_the_profile();
        }
        change(slug, pairs, old.as_ref(), new.as_ref())
    });
    changes.filter(ProgrammeChange::is_any).collect()
}

fn slugs(side: Side<'_>) -> impl Iterator<Item = (&str, ProgrammeId)> {
    side.site.programmes.iter().map(|(id, programme)| (programme.slug.as_str(), id))
}

fn change(
    slug: &str,
    pairs: &ModulePairs,
    old: Option<&ProgrammeSide<'_>>,
    new: Option<&ProgrammeSide<'_>>,
) -> ProgrammeChange {
    let items = standing_changes(
        &old.map(ProgrammeSide::standings).unwrap_or_default(),
        &new.map(ProgrammeSide::standings).unwrap_or_default(),
    );
    let terms = TermPairs::new(
        &terms(old.map(|side| side.programme), |module| pairs.before(module)),
        &terms(new.map(|side| side.programme), |module| pairs.after(module)),
    );
    ProgrammeChange {
        slug: slug.to_owned(),
        facts: Sides { before: old.map(ProgrammeSide::facts), after: new.map(ProgrammeSide::facts) },
        totals: Sides {
            before: old.map(|side| side.coverage.totals),
            after: new.map(|side| side.coverage.totals),
        },
        terms: term_changes(&terms),
        modules: module_moves(pairs, &terms, old, new),
        choices: choice_changes(&terms, old, new),
        levels: level_changes(pairs, old, new),
        items,
        single: single_changes(pairs, old, new),
        order: order_changes(pairs, old, new),
        hours: hours_changes(&terms, old, new),
    }
}

impl ProgrammeChange {
    fn is_any(&self) -> bool {
        self.facts.differ()
            || self.totals.differ()
            || !self.terms.is_empty()
            || !self.modules.is_empty()
            || !self.choices.is_empty()
            || !self.levels.is_empty()
            || !self.items.is_empty()
            || !self.single.is_empty()
            || !self.order.is_empty()
            || !self.hours.is_empty()
    }
}

fn name(side: &ProgrammeSide<'_>, module: ModuleId) -> String {
    side.side.site.modules[module].name().to_owned()
}

fn term_changes(terms: &TermPairs) -> Vec<Sides<String>> {
    let mut changes: Vec<_> = terms.all().iter().filter(|names| names.differ()).cloned().collect();
    changes.sort_by(|a, b| natural(a.key(), b.key()).then_with(|| a.key().cmp(b.key())));
    changes
}

/// A module in a programme: what it is called, and the number of its term.
type ModulePlace = Sides<(String, usize)>;

fn module_moves(
    pairs: &ModulePairs,
    terms: &TermPairs,
    old: Option<&ProgrammeSide<'_>>,
    new: Option<&ProgrammeSide<'_>>,
) -> Vec<ModuleMove> {
    let mut places: BTreeMap<usize, ModulePlace> = BTreeMap::new();
    let nowhere = || Sides { before: None, after: None };
    for (side, (term, module)) in old.into_iter().flat_map(ProgrammeSide::places) {
        let place = places.entry(pairs.before(module)).or_insert_with(nowhere);
        place.before = Some((name(side, module), terms.before(term)));
    }
    for (side, (term, module)) in new.into_iter().flat_map(ProgrammeSide::places) {
        let place = places.entry(pairs.after(module)).or_insert_with(nowhere);
        place.after = Some((name(side, module), terms.after(term)));
    }
    let moved = places.into_values().filter(|place| place.map(|(_, term)| term).differ());
    let mut moved: Vec<ModulePlace> = moved.collect();
    let names = |place: &ModulePlace| place.map(|(name, _)| name.clone());
    moved.sort_by(|a, b| {
        let (a, b) = (names(a), names(b));
        by_names(&a.map(String::as_str), &b.map(String::as_str))
    });
    let moves = moved.into_iter().map(|place| ModuleMove {
        term: Sides {
            before: place.before.as_ref().and_then(|(_, term)| terms.names(*term).before.clone()),
            after: place.after.as_ref().and_then(|(_, term)| terms.names(*term).after.clone()),
        },
        module: place.map(|(name, _)| name.clone()),
    });
    moves.collect()
}

/// The choices that differ. A choice is the same where it stands in the same term and has the same number there.
fn choice_changes(
    terms: &TermPairs,
    old: Option<&ProgrammeSide<'_>>,
    new: Option<&ProgrammeSide<'_>>,
) -> Vec<Sides<ChoiceFacts>> {
    let facts = |side: &ProgrammeSide<'_>, term: Option<&String>, choice: &Choice| ChoiceFacts {
        term: term.cloned().unwrap_or_default(),
        title: choice.title.clone(),
        pick: choice.pick,
        modules: choice.modules.iter().map(|module| name(side, *module)).collect(),
    };
    let mut pairs: BTreeMap<(usize, usize), Sides<ChoiceFacts>> = BTreeMap::new();
    let nowhere = || Sides { before: None, after: None };
    for (side, (term, at, choice)) in
        old.into_iter().flat_map(|side| side.choices().map(move |one| (side, one)))
    {
        let pair = terms.before(term);
        let title = terms.names(pair).before.as_ref();
        pairs.entry((pair, at)).or_insert_with(nowhere).before = Some(facts(side, title, choice));
    }
    for (side, (term, at, choice)) in
        new.into_iter().flat_map(|side| side.choices().map(move |one| (side, one)))
    {
        let pair = terms.after(term);
        let title = terms.names(pair).after.as_ref();
        pairs.entry((pair, at)).or_insert_with(nowhere).after = Some(facts(side, title, choice));
    }
    // That a term has another name is said of the term.
    let content = |one: &ChoiceFacts| (one.title.clone(), one.pick, one.modules.clone());
    let changes = pairs.into_values().filter(|pair| pair.map(content).differ());
    let mut changes: Vec<_> = changes.collect();
    let names = |one: &Sides<ChoiceFacts>| one.map(|one| format!("{}\n{}", one.term, one.title));
    changes.sort_by(|a, b| {
        let (a, b) = (names(a), names(b));
        natural(a.key(), b.key()).then_with(|| a.key().cmp(b.key()))
    });
    changes
}

/// The levels that a programme says for its modules, where they differ.
fn level_changes(
    pairs: &ModulePairs,
    old: Option<&ProgrammeSide<'_>>,
    new: Option<&ProgrammeSide<'_>>,
) -> Vec<LevelChange> {
    type Level = (String, String);
    let mut all: BTreeMap<(usize, String), Sides<Level>> = BTreeMap::new();
    let nowhere = || Sides { before: None, after: None };
    for (module, item, level) in old.into_iter().flat_map(ProgrammeSide::levels) {
        all.entry((pairs.before(module), item)).or_insert_with(nowhere).before = Some(level);
    }
    for (module, item, level) in new.into_iter().flat_map(ProgrammeSide::levels) {
        all.entry((pairs.after(module), item)).or_insert_with(nowhere).after = Some(level);
    }
    let changes = all.into_iter().map(|((_, item), both)| LevelChange {
        module: both.map(|(module, _)| module.clone()),
        item,
        level: both.map(|(_, level)| level.clone()),
    });
    changes.filter(|change| change.level.differ()).collect()
}

fn single_changes(
    pairs: &ModulePairs,
    old: Option<&ProgrammeSide<'_>>,
    new: Option<&ProgrammeSide<'_>>,
) -> Vec<SingleChange> {
    let all = side_by_side(
        old.into_iter().flat_map(ProgrammeSide::single),
        new.into_iter().flat_map(ProgrammeSide::single),
    );
    let others = all.into_iter().filter(|(_, modules)| {
        modules.before.map(|id| pairs.before(id)) != modules.after.map(|id| pairs.after(id))
    });
    let changes = others.map(|(item, modules)| {
        let module = Sides {
            before: old.zip(modules.before).map(|(side, id)| name(side, id)),
            after: new.zip(modules.after).map(|(side, id)| name(side, id)),
        };
        SingleChange { item: item.to_owned(), module }
    });
    changes.collect()
}

fn order_changes(
    pairs: &ModulePairs,
    old: Option<&ProgrammeSide<'_>>,
    new: Option<&ProgrammeSide<'_>>,
) -> Vec<OrderChange> {
    let all = side_by_side(
        old.into_iter().flat_map(ProgrammeSide::early),
        new.into_iter().flat_map(ProgrammeSide::early),
    );
    let others = all.into_iter().filter(|(_, modules)| {
        let before = modules.before.map(|(a, b)| (pairs.before(a), pairs.before(b)));
        before != modules.after.map(|(a, b)| (pairs.after(a), pairs.after(b)))
    });
    let facts = |side: &ProgrammeSide<'_>, (assessed, introduced)| EarlyFacts {
        assessed: name(side, assessed),
        introduced: name(side, introduced),
    };
    let changes = others.map(|(item, modules)| OrderChange {
        item: item.to_owned(),
        facts: Sides {
            before: old.zip(modules.before).map(|(side, modules)| facts(side, modules)),
            after: new.zip(modules.after).map(|(side, modules)| facts(side, modules)),
        },
    });
    changes.collect()
}

fn hours_changes(
    terms: &TermPairs,
    old: Option<&ProgrammeSide<'_>>,
    new: Option<&ProgrammeSide<'_>>,
) -> Vec<HoursChange> {
    let mut hours = vec![Sides { before: None, after: None }; terms.all().len()];
    for (at, of_term) in old.into_iter().flat_map(ProgrammeSide::term_hours).enumerate() {
        hours[terms.before(at)].before = Some(of_term);
    }
    for (at, of_term) in new.into_iter().flat_map(ProgrammeSide::term_hours).enumerate() {
        hours[terms.after(at)].after = Some(of_term);
    }
    let mut of_terms: Vec<_> = terms.all().iter().cloned().zip(hours).collect();
    of_terms.sort_by(|(a, _), (b, _)| natural(a.key(), b.key()).then_with(|| a.key().cmp(b.key())));
    let of_terms = of_terms.into_iter().map(|(names, hours)| (HoursPart::Term(names), hours));
    let of_competences = side_by_side(
        old.into_iter().flat_map(ProgrammeSide::competence_hours),
        new.into_iter().flat_map(ProgrammeSide::competence_hours),
    );
    let of_competences = of_competences.into_iter().map(|(id, hours)| {
        let range =
            Sides { before: hours.before.map(|all| (all, all)), after: hours.after.map(|all| (all, all)) };
        (HoursPart::Competence(id.to_owned()), range)
    });
    let all = of_terms.chain(of_competences).filter(|(_, hours)| hours.differ());
    let change = |(part, hours): (HoursPart, Sides<AmountRange>)| HoursChange {
        part,
        hours: Sides { before: hours.before.map(|range| range.1), after: hours.after.map(|range| range.1) },
        least: Sides { before: hours.before.map(|range| range.0), after: hours.after.map(|range| range.0) },
    };
    all.map(change).collect()
}
