//! The roles that a column of a list of outcomes can have, and their names for people and on the command line.

use crate::diagnostics::{Message, say};
use crate::import::outcomes::kinds::{KINDS, OutcomeKind};

/// The role of a column in a list of outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::import) enum ColumnRole {
    /// The code of an outcome, or of the group in the next column.
    Code,
    /// The outcome itself.
    Statement,
    /// An outcome of this kind.
    Kinded(OutcomeKind),
    /// The group below which it stands.
    Group,
    /// Its kind.
    Kind,
    /// How far it goes.
    Level,
    /// Its explanation.
    Description,
    /// The codes of what it goes with elsewhere, which stay as text.
    References,
    /// More that is said of it, under a name that is kept with it.
    Beside,
}

impl ColumnRole {
    /// Its name on the command line.
    pub(in crate::import) fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Statement => "text",
            Self::Kinded(kind) => kind.plural(),
            Self::Group => "group",
            Self::Kind => "kind",
            Self::Level => "level",
            Self::Description => "description",
            Self::References => "references",
            Self::Beside => "beside",
        }
    }

    /// What such a column holds, for people.
    pub(in crate::import) fn noun(self) -> Message {
        match self {
            Self::Code => say!("code"),
            Self::Statement => say!("text"),
            Self::Kinded(kind) => kind.noun(),
            Self::Group => say!("group"),
            Self::Kind => say!("kind"),
            Self::Level => say!("level"),
            Self::Description => say!("description"),
            Self::References => say!("references"),
            Self::Beside => say!("further text"),
        }
    }

    /// The role that somebody names so on the command line.
    pub(in crate::import) fn named(name: &str) -> Option<Self> {
        let kinds = KINDS.iter().map(|(kind, _)| Self::Kinded(*kind));
        let others = [
            Self::Code,
            Self::Statement,
            Self::Group,
            Self::Kind,
            Self::Level,
            Self::Description,
            Self::References,
        ];
        others.into_iter().chain(kinds).find(|role| role.name() == name)
    }
}
