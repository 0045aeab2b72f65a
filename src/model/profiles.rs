//! Adds profiles with their competences, items and glossaries.
//!
//! Indicators come first, by competence, and then the lists of knowledge, skills and attitudes: that is the order of
//! rows in every matrix. A competence without indicators is an item itself, in its own place among the indicators: many
//! frameworks are flat lists, and what they name has to be taught all the same. A heading that only stands over other
//! competences is none. Knowledge may be written down below a competence, but it is defined once for the whole profile
//! however many competences refer to it. An id is unique in its profile, and so is a word of its glossary, in whatever
//! case it is written; the second one is reported and left out.

use std::collections::{HashMap, HashSet, hash_map};
use std::sync::Arc;

use super::entities::{
    Competence, CompetenceId, DocumentId, Gloss, Item, ItemId, ItemKind, Profile, ProfileId,
};
use super::lost::graver;
use super::site::Site;
use crate::diagnostics::{Code, Diagnostic, Place, Problems, Reported, did_you_mean, say};
use crate::syntax::{
    Content, Document, GlossDoc, Grade, ItemDoc, ProfileDoc, Section, SectionEntry, SectionKind,
};
use crate::text::{Name, Span, Spanned, Suggestions, latin_lookalike, natural, slug};

/// Adds every profile.
pub(super) fn add(site: &mut Site, suggestions: &mut Suggestions, problems: &mut Problems) {
    let is_profile = |id: &DocumentId| matches!(site.document(*id).content, Content::Profile(_));
    let mut pages: Vec<_> = site.documents.ids().filter(is_profile).collect();
    pages.sort_by(|a, b| natural(site.document(*a).path.as_str(), site.document(*b).path.as_str()));
    for id in pages {
        let document = Arc::clone(&site.documents[id].document);
        if let Content::Profile(profile) = &document.content {
            ProfileBuilder::new(site, id, &document, suggestions, problems).add(profile);
        }
    }
}

/// A profile while its competences and items are added to the site.
struct ProfileBuilder<'r> {
    site: &'r mut Site,
    document: &'r Document,
    suggestions: &'r mut Suggestions,
    problems: &'r mut Problems,
    profile: ProfileId,
    /// Where each id was first used.
    ids: HashMap<String, Place>,
    /// The ids with letters of another alphabet, by the Latin ones that they look like.
    lookalikes: HashMap<String, Spanned<String>>,
    items: HashMap<String, ItemId>,
    /// The items that competences refer to.
    referred: HashSet<(CompetenceId, ItemId)>,
}

impl<'r> ProfileBuilder<'r> {
    fn new(
        site: &'r mut Site,
        id: DocumentId,
        document: &'r Document,
        suggestions: &'r mut Suggestions,
        problems: &'r mut Problems,
    ) -> Self {
        let profile = site.profiles.push(Profile {
            document: id,
            slug: slug(document.path.page_name()),
            title: document.title.value.clone(),
            competences: Vec::new(),
            items: Vec::new(),
            glossary: Vec::new(),
            owners: Vec::new(),
            lost: document.unread,
        });
        let (ids, lookalikes, items) = (HashMap::new(), HashMap::new(), HashMap::new());
        let referred = HashSet::new();
        Self { site, document, suggestions, problems, profile, ids, lookalikes, items, referred }
    }

    fn add(mut self, profile: &ProfileDoc) {
        self.lose(profile.lost_items);
        let owners = self.competences(&profile.sections);
        // Indicators first, then the lists: that is the order of rows in every matrix.
        for (at, section) in profile.sections.iter().enumerate() {
            if section.kind == SectionKind::Competence {
                self.define(at, section, ItemKind::Indicator, owners[at]);
                if let Some(owner) = owners[at].filter(|_| self.is_item(&profile.sections, at)) {
                    self.define_itself(at, owner);
                }
            }
        }
        for kind in ItemKind::LISTED {
            for (at, section) in profile.sections.iter().enumerate() {
                if listed_kind(section.kind) == Some(kind) {
                    self.define(at, section, kind, owners[at]);
                }
            }
        }
        for (at, section) in profile.sections.iter().enumerate() {
            self.refer(section, owners[at]);
        }
        let value = &mut self.site.profiles[self.profile];
        value.glossary = glossary(self.document, profile, self.problems);
        value.owners = owners;
        let profile = &self.site.profiles[self.profile];
        if profile.items.is_empty() && profile.lost.is_none() {
            let place = Place::new(&self.document.path, Span::at(0));
            let help = say!(
                "write competences, such as `## … {{#c1 .competence}}`, and give each line below one an id, such as `- … {{#c1.1}}`"
            );
            let problem = Diagnostic::new(
                Code::L207,
                place,
                say!("this profile has no items, so nothing can cover it"),
            );
            self.problems.push(problem.help(help));
        }
    }

