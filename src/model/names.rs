//! Purpose: look up the names that people write.
//! Input: a site's items, competences and modules. Output: ids, or what is wrong with the name.
//! Invariant: a name means one thing: `profile/c4.6` says which profile, and a name without one is about
//! the profile at hand, or the only one there is.

use std::collections::HashSet;

use ahash::HashMap;

use super::site::{CompetenceId, ItemId, Module, ModuleId, ProfileId, Site};
use crate::text::nearest;

/// What a name in a profile means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Item(ItemId),
    Competence(CompetenceId),
}

/// Which profile a text is about.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct About {
    /// The one that it names, or whose file it is.
    pub(super) said: Option<ProfileId>,
    /// The one that decides where several have a name.
    pub(super) likely: Option<ProfileId>,
}

impl About {
    /// A text about `profile` and no other.
    pub(super) fn only(profile: ProfileId) -> Self {
        Self { said: Some(profile), likely: None }
    }

    /// What the claims and texts of `module` are about.
    pub(super) fn module(module: &Module) -> Self {
        Self { said: module.profile, likely: module.likely_profile }
    }
}

/// Why a name means nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// There is no such profile; the near ones.
    Profile(Vec<String>),
    /// Several profiles have such an item; the name with each of them.
    Ambiguous(Vec<String>),
    /// The profile with this name (none: no profile at all) has no such item; the near ones.
    Item(Option<String>, Vec<String>),
    /// The site has no profile, so no name means anything.
    NoProfile,
}

/// The names of a site.
pub(super) struct Names<'s> {
    site: &'s Site,
    profiles: HashMap<&'s str, ProfileId>,
    by_profile: Vec<HashMap<&'s str, Named>>,
}

impl<'s> Names<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        let profiles = site.profiles.iter().map(|(id, profile)| (profile.slug.as_str(), id)).collect();
        let mut by_profile = vec![HashMap::default(); site.profiles.len()];
        for (id, competence) in site.competences.iter() {
            by_profile[competence.profile.index()].insert(competence.id.as_str(), Named::Competence(id));
        }
        for (id, item) in site.items.iter() {
            by_profile[item.profile.index()].insert(item.id.as_str(), Named::Item(id));
        }
        Self { site, profiles, by_profile }
    }

    /// The profile called `slug`, or the near names.
    pub(super) fn profile(&self, slug: &str) -> Result<ProfileId, Vec<String>> {
        self.profiles.get(slug).copied().ok_or_else(|| near(slug, self.profiles.keys().copied()))
    }

    /// What `name` means in a text that is about `about`.
    pub(super) fn item(&self, name: &str, about: About) -> Result<Named, Unknown> {
        // Nearly every name is a plain one of the profile at hand.
        let at_hand = about.said.or_else(|| self.only_profile());
        if let Some(named) = at_hand.and_then(|profile| self.by_profile[profile.index()].get(name)) {
            return Ok(*named);
        }
        let (said, name) = match name.split_once('/') {
            Some((slug, name)) => (Some(self.profile(slug).map_err(Unknown::Profile)?), name),
            None => (at_hand, name),
        };
        match said {
            Some(profile) => self.in_profile(profile, name),
            None => self.in_any_profile(name).or_else(|unknown| match (unknown, about.likely) {
                (Unknown::Ambiguous(_), Some(likely)) => self.in_profile(likely, name),
                (unknown, _) => Err(unknown),
            }),
        }
    }

    fn in_profile(&self, profile: ProfileId, name: &str) -> Result<Named, Unknown> {
        let names = &self.by_profile[profile.index()];
        names.get(bare(name)).copied().ok_or_else(|| {
            let slug = self.site.profiles[profile].slug.clone();
            Unknown::Item(Some(slug), near(name, names.keys().copied()))
        })
    }

    /// A name without a profile, where several could be meant: it is known if one profile alone has it.
    fn in_any_profile(&self, name: &str) -> Result<Named, Unknown> {
        if self.by_profile.is_empty() {
            return Err(Unknown::NoProfile);
        }
        let profiles = self.site.profiles.values().zip(&self.by_profile);
        let found: Vec<_> =
            profiles.filter_map(|(profile, names)| Some((&profile.slug, *names.get(bare(name))?))).collect();
        match found.as_slice() {
            [(_, named)] => Ok(*named),
            [] => {
                let all = self.by_profile.iter().flat_map(|names| names.keys().copied());
                Err(Unknown::Item(None, near(name, all)))
            }
            several => {
                Err(Unknown::Ambiguous(several.iter().map(|(slug, _)| format!("{slug}/{name}")).collect()))
            }
        }
    }

    fn only_profile(&self) -> Option<ProfileId> {
        if self.site.profiles.len() == 1 { self.site.profiles.ids().next() } else { None }
    }
}

/// `c4.*` is another way to write `c4`.
fn bare(name: &str) -> &str {
    name.strip_suffix(".*").unwrap_or(name)
}

/// The names of a site's modules: codes and slugs.
pub(super) struct ModuleNames<'s> {
    names: HashMap<&'s str, ModuleId>,
}

impl<'s> ModuleNames<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        let slugs = site.modules.iter().map(|(id, module)| (module.slug.as_str(), id));
        let codes = site.modules.iter().map(|(id, module)| (module.name(), id));
        // A code wins over another module's slug, and the first file over a later one with its code.
        Self { names: slugs.chain(codes.rev()).collect() }
    }

    /// The module called `name`.
    pub(super) fn get(&self, name: &str) -> Option<ModuleId> {
        self.names.get(name).copied()
    }

    /// The names that resemble `name`, each module by one of its names.
    pub(super) fn near(&self, name: &str) -> Vec<String> {
        let mut seen = HashSet::new();
        let names = near(name, self.names.keys().copied()).into_iter();
        names.filter(|name| self.names.get(name.as_str()).is_some_and(|id| seen.insert(*id))).collect()
    }
}

fn near<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    nearest(name, known).into_iter().map(str::to_owned).collect()
}
