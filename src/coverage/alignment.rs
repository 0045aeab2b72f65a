//! Whether a programme assesses what it teaches, and teaches what it assesses.
//!
//! An item is taught by a claim below the required level, or by one in an activity, whatever its level; where the scale
//! has no level below the required one, by any claim outside of an assessment. It is practised by the same, but for claims
//! at the weakest level: these introduce it, where the scale has levels between that and the required one. It is weighed by
//! a claim in an assessment that has a weight. Exempt items are asked for nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::programme::{ProgrammeCoverage, Status};
use crate::config::LevelId;
use crate::model::{Claim, ItemId, ModuleId, Occasion, OccasionId, Site};
use crate::syntax::OccasionKind;
use crate::text::Amount;

/// How teaching and assessing agree. Rows and columns are those of the coverage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// One for each row.
    pub rows: Vec<AlignedItem>,
    /// The columns whose assessments weigh nothing but items that they never teach, with the rows of these.
    pub untaught: Vec<(usize, Vec<usize>)>,
}

/// How an item is taught and assessed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AlignedItem {
    /// Whether it is assessed, and no assessment with a weight asks for it. Where a programme has no weights, nothing is.
    pub is_unweighed: bool,
    /// Whether it is assessed and practised nowhere.
    pub is_unpractised: bool,
    /// The columns that claim it at the weakest level of the scale, where that is below the required one.
    pub introduced: Vec<usize>,
    /// The hours of the activities that work on it, each activity's parted evenly over its items; none where no such
    /// activity has hours.
    pub hours: Option<Amount>,
}

impl Alignment {
    /// How teaching and assessing agree in `coverage`.
    pub fn new(site: &Site, coverage: &ProgrammeCoverage) -> Self {
        let mut hours = hours(site, coverage).into_iter();
        let has_weights = coverage.columns.iter().any(|module| weighted(site, *module).next().is_some());
        let row = |(row, hours): (usize, Option<Amount>)| {
            let mut aligned =
                AlignedItem { hours, introduced: introduced(site, coverage, row), ..AlignedItem::default() };
            if matches!(coverage.rows[row].status, Status::Covered | Status::Possible) {
                let claims = || claims(site, coverage, row);
                let is_weighed =
                    |claim: &Claim| site.assessment_of(claim).is_some_and(|(_, it)| it.is_weighted());
                aligned.is_unweighed = has_weights && !claims().any(|(claim, _)| is_weighed(claim));
                aligned.is_unpractised = !claims().any(|(claim, level)| practises(site, claim, level));
            }
            aligned
        };
        let rows = (0..coverage.rows.len()).map(|at| (at, hours.next().flatten())).map(row).collect();
        let untaught = coverage.columns.iter().enumerate();
        let untaught = untaught
            .filter_map(|(column, module)| Some((column, untaught_rows(site, coverage, *module)?)))
            .collect();
        Self { rows, untaught }
    }

    /// The rows that several columns introduce.
    pub fn repeated(&self) -> impl Iterator<Item = (usize, &[usize])> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.introduced.len() > 1).map(|(at, row)| (at, row.introduced.as_slice()))
    }
}

/// The assessments of the programme's modules that ask for items of its profile, in the order of the columns, each with its
/// column.
pub fn assessments(site: &Site, coverage: &ProgrammeCoverage) -> Vec<(usize, OccasionId)> {
    let mut found = Vec::new();
    for (column, module) in coverage.columns.iter().enumerate() {
        let claims = site.modules[*module].claims.iter().map(|claim| &site.claims[*claim]);
        let own = claims.filter(|claim| coverage.row_of(claim.item).is_some());
        let own: BTreeSet<OccasionId> = own.filter_map(|claim| Some(site.assessment_of(claim)?.0)).collect();
        found.extend(own.into_iter().map(|occasion| (column, occasion)));
    }
    found
}

/// For each row the levels at which the assessments of `columns` claim its item, by their place there: the strongest one of
/// each, as it counts in the programme.
pub fn assessed_levels(
    site: &Site,
    coverage: &ProgrammeCoverage,
    columns: &[(usize, OccasionId)],
) -> Vec<BTreeMap<usize, LevelId>> {
    let programme = &site.programmes[coverage.programme];
    let column_of: BTreeMap<OccasionId, usize> =
        columns.iter().enumerate().map(|(at, (_, occasion))| (*occasion, at)).collect();
    let mut levels: Vec<BTreeMap<usize, LevelId>> = vec![BTreeMap::new(); coverage.rows.len()];
    let claims = coverage.columns.iter().flat_map(|module| &site.modules[*module].claims);
    for claim in claims.map(|claim| &site.claims[*claim]) {
        let column = site.assessment_of(claim).and_then(|(occasion, _)| column_of.get(&occasion));
        if let (Some(row), Some(column)) = (coverage.row_of(claim.item), column) {
            let level = programme.level_of(claim);
            let strongest = levels[row].entry(*column).or_insert(level);
            *strongest = level.max(*strongest);
        }
    }
    levels
}

