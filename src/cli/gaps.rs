//! Gaps that a check denies: all of them, or only those that an earlier version of the site did not have.

use crate::compare::compare;
use crate::coverage::{ProgrammeCoverage, gap_problem};
use crate::diagnostics::{Diagnostic, Report, Severity};
use crate::pipeline::Snapshot;

use super::opened::Opened;
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
                let opened = known
                    .as_ref()
                    .and_then(|(comparison, name)| Opened::of(snapshot, coverage, row, (comparison, name)));
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
                        Some(opened) => opened.explain(error),
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
