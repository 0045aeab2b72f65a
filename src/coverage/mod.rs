//! Purpose: count the claims of a programme against its profile.
//! Input: a resolved [`Site`]. Output: [`Coverage`], one [`ProgrammeCoverage`] for each programme.
//! Invariant: total functions over the model: every item of the profile is covered, partial, missing or
//! exempt, and the four add up to all items. How a number is written is not known here.

mod cells;
mod change;
mod groups;
mod programme;
mod progression;

pub use cells::{Cell, Cells};
pub use change::{Change, ItemChange, changes};
pub use groups::{Group, groups};
pub use programme::{ItemCoverage, ProgrammeCoverage, Status, Totals};
pub use progression::Early;

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::model::{ProgrammeId, Site, drop_consequences};

/// The coverage of every programme of a site.
#[derive(Debug, Clone)]
pub struct Coverage {
    programmes: Vec<ProgrammeCoverage>,
}

impl Coverage {
    /// The coverage of programme `id`.
    pub fn of(&self, id: ProgrammeId) -> &ProgrammeCoverage {
        &self.programmes[id.index()]
    }

    /// All programmes, in the site's order.
    pub fn programmes(&self) -> &[ProgrammeCoverage] {
        &self.programmes
    }
}

/// Counts every programme of `site`, and reports what only counting shows.
pub fn cover(site: &Site) -> (Coverage, Vec<Diagnostic>) {
    let ids: Vec<ProgrammeId> = site.programmes.ids().collect();
    let programmes: Vec<ProgrammeCoverage> =
        ids.into_par_iter().map(|id| ProgrammeCoverage::new(site, id)).collect();
    let problems = programmes.iter().flat_map(|programme| progression::problems(site, programme));
    let mut problems: Vec<Diagnostic> = problems.collect();
    drop_consequences(site, &mut problems);
    (Coverage { programmes }, problems)
}
