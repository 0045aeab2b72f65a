//! A gap that an earlier version of the site, the baseline, did not have: how its item stood then, and the changes since
//! that may have opened it, at their lines. Whoever reviews a change is shown the lines that it touches, and the line of the
//! item is seldom one of them.

use crate::compare::{ClaimFacts, Comparison, ModuleMove, ProgrammeChange, Sides};
use crate::coverage::{ProgrammeCoverage, Status};
use crate::diagnostics::{Diagnostic, Message, Place, say};
use crate::model::{Item, ModuleId, Programme, Site};
use crate::pipeline::Snapshot;
use crate::syntax::Content;
use crate::text::Span;

/// A gap that the baseline did not have.
pub(super) struct Opened<'s> {
    site: &'s Site,
    item: &'s Item,
    programme: &'s Programme,
    comparison: &'s Comparison,
    /// The differences of the programme.
    change: &'s ProgrammeChange,
    /// The name by which the user called the baseline.
    baseline: &'s str,
    /// How the item stood; none where there was no such item in such a programme.
    was: Option<Status>,
}

impl<'s> Opened<'s> {
    /// The gap in `row` of a programme, unless the baseline, which `comparison` is made with, had it as well.
    pub(super) fn of(
        snapshot: &'s Snapshot,
        coverage: &ProgrammeCoverage,
        row: usize,
        (comparison, baseline): (&'s Comparison, &'s str),
    ) -> Option<Self> {
        let site = snapshot.site();
        let (programme, item) = (&site.programmes[coverage.programme], &site.items[coverage.rows[row].item]);
        let change = comparison.programmes.iter().find(|change| change.slug == programme.slug)?;
        let found = change.opened().find(|found| change.item_id(&found.id) == item.id)?;
        Some(Self { site, item, programme, comparison, change, baseline, was: found.status.before })
    }

    /// Says in `problem` since when the gap is there, which modules closed it, and where it was opened.
    pub(super) fn explain(&self, problem: Diagnostic) -> Diagnostic {
        let (message, name) = (problem.message, self.baseline);
        let message = match self.was {
            Some(status) => {
                say!("{message}; at `{name}` it was {status}", message, name, status = status.message())
            }
            None => say!("{message}; at `{name}` there was no such item", message, name),
        };
        let claims = self.weakened();
        let mut names: Vec<&str> = claims.iter().map(|claim| claim.module).collect();
        names.dedup();
        let help = problem.help.map(|help| match names.as_slice() {
            [] => help,
            names => say!("the claim of {names} is not as it was; {help}", names = names.join(", "), help),
        });
        let mut related = self.lines_of(&claims);
        let others = problem.related.into_iter();
        let others: Vec<_> =
            others.filter(|(place, _)| related.iter().all(|(known, _)| known != place)).collect();
        related.extend(others);
        related.extend(self.moves(&names));
        related.extend(self.raised());
        Diagnostic { message, help, related, ..problem }
    }

    fn lines_of(&self, claims: &[Weakened<'_>]) -> Vec<(Place, Message)> {
        let lines = claims.iter().filter_map(|claim| {
            let (module, level) = (claim.module, claim.level);
            let said =
                say!("{module} claimed it here as {level} at `{name}`", module, level, name = self.baseline);
            Some((claim.place.clone()?, said))
        });
        lines.collect()
    }

    /// The claims on the item that are gone since, or weaker.
    fn weakened(&self) -> Vec<Weakened<'s>> {
        let profile = &self.site.profiles[self.item.profile].slug;
        let scale = &self.site.config.scale;
        let mut found = Vec::new();
        for module in &self.comparison.modules {
            let Some(old) = &module.facts.before else { continue };
            let present = module.facts.after.as_ref();
            let present =
                present.and_then(|new| self.site.modules.iter().find(|(_, one)| one.slug == new.slug));
            let claims = module.claims.iter();
            let claims = claims.filter(|claim| claim.item == self.item.id && claim.profile == *profile);
            for Sides { before, after } in claims.map(|claim| &claim.facts) {
                let Some(before) = before else { continue };
                let level = scale.level(&before.level);
                if after.as_ref().is_some_and(|after| scale.level(&after.level) >= level) {
                    continue;
                }
                let label = level.map_or(&before.level, |level| &scale.levels[level].label);
                let place = present.map(|(id, _)| match after {
                    Some(after) => self.claim_place(id, after),
                    None => section_place(self.site, id, before),
                });
                found.push(Weakened { module: &old.name, level: label, place });
            }
        }
        found
    }

    /// Where `module` makes `claim` on the item.
    fn claim_place(&self, module: ModuleId, claim: &ClaimFacts) -> Place {
        let site = self.site;
        let claims = site.modules[module].claims.iter().map(|id| &site.claims[*id]);
        let found = claims.into_iter().find(|found| {
            site.items[found.item].place == self.item.place
                && site.config.scale.levels[found.level].id == claim.level
        });
        found.map_or_else(|| section_place(site, module, claim), |found| found.place.clone())
    }

    /// The terms of the programme that modules are gone from: those that claim the item, and those of `weakened`.
    fn moves(&self, weakened: &[&str]) -> Vec<(Place, Message)> {
        let site = self.site;
        let claims = |name: &str| {
            let mut modules = site.modules.values().filter(|module| module.name() == name);
            modules.any(|module| {
                module
                    .claims
                    .iter()
                    .any(|claim| site.items[site.claims[*claim].item].place == self.item.place)
            })
        };
        let left = self.change.modules.iter().filter(|one| one.module.after.is_none());
        let left = left.filter_map(|one| {
            let module = one.module.before.as_deref()?;
            let is_meant = weakened.contains(&module) || claims(module);
            let place = self.term_place(one).filter(|_| is_meant)?;
            Some((place, say!("{module} is no longer in this programme", module)))
        });
        left.collect()
    }

    /// The modules that are left of the term which a module left, or else the title of the programme.
    fn term_place(&self, left: &ModuleMove) -> Option<Place> {
        let document = self.site.document(self.programme.document?);
        let Content::Programme(content) = &document.content else { return None };
        let name = left.term.before.as_ref()?;
        let mut terms = content.terms.iter().enumerate();
        let term = terms.find(|(at, term)| {
            let title = term.title.value.trim();
            title == name || (title.is_empty() && (at + 1).to_string() == *name)
        });
        let span = term.and_then(|(_, term)| match term.modules.as_slice() {
            [] => None,
            [first, ..] => {
                let last = term.modules.last().unwrap_or(first);
                Some(Span::new(first.span.range().start..last.span.range().end))
            }
        });
        Some(Place::new(&document.path, span.unwrap_or(document.title.span)))
    }

    /// The line of the settings by which another level is required than before.
    fn raised(&self) -> Option<(Place, Message)> {
        let required = self.comparison.scale.as_ref()?.map(|scale| &scale.required);
        let was = required.before.filter(|_| required.differ())?;
        let place = self.site.config.scale.required_at.clone()?;
        Some((place, say!("at `{name}` the required level was {was}", name = self.baseline, was)))
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
