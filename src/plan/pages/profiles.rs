//! Builds the pages of profiles, competences and items. The official text is shown as it stands in the profile's file,
//! in its order.
//!
//! Each section of the file is given to one page (`addresses/anchors.rs`), and the builder of that page shows all that
//! stands in it: its heading, its items, its prose, and every line that is nothing else. So no section is on two pages,
//! and none is on no page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use ahash::{HashMap, HashSet};

use super::body::PageTexts;
use super::profile_text::{content, own_section, sections_on, written};
use super::references::{status_view, totals_view};
use super::{Pages, glossary, revision};
use crate::config::LevelId;
use crate::coverage::ProgrammeCoverage;
use crate::model::{
    Competence, CompetenceId, DocumentId, ItemId, ItemKind, ModuleId, ProfileId, ProgrammeId, Target, Term,
};
use crate::plan::addresses::{competence_page, section_page, text_page};
use crate::plan::route::Route;
use crate::plan::view::{
    BodyView, CompetenceSection, CompetenceSummary, CompetenceView, ItemInProgramme, ItemModule, ItemRef,
    ItemView, Link, ProfileSection, ProfileView, SectionPart,
};
use crate::syntax::{Section, SectionEntry};

/// The facts of a profile besides its text (code, version, level, …), each with the key of its word.
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

/// The page of profile `id`.
pub(super) fn profile(pages: &Pages<'_>, id: ProfileId, root: &str) -> ProfileView {
    let profile = &pages.site.profiles[id];
    let route = Route::Profile(id);
    let content = content(pages, id);
    let mut texts = PageTexts::new(pages, route, profile.document, root);
    ProfileView {
        facts: facts(pages, id),
        body: content.map(|content| texts.fill(&content.intro)).unwrap_or_default(),
        competences: profile.competences.iter().map(|id| summary(pages, *id)).collect(),
        sections: sections_on(pages, route)
            .map(|(at, section)| profile_section(pages, &mut texts, id, (at, section)))
            .collect(),
        notes: texts.notes(),
        glossary: pages.path(Route::Glossary(id)),
        glosses: profile.glossary.len(),
        comparison: pages.path(Route::Comparison(id)),
        revision: revision::revision(pages, id),
        programmes: pages
            .programmes_of(id)
            .map(|id| (pages.programme_title(id), totals_view(pages.coverage.of(id).totals)))
            .collect(),
    }
}

fn summary(pages: &Pages<'_>, id: CompetenceId) -> CompetenceSummary {
    let competence = &pages.site.competences[id];
    let document = pages.site.profiles[competence.profile].document;
    CompetenceSummary {
        id: competence.id.clone(),
        anchor: pages.addresses.anchor(document, &competence.id).1.to_owned(),
        title: competence.title.clone(),
        path: pages.path(Route::Competence(id)),
        own_item: competence.own_item.map(|item| pages.item(item)),
        indicators: competence.indicators.iter().map(|item| pages.item(*item)).collect(),
        referred: referred_by_kind(pages, competence),
    }
}

/// The items that `competence` refers to, by their kind.
fn referred_by_kind(pages: &Pages<'_>, competence: &Competence) -> Vec<(&'static str, Vec<ItemRef>)> {
    let of_kind = |kind: ItemKind| {
        let items = competence.knowledge.iter().filter(|item| pages.site.items[**item].kind == kind);
        (kind.as_str(), items.map(|item| pages.item(*item)).collect::<Vec<ItemRef>>())
    };
    ItemKind::ALL.into_iter().map(of_kind).filter(|(_, items)| !items.is_empty()).collect()
}

/// The competences that stand directly below competence `id`.
fn competences_below(pages: &Pages<'_>, id: CompetenceId) -> Vec<CompetenceId> {
    let competence = &pages.site.competences[id];
    let profile = &pages.site.profiles[competence.profile];
    let Some(content) = content(pages, competence.profile) else { return Vec::new() };
    let stands_below = |below: &CompetenceId| {
        let above = content.sections[pages.site.competences[*below].section].above;
        above.and_then(|above| profile.owners[above]) == Some(id)
    };
    profile.competences.iter().copied().filter(stands_below).collect()
}

