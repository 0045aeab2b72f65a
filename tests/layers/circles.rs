//! Finds circles: parts of a room that import each other, so that none of them can be understood without the others.
//!
//! A room is a folder of `src`. Its parts are its files and its folders, a folder with all that is in it. So a circle is
//! seen in the innermost room that has all of it: between two files of a folder, between two folders, or between a file
//! and a folder beside it. It is one even where no file comes back to itself:
//!
//! ```text
//! import/course/mod.rs   uses docx/text.rs      course needs docx,
//! import/docx/lines.rs   uses course/flow.rs    and docx needs course
//! ```
//!
//! The `mod.rs` of a room belongs to none of its parts: it may use all of them, and they may use the items that it defines.
//! An item that it only passes on (`pub use`) counts as one of the file that defines it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{File, paths};

/// Parts of a room that import each other.
pub(super) struct Circle {
    /// The folder, such as `import/matrix/`.
    pub(super) room: String,
    /// The names of its parts that are in the circle.
    pub(super) parts: Vec<String>,
    /// Each import that ties them: the file, the file that it imports from, and the name.
    pub(super) imports: BTreeSet<(String, String, String)>,
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "in src/{} these import each other in a circle: {}", self.room, self.parts.join(", "))?;
        for (from, to, name) in &self.imports {
            write!(f, "\n    {from} takes `{name}` from {to}")?;
        }
        Ok(())
    }
}

/// A path of modules, such as `["import", "matrix", "rows"]`.
type ModulePath<'f> = Vec<&'f str>;

/// The files by their modules, and the names that a file passes on with the path behind each.
struct Rooms<'f> {
    /// The module of each file by its path as code writes it: `import::matrix`.
    modules: BTreeMap<String, ModulePath<'f>>,
    files: BTreeMap<ModulePath<'f>, &'f File>,
    passed_on: BTreeMap<ModulePath<'f>, BTreeMap<String, Vec<String>>>,
}

/// All circles of `files`.
pub(super) fn circles(files: &[File]) -> Vec<Circle> {
    let rooms = Rooms::new(files);
    let mut imports: Vec<(ModulePath<'_>, ModulePath<'_>, String)> = Vec::new();
    for (own, file) in &rooms.files {
        for path in rooms.named(own, &file.text) {
            let found = rooms.file_of(&path, 0).filter(|found| !own.starts_with(found));
            imports.extend(found.map(|found| (own.clone(), found, path.last().cloned().unwrap_or_default())));
        }
    }
    let folders: BTreeSet<&[&str]> =
        rooms.files.keys().flat_map(|path| (0..path.len()).map(|length| &path[..length])).collect();
    folders.into_iter().flat_map(|folder| rooms.circles_in(folder, &imports)).collect()
}

impl<'f> Rooms<'f> {
    fn new(files: &'f [File]) -> Self {
        let files: BTreeMap<ModulePath<'_>, &File> =
            files.iter().map(|file| (file.modules(), file)).collect();
        let modules = files.keys().map(|path| (path.join("::"), path.clone())).collect();
        let mut rooms = Self { modules, files, passed_on: BTreeMap::new() };
        let mut passed_on = BTreeMap::new();
        for (own, file) in &rooms.files {
            let uses = file.text.split("\npub").skip(1).filter_map(|rest| {
                let rest =
                    rest.strip_prefix('(').map_or(rest, |rest| rest.split_once(')').map_or("", |it| it.1));
                rest.trim_start().strip_prefix("use ")?.split_once(';').map(|(path, _)| path)
            });
            let names: BTreeMap<String, Vec<String>> = uses
                .flat_map(|path| rooms.named(own, path))
                .filter_map(|path| Some((path.last()?.clone(), path)))
                .collect();
            passed_on.insert(own.clone(), names);
        }
        rooms.passed_on = passed_on;
        rooms
    }

    /// Every path of this package that `text`, the code of the module `own` or a part of it, names; from the root on.
    fn named(&self, own: &[&str], text: &str) -> Vec<Vec<String>> {
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        let children = self.files.keys().filter(|path| path.len() == own.len() + 1 && path.starts_with(own));
        let roots = ["crate", "super", "self"].into_iter().chain(children.map(|path| path[own.len()]));
        let absolute = |segments: Vec<String>| -> Option<Vec<String>> {
            let climbed = segments.iter().take_while(|segment| *segment == "super").count();
            let (start, rest) = match segments[0].as_str() {
                "crate" => (0, 1),
                "self" => (own.len(), 1),
                "super" => (own.len().checked_sub(climbed)?, climbed),
                _ => (own.len(), 0),
            };
            let start = own[..start].iter().map(|name| (*name).to_owned());
            Some(start.chain(segments[rest..].iter().cloned()).collect())
        };
        roots.flat_map(|root| paths(code, root)).filter_map(|named| absolute(named.segments)).collect()
    }

