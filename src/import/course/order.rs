//! The order in which another program shows the texts of a course, where a file of it says so:
//!
//! ```text
//! mkdocs.yml         nav: [{Onthaal: m1/index.md}, …]     MkDocs
//! SUMMARY.md         - [Onthaal](m1/index.md)             mdBook, GitBook
//! _toc.yml           chapters: [{file: m1/index}, …]      Jupyter Book
//! _category_.json    {"label": "Onthaal", "position": 1}  Docusaurus, in each folder
//! config.yaml        episodes: [intro.md, …]              The Carpentries
//! sidebars.js        {course: ['intro', …]}               Docusaurus
//! ```

use std::collections::HashMap;

use crate::import::course::CourseFile;
use crate::import::course::front_matter::{FrontValue, of_yaml};
use crate::import::file;

/// Names of files that say an order, besides the texts.
const NAMES: [&str; 14] = [
    "mkdocs.yml",
    "mkdocs.yaml",
    "_toc.yml",
    "_category_.json",
    "_category_.yml",
    "_category_.yaml",
    "config.yaml",
    "config.yml",
    "sidebars.js",
    "sidebars.ts",
    "sidebars.json",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "docusaurus.config.mjs",
];

/// Whether the file `path` says in which order texts stand.
pub fn is_order(path: &str) -> bool {
    NAMES.contains(&path.rsplit('/').next().unwrap_or(path))
}

/// Whether the file `path` holds the settings of Docusaurus for the whole folder.
pub(super) fn is_docusaurus(path: &str) -> bool {
    ["js", "ts", "mjs"].iter().any(|ending| path.strip_prefix("docusaurus.config.") == Some(ending))
}

/// The folder of the texts that the settings of Docusaurus name: the `path` in their part `docs`. Settings that are
/// made by a program say it for nobody else.
pub(super) fn docs_of_docusaurus(settings: &CourseFile) -> Option<String> {
    let text = file::decode(settings.bytes.as_deref()?).text;
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let behind = code.match_indices("docs:").map(|(at, key)| code[at + key.len()..].trim_start());
    let inside = behind.filter_map(|rest| rest.strip_prefix('{'));
    inside.filter_map(path_key).next()
}

/// The value of the key `path` right within an object of which `inside` is the text behind its brace.
fn path_key(inside: &str) -> Option<String> {
    let mut depth = 0_usize;
    for (at, letter) in inside.char_indices() {
        match letter {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth = depth.checked_sub(1)?,
            'p' if depth == 0 && !inside[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') => {
                let value =
                    inside[at..].strip_prefix("path").map(|rest| rest.trim_start_matches(['\'', '"']));
                let value = value.and_then(|rest| rest.trim_start().strip_prefix(':')).map(str::trim_start);
                let Some(value) = value else { continue };
                let quote = value.chars().next().filter(|quote| ['\'', '"', '`'].contains(quote))?;
                let (path, _) = value[1..].split_once(quote)?;
                let path = path.trim_start_matches("./").trim_end_matches('/');
                let is_below =
                    !path.is_empty() && !path.contains("..") && !path.starts_with('/') && !path.contains('$');
                return is_below.then(|| path.to_owned());
            }
            _ => {}
        }
    }
    None
}

/// Whether the text `path` is a list of the others.
pub(super) fn is_summary(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name == "SUMMARY.md")
}

/// The places of texts, and the names of folders.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// The place of each text, without its ending.
    texts: HashMap<String, i64>,
    /// The place of each folder that has one of its own.
    folders: HashMap<String, i64>,
    titles: HashMap<String, String>,
    /// Files that say an order in a way that is not read: by a program, and not as data.
    pub(super) unread: Vec<String>,
}

