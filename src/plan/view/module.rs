//! Modules and their lessons. The coverage of a module includes the claims of its lessons.

use serde::Serialize;

use super::{
    BodyView, ChoiceRef, ClaimPlace, ItemRef, Link, ModuleRef, OtherLevel, ProgrammeLink, RewordedLine,
    TermView,
};
use crate::text::Amount;

/// The page with all modules.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ModulesView {
    /// The text of `modules/index.md`, when there is one.
    pub body: BodyView,
    /// The modules of each programme by term.
    pub programmes: Vec<(Link, Vec<TermView>)>,
    /// The modules that are in no programme.
    pub others: Vec<ModuleRef>,
}

/// A module's page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ModuleView {
    /// The module.
    pub module: ModuleRef,
    /// One sentence about it; empty when the author wrote none.
    pub summary: String,
    /// The modules that go before it, in the order of the file.
    pub requires: Vec<ModuleRef>,
    /// The modules that it goes before.
    pub required_by: Vec<ModuleRef>,
    /// Who teaches it.
    pub teachers: Vec<String>,
    /// The facts that the school wants to show besides, in the order of the file.
    pub facts: Vec<FactView>,
    /// Its text.
    pub body: BodyView,
    /// Its lesson pages, in order.
    pub lessons: Vec<LessonLink>,
    /// Whether its own text leads to each of them, so that a list would be there twice.
    pub lists_lessons: bool,
    /// The items that it covers, strongest level first, with the places; lesson pages are included.
    pub covers: Vec<CoverGroup>,
    /// The programmes and terms that it is taught in.
    pub taught: Vec<TermPlace>,
    /// The items whose words changed after it claimed them, as long as nobody has looked at the claims.
    pub to_review: Vec<RewordedLine>,
    /// Those of `covers` that no heading of its own text claims: the claims of the whole module and of lesson pages.
    pub unplaced: Vec<CoverGroup>,
    /// The programme around it.
    pub course: Option<CourseView>,
}

/// A fact that a school shows of a module.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct FactView {
    /// Its name, as the author wrote it.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// The modules of a programme with their facts, as a table to take along.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ModuleTableView {
    /// The programme.
    pub programme: ProgrammeLink,
    /// The names of the facts that are the school's own, in the order in which they first come.
    pub fact_names: Vec<String>,
    /// The modules, in the order of the programme.
    pub rows: Vec<ModuleTableRow>,
}

/// A module in a table to take along.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ModuleTableRow {
    /// The term's title; empty for a programme without terms.
    pub term: String,
    /// The choice that it stands in; none where everyone takes it.
    pub choice: Option<ChoiceRef>,
    /// The module.
    pub module: ModuleRef,
    /// The names of the modules that go before it.
    pub requires: Vec<String>,
    /// Who teaches it.
    pub teachers: Vec<String>,
    /// For each name of a fact its value; empty where the module does not have it.
    pub facts: Vec<String>,
}

/// A lesson's page.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct LessonView {
    /// The module that it belongs to.
    pub module: ModuleRef,
    /// Its place among the lessons, from 1.
    pub number: usize,
    /// Contact hours, when it says.
    pub hours: Option<Amount>,
    /// One sentence about it; empty when the author wrote none.
    pub summary: String,
    /// Its text.
    pub body: BodyView,
    /// All lessons of the module, in order.
    pub lessons: Vec<LessonLink>,
    /// The items that this page itself covers, strongest level first.
    pub covers: Vec<CoverGroup>,
    /// Those that the page claims as a whole, below no heading.
    pub unplaced: Vec<CoverGroup>,
    /// The programme around its module.
    pub course: Option<CourseView>,
}

/// Where a reader is in a programme: its terms, and around the module that is shown their modules.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CourseView {
    /// The programme.
    pub programme: Link,
    /// Its terms, in order.
    pub terms: Vec<CourseTerm>,
}

/// A term of the programme around a module.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CourseTerm {
    /// Its title; empty for a programme without terms.
    pub title: String,
    /// Its place on the programme's page.
    pub path: String,
    /// Its modules; in a long programme those of the reader's own term alone, so that pages do not grow with it.
    pub modules: Vec<CourseModule>,
}

/// A module in the programme around it.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CourseModule {
    /// The module.
    pub module: ModuleRef,
    /// Whether the page is this module's or that of a lesson of it.
    pub current: bool,
}

/// A lesson in a list of lessons.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct LessonLink {
    /// Its title.
    pub title: String,
    /// Its page.
    pub path: String,
    /// One sentence about it; empty when the author wrote none.
    pub summary: String,
    /// Contact hours, when it says.
    pub hours: Option<Amount>,
    /// Whether it is the page that is shown.
    pub current: bool,
}

/// The items that a module brings to one level.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CoverGroup {
    /// Index into `site.levels`.
    pub level: usize,
    /// The items, in the order of the profile.
    pub items: Vec<CoverItem>,
}

/// An item that a module covers, and where.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CoverItem {
    /// The item.
    pub item: ItemRef,
    /// Every place that claims it, strongest first.
    pub places: Vec<ClaimPlace>,
}

/// Where a module stands in a programme.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct TermPlace {
    /// The programme.
    pub programme: Link,
    /// The term's title; empty for a programme without terms.
    pub term: String,
    /// The choice that it is in; none for a module that everyone takes.
    pub choice: Option<ChoiceRef>,
    /// The items for which it counts at another level there than its own.
    pub levels: Vec<OtherLevel>,
}
