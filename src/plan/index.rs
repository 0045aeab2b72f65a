//! Purpose: answers that many pages ask for, looked up once for the whole site.
//! Input: a resolved site. Output: [`Index`].
//! Invariant: making one page costs as much as that page, however large the site is.

use super::glossary::Glossary;
use crate::ids::Id;
use crate::model::{DocumentId, ItemId, ModuleId, ProfileId, ProgrammeId, Site, Target};
use crate::syntax::{Content, LinkKind};

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

/// What refers to what, the other way round.
#[derive(Debug, Clone, Default)]
pub struct Index {
    mentions: Vec<Vec<DocumentId>>,
    taught: Vec<Vec<Taught>>,
    modules: Vec<Vec<ModuleId>>,
    programmes: Vec<Vec<ProgrammeId>>,
    glossaries: Vec<Glossary>,
}

impl Index {
    /// The index of `site`.
    pub fn new(site: &Site) -> Self {
        let mut index = Self {
            mentions: vec![Vec::new(); site.items.len()],
            taught: vec![Vec::new(); site.modules.len()],
            modules: Vec::with_capacity(site.programmes.len()),
            programmes: vec![Vec::new(); site.profiles.len()],
            glossaries: site.profiles.values().map(|profile| Glossary::new(&profile.glossary)).collect(),
        };
        for (programme, value) in site.programmes.iter() {
            index.programmes[value.profile.index()].push(programme);
            let modules: Vec<(usize, ModuleId)> = value.modules().collect();
            for (at, (term, module)) in modules.iter().enumerate() {
                index.taught[module.index()].push(Taught { programme, term: *term, at });
            }
            index.modules.push(modules.into_iter().map(|(_, module)| module).collect());
        }
        index.add_mentions(site);
        index
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
                let pages = &mut self.mentions[item.index()];
                if pages.last() != Some(&id) {
                    pages.push(id);
                }
            }
        }
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

    /// The words that `profile` explains; none when it has no glossary.
    pub fn glossary(&self, profile: ProfileId) -> Option<&Glossary> {
        self.glossaries.get(profile.index()).filter(|glossary| !glossary.is_empty())
    }

    /// The programmes that lead to `profile`, in order.
    pub fn programmes(&self, profile: ProfileId) -> &[ProgrammeId] {
        get(&self.programmes, profile)
    }
}

fn get<T, V>(lists: &[Vec<V>], id: Id<T>) -> &[V] {
    lists.get(id.index()).map(Vec::as_slice).unwrap_or_default()
}
