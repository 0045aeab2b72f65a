//! Modules, lessons and claims in the JSON of a site. Every claim has the file and the line where it stands; lines
//! count from 1.

use std::collections::HashMap;

use serde::Serialize;

use crate::diagnostics::Place;
use crate::model::{Claim, OccasionId, Site};
use crate::sources::Sources;
use crate::syntax::OccasionKind;
use crate::text::{Amount, LineIndex, SourcePath, Span, Spanned};

#[derive(Serialize)]
pub(super) struct JsonModule<'s> {
    id: &'s str,
    code: &'s str,
    title: &'s str,
    summary: &'s str,
    hours: Option<Amount>,
    credits: Option<Amount>,
    /// The `id` of each.
    requires: Vec<&'s str>,
    teachers: Vec<&'s str>,
    facts: Vec<JsonFact<'s>>,
    profile: Option<&'s str>,
    file: &'s str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'s str>,
    lessons: Vec<JsonLesson<'s>>,
    sections: Vec<JsonSection<'s>>,
    claims: Vec<ModuleClaim<'s>>,
}

#[derive(Serialize)]
struct JsonFact<'s> {
    name: &'s str,
    value: &'s str,
}

#[derive(Serialize)]
struct JsonLesson<'s> {
    title: &'s str,
    summary: &'s str,
    hours: Option<Amount>,
    file: &'s str,
}

/// A section that says how it is taught or assessed.
#[derive(Serialize)]
struct JsonSection<'s> {
    kind: &'static str,
    title: &'s str,
    method: &'s str,
    hours: Option<Amount>,
    weight: Option<Amount>,
    items: Vec<SectionItem<'s>>,
    file: &'s str,
    line: usize,
}

/// An item that is claimed in a section, or in one below it.
#[derive(Serialize)]
struct SectionItem<'s> {
    profile: &'s str,
    item: &'s str,
    level: &'s str,
}

#[derive(Serialize)]
struct ModuleClaim<'s> {
    profile: &'s str,
    item: &'s str,
    level: &'s str,
    section: Option<&'s str>,
    file: &'s str,
    line: usize,
}

/// Every module of `site`.
pub(super) fn all<'s>(site: &'s Site, sources: &'s Sources) -> Vec<JsonModule<'s>> {
    let mut lines = LineNumbers { sources, files: HashMap::new() };
    let modules = site.modules.values().map(|module| {
        let document = site.document(module.document);
        let facts = site.facts_of(module);
        let sections = module.occasions.iter().map(|id| section(site, *id, &mut lines));
        let sections: Vec<JsonSection<'s>> = sections.collect();
        let claims = module.claims.iter().map(|id| claim(site, &site.claims[*id], &mut lines));
        let lessons = module.lessons.iter().map(|id| {
            let lesson = &site.lessons[*id];
            let document = site.document(lesson.document);
            JsonLesson {
                title: &document.title.value,
                summary: &document.summary.value,
                hours: lesson.hours,
                file: document.path.as_str(),
            }
        });
        JsonModule {
            id: &module.slug,
            code: &module.code,
            title: &module.title,
            summary: &document.summary.value,
            hours: module.hours,
            credits: module.credits,
            requires: module.requires.iter().map(|id| site.modules[*id].slug.as_str()).collect(),
            teachers: facts.iter().flat_map(|facts| &facts.teachers).map(|one| one.value.as_str()).collect(),
            facts: facts.iter().flat_map(|facts| &facts.others).map(fact).collect(),
            profile: module.profile.map(|id| site.profiles[id].slug.as_str()),
            file: document.path.as_str(),
            aliases: document.aliases.iter().map(|alias| alias.value.as_str()).collect(),
            lessons: lessons.collect(),
            sections,
            claims: claims.collect(),
        }
    });
    modules.collect()
}

fn fact((name, value): &(Spanned<String>, Spanned<String>)) -> JsonFact<'_> {
    JsonFact { name: &name.value, value: &value.value }
}

fn section<'s>(site: &'s Site, id: OccasionId, lines: &mut LineNumbers<'s>) -> JsonSection<'s> {
    let occasion = &site.occasions[id];
    let document = site.document(site.document_of(occasion.module, occasion.spot));
    let heading = occasion.spot.heading.and_then(|heading| document.headings.get(heading));
    let place = Place::new(&document.path, heading.map_or(Span::at(0), |heading| heading.span));
    let claims = occasion.claims.iter().map(|id| &site.claims[*id]);
    // One assessment asks for an item, also where it stands within another one; of activities each works on it.
    let is_its_own = |claim: &&Claim| match occasion.kind {
        OccasionKind::Assessment => site.assessment_of(claim).is_some_and(|(asking, _)| asking == id),
        OccasionKind::Activity => true,
    };
    let claims = claims.filter(is_its_own);
    JsonSection {
        kind: occasion.kind.class(),
        title: heading.map_or("", |heading| &heading.text),
        method: &occasion.method,
        hours: occasion.hours,
        weight: occasion.weight,
        items: claims
            .map(|claim| SectionItem {
                profile: &site.profiles[site.items[claim.item].profile].slug,
                item: &site.items[claim.item].id,
                level: &site.config.scale.levels[claim.level].id,
            })
            .collect(),
        line: lines.of(&place),
        file: document.path.as_str(),
    }
}

fn claim<'s>(site: &'s Site, claim: &'s Claim, lines: &mut LineNumbers<'s>) -> ModuleClaim<'s> {
    let item = &site.items[claim.item];
    let document = site.document(site.document_of(claim.module, claim.spot));
    let section = match claim.spot.heading {
        Some(heading) => Some(document.headings[heading].text.as_str()),
        None => claim.spot.lesson.map(|_| document.title.value.as_str()),
    };
    ModuleClaim {
        profile: &site.profiles[item.profile].slug,
        item: &item.id,
        level: &site.config.scale.levels[claim.level].id,
        section,
        file: claim.place.file.as_str(),
        line: lines.of(&claim.place),
    }
}

/// The numbers of lines, with each file looked through once.
struct LineNumbers<'s> {
    sources: &'s Sources,
    files: HashMap<SourcePath, LineIndex<'s>>,
}

impl LineNumbers<'_> {
    fn of(&mut self, place: &Place) -> usize {
        let sources = self.sources;
        let index = self
            .files
            .entry(place.file.clone())
            .or_insert_with(|| LineIndex::new(sources.text(&place.file).unwrap_or_default()));
        index.position(place.span.start as usize).line
    }
}
