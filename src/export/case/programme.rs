//! The coverage of a programme as a CASE package: one association for each cell of the matrix, with the module's
//! strongest level there.

use uuid::Uuid;

use super::names::{Frame, Names};
use super::profile::item_link;
use super::shapes::CaseItemKind;
use super::shapes::{
    CaseChoice, CaseDocument, CaseFact, CaseGrouping, CaseItem, CaseLink, CasePackage, Definitions,
    Extensions, OwnExtension,
};
use crate::config::LevelId;
use crate::coverage::ProgrammeCoverage;
use crate::export::facts;
use crate::export::identity::{derived, module_id, profile_doc, programme_id};
use crate::export::phrases::Words;
use crate::model::{ModuleId, ProgrammeId};
use crate::plan::{Pages, Route};
use crate::syntax::FactsDoc;
use crate::text::Spanned;

const LEVEL: Words = Words(["Niveau", "Level", "Niveau", "Stufe"]);
const OF: Words = Words(["van", "of", "sur", "von"]);

/// The package of programme `id`.
pub(super) fn package(pages: &Pages<'_>, names: &Names<'_>, id: ProgrammeId) -> CasePackage {
    let site = pages.site;
    let frame = frame(pages, names, id);
    let programme = &site.programmes[id];
    let coverage = pages.coverage.of(id);
    let root = frame.link(&programme.title);
    let links: Vec<CaseLink> =
        coverage.columns.iter().map(|module| module_link(pages, names, frame.id, *module)).collect();
    let mut items = Vec::new();
    let mut associations = Vec::new();
    for (at, link) in links.iter().enumerate() {
        items.push(module_item(pages, &frame, coverage, at, link));
        let mut child = frame.association("isChildOf", link, &root);
        child.sequence_number = Some(at + 1);
        associations.push(child);
    }
    for (at, link) in links.iter().enumerate() {
        for required in &site.modules[coverage.columns[at]].requires {
            let before = coverage.columns.iter().position(|module| module == required);
            let before = before.map(|before| frame.association("precedes", &links[before], link));
            associations.extend(before);
        }
    }
    for (row, covered) in coverage.rows.iter().enumerate() {
        let item = item_link(site, names, covered.item);
        for cell in coverage.cells.row(row) {
            let mut covers = frame.association("isRelatedTo", &links[cell.column], &item);
            covers.grouping = Some(level_link(pages, &frame, cell.level));
            covers.extensions.leerlijn.item.clone_from(&site.items[covered.item].id);
            associations.push(covers);
        }
    }
    CasePackage {
        document: document(pages, names, id),
        items,
        associations,
        definitions: Definitions {
            item_types: vec![frame.item_type(CaseItemKind::Module, pages.site.config.language)],
            groupings: site.config.scale.levels.ids().map(|level| grouping(pages, &frame, level)).collect(),
        },
    }
}

/// The module of `column`, with its place in the programme.
fn module_item(
    pages: &Pages<'_>,
    frame: &Frame,
    coverage: &ProgrammeCoverage,
    column: usize,
    link: &CaseLink,
) -> CaseItem {
    let module = &pages.site.modules[coverage.columns[column]];
    let terms = &pages.site.programmes[coverage.programme].terms;
    let choice = coverage.choice_of(column).map(|choice| {
        let (term, number) = choice.place;
        let title = terms[term].choices[number].title.clone();
        CaseChoice { title, pick: choice.pick, of: choice.of }
    });
    let facts = pages.site.facts_of(module);
    let fact = |(name, value): &(Spanned<String>, Spanned<String>)| CaseFact {
        name: name.value.clone(),
        value: value.value.clone(),
    };
    CaseItem {
        identifier: link.identifier.clone(),
        full_statement: module.title.clone(),
        kind: CaseItemKind::Module.title(),
        uri: link.uri.clone(),
        human_coding_scheme: module.name().to_owned(),
        language: pages.site.language_of(module.document).to_owned(),
        kind_uri: frame.kind(CaseItemKind::Module),
        last_change_date_time: frame.changed.clone(),
        extensions: Extensions {
            leerlijn: OwnExtension {
                term: terms[coverage.terms[column]].title.clone(),
                choice,
                hours: module.hours,
                credits: module.credits,
                teachers: facts.map(FactsDoc::teachers).unwrap_or_default(),
                facts: facts.into_iter().flat_map(|facts| &facts.others).map(fact).collect(),
                ..OwnExtension::default()
            },
        },
    }
}

/// The document of programme `id`. Its day is that of the profile: what a programme covers follows from many
/// files, none of which says when it changed.
pub(super) fn document(pages: &Pages<'_>, names: &Names<'_>, id: ProgrammeId) -> CaseDocument {
    let site = pages.site;
    let frame = frame(pages, names, id);
    let programme = &site.programmes[id];
    let profile = &site.profiles[programme.profile];
    let language = programme.document.map_or(site.config.language.tag(), |id| site.language_of(id));
    let summary = programme.document.map(|id| site.document(id).summary.value.clone()).unwrap_or_default();
    CaseDocument {
        identifier: frame.id.to_string(),
        uri: frame.uri,
        case_version: "1.1",
        creator: site.config.title.clone(),
        title: format!("{} → {}", programme.title, profile.title),
        last_change_date_time: frame.changed,
        publisher: site.config.title.clone(),
        description: summary,
        language: language.to_owned(),
        version: String::new(),
        status_start_date: String::new(),
        package: None,
        extensions: Extensions::default(),
    }
}

fn frame(pages: &Pages<'_>, names: &Names<'_>, id: ProgrammeId) -> Frame {
    let site = pages.site;
    let doc = profile_doc(site, site.programmes[id].profile);
    names.frame(programme_id(site, id), &facts::changed(doc))
}

fn module_link(pages: &Pages<'_>, names: &Names<'_>, programme: Uuid, id: ModuleId) -> CaseLink {
    let module = &pages.site.modules[id];
    names.link(module_id(pages.site, &programme, id), &module.title, Route::Module(id))
}

fn level_link(pages: &Pages<'_>, frame: &Frame, level: LevelId) -> CaseLink {
    let level = &pages.site.config.scale.levels[level];
    frame.part(&level.label, derived(&frame.id, "level", &level.id))
}

fn grouping(pages: &Pages<'_>, frame: &Frame, level: LevelId) -> CaseGrouping {
    let CaseLink { title, identifier, uri } = level_link(pages, frame, level);
    let config = &pages.site.config;
    let [name, of] = [LEVEL.text(config.language), OF.text(config.language)];
    let description = format!("{name} {} {of} {}", level.index() + 1, config.scale.levels.len());
    CaseGrouping { identifier, uri, title, description, last_change_date_time: frame.changed.clone() }
}
