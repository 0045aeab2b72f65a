//! The parts of a document: each heading with the lines and the tables below it, and the code that may stand before
//! each of these. Their meaning is told by the reader of the outline.

use std::collections::BTreeSet;

use crate::import::code::{self, Coded, Scheme};
use crate::import::draft::DocumentText;
use crate::import::outcomes::cells::CellLine;
use crate::import::outcomes::cells::OutcomeTable;
use crate::import::outcomes::fact_lines::is_fact;
use crate::import::outcomes::in_document;
use crate::import::outcomes::kinds;
use crate::import::outcomes::kinds::OutcomeKind;
use crate::import::outcomes::label_tables::{self, LabelledText};
use crate::import::outcomes::word_headings;
use crate::import::outcomes::words;
use crate::import::outline::lists::{ListStyle, continues_sentence, join_line};
use crate::import::outline::{LineKind, Outline, OutlineLine};
use crate::text::{Spanned, fold_case};

/// A heading and the lines below it.
#[derive(Debug, Default)]
pub(super) struct DocumentPart {
    pub(super) heading: Option<DocumentText>,
    pub(super) level: u8,
    pub(super) lines: Vec<PartLine>,
    /// The kind of its lines, where a label and no heading says it.
    pub(super) kind: Option<OutcomeKind>,
    /// The tables below it, each with the line that it comes before.
    pub(super) tables: Vec<(usize, OutcomeTable)>,
}

/// A line that is no heading.
#[derive(Debug)]
pub(super) struct PartLine {
    pub(super) text: DocumentText,
    pub(super) coded: Option<Coded>,
    /// How deep it stands in a list; none for a line that is no item of one.
    pub(super) depth: Option<u8>,
    /// Whether it is a further paragraph of an item.
    pub(super) is_within: bool,
    /// The letter that numbers it, `a)`.
    pub(super) letter: Option<char>,
    /// Whether it was an item of a list and states hours, credits or a share.
    pub(super) is_fact: bool,
}

/// The parts of `outline`, in order.
pub(super) fn parts(outline: &Outline) -> Vec<DocumentPart> {
    let lines = &lettered_below(&outline.lines);
    let levels = word_headings::levels(lines);
    let mut parts = vec![DocumentPart::default()];
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        let Some(part) = parts.last_mut() else { break };
        if let Some(cell) = line.cell {
            let end =
                lines[at..].iter().position(|line| line.cell.is_none_or(|other| other.table != cell.table));
            let end = end.map_or(lines.len(), |count| at + count);
            let table = in_document::table(&lines[at..end]);
            match label_tables::labelled(&table) {
                Some(texts) => push_labelled(&mut parts, texts),
                None => part.tables.push((part.lines.len(), table)),
            }
            at = end;
            continue;
        }
        match line.kind {
            LineKind::Blank | LineKind::PageNumber => {}
            LineKind::Heading => parts.push(heading(line, line.depth.max(1))),
            LineKind::Plain if levels.contains_key(&at) => parts.push(heading(line, levels[&at])),
            LineKind::Plain if heads_a_list(lines, at) => parts.push(heading(line, u8::MAX)),
            LineKind::Plain if is_title(lines, at) => parts.push(heading(line, 0)),
            LineKind::Plain
                if goes_on(lines, at)
                    && part.lines.last().is_some_and(|last| last.depth.is_some() || last.coded.is_some()) =>
            {
                if let Some(last) = part.lines.last_mut() {
                    join_line(&mut last.text, line);
                    last.coded = last
                        .coded
                        .take()
                        .map(|coded| Coded { rest: format!("{} {}", coded.rest, line.text), ..coded });
                }
            }
            LineKind::Plain | LineKind::Bullet | LineKind::Numbered => part.lines.push(part_line(line)),
        }
        at += 1;
    }
    parts
}

fn heading(line: &OutlineLine, level: u8) -> DocumentPart {
    let text = line.whole_text();
    let text = Spanned::new(text.trim_end_matches([':', ' ']).to_owned(), line.span);
    DocumentPart { heading: Some(text), level, ..DocumentPart::default() }
}

/// The level of the title of a table of labels, which stands below every other heading.
const TITLE_OF_LABELS: u8 = u8::MAX - 1;

/// Adds what a table of labels says: texts to the heading above it, outcomes below their labels.
fn push_labelled(parts: &mut Vec<DocumentPart>, texts: Vec<LabelledText>) {
    let mut base =
        parts.iter().rposition(|part| part.kind.is_none() && part.level != TITLE_OF_LABELS).unwrap_or(0);
    let plain = |text: DocumentText| PartLine {
        text,
        coded: None,
        depth: None,
        is_within: false,
        letter: None,
        is_fact: false,
    };
    for text in texts {
        match text {
            LabelledText::Title(text) => {
                base = parts.len();
                parts.push(DocumentPart {
                    heading: Some(text),
                    level: TITLE_OF_LABELS,
                    ..DocumentPart::default()
                });
            }
            LabelledText::Text(lines) => parts[base].lines.extend(lines.into_iter().map(plain)),
            LabelledText::Outcomes { label, kind, lines } => {
                let item = |line: CellLine| PartLine {
                    coded: Coded::parse(&line.text.value),
                    depth: Some(0),
                    ..plain(line.text)
                };
                parts.push(DocumentPart {
                    heading: Some(label),
                    level: u8::MAX,
                    kind: Some(kind),
                    lines: lines.into_iter().map(item).collect(),
                    tables: Vec::new(),
                });
            }
        }
    }
}

