//! Purpose: what several formats ask of a profile, as plain text.
//! Input: a site. Output: the definition, the day of the last change, what is text only.
//! Invariant: nothing here knows a format.

use std::collections::HashMap;

use crate::model::{CompetenceId, ItemId, ProfileId, Site};
use crate::syntax::{Entry, ProfileDoc, Section, plain_text};

use super::identity::profile_doc;

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
    let is_left = |entry: &Entry| match entry {
        Entry::Item(_) => false,
        Entry::Reference(_) => section.kind.is_descriptor(),
        Entry::Gloss(_) | Entry::Text(_) => true,
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
