//! A profile that is being imported, in its two stages: a [`RawProfile`], in which references are still sentences,
//! as every document has them; and the [`ProfileDraft`] that `resolve` makes of it, which has a title, a competence and
//! an indicator, and whose references point at what it holds. A draft has no ids of this site yet.
//!
//! Why a draft is not the `ProfileDoc` of `syntax`: that one is what an author's markdown says, with ids, markup and
//! spans in that file, and is never written. A draft has none of these; it has references to lines instead of names,
//! and what other systems call things. The types that both need (`SectionKind`, `Grade`) are those of `syntax`.

use crate::config::Language;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::Message;
use crate::ids::{Arena, Id};
use crate::import::question::Question;
use crate::syntax::{Grade, SectionKind};
use crate::text::Spanned;

/// A text and where the document has it.
pub type DocumentText = Spanned<String>;

/// A profile, read.
#[derive(Debug, Clone)]
pub struct ProfileDraft {
    /// Its title.
    pub title: DocumentText,
    /// The language of its texts, where the document says or shows it; headings that an import adds are in it.
    pub language: Option<Language>,
    /// The language of the site that it goes to: where that is the same, the file need not say it.
    pub site_language: Option<Language>,
    /// Its code in its register, such as `BK-0213`, where the document has it.
    pub code: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// The year in which it was recognised.
    pub year: Option<u16>,
    /// The day on which it last changed, such as `2024-05-01`, where the document says so.
    pub changed: Option<String>,
    /// Its field of education, a code of ISCED-F 2013.
    pub isced: Option<String>,
    /// How far it is recognised, in the words of its register.
    pub status: Option<String>,
    /// Its level.
    pub level: QualificationLevel,
    /// The definition.
    pub definition: Vec<ListEntry<DocumentText>>,
    /// Sections of prose that stand before the competences.
    pub preface: Vec<SectionDraft>,
    /// The competences.
    pub competences: Arena<CompetenceDraft>,
    /// The indicators of all competences, in order.
    pub indicators: Arena<IndicatorDraft>,
    /// The knowledge items: those of the list first, then those that only a competence names.
    pub knowledge: Arena<ItemDraft>,
    /// The sections behind the competences, in the document's order.
    pub sections: Vec<SectionDraft>,
}

/// The level of a qualification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QualificationLevel {
    /// In the Flemish qualification structure, 1 to 8.
    pub vks: Option<u8>,
    /// In the European qualifications framework, 1 to 8.
    pub eqf: Option<u8>,
}

/// A line of a list, or prose that stands between its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListEntry<T> {
    /// An item of the list.
    Item(T),
    /// A paragraph.
    Prose(DocumentText),
}

impl<T> ListEntry<T> {
    /// The item, when it is one.
    pub fn item(&self) -> Option<&T> {
        match self {
            Self::Item(item) => Some(item),
            Self::Prose(_) => None,
        }
    }
}

/// A competence.
#[derive(Debug, Clone)]
pub struct CompetenceDraft {
    /// Its number, unique in the profile.
    pub number: u32,
    /// How many competences stand above it, which group it with others.
    pub depth: u8,
    /// Its names in its document.
    pub foreign_names: ForeignNames,
    /// Its title.
    pub title: DocumentText,
    /// Its indicators.
    pub indicators: Vec<ListEntry<Id<IndicatorDraft>>>,
    /// The knowledge that goes with it.
    pub knowledge: Vec<ListEntry<Id<ItemDraft>>>,
}

/// An indicator.
#[derive(Debug, Clone)]
pub struct IndicatorDraft {
    /// The sentence.
    pub text: DocumentText,
    /// Its explanation, a line for each.
    pub details: Vec<DocumentText>,
    /// The competence that it stands under.
    pub competence: Id<CompetenceDraft>,
    /// Its names in its document.
    pub foreign_names: ForeignNames,
}

/// A knowledge item.
#[derive(Debug, Clone)]
pub struct ItemDraft {
    /// The text, words of grade included.
    pub text: DocumentText,
    /// Its explanation, a line for each.
    pub details: Vec<DocumentText>,
    /// The grade.
    pub grade: Grade,
    /// Its names in its document.
    pub foreign_names: ForeignNames,
}

/// The names by which a document knows a competence or an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForeignNames {
    /// A short name that people use, such as `3.MD.B.3`; it becomes the id where it can.
    pub id: Option<String>,
    /// The code in its register, such as `bkc0041722`; it never changes, so it tells what is the same when
    /// the document comes again.
    pub code: Option<String>,
    /// Its references to other registers, such as `co 01805`.
    pub references: Vec<String>,
}

/// A section of the profile other than a competence.
#[derive(Debug, Clone)]
pub struct SectionDraft {
    /// Its kind: any but that of a competence.
    pub kind: SectionKind,
    /// Its heading.
    pub heading: String,
    /// Its content.
    pub body: SectionBody,
    /// Its parts, such as the three of the autonomy.
    pub parts: Vec<SubsectionDraft>,
}

