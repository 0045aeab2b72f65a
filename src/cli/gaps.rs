//! Gaps that a check denies: all of them, or only those that an earlier version of the site did not have.

use crate::compare::{Comparison, compare};
use crate::coverage::{ProgrammeCoverage, Status, gap_problem};
use crate::diagnostics::{Diagnostic, Report, Severity, say};
use crate::pipeline::Snapshot;

use super::report::GapCounts;

/// The gaps of some programmes of a site.
pub(super) struct Gaps {
    /// How many there are.
    pub(super) counts: GapCounts,
    denied: Vec<DeniedGap>,
}

/// A gap that is denied.
struct DeniedGap {
    /// The problem as a site reports it that asks for its gaps.
    reported: Diagnostic,
    /// The error that it is now.
    error: Diagnostic,
}

/// Which gaps are denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DeniedGaps {
    None,
    New,
    All,
}

impl Gaps {
    /// The gaps of `programmes`, seen against `baseline`, a site and what it is called.
    pub(super) fn new(
        snapshot: &Snapshot,
        programmes: &[&ProgrammeCoverage],
        baseline: Option<(&Snapshot, &str)>,
        denied: DeniedGaps,
    ) -> Self {
        let known = baseline.map(|(before, name)| (compare(before.side(), snapshot.side()), name));
        let mut counts = GapCounts { all: 0, new: known.as_ref().map(|_| 0), denied: 0 };
        let mut problems = Vec::new();
        for coverage in programmes {
            for (row, _) in coverage.rows.iter().enumerate().filter(|(_, row)| row.status.is_gap()) {
                let opened = known.as_ref().and_then(|(comparison, name)| {
                    Some(Opened { comparison, name, was: opened(snapshot, coverage, row, comparison)? })
                });
                counts.all += 1;
                if opened.is_some() {
                    counts.new = counts.new.map(|new| new + 1);
                }
                let is_denied = match denied {
                    DeniedGaps::None => false,
                    DeniedGaps::New => opened.is_some(),
                    DeniedGaps::All => true,
                };
                if is_denied {
                    let reported = gap_problem(snapshot.site(), coverage, row);
                    let error = Diagnostic { severity: Severity::Error, ..reported.clone() };
                    let error = match opened {
                        Some(opened) => opened.explain(snapshot, coverage, row, error),
                        None => error,
                    };
                    problems.push(DeniedGap { reported, error });
                }
            }
        }
        counts.denied = problems.len();
        Self { counts, denied: problems }
    }

    /// The report of the site, with the denied gaps as errors in it.
    pub(super) fn report(&self, report: &Report) -> Report {
        if self.denied.is_empty() {
            return report.clone();
        }
        // A site that asks for its gaps as warnings has these among them.
        let is_denied = |found: &Diagnostic| {
            self.denied.iter().any(|DeniedGap { reported, .. }| {
                found.code == reported.code
                    && found.place == reported.place
                    && found.message == reported.message
            })
        };
        let others = report.diagnostics().iter().filter(|found| !is_denied(found)).cloned();
        Report::new(others.chain(self.denied.iter().map(|gap| gap.error.clone())).collect())
    }
}

/// A gap that the baseline did not have.
struct Opened<'c> {
    comparison: &'c Comparison,
    name: &'c str,
    was: Earlier,
}

/// How the item of a new gap stood in the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Earlier {
    /// It was no gap.
    Standing(Status),
    /// There was no such item in such a programme.
    Nothing,
}

/// How the item in `row` stood before, where it was no gap.
fn opened(
    snapshot: &Snapshot,
    coverage: &ProgrammeCoverage,
    row: usize,
    comparison: &Comparison,
) -> Option<Earlier> {
    let site = snapshot.site();
    let (slug, item) = (&site.programmes[coverage.programme].slug, &site.items[coverage.rows[row].item]);
    let change = comparison.programmes.iter().find(|change| change.slug == *slug)?;
    let found = change.opened().find(|found| change.item_id(&found.id) == item.id)?;
    Some(found.status.before.map_or(Earlier::Nothing, Earlier::Standing))
}

impl Opened<'_> {
    /// Says in `problem` since when the gap is there, and which modules closed it.
    fn explain(
        &self,
        snapshot: &Snapshot,
        coverage: &ProgrammeCoverage,
        row: usize,
        problem: Diagnostic,
    ) -> Diagnostic {
        let site = snapshot.site();
        let item = &site.items[coverage.rows[row].item];
        let profile = &site.profiles[item.profile].slug;
        let message = match self.was {
            Earlier::Standing(status) => say!(
                "{message}; at `{name}` it was {status}",
                message = problem.message,
                name = self.name,
                status = status.message()
            ),
            Earlier::Nothing => say!(
                "{message}; at `{name}` there was no such item",
                message = problem.message,
                name = self.name
            ),
        };
        let modules = self.comparison.modules.iter().filter(|module| {
            let mut claims = module.claims.iter().filter(|claim| claim.facts.before.is_some());
            claims.any(|claim| claim.item == item.id && claim.profile == *profile)
        });
        let names =
            modules.filter_map(|module| module.facts.before.as_ref().map(|facts| facts.name.as_str()));
        let names: Vec<&str> = names.collect();
        let help = problem.help.map(|help| match names.as_slice() {
            [] => help,
            names => say!("the claim of {names} is not as it was; {help}", names = names.join(", "), help),
        });
        Diagnostic { message, help, ..problem }
    }
}
