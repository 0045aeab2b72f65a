//! Parses modules, lessons, programmes and plain pages, and the part that profiles have in common with them.
//!
//! The function for each kind takes its own keys from the front matter and then hands over to `parse_with`, which
//! takes the keys of every page, reports those that are left over, and parses the text. A key is therefore either
//! taken or reported.
//!
//! The title may also be written as markdown: a heading of level 1 at the start of the text, as other generators have
//! it. Such a heading is taken out of the text, and in a module or a lesson its attributes are claims of the whole
//! page.

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::DocumentKind;
use super::attributes::{Attributes, part_heading};
use super::choices::choice;
use super::claims::repeated;
use super::document::{
    ClaimDoc, Content, Document, ModuleDoc, ModuleLevelsDoc, PageDoc, ProgrammeDoc, TermDoc,
};
use super::events::{self, Located};
use super::facts::FactsDoc;
use super::front_matter::Source;
use super::keys::LEVELS;
use super::markdown;
use super::only_text;
use super::reader::{Reader, TakesClaims};
use super::titles;
use crate::diagnostics::{Problems, say};
use crate::fields::{Fields, Gathered};
use crate::text::{Name, Span, Spanned};

/// Parses a module or one of its lesson pages.
pub(super) fn parse_module(mut source: Source<'_>) -> Document {
    let problems = &mut source.problems;
    let code = source.front.string("code", problems);
    let hours = source.front.amount("hours", problems);
    let facts = FactsDoc::take(&mut source.front, problems);
    let profile = source.front.string("profile", problems);
    let covers = Gathered::from(source.front.table("covers", problems));
    let Gathered { read: mut claims, lost } = covers.flat_map(|table| front_claims(table, problems));
    let lost_claims = lost.or(source.stray_lists).or(source.unread);
    for value in facts.others.iter().map(|(_, value)| value).chain(&facts.teachers) {
        titles::report_in_fact(&mut source, value);
    }
    let own_code = code.read().map(|code| code.value.clone());
    let mut document = parse_with(source, TakesClaims::Yes, |reader, events| {
        let body = reader.body(events);
        claims.append(&mut reader.claims);
        reader.source.problems.extend(repeated(reader.source.path, &claims));
        let occasions = std::mem::take(&mut reader.occasions);
        Content::Module(ModuleDoc { code, hours, facts, profile, claims, lost_claims, occasions, body })
    });
    let title = &mut document.title.value;
    if let Some(plain) = own_code.and_then(|code| titles::title_without_code(title, &code)) {
        *title = plain.to_owned();
    }
    document
}

/// Parses a programme.
pub(super) fn parse_programme(mut source: Source<'_>) -> Document {
    let problems = &mut source.problems;
    let profile = source.front.string("profile", problems);
    let school = source.front.string("school", problems).or_empty();
    let terms = source.front.tables("terms", problems);
    let Gathered { read: terms, lost } = terms.flat_map(|table| term(table, problems));
    let exempt = source.front.table("exempt", problems).into_read();
    let exempt = exempt.map(|table| table.into_strings(problems).read).unwrap_or_default();
    let levels = Gathered::from(source.front.table(LEVELS, problems));
    let levels = levels.flat_map(|table| table.into_tables(problems)).flat_map(|(module, table)| {
        let Gathered { read: items, lost } = table.into_string_lists(problems);
        Gathered { read: vec![ModuleLevelsDoc { module, items }], lost }
    });
    parse_with(source, TakesClaims::No, |reader, events| {
        // A key that nobody knows may be the terms, written wrong.
        let lost_terms = lost.or(reader.source.unknown_key.filter(|_| terms.is_empty()));
        let body = reader.body(events);
        let levels = levels.read;
        Content::Programme(ProgrammeDoc { profile, school, terms, lost_terms, exempt, levels, body })
    })
}

/// Parses a plain page.
pub(super) fn parse_page(mut source: Source<'_>) -> Document {
    let order = source.front.number("order", &mut source.problems).into_read().map(|order| order.value);
    let foreign = source.foreign.take();
    // The claims of a module in the wrong folder are lost because of that folder, which is said once.
    let is_module = foreign.as_ref().is_some_and(|foreign| foreign.kind == DocumentKind::Module);
    let takes_claims = if is_module { TakesClaims::Yes } else { TakesClaims::No };
    parse_with(source, takes_claims, |reader, events| {
        Content::Page(PageDoc { order, foreign, body: reader.body(events) })
    })
}

