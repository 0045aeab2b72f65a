//! Purpose: the page of a profile's glossary, and where each word stands on it.
//! Input: a profile with a glossary. Output: [`GlossaryView`], [`GlossLink`]s.
//! Invariant: a word's address follows from the word alone, as long as no earlier one has the same letters.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Pages, body, profiles};
use crate::model::{Gloss, ProfileId, Site};
use crate::plan::addresses::Route;
use crate::plan::view::{GlossLink, GlossView, GlossaryLetter, GlossaryView};
use crate::syntax::{Content, Entry, GlossDoc, Section, SectionKind};
use crate::text::Slugs;

/// What its author calls the glossary of `profile`: the heading of its first section.
pub(super) fn title(site: &Site, profile: ProfileId) -> &str {
    let document = site.document(site.profiles[profile].document);
    let Content::Profile(content) = &document.content else { return "" };
    let mut sections = content.sections.iter();
    let first = sections.find(|section| section.kind == SectionKind::Glossary);
    first.map_or("", |section| document.headings[section.heading].text.as_str())
}

/// The page of the glossary of profile `id`.
pub(super) fn glossary(pages: &Pages<'_>, id: ProfileId, root: &str) -> GlossaryView {
    let profile = &pages.site.profiles[id];
    let sections = profiles::content(pages, id).map(|content| content.sections.as_slice());
    let mut view = GlossaryView {
        profile: pages.profile_link(id),
        body: Default::default(),
        letters: Vec::new(),
        glosses: profile.glossary.len(),
    };
    for section in sections.unwrap_or_default().iter().filter(|section| section.kind == SectionKind::Glossary)
    {
        view.body.parts.extend(body::fill(pages, profile.document, &section.prose, root).parts);
    }
    let mut glosses: Vec<(&Gloss, String)> = profile.glossary.iter().zip(ids(&profile.glossary)).collect();
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
            id: place,
            body: written.map(|doc| body::fill(pages, profile.document, &doc.body, root)).unwrap_or_default(),
        });
    }
    view
}

/// The words of `text` that the glossary of `profile` explains.
pub(super) fn in_text(pages: &Pages<'_>, profile: ProfileId, text: &str) -> Vec<GlossLink> {
    let Some(glossary) = pages.index.glossary(profile) else { return Vec::new() };
    let found = glossary.all_in(text);
    if found.is_empty() {
        return Vec::new();
    }
    let links = links(pages, profile);
    found.into_iter().filter_map(|at| links.get(at).cloned()).collect()
}

/// A link to each gloss of `profile`, in the order of the file.
pub(super) fn links(pages: &Pages<'_>, profile: ProfileId) -> Vec<GlossLink> {
    let glosses = &pages.site.profiles[profile].glossary;
    let page = pages.path(Route::Glossary(profile));
    let link = |(gloss, id): (&Gloss, String)| GlossLink {
        name: gloss.names[0].clone(),
        text: written(pages, profile, gloss).map(|doc| doc.text.clone()).unwrap_or_default(),
        path: format!("{page}#{id}"),
    };
    glosses.iter().zip(ids(glosses)).map(link).collect()
}

fn written<'p>(pages: &Pages<'p>, profile: ProfileId, gloss: &Gloss) -> Option<&'p GlossDoc> {
    let (section, entry) = gloss.entry;
    let section: &Section = profiles::content(pages, profile)?.sections.get(section)?;
    match section.entries.get(entry) {
        Some(Entry::Gloss(doc)) => Some(doc),
        _ => None,
    }
}

/// The id of each gloss's place on the page, in the order of the file.
pub(super) fn ids(glosses: &[Gloss]) -> Vec<String> {
    let mut slugs = Slugs::default();
    // What else has an id on the page.
    for taken in ["main", "find", "find-words", "find-keys", "hatch"] {
        slugs.claim(taken);
    }
    for gloss in glosses {
        slugs.claim(&letter_id(&letter(&gloss.names[0])));
    }
    glosses.iter().map(|gloss| slugs.unique(&gloss.names[0])).collect()
}

fn letter_id(letter: &str) -> String {
    match letter {
        "#" => "letter".to_owned(),
        letter => format!("letter-{}", letter.to_lowercase()),
    }
}

/// The letter under which `name` stands.
fn letter(name: &str) -> String {
    let first = without_accents(name).chars().next();
    first.filter(|c| c.is_alphabetic()).map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect())
}

/// As in a dictionary: accents and capitals count only between words that are otherwise the same.
fn by_alphabet(a: &str, b: &str) -> Ordering {
    let is_sign = |name: &str| letter(name) == "#";
    let key = |name: &str| (!is_sign(name), without_accents(name).to_lowercase());
    key(a).cmp(&key(b)).then_with(|| a.cmp(b))
}

fn without_accents(name: &str) -> String {
    name.nfd().filter(|c| !is_combining_mark(*c)).collect()
}
