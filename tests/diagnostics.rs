//! The pages in `docs/diagnostics` are tests: each is an explanation and an example, and the example must
//! give exactly the diagnostics that the page shows.
//!
//! After a change of a message, and below the example of a new page, `UPDATE_EXPECT=1 cargo test --test diagnostics`
//! writes what the examples give; read it there as a teacher would.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files has failed"
)]

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use expect_test::expect_file;
use leerlijn::cli::report::{self, Format, ReportSetting};
use leerlijn::diagnostics::{Code, Report};
use leerlijn::pipeline::{Options, Pipeline};
use leerlijn::sources::{Asset, CONTENT_FOLDER, SourceFile, Sources};
use leerlijn::text::SourcePath;

/// The lines before the expected diagnostics.
const EXPECTED: &str = "\ngives\n\n~~~diagnostics\n";
const FENCE: &str = "~~~";

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics"))
}

/// Whether `code` is about more than the files of a site: imported documents, and a list of addresses. The tests of the
/// importers and of the command line check these.
fn is_imported(code: &str) -> bool {
    code.starts_with("L7") || code == "L541"
}

/// The files of a page's example.
fn files(page: &str) -> Sources {
    let mut sources = Sources::default();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let info = line.strip_prefix(FENCE).and_then(|info| info.split_once(" file="));
        let Some((_, info)) = info else { continue };
        let mut words = info.split(' ');
        let path = SourcePath::new(words.next().unwrap());
        let mut text = String::new();
        for line in lines.by_ref().take_while(|line| *line != FENCE) {
            text.push_str(line);
            text.push('\n');
        }
        let bytes = match words.next() {
            Some("encoding=latin-1") => text.chars().map(|c| u8::try_from(c).unwrap()).collect(),
            other => {
                assert_eq!(other, None, "`encoding=latin-1` is all that an example can say of itself");
                text.into_bytes()
            }
        };
        if path.as_str().starts_with(CONTENT_FOLDER)
            && ![".md", ".review.toml"].iter().any(|ending| path.file_name().ends_with(ending))
        {
            sources.insert_asset(Asset {
                path,
                size: 0,
                stamp: 0,
                dimensions: None,
                captions: None,
                font: None,
            });
        } else {
            sources.insert(SourceFile::new(path, &bytes));
        }
    }
    sources
}

fn diagnostics(sources: Sources) -> String {
    let snapshot = Pipeline::new(Options::default()).run(Arc::new(sources));
    let mut found = snapshot.report().diagnostics().to_vec();
    // Some mistakes in a template show only when a page is made with it.
    if let Err(report) = snapshot.files() {
        found.extend_from_slice(report.diagnostics());
    }
    let mut out = Vec::new();
    let reader = ReportSetting::default();
    report::write(Format::Short, &Report::new(found), snapshot.sources(), reader, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_example_gives_the_diagnostics_of_its_page() {
    let mut wrong = String::new();
    for code in Code::ALL.iter().map(|code| code.as_str()).filter(|code| !is_imported(code)) {
        let path = folder().join(format!("{code}.md"));
        let Ok(page) = fs::read_to_string(&path) else { continue };
        // A new page has an example and nothing below it yet.
        let example = page.split_once(EXPECTED).map_or(page.as_str(), |(example, _)| example);
        let found = diagnostics(files(example));
        if found.is_empty() || !found.lines().all(|line| line.contains(&format!("[{code}] "))) {
            writeln!(wrong, "{code}: the example gives other diagnostics than its own:\n{found}").unwrap();
        } else {
            expect_file![path].assert_eq(&format!("{example}{EXPECTED}{found}{FENCE}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_code_has_a_page_with_its_title_and_every_page_a_code() {
    let mut pages: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap().replace(".md", ""))
        .collect();
    pages.sort();
    for code in Code::ALL {
        let page = fs::read_to_string(folder().join(format!("{code}.md"))).unwrap_or_else(|_| {
            panic!("{code} needs a page docs/diagnostics/{code}.md, with an example that gives it and nothing else")
        });
        assert_eq!(page.lines().next(), Some(format!("# {code}: {}", code.title()).as_str()));
    }
    pages.retain(|page| page.parse::<Code>().is_err());
    assert_eq!(pages, [""; 0], "these pages explain no code");
}
