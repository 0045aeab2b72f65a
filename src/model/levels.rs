//! Resolves the levels at which modules count in one programme, in place of their own.
//!
//! ```text
//! [levels.M05]
//! ingeoefend = ["c4.6", "c5"]
//! ```
//!
//! A programme says how much of what a module claims it counts, and never that it claims more: an item that the module does not
//! claim is an error. A competence stands for those of its items that the module claims; one of these that is named by
//! itself has the level of its own. A module that claims an item in several places counts for it nowhere above the level
//! that is said, and at that level where it claims it most strongly.

use std::collections::BTreeMap;

use super::claims::{is_bare_key, unknown_level};
use super::entities::{ItemId, ModuleId, ProfileId, ProgrammeLevel, Term};
use super::module_names::ModuleNames;
use super::names::{About, Named, Names};
use super::site::Site;
use crate::config::LevelId;
use crate::diagnostics::{Code, Diagnostic, Message, Place, Problems, did_you_mean, say};
use crate::syntax::{Document, ModuleLevelsDoc, ProgrammeDoc};
use crate::text::{Spanned, Suggestions};

/// The names among which those in the levels of a programme are looked up.
pub(super) struct LevelSeeker<'a, 's> {
    pub(super) site: &'s Site,
    pub(super) names: &'a Names<'s>,
    pub(super) modules: &'a ModuleNames,
    pub(super) suggestions: &'a mut Suggestions,
    pub(super) problems: &'a mut Problems,
}

/// The levels that were found, and for each whether its item is named by itself.
type FoundLevels = BTreeMap<(ModuleId, ItemId), (ProgrammeLevel, bool)>;

/// The items of a module that a name in the levels of a programme is about.
struct Meant {
    module: ModuleId,
    /// Each with the strongest level at which the module claims it.
    items: Vec<(ItemId, LevelId)>,
    is_named_itself: bool,
    place: Place,
}

impl LevelSeeker<'_, '_> {
    /// The levels of the programme in `document`, which leads to `profile` and has `terms`.
    pub(super) fn levels(
        &mut self,
        (document, content): (&Document, &ProgrammeDoc),
        profile: ProfileId,
        terms: &[Term],
    ) -> Vec<ProgrammeLevel> {
        let mut found = FoundLevels::new();
        for table in &content.levels {
            let Some(module) = self.module((document, content), table, terms) else { continue };
            for (name, items) in &table.items {
                let place = Place::new(&document.path, name.span);
                let Some(level) = self.site.config.scale.level(&name.value) else {
                    if !is_bare_key(name.span, &name.value) {
                        self.problems.extend(unknown_level(self.site, place, &name.value));
                    }
                    continue;
                };
                for name in items {
                    if let Some(meant) = self.meant(document, (module, profile), name) {
                        self.add(&mut found, meant, level, name);
                    }
                }
            }
        }
        let levels: Vec<ProgrammeLevel> = found.into_values().map(|(level, _)| level).collect();
        self.problems.extend(levels.iter().filter(|level| level.level == level.own).map(|level| {
            let message = say!(
                "module `{module}` claims `{item}` at this level itself",
                module = self.site.modules[level.module].name(),
                item = self.site.items[level.item].id
            );
            Diagnostic::new(Code::L462, level.place.clone(), message)
                .help(say!("take it out: it counts at its own level without this line too"))
        }));
        levels
    }

    fn module(
        &mut self,
        (document, content): (&Document, &ProgrammeDoc),
        table: &ModuleLevelsDoc,
        terms: &[Term],
    ) -> Option<ModuleId> {
        let name = table.module.value.as_str();
        let place = Place::new(&document.path, table.module.span);
        let Some(module) = self.modules.get(name) else {
            // A draft is left out, and a name that a term has too was looked up there.
            let is_said = self.site.drafts.module(name).is_some()
                || content.modules().any(|other| other.value == name)
                || self.site.follows(Code::L401, self.site.lost.codes);
            if !is_said {
                let near = self.modules.near(name, self.suggestions);
                let help =
                    did_you_mean(&near, say!("name a module by its `code`, or by the name of its file"));
                let message = say!("there is no module `{name}`", name);
                self.problems.push(Diagnostic::new(Code::L401, place, message).help(help));
            }
            return None;
        };
        let is_taught = terms.iter().flat_map(Term::all_modules).any(|other| other == module);
        if !is_taught && !self.site.follows(Code::L460, content.lost_terms) {
            let message = say!("module `{module}` is not in this programme", module = name);
            let help = say!("add it to a term, or take its levels out");
            self.problems.push(Diagnostic::new(Code::L460, place, message).help(help));
        }
        is_taught.then_some(module)
    }

