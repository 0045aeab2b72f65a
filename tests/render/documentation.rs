//! `docs/theme.md` and the files of the built-in theme, held to the code.
#![allow(clippy::disallowed_methods, reason = "the theme and its documentation lie on the disk")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use leerlijn::plan::PageKind;
use serde_json::Value;

use super::{LANGUAGES, sample};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn documentation() -> String {
    std::fs::read_to_string(repository().join("docs/theme.md")).unwrap()
}

/// The texts of the files in `folder` of the repository and in its folders, by their names.
fn texts(folder: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut folders = vec![repository().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                texts.push((entry.file_name().into_string().unwrap(), text));
            }
        }
    }
    texts
}

#[test]
fn there_is_a_sample_of_every_kind_of_page() {
    let views = sample::views();
    for kind in PageKind::ALL {
        let found = views.iter().any(|view| view.kind() == *kind);
        assert!(found, "tests/render/sample.rs has no view of the kind `{}`", kind.name());
    }
}

#[test]
fn the_table_of_templates_is_whole() {
    let documentation = documentation();
    let row = |template: &str| {
        let start = format!("| `{template}` |");
        let row = documentation.lines().find(|line| line.starts_with(&start));
        assert!(row.is_some(), "docs/theme.md has no row for `{template}`");
        row.unwrap().to_owned()
    };
    for kind in PageKind::ALL {
        let view = kind.view();
        let expected = if view.is_empty() { "nothing".to_owned() } else { format!("`{view}`") };
        let row = row(kind.template());
        assert!(row.ends_with(&format!("| {expected} |")), "docs/theme.md: `{row}` should name {expected}");
    }
    let templates = std::fs::read_dir(repository().join("themes/default/templates")).unwrap();
    let names = templates.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "base.html" && name != "parts").for_each(|name| drop(row(&name)));
}

/// The names behind `start.` in `text`, such as `root` in `{{ page.root }}`.
fn fields<'t>(text: &'t str, start: &str) -> BTreeSet<&'t str> {
    let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
    let found = text.match_indices(start).filter(|(at, _)| {
        !text[..*at].ends_with(|before: char| is_name(before) || before == '.' || before == '/')
    });
    found
        .map(|(at, _)| text[at + start.len()..].split(|c| !is_name(c)).next().unwrap())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn the_documentation_names_only_fields_that_there_are() {
    let views = sample::views();
    let page = serde_json::to_value(sample::page(&views[0], "")).unwrap();
    let site = serde_json::to_value(sample::site("nl")).unwrap();
    let views: Vec<Value> = views.iter().map(|view| serde_json::to_value(view).unwrap()).collect();
    let documentation = documentation();
    for name in fields(&documentation, "page.") {
        assert!(page.get(name).is_some(), "docs/theme.md names `page.{name}`");
    }
    for name in fields(&documentation, "site.") {
        assert!(site.get(name).is_some() || name == "css", "docs/theme.md names `site.{name}`");
    }
    for name in fields(&documentation, "view.") {
        assert!(views.iter().any(|view| view.get(name).is_some()), "docs/theme.md names `view.{name}`");
    }
}

/// A structure of the views as its source describes it.
struct Described {
    name: String,
    summary: String,
    /// Each field with its type and what is said of it.
    fields: Vec<(String, String, String)>,
}

/// The views in `text`, a file of `src/plan/view`: the `pub struct` and `pub enum` there, and the comments above them and
/// their fields. The names in an enum are those that a template compares with, in lower case.
fn described(text: &str) -> Vec<Described> {
    let mut found: Vec<Described> = Vec::new();
    let (mut comment, mut is_open) = (String::new(), false);
    for line in text.lines().map(str::trim) {
        if let Some(said) = line.strip_prefix("///") {
            comment = format!("{comment} {}", said.trim());
            continue;
        }
        let said = comment.trim().to_owned();
        if let Some(rest) = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum ")) {
            let name = rest.split([' ', '<']).next().unwrap().to_owned();
            found.push(Described { name, summary: said, fields: Vec::new() });
            is_open = true;
        } else if line == "}" {
            is_open = false;
        } else if is_open && !line.starts_with("#[") && !line.is_empty() {
            let field = line.trim_end_matches(',');
            let (name, kind) = match field.strip_prefix("pub ").and_then(|field| field.split_once(": ")) {
                Some((name, kind)) => (name.to_owned(), kind.to_owned()),
                None => {
                    let (name, kind) = field.split_once('(').unwrap_or((field, ""));
                    (name.to_lowercase(), kind.trim_end_matches(')').to_owned())
                }
            };
            found.last_mut().unwrap().fields.push((name, kind, said));
        }
        if !line.starts_with("#[") {
            comment.clear();
        }
    }
    found
}

/// The type of a field in the words of a designer, who knows no Rust.
fn in_words(kind: &str) -> String {
    let inside = |start: &str| kind.strip_prefix(start).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inside("Vec<") {
        return format!("list of {}", in_words(inner));
    }
    if let Some(inner) = inside("Option<") {
        return format!("{}, or none", in_words(inner));
    }
    if let Some((first, second)) =
        kind.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).and_then(|pair| pair.split_once(", "))
    {
        return format!("pair of {} and {}", in_words(first), in_words(second));
    }
    match kind {
        "String" | "&'static str" | "Arc<str>" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "u32" | "u64" | "u16" | "u8" => "number".to_owned(),
        "" => String::new(),
        own => format!("`{own}`"),
    }
}

