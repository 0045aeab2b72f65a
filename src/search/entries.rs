//! The search's entry for each page: its kind, its place in the site, and its text.
//!
//! Every page that is listed has an entry. An entry has at least one passage, the top of its page.

use std::collections::VecDeque;

use ahash::{HashMap, HashSet};

use crate::model::{CompetenceId, DocumentId, ProfileId, Target};
use crate::plan::{Pages, Route};
use crate::syntax::{
    Body, Content, FactsDoc, Passage, Section, SectionEntry, marks, read_passages, tidy, words,
};

/// A page as the search knows it.
pub(super) struct SearchEntry {
    pub(super) route: Route,
    /// The name of its kind, by which the theme has a word for it.
    pub(super) kind: &'static str,
    /// Its id or code; empty when it has none.
    pub(super) code: String,
    pub(super) title: String,
    /// Its address, relative to the site's root.
    pub(super) path: String,
    /// The page above it.
    pub(super) parent: Option<Route>,
    /// Whether its text is in another language than the site.
    pub(super) is_foreign: bool,
    /// Its text, cut at its headings.
    pub(super) passages: Vec<Passage>,
}

/// The entry of page `route`; none when it has no address.
pub(super) fn entry(pages: &Pages<'_>, route: Route) -> Option<SearchEntry> {
    if !pages.is_listed(route) {
        return None;
    }
    pages.addresses.path(route)?;
    Some(SearchEntry {
        route,
        kind: kind(pages, route),
        code: pages.code(route),
        title: tidy(&pages.title(route)),
        path: pages.path(route),
        parent: pages.parent(route),
        is_foreign: pages.is_foreign(route),
        passages: passages(pages, route),
    })
}

