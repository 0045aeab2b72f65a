//! Frameworks of competencies, which are trees of statements, as profiles. The readers of CASE and Moodle make a
//! [`Framework`]; this room makes a draft of it.
//!
//! A group at the top is a competence, or a heading over competences where these stand below it; a statement without others
//! below it is an indicator. Deeper trees are made flat: a group within a competence stays as text above its indicators.
//! Statements whose kind says so are knowledge, skills or attitudes, which stand in lists of their own. Every statement is
//! in the draft, as a competence, an item, or text; one that has no place there is named in a diagnostic.

use crate::config::Language;
use crate::import::draft::{DocumentText, ForeignNames, QualificationLevel, SectionDraft};
use crate::model::is_item_name;
use crate::syntax::Grade;
use crate::syntax::SectionKind;

mod mapping;
mod names;
mod tree;

pub(in crate::import) use self::mapping::draft;

/// The most headings over a competence: the list of its knowledge stands below it, and markdown has six levels.
pub(in crate::import) const DEEPEST: u8 = 3;

/// A framework as its document has it.
#[derive(Debug)]
pub(in crate::import) struct Framework {
    pub(in crate::import) title: DocumentText,
    pub(in crate::import) code: Option<String>,
    pub(in crate::import) version: Option<String>,
    pub(in crate::import) year: Option<u16>,
    pub(in crate::import) changed: Option<String>,
    pub(in crate::import) isced: Option<String>,
    pub(in crate::import) status: Option<String>,
    pub(in crate::import) level: QualificationLevel,
    /// The language of its statements, where its document says it.
    pub(in crate::import) language: Option<Language>,
    /// The definition, a paragraph for each.
    pub(in crate::import) definition: Vec<DocumentText>,
    /// Sections of text that stand behind its lists.
    pub(in crate::import) sections: Vec<SectionDraft>,
    pub(in crate::import) nodes: Vec<Node>,
    /// Pairs of nodes that are related without one standing below the other.
    pub(in crate::import) relations: Vec<(usize, usize)>,
}

impl Framework {
    /// The framework called `title`, with nothing in it.
    pub(in crate::import) fn new(title: DocumentText) -> Self {
        Self {
            title,
            code: None,
            version: None,
            year: None,
            changed: None,
            isced: None,
            status: None,
            level: QualificationLevel::default(),
            language: None,
            definition: Vec::new(),
            sections: Vec::new(),
            nodes: Vec::new(),
            relations: Vec::new(),
        }
    }

    /// Takes the nodes out of which `gone` says that they go, with what leads to them.
    pub(in crate::import) fn remove(&mut self, gone: &[bool]) {
        let mut next = 0;
        let places: Vec<Option<usize>> = gone
            .iter()
            .map(|gone| {
                let place = (!gone).then_some(next);
                next += usize::from(!gone);
                place
            })
            .collect();
        let place = |at: usize| places.get(at).copied().flatten();
        let mut goes = gone.iter();
        self.nodes.retain(|_| !goes.next().copied().unwrap_or(false));
        for node in &mut self.nodes {
            node.parents.retain(|parent| parent.node.is_none_or(|at| place(at).is_some()));
            node.parents.iter_mut().for_each(|parent| parent.node = parent.node.and_then(place));
        }
        let relations = self.relations.iter().filter_map(|(one, other)| place(*one).zip(place(*other)));
        self.relations = relations.collect();
    }
}

/// A statement of a framework.
#[derive(Debug)]
pub(in crate::import) struct Node {
    pub(in crate::import) text: DocumentText,
    /// Its explanation, a line for each.
    pub(in crate::import) details: Vec<DocumentText>,
    /// The text behind all that is below it.
    pub(in crate::import) closing: Vec<DocumentText>,
    /// Its names; the short one is the code as its document writes it, of which an id is made.
    pub(in crate::import) foreign_names: ForeignNames,
    pub(in crate::import) kind: NodeKind,
    pub(in crate::import) grade: Grade,
    /// The nodes below which it stands, with its place there where the document numbers them.
    pub(in crate::import) parents: Vec<Parent>,
}

/// The kind of a node, as far as its document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum NodeKind {
    Unknown,
    Competence,
    Indicator,
    /// Something that is defined in a list of this class.
    Listed(SectionKind),
}

/// One of the places of a node in the tree.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) struct Parent {
    /// The node above; none for the framework itself.
    pub(in crate::import) node: Option<usize>,
    /// Its place among its siblings.
    pub(in crate::import) sequence: Option<i64>,
}

/// The id that `name` can be: itself, or with hyphens for the signs that no id has, `3.NF.A.1-a` for
/// `3.NF.A.1(a)`.
pub(in crate::import) fn as_id(name: &str) -> Option<String> {
    let name = name.trim();
    if is_item_name(name) && !name.is_empty() {
        return Some(name.to_owned());
    }
    let mut id = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') {
            id.push(c);
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_matches(|c: char| !c.is_alphanumeric());
    (!id.is_empty()).then(|| id.to_owned())
}

/// The code that `name` can be: any text without the signs that end an attribute.
pub(in crate::import) fn as_code(name: &str) -> Option<String> {
    let is_one = !name.trim().is_empty() && !name.contains(['"', '{', '}', '\n', '\r']);
    is_one.then(|| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_what_it_can_of_a_name() {
        assert_eq!(as_id("M.G3.C1MD.TH").as_deref(), Some("M.G3.C1MD.TH"));
        assert_eq!(as_id(" 3.NF.A.1(a) ").as_deref(), Some("3.NF.A.1-a"));
        assert_eq!(as_id("(…)"), None);
        assert_eq!(as_id(""), None);
    }
}
