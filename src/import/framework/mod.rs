//! Purpose: frameworks of competencies, which are trees of statements, as profiles.
//! Input: a [`Framework`], as the readers of CASE and Moodle make it. Output: a draft of a profile.
//! Invariant: every statement of the framework is in the draft: as a competence, an item, or text; what has
//! no place there is named in a diagnostic.
//!
//! A group at the top is a competence, a statement without others below it an indicator. Deeper trees are
//! made flat: a group within a competence stays as text above its indicators. Statements whose kind says so
//! are knowledge, skills or attitudes, which stand in lists of their own.

mod mapping;
mod tree;

pub(super) use self::mapping::draft;

use super::draft::{Level, Named, SectionClass, Text};
use super::grade::Grade;

/// A framework as its document has it.
#[derive(Debug)]
pub(super) struct Framework {
    pub(super) title: Text,
    pub(super) code: Option<String>,
    pub(super) version: Option<String>,
    pub(super) year: Option<u16>,
    pub(super) changed: Option<String>,
    pub(super) isced: Option<String>,
    pub(super) status: Option<String>,
    pub(super) level: Level,
    /// The definition, a paragraph for each.
    pub(super) definition: Vec<Text>,
    pub(super) nodes: Vec<Node>,
    /// Pairs of nodes that are related without one standing below the other.
    pub(super) relations: Vec<(usize, usize)>,
}

impl Framework {
    /// The framework called `title`, with nothing in it.
    pub(super) fn new(title: Text) -> Self {
        Self {
            title,
            code: None,
            version: None,
            year: None,
            changed: None,
            isced: None,
            status: None,
            level: Level::default(),
            definition: Vec::new(),
            nodes: Vec::new(),
            relations: Vec::new(),
        }
    }
}

/// A statement of a framework.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) text: Text,
    pub(super) named: Named,
    pub(super) kind: NodeKind,
    pub(super) grade: Grade,
    /// What it stands below, with its place there where the document numbers them.
    pub(super) parents: Vec<Parent>,
}

/// What a node is, as far as its document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeKind {
    Unknown,
    Competence,
    Indicator,
    /// Something that is defined in a list of this class.
    Listed(SectionClass),
}

/// One of the places of a node in the tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parent {
    /// The node above; none for the framework itself.
    pub(super) node: Option<usize>,
    /// Its place among its siblings.
    pub(super) sequence: Option<i64>,
}
