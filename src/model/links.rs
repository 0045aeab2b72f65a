//! Purpose: what each link of each document leads to.
//! Input: a site whose names are known, and the files beside its pages. Output: targets.
//! Invariant: an address inside the site that leads nowhere is an error, its heading included; addresses
//! outside are never asked for, since a build must not depend on a network.

use std::sync::OnceLock;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::advice;
use super::claims::unknown_item;
use super::names::{About, ModuleNames, Named, Names, Unknown};
use super::site::{DocumentId, Resolved, Site, Target};
use super::unread::is_closed;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::sources::{CONTENT_FOLDER, Sources};
use crate::syntax::{Content, Document, LinkDoc, LinkKind};
use crate::text::{SourcePath, nearest};

/// The kinds of addresses that a page may lead to outside the site.
const SCHEMES: [&str; 4] = ["http:", "https:", "mailto:", "tel:"];

/// Resolves every link of every document.
pub(super) fn resolve(site: &mut Site, sources: &Sources, problems: &mut Vec<Diagnostic>) {
    let found: Vec<(Vec<Option<Target>>, Vec<Diagnostic>)> = {
        let linking = Linking::new(site, sources);
        let ids: Vec<DocumentId> = site.documents.ids().collect();
        let read = |id| {
            let mut problems = Vec::new();
            (linking.document(id, &site.documents[id], &mut problems), problems)
        };
        ids.into_par_iter().map(read).collect()
    };
    let ids: Vec<DocumentId> = site.documents.ids().collect();
    for (id, (targets, found_problems)) in ids.into_iter().zip(found) {
        site.documents[id].targets = targets;
        problems.extend(found_problems);
    }
}

struct Linking<'s> {
    site: &'s Site,
    sources: &'s Sources,
    names: Names<'s>,
    /// Made when a name is met that is no item's.
    modules: OnceLock<ModuleNames<'s>>,
    /// For each document the profile that a name without one is about.
    about: Vec<About>,
}

