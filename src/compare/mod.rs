//! Two sites side by side: what differs between them, exactly.
//!
//! "What did we change since September", "what does the new version of the profile do to us" and "what if this module
//! goes" are one question, asked of different sites. Since coverage is a pure function of a site, so is the answer:
//! [`compare`] takes two sites with their coverage and gives a [`Comparison`]. An item is the same when its
//! id in its profile is, a module when its name in programmes or else that of its file is, a programme or a profile when its
//! file is. Nothing is compared by its position but the choices of a term, which need no name: they are the same by their number. So two sites without a difference have an empty comparison, and the
//! comparison from the other end is the same one [`turned`](Comparison::turned).

mod modules;
mod profiles;
mod programme_change;
mod programmes;
mod review;
mod scenario;
mod sides;
mod standing;
mod succession;
mod terms;
mod words;

pub use modules::{ClaimChange, ClaimFacts, ModuleChange, ModuleFacts, OccasionFacts};
pub use profiles::{
    CompetenceChange, CompetenceFacts, ItemChange, ItemFacts, ProfileChange, ProfileFacts, Rewording,
};
pub use programme_change::{
    ChoiceFacts, EarlyFacts, HoursChange, HoursPart, LevelChange, ModuleMove, OrderChange, ProgrammeChange,
    ProgrammeFacts, SingleChange,
};
pub use review::review;
pub use scenario::{Scenario, UnknownName};
pub use sides::Sides;
pub use standing::{CoverageChange, StandingChange, coverage_changes};
pub use succession::{Fate, Statement, succession};
pub use words::{WordRun, is_editorial, word_difference};

use self::modules::ModulePairs;
use crate::coverage::Coverage;
use crate::model::Site;

/// One of two sites.
#[derive(Clone, Copy)]
pub struct Side<'s> {
    /// The site.
    pub site: &'s Site,
    /// Its coverage.
    pub coverage: &'s Coverage,
}

/// The differences between two sites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The coverage scales, where they differ.
    pub scale: Option<Sides<ScaleFacts>>,
    /// The profiles that differ.
    pub profiles: Vec<ProfileChange>,
    /// The modules that differ, and their claims.
    pub modules: Vec<ModuleChange>,
    /// The programmes that differ, and their coverage.
    pub programmes: Vec<ProgrammeChange>,
}

/// A coverage scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleFacts {
    /// The ids of its levels, weakest first.
    pub levels: Vec<String>,
    /// The id of the level at which an item counts as covered.
    pub required: String,
}

/// The differences between the site `before` and the site `after`.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Comparison {
    let pairs = ModulePairs::new(before, after);
    let scale = Sides::both(scale(before.site), scale(after.site));
    // A scenario touches programmes alone, and a large site has much else.
    let is_shared = before.site.shares_content(after.site);
    Comparison {
        scale: Some(scale).filter(Sides::differ),
        profiles: if is_shared { Vec::new() } else { profiles::changes(before, after) },
        modules: if is_shared { Vec::new() } else { modules::changes(&pairs, before, after) },
        programmes: programmes::changes(&pairs, before, after),
    }
}

fn scale(site: &Site) -> ScaleFacts {
    let scale = &site.config.scale;
    ScaleFacts {
        levels: scale.levels.values().map(|level| level.id.clone()).collect(),
        required: scale.levels[scale.required].id.clone(),
    }
}

impl Comparison {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        let Self { scale, profiles, modules, programmes } = self;
        scale.is_none() && profiles.is_empty() && modules.is_empty() && programmes.is_empty()
    }

    /// The same comparison seen from the other end.
    #[must_use]
    pub fn turned(self) -> Self {
        Self {
            scale: self.scale.map(Sides::turned),
            profiles: self.profiles.into_iter().map(ProfileChange::turned).collect(),
            modules: self.modules.into_iter().map(ModuleChange::turned).collect(),
            programmes: self.programmes.into_iter().map(ProgrammeChange::turned).collect(),
        }
    }
}
