//! Assigns addresses one after another.
//!
//! Who comes first keeps an address: pages that a file makes, then pages and files that are generated, then assets. No
//! file stands where another one needs a folder.

use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::Arc;

use ahash::{HashMap, HashSet};
use rayon::prelude::*;

use super::{Addresses, FEED, Occupant, SITEMAP};
use crate::diagnostics::{Code, Diagnostic, Message, Place, say};
use crate::model::{
    Competence, DocumentId, PageId, PlainPage, Profile, ProfileId, Programme, ProgrammeId, Site,
};
use crate::plan::out_path::parents;
use crate::plan::route::{ProgrammePart, Route};
use crate::plan::{Download, OutPath, OutPathError};
use crate::sources::CONTENT_FOLDER;
use crate::syntax::{Content, PageDoc};
use crate::text::{SourcePath, Span, as_slug};

/// The addresses so far, and the problems with those that were asked for.
pub(super) struct Assignment<'s> {
    pub(super) site: &'s Site,
    pub(super) addresses: Addresses,
    /// Whether a path belongs to a file that is generated later.
    pub(super) is_generated: fn(&str) -> bool,
    /// Where messages about generated pages point.
    pub(super) settings: Place,
    pub(super) problems: Vec<Diagnostic>,
}

impl Assignment<'_> {
    /// Pages that a file makes.
    pub(super) fn documents(&mut self) {
        let site = self.site;
        let text = |(id, page): (PageId, &PlainPage)| {
            let path = &site.document(page.document).path;
            let route = match path.folder() {
                CONTENT_FOLDER if path.is_index() => Route::Home,
                folder if path.is_index() && folder.eq_ignore_ascii_case("content/modules") => Route::Modules,
                _ => Route::Text(id),
            };
            (page.document, route)
        };
        let profiles = site.profiles.iter().map(|(id, profile)| (profile.document, Route::Profile(id)));
        let programmes = site.programmes.iter();
        let programmes = programmes
            .filter_map(|(id, found)| Some((found.document?, Route::Programme(id, ProgrammePart::Overview))));
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
    pub(super) fn generated_pages(&mut self) {
        let settings = self.settings.clone();
        if self.addresses.path(Route::Home).is_none() {
            self.give(Route::Home, Asked::new("index.html"), settings.clone());
        }
        if !self.site.modules.is_empty() && self.addresses.path(Route::Modules).is_none() {
            self.give(Route::Modules, Asked::new("modules/index.html"), settings.clone());
        }
        self.give(Route::NotFound, Asked::new("404.html"), settings.clone());
        if !self.site.config.base_url.is_empty() {
            for file in [SITEMAP, FEED] {
                self.take(Asked::new(file), None, settings.clone());
            }
        }
        if self.site.config.accessibility.is_some() {
            self.give(Route::Accessibility, Asked::new("accessibility/index.html"), settings.clone());
        }
        let (of_profiles, of_programmes) = self.namesakes();
        for (id, programme) in self.site.programmes.iter().filter(|(id, _)| !of_programmes.contains(id)) {
            let place = programme.document.map_or_else(|| settings.clone(), |document| self.place(document));
            let folder = format!("programmes/{}", programme.slug);
            for part in ProgrammePart::ALL.into_iter().filter(|part| part.is_there(self.site, id)) {
                let path = match part.folder() {
                    "" if programme.document.is_some() => continue,
                    "" => format!("{folder}/index.html"),
                    below => format!("{folder}/{below}/index.html"),
                };
                self.give(Route::Programme(id, part), Asked::new(&path), place.clone());
            }
            let single = format!("{folder}/matrix/embed/{}-matrix.html", programme.slug);
            self.take(Asked::new(&single), None, place.clone());
            self.downloads(id, &folder, &place);
        }
        let has_folder = |id: &ProfileId| !of_profiles.contains(id);
        let with_glossary =
            |(id, profile): &(ProfileId, &Profile)| has_folder(id) && !profile.glossary.is_empty();
        for (id, profile) in self.site.profiles.iter().filter(with_glossary) {
            self.page_of_profile(Route::Glossary(id), id, "glossary", self.place(profile.document));
        }
        for id in self.compared_profiles().into_iter().filter(has_folder) {
            let place = self.place(self.site.profiles[id].document);
            self.page_of_profile(Route::Comparison(id), id, "comparison", place);
        }
        let grouping = |(_, competence): &(_, &Competence)| {
            has_folder(&competence.profile) && competence.own_item.is_none()
        };
        for (id, competence) in self.site.competences.iter().filter(grouping) {
            let place = self.place(self.site.profiles[competence.profile].document);
            self.page_of_profile(Route::Competence(id), competence.profile, &competence.id, place);
        }
        for (id, item) in self.site.items.iter().filter(|(_, item)| has_folder(&item.profile)) {
            self.page_of_profile(Route::Item(id), item.profile, &item.id, item.place.clone());
        }
        // A competence that is an item has one page, to which both names lead.
        for (id, competence) in self.site.competences.iter() {
            let item = competence.own_item.and_then(|item| self.addresses.path(Route::Item(item)).cloned());
            if let Some(path) = item {
                self.addresses.paths.insert(Route::Competence(id), path);
            }
        }
    }

    /// The profiles to which several programmes lead.
    fn compared_profiles(&self) -> Vec<ProfileId> {
        let mut programmes = vec![0_usize; self.site.profiles.len()];
        self.site.programmes.values().for_each(|programme| programmes[programme.profile.index()] += 1);
        self.site.profiles.ids().filter(|id| programmes[id.index()] > 1).collect()
    }

    /// The profiles and the programmes with the name of an earlier one in another folder, whose pages would stand in one
    /// place with those of that one. Each is reported once.
    fn namesakes(&mut self) -> (HashSet<ProfileId>, HashSet<ProgrammeId>) {
        let site = self.site;
        let profiles = site.profiles.iter().map(|(id, profile)| (id, &profile.slug, profile.document));
        let (profiles, of_profiles) = same_names(profiles);
        // A programme without a file has the name of its profile.
        let document = |found: &Programme| found.document.unwrap_or(site.profiles[found.profile].document);
        let programmes = site.programmes.iter().map(|(id, found)| (id, &found.slug, document(found)));
        let (programmes, mut of_programmes) = same_names(programmes);
        of_programmes.retain(|(document, _)| of_profiles.iter().all(|(profile, _)| profile != document));
        of_profiles.into_iter().for_each(|two| self.report_namesakes(namesake_profiles, two));
        of_programmes.into_iter().for_each(|two| self.report_namesakes(namesake_programmes, two));
        (profiles, programmes)
    }

    /// Reports a file with the name of an earlier one.
    fn report_namesakes(
        &mut self,
        message: fn(&str) -> Message,
        (document, earlier): (DocumentId, DocumentId),
    ) {
        // Two files with one address of their own were reported as such.
        if self.addresses.route_of(document).is_none_or(|route| self.addresses.path(route).is_none()) {
            return;
        }
        let name = self.site.document(document).path.page_name();
        let message = message(name);
        let problem = Diagnostic::new(Code::L005, self.place(document), message)
            .help(say!("give one of the two files another name"))
            .related(self.place(earlier), say!("the other one"));
        self.problems.push(problem);
    }

    /// The files that programme `id` offers, each beside the page that it goes with.
    fn downloads(&mut self, id: ProgrammeId, folder: &str, place: &Place) {
        let slug = &self.site.programmes[id].slug;
        let (offered, too_large): (Vec<_>, Vec<_>) = Download::all(id)
            .filter(|download| download.is_there(self.site))
            .partition(|download| download.fits(self.site));
        self.addresses.too_large.extend(too_large);
        for download in offered {
            let name = download.file_name(slug);
            let path = match download.folder() {
                "" => format!("{folder}/{name}"),
                below => format!("{folder}/{below}/{name}"),
            };
            if let Some(path) = self.take(Asked::new(&path), None, place.clone()) {
                self.addresses.download_at.insert(download, self.addresses.downloads.len());
                self.addresses.downloads.push((download, path));
            }
        }
    }

    fn page_of_profile(&mut self, route: Route, profile: ProfileId, id: &str, place: Place) {
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

    /// Brings the lists of plain pages into the order that the pages say; those that say none follow as they stand.
    pub(super) fn in_order(&mut self) {
        let site = self.site;
        let order = |route: &Route| {
            let Route::Text(id) = route else { return u64::MAX };
            match &site.document(site.pages[*id].document).content {
                Content::Page(PageDoc { order: Some(order), .. }) => u64::from(*order),
                _ => u64::MAX,
            }
        };
        self.addresses.below.values_mut().for_each(|pages| pages.sort_by_key(order));
    }

    /// The files beside the pages. Their names are as they are, so that one of them may stand where something else
    /// needs a folder.
    pub(super) fn assets<'a>(&mut self, sources: impl Iterator<Item = &'a SourcePath>) {
        let mut sources = sources.peekable();
        if sources.peek().is_none() {
            return;
        }
        let mut folders = self.folders();
        for source in sources {
            let inside = source.as_str().strip_prefix(CONTENT_FOLDER).unwrap_or(source.as_str());
            let asked = Asked::new(inside.trim_start_matches('/'));
            let place = Place::new(source, Span::at(0));
            if let Ok((_, key)) = &asked.0 {
                if let Some(other) = self.in_the_way(key, &folders) {
                    let message = say!("`{key}` would be a file and a folder at once", key);
                    let problem = Diagnostic::new(Code::L005, place, message)
                        .help(say!("give one of the two another name"))
                        .related(other, say!("made by this file"));
                    self.problems.push(problem);
                    continue;
                }
                add_folders(&mut folders, key, &place);
            }
            if let Some(path) = self.take(asked, None, place) {
                self.addresses.assets.push((path, source.clone()));
            }
        }
    }

    /// The folders that are needed so far.
    pub(super) fn folders(&self) -> HashMap<String, Place> {
        let mut folders: HashMap<String, Place> = HashMap::default();
        for (key, taken) in &self.addresses.occupied {
            add_folders(&mut folders, key, &taken.place);
        }
        folders
    }

    /// Keeps the path with `key` for what `place` makes.
    pub(super) fn occupy(&mut self, key: Arc<str>, place: Place) {
        self.addresses.occupied.insert(key, Occupant { place, route: None });
    }

    /// The owner of the folder `key`, or of a file where `key` needs a folder.
    pub(super) fn in_the_way(&self, key: &str, folders: &HashMap<String, Place>) -> Option<Place> {
        let file = |folder: &str| self.addresses.occupied.get(folder).map(|taken| taken.place.clone());
        folders.get(key).cloned().or_else(|| parents(key).find_map(file))
    }

    fn take(&mut self, asked: Asked, route: Option<Route>, place: Place) -> Option<OutPath> {
        let (path, key) = match asked.0 {
            Ok(asked) => asked,
            Err(error) => {
                let help = say!("give the file another name");
                self.problems.push(Diagnostic::new(Code::L006, place, error.message()).help(help));
                return None;
            }
        };
        let is_generated = (self.is_generated)(&key);
        let first = match self.addresses.occupied.entry(key) {
            Entry::Occupied(first) => first.get().place.clone(),
            Entry::Vacant(_) if is_generated => self.settings.clone(),
            Entry::Vacant(entry) => {
                entry.insert(Occupant { place, route });
                return Some(path);
            }
        };
        let message =
            say!("this makes the page `{file}`, which another file makes already", file = path.as_str());
        let problem = Diagnostic::new(Code::L005, place, message)
            .help(say!("give one of the two files another name"))
            .related(first, say!("made by this file"));
        self.problems.push(problem);
        None
    }
}

