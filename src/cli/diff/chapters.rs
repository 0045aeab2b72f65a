//! A comparison in sentences, for people: first what happens to the coverage of each programme, then what was changed in
//! the profiles and the modules. How it is printed is not known here.

use std::collections::HashSet;

use crate::compare::{
    ChoiceFacts, ClaimChange, ClaimFacts, Comparison, EarlyFacts, HoursChange, HoursPart, ItemChange,
    ModuleChange, ModuleFacts, OccasionFacts, ProfileChange, ProgrammeChange, Rewording, Side, Sides,
    SingleChange, StandingChange, WordRun, word_difference,
};
use crate::diagnostics::{Message, count, say};
use crate::model::{ItemKind, Site};
use crate::syntax::{Grade, OccasionKind};
use crate::text::Amount;

/// A part of the report.
pub(super) struct Chapter {
    /// Its subject.
    pub(super) title: Message,
    /// The most important of it, in one sentence; without words where the findings say all.
    pub(super) summary: Message,
    /// Its groups of findings.
    pub(super) groups: Vec<FindingGroup>,
}

/// Findings of one kind.
pub(super) struct FindingGroup {
    /// The property that they have in common.
    pub(super) title: Message,
    /// The findings.
    pub(super) findings: Vec<Finding>,
}

/// One thing that differs.
pub(super) struct Finding {
    /// The id or the name of what it is about.
    pub(super) subject: Message,
    /// What is said of it.
    pub(super) text: Message,
    /// The text before and after, in words of which some are gone or new; they stand before what is said.
    pub(super) words: Vec<WordRun>,
}

impl Finding {
    fn new(subject: &str, text: Message) -> Self {
        Self { subject: Message::verbatim(subject), text, words: Vec::new() }
    }
}

