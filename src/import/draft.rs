//! Purpose: a profile as it was read from a document, before it has ids of this site.
//! Input: built by `resolve`. Output: [`ProfileDraft`].
//! Invariant: a draft has a title, at least one competence and at least one indicator, and every reference in
//! it points at something that it holds.

use super::grade::Grade;
use crate::ids::{Arena, Id};
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
