//! Purpose: the item types of this program's CASE packages.
//! Input: kinds of the model. Output: [`Kind`].
//! Invariant: the import of CASE knows these titles again.

use crate::model::ItemKind;

/// An item type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Competence,
    Indicator,
    Knowledge,
    Skill,
    Attitude,
    Module,
}

impl Kind {
    /// Its title and its code.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Competence => "Competence",
            Self::Indicator => "Indicator",
            Self::Knowledge => "Knowledge",
            Self::Skill => "Skill",
            Self::Attitude => "Attitude",
            Self::Module => "Module",
        }
    }

    /// What it is.
    pub(super) fn description(self) -> &'static str {
        match self {
            Self::Competence => "A part of a qualification profile that groups indicators",
            Self::Indicator => "An observable behaviour under one competence",
            Self::Knowledge => "Something that a graduate knows",
            Self::Skill => "Something that a graduate can do",
            Self::Attitude => "A way in which a graduate works",
            Self::Module => "A course module",
        }
    }
}

impl From<ItemKind> for Kind {
    fn from(kind: ItemKind) -> Self {
        match kind {
            ItemKind::Indicator => Self::Indicator,
            ItemKind::Knowledge => Self::Knowledge,
            ItemKind::Skill => Self::Skill,
            ItemKind::Attitude => Self::Attitude,
        }
    }
}
