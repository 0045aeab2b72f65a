//! Adds the claims of modules and lessons: "this covers `c4.6` at level *practised*".
//!
//! The pages of all modules are looked through side by side; a claim on a competence becomes one claim on each of its
//! indicators, all at the same place; one without indicators is an item like any other, unless it only groups competences. A
//! claim on a name that nothing has is left out and reported. A site without a profile is told so once, at its first claim,
//! and not at each of hundreds.

use std::collections::HashSet;
use std::slice;

use ahash::HashMap;
use rayon::prelude::*;

use super::entities::{Claim, LessonId, ModuleId, Spot};
use super::names::{About, Named, Names, Unknown};
use super::site::Site;
use crate::config::{Level, LevelId, Scale};
use crate::diagnostics::{Code, Diagnostic, Message, Place, Problems, did_you_mean, say};
use crate::syntax::{ClaimDoc, Content, Document};
use crate::text::{Name, SourcePath, Span, Spanned, Suggestions, nearest, slug};

/// Adds every claim.
pub(super) fn add(site: &mut Site, suggestions: &mut Suggestions, problems: &mut Problems) {
    let modules: Vec<ModuleId> = site.modules.ids().collect();
    let resolved: Vec<Vec<Claim>> = {
        let names = Names::new(site);
        if site.profiles.is_empty() {
            problems.extend(missing_profile(site, &names, suggestions));
        }
        let labels = UnsetLabels::of(&site.config.scale);
        let claims_of = |module: &ModuleId| ModuleClaims::resolve(site, &names, &labels, *module);
        let found: Vec<ModuleClaims<'_>> = modules.par_iter().map(claims_of).collect();
        let mut resolved = Vec::with_capacity(found.len());
        let mut labelled = Vec::new();
        for ModuleClaims { claims, problems: own, unknown, labelled: more, .. } in found {
            resolved.push(claims);
            labelled.extend(more);
            problems.extend(own);
            problems.extend(unknown.iter().filter_map(|name| name.problem(&names, suggestions)));
        }
        problems.extend(labels.problem(&site.config.scale, labelled));
        resolved
    };
    site.claims.reserve(resolved.iter().map(Vec::len).sum());
    for (module, claims) in modules.into_iter().zip(resolved) {
        site.modules[module].claims = site.claims.extend(claims).collect();
    }
}

/// The claims of one module, and what is wrong with the others.
#[derive(Default)]
struct ModuleClaims<'s> {
    claims: Vec<Claim>,
    problems: Vec<Diagnostic>,
    unknown: Vec<UnknownName<'s>>,
    /// The page on which a draft profile was reported already.
    said_draft: Option<&'s SourcePath>,
    /// The places that name a level by its label, `Geëvalueerd`, where its id is wanted.
    labelled: Vec<(Place, &'s str)>,
}

/// A claim whose name means nothing.
struct UnknownName<'s> {
    file: &'s SourcePath,
    name: &'s Spanned<Name>,
    unknown: Unknown,
}

impl UnknownName<'_> {
    fn problem(&self, names: &Names<'_>, suggestions: &mut Suggestions) -> Option<Diagnostic> {
        let name = (Place::new(self.file, self.name.span), self.name.value.as_str());
        names.unknown_item(Code::L301, name, &self.unknown, suggestions)
    }
}

impl<'s> ModuleClaims<'s> {
    fn resolve(site: &'s Site, names: &Names<'_>, labels: &UnsetLabels, module: ModuleId) -> Self {
        let mut found = Self::default();
        found.add_page(site, names, labels, (module, None));
        for lesson in &site.modules[module].lessons {
            found.add_page(site, names, labels, (module, Some(*lesson)));
        }
        found
    }

