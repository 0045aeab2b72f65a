//! Points at what looks like a slip in the source document (L703), and leaves it as it is: the official wording is
//! the register's.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{Message, count, say};
use crate::import::draft::{DocumentText, ListEntry, ProfileDraft, SectionBody};
use crate::import::outline::Outline;
use crate::import::wording::quoted;
use crate::syntax::SectionKind;
use crate::text::{ComparisonBudget, SourcePath, Span, fold_sentence};

/// Everything in the document that a person should look at.
pub(super) fn find_slips(file: &SourcePath, outline: &Outline, draft: &ProfileDraft) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(signs(file, outline));
    found.extend(unreadable(file, outline));
    found.extend(brackets(file, draft));
    found.extend(indicators_twice(file, draft));
    found.extend(thin_competences(file, draft));
    found.extend(near_titles(file, draft));
    found
}

fn warning(file: &SourcePath, span: Span, message: Message) -> Diagnostic {
    Diagnostic::new(Code::L703, Place::new(file, span), message)
}

/// Two signs for one thing in one document.
fn signs(file: &SourcePath, outline: &Outline) -> Vec<Diagnostic> {
    let pairs = [
        (say!("the document has two kinds of apostrophe"), "’", "'"),
        (say!("the document has two ways to write an ellipsis"), "…", "..."),
    ];
    let times = |number: usize| count!(number, "0 times", "1 time", "{n} times");
    let found = pairs.into_iter().filter_map(|(what, one, other)| {
        let (first_one, count_one) = occurrences(outline, one)?;
        let (first_other, count_other) = occurrences(outline, other)?;
        let place = if count_one < count_other { first_one } else { first_other };
        let message = say!(
            "{what}: {one} {count_one} and {other} {count_other}",
            what,
            one,
            count_one = times(count_one),
            other,
            count_other = times(count_other)
        );
        let help = say!("the wording is kept; sentences are compared as if the two were one");
        Some(warning(file, place, message).help(help))
    });
    found.collect()
}

/// The line that has `sign` first, and how often it stands in all lines.
fn occurrences(outline: &Outline, sign: &str) -> Option<(Span, usize)> {
    let lines = || outline.lines.iter().filter(|line| line.text.contains(sign));
    let count = lines().map(|line| line.text.matches(sign).count()).sum();
    lines().next().map(|line| (line.span, count))
}

/// Characters that were lost when the document was saved or read.
fn unreadable(file: &SourcePath, outline: &Outline) -> Option<Diagnostic> {
    let (first, count) = occurrences(outline, "\u{fffd}")?;
    let message = count!(
        count,
        "{n} characters could not be read",
        "1 character could not be read",
        "{n} characters could not be read"
    );
    Some(warning(file, first, message).help(say!("save the document as UTF-8 text and import it again")))
}

/// Texts with a bracket that is never closed, or closed and never opened.
fn brackets(file: &SourcePath, draft: &ProfileDraft) -> Vec<Diagnostic> {
    let lines = draft.sections.iter().flat_map(|section| {
        let body = match &section.body {
            SectionBody::Text(entries) => entries.as_slice(),
            SectionBody::Knowledge(_) | SectionBody::Skills(_) | SectionBody::Glossary(_) => &[],
        };
        body.iter().chain(section.parts.iter().flat_map(|part| &part.entries)).filter_map(ListEntry::item)
    });
    let texts = std::iter::once(&draft.title)
        .chain(draft.competences.values().map(|competence| &competence.title))
        .chain(draft.indicators.values().map(|indicator| &indicator.text))
        .chain(draft.knowledge.values().map(|item| &item.text))
        .chain(lines);
    let odd = texts.filter_map(|text| {
        let message = unbalanced(&text.value)?;
        Some(warning(file, text.span, message))
    });
    odd.collect()
}

/// The bracket of `text` without its partner: `1)` at its start is no bracket.
fn unbalanced(text: &str) -> Option<Message> {
    let mut open = 0_usize;
    for c in text.chars() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => {
                return Some(say!("{text} has a bracket that is never opened", text = quoted(text)));
            }
            ')' => open -= 1,
            _ => {}
        }
    }
    (open > 0).then(|| say!("{text} has a bracket that is never closed", text = quoted(text)))
}

