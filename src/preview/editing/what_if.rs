//! What a programme would be with a few things otherwise: the answer to a [`Scenario`], as its page shows it.
//!
//! The answer is exact, since the coverage follows from the site alone, and nothing is written for it.

use serde::Serialize;

use crate::compare::{HoursPart, ProgrammeChange, Scenario, Side, UnknownName, compare};
use crate::coverage::{Totals, cover};
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
    /// The answer for the programme that `scenario` names.
    ///
    /// # Errors
    /// The first name of the scenario that the site does not have.
    pub fn of(snapshot: &Snapshot, scenario: &Scenario) -> Result<Option<Self>, UnknownName> {
        let site = snapshot.site();
        let slug = scenario.programme.as_deref().unwrap_or_default();
        let Some((id, _)) = site.programmes.iter().find(|(_, programme)| programme.slug == slug) else {
            return Ok(None);
        };
        let after = scenario.apply(site)?;
        let (coverage, _) = cover(&after);
        let totals = (snapshot.coverage().of(id).totals, coverage.of(id).totals);
        let comparison = compare(snapshot.side(), Side { site: &after, coverage: &coverage });
        let change = comparison.programmes.into_iter().find(|change| change.slug == slug);
        let profile = site.programmes[id].profile;
        let item = |name: &str| {
            let of_profile = site.profiles[profile].items.iter().map(|id| &site.items[*id]);
            let text = of_profile.clone().find(|item| item.id == name).map(|item| item.text.clone());
            Item { id: name.to_owned(), text: text.unwrap_or_default() }
        };
        Ok(Some(Self::new(totals, change.as_ref(), item)))
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
        }
    }
}

impl Counts {
    fn of(totals: Totals) -> Self {
        Self { items: totals.items, covered: totals.covered, gaps: totals.gaps() }
    }
}
