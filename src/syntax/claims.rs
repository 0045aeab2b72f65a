//! Reports items that a module or a lesson claims twice in the same place (L310).
//!
//! A place is a heading, or the file as a whole: its front matter and the attributes of its title. To claim an item
//! under two headings is no mistake. Ids are compared as they are written, since this room does not resolve them.
//! Nothing is removed here: the stronger of two claims counts, whichever comes first.
//!
//! ```text
//! ## Les 3 {introduced=c1,c2 assessed=c1}      c1 is claimed twice in this place
//! ```

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::document::ClaimDoc;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::text::SourcePath;

/// A problem for each of `claims` that names the same item in the same place as an earlier one.
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
