//! Purpose: a profile in which references are still sentences, as every source document has them.
//! Input: built by the reader of a document. Output: [`RawProfile`].
//! Invariant: none yet; `resolve` makes a draft of it or says why it is no profile.

use super::draft::{Entry, Level, SectionClass, Text};
use super::grade::Grade;

/// A profile as the document writes it.
#[derive(Debug, Default)]
pub(super) struct RawProfile {
    pub(super) title: Option<Text>,
    pub(super) code: Option<String>,
    pub(super) version: Option<String>,
    pub(super) year: Option<u16>,
    pub(super) status: Option<String>,
    /// Its field of education, a code of ISCED-F 2013.
    pub(super) isced: Option<String>,
    pub(super) level: Level,
    pub(super) definition: Vec<Entry<Text>>,
    pub(super) preface: Vec<RawSection>,
    pub(super) competences: Vec<RawCompetence>,
    pub(super) sections: Vec<RawSection>,
}

/// A competence as the document writes it.
#[derive(Debug)]
pub(super) struct RawCompetence {
    pub(super) number: Option<u32>,
    /// The title; empty when the document has none.
    pub(super) title: Text,
    /// Its code in its register, where the document has it.
    pub(super) code: Option<String>,
    /// What it refers to in other registers.
    pub(super) references: Vec<String>,
    pub(super) indicators: Vec<Entry<Text>>,
    pub(super) knowledge: Vec<Entry<RawKnowledge>>,
}

/// A line of knowledge, with the grade that its own words or the heading above it name.
#[derive(Debug)]
pub(super) struct RawKnowledge {
    pub(super) text: Text,
    pub(super) grade: Grade,
}

/// A section as the document writes it.
#[derive(Debug)]
pub(super) struct RawSection {
    pub(super) class: Option<SectionClass>,
    pub(super) heading: String,
    /// The lines; empty in the list of knowledge.
    pub(super) entries: Vec<Entry<Text>>,
    /// The list of knowledge; empty in any other section.
    pub(super) knowledge: Vec<Entry<RawKnowledge>>,
    pub(super) parts: Vec<super::draft::Part>,
}

impl RawSection {
    /// A section with nothing in it.
    pub(super) fn new(class: Option<SectionClass>, heading: String) -> Self {
        Self { class, heading, entries: Vec::new(), knowledge: Vec::new(), parts: Vec::new() }
    }
}