    /// Adds the competences; the answer says for each section the competence that it is or stands below.
    fn competences(&mut self, sections: &[Section]) -> Vec<Option<CompetenceId>> {
        let mut owners: Vec<Option<CompetenceId>> = Vec::with_capacity(sections.len());
        for (at, section) in sections.iter().enumerate() {
            let own =
                if section.kind == SectionKind::Competence { self.competence(at, section) } else { None };
            // A section stands behind the one that it is a part of.
            owners.push(own.or_else(|| section.above.and_then(|above| owners[above])));
        }
        owners
    }

    fn competence(&mut self, at: usize, section: &Section) -> Option<CompetenceId> {
        let heading = &self.document.headings[section.heading];
        let Some(id) = &section.id else {
            let place = Place::new(&self.document.path, heading.span);
            let help = say!("write one behind its title: `{{#c1 .competence}}`");
            let problem = Diagnostic::new(Code::L203, place, say!("this competence has no id")).help(help);
            let reported = self.problems.push(problem);
            self.lose(Some(reported));
            return None;
        };
        if !self.take_id(id) {
            return None;
        }
        let competence = self.site.competences.push(Competence {
            profile: self.profile,
            id: id.value.clone(),
            title: heading.text.clone(),
            code: section.code.clone(),
            references: section.references.clone(),
            section: at,
            indicators: Vec::new(),
            own_item: None,
            knowledge: Vec::new(),
        });
        self.site.profiles[self.profile].competences.push(competence);
        Some(competence)
    }

    fn define(&mut self, at: usize, section: &Section, kind: ItemKind, owner: Option<CompetenceId>) {
        for (line, entry) in section.entries.iter().enumerate() {
            let SectionEntry::Item(item) = entry else { continue };
            if !self.take_id(&item.id) {
                continue;
            }
            // Knowledge may be written down below a competence, but it belongs to the whole profile.
            let competence = owner.filter(|_| kind == ItemKind::Indicator);
            let id = self.site.items.push(self.item(item, kind, competence, (at, Some(line))));
            self.items.insert(item.id.value.clone(), id);
            self.site.profiles[self.profile].items.push(id);
            if let Some(owner) = owner {
                self.referred.insert((owner, id));
                let owner = &mut self.site.competences[owner];
                if kind == ItemKind::Indicator { &mut owner.indicators } else { &mut owner.knowledge }
                    .push(id);
            }
        }
    }

    /// Whether the competence of section `at` is an item itself: it has no lines of its own, and the next competence
    /// is not one below it.
    fn is_item(&self, sections: &[Section], at: usize) -> bool {
        let level = |section: &Section| self.document.headings[section.heading].level;
        let mut below = sections[at + 1..].iter().take_while(|below| level(below) > level(&sections[at]));
        let is_line = |entry: &SectionEntry| match entry {
            SectionEntry::Item(_) | SectionEntry::Gloss(_) | SectionEntry::Text(_) => true,
            SectionEntry::Reference(_) | SectionEntry::Between(_) => false,
        };
        let has_lines = sections[at].entries.iter().any(is_line);
        !has_lines && below.all(|below| below.kind != SectionKind::Competence)
    }

    /// Adds the competence `owner`, whose section is `at`, as an item: it has the id and the title of the competence.
    fn define_itself(&mut self, at: usize, owner: CompetenceId) {
        let competence = &self.site.competences[owner];
        let Some(place) = self.ids.get(&competence.id).cloned() else { return };
        let id = self.site.items.push(Item {
            profile: self.profile,
            competence: None,
            id: competence.id.clone(),
            kind: ItemKind::Competence,
            text: competence.title.clone(),
            grade: Grade::Plain,
            code: competence.code.clone(),
            references: competence.references.clone(),
            entry: (at, None),
            place,
        });
        self.items.insert(self.site.items[id].id.clone(), id);
        self.site.profiles[self.profile].items.push(id);
        self.site.competences[owner].own_item = Some(id);
    }

    fn item(
        &self,
        item: &ItemDoc,
        kind: ItemKind,
        competence: Option<CompetenceId>,
        entry: (usize, Option<usize>),
    ) -> Item {
        Item {
            profile: self.profile,
            competence,
            id: item.id.value.clone(),
            kind,
            text: item.text.clone(),
            grade: item.grade,
            code: item.code.clone(),
            references: item.references.clone(),
            entry,
            place: Place::new(&self.document.path, item.id.span),
        }
    }

    /// Resolves the references in a section; those below a competence become its knowledge.
    fn refer(&mut self, section: &Section, owner: Option<CompetenceId>) {
        for entry in &section.entries {
            let SectionEntry::Reference(link) = entry else { continue };
            let name = &self.document.links[*link].target;
            match self.items.get(name.value.as_str()) {
                Some(item) => {
                    let owner = owner.filter(|_| !section.kind.is_descriptor());
                    // A competence has an item once, however often it refers to it.
                    if let Some(owner) = owner.filter(|owner| self.referred.insert((*owner, *item))) {
                        self.site.competences[owner].knowledge.push(*item);
                    }
                }
                None => self.unknown_reference(name),
            }
        }
    }

