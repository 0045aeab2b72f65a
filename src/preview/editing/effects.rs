//! The effects of an edit on the site, for the person who makes it: on the coverage of each programme, and the warnings
//! that begin with it.

use serde::Serialize;

use super::super::moment::Moment;
use crate::compare::coverage_changes;
use crate::diagnostics::Diagnostic;
use crate::pipeline::Snapshot;
use crate::text::LineIndex;
use crate::words::translate;

/// Warnings that are named.
const NAMED: usize = 12;

/// The effects of an edit.
#[derive(Debug, Default, Serialize)]
pub struct Effects {
    programmes: Vec<ProgrammeEffect>,
    warnings: Vec<Warning>,
    more: usize,
}

/// The mistake that has to be mended before the pages follow what is saved.
#[derive(Debug, Serialize)]
pub struct Obstacle {
    file: String,
    line: usize,
}

impl Obstacle {
    /// The one at `moment`; none where the pages show the newest files.
    pub fn at(moment: &Moment) -> Option<Self> {
        let place = &moment.held_up_by()?.place;
        let text = moment.newest.sources().text(&place.file).unwrap_or_default();
        let line = LineIndex::new(text).position(place.span.range().start).line;
        Some(Self { file: place.file.to_string(), line })
    }
}

#[derive(Debug, Serialize)]
struct ProgrammeEffect {
    programme: String,
    title: String,
    covered: isize,
    gaps: isize,
    exempt: isize,
}

#[derive(Debug, Serialize)]
struct Warning {
    code: &'static str,
    message: String,
    help: String,
}

impl Effects {
    /// The effects of the edit between `before` and `after`; `warnings` begin with it.
    pub fn new(before: &Snapshot, after: &Snapshot, warnings: &[Diagnostic]) -> Self {
        let difference = |after: usize, before: usize| after as isize - before as isize;
        let changes = coverage_changes(before.side(), after.side());
        let programmes = changes.iter().map(|change| {
            let programme = &after.site().programmes[change.programme];
            ProgrammeEffect {
                programme: programme.slug.clone(),
                title: programme.title.clone(),
                covered: difference(change.after.covered, change.before.covered),
                gaps: difference(change.after.gaps(), change.before.gaps()),
                exempt: difference(change.after.exempt, change.before.exempt),
            }
        });
        let language = after.site().config.language;
        let named = warnings.iter().take(NAMED).map(|warning| Warning {
            code: warning.code.as_str(),
            message: translate(&warning.message, language),
            help: warning.help.as_ref().map(|help| translate(help, language)).unwrap_or_default(),
        });
        Self {
            programmes: programmes.collect(),
            warnings: named.collect(),
            more: warnings.len().saturating_sub(NAMED),
        }
    }
}
