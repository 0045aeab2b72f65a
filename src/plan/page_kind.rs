//! The kinds of pages, and for each kind the facts that hold for every page of it.
//!
//! A site has many pages and few kinds of them. Names, templates, words and places in the navigation belong to the
//! kind, and templates, scripts, the search and the documentation take them from the one table in this file. To add
//! a kind of page, add a line here: the compiler then asks for its route, its description and its view, and tests ask
//! for its template, its words and its lines in the documentation.

use serde::Serialize;

use crate::model::ItemKind;

/// The facts of a kind of page.
struct Facts {
    /// The template that renders it.
    template: &'static str,
    /// The type of its view in `plan::view`; empty for a page without one.
    view: &'static str,
    /// The key of the theme's word that comes before the title of such a page, or is its whole title; empty where the
    /// title is enough.
    word: &'static str,
    /// The key of the theme's word for pages of this kind, in the navigation and the search.
    label: &'static str,
    /// The kind of page whose entry in the main navigation is marked.
    section: PageKind,
    /// How the search finds it.
    search: Search,
}

/// How the search finds pages of a kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Search {
    /// Under the kind's own name and label.
    Own,
    /// Under the kinds of items, each with a label of its own.
    ItemKinds,
    /// Not at all.
    Left,
}

macro_rules! page_kinds {
    ($($kind:ident $name:literal: $template:literal, $view:literal, $word:literal, $label:literal, $section:ident, $search:ident;)*) => {
        /// A kind of page. Its name ([`PageKind::name`]) is what templates see as `page.kind`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
        #[serde(rename_all = "kebab-case")]
        #[allow(missing_docs, reason = "the names say it")]
        pub enum PageKind { $($kind,)* }

        impl PageKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// Its name in templates, style sheets and scripts.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            fn facts(self) -> Facts {
                match self {
                    $(Self::$kind => Facts {
                        template: $template,
                        view: $view,
                        word: $word,
                        label: $label,
                        section: PageKind::$section,
                        search: Search::$search,
                    },)*
                }
            }
        }
    };
}

page_kinds! {
    // name: template, view, word before the title, label, marked in the navigation, in the search
    Home "home": "home.html", "HomeView", "", "one-page", Home, Own;
    Programme "programme": "programme.html", "ProgrammeView", "", "nav-programme", Programme, Own;
    Matrix "matrix": "matrix.html", "MatrixView", "matrix-title", "matrix", Matrix, Own;
    Embed "embed": "matrix-embed.html", "MatrixView", "matrix-title", "matrix", Embed, Left;
    Gaps "gaps": "gaps.html", "GapsView", "gaps", "gaps", Gaps, Own;
    Dossier "dossier": "dossier.html", "DossierView", "dossier", "dossier", Programme, Own;
    Alignment "alignment": "alignment.html", "AlignmentView", "alignment", "alignment", Alignment, Own;
    Assessments "assessments": "assessments.html", "AssessmentsView", "assessments", "assessments", Alignment, Own;
    Profile "profile": "profile.html", "ProfileView", "", "nav-profile", Profile, Own;
    Glossary "glossary": "glossary.html", "GlossaryView", "", "glossary", Profile, Own;
    Comparison "comparison": "comparison.html", "ComparisonView", "comparison", "comparison", Profile, Own;
    Competence "competence": "competence.html", "CompetenceView", "", "competence", Profile, Own;
    Item "item": "item.html", "ItemView", "", "", Profile, ItemKinds;
    Modules "modules": "modules.html", "ModulesView", "modules", "modules", Modules, Own;
    Module "module": "module.html", "ModuleView", "", "module", Modules, Own;
    Lesson "lesson": "lesson.html", "LessonView", "", "one-lesson", Modules, Own;
    Accessibility "accessibility": "accessibility.html", "AccessibilityView", "accessibility-title", "accessibility-title", Accessibility, Own;
    Text "text": "text.html", "TextView", "", "one-page", Text, Own;
    NotFound "not-found": "not-found.html", "", "not-found-title", "", NotFound, Left;
}

/// A kind of results of the search: the kinds of pages, with items apart by their kinds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SearchKindView {
    /// The name by which the index refers to it.
    pub name: &'static str,
    /// The key of the theme's word for it.
    pub label: String,
    /// Whether such a page is named by that word, before its title or without one.
    pub is_named_by_label: bool,
}

impl PageKind {
    /// The template that renders pages of this kind.
    pub fn template(self) -> &'static str {
        self.facts().template
    }

    /// The type in `plan::view` that such a page is given as `view`; empty for a page without one.
    pub fn view(self) -> &'static str {
        self.facts().view
    }

    /// The key of the theme's word that comes before the title of such a page, or is its whole title; empty where
    /// the title is enough.
    pub fn word(self) -> &'static str {
        self.facts().word
    }

    /// The key of the theme's word for pages of this kind, in the navigation and the search; empty for a kind that
    /// neither shows.
    pub fn label(self) -> &'static str {
        self.facts().label
    }

    /// The kind of page whose entry in the main navigation is marked: a lesson stands among the modules.
    pub fn section(self) -> Self {
        self.facts().section
    }

    /// The kinds under which the search lists pages of this kind.
    pub fn search_kinds(self) -> Vec<SearchKindView> {
        match self.facts().search {
            Search::Own => vec![SearchKindView {
                name: self.name(),
                label: self.label().to_owned(),
                is_named_by_label: !self.word().is_empty(),
            }],
            // A competence that is an item is found as a competence.
            Search::ItemKinds => ItemKind::ALL
                .into_iter()
                .filter(|kind| *kind != ItemKind::Competence)
                .map(|kind| SearchKindView {
                    name: kind.as_str(),
                    label: format!("one-{}", kind.as_str()),
                    is_named_by_label: false,
                })
                .collect(),
            Search::Left => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_the_same_name_for_templates_and_for_rust() {
        for kind in PageKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }
}