/// The views of all files, by their names; the kinds of results of the search stand elsewhere.
fn all_described() -> Vec<Described> {
    let mut all: Vec<Described> = texts("src/plan/view")
        .iter()
        .flat_map(|(_, text)| described(text))
        .filter(|view| view.name != "View")
        .collect();
    let kinds = std::fs::read_to_string(repository().join("src/plan/page_kind.rs")).unwrap();
    all.extend(described(&kinds).into_iter().filter(|view| view.name == "SearchKindView"));
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

#[test]
fn the_fields_of_the_views_are_those_of_their_source() {
    let mut page = "# What templates get\n\n\
        Every template sees `site` (`SiteView`), `page` (`PageView`) and `view`; [the look of a site](theme.md#one-page-otherwise) says which view \
        each template gets. The names\nbelow are in the order of the alphabet. This page is made of the comments in the program's source: \
        `UPDATE_EXPECT=1 cargo test --test render` writes it.\n"
        .to_owned();
    for view in all_described() {
        page += &format!("\n## {}\n\n{}\n\n| field | is | |\n|---|---|---|\n", view.name, view.summary);
        for (name, kind, said) in &view.fields {
            page += &format!("| `{name}` | {} | {} |\n", in_words(kind), said.replace('|', "\\|"));
        }
    }
    expect_test::expect_file![repository().join("docs/theme-views.md")].assert_eq(&page);
}

#[test]
fn every_value_that_a_template_gets_is_described() {
    let described = all_described();
    let names: BTreeSet<&str> =
        described.iter().flat_map(|view| view.fields.iter().map(|(name, ..)| name.as_str())).collect();
    let views = sample::views();
    let mut values = vec![
        serde_json::to_value(sample::page(&views[0], "")).unwrap(),
        serde_json::to_value(sample::site("nl")).unwrap(),
    ];
    values.extend(views.iter().map(|view| serde_json::to_value(view).unwrap()));
    while let Some(value) = values.pop() {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    assert!(names.contains(name.as_str()), "docs/theme-views.md has no field `{name}`");
                    values.push(value);
                }
            }
            Value::Array(inner) => values.extend(inner),
            _ => {}
        }
    }
    let undescribed = described.iter().flat_map(|view| {
        view.fields
            .iter()
            .filter(|(_, _, said)| said.is_empty())
            .map(|(name, ..)| format!("{}.{name}", view.name))
    });
    assert_eq!(undescribed.collect::<Vec<_>>(), [""; 0], "fields without a comment");
}

/// The keys of the words in `language`.
fn words(language: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(repository().join(format!("themes/default/words/{language}.ftl")));
    let text = text.unwrap();
    let keys = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    keys.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
}

#[test]
fn every_word_is_there_in_every_language_and_is_used() {
    let dutch = words("nl");
    for language in LANGUAGES {
        assert_eq!(words(language), dutch, "the words in {language} are not those in nl");
    }
    let texts: String = [texts("themes/default/templates"), texts("src/plan"), texts("src/syntax")]
        .into_iter()
        .flatten()
        .map(|(_, text)| text)
        .collect();
    let is_used = |word: &str| {
        // Some templates put a key together: `key="status-" ~ item.status`.
        let together =
            word.match_indices('-').any(|(at, _)| texts.contains(&format!("\"{}-\" ~", &word[..at])));
        together || texts.contains(&format!("\"{word}\""))
    };
    let unused: Vec<&String> = dutch.iter().filter(|word| !is_used(word)).collect();
    assert!(unused.is_empty(), "no page says {unused:?}");
}

/// The ids in the built-in templates, with `#` or `*` for what they fill in.
fn ids_in_templates() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for (_, text) in texts("themes/default/templates") {
        for (_, rest) in text.match_indices(" id=\"").map(|(at, found)| text.split_at(at + found.len())) {
            let id = rest.split('"').next().unwrap();
            ids.insert(match id.split_once("{{") {
                Some((start, _)) => format!("{start}…"),
                None => id.to_owned(),
            });
        }
    }
    ids
}

#[test]
fn the_list_of_ids_and_the_templates_have_the_same() {
    // What an author's text or names give; the plan sees to these.
    let authors = "…";
    // Those of notes, which the plan writes, and the letters of a glossary.
    let planned = ["fn-#", "fnref-#", "fnref-#.#", "letters", "letter-*"];
    let in_templates = ids_in_templates();
    let listed: BTreeSet<&str> = PageKind::ALL.iter().flat_map(|kind| kind.ids()).collect();
    let as_template = |id: &str| match id.find(['#', '*']) {
        Some(at) => format!("{}…", &id[..at]),
        None => id.to_owned(),
    };
    let known: BTreeSet<String> =
        listed.iter().filter(|id| !planned.contains(id)).map(|id| as_template(id)).collect();
    let found: BTreeSet<String> = in_templates.into_iter().filter(|id| id != authors).collect();
    assert_eq!(found, known, "the ids in the templates, and those in src/plan/page_ids.rs");
}

#[test]
fn every_kind_of_page_has_the_ids_that_are_listed_for_it_and_no_others() {
    let authors = ["les-1", "kennis", "begrippen", "c1", "wachtrij"];
    for view in sample::views() {
        let html = super::renderer(&[]).unwrap().page(&sample::page(&view, "Titel"), &view).unwrap();
        let kind = view.kind();
        for (_, rest) in html.match_indices(" id=\"").map(|(at, found)| html.split_at(at + found.len())) {
            let id = rest.split('"').next().unwrap();
            let is_known = kind.has_id(id) || authors.contains(&id);
            assert!(is_known, "`{id}` on the page {} stands not in src/plan/page_ids.rs", kind.name());
        }
    }
}
