//! Purpose: the claims of modules and lessons.
//! Input: modules and items. Output: claims, and the ones that name nothing.
//! Invariant: a claim on a competence is one claim on each of its indicators, all at the same place.

use std::slice;

use rayon::prelude::*;

use super::names::{About, Named, Names, Unknown};
use super::site::{Claim, LessonId, ModuleId, Site, Spot};
use crate::config::LevelId;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::syntax::{ClaimDoc, Content, Document};
use crate::text::{Name, SourcePath, Spanned, is_invisible, nearest};

/// Adds every claim.
pub(super) fn add(site: &mut Site, problems: &mut Vec<Diagnostic>) {
    report_missing_profile(site, problems);
    let modules: Vec<ModuleId> = site.modules.ids().collect();
    let found: Vec<(Vec<Claim>, Vec<Diagnostic>)> = {
        let reading = Reading { site, names: Names::new(site) };
        let read = |module: &ModuleId| {
            let mut problems = Vec::new();
            (reading.module(*module, &mut problems), problems)
        };
        modules.par_iter().map(read).collect()
    };
    site.claims.reserve(found.iter().map(|(claims, _)| claims.len()).sum());
    for (module, (claims, found_problems)) in modules.into_iter().zip(found) {
        problems.extend(found_problems);
        site.modules[module].claims = claims.into_iter().map(|claim| site.claims.push(claim)).collect();
    }
}

struct Reading<'s> {
    site: &'s Site,
    names: Names<'s>,
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
        let document = self.site.document(self.site.document_of(module, spot));
        let Content::Module(content) = &document.content else { return Vec::new() };
        let mut claims = Vec::with_capacity(content.claims.len());
        for written in &content.claims {
            let place = Place::new(&document.path, written.item.span);
            let level = self.level(document, &written.level, problems);
            let named = self.named(document, module, written, problems);
            let items = match &named {
                Some(Named::Item(item)) => slice::from_ref(item),
                Some(Named::Competence(competence)) => &self.site.competences[*competence].indicators,
                None => &[],
            };
            let Some(level) = level else { continue };
            let spot = Spot { lesson, heading: written.heading };
            claims.extend(items.iter().map(|item| Claim {
                module,
                item: *item,
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
        name: &Spanned<Name>,
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

    /// What a claim names; a name that leads to no item is reported.
    fn named(
        &self,
        document: &Document,
        module: ModuleId,
        written: &ClaimDoc,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Named> {
        let about = About::module(&self.site.modules[module]);
        match self.names.item(&written.item.value, about) {
            Ok(named) => {
                if let Named::Competence(competence) = named
                    && self.site.competences[competence].indicators.is_empty()
                {
                    let place = Place::new(&document.path, written.item.span);
                    let message = format!("competence `{}` has no indicators to claim", written.item.value);
                    problems.push(Diagnostic::new(Code::L301, place, message));
                }
                Some(named)
            }
            Err(unknown) => {
                // A site without a profile is reported once, and not at each of hundreds of claims.
                if unknown != Unknown::NoProfile {
                    problems.push(unknown_item(Code::L301, &document.path, &written.item, &unknown));
                }
                None
            }
        }
    }
}

/// A site without a profile is told so at its first claim.
fn report_missing_profile(site: &Site, problems: &mut Vec<Diagnostic>) {
    let documents = site.documents.values().map(|resolved| &resolved.document);
    let mut first = documents.filter_map(|document| match &document.content {
        Content::Module(content) => Some((&document.path, &content.claims.first()?.item)),
        _ => None,
    });
    if let Some((file, item)) = first.next().filter(|_| site.profiles.is_empty()) {
        problems.push(unknown_item(Code::L303, file, item, &Unknown::NoProfile));
    }
}

/// What to say of a name that means no item; `code` when the profile is known.
pub(super) fn unknown_item(
    code: Code,
    file: &SourcePath,
    name: &Spanned<impl AsRef<str>>,
    unknown: &Unknown,
) -> Diagnostic {
    let place = Place::new(file, name.span);
    let name = name.value.as_ref();
    let help = |near: &[String], otherwise: &str| {
        did_you_mean(&near.iter().map(String::as_str).collect::<Vec<_>>(), otherwise)
    };
    match unknown {
        Unknown::Profile(near) => {
            let slug = name.split('/').next().unwrap_or(name);
            Diagnostic::new(Code::L303, place, format!("there is no profile `{slug}`"))
                .help(help(near, "a profile's name is the name of its file in `content/profiles`"))
        }
        Unknown::Ambiguous(choices) => {
            let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
            let choices = choices.join("` or `");
            Diagnostic::new(Code::L304, place, format!("several profiles have an item `{name}`"))
                .help(format!("write `{choices}`, or `profile = \"…\"` in the front matter"))
        }
        Unknown::Item(profile, near) => {
            let who = profile.as_ref().map_or("no profile here has".to_owned(), |slug| {
                format!("the profile `{slug}` does not have")
            });
            let help = if name.contains(is_invisible) {
                "an invisible character stands within this id; take the id out and type it again".to_owned()
            } else {
                help(near, "the ids stand in the profile, between `{#` and `}`")
            };
            Diagnostic::new(code, place, format!("{who} an item `{name}`")).help(help)
        }
        Unknown::NoProfile => {
            Diagnostic::new(Code::L303, place, "this site has no profile, so nothing can be claimed or named")
                .help("put one in `content/profiles`: `leerlijn import FILE` makes one of a document")
        }
    }
}
