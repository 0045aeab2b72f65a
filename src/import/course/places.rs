//! Where each file of a course comes to stand in the site, and what the addresses in its texts become. Only what a page
//! leads to comes along; a file that nobody leads to stays where it is.
//!
//! Generators write addresses in their own ways. Of `../les2/`, `/modules/les2.html`, `les2` and `les2.md` each may
//! mean the text `modules/les2.md`, so a target is looked for under all the names that it could have:
//!
//! ```text
//! in a/les1.md   ../b/foto.png    b/foto.png
//!                ../les2/         a/les2.md, as the address of les1 ends in a slash as well
//!                /img/foto.png    static/img/foto.png (Hugo)
//! ```

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use percent_encoding::percent_decode_str;

use crate::import::course::text::is_course_text;
use crate::plan::OutPath;
use crate::text::{fold_case, slug};

/// Folders whose content a generator puts at the root of its site.
const ROOTS: [&str; 8] = ["", "content/", "docs/", "static/", "public/", "assets/", "source/", "src/"];

/// Endings of texts that become pages.
const ENDINGS: [&str; 6] = [".md", ".markdown", ".html", ".htm", ".docx", ".mdx"];

/// Names of the page of a folder.
const INDEXES: [&str; 6] = ["index.md", "_index.md", "README.md", "readme.md", "index.html", "index.docx"];

/// The target of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Destination {
    /// Something outside of the course, or a place on the same page: the address stays.
    AsItIs,
    /// This address, from the page that leads there.
    Moved(String),
    /// Nothing that is in the course.
    Nowhere,
}

/// All files of a course with their places.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The files of the course.
    files: BTreeSet<String>,
    /// The new path of each text that becomes a page.
    pages: HashMap<String, String>,
    /// The files by their name without folder, folded, with and without ending.
    by_name: HashMap<String, Vec<String>>,
    /// The folders that become modules, with their new paths; the longest first.
    folders: Vec<(String, String)>,
    /// The new path of each file that comes along as it is.
    copies: BTreeMap<String, String>,
    taken: HashSet<String>,
}

