//! Purpose: the words that a profile explains.
//! Input: a profile's document. Output: its [`Gloss`]es.
//! Invariant: no two of them have a name in common, in whatever case it is written.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Known;

use super::site::Gloss;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::syntax::{Document, Entry, GlossDoc, ProfileDoc};

/// The glossary of the profile in `document`; a name that is explained already is reported.
pub(super) fn read(document: &Document, profile: &ProfileDoc, problems: &mut Vec<Diagnostic>) -> Vec<Gloss> {
    let mut known = HashMap::new();
    let mut glossary = Vec::new();
    for (section_at, section) in profile.sections.iter().enumerate() {
        for (entry_at, entry) in section.entries.iter().enumerate() {
            let Entry::Gloss(written) = entry else { continue };
            let names = new_names(document, written, &mut known, problems);
            if !names.is_empty() {
                glossary.push(Gloss { names, entry: (section_at, entry_at) });
            }
        }
    }
    glossary
}

fn new_names(
    document: &Document,
    written: &GlossDoc,
    known: &mut HashMap<String, Place>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut names = Vec::new();
    for name in &written.names {
        let place = Place::new(&document.path, name.span);
        match known.entry(name.value.to_lowercase()) {
            Known::Vacant(entry) => {
                entry.insert(place);
                names.push(name.value.clone());
            }
            Known::Occupied(first) => {
                let message = format!("`{}` stands twice in this glossary", name.value);
                let problem = Diagnostic::new(Code::L211, place, message)
                    .help("bring the two explanations together in one line")
                    .related(first.get().clone(), "explained here");
                problems.push(problem);
            }
        }
    }
    names
}
