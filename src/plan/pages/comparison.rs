//! Builds the comparison of the programmes that lead to one profile. Its numbers are those of each programme's own pages.

use super::Pages;
use super::programmes::card;
use super::references::status_view;
use crate::coverage::{Alignment, Group, ProgrammeCoverage, groups};
use crate::model::{ItemId, ProfileId};
use crate::plan::view::{ComparedItem, ComparisonGroup, ComparisonRow, ComparisonView};

/// About how many bytes of a page a row takes, and each programme in it.
const BYTES: (usize, usize) = (400, 250);
/// Bytes of a page that browsers show at once, and phones still load.
const LARGEST_PAGE: usize = 1_600_000;

/// The programmes of profile `id`, side by side.
pub(super) fn comparison(pages: &Pages<'_>, id: ProfileId) -> ComparisonView {
    let programmes: Vec<Compared<'_>> =
        pages.programmes_of(id).map(|programme| Compared::new(pages, programme)).collect();
    let items = pages.site.profiles[id].items.len();
    let overview = items * (BYTES.0 + programmes.len() * BYTES.1) > LARGEST_PAGE;
    let groups = groups(pages.site, id).into_iter();
    let groups = groups.map(|group| comparison_group(pages, id, &group, &programmes, overview));
    let groups: Vec<ComparisonGroup> = groups.collect();
    ComparisonView {
        profile: pages.profile_link(id),
        programmes: pages.programmes_of(id).map(|programme| card(pages, programme)).collect(),
        has_hours: programmes.iter().any(|one| one.alignment.rows.iter().any(|row| row.hours.is_some())),
        different: groups.iter().map(|group| group.different).sum(),
        overview,
        groups,
    }
}

/// A programme of the profile.
struct Compared<'p> {
    coverage: &'p ProgrammeCoverage,
    alignment: Alignment,
}

impl<'p> Compared<'p> {
    fn new(pages: &Pages<'p>, id: crate::model::ProgrammeId) -> Self {
        let coverage = pages.coverage.of(id);
        Self { coverage, alignment: Alignment::new(pages.site, coverage) }
    }

    fn item(&self, pages: &Pages<'_>, item: ItemId) -> Option<ComparedItem> {
        let coverage = self.coverage;
        let row = coverage.row_of(item)?;
        let (standing, cells) = (&coverage.rows[row], coverage.cells.row(row));
        let programme = &pages.site.programmes[coverage.programme];
        // Columns stand in the order of the terms.
        let first = cells.first().map(|cell| programme.terms[coverage.terms[cell.column]].title.clone());
        let reason = standing.exemption.map(|at| programme.exempt[at].reason.clone());
        Some(ComparedItem {
            status: status_view(standing.status),
            reason: reason.unwrap_or_default(),
            level: cells.iter().map(|cell| cell.level.index()).max(),
            guaranteed: standing.guaranteed.map(|level| level.index()),
            first: first.unwrap_or_default(),
            modules: cells.len(),
            hours: self.alignment.rows[row].hours,
        })
    }
}

fn comparison_group(
    pages: &Pages<'_>,
    profile: ProfileId,
    group: &Group,
    programmes: &[Compared<'_>],
    overview: bool,
) -> ComparisonGroup {
    let head = pages.group_head(group, profile);
    let rows: Vec<ComparisonRow> = group.items.iter().map(|item| row(pages, *item, programmes)).collect();
    ComparisonGroup {
        id: head.id,
        title: head.title,
        kind: head.kind,
        path: head.path,
        different: rows.iter().filter(|row| row.different).count(),
        rows: if overview { Vec::new() } else { rows },
    }
}

fn row(pages: &Pages<'_>, item: ItemId, programmes: &[Compared<'_>]) -> ComparisonRow {
    let cells: Vec<ComparedItem> = programmes.iter().filter_map(|one| one.item(pages, item)).collect();
    let stands = |cell: &ComparedItem| (cell.status, cell.level, cell.guaranteed);
    ComparisonRow {
        item: pages.item_in(item, None),
        different: cells.windows(2).any(|two| stands(&two[0]) != stands(&two[1])),
        cells,
    }
}
