//! Purpose: find the pages that were saved as another kind of file.
//! Input: the files beside the pages, and what links lead to. Output: warnings, and what such a file should be.
//! Invariant: a file that a page links to is meant as it is.

use std::collections::HashSet;

use super::site::{Site, Target};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::sources::Sources;
use crate::text::{SourcePath, Span, slug};

/// The folders in which a page has a meaning of its own.
const FOLDERS: [&str; 3] = ["content/modules", "content/profiles", "content/programmes"];
/// The endings under which editors save text, and those of word processors.
const TEXTS: [&str; 4] = ["txt", "markdown", "mdown", "mkd"];
const DOCUMENTS: [&str; 4] = ["docx", "doc", "odt", "rtf"];

/// Reports the files that should be pages.
pub(super) fn check(site: &Site, sources: &Sources, problems: &mut Vec<Diagnostic>) {
    let targets = site.documents.values().flat_map(|resolved| resolved.targets.iter().flatten());
    let linked = targets.filter_map(|target| match target {
        Target::Asset(path) => Some(path),
        _ => None,
    });
    let linked: HashSet<&SourcePath> = linked.collect();
    for folder in FOLDERS {
        let files = sources.assets_in(folder).map(|asset| &asset.path);
        for file in files.filter(|file| !linked.contains(file)) {
            let Some(page) = page_of(file) else { continue };
            let place = Place::new(file, Span::at(0));
            let message = "this file is no page, yet it is published as it stands";
            let problem = Diagnostic::new(Code::L007, place, message);
            problems.push(problem.help(advice(site, file, &page)));
        }
    }
}

fn advice(site: &Site, file: &SourcePath, page: &SourcePath) -> String {
    let name = page.file_name();
    if site.document_at(page).is_some() {
        return format!("take it out of `content`: `{name}` stands beside it; or link to it");
    }
    if DOCUMENTS.contains(&file.ending().as_str()) {
        return format!("copy its text into a file `{name}`, with a plain text editor; or link to it");
    }
    format!("save it as `{name}`, or link to it")
}

/// What to do where a programme names a module whose file was saved as another kind of file.
pub(super) fn module(sources: &Sources, name: &str) -> Option<String> {
    let wanted = name.to_lowercase();
    // Files are often called by the code and some words: `m02-telefoon.txt`.
    let is_it = |page: &SourcePath| {
        let stem = slug(page.stem());
        stem == wanted || stem.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('-'))
    };
    let files = sources.assets_in(FOLDERS[0]).map(|asset| &asset.path);
    let mut found = files.filter_map(|file| Some((file, page_of(file).filter(is_it)?)));
    found.next().map(|(file, page)| format!("`{file}` is no page: save it as `{}`", page.file_name()))
}

/// The page that `file` should be.
fn page_of(file: &SourcePath) -> Option<SourcePath> {
    let ending = file.ending();
    if !TEXTS.contains(&ending.as_str()) && !DOCUMENTS.contains(&ending.as_str()) {
        return None;
    }
    let stem = file.stem();
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    SourcePath::resolve(file.folder(), &format!("{stem}.md")).filter(|_| !stem.is_empty())
}
