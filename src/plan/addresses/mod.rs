//! Gives every page, every anchor on it and every published file its address.
//!
//! An address depends on the names of files and the ids in them, never on a position. Two things that would share one,
//! on any system, are reported, and the first keeps it.

mod aliases;
mod anchors;
mod assignment;
mod made;
mod unreached;

use std::sync::Arc;

use ahash::HashMap;

use self::anchors::Anchors;
pub(in crate::plan) use self::anchors::{competence_page, section_page, text_page};
use self::assignment::Assignment;
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{DocumentId, ProfileId, Site};
use crate::plan::out_path::collision_key;
use crate::plan::route::Route;
use crate::plan::{Download, OutPath};
use crate::sources::{CONFIG_FILE, CONTENT_FOLDER, Sources};
use crate::text::{SourcePath, Span};

/// The file for search engines, of a site that knows its address.
pub const SITEMAP: &str = "sitemap.xml";
/// The feed of changes, of a site that knows its address.
pub const FEED: &str = "feed.xml";

/// The addresses of a site.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    paths: HashMap<Route, OutPath>,
    order: Vec<Route>,
    /// For each document the page that shows it.
    documents: Vec<Option<Route>>,
    folders: HashMap<String, Route>,
    below: HashMap<String, Vec<Route>>,
    /// The occupied paths, by the key under which two would collide.
    occupied: HashMap<Arc<str>, Occupant>,
    downloads: Vec<(Download, OutPath)>,
    too_large: Vec<Download>,
    download_at: HashMap<Download, usize>,
    assets: Vec<(OutPath, SourcePath)>,
    /// Old addresses, each with the page to which it leads.
    aliases: Vec<(OutPath, Route)>,
    anchors: Anchors,
}

impl Addresses {
    /// Gives out the addresses of `site` and of the files beside its pages; `kept` are those that the
    /// theme needs for its own files, and `is_generated` knows those of files that are generated later.
    pub fn new(
        site: &Site,
        sources: &Sources,
        kept: impl Iterator<Item = OutPath>,
        is_generated: fn(&str) -> bool,
    ) -> (Self, Vec<Diagnostic>) {
        let mut addresses = Self { documents: vec![None; site.documents.len()], ..Self::default() };
        addresses.occupied.reserve(site.documents.len());
        addresses.paths.reserve(site.documents.len());
        let settings = Place::new(&SourcePath::new(CONFIG_FILE), Span::at(0));
        let mut assignment = Assignment { site, addresses, is_generated, settings, problems: Vec::new() };
        for path in kept {
            let by = Occupant { place: assignment.settings.clone(), route: None };
            assignment.addresses.occupied.insert(path.collision_key(), by);
        }
        assignment.documents();
        assignment.generated_pages();
        let published = sources.assets_in(CONTENT_FOLDER).filter(|asset| !asset.is_draft());
        assignment.assets(published.map(|asset| &asset.path));
        assignment.aliases();
        assignment.in_order();
        let Assignment { mut addresses, mut problems, .. } = assignment;
        addresses.anchors = Anchors::new(site, &addresses.documents, &mut problems);
        made::report(site, &addresses, &mut problems);
        unreached::report(site, &addresses, &mut problems);
        (addresses, problems)
    }

    /// The page on which the anchor `name` of document `id` stands, and its id there; no page where none shows it.
    pub fn anchor<'n>(&'n self, id: DocumentId, name: &'n str) -> (Option<Route>, &'n str) {
        self.anchors.get(id, name, self.route_of(id))
    }

    /// The id of each gloss of `profile` on its page, in the order of the file.
    pub fn gloss_ids(&self, profile: ProfileId) -> &[String] {
        self.anchors.gloss_ids.get(profile.index()).map(Vec::as_slice).unwrap_or_default()
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
        let route = self.occupied.get(collision_key(path).as_str())?.route?;
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

    /// The downloads that are left out because Excel could not hold them.
    pub fn too_large(&self) -> &[Download] {
        &self.too_large
    }

    /// The files that are published as they are.
    pub fn assets(&self) -> &[(OutPath, SourcePath)] {
        &self.assets
    }
}

/// The owner of a path: a page, or another file.
#[derive(Debug, Clone)]
struct Occupant {
    place: Place,
    route: Option<Route>,
}