impl Places {
    /// The places of `files`, of which `pages` become pages and `folders` modules.
    pub(super) fn new<'f>(
        files: impl Iterator<Item = &'f str>,
        pages: HashMap<String, String>,
        mut folders: Vec<(String, String)>,
    ) -> Self {
        folders.sort_by_key(|(folder, _)| std::cmp::Reverse(folder.len()));
        let taken = pages.values().map(|path| path.to_lowercase()).collect();
        let mut places = Self { pages, folders, taken, ..Self::default() };
        for file in files {
            let name = file.rsplit('/').next().unwrap_or(file);
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            for key in [name, stem] {
                places.by_name.entry(fold_case(key)).or_default().push(file.to_owned());
            }
            places.files.insert(file.to_owned());
        }
        places
    }

    /// The target of `address` in the text `from`, whose page is `page`.
    pub(super) fn resolve(&mut self, from: &str, page: &str, address: &str) -> Destination {
        let address = address.trim();
        if address.is_empty() || address.starts_with('#') || leads_out(address) {
            return Destination::AsItIs;
        }
        let end = address.find(['#', '?']).unwrap_or(address.len());
        let (target, anchor) = address.split_at(end);
        let anchor = anchor.find('#').map_or("", |at| &anchor[at..]);
        let target = percent_decode_str(target).decode_utf8_lossy().into_owned();
        match self.find(from, &target) {
            Some(file) => self.moved(page, &file, anchor),
            None => Destination::Nowhere,
        }
    }

    /// The target of the name of a page or a file between double brackets, as Obsidian writes them.
    pub(super) fn resolve_name(&mut self, from: &str, page: &str, name: &str) -> Destination {
        let (name, anchor) = name.split_once('#').unwrap_or((name, ""));
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{}", slug(anchor)) };
        if name.trim().is_empty() {
            return Destination::Moved(anchor);
        }
        let found = self.find(from, name.trim()).or_else(|| {
            let last = name.trim().rsplit('/').next().unwrap_or(name);
            let known = self.by_name.get(&fold_case(last))?;
            // A text rather than a picture of the same name.
            known.iter().find(|file| self.pages.contains_key(*file)).or_else(|| known.first()).cloned()
        });
        found.map_or(Destination::Nowhere, |file| self.moved(page, &file, &anchor))
    }

    fn moved(&mut self, page: &str, file: &str, anchor: &str) -> Destination {
        let to = match self.pages.get(file) {
            Some(to) => to.clone(),
            // A text that became no page, such as a draft, is not to be published as a file either.
            None if is_course_text(file) && !file.ends_with(".docx") => return Destination::Nowhere,
            None => self.copy_of(file),
        };
        if to == page {
            return Destination::Moved(anchor.to_owned());
        }
        Destination::Moved(format!("{}{anchor}", relative(page, &to)))
    }

    /// The new path of a file that comes along as it is.
    fn copy_of(&mut self, file: &str) -> String {
        if let Some(path) = self.copies.get(file) {
            return path.clone();
        }
        let of_module = self.folders.iter().find_map(|(folder, new)| {
            let rest =
                if folder.is_empty() { Some(file) } else { file.strip_prefix(folder)?.strip_prefix('/') };
            Some(format!("{new}/{}", rest?))
        });
        let wanted = of_module.unwrap_or_else(|| {
            let root =
                ["content/", "docs/", "static/", "public/"].iter().find_map(|root| file.strip_prefix(root));
            format!("content/{}", root.unwrap_or(file))
        });
        let path = self.free(&storable(&wanted));
        self.copies.insert(file.to_owned(), path.clone());
        path
    }

    /// `path`, with a number in its name if another file has it on some disk.
    pub(super) fn free(&mut self, path: &str) -> String {
        let (stem, ending) = match path.rsplit_once('.') {
            Some((stem, ending)) if !ending.contains('/') => (stem.to_owned(), format!(".{ending}")),
            _ => (path.to_owned(), String::new()),
        };
        let mut found = path.to_owned();
        let mut number = 1;
        while !self.taken.insert(found.to_lowercase()) {
            number += 1;
            found = format!("{stem}-{number}{ending}");
        }
        found
    }

    /// The file of the course that `target` means in the text `from`.
    fn find(&self, from: &str, target: &str) -> Option<String> {
        if target == "/" {
            let homes = ROOTS.iter().filter_map(|root| self.named(root));
            return homes.into_iter().find(|file| self.pages.contains_key(file));
        }
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let stem = from.rsplit_once('.').map_or(from, |(stem, _)| stem);
        let bases: Vec<String> = if let Some(target) = target.strip_prefix('/') {
            // A site may stand in a folder of its host, which its addresses begin with.
            let below = target.split_once('/').map(|(_, below)| below);
            let targets = std::iter::once(target).chain(below);
            targets.flat_map(|target| ROOTS.iter().filter_map(move |root| joined(root, target))).collect()
        } else {
            // As a file beside it, as an address that ends in a slash, and from the root of the site.
            let inside = |path: &'_ str| {
                ROOTS[1..].iter().find_map(|root| path.strip_prefix(root)).unwrap_or(path).to_owned()
            };
            let on_site = [inside(folder), inside(stem)].into_iter().filter_map(|base| joined(&base, target));
            let on_site = on_site.flat_map(|path| ROOTS.iter().map(move |root| format!("{root}{path}")));
            let beside = [folder, stem].into_iter().filter_map(|base| joined(base, target));
            let from_root = ROOTS.iter().filter_map(|root| joined(root, target));
            beside.chain(on_site).chain(from_root).collect()
        };
        bases.iter().find_map(|path| self.named(path))
    }

    /// The file that `path` names, with an ending or as a folder.
    fn named(&self, path: &str) -> Option<String> {
        let path = path.trim_end_matches('/');
        let is_there = |path: &String| self.files.contains(path.as_str());
        let exact = path.to_owned();
        if is_there(&exact) {
            return Some(exact);
        }
        let stem = path.strip_suffix(".html").or(path.strip_suffix(".htm")).unwrap_or(path);
        let with_ending = ENDINGS.iter().map(|ending| format!("{stem}{ending}"));
        let prefix = if stem.is_empty() { String::new() } else { format!("{stem}/") };
        let as_folder = INDEXES.iter().map(|index| format!("{prefix}{index}"));
        with_ending.chain(as_folder).find(is_there)
    }

    /// The files that come along as they are: from, to.
    pub(super) fn into_copies(self) -> BTreeMap<String, String> {
        self.copies
    }
}

