//! The changes of the last new version of a profile, for readers of its page and for whoever looks at a module's claims.

use serde::Serialize;

use super::ItemRef;

/// The changes of the last new version of a profile.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct RevisionView {
    /// The version before; empty where the profile says none.
    pub from: String,
    /// The version now; empty where the profile says none.
    pub to: String,
    /// The lines that read otherwise.
    pub changed: Vec<RewordedLine>,
    /// The lines that are new.
    pub new: Vec<ItemRef>,
    /// The lines that are gone.
    pub gone: Vec<GoneLine>,
    /// How many claims were made before the words changed and have not been looked at since.
    pub to_review: usize,
}

/// A line of a profile that reads otherwise.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct RewordedLine {
    /// The line, with the words of today.
    pub item: ItemRef,
    /// Its words before and now, in order.
    pub words: Vec<RevisedWords>,
}

/// Words that stand together in a line of two versions.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct RevisedWords {
    /// `kept`, `gone` or `new`.
    pub kind: &'static str,
    /// The words, with the white space round them.
    pub text: String,
}

/// A line of a profile that is gone.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct GoneLine {
    /// The id that it had.
    pub id: String,
    /// Its words.
    pub text: String,
    /// The lines that it was split into, or became a part of.
    pub became: Vec<ItemRef>,
    /// The line that it may be now; nobody has decided it.
    pub may_be: Vec<ItemRef>,
}
