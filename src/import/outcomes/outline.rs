//! Reads a document with headings and lists as a list of outcomes: headings are competences, bullets and lines with a
//! code are outcomes, and the words of a heading say of which kind they are.
//!
//! Where a document gives its outcomes codes, what has no code is none, and stays as text. A line that is neither a
//! bullet nor begins with a code is never an outcome.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostics::{Message, count, say};
use crate::import::code::{Coded, Scheme};
use crate::import::draft::{DocumentText, ListEntry, SectionBody, SectionDraft, SubsectionDraft};
use crate::import::outcomes::builder::{ListBuilder, Outcome};
use crate::import::outcomes::cells::OutcomeTable;
use crate::import::outcomes::headings::{self, NumberedHeading};
use crate::import::outcomes::no_list::NoList;
use crate::import::outcomes::parts::{self, DocumentPart, PartLine, UncodedSiblings};
use crate::import::outcomes::table;
use crate::import::outcomes::words::{self, OutcomeKind};
use crate::import::outcomes::{Options, Remark};
use crate::import::outline::Outline;
use crate::import::wording::quoted;
use crate::syntax::SectionKind;
use crate::text::Spanned;

/// How a document was read.
#[derive(Debug)]
pub(super) struct OutlineReading {
    pub(super) title: Option<DocumentText>,
    pub(super) list: ListBuilder,
    /// The text above the outcomes, and the sections that hold none.
    pub(super) definition: Vec<DocumentText>,
    pub(super) sections: Vec<SectionDraft>,
    pub(super) headings: Vec<String>,
    pub(super) said: Vec<Message>,
    pub(super) remarks: Vec<Remark>,
    pub(super) is_certain: bool,
}

/// Reads `outline`.
pub(super) fn parse(outline: &Outline, options: &Options) -> Result<OutlineReading, NoList> {
    let mut parts = parts::parts(outline);
    let title = parts::take_title(&mut parts);
    let used = parts::schemes(&parts);
    let mut reader = OutlineReader { options, used, ..OutlineReader::new(&parts) };
    reader.judge();
    reader.is_certain |= title.as_ref().is_some_and(|title| words::is_title_of_outcomes(&title.value));
    for at in 0..parts.len() {
        reader.part(at)?;
    }
    reader.finish(title)
}

