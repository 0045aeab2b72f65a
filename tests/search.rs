//! The files by which readers find pages. That the script finds the right ones in them is held by
//! `tests/browser/search.test.mjs`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot build its site has failed")]

use std::sync::Arc;

use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::plan::{OutContent, OutFile};
use leerlijn::sources::{Asset, SourceFile, Sources};
use leerlijn::text::SourcePath;

const SITE: &[(&str, &str)] = &[
    ("leerlijn.toml", "title = \"School\"\nlanguage = \"nl\"\n"),
    (
        "content/profiles/onthaal.md",
        "+++\ntitle = \"Onthaal\"\n+++\n\n## Onthaalt {#c1 .competence}\n\n- Gaat om met klachten {#c1.1}\n",
    ),
    (
        "content/modules/m01.md",
        "+++\ntitle = \"Bezoekers\"\ncode = \"M01\"\n[covers]\ningeoefend = [\"c1.1\"]\n+++\n\nDe \
         veiligheidsvoorschriften.\n\n## Aan de balie {#balie}\n\nEr wordt <b>gewerkt</b>.\n",
    ),
    ("content/over.md", "+++\ntitle = \"Over de school\"\n+++\n\nEen \"aanhaling\" en een \\\\ streep.\n"),
];

fn sources<'a>(files: impl Iterator<Item = &'a (&'a str, &'a str)>) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
    }
    sources
}

fn snapshot(sources: Sources) -> Snapshot {
    Pipeline::new(Options::default()).run(Arc::new(sources))
}

fn text<'f>(files: &'f [OutFile], name: &str) -> &'f str {
    let path = format!("static/search/{name}");
    match &files.iter().find(|file| file.path.as_str() == path).unwrap().content {
        OutContent::Bytes(bytes) => std::str::from_utf8(bytes).unwrap(),
        _ => panic!("{name} is made and not copied"),
    }
}

/// What `index.js` assigns.
fn index(files: &[OutFile]) -> serde_json::Value {
    let script = text(files, "index.js");
    let json = script.strip_prefix("leerlijnSearch.index = ").and_then(|rest| rest.strip_suffix(";\n"));
    serde_json::from_str(json.unwrap()).unwrap()
}

#[test]
fn a_site_has_the_files_of_the_search_in_its_language() {
    let files = snapshot(sources(SITE.iter())).files().unwrap();
    assert!(text(&files, "find.js").contains("new DutchStemmer()"));
    assert!(text(&files, "find.js").contains("Redistributions of source code"), "the licence goes along");
    assert!(text(&files, "text-0.js").contains("De veiligheidsvoorschriften."));
}

#[test]
fn the_index_lists_pages_with_their_codes_headings_and_terms() {
    let index = index(&snapshot(sources(SITE.iter())).files().unwrap());
    let lines =
        |name: &str| -> Vec<String> { index[name].as_str().unwrap().lines().map(str::to_owned).collect() };
    let at = lines("titles").iter().position(|title| title == "Bezoekers").unwrap();
    assert_eq!(lines("codes")[at], "M01");
    assert_eq!(lines("paths")[at], "modules/m01/index.html");
    assert!(lines("headings").contains(&"Aan de balie".to_owned()));
    assert!(lines("anchors").contains(&"balie".to_owned()));
    let terms = index["terms"].as_str().unwrap();
    assert!(terms.contains("veiligheidsvoorschrif"), "{terms}");
}

#[test]
fn the_order_of_files_does_not_change_a_byte() {
    let one = snapshot(sources(SITE.iter())).files().unwrap();
    let other = snapshot(sources(SITE.iter().rev())).files().unwrap();
    assert_eq!(one, other);
}

#[test]
fn a_file_of_the_site_cannot_take_the_place_of_the_index() {
    let mut sources = sources(SITE.iter());
    let path = SourcePath::new("content/static/search/index.js");
    sources.insert_asset(Asset { path, size: 1, stamp: 1, dimensions: None, font: None });
    let snapshot = snapshot(sources);
    let codes: Vec<_> =
        snapshot.report().diagnostics().iter().map(|problem| problem.code.as_str().to_owned()).collect();
    assert!(codes.contains(&"L005".to_owned()), "{codes:?}");
    let files = snapshot.files().unwrap();
    assert_eq!(files.iter().filter(|file| file.path.as_str() == "static/search/index.js").count(), 1);
}
