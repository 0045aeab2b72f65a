//! Checks the files beside the pages: the picture of the site, and pages that were saved as another kind of file.
//!
//! An editor that saves `m02.md.txt`, or a word processor, leaves a file that is published as it stands and is no
//! page. Nobody means that of a text whose name says markdown or that has front matter, wherever it stands and whoever
//! links to it; of a document of a word processor where no page links to it, and of any other text only among the modules,
//! profiles and programmes. The setting `image` names the picture by which other sites
//! show a link to this one.

use std::collections::HashSet;

use super::entities::Target;
use super::media;
use super::site::Site;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Message, Place, Problems, did_you_mean, say};
use crate::sources::{Asset, CONFIG_FILE, CONTENT_FOLDER, Sources, TextFront};
use crate::syntax::{DocumentKind, LinkKind, OtherText};
use crate::text::{SourcePath, Span, nearest, slug};

/// The folder of the modules.
const MODULES: &str = "content/modules";
/// The endings of word processors.
const DOCUMENTS: [&str; 4] = ["docx", "doc", "odt", "rtf"];
/// The kinds of pictures that other sites show; drawings (SVG) are not among them.
const SHOWN_PICTURES: [&str; 5] = [".png", ".jpg", ".jpeg", ".webp", ".gif"];

/// The advice, in words.
type Help = fn() -> Message;

/// Kinds of pictures that no browser shows, each with the advice for its author.
const UNSHOWN: &[(Help, &[&str])] = &[
    (
        || say!("save it as JPEG or PNG"),
        &["heic", "heif", "tif", "tiff", "psd", "xcf", "raw", "cr2", "nef", "dng", "jp2", "jxl", "tga"],
    ),
    (|| say!("save it as SVG or PNG"), &["ai", "eps", "emf", "wmf", "cdr", "vsd", "vsdx", "drawio", "dxf"]),
    (
        || say!("lead to the file with a link instead: `[…](…)`"),
        &["pdf", "docx", "doc", "odt", "pptx", "ppt", "odp", "xlsx", "xls", "ods", "zip", "md", "html"],
    ),
];

/// Reports pictures of a kind that browsers do not show.
pub(super) fn check_pictures(site: &Site, problems: &mut Problems) {
    for resolved in site.documents.values() {
        let links = resolved.document.links.iter().zip(&resolved.targets);
        for (link, target) in links.filter(|(link, _)| link.kind == LinkKind::Image) {
            let path = match target {
                Some(Target::Asset(path, _)) => path,
                Some(Target::Document(id, _)) => &site.document(*id).path,
                _ => continue,
            };
            let ending = path.ending();
            let Some((help, _)) = UNSHOWN.iter().find(|(_, endings)| endings.contains(&ending.as_str()))
            else {
                continue;
            };
            let message = say!("browsers show no picture of the kind of `{file}`", file = path.file_name());
            let place = Place::new(&resolved.document.path, link.target.span);
            problems.push(Diagnostic::new(Code::L509, place, message).help(help()));
        }
    }
}

/// Reports the files that should be pages.
pub(super) fn check_pages(site: &Site, sources: &Sources, problems: &mut Problems) {
    let targets = site.documents.values().flat_map(|resolved| resolved.targets.iter().flatten());
    let linked = targets.filter_map(|target| match target {
        Target::Asset(path, _) => Some(path),
        Target::Item(_)
        | Target::Competence(_)
        | Target::Module(_)
        | Target::Document(..)
        | Target::Made(..)
        | Target::Address(_) => None,
    });
    let mut linked: HashSet<&SourcePath> = linked.collect();
    let transcripts: Vec<SourcePath> =
        linked.iter().filter_map(|file| media::transcript_of_sound(site, sources, file)).collect();
    linked.extend(&transcripts);
    for asset in sources.assets_in(CONTENT_FOLDER) {
        let file = &asset.path;
        let Some(page) = page_of(file) else { continue };
        let is_page = is_certainly_page(asset);
        let may_be_meant = stands_among_pages(file)
            || DOCUMENTS.contains(&file.ending().as_str()) && !is_named(site, file.file_name());
        if !is_page && (linked.contains(file) || !may_be_meant) {
            continue;
        }
        let message = if asset.is_draft() {
            say!("this file is no page, and since it says that it is a draft it is not published either")
        } else {
            say!("this file is no page, yet it is published as it stands")
        };
        let problem = Diagnostic::new(Code::L007, Place::new(file, Span::at(0)), message);
        problems.push(problem.help(advice(site, file, &page, is_page)));
    }
}

