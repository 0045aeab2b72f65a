//! Puts the outcomes of a list into a framework, as a table or an outline names them one after the other. What stands
//! below what follows from groups and headings, or else from the codes: `1.1.2` stands below `1.1`.

use std::collections::BTreeMap;

use crate::config::Language;
use crate::import::draft::{DocumentText, ForeignNames};
use crate::import::framework::{Framework, Node, NodeKind, Parent};
use crate::import::outcomes::code;
use crate::import::outcomes::words::{self, OutcomeKind};
use crate::syntax::Grade;

/// An outcome as its list has it.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) code: Option<String>,
    pub(super) text: DocumentText,
    pub(super) kind: Option<OutcomeKind>,
    pub(super) grade: Grade,
    /// What explains it, a line for each.
    pub(super) details: Vec<DocumentText>,
}

impl Outcome {
    /// An outcome of which no more is known.
    pub(super) fn new(code: Option<String>, text: DocumentText) -> Self {
        Self { code, text, kind: None, grade: Grade::Plain, details: Vec::new() }
    }
}

/// A framework that grows.
#[derive(Debug, Default)]
pub(super) struct ListBuilder {
    nodes: Vec<Node>,
    kinds: Vec<Option<OutcomeKind>>,
    is_group: Vec<bool>,
}

/// How many of what a list has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) groups: usize,
    pub(super) outcomes: usize,
    pub(super) kinds: BTreeMap<OutcomeKind, usize>,
    /// How many of the outcomes have a code.
    pub(super) coded: usize,
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

    fn push(&mut self, outcome: Outcome, parent: Option<usize>, is_group: bool) -> usize {
        self.kinds.push(outcome.kind);
        self.is_group.push(is_group);
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
            counts.coded += usize::from(node.foreign_names.id.is_some());
            if let Some(kind) = self.kinds[at] {
                *counts.kinds.entry(kind).or_default() += 1;
            }
        }
        counts
    }

    /// Takes what another list has behind what this one has; in a group called `name`, where there is one.
    pub(super) fn append(&mut self, other: Self, name: Option<DocumentText>) {
        let group = name.map(|name| self.group(None, name, None));
        let offset = self.nodes.len();
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
        self.know_kinds();
        let counts = self.counts();
        let parents: Vec<Option<usize>> = self.nodes.iter().map(|node| node.parents[0].node).collect();
        let mut has_leaves = vec![false; self.nodes.len()];
        let mut has_children = vec![false; self.nodes.len()];
        parents.iter().flatten().for_each(|parent| has_children[*parent] = true);
        for (at, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent.filter(|_| !has_children[at]) {
                has_leaves[parent] = true;
            }
        }
        for at in 0..self.nodes.len() {
            self.nodes[at].kind = self.node_kind(at, &parents, &has_children, &has_leaves);
        }
        let texts =
            self.nodes.iter().map(|node| node.text.value.as_str()).chain(others.iter().map(String::as_str));
        let language: Option<Language> = words::language(texts);
        (Framework { nodes: self.nodes, language, ..Framework::new(title) }, counts)
    }

    /// What the node `at` becomes: a competence where outcomes stand right below it and below nothing above it, or where
    /// it stands by itself.
    fn node_kind(
        &self,
        at: usize,
        parents: &[Option<usize>],
        has_children: &[bool],
        has_leaves: &[bool],
    ) -> NodeKind {
        let listed = self.kinds[at].and_then(OutcomeKind::section).map(NodeKind::Listed);
        if !has_children[at] {
            return match (listed, parents[at]) {
                (Some(listed), _) => listed,
                (None, None) => NodeKind::Competence,
                (None, Some(_)) => NodeKind::Unknown,
            };
        }
        // A circle cannot be: every parent was added before, or has a shorter code.
        let mut above = std::iter::successors(parents[at], |above| parents[*above]).take(64);
        if has_leaves[at] && !above.any(|above| has_leaves[above]) {
            NodeKind::Competence
        } else {
            NodeKind::Unknown
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
