//! A comparison in sentences, for people: first what happens to the coverage of each programme, then what was changed in
//! the profiles and the modules. How it is printed is not known here.

use super::findings::{
    Finding, FindingGroup, from_to, hangs, hours, in_term, item, module_facts, now, occasion, order, place,
    shown, stood, taken, term, words,
};
use crate::compare::{
    ChoiceFacts, ClaimChange, ClaimFacts, Comparison, HoursPart, ItemChange, ModuleChange, OccasionFacts,
    ProfileChange, ProgrammeChange, Rewording, Side, Sides, StandingChange,
};
use crate::diagnostics::{Message, count, say};
use crate::model::Site;

/// A part of the report.
pub(super) struct Chapter {
    /// Its subject.
    pub(super) title: Message,
    /// The most important of it, in one sentence; without words where the findings say all.
    pub(super) summary: Message,
    /// Its groups of findings.
    pub(super) groups: Vec<FindingGroup>,
}

/// The report on `comparison`, which was made of the two sites.
pub(super) fn chapters(comparison: &Comparison, before: Side<'_>, after: Side<'_>) -> Vec<Chapter> {
    let sites = Sites { before: before.site, after: after.site };
    let programmes = comparison.programmes.iter().map(|change| sites.programme(change));
    let profiles = comparison.profiles.iter().map(|change| sites.profile(change));
    let mut chapters: Vec<Chapter> = programmes.chain(profiles).collect();
    chapters.extend(sites.modules(&comparison.modules));
    chapters.extend(comparison.scale.iter().map(|scale| {
        let required = scale.map(|scale| scale.required.clone());
        let levels = scale.map(|scale| scale.levels.join(", "));
        let findings = [(say!("required level"), required), (say!("levels"), levels)];
        let findings = findings.into_iter().filter(|(_, sides)| sides.differ());
        let findings =
            findings.map(|(subject, sides)| Finding { subject, text: from_to(&sides), words: Vec::new() });
        Chapter {
            title: say!("Coverage scale"),
            summary: Message::none(),
            groups: FindingGroup::of(say!("Settings"), findings).into_iter().collect(),
        }
    }));
    chapters
}

/// The two sites, for the words of ids.
#[derive(Clone, Copy)]
struct Sites<'s> {
    before: &'s Site,
    after: &'s Site,
}

