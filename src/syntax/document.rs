//! The result of parsing one file: a `Document`, whose names are not resolved yet.
//!
//! A mention of `c4.6` is a text with a span here, since whether an item of that name exists depends on other files,
//! and the model finds out. Values that a message may point at keep the span where they were written (`Spanned`); a
//! text that the author left out is empty, with the empty span at 0.
//!
//! Texts are kept as HTML with gaps (`Body`), and the gaps are indices: a `TextPart::Link` is one into the `links` of the
//! document, a `TextPart::Claims` or a
//! `TextPart::Occasion` one into its `headings`, a `TextPart::Mark` one into its `notes`. A `Body` can therefore be
//! shown only together with its document.
//!
//! A part that could not be read carries the proof that this was reported (`Field::Broken`, `lost_claims`, `unread`), so
//! that nobody has to look through the problems to know whether something is missing.
//!
//! Nothing here says what stands on which page. An anchor (a heading, or an element to which an author gave an id) has
//! a name, unique in its file, by which links lead to it; the id that it has on its page is the page's business, since
//! the page has ids of its own. So are the numbers of footnotes.

use super::DocumentKind;
use super::facts::FactsDoc;
use super::link::LinkDoc;
use crate::diagnostics::{Diagnostic, Reported};
use crate::fields::Field;
use crate::text::{Amount, Name, SourcePath, Span, Spanned};

/// One file of the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its path, relative to the site's root.
    pub path: SourcePath,
    /// The title, from the front matter or else from a first heading of level 1.
    pub title: Spanned<String>,
    /// For a title that is a heading, the range of its attributes, as `Heading::attributes` is.
    pub title_attributes: Option<Span>,
    /// A sentence about it; empty when the author wrote none.
    pub summary: Spanned<String>,
    /// The tag of its language (BCP 47); empty for a page in the language of the site.
    pub language: Spanned<String>,
    /// Where it says that it is a draft, which is no part of the site; `None` for any other.
    pub draft: Option<Span>,
    /// Addresses that its page had before, as they are written.
    pub aliases: Vec<Spanned<String>>,
    /// That its text was not read, so that nobody knows its headings, its items or its links.
    pub unread: Option<Reported>,
    /// The part that depends on the kind of the file.
    pub content: Content,
    /// The headings of its text, in order.
    pub headings: Vec<Heading>,
    /// The elements of hand-written HTML that have an id, by which links may lead to them.
    pub anchors: Vec<Spanned<Name>>,
    /// Its links, mentions and images, in the order in which they were parsed.
    pub links: Vec<LinkDoc>,
    /// Its footnotes, in the order in which they are defined.
    pub notes: Vec<NoteDoc>,
    /// Its code blocks in a language for drawings, such as Mermaid, which are shown as their text.
    pub drawings: Vec<Span>,
    /// The names between single brackets in its text that may be those of items, in order.
    pub bracketed: Vec<BracketedDoc>,
    /// The mistakes that can be seen in this file alone.
    pub problems: Vec<Diagnostic>,
}

/// Names between single brackets, which are only text and may be meant as those of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BracketedDoc {
    /// The names with the brackets, as they are written: `[c1.1]`.
    pub written: Spanned<String>,
    /// Whether they stand in a heading.
    pub in_heading: bool,
}

/// The part of a document that depends on its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant is its document's kind, documented there")]
pub enum Content {
    Profile(ProfileDoc),
    Module(ModuleDoc),
    Programme(ProgrammeDoc),
    Page(PageDoc),
}

