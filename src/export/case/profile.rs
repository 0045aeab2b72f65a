//! A profile as a CASE package. Every competence and every item is one CFItem with one parent; shared knowledge is
//! related to each competence that refers to it.

use uuid::Uuid;

use super::names::{Frame, Names};
use super::shapes::CaseItemKind;
use super::shapes::{
    CaseAssociation, CaseDocument, CaseItem, CaseLink, CasePackage, Definitions, Extensions, OwnExtension,
};
use crate::export::facts;
use crate::export::identity::{part_id, profile_doc, profile_id};
use crate::model::{CompetenceId, ItemId, ItemKind, ProfileId, Site};
use crate::plan::{Pages, Route};
use crate::syntax::ProfileDoc;

/// The package of profile `id`.
pub(super) fn package(pages: &Pages<'_>, names: &Names<'_>, id: ProfileId) -> CasePackage {
    let site = pages.site;
    let frame = frame(site, names, id);
    let profile = &site.profiles[id];
    let root = frame.link(&profile.title);
    let writer =
        StatementWriter { site, language: site.language_of(site.profiles[id].document), frame: &frame };
    let (mut items, mut associations) = (Vec::new(), Vec::new());
    let mut children = 0;
    let child_of = |origin: &CaseLink, parent: &CaseLink, at: usize| {
        let mut association = frame.association("isChildOf", origin, parent);
        association.sequence_number = Some(at);
        association
    };
    for competence in &profile.competences {
        let link = competence_link(site, names, *competence);
        items.push(writer.competence(*competence, &link));
        children += 1;
        associations.push(child_of(&link, &root, children));
        for (at, indicator) in site.competences[*competence].indicators.iter().enumerate() {
            let origin = item_link(site, names, *indicator);
            items.push(writer.item(*indicator, &origin));
            associations.push(child_of(&origin, &link, at + 1));
        }
    }
    let referring = facts::referring(site, id);
    let listed = profile.items.iter().filter(|item| ItemKind::LISTED.contains(&site.items[**item].kind));
    for item in listed {
        let origin = item_link(site, names, *item);
        items.push(writer.item(*item, &origin));
        children += 1;
        associations.push(child_of(&origin, &root, children));
        for competence in referring.get(item).into_iter().flatten() {
            let destination = competence_link(site, names, *competence);
            associations.push(frame.association("isRelatedTo", &origin, &destination));
        }
    }
    associations.extend(successions(site, names, &frame, id));
    let kinds = [
        CaseItemKind::Competence,
        CaseItemKind::Indicator,
        CaseItemKind::Knowledge,
        CaseItemKind::Skill,
        CaseItemKind::Attitude,
    ];
    let used = kinds.into_iter().filter(|kind| items.iter().any(|item| item.kind == kind.title()));
    CasePackage {
        document: document(pages, names, id),
        definitions: Definitions {
            item_types: used.map(|kind| frame.item_type(kind, site.config.language)).collect(),
            groupings: Vec::new(),
        },
        items,
        associations,
    }
}

/// The successors of the lines that the last new version of profile `id` left out. A line that reads otherwise is the
/// same item, with the same identifier, so nothing is said of it.
fn successions(site: &Site, names: &Names<'_>, frame: &Frame, id: ProfileId) -> Vec<CaseAssociation> {
    let Some(review) = site.review(id) else { return Vec::new() };
    let profile = &site.profiles[id];
    let present = |name: &str| {
        let item = profile.items.iter().find(|item| site.items[**item].id == name);
        let competence = || profile.competences.iter().find(|found| site.competences[**found].id == name);
        let item = item.map(|item| item_link(site, names, *item));
        item.or_else(|| competence().map(|found| competence_link(site, names, *found)))
    };
    let file = &review.file;
    let mut found = Vec::new();
    for (name, text) in file.gone.iter().filter(|(name, _)| present(&name.value).is_none()) {
        let origin = frame.part(&text.value, uuid_of(site, id, &name.value, ""));
        let became = file.became.iter().filter(|(old, _)| old.value == name.value).flat_map(|(_, new)| new);
        let may_be = file.undecided.iter().filter(|(old, _)| old.value == name.value).map(|(_, new)| new);
        let kinds = became.map(|new| ("replacedBy", new)).chain(may_be.map(|new| ("isPeerOf", new)));
        found.extend(
            kinds.filter_map(|(kind, new)| Some(frame.association(kind, &origin, &present(&new.value)?))),
        );
    }
    found
}

