//! Makes references of the sentences with which a document refers to its own lines. A reference that cannot be
//! resolved stays as text, with a diagnostic; none is guessed. A document that lacks what makes a profile gives L701.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{Message, count, say};
use crate::ids::{Arena, Id};
use crate::import::draft::{
    CompetenceDraft, DocumentText, ForeignNames, IndicatorDraft, ItemDraft, ListEntry, ListLine,
    ProfileDraft, RawCompetence, RawProfile, RawSection, SectionBody, SectionDraft,
};
use crate::import::resolve::knowledge::KnowledgeIndex;
use crate::import::resolve::skills::SkillIndex;
use crate::import::wording::quoted;
use crate::syntax::SectionKind;
use crate::text::{ComparisonBudget, SourcePath, Span, Spanned};

mod knowledge;
mod skills;

/// The draft of `raw`, or nothing when it lacks what makes a profile.
pub(in crate::import) fn resolve(
    file: &SourcePath,
    raw: RawProfile,
) -> (Option<ProfileDraft>, Vec<Diagnostic>) {
    let indicators = raw.competences.iter().flat_map(|competence| &competence.indicators);
    let has_indicators = indicators.into_iter().any(|entry| entry.item().is_some());
    let Some(title) = raw.title.clone().filter(|_| has_indicators) else {
        return (None, vec![no_profile(file, &raw)]);
    };
    let mut diagnostics = Vec::new();
    let numbers = numbers(file, &raw.competences, &mut diagnostics);
    let mut budget = ComparisonBudget::default();
    let mut knowledge = KnowledgeIndex::new(file, &raw);
    let (competences, indicators) = competences(raw.competences, &numbers, &mut knowledge, &mut budget);
    let mut skills = SkillIndex::new(file, &competences, &indicators);
    let mut resolver = |section| resolve_section(section, &knowledge, &mut skills, &mut budget);
    let preface = raw.preface.into_iter().map(&mut resolver).collect();
    let mut sections: Vec<SectionDraft> = raw.sections.into_iter().map(&mut resolver).collect();
    diagnostics.extend(skills.finish());
    let (items, appended, said) = knowledge.finish();
    diagnostics.extend(said);
    append_knowledge(&mut sections, appended);
    let draft = ProfileDraft {
        title,
        language: None,
        site_language: None,
        code: raw.code,
        version: raw.version,
        year: raw.year,
        changed: None,
        isced: raw.isced,
        status: raw.status,
        level: raw.level,
        definition: raw.definition,
        preface,
        competences,
        indicators,
        knowledge: items,
        sections,
    };
    (Some(draft), diagnostics)
}

/// Says which headings a document must have, which this one has, and the advice.
fn no_profile(file: &SourcePath, raw: &RawProfile) -> Diagnostic {
    let indicators = raw.competences.iter().flat_map(|competence| &competence.indicators);
    let indicators = indicators.filter(|entry| entry.item().is_some()).count();
    let title = if raw.title.is_some() { say!("a title") } else { say!("no title") };
    let message = say!(
        "this is no qualification profile: it has {title}, {competences} and {indicators}",
        title,
        competences = count!(raw.competences.len(), "0 competences", "1 competence", "{n} competences"),
        indicators = count!(indicators, "0 indicators", "1 indicator", "{n} indicators")
    );
    let help = say!(
        "a profile has the heading \"Titel\" with a title below it, and headings such as \"Competentie 1:\", each with a title and a list of indicators below it; every heading stands on a line of its own. A list of outcomes of another form has headings with bullets, or lines with codes such as `K1: …`"
    );
    Diagnostic::new(Code::L701, Place::new(file, Span::at(0)), message).help(help)
}

