//! Builds the home page and the pages of programmes. Their numbers are those of the coverage layer.

use super::Pages;
use super::body;
use super::gaps::reliance;
use super::prerequisites::prerequisites;
use super::references::totals_view;
use crate::coverage::{Group, ProgrammeCoverage, Status, groups};
use crate::model::{ItemId, ModuleId, ProgrammeId};
use crate::plan::download::DownloadTable;
use crate::plan::route::{ProgrammePart, Route};
use crate::plan::view::{
    BodyView, CompetenceBar, HeatCell, HomeView, ModuleTableRow, ModuleTableView, ProgrammeCard,
    ProgrammeView, TermChoice, TermModule, TermView,
};
use crate::syntax::{Content, FactsDoc};

/// The home page.
pub(super) fn home(pages: &Pages<'_>, root: &str) -> HomeView {
    let document = pages.document(Route::Home);
    let body = document.and_then(|id| match &pages.site.document(id).content {
        Content::Page(content) => Some(body::whole(pages, Route::Home, id, &content.body, root)),
        _ => None,
    });
    let programmes = pages.site.programmes.ids().map(|id| card(pages, id)).collect();
    let audience = pages.site.config.audience.iter().map(|audience| audience.as_str()).collect();
    HomeView { body: body.unwrap_or_default(), programmes, audience }
}

/// The page of programme `id`.
pub(super) fn programme(pages: &Pages<'_>, id: ProgrammeId, root: &str) -> ProgrammeView {
    let programme = &pages.site.programmes[id];
    let coverage = pages.coverage.of(id);
    let groups = groups(pages.site, programme.profile);
    let bars = groups.iter().map(|group| {
        let head = pages.group_head(group, programme.profile);
        let totals = totals_view(coverage.totals_of(group.items.iter().copied()));
        let rows = group.items.iter().filter_map(|item| coverage.row_of(*item));
        CompetenceBar {
            id: head.id,
            title: head.title,
            kind: head.kind,
            path: head.path,
            totals,
            hours: coverage.hours_for(pages.site, rows),
            heat: heat(pages, coverage, group),
        }
    });
    ProgrammeView {
        card: card(pages, id),
        body: programme_body(pages, id, root),
        terms: terms(pages, id),
        levels: pages.levels(id),
        competences: bars.collect(),
        prerequisites: prerequisites(pages, id),
        reliance: reliance(pages, id),
        downloads: pages.downloads(id, DownloadTable::Modules),
    }
}

/// The part that each term has in a group of items.
fn heat(pages: &Pages<'_>, coverage: &ProgrammeCoverage, group: &Group) -> Vec<HeatCell> {
    let required = pages.site.config.scale.required;
    let mut terms = vec![(0, 0); pages.site.programmes[coverage.programme].terms.len()];
    for row in group.items.iter().filter_map(|item| coverage.row_of(*item)) {
        for (term, level) in coverage.guaranteed_by_term(row) {
            terms[term].0 += 1;
            terms[term].1 += usize::from(level >= required);
        }
    }
    let items = group.items.len().max(1);
    let cell = |(claimed, enough): (usize, usize)| HeatCell {
        claimed,
        enough,
        quarter: (claimed * 4).div_ceil(items),
    };
    terms.into_iter().map(cell).collect()
}

fn programme_body(pages: &Pages<'_>, id: ProgrammeId, root: &str) -> BodyView {
    let Some(document) = pages.site.programmes[id].document else { return BodyView::default() };
    let route = Route::Programme(id, ProgrammePart::Overview);
    match &pages.site.document(document).content {
        Content::Programme(content) => body::whole(pages, route, document, &content.body, root),
        _ => BodyView::default(),
    }
}

/// The facts of programme `id` in lists of programmes.
pub(super) fn card(pages: &Pages<'_>, id: ProgrammeId) -> ProgrammeCard {
    let programme = &pages.site.programmes[id];
    let coverage = pages.coverage.of(id);
    let missing = coverage.rows.iter().filter(|row| row.status == Status::Missing);
    let (hours, hours_most) = coverage.hours(pages.site, None);
    let (credits, credits_most) = coverage.credits(pages.site, None);
    ProgrammeCard {
        programme: pages.programme_link(id),
        profile: pages.profile_link(programme.profile),
        comparison: pages.path(Route::Comparison(programme.profile)),
        summary: programme
            .document
            .map(|document| pages.site.document(document).summary.value.clone())
            .unwrap_or_default(),
        totals: totals_view(coverage.totals),
        modules: coverage.columns.len(),
        hours,
        hours_most,
        credits,
        credits_most,
        missing: missing.map(|row| pages.item_in(row.item, Some(coverage))).collect(),
    }
}

