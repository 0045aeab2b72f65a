//! Answers that many pages ask for, looked up once for the whole site: which documents mention an item, which
//! programmes teach a module.
//!
//! With it a page costs as much as the page itself, however large the site is.

use ahash::HashMap;

use super::glossary::Glossary;
use crate::ids::Id;
use crate::model::{
    CompetenceId, DocumentId, ItemId, ModuleId, Profile, ProfileId, ProgrammeId, Site, Target,
};
use crate::syntax::{Content, LinkKind, SectionEntry};

/// Where a module is taught.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taught {
    /// The programme.
    pub programme: ProgrammeId,
    /// The index of its term.
    pub term: usize,
    /// Its place among the programme's modules.
    pub at: usize,
}

/// References the other way round: for each item, module and page the places that refer to it.
#[derive(Debug, Clone, Default)]
pub struct Index {
    mentions: Vec<Vec<DocumentId>>,
    taught: Vec<Vec<Taught>>,
    modules: Vec<Vec<ModuleId>>,
    required_by: Vec<Vec<ModuleId>>,
    programmes: Vec<Vec<ProgrammeId>>,
    glossaries: Vec<Glossary>,
    competences: Vec<Vec<CompetenceId>>,
    descriptors: Vec<Vec<usize>>,
    /// The item that each line of a profile defines, by the profile, and the indices of the section and the line.
    items: HashMap<(ProfileId, (usize, Option<usize>)), ItemId>,
}

impl Index {
    /// The index of `site`.
    pub fn new(site: &Site) -> Self {
        let mut index = Self {
            mentions: vec![Vec::new(); site.items.len()],
            taught: vec![Vec::new(); site.modules.len()],
            modules: Vec::with_capacity(site.programmes.len()),
            required_by: vec![Vec::new(); site.modules.len()],
            programmes: vec![Vec::new(); site.profiles.len()],
            glossaries: site.profiles.values().map(|profile| Glossary::new(&profile.glossary)).collect(),
            competences: vec![Vec::new(); site.items.len()],
            descriptors: vec![Vec::new(); site.items.len()],
            items: site.items.iter().map(|(id, item)| ((item.profile, item.entry), id)).collect(),
        };
        for (programme, value) in site.programmes.iter() {
            index.programmes[value.profile.index()].push(programme);
            let modules: Vec<(usize, ModuleId)> = value.modules().collect();
            for (at, (term, module)) in modules.iter().enumerate() {
                index.taught[module.index()].push(Taught { programme, term: *term, at });
            }
            index.modules.push(modules.into_iter().map(|(_, module)| module).collect());
        }
        for (id, module) in site.modules.iter() {
            for required in &module.requires {
                index.required_by[required.index()].push(id);
            }
        }
        index.add_mentions(site);
        for profile in site.profiles.values() {
            index.add_profile(site, profile);
        }
        index
    }

    fn add_profile(&mut self, site: &Site, profile: &Profile) {
        for id in &profile.competences {
            let competence = &site.competences[*id];
            for item in competence.indicators.iter().chain(&competence.knowledge) {
                push_once(&mut self.competences[item.index()], *id);
            }
        }
        let resolved = &site.documents[profile.document];
        let Content::Profile(content) = &resolved.document.content else { return };
        for (at, section) in
            content.sections.iter().enumerate().filter(|(_, section)| section.kind.is_descriptor())
        {
            for entry in &section.entries {
                let SectionEntry::Reference(link) = entry else { continue };
                if let Some(Some(Target::Item(item))) = resolved.targets.get(*link) {
                    push_once(&mut self.descriptors[item.index()], at);
                }
            }
        }
    }

    fn add_mentions(&mut self, site: &Site) {
        for (id, resolved) in site.documents.iter() {
            // A profile's own lists refer to its items; that is no mention.
            if matches!(resolved.document.content, Content::Profile(_)) {
                continue;
            }
            let links = resolved.document.links.iter().zip(&resolved.targets);
            for (link, target) in links {
                let (LinkKind::Mention, Some(Target::Item(item))) = (link.kind, target) else { continue };
                push_once(&mut self.mentions[item.index()], id);
            }
        }
    }

    /// The item that a line of `profile` defines: the indices are those of the section and of the line in it.
    pub fn item_at(&self, profile: ProfileId, (section, line): (usize, usize)) -> Option<ItemId> {
        self.items.get(&(profile, (section, Some(line)))).copied()
    }

    /// The documents whose text mentions `item`, in order.
    pub fn mentions(&self, item: ItemId) -> &[DocumentId] {
        get(&self.mentions, item)
    }

    /// Where `module` is taught, in the order of the programmes.
    pub fn taught(&self, module: ModuleId) -> &[Taught] {
        get(&self.taught, module)
    }

    /// The modules of `programme`, in order.
    pub fn modules(&self, programme: ProgrammeId) -> &[ModuleId] {
        get(&self.modules, programme)
    }

    /// The modules that require `module`, in order.
    pub fn required_by(&self, module: ModuleId) -> &[ModuleId] {
        get(&self.required_by, module)
    }

    /// The words that `profile` explains; none when it has no glossary.
    pub fn glossary(&self, profile: ProfileId) -> Option<&Glossary> {
        self.glossaries.get(profile.index()).filter(|glossary| !glossary.is_empty())
    }

    /// The competences that have `item` or refer to it, in order.
    pub fn competences(&self, item: ItemId) -> &[CompetenceId] {
        get(&self.competences, item)
    }

    /// The sections of descriptors of its profile that refer to `item`, in order: indices into the document's
    /// `sections`.
    pub fn descriptors(&self, item: ItemId) -> &[usize] {
        get(&self.descriptors, item)
    }

    /// The programmes that lead to `profile`, in order.
    pub fn programmes(&self, profile: ProfileId) -> &[ProgrammeId] {
        get(&self.programmes, profile)
    }
}

/// Adds `value`, which comes in order, to `list`.
fn push_once<V: PartialEq>(list: &mut Vec<V>, value: V) {
    if list.last() != Some(&value) {
        list.push(value);
    }
}

fn get<T, V>(lists: &[Vec<V>], id: Id<T>) -> &[V] {
    lists.get(id.index()).map(Vec::as_slice).unwrap_or_default()
}
