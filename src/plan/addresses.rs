//! Purpose: give every page and every published file its address.
//! Input: a resolved site and its assets. Output: [`Addresses`].
//! Invariant: an address depends on the names of files and the ids in them, never on a position; two
//! things that would share one, on any system, are reported and the first keeps it.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use ahash::HashMap;
use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{
    CompetenceId, DocumentId, ItemId, LessonId, ModuleId, Page, PageId, ProfileId, ProgrammeId, Site,
};
use crate::plan::out_path::collision_key;
use crate::plan::{Download, OutPath, OutPathError};
use crate::sources::{CONFIG_FILE, CONTENT_FOLDER, Sources};
use crate::text::{SourcePath, Span, as_slug};

/// What a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Route {
    Home,
    Programme(ProgrammeId),
    Matrix(ProgrammeId),
    Embed(ProgrammeId),
    Gaps(ProgrammeId),
    Profile(ProfileId),
    Glossary(ProfileId),
    Competence(CompetenceId),
    Item(ItemId),
    Modules,
    Module(ModuleId),
    Lesson(LessonId),
    Text(PageId),
    Accessibility,
    NotFound,
}

/// The addresses of a site.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    paths: HashMap<Route, OutPath>,
    order: Vec<Route>,
    /// For each document the page that shows it.
    documents: Vec<Option<Route>>,
    folders: HashMap<String, Route>,
    below: HashMap<String, Vec<Route>>,
    /// What has an address, by what no other address may be equal to.
    taken: HashMap<Arc<str>, Taken>,
    downloads: Vec<(Download, OutPath)>,
    too_large: Vec<Download>,
    download_at: HashMap<Download, usize>,
    assets: Vec<(OutPath, SourcePath)>,
}

impl Addresses {
    /// Gives out the addresses of `site` and of the files beside its pages; `kept` are those that the
    /// theme needs for its own files, and `is_made` knows those that are made besides.
    pub fn new(
        site: &Site,
        sources: &Sources,
        kept: impl Iterator<Item = OutPath>,
        is_made: fn(&str) -> bool,
    ) -> (Self, Vec<Diagnostic>) {
        let mut addresses = Self { documents: vec![None; site.documents.len()], ..Self::default() };
        addresses.taken.reserve(site.documents.len());
        addresses.paths.reserve(site.documents.len());
        let settings = Place::new(&SourcePath::new(CONFIG_FILE), Span::at(0));
        let mut giving = Giving { site, addresses, is_made, settings, problems: Vec::new() };
        for path in kept {
            let by = Taken { place: giving.settings.clone(), route: None };
            giving.addresses.taken.insert(path.collision_key(), by);
        }
        giving.documents();
        giving.made_pages();
        for asset in sources.assets_in(CONTENT_FOLDER) {
            giving.asset(&asset.path);
        }
        (giving.addresses, giving.problems)
    }

    /// The page `route`; none when its address went to another page, which was reported.
    pub fn path(&self, route: Route) -> Option<&OutPath> {
        self.paths.get(&route)
    }

    /// Every page, in a fixed order.
    pub fn routes(&self) -> impl Iterator<Item = (Route, &OutPath)> {
        self.order.iter().filter_map(|route| Some((*route, self.paths.get(route)?)))
    }

    /// The page that shows document `id`.
    pub fn route_of(&self, id: DocumentId) -> Option<Route> {
        self.documents.get(id.index()).copied().flatten()
    }

    /// The page at `path`.
    pub fn route_at(&self, path: &str) -> Option<Route> {
        let route = self.taken.get(collision_key(path).as_str())?.route?;
        (self.path(route)?.as_str() == path).then_some(route)
    }

    /// The plain page whose address is `folder` itself.
    pub fn text_in(&self, folder: &str) -> Option<Route> {
        self.folders.get(folder).copied()
    }

    /// The plain pages whose addresses lie directly in `folder`, which is empty for the top of the site.
    pub fn texts_below(&self, folder: &str) -> &[Route] {
        self.below.get(folder).map(Vec::as_slice).unwrap_or_default()
    }

