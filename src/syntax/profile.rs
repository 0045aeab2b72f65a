//! Parses profiles: sections by the class of their heading, items and references in their lists.
//!
//! ```text
//! ## Beheert oproepen {#c2 .competence code=2}
//! - Beantwoordt oproepen {#c2.1 grade=basic}      an item
//! ## Motorische vaardigheden {.motor-skills}
//! - [[c2.1]]                                      a reference to an item that another section defines
//! - Gebruikt een hoofdtelefoon                    any other line
//! ```
//!
//! Every heading outside a list or a quotation starts a section, which is a part of the nearest section above it with a
//! smaller level. Only in sections whose kind gives their lists a meaning (`SectionKind::has_entries`) are the lines of
//! lists parsed one by one, in order with the texts between the lists. No words are dropped: a line that is neither an item nor a reference stays as text, and a
//! section with an unknown class stays as prose. The words of `[[c2.1|own words]]` in such a list are the exception,
//! and are reported: the item's official text stands there. A line without an id is reported where lists define items.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::attributes::{Attributes, part_heading};
use super::document::{Content, Document, Grade, ItemDoc, ProfileDoc, Section, SectionEntry, SectionKind};
use super::events::{self, Located};
use super::front_matter::Source;
use super::glossary;
use super::lines::{
    end_of_sentence, first_words, in_paragraphs, line_blocks, mention_before_text, only_mention,
};
use super::link::LinkKind;
use super::only_text;
use super::page;
use super::reader::{Reader, TakesClaims};
use crate::diagnostics::{Code, Diagnostic, Message, Problems, Reported, did_you_mean, say};
use crate::fields::{Field, Fields};
use crate::text::{Date, Span, Spanned, nearest};

/// Parses a profile.
pub(super) fn parse(mut source: Source<'_>) -> Document {
    let problems = &mut source.problems;
    let mut text = |key| source.front.string(key, problems).or_empty();
    let (code, version, status) = (text("code"), text("version"), text("status"));
    let year = source.front.number("year", problems).into_read();
    let changed =
        checked(&mut source.front, "changed", is_day, say!("a day, such as \"2024-05-01\""), problems);
    let isced = checked(
        &mut source.front,
        "isced",
        is_isced,
        say!("a code of ISCED-F 2013 of two to four digits, such as \"0416\""),
        problems,
    );
    let level = source.front.table("level", problems).into_read();
    let levels = level.map(|table| levels(table, problems)).unwrap_or_default();
    page::parse_with(source, TakesClaims::No, |reader, events| {
        let starts = heading_starts(events);
        let intro_end = starts.first().copied().unwrap_or(events.len());
        let intro = reader.body(&events[..intro_end]);
        let ends = starts.iter().copied().skip(1).chain([events.len()]);
        let mut sections = Vec::with_capacity(starts.len());
        for (start, end) in starts.iter().zip(ends) {
            let next = section(reader, &events[*start..end], &sections);
            sections.push(next);
        }
        let lost_items = reader.lost_items;
        Content::Profile(ProfileDoc {
            code,
            version,
            status,
            year,
            changed,
            isced,
            levels,
            intro,
            sections,
            lost_items,
        })
    })
}

/// Takes the text at `key` if `is_one` accepts it. Any other text is reported as not being `what`, and the result is
/// empty.
fn checked(
    front: &mut Fields,
    key: &'static str,
    is_one: fn(&str) -> bool,
    what: Message,
    problems: &mut Problems,
) -> Spanned<String> {
    let Field::Read(text) = front.string(key, problems) else { return Spanned::default() };
    if is_one(&text.value) {
        return text;
    }
    front.refuse(
        text.span,
        say!("`{key}` is not {what}", key, what),
        say!("write it so, or leave it out"),
        problems,
    );
    Spanned::default()
}

/// Whether `text` is a day in the form of ISO 8601, such as `2024-05-01`.
pub fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok()
}

