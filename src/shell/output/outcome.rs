//! The report of a build: how many files it created, changed and removed, and how the new site took the place of the
//! old.

use std::path::PathBuf;

use crate::diagnostics::{Message, say};
use crate::plan::OutPath;

/// The report of a build. `created + changed + unchanged` is the number of files of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Pages of the site, of whichever files.
    pub pages: usize,
    /// Files that did not exist.
    pub created: usize,
    /// Files whose content was replaced.
    pub changed: usize,
    /// Files that had the right content already.
    pub unchanged: usize,
    /// Files that an earlier build wrote and the site no longer has.
    pub removed: usize,
    /// Bytes written, without the manifest.
    pub bytes: u64,
    /// Files that somebody else had changed or removed, and that have the site's content again; they are counted
    /// among the changed ones.
    pub repaired: Vec<OutPath>,
    /// Files that the site no longer has, but that stay because somebody else changed them.
    pub left: Vec<OutPath>,
    /// Links in the output that lead out of it or to nothing, as paths in it: they are somebody else's, and stay.
    pub links: Vec<PathBuf>,
    /// Whether the manifest was damaged or without a list, so that the files of earlier builds were not known.
    pub relisted: bool,
    /// How the new site took the place of the old one.
    pub how: How,
    /// The old site, if it could not be cleared away in full; the next build tries again.
    pub leftover: Option<PathBuf>,
}

/// How the new site took the place of the old one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum How {
    /// Nothing differed, so no file was written.
    #[default]
    Untouched,
    /// One file was replaced at once; the others stayed as they were.
    OneFile,
    /// The whole site at once.
    AtOnce,
    /// File by file, each at once. If such a build is killed, old pages stand beside new ones until the next build.
    FileByFile(Why),
}

/// Why a site could not be replaced as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The output folder is the top of a disk or a mounted folder, and cannot be renamed.
    Mounted,
    /// The program was started inside the output folder, so another folder must not take its place.
    StartedInside,
    /// The folder that holds the output may not be written to.
    ParentReadOnly,
    /// A file of somebody else in the output could not be carried over.
    NotCarried,
}

impl Why {
    /// The reason in words.
    pub fn message(self) -> Message {
        match self {
            Self::Mounted => say!("the output folder is mounted, or may not be renamed"),
            Self::StartedInside => say!("you are inside the output folder"),
            Self::ParentReadOnly => say!("the folder that holds the output folder may not be written to"),
            Self::NotCarried => {
                say!("a file in the output folder that leerlijn did not write cannot be read")
            }
        }
    }
}
