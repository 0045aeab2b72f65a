//! Purpose: find what a file claims twice in one place.
//! Input: the claims of a module or a lesson. Output: diagnostics.
//! Invariant: the first claim of each name in each place stands; names are compared as they are written.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::document::ClaimDoc;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::text::SourcePath;

/// A problem for each of `claims` that an earlier one makes already.
pub(super) fn repeated(path: &SourcePath, claims: &[ClaimDoc]) -> Vec<Diagnostic> {
    let place = |claim: &ClaimDoc| Place::new(path, claim.item.span);
    let mut seen: HashMap<(Option<usize>, &str), &ClaimDoc> = HashMap::new();
    let mut problems = Vec::new();
    for claim in claims {
        let item = claim.item.value.as_str();
        match seen.entry((claim.heading, item)) {
            Entry::Vacant(entry) => drop(entry.insert(claim)),
            Entry::Occupied(first) => problems.push(
                Diagnostic::new(Code::L310, place(claim), format!("`{item}` is claimed twice in this place"))
                    .help("the stronger claim counts; take the other out")
                    .related(place(first.get()), "claimed here first"),
            ),
        }
    }
    problems
}
