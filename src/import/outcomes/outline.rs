//! Reads a document with headings and lists as a list of outcomes: headings are competences, bullets and lines with a
//! code are outcomes, and the words of a heading say of which kind they are.
//!
//! Where a document gives its outcomes codes, what has no code is none, and stays as text. A line that is neither a
//! bullet nor begins with a code is never an outcome.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostics::{Message, say};
use crate::import::code::{Coded, Scheme};
use crate::import::draft::{DocumentText, ListEntry, SectionBody, SectionDraft, SubsectionDraft};
use crate::import::outcomes::builder::{ListBuilder, Outcome};
use crate::import::outcomes::headings::{self, NumberedHeading};
use crate::import::outcomes::kinds::{self, OutcomeKind};
use crate::import::outcomes::no_list::NoList;
use crate::import::outcomes::parts::{self, DocumentPart, PartLine};
use crate::import::outcomes::words;
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
pub(super) enum PartMeaning {
    /// Outcomes, those with a code alone where the part has codes.
    Outcomes,
    /// An outcome itself, by its code.
    Itself,
    Text,
}

pub(super) struct OutlineReader<'p> {
    pub(super) parts: &'p [DocumentPart],
    pub(super) options: &'p Options,
    pub(super) used: BTreeSet<Scheme>,
    pub(super) meanings: Vec<PartMeaning>,
    /// The headings that number a competence, with what stands behind the number.
    pub(super) numbered: HashMap<usize, NumberedHeading>,
    /// The node of each heading, once it has one.
    pub(super) nodes: HashMap<usize, usize>,
    /// Whether each kind has one list for the whole document.
    pub(super) has_one_list: bool,
    /// Whether a table that is certainly one of outcomes stands in each part.
    pub(super) with_outcomes: Vec<bool>,
    /// Whether a table says by itself that it is one of outcomes.
    pub(super) has_certain_table: bool,
    pub(super) list: ListBuilder,
    pub(super) definition: Vec<DocumentText>,
    pub(super) sections: Vec<SectionDraft>,
    pub(super) said: Vec<Message>,
    pub(super) remarks: Vec<Remark>,
    pub(super) headings: usize,
    pub(super) kinds: Vec<Message>,
    pub(super) uncoded: usize,
    pub(super) first_uncoded: Option<DocumentText>,
    /// How many lines without a code are outcomes beside those that have one.
    pub(super) taken: usize,
    pub(super) first_taken: Option<DocumentText>,
    /// The section that each heading became.
    pub(super) section_of: HashMap<usize, usize>,
    pub(super) details: usize,
    /// The headings that say no more than that outcomes stand below them, and group nothing.
    pub(super) passed: BTreeSet<usize>,
    pub(super) is_certain: bool,
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
            with_outcomes: vec![false; parts.len()],
            has_certain_table: false,
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
            passed: BTreeSet::new(),
            is_certain: false,
        }
    }

    /// The code of a line, where the document uses such codes, or somebody asked for it.
    pub(super) fn coded<'l>(&self, coded: Option<&'l Coded>) -> Option<&'l Coded> {
        let is_used = |coded: &&Coded| {
            if self.options.items.is_empty() {
                self.used.contains(&coded.scheme())
            } else {
                self.options.takes(Some(&coded.code))
            }
        };
        coded.filter(is_used)
    }

    pub(super) fn has_codes(&self, part: &DocumentPart) -> bool {
        part.lines.iter().any(|line| self.coded(line.coded.as_ref()).is_some())
    }

    pub(super) fn kind(&self, at: usize) -> Option<OutcomeKind> {
        let part = &self.parts[at];
        part.kind.or_else(|| kinds::kind_of_heading(&part.heading.as_ref()?.value))
    }

    /// Decides which parts hold outcomes.
    fn judge(&mut self) {
        let has_codes = self.parts.iter().any(|part| self.has_codes(part));
        // A table of outcomes says that the lists around it are none.
        self.judge_tables();
        let has_table = self.with_outcomes.contains(&true);
        let is_coded = has_codes || has_table || !self.options.items.is_empty();
        for at in 0..self.parts.len() {
            let part = &self.parts[at];
            let is_other = self.is_other_list(at);
            let has_items = part.lines.iter().any(|line| line.depth.is_some());
            let is_kind = self.kind(at).is_some() && self.options.items.is_empty();
            let is_list = if is_coded {
                self.has_codes(part) || (is_kind && has_items)
            } else {
                has_items && !is_other
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

    /// Whether part `at`, or one that it stands below, lists something else: how a course is graded, its sources.
    fn is_other_list(&self, at: usize) -> bool {
        let is_other = |at: usize| {
            self.parts[at].heading.as_ref().is_some_and(|heading| words::is_other_list(&heading.value))
        };
        is_other(at) || (self.kind(at).is_none() && self.above(at).into_iter().any(is_other))
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
            let is_leaf = self.meanings[at] == PartMeaning::Text
                && below().next().is_none()
                && self.parts[at].tables.is_empty();
            // A report numbers its chapters too: numbers alone are outcomes only where nothing else is.
            let is_meant = coded.scheme().has_letters() || (!has_lists && !is_coded);
            if is_leaf && is_meant {
                self.meanings[at] = PartMeaning::Itself;
            }
        }
    }

    /// The headings above part `at`, the nearest first.
    pub(super) fn above(&self, at: usize) -> Vec<usize> {
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
    pub(super) fn place(&mut self, at: usize) -> (Option<usize>, Option<OutcomeKind>) {
        let mut way = self.above(at);
        let kind = self.kind(at);
        // Indicators have no list of their own.
        let is_one = self.has_one_list && kind.and_then(OutcomeKind::section).is_some();
        if let (Some(kind), true) = (kind, is_one) {
            let heading = self.heading(at);
            self.kinds.push(say!("{heading} ({kind})", heading, kind = kind.noun()));
            return (None, Some(kind));
        }
        // "Learning outcomes" below a unit says what stands there, and groups nothing.
        if kind.is_none() && !way.is_empty() && self.says_only_outcomes(at) {
            self.passed.insert(at);
            let mut parent = None;
            for heading in way.into_iter().rev() {
                parent = Some(self.node(heading, parent));
            }
            return (parent, None);
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

    /// The node of the heading of part `at`, which groups what stands below it.
    fn own_node(&mut self, at: usize) -> Option<usize> {
        let is_group = self.parts[at].heading.is_some()
            && self.kind(at).is_none()
            && !self.says_only_outcomes(at)
            && !headings::names_what_stands_below(self.parts, at);
        is_group.then(|| self.place(at).0).flatten()
    }

    fn says_only_outcomes(&self, at: usize) -> bool {
        self.parts[at].heading.as_ref().is_some_and(|heading| words::says_only_outcomes(&heading.value))
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

    pub(super) fn heading(&self, at: usize) -> Message {
        quoted(self.parts[at].heading.as_ref().map_or("", |heading| heading.value.as_str()))
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
        let holds = |at: usize| self.meanings[at] != PartMeaning::Text || self.with_outcomes[at];
        let holds_outcomes = self.with_outcomes[at] || below().any(holds);
        let has_tables = !part.tables.is_empty() || below().any(|below| !self.parts[below].tables.is_empty());
        let holds_text = !has_tables && below().any(|below| !self.parts[below].lines.is_empty());
        if part.lines.is_empty() && (holds_outcomes || !holds_text) {
            return;
        }
        let Some(heading) = part.heading.as_ref().filter(|_| !holds_outcomes) else {
            // The title's own text, or that of a heading over competences.
            let lines: Vec<DocumentText> = part.lines.iter().map(|line| line.text.clone()).collect();
            match self.own_node(at) {
                Some(node) => lines.into_iter().for_each(|line| self.list.explain(node, line)),
                None => self.definition.extend(lines),
            }
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
}
