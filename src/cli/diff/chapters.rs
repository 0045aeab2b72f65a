//! A comparison in sentences, for people: first what happens to the coverage of each programme, then what was changed in
//! the profiles and the modules. How it is printed is not known here.

use crate::compare::{
    ChoiceFacts, ClaimChange, ClaimFacts, Comparison, EarlyFacts, HoursPart, ItemChange, ModuleChange,
    ProfileChange, ProgrammeChange, Rewording, Side, Sides, SingleChange, StandingChange, WordRun,
    word_difference,
};
use crate::model::Site;
use crate::text::Amount;

use super::super::phrases::count;

/// A part of the report.
pub(super) struct Chapter {
    /// Its subject.
    pub(super) title: String,
    /// The most important of it, in one sentence; empty where the findings say all.
    pub(super) summary: String,
    /// Its groups of findings.
    pub(super) groups: Vec<FindingGroup>,
}

/// Findings of one kind.
pub(super) struct FindingGroup {
    /// The property that they have in common.
    pub(super) title: String,
    /// The findings.
    pub(super) findings: Vec<Finding>,
}

/// One thing that differs.
pub(super) struct Finding {
    /// The id or the name of what it is about.
    pub(super) subject: String,
    /// The text before and after, in words of which some are gone or new.
    pub(super) words: Vec<WordRun>,
}

impl Finding {
    fn new(subject: &str, text: impl Into<String>) -> Self {
        Self { subject: subject.to_owned(), words: vec![WordRun::Kept(text.into())] }
    }
}

