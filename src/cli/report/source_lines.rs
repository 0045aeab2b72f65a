//! The lines and columns of a report's places. Each file's lines are counted once, however many diagnostics it has.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostics::Place;
use crate::sources::Sources;
use crate::text::{LineIndex, Position, SourcePath};

/// The lines of all files that a report speaks of.
pub(in crate::cli) struct SourceLines<'a> {
    sources: &'a Sources,
    indexes: HashMap<SourcePath, LineIndex<'a>>,
}

/// A place as an editor shows it; `end` is the position after the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Range {
    pub(in crate::cli) start: Position,
    pub(in crate::cli) end: Position,
}

impl<'a> SourceLines<'a> {
    pub(in crate::cli) fn new(sources: &'a Sources) -> Self {
        Self { sources, indexes: HashMap::new() }
    }

    /// Where `place` is; the first character of a file that is not among the sources.
    pub(in crate::cli) fn range(&mut self, place: &Place) -> Range {
        let index = self.index(&place.file);
        let span = place.span.range();
        Range { start: index.position(span.start), end: index.position(span.end) }
    }

    /// The lines of `file`.
    pub(in crate::cli) fn index(&mut self, file: &SourcePath) -> &LineIndex<'a> {
        match self.indexes.entry(file.clone()) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let text = self.sources.text(file).unwrap_or_default();
                entry.insert(LineIndex::new(text))
            }
        }
    }
}
