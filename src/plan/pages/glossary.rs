//! Builds the page of a profile's glossary, where every gloss stands once below its letter, and links to its words.

use super::body::PageTexts;
use super::{Pages, profile_text};
use crate::model::{Gloss, ProfileId};
use crate::plan::alphabet::{by_alphabet, letter, letter_id};
use crate::plan::route::Route;
use crate::plan::view::{GlossLink, GlossView, GlossaryLetter, GlossaryView};
use crate::syntax::{GlossDoc, Section, SectionEntry, SectionKind};

/// The page of the glossary of profile `id`.
pub(super) fn glossary(pages: &Pages<'_>, id: ProfileId, root: &str) -> GlossaryView {
    let profile = &pages.site.profiles[id];
    let sections = profile_text::content(pages, id).map(|content| content.sections.as_slice());
    let mut texts = PageTexts::new(pages, Route::Glossary(id), profile.document, root);
    let mut view = GlossaryView {
        profile: pages.profile_link(id),
        body: Default::default(),
        notes: Default::default(),
        letters: Vec::new(),
        glosses: profile.glossary.len(),
    };
    for section in sections.unwrap_or_default().iter().filter(|section| section.kind == SectionKind::Glossary)
    {
        view.body.parts.extend(profile_text::section_body(&mut texts, section).parts);
    }
    let mut glosses: Vec<(&Gloss, &String)> =
        profile.glossary.iter().zip(pages.addresses.gloss_ids(id)).collect();
    glosses.sort_by(|(a, _), (b, _)| by_alphabet(&a.names[0], &b.names[0]));
    for (gloss, place) in glosses {
        let letter = letter(&gloss.names[0]);
        if view.letters.last().is_none_or(|last| last.letter != letter) {
            let id = letter_id(&letter);
            view.letters.push(GlossaryLetter { letter, id, glosses: Vec::new() });
        }
        let Some(last) = view.letters.last_mut() else { continue };
        let written = written(pages, id, gloss);
        last.glosses.push(GlossView {
            name: gloss.names[0].clone(),
            others: gloss.names[1..].to_vec(),
            id: place.clone(),
            body: written.map(|doc| texts.fill(&doc.body)).unwrap_or_default(),
        });
    }
    view.notes = texts.notes();
    view
}

/// The words of `text` that the glossary of `profile` explains.
pub(super) fn in_text(pages: &Pages<'_>, profile: ProfileId, text: &str) -> Vec<GlossLink> {
    let Some(glossary) = pages.index.glossary(profile) else { return Vec::new() };
    let found = glossary.all_in(text);
    if found.is_empty() {
        return Vec::new();
    }
    found.into_iter().map(|at| link(pages, profile, at)).collect()
}

/// A link to each gloss of `profile`, in the order of the file.
pub(super) fn links(pages: &Pages<'_>, profile: ProfileId) -> impl Iterator<Item = GlossLink> {
    (0..pages.site.profiles[profile].glossary.len()).map(move |at| link(pages, profile, at))
}

/// A link to the gloss of `profile` that stands at `at` in the file.
pub(super) fn link(pages: &Pages<'_>, profile: ProfileId, at: usize) -> GlossLink {
    let gloss = &pages.site.profiles[profile].glossary[at];
    GlossLink {
        name: gloss.names[0].clone(),
        text: written(pages, profile, gloss).map(|doc| doc.text.clone()).unwrap_or_default(),
        path: format!("{}#{}", pages.path(Route::Glossary(profile)), pages.addresses.gloss_ids(profile)[at]),
    }
}

fn written<'p>(pages: &Pages<'p>, profile: ProfileId, gloss: &Gloss) -> Option<&'p GlossDoc> {
    let (section, entry) = gloss.entry;
    let section: &Section = profile_text::content(pages, profile)?.sections.get(section)?;
    match section.entries.get(entry) {
        Some(SectionEntry::Gloss(doc)) => Some(doc),
        _ => None,
    }
}