impl Order {
    /// The order of the texts among `files`, which stand in the folder `root`.
    pub(super) fn find(files: &[CourseFile], root: &str) -> Self {
        let mut order = Self::default();
        for file in files {
            let Some(bytes) = file.bytes.as_deref() else { continue };
            let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
            let text = || file::decode(bytes).text;
            match name {
                "mkdocs.yml" | "mkdocs.yaml" => {
                    let keys = of_yaml(&text()).unwrap_or_default();
                    if let Some((_, nav)) = keys.iter().find(|(key, _)| key == "nav") {
                        order.nav(nav, root);
                    }
                }
                "_toc.yml" => order.files(&FrontValue::Keys(of_yaml(&text()).unwrap_or_default()), folder),
                "config.yaml" | "config.yml" => {
                    let keys = of_yaml(&text()).unwrap_or_default();
                    if let Some((_, FrontValue::List(episodes))) =
                        keys.iter().find(|(key, _)| key == "episodes")
                    {
                        episodes
                            .iter()
                            .filter_map(FrontValue::line)
                            .for_each(|name| order.add(&join(folder, &format!("episodes/{name}"))));
                    }
                }
                "_category_.json" | "_category_.yml" | "_category_.yaml" => order.category(folder, &text()),
                "SUMMARY.md" => order.summary(folder, &text()),
                "sidebars.js" | "sidebars.ts" | "sidebars.json" => {
                    match object_in(&text()).as_deref().and_then(of_yaml) {
                        Some(keys) => keys.iter().for_each(|(_, bar)| drop(order.sidebar(bar, root))),
                        None => order.unread.push(file.path.clone()),
                    }
                }
                _ => {}
            }
        }
        order
    }

    /// Whether it says nothing of texts.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The place of the text `path`.
    pub(super) fn of_text(&self, path: &str) -> Option<i64> {
        self.texts.get(without_ending(path)).copied()
    }

    /// The place of the folder `path`: its own, or else that of its first text.
    pub(super) fn of_folder(&self, path: &str) -> Option<i64> {
        let inside =
            |(text, _): &(&String, &i64)| text.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        let first = || self.texts.iter().filter(inside).map(|(_, place)| *place).min();
        self.folders.get(path).copied().or_else(first)
    }

    /// The name of the text or the folder `path` in the order.
    pub(super) fn title(&self, path: &str) -> Option<&str> {
        self.titles.get(without_ending(path)).map(String::as_str)
    }

    fn add(&mut self, path: &str) {
        let place = weight(&self.texts.len().to_string()).unwrap_or(i64::MAX);
        self.texts.entry(without_ending(path).to_owned()).or_insert(place);
    }

    /// The navigation of MkDocs: names of texts, titles with one, and titles with a further navigation. Gives the paths.
    fn nav(&mut self, value: &FrontValue, root: &str) -> Vec<String> {
        match value {
            FrontValue::Text(path) if path.contains("://") => Vec::new(),
            FrontValue::Text(path) => {
                let path = join(root, path.trim_start_matches("./"));
                self.add(&path);
                vec![path]
            }
            FrontValue::List(entries) => entries.iter().flat_map(|entry| self.nav(entry, root)).collect(),
            FrontValue::Keys(entries) => {
                let mut found = Vec::new();
                for (title, value) in entries {
                    let paths = self.nav(value, root);
                    let named = match value {
                        FrontValue::Text(_) => paths.first().cloned(),
                        _ => common_folder(&paths).filter(|folder| folder != root),
                    };
                    if let Some(path) = named {
                        self.titles.entry(without_ending(&path).to_owned()).or_insert_with(|| title.clone());
                    }
                    found.extend(paths);
                }
                found
            }
            FrontValue::Plain(_) => Vec::new(),
        }
    }

    /// A list at the side of Docusaurus: names of texts, and parts with their name and a further list. Gives the paths.
    fn sidebar(&mut self, value: &FrontValue, root: &str) -> Vec<String> {
        match value {
            FrontValue::Text(name) => {
                let path = join(root, name);
                self.add(&path);
                vec![path]
            }
            FrontValue::List(entries) => entries.iter().flat_map(|entry| self.sidebar(entry, root)).collect(),
            FrontValue::Keys(keys) => {
                let key = |wanted: &str| keys.iter().find(|(key, _)| key == wanted).map(|(_, value)| value);
                let Some(kind) = key("type").and_then(FrontValue::line) else {
                    // The short form: the name of a part, and what stands in it.
                    let parts = keys.iter().flat_map(|(label, value)| self.part(label, value, root));
                    return parts.collect();
                };
                match (kind.as_str(), key("label").and_then(FrontValue::line)) {
                    ("category", label) => {
                        let items = key("items").cloned().unwrap_or(FrontValue::List(Vec::new()));
                        self.part(&label.unwrap_or_default(), &items, root)
                    }
                    ("doc", label) => {
                        let paths = key("id").map(|id| self.sidebar(id, root)).unwrap_or_default();
                        if let (Some(label), [path]) = (label, paths.as_slice()) {
                            self.titles.entry(path.clone()).or_insert(label);
                        }
                        paths
                    }
                    _ => Vec::new(),
                }
            }
            FrontValue::Plain(_) => Vec::new(),
        }
    }

