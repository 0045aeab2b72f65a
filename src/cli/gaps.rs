//! Gaps that a check denies: all of them, or only those that an earlier version of the site did not have.

use crate::compare::{ClaimFacts, Comparison, Sides, compare};
use crate::coverage::{ProgrammeCoverage, Status, gap_problem};
use crate::diagnostics::{Diagnostic, Message, Place, Report, Severity, say};
use crate::model::{Item, ModuleId, Site};
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
        let claims = self.weakened(site, item);
        let mut names: Vec<&str> = claims.iter().map(|claim| claim.module).collect();
        names.dedup();
        let help = problem.help.map(|help| match names.as_slice() {
            [] => help,
            names => say!("the claim of {names} is not as it was; {help}", names = names.join(", "), help),
        });
        let mut related: Vec<(Place, Message)> = claims
            .into_iter()
            .filter_map(|claim| {
                let (module, level) = (claim.module, claim.level);
                let said =
                    say!("{module} claimed it here as {level} at `{name}`", module, level, name = self.name);
                Some((claim.place?, said))
            })
            .collect();
        let others = problem.related.into_iter();
        let others: Vec<_> =
            others.filter(|(place, _)| related.iter().all(|(known, _)| known != place)).collect();
        related.extend(others);
        if let Some(document) = site.programmes[coverage.programme].document.map(|id| site.document(id)) {
            let place = Place::new(&document.path, document.title.span);
            let left = self.left(site, coverage, item, &names);
            related.extend(
                left.map(|module| (place.clone(), say!("{module} is no longer in this programme", module))),
            );
        }
        related.extend(self.raised(site));
        Diagnostic { message, help, related, ..problem }
    }

    /// The names of modules that are no longer in the programme: those that claim `item`, and those of `weakened`.
    fn left<'s>(
        &'s self,
        site: &'s Site,
        coverage: &ProgrammeCoverage,
        item: &'s Item,
        weakened: &'s [&str],
    ) -> impl Iterator<Item = &'s str> {
        let slug = &site.programmes[coverage.programme].slug;
        let change = self.comparison.programmes.iter().find(|change| change.slug == *slug);
        let moves = change.into_iter().flat_map(|change| &change.modules);
        let left =
            moves.filter(|one| one.module.after.is_none()).filter_map(|one| one.module.before.as_deref());
        left.filter(move |name| {
            let mut modules = site.modules.values().filter(|module| module.name() == *name);
            let is_claimed = modules.any(|module| {
                module.claims.iter().any(|claim| site.items[site.claims[*claim].item].id == item.id)
            });
            is_claimed || weakened.contains(name)
        })
    }

    /// The line of the settings by which another level is required than before.
    fn raised(&self, site: &Site) -> Option<(Place, Message)> {
        let required = self.comparison.scale.as_ref()?.map(|scale| &scale.required);
        let was = required.before.filter(|_| required.differ())?;
        let place = site.config.scale.required_at.clone()?;
        Some((place, say!("at `{name}` the required level was {was}", name = self.name, was)))
    }

    /// The claims on `item` that are gone since, or weaker.
    fn weakened<'s>(&'s self, site: &'s Site, item: &Item) -> Vec<Weakened<'s>> {
        let profile = &site.profiles[item.profile].slug;
        let scale = &site.config.scale;
        let mut found = Vec::new();
        for module in &self.comparison.modules {
            let Some(facts) = &module.facts.before else { continue };
            let present = module.facts.after.as_ref();
            let present =
                present.and_then(|facts| site.modules.iter().find(|(_, one)| one.slug == facts.slug));
            let claims =
                module.claims.iter().filter(|claim| claim.item == item.id && claim.profile == *profile);
            for Sides { before, after } in claims.map(|claim| &claim.facts) {
                let Some(before) = before else { continue };
                let level = scale.level(&before.level);
                if after.as_ref().is_some_and(|after| scale.level(&after.level) >= level) {
                    continue;
                }
                let place = |id: ModuleId| {
                    let weaker = after.as_ref().and_then(|after| claim_place(site, id, item, after));
                    weaker.unwrap_or_else(|| section_place(site, id, before))
                };
                found.push(Weakened {
                    module: &facts.name,
                    level: level.map_or(&before.level, |level| &scale.levels[level].label),
                    place: present.map(|(id, _)| place(id)),
                });
            }
        }
        found
    }
}

/// A claim of the baseline that is gone or weaker.
struct Weakened<'s> {
    /// The name of its module in the baseline.
    module: &'s str,
    /// The label of its level in the baseline.
    level: &'s str,
    /// Where it stood, as far as its module is still there.
    place: Option<Place>,
}

/// Where `module` claims `item` at the level of `claim`.
fn claim_place(site: &Site, module: ModuleId, item: &Item, claim: &ClaimFacts) -> Option<Place> {
    let claims = site.modules[module].claims.iter().map(|id| &site.claims[*id]);
    let found = claims.into_iter().find(|found| {
        site.items[found.item].place == item.place && site.config.scale.levels[found.level].id == claim.level
    });
    found.map(|found| found.place.clone())
}

/// The section of `module` where a claim stood: its heading, or the title of the page that has no such heading any more.
fn section_place(site: &Site, module: ModuleId, claim: &ClaimFacts) -> Place {
    let own = site.modules[module].document;
    let lessons = site.modules[module].lessons.iter().map(|id| site.lessons[*id].document);
    let lesson = claim
        .lesson
        .as_ref()
        .and_then(|stem| lessons.into_iter().find(|document| site.document(*document).path.stem() == stem));
    let document = site.document(lesson.unwrap_or(own));
    let heading =
        document.headings.iter().find(|heading| Some(heading.id.as_str()) == claim.section.as_deref());
    Place::new(&document.path, heading.map_or(document.title.span, |heading| heading.span))
}
