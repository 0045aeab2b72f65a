//! Drops the errors that only follow from a file whose front matter could not be read.
//!
//! A module with a broken line of TOML has no code, so a programme that names it seems to name nothing; a profile
//! whose front matter is not closed has no items, so every claim on it seems wrong. The author is told of the one
//! mistake, and not of the hundred that go away with it. Which code may follow from which kind of file stands in the
//! table of codes ([`UnreadCause`]). What is dropped always has its cause in the same report, and an error is dropped
//! for another error only, so content with mistakes never passes.

use std::collections::HashSet;

use super::site::{Module, Site};
use crate::diagnostics::{Code, Diagnostic, UnreadCause};
use crate::syntax::{Content, Document};
use crate::text::SourcePath;

/// Drops the problems that only follow from a file that could not be read.
pub fn drop_consequences(site: &Site, problems: &mut Vec<Diagnostic>) {
    if problems.is_empty() {
        return;
    }
    let unread = Unread::of(site);
    problems.retain(|problem| !unread.explains(problem));
}

/// What could not be read.
#[derive(Default)]
struct Unread<'s> {
    /// The files with a mistake in their front matter, and all pages of a module that has one.
    files: HashSet<&'s SourcePath>,
    /// Whether some module may claim more than is known.
    modules: bool,
    /// Whether some module may have a code that is not known.
    codes: bool,
    /// Whether some programme may have more modules than are known.
    programmes: bool,
    /// Whether some profile may have more items than are known.
    profiles: bool,
}

impl<'s> Unread<'s> {
    fn of(site: &'s Site) -> Self {
        let mut unread = Self::default();
        for resolved in site.documents.values() {
            unread.add(site, &resolved.document);
        }
        for module in site.modules.values() {
            unread.add_module(site, module);
        }
        unread
    }

    fn add(&mut self, site: &Site, document: &'s Document) {
        let whole = is_whole(document);
        match &document.content {
            Content::Profile(_) => self.profiles |= !is_closed(document),
            // A key that nobody knows may be the terms, written wrong.
            Content::Programme(content) if whole && content.terms.is_empty() => {
                let is_said = site.config.severity(Code::L103).is_some();
                if is_said && document.problems.iter().any(|problem| problem.code == Code::L103) {
                    self.programmes = true;
                    self.files.insert(&document.path);
                }
            }
            Content::Programme(_) => self.programmes |= !whole,
            Content::Module(_) | Content::Page(_) => {}
        }
        if !whole {
            self.files.insert(&document.path);
        }
    }

    fn add_module(&mut self, site: &'s Site, module: &Module) {
        let lessons = module.lessons.iter().map(|lesson| site.lessons[*lesson].document);
        let pages: Vec<&Document> =
            lessons.chain([module.document]).map(|page| site.document(page)).collect();
        if pages.iter().any(|page| !is_whole(page)) {
            self.modules = true;
            self.files.extend(pages.iter().map(|page| &page.path));
        }
        self.codes |= module.code.is_empty() && !is_whole(site.document(module.document));
    }

    /// Whether `problem` may follow from what could not be read.
    fn explains(&self, problem: &Diagnostic) -> bool {
        let in_unread = self.files.contains(&problem.place.file);
        match problem.code.unread_cause() {
            UnreadCause::Nothing => false,
            UnreadCause::OwnFile => in_unread,
            UnreadCause::Programmes => in_unread || self.programmes,
            UnreadCause::Profiles => self.profiles,
            UnreadCause::ModuleCodes => self.codes,
            UnreadCause::Names => self.profiles || self.codes,
            UnreadCause::Modules => self.modules,
        }
    }
}

/// Whether the front matter of `document` could be read, each value of it included.
fn is_whole(document: &Document) -> bool {
    let is_mistake = |code| matches!(code, Code::L101 | Code::L102 | Code::L104);
    !document.problems.iter().any(|problem| is_mistake(problem.code))
}

/// Whether the text of `document` was read: where its front matter is not closed, nobody knows where it begins.
pub(super) fn is_closed(document: &Document) -> bool {
    !document.problems.iter().any(|problem| problem.code == Code::L102)
}
