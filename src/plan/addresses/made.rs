//! Finds pages by the addresses that they have on the site.
//!
//! A page that the program makes, such as a matrix or the statement on accessibility, has no file that a link could name.
//! So an author may write the address of the page itself, which is looked for from the file, as every address is, and
//! then from the page, where a browser would look for it:
//!
//! ```text
//! in content/modules/m05.md:  ../accessibility/index.html       accessibility/index.html
//!                             ../../accessibility/index.html    the same, from modules/m05/index.html
//! ```

use ahash::{HashMap, HashSet};

use super::Addresses;
use super::anchors::named;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean, say};
use crate::model::{DocumentId, Site, Target};
use crate::plan::route::Route;
use crate::sources::CONTENT_FOLDER;
use crate::text::{SourcePath, Suggestions};

impl Addresses {
    /// The address of the page that a text of document `id` calls `written`.
    pub fn made_page(&self, site: &Site, id: DocumentId, written: &str) -> Option<String> {
        let found = |folder: &str| {
            let path = SourcePath::resolve(folder, written)?;
            self.route_at(path.as_str()).map(|_| path.as_str().to_owned())
        };
        if written.starts_with('/') {
            return found("");
        }
        let folder = site.document(id).path.folder();
        let beside = folder.strip_prefix(CONTENT_FOLDER).unwrap_or(folder);
        let own = self.route_of(id).and_then(|route| self.path(route));
        found(beside).or_else(|| found(own?.folder()))
    }
}

/// The ids that authors' texts have on each page.
type OwnIds<'a> = HashMap<Route, HashSet<&'a str>>;

/// A problem for each link of `site` to a page that nothing makes, or to a part that its page does not have.
pub(super) fn report(site: &Site, addresses: &Addresses, problems: &mut Vec<Diagnostic>) {
    let mut suggestions = Suggestions::default();
    let mut own_ids: Option<OwnIds<'_>> = None;
    for (id, resolved) in site.documents.iter() {
        for (link, target) in resolved.document.links.iter().zip(&resolved.targets) {
            let Some(Target::Made(written, suffix)) = target else { continue };
            let place = Place::new(&resolved.document.path, link.target.span);
            if let Some(path) = addresses.made_page(site, id, written) {
                let Some(route) = addresses.route_at(&path).filter(|_| !suffix.fragment.is_empty()) else {
                    continue;
                };
                let own = own_ids.get_or_insert_with(|| ids_of_texts(site, addresses));
                let own = own.get(&route);
                problems.extend(missing_part((route, &path), &suffix.fragment, own, place, &mut suggestions));
                continue;
            }
            let name = written.trim_start_matches(['.', '/']);
            let pages = addresses.routes().map(|(_, path)| path.as_str());
            let near = suggestions.nearest(name, pages);
            let help =
                did_you_mean(&near, say!("a link to a page names its file, such as `../stagegids.md`"));
            let message = say!("the site has no page `{name}`", name);
            problems.push(Diagnostic::new(Code::L501, place, message).help(help));
        }
    }
}

/// The ids of the parts of authors' texts, on the pages on which they stand.
fn ids_of_texts<'a>(site: &'a Site, addresses: &'a Addresses) -> OwnIds<'a> {
    let mut ids = OwnIds::default();
    for (id, resolved) in site.documents.iter() {
        for (name, _) in named(&resolved.document) {
            if let (Some(route), page_id) = addresses.anchor(id, name) {
                ids.entry(route).or_default().insert(page_id);
            }
        }
    }
    for profile in site.profiles.ids() {
        let glosses = addresses.gloss_ids(profile).iter().map(String::as_str);
        ids.entry(Route::Glossary(profile)).or_default().extend(glosses);
    }
    ids
}

/// The problem of a link to the part `fragment` of a page that does not have it.
fn missing_part<'a>(
    (route, path): (Route, &str),
    fragment: &str,
    own: Option<&HashSet<&'a str>>,
    place: Place,
    suggestions: &mut Suggestions,
) -> Option<Diagnostic> {
    if route.kind().has_id(fragment) || own.is_some_and(|own| own.contains(fragment)) {
        return None;
    }
    let mut all: Vec<&'a str> = own.into_iter().flatten().copied().collect();
    for id in route.kind().ids().filter(|id| !id.contains(['#', '*'])) {
        all.push(id);
    }
    all.sort_unstable();
    let near = suggestions.nearest(fragment, all);
    let help = did_you_mean(
        &near,
        say!("leave the part behind `#` out, or look at the page for the id of its part"),
    );
    let message = say!("the page `{path}` has no part `#{fragment}`", path, fragment);
    Some(Diagnostic::new(Code::L502, place, message).help(help))
}
