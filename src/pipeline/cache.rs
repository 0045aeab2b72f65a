//! Purpose: parse each text once.
//! Input: the files below `content`. Output: their documents, in the order of their paths.
//! Invariant: an entry is used only for the same path and the same text; files that are gone are
//! forgotten.

use std::sync::Arc;

use ahash::HashMap;
use rayon::prelude::*;

use crate::sources::{CONTENT_FOLDER, SourceFile, Sources};
use crate::syntax::{self, Document};
use crate::text::SourcePath;

/// Documents by path, each with the hash of the text that it was made of.
#[derive(Debug, Default)]
pub(super) struct Cache {
    documents: HashMap<SourcePath, (u64, Arc<Document>)>,
}

impl Cache {
    /// The documents of `sources`; the files that changed are parsed on all cores.
    pub(super) fn parse(&mut self, sources: &Sources) -> Vec<Arc<Document>> {
        let files: Vec<&Arc<SourceFile>> = sources.files_in(CONTENT_FOLDER).collect();
        let documents: Vec<Arc<Document>> = files
            .par_iter()
            .map(|file| match self.documents.get(&file.path) {
                Some((hash, document)) if *hash == file.hash => Arc::clone(document),
                _ => Arc::new(syntax::parse(file)),
            })
            .collect();
        let entries = files.iter().zip(&documents);
        self.documents =
            entries.map(|(file, document)| (file.path.clone(), (file.hash, Arc::clone(document)))).collect();
        documents
    }
}