/// `lines`, in which those that letters number stand below the number or the code before them.
fn lettered_below(lines: &[OutlineLine]) -> Vec<OutlineLine> {
    let mut lines = lines.to_vec();
    let mut above: Option<u8> = None;
    for line in &mut lines {
        match line.kind {
            LineKind::Numbered if letter(line).is_some() => {
                if let Some(depth) = above.filter(|depth| line.depth <= *depth) {
                    line.depth = depth.saturating_add(1);
                }
            }
            LineKind::Numbered => above = Some(line.depth),
            LineKind::Heading | LineKind::Bullet => above = None,
            LineKind::Blank | LineKind::PageNumber | LineKind::Plain => {}
        }
    }
    lines
}

/// The letter that numbers `line`.
fn letter(line: &OutlineLine) -> Option<char> {
    let mut letters = line.marker.trim_end_matches([')', '.']).chars();
    letters.next().filter(|letter| letter.is_ascii_lowercase() && letters.next().is_none())
}

fn part_line(line: &OutlineLine) -> PartLine {
    if is_fact(&line.text) {
        let text = Spanned::new(line.whole_text(), line.span);
        let is_fact = matches!(line.kind, LineKind::Bullet | LineKind::Numbered);
        return PartLine { text, coded: None, depth: None, is_within: false, letter: None, is_fact };
    }
    // `1.1` before a line is its code, `1.` may be a number that everybody counts on.
    let marker = line.marker.trim_end_matches([')', '.']);
    let by_marker = || Coded { code: marker.to_owned(), rest: line.text.clone(), is_parted: true };
    let has_marker = line.kind == LineKind::Numbered && marker.contains(|c: char| c.is_ascii_digit());
    let coded = if has_marker { Some(by_marker()) } else { Coded::parse(&line.text) };
    let is_item = matches!(line.kind, LineKind::Bullet | LineKind::Numbered);
    PartLine {
        text: Spanned::new(line.text.clone(), line.span),
        coded,
        depth: is_item.then_some(line.depth),
        is_within: line.kind == LineKind::Plain && line.depth > 0,
        letter: letter(line).filter(|_| line.kind == LineKind::Numbered),
        is_fact: false,
    }
}

/// Whether line `at` goes on with the sentence of the item above it, which wrapped.
fn goes_on(lines: &[OutlineLine], at: usize) -> bool {
    let Some(last) = at.checked_sub(1).map(|before| &lines[before]) else { return false };
    let is_item = !last.is_blank() && last.kind != LineKind::Heading;
    is_item
        && Coded::parse(&lines[at].text).is_none()
        && continues_sentence(&last.text, &lines[at].text, ListStyle::Bulleted)
}

/// Whether the plain line `at` stands over a list as a heading does: it is short, by itself, and items follow it.
fn heads_a_list(lines: &[OutlineLine], at: usize) -> bool {
    let line = &lines[at];
    let is_first = at
        .checked_sub(1)
        .is_none_or(|before| lines[before].is_blank() || lines[before].kind == LineKind::Heading);
    let ends_list = at.checked_sub(1).is_some_and(|before| lines[before].kind == LineKind::Bullet);
    let says_so = line.text.ends_with(':') || kinds::kind_of_heading(&line.text).is_some();
    let is_short = line.text.chars().count() <= 90 && !line.text.ends_with(['.', ',', ';', '?', '!']);
    // "De kandidaat:", below each heading, leads in and heads no group.
    let is_usual = || lines.iter().filter(|other| other.text == line.text).nth(1).is_some();
    let leads_in = leads_in(&line.text)
        && (is_usual() || is_below_heading(lines, at) || is_right_below_heading(lines, at));
    let heads = is_short && !leads_in;
    let is_kind = line.text.ends_with(':') && kinds::kind_of_heading(&line.text).is_some();
    let is_again = || is_numbered_again(lines, at);
    heads
        && has_items(lines, at)
        && Coded::parse(&line.text).is_none()
        && (is_first || is_kind || (ends_list && says_so) || is_again())
}

/// Whether a line may lead in the list below it: by its sentence, or because it says no more than who learns.
fn leads_in(text: &str) -> bool {
    words::is_lead_in(text) || words::says_who(text) || words::begins_items(text)
}

/// Whether items of a list or lines with codes follow line `at`, perhaps behind a line that leads in.
fn has_items(lines: &[OutlineLine], at: usize) -> bool {
    let mut below = lines[at + 1..].iter().filter(|line| !line.is_blank());
    let is_item = |line: &OutlineLine| {
        matches!(line.kind, LineKind::Bullet | LineKind::Numbered)
            || (line.kind == LineKind::Plain && Coded::parse(&line.text).is_some())
    };
    match below.next() {
        Some(next) if next.kind == LineKind::Plain && leads_in(&next.text) => {
            below.next().is_some_and(is_item)
        }
        Some(next) => is_item(next),
        None => false,
    }
}

