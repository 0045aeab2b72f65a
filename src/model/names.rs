//! Purpose: look up the names that people write.
//! Input: a site's items, competences and modules. Output: ids, or what is wrong with the name.
//! Invariant: a name means one thing: `profile/c4.6` says which profile, and a name without one is about
//! the profile at hand, or the only one there is.

use ahash::HashMap;

use super::site::{CompetenceId, ItemId, ModuleId, ProfileId, Site};
use crate::text::nearest;

/// What a name in a profile means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Item(ItemId),
    Competence(CompetenceId),
}

/// Why a name means nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// There is no such profile; the near ones.
    Profile(Vec<String>),
    /// There are several profiles, and the name does not say which.
    Ambiguous,
    /// The profile has no such item; the near ones.
    Item(Vec<String>),
}

/// The names of a site.
pub(super) struct Names<'s> {
    site: &'s Site,
    profiles: HashMap<&'s str, ProfileId>,
    in_profile: Vec<HashMap<&'s str, Named>>,
}

impl<'s> Names<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        let profiles = site.profiles.iter().map(|(id, profile)| (profile.slug.as_str(), id)).collect();
        let mut in_profile = vec![HashMap::default(); site.profiles.len()];
        for (id, competence) in site.competences.iter() {
            in_profile[competence.profile.index()].insert(competence.id.as_str(), Named::Competence(id));
        }
        for (id, item) in site.items.iter() {
            in_profile[item.profile.index()].insert(item.id.as_str(), Named::Item(id));
        }
        Self { site, profiles, in_profile }
    }

    /// The profile called `slug`, or the near names.
    pub(super) fn profile(&self, slug: &str) -> Result<ProfileId, Vec<String>> {
        self.profiles.get(slug).copied().ok_or_else(|| near(slug, self.profiles.keys().copied()))
    }

    /// What `name` means where `profile` is at hand.
    pub(super) fn item(&self, name: &str, profile: Option<ProfileId>) -> Result<Named, Unknown> {
        let (profile, name) = match name.split_once('/') {
            Some((slug, name)) => (Some(self.profile(slug).map_err(Unknown::Profile)?), name),
            None => (profile.or_else(|| self.only_profile()), name),
        };
        let Some(profile) = profile else { return self.in_any_profile(name) };
        let names = &self.in_profile[profile.index()];
        let bare = name.strip_suffix(".*").unwrap_or(name);
        names.get(bare).copied().ok_or_else(|| Unknown::Item(near(name, names.keys().copied())))
    }

    /// A name without a profile, where several could be meant: it is known if one profile alone has it.
    fn in_any_profile(&self, name: &str) -> Result<Named, Unknown> {
        let mut found = self.in_profile.iter().filter_map(|names| names.get(name));
        match (found.next(), found.next()) {
            (Some(named), None) => Ok(*named),
            (Some(_), Some(_)) => Err(Unknown::Ambiguous),
            _ => {
                let all = self.in_profile.iter().flat_map(|names| names.keys().copied());
                Err(Unknown::Item(near(name, all)))
            }
        }
    }

    fn only_profile(&self) -> Option<ProfileId> {
        if self.site.profiles.len() == 1 { self.site.profiles.ids().next() } else { None }
    }
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

    /// The names that resemble `name`.
    pub(super) fn near(&self, name: &str) -> Vec<String> {
        near(name, self.names.keys().copied())
    }
}

fn near<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    nearest(name, known).into_iter().map(str::to_owned).collect()
}
