//! Builds the pages of profiles, competences and items. The official text is shown as it stands in the profile's file,
//! in its order.

use std::collections::HashMap;

use super::references::{encoded, status_view, totals_view};
use super::{Pages, body, glossary};
use crate::coverage::ProgrammeCoverage;
use crate::model::{Competence, CompetenceId, DocumentId, Item, ItemId, ProfileId, Target};
use crate::plan::route::Route;
use crate::plan::view::{
    BodyPart, BodyView, CompetenceSummary, CompetenceView, ItemInProgramme, ItemRef, ItemView, Link,
    ModuleClaims, ProfileSection, ProfileView, TotalsView,
};
use crate::syntax::{Content, Entry, Heading, ProfileDoc, Section, SectionKind};
use crate::text::escape_html;

/// What is known of a profile besides its text, each with the key of its word.
pub(super) fn facts(pages: &Pages<'_>, id: ProfileId) -> Vec<(String, String)> {
    let Some(content) = content(pages, id) else { return Vec::new() };
    let levels = content.levels.iter().map(|(framework, level)| {
        match framework.as_str() {
            "vks" => ("level-vks".to_owned(), level.clone()),
            "eqf" => ("level-eqf".to_owned(), level.clone()),
            // A framework without a word of its own is known by its abbreviation.
            other => ("level".to_owned(), format!("{} {level}", other.to_uppercase())),
        }
    });
    let year = content.year.as_ref().map(|year| year.value).map(|year| year.to_string()).unwrap_or_default();
    let known = [
        ("code", content.code.value.clone()),
        ("version", content.version.value.clone()),
        ("status", content.status.value.clone()),
        ("year", year),
    ];
    let known = known.into_iter().map(|(word, value)| (word.to_owned(), value));
    levels.chain(known).filter(|(_, value)| !value.is_empty()).collect()
}

pub(super) fn content<'s>(pages: &Pages<'s>, id: ProfileId) -> Option<&'s ProfileDoc> {
    match &pages.site.document(pages.site.profiles[id].document).content {
        Content::Profile(content) => Some(content),
        _ => None,
    }
}

/// The page of profile `id`.
pub(super) fn profile(pages: &Pages<'_>, id: ProfileId, root: &str) -> ProfileView {
    let profile = &pages.site.profiles[id];
    let document = profile.document;
    let content = content(pages, id);
    let sections = content.map(|content| content.sections.as_slice()).unwrap_or_default();
    let defined = profile.items.iter().map(|item| (pages.site.items[*item].entry, *item)).collect();
    ProfileView {
        facts: facts(pages, id),
        body: content.map(|content| body::fill(pages, document, &content.intro, root)).unwrap_or_default(),
        competences: profile.competences.iter().map(|id| summary(pages, *id)).collect(),
        sections: own_sections(&pages.site.document(document).headings, sections)
            .filter(|(_, section)| section.kind != SectionKind::Competence)
            .map(|section| profile_section(pages, document, section, &defined, root))
            .collect(),
        glossary: pages.path(Route::Glossary(id)),
        glosses: profile.glossary.len(),
        programmes: pages
            .programmes_of(id)
            .map(|id| (pages.programme_title(id), totals_view(pages.coverage.of(id).totals)))
            .collect(),
    }
}

fn summary(pages: &Pages<'_>, id: CompetenceId) -> CompetenceSummary {
    let competence = &pages.site.competences[id];
    CompetenceSummary {
        id: competence.id.clone(),
        title: competence.title.clone(),
        path: pages.path(Route::Competence(id)),
        own_item: competence.own_item.map(|item| pages.item(item)),
        indicators: competence.indicators.iter().map(|item| pages.item(*item)).collect(),
        knowledge: competence.knowledge.iter().map(|item| pages.item(*item)).collect(),
    }
}

/// The sections of a profile that do not stand below a competence, with their indices.
pub(super) fn own_sections<'p>(
    headings: &'p [Heading],
    sections: &'p [Section],
) -> impl Iterator<Item = (usize, &'p Section)> {
    let mut inside: Option<u8> = None;
    sections.iter().enumerate().filter(move |(_, section)| {
        let level = headings[section.heading].level;
        if inside.is_some_and(|outer| level <= outer) {
            inside = None;
        }
        let below = inside.is_some();
        if section.kind == SectionKind::Competence {
            inside = Some(level);
        }
        !below
    })
}

fn profile_section(
    pages: &Pages<'_>,
    id: DocumentId,
    (at, section): (usize, &Section),
    defined: &HashMap<(usize, Option<usize>), ItemId>,
    root: &str,
) -> ProfileSection {
    let heading = &pages.site.document(id).headings[section.heading];
    let mut items = Vec::new();
    let mut body = body::fill(pages, id, &section.prose, root);
    for (line, entry) in section.entries.iter().enumerate() {
        match entry {
            Entry::Item(_) => items.extend(defined.get(&(at, Some(line))).map(|item| pages.item(*item))),
            Entry::Reference(link) => items.extend(referred(pages, id, *link).map(|item| pages.item(item))),
            // A glossary has a page of its own.
            Entry::Gloss(_) => {}
            // A line that is no item and no indicator stays as written, in a paragraph of its own.
            Entry::Text(text) => body.parts.extend(paragraph(body::fill(pages, id, text, root))),
        }
    }
    ProfileSection {
        kind: section.kind.class(),
        title: heading.text.clone(),
        id: heading.id.clone(),
        level: heading.level,
        items,
        body,
    }
}

