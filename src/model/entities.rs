//! The things that a site is made of: profiles with their competences and items, modules with their lessons, claims and
//! occasions, programmes with their terms.
//!
//! They refer to each other by typed ids, which [`Site`](super::Site) resolves, and say nothing of files but where they
//! were read.

use std::sync::Arc;

use crate::config::LevelId;
use crate::diagnostics::{Place, Reported};
use crate::ids::Id;
use crate::syntax::{Document, Grade, OccasionKind, ReviewFile};
use crate::text::{Amount, SourcePath};

/// A profile's id.
pub type ProfileId = Id<Profile>;
/// A competence's id.
pub type CompetenceId = Id<Competence>;
/// An item's id.
pub type ItemId = Id<Item>;
/// A module's id.
pub type ModuleId = Id<Module>;
/// A lesson's id.
pub type LessonId = Id<Lesson>;
/// A programme's id.
pub type ProgrammeId = Id<Programme>;
/// A plain page's id.
pub type PageId = Id<PlainPage>;
/// A claim's id.
pub type ClaimId = Id<Claim>;
/// An occasion's id.
pub type OccasionId = Id<Occasion>;
/// A document's id.
pub type DocumentId = Id<Resolved>;

/// A document and the targets of its links.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// The document.
    pub document: Arc<Document>,
    /// For each of its links what it leads to; `None` where that was reported.
    pub targets: Vec<Option<Target>>,
}

/// The target of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An item.
    Item(ItemId),
    /// A competence.
    Competence(CompetenceId),
    /// A module.
    Module(ModuleId),
    /// A file that makes a page, and a place in it.
    Document(DocumentId, Suffix),
    /// A file beside the pages, and a place in it.
    Asset(SourcePath, Suffix),
    /// A page by the address that it has on the site, `../accessibility/index.html`, as it is written; which page that
    /// is, if any, is known once pages have addresses.
    Made(String, Suffix),
    /// An address outside the site, or the page itself.
    Address(String),
}

/// The query and fragment of an address, behind the path of a file: `?x=2#week-1`, `#page=3`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suffix {
    /// The question, as it is written, with its sign; empty without one.
    pub query: String,
    /// The part behind the `#`: the name of an anchor in a file that makes a page, for any other file as it is
    /// written.
    pub fragment: String,
}

/// A qualification profile.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its file.
    pub document: DocumentId,
    /// Its name in addresses and claims: the file's name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its competences, in the order of the file.
    pub competences: Vec<CompetenceId>,
    /// Its items in the order of the file, the indicators by competence first.
    pub items: Vec<ItemId>,
    /// The words that its glossary explains, in the order of the file.
    pub glossary: Vec<Gloss>,
    /// For each section of its file the competence that it is or stands below.
    pub owners: Vec<Option<CompetenceId>>,
    /// That it may have further items and competences: its text was not read, or an id in it is missing or wrong.
    pub lost: Option<Reported>,
}

/// A word of the profession that a profile explains.
#[derive(Debug, Clone)]
pub struct Gloss {
    /// The word, and other forms of it; never empty.
    pub names: Vec<String>,
    /// Where it stands: indices into the profile document's `sections` and their `entries`.
    pub entry: (usize, usize),
}

/// A competence of a profile.
#[derive(Debug, Clone)]
pub struct Competence {
    /// The profile.
    pub profile: ProfileId,
    /// Its id, such as `c4`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The code of its source, else empty.
    pub code: String,
    /// Its codes in other registers.
    pub references: Vec<String>,
    /// Its section: an index into the profile document's `sections`.
    pub section: usize,
    /// Its indicators.
    pub indicators: Vec<ItemId>,
    /// The item that it is itself, where it has no indicators and stands over no other competence.
    pub own_item: Option<ItemId>,
    /// The other items that it refers to.
    pub knowledge: Vec<ItemId>,
}

impl Competence {
    /// The items that a claim on the competence claims: its indicators, or the item that it is itself.
    pub fn items(&self) -> impl Iterator<Item = ItemId> {
        self.indicators.iter().copied().chain(self.own_item)
    }
}

/// The kinds of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the field's own")]
pub enum ItemKind {
    Competence,
    Indicator,
    Knowledge,
    Skill,
    Attitude,
}

impl ItemKind {
    /// Every kind, in the order in which pages show them.
    pub const ALL: [Self; 5] =
        [Self::Competence, Self::Indicator, Self::Knowledge, Self::Skill, Self::Attitude];

    /// The kinds of the lists of a profile, whose items stand under no competence.
    pub const LISTED: [Self; 3] = [Self::Knowledge, Self::Skill, Self::Attitude];

