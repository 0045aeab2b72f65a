//! Puts the outcomes of a list into a framework, as a table or an outline names them one after the other. The node
//! below which an outcome stands follows from groups and headings, or else from the codes: `1.1.2` stands below `1.1`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::config::Language;
use crate::import::code;
use crate::import::draft::{DocumentText, ForeignNames};
use crate::import::framework::{DEEPEST, Framework, Node, NodeKind, Parent};
use crate::import::outcomes::kinds::OutcomeKind;
use crate::import::outcomes::languages;
use crate::syntax::Grade;

/// An outcome as its list has it.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) code: Option<String>,
    pub(super) text: DocumentText,
    pub(super) kind: Option<OutcomeKind>,
    pub(super) grade: Grade,
    /// Its explanation, a line for each.
    pub(super) details: Vec<DocumentText>,
    /// Whether its code says where it stands, but may not be whole.
    pub(super) is_cut: bool,
}

impl Outcome {
    /// An outcome of which no more is known.
    pub(super) fn new(code: Option<String>, text: DocumentText) -> Self {
        Self { code, text, kind: None, grade: Grade::Plain, details: Vec::new(), is_cut: false }
    }
}

/// A framework that grows.
#[derive(Debug, Default)]
pub(super) struct ListBuilder {
    nodes: Vec<Node>,
    kinds: Vec<Option<OutcomeKind>>,
    is_group: Vec<bool>,
    /// The nodes whose code may not be whole.
    cut: Vec<usize>,
}

/// How many of what a list has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) groups: usize,
    pub(super) outcomes: usize,
    pub(super) kinds: BTreeMap<OutcomeKind, usize>,
    /// How many of the outcomes have a code.
    pub(super) coded: usize,
    /// How many codes count anew in each group, and are no ids.
    pub(super) counted_anew: usize,
}

impl ListBuilder {
    /// Adds a group, or a competence, below `parent`.
    pub(super) fn group(&mut self, code: Option<String>, text: DocumentText, parent: Option<usize>) -> usize {
        self.push(Outcome::new(code, text), parent, true)
    }

    /// Adds an outcome below `parent`.
    pub(super) fn outcome(&mut self, outcome: Outcome, parent: Option<usize>) -> usize {
        self.push(outcome, parent, false)
    }

    /// Adds an outcome below `parent`, which becomes a group where it is an outcome so far.
    pub(super) fn outcome_below(&mut self, outcome: Outcome, parent: Option<usize>) -> usize {
        if let Some(parent) = parent {
            self.is_group[parent] = true;
        }
        self.push(outcome, parent, false)
    }

    /// The code of the node `at`.
    pub(super) fn code(&self, at: usize) -> Option<&str> {
        self.nodes[at].foreign_names.id.as_deref()
    }