    fn unknown_reference(&mut self, name: &Spanned<Name>) {
        if self.site.follows(Code::L204, self.site.profiles[self.profile].lost) {
            return;
        }
        let near = self.suggestions.nearest(&name.value, self.items.keys().map(String::as_str));
        let help = did_you_mean(&near, say!("define it in this file: `- its text {{#the.id}}`"));
        let message = say!("this profile has no item `{name}`", name = name.value);
        let place = Place::new(&self.document.path, name.span);
        self.problems.push(Diagnostic::new(Code::L204, place, message).help(help));
    }

    /// Notes that an item or a competence was lost, which was `reported`: a claim on it seems to name nothing.
    fn lose(&mut self, reported: Option<Reported>) {
        let profile = &mut self.site.profiles[self.profile];
        profile.lost = graver(profile.lost, reported);
    }

    /// Takes an id for this profile; reports one that is taken, or that no claim could name.
    fn take_id(&mut self, id: &Spanned<String>) -> bool {
        let place = Place::new(&self.document.path, id.span);
        if !is_item_name(&id.value) {
            let message = say!("`{id}` cannot be an id", id = id.value);
            let help = say!(
                "use letters and digits, with `.`, `-` or `_` between them, such as `c4.6` or `k.sociale-media`"
            );
            let reported = self.problems.push(Diagnostic::new(Code::L205, place, message).help(help));
            self.lose(Some(reported));
            return false;
        }
        if let Some(first) = self.ids.get(&id.value) {
            let message = say!("the id `{id}` stands twice in this profile", id = id.value);
            let problem = Diagnostic::new(Code::L201, place, message)
                .help(say!("give one of them another id; the other keeps the claims on this one"))
                .related(first.clone(), say!("first used here"));
            let reported = self.problems.push(problem);
            self.lose(Some(reported));
            return false;
        }
        self.ids.insert(id.value.clone(), place);
        self.report_lookalike(id);
        true
    }

    /// Reports an id that looks like another one: nobody can tell them apart, and a claim is typed in one alphabet.
    fn report_lookalike(&mut self, id: &Spanned<String>) {
        let latin = latin_lookalike(&id.value);
        let (other, first) = match &latin {
            Some(latin) if self.ids.contains_key(latin) => (Some(id), self.ids.get(latin).cloned()),
            _ => (self.lookalikes.get(&id.value), self.ids.get(&id.value).cloned()),
        };
        if let (Some(other), Some(first)) = (other, first) {
            let message =
                say!("the id `{other}` looks like another one of this profile", other = other.value);
            let problem = Diagnostic::new(Code::L205, Place::new(&self.document.path, other.span), message)
                .help(say!("type it again, in the alphabet of the other ids"))
                .related(first, say!("the other id"));
            self.problems.push(problem);
        }
        if let Some(latin) = latin {
            self.lookalikes.insert(latin, id.clone());
        }
    }
}

/// The glossary of the profile in `document`; a name that is explained already is reported.
fn glossary(document: &Document, profile: &ProfileDoc, problems: &mut Problems) -> Vec<Gloss> {
    let mut known = HashMap::new();
    let mut glossary = Vec::new();
    for (section_at, section) in profile.sections.iter().enumerate() {
        for (entry_at, entry) in section.entries.iter().enumerate() {
            let SectionEntry::Gloss(written) = entry else { continue };
            let names = new_names(document, written, &mut known, problems);
            if !names.is_empty() {
                glossary.push(Gloss { names, entry: (section_at, entry_at) });
            }
        }
    }
    glossary
}

fn new_names(
    document: &Document,
    written: &GlossDoc,
    known: &mut HashMap<String, Place>,
    problems: &mut Problems,
) -> Vec<String> {
    let mut names = Vec::new();
    for name in &written.names {
        let place = Place::new(&document.path, name.span);
        match known.entry(name.value.to_lowercase()) {
            hash_map::Entry::Vacant(entry) => {
                entry.insert(place);
                names.push(name.value.clone());
            }
            hash_map::Entry::Occupied(first) => {
                let message = say!("`{name}` stands twice in this glossary", name = name.value);
                let problem = Diagnostic::new(Code::L211, place, message)
                    .help(say!("bring the two explanations together in one line"))
                    .related(first.get().clone(), say!("explained here"));
                problems.push(problem);
            }
        }
    }
    names
}

/// Whether claims, links and addresses can name an item or a competence by `id`.
pub fn is_item_name(id: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    id.chars().all(inside) && id.starts_with(char::is_alphanumeric) && id.ends_with(char::is_alphanumeric)
}

/// The kind of the items in a section of this kind; none when its lines are no items.
fn listed_kind(kind: SectionKind) -> Option<ItemKind> {
    match kind {
        SectionKind::Knowledge => Some(ItemKind::Knowledge),
        SectionKind::Skills => Some(ItemKind::Skill),
        SectionKind::Attitudes => Some(ItemKind::Attitude),
        SectionKind::Competence
        | SectionKind::CognitiveSkills
        | SectionKind::ProblemSolvingSkills
        | SectionKind::MotorSkills
        | SectionKind::Environment
        | SectionKind::ActivityContext
        | SectionKind::Autonomy
        | SectionKind::Responsibility
        | SectionKind::Certificates
        | SectionKind::Glossary
        | SectionKind::Prose => None,
    }
}