/// Whether `address` leads out of the course.
pub(super) fn leads_out(address: &str) -> bool {
    if address.starts_with("//") {
        return true;
    }
    let scheme = address.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
    // A single letter is a disk of Windows.
    scheme.is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// `target` as seen from `folder`; none where it leads out of the course.
fn joined(folder: &str, target: &str) -> Option<String> {
    crate::text::SourcePath::resolve(folder, target).map(|path| path.as_str().to_owned())
}

/// The way from the file `from` to the file `to`, both in the site.
pub(super) fn relative(from: &str, to: &str) -> String {
    let folders = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
    let (from, to) = (folders(from), folders(to));
    let from = &from[..from.len().saturating_sub(1)];
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count().min(to.len().saturating_sub(1));
    let mut parts = vec![".."; from.len() - common];
    parts.extend(to[common..].iter().map(String::as_str));
    parts.join("/")
}

/// `path` as every system can store it.
pub(super) fn storable(path: &str) -> String {
    let part = |part: &str| {
        let is_hidden = part.starts_with(['.', '_', '#', '~']);
        if !is_hidden && OutPath::new(part).is_ok() {
            return part.to_owned();
        }
        match part.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) {
            Some((stem, ending)) => format!("{}.{}", slug(stem), slug(ending)),
            None => slug(part),
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        let files =
            ["a/les1.md", "a/les2.md", "a/foto één.png", "b/index.md", "static/img/x.png", "a/con.png"];
        let pages = [
            ("a/les1.md", "content/modules/a/les1.md"),
            ("a/les2.md", "content/modules/a/les2.md"),
            ("b/index.md", "content/modules/b/index.md"),
        ];
        let pages = pages.map(|(from, to)| (from.to_owned(), to.to_owned())).into_iter().collect();
        Places::new(files.into_iter(), pages, vec![("a".to_owned(), "content/modules/a".to_owned())])
    }

    #[test]
    fn addresses_of_every_generator_are_found() {
        let mut places = places();
        let mut resolve = |address| places.resolve("a/les1.md", "content/modules/a/les1.md", address);
        let moved = |address: &str| Destination::Moved(address.to_owned());
        for address in ["les2.md", "les2", "les2.html", "../les2/", "/a/les2/", "./les2.md"] {
            assert_eq!(resolve(address), moved("les2.md"), "{address}");
        }
        assert_eq!(resolve("../b/#kop"), moved("../b/index.md#kop"));
        assert_eq!(resolve("/img/x.png"), moved("../../img/x.png"));
        assert_eq!(resolve("foto%20%C3%A9%C3%A9n.png"), moved("foto één.png"));
        assert_eq!(resolve("con.png"), moved("con.png"));
        assert_eq!(resolve("../../../etc/passwd"), Destination::Nowhere);
        assert_eq!(resolve("les9.md"), Destination::Nowhere);
        for address in ["https://a.be/x", "mailto:a@b.be", "#kop", "//a.be"] {
            assert_eq!(resolve(address), Destination::AsItIs, "{address}");
        }
    }

    #[test]
    fn an_address_counts_from_the_page_that_a_generator_makes() {
        let mut places = places();
        let found = places.resolve("content/m/_index.md", "content/modules/m/index.md", "../img/x.png");
        assert_eq!(found, Destination::Moved("../../img/x.png".to_owned()));
        let found = places.resolve("content/m/les.md", "content/modules/m/les.md", "../../img/x.png");
        assert_eq!(found, Destination::Moved("../../img/x.png".to_owned()));
    }

    #[test]
    fn a_name_is_found_wherever_it_stands() {
        let mut places = places();
        let found = places.resolve_name("b/index.md", "content/modules/b/index.md", "Les2#De boze beller");
        assert_eq!(found, Destination::Moved("../a/les2.md#de-boze-beller".to_owned()));
    }
}
