//! Builds the alignment of a programme: where each item is learned and assessed, and how, and where the two do not agree.

use super::Pages;
use super::references::status_view;
use crate::coverage::{
    AlignedItem, Alignment, CountedClaim, Group, MANY, ProgrammeCoverage, Reliance, groups,
};
use crate::model::ProgrammeId;
use crate::plan::view::{
    AlignmentGroup, AlignmentRow, AlignmentView, ClaimPlace, ItemRef, ModuleRef, UntaughtModule,
};

/// About how many bytes of a page a row takes, and each place in it.
const BYTES: (usize, usize) = (400, 350);
/// Bytes of a page that browsers show at once, and phones still load.
const LARGEST_PAGE: usize = 1_600_000;

/// The alignment of programme `id` as its page shows it: where it would be too large for one page, without its rows.
pub(super) fn page(pages: &Pages<'_>, id: ProgrammeId) -> AlignmentView {
    let coverage = pages.coverage.of(id);
    let cells = (0..coverage.rows.len()).flat_map(|row| coverage.cells.row(row));
    let claims: usize = cells.map(|cell| coverage.cells.claims(cell).len()).sum();
    view(pages, id, coverage.rows.len() * BYTES.0 + claims * BYTES.1 > LARGEST_PAGE)
}

/// The whole alignment of programme `id`.
pub(super) fn alignment(pages: &Pages<'_>, id: ProgrammeId) -> AlignmentView {
    view(pages, id, false)
}

fn view(pages: &Pages<'_>, id: ProgrammeId, overview: bool) -> AlignmentView {
    let coverage = pages.coverage.of(id);
    let alignment = Alignment::new(pages.site, coverage);
    let reliance = Reliance::new(pages.site, coverage);
    let item = |row: usize| pages.item_in(coverage.rows[row].item, Some(coverage));
    let module = |column: usize| pages.module(coverage.columns[column]);
    let group = |group: &Group| {
        let head = pages.group_head(group, coverage.profile);
        let shown = if overview { &[] } else { group.items.as_slice() };
        let rows = shown.iter().filter_map(|item| coverage.row_of(*item));
        AlignmentGroup {
            id: head.id,
            title: head.title,
            kind: head.kind,
            path: head.path,
            rows: rows.map(|row| aligned_row(pages, coverage, row, &alignment.rows[row])).collect(),
        }
    };
    AlignmentView {
        programme: pages.programme_link(id),
        profile: pages.profile_link(coverage.profile),
        overview,
        has_hours: alignment.rows.iter().any(|row| row.hours.is_some()),
        groups: groups(pages.site, coverage.profile).iter().map(group).collect(),
        unweighed: assessed(pages, coverage, &alignment, |row| row.is_unweighed),
        unpractised: assessed(pages, coverage, &alignment, |row| row.is_unpractised),
        untaught: alignment
            .untaught
            .iter()
            .map(|(column, rows)| UntaughtModule {
                module: module(*column),
                items: rows.iter().map(|row| item(*row)).collect(),
            })
            .collect(),
        repeated: alignment
            .repeated()
            .map(|(row, columns)| (item(row), columns.iter().map(|column| module(*column)).collect()))
            .collect(),
        singles: reliance.singles(),
        many: reliance.many.len(),
        many_from: MANY,
    }
}

fn aligned_row(
    pages: &Pages<'_>,
    coverage: &ProgrammeCoverage,
    row: usize,
    aligned: &AlignedItem,
) -> AlignmentRow {
    let standing = &coverage.rows[row];
    let exempt = &pages.site.programmes[coverage.programme].exempt;
    let mut levels = vec![Vec::new(); pages.site.config.scale.levels.len()];
    for cell in coverage.cells.row(row) {
        // Strongest first; within a level in the order of the module.
        for claim in coverage.cells.claims(cell) {
            levels[claim.level.index()].push(place(pages, *claim));
        }
    }
    AlignmentRow {
        item: pages.item_in(standing.item, Some(coverage)),
        status: status_view(standing.status),
        reason: standing.exemption.map(|at| exempt[at].reason.clone()).unwrap_or_default(),
        levels,
        hours: aligned.hours,
        unweighed: aligned.is_unweighed,
        unpractised: aligned.is_unpractised,
    }
}

/// The items of which `is_meant` is true, with the places that bring them to the required level.
fn assessed(
    pages: &Pages<'_>,
    coverage: &ProgrammeCoverage,
    alignment: &Alignment,
    is_meant: fn(&AlignedItem) -> bool,
) -> Vec<(ItemRef, Vec<(ModuleRef, ClaimPlace)>)> {
    let required = pages.site.config.scale.required;
    let rows = alignment.rows.iter().enumerate().filter(|(_, row)| is_meant(row));
    rows.map(|(row, _)| {
        let claims = coverage.cells.row(row).iter().flat_map(|cell| coverage.cells.claims(cell));
        let strong = claims.filter(|claim| claim.level >= required);
        let item = pages.item_in(coverage.rows[row].item, Some(coverage));
        (item, strong.map(|claim| place(pages, *claim)).collect())
    })
    .collect()
}

fn place(pages: &Pages<'_>, counted: CountedClaim) -> (ModuleRef, ClaimPlace) {
    (pages.module(pages.site.claims[counted.claim].module), pages.place(counted))
}
