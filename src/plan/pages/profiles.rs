//! Builds the pages of profiles, competences and items. The official text is shown as it stands in the profile's file,
//! in its order.
//!
//! Each section of the file is given to one page (`addresses/anchors.rs`), and the builder of that page shows all that
//! stands in it: its heading, its items, its prose, and every line that is nothing else. So no section is on two pages,
//! and none is on no page.

use ahash::HashSet;

use super::body::PageTexts;
use super::references::{status_view, totals_view};
use super::{Pages, glossary};
use crate::coverage::ProgrammeCoverage;
use crate::model::{CompetenceId, DocumentId, ItemId, ProfileId, Target};
use crate::plan::addresses::{competence_page, section_page, text_page};
use crate::plan::route::Route;
use crate::plan::view::{
    BodyView, CompetenceSection, CompetenceSummary, CompetenceView, ItemInProgramme, ItemRef, ItemView, Link,
    ModuleClaims, ProfileSection, ProfileView, TotalsView,
};
use crate::syntax::{Content, Entry, ItemDoc, ProfileDoc, Section};

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

pub(super) fn content<'s>(pages: &Pages<'s>, id: ProfileId) -> Option<&'s ProfileDoc> {
    match &pages.site.document(pages.site.profiles[id].document).content {
        Content::Profile(content) => Some(content),
        _ => None,
    }
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
        knowledge: competence.knowledge.iter().map(|item| pages.item(*item)).collect(),
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

fn profile_section(
    pages: &Pages<'_>,
    texts: &mut PageTexts<'_>,
    profile: ProfileId,
    (at, section): (usize, &Section),
) -> ProfileSection {
    let document = pages.site.profiles[profile].document;
    let heading = &pages.site.document(document).headings[section.heading];
    let SectionTexts { title, items, body } = section_texts(pages, texts, profile, (at, section));
    ProfileSection {
        kind: section.kind.class(),
        title: heading.text.clone(),
        heading: title,
        id: pages.addresses.anchor(document, &heading.id).1.to_owned(),
        level: heading.level,
        items: items.into_iter().map(|item| pages.item(item)).collect(),
        body,
    }
}

/// The texts that a section shows on its page.
struct SectionTexts {
    title: BodyView,
    /// The items that it defines or refers to, each once.
    items: Vec<ItemId>,
    /// Everything else that stands in it.
    body: BodyView,
}

fn section_texts(
    pages: &Pages<'_>,
    texts: &mut PageTexts<'_>,
    profile: ProfileId,
    (at, section): (usize, &Section),
) -> SectionTexts {
    let document = pages.site.profiles[profile].document;
    let title = texts.fill(&section.title);
    let (mut items, mut seen) = (Vec::new(), HashSet::default());
    for (line, entry) in section.entries.iter().enumerate() {
        let item = match entry {
            Entry::Item(_) => pages.index.item_at(profile, (at, line)),
            Entry::Reference(link) => referred(pages, document, *link),
            Entry::Gloss(_) | Entry::Text(_) => None,
        };
        items.extend(item.filter(|item| seen.insert(*item)));
    }
    let own_page = section_page(pages.site, profile, at);
    let body = if text_page(pages.site, profile, section.kind, at) == own_page {
        section_body(texts, section)
    } else {
        BodyView::default()
    };
    SectionTexts { title, items, body }
}

/// The prose of a section, and the lines of its lists that are no item, no reference and no gloss.
pub(super) fn section_body(texts: &mut PageTexts<'_>, section: &Section) -> BodyView {
    let mut body = texts.fill(&section.prose);
    for entry in &section.entries {
        match entry {
            Entry::Text(text) => body.parts.extend(texts.fill(text).parts),
            // These have pages of their own.
            Entry::Item(_) | Entry::Reference(_) | Entry::Gloss(_) => {}
        }
    }
    body
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
    let counts = |id| -> TotalsView { totals_view(pages.coverage.of(id).totals_of(competence.items())) };
    let mut texts = PageTexts::new(pages, route, document, root);
    CompetenceView {
        profile: pages.profile_link(competence.profile),
        id: competence.id.clone(),
        code: competence.code.clone(),
        references: competence.references.clone(),
        heading: own.map(|section| texts.fill(&section.title)).unwrap_or_default(),
        body: own.map(|section| section_body(&mut texts, section)).unwrap_or_default(),
        indicators: with_claims(pages, &competence.indicators, first),
        sections: sections_below(pages, &mut texts, id, first),
        notes: texts.notes(),
        glossary: pages.path(Route::Glossary(competence.profile)),
        gloss_count: pages.site.profiles[competence.profile].glossary.len(),
        programmes: pages
            .programmes_of(competence.profile)
            .map(|id| (pages.programme_title(id), counts(id)))
            .collect(),
    }
}

/// The section that competence `id` is in its profile's file.
pub(super) fn own_section<'p>(pages: &Pages<'p>, id: CompetenceId) -> Option<&'p Section> {
    let competence = &pages.site.competences[id];
    content(pages, competence.profile)?.sections.get(competence.section)
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
        let SectionTexts { title, items, body } =
            section_texts(pages, texts, competence.profile, (at, section));
        CompetenceSection {
            kind: section.kind.class(),
            heading: title,
            id: pages.addresses.anchor(document, &heading.id).1.to_owned(),
            // The competence's own heading is the page's title, of level 1.
            level: (heading.level + 1).saturating_sub(outer).clamp(2, 6),
            items: with_claims(pages, &items, coverage),
            body,
        }
    };
    sections_on(pages, competence_page(pages.site, id)).map(&mut below).collect()
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
    let document = pages.site.profiles[item.profile].document;
    let mut texts = PageTexts::new(pages, Route::Item(id), document, root);
    let itself = pages.site.competence_of(id);
    let section = itself.and_then(|competence| own_section(pages, competence));
    let first = pages.programmes_of(item.profile).next().map(|id| pages.coverage.of(id));
    let (sentence, body) = match (written(pages, id), section) {
        (Some(item), _) => (texts.fill(&item.sentence), texts.fill(&item.explanation)),
        (None, Some(section)) => (texts.fill(&section.title), section_body(&mut texts, section)),
        (None, None) => Default::default(),
    };
    ItemView {
        profile: pages.profile_link(item.profile),
        item: pages.item(id),
        sentence,
        body,
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
        programmes: pages
            .programmes_of(item.profile)
            .map(|programme| in_programme(pages, id, programme))
            .collect(),
        mentions: mentions(pages, id),
    }
}

/// Item `id` as its profile's file has it.
pub(super) fn written<'p>(pages: &Pages<'p>, id: ItemId) -> Option<&'p ItemDoc> {
    let item = &pages.site.items[id];
    let (section, line) = item.entry;
    match content(pages, item.profile)?.sections.get(section)?.entries.get(line?)? {
        Entry::Item(written) => Some(written),
        Entry::Reference(_) | Entry::Gloss(_) | Entry::Text(_) => None,
    }
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