/// The meaning of the lines of a part.
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
    /// The headings that number a competence, with what stands behind the number.
    numbered: HashMap<usize, NumberedHeading>,
    /// The node of each heading, once it has one.
    nodes: HashMap<usize, usize>,
    /// Whether each kind has one list for the whole document.
    has_one_list: bool,
    list: ListBuilder,
    definition: Vec<DocumentText>,
    sections: Vec<SectionDraft>,
    said: Vec<Message>,
    remarks: Vec<Remark>,
    headings: usize,
    kinds: Vec<Message>,
    uncoded: usize,
    first_uncoded: Option<DocumentText>,
    /// How many lines without a code are outcomes beside those that have one.
    taken: usize,
    first_taken: Option<DocumentText>,
    /// The section that each heading became.
    section_of: HashMap<usize, usize>,
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
            numbered: headings::numbered(parts),
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
            taken: 0,
            first_taken: None,
            section_of: HashMap::new(),
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
            .map(|(_, found)| table::parse(found, self.options))
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
        // "Competenties" above competences says what these are, and groups nothing.
        found.retain(|above| !headings::names_what_stands_below(self.parts, *above));
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
            let heading = self.heading(at);
            self.kinds.push(say!("{heading} ({kind})", heading, kind = kind.noun()));
            return (None, Some(kind));
        }
        // A heading that says what a competence has is no group within it; one of attitudes stays as a word, since a
        // competence has no list of these.
        let says_kind = kind.filter(|kind| *kind != OutcomeKind::Attitude && !way.is_empty());
        if let Some(kind) = says_kind {
            let said = say!("{heading} ({kind})", heading = self.heading(at), kind = kind.noun());
            if !self.kinds.contains(&said) {
                self.kinds.push(said);
            }
        }
        let is_own = self.parts[at].heading.is_some() && says_kind.is_none();
        if is_own {
            way.insert(0, at);
        }
        let mut parent = None;
        for heading in way.into_iter().rev() {
            parent = Some(self.node(heading, parent));
        }
        (parent, kind.filter(|_| parent.is_none() || says_kind.is_some()))
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
            None => match self.numbered.get(&heading) {
                Some(NumberedHeading { id, title }) => {
                    self.list.group(Some(id.clone()), Spanned::new(title.clone(), text.span), parent)
                }
                None => self.list.group(None, text, parent),
            },
        };
        self.headings += 1;
        self.nodes.insert(heading, node);
        node
    }

    fn heading(&self, at: usize) -> Message {
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
        let siblings = UncodedSiblings::new(part, |line| self.coded(line.coded.as_ref()).is_some());
        let mut in_list = false;
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
            } else if has_codes && siblings.has(line) {
                if siblings.are_outcomes && self.options.items.is_empty() {
                    self.taken += 1;
                    self.first_taken.get_or_insert_with(|| line.text.clone());
                    let outcome = Outcome { kind, ..Outcome::new(None, line.text.clone()) };
                    last = Some(self.list.outcome(outcome, parent));
                } else {
                    self.uncoded += 1;
                    self.first_uncoded.get_or_insert_with(|| line.text.clone());
                    self.set_behind(line, parent);
                }
            } else if in_list && line.depth.is_none() && !line.is_within {
                // A paragraph behind a list is none of its items.
                self.set_behind(line, parent);
            } else {
                self.explain(line, last, parent, has_codes);
            }
            in_list = line.depth.is_some() || (in_list && coded.is_none());
        }
    }

    /// Keeps a line behind the outcomes of its group.
    fn set_behind(&mut self, line: &PartLine, parent: Option<usize>) {
        match parent {
            Some(parent) => self.list.close(parent, line.text.clone()),
            None => self.definition.push(line.text.clone()),
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
        let below = || (at + 1..self.parts.len()).take_while(|below| self.parts[*below].level > part.level);
        let holds_outcomes = below().any(|below| self.meanings[below] != PartMeaning::Text);
        let has_tables = !part.tables.is_empty() || below().any(|below| !self.parts[below].tables.is_empty());
        let holds_text = !has_tables && below().any(|below| !self.parts[below].lines.is_empty());
        if part.lines.is_empty() && (holds_outcomes || !holds_text) {
            return;
        }
        let Some(heading) = part.heading.as_ref().filter(|_| !holds_outcomes) else {
            // The title's own text, or that of a heading over competences.
            self.definition.extend(part.lines.iter().map(|line| line.text.clone()));
            return;
        };
        let entries = part.lines.iter().map(entry).collect();
        let within = self.above(at).iter().find_map(|above| self.section_of.get(above).copied());
        let heading = heading.value.clone();
        if let Some(section) = within {
            self.sections[section].parts.push(SubsectionDraft { heading, entries });
            return;
        }
        self.section_of.insert(at, self.sections.len());
        let body = SectionBody::Text(entries);
        self.sections.push(SectionDraft { kind: SectionKind::Prose, heading, body, parts: Vec::new() });
    }

    /// A table below the heading `at`.
    fn table(&mut self, at: usize, found: &OutcomeTable) -> Result<(), NoList> {
        match table::parse(found, self.options) {
            Ok(reading) if reading.is_certain || self.is_certain => {
                let name = self.parts[at]
                    .heading
                    .clone()
                    .filter(|heading| words::kind_of_heading(&heading.value).is_none());
                let group =
                    name.filter(|_| self.parts.iter().filter(|part| !part.tables.is_empty()).count() > 1);
                self.list.append(reading.list, group);
                self.definition.extend(reading.above);
                self.said.extend(reading.said);
                self.remarks.extend(reading.remarks);
                self.is_certain |= reading.is_certain;
                Ok(())
            }
            Err(NoList::Unclear(asked)) => Err(NoList::Unclear(asked)),
            Ok(_) | Err(NoList::Other | NoList::NoneFits(_)) => {
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
                let message = count!(
                    found.rows.len(),
                    "a table of {n} rows holds no outcomes; its texts are kept under {heading}",
                    "a table of 1 row holds no outcomes; its texts are kept under {heading}",
                    "a table of {n} rows holds no outcomes; its texts are kept under {heading}",
                    heading = quoted(&heading)
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
            let codes = self.codes();
            let is_asked = !self.options.items.is_empty();
            return Err(if is_asked { NoList::NoneFits(codes) } else { NoList::Other });
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

    /// The codes of the document, whether somebody asked for them or not.
    fn codes(&self) -> Vec<String> {
        let of_lines = |part: &DocumentPart| {
            let coded = part.lines.iter().filter_map(|line| line.coded.clone());
            let coded = coded.filter(|coded| self.used.contains(&coded.scheme()));
            coded.map(|coded| coded.code).collect::<Vec<_>>()
        };
        let of_tables = |part: &DocumentPart| {
            let unfit = part.tables.iter().map(|(_, found)| match table::parse(found, self.options) {
                Err(NoList::NoneFits(codes)) => codes,
                Err(NoList::Other | NoList::Unclear(_)) | Ok(_) => Vec::new(),
            });
            unfit.flatten().collect::<Vec<_>>()
        };
        self.parts.iter().flat_map(|part| [of_lines(part), of_tables(part)].concat()).collect()
    }

    /// Whether a heading became no group, no part of the text and no kind, and is not said otherwise.
    fn is_unused(&self, at: usize) -> bool {
        let part = &self.parts[at];
        let is_text = |at: usize| self.section_of.contains_key(&at);
        part.heading.is_some()
            && self.meanings[at] != PartMeaning::Itself
            && !self.nodes.contains_key(&at)
            && !is_text(at)
            && (part.lines.is_empty() || !self.above(at).into_iter().any(is_text))
            && (self.kind(at).is_none() || self.meanings[at] == PartMeaning::Text)
            && !headings::names_what_stands_below(self.parts, at)
    }

    fn say(&mut self) {
        if self.headings > 0 {
            self.said.push(count!(
                self.headings,
                "{n} headings read as competences or groups",
                "1 heading read as competences or groups",
                "{n} headings read as competences or groups"
            ));
        }
        let names = |at: &usize| headings::names_what_stands_below(self.parts, *at);
        let names: Vec<Message> = (0..self.parts.len()).filter(names).map(|at| self.heading(at)).collect();
        if !names.is_empty() {
            let names = Message::joined(names, ", ");
            self.said.push(say!("names what stands below it and groups nothing: {names}", names));
        }
        let unused: Vec<Message> =
            (0..self.parts.len()).filter(|at| self.is_unused(*at)).map(|at| self.heading(at)).collect();
        if !unused.is_empty() {
            let names = Message::joined(unused, ", ");
            self.said.push(say!("headings that group no outcomes and are left out: {names}", names));
        }
        if !self.kinds.is_empty() {
            let kinds = Message::joined(self.kinds.iter().cloned(), ", ");
            self.said.push(say!("kinds by their headings: {kinds}", kinds));
        }
        self.say_lines();
    }

    /// Says what became of the lines without a code, of those below others, and of the parts without outcomes.
    fn say_lines(&mut self) {
        if self.uncoded > 0 {
            let message = count!(
                self.uncoded,
                "{n} lines without a code are no outcome, since others have one; kept as text",
                "1 line without a code is no outcome, since others have one; kept as text",
                "{n} lines without a code are no outcome, since others have one; kept as text"
            );
            let span = self.first_uncoded.as_ref().map(|text| text.span);
            self.remarks.push(Remark::kept(span, message));
        }
        if self.taken > 0 {
            let message = count!(
                self.taken,
                "{n} lines without a code are outcomes as the others are, and get an id",
                "1 line without a code is an outcome as the others are, and gets an id",
                "{n} lines without a code are outcomes as the others are, and get an id"
            );
            let span = self.first_taken.as_ref().map(|text| text.span);
            let help = say!("indent it below the line above where it explains that one");
            self.remarks.push(Remark { help, ..Remark::kept(span, message) });
        }
        if self.details > 0 {
            self.said.push(count!(
                self.details,
                "{n} lines below others explain them, and stay with them",
                "1 line below another one explains it, and stays with it",
                "{n} lines below others explain them, and stay with them"
            ));
        }
        if !self.sections.is_empty() {
            let first = self.sections.iter().map(|section| quoted(&section.heading)).take(6);
            let more = (self.sections.len() > 6).then(|| Message::verbatim("…"));
            let names = std::iter::once(Message::joined(first, ", ")).chain(more);
            self.said.push(count!(
                self.sections.len(),
                "{n} parts without outcomes kept as text: {names}",
                "1 part without outcomes kept as text: {names}",
                "{n} parts without outcomes kept as text: {names}",
                names = Message::joined(names, " ")
            ));
        }
    }
}
