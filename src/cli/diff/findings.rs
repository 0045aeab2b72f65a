//! The findings of a comparison, each in a sentence.

use std::collections::HashSet;

use crate::cli::phrases::item_kind;
use crate::compare::{
    ChoiceFacts, ClaimFacts, EarlyFacts, HoursChange, ItemChange, ModuleChange, ModuleFacts, OccasionFacts,
    Rewording, Sides, SingleChange, StandingChange, WordRun, word_difference,
};
use crate::diagnostics::{Message, say};
use crate::syntax::{Grade, OccasionKind};
use crate::text::Amount;

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
    /// The sentence about it.
    pub(super) text: Message,
    /// The text before and after, in words of which some are gone or new; they stand before what is said.
    pub(super) words: Vec<WordRun>,
}

impl Finding {
    pub(super) fn new(subject: &str, text: Message) -> Self {
        Self { subject: Message::verbatim(subject), text, words: Vec::new() }
    }
}

impl FindingGroup {
    /// The group, where it has findings.
    pub(super) fn of(title: Message, findings: impl IntoIterator<Item = Finding>) -> Option<Self> {
        let findings: Vec<_> = findings.into_iter().collect();
        (!findings.is_empty()).then_some(Self { title, findings })
    }
}

/// The part of a module that makes a claim.
pub(super) fn place(facts: &ClaimFacts) -> Message {
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

pub(super) fn now(change: &StandingChange, text: &str) -> Message {
    let status = change.status.map(|status| status.message());
    let sentence = match (status.before, status.after) {
        (Some(old), Some(new)) => say!("{new}, was {old}", new, old),
        (None, Some(new)) => say!("{new}, is new", new),
        (Some(old), None) => say!("is gone, was {old}", old),
        (None, None) => Message::none(),
    };
    if text.is_empty() { sentence } else { Message::joined([sentence, Message::verbatim(text)], ": ") }
}

pub(super) fn hangs(change: &SingleChange) -> Finding {
    let text = match (&change.module.before, &change.module.after) {
        (None, Some(new)) => say!("now hangs on {new} alone", new),
        (Some(old), None) => say!("no longer hangs on {old} alone", old),
        (Some(old), Some(new)) => say!("hangs on {new} alone, was on {old}", new, old),
        (None, None) => Message::none(),
    };
    Finding::new(&change.item, text)
}

pub(super) fn order(change: &Sides<EarlyFacts>) -> Message {
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

pub(super) fn term(names: &Sides<String>) -> Finding {
    match (&names.before, &names.after) {
        (Some(old), Some(new)) => Finding::new(new, say!("was called {old}", old)),
        (None, Some(new)) => Finding::new(new, say!("is new")),
        (Some(old), None) => Finding::new(old, say!("is gone")),
        (None, None) => Finding::new("", Message::none()),
    }
}

/// A choice in words: `2 of M10, M11, M12`.
pub(super) fn taken(choice: &ChoiceFacts) -> Message {
    say!("{pick} of {modules}", pick = choice.pick, modules = choice.modules.join(", "))
}

pub(super) fn in_term(term: &Sides<String>) -> Message {
    // A term without a title is called by its number.
    let named = |name: &String| match name.parse::<u8>() {
        Ok(number) => say!("term {number}", number),
        Err(_) => Message::verbatim(name),
    };
    match (term.before.as_ref().map(named), term.after.as_ref().map(named)) {
        (None, Some(new)) => say!("new in {new}", new),
        (Some(old), None) => say!("no longer in {old}", old),
        (Some(old), Some(new)) => say!("in {new}, was in {old}", new, old),
        (None, None) => Message::none(),
    }
}

pub(super) fn item(change: &ItemChange) -> Finding {
    let text = change.facts.map(|facts| facts.text.clone());
    let words = words(&text);
    let mut said = Message::none();
    if change.rewording() == Some(Rewording::None) {
        let facts = change.facts.map(|facts| {
            let parts = [item_kind(facts.kind), grade(facts.grade), Message::verbatim(&facts.code)];
            Message::joined(parts.into_iter().filter(|part| !part.is_none()), " ")
        });
        said = say!("({facts})", facts = stood(&facts));
    }
    Finding { subject: Message::verbatim(&change.id), text: said, words }
}

fn grade(grade: Grade) -> Message {
    match grade {
        Grade::Basic => say!("basic"),
        Grade::Plain => Message::none(),
        Grade::Thorough => say!("thorough"),
    }
}

/// A text that only one of the two has is no matter of new words.
pub(super) fn words(text: &Sides<String>) -> Vec<WordRun> {
    match (&text.before, &text.after) {
        (Some(old), Some(new)) => word_difference(old, new),
        (Some(text), None) | (None, Some(text)) => vec![WordRun::Kept(text.clone())],
        (None, None) => Vec::new(),
    }
}

/// The hours of a part, "20–28 h" where they are a matter of choice.
pub(super) fn hours(change: &HoursChange) -> Sides<Message> {
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
pub(super) fn occasion(change: &Sides<OccasionFacts>) -> Message {
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

pub(super) fn module_facts(change: &ModuleChange) -> Message {
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
    Message::in_one(texts)
}

pub(super) fn from_to(sides: &Sides<String>) -> Message {
    stood(&sides.map(|text| shown(text)))
}

pub(super) fn stood(sides: &Sides<Message>) -> Message {
    match (&sides.before, &sides.after) {
        (Some(old), Some(new)) => say!("{new}, was {old}", new, old),
        (None, Some(new)) => say!("{new}, is new", new),
        (Some(old), None) => say!("is gone, was {old}", old),
        (None, None) => Message::none(),
    }
}

pub(super) fn shown(text: &str) -> Message {
    if text.is_empty() { say!("none") } else { Message::verbatim(text) }
}