    /// A part of such a list, which gives the folder of its texts its name.
    fn part(&mut self, label: &str, items: &FrontValue, root: &str) -> Vec<String> {
        let paths = self.sidebar(items, root);
        if let Some(folder) = common_folder(&paths).filter(|folder| folder != root && !label.is_empty()) {
            self.titles.entry(folder).or_insert_with(|| label.to_owned());
        }
        paths
    }

    /// All files that `value` names below the keys `root` and `file`, in order.
    fn files(&mut self, value: &FrontValue, folder: &str) {
        match value {
            FrontValue::Keys(keys) => {
                for (key, value) in keys {
                    match (key.as_str(), value) {
                        ("root" | "file", FrontValue::Text(path)) => self.add(&join(folder, path)),
                        _ => self.files(value, folder),
                    }
                }
            }
            FrontValue::List(values) => values.iter().for_each(|value| self.files(value, folder)),
            FrontValue::Text(_) | FrontValue::Plain(_) => {}
        }
    }

    /// The place and the name that Docusaurus gives to the folder. JSON is YAML.
    fn category(&mut self, folder: &str, text: &str) {
        for (key, value) in of_yaml(text).unwrap_or_default() {
            match (key.as_str(), value.line()) {
                ("position", Some(place)) => {
                    if let Some(place) = weight(&place) {
                        self.folders.insert(folder.to_owned(), place);
                    }
                }
                ("label", Some(label)) => drop(self.titles.insert(folder.to_owned(), label)),
                _ => {}
            }
        }
    }

    /// The links of a summary, in order.
    fn summary(&mut self, folder: &str, text: &str) {
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#', ' ']).next()) {
            if !link.is_empty() && !link.contains("://") {
                self.add(&join(folder, link.trim_start_matches("./").trim_start_matches('<')));
            }
        }
    }
}

/// The object that a file of JavaScript gives away, as far as it is plain data. Written so it is YAML.
fn object_in(text: &str) -> Option<String> {
    const STARTS: [&str; 3] = ["module.exports", "sidebars", "export default"];
    let text = without_comments(text);
    let is_json = text.trim_start().starts_with('{');
    let start = if is_json { 0 } else { STARTS.iter().filter_map(|start| text.find(start)).min()? };
    let object = &text[start + text[start..].find('{')?..];
    let (mut depth, mut quote) = (0_usize, None);
    for (at, letter) in object.char_indices() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if letter == open => quote = None,
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => depth = depth.saturating_sub(1),
            // Words of a program, and texts that it puts together.
            (None, '`' | '(' | ';' | '=') => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(object[..=at].to_owned());
        }
    }
    None
}

/// `text`, which is JavaScript, without its comments.
fn without_comments(text: &str) -> String {
    let (mut kept, mut quote) = (String::with_capacity(text.len()), None);
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let comment = match quote {
            None if rest.starts_with("//") => rest.find('\n').or(Some(rest.len())),
            None if rest.starts_with("/*") => rest.find("*/").map(|end| end + 2).or(Some(rest.len())),
            _ => None,
        };
        if let Some(end) = comment {
            rest = &rest[end..];
            continue;
        }
        match quote {
            None if matches!(letter, '"' | '\'' | '`') => quote = Some(letter),
            Some(open) if letter == open => quote = None,
            None | Some(_) => {}
        }
        kept.push(letter);
        rest = &rest[letter.len_utf8()..];
    }
    kept
}

/// The place that `number` gives, which may have decimals: in thousandths.
pub(super) fn weight(number: &str) -> Option<i64> {
    let number: f64 = number.parse().ok()?;
    (number.abs() < 1e12).then(|| (number * 1000.0).round() as i64)
}

/// The folder in which all of `paths` stand right away.
fn common_folder(paths: &[String]) -> Option<String> {
    let folder = |path: &String| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let first = folder(paths.first()?)?;
    paths.iter().all(|path| folder(path).as_ref() == Some(&first)).then_some(first)
}

