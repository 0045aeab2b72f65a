//! The coverage of a programme under a supposition, such as without a module: the answer to a [`Scenario`], as its page shows it.
//!
//! The answer is exact, since the coverage follows from the site alone, and nothing is written for it.

use serde::Serialize;

use super::open_claims::runs;
use crate::compare::{
    HoursPart, ItemChange, ItemFacts, ProgrammeChange, Rewording, Scenario, Side, UnknownName, compare,
};
use crate::coverage::{Totals, cover_otherwise};
use crate::model::{ItemId, Site};
use crate::pipeline::Snapshot;
use crate::text::Amount;

/// How a programme stands, and how it would.
#[derive(Debug, Serialize)]
pub struct WhatIf {
    before: Counts,
    after: Counts,
    /// The items that would become gaps, and the gaps that would close.
    opened: Vec<Item>,
    closed: Vec<Item>,
    /// The items that would hang on one module, with its name.
    single: Vec<(Item, String)>,
    /// The items that would be assessed before they are introduced: the modules that assess and introduce them.
    early: Vec<(Item, String, String)>,
    /// The hours of terms that would have others, before and after.
    hours: Vec<(String, Amount, Amount)>,
    /// The lines of the profile that are otherwise, where another one is supposed.
    #[serde(flatten)]
    lines: ProfileLines,
}

/// The lines of a profile that are otherwise in another version of it.
#[derive(Debug, Default, Serialize)]
pub(super) struct ProfileLines {
    words: Vec<Reworded>,
    new: Vec<Item>,
    gone: Vec<Item>,
}

/// A line of a profile with other words, of which some are `gone` and some `new`.
#[derive(Debug, Serialize)]
struct Reworded {
    id: String,
    words: Vec<(&'static str, String)>,
}

#[derive(Debug, Serialize)]
struct Counts {
    items: usize,
    covered: usize,
    gaps: usize,
}

#[derive(Debug, Serialize)]
struct Item {
    id: String,
    text: String,
}

impl WhatIf {
    /// The answer for the programme that `scenario` names in the site of `snapshot`; `other` is that site with another
    /// profile, where one is supposed.
    ///
    /// # Errors
    /// The first name of the scenario that the site does not have.
    pub fn of(
        snapshot: &Snapshot,
        other: Option<&Snapshot>,
        scenario: &Scenario,
    ) -> Result<Option<Self>, UnknownName> {
        let slug = scenario.programme.as_deref().unwrap_or_default();
        let in_site = |site: &Site| {
            site.programmes.iter().find(|(_, programme)| programme.slug == slug).map(|(id, _)| id)
        };
        let supposed = other.unwrap_or(snapshot);
        let after = scenario.apply(supposed.site())?;
        let (Some(id), Some(later)) = (in_site(snapshot.site()), in_site(&after)) else { return Ok(None) };
        let coverage = cover_otherwise(&after, supposed.site(), supposed.coverage());
        let totals = (snapshot.coverage().of(id).totals, coverage.of(later).totals);
        let comparison = compare(snapshot.side(), Side { site: &after, coverage: &coverage });
        let change = comparison.programmes.into_iter().find(|change| change.slug == slug);
        let profile = &after.profiles[after.programmes[later].profile];
        let old = snapshot.site();
        let old_profile = &old.profiles[old.programmes[id].profile];
        let item = |name: &str| {
            let of = |site: &Site, items: &[ItemId]| {
                let found = items.iter().map(|id| &site.items[*id]).find(|item| item.id == name);
                found.map(|item| item.text.clone())
            };
            let text = of(&after, &profile.items).or_else(|| of(old, &old_profile.items));
            Item { id: name.to_owned(), text: text.unwrap_or_default() }
        };
        let words = comparison.profiles.into_iter().find(|change| change.slug == profile.slug);
        let lines = words.map(|words| ProfileLines::of(&words.items)).unwrap_or_default();
        Ok(Some(Self { lines, ..Self::new(totals, change.as_ref(), item) }))
    }

    fn new(
        (before, after): (Totals, Totals),
        change: Option<&ProgrammeChange>,
        item: impl Fn(&str) -> Item,
    ) -> Self {
        let changes = change.into_iter();
        let single = changes.clone().flat_map(|change| &change.single);
        let single = single.filter_map(|one| Some((item(&one.item), one.module.after.clone()?)));
        let early = changes.clone().flat_map(|change| &change.order).filter_map(|one| {
            let facts = one.facts.after.as_ref()?;
            Some((item(&one.item), facts.assessed.clone(), facts.introduced.clone()))
        });
        let hours = changes.clone().flat_map(|change| &change.hours).filter_map(|one| match &one.part {
            HoursPart::Term(names) => {
                let name = names.latest()?;
                Some((
                    name.clone(),
                    one.hours.before.unwrap_or_default(),
                    one.hours.after.unwrap_or_default(),
                ))
            }
            HoursPart::Competence(_) => None,
        });
        Self {
            before: Counts::of(before),
            after: Counts::of(after),
            opened: changes.clone().flat_map(ProgrammeChange::opened).map(|one| item(&one.id)).collect(),
            closed: changes.clone().flat_map(ProgrammeChange::closed).map(|one| item(&one.id)).collect(),
            single: single.collect(),
            early: early.collect(),
            hours: hours.collect(),
            lines: ProfileLines::default(),
        }
    }
}

impl ProfileLines {
    /// Those of `items` that are new, gone or worded otherwise.
    pub(super) fn of(items: &[ItemChange]) -> Self {
        let mut lines = Self::default();
        for change in items {
            let text = |facts: &ItemFacts| Item { id: change.id.clone(), text: facts.text.clone() };
            match (&change.facts.before, &change.facts.after) {
                (None, Some(new)) => lines.new.push(text(new)),
                (Some(old), None) => lines.gone.push(text(old)),
                (Some(old), Some(new)) if change.rewording() == Some(Rewording::Changed) => {
                    let words = runs(&old.text, &new.text);
                    lines.words.push(Reworded { id: change.id.clone(), words });
                }
                (Some(_) | None, Some(_) | None) => {}
            }
        }
        lines
    }
}

impl Counts {
    fn of(totals: Totals) -> Self {
        Self { items: totals.items, covered: totals.covered, gaps: totals.gaps() }
    }
}
