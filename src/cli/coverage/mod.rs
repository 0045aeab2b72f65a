//! `leerlijn coverage`: prints how each item of each programme's profile stands, in one of the formats.
//!
//! The numbers are those of the pages; nothing is counted here.

mod csv;
mod json;
mod table;

use crate::config::LevelId;
use crate::coverage::{ItemCoverage, ProgrammeCoverage};
use crate::diagnostics::{count, did_you_mean, say};
use crate::model::{Claim, Site};
use crate::pipeline::{Options, Snapshot};
use crate::text::nearest;

use super::args::{Coverage, CoverageFormat};
use super::failure::{Failure, Outcome};
use super::site;
use super::terminal::Terminal;

/// Which items are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    All,
    Gaps,
}

/// Shows the coverage of the site.
pub(super) fn run(args: &Coverage, terminal: &Terminal) -> Result<Outcome, Failure> {
    let site = site::open(&args.site, terminal)?;
    let snapshot = site.snapshot(Options::default());
    let programmes = select(&snapshot, args.programme.as_deref())?;
    let shown = if args.gaps { Shown::Gaps } else { Shown::All };
    terminal.result(|out| match args.format {
        CoverageFormat::Table => {
            table::write(&snapshot, &programmes, shown, (terminal.results, terminal.language), out)
        }
        CoverageFormat::Json => json::write(&snapshot, &programmes, shown, out),
        CoverageFormat::Csv => csv::write(&snapshot, &programmes, shown, out),
    })?;
    if programmes.is_empty() {
        terminal.say(say!("This site has no profile yet, so there is nothing to cover."));
    }
    let errors = snapshot.report().totals().errors;
    if errors > 0 {
        let errors = count!(errors, "no errors", "1 error", "{n} errors");
        terminal.say(say!(
            "The content has {errors}, so some claims may not be counted; `leerlijn check` says where.",
            errors
        ));
        return Ok(Outcome::Refused);
    }
    Ok(Outcome::Done)
}

/// The programme called `name`, by its file's name or its title, or all of them.
pub(super) fn select<'s>(
    snapshot: &'s Snapshot,
    name: Option<&str>,
) -> Result<Vec<&'s ProgrammeCoverage>, Failure> {
    let site = snapshot.site();
    let all = snapshot.coverage().programmes().iter().map(|found| &**found);
    let Some(name) = name else { return Ok(all.collect()) };
    let is_named = |found: &&ProgrammeCoverage| {
        let programme = &site.programmes[found.programme];
        programme.slug == name || programme.title.eq_ignore_ascii_case(name)
    };
    let found: Vec<_> = all.filter(is_named).collect();
    if found.is_empty() {
        let slugs: Vec<&str> = site.programmes.values().map(|programme| programme.slug.as_str()).collect();
        let otherwise = say!("the programmes are {slugs}", slugs = slugs.join(", "));
        let help = did_you_mean(&nearest(name, slugs), otherwise);
        return Err(Failure::new(say!("there is no programme `{name}`", name), help));
    }
    Ok(found)
}

/// The rows of `coverage` that are shown, each with its place in the matrix.
fn rows(coverage: &ProgrammeCoverage, shown: Shown) -> impl Iterator<Item = (usize, &ItemCoverage)> {
    let rows = coverage.rows.iter().enumerate();
    rows.filter(move |(_, row)| shown == Shown::All || row.status.is_gap())
}

/// The claims on row `row` with the levels at which they count, in the order of the programme and by strength in each module.
fn claims<'s>(
    site: &'s Site,
    coverage: &'s ProgrammeCoverage,
    row: usize,
) -> impl Iterator<Item = (&'s Claim, LevelId)> + 's {
    let cells = coverage.cells.row(row).iter();
    let claims = cells.flat_map(|cell| coverage.cells.claims(cell));
    claims.map(|counted| (&site.claims[counted.claim], counted.level))
}

/// The section or the lesson that makes a claim; none when the whole module does.
fn section<'s>(site: &'s Site, claim: &Claim) -> Option<&'s str> {
    let document = site.document(site.document_of(claim.module, claim.spot));
    match claim.spot.heading {
        Some(heading) => Some(&document.headings[heading].text),
        None => claim.spot.lesson.map(|_| document.title.value.as_str()),
    }
}