/// The claims of `row`, each with the level at which it counts.
fn claims<'s>(
    site: &'s Site,
    coverage: &'s ProgrammeCoverage,
    row: usize,
) -> impl Iterator<Item = (&'s Claim, LevelId)> {
    let cells = coverage.cells.row(row).iter();
    let claims = cells.flat_map(|cell| coverage.cells.claims(cell));
    claims.map(|counted| (&site.claims[counted.claim], counted.level))
}

/// Whether `claim`, which counts at `level`, says that its item is practised there, and not only introduced or asked for.
fn practises(site: &Site, claim: &Claim, level: LevelId) -> bool {
    let is_in_activity =
        claim.occasion.is_some_and(|occasion| site.occasions[occasion].kind == OccasionKind::Activity);
    let is_introduction = level.index() == 0 && site.config.scale.required.index() > 1;
    teaches(site, claim, level) && (!is_introduction || is_in_activity)
}

/// Whether `claim`, which counts at `level`, says that its item is learned there, and not only asked for.
fn teaches(site: &Site, claim: &Claim, level: LevelId) -> bool {
    let required = site.config.scale.required;
    let kind = claim.occasion.map(|occasion| site.occasions[occasion].kind);
    match kind {
        _ if level < required => true,
        Some(OccasionKind::Activity) => true,
        Some(OccasionKind::Assessment) => false,
        None => required.index() == 0,
    }
}

fn weighted(site: &Site, module: ModuleId) -> impl Iterator<Item = &Occasion> {
    let occasions = site.modules[module].occasions.iter().map(|id| &site.occasions[*id]);
    occasions.filter(|occasion| occasion.is_weighted())
}

/// The rows that the weighted assessments of `module` ask for, where it teaches none of them.
fn untaught_rows(site: &Site, coverage: &ProgrammeCoverage, module: ModuleId) -> Option<Vec<usize>> {
    let weighed = weighted(site, module).flat_map(|occasion| &occasion.claims);
    let rows: BTreeSet<usize> =
        weighed.filter_map(|claim| coverage.row_of(site.claims[*claim].item)).collect();
    let programme = &site.programmes[coverage.programme];
    let own = site.modules[module].claims.iter().map(|claim| &site.claims[*claim]);
    let is_taught = own
        .filter(|claim| teaches(site, claim, programme.level_of(claim)))
        .any(|claim| coverage.row_of(claim.item).is_some_and(|row| rows.contains(&row)));
    (!rows.is_empty() && !is_taught).then(|| rows.into_iter().collect())
}

fn introduced(site: &Site, coverage: &ProgrammeCoverage, row: usize) -> Vec<usize> {
    if site.config.scale.required.index() == 0 {
        return Vec::new();
    }
    let cells = coverage.cells.row(row).iter();
    cells
        .filter(|cell| coverage.cells.claims(cell).iter().any(|claim| claim.level.index() == 0))
        .map(|cell| cell.column)
        .collect()
}

/// For each row the hours of the activities that work on it; those of a choice count for the part that takes it.
fn hours(site: &Site, coverage: &ProgrammeCoverage) -> Vec<Option<Amount>> {
    // Thousandths of hundredths keep the sum the same on every machine, and are finer than anybody reads.
    let mut shares: Vec<Option<u64>> = vec![None; coverage.rows.len()];
    for (column, module) in coverage.columns.iter().enumerate() {
        let (taken, of) = coverage.taken_part(column);
        for id in &site.modules[*module].occasions {
            let occasion = &site.occasions[*id];
            let Some(hours) = occasion.hours.filter(|_| occasion.kind == OccasionKind::Activity) else {
                continue;
            };
            if site.is_within(*id, |other| other.hours.is_some()) {
                continue;
            }
            let items: BTreeSet<ItemId> =
                occasion.claims.iter().map(|claim| site.claims[*claim].item).collect();
            let all = u64::try_from(items.len().max(1)).unwrap_or(1);
            for row in items.into_iter().filter_map(|item| coverage.row_of(item)) {
                *shares[row].get_or_insert(0) += u64::from(hours.hundredths()) * 1000 * taken / (all * of);
            }
        }
    }
    let amount = |share: u64| Amount::of_hundredths(u32::try_from((share + 500) / 1000).unwrap_or(u32::MAX));
    shares.into_iter().map(|share| share.map(amount)).collect()
}
