//! Finds the profile in an outline: parts the document at its headings, and puts the parts together.
//!
//! Every line of the document ends up in a field, in a list or in prose. Text below a heading that no profile
//! has is kept as a section of prose, with a note (L707).

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{Message, count, say};
use crate::import::draft::{
    DocumentText, ListEntry, ListLine, RawCompetence, RawKnowledge, RawProfile, RawSection, SubsectionDraft,
};
use crate::import::flemish;
use crate::import::flemish::{HeadingTopic, ProfileField, split_grade};
use crate::import::normalised::{Normalised, Tally};
use crate::import::outline::lists::{ListStyle, entry_text};
use crate::import::outline::{LineKind, Outline, OutlineLine, lists};
use crate::import::wording::{quoted, sentence_case};
use crate::syntax::Grade;
use crate::syntax::SectionKind;
use crate::text::{SourcePath, Span, Spanned};

/// The heading for text before the first heading.
const OPENING_HEADING: &str = "Overige tekst";

/// The profile that `outline` holds, as far as it holds one.
pub(in crate::import) fn parse_profile(
    file: &SourcePath,
    outline: &Outline,
) -> (RawProfile, Vec<Diagnostic>) {
    let style = if outline.marks_items() { ListStyle::Bulleted } else { ListStyle::Unmarked };
    let mut assembler = ProfileAssembler {
        file,
        style,
        raw: RawProfile::default(),
        target: Target::Nowhere,
        known: HashMap::new(),
        tally: Tally::default(),
        diagnostics: Vec::new(),
    };
    let parts = split_at_headings(outline);
    let title = title_at_top(&parts);
    for (at, part) in parts.iter().enumerate() {
        match &title {
            Some((own, line)) if *own == at => assembler.take_title(line),
            Some(_) | None => assembler.add_part(part),
        }
    }
    let ProfileAssembler { raw, tally, mut diagnostics, .. } = assembler;
    diagnostics.extend(tally.diagnostics(file));
    (raw, diagnostics)
}

/// The list of knowledge that a heading of one grade continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Nowhere,
    Competence,
    Section,
}

struct ProfileAssembler<'a> {
    file: &'a SourcePath,
    style: ListStyle,
    raw: RawProfile,
    target: Target,
    /// Where the section of each class stands, once it exists.
    known: HashMap<SectionKind, usize>,
    tally: Tally,
    diagnostics: Vec<Diagnostic>,
}

/// The line at the top of a document that has no heading for its title, and the part that it is: the only words above the
/// headings of the profile, as the title of a document in Word is.
fn title_at_top<'p>(parts: &'p [DocumentPart<'_>]) -> Option<(usize, &'p OutlineLine)> {
    const LONGEST: usize = 120;
    let has_own = parts.iter().any(|part| part.topic == HeadingTopic::Field(ProfileField::Title));
    let has_words =
        |part: &&DocumentPart<'_>| part.heading.is_some() || part.lines.iter().any(|line| !line.is_blank());
    let (at, first) = parts.iter().enumerate().find(|(_, part)| has_words(part)).filter(|_| !has_own)?;
    let mut lines = first.heading.into_iter().chain(first.lines.iter().filter(|line| !line.is_blank()));
    let line = lines.next().filter(|line| line.text.chars().count() <= LONGEST)?;
    let is_title = first.topic == HeadingTopic::Unknown
        || (first.topic == HeadingTopic::Opening && line.kind == LineKind::Plain);
    (is_title && lines.next().is_none()).then_some((at, line))
}