    /// The file that defines the item at `path`.
    fn file_of(&self, path: &[String], depth: usize) -> Option<ModulePath<'f>> {
        const DEEPEST: usize = 8;
        let module = |length: usize| self.modules.get(&path[..length].join("::")).cloned();
        let (length, found) = (1..=path.len()).rev().find_map(|length| Some((length, module(length)?)))?;
        let passed_on = path.get(length).and_then(|name| self.passed_on.get(&found)?.get(name));
        match passed_on.filter(|other| other.as_slice() != path && depth < DEEPEST) {
            Some(other) => self.file_of(&[other.as_slice(), &path[length + 1..]].concat(), depth + 1),
            None => Some(found),
        }
    }

    /// The circles between the parts of `folder`.
    fn circles_in(
        &self,
        folder: &[&str],
        imports: &[(ModulePath<'_>, ModulePath<'_>, String)],
    ) -> Vec<Circle> {
        let mut arrows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (from, to, _) in imports {
            if let (Some(from), Some(to)) = (part_of(from, folder), part_of(to, folder))
                && from != to
            {
                arrows.entry(from).or_default().insert(to);
            }
        }
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            arrows.keys().map(|from| (*from, reached(from, &arrows))).collect();
        let mut circles = Vec::new();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (from, others) in &reached {
            if told.contains(from) || !others.contains(from) {
                continue;
            }
            let is_in = |other: &&&str| reached.get(*other).is_some_and(|back| back.contains(from));
            let parts: Vec<&str> = others.iter().filter(is_in).copied().collect();
            told.extend(parts.iter().copied());
            circles.push(self.circle(folder, &parts, imports));
        }
        circles
    }

    fn circle(
        &self,
        folder: &[&str],
        parts: &[&str],
        imports: &[(ModulePath<'_>, ModulePath<'_>, String)],
    ) -> Circle {
        let ties = imports.iter().filter(|(from, to, _)| {
            let (from, to) = (part_of(from, folder), part_of(to, folder));
            from != to && [from, to].into_iter().all(|part| part.is_some_and(|part| parts.contains(&part)))
        });
        let path =
            |modules: &[&str]| self.files.get(modules).map_or("", |file| file.path.as_str()).to_owned();
        Circle {
            room: folder.iter().map(|name| format!("{name}/")).collect(),
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
            imports: ties.map(|(from, to, name)| (path(from), path(to), name.clone())).collect(),
        }
    }
}

/// The part of `folder` in which the file at `path` stands; none for the folder's own `mod.rs`, and outside of it.
fn part_of<'p>(path: &[&'p str], folder: &[&str]) -> Option<&'p str> {
    if path.starts_with(folder) { path.get(folder.len()).copied() } else { None }
}

/// The parts to which arrows lead from `start`, over however many others.
fn reached<'p>(start: &str, arrows: &BTreeMap<&'p str, BTreeSet<&'p str>>) -> BTreeSet<&'p str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = vec![start];
    while let Some(part) = open.pop() {
        for next in arrows.get(part).into_iter().flatten() {
            if reached.insert(*next) {
                open.push(next);
            }
        }
    }
    reached
}

#[test]
fn a_planted_circle_is_found_wherever_it_is() {
    let file = |(path, text): (&str, &str)| File { path: path.to_owned(), text: text.to_owned() };
    let found = |planted: &[(&str, &str)]| -> Vec<(String, String)> {
        let files: Vec<File> = planted.iter().copied().map(file).collect();
        circles(&files).into_iter().map(|circle| (circle.room, circle.parts.join(" "))).collect()
    };
    let told = |room: &str, parts: &str| vec![(room.to_owned(), parts.to_owned())];
    let room = ("plan/mod.rs", "mod a;\nmod b;\npub use b::Two;\npub struct Shared;\n");
    // Two files, by their paths or by a name that their room passes on.
    let a = ("plan/a.rs", "use super::b::One;\nuse super::Shared;\n");
    let b = ("plan/b.rs", "use crate::plan::a::{self, Three};\n");
    assert_eq!(found(&[room, a, b]), told("plan/", "a b"));
    let a = ("plan/a.rs", "use crate::plan::{Shared, Two};\n");
    assert_eq!(found(&[room, a, b]), told("plan/", "a b"));
    // Two folders, no file of which comes back to itself.
    let folders = [
        ("plan/x/mod.rs", "mod one;\nmod other;\nfn f() { one::g() }\n"),
        ("plan/x/one.rs", "use crate::plan::y::two::Two;\n"),
        ("plan/x/other.rs", ""),
        ("plan/y/mod.rs", "pub mod two;\nmod last;\n"),
        ("plan/y/two.rs", ""),
        ("plan/y/last.rs", "use super::super::x::other::Other;\n"),
    ];
    assert_eq!(found(&folders), told("plan/", "x y"));
    // A file and a folder whose `mod.rs` names its own file by that alone, a few rooms deep.
    let deep = [
        ("plan/d/mod.rs", "mod e;\nmod f;\n"),
        ("plan/d/e.rs", "use super::f::f;\n"),
        ("plan/d/f/mod.rs", "mod inner;\npub fn f() { inner::g() }\n"),
        ("plan/d/f/inner.rs", "use crate::plan::d::e::E;\n"),
    ];
    assert_eq!(found(&deep), told("plan/d/", "e f"));
    // None: a test, an item of the room itself, files that use each other in one direction.
    let c = ("plan/c.rs", "use super::a::A;\nuse super::Shared;\n");
    let a = ("plan/a.rs", "use super::Shared;\n#[cfg(test)]\nmod tests { use super::super::c; }\n");
    assert_eq!(found(&[room, a, c, ("plan/b.rs", "")]), []);
}