/// The items of competence `id` and of those below it.
fn items_of(pages: &Pages<'_>, id: CompetenceId) -> Vec<ItemId> {
    let mut items: Vec<ItemId> = pages.site.competences[id].items().collect();
    for below in competences_below(pages, id) {
        items.extend(items_of(pages, below));
    }
    items
}

fn profile_section(
    pages: &Pages<'_>,
    texts: &mut PageTexts<'_>,
    profile: ProfileId,
    (at, section): (usize, &Section),
) -> ProfileSection {
    let document = pages.site.profiles[profile].document;
    let heading = &pages.site.document(document).headings[section.heading];
    ProfileSection {
        kind: section.kind.class(),
        title: heading.text.clone(),
        heading: texts.fill(&section.title),
        id: pages.addresses.anchor(document, &heading.id).1.to_owned(),
        level: heading.level,
        parts: section_parts(pages, texts, profile, (at, section))
            .into_iter()
            .map(|(body, items)| SectionPart {
                body,
                items: items.into_iter().map(|item| (pages.item(item), Vec::new())).collect(),
            })
            .collect(),
    }
}

/// The texts of a section on its page, in the order of the file, each with the items below it. An item is in them once.
fn section_parts(
    pages: &Pages<'_>,
    texts: &mut PageTexts<'_>,
    profile: ProfileId,
    (at, section): (usize, &Section),
) -> Vec<(BodyView, Vec<ItemId>)> {
    let own_page = section_page(pages.site, profile, at);
    if text_page(pages.site, profile, section.kind, at) != own_page {
        return Vec::new();
    }
    let document = pages.site.profiles[profile].document;
    let mut seen = HashSet::default();
    let mut parts = vec![(texts.fill(&section.prose), Vec::new())];
    for (line, entry) in section.entries.iter().enumerate() {
        let item = match entry {
            SectionEntry::Item(_) => pages.index.item_at(profile, (at, line)),
            SectionEntry::Reference(link) => referred(pages, document, *link),
            SectionEntry::Gloss(_) => None,
            SectionEntry::Text(text) | SectionEntry::Between(text) => {
                let text = texts.fill(text);
                match parts.last_mut() {
                    Some((body, items)) if items.is_empty() => body.parts.extend(text.parts),
                    _ => parts.push((text, Vec::new())),
                }
                None
            }
        };
        if let Some((_, items)) = parts.last_mut() {
            items.extend(item.filter(|item| seen.insert(*item)));
        }
    }
    parts.retain(|(body, items)| !body.parts.is_empty() || !items.is_empty());
    parts
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
    let route = Route::Competence(id);
    let document = pages.site.profiles[competence.profile].document;
    let own = own_section(pages, id);
    let first = pages.programmes_of(competence.profile).next().map(|id| pages.coverage.of(id));
    let items = items_of(pages, id);
    let counts = |id| totals_view(pages.coverage.of(id).totals_of(items.iter().copied()));
    let mut texts = PageTexts::new(pages, route, document, root);
    CompetenceView {
        profile: pages.profile_link(competence.profile),
        id: competence.id.clone(),
        code: competence.code.clone(),
        references: competence.references.clone(),
        heading: own.map(|section| texts.fill(&section.title)).unwrap_or_default(),
        parts: own_parts(pages, &mut texts, id, first),
        competences: competences_below(pages, id).into_iter().map(|id| summary(pages, id)).collect(),
        sections: sections_below(pages, &mut texts, id, first),
        notes: texts.notes(),
        glossary: pages.path(Route::Glossary(competence.profile)),
        gloss_count: pages.site.profiles[competence.profile].glossary.len(),
        programmes: pages
            .programmes_of(competence.profile)
            .filter(|_| !items.is_empty())
            .map(|id| (pages.programme_title(id), counts(id)))
            .collect(),
    }
}

