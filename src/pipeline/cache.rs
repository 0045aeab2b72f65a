//! Purpose: parse each text once.
//! Input: the files below `content`. Output: their documents, in the order of their paths.
//! Invariant: an entry is used only for the same path and the same text; files that are gone are
//! forgotten.

use std::sync::Arc;

use rayon::prelude::*;

use crate::sources::{CONTENT_FOLDER, SourceFile, Sources};
use crate::syntax::{self, Document};

/// Files and what they parsed to, in the order of their paths.
#[derive(Debug, Default)]
pub(super) struct Cache {
    entries: Vec<(Arc<SourceFile>, Arc<Document>)>,
}

impl Cache {
    /// The documents of `sources`; the files that changed are parsed on all cores.
    pub(super) fn parse(&mut self, sources: &Sources) -> Vec<Arc<Document>> {
        let mut known = std::mem::take(&mut self.entries).into_iter().peekable();
        // Both stand in the order of their paths, so one walk along the two finds what is known.
        let found: Vec<(&Arc<SourceFile>, Option<Arc<Document>>)> = sources
            .files_in(CONTENT_FOLDER)
            .map(|file| {
                if let Some((_, document)) = known.next_if(|(other, _)| Arc::ptr_eq(other, file)) {
                    return (file, Some(document));
                }
                while known.next_if(|(other, _)| other.path < file.path).is_some() {}
                let same_path = known.next_if(|(other, _)| other.path == file.path);
                let same = same_path.filter(|(other, _)| other.hash == file.hash && other.text == file.text);
                (file, same.map(|(_, document)| document))
            })
            .collect();
        self.entries = found
            .into_par_iter()
            .map(|(file, known)| (Arc::clone(file), known.unwrap_or_else(|| Arc::new(syntax::parse(file)))))
            .collect();
        self.entries.iter().map(|(_, document)| Arc::clone(document)).collect()
    }
}