/// Parses the part that all files have in common: a title, a summary, a language and a text. A key
/// that was not taken by now is reported; `content` parses the text.
pub(super) fn parse_with<'a>(
    mut source: Source<'a>,
    takes_claims: TakesClaims,
    content: impl FnOnce(&mut Reader<'a>, &[Located<'a>]) -> Content,
) -> Document {
    let all = markdown::parse_markdown(source.text, source.body_start);
    let (heading, mut attributes, events) = split_title(&source, &all);
    let title_attributes = heading.is_some().then_some(attributes.span);
    let title = source.title(heading);
    let summary = source.summary();
    if title_attributes.is_some() {
        only_text::report(&mut source, &all[..all.len() - events.len()]);
        titles::report_in_heading(&mut source, &all[..all.len() - events.len()]);
    } else {
        titles::report(&mut source, "title", &title);
    }
    titles::report(&mut source, "summary", &summary);
    let language = source.language();
    let draft = source.draft();
    let aliases = source.front.strings("aliases", &mut source.problems).read;
    source.unknown_key = source.front.finish(&mut source.problems);
    let (path, unread) = (source.path.clone(), source.unread);
    let mut reader = Reader::new(source, events, takes_claims);
    if let Some(id) = &attributes.id {
        reader.not_understood(id, say!("a title has no id: a link to the file leads to it"));
    }
    reader.report_occasion_of_title(&mut attributes);
    reader.take_claims(attributes, None);
    for label in std::mem::take(&mut reader.source.title_marks) {
        reader.footnotes.count_mark(&label);
    }
    let title_events = &all[..all.len() - events.len()];
    titles::record_links(&mut reader, title_events);
    let help = say!("a title has no notes: write the mark in the text");
    reader.report_marks(title_events, &help);
    let content = content(&mut reader, events);
    let Reader { mut source, headings, anchors, links, drawings, footnotes, .. } = reader;
    let notes = footnotes.finish(&mut source);
    Document {
        path,
        title,
        title_attributes,
        summary,
        language,
        draft,
        aliases,
        unread,
        content,
        headings,
        anchors,
        links,
        notes,
        drawings,
        bracketed: source.bracketed,
        problems: source.problems.into_vec(),
    }
}

/// Splits a heading of level 1 at the start of the text from the rest: it is the page's title, as authors write it
/// who know other generators. If the front matter has another title, it is a heading like any other.
fn split_title<'e, 'a>(
    source: &Source<'a>,
    events: &'e [Located<'a>],
) -> (Option<Spanned<String>>, Attributes, &'e [Located<'a>]) {
    let Some((Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), range)) = events.first() else {
        return (None, Attributes::default(), events);
    };
    let end = events::end_of(events, 0);
    let (words, mut attributes) = part_heading(source.text, &events[1..end], range);
    attributes.span = attributes.place(source.text, &words, range);
    let title = events::plain_text(&words);
    if source.front.text("title").is_some_and(|other| other != title) {
        return (None, Attributes::default(), events);
    }
    (Some(Spanned::new(title, Span::new(range.clone()))), attributes, &events[end + 1..])
}

fn front_claims(table: Fields, problems: &mut Problems) -> Gathered<ClaimDoc> {
    table.into_string_lists(problems).flat_map(|(level, items)| {
        let level = level.map(Name::from);
        let claim = |item: Spanned<String>| ClaimDoc {
            item: item.map(Name::from),
            level: level.clone(),
            heading: None,
        };
        Gathered { read: items.into_iter().map(claim).collect(), lost: None }
    })
}

fn term(mut table: Fields, problems: &mut Problems) -> Gathered<TermDoc> {
    let title = table.string("title", problems).or_empty();
    let Gathered { read: modules, lost } = table.strings("modules", problems);
    let choices = table.tables("choice", problems).flat_map(|table| choice(table, problems));
    let unknown_key = table.finish(problems);
    let names_none = modules.is_empty() && choices.read.is_empty();
    let lost = lost.or(choices.lost).or(unknown_key.filter(|_| names_none));
    Gathered { read: vec![TermDoc { title, modules, choices: choices.read }], lost }
}
