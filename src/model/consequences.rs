//! Brings the problems of a site down to those that an author can act on: one mistake, one message.
//!
//! Two kinds of mistakes would be reported a hundred times over. A file whose front matter could not be read takes its
//! names with it: a module with a broken line of TOML has no code, so a programme that names it seems to name nothing;
//! a profile whose front matter is not closed has no items, so every claim on it seems wrong. Which code may follow from
//! which kind of file stands in the table of codes ([`UnreadCause`]); [`drop_consequences`] drops these. A diagnostic
//! that is dropped always has its cause in the same report, and an error is dropped for another error only, so content
//! with mistakes never passes. The other is a site whose claims have the levels of a scale that its settings do not
//! set: [`merge_unknown_levels`] says it once, for the words by which the site's own pages call the levels; any other
//! level is reported where it stands.

use std::collections::HashSet;

use super::site::{Module, Site};
use crate::config::Level;
use crate::diagnostics::{Code, Diagnostic, Place, UnreadCause};
use crate::syntax::{Content, Document};
use crate::text::{SourcePath, slug};

/// Drops the problems that only follow from a file that could not be read.
pub fn drop_consequences(site: &Site, problems: &mut Vec<Diagnostic>) {
    if problems.is_empty() {
        return;
    }
    let unread = Unread::of(site);
    problems.retain(|problem| !unread.explains(problem));
}

/// The files, competences and levels that could not be read.
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
    let is_mistake = |code| matches!(code, Code::L008 | Code::L101 | Code::L102 | Code::L104);
    !document.problems.iter().any(|problem| is_mistake(problem.code))
}

/// Whether the text of `document` was read: where its front matter is not closed, nobody knows where it begins.
pub(super) fn is_closed(document: &Document) -> bool {
    !document.problems.iter().any(|problem| problem.code == Code::L102)
}

/// Keeps the first of the claims whose level is the word of a page for a level of the default scale, and says
/// there what the settings lack.
pub(super) fn merge_unknown_levels(site: &Site, problems: &mut Vec<Diagnostic>) {
    let places = claims_with_labels(site);
    let is_of_it = |problem: &Diagnostic| problem.code == Code::L302 && places.contains(&problem.place);
    let Some(mut first) =
        problems.iter().filter(|problem| is_of_it(problem)).min_by(|a, b| a.place.cmp(&b.place)).cloned()
    else {
        return;
    };
    problems.retain(|problem| !is_of_it(problem));
    let level = |level: &Level| {
        format!(
            "{{ id = \"{}\", label = \"{}\", symbol = \"{}\" }}",
            slug(&level.label),
            level.label,
            level.symbol
        )
    };
    let levels: Vec<String> = site.config.scale.levels.values().map(level).collect();
    first.message.push_str(", since this site sets no scale of its own");
    first.help = Some(format!(
        "add to `leerlijn.toml`, for this and all other claims: `[coverage]` and below it `levels = [{}]`",
        levels.join(", ")
    ));
    problems.push(first);
}

/// Where claims name a level by its label, on a site whose scale has other names for them.
fn claims_with_labels(site: &Site) -> HashSet<Place> {
    let scale = &site.config.scale;
    let labels: HashSet<String> = scale.levels.values().map(|level| slug(&level.label)).collect();
    let mut places = HashSet::new();
    if !scale.levels.values().map(|level| level.id.as_str()).eq(["introduced", "practised", "assessed"]) {
        return places;
    }
    for resolved in site.documents.values() {
        let Content::Module(content) = &resolved.document.content else { continue };
        for claim in &content.claims {
            if scale.level(&claim.level.value).is_none() && labels.contains(&slug(&claim.level.value)) {
                places.insert(Place::new(&resolved.document.path, claim.level.span));
            }
        }
    }
    places
}
