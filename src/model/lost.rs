//! The parts of a site that could not be read, so that nothing is said which only follows from these.
//!
//! A module with a broken line of TOML may have any code, so a programme that names it seems to name nothing; a profile
//! whose front matter is not closed has no items, so every claim on it seems wrong. Each document names its own
//! losses, with the proof that they were reported; [`Lost`] brings these together for names that may stand anywhere in the
//! site. A check asks [`Site::follows`] before it speaks. A mistake that is not said always has its cause in the same
//! report, and an error is left out for another error only, so content with mistakes never passes.

use super::entities::{Lost, Module};
use super::site::Site;
use crate::diagnostics::{Code, Reported};
use crate::syntax::{Content, Document};

impl Lost {
    /// The losses of the documents of `site`, whose modules are known.
    pub(super) fn of(site: &Site) -> Self {
        let mut lost = Self::default();
        for resolved in site.documents.values() {
            lost.add(&resolved.document);
        }
        for profile in site.profiles.values() {
            add(&mut lost.items, profile.lost);
        }
        for module in site.modules.values() {
            add(&mut lost.codes, code(site, module));
        }
        lost
    }

    fn add(&mut self, document: &Document) {
        add(&mut self.links, document.unread);
        match &document.content {
            Content::Profile(_) | Content::Page(_) => {}
            Content::Module(content) => add(&mut self.claims, content.lost_claims),
            Content::Programme(content) => {
                add(&mut self.terms, content.lost_terms);
                add(&mut self.profiles_of_programmes, content.profile.broken());
            }
        }
    }

    /// The losses that a count of coverage may suffer from: claims, or modules with all of theirs.
    pub fn coverage(&self) -> Option<Reported> {
        graver(graver(self.claims, self.codes), self.terms)
    }
}

impl Site {
    /// Whether a mistake `code` would only follow from `cause`, which was reported, is said on this site, and is at least
    /// as grave.
    pub fn follows(&self, code: Code, cause: Option<Reported>) -> bool {
        let cause = cause.and_then(|cause| self.config.severity(cause.code()));
        cause.zip(self.config.severity(code)).is_some_and(|(cause, own)| cause <= own)
    }

    /// That claims of `module` could not be read: on its own page, or on that of a lesson.
    pub fn lost_claims(&self, module: &Module) -> Option<Reported> {
        let of_page = |page: &Document| match &page.content {
            Content::Module(content) => content.lost_claims,
            Content::Profile(_) | Content::Programme(_) | Content::Page(_) => None,
        };
        pages(self, module).map(of_page).fold(None, graver)
    }
}

/// That the code of `module` could not be read.
pub(super) fn code(site: &Site, module: &Module) -> Option<Reported> {
    match &site.document(module.document).content {
        Content::Module(content) => content.code.broken(),
        Content::Profile(_) | Content::Programme(_) | Content::Page(_) => None,
    }
}

/// That a text of `module` was not read.
pub(super) fn text(site: &Site, module: &Module) -> Option<Reported> {
    pages(site, module).map(|page| page.unread).fold(None, graver)
}

fn pages<'s>(site: &'s Site, module: &'s Module) -> impl Iterator<Item = &'s Document> {
    let lessons = module.lessons.iter().map(|lesson| site.lessons[*lesson].document);
    std::iter::once(module.document).chain(lessons).map(|page| site.document(page))
}

fn add(known: &mut Option<Reported>, other: Option<Reported>) {
    *known = graver(*known, other);
}

/// The graver one of two reports, or the one that there is.
pub(super) fn graver(a: Option<Reported>, b: Option<Reported>) -> Option<Reported> {
    match (a, b) {
        (Some(first), Some(second)) if second.code().severity() < first.code().severity() => b,
        (Some(_), _) => a,
        (None, _) => b,
    }
}
