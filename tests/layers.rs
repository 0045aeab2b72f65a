//! Holds the code to its layers: a module imports only from layers below its own, siblings in a layer do
//! not know each other, nothing below the shell touches the world outside, files stay short and import each other in one
//! direction, and no type has a name that says too little.
//!
//! When it fails, the message names the line. Move the code to where it belongs; the table below changes
//! only with `ARCHITECTURE.md`.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files has failed"
)]

use std::fmt;
use std::fs;
use std::path::Path;

use circles::circles;

#[path = "layers/circles.rs"]
mod circles;

/// The layers, lowest first.
const LAYERS: &[&[&str]] = &[
    &["text", "ids", "cores"],
    &["diagnostics"],
    &["fields", "sources"],
    &["config"],
    &["tabular", "words", "stems"],
    &["syntax"],
    &["model"],
    &["edit"],
    &["coverage"],
    &["compare"],
    &["evidence"],
    &["plan"],
    &["render", "export", "import", "search"],
    &["pipeline"],
    &["preview"],
    &["shell"],
    &["cli"],
];

/// Paths that only `shell` and the layers above it may name.
const OUTSIDE: &[&[&str]] = &[
    &["std", "fs"],
    &["std", "env"],
    &["std", "net"],
    &["std", "process"],
    &["std", "thread"],
    &["std", "io", "stdin"],
    &["std", "io", "stdout"],
    &["std", "io", "stderr"],
    &["std", "time", "SystemTime"],
    &["std", "time", "Instant"],
];

/// Macros that only `shell` and the layers above it may call. (Clippy forbids them there too, but for
/// the few places that allow them.)
const PRINTING: &[&str] = &["println!", "print!", "eprintln!", "eprint!", "dbg!"];

const LONGEST_FILE: usize = 600;

/// Names of types that say too little by themselves (`docs/vocabulary.md`).
const NEVER_ALONE: &[&str] = &["Kind", "Entry", "Page", "Part", "Row", "Cell", "Table", "Line"];

/// A file of `src`, by its path below it.
struct File {
    path: String,
    text: String,
}

/// A place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
struct Violation {
    file: String,
    line: usize,
    what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.file, self.line, self.what)
    }
}

impl File {
    /// The module path: `["plan", "view"]` for `plan/view/mod.rs` and for `plan/view.rs`.
    fn modules(&self) -> Vec<&str> {
        let path = self.path.trim_end_matches(".rs");
        let mut modules: Vec<&str> = path.split('/').collect();
        modules.pop_if(|last| *last == "mod");
        modules
    }

    /// The layer's number; none for `lib.rs` and `main.rs`, which stand outside.
    fn layer(&self) -> Option<usize> {
        layer_of(self.modules()[0])
    }

    fn violation(&self, line: usize, what: String) -> Violation {
        Violation { file: self.path.clone(), line, what }
    }
}

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// A path that code names, such as `std::io::Write`, with its line.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    line: usize,
    segments: Vec<String>,
}

/// Every path in `text` that starts with `root`, those in `{…, …}` one by one.
fn paths(text: &str, root: &str) -> Vec<Named> {
    let code: String = text.split_inclusive('\n').map(without_comment).collect();
    let mut found = Vec::new();
    for (at, _) in code.match_indices(root) {
        let before = code[..at].chars().next_back();
        let starts = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':');
        if starts && code[at + root.len()..].starts_with("::") {
            read_tree(&code, at + root.len() + 2, &[root.to_owned()], &mut found);
        }
    }
    // They stand in the order of the text, so its lines are counted once.
    let (mut line, mut counted) = (1, 0);
    let with_line = |(at, segments): (usize, Vec<String>)| {
        line += code[counted..at].matches('\n').count();
        counted = at;
        Named { line, segments }
    };
    found.into_iter().map(with_line).collect()
}

/// `line`, or an empty one in the place of a line that is a comment, so that lines keep their numbers.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") { "\n" } else { line }
}

