//! Facts of a profile that several formats ask for, as plain text (the definition, the day of the last change), and
//! those that a format has no place for. Nothing is left out unsaid: whoever writes a format asks [`left_out`] what of
//! the profile it loses.

use std::collections::HashMap;

use super::identity::profile_doc;
use crate::diagnostics::{Message, count, say};
use crate::model::{CompetenceId, Item, ItemId, ItemKind, ProfileId, Site};
use crate::syntax::{Grade, ProfileDoc, Section, SectionEntry, plain_text};

/// The definition of a profile: what stands before its first section, else its summary.
pub(super) fn definition(site: &Site, profile: ProfileId) -> String {
    let document = site.document(site.profiles[profile].document);
    let intro = profile_doc(site, profile).map(|doc| plain_text(document, &doc.intro)).unwrap_or_default();
    if intro.is_empty() { document.summary.value.clone() } else { intro }
}

/// The day on which a profile last changed: the one that it says, else the first of its year, else the
/// first day that computers count from. It is never the day of the build, so that a build has the same bytes
/// whenever it is made.
pub(super) fn changed(doc: Option<&ProfileDoc>) -> String {
    match doc {
        Some(doc) if !doc.changed.value.is_empty() => doc.changed.value.clone(),
        Some(ProfileDoc { year: Some(year), .. }) if year.value <= 9999 => format!("{:04}-01-01", year.value),
        _ => "1970-01-01".to_owned(),
    }
}

/// The headings of a profile under which stands text that is no item and no competence.
pub(super) fn text_sections(site: &Site, profile: ProfileId) -> Vec<&str> {
    let document = site.document(site.profiles[profile].document);
    let sections = profile_doc(site, profile).map(|doc| doc.sections.as_slice()).unwrap_or_default();
    let with_text = sections.iter().filter(|section| has_text(section));
    with_text.map(|section| document.headings[section.heading].text.as_str()).collect()
}

/// Whether `section` says something that is no item and no reference of a competence.
pub(super) fn has_text(section: &Section) -> bool {
    let is_left = |entry: &SectionEntry| match entry {
        SectionEntry::Item(_) => false,
        SectionEntry::Reference(_) => section.kind.is_descriptor(),
        SectionEntry::Gloss(_) | SectionEntry::Text(_) | SectionEntry::Between(_) => true,
    };
    section.entries.iter().any(is_left) || !section.prose.parts.is_empty()
}

/// For each item that competences of `profile` refer to, those competences, in order.
pub(super) fn referring(site: &Site, profile: ProfileId) -> HashMap<ItemId, Vec<CompetenceId>> {
    let mut referring: HashMap<ItemId, Vec<CompetenceId>> = HashMap::new();
    for id in &site.profiles[profile].competences {
        for item in &site.competences[*id].knowledge {
            let competences = referring.entry(*item).or_default();
            if competences.last() != Some(id) {
                competences.push(*id);
            }
        }
    }
    referring
}

/// The parts of a profile that a format can hold besides titles, texts, ids and the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Everything, in extensions of our own.
    Extensions,
    /// Official codes and levels.
    Codes,
    /// Nothing more.
    Texts,
}

/// The parts of `profile` for which `format`, which holds `holds`, has no place.
pub(super) fn left_out(site: &Site, profile: ProfileId, format: &Message, holds: Holds) -> Vec<Message> {
    let mut said = Vec::new();
    let sections = text_sections(site, profile);
    if !sections.is_empty() {
        said.push(count!(
            sections.len(),
            "{format} has a place for every section of text",
            "{format} has no place for 1 section of text: {sections}",
            "{format} has no place for {n} sections of text: {sections}",
            format,
            sections = sections.join(", ")
        ));
    }
    let items: Vec<&Item> = site.profiles[profile].items.iter().map(|id| &site.items[*id]).collect();
    let explained = items.iter().filter(|item| is_explained(site, item)).count();
    if explained > 0 {
        said.push(count!(
            explained,
            "{format} has a place for every explanation below an item",
            "{format} has no place for 1 explanation below an item",
            "{format} has no place for {n} explanations below items",
            format
        ));
    }
    if holds == Holds::Extensions {
        return said;
    }
    let facts = front_matter(site, profile, holds);
    if !facts.is_empty() {
        let facts = facts.join(", ");
        said.push(say!("{format} has no place for these of the profile: {facts}", format, facts));
    }
    let lost = lost_of_items(site, profile, &items, holds).into_iter().filter(|(number, _)| *number > 0);
    said.extend(lost.map(|(_, lost)| say!("{format} has no place for {lost}", format, lost)));
    said
}

/// The codes, grades, kinds and references of items and competences, each counted.
fn lost_of_items(site: &Site, profile: ProfileId, items: &[&Item], holds: Holds) -> [(usize, Message); 4] {
    let competences = || site.profiles[profile].competences.iter().map(|id| &site.competences[*id]);
    let codes = items.iter().map(|item| &item.code).chain(competences().map(|competence| &competence.code));
    let codes = if holds == Holds::Codes { 0 } else { codes.filter(|code| !code.is_empty()).count() };
    let grades = items.iter().filter(|item| item.grade != Grade::Plain).count();
    let kinds = items.iter().filter(|item| matches!(item.kind, ItemKind::Skill | ItemKind::Attitude)).count();
    let references: usize = items.iter().map(|item| item.references.len()).sum::<usize>()
        + competences().map(|competence| competence.references.len()).sum::<usize>();
    [
        (
            references,
            count!(
                references,
                "no references to other registers",
                "1 reference to other registers",
                "{n} references to other registers"
            ),
        ),
        (codes, count!(codes, "no official codes", "1 official code", "{n} official codes")),
        (grades, count!(grades, "no grades of knowledge", "1 grade of knowledge", "{n} grades of knowledge")),
        (
            kinds,
            count!(
                kinds,
                "no words for what items are (skill, attitude)",
                "1 word for what an item is (skill, attitude)",
                "{n} words for what items are (skill, attitude)"
            ),
        ),
    ]
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
    let sections = profile_doc(site, item.profile).map(|doc| doc.sections.as_slice()).unwrap_or_default();
    let (section, Some(entry)) = item.entry else { return false };
    let entry = sections.get(section).and_then(|section| section.entries.get(entry));
    matches!(entry, Some(SectionEntry::Item(doc)) if !doc.explanation.parts.is_empty())
}

/// `1 text`, `2 texts`.
pub(super) fn texts(number: usize) -> Message {
    count!(number, "no texts", "1 text", "{n} texts")
}

/// `text` in at most `limit` characters; none when it is no longer than that.
pub(super) fn shortened(text: &str, limit: usize) -> Option<String> {
    text.char_indices().nth(limit)?;
    let end = text.char_indices().nth(limit - 1).map_or(text.len(), |(at, _)| at);
    let head = &text[..end];
    let whole_words =
        head.rsplit_once(' ').map(|(words, _)| words.trim_end_matches([' ', ',', ';', ':', '(']));
    let head = whole_words.filter(|words| !words.is_empty()).unwrap_or(head);
    Some(format!("{head}…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words_and_a_short_one_not_at_all() {
        assert_eq!(shortened("vijf5", 5), None);
        assert_eq!(shortened("een twee drie", 9).as_deref(), Some("een…"));
        assert_eq!(shortened("een twee drie", 10).as_deref(), Some("een twee…"));
        assert_eq!(shortened("ééééééé", 4).as_deref(), Some("ééé…"));
    }
}