/// The name of the kind under which the page is found; an item's own, for an item.
fn kind(pages: &Pages<'_>, route: Route) -> &'static str {
    match route {
        Route::Item(id) => pages.site.items[id].kind.as_str(),
        Route::Home
        | Route::Programme(..)
        | Route::Profile(_)
        | Route::Comparison(_)
        | Route::Glossary(_)
        | Route::Competence(_)
        | Route::Modules
        | Route::Module(_)
        | Route::Lesson(_)
        | Route::Text(_)
        | Route::Accessibility
        | Route::NotFound => route.kind().name(),
    }
}

fn passages(pages: &Pages<'_>, route: Route) -> Vec<Passage> {
    let mut passages = vec![Passage::default()];
    if let Some(id) = route.competence_shown(pages.site) {
        text_of_competence(pages, route, id, &mut passages);
        return passages;
    }
    match route {
        Route::Item(id) => {
            let document = pages.site.profiles[pages.site.items[id].profile].document;
            if let Some(item) = pages.item_text(id) {
                // The sentence is the entry's title.
                notes_of(pages, document, &item.sentence, &mut passages);
                read(pages, document, &item.explanation, &mut passages);
            }
        }
        Route::Glossary(id) => glossary(pages, id, &mut passages),
        Route::Home
        | Route::Programme(..)
        | Route::Profile(_)
        | Route::Comparison(_)
        | Route::Competence(_)
        | Route::Modules
        | Route::Module(_)
        | Route::Lesson(_)
        | Route::Text(_)
        | Route::Accessibility
        | Route::NotFound => own_text(pages, route, &mut passages),
    }
    passages
}

fn text_of_competence(pages: &Pages<'_>, route: Route, id: CompetenceId, passages: &mut Vec<Passage>) {
    let profile = pages.site.competences[id].profile;
    let document = pages.site.profiles[profile].document;
    if let Some(section) = pages.competence_section(id) {
        notes_of(pages, document, &section.title, passages);
        section_text(pages, document, section, passages);
    }
    for section in pages.sections(route) {
        profile_section(pages, (document, profile), section, passages);
    }
}

fn glossary(pages: &Pages<'_>, id: ProfileId, passages: &mut Vec<Passage>) {
    let profile = &pages.site.profiles[id];
    let Content::Profile(content) = &pages.site.document(profile.document).content else { return };
    for section in content.sections.iter().filter(|section| pages.is_on_page_of_glossary(id, section)) {
        section_text(pages, profile.document, section, passages);
    }
    let glosses = pages.gloss_links(id).zip(&profile.glossary);
    passages.extend(glosses.map(|(link, gloss)| Passage {
        anchor: link.path.split_once('#').map(|(_, anchor)| anchor.to_owned()).unwrap_or_default(),
        heading: tidy(&gloss.names.join(", ")),
        text: tidy(&link.text),
        about: Vec::new(),
    }));
}

/// The text of the document that page `route` shows.
fn own_text(pages: &Pages<'_>, route: Route, passages: &mut Vec<Passage>) {
    let Some(id) = pages.own_document(route) else { return };
    let document = pages.site.document(id);
    passages[0].text = format!("{} ", document.summary.value);
    match &document.content {
        Content::Module(content) => {
            passages[0].text.push_str(&facts(&content.facts));
            read(pages, id, &content.body, passages);
            // The first passage with an anchor is its place.
            let places = passages.iter().enumerate().rev();
            let places: HashMap<String, usize> = places.map(|(at, it)| (it.anchor.clone(), at)).collect();
            let claims = content.claims.iter().map(|claim| (claim.heading, claim.item.value.to_string()));
            let methods = content.occasions.iter().map(|it| (Some(it.heading), it.method.value.clone()));
            for (heading, name) in claims.chain(methods) {
                let heading = heading.and_then(|heading| document.headings.get(heading));
                let anchor = heading.map_or("", |heading| pages.addresses.anchor(id, &heading.id).1);
                let place = places.get(anchor).and_then(|at| passages.get_mut(*at));
                place.into_iter().for_each(|passage| passage.about.push(name.clone()));
            }
        }
        Content::Programme(content) => read(pages, id, &content.body, passages),
        Content::Page(content) => read(pages, id, &content.body, passages),
        Content::Profile(content) => {
            read(pages, id, &content.intro, passages);
            if let Route::Profile(profile) = route {
                for section in pages.sections(route) {
                    profile_section(pages, (id, profile), section, passages);
                }
            }
        }
    }
}

/// The words by which somebody may look for a module besides its text: who teaches it, and the school's own facts.
fn facts(facts: &FactsDoc) -> String {
    let teachers = facts.teachers.iter().map(|teacher| teacher.value.clone());
    let others = facts.others.iter().map(|(name, value)| format!("{}: {}", name.value, value.value));
    teachers.chain(others).map(|fact| format!("{} ", tidy(&fact))).collect()
}

/// Adds the heading and the texts of a section to the page that shows it. Its items are pages of their own.
fn profile_section(
    pages: &Pages<'_>,
    (id, profile): (DocumentId, ProfileId),
    section: &Section,
    passages: &mut Vec<Passage>,
) {
    let heading = &pages.site.document(id).headings[section.heading];
    passages.push(Passage {
        anchor: pages.addresses.anchor(id, &heading.id).1.to_owned(),
        heading: heading.text.clone(),
        ..Passage::default()
    });
    notes_of(pages, id, &section.title, passages);
    if !pages.is_on_page_of_glossary(profile, section) {
        section_text(pages, id, section, passages);
    }
}

/// Adds the text of a section besides its items and glosses.
fn section_text(pages: &Pages<'_>, id: DocumentId, section: &Section, passages: &mut Vec<Passage>) {
    read(pages, id, &section.prose, passages);
    for line in &section.entries {
        match line {
            SectionEntry::Text(text) | SectionEntry::Between(text) => {
                if let Some(last) = passages.last_mut() {
                    last.text.push(' ');
                }
                read(pages, id, text, passages);
            }
            SectionEntry::Item(_) | SectionEntry::Reference(_) | SectionEntry::Gloss(_) => {}
        }
    }
}

/// Adds the notes that `body` has marks of, whose own words are added already.
fn notes_of(pages: &Pages<'_>, id: DocumentId, body: &Body, passages: &mut [Passage]) {
    let last = passages.len().saturating_sub(1);
    add_notes(pages, id, marks(body).map(|note| (last, note)).collect(), passages);
}

fn read(pages: &Pages<'_>, id: DocumentId, body: &Body, passages: &mut Vec<Passage>) {
    let resolved = &pages.site.documents[id];
    let name = |link: usize| match resolved.targets.get(link).and_then(Option::as_ref) {
        Some(Target::Item(item)) => pages.site.items[*item].id.clone(),
        Some(Target::Competence(competence)) => pages.site.competences[*competence].id.clone(),
        Some(Target::Module(module)) => pages.site.modules[*module].name().to_owned(),
        _ => resolved.document.links.get(link).map(|link| link.target.value.to_string()).unwrap_or_default(),
    };
    let anchor = |name: &str| pages.addresses.anchor(id, name).1.to_owned();
    let found = read_passages(body, name, anchor, passages);
    add_notes(pages, id, found, passages);
}

/// Adds the words of notes to the passages that have their `marks`: whoever looks for a note is led to its mark.
fn add_notes(pages: &Pages<'_>, id: DocumentId, found: Vec<(usize, usize)>, passages: &mut [Passage]) {
    let document = pages.site.document(id);
    let mut seen = HashSet::default();
    let mut open: VecDeque<(usize, usize)> = found.into();
    while let Some((at, note)) = open.pop_front() {
        let Some(written) = document.notes.get(note).filter(|_| seen.insert(note)) else { continue };
        let Some(passage) = passages.get_mut(at) else { continue };
        // Both sides of the space are tidy, so the text of all notes before is not looked through again.
        let words = tidy(&words(document, &written.body));
        let between = if passage.text.is_empty() || words.is_empty() { "" } else { " " };
        passage.text.extend([between, &words]);
        open.extend(marks(&written.body).map(|other| (at, other)));
    }
}
