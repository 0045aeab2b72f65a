//! Reads a document with headings and lists as a list of outcomes: headings are competences, bullets and lines with a
//! code are outcomes, and the words of a heading say of which kind they are.
//!
//! Where a document gives its outcomes codes, what has no code is none, and stays as text. A line that is neither a
//! bullet nor begins with a code is never an outcome.

use std::collections::{BTreeSet, HashMap};

use crate::import::draft::{DocumentText, ListEntry, SectionBody, SectionDraft};
use crate::import::outcomes::builder::{ListBuilder, Outcome};
use crate::import::outcomes::code::{self, Coded, Scheme};
use crate::import::outcomes::in_document;
use crate::import::outcomes::table::{self, NoList};
use crate::import::outcomes::words::{self, OutcomeKind};
use crate::import::outcomes::{Options, Remark};
use crate::import::outline::lists::continues_sentence;
use crate::import::outline::lists::{ListStyle, join_line};
use crate::import::outline::{LineKind, Outline, OutlineLine};
use crate::import::wording::{counted, quoted};
use crate::syntax::SectionKind;
use crate::text::Spanned;

/// How a document was read.
#[derive(Debug)]
pub(super) struct OutlineReading {
    pub(super) title: Option<DocumentText>,
    pub(super) list: ListBuilder,
    /// What stands above the outcomes, and the sections that hold none.
    pub(super) definition: Vec<DocumentText>,
    pub(super) sections: Vec<SectionDraft>,
    pub(super) headings: Vec<String>,
    pub(super) said: Vec<String>,
    pub(super) remarks: Vec<Remark>,
    pub(super) is_certain: bool,
}

/// A heading and the lines below it.
#[derive(Debug, Default)]
struct DocumentPart {
    heading: Option<DocumentText>,
    level: u8,
    lines: Vec<PartLine>,
    /// The tables below it, each with the line that it comes before.
    tables: Vec<(usize, table::OutcomeTable)>,
}

/// A line that is no heading.
#[derive(Debug)]
struct PartLine {
    text: DocumentText,
    coded: Option<Coded>,
    /// How deep it stands in a list; none for a line that is no item of one.
    depth: Option<u8>,
}

/// Reads `outline`.
pub(super) fn read(outline: &Outline, options: &Options) -> Result<OutlineReading, NoList> {
    let mut parts = parts(outline);
    let title = take_title(&mut parts);
    let used = schemes(&parts);
    let mut reader = OutlineReader { options, used, ..OutlineReader::new(&parts) };
    reader.judge();
    for at in 0..parts.len() {
        reader.part(at)?;
    }
    reader.finish(title)
}