impl<'s> Linking<'s> {
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
        Self { site, sources, names: Names::new(site), modules: OnceLock::new(), about }
    }

    fn modules(&self) -> &ModuleNames<'s> {
        self.modules.get_or_init(|| ModuleNames::new(self.site))
    }

    fn document(
        &self,
        id: DocumentId,
        resolved: &Resolved,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Option<Target>> {
        let document = &resolved.document;
        let about = self.about[id.index()];
        let mut target = |link: &LinkDoc| {
            let found = match link.kind {
                LinkKind::Mention => self.mention(document, link, about),
                LinkKind::Link | LinkKind::Image => self.address(document, link),
            };
            match found {
                Ok(target) => Some(target),
                Err(problem) => {
                    problems.extend(problem.map(|problem| *problem));
                    None
                }
            }
        };
        document.links.iter().map(&mut target).collect()
    }

    /// What `[[name]]` means. A profile's own references were reported when it was read, so the error is
    /// empty there.
    fn mention(
        &self,
        document: &Document,
        link: &LinkDoc,
        about: About,
    ) -> Result<Target, Option<Box<Diagnostic>>> {
        let name = &link.target;
        let unknown = match self.names.item(&name.value, about) {
            Ok(Named::Item(item)) => return Ok(Target::Item(item)),
            Ok(Named::Competence(competence)) => return Ok(Target::Competence(competence)),
            Err(unknown) => unknown,
        };
        if let Some(module) = self.modules().get(&name.value) {
            return Ok(Target::Module(module));
        }
        if matches!(document.content, Content::Profile(_)) {
            return Err(None);
        }
        let problem = match unknown {
            Unknown::Item(_, mut near) => {
                near.extend(self.modules().near(&name.value));
                let near: Vec<&str> = near.iter().map(String::as_str).take(3).collect();
                let help =
                    did_you_mean(&near, "double brackets name an item (`[[c4.6]]`) or a module (`[[M05]]`)");
                let message = format!("no item and no module is called `{}`", name.value);
                Diagnostic::new(Code::L503, Place::new(&document.path, name.span), message).help(help)
            }
            // Said at the first claim; a text that only mentions items cannot know better.
            Unknown::NoProfile => {
                let near = self.modules().near(&name.value);
                let near: Vec<&str> = near.iter().map(String::as_str).collect();
                let help = did_you_mean(&near, "this site has no profile, so only modules have names");
                let message = format!("no item and no module is called `{}`", name.value);
                Diagnostic::new(Code::L503, Place::new(&document.path, name.span), message).help(help)
            }
            other => unknown_item(Code::L503, &document.path, name, &other),
        };
        Err(Some(Box::new(problem)))
    }

    fn address(&self, document: &Document, link: &LinkDoc) -> Result<Target, Option<Box<Diagnostic>>> {
        let written = link.target.value.as_str();
        let problem = |code, message: String, help: &str| {
            let place = Place::new(&document.path, link.target.span);
            Err(Some(Box::new(Diagnostic::new(code, place, message).help(help))))
        };
        if has_scheme(written) || written.starts_with("//") {
            let lower = written.to_ascii_lowercase();
            if written.starts_with("//") || SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) {
                return Ok(Target::Address(written.to_owned()));
            }
            let message = format!("`{written}` is no address that a page may lead to");
            let help = advice::own_disk(written, link.kind);
            let otherwise = "a link can start with https:, http:, mailto: or tel:";
            return problem(Code::L505, message, help.as_deref().unwrap_or(otherwise));
        }
        let (path, anchor) = written.split_once('#').map_or((written, None), |(path, id)| (path, Some(id)));
        if path.is_empty() {
            return self.anchor(document, document, anchor, link, |id| Target::Address(format!("#{id}")));
        }
        let path = percent_decoded(path.split('?').next().unwrap_or(path));
        let folder = if path.starts_with('/') { CONTENT_FOLDER } else { document.path.folder() };
        let Some(file) = SourcePath::resolve(folder, &path).filter(is_content) else {
            let message = format!("`{written}` leads out of the content folder");
            return problem(Code::L504, message, "put the file in `content`, beside the page that uses it");
        };
        if let Some(id) = self.page(&file) {
            let target = &self.site.documents[id].document;
            return self.anchor(document, target, anchor, link, |anchor| {
                Target::Document(id, Some(anchor.to_owned()).filter(|anchor| !anchor.is_empty()))
            });
        }
        if self.sources.asset(&file).is_some() {
            return Ok(Target::Asset(file));
        }
        let help = advice::missing_file(self.site, self.sources, (written, &file), link.kind);
        problem(Code::L501, format!("there is no file `{file}`"), &help)
    }

    /// The page in `file`, or in its `index.md` when `file` is a folder.
    fn page(&self, file: &SourcePath) -> Option<DocumentId> {
        let index = || SourcePath::resolve(file.as_str(), "index.md");
        self.site.document_at(file).or_else(|| self.site.document_at(&index()?))
    }

    fn anchor(
        &self,
        document: &Document,
        target: &Document,
        anchor: Option<&str>,
        link: &LinkDoc,
        found: impl Fn(&str) -> Target,
    ) -> Result<Target, Option<Box<Diagnostic>>> {
        let id = percent_decoded(anchor.unwrap_or(""));
        let is_there = id.is_empty() || target.headings.iter().any(|heading| heading.id == id);
        // Nobody knows the headings of a page whose front matter has no end.
        if is_there || !is_closed(target) {
            return Ok(found(&id));
        }
        let near = nearest(&id, target.headings.iter().map(|heading| heading.id.as_str()));
        let help = did_you_mean(&near, "a heading's id is its words with hyphens, or what stands in `{#…}`");
        let message = format!("`{}` has no heading `#{id}`", target.path);
        let place = Place::new(&document.path, link.target.span);
        Err(Some(Box::new(Diagnostic::new(Code::L502, place, message).help(help))))
    }
}

fn is_content(file: &SourcePath) -> bool {
    file.as_str() == CONTENT_FOLDER || file.as_str().starts_with(&format!("{CONTENT_FOLDER}/"))
}

/// Whether an address starts with a scheme, as RFC 3986 (3.1) writes one.
fn has_scheme(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// `%20` and its like as the characters that they stand for; what is no UTF-8 stays as written.
fn percent_decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        assert_eq!(percent_decoded("les%201.md"), "les 1.md");
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("%ff"), "%ff");
        assert!(has_scheme("javascript:alert(1)"));
        assert!(!has_scheme("les:1/bestand.md".trim_start_matches("les:")));
        assert!(!has_scheme("../les.md"));
    }
}