/// A profile's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileDoc {
    /// The code of the source, such as `BK-0213`.
    pub code: Spanned<String>,
    /// The version, as the source writes it.
    pub version: Spanned<String>,
    /// The status of its recognition, as the source writes it.
    pub status: Spanned<String>,
    /// The year of recognition.
    pub year: Option<Spanned<u32>>,
    /// The day on which it last changed, such as `2024-05-01`; empty when the author gives none.
    pub changed: Spanned<String>,
    /// The field of education: a code of ISCED-F 2013, such as `0416`; empty when the author gives none.
    pub isced: Spanned<String>,
    /// Levels of qualification frameworks: (`vks`, 3), (`eqf`, 3).
    pub levels: Vec<(String, String)>,
    /// The text above the first section: the definition.
    pub intro: Body,
    /// The sections, in order: a tree in which each names the one above it.
    pub sections: Vec<Section>,
    /// That a line which may be an item has no id.
    pub lost_items: Option<Reported>,
}

/// A heading of a profile and the text below it, down to the next heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The section that it is a part of: an index into `sections`; none at the top.
    pub above: Option<usize>,
    /// Its kind, which the class of its heading gives.
    pub kind: SectionKind,
    /// Its heading: an index into the document's `headings`.
    pub heading: usize,
    /// The words of its heading with markup.
    pub title: Body,
    /// The id that the author gave the heading; for a competence, its name.
    pub id: Option<Spanned<String>>,
    /// The code that the source gives it; empty without one.
    pub code: String,
    /// Its codes in other registers, such as `co 01805`.
    pub references: Vec<String>,
    /// The text below its heading, down to the first list whose lines are entries.
    pub prose: Body,
    /// The lines of its lists, where the kind of section gives them a meaning, and the texts between and below the
    /// lists, in the order of the file.
    pub entries: Vec<SectionEntry>,
}

/// The kinds of sections that a profile can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the field's own")]
pub enum SectionKind {
    Competence,
    Knowledge,
    Skills,
    Attitudes,
    CognitiveSkills,
    ProblemSolvingSkills,
    MotorSkills,
    Environment,
    ActivityContext,
    Autonomy,
    Responsibility,
    Certificates,
    Glossary,
    /// A heading without a class of this list.
    Prose,
}

impl SectionKind {
    /// Every kind that has a class.
    pub const CLASSES: [(Self, &'static str); 13] = [
        (Self::Competence, "competence"),
        (Self::Knowledge, "knowledge"),
        (Self::Skills, "skills"),
        (Self::Attitudes, "attitudes"),
        (Self::CognitiveSkills, "cognitive-skills"),
        (Self::ProblemSolvingSkills, "problem-solving-skills"),
        (Self::MotorSkills, "motor-skills"),
        (Self::Environment, "environment"),
        (Self::ActivityContext, "activity-context"),
        (Self::Autonomy, "autonomy"),
        (Self::Responsibility, "responsibility"),
        (Self::Certificates, "certificates"),
        (Self::Glossary, "glossary"),
    ];

    /// The class of its headings; `prose` for prose, which has none.
    pub fn class(self) -> &'static str {
        Self::CLASSES.iter().find(|(kind, _)| *kind == self).map_or("prose", |(_, class)| class)
    }

    /// The kind whose headings have the class `name`.
    pub fn of_class(name: &str) -> Option<Self> {
        Self::CLASSES.iter().find(|(_, class)| *class == name).map(|(kind, _)| *kind)
    }

    /// Whether the lines of its lists are entries rather than prose.
    pub fn has_entries(self) -> bool {
        self.defines_items() || self.is_descriptor() || self == Self::Glossary
    }

    /// Whether its lines define items.
    pub fn defines_items(self) -> bool {
        matches!(self, Self::Competence | Self::Knowledge | Self::Skills | Self::Attitudes)
    }

    /// Whether its lines refer to indicators that other sections define.
    pub fn is_descriptor(self) -> bool {
        matches!(self, Self::CognitiveSkills | Self::ProblemSolvingSkills | Self::MotorSkills)
    }
}

/// A line of a list in a profile, or a text between such lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SectionEntry {
    /// It defines an item.
    Item(ItemDoc),
    /// It refers to an item, whose official text is shown: `[[c2.1]]`. The index is one into the document's `links`.
    Reference(usize),
    /// It explains a word of the profession.
    Gloss(GlossDoc),
    /// It is any other text, in paragraphs.
    Text(Body),
    /// No line, but the texts between two lists or below the last one.
    Between(Body),
}