/// The texts and items below the heading of competence `id`, down to the next heading.
fn own_parts(
    pages: &Pages<'_>,
    texts: &mut PageTexts<'_>,
    id: CompetenceId,
    coverage: Option<&ProgrammeCoverage>,
) -> Vec<SectionPart> {
    let competence = &pages.site.competences[id];
    let Some(section) = own_section(pages, id) else { return Vec::new() };
    let parts = section_parts(pages, texts, competence.profile, (competence.section, section));
    with_items(pages, parts, coverage)
}

/// The sections below competence `id`.
fn sections_below(
    pages: &Pages<'_>,
    texts: &mut PageTexts<'_>,
    id: CompetenceId,
    coverage: Option<&ProgrammeCoverage>,
) -> Vec<CompetenceSection> {
    let competence = &pages.site.competences[id];
    let document = pages.site.profiles[competence.profile].document;
    let headings = &pages.site.document(document).headings;
    let outer = own_section(pages, id).map_or(1, |section| headings[section.heading].level);
    let mut below = |(at, section): (usize, &Section)| {
        let heading = &headings[section.heading];
        let title = texts.fill(&section.title);
        let parts = section_parts(pages, texts, competence.profile, (at, section));
        CompetenceSection {
            kind: section.kind.class(),
            heading: title,
            id: pages.addresses.anchor(document, &heading.id).1.to_owned(),
            // The competence's own heading is the page's title, of level 1.
            level: (heading.level + 1).saturating_sub(outer).clamp(2, 6),
            parts: with_items(pages, parts, coverage),
        }
    };
    sections_on(pages, competence_page(pages.site, id)).map(&mut below).collect()
}

fn with_items(
    pages: &Pages<'_>,
    parts: Vec<(BodyView, Vec<ItemId>)>,
    coverage: Option<&ProgrammeCoverage>,
) -> Vec<SectionPart> {
    let claims = |item| coverage.map(|coverage| pages.module_claims(item, coverage)).unwrap_or_default();
    let with_claims = |item| (pages.item_in(item, coverage), claims(item));
    let part = |(body, items): (BodyView, Vec<ItemId>)| SectionPart {
        body,
        items: items.into_iter().map(with_claims).collect(),
    };
    parts.into_iter().map(part).collect()
}

/// The page of item `id`.
pub(super) fn item(pages: &Pages<'_>, id: ItemId, root: &str) -> ItemView {
    let item = &pages.site.items[id];
    let document = pages.site.profiles[item.profile].document;
    let mut texts = PageTexts::new(pages, Route::Item(id), document, root);
    let itself = pages.site.competence_of(id);
    let section = itself.and_then(|competence| own_section(pages, competence));
    let first = pages.programmes_of(item.profile).next().map(|id| pages.coverage.of(id));
    let (sentence, parts) = match (written(pages, id), section.zip(itself)) {
        (Some(item), _) => (texts.fill(&item.sentence), explained(texts.fill(&item.explanation))),
        (None, Some((section, itself))) => {
            (texts.fill(&section.title), own_parts(pages, &mut texts, itself, first))
        }
        (None, None) => Default::default(),
    };
    let programmes: Vec<ProgrammeId> = pages.programmes_of(item.profile).collect();
    ItemView {
        profile: pages.profile_link(item.profile),
        item: pages.item(id),
        sentence,
        parts,
        sections: itself.map(|id| sections_below(pages, &mut texts, id, first)).unwrap_or_default(),
        notes: texts.notes(),
        glossary: pages.path(Route::Glossary(item.profile)),
        gloss_count: pages.site.profiles[item.profile].glossary.len(),
        grade: item.grade.as_str(),
        code: item.code.clone(),
        references: item.references.clone(),
        glosses: glossary::in_text(pages, item.profile, &item.text),
        competences: pages.index.competences(id).iter().map(|id| pages.competence_link(*id)).collect(),
        skills: skill_sections(pages, id),
        modules: across(pages, id, &programmes),
        programmes: programmes.into_iter().map(|programme| in_programme(pages, id, programme)).collect(),
        mentions: mentions(pages, id),
    }
}

