//! Finds plain pages to which nothing on the site leads.
//!
//! The navigation offers the pages that stand directly in `content`, and each page in a folder's `index.md` lists those
//! beside it. A page in a folder without one is listed nowhere; where no text links to it either, only the search
//! finds it, and its author should know.

use std::collections::HashSet;

use super::Addresses;
use crate::diagnostics::{Code, Diagnostic, Place, count, say};
use crate::model::{DocumentId, Site, Target};
use crate::plan::route::Route;
use crate::syntax::{Content, Document};

/// A problem for each folder of `site` with plain pages that are neither listed nor linked: one `index.md` lists them all.
pub(super) fn report(site: &Site, addresses: &Addresses, problems: &mut Vec<Diagnostic>) {
    let pages = site.pages.values().map(|page| page.document);
    let alone: Vec<DocumentId> =
        pages.filter(|id| !is_listed(addresses, *id) && !is_in_wrong_folder(site, *id)).collect();
    if alone.is_empty() || site.follows(Code::L508, site.lost.links) {
        return;
    }
    let linked = linked(site, addresses);
    let mut folders: Vec<(&str, Vec<&Document>)> = Vec::new();
    for document in alone.into_iter().filter(|id| !linked.contains(id)).map(|id| site.document(id)) {
        let folder = document.path.folder();
        match folders.iter_mut().find(|(known, _)| *known == folder) {
            Some((_, pages)) => pages.push(document),
            None => folders.push((folder, vec![document])),
        }
    }
    for (folder, pages) in folders {
        let place = Place::new(&pages[0].path, pages[0].title.span);
        let message = count!(
            pages.len() - 1,
            "no page leads to this one",
            "no page leads to this one, nor to 1 other in its folder",
            "no page leads to this one, nor to {n} others in its folder"
        );
        let help = match pages.len() {
            1 => say!("write `{folder}/index.md`, whose page lists it, or lead to it with a link", folder),
            _ => {
                say!("write `{folder}/index.md`, whose page lists them, or lead to each with a link", folder)
            }
        };
        problems.push(Diagnostic::new(Code::L508, place, message).help(help));
    }
}

/// Whether a page is meant as one of another kind, so that it is to stand in another folder, which is said.
fn is_in_wrong_folder(site: &Site, document: DocumentId) -> bool {
    matches!(&site.document(document).content, Content::Page(page) if page.foreign.is_some())
}

/// Whether the navigation or the page of its folder lists the page of `document`.
fn is_listed(addresses: &Addresses, document: DocumentId) -> bool {
    let Some(route @ Route::Text(_)) = addresses.route_of(document) else { return true };
    let Some(path) = addresses.path(route) else { return true };
    let above = path.folder().rsplit_once('/').map(|(above, _)| above);
    above.is_none_or(|above| addresses.text_in(above).is_some())
}

/// The documents to which another one links.
fn linked(site: &Site, addresses: &Addresses) -> HashSet<DocumentId> {
    let mut linked = HashSet::new();
    for (from, resolved) in site.documents.iter() {
        for target in resolved.targets.iter().flatten() {
            let to = match target {
                Target::Document(to, _) => Some(*to),
                Target::Made(written, _) => page_at(site, addresses, from, written),
                Target::Item(_)
                | Target::Competence(_)
                | Target::Module(_)
                | Target::Asset(..)
                | Target::Address(_) => None,
            };
            linked.extend(to.filter(|to| *to != from));
        }
    }
    linked
}

/// The document of the plain page that a text of `from` calls by its address.
fn page_at(site: &Site, addresses: &Addresses, from: DocumentId, written: &str) -> Option<DocumentId> {
    match addresses.route_at(&addresses.made_page(site, from, written)?)? {
        Route::Text(page) => Some(site.pages[page].document),
        _ => None,
    }
}