/// An item as its profile defines it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemDoc {
    /// The id, without the hash sign.
    pub id: Spanned<String>,
    /// The official sentence without markup.
    pub text: String,
    /// The official sentence with markup, all of it within a line.
    pub sentence: Body,
    /// The text below it: further paragraphs, lists.
    pub explanation: Body,
    /// How thorough the knowledge must be.
    pub grade: Grade,
    /// The code that the source gives it; empty without one.
    pub code: String,
    /// Its codes in other registers, such as `co 01805`.
    pub references: Vec<String>,
}

/// A line of a glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossDoc {
    /// The word that it explains, and other forms of that word.
    pub names: Vec<Spanned<String>>,
    /// The explanation without markup; empty when the author wrote none.
    pub text: String,
    /// The explanation with markup.
    pub body: Body,
}

/// How thorough a knowledge item is: in Flemish profiles basiskennis, kennis, grondige kennis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Grade {
    Basic,
    #[default]
    Plain,
    Thorough,
}

impl Grade {
    /// The value of the attribute `grade`; empty for plain knowledge.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Plain => "",
            Self::Thorough => "thorough",
        }
    }

    /// The grade that the attribute `grade` calls `name`; plain knowledge has no name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Basic, Self::Thorough].into_iter().find(|grade| grade.as_str() == name)
    }
}

/// A module's file, or the file of one of its lesson pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleDoc {
    /// The code, such as `M05`.
    pub code: Field<Spanned<String>>,
    /// Contact hours.
    pub hours: Field<Spanned<Amount>>,
    /// Its other facts.
    pub facts: FactsDoc,
    /// The slug of the profile that its claims are about.
    pub profile: Field<Spanned<String>>,
    /// Its claims, in the order of the file.
    pub claims: Vec<ClaimDoc>,
    /// That there may be others, which could not be read.
    pub lost_claims: Option<Reported>,
    /// Its sections that say how they are taught or assessed, in the order of the file.
    pub occasions: Vec<OccasionDoc>,
    /// Its text.
    pub body: Body,
}

/// A section that says how something is taught or assessed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OccasionDoc {
    /// Its heading: an index into the document's `headings`.
    pub heading: usize,
    /// Whether it teaches or assesses.
    pub kind: OccasionKind,
    /// How it does so, in the author's words: `rollenspel`; empty when it does not say.
    pub method: Spanned<String>,
    /// How long it takes.
    pub hours: Field<Spanned<Amount>>,
    /// How much of the result of its module an assessment gives, in percent.
    pub weight: Field<Spanned<Amount>>,
}

/// The kinds of sections that say how they are taught or assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the content's own")]
pub enum OccasionKind {
    Activity,
    Assessment,
}

impl OccasionKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Activity, Self::Assessment];

    /// The class of its headings, which is also its name in data and templates.
    pub fn class(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Assessment => "assessment",
        }
    }
}

/// A claim as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimDoc {
    /// The item's or competence's id.
    pub item: Spanned<Name>,
    /// The level's id.
    pub level: Spanned<Name>,
    /// The heading in whose attributes it stands (an index into `headings`); `None` for a claim of the whole file, in
    /// the front matter or in the attributes of the title.
    pub heading: Option<usize>,
}

/// A programme's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeDoc {
    /// The slug of the profile that it leads to.
    pub profile: Field<Spanned<String>>,
    /// The school or the field that it stands under in lists of programmes; empty when it has none.
    pub school: Spanned<String>,
    /// Its terms, in order.
    pub terms: Vec<TermDoc>,
    /// That it may have further modules, which could not be read.
    pub lost_terms: Option<Reported>,
    /// Items that it leaves out on purpose, each with the reason.
    pub exempt: Vec<(Spanned<String>, Spanned<String>)>,
    /// The levels at which modules count in it, in place of their own.
    pub levels: Vec<ModuleLevelsDoc>,
    /// Its text.
    pub body: Body,
}

