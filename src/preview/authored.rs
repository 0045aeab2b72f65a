//! The texts of a site that its author writes, and with which program each may be opened.
//!
//! A browser can ask the preview to open a file. Whoever wrote a page, a picture or a theme could make it ask as
//! well, so the kinds of files that are ever opened are a closed list: a page, the settings, a file of words, a
//! template. A script, a link or a program is none of them, whatever it is called and wherever it lies.

use crate::sources::{CONFIG_FILE, CONTENT_FOLDER, THEMES_FOLDER};
use crate::text::SourcePath;

/// A kind of text that an author writes by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthoredText {
    /// `leerlijn.toml`.
    Settings,
    /// A page below `content`.
    Page,
    /// The words of a theme in one language.
    Words,
    /// A template of a theme.
    Template,
}

/// The program that opens a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// The program that the system has for files with this ending.
    System,
    /// The editor that the author named.
    Editor,
}

impl AuthoredText {
    /// The kind of the file at `path`; none when it is not on the list. Endings count as they are written here:
    /// `PAGE.MD` is a page of the site and is not opened.
    pub fn of(path: &SourcePath) -> Option<Self> {
        if path.as_str() == CONFIG_FILE {
            return Some(Self::Settings);
        }
        let parts: Vec<&str> = path.as_str().split('/').collect();
        match parts.as_slice() {
            [CONTENT_FOLDER, .., name] if name.ends_with(".md") => Some(Self::Page),
            [THEMES_FOLDER, _, "words", name] if name.ends_with(".ftl") => Some(Self::Words),
            [THEMES_FOLDER, _, "templates", .., name] if is_template(name) => Some(Self::Template),
            _ => None,
        }
    }

    /// Whether `program` shows such a file as a text. A template ends in `.html`, and the system's program for
    /// that is a browser, which would run it.
    pub fn opens_with(self, program: Program) -> bool {
        match (self, program) {
            (Self::Settings | Self::Page | Self::Words, _) | (Self::Template, Program::Editor) => true,
            (Self::Template, Program::System) => false,
        }
    }
}

fn is_template(name: &str) -> bool {
    [".html", ".xml"].iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(path: &str) -> Option<AuthoredText> {
        AuthoredText::of(&SourcePath::new(path))
    }

    #[test]
    fn what_an_author_writes_is_on_the_list() {
        assert_eq!(kind("leerlijn.toml"), Some(AuthoredText::Settings));
        assert_eq!(kind("content/index.md"), Some(AuthoredText::Page));
        assert_eq!(kind("content/modules/m01/les 1.md"), Some(AuthoredText::Page));
        assert_eq!(kind("themes/school/words/nl.ftl"), Some(AuthoredText::Words));
        assert_eq!(kind("themes/school/templates/macros/page.html"), Some(AuthoredText::Template));
    }

    #[test]
    fn nothing_that_runs_is_on_the_list() {
        for path in [
            "themes/school/templates/setup.bat",
            "themes/school/templates/page.html.cmd",
            "themes/school/templates/tool",
            "themes/school/static/js/page.js",
            "themes/school/static/css/base.css",
            "themes/school/words/run.sh",
            "themes/school/words/deeper/nl.ftl",
            "themes/school/notes.md",
            "content/tool.exe",
            "content/page.md.lnk",
            "content/page.md.desktop",
            "content/picture.svg",
            "content/page.html",
            "content/setup.bat",
            "content",
            "content.md",
            "other/leerlijn.toml",
            "output/index.md",
            "",
        ] {
            assert_eq!(kind(path), None, "{path}");
        }
    }

    #[test]
    fn a_template_is_opened_by_an_editor_alone() {
        assert!(AuthoredText::Template.opens_with(Program::Editor));
        assert!(!AuthoredText::Template.opens_with(Program::System));
        assert!(AuthoredText::Page.opens_with(Program::System));
    }
}