impl FindingGroup {
    /// The group, where it has findings.
    fn of(title: Message, findings: impl IntoIterator<Item = Finding>) -> Option<Self> {
        let findings: Vec<_> = findings.into_iter().collect();
        (!findings.is_empty()).then_some(Self { title, findings })
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

/// The part of a module that makes a claim.
fn place(facts: &ClaimFacts) -> Message {
    place_of(facts.lesson.as_ref(), facts.section.as_ref())
}

fn place_of(lesson: Option<&String>, section: Option<&String>) -> Message {
    match (lesson, section) {
        (None, None) => say!("the whole module"),
        (None, Some(section)) => say!("section {section}", section),
        (Some(lesson), None) => say!("lesson {lesson}", lesson),
        (Some(lesson), Some(section)) => say!("lesson {lesson}, section {section}", lesson, section),
    }
}

fn now(change: &StandingChange, text: &str) -> Message {
    let status = change.status.map(|status| status.message());
    let sentence = match (status.before, status.after) {
        (Some(old), Some(new)) => say!("{new}, was {old}", new, old),
        (None, Some(new)) => say!("{new}, is new", new),
        (Some(old), None) => say!("is gone, was {old}", old),
        (None, None) => Message::none(),
    };
    if text.is_empty() { sentence } else { Message::joined([sentence, Message::verbatim(text)], ": ") }
}

fn hangs(change: &SingleChange) -> Finding {
    let text = match (&change.module.before, &change.module.after) {
        (None, Some(new)) => say!("now hangs on {new} alone", new),
        (Some(old), None) => say!("no longer hangs on {old} alone", old),
        (Some(old), Some(new)) => say!("hangs on {new} alone, was on {old}", new, old),
        (None, None) => Message::none(),
    };
    Finding::new(&change.item, text)
}

fn order(change: &Sides<EarlyFacts>) -> Message {
    match (&change.before, &change.after) {
        (None, Some(new)) => {
            say!(
                "is now assessed in {assessed} before {introduced} introduces it",
                assessed = new.assessed,
                introduced = new.introduced
            )
        }
        (Some(old), None) => {
            say!(
                "is no longer assessed in {assessed} before {introduced} introduces it",
                assessed = old.assessed,
                introduced = old.introduced
            )
        }
        (Some(_), Some(new)) => {
            say!(
                "is assessed in {assessed} before {introduced} introduces it",
                assessed = new.assessed,
                introduced = new.introduced
            )
        }
        (None, None) => Message::none(),
    }
}

fn term(names: &Sides<String>) -> Finding {
    match (&names.before, &names.after) {
        (Some(old), Some(new)) => Finding::new(new, say!("was called {old}", old)),
        (None, Some(new)) => Finding::new(new, say!("is new")),
        (Some(old), None) => Finding::new(old, say!("is gone")),
        (None, None) => Finding::new("", Message::none()),
    }
}

/// A choice in words: `2 of M10, M11, M12`.
fn taken(choice: &ChoiceFacts) -> Message {
    say!("{pick} of {modules}", pick = choice.pick, modules = choice.modules.join(", "))
}

fn in_term(term: &Sides<String>) -> Message {
    match (&term.before, &term.after) {
        (None, Some(new)) => say!("new in {new}", new),
        (Some(old), None) => say!("no longer in {old}", old),
        (Some(old), Some(new)) => say!("in {new}, was in {old}", new, old),
        (None, None) => Message::none(),
    }
}

fn item(change: &ItemChange) -> Finding {
    let text = change.facts.map(|facts| facts.text.clone());
    let words = words(&text);
    let mut said = Message::none();
    if change.rewording() == Some(Rewording::None) {
        let facts = change.facts.map(|facts| {
            let parts = [kind(facts.kind), grade(facts.grade), Message::verbatim(&facts.code)];
            Message::joined(parts.into_iter().filter(|part| !part.is_none()), " ")
        });
        said = say!("({facts})", facts = stood(&facts));
    }
    Finding { subject: Message::verbatim(&change.id), text: said, words }
}

fn kind(kind: ItemKind) -> Message {
    match kind {
        ItemKind::Competence => say!("competence"),
        ItemKind::Indicator => say!("indicator"),
        ItemKind::Knowledge => say!("knowledge"),
        ItemKind::Skill => say!("skill"),
        ItemKind::Attitude => say!("attitude"),
    }
}

fn grade(grade: Grade) -> Message {
    match grade {
        Grade::Basic => say!("basic"),
        Grade::Plain => Message::none(),
        Grade::Thorough => say!("thorough"),
    }
}

/// A text that only one of the two has is no matter of new words.
fn words(text: &Sides<String>) -> Vec<WordRun> {
    match (&text.before, &text.after) {
        (Some(old), Some(new)) => word_difference(old, new),
        (Some(text), None) | (None, Some(text)) => vec![WordRun::Kept(text.clone())],
        (None, None) => Vec::new(),
    }
}

/// The hours of a part, "20–28 h" where they are a matter of choice.
fn hours(change: &HoursChange) -> Sides<Message> {
    let range = |least: Option<Amount>, most: Option<Amount>| match (least, most) {
        (Some(least), Some(most)) if least != most => {
            Some(Message::joined([Message::amount(least), in_hours(most)], "–"))
        }
        (_, most) => most.map(in_hours),
    };
    Sides {
        before: range(change.least.before, change.hours.before),
        after: range(change.least.after, change.hours.after),
    }
}

fn in_hours(hours: Amount) -> Message {
    Message::joined([Message::amount(hours), Message::verbatim("h")], " ")
}

/// How a section teaches or assesses now, and how it did.
fn occasion(change: &Sides<OccasionFacts>) -> Message {
    let whole = |facts: &OccasionFacts| {
        let kind = match facts.kind {
            OccasionKind::Activity => say!("activity"),
            OccasionKind::Assessment => say!("assessment"),
        };
        let method = Some(&facts.method).filter(|method| !method.is_empty()).map(Message::verbatim);
        let percent = |weight| Message::joined([Message::amount(weight), Message::verbatim("%")], " ");
        let others = [method, facts.hours.map(in_hours), facts.weight.map(percent)];
        Message::joined([kind].into_iter().chain(others.into_iter().flatten()), ", ")
    };
    let place = |facts: &OccasionFacts| place_of(facts.lesson.as_ref(), Some(&facts.section));
    match (&change.before, &change.after) {
        (None, Some(new)) => say!("new: {whole}", whole = whole(new)),
        (Some(old), None) => say!("gone: was {whole}", whole = whole(old)),
        (Some(old), Some(new)) if place(old) == place(new) => {
            say!("{new}, was {old}", new = whole(new), old = whole(old))
        }
        (Some(old), Some(new)) => say!(
            "{level} in {place}, was in {before}",
            level = whole(new),
            place = place(new),
            before = place(old)
        ),
        (None, None) => Message::none(),
    }
}

fn module_facts(change: &ModuleChange) -> Message {
    let (Some(old), Some(new)) = (&change.facts.before, &change.facts.after) else { return Message::none() };
    let hours = |hours: Option<Amount>| hours.map_or(say!("no hours"), in_hours);
    let credits = |credits: Option<Amount>| credits.map_or(say!("none"), Message::amount);
    let all = [
        (say!("was"), Message::verbatim(&old.name), Message::verbatim(&new.name)),
        (say!("title was"), Message::verbatim(&old.title), Message::verbatim(&new.title)),
        (say!("file was"), Message::verbatim(&old.slug), Message::verbatim(&new.slug)),
        (say!("hours were"), hours(old.hours), hours(new.hours)),
        (say!("credits were"), credits(old.credits), credits(new.credits)),
        (say!("required modules were"), shown(&old.requires.join(", ")), shown(&new.requires.join(", "))),
        (say!("teachers were"), shown(&old.teachers.join(", ")), shown(&new.teachers.join(", "))),
    ];
    let mut names: Vec<&str> = old.others.iter().chain(&new.others).map(|(name, _)| name.as_str()).collect();
    let mut known = HashSet::new();
    names.retain(|name| known.insert(*name));
    let value = |facts: &ModuleFacts, name: &str| {
        let own = facts.others.iter().find(|(own, _)| own == name);
        shown(own.map_or("", |(_, value)| value.as_str()))
    };
    let own = names.into_iter().map(|name| (say!("{name} was", name), value(old, name), value(new, name)));
    let others = all.into_iter().chain(own).filter(|(_, old, new)| old != new);
    let texts = others.map(|(what, old, new)| say!("{new} ({what} {old})", new, what, old));
    Message::joined(texts, "; ")
}

fn from_to(sides: &Sides<String>) -> Message {
    stood(&sides.map(|text| shown(text)))
}

fn stood(sides: &Sides<Message>) -> Message {
    match (&sides.before, &sides.after) {
        (Some(old), Some(new)) => say!("{new}, was {old}", new, old),
        (None, Some(new)) => say!("{new}, is new", new),
        (Some(old), None) => say!("is gone, was {old}", old),
        (None, None) => Message::none(),
    }
}

fn shown(text: &str) -> Message {
    if text.is_empty() { say!("none") } else { Message::verbatim(text) }
}