/// A unique number for each competence: its own where it can be.
fn numbers(file: &SourcePath, competences: &[RawCompetence], said: &mut Vec<Diagnostic>) -> Vec<u32> {
    let mut taken = HashSet::new();
    let mut highest = 0;
    let mut last = 0;
    let mut numbers = Vec::new();
    for competence in competences {
        let own =
            competence.number.filter(|number| *number > 0 && *number < 10_000 && !taken.contains(number));
        let number = own.unwrap_or(highest + 1);
        let message = match (own, competence.number) {
            (Some(own), _) if own == last + 1 => None,
            (Some(own), _) if last == 0 => Some(say!("the first competence has number {own}", own)),
            (Some(own), _) => Some(say!("competence {own} follows competence {last}", own, last)),
            (None, Some(written)) => Some(say!(
                "the number {written} cannot be used again; this competence gets number {number}",
                written,
                number
            )),
            (None, None) => Some(say!("this competence has no number; it gets number {number}", number)),
        };
        if let Some(message) = message {
            let place = Place::new(file, competence.title.span);
            let help = say!(
                "check whether a competence is missing or out of order; ids are made from these numbers"
            );
            said.push(Diagnostic::new(Code::L706, place, message).help(help));
        }
        taken.insert(number);
        highest = highest.max(number);
        last = number;
        numbers.push(number);
    }
    numbers
}

fn competences(
    raw: Vec<RawCompetence>,
    numbers: &[u32],
    knowledge: &mut KnowledgeIndex<'_>,
    budget: &mut ComparisonBudget,
) -> (Arena<CompetenceDraft>, Arena<IndicatorDraft>) {
    let mut competences = Arena::default();
    let mut indicators = Arena::default();
    for (competence, number) in raw.into_iter().zip(numbers) {
        let id = competences.push(CompetenceDraft {
            depth: 0,
            number: *number,
            foreign_names: ForeignNames {
                id: None,
                code: competence.code,
                references: competence.references,
            },
            title: title(competence.title, *number),
            indicators: Vec::new(),
            knowledge: Vec::new(),
        });
        let keep = |ListLine { text, details }| {
            indicators.push(IndicatorDraft {
                text,
                details,
                competence: id,
                foreign_names: ForeignNames::default(),
            })
        };
        competences[id].indicators = map_items(competence.indicators, keep);
        competences[id].knowledge = knowledge.refer(competence.knowledge, *number, budget);
    }
    (competences, indicators)
}

/// The title of a competence; one without a title is called by its number.
fn title(title: DocumentText, number: u32) -> DocumentText {
    if title.value.is_empty() { Spanned::new(format!("Competentie {number}"), title.span) } else { title }
}

/// `entries` with `change` done to each item.
fn map_items<T, U>(entries: Vec<ListEntry<T>>, mut change: impl FnMut(T) -> U) -> Vec<ListEntry<U>> {
    let change = |entry| match entry {
        ListEntry::Item(item) => ListEntry::Item(change(item)),
        ListEntry::Prose(text) => ListEntry::Prose(text),
    };
    entries.into_iter().map(change).collect()
}

fn resolve_section(
    raw: RawSection,
    knowledge: &KnowledgeIndex<'_>,
    skills: &mut SkillIndex<'_>,
    budget: &mut ComparisonBudget,
) -> SectionDraft {
    let body = match raw.kind {
        SectionKind::Knowledge => SectionBody::Knowledge(knowledge.list(raw.knowledge)),
        class if class.is_descriptor() => {
            SectionBody::Skills(map_items(raw.entries, |text| skills.resolve(text, budget)))
        }
        _ => SectionBody::Text(raw.entries),
    };
    SectionDraft { kind: raw.kind, heading: raw.heading, body, parts: raw.parts }
}

/// Puts the items that only a competence names at the end of the list of knowledge.
fn append_knowledge(sections: &mut Vec<SectionDraft>, appended: Vec<Id<ItemDraft>>) {
    if appended.is_empty() {
        return;
    }
    let appended = appended.into_iter().map(ListEntry::Item);
    for section in sections.iter_mut() {
        if let SectionBody::Knowledge(list) = &mut section.body {
            list.extend(appended);
            return;
        }
    }
    sections.insert(
        0,
        SectionDraft {
            kind: SectionKind::Knowledge,
            heading: "Kennis".to_owned(),
            body: SectionBody::Knowledge(appended.collect()),
            parts: Vec::new(),
        },
    );
}

/// The remark (L703) that a text says the same as another, the wording that stays, and is written otherwise.
fn differs(
    file: &SourcePath,
    (text, message): (&DocumentText, Message),
    (kept, related): (&DocumentText, Message),
    help: Message,
) -> Diagnostic {
    Diagnostic::new(Code::L703, Place::new(file, text.span), message)
        .related(Place::new(file, kept.span), related)
        .help(help)
}