impl ProfileAssembler<'_> {
    fn take_title(&mut self, line: &OutlineLine) {
        let message = say!("{title} at the top is taken for the title", title = quoted(&line.text));
        self.note(line.span, message);
        self.raw.title = Some(Spanned::new(line.text.clone(), line.span));
    }

    fn add_part(&mut self, part: &DocumentPart<'_>) {
        match part.topic {
            HeadingTopic::Opening | HeadingTopic::Container => self.keep_stray_text(part),
            HeadingTopic::Field(field) => self.field(field, part),
            HeadingTopic::Competence(number) => self.competence(number, part),
            HeadingTopic::CompetenceKnowledge if !self.raw.competences.is_empty() => {
                self.target = Target::Competence;
                self.knowledge(part, Grade::Plain);
            }
            HeadingTopic::Grade(grade) if self.target != Target::Nowhere => self.knowledge(part, grade),
            HeadingTopic::Section(class) => {
                let heading = self.heading(part);
                self.section(class, heading);
                if class == SectionKind::Knowledge {
                    self.target = Target::Section;
                    self.knowledge(part, Grade::Plain);
                } else {
                    let found = self.list(part, class);
                    self.section(class, String::new()).entries.extend(found);
                }
            }
            HeadingTopic::Part(class) => self.part(class, part),
            HeadingTopic::CompetenceKnowledge | HeadingTopic::Grade(_) | HeadingTopic::Unknown => {
                self.keep_unknown(part)
            }
        }
    }

    /// Text below a heading that only stands over other headings, or above the first heading.
    fn keep_stray_text(&mut self, part: &DocumentPart<'_>) {
        let entries = lists::parse_verbatim(part.lines, &mut self.tally);
        let Some(first) = entries.first() else { return };
        let heading = part.heading.map_or_else(|| OPENING_HEADING.to_owned(), |line| line.text.clone());
        let message = say!(
            "text without a heading of its own is kept as prose, under {heading}",
            heading = quoted(&heading)
        );
        self.note(entry_text(first).span, message);
        self.keep_as_prose(heading, entries);
    }

    fn keep_unknown(&mut self, part: &DocumentPart<'_>) {
        let Some(line) = part.heading else { return };
        let message = say!(
            "the heading {heading} is none of a profile; it is kept with what stands below it",
            heading = quoted(&line.text)
        );
        self.note(line.span, message);
        let entries = lists::parse_verbatim(part.lines, &mut self.tally);
        self.keep_as_prose(line.text.clone(), entries);
    }

    /// Keeps `entries` as a section of prose, before or after the competences as in the document.
    fn keep_as_prose(&mut self, heading: String, entries: Vec<ListEntry<DocumentText>>) {
        let section = RawSection { entries, ..RawSection::new(SectionKind::Prose, heading) };
        if self.raw.competences.is_empty() {
            self.raw.preface.push(section);
        } else {
            self.raw.sections.push(section);
        }
    }

    fn field(&mut self, field: ProfileField, part: &DocumentPart<'_>) {
        let mut found = lists::parse_paragraphs(part.lines);
        if let (Some(value), Some(line)) = (part.value, part.heading) {
            found.insert(0, ListEntry::Prose(Spanned::new(value.to_owned(), line.span)));
        }
        let rest = match field {
            ProfileField::Definition if self.raw.definition.is_empty() => {
                self.raw.definition = found;
                return;
            }
            ProfileField::Definition => found,
            ProfileField::Title => self.first(found, |raw, text| {
                let free = raw.title.is_none();
                raw.title.get_or_insert_with(|| text.clone());
                free
            }),
            ProfileField::Level => self.first(found, |raw, text| {
                flemish::parse_level(&text.value).map(|level| raw.level = level).is_some()
            }),
            ProfileField::Year => self.first(found, set_recognition),
            ProfileField::Code => self.first(found, set_code),
        };
        if let (Some(first), Some(line)) = (rest.first(), part.heading) {
            let message = say!(
                "{text} is not understood as {heading} and is kept as prose",
                text = quoted(&entry_text(first).value),
                heading = quoted(&line.text)
            );
            self.note(entry_text(first).span, message);
            self.keep_as_prose(sentence_case(line.text.split(':').next().unwrap_or("")), rest);
        }
    }

    /// Offers each of `found` to `set`, and returns those that it does not take.
    fn first(
        &mut self,
        found: Vec<ListEntry<DocumentText>>,
        set: impl Fn(&mut RawProfile, &DocumentText) -> bool,
    ) -> Vec<ListEntry<DocumentText>> {
        found.into_iter().filter(|entry| !set(&mut self.raw, entry_text(entry))).collect()
    }

    fn competence(&mut self, number: Option<u32>, part: &DocumentPart<'_>) {
        let heading_span = part.heading.map_or(Span::at(0), |line| line.span);
        let value = part.value.unwrap_or("").to_owned();
        let mut title = Spanned::new(value, heading_span);
        let mut used = 0;
        let mut last = title.value.clone();
        for (at, line) in part.lines.iter().enumerate() {
            let goes_on = matches!(line.kind, LineKind::Plain | LineKind::Heading | LineKind::Numbered)
                && (last.is_empty()
                    || (line.kind != LineKind::Numbered
                        && lists::continues_sentence(&last, &line.text, self.style)));
            if goes_on {
                if !title.value.is_empty() {
                    self.tally.add(Normalised::WrappedLine, line.span);
                }
                lists::join_line(&mut title, line);
                last.clone_from(&line.text);
                used = at + 1;
            } else if !(title.value.is_empty() && line.is_blank()) {
                break;
            }
        }
        let indicators = lists::parse_list(&part.lines[used..], self.style, &mut self.tally);
        self.note_prose(&indicators, &say!("the indicators"));
        self.raw.competences.push(RawCompetence {
            number,
            title,
            code: None,
            references: Vec::new(),
            indicators,
            knowledge: Vec::new(),
        });
        self.target = Target::Nowhere;
    }

    fn knowledge(&mut self, part: &DocumentPart<'_>, grade: Grade) {
        let found = lists::parse_list(part.lines, self.style, &mut self.tally);
        self.note_prose(&found, &say!("the knowledge"));
        let items = found.into_iter().map(|entry| match entry {
            ListEntry::Item(ListLine { text, details }) => {
                let own = split_grade(&text.value).0;
                // Below the heading "Grondige kennis", an item that opens with a plain "Kennis van" says no more.
                let grade = own.filter(|own| *own != Grade::Plain).unwrap_or(grade);
                ListEntry::Item(RawKnowledge { text, details, grade })
            }
            ListEntry::Prose(text) => ListEntry::Prose(text),
        });
        let list = match self.target {
            Target::Nowhere => None,
            Target::Competence => self.raw.competences.last_mut().map(|competence| &mut competence.knowledge),
            Target::Section => {
                let at = self.known.get(&SectionKind::Knowledge);
                at.and_then(|at| self.raw.sections.get_mut(*at)).map(|section| &mut section.knowledge)
            }
        };
        if let Some(list) = list {
            list.extend(items);
        }
    }

    /// The lines of a section of `class` or of a part of it.
    fn list(&mut self, part: &DocumentPart<'_>, class: SectionKind) -> Vec<ListEntry<DocumentText>> {
        if class == SectionKind::Certificates {
            return lists::parse_verbatim(part.lines, &mut self.tally);
        }
        let found = lists::parse_list(part.lines, self.style, &mut self.tally);
        let heading = part.heading.map_or("", |line| line.text.as_str());
        self.note_prose(&found, &quoted(heading));
        // These lists are text: a bullet below another one is a bullet.
        let lines = found.into_iter().flat_map(|entry| match entry {
            ListEntry::Item(ListLine { text, details }) => {
                std::iter::once(text).chain(details).map(ListEntry::Item).collect()
            }
            ListEntry::Prose(text) => vec![ListEntry::Prose(text)],
        });
        lines.collect()
    }

    /// The section of `class`: the one that exists, or a new one called `heading`.
    fn section(&mut self, class: SectionKind, heading: String) -> &mut RawSection {
        let sections = &mut self.raw.sections;
        let at = *self.known.entry(class).or_insert_with(|| {
            sections.push(RawSection::new(class, heading));
            sections.len() - 1
        });
        &mut sections[at]
    }

    fn part(&mut self, class: SectionKind, part: &DocumentPart<'_>) {
        let entries = self.list(part, class);
        let heading = self.heading(part);
        let whole = if class == SectionKind::Autonomy { "Autonomie" } else { "Attesten en voorwaarden" };
        self.section(class, whole.to_owned()).parts.push(SubsectionDraft { heading, entries });
    }

    /// The words of a known heading, with a capital only at their start.
    fn heading(&mut self, part: &DocumentPart<'_>) -> String {
        let Some(line) = part.heading else { return String::new() };
        let words = line.text.trim_end_matches([':', ' ']);
        let heading = sentence_case(words);
        if heading != words {
            self.tally.add(Normalised::HeadingCase, line.span);
        }
        heading
    }

    /// Notes the paragraphs of `found`, which stand among the items of a list.
    fn note_prose<T>(&mut self, found: &[ListEntry<T>], list: &Message) {
        let prose = || {
            found.iter().filter_map(|entry| match entry {
                ListEntry::Prose(text) => Some(text),
                ListEntry::Item(_) => None,
            })
        };
        let Some(first) = prose().next() else { return };
        let message = count!(
            prose().count(),
            "{n} lines without a bullet are kept as prose among {list}",
            "1 line without a bullet is kept as prose among {list}",
            "{n} lines without a bullet are kept as prose among {list}",
            list
        );
        self.note(first.span, message);
    }

    fn note(&mut self, span: Span, message: Message) {
        self.diagnostics.push(Diagnostic::new(Code::L707, Place::new(self.file, span), message));
    }
}