/// Whether `text` has the form of a code of ISCED-F 2013: two digits for a broad field of education, three for a
/// narrow one, four for a detailed one.
pub fn is_isced(text: &str) -> bool {
    (2..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The levels in `level = { vks = 3, eqf = 3 }`. Frameworks differ by country, so any name is accepted.
fn levels(table: Fields, problems: &mut Problems) -> Vec<(String, String)> {
    table.into_texts(problems).read.into_iter().map(|(key, value)| (key.value, value.value)).collect()
}

/// The indices of the headings at the top level of the text. One inside a quotation is part of the quotation.
fn heading_starts(events: &[Located<'_>]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = 0;
    while at < events.len() {
        if matches!(events[at].0, Event::Start(Tag::Heading { .. })) {
            starts.push(at);
        }
        at = events::end_of(events, at) + 1;
    }
    starts
}

/// The section that `events` are; `before` are those above it in the file.
fn section<'a>(reader: &mut Reader<'a>, events: &[Located<'a>], before: &[Section]) -> Section {
    let end = events::end_of(events, 0);
    let (level, range) = match &events[0] {
        (Event::Start(Tag::Heading { level, .. }), range) => (*level, range.clone()),
        (_, range) => (HeadingLevel::H2, range.clone()),
    };
    let (words, mut attributes) = part_heading(reader.source.text, &events[1..end], &range);
    let has_ids = has_ids(reader.source.text, &events[end + 1..]);
    let known = section_kind(reader, &attributes, has_ids);
    let kind = known.unwrap_or(SectionKind::Prose);
    let code = attributes.take("code").map(|code| code.value).unwrap_or_default();
    let references = references(&mut attributes);
    reader.report_unknown(&attributes);
    for (key, _) in &attributes.pairs {
        reader.not_understood(key, say!("a section can have `#id`, `.class`, `code=…` and `ref=…`"));
    }
    let heading = reader.heading(&words, level, &attributes, &range);
    let id = attributes.id;
    let above = above(reader, before, heading);
    // The attributes of a heading are looked at with the heading around its words.
    only_text::report(&mut reader.source, &events[..=end]);
    let title = reader.unreported(&words);
    let rest = &events[end + 1..];
    if !kind.has_entries() {
        let prose = match known {
            Ok(_) => reader.body(rest),
            Err(reported) => {
                only_text::report_below_unknown(&mut reader.source, rest, reported);
                reader.unreported(rest)
            }
        };
        let entries = Vec::new();
        return Section { above, kind, heading, title, id, code, references, entries, prose };
    }
    let first_list = top_level(rest).find(|range| is_list(rest, range)).map_or(rest.len(), |list| list.start);
    let prose = reader.body(&rest[..first_list]);
    let entries = entries(reader, &rest[first_list..], kind);
    Section { above, kind, heading, title, id, code, references, entries, prose }
}

/// Whether lines of a list among `events`, a part of `text`, have ids.
fn has_ids(text: &str, events: &[Located<'_>]) -> bool {
    let is_line = |event: &Event<'_>| matches!(event, Event::Start(Tag::Item));
    let mut lines = events.iter().filter(|(event, _)| is_line(event));
    lines.any(|(_, range)| text.get(range.clone()).is_some_and(|written| written.contains("{#")))
}

/// The last of the sections `before` whose heading has a smaller level than `heading`.
fn above(reader: &Reader<'_>, before: &[Section], heading: usize) -> Option<usize> {
    let level = |heading: usize| reader.headings[heading].level;
    let mut above = before.len().checked_sub(1);
    // The ancestors of the last section are all that can be meant.
    while let Some(at) = above.filter(|at| level(before[*at].heading) >= level(heading)) {
        above = before[at].above;
    }
    above
}

/// The codes in other registers: `ref="co 01805, 17852-c"`.
fn references(attributes: &mut Attributes) -> Vec<String> {
    let names = attributes.take("ref").map(|names| names.value).unwrap_or_default();
    names.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Words of other languages for kinds of sections.
const WORDS: [(&str, SectionKind); 13] = [
    ("competentie", SectionKind::Competence),
    ("compétence", SectionKind::Competence),
    ("kompetenz", SectionKind::Competence),
    ("kennis", SectionKind::Knowledge),
    ("connaissances", SectionKind::Knowledge),
    ("kenntnisse", SectionKind::Knowledge),
    ("vaardigheden", SectionKind::Skills),
    ("savoir-faire", SectionKind::Skills),
    ("fertigkeiten", SectionKind::Skills),
    ("houdingen", SectionKind::Attitudes),
    ("woordenlijst", SectionKind::Glossary),
    ("glossaire", SectionKind::Glossary),
    ("glossar", SectionKind::Glossary),
];

/// The kind of a section, if its heading has no class or a known one. Another class is read as the one that is meant
/// where items stand below the heading: every claim on them would be a mistake otherwise. Where it resembles none, a
/// heading with an id is that of a competence, and its lines are indicators; one without has a list of knowledge.
fn section_kind(
    reader: &mut Reader<'_>,
    attributes: &Attributes,
    has_ids: bool,
) -> Result<SectionKind, Reported> {
    let mut read_as = Ok(SectionKind::Prose);
    for class in &attributes.classes {
        if let Some(kind) = SectionKind::of_class(&class.value) {
            return Ok(kind);
        }
        let near = near_kinds(&class.value);
        let meant = match near.as_slice() {
            [one] if has_ids || attributes.id.is_some() => Some(*one),
            _ if has_ids && attributes.id.is_some() => Some(SectionKind::Competence),
            _ if has_ids => Some(SectionKind::Knowledge),
            _ => None,
        };
        let place = reader.source.place(class.span);
        let problem = match meant {
            Some(kind) => {
                let message = say!(
                    "`{class}` is no kind of section, and is read as `{kind}`",
                    class = class.value,
                    kind = kind.class()
                );
                let help = say!("write `{code}`", code = format!(".{}", kind.class()));
                Diagnostic::new(Code::L206, place, message).help(help)
            }
            None => {
                let names = SectionKind::CLASSES.map(|(_, name)| name).join(", ");
                let near: Vec<&str> = near.iter().map(|kind| kind.class()).collect();
                let help = did_you_mean(&near, say!("the classes are {names}", names));
                let message = say!("`{class}` is no kind of section", class = class.value);
                Diagnostic::new(Code::L206, place, message).help(help)
            }
        };
        let reported = reader.source.problems.push(problem);
        read_as = meant.ok_or(reported);
    }
    read_as
}

/// The kinds of sections that may be meant by `class`.
fn near_kinds(class: &str) -> Vec<SectionKind> {
    let lower = class.to_lowercase();
    let names =
        || SectionKind::CLASSES.iter().map(|(_, name)| *name).chain(WORDS.iter().map(|(word, _)| *word));
    let kind = |name: &str| {
        let of_word = || WORDS.iter().find(|(word, _)| *word == name).map(|(_, kind)| *kind);
        SectionKind::of_class(name).or_else(of_word)
    };
    let mut kinds: Vec<SectionKind> = Vec::new();
    for found in nearest(&lower, names()).into_iter().filter_map(kind) {
        if !kinds.contains(&found) {
            kinds.push(found);
        }
    }
    kinds
}

/// The ranges of the elements of `events` that stand in no other one.
fn top_level<'e>(events: &'e [Located<'_>]) -> impl Iterator<Item = Range<usize>> + use<'e> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        at = events::end_of(events, start) + 1;
        (start < events.len()).then_some(start..at)
    })
}

fn is_list(events: &[Located<'_>], element: &Range<usize>) -> bool {
    matches!(events[element.start].0, Event::Start(Tag::List(_)))
}

/// The lines of the lists in `events`, and the texts between them.
fn entries<'a>(reader: &mut Reader<'a>, events: &[Located<'a>], kind: SectionKind) -> Vec<SectionEntry> {
    let mut entries = Vec::new();
    let mut elements = top_level(events).peekable();
    while let Some(element) = elements.next() {
        if !is_list(events, &element) {
            let mut end = element.end;
            while let Some(next) = elements.next_if(|next| !is_list(events, next)) {
                end = next.end;
            }
            let text = reader.body(&events[element.start..end]);
            // A note by itself shows nothing here.
            entries.extend((!text.parts.is_empty()).then_some(SectionEntry::Between(text)));
            continue;
        }
        let lines = &events[element.start + 1..element.end - 1];
        for line in top_level(lines) {
            let line = &lines[line.start + 1..line.end - 1];
            entries.push(match kind {
                SectionKind::Glossary => glossary::entry(reader, line),
                _ => entry(reader, line, kind),
            });
        }
    }
    entries
}

fn entry<'a>(reader: &mut Reader<'a>, line: &[Located<'a>], kind: SectionKind) -> SectionEntry {
    if let Some((name, range, words)) = only_mention(line) {
        if let Some(words) = words {
            let help = say!("the official text of the item is shown here; write them in a line of prose");
            reader.not_understood(&words, help);
        }
        return SectionEntry::Reference(reader.link(LinkKind::Mention, &name, range));
    }
    let words = first_words(line);
    let text = reader.source.text;
    let attributes = Attributes::at_end_of(&text[words.clone()], words.start);
    let Some(mut attributes) = attributes.filter(|attributes| attributes.id.is_some()) else {
        if kind.defines_items() {
            match mention_before_text(line) {
                Some(name) => text_behind(reader, words, &name),
                None => {
                    without_id(reader, words.clone());
                    // Half a block of attributes would be reported once more as text.
                    if text[words].contains("{#") {
                        return SectionEntry::Text(reader.unreported(&in_paragraphs(line)));
                    }
                }
            }
        }
        return SectionEntry::Text(line_blocks(reader, line));
    };
    let block = attributes.span.range();
    let line = events::cut_at(line, text, block.start, block.end);
    let grade = attributes.take("grade").map(|grade| read_grade(reader, &grade)).unwrap_or_default();
    let code = attributes.take("code").map(|code| code.value).unwrap_or_default();
    let references = references(&mut attributes);
    reader.report_unknown(&attributes);
    for (key, _) in &attributes.pairs {
        reader.not_understood(key, say!("an item can have `#id`, `grade=…`, `code=…` and `ref=…`"));
    }
    let id = attributes.id.unwrap_or_else(|| Spanned::new(String::new(), attributes.span));
    // The official sentence is the first paragraph of the line; a list or a paragraph below explains it.
    let (sentence, below) = line.split_at(end_of_sentence(&line));
    let sentence = match sentence {
        [(Event::Start(Tag::Paragraph), _), inside @ .., _] => inside,
        inside => inside,
    };
    let text = events::plain_text(sentence);
    if text.is_empty() {
        reader.report_empty(say!("this item has no words"), &words);
    }
    let (sentence, explanation) = (reader.body(sentence), reader.body(&in_paragraphs(below)));
    SectionEntry::Item(ItemDoc { id, text, sentence, explanation, grade, code, references })
}

fn text_behind(reader: &mut Reader<'_>, words: Range<usize>, name: &str) {
    let place = reader.source.place(Span::new(words));
    let message =
        say!("text stands behind a reference, or below it, so this line is neither a reference nor an item");
    let help = say!(
        "leave nothing but `- [[{name}]]` in the line; for an item of its own, write its id behind the text, such as `{{#k.ict}}`",
        name
    );
    let reported = reader.source.problems.push(Diagnostic::new(Code::L202, place, message).help(help));
    reader.lost_items = Some(reported);
}

fn without_id(reader: &mut Reader<'_>, words: Range<usize>) {
    let written = reader.source.text[words.clone()].trim_end();
    let inside = written.strip_suffix('}').and_then(|written| Some(written.rsplit_once('{')?.1));
    let bare = inside.filter(|inside| {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        inside.chars().all(is_part) && inside.contains(|c: char| c == '.' || c.is_ascii_digit())
    });
    let help = match bare {
        Some(id) => say!("write `{code}`", code = format!("{{#{id}}}")),
        None if written.contains("{#") => {
            say!("end the line with the id between `{{#` and `}}`, such as `{{#c2.7}}` or `{{#k.ict}}`")
        }
        None => say!("write an id behind it that is not used yet, such as `{{#c2.7}}` or `{{#k.ict}}`"),
    };
    let place = reader.source.place(Span::new(words));
    let problem = Diagnostic::new(Code::L202, place, say!("this item has no id")).help(help);
    reader.lost_items = Some(reader.source.problems.push(problem));
}

fn read_grade(reader: &mut Reader<'_>, grade: &Spanned<String>) -> Grade {
    match grade.value.as_str() {
        "basic" => Grade::Basic,
        "plain" => Grade::Plain,
        "thorough" => Grade::Thorough,
        other => {
            let place = reader.source.place(grade.span);
            let message = say!("`{other}` is no grade of knowledge", other);
            let help = say!("a grade is `basic` or `thorough`; ordinary knowledge has none");
            reader.source.problems.push(Diagnostic::new(Code::L208, place, message).help(help));
            Grade::Plain
        }
    }
}
