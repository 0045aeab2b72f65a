//! `leerlijn check`: prints the diagnostics of a site in one of the formats. Nothing is written to the disk.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Message, Report, Totals, count, say};
use crate::pipeline::Options;

use super::args::{Check, Deny};
use super::coverage::select;
use super::diff;
use super::failure::{Failure, Outcome};
use super::gaps::{DeniedGaps, Gaps};
use super::old_addresses;
use super::report::{self, Format, GapCounts, ReportSetting, Shown};
use super::site;
use super::terminal::Terminal;

/// Checks the site.
pub(super) fn run(args: &Check, terminal: &Terminal) -> Result<Outcome, Failure> {
    let denied_gaps = denied_gaps(args)?;
    let site = site::open(&args.site, terminal)?;
    let snapshot = site.snapshot(Options::default());
    let programmes = select(&snapshot, args.programme.as_deref())?;
    let baseline = match &args.baseline {
        Some(name) => Some((diff::snapshot_of(&site.root, name, terminal)?, name.as_str())),
        None => None,
    };
    let baseline = baseline.as_ref().map(|(snapshot, name)| (snapshot, *name));
    let gaps = Gaps::new(&snapshot, &programmes, baseline, denied_gaps);
    let report = gaps.report(snapshot.report());
    let against = args.against.as_deref();
    let against = against.map(|against| old_addresses::report(&snapshot, &report, against)).transpose()?;
    let (report, sources) = match &against {
        Some((report, sources)) => (report, sources),
        None => (&report, snapshot.sources()),
    };
    let prefix = site.prefix();
    let reader = ReportSetting {
        colour: terminal.results,
        width: terminal.width,
        shown: if args.all { Shown::All } else { Shown::FirstOfEach },
        prefix: &prefix,
        language: terminal.language,
        gaps: Some(gaps.counts),
    };
    terminal.result(|out| report::write(args.format, report, sources, reader, out))?;
    let totals = report.totals();
    if args.format == Format::Human {
        by_code(report).into_iter().for_each(|line| terminal.say(line));
    }
    let is_uncounted = snapshot.coverage().programmes().is_empty();
    terminal.say(summary(totals, gaps.counts, baseline.map(|(_, name)| name), is_uncounted));
    if totals.errors > 0 || (totals.warnings > 0 && args.deny.contains(&Deny::Warnings)) {
        return Ok(Outcome::Refused);
    }
    Ok(Outcome::Done)
}

/// Which gaps fail the check.
fn denied_gaps(args: &Check) -> Result<DeniedGaps, Failure> {
    if args.deny.contains(&Deny::Gaps) {
        return Ok(DeniedGaps::All);
    }
    match (args.deny.contains(&Deny::NewGaps), &args.baseline) {
        (false, _) => Ok(DeniedGaps::None),
        (true, Some(_)) => Ok(DeniedGaps::New),
        (true, None) => {
            let message = say!("gaps are new in comparison with an earlier version, and none is named");
            Err(Failure::new(message, say!("name a commit, such as `--baseline main`")))
        }
    }
}

/// A line for each code that was found, as often as it was; none where there is a single finding.
fn by_code(report: &Report) -> Vec<Message> {
    let mut found: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in report.diagnostics() {
        *found.entry(diagnostic.code).or_default() += 1;
    }
    if found.values().sum::<usize>() < 2 {
        return Vec::new();
    }
    let width = found.values().max().map_or(0, |most| most.to_string().len());
    let line = |(code, times): (&Code, &usize)| {
        let times = Message::verbatim(format!("{times:>width$} × {code}: "));
        Message::joined([times, code.message()], "")
    };
    found.iter().map(line).collect()
}

/// Where no programme could be read there is no coverage to speak of.
fn summary(totals: Totals, gaps: GapCounts, baseline: Option<&str>, is_uncounted: bool) -> Message {
    let errors = count!(totals.errors, "no errors", "1 error", "{n} errors");
    let warnings = count!(totals.warnings, "no warnings", "1 warning", "{n} warnings");
    if is_uncounted {
        return say!("{errors}, {warnings}.", errors, warnings);
    }
    let all = count!(gaps.all, "no gaps", "1 gap", "{n} gaps");
    match (gaps.new, baseline) {
        (Some(new), Some(name)) => {
            count!(
                new,
                "{errors}, {warnings}; {all} in the coverage, none of them new since {name}.",
                "{errors}, {warnings}; {all} in the coverage, 1 of them new since {name}.",
                "{errors}, {warnings}; {all} in the coverage, {n} of them new since {name}.",
                errors,
                warnings,
                all,
                name
            )
        }
        (None, _) | (_, None) => say!("{errors}, {warnings}; {all} in the coverage.", errors, warnings, all),
    }
}
