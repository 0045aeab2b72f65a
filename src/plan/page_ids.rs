//! The ids that the built-in theme gives to parts of pages, by kind of page.
//!
//! An author's heading `## Modules` would get the id `modules`, which the page of a programme has already. So every id
//! in a template stands here too, and an anchor of an author's text that would have the same gets another one
//! (`anchors.rs`). In an id `#` stands for a number, and `*` for any word without a
//! hyphen; so what a number is put behind, with a hyphen, is never an id of the list. A test holds this list and the templates to
//! each other.

use super::page_kind::PageKind;

/// On every page with the site's frame.
const FRAME: &[&str] = &["main", "find", "find-words", "find-keys", "hatch", "shape-#"];
/// On every page with a text: the table of contents and the notes.
const TEXT: &[&str] = &["toc-title", "fn-#", "fnref-#", "fnref-#.#"];

impl PageKind {
    /// The ids on pages of this kind that are not an author's.
    pub fn ids(self) -> impl Iterator<Item = &'static str> {
        let own: &[&str] = match self {
            Self::Home => &["programmes", "profiles"],
            Self::Programme => {
                &["path", "modules", "term-#", "levels", "prerequisites", "coverage", "reliance", "heat"]
            }
            Self::Matrix | Self::Embed => {
                &["matrix", "matrix-caption", "matrix-filter", "matrix-keys", "g#", "m#", "r-*", "t#"]
            }
            Self::Dossier => &["dossier-matrix", "dossier-gaps", "dossier-exempt", "dossier-#"],
            Self::Gaps => &["gaps-#", "early", "single", "many", "spare", "exempt"],
            Self::Alignment => &["unweighed", "unpractised", "untaught", "repeated", "alignment", "g#", "l#"],
            Self::Assessments => &["matrix", "matrix-caption", "g#", "m#", "r-*", "t#"],
            Self::Profile => &["competences", "programmes-here", "revision"],
            Self::Glossary => &["letters", "letter-*"],
            Self::Comparison => &["numbers", "comparison", "only-different"],
            Self::Competence => &["indicators", "competences", "programmes-here"],
            Self::Item => &["programme-#", "glossary", "competences", "skills", "mentions"],
            Self::Modules => &["programme-#", "others"],
            Self::Module | Self::Lesson => &["course", "covers", "lessons", "to-review"],
            Self::Accessibility => &["conformance", "problems", "prepared", "contact", "enforcement"],
            Self::Text | Self::NotFound => &[],
        };
        FRAME.iter().chain(TEXT).chain(own).copied()
    }

    /// Whether a part of such a page has the id `id`, or another page of the kind may have it.
    pub fn has_id(self, id: &str) -> bool {
        // Nearly every heading of a site ends here, and it is asked of each with every pattern.
        let first = id.as_bytes().first();
        let may_fit = |pattern: &str| pattern.as_bytes().first() == first || pattern.starts_with('*');
        self.ids().any(|pattern| may_fit(pattern) && fits(pattern, id))
    }
}

/// Whether `id` is `pattern`, or one of the ids for which it stands.
fn fits(pattern: &str, id: &str) -> bool {
    let Some(at) = pattern.find(['#', '*']) else { return pattern == id };
    let Some(rest) = id.strip_prefix(&pattern[..at]) else { return false };
    if &pattern[at..] == "*" {
        return !rest.is_empty() && !rest.contains('-');
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && fits(&pattern[at + 1..], &rest[digits..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_with_a_number_behind_it_is_free() {
        for kind in PageKind::ALL {
            for id in kind.ids().map(|id| id.replace('#', "1").replace('*', "a")) {
                assert!(kind.has_id(&id) && !kind.has_id(&format!("{id}-2")), "{id}");
            }
        }
    }

    #[test]
    fn an_id_is_one_of_those_that_a_pattern_stands_for() {
        for (pattern, id) in
            [("main", "main"), ("fn-#", "fn-12"), ("fnref-#.#", "fnref-1.2"), ("r-*", "r-c1.1")]
        {
            assert!(fits(pattern, id), "{pattern} {id}");
        }
        for (pattern, id) in
            [("main", "main-2"), ("fn-#", "fn-"), ("fn-#", "fn-1a"), ("r-*", "r-"), ("fn-#", "fnref-1")]
        {
            assert!(!fits(pattern, id), "{pattern} {id}");
        }
        assert!(PageKind::Programme.has_id("modules") && !PageKind::Text.has_id("modules"));
    }
}
