//! The files that the search in the browser works with. `tests/browser/search.test.mjs` checks that the script finds
//! the right pages in them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot build its site has failed")]

use std::sync::Arc;

use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::plan::{OutContent, OutFile};
use leerlijn::sources::{Asset, SourceFile, Sources, TextFront};
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

/// The value that `index.js` assigns.
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
fn numbers_of_notes_are_no_part_of_a_word() {
    let page = "+++\ntitle = \"Norm\"\n+++\n\nVolgens ISO 9001[^1] en R&D.\n\n![Een schema](https://a.example/x.png)\n\n\
                [^1]: De norm.\n";
    let files = snapshot(sources(SITE.iter().chain([&("content/norm.md", page)]))).files().unwrap();
    let texts = text(&files, "text-0.js");
    assert!(texts.contains("Volgens ISO 9001 en R&D. Een schema"), "{texts}");
    assert!(!texts.contains('↩'), "{texts}");
    let terms = index(&files)["terms"].to_string();
    assert!(terms.contains("9001") && !terms.contains("90011"), "{terms}");
    assert!(terms.contains("r&d"), "{terms}");
}

#[test]
fn every_page_finds_its_text_in_the_file_that_the_index_names() {
    // Enough pages for several files of texts; some pages have a text of their own and some have none.
    let body = |number: usize| {
        if number.is_multiple_of(3) { String::new() } else { format!("Tekst{number}. ").repeat(300) }
    };
    let page = |number| format!("+++\ntitle = \"Pagina {number}\"\n+++\n\n{}\n", body(number));
    let items: Vec<String> =
        (1..100).map(|number| format!("- Handelt zaak {number} af {{#c1.{number}}}\n")).collect();
    let profile =
        format!("+++\ntitle = \"Onthaal\"\n+++\n\n## Onthaalt {{#c1 .competence}}\n\n{}", items.concat());
    let pages = (0..150).map(|number| (format!("content/p{number:03}.md"), page(number)));
    let others =
        [("leerlijn.toml", "title = \"School\"\nlanguage = \"nl\"\n"), ("content/profiles/p.md", &profile)];
    let all: Vec<(String, String)> =
        others.map(|(path, text)| (path.to_owned(), text.to_owned())).into_iter().chain(pages).collect();
    let all: Vec<(&str, &str)> = all.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let files = snapshot(sources(all.iter())).files().unwrap();
    let index = index(&files);
    let numbers = |name: &str| -> Vec<usize> {
        index[name].as_array().unwrap().iter().map(|number| number.as_u64().unwrap() as usize).collect()
    };
    let (firsts, passages) = (numbers("chunks"), numbers("passages"));
    assert!(firsts.len() > 3 && firsts[0] == 0 && firsts.is_sorted(), "{firsts:?}");
    let mut found = 0;
    for (at, title) in index["titles"].as_str().unwrap().lines().enumerate() {
        let Some(number) = title.strip_prefix("Pagina ") else { continue };
        let file = firsts.partition_point(|first| *first <= at) - 1;
        let script =
            text(&files, &format!("text-{file}.js")).strip_prefix(&format!("leerlijnSearch.text[{file}] = "));
        let texts: Vec<String> =
            serde_json::from_str(script.unwrap().trim_end().trim_end_matches(';')).unwrap();
        let place: usize = passages[firsts[file]..at].iter().sum();
        let own = texts.get(place).map_or("", String::as_str);
        assert_eq!(own.trim(), body(number.parse().unwrap()).trim(), "{title}");
        found += 1;
    }
    assert_eq!(found, 150);
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
    sources.insert_asset(Asset {
        path,
        size: 1,
        stamp: 1,
        dimensions: None,
        captions: None,
        front: TextFront::None,
        font: None,
    });
    let snapshot = snapshot(sources);
    let codes: Vec<_> =
        snapshot.report().diagnostics().iter().map(|problem| problem.code.as_str().to_owned()).collect();
    assert!(codes.contains(&"L005".to_owned()), "{codes:?}");
    let files = snapshot.files().unwrap();
    assert_eq!(files.iter().filter(|file| file.path.as_str() == "static/search/index.js").count(), 1);
}