fn paragraph(text: BodyView) -> Vec<BodyPart> {
    let open = BodyPart::Html("<p>".to_owned());
    let close = BodyPart::Html("</p>\n".to_owned());
    std::iter::once(open).chain(text.parts).chain([close]).collect()
}

fn referred(pages: &Pages<'_>, document: DocumentId, link: usize) -> Option<ItemId> {
    match pages.site.documents[document].targets.get(link) {
        Some(Some(Target::Item(item))) => Some(*item),
        _ => None,
    }
}

/// The page of competence `id`.
pub(super) fn competence(pages: &Pages<'_>, id: CompetenceId, root: &str) -> CompetenceView {
    let competence = &pages.site.competences[id];
    let first = pages.programmes_of(competence.profile).next().map(|id| pages.coverage.of(id));
    let counts = |id| -> TotalsView { totals_view(pages.coverage.of(id).totals_of(competence.items())) };
    CompetenceView {
        profile: pages.profile_link(competence.profile),
        id: competence.id.clone(),
        code: competence.code.clone(),
        references: competence.references.clone(),
        body: prose(pages, competence, root),
        indicators: with_claims(pages, &competence.indicators, first),
        knowledge: with_claims(pages, &competence.knowledge, first),
        programmes: pages
            .programmes_of(competence.profile)
            .map(|id| (pages.programme_title(id), counts(id)))
            .collect(),
    }
}

/// The author's text below `competence`, beside its lines.
fn prose(pages: &Pages<'_>, competence: &Competence, root: &str) -> BodyView {
    let document = pages.site.profiles[competence.profile].document;
    let section =
        content(pages, competence.profile).and_then(|content| content.sections.get(competence.section));
    section.map(|section| body::fill(pages, document, &section.prose, root)).unwrap_or_default()
}

fn with_claims(
    pages: &Pages<'_>,
    items: &[ItemId],
    coverage: Option<&ProgrammeCoverage>,
) -> Vec<(ItemRef, Vec<ModuleClaims>)> {
    let claims = |item| coverage.map(|coverage| pages.module_claims(item, coverage)).unwrap_or_default();
    items.iter().map(|item| (pages.item_in(*item, coverage), claims(*item))).collect()
}

/// The page of item `id`.
pub(super) fn item(pages: &Pages<'_>, id: ItemId, root: &str) -> ItemView {
    let item = &pages.site.items[id];
    let itself = pages.site.competence_of(id).map(|id| &pages.site.competences[id]);
    let first = pages.programmes_of(item.profile).next().map(|id| pages.coverage.of(id));
    ItemView {
        profile: pages.profile_link(item.profile),
        item: pages.item(id),
        html: item_html(pages, item, root),
        body: itself.map(|competence| prose(pages, competence, root)).unwrap_or_default(),
        knowledge: itself
            .map(|competence| with_claims(pages, &competence.knowledge, first))
            .unwrap_or_default(),
        grade: item.grade.as_str(),
        code: item.code.clone(),
        references: item.references.clone(),
        glosses: glossary::in_text(pages, item.profile, &item.text),
        competences: pages.index.competences(id).iter().map(|id| pages.competence_link(*id)).collect(),
        skills: skill_sections(pages, id),
        programmes: pages
            .programmes_of(item.profile)
            .map(|programme| in_programme(pages, id, programme))
            .collect(),
        mentions: mentions(pages, id),
    }
}

fn item_html(pages: &Pages<'_>, item: &Item, root: &str) -> String {
    let (section, Some(line)) = item.entry else { return escape_html(&item.text) };
    let document = pages.site.profiles[item.profile].document;
    let entry =
        content(pages, item.profile).and_then(|content| content.sections.get(section)?.entries.get(line));
    let Some(Entry::Item(written)) = entry else { return String::new() };
    let parts = body::fill(pages, document, &written.body, root).parts.into_iter();
    let markup = parts.filter_map(|part| match part {
        BodyPart::Html(html) => Some(html),
        _ => None,
    });
    markup.collect()
}

/// The descriptor sections of the profile that refer to item `id`.
fn skill_sections(pages: &Pages<'_>, id: ItemId) -> Vec<Link> {
    let profile = pages.site.items[id].profile;
    let document = pages.site.profiles[profile].document;
    let headings = &pages.site.document(document).headings;
    let path = pages.path(Route::Profile(profile));
    let sections = content(pages, profile).map(|content| content.sections.as_slice()).unwrap_or_default();
    let link = |section: &Section| {
        let heading = &headings[section.heading];
        Link {
            title: heading.text.clone(),
            path: format!("{path}#{}", encoded(&heading.id)),
            language: String::new(),
        }
    };
    pages.index.descriptors(id).iter().filter_map(|at| sections.get(*at)).map(link).collect()
}

fn in_programme(pages: &Pages<'_>, item: ItemId, programme: crate::model::ProgrammeId) -> ItemInProgramme {
    let coverage = pages.coverage.of(programme);
    let standing = coverage.row_of(item).map(|row| &coverage.rows[row]);
    let exempt = &pages.site.programmes[programme].exempt;
    ItemInProgramme {
        programme: pages.programme_title(programme),
        status: status_view(standing.map_or(crate::coverage::Status::Missing, |standing| standing.status)),
        reason: standing
            .and_then(|standing| standing.exemption)
            .map(|at| exempt[at].reason.clone())
            .unwrap_or_default(),
        claims: pages.module_claims(item, coverage),
    }
}

/// The pages whose text mentions item `id`.
fn mentions(pages: &Pages<'_>, id: ItemId) -> Vec<Link> {
    let documents = pages.index.mentions(id).iter();
    documents.filter_map(|document| Some(pages.link(pages.addresses.route_of(*document)?))).collect()
}