/// Whether nothing but a page can be meant: the name says markdown, or the text begins as that of a page does.
fn is_certainly_page(asset: &Asset) -> bool {
    let kind = OtherText::of(asset.path.file_name());
    kind == Some(OtherText::Markdown) || kind.is_some() && asset.front != TextFront::None
}

/// Whether a link names a file called `name`, if perhaps in another folder, which is said at the link.
fn is_named(site: &Site, name: &str) -> bool {
    let mut links = site.documents.values().flat_map(|resolved| &resolved.document.links);
    links.any(|link| link.target.value.ends_with(name))
}

fn stands_among_pages(file: &SourcePath) -> bool {
    let folder = file.as_str().split('/').nth(1).unwrap_or_default();
    DocumentKind::meant(folder).is_some()
}

fn advice(site: &Site, file: &SourcePath, page: &SourcePath, is_page: bool) -> Message {
    let name = page.file_name();
    if site.document_at(page).is_some() {
        return if is_page {
            say!("take it out of `content`: `{name}` stands beside it", name)
        } else {
            say!("take it out of `content`: `{name}` stands beside it; or link to it", name)
        };
    }
    if file.ending() == "docx" {
        let folder = file.as_str().split('/').nth(1).and_then(DocumentKind::meant);
        let kind = match folder {
            Some((_, DocumentKind::Profile)) => "",
            _ => " --as module",
        };
        let line = format!("leerlijn import {}{kind}", file.as_str());
        return say!(
            "bring its text in with `{line}`, and take the document out of `content`; or link to it",
            line
        );
    }
    if DOCUMENTS.contains(&file.ending().as_str()) {
        return say!("copy its text into a file `{name}`, with a plain text editor; or link to it", name);
    }
    if is_page {
        return say!("save it as `{name}`, and let links lead to that", name);
    }
    say!("save it as `{name}`, or link to it", name)
}

/// The advice where a programme names a module whose file was saved as another kind of file.
pub(super) fn misnamed_module(sources: &Sources, name: &str) -> Option<Message> {
    let wanted = name.to_lowercase();
    // Files are often called by the code and some words: `m02-telefoon.txt`.
    let is_it = |page: &SourcePath| {
        let stem = slug(page.stem());
        stem == wanted || stem.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('-'))
    };
    let files = sources.assets_in(MODULES).map(|asset| &asset.path);
    let mut found = files.filter_map(|file| Some((file, page_of(file).filter(is_it)?)));
    found
        .next()
        .map(|(file, page)| say!("`{file}` is no page: save it as `{page}`", file, page = page.file_name()))
}

/// The page that `file` should be.
fn page_of(file: &SourcePath) -> Option<SourcePath> {
    let name = file.file_name();
    if OtherText::of(name).is_none() && !DOCUMENTS.contains(&file.ending().as_str()) {
        return None;
    }
    let stem = OtherText::page_stem(name);
    SourcePath::resolve(file.folder(), &format!("{stem}.md")).filter(|_| !stem.is_empty())
}

/// Reports a picture that is not there or that nobody would show.
pub(super) fn check_image(config: &Config, sources: &Sources, problems: &mut Problems) {
    let name = &config.image;
    if name.value.is_empty() {
        return;
    }
    let place = Place::new(&SourcePath::new(CONFIG_FILE), name.span);
    let is_shown = |path: &str| SHOWN_PICTURES.iter().any(|kind| path.to_ascii_lowercase().ends_with(kind));
    if config.image_file().and_then(|file| sources.asset_named(&file)).is_none() {
        let inside = |path: &SourcePath| path.as_str().trim_start_matches(CONTENT_FOLDER)[1..].to_owned();
        let pictures: Vec<String> =
            sources.assets_in(CONTENT_FOLDER).map(|asset| inside(&asset.path)).collect();
        let near = nearest(&name.value, pictures.iter().map(String::as_str).filter(|path| is_shown(path)));
        let help = did_you_mean(&near, say!("put the picture in `content` and write its path from there"));
        let message = say!("there is no file `{name}` in `content`", name = name.value);
        problems.push(Diagnostic::new(Code::L003, place, message).help(help));
    } else if !is_shown(&name.value) {
        let message = say!("other sites do not show a picture of the kind of `{name}`", name = name.value);
        let help = say!("use a PNG or JPEG, best of 1200 by 630 pixels");
        problems.push(Diagnostic::new(Code::L003, place, message).help(help));
    }
}
