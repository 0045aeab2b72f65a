//! The texts and numbers that the strip and the panel show beside a page: the mistakes of the site, the coverage of its programme, and
//! the file that makes the page. A pure function of the moment and the page, so only a status that differs has to
//! be sent.

use std::collections::BTreeMap;

use serde::Serialize;

use super::moment::Moment;
use super::problems::Problems;
use crate::compare::{CoverageChange, StandingChange};
use crate::config::LevelId;
use crate::model::Site;
use crate::pipeline::Snapshot;
use crate::plan::Route;
use crate::text::LineIndex;
use crate::words::{Subject, Words};

/// Items of a change that are named.
const NAMED: usize = 6;

/// The status of the site, beside one page.
#[derive(Serialize)]
pub(super) struct Status {
    words: BTreeMap<&'static str, String>,
    /// Whether the pages are older than the newest files, because of an error.
    stale: bool,
    problems: Problems,
    coverage: Option<CoverageStatus>,
    source: Option<Source>,
}

/// How a programme stands.
#[derive(Serialize)]
struct CoverageStatus {
    programme: String,
    required: String,
    items: usize,
    covered: usize,
    gaps: usize,
    change: Option<ChangeStatus>,
}

/// The difference that the last save made.
#[derive(Serialize)]
struct ChangeStatus {
    covered: isize,
    gaps: isize,
    items: Vec<String>,
    more: usize,
}

/// The file of a page, the line on which its text begins, and those of its headings.
#[derive(Serialize)]
struct Source {
    file: String,
    line: usize,
    headings: Vec<(String, usize)>,
}

impl Status {
    /// The status at `moment`, beside the page at `path`.
    pub(super) fn of(moment: &Moment, path: &str) -> Self {
        let shown = moment.shown.as_deref();
        let page = shown.and_then(|shown| Some((shown, shown.route_at(path)?)));
        Self {
            words: Words::new(Subject::Preview, moment.language()).texts(),
            stale: moment.newest.report().has_errors(),
            problems: Problems::of(moment),
            coverage: page.and_then(|(shown, route)| coverage(shown, route, &moment.changes)),
            source: page.and_then(|(shown, route)| source(shown, route)),
        }
    }
}

fn coverage(shown: &Snapshot, route: Route, changes: &[CoverageChange]) -> Option<CoverageStatus> {
    let site = shown.site();
    let id = shown.pages().programme(route)?;
    let totals = shown.coverage().of(id).totals;
    Some(CoverageStatus {
        programme: site.programmes[id].title.clone(),
        required: label(site, site.config.scale.required),
        items: totals.items,
        covered: totals.covered,
        gaps: totals.gaps(),
        change: changes.iter().find(|change| change.programme == id).map(change_status),
    })
}

fn label(site: &Site, level: LevelId) -> String {
    site.config.scale.levels[level].label.clone()
}

fn change_status(change: &CoverageChange) -> ChangeStatus {
    let difference = |after: usize, before: usize| after as isize - before as isize;
    // Items that became a gap or are none any more are named first.
    let stands_out = |item: &&StandingChange| item.is_opened() || item.is_closed();
    let (first, others): (Vec<_>, Vec<_>) = change.items.iter().partition(stands_out);
    let names: Vec<String> = first.into_iter().chain(others).map(|item| item.id.clone()).collect();
    ChangeStatus {
        covered: difference(change.after.covered, change.before.covered),
        gaps: difference(change.after.gaps(), change.before.gaps()),
        more: names.len().saturating_sub(NAMED),
        items: names.into_iter().take(NAMED).collect(),
    }
}

fn source(shown: &Snapshot, route: Route) -> Option<Source> {
    let pages = shown.pages();
    let id = pages.document(route)?;
    let document = shown.site().document(id);
    let lines = LineIndex::new(shown.sources().text(&document.path)?);
    let line = |offset: u32| lines.position(offset as usize).line;
    // An item or a competence stands somewhere in its profile's file.
    let start = match route {
        Route::Item(id) => shown.site().items[id].place.span.start,
        Route::Competence(id) => {
            let heading = shown.site().competences[id].id.as_str();
            document.headings.iter().find(|found| found.id == heading).map_or(0, |found| found.span.start)
        }
        Route::Home
        | Route::Programme(..)
        | Route::Profile(_)
        | Route::Glossary(_)
        | Route::Comparison(_)
        | Route::Modules
        | Route::Module(_)
        | Route::Lesson(_)
        | Route::Text(_)
        | Route::Accessibility
        | Route::NotFound => document.title.span.start,
    };
    let headings = document.headings.iter();
    let anchor = |name: &str| shown.addresses().anchor(id, name).1.to_owned();
    Some(Source {
        file: document.path.to_string(),
        line: line(start),
        headings: headings.map(|heading| (anchor(&heading.id), line(heading.span.start))).collect(),
    })
}
