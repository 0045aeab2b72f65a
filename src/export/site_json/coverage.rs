//! Programmes and their coverage in the JSON of a site: every item of the profile with its status, and the same
//! numbers as on the pages.

use serde::Serialize;

use crate::coverage::{self, Coverage, ProgrammeCoverage, Totals};
use crate::model::{Choice, ProgrammeId, Site};
use crate::text::Amount;

#[derive(Serialize)]
pub(super) struct JsonProgramme<'s> {
    id: &'s str,
    title: &'s str,
    #[serde(skip_serializing_if = "str::is_empty")]
    school: &'s str,
    profile: &'s str,
    file: Option<&'s str>,
    terms: Vec<JsonTerm<'s>>,
    exempt: Vec<Exemption<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    levels: Vec<JsonOtherLevel<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    assessments: Vec<JsonAssessment<'s>>,
    totals: JsonTotals,
    coverage: Vec<JsonItem<'s>>,
}

/// An assessment of the programme, with the items that it claims at the levels at which they count there.
#[derive(Serialize)]
struct JsonAssessment<'s> {
    module: &'s str,
    title: &'s str,
    method: &'s str,
    weight: Option<Amount>,
    items: Vec<AssessedItem<'s>>,
}

#[derive(Serialize)]
struct AssessedItem<'s> {
    item: &'s str,
    level: &'s str,
}

#[derive(Serialize)]
struct JsonTerm<'s> {
    title: &'s str,
    modules: Vec<&'s str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<JsonChoice<'s>>,
}

#[derive(Serialize)]
struct JsonChoice<'s> {
    title: &'s str,
    pick: usize,
    of: usize,
    modules: Vec<&'s str>,
}

#[derive(Serialize)]
struct Exemption<'s> {
    item: &'s str,
    reason: &'s str,
}

/// The level at which a module counts for an item in the programme, in place of its own.
#[derive(Serialize)]
struct JsonOtherLevel<'s> {
    module: &'s str,
    item: &'s str,
    level: &'s str,
}

/// The items of a programme or a competence in JSON, counted by how they stand.
#[derive(Debug, Serialize)]
pub struct JsonTotals {
    items: usize,
    covered: usize,
    /// Those that only some choices cover; left out where there are none, as in a programme without choices.
    #[serde(skip_serializing_if = "Option::is_none")]
    possible: Option<usize>,
    partial: usize,
    missing: usize,
    exempt: usize,
}

impl From<Totals> for JsonTotals {
    fn from(totals: Totals) -> Self {
        let Totals { items, covered, possible, partial, missing, exempt } = totals;
        let possible = (possible > 0).then_some(possible);
        Self { items, covered, possible, partial, missing, exempt }
    }
}

#[derive(Serialize)]
struct JsonItem<'s> {
    item: &'s str,
    status: &'static str,
    level: Option<&'s str>,
    /// The level that everyone reaches, in a programme with choices.
    #[serde(skip_serializing_if = "Option::is_none")]
    guaranteed: Option<Option<&'s str>>,
    modules: Vec<JsonCell<'s>>,
}

/// A module and the levels at which it claims the item: the strongest, and all of them, strongest first.
#[derive(Serialize)]
struct JsonCell<'s> {
    module: &'s str,
    level: &'s str,
    levels: Vec<&'s str>,
}

impl<'s> JsonProgramme<'s> {
    /// Programme `id` of `site`.
    pub(super) fn new(site: &'s Site, coverage: &Coverage, id: ProgrammeId) -> Self {
        let programme = &site.programmes[id];
        let counted = coverage.of(id);
        let modules = |modules: &[crate::model::ModuleId]| {
            modules.iter().map(|id| site.modules[*id].slug.as_str()).collect()
        };
        let choices = |choices: &'s [Choice]| {
            let choices = choices.iter().map(|choice| JsonChoice {
                title: &choice.title,
                pick: choice.pick,
                of: choice.of,
                modules: modules(&choice.modules),
            });
            choices.collect()
        };
        Self {
            id: &programme.slug,
            title: &programme.title,
            school: &programme.school,
            profile: &site.profiles[programme.profile].slug,
            file: programme.document.map(|id| site.document(id).path.as_str()),
            terms: programme
                .terms
                .iter()
                .map(|term| JsonTerm {
                    title: &term.title,
                    modules: modules(&term.modules),
                    choices: choices(&term.choices),
                })
                .collect(),
            exempt: programme
                .exempt
                .iter()
                .map(|found| Exemption { item: &site.items[found.item].id, reason: &found.reason })
                .collect(),
            levels: programme
                .levels
                .iter()
                .map(|said| JsonOtherLevel {
                    module: &site.modules[said.module].slug,
                    item: &site.items[said.item].id,
                    level: &site.config.scale.levels[said.level].id,
                })
                .collect(),
            assessments: assessments(site, counted),
            totals: counted.totals.into(),
            coverage: (0..counted.rows.len()).map(|row| item(site, counted, row)).collect(),
        }
    }
}

fn assessments<'s>(site: &'s Site, counted: &ProgrammeCoverage) -> Vec<JsonAssessment<'s>> {
    let columns = coverage::assessments(site, counted);
    let levels = coverage::assessed_levels(site, counted, &columns);
    let assessments = columns.iter().enumerate().map(|(at, (_, id))| {
        let occasion = &site.occasions[*id];
        let document = site.document(site.document_of(occasion.module, occasion.spot));
        let heading = occasion.spot.heading.and_then(|heading| document.headings.get(heading));
        let items = counted.rows.iter().zip(&levels).filter_map(|(row, levels)| {
            let level = levels.get(&at)?;
            Some(AssessedItem { item: &site.items[row.item].id, level: &site.config.scale.levels[*level].id })
        });
        JsonAssessment {
            module: &site.modules[occasion.module].slug,
            title: heading.map_or("", |heading| &heading.text),
            method: &occasion.method,
            weight: occasion.weight,
            items: items.collect(),
        }
    });
    assessments.collect()
}

fn item<'s>(site: &'s Site, coverage: &ProgrammeCoverage, row: usize) -> JsonItem<'s> {
    let levels = &site.config.scale.levels;
    let cells = coverage.cells.row(row);
    let found = &coverage.rows[row];
    JsonItem {
        item: &site.items[found.item].id,
        status: found.status.as_str(),
        level: cells.iter().map(|cell| cell.level).max().map(|level| levels[level].id.as_str()),
        guaranteed: (!coverage.choices().is_empty())
            .then(|| found.guaranteed.map(|level| levels[level].id.as_str())),
        modules: cells
            .iter()
            .map(|cell| JsonCell {
                module: &site.modules[coverage.columns[cell.column]].slug,
                level: &levels[cell.level].id,
                levels: coverage.cells.levels(cell).map(|level| levels[level].id.as_str()).collect(),
            })
            .collect(),
    }
}
