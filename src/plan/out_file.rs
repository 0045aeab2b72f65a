//! Purpose: one file of the output, as a value.
//! Input: bytes, the name of a source file, or what to make a page of. Output: [`OutFile`].
//! Invariant: holds no path of a disk; where the site's root lies is known to the shell alone.

use crate::model::ProgrammeId;
use crate::plan::{Download, OutPath, Route};
use crate::text::SourcePath;

/// A file that the output must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutFile {
    /// Where it stands in the output.
    pub path: OutPath,
    /// What it holds.
    pub content: OutContent,
}

/// What a file of the output holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutContent {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of this source file, published as it is. Its size and time of change are looked up when
    /// the site is written, so an asset that did not change is never read.
    Copy(SourcePath),
    /// What is made of this when it is asked for, so that a large site never stands in memory.
    Made(Recipe),
}

/// What a file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipe {
    /// A page.
    Page(Route),
    /// The matrix of a programme as one file.
    SingleFile(ProgrammeId),
    /// A table to take along.
    Download(Download),
}

/// The content of a file that is made, as far as somebody who knows an earlier one needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Making {
    /// It is made of the same, so it is the same.
    Same,
    /// Its bytes, and what they are made of; none where nobody can tell.
    Bytes(Vec<u8>, Option<Fingerprint>),
}

/// A number that two files share only when they are made of the same: the same views, templates and words,
/// by the same program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(pub u128);

impl OutFile {
    /// The file `path` that holds `bytes`.
    pub fn bytes(path: OutPath, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path, content: OutContent::Bytes(bytes.into()) }
    }

    /// The file `path` that is a copy of the source file `from`.
    pub fn copy(path: OutPath, from: SourcePath) -> Self {
        Self { path, content: OutContent::Copy(from) }
    }

    /// The file `path` that is made by `recipe`.
    pub fn made(path: OutPath, recipe: Recipe) -> Self {
        Self { path, content: OutContent::Made(recipe) }
    }
}
