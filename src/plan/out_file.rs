//! One file of the output, as a value.
//!
//! The pipeline hands a list of [`OutFile`]s to whoever writes or serves them. Most are pages, and a large site's
//! pages do not fit in memory together, so a page is listed with what it shows ([`RenderTarget`]) and rendered when
//! its turn comes. A page that was rendered before is recognised by the [`Fingerprint`] of its inputs, and then
//! rendering is left out ([`Rendered::Unchanged`]). No value here names a path on a disk; where a site's root lies is
//! known to the shell alone.

use crate::model::ProgrammeId;
use crate::plan::{Download, OutPath, ProgrammePart, Route};
use crate::text::SourcePath;

/// A file that the output must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutFile {
    /// Where it stands in the output.
    pub path: OutPath,
    /// Its content, or the page to render for it.
    pub content: OutContent,
}

/// The content of a file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutContent {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of this source file, published as it is. Its size and time of change are looked up when
    /// the site is written, so an asset that did not change is never read.
    Copy(SourcePath),
    /// The bytes that rendering this gives, which is done only when they are asked for.
    OnDemand(RenderTarget),
}

/// A file that is rendered from views of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenderTarget {
    /// A page.
    Page(Route),
    /// The text of a page as markdown, which lies beside it.
    Markdown(Route),
    /// A page of a programme as one file.
    SingleFile(ProgrammeId, ProgrammePart),
    /// A table to take along.
    Download(Download),
}

/// The result of rendering a file for somebody who may have it already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendered {
    /// Its inputs have the fingerprint of the earlier file, so its bytes would be the same.
    Unchanged,
    /// Its bytes, and the fingerprint of its inputs; none where that is not known.
    Bytes(Vec<u8>, Option<Fingerprint>),
}

/// A hash of all inputs of a file: its views, the theme's templates and words, the settings and the program. Two
/// files with the same fingerprint have the same bytes.
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

    /// The file `path` that is rendered from `target`.
    pub fn on_demand(path: OutPath, target: RenderTarget) -> Self {
        Self { path, content: OutContent::OnDemand(target) }
    }
}
