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

use super::Addresses;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean, say};
use crate::model::{DocumentId, Site, Target};
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

/// A problem for each link of `site` to a page that nothing makes.
pub(super) fn report(site: &Site, addresses: &Addresses, problems: &mut Vec<Diagnostic>) {
    let mut suggestions = Suggestions::default();
    for (id, resolved) in site.documents.iter() {
        for (link, target) in resolved.document.links.iter().zip(&resolved.targets) {
            let Some(Target::Made(written, _)) = target else { continue };
            if addresses.made_page(site, id, written).is_some() {
                continue;
            }
            let name = written.trim_start_matches(['.', '/']);
            let pages = addresses.routes().map(|(_, path)| path.as_str());
            let near = suggestions.nearest(name, pages);
            let help =
                did_you_mean(&near, say!("a link to a page names its file, such as `../stagegids.md`"));
            let place = Place::new(&resolved.document.path, link.target.span);
            let message = say!("the site has no page `{name}`", name);
            problems.push(Diagnostic::new(Code::L501, place, message).help(help));
        }
    }
}
