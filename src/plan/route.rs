//! The subjects of pages.

use super::page_kind::PageKind;
use crate::model::{CompetenceId, ItemId, LessonId, ModuleId, PageId, ProfileId, ProgrammeId, Site};
use crate::syntax::OccasionKind;

/// The subject of a page. The site has a page for each value that names something in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Route {
    Home,
    Programme(ProgrammeId, ProgrammePart),
    Profile(ProfileId),
    Glossary(ProfileId),
    /// The programmes that lead to the profile, side by side.
    Comparison(ProfileId),
    Competence(CompetenceId),
    Item(ItemId),
    Modules,
    Module(ModuleId),
    Lesson(LessonId),
    Text(PageId),
    Accessibility,
    NotFound,
}

/// A page of a programme. All have the programme's title, and stand in its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProgrammePart {
    /// The programme's own page, with its text.
    Overview,
    /// Its coverage matrix.
    Matrix,
    /// The matrix without the site's frame, to be shown inside other sites.
    Embed,
    /// Its gaps.
    Gaps,
    /// All that an inspection asks for, to be printed.
    Dossier,
    /// Where each item is learned and assessed, and how.
    Alignment,
    /// Which assessment asks for which item.
    Assessments,
}

impl ProgrammePart {
    /// Every page of a programme, in the order of the navigation.
    pub const ALL: [Self; 7] = [
        Self::Overview,
        Self::Matrix,
        Self::Embed,
        Self::Gaps,
        Self::Alignment,
        Self::Assessments,
        Self::Dossier,
    ];

    /// Whether `programme` has the page: what says nothing of teaching and assessing has none about these.
    pub(super) fn is_there(self, site: &Site, programme: ProgrammeId) -> bool {
        match self {
            Self::Overview | Self::Matrix | Self::Embed | Self::Gaps | Self::Dossier => true,
            Self::Alignment => site.has_occasions(programme, &OccasionKind::ALL),
            Self::Assessments => site.has_occasions(programme, &[OccasionKind::Assessment]),
        }
    }

    /// The folder of the page below that of its programme; empty for the programme's own page.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Matrix => "matrix",
            Self::Embed => "matrix/embed",
            Self::Gaps => "gaps",
            Self::Dossier => "dossier",
            Self::Alignment => "alignment",
            Self::Assessments => "assessments",
        }
    }

    /// Whether the main navigation leads to it beside the programme.
    pub(super) fn is_in_navigation(self) -> bool {
        match self {
            Self::Matrix | Self::Gaps | Self::Alignment => true,
            Self::Overview | Self::Embed | Self::Assessments | Self::Dossier => false,
        }
    }

    fn kind(self) -> PageKind {
        match self {
            Self::Overview => PageKind::Programme,
            Self::Matrix => PageKind::Matrix,
            Self::Embed => PageKind::Embed,
            Self::Gaps => PageKind::Gaps,
            Self::Dossier => PageKind::Dossier,
            Self::Alignment => PageKind::Alignment,
            Self::Assessments => PageKind::Assessments,
        }
    }
}

impl Route {
    /// The competence whose own text the page shows: its page, or that of the item that it is itself.
    pub fn competence_shown(self, site: &Site) -> Option<CompetenceId> {
        match self {
            Self::Competence(id) => Some(id),
            Self::Item(id) => site.competence_of(id),
            Self::Home
            | Self::Programme(..)
            | Self::Profile(_)
            | Self::Glossary(_)
            | Self::Comparison(_)
            | Self::Modules
            | Self::Module(_)
            | Self::Lesson(_)
            | Self::Text(_)
            | Self::Accessibility
            | Self::NotFound => None,
        }
    }

    /// The kind of page.
    pub fn kind(self) -> PageKind {
        match self {
            Self::Home => PageKind::Home,
            Self::Programme(_, part) => part.kind(),
            Self::Profile(_) => PageKind::Profile,
            Self::Glossary(_) => PageKind::Glossary,
            Self::Comparison(_) => PageKind::Comparison,
            Self::Competence(_) => PageKind::Competence,
            Self::Item(_) => PageKind::Item,
            Self::Modules => PageKind::Modules,
            Self::Module(_) => PageKind::Module,
            Self::Lesson(_) => PageKind::Lesson,
            Self::Text(_) => PageKind::Text,
            Self::Accessibility => PageKind::Accessibility,
            Self::NotFound => PageKind::NotFound,
        }
    }
}