/// Those of `all` with the name of an earlier one, and for each the two files.
fn same_names<'s, I: Copy + Eq + Hash>(
    all: impl Iterator<Item = (I, &'s String, DocumentId)>,
) -> (HashSet<I>, Vec<(DocumentId, DocumentId)>) {
    let (mut first, mut others, mut files) = (HashMap::default(), HashSet::default(), Vec::new());
    for (id, slug, document) in all {
        let earlier = *first.entry(slug).or_insert(document);
        if earlier != document {
            others.insert(id);
            files.push((document, earlier));
        }
    }
    (others, files)
}

fn add_folders(folders: &mut HashMap<String, Place>, key: &str, place: &Place) {
    for folder in parents(key) {
        if !folders.contains_key(folder) {
            folders.insert(folder.to_owned(), place.clone());
        }
    }
}

/// An address that is asked for, with the key under which it collides with others.
pub(super) struct Asked(pub(super) Result<(OutPath, Arc<str>), OutPathError>);

impl Asked {
    pub(super) fn new(path: &str) -> Self {
        Self(OutPath::new(path).map(|path| {
            let key = path.collision_key();
            (path, key)
        }))
    }
}

/// Where the page stands that the file `source` makes.
fn page_path(source: &SourcePath) -> String {
    let inside = source.as_str().strip_prefix(CONTENT_FOLDER).unwrap_or(source.as_str());
    let inside = inside.trim_start_matches('/');
    // Some editors write `.MD`.
    let inside = inside.rsplit_once('.').map_or(inside, |(inside, _)| inside);
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

fn namesake_profiles(name: &str) -> Message {
    say!("two profiles are called `{name}`: a name would mean either of them", name)
}

fn namesake_programmes(name: &str) -> Message {
    say!("two programmes are called `{name}`: a name would mean either of them", name)
}
