//! Profiles in the JSON of a site. Ids are those that claims use, unique in their profile.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::export::facts;
use crate::export::identity::{part_id, profile_doc, profile_id};
use crate::model::{self, ItemId, ProfileId, Review, Site};
use crate::syntax::{Document, ProfileDoc, Section, SectionEntry, plain_text};

#[derive(Serialize)]
pub(super) struct JsonProfile<'s> {
    id: &'s str,
    uuid: String,
    title: &'s str,
    language: &'s str,
    code: &'s str,
    version: &'s str,
    status: &'s str,
    year: Option<u32>,
    changed: &'s str,
    isced: &'s str,
    levels: BTreeMap<&'s str, &'s str>,
    definition: String,
    file: &'s str,
    competences: Vec<JsonCompetence<'s>>,
    items: Vec<JsonItem<'s>>,
    sections: Vec<TextSection<'s>>,
    glossary: Vec<JsonGloss<'s>>,
    revision: Option<JsonRevision<'s>>,
}

/// The changes of the last new version.
#[derive(Serialize)]
struct JsonRevision<'s> {
    from: &'s str,
    to: &'s str,
    new: Vec<&'s str>,
    changed: Vec<JsonReworded<'s>>,
    gone: Vec<JsonGone<'s>>,
    open: Vec<JsonOpen<'s>>,
}

/// A line that reads otherwise, with its words before.
#[derive(Serialize)]
struct JsonReworded<'s> {
    id: &'s str,
    before: &'s str,
}

/// A line that is gone, and the lines that it became or may be.
#[derive(Serialize)]
struct JsonGone<'s> {
    id: &'s str,
    text: &'s str,
    became: Vec<&'s str>,
    may_be: Vec<&'s str>,
}

/// A claim that was made before the words of its item changed.
#[derive(Serialize)]
struct JsonOpen<'s> {
    item: &'s str,
    module: &'s str,
}

#[derive(Serialize)]
struct JsonCompetence<'s> {
    id: &'s str,
    uuid: String,
    title: &'s str,
    code: &'s str,
    references: &'s [String],
    /// The competence that its heading stands below.
    above: Option<&'s str>,
    indicators: Vec<&'s str>,
    knowledge: Vec<&'s str>,
}

#[derive(Serialize)]
struct JsonItem<'s> {
    id: &'s str,
    uuid: String,
    kind: &'static str,
    text: &'s str,
    competence: Option<&'s str>,
    grade: &'static str,
    code: &'s str,
    references: &'s [String],
}

/// The parts of a section besides items of its own: its references, and its text.
#[derive(Serialize)]
struct TextSection<'s> {
    title: &'s str,
    kind: &'static str,
    level: u8,
    items: Vec<&'s str>,
    lines: Vec<String>,
    text: String,
}

/// A word that the profile explains.
#[derive(Serialize)]
struct JsonGloss<'s> {
    names: &'s [String],
    text: &'s str,
}

impl<'s> JsonProfile<'s> {
    /// Profile `id` of `site`.
    pub(super) fn new(site: &'s Site, id: ProfileId) -> Self {
        let profile = &site.profiles[id];
        let document = site.document(profile.document);
        let doc = profile_doc(site, id);
        let text = |get: fn(&ProfileDoc) -> &String| doc.map_or("", |doc| get(doc).as_str());
        let uuid = profile_id(site, id);
        let ids = |items: &[ItemId]| items.iter().map(|item| site.items[*item].id.as_str()).collect();
        let competences = profile.competences.iter().map(|id| &site.competences[*id]);
        let items = profile.items.iter().map(|id| &site.items[*id]);
        let sections = doc.map(|doc| doc.sections.as_slice()).unwrap_or_default();
        Self {
            id: &profile.slug,
            uuid: uuid.to_string(),
            title: &profile.title,
            language: site.language_of(profile.document),
            code: text(|doc| &doc.code.value),
            version: text(|doc| &doc.version.value),
            status: text(|doc| &doc.status.value),
            year: doc.and_then(|doc| doc.year.as_ref().map(|year| year.value)),
            changed: text(|doc| &doc.changed.value),
            isced: text(|doc| &doc.isced.value),
            levels: doc.into_iter().flat_map(levels).collect(),
            definition: facts::definition(site, id),
            file: document.path.as_str(),
            competences: competences
                .map(|competence| JsonCompetence {
                    id: &competence.id,
                    uuid: part_id(&uuid, &competence.id, &competence.code).to_string(),
                    title: &competence.title,
                    code: &competence.code,
                    references: &competence.references,
                    above: above(site, sections, competence),
                    indicators: ids(&competence.indicators),
                    knowledge: ids(&competence.knowledge),
                })
                .collect(),
            items: items
                .map(|item| JsonItem {
                    id: &item.id,
                    uuid: part_id(&uuid, &item.id, &item.code).to_string(),
                    kind: item.kind.as_str(),
                    text: &item.text,
                    competence: item.competence.map(|id| site.competences[id].id.as_str()),
                    grade: item.grade.as_str(),
                    code: &item.code,
                    references: &item.references,
                })
                .collect(),
            sections: sections
                .iter()
                .filter(|section| !section.kind.defines_items() || facts::has_text(section))
                .map(|section| text_section(document, section))
                .collect(),
            glossary: profile.glossary.iter().filter_map(|gloss| explained(sections, gloss)).collect(),
            revision: site.review(id).map(|review| revision(site, review)),
        }
    }
}

