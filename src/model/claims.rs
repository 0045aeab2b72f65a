//! Purpose: the claims of modules and lessons.
//! Input: modules and items. Output: claims, and the ones that name nothing.
//! Invariant: a claim on a competence is one claim on each of its indicators, all at the same place.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;

use super::names::{About, Named, Names, Unknown};
use super::site::{Claim, ItemId, LessonId, ModuleId, Site, Spot};
use crate::config::LevelId;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::syntax::{ClaimDoc, Content, Document};
use crate::text::{SourcePath, Spanned, nearest};

/// Adds every claim.
pub(super) fn add(site: &mut Site, problems: &mut Vec<Diagnostic>) {
    let claims = {
        let names = Names::new(site);
        let reading = Reading { site, names, without_profile: Cell::new(false) };
        site.modules.ids().flat_map(|module| reading.module(module, problems)).collect::<Vec<_>>()
    };
    for claim in claims {
        let module = claim.module;
        let id = site.claims.push(claim);
        site.modules[module].claims.push(id);
    }
}

struct Reading<'s> {
    site: &'s Site,
    names: Names<'s>,
    /// Whether it was said that there is no profile.
    without_profile: Cell<bool>,
}

impl Reading<'_> {
    fn module(&self, module: ModuleId, problems: &mut Vec<Diagnostic>) -> Vec<Claim> {
        let mut claims = self.page(module, None, problems);
        for lesson in &self.site.modules[module].lessons {
            claims.extend(self.page(module, Some(*lesson), problems));
        }
        claims
    }

    /// The claims of one page of a module.
    fn page(&self, module: ModuleId, lesson: Option<LessonId>, problems: &mut Vec<Diagnostic>) -> Vec<Claim> {
        let spot = Spot { lesson, heading: None };
        let document = self.site.document_of(module, spot);
        let document = Arc::clone(&self.site.documents[document].document);
        let Content::Module(content) = &document.content else { return Vec::new() };
        let mut claims = Vec::new();
        let mut seen: HashMap<(Option<usize>, &str), Place> = HashMap::new();
        for written in &content.claims {
            let place = Place::new(&document.path, written.item.span);
            let first = seen.entry((written.heading, &written.item.value)).or_insert_with(|| place.clone());
            if *first != place {
                problems.push(claimed_twice(&written.item.value, &place, first));
            }
            let level = self.level(&document, &written.level, problems);
            let items = self.items(&document, module, written, problems);
            let Some(level) = level else { continue };
            let spot = Spot { lesson, heading: written.heading };
            claims.extend(items.into_iter().map(|item| Claim {
                module,
                item,
                level,
                place: place.clone(),
                spot,
            }));
        }
        claims
    }

    fn level(
        &self,
        document: &Document,
        name: &Spanned<String>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<LevelId> {
        let scale = &self.site.config.scale;
        let level = scale.level(&name.value);
        if level.is_none() {
            let known = scale.levels.values().map(|level| level.id.as_str());
            let all = format!("the levels are {}", known.clone().collect::<Vec<_>>().join(", "));
            let help = did_you_mean(&nearest(&name.value, known), &all);
            let place = Place::new(&document.path, name.span);
            let message = format!("`{}` is no level of the coverage scale", name.value);
            problems.push(Diagnostic::new(Code::L302, place, message).help(help));
        }
        level
    }

    fn items(
        &self,
        document: &Document,
        module: ModuleId,
        written: &ClaimDoc,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<ItemId> {
        let about = About::module(&self.site.modules[module]);
        match self.names.item(&written.item.value, about) {
            Ok(Named::Item(item)) => vec![item],
            Ok(Named::Competence(competence)) => {
                let indicators = self.site.competences[competence].indicators.clone();
                if indicators.is_empty() {
                    let place = Place::new(&document.path, written.item.span);
                    let message = format!("competence `{}` has no indicators to claim", written.item.value);
                    problems.push(Diagnostic::new(Code::L301, place, message));
                }
                indicators
            }
            Err(unknown) => {
                problems.extend(self.report(document, written, &unknown));
                Vec::new()
            }
        }
    }
}

impl Reading<'_> {
    /// A site without a profile is reported once, at its first claim, and not at each of hundreds.
    fn report(&self, document: &Document, written: &ClaimDoc, unknown: &Unknown) -> Option<Diagnostic> {
        let said = *unknown == Unknown::NoProfile && self.without_profile.replace(true);
        (!said).then(|| unknown_item(Code::L301, &document.path, &written.item, unknown))
    }
}

/// What to say of a name that means no item; `code` when the profile is known.
pub(super) fn unknown_item(
    code: Code,
    file: &SourcePath,
    name: &Spanned<String>,
    unknown: &Unknown,
) -> Diagnostic {
    let place = Place::new(file, name.span);
    let help = |near: &[String], otherwise: &str| {
        did_you_mean(&near.iter().map(String::as_str).collect::<Vec<_>>(), otherwise)
    };
    match unknown {
        Unknown::Profile(near) => {
            let slug = name.value.split('/').next().unwrap_or(&name.value);
            Diagnostic::new(Code::L303, place, format!("there is no profile `{slug}`"))
                .help(help(near, "a profile's name is the name of its file in `content/profiles`"))
        }
        Unknown::Ambiguous(choices) => {
            let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
            let choices = choices.join("` or `");
            Diagnostic::new(Code::L304, place, format!("several profiles have an item `{}`", name.value))
                .help(format!("write `{choices}`, or `profile = \"…\"` in the front matter"))
        }
        Unknown::Item(profile, near) => {
            let who = profile.as_ref().map_or("no profile here has".to_owned(), |slug| {
                format!("the profile `{slug}` does not have")
            });
            Diagnostic::new(code, place, format!("{who} an item `{}`", name.value))
                .help(help(near, "the ids stand in the profile, between `{#` and `}`"))
        }
        Unknown::NoProfile => {
            Diagnostic::new(Code::L303, place, "this site has no profile, so nothing can be claimed or named")
                .help("put one in `content/profiles`: `leerlijn import FILE` makes one of a document")
        }
    }
}

fn claimed_twice(item: &str, place: &Place, first: &Place) -> Diagnostic {
    Diagnostic::new(Code::L310, place.clone(), format!("`{item}` is claimed twice in this place"))
        .help("the stronger claim counts; take the other out")
        .related(first.clone(), "claimed here first")
}
