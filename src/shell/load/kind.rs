//! Tells from the path of a file alone whether it belongs to a site, and whether it is read as a text or as an asset.
//!
//! The paths are relative to the root of the site. Files that editors, file managers and systems leave behind never
//! belong to a site, nor do hidden files but the few that web servers look for ([`FOR_SERVERS`]).

use std::path::{Component, Path};

use crate::sources::{CONFIG_FILE, CONTENT_FOLDER, THEMES_FOLDER};
use crate::syntax::REVIEW_ENDING;
use crate::text::{SourcePath, turns_writing};

use super::skipped::SkipReason;

/// The kind of a file of a site, which decides how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::shell) enum SiteFileKind {
    /// A text, which is read whole.
    Text,
    /// Any other file. Only its size, its date and the header of an image are read, and a small font whole.
    Asset,
}

/// The folders of a theme that are read; any other may hold a whole `node_modules`.
const THEME_FOLDERS: &[&str] = &["templates", "words", "static"];

/// The kind of the file `path`; `None` if it belongs to no site.
pub(in crate::shell) fn of(path: &SourcePath) -> Option<SiteFileKind> {
    if path.as_str() == CONFIG_FILE {
        return Some(SiteFileKind::Text);
    }
    let parts: Vec<&str> = path.as_str().split('/').collect();
    if parts.iter().any(|part| is_no_part(part)) || path.file_name() == "4913" {
        return None;
    }
    match parts.as_slice() {
        [top, .., name] if *top == CONTENT_FOLDER => {
            let is_text = has_ending(name, "md") || name.ends_with(REVIEW_ENDING);
            Some(if is_text { SiteFileKind::Text } else { SiteFileKind::Asset })
        }
        [top, _, "templates", _, ..] if *top == THEMES_FOLDER => Some(SiteFileKind::Text),
        // Styles and scripts are texts, because they are put into the coverage matrix that is exported as one file.
        [top, _, "static", .., name]
            if *top == THEMES_FOLDER && (has_ending(name, "css") || has_ending(name, "js")) =>
        {
            Some(SiteFileKind::Text)
        }
        [top, _, "words", name] if *top == THEMES_FOLDER && has_ending(name, "ftl") => {
            Some(SiteFileKind::Text)
        }
        [top, _, "static", _, ..] if *top == THEMES_FOLDER => Some(SiteFileKind::Asset),
        _ => None,
    }
}

/// Whether the file is a font of a theme, small enough (1 MB) to be put into a page.
pub(in crate::shell) fn is_font(path: &SourcePath, size: u64) -> bool {
    path.as_str().starts_with(THEMES_FOLDER) && has_ending(path.file_name(), "woff2") && size <= 1 << 20
}

/// Whether the folder `path` may hold files of a site.
pub(in crate::shell) fn is_open(path: &SourcePath) -> bool {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    match parts.as_slice() {
        [top, _, folder, ..] if *top == THEMES_FOLDER => THEME_FOLDERS.contains(folder),
        _ => true,
    }
}

/// Names of files and folders that systems, servers and sync clients make for themselves.
const OF_SYSTEMS: &[&str] = &[
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "@eadir",
    "@tmp",
    "#recycle",
    "@recycle",
    "$recycle.bin",
    "system volume information",
    "lost+found",
    "__macosx",
];
/// Endings of what editors save beside a file, of downloads that are not complete, and of what git leaves of a merge.
const OF_PROGRAMS: &[&str] = &[
    "swp",
    "swo",
    "swn",
    "tmp",
    "temp",
    "bak",
    "wbk",
    "orig",
    "rej",
    "save",
    "part",
    "partial",
    "crdownload",
];
/// Hidden files and folders of a site's content that web servers and hosts look for: proofs and contacts (RFC 8615), the
/// settings of Apache, the mark for GitHub to publish files as they are, the names of a site at Codeberg.
const FOR_SERVERS: &[&str] = &[".well-known", ".htaccess", ".nojekyll", ".domains"];

/// Endings under which a sync client keeps the place of a file that it has not fetched.
const PLACEHOLDERS: &[&str] =
    &["icloud", "nextcloud", "owncloud", "gdoc", "gsheet", "gslides", "gdraw", "gform"];

/// Whether the name is hidden, or is one that an editor, a file manager or an operating system gives to its own files
/// and folders.
pub(in crate::shell) fn is_left_behind(name: &str) -> bool {
    name.starts_with('.') || skip_reason(name).is_some()
}

/// Whether a file or folder of this name never belongs to a site.
pub(in crate::shell) fn is_no_part(name: &str) -> bool {
    is_left_behind(name) && !FOR_SERVERS.contains(&name)
}

/// Why a file or folder called `name` is left out, where its author should hear of it. Nobody is told of a hidden one,
/// as long as it stands for no other file.
pub(in crate::shell) fn skip_reason(name: &str) -> Option<SkipReason> {
    let has_ending = |endings: &[&str]| endings.iter().any(|ending| has_ending(name, ending));
    if has_ending(PLACEHOLDERS) {
        return Some(SkipReason::Placeholder);
    }
    if name.starts_with('.') {
        return None;
    }
    let is_known = name.ends_with('~')
        || name.starts_with("~$")
        || name.starts_with("~syncthing~")
        || name.starts_with("#") && name.ends_with('#')
        || name.ends_with("Zone.Identifier")
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || is_safe_save(name)
        || has_ending(OF_PROGRAMS)
        || OF_SYSTEMS.iter().any(|known| known.eq_ignore_ascii_case(name));
    is_known.then_some(SkipReason::LeftBehind)
}

/// Whether a program on a Mac was writing this file: `les.md.sb-1a2b3c4d-XyZ`.
fn is_safe_save(name: &str) -> bool {
    let number = name.rsplit_once(".sb-").and_then(|(_, number)| number.split_once('-'));
    number.is_some_and(|(number, _)| number.len() == 8 && number.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a component of `relative`, a path below the site's root, has such a name.
pub(in crate::shell) fn is_hidden(relative: &Path) -> bool {
    relative.iter().any(|part| is_no_part(&part.to_string_lossy()))
}

/// The path in the site of `relative`, a path of the system below the site's root.
pub(in crate::shell) fn site_path(relative: &Path) -> Result<SourcePath, SkipReason> {
    let mut parts = Vec::new();
    for component in relative.components() {
        let Component::Normal(part) = component else { return Err(SkipReason::OddName) };
        let part = part.to_str().ok_or(SkipReason::OddName)?;
        // A backslash would be taken for the end of a folder's name, a line break would split a message in two, and a
        // mark that turns the direction of writing would make the name look like another one.
        if part.chars().any(|c| c == '\\' || c.is_control() || turns_writing(c)) {
            return Err(SkipReason::OddName);
        }
        parts.push(part);
    }
    Ok(SourcePath::new(&parts.join("/")))
}

pub(in crate::shell) fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}
