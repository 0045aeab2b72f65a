//! Purpose: say what of a profile a format has no place for.
//! Input: a profile. Output: sentences for a person.
//! Invariant: nothing is left out unsaid.

use crate::model::{ItemKind, ProfileId, Site};
use crate::syntax::Grade;

use super::facts::text_sections;
use super::identity::profile_doc;

/// What a format can hold besides titles, texts, ids and the tree of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Extensions of our own: codes, grades, kinds and levels.
    Extensions,
    /// Nothing more.
    Texts,
}

/// What `format`, which holds `holds`, has no place for in `profile`.
pub(super) fn left_out(site: &Site, profile: ProfileId, format: &str, holds: Holds) -> Vec<String> {
    let mut said = Vec::new();
    let sections = text_sections(site, profile);
    if !sections.is_empty() {
        let count = counted(sections.len(), "section of text", "sections of text");
        said.push(format!("{format} has no place for {count}: {}", sections.join(", ")));
    }
    if holds == Holds::Extensions {
        return said;
    }
    let items: Vec<_> = site.profiles[profile].items.iter().map(|id| &site.items[*id]).collect();
    let competences = site.profiles[profile].competences.iter().map(|id| &site.competences[*id]);
    let codes = items.iter().map(|item| &item.code).chain(competences.map(|competence| &competence.code));
    let codes = codes.filter(|code| !code.is_empty()).count();
    let grades = items.iter().filter(|item| item.grade != Grade::Plain).count();
    let kinds = items.iter().filter(|item| matches!(item.kind, ItemKind::Skill | ItemKind::Attitude)).count();
    let levels = profile_doc(site, profile).map_or(0, |doc| doc.levels.len());
    for (number, one, many) in [
        (codes, "official code", "official codes"),
        (grades, "grade of knowledge", "grades of knowledge"),
        (kinds, "word for what an item is (skill, attitude)", "words for what items are (skill, attitude)"),
        (levels, "level of a qualification framework", "levels of qualification frameworks"),
    ] {
        if number > 0 {
            said.push(format!("{format} has no place for {}", counted(number, one, many)));
        }
    }
    said
}

/// `1 section`, `2 sections`.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