    /// Its name in data and templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Competence => "competence",
            Self::Indicator => "indicator",
            Self::Knowledge => "knowledge",
            Self::Skill => "skill",
            Self::Attitude => "attitude",
        }
    }
}

/// A statement that modules can cover: an indicator, a knowledge item, a skill, an attitude, or a competence that has
/// no indicators.
#[derive(Debug, Clone)]
pub struct Item {
    /// The profile.
    pub profile: ProfileId,
    /// The competence that it stands under; only an indicator has one.
    pub competence: Option<CompetenceId>,
    /// Its id, such as `c4.6` or `k.ict`.
    pub id: String,
    /// Whether it is an indicator, knowledge, a skill, an attitude or a competence.
    pub kind: ItemKind,
    /// The official text.
    pub text: String,
    /// How thorough the knowledge is.
    pub grade: Grade,
    /// The code of its source, else empty.
    pub code: String,
    /// Its codes in other registers.
    pub references: Vec<String>,
    /// Where it is defined: an index into the profile document's `sections`, and one into the section's `entries`; a
    /// competence that is an item itself is no entry but the section.
    pub entry: (usize, Option<usize>),
    /// Where it is defined in the file.
    pub place: Place,
}

/// A course module.
#[derive(Debug, Clone)]
pub struct Module {
    /// Its file.
    pub document: DocumentId,
    /// Its name in addresses: the name of its file or folder.
    pub slug: String,
    /// Its code; empty when it has none.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Contact hours: its own, or else those of its lessons together.
    pub hours: Option<Amount>,
    /// Study points, when it says.
    pub credits: Option<Amount>,
    /// The modules that go before it, each once; following them never leads back to it.
    pub requires: Vec<ModuleId>,
    /// The profile that it says a claim without a profile's name is about.
    pub profile: Option<ProfileId>,
    /// That it says one which is not known or could not be read.
    pub lost_profile: Option<Reported>,
    /// The profile that its programmes lead to, if they lead to one: it decides where several profiles
    /// have the name of a claim, and the module does not say which is meant.
    pub likely_profile: Option<ProfileId>,
    /// Its lesson pages, in the order of their files.
    pub lessons: Vec<LessonId>,
    /// Its claims, those of its lessons included.
    pub claims: Vec<ClaimId>,
    /// Its sections that say how they are taught or assessed, those of its lessons included.
    pub occasions: Vec<OccasionId>,
}

impl Module {
    /// The name by which programmes and people refer to it: its code, or else its slug.
    pub fn name(&self) -> &str {
        if self.code.is_empty() { &self.slug } else { &self.code }
    }
}

/// A lesson page of a module.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Its file.
    pub document: DocumentId,
    /// The module.
    pub module: ModuleId,
    /// Contact hours, when it says.
    pub hours: Option<Amount>,
}

/// "This module, or this section of it, covers this item at this level."
#[derive(Debug, Clone)]
pub struct Claim {
    /// The module.
    pub module: ModuleId,
    /// The item.
    pub item: ItemId,
    /// The level.
    pub level: LevelId,
    /// Where it is said.
    pub place: Place,
    /// Which part of the module says it.
    pub spot: Spot,
    /// The innermost occasion that it belongs to.
    pub occasion: Option<OccasionId>,
}

/// A section of a module at which something is taught or assessed, and how.
#[derive(Debug, Clone)]
pub struct Occasion {
    /// The module.
    pub module: ModuleId,
    /// The section.
    pub spot: Spot,
    /// The index in the `occasions` of its document.
    pub entry: usize,
    /// Whether it teaches or assesses.
    pub kind: OccasionKind,
    /// How it does so, in the author's words; empty when it does not say.
    pub method: String,
    /// How long it takes.
    pub hours: Option<Amount>,
    /// How much of the result of the module it gives, in percent.
    pub weight: Option<Amount>,
    /// The occasion round it.
    pub round: Option<OccasionId>,
    /// The claims of the section and of the sections below it, in the order of the module.
    pub claims: Vec<ClaimId>,
}

impl Occasion {
    /// Whether it is an assessment that counts for the result of its module.
    pub fn is_weighted(&self) -> bool {
        self.kind == OccasionKind::Assessment && self.weight.is_some_and(|weight| !weight.is_zero())
    }
}

/// The part of a module that makes a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The lesson page; none for the module's own page.
    pub lesson: Option<LessonId>,
    /// The heading: an index into the document's `headings`; none for the whole page.
    pub heading: Option<usize>,
}