    /// The file of `download`; none when it is too large, or its address went to something else, which was
    /// reported.
    pub fn download(&self, download: Download) -> Option<&OutPath> {
        self.download_at.get(&download).map(|at| &self.downloads[*at].1)
    }

    /// The files that are made for taking along.
    pub fn downloads(&self) -> &[(Download, OutPath)] {
        &self.downloads
    }

    /// What would be offered for taking along if Excel could hold it.
    pub fn too_large(&self) -> &[Download] {
        &self.too_large
    }

    /// The files that are published as they are.
    pub fn assets(&self) -> &[(OutPath, SourcePath)] {
        &self.assets
    }
}

/// What has an address: a page, or another file.
#[derive(Debug, Clone)]
struct Taken {
    place: Place,
    route: Option<Route>,
}

struct Giving<'s> {
    site: &'s Site,
    addresses: Addresses,
    is_made: fn(&str) -> bool,
    /// Where what no file of the content makes comes from.
    settings: Place,
    problems: Vec<Diagnostic>,
}

impl Giving<'_> {
    /// Pages that a file makes.
    fn documents(&mut self) {
        let site = self.site;
        let text = |(id, page): (PageId, &Page)| {
            let route = match site.document(page.document).path.as_str() {
                "content/index.md" => Route::Home,
                "content/modules/index.md" => Route::Modules,
                _ => Route::Text(id),
            };
            (page.document, route)
        };
        let profiles = site.profiles.iter().map(|(id, profile)| (profile.document, Route::Profile(id)));
        let programmes = site.programmes.iter();
        let programmes = programmes.filter_map(|(id, found)| Some((found.document?, Route::Programme(id))));
        let modules = site.modules.iter().map(|(id, module)| (module.document, Route::Module(id)));
        let lessons = site.lessons.iter().map(|(id, lesson)| (lesson.document, Route::Lesson(id)));
        let texts = site.pages.iter().map(text);
        let all: Vec<_> = texts.chain(profiles).chain(programmes).chain(modules).chain(lessons).collect();
        let asked: Vec<Asked> =
            all.par_iter().map(|(id, _)| Asked::new(&page_path(&site.document(*id).path))).collect();
        for ((id, route), asked) in all.into_iter().zip(asked) {
            self.addresses.documents[id.index()] = Some(route);
            self.give(route, asked, Place::new(&site.document(id).path, Span::at(0)));
        }
    }

    /// Pages that no file makes by itself.
    fn made_pages(&mut self) {
        let nowhere = self.settings.clone();
        if self.addresses.path(Route::Home).is_none() {
            self.give(Route::Home, Asked::new("index.html"), nowhere.clone());
        }
        if !self.site.modules.is_empty() && self.addresses.path(Route::Modules).is_none() {
            self.give(Route::Modules, Asked::new("modules/index.html"), nowhere.clone());
        }
        self.give(Route::NotFound, Asked::new("404.html"), nowhere.clone());
        if self.site.config.accessibility.is_some() {
            self.give(Route::Accessibility, Asked::new("accessibility/index.html"), nowhere.clone());
        }
        for (id, programme) in self.site.programmes.iter() {
            let place = programme.document.map_or_else(|| nowhere.clone(), |document| self.place(document));
            let folder = format!("programmes/{}", programme.slug);
            if programme.document.is_none() {
                self.give(Route::Programme(id), Asked::new(&format!("{folder}/index.html")), place.clone());
            }
            self.give(Route::Matrix(id), Asked::new(&format!("{folder}/matrix/index.html")), place.clone());
            self.give(
                Route::Embed(id),
                Asked::new(&format!("{folder}/matrix/embed/index.html")),
                place.clone(),
            );
            self.give(Route::Gaps(id), Asked::new(&format!("{folder}/gaps/index.html")), place.clone());
            self.downloads(id, &folder, &place);
        }
        for (id, profile) in self.site.profiles.iter().filter(|(_, profile)| !profile.glossary.is_empty()) {
            self.part_of_profile(Route::Glossary(id), id, "glossary", self.place(profile.document));
        }
        for (id, competence) in self.site.competences.iter() {
            let place = self.place(self.site.profiles[competence.profile].document);
            self.part_of_profile(Route::Competence(id), competence.profile, &competence.id, place);
        }
        for (id, item) in self.site.items.iter() {
            self.part_of_profile(Route::Item(id), item.profile, &item.id, item.place.clone());
        }
    }

    /// The files that programme `id` offers, each beside the page that it goes with.
    fn downloads(&mut self, id: ProgrammeId, folder: &str, place: &Place) {
        let slug = &self.site.programmes[id].slug;
        let (offered, too_large): (Vec<_>, Vec<_>) =
            Download::all(id).partition(|download| download.fits(self.site));
        self.addresses.too_large.extend(too_large);
        for download in offered {
            let path = format!("{folder}/{}/{}", download.folder(), download.file_name(slug));
            if let Some(path) = self.take(Asked::new(&path), None, place.clone()) {
                self.addresses.download_at.insert(download, self.addresses.downloads.len());
                self.addresses.downloads.push((download, path));
            }
        }
    }

    fn part_of_profile(&mut self, route: Route, profile: ProfileId, id: &str, place: Place) {
        let folder = &self.site.profiles[profile].slug;
        self.give(route, Asked::new(&format!("profiles/{folder}/{id}/index.html")), place);
    }

    fn place(&self, document: DocumentId) -> Place {
        Place::new(&self.site.document(document).path, Span::at(0))
    }

    fn give(&mut self, route: Route, asked: Asked, place: Place) {
        if let Some(path) = self.take(asked, Some(route), place) {
            if matches!(route, Route::Text(_)) {
                let folder = path.folder();
                let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
                self.addresses.below.entry(above.to_owned()).or_default().push(route);
                self.addresses.folders.insert(folder.to_owned(), route);
            }
            self.addresses.paths.insert(route, path);
            self.addresses.order.push(route);
        }
    }

    fn asset(&mut self, source: &SourcePath) {
        let inside = source.as_str().strip_prefix(CONTENT_FOLDER).unwrap_or(source.as_str());
        let place = Place::new(source, Span::at(0));
        if let Some(path) = self.take(Asked::new(inside.trim_start_matches('/')), None, place) {
            self.addresses.assets.push((path, source.clone()));
        }
    }

    fn take(&mut self, asked: Asked, route: Option<Route>, place: Place) -> Option<OutPath> {
        let (path, key) = match asked.0 {
            Ok(asked) => asked,
            Err(error) => {
                let help = "give the file another name";
                self.problems.push(Diagnostic::new(Code::L006, place, error.to_string()).help(help));
                return None;
            }
        };
        let is_made = (self.is_made)(&key);
        let first = match self.addresses.taken.entry(key) {
            Entry::Occupied(first) => first.get().place.clone(),
            Entry::Vacant(_) if is_made => self.settings.clone(),
            Entry::Vacant(entry) => {
                entry.insert(Taken { place, route });
                return Some(path);
            }
        };
        let message = format!("this makes the page `{}`, which another file makes already", path.as_str());
        let problem = Diagnostic::new(Code::L005, place, message)
            .help("give one of the two files another name")
            .related(first, "made by this file");
        self.problems.push(problem);
        None
    }
}

/// An address that something asks for, and what it may not share with another.
struct Asked(Result<(OutPath, Arc<str>), OutPathError>);

impl Asked {
    fn new(path: &str) -> Self {
        Self(OutPath::new(path).map(|path| {
            let key = path.collision_key();
            (path, key)
        }))
    }
}

/// Where the page stands that the file `source` makes.
fn page_path(source: &SourcePath) -> String {
    let inside = source.as_str().strip_prefix(CONTENT_FOLDER).unwrap_or(source.as_str());
    let inside = inside.trim_start_matches('/').trim_end_matches(".md");
    let mut path = String::with_capacity(inside.len() + "/index.html".len());
    let mut parts = inside.split('/').peekable();
    while let Some(part) = parts.next() {
        let part = as_slug(part);
        if part != "index" || parts.peek().is_some() {
            path.push_str(&part);
            path.push('/');
        }
    }
    path.push_str("index.html");
    path
}
