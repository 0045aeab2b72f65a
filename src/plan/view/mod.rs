//! The values that a template is given, page by page: the theme's documented interface.
//!
//! A view holds facts and addresses, never markup of the page's own, and no words of a language: those are the theme's.
//! Addresses (`path`) are relative to the site's root and name their file; a template writes
//! `{{ page.root }}{{ link.path }}`, which makes every link relative and lets a view be shared by all pages.
//!
//! Every template sees `site` ([`SiteView`]), `page` ([`PageView`]) and `view`, one of the values of
//! [`View`]; which one follows from the template's name ([`View::template`]).

mod alignment;
mod body;
mod comparison;
mod coverage;
mod dossier;
mod glossary;
mod module;
mod profile;
mod programme;
mod revision;
mod shared;
mod site;

pub use alignment::{
    AlignmentGroup, AlignmentRow, AlignmentView, AssessingModule, AssessmentCell, AssessmentColumn,
    AssessmentGroup, AssessmentRow, AssessmentsView, UntaughtModule,
};
pub use body::{BodyPart, BodyView, SectionClaims, TextView};
pub use comparison::{ComparedItem, ComparisonGroup, ComparisonRow, ComparisonView};
pub use coverage::{
    Downloads, EarlyView, EvidenceView, ExemptView, GapGroup, GapView, GapsView, MatrixCell, MatrixColumn,
    MatrixGroup, MatrixRow, MatrixTerm, MatrixView, OnlyModule, RelianceView,
};
pub use dossier::{DossierGroup, DossierSection, DossierView};
pub use glossary::{GlossLink, GlossView, GlossaryLetter, GlossaryView};
pub use module::{
    CourseModule, CourseTerm, CourseView, CoverGroup, CoverItem, FactView, LessonLink, LessonView,
    ModuleTableRow, ModuleTableView, ModuleView, ModulesView, TermPlace,
};
pub use profile::{
    CompetenceSection, CompetenceSummary, CompetenceView, ItemInProgramme, ItemModule, ItemView,
    ModuleClaims, ProfileSection, ProfileView, SectionPart,
};
pub use programme::{
    CompetenceBar, DrawnLine, DrawnModule, DrawnStep, DrawnTerm, HeatCell, HomeView, LevelCount,
    ModuleRequirements, PrerequisitesView, ProgrammeCard, ProgrammeView, TermChoice, TermModule, TermView,
};
pub use revision::{GoneLine, RevisedWords, RevisionView, RewordedLine};
pub use shared::{
    ChoiceRef, ClaimPlace, Crumb, DateView, EditionView, ImageView, ItemRef, LevelView, Link, ModuleRef,
    NameView, OccasionView, OtherLevel, PageView, PartLink, ProgrammeLink, SiteView, StatusView, TocEntry,
    TotalsView,
};

pub use site::{AccessibilityView, FeedEntry, FeedView, MovedView, SitemapEntry};

pub use crate::plan::page_kind::{PageKind, SearchKindView};

use serde::Serialize;

/// The part of a template's input that differs by kind of page.
#[derive(Debug, Clone, Hash, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "each variant is its view's kind of page, documented there")]
pub enum View {
    Home(HomeView),
    Programme(Box<ProgrammeView>),
    Matrix(MatrixView),
    Embed(MatrixView),
    Gaps(GapsView),
    Dossier(Box<DossierView>),
    Alignment(AlignmentView),
    Assessments(AssessmentsView),
    Profile(ProfileView),
    Glossary(GlossaryView),
    Comparison(ComparisonView),
    Competence(CompetenceView),
    Item(ItemView),
    Modules(ModulesView),
    Module(ModuleView),
    Lesson(LessonView),
    Text(TextView),
    Accessibility(AccessibilityView),
    NotFound {},
}

impl View {
    /// The kind of page that shows this view.
    pub fn kind(&self) -> PageKind {
        match self {
            Self::Home(_) => PageKind::Home,
            Self::Programme(_) => PageKind::Programme,
            Self::Matrix(_) => PageKind::Matrix,
            Self::Embed(_) => PageKind::Embed,
            Self::Gaps(_) => PageKind::Gaps,
            Self::Dossier(_) => PageKind::Dossier,
            Self::Alignment(_) => PageKind::Alignment,
            Self::Assessments(_) => PageKind::Assessments,
            Self::Profile(_) => PageKind::Profile,
            Self::Glossary(_) => PageKind::Glossary,
            Self::Comparison(_) => PageKind::Comparison,
            Self::Competence(_) => PageKind::Competence,
            Self::Item(_) => PageKind::Item,
            Self::Modules(_) => PageKind::Modules,
            Self::Module(_) => PageKind::Module,
            Self::Lesson(_) => PageKind::Lesson,
            Self::Text(_) => PageKind::Text,
            Self::Accessibility(_) => PageKind::Accessibility,
            Self::NotFound {} => PageKind::NotFound,
        }
    }

    /// The template that renders this view.
    pub fn template(&self) -> &'static str {
        self.kind().template()
    }
}