/// Whether the line before `at` stands over the list that line `at` leads in, without the form of a heading.
fn is_below_heading(lines: &[OutlineLine], at: usize) -> bool {
    let before = (0..at).rev().find(|before| !lines[*before].is_blank());
    before.is_some_and(|before| {
        let line = &lines[before];
        line.kind == LineKind::Plain && !leads_in(&line.text) && heads_a_list(lines, before)
    })
}

/// Whether line `at` stands right below a heading that is not the first, which may be the title of the whole.
fn is_right_below_heading(lines: &[OutlineLine], at: usize) -> bool {
    let heading = (0..at).rev().find(|before| !lines[*before].is_blank());
    let is_heading = |at: &usize| lines[*at].kind == LineKind::Heading;
    heading.filter(is_heading).is_some_and(|heading| (0..heading).any(|before| is_heading(&before)))
}

/// Whether a line is numbered by a word that numbers others in the document too: `Kerntaak 2: Veilig werken`.
fn is_numbered_again(lines: &[OutlineLine], at: usize) -> bool {
    let numbered = |line: &OutlineLine| -> Option<(String, String)> {
        let (word, rest) = line.text.split_once(' ')?;
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let is_parted = rest[end..].trim_start().starts_with([':', '.', '-', '–', '—']);
        let is_word = word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
        (line.kind == LineKind::Plain && end > 0 && is_parted && is_word)
            .then(|| (fold_case(word), rest[..end].to_owned()))
    };
    let Some((word, number)) = numbered(&lines[at]) else { return false };
    lines.iter().filter_map(numbered).any(|(other, others)| other == word && others != number)
}

/// Whether the plain line `at` is the title of a document without headings: the first, short and by itself.
fn is_title(lines: &[OutlineLine], at: usize) -> bool {
    let line = &lines[at];
    let is_short = line.text.chars().count() <= 90 && !line.text.ends_with(['.', ',', ';', ':', '?', '!']);
    is_short
        && lines[..at].iter().all(OutlineLine::is_blank)
        && lines.get(at + 1).is_some_and(OutlineLine::is_blank)
        && lines[at + 1..].iter().any(|line| !line.is_blank())
        && !lines.iter().any(|line| line.kind == LineKind::Heading)
        && Coded::parse(&line.text).is_none()
}

/// Takes the title out of `parts`: the first heading, where it stands above all others.
pub(super) fn take_title(parts: &mut [DocumentPart]) -> Option<DocumentText> {
    let first = parts.iter().position(|part| part.heading.is_some())?;
    let level = parts[first].level;
    let is_highest = parts[first + 1..].iter().all(|part| part.level > level);
    let has_text_above = parts[..first].iter().any(|part| !part.lines.is_empty());
    let text = parts[first].heading.clone()?;
    let is_kind = kinds::kind_of_heading(&text.value).is_some();
    if is_highest && !has_text_above && !is_kind {
        parts[first].heading = None;
        return Some(text);
    }
    None
}

/// The schemes that the document uses as codes.
pub(super) fn schemes(parts: &[DocumentPart]) -> BTreeSet<Scheme> {
    let lines = parts.iter().enumerate().flat_map(|(at, part)| {
        let counted = part.lines.iter().filter(|line| line.depth.is_some() || line.coded.is_some());
        counted.map(move |line| (at, line.coded.as_ref()))
    });
    let mut used = code::schemes(lines);
    let headings: Vec<Option<Coded>> =
        parts.iter().map(|part| Coded::parse(&part.heading.as_ref()?.value)).collect();
    used.extend(code::schemes(headings.iter().map(|coded| (0, coded.as_ref()))));
    used
}

/// The items of a list without a code that stand beside those with one.
pub(super) struct UncodedSiblings {
    /// How deep the items with a code stand, where these are items.
    pub(super) depth: Option<u8>,
    /// Whether so few have none that these are outcomes too.
    pub(super) are_outcomes: bool,
}

impl UncodedSiblings {
    pub(super) fn new(part: &DocumentPart, is_coded: impl Fn(&PartLine) -> bool) -> Self {
        let (coded, others): (Vec<&PartLine>, Vec<&PartLine>) =
            part.lines.iter().partition(|line| is_coded(line));
        let depth = coded.iter().filter_map(|line| line.depth).min();
        let found = Self { depth, are_outcomes: false };
        let siblings = others.into_iter().filter(|line| found.has(line)).count();
        Self { are_outcomes: siblings * 2 <= coded.len(), ..found }
    }

    /// Whether `line`, which has no code, is one of them; in small letters it goes on with the one above.
    pub(super) fn has(&self, line: &PartLine) -> bool {
        let is_beside = line.depth.zip(self.depth).is_some_and(|(depth, coded)| depth <= coded);
        is_beside && !line.text.value.starts_with(char::is_lowercase)
    }
}
