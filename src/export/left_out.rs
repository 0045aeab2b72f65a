//! Purpose: say what of a profile a format has no place for.
//! Input: a profile. Output: sentences for a person.
//! Invariant: nothing is left out unsaid.

use crate::model::{Item, ItemKind, ProfileId, Site};
use crate::syntax::{Entry, Grade, plain_text};

use super::facts::text_sections;
use super::identity::profile_doc;

/// What a format can hold besides titles, texts, ids and the tree of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Everything, in extensions of our own.
    Extensions,
    /// Official codes and levels.
    Codes,
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
    let items: Vec<&Item> = site.profiles[profile].items.iter().map(|id| &site.items[*id]).collect();
    let explained = items.iter().filter(|item| is_explained(site, item)).count();
    if explained > 0 {
        let count = counted(explained, "explanation below an item", "explanations below items");
        said.push(format!("{format} has no place for {count}"));
    }
    if holds == Holds::Extensions {
        return said;
    }
    let facts = front_matter(site, profile, holds);
    if !facts.is_empty() {
        said.push(format!("{format} has no place for these of the profile: {}", facts.join(", ")));
    }
    let competences = || site.profiles[profile].competences.iter().map(|id| &site.competences[*id]);
    let codes = items.iter().map(|item| &item.code).chain(competences().map(|competence| &competence.code));
    let codes = if holds == Holds::Codes { 0 } else { codes.filter(|code| !code.is_empty()).count() };
    let grades = items.iter().filter(|item| item.grade != Grade::Plain).count();
    let kinds = items.iter().filter(|item| matches!(item.kind, ItemKind::Skill | ItemKind::Attitude)).count();
    let references: usize = items.iter().map(|item| item.references.len()).sum::<usize>()
        + competences().map(|competence| competence.references.len()).sum::<usize>();
    for (number, one, many) in [
        (references, "reference to other registers", "references to other registers"),
        (codes, "official code", "official codes"),
        (grades, "grade of knowledge", "grades of knowledge"),
        (kinds, "word for what an item is (skill, attitude)", "words for what items are (skill, attitude)"),
    ] {
        if number > 0 {
            said.push(format!("{format} has no place for {}", counted(number, one, many)));
        }
    }
    said
}

/// The keys of the profile's front matter that the format has no place for.
fn front_matter(site: &Site, profile: ProfileId, holds: Holds) -> Vec<&'static str> {
    let Some(doc) = profile_doc(site, profile) else { return Vec::new() };
    let is_qualification = holds == Holds::Codes;
    let keys = [
        ("version", !doc.version.value.is_empty()),
        ("status", !doc.status.value.is_empty()),
        ("year", doc.year.is_some()),
        ("changed", !doc.changed.value.is_empty() && !is_qualification),
        ("isced", !doc.isced.value.is_empty() && !is_qualification),
        ("level", !doc.levels.is_empty() && !is_qualification),
    ];
    keys.into_iter().filter(|(_, is_there)| *is_there).map(|(key, _)| key).collect()
}

/// Whether the line of `item` has more than its official sentence.
fn is_explained(site: &Site, item: &Item) -> bool {
    let document = site.document(site.profiles[item.profile].document);
    let sections = profile_doc(site, item.profile).map(|doc| doc.sections.as_slice()).unwrap_or_default();
    let (section, entry) = item.entry;
    let entry = sections.get(section).and_then(|section| section.entries.get(entry));
    matches!(entry, Some(Entry::Item(doc)) if plain_text(document, &doc.body).lines().count() > 1)
}

/// `1 section`, `2 sections`.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