fn set_recognition(raw: &mut RawProfile, text: &DocumentText) -> bool {
    let Some(found) = flemish::parse_recognition(&text.value) else { return false };
    raw.version = found.version.or(raw.version.take());
    raw.year = found.year.or(raw.year);
    true
}

fn set_code(raw: &mut RawProfile, text: &DocumentText) -> bool {
    let Some((code, version)) = flemish::parse_code(&text.value) else { return false };
    raw.code = Some(code);
    raw.version = raw.version.take().or(version);
    true
}

/// A heading and what stands below it.
#[derive(Debug)]
pub(in crate::import) struct DocumentPart<'a> {
    pub(in crate::import) topic: HeadingTopic,
    /// The heading; none for what stands before the first one.
    pub(in crate::import) heading: Option<&'a OutlineLine>,
    /// The text on the heading's own line, behind its words.
    pub(in crate::import) value: Option<&'a str>,
    pub(in crate::import) lines: &'a [OutlineLine],
}

/// The parts of `outline`, in order.
pub(in crate::import) fn split_at_headings(outline: &Outline) -> Vec<DocumentPart<'_>> {
    let lines = &outline.lines;
    let mut parts = Vec::new();
    let mut open = DocumentPart { topic: HeadingTopic::Opening, heading: None, value: None, lines: &[] };
    let mut below = Below::default();
    for (at, line) in lines.iter().enumerate() {
        if let Some(mut next) = heading(lines, at, &open, &below) {
            open.lines = &lines[below.start..at];
            next.heading = Some(line);
            parts.push(std::mem::replace(&mut open, next));
            below = Below { start: at + 1, ..Below::default() };
        } else {
            below.has_text |= !line.is_blank();
            below.has_bullets |= line.kind == LineKind::Bullet;
        }
    }
    open.lines = &lines[below.start..];
    parts.push(open);
    parts
}

