//! How a programme differs between two sites.

use super::sides::Sides;
use super::standing::StandingChange;
use crate::coverage::Totals;
use crate::text::Amount;

/// A programme that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeChange {
    /// Its name in addresses.
    pub slug: String,
    /// Its own facts, before and after.
    pub facts: Sides<ProgrammeFacts>,
    /// Its items, counted.
    pub totals: Sides<Totals>,
    /// Its terms that are new or gone, or that have another name.
    pub terms: Vec<Sides<String>>,
    /// Its modules that are new or gone, or that stand in another term.
    pub modules: Vec<ModuleMove>,
    /// Its choices that are new or gone, or that are made otherwise.
    pub choices: Vec<Sides<ChoiceFacts>>,
    /// The levels at which its modules count in it in place of their own, where these are not as they were.
    pub levels: Vec<LevelChange>,
    /// Its items that stand otherwise.
    pub items: Vec<StandingChange>,
    /// Its items of which one module alone decides that they are covered, where that is not as it was.
    pub single: Vec<SingleChange>,
    /// Its items that are assessed before they are introduced, where that is not as it was.
    pub order: Vec<OrderChange>,
    /// The hours of terms and competences that differ.
    pub hours: Vec<HoursChange>,
}

/// The facts in a programme's front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeFacts {
    /// Its title.
    pub title: String,
    /// The name of its profile.
    pub profile: String,
}

/// A module that is new in a programme, is gone from it, or stands in another term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleMove {
    /// Its name in each of the sites.
    pub module: Sides<String>,
    /// The name of its term.
    pub term: Sides<String>,
}

/// A choice of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceFacts {
    /// The name of its term.
    pub term: String,
    /// Its title; empty when it has none.
    pub title: String,
    /// How many of the modules everyone takes.
    pub pick: usize,
    /// The names of the modules.
    pub modules: Vec<String>,
}

impl ChoiceFacts {
    /// Its title, or else that of its term.
    pub fn name(&self) -> String {
        if self.title.is_empty() { self.term.clone() } else { self.title.clone() }
    }
}

/// A module that counts for an item at another level in a programme than it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelChange {
    /// The name of the module, where the programme says a level for it.
    pub module: Sides<String>,
    /// The id of the item.
    pub item: String,
    /// The id of the level that the programme says; none where the module counts at its own.
    pub level: Sides<String>,
}

/// An item that hangs on another module, or on one where it did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SingleChange {
    /// The id of the item.
    pub item: String,
    /// The name of the only module that brings it to the required level; none where several do, or none does.
    pub module: Sides<String>,
}

/// An item whose order broke, or was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderChange {
    /// The id of the item.
    pub item: String,
    /// The modules that show it.
    pub facts: Sides<EarlyFacts>,
}

/// Two modules in the wrong order for an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlyFacts {
    /// The module that assesses the item.
    pub assessed: String,
    /// The module of a later term that introduces it.
    pub introduced: String,
}

/// The hours of one part of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursChange {
    /// The part.
    pub part: HoursPart,
    /// The hours; none for a part that the programme does not have. Of a choice those of the longest modules count.
    pub hours: Sides<Amount>,
    /// The same with the shortest modules of each choice.
    pub least: Sides<Amount>,
}

/// The part of a programme whose hours are counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum HoursPart {
    /// The modules of a term, by its name in each of the programmes.
    Term(Sides<String>),
    /// The modules that claim an indicator of a competence, by its id. A module counts whole for each of them, so that
    /// competences add up to more than there is.
    Competence(String),
}

impl ProgrammeChange {
    /// The items that became gaps, or that are new and are gaps.
    pub fn opened(&self) -> impl Iterator<Item = &StandingChange> {
        self.items.iter().filter(|item| item.is_opened())
    }

    /// The items that were gaps and no longer are.
    pub fn closed(&self) -> impl Iterator<Item = &StandingChange> {
        self.items.iter().filter(|item| item.is_closed())
    }

    /// The id of an item of the later programme that `name` stands for here. Where the programme leads to another
    /// profile, that of its profile stands before it.
    pub fn item_id<'n>(&self, name: &'n str) -> &'n str {
        let profiles = self.facts.map(|facts| facts.profile.as_str());
        match (profiles.before, profiles.after) {
            (Some(before), Some(after)) if before != after => {
                name.strip_prefix(after).and_then(|rest| rest.strip_prefix('/')).unwrap_or("")
            }
            (Some(_), Some(_) | None) | (None, Some(_) | None) => name,
        }
    }

    /// The same seen from the other end.
    pub(super) fn turned(self) -> Self {
        let modules = self.modules.into_iter();
        let single = self.single.into_iter();
        let order = self.order.into_iter();
        let levels = self.levels.into_iter();
        let hours = self.hours.into_iter();
        Self {
            slug: self.slug,
            facts: self.facts.turned(),
            totals: self.totals.turned(),
            terms: self.terms.into_iter().map(Sides::turned).collect(),
            choices: self.choices.into_iter().map(Sides::turned).collect(),
            modules: modules
                .map(|moved| ModuleMove { module: moved.module.turned(), term: moved.term.turned() })
                .collect(),
            levels: levels
                .map(|one| LevelChange { module: one.module.turned(), level: one.level.turned(), ..one })
                .collect(),
            items: self.items.into_iter().map(StandingChange::turned).collect(),
            single: single.map(|one| SingleChange { module: one.module.turned(), ..one }).collect(),
            order: order.map(|one| OrderChange { facts: one.facts.turned(), ..one }).collect(),
            hours: hours.map(HoursChange::turned).collect(),
        }
    }
}

impl HoursChange {
    fn turned(self) -> Self {
        let part = match self.part {
            HoursPart::Term(names) => HoursPart::Term(names.turned()),
            HoursPart::Competence(id) => HoursPart::Competence(id),
        };
        Self { part, hours: self.hours.turned(), least: self.least.turned() }
    }
}
