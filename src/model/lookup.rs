//! Looks names up for those who come from outside of the files: a command, a click in the preview. They mean what they
//! would mean in a file of the site.

use super::entities::{CompetenceId, ItemId, ModuleId, ProfileId, ProgrammeId};
use super::names::{About, Named, Names, Unknown};
use super::site::Site;
use crate::diagnostics::Message;
use crate::syntax::Document;
use crate::text::{SourcePath, nearest};

/// The meaning of the name of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedItems {
    /// One item.
    Item(ItemId),
    /// A competence: its indicators, or the item that it is itself.
    Competence(CompetenceId),
}

/// A name that means nothing, or more than one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// There is none; the names that are near.
    Unknown(Vec<String>),
    /// It is called so on a page that is a draft.
    Draft(SourcePath),
    /// Several have it; the names that mean one of them.
    Ambiguous(Vec<String>),
    /// It stands for several, as a list or a range does; the advice to write them one by one.
    Several(Message),
}

/// The names of a site.
pub struct Lookup<'s> {
    site: &'s Site,
    names: Names<'s>,
}

impl<'s> Lookup<'s> {
    /// The names of `site`.
    pub fn new(site: &'s Site) -> Self {
        Self { site, names: Names::new(site) }
    }

    /// The module that programmes and mentions call `name`.
    ///
    /// # Errors
    /// When there is none.
    pub fn module(&self, name: &str) -> Result<ModuleId, NotFound> {
        let near = || self.near(name, self.site.modules.values().map(|module| module.name()));
        self.site
            .module_names
            .get(name)
            .ok_or_else(|| draft(self.site.drafts.module(name)).unwrap_or_else(near))
    }

    /// The programme with the address `name`.
    ///
    /// # Errors
    /// When there is none.
    pub fn programme(&self, name: &str) -> Result<ProgrammeId, NotFound> {
        let found = self.site.programmes.iter().find(|(_, programme)| programme.slug == name);
        let near = || self.near(name, self.site.programmes.values().map(|programme| programme.slug.as_str()));
        found.map(|(id, _)| id).ok_or_else(|| draft(self.site.drafts.programme(name)).unwrap_or_else(near))
    }

    /// The meaning of `name` in a claim of `module`.
    ///
    /// # Errors
    /// When it means nothing there, or several things.
    pub fn claimed(&self, name: &str, module: ModuleId) -> Result<NamedItems, NotFound> {
        self.items(name, About::module(&self.site.modules[module]))
    }

    /// The meaning of `name` in a programme that leads to `profile`.
    ///
    /// # Errors
    /// When it means nothing there.
    pub fn exempt(&self, name: &str, profile: ProfileId) -> Result<NamedItems, NotFound> {
        self.items(name, About::only(profile))
    }

    fn items(&self, name: &str, about: About) -> Result<NamedItems, NotFound> {
        match self.names.item(name, about) {
            Ok(Named::Item(item)) => Ok(NamedItems::Item(item)),
            Ok(Named::Competence(competence)) => Ok(NamedItems::Competence(competence)),
            Err(Unknown::Ambiguous(choices)) => Err(NotFound::Ambiguous(choices)),
            Err(unknown) => {
                let profile = match unknown {
                    Unknown::Item(profile) => profile,
                    _ => None,
                };
                if let Some(advice) = self.names.several(profile, name) {
                    return Err(NotFound::Several(advice));
                }
                let items = self.site.items.values().map(|item| item.id.as_str());
                let near = || self.near(name.rsplit('/').next().unwrap_or(name), items);
                Err(draft(self.site.drafts.profile_of(name)).unwrap_or_else(near))
            }
        }
    }

    /// The shortest name by which a claim of `module` can mean `item`.
    pub fn name_in_claim(&self, item: ItemId, module: ModuleId) -> String {
        let id = &self.site.items[item].id;
        match self.claimed(id, module) {
            Ok(NamedItems::Item(found)) if found == item => id.clone(),
            _ => format!("{}/{id}", self.site.profiles[self.site.items[item].profile].slug),
        }
    }

    fn near<'n>(&self, name: &str, known: impl Iterator<Item = &'n str>) -> NotFound {
        NotFound::Unknown(nearest(name, known).into_iter().map(str::to_owned).collect())
    }
}

fn draft(page: Option<&Document>) -> Option<NotFound> {
    page.map(|page| NotFound::Draft(page.path.clone()))
}