    /// The texts of its outcomes.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let own = self.nodes.iter().zip(&self.is_group).filter(|(_, is_group)| !**is_group);
        own.map(|(node, _)| node.text.value.as_str())
    }

    fn push(&mut self, outcome: Outcome, parent: Option<usize>, is_group: bool) -> usize {
        self.kinds.push(outcome.kind);
        self.is_group.push(is_group);
        if outcome.is_cut {
            self.cut.push(self.nodes.len());
        }
        self.nodes.push(Node {
            text: outcome.text,
            foreign_names: ForeignNames { id: outcome.code, ..ForeignNames::default() },
            kind: NodeKind::Unknown,
            grade: outcome.grade,
            parents: vec![Parent { node: parent, sequence: None }],
            details: outcome.details,
            closing: Vec::new(),
        });
        self.nodes.len() - 1
    }

    /// Adds a line that explains the node `at`.
    pub(super) fn explain(&mut self, at: usize, line: DocumentText) {
        self.nodes[at].details.push(line);
    }

    /// Adds a line behind all that stands below the group `at`.
    pub(super) fn close(&mut self, at: usize, line: DocumentText) {
        self.nodes[at].closing.push(line);
    }

    /// Whether nothing was added that could be covered.
    pub(super) fn has_outcomes(&self) -> bool {
        self.is_group.iter().any(|is_group| !is_group)
    }

    /// Whether most of the outcomes have a code.
    pub(super) fn is_coded(&self) -> bool {
        let counts = self.counts();
        counts.coded * 2 > counts.outcomes
    }

    /// The codes of what it has.
    pub(super) fn codes(&self) -> Vec<&str> {
        self.nodes.iter().filter_map(|node| node.foreign_names.id.as_deref()).collect()
    }

    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (at, node) in self.nodes.iter().enumerate() {
            if self.is_group[at] {
                counts.groups += 1;
                continue;
            }
            counts.outcomes += 1;
            counts.counted_anew += usize::from(node.foreign_names.code.is_some());
            counts.coded += usize::from(node.foreign_names.id.is_some() || node.foreign_names.code.is_some());
            if let Some(kind) = self.kinds[at] {
                *counts.kinds.entry(kind).or_default() += 1;
            }
        }
        counts
    }

    /// Takes what another list has behind what this one has; below the node `group`, where there is one.
    pub(super) fn append(&mut self, other: Self, group: Option<usize>) {
        let offset = self.nodes.len();
        self.cut.extend(other.cut.iter().map(|at| at + offset));
        self.kinds.extend(other.kinds);
        self.is_group.extend(other.is_group);
        self.nodes.extend(other.nodes.into_iter().map(|mut node| {
            for parent in &mut node.parents {
                parent.node = parent.node.map(|at| at + offset).or(group);
            }
            node
        }));
    }

    /// The framework called `title`, and how many of what it has; `others` are further texts in its language.
    pub(super) fn finish(mut self, title: DocumentText, others: &[String]) -> (Framework, Counts) {
        self.follow_codes();
        self.part_codes_of_groups();
        for at in std::mem::take(&mut self.cut) {
            self.nodes[at].foreign_names.id = None;
        }
        self.know_kinds();
        let counts = self.counts();
        let shape = Shape::new(&self.nodes);
        for at in 0..self.nodes.len() {
            self.nodes[at].kind = self.node_kind(at, &shape);
        }
        let texts =
            self.nodes.iter().map(|node| node.text.value.as_str()).chain(others.iter().map(String::as_str));
        let language: Option<Language> = languages::language(texts);
        (Framework { nodes: self.nodes, language, ..Framework::new(title) }, counts)
    }

    /// The kind that the node `at` becomes: a competence where outcomes stand right below it and below nothing above
    /// it, or where it stands by itself: at the top, or below a heading over competences.
    fn node_kind(&self, at: usize, shape: &Shape) -> NodeKind {
        let listed = self.kinds[at].and_then(OutcomeKind::section).map(NodeKind::Listed);
        if !shape.has_children[at] {
            return match (listed, shape.parents[at]) {
                (Some(listed), _) => listed,
                (None, Some(parent)) if !shape.is_heading(parent) => NodeKind::Unknown,
                (None, _) => NodeKind::Competence,
            };
        }
        let mut above = shape.above(at);
        if shape.has_leaves[at] && !shape.is_heading(at) && above.all(|above| !shape.holds_outcomes(above)) {
            NodeKind::Competence
        } else {
            NodeKind::Unknown
        }
    }

    /// Codes that count anew in each group (`a`, `b` below D1 and below D2) name nothing by themselves: they stay as the
    /// codes of their outcomes, which get ids of their own.
    fn part_codes_of_groups(&mut self) {
        let mut groups: HashMap<String, Vec<Option<usize>>> = HashMap::new();
        for node in &self.nodes {
            if let Some(code) = &node.foreign_names.id {
                groups.entry(code.to_lowercase()).or_default().push(node.parents[0].node);
            }
        }
        let counts_anew = |groups: &Vec<Option<usize>>| {
            let different: BTreeSet<_> = groups.iter().collect();
            groups.len() > 1 && different.len() == groups.len() && !groups.contains(&None)
        };
        let again = groups.values().filter(|groups| counts_anew(groups)).count();
        let twice = groups.values().filter(|groups| groups.len() > 1).count();
        // One code that stands twice is a slip, which is named; so are some among many that do not count anew.
        if again < 2 || (again * 2 < groups.len() && again < twice) {
            return;
        }
        let is_number = |code: &str| !code.contains(char::is_alphabetic);
        let are_numbers = groups.iter().any(|(code, groups)| is_number(code) && counts_anew(groups));
        let is_of_group = |code: &str, is_below: bool| {
            let is_again = groups.get(&code.to_lowercase()).is_some_and(counts_anew);
            is_again || (are_numbers && is_number(code) && is_below)
        };
        for node in &mut self.nodes {
            let is_below = node.parents[0].node.is_some();
            let code = node.foreign_names.id.take_if(|code| is_of_group(code, is_below));
            node.foreign_names.code = code.or(node.foreign_names.code.take());
        }
    }

    /// Puts each outcome whose code goes on from that of another one below it, where both stand in one place.
    fn follow_codes(&mut self) {
        let mut places: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (at, node) in self.nodes.iter().enumerate() {
            places.entry(node.parents[0].node).or_default().push(at);
        }
        for nodes in places.values() {
            let codes: Vec<Option<&str>> =
                nodes.iter().map(|at| self.nodes[*at].foreign_names.id.as_deref()).collect();
            let found = code::parents(&codes);
            for (at, parent) in nodes.iter().zip(found) {
                if let Some(parent) = parent.map(|place| nodes[place]) {
                    self.nodes[*at].parents[0].node = Some(parent);
                    self.is_group[parent] = true;
                    self.kinds[*at] = self.kinds[*at].or(self.kinds[parent]);
                }
            }
        }
    }

    /// Takes the letters K, S and B for what they are in lists of an apprenticeship: knowledge, skills, behaviours.
    fn know_kinds(&mut self) {
        let letter = |node: &Node| {
            let parts = code::parts(node.foreign_names.id.as_deref()?);
            match parts.first()?.as_str() {
                "k" => Some(OutcomeKind::Knowledge),
                "s" => Some(OutcomeKind::Skill),
                "b" => Some(OutcomeKind::Attitude),
                _ => None,
            }
        };
        let outcomes = || (0..self.nodes.len()).filter(|at| !self.is_group[*at]);
        let letters: Option<Vec<(usize, OutcomeKind)>> =
            outcomes().map(|at| letter(&self.nodes[at]).map(|kind| (at, kind))).collect();
        let Some(letters) = letters.filter(|_| self.kinds.iter().all(Option::is_none)) else { return };
        let mut kinds: Vec<OutcomeKind> = letters.iter().map(|(_, kind)| *kind).collect();
        kinds.sort();
        kinds.dedup();
        if kinds.len() >= 2 {
            letters.into_iter().for_each(|(at, kind)| self.kinds[at] = Some(kind));
        }
    }
}

