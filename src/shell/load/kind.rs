//! Purpose: tell from a file's path alone whether it belongs to a site, and how it is read.
//! Input: a path below the site's root. Output: [`Kind`].
//! Invariant: files that editors and systems leave behind never belong to a site.

use std::path::{Component, Path};

use crate::sources::{CONFIG_FILE, CONTENT_FOLDER, THEMES_FOLDER};
use crate::text::SourcePath;

use super::SkipReason;

/// How a file of a site is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Whole, as text.
    Text,
    /// By its size, its date and an image's header.
    Asset,
}

/// The folders of a theme that are read; another one may hold a whole `node_modules`.
const THEME_FOLDERS: &[&str] = &["templates", "words", "static"];

/// How the file `path` is read; `None` when it belongs to no site.
pub(super) fn of(path: &SourcePath) -> Option<Kind> {
    if path.as_str() == CONFIG_FILE {
        return Some(Kind::Text);
    }
    let parts: Vec<&str> = path.as_str().split('/').collect();
    if parts.iter().any(|part| is_left_behind(part)) || path.file_name() == "4913" {
        return None;
    }
    match parts.as_slice() {
        [top, .., name] if *top == CONTENT_FOLDER => {
            Some(if has_ending(name, "md") { Kind::Text } else { Kind::Asset })
        }
        [top, _, "templates", _, ..] if *top == THEMES_FOLDER => Some(Kind::Text),
        // Styles and scripts are put into the matrix that is one file.
        [top, _, "static", .., name]
            if *top == THEMES_FOLDER && (has_ending(name, "css") || has_ending(name, "js")) =>
        {
            Some(Kind::Text)
        }
        [top, _, "words", name] if *top == THEMES_FOLDER && has_ending(name, "ftl") => Some(Kind::Text),
        [top, _, "static", _, ..] if *top == THEMES_FOLDER => Some(Kind::Asset),
        _ => None,
    }
}

/// Whether the file is a font of a theme, small enough (1 MB) to be put into a page.
pub(super) fn is_font(path: &SourcePath, size: u64) -> bool {
    path.as_str().starts_with(THEMES_FOLDER) && has_ending(path.file_name(), "woff2") && size <= 1 << 20
}

/// Whether files of a site can stand in the folder `path`.
pub(super) fn is_open(path: &SourcePath) -> bool {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    match parts.as_slice() {
        [top, _, folder, ..] if *top == THEMES_FOLDER => THEME_FOLDERS.contains(folder),
        _ => true,
    }
}

/// Whether an editor, a file manager or an operating system made the file or folder `name` for itself.
pub(super) fn is_left_behind(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with("~$")
        || (name.starts_with('#') && name.ends_with('#'))
        || ["swp", "swo", "tmp"].iter().any(|ending| has_ending(name, ending))
        || ["thumbs.db", "desktop.ini"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a part of `relative`, a path below the site's root, is such a name.
pub(super) fn is_hidden(relative: &Path) -> bool {
    relative.iter().any(|part| is_left_behind(&part.to_string_lossy()))
}

/// `relative`, a path below the site's root, as the site names it.
pub(super) fn site_path(relative: &Path) -> Result<SourcePath, SkipReason> {
    let mut parts = Vec::new();
    for component in relative.components() {
        let Component::Normal(part) = component else { return Err(SkipReason::OddName) };
        let part = part.to_str().ok_or(SkipReason::OddName)?;
        // A backslash would be read as a folder's end, a line break would split a message in two, and a mark
        // that turns the direction of letters would show another name.
        let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if part.chars().any(|c| c == '\\' || c.is_control() || turns(c)) {
            return Err(SkipReason::OddName);
        }
        parts.push(part);
    }
    Ok(SourcePath::new(&parts.join("/")))
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}