/// The content of a section.
#[derive(Debug, Clone)]
pub enum SectionBody {
    /// A list of knowledge, skills or attitudes: here the items are defined.
    Knowledge(Vec<ListEntry<Id<ItemDraft>>>),
    /// Skills, each an indicator where it is one.
    Skills(Vec<ListEntry<SkillDraft>>),
    /// Words with their explanations.
    Glossary(Vec<ListEntry<GlossDraft>>),
    /// Text.
    Text(Vec<ListEntry<DocumentText>>),
}

/// A line of a list of skills.
#[derive(Debug, Clone)]
pub enum SkillDraft {
    /// An indicator of this profile.
    Indicator(Id<IndicatorDraft>),
    /// A text that is no indicator.
    Text(DocumentText),
}

/// A word that the profile explains.
#[derive(Debug, Clone)]
pub struct GlossDraft {
    /// Its name, and other forms of it.
    pub names: Vec<DocumentText>,
    /// The explanation.
    pub text: DocumentText,
}

/// A part of a section, with a heading of its own.
#[derive(Debug, Clone)]
pub struct SubsectionDraft {
    /// Its heading.
    pub heading: String,
    /// Its content.
    pub entries: Vec<ListEntry<DocumentText>>,
}

impl ProfileDraft {
    /// The section of `kind`, when the document has it.
    pub fn section(&self, kind: SectionKind) -> Option<&SectionDraft> {
        self.sections.iter().find(|section| section.kind == kind)
    }
}

/// A profile as the document writes it.
#[derive(Debug, Default)]
pub(super) struct RawProfile {
    pub(super) title: Option<DocumentText>,
    pub(super) code: Option<String>,
    pub(super) version: Option<String>,
    pub(super) year: Option<u16>,
    pub(super) status: Option<String>,
    /// Its field of education, a code of ISCED-F 2013.
    pub(super) isced: Option<String>,
    pub(super) level: QualificationLevel,
    pub(super) definition: Vec<ListEntry<DocumentText>>,
    pub(super) preface: Vec<RawSection>,
    pub(super) competences: Vec<RawCompetence>,
    pub(super) sections: Vec<RawSection>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct ListLine {
    pub(in crate::import) text: DocumentText,
    /// The lines that stand below it in the list, and explain it.
    pub(in crate::import) details: Vec<DocumentText>,
}

impl From<DocumentText> for ListLine {
    fn from(text: DocumentText) -> Self {
        Self { text, details: Vec::new() }
    }
}

/// A competence as the document writes it.
#[derive(Debug)]
pub(super) struct RawCompetence {
    pub(super) number: Option<u32>,
    /// The title; empty when the document has none.
    pub(super) title: DocumentText,
    /// Its code in its register, where the document has it.
    pub(super) code: Option<String>,
    /// Its references to other registers.
    pub(super) references: Vec<String>,
    pub(super) indicators: Vec<ListEntry<ListLine>>,
    pub(super) knowledge: Vec<ListEntry<RawKnowledge>>,
}

/// A line of knowledge, with the grade that its own words or the heading above it name.
#[derive(Debug)]
pub(super) struct RawKnowledge {
    pub(super) text: DocumentText,
    /// The lines below it in the document, which explain it.
    pub(super) details: Vec<DocumentText>,
    pub(super) grade: Grade,
}

/// A section as the document writes it.
#[derive(Debug)]
pub(super) struct RawSection {
    pub(super) kind: SectionKind,
    pub(super) heading: String,
    /// The lines; empty in the list of knowledge.
    pub(super) entries: Vec<ListEntry<DocumentText>>,
    /// The list of knowledge; empty in any other section.
    pub(super) knowledge: Vec<ListEntry<RawKnowledge>>,
    pub(super) parts: Vec<super::draft::SubsectionDraft>,
}

impl RawSection {
    /// A section with nothing in it.
    pub(super) fn new(kind: SectionKind, heading: String) -> Self {
        Self { kind, heading, entries: Vec::new(), knowledge: Vec::new(), parts: Vec::new() }
    }
}

/// The result of reading a document as a profile.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The profile; `None` when the document is no profile, and then the diagnostics say so (L701).
    pub draft: Option<ProfileDraft>,
    /// The slips that were normalised, the parts that look odd, and those that could not be placed.
    pub diagnostics: Vec<Diagnostic>,
}

/// The result of reading a file.
#[derive(Debug, Clone)]
pub struct ImportedDocument {
    /// The document as text, with a line for each paragraph: what the places in the diagnostics count in.
    pub text: String,
    /// The profile, and what there is to say about it.
    pub imported: Imported,
    /// How a document without a form of its own was read, a line for each thing; empty for one of a known kind.
    pub reading: Vec<Message>,
    /// What is asked before a document that may be a list of outcomes is read as one.
    pub question: Option<Question>,
}

impl From<Imported> for ImportedDocument {
    fn from(imported: Imported) -> Self {
        Self { text: String::new(), imported, reading: Vec::new(), question: None }
    }
}
