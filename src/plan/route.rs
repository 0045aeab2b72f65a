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

/// How the main navigation shows a page of a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Navigation {
    /// Not at all: other pages of the programme lead to it.
    Left,
    /// As an entry beside the programme.
    Entry,
    /// As an entry with the number of the programme's gaps.
    EntryWithGaps,
}

/// The facts of a page of a programme that hold for every programme.
struct PartFacts {
    kind: PageKind,
    /// Its folder below that of the programme; empty for the programme's own page.
    folder: &'static str,
    navigation: Navigation,
    /// Whether it is there as markdown too.
    has_markdown: bool,
    /// The word in the name of the file that holds the whole page, for a page that is offered as one file.
    single_file: Option<&'static str>,
    /// The page of the programme that it shows again, to which the search, the sitemap and the feed lead instead.
    again: Option<ProgrammePart>,
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

    /// Written out for each page, so that a new one leaves no question open.
    fn facts(self) -> PartFacts {
        match self {
            Self::Overview => PartFacts {
                kind: PageKind::Programme,
                folder: "",
                navigation: Navigation::Left,
                has_markdown: true,
                single_file: None,
                again: None,
            },
            Self::Matrix => PartFacts {
                kind: PageKind::Matrix,
                folder: "matrix",
                navigation: Navigation::Entry,
                has_markdown: true,
                single_file: None,
                again: None,
            },
            Self::Embed => PartFacts {
                kind: PageKind::Embed,
                folder: "matrix/embed",
                navigation: Navigation::Left,
                has_markdown: false,
                single_file: Some("matrix"),
                again: Some(Self::Matrix),
            },
            Self::Gaps => PartFacts {
                kind: PageKind::Gaps,
                folder: "gaps",
                navigation: Navigation::EntryWithGaps,
                has_markdown: true,
                single_file: None,
                again: None,
            },
            Self::Dossier => PartFacts {
                kind: PageKind::Dossier,
                folder: "dossier",
                navigation: Navigation::Left,
                has_markdown: false,
                single_file: Some("dossier"),
                again: None,
            },
            Self::Alignment => PartFacts {
                kind: PageKind::Alignment,
                folder: "alignment",
                navigation: Navigation::Entry,
                has_markdown: false,
                single_file: None,
                again: None,
            },
            Self::Assessments => PartFacts {
                kind: PageKind::Assessments,
                folder: "assessments",
                navigation: Navigation::Left,
                has_markdown: false,
                single_file: None,
                again: None,
            },
        }
    }

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
        self.facts().folder
    }

    /// How the main navigation shows it.
    pub(super) fn navigation(self) -> Navigation {
        self.facts().navigation
    }

    /// Whether it is there as markdown too.
    pub(super) fn has_markdown(self) -> bool {
        self.facts().has_markdown
    }

    /// The word in the name of the file that holds the whole page; none for a page that is not offered as one file.
    pub(super) fn single_file(self) -> Option<&'static str> {
        self.facts().single_file
    }

    /// The page of the programme that it shows again.
    pub(super) fn again(self) -> Option<Self> {
        self.facts().again
    }

    fn kind(self) -> PageKind {
        self.facts().kind
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
