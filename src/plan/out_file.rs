//! Purpose: one file of the output, as a value.
//! Input: rendered bytes, or the name of a source file. Output: [`OutFile`].
//! Invariant: holds no path of a disk; where the site's root lies is known to the shell alone.

use crate::plan::OutPath;
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
}

impl OutFile {
    /// The file `path` that holds `bytes`.
    pub fn bytes(path: OutPath, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path, content: OutContent::Bytes(bytes.into()) }
    }

    /// The file `path` that is a copy of the source file `from`.
    pub fn copy(path: OutPath, from: SourcePath) -> Self {
        Self { path, content: OutContent::Copy(from) }
    }
}
