//! A profile that is being imported, in its two stages: a [`RawProfile`], in which references are still sentences,
//! as every document has them; and the [`ProfileDraft`] that `resolve` makes of it, which has a title, a competence and
//! an indicator, and whose references point at what it holds. A draft has no ids of this site yet.
//!
//! Why a draft is not the `ProfileDoc` of `syntax`: that one is what an author's markdown says, with ids, markup and
//! spans in that file, and is never written. A draft has none of these; it has references to lines instead of names,
//! and what other systems call things. What both need (`SectionKind`, `Grade`) is that of `syntax`.

use crate::diagnostics::Diagnostic;
use crate::ids::{Arena, Id};
use crate::import::flemish::Grade;
use crate::text::Spanned;

/// A text and where the document has it.
pub type Text = Spanned<String>;

/// A profile, read.
#[derive(Debug, Clone)]
pub struct ProfileDraft {
    /// Its title.
    pub title: Text,
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
    pub level: Level,
    /// The definition.
    pub definition: Vec<Entry<Text>>,
    /// Sections of prose that stand before the competences.
    pub preface: Vec<Section>,
    /// The competences.
    pub competences: Arena<Competence>,
    /// The indicators of all competences, in order.
    pub indicators: Arena<Indicator>,
    /// The knowledge items: those of the list first, then those that only a competence names.
    pub knowledge: Arena<KnowledgeItem>,
    /// What follows the competences, in the document's order.
    pub sections: Vec<Section>,
}

/// The level of a qualification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Level {
    /// In the Flemish qualification structure, 1 to 8.
    pub vks: Option<u8>,
    /// In the European qualifications framework, 1 to 8.
    pub eqf: Option<u8>,
}

/// A line of a list, or prose that stands between its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry<T> {
    /// An item of the list.
    Item(T),
    /// A paragraph.
    Prose(Text),
}

impl<T> Entry<T> {
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
pub struct Competence {
    /// Its number, unique in the profile.
    pub number: u32,
    /// What its document calls it.
    pub named: Named,
    /// Its title.
    pub title: Text,
    /// Its indicators.
    pub indicators: Vec<Entry<Id<Indicator>>>,
    /// The knowledge that goes with it.
    pub knowledge: Vec<Entry<Id<KnowledgeItem>>>,
}

/// An indicator.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// The sentence.
    pub text: Text,
    /// The competence that it stands under.
    pub competence: Id<Competence>,
    /// What its document calls it.
    pub named: Named,
}

/// A knowledge item.
#[derive(Debug, Clone)]
pub struct KnowledgeItem {
    /// The text, words of grade included.
    pub text: Text,
    /// The grade.
    pub grade: Grade,
    /// What its document calls it.
    pub named: Named,
}

/// The names by which a document knows a competence or an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// A short name that people use, such as `3.MD.B.3`; it becomes the id where it can.
    pub id: Option<String>,
    /// The code in its register, such as `bkc0041722`; it never changes, so it tells what is the same when
    /// the document comes again.
    pub code: Option<String>,
    /// What it refers to in other registers, such as `co 01805`.
    pub references: Vec<String>,
}

/// A section of the profile other than a competence.
#[derive(Debug, Clone)]
pub struct Section {
    /// What it is; `None` for prose.
    pub class: Option<SectionClass>,
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub body: Body,
    /// Its parts, such as the three of the autonomy.
    pub parts: Vec<Part>,
}

/// The content of a section.
#[derive(Debug, Clone)]
pub enum Body {
    /// A list of knowledge, skills or attitudes: here the items are defined.
    Knowledge(Vec<Entry<Id<KnowledgeItem>>>),
    /// Skills, each an indicator where it is one.
    Skills(Vec<Entry<Skill>>),
    /// Words with their explanations.
    Glossary(Vec<Entry<Gloss>>),
    /// Text.
    Text(Vec<Entry<Text>>),
}

/// A line of a list of skills.
#[derive(Debug, Clone)]
pub enum Skill {
    /// An indicator of this profile.
    Indicator(Id<Indicator>),
    /// A text that is no indicator.
    Text(Text),
}

/// A word that the profile explains.
#[derive(Debug, Clone)]
pub struct Gloss {
    /// Its name, and other forms of it.
    pub names: Vec<Text>,
    /// The explanation.
    pub text: Text,
}

/// A part of a section, with a heading of its own.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub entries: Vec<Entry<Text>>,
}

/// The sections that a profile of this family has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionClass {
    /// The list of knowledge.
    Knowledge,
    /// Skills that are no indicators.
    Skills,
    /// Attitudes.
    Attitudes,
    /// Cognitive skills.
    CognitiveSkills,
    /// Problem-solving skills.
    ProblemSolvingSkills,
    /// Motor skills.
    MotorSkills,
    /// Where the work is done.
    Environment,
    /// How the work is done.
    ActivityContext,
    /// What is done alone, and what not.
    Autonomy,
    /// What one answers for.
    Responsibility,
    /// Certificates and conditions.
    Certificates,
    /// Words of the profession.
    Glossary,
}

impl SectionClass {
    const ALL: [Self; 12] = [
        Self::Knowledge,
        Self::Skills,
        Self::Attitudes,
        Self::CognitiveSkills,
        Self::ProblemSolvingSkills,
        Self::MotorSkills,
        Self::Environment,
        Self::ActivityContext,
        Self::Autonomy,
        Self::Responsibility,
        Self::Certificates,
        Self::Glossary,
    ];

    /// The class that is called `name`.
    pub(super) fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == name)
    }

    /// The class of the section's heading in markdown.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Knowledge => "knowledge",
            Self::Skills => "skills",
            Self::Attitudes => "attitudes",
            Self::CognitiveSkills => "cognitive-skills",
            Self::ProblemSolvingSkills => "problem-solving-skills",
            Self::MotorSkills => "motor-skills",
            Self::Environment => "environment",
            Self::ActivityContext => "activity-context",
            Self::Autonomy => "autonomy",
            Self::Responsibility => "responsibility",
            Self::Certificates => "certificates",
            Self::Glossary => "glossary",
        }
    }

    /// Whether its lines are indicators.
    pub fn lists_skills(self) -> bool {
        matches!(self, Self::CognitiveSkills | Self::ProblemSolvingSkills | Self::MotorSkills)
    }
}

impl ProfileDraft {
    /// The section of `class`, when the document has it.
    pub fn section(&self, class: SectionClass) -> Option<&Section> {
        self.sections.iter().find(|section| section.class == Some(class))
    }
}

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

/// What came of reading a document as a profile.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The profile; `None` when the document is no profile, and then the diagnostics say so (L701).
    pub draft: Option<ProfileDraft>,
    /// What was normalised, what looks odd, what could not be placed.
    pub diagnostics: Vec<Diagnostic>,
}

/// What came of reading a file.
#[derive(Debug, Clone)]
pub struct ImportedDocument {
    /// The document as text, with a line for each paragraph: what the places in the diagnostics count in.
    pub text: String,
    /// The profile, and what there is to say about it.
    pub imported: Imported,
}
