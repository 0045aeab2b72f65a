//! Purpose: tell what a build did to the output.
//! Input: counts of the writer. Output: [`Written`].
//! Invariant: `created + changed + unchanged` is the number of files of the site.

use std::fmt;
use std::path::PathBuf;

use crate::plan::OutPath;

/// What a build did to the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there.
    pub created: usize,
    /// Files whose content was replaced.
    pub changed: usize,
    /// Files that held the right content.
    pub unchanged: usize,
    /// Files that an earlier build wrote and the site no longer has.
    pub removed: usize,
    /// Bytes written, without the manifest.
    pub bytes: u64,
    /// Files that somebody else had changed or removed, and that hold the site's content again; counted
    /// among the changed.
    pub repaired: Vec<OutPath>,
    /// Files that the site no longer has, and that stay because somebody else changed them.
    pub left: Vec<OutPath>,
    /// Whether the manifest was damaged, so that it was not known which files an earlier build wrote.
    pub relisted: bool,
    /// In which way the new site took the place of the old.
    pub how: How,
    /// The old site, where it could not be cleared away in full; the next build tries again.
    pub leftover: Option<PathBuf>,
}

/// In which way the new site took the place of the old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Nothing differed, so nothing was touched.
    Untouched,
    /// One file was replaced at once; the others stayed as they were.
    OneFile,
    /// The whole site at once.
    AtOnce,
    /// File by file, each at once: a build that is killed leaves old pages beside new ones until the next.
    FileByFile(Why),
}

/// Why a site could not be replaced as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The output folder is the top of a disk or a mounted folder, and cannot be renamed.
    Mounted,
    /// The program was started inside the output folder, which must stay the folder that it is.
    StartedInside,
    /// The folder that holds the output may not be written to.
    ParentReadOnly,
    /// A file of somebody else in the output could not be carried over.
    NotCarried,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mounted => "the output folder is mounted, or may not be renamed",
            Self::StartedInside => "you are inside the output folder",
            Self::ParentReadOnly => "the folder that holds the output folder may not be written to",
            Self::NotCarried => "a file in the output folder that leerlijn did not write cannot be read",
        })
    }
}
