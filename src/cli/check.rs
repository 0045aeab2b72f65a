//! `leerlijn check`: prints the diagnostics of a site in one of the formats. Nothing is written to the disk.

use crate::diagnostics::Totals;
use crate::pipeline::{Options, Snapshot};

use super::args::{Check, Deny};
use super::failure::{Failure, Outcome};
use super::phrases::count;
use super::report::{self, ReportSetting};
use super::site;
use super::terminal::Terminal;

/// Checks the site.
pub(super) fn run(args: &Check, terminal: &Terminal) -> Result<Outcome, Failure> {
    let site = site::open(&args.site, terminal)?;
    let snapshot = site.snapshot(Options::default());
    let prefix = site.prefix();
    let reader = ReportSetting { colour: terminal.results, width: terminal.width, prefix: &prefix };
    terminal.result(|out| report::write(args.format, snapshot.report(), snapshot.sources(), reader, out))?;
    let totals = snapshot.report().totals();
    let gaps = gaps(&snapshot);
    terminal.say(&summary(totals, gaps, snapshot.coverage().programmes().is_empty()));
    if gaps > 0 && args.deny.contains(&Deny::Gaps) {
        terminal.say("`leerlijn coverage --gaps` lists the gaps.");
    }
    let denied = |deny: Deny, found: usize| found > 0 && args.deny.contains(&deny);
    if totals.errors > 0 || denied(Deny::Warnings, totals.warnings) || denied(Deny::Gaps, gaps) {
        return Ok(Outcome::Refused);
    }
    Ok(Outcome::Done)
}

/// The items that some programme does not cover.
fn gaps(snapshot: &Snapshot) -> usize {
    snapshot.coverage().programmes().iter().map(|programme| programme.totals.gaps()).sum()
}

/// Where no programme could be read there is no coverage to speak of.
fn summary(totals: Totals, gaps: usize, is_uncounted: bool) -> String {
    let errors = count(totals.errors, "error", "errors");
    let warnings = count(totals.warnings, "warning", "warnings");
    if is_uncounted {
        return format!("{errors}, {warnings}.");
    }
    let gaps = count(gaps, "gap", "gaps");
    format!("{errors}, {warnings}; {gaps} in the coverage.")
}