    /// Adds the claims of one page of `module`: of a lesson, or of the module's own page.
    fn add_page(
        &mut self,
        site: &'s Site,
        names: &Names<'_>,
        labels: &UnsetLabels,
        (module, lesson): (ModuleId, Option<LessonId>),
    ) {
        let document = site.document(site.document_of(module, Spot { lesson, heading: None }));
        let Content::Module(content) = &document.content else { return };
        let about = About::module(&site.modules[module]);
        let is_about_draft = is_about_draft(site, module);
        self.claims.reserve(content.claims.len());
        let mut spellings = Spellings::new(&content.claims);
        for written in &content.claims {
            let place = Place::new(&document.path, written.item.span);
            let level = self.level(site, labels, document, written);
            // Its profile is left out of the site, which was said, and no other profile is meant.
            let is_left_out = is_about_draft && !written.item.value.contains('/');
            let named = (!is_left_out).then(|| self.named(site, names, document, written, about)).flatten();
            if let Some(named) = named {
                spellings.note(document, (written, level), named, &mut self.problems);
            }
            // A competence that is an item itself goes by its name as an item.
            let items = match &named {
                Some(Named::Item(item)) => slice::from_ref(item),
                Some(Named::Competence(competence)) => &site.competences[*competence].indicators,
                None => &[],
            };
            let Some(level) = level else { continue };
            let spot = Spot { lesson, heading: written.heading };
            self.claims.extend(items.iter().map(|item| Claim {
                module,
                item: *item,
                level,
                place: place.clone(),
                spot,
                occasion: None,
            }));
        }
    }

    fn level(
        &mut self,
        site: &Site,
        labels: &UnsetLabels,
        document: &Document,
        written: &'s ClaimDoc,
    ) -> Option<LevelId> {
        let (scale, name) = (&site.config.scale, &written.level);
        let level = scale.level(&name.value);
        if level.is_none() && labels.has(&name.value) {
            self.labelled.push((Place::new(&document.path, name.span), &name.value));
        } else if level.is_none() && !(written.heading.is_none() && is_bare_key(name.span, &name.value)) {
            self.problems.extend(unknown_level(site, Place::new(&document.path, name.span), &name.value));
        }
        level
    }

    /// The item or the competence that a claim names. One that is unknown is noted, and one that only groups others is reported.
    fn named(
        &mut self,
        site: &Site,
        names: &Names<'_>,
        document: &'s Document,
        written: &'s ClaimDoc,
        about: About,
    ) -> Option<Named> {
        let name = &written.item;
        match names.item(&name.value, about) {
            Ok(named) => {
                if let Named::Competence(competence) = named
                    && site.competences[competence].indicators.is_empty()
                {
                    let place = Place::new(&document.path, name.span);
                    let message = say!("competence `{name}` has no indicators to claim", name = name.value);
                    let help = say!("claim the competences or the items that stand below it");
                    self.problems.push(Diagnostic::new(Code::L301, place, message).help(help));
                }
                Some(named)
            }
            Err(unknown) if about.said.is_none() && site.drafts.profile_of(&name.value).is_some() => {
                // One profile that is left out is one mistake, however much a page claims of it.
                if self.said_draft != Some(&document.path) {
                    self.said_draft = Some(&document.path);
                    self.unknown.push(UnknownName { file: &document.path, name, unknown });
                }
                None
            }
            Err(Unknown::NoProfile) => None,
            Err(unknown) => {
                self.unknown.push(UnknownName { file: &document.path, name, unknown });
                None
            }
        }
    }
}

/// The claims of a page in each of its places, to find those at one level that name one item by two names: `c1` and `kapper/c1`, or
/// `c1.*`. (`syntax` reports the same name twice.)
struct Spellings<'d>(Option<HashMap<ClaimedHere, &'d Spanned<Name>>>);

/// The heading that makes a claim, its level, and the item or competence that it is about.
type ClaimedHere = (Option<usize>, Option<LevelId>, Named);

impl<'d> Spellings<'d> {
    /// For a page with `claims`. Where all of them are plain names, none has two.
    fn new(claims: &[ClaimDoc]) -> Self {
        let has_other_name =
            |claim: &ClaimDoc| claim.item.value.contains('/') || claim.item.value.ends_with(".*");
        Self(claims.iter().any(has_other_name).then(HashMap::default))
    }

