//! Finds where each link of each document leads.
//!
//! All links are resolved first, side by side, by looking names and files up; why one leads nowhere is a
//! [`DeadEnd`], and only for these a message with near names is made afterwards (`dead_ends.rs`). An address inside
//! the site that leads nowhere is an error, its heading included; addresses outside are never asked for, since a
//! build must not depend on a network.

use std::sync::OnceLock;

use ahash::HashMap;
use rayon::prelude::*;

use super::entities::{DocumentId, Suffix, Target};
use super::module_names::ModuleNames;
use super::names::{About, Named, Names, Unknown};
use super::site::Site;
use crate::diagnostics::{Diagnostic, Problems};
use crate::sources::{Asset, CONTENT_FOLDER, Sources};
use crate::syntax::{AddressParts, Content, Document, LinkDoc, LinkKind, leaves_site, percent_decoded};
use crate::text::{Name, SourcePath, Suggestions, compose};

/// The kinds of addresses that a page may lead to outside the site.
const SCHEMES: [&str; 4] = ["http:", "https:", "mailto:", "tel:"];

/// Resolves every link of every document.
pub(super) fn resolve(
    site: &mut Site,
    sources: &Sources,
    suggestions: &mut Suggestions,
    problems: &mut Problems,
) {
    let ids: Vec<DocumentId> = site.documents.ids().collect();
    let found: Vec<FoundLinks> = {
        let links = Links::new(site, sources);
        let found: Vec<FoundLinks> = ids.par_iter().map(|id| links.of_document(*id)).collect();
        for (id, found) in ids.iter().zip(&found) {
            let document = site.document(*id);
            for (at, dead_end) in &found.dead_ends {
                problems.extend(links.problem(document, &document.links[*at], dead_end, suggestions));
            }
            problems.extend(found.bracketed.iter().cloned());
        }
        found
    };
    for (id, found) in ids.into_iter().zip(found) {
        site.documents[id].targets = found.targets;
    }
}

/// What came of the links of one document.
struct FoundLinks {
    /// For each link its target; none for a dead end.
    targets: Vec<Option<Target>>,
    /// The links that lead nowhere: each by its place among the links, with the reason.
    dead_ends: Vec<(usize, DeadEnd)>,
    /// The problems of the names that stand between single brackets.
    bracketed: Vec<Diagnostic>,
}

/// Why a link leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DeadEnd {
    /// No item and no module has this name.
    Name(Unknown),
    /// The name is unknown, which was reported when its profile was read.
    Reported,
    /// A page may not lead to an address of this kind.
    Scheme,
    /// Nothing is written for an address.
    Empty,
    /// The address leaves the content folder.
    Outside,
    /// It is a draft.
    Draft,
    /// There is no such file.
    File(SourcePath),
    /// The page is there, but nothing on it has this id.
    Heading(SourcePath, String),
}

/// The names, files and anchors among which the targets of links are looked up.
pub(super) struct Links<'s> {
    pub(super) site: &'s Site,
    pub(super) sources: &'s Sources,
    pub(super) names: Names<'s>,
    /// The pages by their paths. A site has tens of links to each, so they are hashed and not searched for.
    pages: HashMap<&'s str, DocumentId>,
    /// Files with letters outside ASCII, by their composed names; made when one is not found as it is written.
    composed: OnceLock<HashMap<String, SourcePath>>,
    /// For each document the profile that a name without one is about.
    about: Vec<About>,
}

impl<'s> Links<'s> {
    fn new(site: &'s Site, sources: &'s Sources) -> Self {
        let mut about = vec![About::default(); site.documents.len()];
        for (id, profile) in site.profiles.iter() {
            about[profile.document.index()] = About::only(id);
        }
        for module in site.modules.values() {
            let lessons = module.lessons.iter().map(|lesson| site.lessons[*lesson].document);
            for document in lessons.chain([module.document]) {
                about[document.index()] = About::module(module);
            }
        }
        for programme in site.programmes.values() {
            if let Some(document) = programme.document {
                about[document.index()] = About::only(programme.profile);
            }
        }
        let pages =
            site.documents.iter().map(|(id, resolved)| (resolved.document.path.as_str(), id)).collect();
        Self { site, sources, names: Names::new(site), pages, composed: OnceLock::new(), about }
    }