/// The id of the competence that the heading of `competence` stands below.
fn above<'s>(site: &'s Site, sections: &[Section], competence: &model::Competence) -> Option<&'s str> {
    let mut way =
        std::iter::successors(sections.get(competence.section)?.above, |at| sections.get(*at)?.above);
    let of_profile = &site.profiles[competence.profile].competences;
    way.find_map(|at| of_profile.iter().map(|id| &site.competences[*id]).find(|other| other.section == at))
        .map(|other| other.id.as_str())
}

fn revision<'s>(site: &'s Site, review: &'s Review) -> JsonRevision<'s> {
    let file = &review.file;
    let gone = file.gone.iter().map(|(id, text)| {
        let became = file.became.iter().filter(|(old, _)| old.value == id.value).flat_map(|(_, new)| new);
        let may_be = file.undecided.iter().filter(|(old, _)| old.value == id.value).map(|(_, new)| new);
        JsonGone {
            id: &id.value,
            text: &text.value,
            became: became.map(|new| new.value.as_str()).collect(),
            may_be: may_be.map(|new| new.value.as_str()).collect(),
        }
    });
    JsonRevision {
        from: &file.from,
        to: &file.to,
        new: file.new.iter().map(|new| new.value.as_str()).collect(),
        changed: file
            .changed
            .iter()
            .map(|(id, before)| JsonReworded { id: &id.value, before: &before.value })
            .collect(),
        gone: gone.collect(),
        open: review
            .open
            .iter()
            .map(|open| JsonOpen {
                item: &site.items[open.item].id,
                module: site.modules[open.module].name(),
            })
            .collect(),
    }
}

fn levels(doc: &ProfileDoc) -> impl Iterator<Item = (&str, &str)> {
    doc.levels.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}

fn explained<'s>(sections: &'s [Section], gloss: &'s model::Gloss) -> Option<JsonGloss<'s>> {
    let (section, entry) = gloss.entry;
    match sections.get(section)?.entries.get(entry)? {
        SectionEntry::Gloss(doc) => Some(JsonGloss { names: &gloss.names, text: &doc.text }),
        _ => None,
    }
}

fn text_section<'s>(document: &'s Document, section: &'s Section) -> TextSection<'s> {
    let heading = &document.headings[section.heading];
    let mut view = TextSection {
        title: &heading.text,
        kind: section.kind.class(),
        level: heading.level,
        items: Vec::new(),
        lines: Vec::new(),
        text: plain_text(document, &section.prose),
    };
    for entry in &section.entries {
        match entry {
            SectionEntry::Item(_) if section.kind.defines_items() => {}
            SectionEntry::Item(item) => view.lines.push(item.text.clone()),
            // Below a competence these are its knowledge, which it has already.
            SectionEntry::Reference(_) if section.kind.defines_items() => {}
            SectionEntry::Reference(link) => view.items.push(&document.links[*link].target.value),
            // They stand in the profile's glossary.
            SectionEntry::Gloss(_) => {}
            SectionEntry::Text(body) => view.lines.push(plain_text(document, body)),
            SectionEntry::Between(body) => {
                let between = plain_text(document, body);
                view.text = if view.text.is_empty() { between } else { format!("{} {between}", view.text) };
            }
        }
    }
    view
}