impl FindingGroup {
    /// The group, where it has findings.
    fn of(title: &str, findings: impl IntoIterator<Item = Finding>) -> Option<Self> {
        let findings: Vec<_> = findings.into_iter().collect();
        (!findings.is_empty()).then(|| Self { title: title.to_owned(), findings })
    }
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
        let findings = [("required level", required), ("levels", levels)];
        let findings = findings.into_iter().filter(|(_, sides)| sides.differ());
        let findings = findings.map(|(name, sides)| Finding::new(name, from_to(&sides)));
        Chapter {
            title: "Coverage scale".to_owned(),
            summary: String::new(),
            groups: FindingGroup::of("Settings", findings).into_iter().collect(),
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
        let title = format!("Programme {title}");
        if change.facts.is_gone() {
            return Chapter { title, summary: "This programme is gone.".to_owned(), groups: Vec::new() };
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
            Finding::new(&subject, from_to(&one.hours.map(|hours| format!("{hours} h"))))
        });
        let terms = change.terms.iter().filter(|_| !is_new).map(term);
        let moves = change.modules.iter().filter(|_| !is_new).map(|one| {
            let subject = one.module.latest().map_or("", String::as_str);
            Finding::new(subject, in_term(&one.term))
        });
        let choices = change.choices.iter().filter(|_| !is_new).map(|one| {
            let name = one.latest().map(ChoiceFacts::name).unwrap_or_default();
            Finding::new(&name, from_to(&one.map(taken)))
        });
        let groups = [
            FindingGroup::of("Gaps that open", opened),
            FindingGroup::of("Gaps that close", closed),
            FindingGroup::of("Items that stand otherwise", others),
            FindingGroup::of("Items that hang on one module", single.map(hangs)),
            FindingGroup::of("Order", order),
            FindingGroup::of("Terms", terms),
            FindingGroup::of("Modules in the programme", moves),
            FindingGroup::of("Choices", choices),
            FindingGroup::of("Hours", hours),
        ];
        let groups = groups.into_iter().flatten().collect();
        Chapter { title, summary: self.summary(change), groups }
    }

    /// The numbers of covered items and of gaps, before and after.
    fn summary(self, change: &ProgrammeChange) -> String {
        let Some(now) = change.totals.after else { return String::new() };
        let items = count(now.items, "item", "items");
        let stands = format!("{} of {items} covered, {}", now.covered, count(now.gaps(), "gap", "gaps"));
        let facts = change.facts.map(|facts| (&facts.title, &facts.profile));
        let mut sentences = match change.totals.before {
            None => vec![format!("This programme is new: {stands}.")],
            Some(was) if was == now => vec![format!("As before, {stands}.")],
            Some(was) => vec![format!(
                "{stands}; before, {} of {} with {}.",
                was.covered,
                was.items,
                count(was.gaps(), "gap", "gaps")
            )],
        };
        if let (Some((old, old_profile)), Some((new, new_profile))) = (facts.before, facts.after) {
            if old != new {
                sentences.push(format!("It was called {old}."));
            }
            if old_profile != new_profile {
                sentences.push(format!("It led to the profile {old_profile}, and leads to {new_profile}."));
            }
        }
        sentences.join(" ")
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
        let items = count(change.items.len(), "item", "items");
        let summary = match (&facts.before, &facts.after) {
            (None, _) => format!("This profile is new, with {items}."),
            (_, None) => "This profile is gone.".to_owned(),
            (Some(old), Some(new)) if old.version != new.version => {
                format!("Version {} became version {}.", shown(&old.version), shown(&new.version))
            }
            (Some(old), Some(new)) if old.title != new.title => format!("It was called {}.", old.title),
            (Some(_), Some(_)) => String::new(),
        };
        let title = format!("Profile {title}");
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
            Finding { subject: one.id.clone(), words: words(&title) }
        });
        let groups = [
            FindingGroup::of("Competences", competences),
            FindingGroup::of("Items with other words", of(&reworded)),
            FindingGroup::of("Items that are written otherwise", of(&editorial)),
            FindingGroup::of(
                "Items that moved",
                change.items.iter().filter(|item| item.is_moved()).map(|item| {
                    let competence = item.facts.map(|facts| facts.competence.clone().unwrap_or_default());
                    Finding::new(&item.id, from_to(&competence))
                }),
            ),
            FindingGroup::of("Items with another code, kind or grade", of(&otherwise)),
            FindingGroup::of("New items", of(&|item| item.facts.is_new())),
            FindingGroup::of("Items that are gone", of(&|item| item.facts.is_gone())),
        ];
        Chapter { title, summary, groups: groups.into_iter().flatten().collect() }
    }

    fn modules(self, changes: &[ModuleChange]) -> Option<Chapter> {
        let name =
            |change: &ModuleChange| change.facts.latest().map(|facts| facts.name.clone()).unwrap_or_default();
        let of = |is_wanted: &dyn Fn(&ModuleChange) -> bool, text: &dyn Fn(&ModuleChange) -> String| {
            let found = changes.iter().filter(|change| is_wanted(change));
            found.map(|change| Finding::new(&name(change), text(change))).collect::<Vec<_>>()
        };
        let title = |change: &ModuleChange| {
            let title = change.facts.latest().map(|facts| facts.title.clone()).unwrap_or_default();
            format!("{title} ({})", count(change.claims.len(), "claim", "claims"))
        };
        let has_both = |change: &ModuleChange| !change.facts.is_new() && !change.facts.is_gone();
        let claims = changes.iter().filter(|change| has_both(change)).flat_map(|change| {
            let name = name(change);
            change
                .claims
                .iter()
                .map(move |claim| Finding::new(&format!("{name} {}", claim.item), self.claim(claim)))
        });
        let groups = [
            FindingGroup::of("New modules", of(&|change| change.facts.is_new(), &title)),
            FindingGroup::of("Modules that are gone", of(&|change| change.facts.is_gone(), &title)),
            FindingGroup::of(
                "Modules with another name, title or number of hours",
                of(&|change| has_both(change) && change.facts.differ(), &module_facts),
            ),
            FindingGroup::of("Claims", claims),
        ];
        let groups: Vec<_> = groups.into_iter().flatten().collect();
        (!groups.is_empty()).then(|| Chapter { title: "Modules".to_owned(), summary: String::new(), groups })
    }

    /// The change of a claim: "assessed, was practised".
    fn claim(self, change: &ClaimChange) -> String {
        let label = |level: &str| {
            let of = |site: &Site| {
                let scale = &site.config.scale;
                scale.level(level).map(|id| scale.levels[id].label.clone())
            };
            of(self.after).or_else(|| of(self.before)).unwrap_or_else(|| level.to_owned())
        };
        let whole = |facts: &ClaimFacts| format!("{} in {}", label(&facts.level), place(facts));
        match (&change.facts.before, &change.facts.after) {
            (None, Some(new)) => format!("new: {}", whole(new)),
            (Some(old), None) => format!("gone: was {}", whole(old)),
            (Some(old), Some(new)) if place(old) == place(new) => {
                format!("{} in {}, was {}", label(&new.level), place(new), label(&old.level))
            }
            (Some(old), Some(new)) if old.level == new.level => {
                format!("{} in {}, was in {}", label(&new.level), place(new), place(old))
            }
            (Some(old), Some(new)) => format!("{}, was {}", whole(new), whole(old)),
            (None, None) => String::new(),
        }
    }
}

