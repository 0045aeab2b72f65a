//! Takes drafts out of a site before anything else sees them.
//!
//! A page that says `draft = true` is on no page, in no list, export, search or count. In a folder that is a module the
//! `index.md` speaks for its lessons, which would be modules by themselves without it:
//!
//! ```text
//! modules/m05/index.md       draft = true
//! modules/m05/01-openen.md   a draft too
//! ```
//!
//! That it is left out is said at the page itself (L125) and where a programme names it (L420), so that nobody wonders
//! where it is. A link to it would lead nowhere, and is an error (L530).
//!
//! Who wants to see drafts is shown a site of which they are a part ([`super::resolve_with_drafts`]), and of that site only
//! the pages of drafts.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Place, Problems, say};
use crate::syntax::{Content, Document, Section, SectionEntry, SectionKind};
use crate::text::{SourcePath, slug};

/// The pages of a site that are left out of it, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Drafts(Vec<Arc<Document>>);

impl Drafts {
    /// Takes the drafts out of `documents`, which stand in the order of their paths.
    pub(super) fn take_from(documents: Vec<Arc<Document>>) -> (Vec<Arc<Document>>, Self) {
        if documents.iter().all(|document| document.draft.is_none()) {
            return (documents, Self::default());
        }
        let folders =
            documents.iter().filter(|document| document.draft.is_some() && is_module_folder(document));
        let folders: HashSet<String> =
            folders.map(|document| format!("{}/", document.path.folder())).collect();
        let is_below = |path: &str| path.match_indices('/').any(|(at, _)| folders.contains(&path[..=at]));
        let is_draft = |document: &Arc<Document>| {
            document.draft.is_some() || !folders.is_empty() && is_below(document.path.as_str())
        };
        let (drafts, published) = documents.into_iter().partition(is_draft);
        (published, Self(drafts))
    }

    /// Whether the document at `path` is one of them.
    pub(super) fn has(&self, path: &SourcePath) -> bool {
        self.0.binary_search_by(|document| document.path.cmp(path)).is_ok()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The draft at `path`, or in its `index.md` when it is a folder.
    pub(super) fn at(&self, path: &SourcePath) -> Option<&Document> {
        let is_it = |document: &&Arc<Document>| {
            document.path == *path || document.path.is_index() && document.path.folder() == path.as_str()
        };
        self.0.iter().find(is_it).map(AsRef::as_ref)
    }

    /// The module that `name` means, by its code or by the name of its file or folder.
    pub(super) fn module(&self, name: &str) -> Option<&Document> {
        let is_it = |document: &&Arc<Document>| match &document.content {
            Content::Module(module) => {
                module.code.read().is_some_and(|code| code.value == name) || own_name(&document.path) == name
            }
            Content::Profile(_) | Content::Programme(_) | Content::Page(_) => false,
        };
        self.0.iter().find(is_it).map(AsRef::as_ref)
    }

    /// Whether a lesson of the module whose page is `module` is a draft.
    pub(super) fn has_lesson_of(&self, module: &SourcePath) -> bool {
        let folder = format!("{}/", module.folder());
        module.is_index() && self.0.iter().any(|document| document.path.as_str().starts_with(&folder))
    }

    /// The profile called `name`.
    pub(super) fn profile(&self, name: &str) -> Option<&Document> {
        let is_it = |document: &&Arc<Document>| {
            matches!(document.content, Content::Profile(_)) && own_name(&document.path) == name
        };
        self.0.iter().find(is_it).map(AsRef::as_ref)
    }

    /// The programme that has the address `name`.
    pub(super) fn programme(&self, name: &str) -> Option<&Document> {
        let is_it = |document: &&Arc<Document>| {
            matches!(document.content, Content::Programme(_)) && document.path.page_name() == name
        };
        self.0.iter().find(is_it).map(AsRef::as_ref)
    }

    /// The profile that defines the item or the competence called `name`, which may have the profile's name before it.
    pub(super) fn profile_of(&self, name: &str) -> Option<&Document> {
        if self.0.is_empty() {
            return None;
        }
        let (slug, id) = name.split_once('/').map_or((None, name), |(slug, id)| (Some(slug), id));
        let id = id.strip_suffix(".*").unwrap_or(id);
        let has_it = |document: &&Arc<Document>| {
            let Content::Profile(profile) = &document.content else { return false };
            let is_section = |section: &Section| section.id.as_ref().is_some_and(|own| own.value == id);
            let is_item =
                |entry: &SectionEntry| matches!(entry, SectionEntry::Item(item) if item.id.value == id);
            slug.is_none_or(|slug| own_name(&document.path) == slug || document.path.page_name() == slug)
                && profile.sections.iter().any(|section| {
                    section.kind == SectionKind::Competence && is_section(section)
                        || section.entries.iter().any(is_item)
                })
        };
        self.0.iter().find(has_it).map(AsRef::as_ref)
    }

    /// Says of each page that it is left out.
    pub(super) fn report(&self, problems: &mut Problems) {
        for document in &self.0 {
            let Some(span) = document.draft else { continue };
            let message = say!("this page is a draft and is left out of the site");
            let help = if is_module_folder(document) {
                say!("its lessons are left out with it; take `draft = true` out to publish them")
            } else {
                say!("take `draft = true` out to publish it")
            };
            problems.push(Diagnostic::new(Code::L125, Place::new(&document.path, span), message).help(help));
        }
    }
}

fn is_module_folder(document: &Document) -> bool {
    matches!(document.content, Content::Module(_)) && document.path.is_index()
}

/// The name that the file at `path` gives its page.
fn own_name(path: &SourcePath) -> String {
    slug(path.page_name())
}
