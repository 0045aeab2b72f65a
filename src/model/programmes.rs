//! Adds programmes with their terms and exemptions.
//!
//! A site without files of programmes has one for each profile, with all modules that claim something of it. A module
//! stands in a programme once. A programme whose profile is unknown is not in the site, but everything that can be said
//! about it without a profile is said all the same, so that its author sees every mistake in one run.

use std::sync::Arc;

use ahash::HashMap;

use super::assets::misnamed_module;
use super::entities::{Choice, DocumentId, Exemption, ItemId, ModuleId, ProfileId, Programme, Term};
use super::levels::LevelSeeker;
use super::module_names::ModuleNames;
use super::names::{About, Named, Names};
use super::several;
use super::site::Site;
use crate::diagnostics::{Code, Diagnostic, Message, Place, Problems, did_you_mean, say};
use crate::fields::Field;
use crate::sources::Sources;
use crate::syntax::{Content, Document, ProgrammeDoc};
use crate::text::{Span, Spanned, Suggestions, natural, slug, trimmed};

/// Adds the programmes that have a file, or else one for each profile.
pub(super) fn add(
    site: &mut Site,
    sources: &Sources,
    suggestions: &mut Suggestions,
    problems: &mut Problems,
) {
    let mut written = Vec::new();
    let mut has_files = false;
    {
        let (names, modules) = (Names::new(site), &site.module_names);
        let mut resolver = Resolver { site, sources, names, modules, suggestions, problems };
        for (id, resolved) in site.documents.iter() {
            if let Content::Programme(content) = &resolved.document.content {
                has_files = true;
                written.extend(resolver.programme(id, &resolved.document, content));
            }
        }
    }
    if !has_files {
        written = site.profiles.ids().map(|profile| of_all_modules(site, profile)).collect();
    }
    // School by school, and within each as people count.
    written.sort_by(|a, b| natural(&a.school, &b.school).then_with(|| natural(&a.slug, &b.slug)));
    tell_apart(&mut written);
    for programme in written {
        site.programmes.push(programme);
    }
}

/// Gives programmes of one title the names of their schools.
fn tell_apart(programmes: &mut [Programme]) {
    let mut alike: HashMap<String, usize> = HashMap::default();
    for programme in programmes.iter() {
        *alike.entry(programme.title.clone()).or_default() += 1;
    }
    for programme in programmes {
        if alike[&programme.title] > 1 && !programme.school.is_empty() {
            programme.name = format!("{}, {}", programme.title, programme.school);
        }
    }
}

/// Notes for each module the profile that the programmes which name it lead to, if it is one: adding a second
/// profile to a site must not make its older modules ambiguous.
pub(super) fn note_likely_profiles(site: &mut Site) {
    // For each module that a programme names the profile of all programmes that do; none where these differ.
    let mut likely: Vec<Option<Option<ProfileId>>> = vec![None; site.modules.len()];
    {
        let names = Names::new(site);
        for resolved in site.documents.values() {
            let Content::Programme(content) = &resolved.document.content else { continue };
            let profile = content.profile.read().and_then(|name| names.profile(&name.value));
            for module in content.modules().filter_map(|name| site.module_names.get(&name.value)) {
                let known = likely[module.index()].get_or_insert(profile);
                *known = known.filter(|known| Some(*known) == profile);
            }
        }
    }
    for (module, profile) in site.modules.ids().zip(likely) {
        if let Some(profile) = profile {
            site.modules[module].likely_profile = profile;
        }
    }
}

/// The programme of a site that has none: every module that claims something of `profile`.
fn of_all_modules(site: &Site, profile: ProfileId) -> Programme {
    let claims_it = |module: &ModuleId| {
        let claims = &site.modules[*module].claims;
        claims.iter().any(|claim| site.items[site.claims[*claim].item].profile == profile)
    };
    let modules = site.modules.ids().filter(claims_it).collect();
    Programme {
        document: None,
        slug: site.profiles[profile].slug.clone(),
        title: site.profiles[profile].title.clone(),
        name: site.profiles[profile].title.clone(),
        school: String::new(),
        profile,
        terms: vec![Term { title: String::new(), modules, choices: Vec::new() }],
        exempt: Vec::new(),
        levels: Vec::new(),
    }
}

/// The profiles and modules among which the names in the files of programmes are looked up.
struct Resolver<'s> {
    site: &'s Site,
    sources: &'s Sources,
    names: Names<'s>,
    modules: &'s ModuleNames,
    suggestions: &'s mut Suggestions,
    problems: &'s mut Problems,
}