/// The part of a module that makes a claim.
fn place(facts: &ClaimFacts) -> String {
    match (&facts.lesson, &facts.section) {
        (None, None) => "the whole module".to_owned(),
        (None, Some(section)) => format!("section {section}"),
        (Some(lesson), None) => format!("lesson {lesson}"),
        (Some(lesson), Some(section)) => format!("lesson {lesson}, section {section}"),
    }
}

fn now(change: &StandingChange, text: &str) -> String {
    let status = change.status.map(|status| status.as_str());
    let sentence = match (status.before, status.after) {
        (Some(old), Some(new)) => format!("{new}, was {old}"),
        (None, Some(new)) => format!("{new}, is new"),
        (Some(old), None) => format!("is gone, was {old}"),
        (None, None) => String::new(),
    };
    if text.is_empty() { sentence } else { format!("{sentence}: {text}") }
}

fn hangs(change: &SingleChange) -> Finding {
    let text = match (&change.module.before, &change.module.after) {
        (None, Some(new)) => format!("now hangs on {new} alone"),
        (Some(old), None) => format!("no longer hangs on {old} alone"),
        (Some(old), Some(new)) => format!("hangs on {new} alone, was on {old}"),
        (None, None) => String::new(),
    };
    Finding::new(&change.item, text)
}

fn order(change: &Sides<EarlyFacts>) -> String {
    match (&change.before, &change.after) {
        (None, Some(new)) => {
            format!("is now assessed in {} before {} introduces it", new.assessed, new.introduced)
        }
        (Some(old), None) => {
            format!("is no longer assessed in {} before {} introduces it", old.assessed, old.introduced)
        }
        (Some(_), Some(new)) => {
            format!("is assessed in {} before {} introduces it", new.assessed, new.introduced)
        }
        (None, None) => String::new(),
    }
}

fn term(names: &Sides<String>) -> Finding {
    match (&names.before, &names.after) {
        (Some(old), Some(new)) => Finding::new(new, format!("was called {old}")),
        (None, Some(new)) => Finding::new(new, "is new"),
        (Some(old), None) => Finding::new(old, "is gone"),
        (None, None) => Finding::new("", ""),
    }
}

/// A choice in words: `2 of M10, M11, M12`.
fn taken(choice: &ChoiceFacts) -> String {
    format!("{} of {}", choice.pick, choice.modules.join(", "))
}

fn in_term(term: &Sides<String>) -> String {
    match (&term.before, &term.after) {
        (None, Some(new)) => format!("new in {new}"),
        (Some(old), None) => format!("no longer in {old}"),
        (Some(old), Some(new)) => format!("in {new}, was in {old}"),
        (None, None) => String::new(),
    }
}

fn item(change: &ItemChange) -> Finding {
    let text = change.facts.map(|facts| facts.text.clone());
    let mut words = words(&text);
    if change.rewording() == Some(Rewording::None) {
        let facts = change.facts.map(|facts| {
            let parts = [facts.kind.as_str(), facts.grade.as_str(), &facts.code];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        });
        words.push(WordRun::Kept(format!(" ({})", from_to(&facts))));
    }
    Finding { subject: change.id.clone(), words }
}

/// A text that only one of the two has is no matter of new words.
fn words(text: &Sides<String>) -> Vec<WordRun> {
    match (&text.before, &text.after) {
        (Some(old), Some(new)) => word_difference(old, new),
        (Some(text), None) | (None, Some(text)) => vec![WordRun::Kept(text.clone())],
        (None, None) => Vec::new(),
    }
}

fn module_facts(change: &ModuleChange) -> String {
    let (Some(old), Some(new)) = (&change.facts.before, &change.facts.after) else { return String::new() };
    let hours = |hours: Option<Amount>| hours.map_or("no hours".to_owned(), |hours| format!("{hours} h"));
    let all = [
        ("was", old.name.clone(), new.name.clone()),
        ("title was", old.title.clone(), new.title.clone()),
        ("file was", old.slug.clone(), new.slug.clone()),
        ("hours were", hours(old.hours), hours(new.hours)),
    ];
    let others = all.into_iter().filter(|(_, old, new)| old != new);
    let texts: Vec<String> = others.map(|(what, old, new)| format!("{new} ({what} {old})")).collect();
    texts.join("; ")
}

fn from_to(sides: &Sides<String>) -> String {
    match (&sides.before, &sides.after) {
        (Some(old), Some(new)) => format!("{}, was {}", shown(new), shown(old)),
        (None, Some(new)) => format!("{}, is new", shown(new)),
        (Some(old), None) => format!("is gone, was {}", shown(old)),
        (None, None) => String::new(),
    }
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}
