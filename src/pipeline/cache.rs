//! Purpose: parse each text once.
//! Input: the files below `content`. Output: their documents, in the order of their paths.
//! Invariant: an entry is used only for the same path, text and treatment of raw markup; files that are gone are
//! forgotten.

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::RawHtml;
use crate::cores::PORTION;
use crate::sources::{CONTENT_FOLDER, SourceFile, Sources};
use crate::syntax::{self, Document};

/// A file and what it parsed to.
type Parsed = (Arc<SourceFile>, Arc<Document>);

/// Files and what they parsed to, in the order of their paths.
#[derive(Debug, Default)]
pub(super) struct Cache {
    entries: Vec<Parsed>,
    raw_html: RawHtml,
}

impl Cache {
    /// The documents of `sources`; the files that changed are parsed on all cores.
    pub(super) fn parse(&mut self, sources: &Sources, raw_html: RawHtml) -> Vec<Arc<Document>> {
        if std::mem::replace(&mut self.raw_html, raw_html) != raw_html {
            self.entries.clear();
        }
        let mut known = std::mem::take(&mut self.entries).into_iter().peekable();
        // Both stand in the order of their paths, so one walk along the two finds what is known.
        let found: Vec<Result<Parsed, &Arc<SourceFile>>> = sources
            .files_in(CONTENT_FOLDER)
            .map(|file| {
                if let Some(same) = known.next_if(|(other, _)| Arc::ptr_eq(other, file)) {
                    return Ok(same);
                }
                while known.next_if(|(other, _)| other.path < file.path).is_some() {}
                let same_path = known.next_if(|(other, _)| other.path == file.path);
                let same = same_path.filter(|(other, _)| other.hash == file.hash && other.text == file.text);
                same.map(|(_, document)| (Arc::clone(file), document)).ok_or(file)
            })
            .collect();
        let parse = |file: &Arc<SourceFile>| (Arc::clone(file), Arc::new(syntax::parse(file, raw_html)));
        self.entries =
            found.into_par_iter().with_max_len(PORTION).map(|known| known.unwrap_or_else(parse)).collect();
        self.entries.iter().map(|(_, document)| Arc::clone(document)).collect()
    }
}