    pub(super) fn modules(&self) -> &'s ModuleNames {
        &self.site.module_names
    }

    /// Whether `name` is that of an item or a competence in a text of the document `id`.
    pub(super) fn names_item(&self, id: DocumentId, name: &str) -> bool {
        self.names.item(name, self.about[id.index()]).is_ok()
    }

    /// Where each link of the document `id` leads.
    fn of_document(&self, id: DocumentId) -> FoundLinks {
        let (document, about) = (self.site.document(id), self.about[id.index()]);
        let mut dead_ends = Vec::new();
        let target = |(at, link): (usize, &LinkDoc)| {
            let found = match link.kind {
                LinkKind::Mention => self.mention(document, link, about),
                LinkKind::Link | LinkKind::Image | LinkKind::Film { .. } | LinkKind::Sound { .. } => {
                    self.address(id, document, link)
                }
            };
            found.map_err(|dead_end| dead_ends.push((at, dead_end))).ok()
        };
        let targets = document.links.iter().enumerate().map(target).collect();
        FoundLinks { targets, dead_ends, bracketed: self.bracketed(id) }
    }

    /// The target of `[[name]]`: an item or a competence, else a module.
    fn mention(&self, document: &Document, link: &LinkDoc, about: About) -> Result<Target, DeadEnd> {
        let name = &link.target.value;
        let unknown = match self.names.item(name, about) {
            Ok(Named::Item(item)) => return Ok(Target::Item(item)),
            Ok(Named::Competence(competence)) => return Ok(Target::Competence(competence)),
            Err(unknown) => unknown,
        };
        match (self.modules().get(name), &document.content) {
            (Some(module), _) => Ok(Target::Module(module)),
            (None, _) if self.is_draft(name, about) => Err(DeadEnd::Draft),
            (None, Content::Profile(_)) => Err(DeadEnd::Reported),
            (None, Content::Module(_) | Content::Programme(_) | Content::Page(_)) => {
                Err(DeadEnd::Name(unknown))
            }
        }
    }

    /// Whether `name` is that of a draft, or of an item of a profile that is one.
    fn is_draft(&self, name: &str, about: About) -> bool {
        let drafts = &self.site.drafts;
        drafts.module(name).is_some() || about.said.is_none() && drafts.profile_of(name).is_some()
    }

    /// Where `[words](address)` leads.
    fn address(&self, own: DocumentId, document: &Document, link: &LinkDoc) -> Result<Target, DeadEnd> {
        let parts = link.parts();
        // Nearly all links are to pages.
        if let Some(id) = link.file.as_deref().and_then(|file| self.pages.get(file)) {
            return Ok(Target::Document(*id, suffix_on(self.site.document(*id), parts)?));
        }
        let written = link.target.value.as_str();
        if leaves_site(written) {
            let lower = written.to_ascii_lowercase();
            let is_allowed =
                written.starts_with("//") || SCHEMES.iter().any(|scheme| lower.starts_with(scheme));
            return if is_allowed { Ok(Target::Address(written.to_owned())) } else { Err(DeadEnd::Scheme) };
        }
        if written.is_empty() {
            return Err(DeadEnd::Empty);
        }
        if parts.path.is_empty() {
            let suffix = suffix_on(document, parts)?;
            // The top of the page that shows the text, whichever that is.
            let is_top = suffix.fragment.is_empty();
            let top = if parts.query.is_empty() { "#" } else { parts.query };
            return Ok(if is_top { Target::Address(top.to_owned()) } else { Target::Document(own, suffix) });
        }
        let suffix = || Suffix { query: parts.query.to_owned(), fragment: parts.fragment.to_owned() };
        let (path, file) = (percent_decoded(parts.path), link.file.as_deref().map(SourcePath::new));
        if is_made_page(&path) && file.as_ref().is_none_or(|file| !self.is_there(file)) {
            return Ok(Target::Made(path.into_owned(), suffix()));
        }
        let file = file.ok_or(DeadEnd::Outside)?;
        let on_page = |id| Ok(Target::Document(id, suffix_on(self.site.document(id), parts)?));
        if let Some(id) = self.page(&file) {
            return on_page(id);
        }
        if self.site.drafts.at(&file).is_some() {
            return Err(DeadEnd::Draft);
        }
        let file =
            if self.is_there(&file) { file } else { self.composed(&file).ok_or(DeadEnd::File(file))? };
        match self.page(&file) {
            Some(id) => on_page(id),
            None if self.sources.asset(&file).is_some_and(Asset::is_draft) => Err(DeadEnd::Draft),
            None => Ok(Target::Asset(file, suffix())),
        }
    }

    fn is_there(&self, file: &SourcePath) -> bool {
        self.page(file).is_some() || self.sources.asset(file).is_some()
    }

    /// The file that is called `file` when each accent is one sign with its letter. Keyboards write names so, and
    /// some disks part them.
    fn composed(&self, file: &SourcePath) -> Option<SourcePath> {
        if file.as_str().is_ascii() {
            return None;
        }
        let files = self.composed.get_or_init(|| {
            let pages = self.site.documents.values().map(|resolved| &resolved.document.path);
            let assets = self.sources.assets_in(CONTENT_FOLDER).map(|asset| &asset.path);
            let all = pages.chain(assets).filter(|path| !path.as_str().is_ascii());
            let folders = |path: &SourcePath| SourcePath::new(path.folder());
            // A link may also lead to a folder, which is to its `index.md`.
            let all = all.flat_map(|path| [path.clone(), folders(path)]);
            all.map(|path| (compose(path.as_str()).into_owned(), path)).collect()
        });
        files.get(&*compose(file.as_str())).filter(|file| self.is_there(file)).cloned()
    }

    /// The page in `file`, or in its `index.md` when `file` is a folder.
    fn page(&self, file: &SourcePath) -> Option<DocumentId> {
        self.pages.get(file.as_str()).copied().or_else(|| self.site.index_of(file))
    }
}