/// The document of profile `id`.
pub(super) fn document(pages: &Pages<'_>, names: &Names<'_>, id: ProfileId) -> CaseDocument {
    let site = pages.site;
    let frame = frame(site, names, id);
    let doc = profile_doc(site, id);
    let text = |get: fn(&ProfileDoc) -> &String| doc.map(|doc| get(doc).clone()).unwrap_or_default();
    let year = doc.and_then(|doc| doc.year.as_ref().map(|year| year.value)).filter(|year| *year <= 9999);
    let own = OwnExtension {
        code: text(|doc| &doc.code.value),
        isced: text(|doc| &doc.isced.value),
        status: text(|doc| &doc.status.value),
        level: doc.into_iter().flat_map(|doc| doc.levels.iter().cloned()).collect(),
        ..OwnExtension::default()
    };
    CaseDocument {
        identifier: frame.id.to_string(),
        uri: frame.uri,
        case_version: "1.1",
        creator: site.config.title.clone(),
        title: site.profiles[id].title.clone(),
        last_change_date_time: frame.changed,
        publisher: site.config.title.clone(),
        description: facts::definition(site, id),
        language: site.language_of(site.profiles[id].document).to_owned(),
        version: text(|doc| &doc.version.value),
        status_start_date: year.map(|year| format!("{year:04}-01-01")).unwrap_or_default(),
        package: None,
        extensions: Extensions { leerlijn: own },
    }
}

fn frame(site: &Site, names: &Names<'_>, id: ProfileId) -> Frame {
    names.frame(profile_id(site, id), &facts::changed(profile_doc(site, id)))
}

/// The link to competence `id`.
pub(super) fn competence_link(site: &Site, names: &Names<'_>, id: CompetenceId) -> CaseLink {
    let competence = &site.competences[id];
    let uuid = uuid_of(site, competence.profile, &competence.id, &competence.code);
    names.link(uuid, &competence.title, Route::Competence(id))
}

/// The link to item `id`.
pub(super) fn item_link(site: &Site, names: &Names<'_>, id: ItemId) -> CaseLink {
    let item = &site.items[id];
    names.link(uuid_of(site, item.profile, &item.id, &item.code), &item.text, Route::Item(id))
}

fn uuid_of(site: &Site, profile: ProfileId, id: &str, code: &str) -> Uuid {
    part_id(&profile_id(site, profile), id, code)
}

/// Writes the items of one package.
struct StatementWriter<'w> {
    site: &'w Site,
    language: &'w str,
    frame: &'w Frame,
}

impl StatementWriter<'_> {
    fn competence(&self, id: CompetenceId, link: &CaseLink) -> CaseItem {
        let competence = &self.site.competences[id];
        let own = OwnExtension {
            code: competence.code.clone(),
            references: competence.references.clone(),
            ..OwnExtension::default()
        };
        self.entry(CaseItemKind::Competence, &competence.title, &competence.id, link, own)
    }

    fn item(&self, id: ItemId, link: &CaseLink) -> CaseItem {
        let item = &self.site.items[id];
        let own = OwnExtension {
            code: item.code.clone(),
            references: item.references.clone(),
            grade: item.grade.as_str(),
            ..OwnExtension::default()
        };
        self.entry(item.kind.into(), &item.text, &item.id, link, own)
    }

    fn entry(
        &self,
        kind: CaseItemKind,
        text: &str,
        id: &str,
        link: &CaseLink,
        own: OwnExtension,
    ) -> CaseItem {
        CaseItem {
            identifier: link.identifier.clone(),
            full_statement: text.to_owned(),
            kind: kind.title(),
            uri: link.uri.clone(),
            human_coding_scheme: id.to_owned(),
            language: self.language.to_owned(),
            kind_uri: self.frame.kind(kind),
            last_change_date_time: self.frame.changed.clone(),
            extensions: Extensions { leerlijn: own },
        }
    }
}