/// The explanation of an item as the only part of its page, if there is one.
fn explained(body: BodyView) -> Vec<SectionPart> {
    if body.parts.is_empty() { Vec::new() } else { vec![SectionPart { body, items: Vec::new() }] }
}

/// The descriptor sections of the profile that refer to item `id`.
fn skill_sections(pages: &Pages<'_>, id: ItemId) -> Vec<Link> {
    let profile = pages.site.items[id].profile;
    let document = pages.site.profiles[profile].document;
    let headings = &pages.site.document(document).headings;
    let sections = content(pages, profile).map(|content| content.sections.as_slice()).unwrap_or_default();
    let link = |section: &Section| {
        let heading = &headings[section.heading];
        Link {
            title: heading.text.clone(),
            path: pages.anchor_path(document, &heading.id),
            language: String::new(),
        }
    };
    pages.index.descriptors(id).iter().filter_map(|at| sections.get(*at)).map(link).collect()
}

/// The modules of `programmes` that claim `item`, each once, in the order in which they are met, with the places and levels of
/// their own.
fn across(pages: &Pages<'_>, item: ItemId, programmes: &[ProgrammeId]) -> Vec<ItemModule> {
    let mut modules: Vec<ItemModule> = Vec::new();
    let mut known: HashMap<ModuleId, usize> = HashMap::default();
    for (number, programme) in programmes.iter().enumerate() {
        let coverage = pages.coverage.of(*programme);
        let Some(row) = coverage.row_of(item) else { continue };
        for (at, cell) in coverage.cells.row(row).iter().enumerate() {
            let module = coverage.columns[cell.column];
            let row = *known.entry(module).or_insert_with(|| {
                let claims = coverage.cells.claims(cell).iter();
                let mut claims: Vec<_> = claims.map(|counted| pages.own_claim(counted.claim)).collect();
                claims.sort_by_key(|claim| Reverse(claim.level));
                modules.push(ItemModule {
                    module: pages.module(module),
                    places: pages.places(&claims),
                    claims: vec![None; programmes.len()],
                });
                modules.len() - 1
            });
            modules[row].claims[number] = Some(at);
        }
    }
    modules
}

fn in_programme(pages: &Pages<'_>, item: ItemId, programme: ProgrammeId) -> ItemInProgramme {
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
        journey: journey(pages, item, coverage),
    }
}

/// The titles of the terms of a programme, each with the strongest level to which its modules bring `item`, and whether
/// that is so for some choices alone.
fn journey(
    pages: &Pages<'_>,
    item: ItemId,
    coverage: &ProgrammeCoverage,
) -> Vec<(String, Option<usize>, bool)> {
    let terms = &pages.site.programmes[coverage.programme].terms;
    if terms.iter().all(|term| term.title.is_empty()) {
        return Vec::new();
    }
    let row = coverage.row_of(item);
    let cells = row.map(|row| coverage.cells.row(row)).unwrap_or_default();
    let sure: BTreeMap<usize, LevelId> =
        row.into_iter().flat_map(|row| coverage.guaranteed_by_term(row)).collect();
    let step = |(at, term): (usize, &Term)| {
        let here = cells.iter().filter(|cell| coverage.terms[cell.column] == at);
        let level = here.map(|cell| cell.level).max();
        (term.title.clone(), level.map(LevelId::index), level > sure.get(&at).copied())
    };
    terms.iter().enumerate().map(step).collect()
}

/// The pages whose text mentions item `id`.
fn mentions(pages: &Pages<'_>, id: ItemId) -> Vec<Link> {
    let documents = pages.index.mentions(id).iter();
    documents.filter_map(|document| Some(pages.link(pages.addresses.route_of(*document)?))).collect()
}