/// Finds the paths that follow `prefix` at byte `at` of `code`, each with its own byte, and returns the byte at which they
/// end.
fn read_tree(code: &str, at: usize, prefix: &[String], found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let skip = |at: usize| at + code[at..].len() - code[at..].trim_start().len();
    let mut at = skip(at);
    if code[at..].starts_with('{') {
        at += 1;
        loop {
            at = skip(at);
            match code[at..].chars().next() {
                Some('}') | None => return at + 1,
                Some(',') => at += 1,
                Some(_) => at = read_tree(code, at, prefix, found).max(at + 1),
            }
        }
    }
    let name: String = code[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let end = at + name.len();
    let mut segments = prefix.to_vec();
    if !name.is_empty() && name != "self" {
        segments.push(name);
    }
    if code[end..].starts_with("::") && segments.len() > prefix.len() {
        return read_tree(code, end + 2, &segments, found);
    }
    found.push((at, segments));
    // `name as other` ends where the next name of the group begins.
    end + code[end..].find([',', '}', ';', '\n']).unwrap_or(0)
}

/// The layers' modules that `file` names, by `crate::…` or by climbing out with `super::…`.
fn imports(file: &File) -> Vec<(usize, String)> {
    let mut imports: Vec<(usize, String)> = paths(&file.text, "crate")
        .into_iter()
        .filter_map(|named| Some((named.line, named.segments.get(1)?.clone())))
        .collect();
    let depth = file.modules().len();
    for named in paths(&file.text, "super") {
        let climbed = named.segments.iter().take_while(|segment| *segment == "super").count();
        if climbed >= depth {
            imports.extend(named.segments.get(climbed).map(|module| (named.line, module.clone())));
        }
    }
    imports
}

fn violations(files: &[File]) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in files {
        let module = file.modules()[0];
        let Some(layer) = file.layer() else {
            if module != "lib" && module != "main" {
                violations.push(file.violation(1, format!("`{module}` is in no layer of tests/layers.rs")));
            }
            continue;
        };
        for (line, imported) in imports(file) {
            let below = layer_of(&imported).is_some_and(|other| other < layer);
            if imported != module && !below {
                let allowed: Vec<&str> = LAYERS[..layer].concat();
                let allowed = if allowed.is_empty() { "nothing".to_owned() } else { allowed.join(", ") };
                let what = format!("`{module}` imports `{imported}`; it may import {allowed}");
                violations.push(file.violation(line, what));
            }
        }
        if LAYERS[layer] != ["shell"] && LAYERS[layer] != ["cli"] {
            violations.extend(outside(file));
        }
        let lines = file.text.lines().count();
        if lines > LONGEST_FILE {
            let what = format!("{lines} lines are more than {LONGEST_FILE}; split it by concept");
            violations.push(file.violation(LONGEST_FILE + 1, what));
        }
    }
    violations
}

/// The places in `file` that name the world outside.
fn outside(file: &File) -> Vec<Violation> {
    let mut violations = Vec::new();
    for named in paths(&file.text, "std") {
        let forbidden = OUTSIDE
            .iter()
            .any(|path| named.segments.iter().map(String::as_str).collect::<Vec<_>>().starts_with(path));
        if forbidden {
            let what = format!("`{}` is for `shell` and `cli` alone", named.segments.join("::"));
            violations.push(file.violation(named.line, what));
        }
    }
    for (number, line) in file.text.lines().enumerate() {
        let code = without_comment(line);
        let called = |name: &str| {
            code.split(name).next().filter(|before| {
                before.len() < code.len() && !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
            })
        };
        if let Some(name) = PRINTING.iter().find(|name| called(name).is_some()) {
            violations.push(file.violation(number + 1, format!("`{name}` is for `shell` and `cli` alone")));
        }
    }
    violations
}