impl Sites<'_> {
    fn programme(self, change: &ProgrammeChange) -> Chapter {
        let title = change.facts.latest().map_or(change.slug.as_str(), |facts| facts.title.as_str());
        let title = say!("Programme {title}", title);
        if change.facts.is_gone() {
            return Chapter { title, summary: say!("This programme is gone."), groups: Vec::new() };
        }
        let is_new = change.facts.is_new();
        let text = |item: &StandingChange| self.item_text(change, &item.id);
        let opened = change.opened().map(|item| Finding::new(&item.id, now(item, &text(item))));
        let closed = change.closed().map(|item| Finding::new(&item.id, now(item, &text(item))));
        let others = change.items.iter().filter(|item| !item.is_opened() && !item.is_closed() && !is_new);
        let others = others.map(|item| Finding::new(&item.id, now(item, &text(item))));
        // That nothing hangs on a module alone any more goes without saying for an item that nothing covers.
        let is_opened = |item: &str| change.opened().any(|opened| opened.id == item);
        let single = change.single.iter().filter(|one| !is_new && !is_opened(&one.item));
        let order = change.order.iter().map(|one| Finding::new(&one.item, order(&one.facts)));
        let hours = change.hours.iter().filter(|_| !is_new).map(|one| {
            let subject = match &one.part {
                HoursPart::Term(names) => names.latest().cloned().unwrap_or_default(),
                HoursPart::Competence(id) => id.clone(),
            };
            Finding::new(&subject, stood(&hours(one)))
        });
        let terms = change.terms.iter().filter(|_| !is_new).map(term);
        let moves = change.modules.iter().filter(|_| !is_new).map(|one| {
            let subject = one.module.latest().map_or("", String::as_str);
            Finding::new(subject, in_term(&one.term))
        });
        let choices = change.choices.iter().filter(|_| !is_new).map(|one| {
            let name = one.latest().map(ChoiceFacts::name).unwrap_or_default();
            Finding::new(&name, stood(&one.map(taken)))
        });
        let levels = change.levels.iter().filter(|_| !is_new).map(|one| {
            let module = one.module.latest().map_or("", String::as_str);
            Finding::new(&format!("{module} {}", one.item), self.counts_as(&one.level))
        });
        let groups = [
            FindingGroup::of(say!("Gaps that open"), opened),
            FindingGroup::of(say!("Gaps that close"), closed),
            FindingGroup::of(say!("Items that stand otherwise"), others),
            FindingGroup::of(say!("Items that hang on one module"), single.map(hangs)),
            FindingGroup::of(say!("Order"), order),
            FindingGroup::of(say!("Terms"), terms),
            FindingGroup::of(say!("Modules in the programme"), moves),
            FindingGroup::of(say!("Choices"), choices),
            FindingGroup::of(say!("Levels in this programme"), levels),
            FindingGroup::of(say!("Hours"), hours),
        ];
        let groups = groups.into_iter().flatten().collect();
        Chapter { title, summary: self.summary(change), groups }
    }

    /// The numbers of covered items and of gaps, before and after.
    fn summary(self, change: &ProgrammeChange) -> Message {
        let Some(now) = change.totals.after else { return Message::none() };
        let items = count!(now.items, "no items", "1 item", "{n} items");
        let stands = say!(
            "{covered} of {items} covered, {gaps}",
            covered = now.covered,
            items,
            gaps = count!(now.gaps(), "no gaps", "1 gap", "{n} gaps")
        );
        let facts = change.facts.map(|facts| (&facts.title, &facts.profile));
        let mut sentences = match change.totals.before {
            None => vec![say!("This programme is new: {stands}.", stands)],
            Some(was) if was == now => vec![say!("As before, {stands}.", stands)],
            Some(was) => vec![say!(
                "{stands}; before, {covered} of {items} with {gaps}.",
                stands,
                covered = was.covered,
                items = was.items,
                gaps = count!(was.gaps(), "no gaps", "1 gap", "{n} gaps")
            )],
        };
        if let (Some((old, old_profile)), Some((new, new_profile))) = (facts.before, facts.after) {
            if old != new {
                sentences.push(say!("It was called {old}.", old));
            }
            if old_profile != new_profile {
                sentences.push(say!(
                    "It led to the profile {old_profile}, and leads to {new_profile}.",
                    old_profile,
                    new_profile
                ));
            }
        }
        Message::joined(sentences, " ")
    }

    fn item_text(self, change: &ProgrammeChange, id: &str) -> String {
        let of = |site: &Site, profile: Option<&String>| {
            let profile = site.profiles.values().find(|found| Some(&found.slug) == profile)?;
            // Where a programme leads to another profile, the name of its own stands before an item's.
            let id = id.strip_prefix(&format!("{}/", profile.slug)).unwrap_or(id);
            let item = profile.items.iter().map(|item| &site.items[*item]).find(|item| item.id == id)?;
            Some(item.text.clone())
        };
        let profile = change.facts.map(|facts| &facts.profile);
        of(self.after, profile.after).or_else(|| of(self.before, profile.before)).unwrap_or_default()
    }

    fn profile(self, change: &ProfileChange) -> Chapter {
        let facts = &change.facts;
        let title = facts.latest().map_or(change.slug.as_str(), |facts| facts.title.as_str());
        let items = count!(change.items.len(), "no items", "1 item", "{n} items");
        let summary = match (&facts.before, &facts.after) {
            (None, _) => say!("This profile is new, with {items}.", items),
            (_, None) => say!("This profile is gone."),
            (Some(old), Some(new)) if old.version != new.version => {
                say!(
                    "Version {old} became version {new}.",
                    old = shown(&old.version),
                    new = shown(&new.version)
                )
            }
            (Some(old), Some(new)) if old.title != new.title => {
                say!("It was called {title}.", title = old.title)
            }
            (Some(_), Some(_)) => Message::none(),
        };
        let title = say!("Profile {title}", title);
        if facts.is_new() || facts.is_gone() {
            return Chapter { title, summary, groups: Vec::new() };
        }
        let of = |is_wanted: &dyn Fn(&ItemChange) -> bool| -> Vec<Finding> {
            change.items.iter().filter(|item| is_wanted(item)).map(item).collect()
        };
        let reworded = |item: &ItemChange| item.rewording() == Some(Rewording::Changed);
        let editorial = |item: &ItemChange| item.rewording() == Some(Rewording::Editorial);
        let otherwise = |item: &ItemChange| item.rewording() == Some(Rewording::None) && !item.is_moved();
        let competences = change.competences.iter().map(|one| {
            let title = one.facts.map(|facts| facts.title.clone());
            Finding { subject: Message::verbatim(&one.id), text: Message::none(), words: words(&title) }
        });
        let groups = [
            FindingGroup::of(say!("Competences"), competences),
            FindingGroup::of(say!("Items with other words"), of(&reworded)),
            FindingGroup::of(say!("Items that are written otherwise"), of(&editorial)),
            FindingGroup::of(
                say!("Items that moved"),
                change.items.iter().filter(|item| item.is_moved()).map(|item| {
                    let competence = item.facts.map(|facts| facts.competence.clone().unwrap_or_default());
                    Finding::new(&item.id, from_to(&competence))
                }),
            ),
            FindingGroup::of(say!("Items with another code, kind or grade"), of(&otherwise)),
            FindingGroup::of(say!("New items"), of(&|item| item.facts.is_new())),
            FindingGroup::of(say!("Items that are gone"), of(&|item| item.facts.is_gone())),
        ];
        Chapter { title, summary, groups: groups.into_iter().flatten().collect() }
    }

    fn modules(self, changes: &[ModuleChange]) -> Option<Chapter> {
        let name =
            |change: &ModuleChange| change.facts.latest().map(|facts| facts.name.clone()).unwrap_or_default();
        let of = |is_wanted: &dyn Fn(&ModuleChange) -> bool, text: &dyn Fn(&ModuleChange) -> Message| {
            let found = changes.iter().filter(|change| is_wanted(change));
            found.map(|change| Finding::new(&name(change), text(change))).collect::<Vec<_>>()
        };
        let title = |change: &ModuleChange| {
            let title = change.facts.latest().map(|facts| facts.title.clone()).unwrap_or_default();
            let claims = count!(change.claims.len(), "no claims", "1 claim", "{n} claims");
            say!("{title} ({claims})", title, claims)
        };
        let has_both = |change: &ModuleChange| !change.facts.is_new() && !change.facts.is_gone();
        let claims = changes.iter().filter(|change| has_both(change)).flat_map(|change| {
            let name = name(change);
            change
                .claims
                .iter()
                .map(move |claim| Finding::new(&format!("{name} {}", claim.item), self.claim(claim)))
        });
        let occasions = changes.iter().filter(|change| has_both(change)).flat_map(|change| {
            let name = name(change);
            let section = |one: &Sides<OccasionFacts>| one.latest().map(|facts| facts.section.clone());
            let finding = move |one| {
                Finding::new(&format!("{name} {}", section(one).unwrap_or_default()), occasion(one))
            };
            change.occasions.iter().map(finding)
        });
        let groups = [
            FindingGroup::of(say!("New modules"), of(&|change| change.facts.is_new(), &title)),
            FindingGroup::of(say!("Modules that are gone"), of(&|change| change.facts.is_gone(), &title)),
            FindingGroup::of(
                say!("Facts of modules"),
                of(&|change| has_both(change) && change.facts.differ(), &module_facts),
            ),
            FindingGroup::of(say!("Claims"), claims),
            FindingGroup::of(say!("Teaching and assessing"), occasions),
        ];
        let groups: Vec<_> = groups.into_iter().flatten().collect();
        (!groups.is_empty()).then(|| Chapter { title: say!("Modules"), summary: Message::none(), groups })
    }

    /// The label of the level with this id.
    fn label(self, level: &str) -> String {
        let of = |site: &Site| {
            let scale = &site.config.scale;
            scale.level(level).map(|id| scale.levels[id].label.clone())
        };
        of(self.after).or_else(|| of(self.before)).unwrap_or_else(|| level.to_owned())
    }

    /// The level at which a module counts in a programme, in place of its own.
    fn counts_as(self, level: &Sides<String>) -> Message {
        match level.map(|level| self.label(level)) {
            Sides { before: None, after: Some(level) } => say!("counts here as {level}", level),
            Sides { before: Some(before), after: Some(level) } => {
                say!("counts here as {level}, was {before}", level, before)
            }
            Sides { before: Some(before), after: None } => {
                say!("counts at its own level again, was {before}", before)
            }
            Sides { before: None, after: None } => Message::none(),
        }
    }

    /// The change of a claim: "assessed, was practised".
    fn claim(self, change: &ClaimChange) -> Message {
        let label = |level: &str| self.label(level);
        let whole = |facts: &ClaimFacts| {
            say!("{level} in {place}", level = label(&facts.level), place = place(facts))
        };
        match (&change.facts.before, &change.facts.after) {
            (None, Some(new)) => say!("new: {whole}", whole = whole(new)),
            (Some(old), None) => say!("gone: was {whole}", whole = whole(old)),
            (Some(old), Some(new)) if place(old) == place(new) => {
                say!(
                    "{level} in {place}, was {before}",
                    level = label(&new.level),
                    place = place(new),
                    before = label(&old.level)
                )
            }
            (Some(old), Some(new)) if old.level == new.level => {
                say!(
                    "{level} in {place}, was in {before}",
                    level = label(&new.level),
                    place = place(new),
                    before = place(old)
                )
            }
            (Some(old), Some(new)) => say!("{new}, was {old}", new = whole(new), old = whole(old)),
            (None, None) => Message::none(),
        }
    }
}
