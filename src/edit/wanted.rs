//! The coverage that somebody wants modules to have, wherever they said it: a spreadsheet, another site. It names items
//! and modules of the site, and modules that the site does not have yet.

use crate::text::Amount;
use std::collections::{BTreeMap, BTreeSet};

use crate::config::LevelId;
use crate::model::{ItemId, ModuleId, ProfileId};

/// A module as somebody names it, who may want one that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamedModule {
    /// One that the site has.
    Known(ModuleId),
    /// One that it does not have yet.
    New {
        /// Its code; empty when none is given.
        code: String,
        /// Its title.
        title: String,
    },
}

/// The claim that a module is to make on one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedClaim {
    /// How strongly.
    pub level: LevelId,
    /// The place in the module that was named with it; empty where none was.
    pub place: String,
}

/// A module as somebody wants it.
#[derive(Debug, Clone)]
pub struct WantedModule {
    /// The module.
    pub module: NamedModule,
    /// Its claims.
    pub claims: BTreeMap<ItemId, WantedClaim>,
    /// The items of which something is said that was not understood: what the module claims of them stays.
    pub unread: BTreeSet<ItemId>,
    /// Its hours, when they are said.
    pub hours: Option<Amount>,
}

/// A term that is spoken of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedTerm {
    /// Its title; empty where none is said.
    pub title: String,
    /// Its modules in order: indices into [`WantedCoverage::modules`].
    pub modules: Vec<usize>,
}

/// The coverage that modules are to give a profile.
#[derive(Debug, Clone)]
pub struct WantedCoverage {
    /// The profile.
    pub profile: ProfileId,
    /// The modules, in the order in which they were named.
    pub modules: Vec<WantedModule>,
    /// The items that are spoken of, each whether any module covers it or not.
    pub items: BTreeSet<ItemId>,
    /// In which terms the modules stand.
    pub terms: Vec<WantedTerm>,
}

/// Whether claims that the matrix does not have are taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// They stay.
    Keep,
    /// Those of the modules and items that the matrix has are taken out, wherever they stand, or get the level that it says.
    Replace,
}

impl WantedCoverage {
    /// The modules, by their numbers, in the order of the terms, each with its term.
    pub(super) fn modules_by_term(&self) -> impl Iterator<Item = (&WantedTerm, usize)> {
        self.terms.iter().flat_map(|term| term.modules.iter().map(move |module| (term, *module)))
    }
}