/// The types of `file` whose name says too little.
fn bare_names(file: &File) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        // A type with an indent is that of a trait, such as `Item` of an iterator, or one within a test.
        let shown = line.strip_prefix("pub").unwrap_or(line);
        let declared =
            if shown.starts_with('(') { shown.split_once(')').map_or("", |(_, it)| it) } else { shown };
        let mut words = declared.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_');
        let is_type = |word: &&str| ["struct", "enum", "trait", "type", "union"].contains(word);
        let named = words.next().filter(is_type).and_then(|_| words.next());
        let named = named.filter(|name| !line.starts_with([' ', '/']) && NEVER_ALONE.contains(name));
        violations.extend(named.map(|name| {
            file.violation(number + 1, format!("`{name}` by itself says too little; name whose it is"))
        }));
    }
    violations
}

fn read_sources(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            read_sources(&entry.path(), &format!("{path}/"), files);
        } else if path.ends_with(".rs") {
            files.push(File { text: fs::read_to_string(entry.path()).unwrap(), path });
        }
    }
}

#[test]
fn the_code_keeps_to_its_layers() {
    let mut files = Vec::new();
    read_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let found: Vec<String> = violations(&files).iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn the_parts_of_a_room_import_each_other_in_one_direction() {
    let mut files = Vec::new();
    read_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    let found: Vec<String> = circles(&files).iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "\nmove the part that stands wrong:\n{}\n", found.join("\n"));
}

#[test]
fn no_type_has_a_name_that_says_too_little() {
    let mut files = Vec::new();
    read_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    let found: Vec<String> =
        files.iter().flat_map(bare_names).map(|violation| violation.to_string()).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_planted_bare_name_is_found() {
    let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
    let named = file(
        "plan/e.rs",
        "pub(in crate::plan) enum Part<'t> {}\nstruct BodyPart;\n    type Item = u8;\nstruct Row;\n",
    );
    let lines: Vec<usize> = bare_names(&named).iter().map(|violation| violation.line).collect();
    assert_eq!(lines, [1, 4]);
}

#[test]
fn a_planted_violation_is_found() {
    let planted = |path: &str, text: &str| {
        let found = violations(&[File { path: path.to_owned(), text: text.to_owned() }]);
        found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    for (path, text, expected) in [
        (
            "model/site.rs",
            "use crate::text::Span;\nuse crate::plan::Route;\n",
            "src/model/site.rs:2: `model` imports `plan`",
        ),
        (
            "model/site.rs",
            "fn f() {\n    crate::cli::run();\n}",
            "src/model/site.rs:2: `model` imports `cli`",
        ),
        (
            "text/mod.rs",
            "use crate::{\n    text::Span,\n    ids::{Id, Arena},\n};",
            "src/text/mod.rs:3: `text` imports `ids`; it may import nothing",
        ),
        (
            "render/html/mod.rs",
            "use super::super::import::text;",
            "src/render/html/mod.rs:1: `render` imports `import`",
        ),
        ("sources.rs", "use super::fields::Table;", "src/sources.rs:1: `sources` imports `fields`"),
        ("helpers.rs", "", "src/helpers.rs:1: `helpers` is in no layer"),
        (
            "plan/mod.rs",
            "use std::{fmt,\n fs::{self, File}};",
            "src/plan/mod.rs:2: `std::fs` is for `shell` and `cli` alone\nsrc/plan/mod.rs:2: `std::fs::File`",
        ),
        ("syntax/mod.rs", "fn f() {\n    println!();\n}", "src/syntax/mod.rs:2: `println!`"),
        ("ids.rs", &"\n".repeat(601), "src/ids.rs:601: 601 lines are more than 600"),
    ] {
        let found = planted(path, text);
        assert!(found.starts_with(expected), "{path}: {found:?}");
    }
}

#[test]
fn what_is_allowed_is_not_reported() {
    let allowed = "//! See [`crate::cli`] and println!().\nuse std::io::{self, Write};\nuse std::time::Duration;\n\
        use crate::text::{Span, Spanned as Other};\nuse super::page::Page;\nfn f() { crate::model::g(); my_println!(); }\n";
    let file = File { path: "model/links.rs".to_owned(), text: allowed.to_owned() };
    assert_eq!(violations(&[file]), []);
}