impl Resolver<'_> {
    fn programme(
        &mut self,
        id: DocumentId,
        document: &Arc<Document>,
        content: &ProgrammeDoc,
    ) -> Option<Programme> {
        // All that can be said without a profile is said first: its author sees every mistake in one run.
        let terms = self.terms(document, content);
        reasons(document, content, self.problems);
        let profile = self.profile(document, content)?;
        let exempt = self.exemptions(document, content, profile);
        let mut seeker = LevelSeeker {
            site: self.site,
            names: &self.names,
            modules: self.modules,
            suggestions: &mut *self.suggestions,
            problems: &mut *self.problems,
        };
        let levels = seeker.levels((document, content), profile, &terms);
        let title = document.title.value.clone();
        Some(Programme {
            document: Some(id),
            slug: slug(document.path.page_name()),
            name: title.clone(),
            title,
            school: content.school.value.clone(),
            profile,
            terms,
            exempt,
            levels,
        })
    }

    fn terms(&mut self, document: &Document, content: &ProgrammeDoc) -> Vec<Term> {
        let mut seen = HashMap::default();
        let mut terms = Vec::new();
        for term in &content.terms {
            let modules = self.known(document, &term.modules, &mut seen);
            let choices = term.choices.iter().map(|choice| Choice {
                title: choice.title.value.clone(),
                pick: choice.pick.as_ref().map_or(0, |pick| pick.value as usize),
                of: choice.modules.len(),
                modules: self.known(document, &choice.modules, &mut seen),
            });
            let choices = choices.collect();
            terms.push(Term { title: term.title.value.clone(), modules, choices });
        }
        terms
    }

    /// The modules called `names`, without those that are unknown, drafts or named before.
    fn known(
        &mut self,
        document: &Document,
        names: &[Spanned<String>],
        seen: &mut HashMap<ModuleId, Place>,
    ) -> Vec<ModuleId> {
        names.iter().filter_map(|name| self.module(document, name, seen)).collect()
    }

    fn profile(&mut self, document: &Document, content: &ProgrammeDoc) -> Option<ProfileId> {
        if let Field::Read(name) = &content.profile {
            let profile = self.names.profile(&name.value);
            if profile.is_none() {
                let place = Place::new(&document.path, name.span);
                let problem = self.names.unknown_profile(place, &name.value, self.suggestions);
                self.problems.push(problem);
            }
            return profile;
        }
        let mut profiles = self.site.profiles.ids();
        if let (Some(only), None) = (profiles.next(), profiles.next()) {
            return Some(only);
        }
        if content.profile.broken().is_some() {
            return None;
        }
        let place = Place::new(&document.path, Span::at(0));
        let help = say!(
            "write `profile = \"…\"` in the front matter, with the name of a file in `content/profiles`"
        );
        let message = say!("this programme does not say to which profile it leads");
        self.problems.push(Diagnostic::new(Code::L304, place, message).help(help));
        None
    }

    /// The advice to write other names in place of `name`, where it stands for several modules.
    fn several(&self, name: &str) -> Option<Message> {
        let is_known = |name: &str| self.modules.get(name).is_some();
        if let Some(names) = several::listed(name, is_known) {
            return Some(say!(
                "write each name by itself: {written}",
                written = several::written(&names, "\"", "\"")
            ));
        }
        let order = || self.site.modules.values().map(|module| module.name());
        let mut ends = several::ends(name).filter(|(first, last)| is_known(first) && is_known(last));
        let names = ends.find_map(|(first, last)| several::between(order(), first, &last))?;
        Some(say!("a range is not read: write {written}", written = several::written(&names, "\"", "\"")))
    }

    fn module(
        &mut self,
        document: &Document,
        name: &Spanned<String>,
        seen: &mut HashMap<ModuleId, Place>,
    ) -> Option<ModuleId> {
        let place = Place::new(&document.path, name.span);
        let Some(module) = self.modules.get(&name.value) else {
            if let Some(draft) = self.site.drafts.module(&name.value) {
                let message =
                    say!("module `{name}` is a draft and is left out of this programme", name = name.value);
                let help = say!("take `draft = true` out of `{draft}` to publish it", draft = draft.path);
                self.problems.push(Diagnostic::new(Code::L420, place, message).help(help));
                return None;
            }
            if self.site.follows(Code::L401, self.site.lost.codes) {
                return None;
            }
            let several = || self.several(&name.value);
            let help = misnamed_module(self.sources, &name.value).or_else(several).unwrap_or_else(|| {
                let near = self.modules.near(&name.value, self.suggestions);
                did_you_mean(&near, say!("name a module by its `code`, or by the name of its file"))
            });
            let message = say!("there is no module `{name}`", name = name.value);
            self.problems.push(Diagnostic::new(Code::L401, place, message).help(help));
            return None;
        };
        if let Some(first) = seen.get(&module) {
            let message = say!("module `{name}` stands twice in this programme", name = name.value);
            let problem = Diagnostic::new(Code::L402, place, message)
                .help(say!("keep it in the term in which it ends"))
                .related(first.clone(), say!("it stands here too"));
            self.problems.push(problem);
            return None;
        }
        seen.insert(module, place);
        Some(module)
    }

    fn exemptions(
        &mut self,
        document: &Document,
        content: &ProgrammeDoc,
        profile: ProfileId,
    ) -> Vec<Exemption> {
        let mut exempt: Vec<Exemption> = Vec::new();
        // An item is exempt once: for the reason of its own, where its competence is exempt as well.
        let mut known: HashMap<ItemId, (usize, bool)> = HashMap::default();
        let mut of_competences = Vec::new();
        for (name, reason) in &content.exempt {
            let place = Place::new(&document.path, name.span);
            let (items, is_own): (Vec<ItemId>, bool) =
                match self.names.item(&name.value, About::only(profile)) {
                    Ok(Named::Item(item)) => (vec![item], true),
                    Ok(Named::Competence(competence)) => {
                        let items: Vec<ItemId> = self.site.competences[competence].items().collect();
                        if items.is_empty() {
                            self.without_items(place, &name.value);
                            continue;
                        }
                        of_competences.push((name, place.clone(), reason));
                        (items, false)
                    }
                    Err(unknown) => {
                        let name = (place, name.value.as_str());
                        let problem = self.names.unknown_item(Code::L403, name, &unknown, self.suggestions);
                        self.problems.extend(problem);
                        continue;
                    }
                };
            for item in items {
                let exemption = Exemption { item, reason: reason.value.clone(), place: place.clone() };
                match known.get(&item) {
                    None => {
                        known.insert(item, (exempt.len(), is_own));
                        exempt.push(exemption);
                    }
                    Some((at, false)) if is_own => {
                        exempt[*at] = exemption;
                        known.insert(item, (*at, true));
                    }
                    // For the reason of its own, which stands above.
                    Some((_, true)) if !is_own => {}
                    Some((at, _)) => self.exempt_already(place.clone(), &name.value, &exempt[*at]),
                }
            }
        }
        for (name, place, _) in of_competences.into_iter().filter(|(.., reason)| !reason.value.is_empty()) {
            if !exempt.iter().any(|exemption| exemption.place == place) {
                let message =
                    say!("every item of `{name}` is exempt for a reason of its own", name = name.value);
                let help = say!("no page shows this reason: take the line out, or those of the items");
                self.problems.push(Diagnostic::new(Code::L410, place, message).help(help));
            }
        }
        exempt
    }

    fn without_items(&mut self, place: Place, name: &str) {
        let message = say!("competence `{name}` has no items of its own that could be exempt", name);
        let help = say!("name the competences or the items that stand below it");
        self.problems.push(Diagnostic::new(Code::L403, place, message).help(help));
    }

    /// Reports the second exemption of an item, whose reason no page shows.
    fn exempt_already(&mut self, place: Place, name: &str, first: &Exemption) {
        let message = say!("`{name}` is exempt already, and no page shows this second reason", name);
        let problem = Diagnostic::new(Code::L410, place, message)
            .help(say!("bring the two reasons together in one line"))
            .related(first.place.clone(), say!("it is exempt here"));
        self.problems.push(problem);
    }
}

/// An exemption without a reason is a gap that nobody answers for.
fn reasons(document: &Document, content: &ProgrammeDoc, problems: &mut Problems) {
    for (name, reason) in content.exempt.iter().filter(|(_, reason)| trimmed(&reason.value).is_empty()) {
        let message = say!("the exemption of `{name}` has no reason", name = name.value);
        let help = say!("write why the programme leaves it out; the gaps page shows it");
        let place = Place::new(&document.path, reason.span);
        problems.push(Diagnostic::new(Code::L404, place, message).help(help));
    }
}