/// The parts of `outline`, in order.
fn parts(outline: &Outline) -> Vec<DocumentPart> {
    let lines = &outline.lines;
    let mut parts = vec![DocumentPart::default()];
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        let Some(part) = parts.last_mut() else { break };
        if let Some(cell) = line.cell {
            let end =
                lines[at..].iter().position(|line| line.cell.is_none_or(|other| other.table != cell.table));
            let end = end.map_or(lines.len(), |count| at + count);
            part.tables.push((part.lines.len(), in_document::table(&lines[at..end])));
            at = end;
            continue;
        }
        match line.kind {
            LineKind::Blank | LineKind::PageNumber => {}
            LineKind::Heading => parts.push(heading(line, line.depth.max(1))),
            LineKind::Plain if heads_a_list(lines, at) => parts.push(heading(line, u8::MAX)),
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

fn part_line(line: &OutlineLine) -> PartLine {
    // `1.1` before a line is its code, `1.` may be a number that everybody counts on.
    let marker = line.marker.trim_end_matches([')', '.']);
    let by_marker = || Coded { code: marker.to_owned(), rest: line.text.clone(), is_parted: true };
    let has_marker = line.kind == LineKind::Numbered && marker.contains(|c: char| c.is_ascii_digit());
    let coded = if has_marker { Some(by_marker()) } else { Coded::parse(&line.text) };
    let is_item = matches!(line.kind, LineKind::Bullet | LineKind::Numbered);
    PartLine { text: Spanned::new(line.text.clone(), line.span), coded, depth: is_item.then_some(line.depth) }
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
    let says_so = line.text.ends_with(':') || words::kind_of_heading(&line.text).is_some();
    let is_short = line.text.chars().count() <= 90 && !line.text.ends_with(['.', ',', ';', '?', '!']);
    let next = lines[at + 1..].iter().find(|line| !line.is_blank());
    let has_items = next.is_some_and(|next| {
        matches!(next.kind, LineKind::Bullet | LineKind::Numbered)
            || (next.kind == LineKind::Plain && Coded::parse(&next.text).is_some())
    });
    is_short && has_items && Coded::parse(&line.text).is_none() && (is_first || (ends_list && says_so))
}

/// Takes the title out of `parts`: the first heading, where it stands above all others.
fn take_title(parts: &mut [DocumentPart]) -> Option<DocumentText> {
    let first = parts.iter().position(|part| part.heading.is_some())?;
    let level = parts[first].level;
    let is_highest = parts[first + 1..].iter().all(|part| part.level > level);
    let has_text_above = parts[..first].iter().any(|part| !part.lines.is_empty());
    let text = parts[first].heading.clone()?;
    let is_kind = words::kind_of_heading(&text.value).is_some();
    if is_highest && !has_text_above && !is_kind {
        parts[first].heading = None;
        return Some(text);
    }
    None
}

/// The schemes that the document uses as codes.
fn schemes(parts: &[DocumentPart]) -> BTreeSet<Scheme> {
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

/// What the lines of a part are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartMeaning {
    /// Outcomes, those with a code alone where the part has codes.
    Outcomes,
    /// An outcome itself, by its code.
    Itself,
    Text,
}

struct OutlineReader<'p> {
    parts: &'p [DocumentPart],
    options: &'p Options,
    used: BTreeSet<Scheme>,
    meanings: Vec<PartMeaning>,
    /// The node of each heading, once it has one.
    nodes: HashMap<usize, usize>,
    /// Whether each kind has one list for the whole document.
    has_one_list: bool,
    list: ListBuilder,
    definition: Vec<DocumentText>,
    sections: Vec<SectionDraft>,
    said: Vec<String>,
    remarks: Vec<Remark>,
    headings: usize,
    kinds: Vec<String>,
    uncoded: usize,
    first_uncoded: Option<DocumentText>,
    details: usize,
    is_certain: bool,
}

impl<'p> OutlineReader<'p> {
    fn new(parts: &'p [DocumentPart]) -> Self {
        const NONE: &Options = &Options { as_list: false, columns: Vec::new(), items: Vec::new() };
        Self {
            parts,
            options: NONE,
            used: BTreeSet::new(),
            meanings: vec![PartMeaning::Text; parts.len()],
            nodes: HashMap::new(),
            has_one_list: false,
            list: ListBuilder::default(),
            definition: Vec::new(),
            sections: Vec::new(),
            said: Vec::new(),
            remarks: Vec::new(),
            headings: 0,
            kinds: Vec::new(),
            uncoded: 0,
            first_uncoded: None,
            details: 0,
            is_certain: false,
        }
    }

    /// The code of a line, where the document uses such codes, or somebody asked for it.
    fn coded<'l>(&self, coded: Option<&'l Coded>) -> Option<&'l Coded> {
        let is_used = |coded: &&Coded| {
            if self.options.items.is_empty() {
                self.used.contains(&coded.scheme())
            } else {
                self.options.takes(Some(&coded.code))
            }
        };
        coded.filter(is_used)
    }

    fn has_codes(&self, part: &DocumentPart) -> bool {
        part.lines.iter().any(|line| self.coded(line.coded.as_ref()).is_some())
    }

    fn kind(&self, at: usize) -> Option<OutcomeKind> {
        words::kind_of_heading(&self.parts[at].heading.as_ref()?.value)
    }

    /// Decides which parts hold outcomes.
    fn judge(&mut self) {
        let has_codes = self.parts.iter().any(|part| self.has_codes(part));
        let tables = self.parts.iter().flat_map(|part| &part.tables);
        // A table of outcomes says that the lists around it are none.
        let has_table = tables
            .map(|(_, found)| table::read(found, self.options))
            .any(|read| read.is_ok_and(|read| read.is_certain));
        let is_coded = has_codes || has_table || !self.options.items.is_empty();
        for at in 0..self.parts.len() {
            let part = &self.parts[at];
            let heading = part.heading.as_ref().map_or("", |heading| heading.value.as_str());
            let has_items = part.lines.iter().any(|line| line.depth.is_some());
            let is_kind = self.kind(at).is_some() && self.options.items.is_empty();
            let is_list = if is_coded {
                self.has_codes(part) || (is_kind && has_items)
            } else {
                has_items && !words::is_other_list(heading)
            };
            self.meanings[at] = if is_list { PartMeaning::Outcomes } else { PartMeaning::Text };
        }
        self.judge_headings(is_coded);
        let mut lists: HashMap<OutcomeKind, usize> = HashMap::new();
        for at in 0..self.parts.len() {
            if let (PartMeaning::Outcomes, Some(kind)) = (self.meanings[at], self.kind(at)) {
                *lists.entry(kind).or_default() += 1;
            }
        }
        self.has_one_list = !lists.is_empty() && lists.values().all(|count| *count == 1);
        let speaks = |part: &DocumentPart| {
            part.heading.as_ref().is_some_and(|heading| words::is_about_outcomes(&heading.value))
        };
        let listed = self
            .parts
            .iter()
            .flat_map(|part| &part.lines)
            .filter(|line| line.depth.is_some() || line.coded.is_some());
        let coded = listed.clone().filter(|line| self.coded(line.coded.as_ref()).is_some()).count();
        // A few numbers among many lines are no list of outcomes.
        let is_mostly_coded = coded > 0 && coded * 2 >= listed.count();
        self.is_certain = is_mostly_coded || has_table || !lists.is_empty() || self.parts.iter().any(speaks);
    }

    /// A heading with a code and nothing in a list below it is an outcome itself: `### 1.2 Evaluating data`.
    fn judge_headings(&mut self, is_coded: bool) {
        let has_lists = self.meanings.contains(&PartMeaning::Outcomes);
        for at in 0..self.parts.len() {
            let Some(heading) = self.parts[at].heading.as_ref() else { continue };
            let coded = Coded::parse(&heading.value);
            let Some(coded) = self.coded(coded.as_ref()) else { continue };
            let below = || {
                (at + 1..self.parts.len()).take_while(|below| self.parts[*below].level > self.parts[at].level)
            };
            let is_leaf = self.meanings[at] == PartMeaning::Text && below().next().is_none();
            // A report numbers its chapters too: numbers alone are outcomes only where nothing else is.
            let is_meant = coded.scheme().has_letters() || (!has_lists && !is_coded);
            if is_leaf && is_meant {
                self.meanings[at] = PartMeaning::Itself;
            }
        }
    }

    /// The headings above part `at`, the nearest first.
    fn above(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut level = self.parts[at].level;
        for other in (0..at).rev() {
            if self.parts[other].heading.is_some() && self.parts[other].level < level {
                level = self.parts[other].level;
                found.push(other);
            }
        }
        found
    }

    fn part(&mut self, at: usize) -> Result<(), NoList> {
        match self.meanings[at] {
            PartMeaning::Outcomes => self.outcomes(at),
            PartMeaning::Itself => self.itself(at),
            PartMeaning::Text => self.text(at),
        }
        for (_, table) in &self.parts[at].tables {
            self.table(at, table)?;
        }
        Ok(())
    }

    /// The node that the outcomes of part `at` stand below, and what kind they are.
    fn place(&mut self, at: usize) -> (Option<usize>, Option<OutcomeKind>) {
        let mut way = self.above(at);
        let kind = self.kind(at);
        if let (Some(kind), true) = (kind, self.has_one_list) {
            self.kinds.push(format!("{} ({})", self.heading(at), kind.plural()));
            return (None, Some(kind));
        }
        // A heading of knowledge is no group of its own within a competence; one of skills stays as a word.
        let is_own =
            self.parts[at].heading.is_some() && (way.is_empty() || kind != Some(OutcomeKind::Knowledge));
        if is_own {
            way.insert(0, at);
        }
        let mut parent = None;
        for heading in way.into_iter().rev() {
            parent = Some(self.node(heading, parent));
        }
        (parent, kind.filter(|kind| parent.is_none() || *kind == OutcomeKind::Knowledge))
    }

    fn node(&mut self, heading: usize, parent: Option<usize>) -> usize {
        if let Some(node) = self.nodes.get(&heading) {
            return *node;
        }
        let text = self.parts[heading].heading.clone().unwrap_or_default();
        let coded = Coded::parse(&text.value);
        let node = match self.coded(coded.as_ref()) {
            Some(coded) => {
                self.list.group(Some(coded.code.clone()), Spanned::new(coded.rest.clone(), text.span), parent)
            }
            None => self.list.group(None, text, parent),
        };
        self.headings += 1;
        self.nodes.insert(heading, node);
        node
    }

    fn heading(&self, at: usize) -> String {
        quoted(self.parts[at].heading.as_ref().map_or("", |heading| heading.value.as_str()))
    }

    fn outcomes(&mut self, at: usize) {
        let (parent, kind) = self.place(at);
        let part = &self.parts[at];
        let has_codes = self.has_codes(part) || !self.options.items.is_empty();
        let top = part.lines.iter().filter_map(|line| line.depth).min().unwrap_or(0);
        let groups = !has_codes && self.are_groups(part, top);
        // The outcome that a deeper line explains, and the group of the list that is open.
        let (mut last, mut inner): (Option<usize>, Option<usize>) = (None, None);
        for line in &part.lines {
            let coded = self.coded(line.coded.as_ref());
            let is_top = line.depth.is_some_and(|depth| depth <= top);
            if let Some(coded) = coded {
                let text = Spanned::new(coded.rest.clone(), line.text.span);
                let outcome = Outcome { kind, ..Outcome::new(Some(coded.code.clone()), text) };
                last = Some(self.list.outcome(outcome, parent));
            } else if !has_codes && is_top && groups {
                inner = Some(self.list.group(None, line.text.clone(), parent));
                last = inner;
            } else if !has_codes && (is_top || (line.depth.is_some() && groups)) {
                let outcome = Outcome { kind, ..Outcome::new(None, self.without_number(line)) };
                last = Some(self.list.outcome(outcome, if groups { inner.or(parent) } else { parent }));
            } else {
                self.explain(line, last, parent, has_codes);
            }
        }
    }

    /// The text of an item of a list; a number before it that is no code is not part of it.
    fn without_number(&self, line: &PartLine) -> DocumentText {
        line.text.clone()
    }

    /// Whether the lines at the top of a list are groups of those below them: each has several, and is short.
    fn are_groups(&self, part: &DocumentPart, top: u8) -> bool {
        let mut below: Vec<usize> = Vec::new();
        for line in &part.lines {
            match line.depth {
                Some(depth) if depth <= top => below.push(0),
                Some(_) => below.last_mut().into_iter().for_each(|count| *count += 1),
                None => {}
            }
        }
        let is_short = |line: &PartLine| line.text.value.split_whitespace().count() <= 8;
        let tops = || part.lines.iter().filter(|line| line.depth.is_some_and(|depth| depth <= top));
        below.len() >= 2 && below.iter().all(|count| *count >= 2) && tops().all(is_short)
    }

    /// Keeps a line that is no outcome: with the outcome that it explains, else with the group.
    fn explain(&mut self, line: &PartLine, last: Option<usize>, parent: Option<usize>, has_codes: bool) {
        let is_deeper = line.depth.is_some();
        if is_deeper && has_codes {
            self.uncoded += 1;
            self.first_uncoded.get_or_insert_with(|| line.text.clone());
        } else if is_deeper {
            self.details += 1;
        }
        match last.or(parent) {
            Some(node) => self.list.explain(node, line.text.clone()),
            None => self.definition.push(line.text.clone()),
        }
    }

    /// A heading that is an outcome, with the text below it.
    fn itself(&mut self, at: usize) {
        let mut parent = None;
        for heading in self.above(at).into_iter().rev() {
            parent = Some(self.node(heading, parent));
        }
        let Some(heading) = self.parts[at].heading.clone() else { return };
        let Some(coded) = Coded::parse(&heading.value) else { return };
        let details = self.parts[at].lines.iter().map(|line| line.text.clone()).collect();
        let text = Spanned::new(coded.rest, heading.span);
        self.list.outcome(Outcome { details, ..Outcome::new(Some(coded.code), text) }, parent);
    }

    /// A part that holds no outcomes: text of the heading above it, of the profile, or a section by itself.
    fn text(&mut self, at: usize) {
        let part = &self.parts[at];
        let entry = |line: &PartLine| match line.depth {
            Some(_) => ListEntry::Item(line.text.clone()),
            None => ListEntry::Prose(line.text.clone()),
        };
        if part.lines.is_empty() {
            return;
        }
        let holds_outcomes = (at + 1..self.parts.len())
            .take_while(|below| self.parts[*below].level > part.level)
            .any(|below| self.meanings[below] != PartMeaning::Text);
        let Some(heading) = part.heading.as_ref().filter(|_| !holds_outcomes) else {
            // The title's own text, or that of a heading over competences.
            self.definition.extend(part.lines.iter().map(|line| line.text.clone()));
            return;
        };
        self.sections.push(SectionDraft {
            kind: SectionKind::Prose,
            heading: heading.value.clone(),
            body: SectionBody::Text(part.lines.iter().map(entry).collect()),
            parts: Vec::new(),
        });
    }

    /// A table below the heading `at`.
    fn table(&mut self, at: usize, found: &table::OutcomeTable) -> Result<(), NoList> {
        match table::read(found, self.options) {
            Ok(reading) if reading.is_certain || self.is_certain => {
                let name = self.parts[at]
                    .heading
                    .clone()
                    .filter(|heading| words::kind_of_heading(&heading.value).is_none());
                let group =
                    name.filter(|_| self.parts.iter().filter(|part| !part.tables.is_empty()).count() > 1);
                self.list.append(reading.list, group);
                self.said.extend(reading.said);
                self.remarks.extend(reading.remarks);
                self.is_certain |= reading.is_certain;
                Ok(())
            }
            Err(NoList::Unclear(asked)) => Err(NoList::Unclear(asked)),
            Ok(_) | Err(NoList::Other) => {
                let rows = found.rows.iter().flat_map(|row| row.cells.iter().flat_map(|cell| &cell.lines));
                let first = rows.clone().next().map(|line| line.text.span);
                let lines: Vec<ListEntry<DocumentText>> =
                    rows.map(|line| ListEntry::Prose(line.text.clone())).collect();
                if lines.is_empty() {
                    return Ok(());
                }
                let heading = self.parts[at]
                    .heading
                    .as_ref()
                    .map_or("Tabel", |heading| heading.value.as_str())
                    .to_owned();
                let message = format!(
                    "a table of {} holds no outcomes; its texts are kept under {}",
                    counted(found.rows.len(), "row", "rows"),
                    quoted(&heading)
                );
                self.remarks.push(Remark::kept(first, message));
                let body = SectionBody::Text(lines);
                self.sections.push(SectionDraft {
                    kind: SectionKind::Prose,
                    heading,
                    body,
                    parts: Vec::new(),
                });
                Ok(())
            }
        }
    }

    fn finish(mut self, title: Option<DocumentText>) -> Result<OutlineReading, NoList> {
        if !self.list.has_outcomes() {
            return Err(NoList::Other);
        }
        self.say();
        Ok(OutlineReading {
            title,
            list: self.list,
            definition: self.definition,
            sections: self.sections,
            headings: self
                .parts
                .iter()
                .filter_map(|part| Some(part.heading.as_ref()?.value.clone()))
                .collect(),
            said: self.said,
            remarks: self.remarks,
            is_certain: self.is_certain,
        })
    }

    fn say(&mut self) {
        if self.headings > 0 {
            self.said.push(format!(
                "{} read as competences or groups",
                counted(self.headings, "heading", "headings")
            ));
        }
        if !self.kinds.is_empty() {
            self.said.push(format!("kinds by their headings: {}", self.kinds.join(", ")));
        }
        if self.uncoded > 0 {
            let count = counted(self.uncoded, "line without a code is", "lines without a code are");
            let message = format!("{count} no outcome, since others have one; kept as text");
            let span = self.first_uncoded.as_ref().map(|text| text.span);
            self.remarks.push(Remark::kept(span, message));
        }
        if self.details > 0 {
            let (one, many) = (
                "line below another one explains it, and stays with it",
                "lines below others explain them, and stay with them",
            );
            self.said.push(counted(self.details, one, many));
        }
        if !self.sections.is_empty() {
            let names: Vec<String> =
                self.sections.iter().map(|section| quoted(&section.heading)).take(6).collect();
            let count = counted(self.sections.len(), "part without outcomes", "parts without outcomes");
            let more = if self.sections.len() > 6 { " …" } else { "" };
            self.said.push(format!("{count} kept as text: {}{more}", names.join(", ")));
        }
    }
}
