//! Purpose: say nothing of what only follows from front matter that could not be read.
//! Input: a site and what was found in it. Output: the findings that stand by themselves.
//! Invariant: nothing is left out unless the mistake that it follows from is reported itself. What is an error
//! is left out for another error only, so content with mistakes never passes.

use std::collections::HashSet;

use super::site::{Module, Site};
use crate::diagnostics::{Code, Diagnostic};
use crate::syntax::{Content, Document};
use crate::text::SourcePath;

/// Leaves out what follows from a file that could not be read: its names are not missed, and a programme that
/// was not read leaves no module outside.
pub fn leave_out_consequences(site: &Site, problems: &mut Vec<Diagnostic>) {
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
        match problem.code {
            Code::L207 | Code::L307 | Code::L308 | Code::L309 | Code::L407 => in_unread,
            Code::L304 | Code::L306 => in_unread || self.programmes,
            Code::L301 | Code::L403 => self.profiles,
            Code::L401 => self.codes,
            Code::L503 => self.profiles || self.codes,
            Code::L406 | Code::L408 => self.modules,
            _ => false,
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