    /// The items that `name` is about, if the module claims any.
    fn meant(
        &mut self,
        document: &Document,
        (module, profile): (ModuleId, ProfileId),
        name: &Spanned<String>,
    ) -> Option<Meant> {
        let place = Place::new(&document.path, name.span);
        let named = match self.names.item(&name.value, About::only(profile)) {
            Ok(named) => named,
            Err(unknown) => {
                let named = (place, name.value.as_str());
                let problem = self.names.unknown_item(Code::L460, named, &unknown, self.suggestions);
                self.problems.extend(problem);
                return None;
            }
        };
        let (items, is_named_itself): (Vec<ItemId>, bool) = match named {
            Named::Item(item) => (vec![item], true),
            Named::Competence(id) => (self.site.competences[id].items().collect(), false),
        };
        let claimed: Vec<(ItemId, LevelId)> = items
            .into_iter()
            .filter(|item| self.site.items[*item].profile == profile)
            .filter_map(|item| Some((item, self.own_level(module, item)?)))
            .collect();
        if claimed.is_empty() {
            self.report_unclaimed(place, module, &name.value);
            return None;
        }
        Some(Meant { module, items: claimed, is_named_itself, place })
    }

    fn own_level(&self, module: ModuleId, item: ItemId) -> Option<LevelId> {
        let claims = self.site.modules[module].claims.iter().map(|id| &self.site.claims[*id]);
        claims.filter(|claim| claim.item == item).map(|claim| claim.level).max()
    }

    fn report_unclaimed(&mut self, place: Place, id: ModuleId, name: &str) {
        let module = &self.site.modules[id];
        if self.site.follows(Code::L460, self.site.lost_claims(module)) {
            return;
        }
        let mut claimed: Vec<&str> = module
            .claims
            .iter()
            .map(|claim| self.site.items[self.site.claims[*claim].item].id.as_str())
            .collect();
        claimed.dedup();
        let near = self.suggestions.nearest(name, claimed);
        let message = say!(
            "module `{module}` does not claim `{name}`, so it has no level here",
            module = module.name(),
            name
        );
        let help: Message = say!(
            "claim it in the module first: a programme says at which level a claim counts, and makes none"
        );
        let problem = Diagnostic::new(Code::L460, place, message).help(did_you_mean(&near, help));
        self.problems.push(problem);
    }

    /// Adds the items that are `meant` at `level`. One that is named by itself has its own level, whatever its competence has.
    fn add(&mut self, found: &mut FoundLevels, meant: Meant, level: LevelId, name: &Spanned<String>) {
        let Meant { module, items, is_named_itself, place } = meant;
        let mut first = None;
        for (item, own) in items {
            let new = ProgrammeLevel { module, item, level, own, place: place.clone() };
            match found.get(&(module, item)) {
                Some((_, true)) if !is_named_itself => {}
                Some((other, is_itself)) if *is_itself == is_named_itself => {
                    first.get_or_insert_with(|| other.place.clone());
                }
                _ => drop(found.insert((module, item), (new, is_named_itself))),
            }
        }
        if let Some(first) = first {
            let message = say!(
                "`{name}` has a level in this programme already, for the same module",
                name = name.value
            );
            let problem = Diagnostic::new(Code::L461, place, message)
                .help(say!("keep the level at which the module counts for it at most"))
                .related(first, say!("it stands here too"));
            self.problems.push(problem);
        }
    }
}
