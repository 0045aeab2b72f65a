//! A whole site, with all names resolved.
//!
//! Everything is reached by typed ids into arenas, which stand in the order of paths and of lines, so that equal
//! content gives equal ids. The text of a page stays in its document; the site says how things belong together.

use std::sync::Arc;

use super::drafts::Drafts;
use super::entities::{
    Claim, Competence, CompetenceId, DocumentId, Item, ItemId, ItemKind, Lesson, Lost, Module, ModuleId,
    Occasion, OccasionId, PlainPage, Profile, ProfileId, Programme, ProgrammeId, Resolved, Review, Spot,
};
use super::module_names::ModuleNames;
use crate::config::Config;
use crate::ids::Arena;
use crate::syntax::{Document, OccasionKind};
use crate::text::SourcePath;

/// A whole site.
#[derive(Debug, Clone)]
pub struct Site {
    /// The settings.
    pub config: Config,
    /// Every document, in the order of their paths.
    pub documents: Arena<Resolved>,
    /// The profiles.
    pub profiles: Arena<Profile>,
    /// The competences of all profiles.
    pub competences: Arena<Competence>,
    /// The items of all profiles.
    pub items: Arena<Item>,
    /// The modules.
    pub modules: Arena<Module>,
    /// The names by which files call the modules.
    pub(super) module_names: Arc<ModuleNames>,
    /// The lesson pages of all modules.
    pub lessons: Arena<Lesson>,
    /// The claims of all modules, by module and place.
    pub claims: Arena<Claim>,
    /// The occasions of all modules, by module and place.
    pub occasions: Arena<Occasion>,
    /// The programmes: those that have a file, or else one for each profile.
    pub programmes: Arena<Programme>,
    /// The plain pages, the home page among them.
    pub pages: Arena<PlainPage>,
    /// The changes of the last new version of each profile, where its review stands beside it.
    pub reviews: Vec<Review>,
    /// The pages that are no part of it yet.
    pub drafts: Drafts,
    /// The pages that are a part of it although they are drafts.
    pub shown_drafts: Drafts,
    /// The parts that could not be read.
    pub lost: Lost,
}

impl Site {
    /// Whether this site is a copy of `other` in which at most programmes and settings are otherwise; false says nothing.
    pub fn shares_content(&self, other: &Self) -> bool {
        self.documents.shares(&other.documents)
            && self.profiles.shares(&other.profiles)
            && self.competences.shares(&other.competences)
            && self.items.shares(&other.items)
            && self.modules.shares(&other.modules)
            && self.lessons.shares(&other.lessons)
            && self.claims.shares(&other.claims)
            && self.occasions.shares(&other.occasions)
            && self.config.scale.levels.shares(&other.config.scale.levels)
    }

    /// A site that has documents and nothing else yet.
    pub(super) fn new(config: Config, documents: Vec<Arc<Document>>, drafts: Drafts) -> Self {
        let mut arena = Arena::default();
        for document in documents {
            arena.push(Resolved { document, targets: Vec::new() });
        }
        Self {
            config,
            documents: arena,
            profiles: Arena::default(),
            competences: Arena::default(),
            items: Arena::default(),
            modules: Arena::default(),
            module_names: Arc::default(),
            lessons: Arena::default(),
            claims: Arena::default(),
            occasions: Arena::default(),
            programmes: Arena::default(),
            pages: Arena::default(),
            reviews: Vec::new(),
            drafts,
            shown_drafts: Drafts::default(),
            lost: Lost::default(),
        }
    }

    /// The tag of the language that a document is written in: its own, else the site's.
    pub fn language_of(&self, id: DocumentId) -> &str {
        let own = self.document(id).language.value.as_str();
        if own.is_empty() { self.config.language.tag() } else { own }
    }

    /// The document with id `id`.
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id].document
    }

    /// Whether a document of it is a draft, which is so only where drafts are shown.
    pub fn is_draft(&self, id: DocumentId) -> bool {
        self.shown_drafts.has(&self.document(id).path)
    }

    /// The document at `path`.
    pub fn document_at(&self, path: &SourcePath) -> Option<DocumentId> {
        // Documents stand in the order of their paths.
        self.documents.search_by(|resolved| resolved.document.path.cmp(path))
    }

    /// The page of `folder` itself. Some programs write `INDEX.MD`.
    pub fn index_of(&self, folder: &SourcePath) -> Option<DocumentId> {
        let names = ["index.md", "Index.md", "INDEX.md", "index.MD", "INDEX.MD"];
        let paths = names.iter().filter_map(|name| SourcePath::resolve(folder.as_str(), name));
        paths.into_iter().find_map(|path| self.document_at(&path))
    }

    /// The page of the folder of all modules itself, also where that is called `Modules`.
    pub fn page_of_modules(&self) -> Option<DocumentId> {
        let mut pages = self.pages.values().map(|page| page.document);
        pages.find(|id| {
            let path = &self.document(*id).path;
            path.is_index() && path.folder().eq_ignore_ascii_case("content/modules")
        })
    }

    /// The document that holds `spot` of `module`.
    pub fn document_of(&self, module: ModuleId, spot: Spot) -> DocumentId {
        spot.lesson.map_or(self.modules[module].document, |lesson| self.lessons[lesson].document)
    }

    /// Whether an occasion round `id` is such as `is_it` says.
    pub fn is_within(&self, id: OccasionId, is_it: impl Fn(&Occasion) -> bool) -> bool {
        let mut round = std::iter::successors(self.occasions[id].round, |id| self.occasions[*id].round);
        round.any(|id| is_it(&self.occasions[id]))
    }

    /// The assessment that asks for the item of `claim`: the innermost one that has a weight, or else the innermost.
    pub fn assessment_of(&self, claim: &Claim) -> Option<(OccasionId, &Occasion)> {
        let round = || std::iter::successors(claim.occasion, |id| self.occasions[*id].round);
        let assessments = || {
            let round = round().map(|id| (id, &self.occasions[id]));
            round.filter(|(_, occasion)| occasion.kind == OccasionKind::Assessment)
        };
        assessments().find(|(_, occasion)| occasion.is_weighted()).or_else(|| assessments().next())
    }

    /// Whether a module of `programme` has an occasion of one of `kinds`.
    pub fn has_occasions(&self, programme: ProgrammeId, kinds: &[OccasionKind]) -> bool {
        let modules = self.programmes[programme].modules().map(|(_, module)| &self.modules[module]);
        let mut occasions = modules.flat_map(|module| &module.occasions);
        occasions.any(|id| kinds.contains(&self.occasions[*id].kind))
    }

    /// The competence that `item` is itself.
    pub fn competence_of(&self, item: ItemId) -> Option<CompetenceId> {
        let item = &self.items[item];
        let (section, None) = item.entry else { return None };
        // Competences stand in the order of their sections.
        let competences = &self.profiles[item.profile].competences;
        let at = competences.binary_search_by_key(&section, |id| self.competences[*id].section).ok()?;
        competences.get(at).copied()
    }

    /// The profile's items of one kind that stand under no competence.
    pub fn listed_items(&self, profile: ProfileId, kind: ItemKind) -> impl Iterator<Item = ItemId> {
        let items = self.profiles[profile].items.iter().copied();
        items.filter(move |item| self.items[*item].competence.is_none() && self.items[*item].kind == kind)
    }
}
