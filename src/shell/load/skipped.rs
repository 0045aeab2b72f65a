//! The files and folders of a site that are left out, each with the reason, for an author to hear.

use std::fmt;

use crate::diagnostics::{Message, say};

/// A file or folder of the site that is left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// Its path in the site, with a replacement for characters that cannot be shown.
    pub path: String,
    /// The reason why it is left out.
    pub reason: SkipReason,
}

/// The reason why a file or folder is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkipReason {
    /// A link out of the site's folder: its target may be secret.
    OutsideLink,
    /// A link to a hidden file or folder, such as `.git`.
    HiddenLink,
    /// A link to something that does not exist.
    BrokenLink,
    /// A link to a folder that the link itself is in.
    EndlessLink,
    /// A link inside a folder that is itself reached by a link.
    NestedLink,
    /// A pipe, a socket or a device.
    NoFile,
    /// A link in a commit, wherever it leads.
    UnfollowedLink,
    /// A submodule in a commit.
    OtherRepository,
    /// A file or folder of an editor, a sync client or a system, such as `m05.md.bak` and `@eaDir`.
    LeftBehind,
    /// A page, or a folder of them, beside the folder of the content.
    BesideContent,
    /// The stand-in that a sync client keeps for a file that it has not fetched.
    Placeholder,
    /// A name that cannot be an address: not UTF-8, or with a backslash, a control character or a mark that turns the
    /// direction of writing.
    OddName,
}

impl SkipReason {
    /// The reason in words.
    pub fn message(self) -> Message {
        match self {
            Self::OutsideLink => say!("it is a link that leads out of the site's folder"),
            Self::HiddenLink => say!("it is a link to a hidden file or folder"),
            Self::BrokenLink => say!("it is a link to something that does not exist"),
            Self::EndlessLink => say!("it is a link to a folder that it stands in"),
            Self::NestedLink => say!("it is a link inside a linked folder"),
            Self::NoFile => say!("it is no ordinary file"),
            Self::UnfollowedLink => say!("it is a link, and links are not followed in a commit"),
            Self::OtherRepository => say!("it is a repository of its own"),
            Self::BesideContent => {
                say!("it stands beside the folder `content`, and the pages of a site stand in it")
            }
            Self::LeftBehind => say!("a program made it for itself"),
            Self::Placeholder => say!("it stands for a file that is kept elsewhere and is not on this disk"),
            Self::OddName => say!("its name has characters that an address cannot have"),
        }
    }
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().english())
    }
}