/// The terms of programme `id` with their modules.
pub(super) fn terms(pages: &Pages<'_>, id: ProgrammeId) -> Vec<TermView> {
    let coverage = pages.coverage.of(id);
    let by_column = strongest_by_column(coverage);
    let mut reached = vec![Vec::new(); pages.site.programmes[id].terms.len()];
    for row in 0..coverage.rows.len() {
        for (term, level) in coverage.guaranteed_by_term(row) {
            reached[term].push(level.index());
        }
    }
    let module = |column: usize| term_module(pages, coverage.columns[column], &by_column[column]);
    let terms = pages.site.programmes[id].terms.iter().zip(reached).enumerate();
    terms
        .map(|(at, (term, reached))| {
            let (hours, hours_most) = coverage.hours(pages.site, Some(at));
            let (credits, credits_most) = coverage.credits(pages.site, Some(at));
            let columns = (0..coverage.columns.len()).filter(|column| coverage.terms[*column] == at);
            let choices = coverage.choices().iter().filter(|choice| choice.place.0 == at);
            TermView {
                title: term.title.clone(),
                hours,
                hours_most,
                credits,
                credits_most,
                modules: columns.filter(|column| coverage.choice_of(*column).is_none()).map(module).collect(),
                choices: choices
                    .map(|choice| {
                        let (hours, hours_most) = coverage.choice_hours(pages.site, choice);
                        TermChoice {
                            choice: pages.choice(id, choice),
                            hours,
                            hours_most,
                            modules: choice.columns.clone().map(module).collect(),
                        }
                    })
                    .collect(),
                levels: pages.level_counts(reached.into_iter()),
            }
        })
        .collect()
}

fn term_module(pages: &Pages<'_>, id: ModuleId, reached: &[(ItemId, usize)]) -> TermModule {
    TermModule {
        module: pages.module(id),
        summary: pages.site.document(pages.site.modules[id].document).summary.value.clone(),
        levels: pages.level_counts(reached.iter().map(|(_, level)| *level)),
    }
}

/// The modules of a programme with their facts.
pub(super) fn module_table(pages: &Pages<'_>, programme_id: ProgrammeId) -> ModuleTableView {
    let site = pages.site;
    let programme = &site.programmes[programme_id];
    let facts_of = |id: ModuleId| site.facts_of(&site.modules[id]);
    let mut fact_names: Vec<String> = Vec::new();
    for (name, _) in programme.modules().filter_map(|(_, id)| facts_of(id)).flat_map(|facts| &facts.others) {
        if !fact_names.contains(&name.value) {
            fact_names.push(name.value.clone());
        }
    }
    let coverage = pages.coverage.of(programme_id);
    let row = |(at, (term, id)): (usize, (usize, ModuleId))| {
        let others = facts_of(id).map(|facts| facts.others.as_slice()).unwrap_or_default();
        let value = |wanted: &String| others.iter().find(|(name, _)| name.value == *wanted);
        let value = |wanted| value(wanted).map(|(_, value)| value.value.clone()).unwrap_or_default();
        let required = site.modules[id].requires.iter();
        ModuleTableRow {
            term: programme.terms[term].title.clone(),
            choice: coverage.choice_of(at).map(|choice| pages.choice(programme_id, choice)),
            module: pages.module(id),
            requires: required.map(|id| site.modules[*id].name().to_owned()).collect(),
            teachers: facts_of(id).map(FactsDoc::teachers).unwrap_or_default(),
            facts: fact_names.iter().map(value).collect(),
        }
    };
    let rows = programme.modules().enumerate().map(row).collect();
    ModuleTableView { programme: pages.programme_link(programme_id), rows, fact_names }
}

/// For each column the items that it claims, with the strongest level.
fn strongest_by_column(coverage: &ProgrammeCoverage) -> Vec<Vec<(ItemId, usize)>> {
    let mut columns = vec![Vec::new(); coverage.columns.len()];
    for (row, standing) in coverage.rows.iter().enumerate() {
        for cell in coverage.cells.row(row) {
            columns[cell.column].push((standing.item, cell.level.index()));
        }
    }
    columns
}
