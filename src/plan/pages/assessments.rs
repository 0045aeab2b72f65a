//! Builds the assessment map: items as rows, assessments as columns.

use std::collections::BTreeMap;

use super::Pages;
use super::references::status_view;
use crate::config::LevelId;
use crate::coverage::{Group, ProgrammeCoverage, assessed_levels, assessments as assessments_of, groups};
use crate::model::{OccasionId, ProgrammeId};
use crate::plan::download::DownloadTable;
use crate::plan::view::{
    AssessingModule, AssessmentCell, AssessmentColumn, AssessmentGroup, AssessmentRow, AssessmentsView,
};

/// About how many bytes of a page a cell takes, without and with an assessment.
const CELL: (usize, usize) = (10, 330);
/// Bytes of a page that browsers show at once, and phones still load.
const LARGEST_PAGE: usize = 1_600_000;

/// The map of programme `id` as its page shows it: where it would be too large for one page, without its rows.
pub(super) fn page(pages: &Pages<'_>, id: ProgrammeId) -> AssessmentsView {
    let map = Map::new(pages, id);
    let asked: usize = map.cells.iter().map(BTreeMap::len).sum();
    let cells = map.cells.len() * map.columns.len();
    map.view(cells * CELL.0 + asked * CELL.1 > LARGEST_PAGE)
}

/// The whole map of programme `id`.
pub(super) fn assessments(pages: &Pages<'_>, id: ProgrammeId) -> AssessmentsView {
    Map::new(pages, id).view(false)
}

/// The cells of the map while its view is made.
struct Map<'p> {
    pages: &'p Pages<'p>,
    coverage: &'p ProgrammeCoverage,
    /// The assessments, each with the column of its module in the coverage.
    columns: Vec<(usize, OccasionId)>,
    /// For each row of the coverage the levels by column.
    cells: Vec<BTreeMap<usize, LevelId>>,
}

impl<'p> Map<'p> {
    fn new(pages: &'p Pages<'p>, id: ProgrammeId) -> Self {
        let (site, coverage) = (pages.site, pages.coverage.of(id));
        let columns = assessments_of(site, coverage);
        let cells = assessed_levels(site, coverage, &columns);
        Self { pages, coverage, columns, cells }
    }

    fn view(&self, overview: bool) -> AssessmentsView {
        let (pages, coverage) = (self.pages, self.coverage);
        let (modules, columns) = self.columns();
        AssessmentsView {
            programme: pages.programme_link(coverage.programme),
            profile: pages.profile_link(coverage.profile),
            overview,
            modules,
            columns,
            groups: groups(pages.site, coverage.profile)
                .iter()
                .map(|group| self.group(group, overview))
                .collect(),
            downloads: pages.downloads(coverage.programme, DownloadTable::Assessments),
        }
    }

    /// The columns of the assessments that ask for the item of `row` at the required level. One that claims it at a weaker
    /// level lets it be practised, or introduces it.
    fn asking(&self, row: usize) -> impl Iterator<Item = usize> {
        let required = self.pages.site.config.scale.required;
        self.cells[row].iter().filter(move |(_, level)| **level >= required).map(|(column, _)| *column)
    }

    fn columns(&self) -> (Vec<AssessingModule>, Vec<AssessmentColumn>) {
        let (pages, site) = (self.pages, self.pages.site);
        let mut items = vec![0; self.columns.len()];
        for row in 0..self.cells.len() {
            self.asking(row).for_each(|column| items[column] += 1);
        }
        let (mut modules, mut columns): (Vec<AssessingModule>, Vec<AssessmentColumn>) = Default::default();
        let mut last = None;
        for ((column, id), items) in self.columns.iter().zip(items) {
            let occasion = &site.occasions[*id];
            let opens = last.replace(*column) != Some(*column);
            if opens {
                let choice = self.coverage.choice_of(*column);
                let choice = choice.map(|choice| pages.choice(self.coverage.programme, choice));
                let module = pages.module(occasion.module);
                modules.push(AssessingModule { module, choice, assessments: 0 });
            }
            modules.last_mut().into_iter().for_each(|module| module.assessments += 1);
            columns.push(AssessmentColumn {
                title: pages.spot_title(occasion.module, occasion.spot),
                path: pages.spot_path(occasion.module, occasion.spot),
                occasion: super::references::occasion_view(occasion),
                module: modules.len() - 1,
                opens,
                items,
            });
        }
        (modules, columns)
    }

    fn group(&self, group: &Group, overview: bool) -> AssessmentGroup {
        let head = self.pages.group_head(group, self.coverage.profile);
        let rows: Vec<usize> = group.items.iter().filter_map(|item| self.coverage.row_of(*item)).collect();
        AssessmentGroup {
            id: head.id,
            title: head.title,
            kind: head.kind,
            path: head.path,
            items: rows.len(),
            asked: rows.iter().filter(|row| self.asking(**row).next().is_some()).count(),
            rows: rows.into_iter().filter(|_| !overview).map(|row| self.row(row)).collect(),
        }
    }

    fn row(&self, row: usize) -> AssessmentRow {
        let standing = &self.coverage.rows[row];
        let exempt = &self.pages.site.programmes[self.coverage.programme].exempt;
        let mut blank = 0;
        let cells = self.cells[row].iter().map(|(column, level)| {
            let blank_from = std::mem::replace(&mut blank, column + 1);
            AssessmentCell { column: *column, blank_from, level: level.index() }
        });
        let cells = cells.collect();
        AssessmentRow {
            item: self.pages.item_in(standing.item, Some(self.coverage)),
            status: status_view(standing.status),
            reason: standing.exemption.map(|at| exempt[at].reason.clone()).unwrap_or_default(),
            cells,
            asked: self.asking(row).count(),
            blank_after: blank,
        }
    }
}
