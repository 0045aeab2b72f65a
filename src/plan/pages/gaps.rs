//! Builds the page of gaps: every missing and every partial item once, and nothing else as a gap; and below them what the
//! coverage that there is rests on.

use super::Pages;
use super::references::{status_view, totals_view};
use crate::coverage::{
    CountedClaim, CoverageCell, Early, Group, MANY, ProgrammeCoverage, Reliance, Status, groups,
};
use crate::evidence::Finding;
use crate::model::{ClaimId, ItemId, ProgrammeId};
use crate::plan::download::DownloadTable;
use crate::plan::view::{
    ChoiceRef, ClaimPlace, EarlyView, EvidenceView, ExemptView, GapGroup, GapView, GapsView, ModuleRef,
    OnlyModule, RelianceView,
};

/// How many sections are offered for closing a gap.
const OFFERS: usize = 3;

/// The gaps of programme `id`.
pub(super) fn gaps(pages: &Pages<'_>, id: ProgrammeId) -> GapsView {
    let coverage = pages.coverage.of(id);
    let programme = &pages.site.programmes[id];
    let groups = groups(pages.site, programme.profile);
    let exempt = programme.exempt.iter().filter(|exemption| coverage.row_of(exemption.item).is_some());
    GapsView {
        programme: pages.programme_link(id),
        profile: pages.profile_link(programme.profile),
        totals: totals_view(coverage.totals),
        groups: groups.iter().filter_map(|group| gap_group(pages, coverage, group)).collect(),
        early: coverage
            .rows
            .iter()
            .filter_map(|row| Some(early(pages, coverage, row.item, row.early?)))
            .collect(),
        exempt: exempt
            .map(|exemption| ExemptView {
                item: pages.item_in(exemption.item, Some(coverage)),
                reason: exemption.reason.clone(),
            })
            .collect(),
        levels: pages.levels(id),
        reliance: reliance(pages, id),
        downloads: pages.downloads(id, DownloadTable::Gaps),
    }
}

/// How much of the coverage of programme `id` hangs on single modules.
pub(super) fn reliance(pages: &Pages<'_>, id: ProgrammeId) -> RelianceView {
    let coverage = pages.coverage.of(id);
    let reliance = Reliance::new(pages.site, coverage);
    let item = |row: usize| pages.item_in(coverage.rows[row].item, Some(coverage));
    let module = |column: usize| pages.module(coverage.columns[column]);
    let only = reliance.only.iter().enumerate().filter(|(_, rows)| !rows.is_empty());
    let many = reliance.many.iter();
    RelianceView {
        singles: reliance.singles(),
        only: only
            .map(|(column, rows)| OnlyModule {
                module: module(column),
                items: rows.iter().map(|row| item(*row)).collect(),
            })
            .collect(),
        many: many
            .map(|(row, columns)| (item(*row), columns.iter().map(|column| module(*column)).collect()))
            .collect(),
        many_from: MANY,
        spare: reliance.spare().map(module).collect(),
    }
}

fn gap_group(pages: &Pages<'_>, coverage: &ProgrammeCoverage, group: &Group) -> Option<GapGroup> {
    let rows = group.items.iter().filter_map(|item| coverage.row_of(*item));
    let mut rows: Vec<usize> = rows.filter(|row| coverage.rows[*row].status.is_gap()).collect();
    rows.sort_by_key(|row| coverage.rows[*row].status != Status::Missing);
    if rows.is_empty() {
        return None;
    }
    let head = pages.group_head(group, coverage.profile);
    Some(GapGroup {
        id: head.id,
        title: head.title,
        kind: head.kind,
        path: head.path,
        totals: totals_view(coverage.totals_of(group.items.iter().copied())),
        gaps: rows.into_iter().map(|row| gap(pages, coverage, row)).collect(),
    })
}

/// The gap in `row` of the coverage.
fn gap(pages: &Pages<'_>, coverage: &ProgrammeCoverage, row: usize) -> GapView {
    let standing = &coverage.rows[row];
    let mut cells: Vec<&CoverageCell> = coverage.cells.row(row).iter().collect();
    cells.sort_by_key(|cell| (std::cmp::Reverse(cell.level), cell.column));
    let claims: Vec<CountedClaim> =
        cells.iter().flat_map(|cell| coverage.cells.claims(cell)).copied().collect();
    // A section that claims the item already is no offer.
    let is_new = |finding: &Finding| {
        let claims = claims.iter().map(|counted| &pages.site.claims[counted.claim]);
        !claims.into_iter().any(|claim| claim.module == finding.module && claim.spot == finding.spot)
    };
    let evidence = pages.evidence.of(pages.site);
    let places = evidence.offers(pages.site, coverage, row, OFFERS + claims.len());
    GapView {
        item: pages.item_in(standing.item, Some(coverage)),
        status: status_view(standing.status),
        choices: choices(pages, coverage, row),
        claims: claims.iter().map(|claim| claim_view(pages, *claim)).collect(),
        places: places
            .into_iter()
            .filter(is_new)
            .take(OFFERS)
            .map(|finding| evidence_view(pages, finding))
            .collect(),
    }
}

/// The choices by which some cover the item in `row` and others do not, with the modules that do.
fn choices(pages: &Pages<'_>, coverage: &ProgrammeCoverage, row: usize) -> Vec<(ChoiceRef, Vec<ModuleRef>)> {
    if coverage.rows[row].status != Status::Possible {
        return Vec::new();
    }
    let found = coverage.choices().iter().map(|choice| {
        let able = coverage.covering(pages.site, row).filter(|column| choice.columns.contains(column));
        let able = able.map(|column| pages.module(coverage.columns[column]));
        (pages.choice(coverage.programme, choice), able.collect::<Vec<_>>())
    });
    found.filter(|(_, modules)| !modules.is_empty()).collect()
}

fn evidence_view(pages: &Pages<'_>, finding: Finding) -> EvidenceView {
    EvidenceView {
        module: pages.module(finding.module),
        title: pages.spot_title(finding.module, finding.spot),
        path: pages.spot_path(finding.module, finding.spot),
        words: finding.words,
        mention: finding.is_mention,
    }
}

fn claim_view(pages: &Pages<'_>, counted: CountedClaim) -> (ModuleRef, ClaimPlace) {
    (pages.module(pages.site.claims[counted.claim].module), pages.place(counted))
}

fn early(pages: &Pages<'_>, coverage: &ProgrammeCoverage, item: ItemId, early: Early) -> EarlyView {
    let programme = &pages.site.programmes[coverage.programme];
    let term = |claim: ClaimId| {
        let module = pages.site.claims[claim].module;
        let column = coverage.columns.iter().position(|other| *other == module);
        column.map(|column| programme.terms[coverage.terms[column]].title.clone()).unwrap_or_default()
    };
    let place = |id: ClaimId| {
        claim_view(pages, CountedClaim { claim: id, level: programme.level_of(&pages.site.claims[id]) })
    };
    let own = |id: ClaimId| {
        let claim = &pages.site.claims[id];
        (programme.level_of(claim) != claim.level).then(|| claim.level.index())
    };
    EarlyView {
        item: pages.item_in(item, Some(coverage)),
        assessed: place(early.assessed),
        assessed_term: term(early.assessed),
        assessed_own: own(early.assessed),
        introduced: place(early.introduced),
        introduced_term: term(early.introduced),
        introduced_own: own(early.introduced),
        chosen: early.chosen.map(place),
        chosen_term: early.chosen.map(term).unwrap_or_default(),
    }
}