    fn note(
        &mut self,
        document: &Document,
        (written, level): (&'d ClaimDoc, Option<LevelId>),
        named: Named,
        problems: &mut Vec<Diagnostic>,
    ) {
        let Some(seen) = &mut self.0 else { return };
        let name = &written.item;
        let first = *seen.entry((written.heading, level, named)).or_insert(name);
        if first.value == name.value {
            return;
        }
        let message = say!(
            "`{name}` is claimed twice in this place, also as `{first}`",
            name = name.value,
            first = first.value
        );
        let problem = Diagnostic::new(Code::L310, Place::new(&document.path, name.span), message)
            .help(say!("take one of the two out"))
            .related(Place::new(&document.path, first.span), say!("claimed here first"));
        problems.push(problem);
    }
}

/// Whether the key `name` in front matter stands at `span` without the quotation marks that its letters need. `syntax` has
/// reported it then, with the way in which levels are written.
pub(super) fn is_bare_key(span: Span, name: &str) -> bool {
    !name.is_ascii() && span.range().len() == name.len()
}

/// The diagnostic for `name`, which is no level; none where the scale has others that could not be read.
pub(super) fn unknown_level(site: &Site, place: Place, name: &str) -> Option<Diagnostic> {
    let scale = &site.config.scale;
    if site.follows(Code::L302, scale.lost) {
        return None;
    }
    let known = scale.levels.values().map(|level| level.id.as_str());
    let all = say!("the levels are {known}", known = known.clone().collect::<Vec<_>>().join(", "));
    let help = did_you_mean(&nearest(name, known), all);
    Some(Diagnostic::new(Code::L302, place, no_level(name)).help(help))
}

fn no_level(name: &str) -> Message {
    say!("`{name}` is no level of the coverage scale", name)
}

/// The words by which pages call the levels of the default scale, on a site that sets none of its own. Claims that name
/// levels by them all have one cause, and it is said once, with the scale that the site lacks.
struct UnsetLabels(HashSet<String>);

impl UnsetLabels {
    fn of(scale: &Scale) -> Self {
        let levels = scale.levels.values();
        let is_default =
            levels.clone().map(|level| level.id.as_str()).eq(["introduced", "practised", "assessed"]);
        let is_unset = is_default && scale.lost.is_none();
        Self(levels.filter(|_| is_unset).map(|level| slug(&level.label)).collect())
    }

    fn has(&self, name: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&slug(name))
    }

    /// The diagnostic at the first of the claims that name a level so.
    fn problem(&self, scale: &Scale, claims: Vec<(Place, &str)>) -> Option<Diagnostic> {
        let (place, name) = claims.into_iter().min()?;
        let level = |level: &Level| {
            let (id, label, symbol) = (slug(&level.label), &level.label, &level.symbol);
            format!("{{ id = \"{id}\", label = \"{label}\", symbol = \"{symbol}\" }}")
        };
        let levels: Vec<String> = scale.levels.values().map(level).collect();
        let message = say!("{no_level}, since this site sets no scale of its own", no_level = no_level(name));
        Some(Diagnostic::new(Code::L302, place, message).help(say!("add to `leerlijn.toml`, for this and all other claims: `[coverage]` and below it `levels = [{levels}]`", levels = levels.join(", "))))
    }
}

/// Whether the profile that `module` says its claims are about is a draft.
fn is_about_draft(site: &Site, module: ModuleId) -> bool {
    let module = &site.modules[module];
    let Content::Module(content) = &site.document(module.document).content else { return false };
    let name = content.profile.read().filter(|_| module.profile.is_none());
    name.is_some_and(|name| site.drafts.profile(&name.value).is_some())
}

/// The diagnostic at the first claim of a site that has no profile.
fn missing_profile(site: &Site, names: &Names<'_>, suggestions: &mut Suggestions) -> Option<Diagnostic> {
    let documents = site.documents.values().map(|resolved| &resolved.document);
    let mut claims = documents.filter_map(|document| match &document.content {
        Content::Module(content) => Some((&document.path, &content.claims.first()?.item)),
        Content::Profile(_) | Content::Programme(_) | Content::Page(_) => None,
    });
    let (file, name) = claims.next()?;
    UnknownName { file, name, unknown: Unknown::NoProfile }.problem(names, suggestions)
}
