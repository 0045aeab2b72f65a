//! Reports items that a module or a lesson claims twice in the same place at the same level (L310).
//!
//! A place is a heading, or the file as a whole: its front matter and the attributes of its title. To claim an item
//! under two headings is no mistake, and neither is to introduce and to assess it in one place. Ids are compared as they
//! are written, since this room does not resolve them. Nothing is removed here.
//!
//! ```text
//! ## Les 3 {introduced=c1,c2 assessed=c1,c1}      c1 is claimed twice in this place
//! ```

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::document::ClaimDoc;
use crate::diagnostics::{Code, Diagnostic, Place, say};
use crate::text::SourcePath;

/// A problem for each of `claims` that says in the same place the same as an earlier one.
pub(super) fn repeated(path: &SourcePath, claims: &[ClaimDoc]) -> Vec<Diagnostic> {
    let place = |claim: &ClaimDoc| Place::new(path, claim.item.span);
    let mut seen: HashMap<(Option<usize>, &str, &str), &ClaimDoc> = HashMap::new();
    let mut problems = Vec::new();
    for claim in claims {
        let item = claim.item.value.as_str();
        match seen.entry((claim.heading, claim.level.value.as_str(), item)) {
            Entry::Vacant(entry) => drop(entry.insert(claim)),
            Entry::Occupied(first) => problems.push(
                Diagnostic::new(
                    Code::L310,
                    place(claim),
                    say!("`{item}` is claimed twice in this place", item),
                )
                .help(say!("take one of the two out"))
                .related(place(first.get()), say!("claimed here first")),
            ),
        }
    }
    problems
}