/// How the nodes of a list stand below each other.
struct Shape {
    parents: Vec<Option<usize>>,
    has_children: Vec<bool>,
    /// Whether something without others below it stands right below each.
    has_leaves: Vec<bool>,
    /// Whether something with a code and with others below it stands right below each.
    has_coded_groups: Vec<bool>,
}

impl Shape {
    fn new(nodes: &[Node]) -> Self {
        let parents: Vec<Option<usize>> = nodes.iter().map(|node| node.parents[0].node).collect();
        let none = || vec![false; nodes.len()];
        let mut shape = Self { has_children: none(), has_leaves: none(), has_coded_groups: none(), parents };
        for parent in shape.parents.iter().flatten() {
            shape.has_children[*parent] = true;
        }
        for (at, node) in nodes.iter().enumerate() {
            let Some(parent) = shape.parents[at] else { continue };
            let has_code = node.foreign_names.id.is_some() || node.foreign_names.code.is_some();
            shape.has_leaves[parent] |= !shape.has_children[at];
            shape.has_coded_groups[parent] |= shape.has_children[at] && has_code;
        }
        shape
    }

    /// The nodes above `at`, the nearest first. A circle cannot be: every parent was added before, or has a shorter
    /// code.
    fn above(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parents[at], |above| self.parents[*above]).take(64)
    }

    /// Whether `at` is a heading over competences and no competence: what stands below it has a code and outcomes of its
    /// own, and would lose its place in a list of its outcomes. Only so many headings can stand above each other.
    fn is_heading(&self, at: usize) -> bool {
        self.has_coded_groups[at] && self.above(at).count() < usize::from(DEEPEST)
    }

    /// Whether `at` is a competence by the outcomes right below it, so that nothing below it can be one.
    fn holds_outcomes(&self, at: usize) -> bool {
        self.has_leaves[at] && !self.is_heading(at)
    }
}