fn join(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

/// `path` without the ending of a text.
fn without_ending(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, ending))
            if !ending.contains('/') && super::text::is_course_text(path) && !ending.is_empty() =>
        {
            stem
        }
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(path: &str, text: &str, root: &str) -> Order {
        Order::find(&[CourseFile { path: path.to_owned(), bytes: Some(text.as_bytes().to_vec()) }], root)
    }

    #[test]
    fn a_navigation_gives_texts_their_places_and_folders_their_names() {
        let nav = "nav:\n  - Start: index.md\n  - https://example.org\n  - Module 2: [m2/b.md, m2/a.md]\n  - m1/x.md\n";
        let found = order("mkdocs.yml", nav, "docs");
        let places =
            ["docs/index.md", "docs/m2/b.md", "docs/m2/a.md", "docs/m1/x.md"].map(|path| found.of_text(path));
        assert_eq!(places, [Some(0), Some(1000), Some(2000), Some(3000)]);
        assert_eq!((found.title("docs/m2"), found.title("docs/index.md")), (Some("Module 2"), Some("Start")));
        assert!(found.of_folder("docs/m2") < found.of_folder("docs/m1"));
    }

    #[test]
    fn the_list_at_the_side_of_docusaurus_is_read_where_it_is_data() {
        let bar = "/** The sidebars: {x} */\n// @ts-check\n/** @type {import('x').SidebarsConfig} */\nconst sidebars = {\n  cursus: [\n    'intro', // eerst\n    \
            {type: 'category', label: 'Deel \"twee\"', items: ['m2/b', {type: 'doc', id: 'm2/a', label: 'A'}]},\n    /* dan */ \
            {Slot: ['m1/x']},\n  ],\n};\nmodule.exports = sidebars;\n";
        let found = order("sidebars.js", bar, "docs");
        let places = ["docs/intro.md", "docs/m2/b.mdx", "docs/m2/a.md", "docs/m1/x.md"]
            .map(|path| found.of_text(path));
        assert_eq!(places, [Some(0), Some(1000), Some(2000), Some(3000)]);
        let titles = ["docs/m2", "docs/m2/a.md", "docs/m1"].map(|path| found.title(path));
        assert_eq!(titles, [Some("Deel \"twee\""), Some("A"), Some("Slot")]);
        assert!(found.unread.is_empty());
        let program = "module.exports = { cursus: require('./lijst').map((id) => `m/${id}`) };";
        assert_eq!(order("sidebars.js", program, "docs").unread, ["sidebars.js"]);
    }

    #[test]
    fn summaries_and_categories_say_an_order_too() {
        let found = order("src/SUMMARY.md", "# Summary\n\n- [B](b.md)\n  - [A](./a.md#kop)\n", "src");
        assert_eq!((found.of_text("src/b.md"), found.of_text("src/a.md")), (Some(0), Some(1000)));
        let found = order("docs/m1/_category_.json", "{\"label\": \"Onthaal\", \"position\": 4}", "docs");
        assert_eq!((found.of_folder("docs/m1"), found.title("docs/m1")), (Some(4000), Some("Onthaal")));
        let found = order(
            "_toc.yml",
            "format: jb-book\nroot: intro\nparts:\n- chapters:\n  - file: b\n    sections:\n    - file: c\n",
            "",
        );
        assert_eq!((found.of_text("intro.md"), found.of_text("c.md")), (Some(0), Some(2000)));
    }

    #[test]
    fn the_folder_of_the_texts_stands_in_the_settings_of_docusaurus() {
        let docs = |text: &str| {
            let bytes = Some(text.as_bytes().to_vec());
            docs_of_docusaurus(&CourseFile { path: "docusaurus.config.js".to_owned(), bytes })
        };
        let own = "const config = {presets: [['classic', {docs: {\n  // path: 'old'\n  sidebarPath: './sidebars.js',\n  path: './cursus/',\n}}]]};";
        assert_eq!(docs(own), Some("cursus".to_owned()));
        assert_eq!(docs("docs: {routeBasePath: '/', remark: {path: 'x'}}, blog: {path: 'b'}"), None);
        for outside in ["../docs", "/docs", "${dir}/docs"] {
            assert_eq!(docs(&format!("docs: {{path: `{outside}`}}")), None);
        }
    }
}
