//! Parses each text once.
//!
//! A document is taken again only for the same path, text and settings of texts. Files that are gone are
//! forgotten.

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::TextRules;
use crate::cores::MAX_FILES_PER_JOB;
use crate::sources::{CONTENT_FOLDER, SourceFile, Sources};
use crate::syntax::{self, Document, REVIEW_ENDING};

/// A file and what it parsed to.
type Parsed = (Arc<SourceFile>, Arc<Document>);

/// Files and what they parsed to, in the order of their paths.
#[derive(Debug, Default)]
pub(super) struct Cache {
    entries: Vec<Parsed>,
    rules: Rules,
}

/// The settings on which it depends what a file parses to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Rules {
    /// The rules by which texts become markup.
    pub(super) text: TextRules,
    /// How many bytes a page may have.
    pub(super) page_limit: usize,
}

impl Cache {
    /// The documents of `sources`; the files that changed are parsed on all cores.
    pub(super) fn parse(&mut self, sources: &Sources, rules: Rules) -> Vec<Arc<Document>> {
        if std::mem::replace(&mut self.rules, rules) != rules {
            self.entries.clear();
        }
        let mut known = std::mem::take(&mut self.entries).into_iter().peekable();
        // Both stand in the order of their paths, so one walk along the two finds what is known.
        let found: Vec<Result<Parsed, &Arc<SourceFile>>> = sources
            .files_in(CONTENT_FOLDER)
            .filter(|file| !file.path.as_str().ends_with(REVIEW_ENDING))
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
        let parse = |file: &Arc<SourceFile>| {
            let document = if file.text.len() > rules.page_limit {
                syntax::parse_too_long(file, rules.page_limit)
            } else {
                syntax::parse(file, rules.text)
            };
            (Arc::clone(file), Arc::new(document))
        };
        self.entries = found
            .into_par_iter()
            .with_max_len(MAX_FILES_PER_JOB)
            .map(|known| known.unwrap_or_else(parse))
            .collect();
        self.entries.iter().map(|(_, document)| Arc::clone(document)).collect()
    }
}