/// A term of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermDoc {
    /// Its title; empty when it has none.
    pub title: Spanned<String>,
    /// Codes or slugs of the modules that everyone takes.
    pub modules: Vec<Spanned<String>>,
    /// The choices in it, in order.
    pub choices: Vec<ChoiceDoc>,
}

/// A choice between modules of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceDoc {
    /// Its title; empty when it has none.
    pub title: Spanned<String>,
    /// How many of its modules are taken; none where that was reported.
    pub pick: Option<Spanned<u32>>,
    /// Codes or slugs of its modules.
    pub modules: Vec<Spanned<String>>,
}

/// The levels at which a module counts in a programme, in place of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleLevelsDoc {
    /// The code or slug of the module.
    pub module: Spanned<String>,
    /// The ids of levels, each with those of items or competences.
    pub items: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
}

impl ProgrammeDoc {
    /// Codes or slugs of all its modules, term by term, those of its choices included.
    pub fn modules(&self) -> impl Iterator<Item = &Spanned<String>> + Clone {
        self.terms.iter().flat_map(|term| {
            term.modules.iter().chain(term.choices.iter().flat_map(|choice| &choice.modules))
        })
    }
}

/// A plain page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageDoc {
    /// Its place in lists of pages, before those that have none; without one it stands where its path does.
    pub order: Option<u32>,
    /// A key that says that it is meant as a page of another kind; it stands in the wrong folder then.
    pub foreign: Option<ForeignKey>,
    /// Its text.
    pub body: Body,
}

/// A key of the front matter that only a file of another kind has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// The key.
    pub key: Spanned<String>,
    /// The kind of file that has it.
    pub kind: DocumentKind,
}

/// A heading in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6 on the page; the page's title is level 1.
    pub level: u8,
    /// Its name as an anchor: the author's id, or one made from its words. It is unique in the file, unless the
    /// author gave it twice, which is reported.
    pub id: Name,
    /// Whether the author gave it.
    pub has_own_id: bool,
    /// Its words.
    pub text: String,
    /// The range of its words in the file.
    pub span: Span,
    /// The range of its attributes, braces included; where it has none the empty one at which they would stand.
    pub attributes: Span,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteDoc {
    /// Its name between `[^` and `]`.
    pub label: Spanned<String>,
    /// Its text.
    pub body: Body,
}

/// A text as HTML with gaps, which are filled in once it is known which page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// The markup and the gaps, in order.
    pub parts: Vec<TextPart>,
}

/// A piece of HTML, or a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPart {
    /// HTML; a tag may go on in the parts that follow.
    Html(String),
    /// The key of a word of the theme, which is written as plain text; the gap may be inside an attribute.
    Word(&'static str),
    /// How the section below the heading with this index is taught or assessed.
    Occasion(usize),
    /// The claims in the attributes of the heading with this index.
    Claims(usize),
    /// The id of the anchor with this name; the gap is always inside an attribute.
    Anchor(Name),
    /// A mark of the note with this index, which leads to it.
    Mark(usize),
    /// In the text of a note: the links back to its marks.
    WaysBack,
    /// A property of the link with this index.
    Link(usize, LinkField),
}

/// The property of a link that fills a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkField {
    /// The value of `href`, or of another attribute that holds an address.
    Address,
    /// The value of an image's `src`, which closes the attribute and adds the image's width and height where they are
    /// known.
    Source,
    /// The value of `title`: the official text of an item, the title of a module.
    Title,
    /// The value of `class`.
    Class,
    /// The words to show for a mention without words of its own.
    Name,
    /// The start tag of the link from a picture to its file; nothing for a small picture.
    Enlarge,
    /// The end tag of that link.
    Enlarged,
    /// The attribute `poster` of a film, with the space before it.
    Poster,
    /// The elements `track` of a film or a sound.
    Captions,
    /// The link from a sound to the text that stands beside it.
    Transcript,
    /// The picture of a film on another site.
    CardPicture,
}
