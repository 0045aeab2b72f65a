//! The search's entry for each page: its kind, its place in the site, and its text.
//!
//! Every page that is listed has an entry. An entry has at least one passage, the top of its page.

use ahash::HashMap;

use super::plain::{self, Passage, tidy};
use crate::model::{CompetenceId, DocumentId, Target};
use crate::plan::{Pages, Route};
use crate::syntax::{Body, Content, Entry, Section, SectionKind};

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
    /// What it says, cut at its headings.
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

/// The competence whose own text the page shows.
fn competence(pages: &Pages<'_>, route: Route) -> Option<CompetenceId> {
    match route {
        Route::Competence(id) => Some(id),
        Route::Item(id) => pages.site.competence_of(id),
        Route::Home
        | Route::Programme(..)
        | Route::Profile(_)
        | Route::Glossary(_)
        | Route::Modules
        | Route::Module(_)
        | Route::Lesson(_)
        | Route::Text(_)
        | Route::Accessibility
        | Route::NotFound => None,
    }
}

fn passages(pages: &Pages<'_>, route: Route) -> Vec<Passage> {
    let mut passages = vec![Passage::default()];
    if let Some(id) = competence(pages, route) {
        let competence = &pages.site.competences[id];
        let document = pages.site.profiles[competence.profile].document;
        if let Content::Profile(content) = &pages.site.document(document).content
            && let Some(section) = content.sections.get(competence.section)
        {
            read(pages, document, &section.prose, &mut passages);
        }
        return passages;
    }
    if let Route::Glossary(id) = route {
        let glosses = pages.gloss_links(id).zip(&pages.site.profiles[id].glossary);
        passages.extend(glosses.map(|(link, gloss)| Passage {
            anchor: link.path.split_once('#').map(|(_, anchor)| anchor.to_owned()).unwrap_or_default(),
            heading: tidy(&gloss.names.join(", ")),
            text: tidy(&link.text),
            about: Vec::new(),
        }));
        return passages;
    }
    let Some(id) = pages.own_document(route) else { return passages };
    let document = pages.site.document(id);
    passages[0].text = format!("{} ", document.summary.value);
    match &document.content {
        Content::Module(content) => {
            read(pages, id, &content.body, &mut passages);
            // The first passage with an anchor is its place.
            let places = passages.iter().enumerate().rev();
            let places: HashMap<String, usize> = places.map(|(at, it)| (it.anchor.clone(), at)).collect();
            for claim in &content.claims {
                let heading = claim.heading.and_then(|heading| document.headings.get(heading));
                let anchor = heading.map_or("", |heading| heading.id.as_str());
                let place = places.get(anchor).and_then(|at| passages.get_mut(*at));
                place.into_iter().for_each(|passage| passage.about.push(claim.item.value.to_string()));
            }
        }
        Content::Programme(content) => read(pages, id, &content.body, &mut passages),
        Content::Page(content) => read(pages, id, &content.body, &mut passages),
        Content::Profile(content) => {
            read(pages, id, &content.intro, &mut passages);
            for section in pages.own_sections(id).filter(|section| section.kind != SectionKind::Competence) {
                profile_section(pages, id, section, &mut passages);
            }
        }
    }
    passages
}

/// Items are pages of their own; what else stands in a section is part of the profile's page.
fn profile_section(pages: &Pages<'_>, id: DocumentId, section: &Section, passages: &mut Vec<Passage>) {
    let heading = &pages.site.document(id).headings[section.heading];
    passages.push(Passage {
        anchor: heading.id.clone(),
        heading: heading.text.clone(),
        ..Passage::default()
    });
    read(pages, id, &section.prose, passages);
    for line in &section.entries {
        if let Entry::Text(text) = line {
            if let Some(last) = passages.last_mut() {
                last.text.push(' ');
            }
            read(pages, id, text, passages);
        }
    }
}

fn read(pages: &Pages<'_>, id: DocumentId, body: &Body, passages: &mut Vec<Passage>) {
    let resolved = &pages.site.documents[id];
    let name = |link: usize| match resolved.targets.get(link).and_then(Option::as_ref) {
        Some(Target::Item(item)) => pages.site.items[*item].id.clone(),
        Some(Target::Competence(competence)) => pages.site.competences[*competence].id.clone(),
        Some(Target::Module(module)) => pages.site.modules[*module].name().to_owned(),
        _ => resolved.document.links.get(link).map(|link| link.target.value.to_string()).unwrap_or_default(),
    };
    plain::read(body, name, passages);
}
