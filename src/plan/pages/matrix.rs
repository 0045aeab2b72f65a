//! Builds the matrix. Its numbers are those of the coverage layer; nothing is counted again here.

use super::Pages;
use super::references::{encoded, status_view, totals_view};
use crate::coverage::{CountedClaim, Group, ProgrammeCoverage, groups};
use crate::model::ProgrammeId;
use crate::plan::download::DownloadTable;
use crate::plan::route::{ProgrammePart, Route};
use crate::plan::view::{MatrixCell, MatrixColumn, MatrixGroup, MatrixRow, MatrixTerm, MatrixView};

/// About how many bytes of a page a cell takes, without and with a claim.
const CELL: (usize, usize) = (10, 330);
/// Bytes of a page that browsers show at once, and phones still load.
const LARGEST_PAGE: usize = 1_600_000;

/// The matrix of programme `id` as its page shows it: where it would be too large for one page, an overview whose
/// groups lead to the pages of the competences. Building it costs no more than it has groups.
pub(super) fn page(pages: &Pages<'_>, id: ProgrammeId) -> MatrixView {
    let coverage = pages.coverage.of(id);
    let claimed: usize = (0..coverage.rows.len()).map(|row| coverage.cells.row(row).len()).sum();
    let cells = coverage.rows.len() * coverage.columns.len();
    if cells * CELL.0 + claimed * CELL.1 <= LARGEST_PAGE {
        return matrix(pages, id);
    }
    view(pages, id, true)
}

/// The whole matrix of programme `id`.
pub(super) fn matrix(pages: &Pages<'_>, id: ProgrammeId) -> MatrixView {
    view(pages, id, false)
}

fn view(pages: &Pages<'_>, id: ProgrammeId, overview: bool) -> MatrixView {
    let coverage = pages.coverage.of(id);
    let programme = &pages.site.programmes[id];
    let terms = programme.terms.iter().filter(|term| term.all_modules().next().is_some());
    let terms =
        terms.map(|term| MatrixTerm { title: term.title.clone(), modules: term.all_modules().count() });
    let terms: Vec<MatrixTerm> = terms.collect();
    let (hours, hours_most) = coverage.hours(pages.site, None);
    let groups: Vec<MatrixGroup> = groups(pages.site, programme.profile)
        .iter()
        .map(|group| matrix_group(pages, coverage, group, overview))
        .collect();
    let has_lower = cells(&groups).any(|cell| !cell.lower.is_empty());
    MatrixView {
        programme: pages.programme_link(id),
        profile: pages.profile_link(programme.profile),
        profile_facts: super::profiles::facts(pages, programme.profile),
        totals: totals_view(coverage.totals),
        hours,
        hours_most,
        choices: coverage.choices().iter().map(|choice| pages.choice(id, choice)).collect(),
        columns: columns(pages, coverage, &terms),
        terms,
        embed: pages.path(Route::Programme(id, ProgrammePart::Embed)),
        single_file: pages
            .single_file(id, ProgrammePart::Embed)
            .map(|path| encoded(path.as_str()))
            .unwrap_or_default(),
        overview,
        has_lower,
        levels: pages.levels(id),
        groups,
        downloads: pages.downloads(id, DownloadTable::Matrix),
    }
}

fn cells(groups: &[MatrixGroup]) -> impl Iterator<Item = &MatrixCell> {
    groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.cells)
}

fn columns(pages: &Pages<'_>, coverage: &ProgrammeCoverage, terms: &[MatrixTerm]) -> Vec<MatrixColumn> {
    let mut claimed = vec![0; coverage.columns.len()];
    for row in 0..coverage.rows.len() {
        for cell in coverage.cells.row(row) {
            claimed[cell.column] += 1;
        }
    }
    let places = terms.iter().enumerate().flat_map(|(number, term)| {
        (0..term.modules).map(move |module| (number, module == 0 && !term.title.is_empty()))
    });
    let choices = coverage.choices();
    let columns = coverage.columns.iter().enumerate().zip(claimed).zip(places);
    let columns = columns.map(|(((at, module), claimed), (term, opens))| MatrixColumn {
        module: pages.module(*module),
        term,
        opens,
        choice: choices.iter().position(|choice| choice.columns.contains(&at)),
        claimed,
    });
    columns.collect()
}

fn matrix_group(
    pages: &Pages<'_>,
    coverage: &ProgrammeCoverage,
    group: &Group,
    overview: bool,
) -> MatrixGroup {
    let head = pages.group_head(group, coverage.profile);
    let shown = if overview { &[] } else { group.items.as_slice() };
    let rows = shown.iter().filter_map(|item| coverage.row_of(*item));
    MatrixGroup {
        id: head.id,
        title: head.title,
        kind: head.kind,
        path: head.path,
        totals: totals_view(coverage.totals_of(group.items.iter().copied())),
        rows: rows.map(|row| matrix_row(pages, coverage, row)).collect(),
    }
}

/// The level at which a claim counts, and the address of the place that makes it.
fn place(pages: &Pages<'_>, counted: &CountedClaim) -> (usize, String) {
    let claim = &pages.site.claims[counted.claim];
    (counted.level.index(), pages.spot_path(claim.module, claim.spot))
}

fn matrix_row(pages: &Pages<'_>, coverage: &ProgrammeCoverage, row: usize) -> MatrixRow {
    let standing = &coverage.rows[row];
    let exempt = &pages.site.programmes[coverage.programme].exempt;
    let mut cells = Vec::with_capacity(coverage.cells.row(row).len());
    let mut blank = 0;
    for cell in coverage.cells.row(row) {
        let claims = coverage.cells.claims(cell);
        let Some(strongest) = claims.first().map(|first| &pages.site.claims[first.claim]) else { continue };
        cells.push(MatrixCell {
            column: cell.column,
            blank_from: blank,
            level: cell.level.index(),
            lower: coverage.cells.levels(cell).skip(1).map(|level| level.index()).collect(),
            path: pages.spot_path(strongest.module, strongest.spot),
            places: claims.len(),
            weaker: claims[1..].iter().map(|claim| place(pages, claim)).collect(),
            to_review: pages.site.is_to_review(strongest.module, strongest.item),
        });
        blank = cell.column + 1;
    }
    MatrixRow {
        item: pages.item_in(standing.item, Some(coverage)),
        status: status_view(standing.status),
        reason: standing.exemption.map(|at| exempt[at].reason.clone()).unwrap_or_default(),
        cells,
        blank_after: blank,
    }
}
