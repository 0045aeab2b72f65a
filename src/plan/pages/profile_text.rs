//! Finds the parts of a profile's file that a page shows.

use super::Pages;
use super::body::PageTexts;
use crate::model::{CompetenceId, ItemId, ProfileId};
use crate::plan::addresses::section_page;
use crate::plan::route::Route;
use crate::plan::view::BodyView;
use crate::syntax::{Content, ItemDoc, ProfileDoc, Section, SectionEntry};

/// The content of the file of profile `id`.
pub(super) fn content<'s>(pages: &Pages<'s>, id: ProfileId) -> Option<&'s ProfileDoc> {
    match &pages.site.document(pages.site.profiles[id].document).content {
        Content::Profile(content) => Some(content),
        _ => None,
    }
}

/// The sections that page `route` shows, with their indices: those that stand below the competence that the page is
/// about, or for the page of a profile those below none.
pub(super) fn sections_on<'p>(
    pages: &'p Pages<'p>,
    route: Route,
) -> impl Iterator<Item = (usize, &'p Section)> {
    let (profile, first) = match route {
        Route::Profile(id) => (Some(id), 0),
        Route::Competence(_) | Route::Item(_) => {
            let competence = route.competence_shown(pages.site).map(|id| &pages.site.competences[id]);
            // The sections below a competence follow it.
            competence.map_or((None, 0), |competence| (Some(competence.profile), competence.section + 1))
        }
        Route::Home
        | Route::Programme(..)
        | Route::Glossary(_)
        | Route::Comparison(_)
        | Route::Modules
        | Route::Module(_)
        | Route::Lesson(_)
        | Route::Text(_)
        | Route::Accessibility
        | Route::NotFound => (None, 0),
    };
    let content = profile.and_then(|profile| Some((profile, content(pages, profile)?)));
    content.into_iter().flat_map(move |(profile, content)| {
        let sections = content.sections.iter().enumerate().skip(first);
        let is_below = move |section: &Section| {
            route == Route::Profile(profile) || section.above.is_some_and(|above| above + 1 >= first)
        };
        sections
            .take_while(move |(_, section)| is_below(section))
            .filter(move |(at, _)| section_page(pages.site, profile, *at) == route)
    })
}

/// The section that competence `id` is in its profile's file.
pub(super) fn own_section<'p>(pages: &Pages<'p>, id: CompetenceId) -> Option<&'p Section> {
    let competence = &pages.site.competences[id];
    content(pages, competence.profile)?.sections.get(competence.section)
}

/// Item `id` as its profile's file has it.
pub(super) fn written<'p>(pages: &Pages<'p>, id: ItemId) -> Option<&'p ItemDoc> {
    let item = &pages.site.items[id];
    let (section, line) = item.entry;
    match content(pages, item.profile)?.sections.get(section)?.entries.get(line?)? {
        SectionEntry::Item(written) => Some(written),
        SectionEntry::Reference(_)
        | SectionEntry::Gloss(_)
        | SectionEntry::Text(_)
        | SectionEntry::Between(_) => None,
    }
}

/// The texts of a section, without its items, references and glosses.
pub(super) fn section_body(texts: &mut PageTexts<'_>, section: &Section) -> BodyView {
    let mut body = texts.fill(&section.prose);
    for entry in &section.entries {
        match entry {
            SectionEntry::Text(text) | SectionEntry::Between(text) => {
                body.parts.extend(texts.fill(text).parts)
            }
            // These have pages of their own.
            SectionEntry::Item(_) | SectionEntry::Reference(_) | SectionEntry::Gloss(_) => {}
        }
    }
    body
}