/// An ordered selection of modules that leads to a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// Its file; none when it was made of all modules that claim the profile.
    pub document: Option<DocumentId>,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The title by which readers tell it from the others: with the school behind it where another programme has the same.
    pub name: String,
    /// The school or the field that it stands under in lists; empty when it has none.
    pub school: String,
    /// The profile.
    pub profile: ProfileId,
    /// Its terms, in order.
    pub terms: Vec<Term>,
    /// The items that it leaves out.
    pub exempt: Vec<Exemption>,
    /// The levels at which modules count in it in place of their own, by module and item.
    pub levels: Vec<ProgrammeLevel>,
}

/// The level at which a module counts for an item in one programme, in place of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeLevel {
    /// The module, which claims the item.
    pub module: ModuleId,
    /// The item.
    pub item: ItemId,
    /// The level.
    pub level: LevelId,
    /// The strongest level at which the module claims the item itself.
    pub own: LevelId,
    /// Where it is said.
    pub place: Place,
}

impl ProgrammeLevel {
    /// The level of a claim that the module makes at level `own`: none is above the level that is said, and the strongest
    /// ones have it.
    fn of(&self, own: LevelId) -> LevelId {
        if own == self.own { self.level } else { own.min(self.level) }
    }
}

impl Programme {
    /// The level at which `module` counts for `item` in it in place of its own, where it says one.
    pub fn level_for(&self, module: ModuleId, item: ItemId) -> Option<&ProgrammeLevel> {
        let at = self.levels.binary_search_by_key(&(module, item), |level| (level.module, level.item));
        at.ok().and_then(|at| self.levels.get(at))
    }

    /// The level at which `claim` counts in it.
    pub fn level_of(&self, claim: &Claim) -> LevelId {
        if self.levels.is_empty() {
            return claim.level;
        }
        self.level_for(claim.module, claim.item).map_or(claim.level, |level| level.of(claim.level))
    }

    /// Whether everyone takes `module`, which is one of its own.
    pub fn is_everyones(&self, module: ModuleId) -> bool {
        let mut choices = self.terms.iter().flat_map(|term| &term.choices);
        choices.find(|choice| choice.modules.contains(&module)).is_none_or(|choice| choice.pick >= choice.of)
    }

    /// Its modules in order, those of choices included, each with the index of its term.
    pub fn modules(&self) -> impl Iterator<Item = (usize, ModuleId)> {
        let terms = self.terms.iter().enumerate();
        terms.flat_map(|(at, term)| term.all_modules().map(move |module| (at, module)))
    }
}

/// A term of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its title; empty when it has none.
    pub title: String,
    /// The modules that everyone takes, in order.
    pub modules: Vec<ModuleId>,
    /// The choices between further modules, in order.
    pub choices: Vec<Choice>,
}

impl Term {
    /// The modules that everyone takes, and behind them those of the choices.
    pub fn all_modules(&self) -> impl Iterator<Item = ModuleId> {
        let chosen = self.choices.iter().flat_map(|choice| &choice.modules);
        self.modules.iter().chain(chosen).copied()
    }
}

/// A choice: everyone takes `pick` of its modules, and which these are is theirs to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its title; empty when it has none.
    pub title: String,
    /// How many of them everyone takes; 0 where the file does not say so rightly, which is reported.
    pub pick: usize,
    /// How many there are to take from. This may be more than `modules` has, since those that are drafts are counted:
    /// whoever takes such a one does without one of the others.
    pub of: usize,
    /// The modules, in order.
    pub modules: Vec<ModuleId>,
}

/// An item that a programme leaves out on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// The item.
    pub item: ItemId,
    /// Why.
    pub reason: String,
    /// Where it is said.
    pub place: Place,
}

/// A plain page.
#[derive(Debug, Clone)]
pub struct PlainPage {
    /// Its file.
    pub document: DocumentId,
}

/// The changes of the last new version of a profile.
#[derive(Debug, Clone)]
pub struct Review {
    /// The profile.
    pub profile: ProfileId,
    /// Its file.
    pub path: SourcePath,
    /// The content of its file.
    pub file: ReviewFile,
    /// The claims that nobody has looked at since, by item and module.
    pub open: Vec<OpenClaim>,
}

/// The claims of one module on one item that were made before the words of the item changed.
#[derive(Debug, Clone)]
pub struct OpenClaim {
    /// The module.
    pub module: ModuleId,
    /// The item.
    pub item: ItemId,
    /// The claims, strongest first; never empty.
    pub claims: Vec<ClaimId>,
}

/// The parts of a site that could not be read, each with the gravest of its reports.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lost {
    /// The items of a profile.
    pub items: Option<Reported>,
    /// The code of a module.
    pub codes: Option<Reported>,
    /// Claims of a module.
    pub claims: Option<Reported>,
    /// Modules of a programme.
    pub terms: Option<Reported>,
    /// The profile to which a programme leads.
    pub profiles_of_programmes: Option<Reported>,
    /// The links of a text.
    pub links: Option<Reported>,
}
