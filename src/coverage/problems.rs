//! Says what is wrong with the coverage of a programme: an item that is a gap, with how far the modules bring it, and an
//! item that is assessed before it is introduced.

use super::programme::{ProgrammeCoverage, Status};
use super::progression::Early;
use crate::diagnostics::{Code, Diagnostic, Message, Place, say};
use crate::model::{ClaimId, Item, Programme, Site};

/// The diagnostic of the gap in row `row`, at the line of the item in its profile.
pub fn gap_problem(site: &Site, coverage: &ProgrammeCoverage, row: usize) -> Diagnostic {
    let item = &site.items[coverage.rows[row].item];
    let programme = &site.programmes[coverage.programme];
    let cells = coverage.cells.row(row);
    let strongest = cells.iter().map(|cell| cell.level).max();
    let (id, title) = (&item.id, &programme.title);
    let claims: Vec<ClaimId> = cells
        .iter()
        .filter(|cell| Some(cell.level) == strongest)
        .filter_map(|cell| coverage.cells.claims(cell).first().map(|claim| claim.claim))
        .collect();
    let message = match strongest {
        None => say!("`{id}` is a gap in `{title}`: no module claims it", id, title),
        Some(level) => {
            let label = &site.config.scale.levels[level].label;
            let modules = claims.iter().map(|claim| site.modules[site.claims[*claim].module].name());
            let modules = modules.collect::<Vec<_>>().join(", ");
            if coverage.rows[row].status == Status::Possible {
                say!(
                    "`{id}` is a gap in `{title}`: it is {label} only for those who choose {modules}",
                    id,
                    title,
                    label,
                    modules
                )
            } else {
                say!(
                    "`{id}` is a gap in `{title}`: it is only {label}, in {modules}",
                    id,
                    title,
                    label,
                    modules
                )
            }
        }
    };
    let help = advice(site, coverage.rows[row].status);
    let mut problem = Diagnostic::new(Code::L409, item.place.clone(), message).help(help);
    let claimed = match coverage.rows[row].status {
        Status::Possible => say!("claimed here, in a module that not everyone takes"),
        Status::Covered | Status::Partial | Status::Missing | Status::Exempt => {
            say!("claimed here, below the required level")
        }
    };
    for claim in claims {
        problem = problem.related(site.claims[claim].place.clone(), claimed.clone());
        problem = with_level(problem, site, programme, claim);
    }
    if let Some(document) = programme.document {
        let document = site.document(document);
        let place = Place::new(&document.path, document.title.span);
        problem = problem.related(place, say!("the programme that does not cover it"));
    }
    problem
}

/// The warning that `item` is early in `programme`.
pub(super) fn early_problem(site: &Site, programme: &Programme, item: &Item, early: Early) -> Diagnostic {
    let (assessed, introduced) = (&site.claims[early.assessed], &site.claims[early.introduced]);
    let (before, after) = (site.modules[assessed.module].name(), site.modules[introduced.module].name());
    let (title, id) = (&programme.title, &item.id);
    let message = say!(
        "in `{title}`, `{id}` is assessed in {before} before {after} introduces it",
        title,
        id,
        before,
        after
    );
    let problem = Diagnostic::new(Code::L406, assessed.place.clone(), message)
        .help(say!("introduce it earlier, or assess it later"))
        .related(introduced.place.clone(), say!("introduced here, in a later term"));
    let problem = with_level(problem, site, programme, early.assessed);
    let problem = with_level(problem, site, programme, early.introduced);
    match early.chosen {
        Some(claim) => problem.related(
            site.claims[claim].place.clone(),
            say!("introduced here before, but not everyone takes this module"),
        ),
        None => problem,
    }
}

/// `problem` with the place where `programme` says that it counts `claim` at another level than the claim's own.
pub(super) fn with_level(
    problem: Diagnostic,
    site: &Site,
    programme: &Programme,
    claim: ClaimId,
) -> Diagnostic {
    let claim = &site.claims[claim];
    let level = programme.level_of(claim);
    let said = programme.level_for(claim.module, claim.item).filter(|_| level != claim.level);
    let Some(said) = said else { return problem };
    let (module, level) = (site.modules[claim.module].name(), &site.config.scale.levels[level].label);
    problem.related(said.place.clone(), say!("{module} counts as {level} in this programme", module, level))
}

/// How a gap of this `status` closes.
fn advice(site: &Site, status: Status) -> Message {
    let required = &site.config.scale.levels[site.config.scale.required].id;
    if status == Status::Possible {
        say!(
            "claim it in a module that everyone takes, or in more modules of the choice, as `{required}`, or leave it out below `[exempt]`, with the reason",
            required
        )
    } else {
        say!(
            "claim it in a module as `{required}`, or leave it out below `[exempt]`, with the reason",
            required
        )
    }
}