/// The end of an address that leads to `page`.
fn suffix_on(page: &Document, parts: AddressParts<'_>) -> Result<Suffix, DeadEnd> {
    Ok(Suffix { query: parts.query.to_owned(), fragment: named(page, &percent_decoded(parts.fragment))? })
}

/// The name of an anchor of `page`; the empty name is the page itself.
fn named(page: &Document, name: &str) -> Result<String, DeadEnd> {
    if name.is_empty() {
        return Ok(String::new());
    }
    let name = compose(name).into_owned();
    let is_there = page.headings.iter().any(|heading| heading.id == name)
        || page.anchors.iter().any(|anchor| anchor.value == name);
    if !is_there && let Some(heading) = called_by_github(page, &name) {
        return Ok(heading.to_string());
    }
    // Nobody knows the anchors of a page whose text was not read.
    if is_there || page.unread.is_some() { Ok(name) } else { Err(DeadEnd::Heading(page.path.clone(), name)) }
}

/// The id of the heading that GitHub, and most editors, call `name`: the words of the heading in small letters, with their
/// accents, without other signs, and with hyphens for spaces; a second one has `-1` behind it.
fn called_by_github<'d>(page: &'d Document, name: &str) -> Option<&'d Name> {
    let (name, mut seen) = (name.to_lowercase(), HashMap::<String, usize>::default());
    page.headings.iter().find_map(|heading| {
        let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
        let words = heading.text.chars().filter(is_kept).flat_map(char::to_lowercase);
        let words: String = words.map(|c| if c == ' ' { '-' } else { c }).collect();
        let before = seen.entry(words.clone()).and_modify(|count| *count += 1).or_default();
        let called = if *before == 0 { words } else { format!("{words}-{before}") };
        (called == name).then_some(&heading.id)
    })
}

/// Whether `path` is that of a page as the site has it. The pages that the program makes by itself have no file to be
/// named by.
fn is_made_page(path: &str) -> bool {
    path == "index.html" || path.ends_with("/index.html")
}