/// Indicators that say the same: under one competence, or under two in different writing. The same sentence
/// under two competences to the letter is common and meant.
fn indicators_twice(file: &SourcePath, draft: &ProfileDraft) -> Vec<Diagnostic> {
    let mut first = HashMap::new();
    let mut found = Vec::new();
    for (id, indicator) in draft.indicators.iter() {
        let other = *first.entry(fold_sentence(&indicator.text.value)).or_insert(id);
        if other == id {
            continue;
        }
        let (here, there) = (&indicator.text, &draft.indicators[other].text);
        let number = draft.competences[indicator.competence].number;
        let other_number = draft.competences[draft.indicators[other].competence].number;
        let sentence = quoted(&here.value);
        let message = if number == other_number {
            say!("{sentence} stands twice under competence {number}", sentence, number)
        } else if only_a_period_apart(&here.value, &there.value) {
            say!(
                "{sentence} stands under competences {other_number} and {number}, once with a final period and once without",
                sentence,
                other_number,
                number
            )
        } else if here.value != there.value {
            say!(
                "{sentence} stands under competences {other_number} and {number}, written in two ways",
                sentence,
                other_number,
                number
            )
        } else {
            continue;
        };
        let there = Place::new(file, there.span);
        found.push(
            warning(file, here.span, message)
                .related(there, say!("the other one"))
                .help(say!("both are kept as they stand")),
        );
    }
    found
}

fn only_a_period_apart(one: &str, other: &str) -> bool {
    one != other && one.trim_end_matches('.') == other.trim_end_matches('.')
}

/// Competences that lack a title or indicators.
fn thin_competences(file: &SourcePath, draft: &ProfileDraft) -> Vec<Diagnostic> {
    let thin = draft
        .competences
        .values()
        .filter(|competence| competence.indicators.iter().all(|entry| entry.item().is_none()));
    let said = thin.map(|competence| {
        let message = say!("competence {number} has no indicators", number = competence.number);
        let help = say!("indicators are the lines with a bullet below the title of a competence");
        warning(file, competence.title.span, message).help(help)
    });
    said.collect()
}

/// Lines of the autonomy and the responsibility that are nearly the title of a competence.
fn near_titles(file: &SourcePath, draft: &ProfileDraft) -> Vec<Diagnostic> {
    let titles: Vec<(String, &DocumentText)> = draft
        .competences
        .values()
        .map(|competence| (fold_sentence(&competence.title.value), &competence.title))
        .collect();
    let known: HashSet<&str> = titles.iter().map(|(title, _)| title.as_str()).collect();
    let mut budget = ComparisonBudget::default();
    let classes = [SectionKind::Autonomy, SectionKind::Responsibility];
    let sections = classes.iter().filter_map(|class| draft.section(*class));
    let lines = sections.flat_map(|section| {
        let body = match &section.body {
            SectionBody::Text(entries) => entries.as_slice(),
            SectionBody::Knowledge(_) | SectionBody::Skills(_) | SectionBody::Glossary(_) => &[],
        };
        let entries = body.iter().chain(section.parts.iter().flat_map(|part| &part.entries));
        entries.filter_map(ListEntry::item).map(|text| (section.heading.as_str(), text))
    });
    let mut found = Vec::new();
    for (heading, line) in lines {
        let line_key = fold_sentence(&line.value);
        if budget.is_spent() || known.contains(line_key.as_str()) {
            continue;
        }
        if let Some((_, title)) = titles.iter().find(|(title, _)| budget.resembles(&line_key, title)) {
            let message = say!(
                "{text} under {heading} is nearly the title of a competence",
                text = quoted(&line.value),
                heading = quoted(heading)
            );
            let competence = Place::new(file, title.span);
            let said = warning(file, line.span, message).related(competence, say!("the competence"));
            let help =
                say!("the title is {title}; both are kept as they stand", title = quoted(&title.value));
            found.push(said.help(help));
        }
    }
    found
}