/// Counts of the open part, kept along, since a part may have a million lines.
#[derive(Debug, Default)]
struct Below {
    /// The first line below the heading.
    start: usize,
    has_text: bool,
    has_bullets: bool,
}

/// The part that line `at` opens, when it is a heading. `open` is the part that it would close.
fn heading<'a>(
    lines: &'a [OutlineLine],
    at: usize,
    open: &DocumentPart<'_>,
    below: &Below,
) -> Option<DocumentPart<'a>> {
    let line = &lines[at];
    if matches!(line.kind, LineKind::Blank | LineKind::Bullet | LineKind::PageNumber) {
        return None;
    }
    let above = &lines[below.start..at];
    if let Some(heading) = flemish::parse_heading(&line.text, open.topic)
        && !is_wrapped_word(line, above)
    {
        return Some(DocumentPart { topic: heading.topic, heading: None, value: heading.value, lines: &[] });
    }
    let is_value = open.topic.takes_value() && open.value.is_none() && !below.has_text;
    let unknown = !is_value
        && match line.kind {
            LineKind::Heading => true,
            LineKind::Numbered if open.topic.is_list() && !below.has_bullets => false,
            LineKind::Numbered => open.topic.takes_value() || stands_apart(lines, at, above),
            _ => false,
        };
    unknown.then_some(DocumentPart { topic: HeadingTopic::Unknown, heading: None, value: None, lines: &[] })
}

/// Whether a known word is only the end of a wrapped sentence: in lower case, right below other text.
fn is_wrapped_word(line: &OutlineLine, above: &[OutlineLine]) -> bool {
    let follows_text = above.last().is_some_and(|line| !line.is_blank());
    line.kind == LineKind::Plain && line.text.starts_with(char::is_lowercase) && follows_text
}

/// Whether a numbered line with unknown words is a heading rather than an item of a numbered list: a blank
/// line is above it, and no other numbered line beside it.
fn stands_apart(lines: &[OutlineLine], at: usize, above: &[OutlineLine]) -> bool {
    let numbered = |line: Option<&OutlineLine>| line.is_some_and(|line| line.kind == LineKind::Numbered);
    let next = lines[at + 1..].iter().find(|line| !line.is_blank());
    let last = above.iter().rev().find(|line| !line.is_blank());
    above.last().is_none_or(OutlineLine::is_blank) && !numbered(next) && !numbered(last)
}
