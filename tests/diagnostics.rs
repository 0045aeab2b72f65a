//! The pages in `docs/diagnostics` are tests: each is an explanation and an example, and the example must
//! give exactly the diagnostics that the page shows, in the language of the page. The English pages stand in the folder
//! itself, the others in a folder for each language, and all pages about a code have the same parts.
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
use leerlijn::config::Language;
use leerlijn::diagnostics::{Cause, Code, Report, Severity};
use leerlijn::pipeline::{Options, Pipeline};
use leerlijn::sources::{Asset, CONFIG_FILE, CONTENT_FOLDER, SourceFile, Sources};
use leerlijn::syntax::OtherText;
use leerlijn::text::SourcePath;
use leerlijn::words::translate;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

const FENCE: &str = "~~~";

/// The folder of the pages in `language`.
fn folder(language: Language) -> PathBuf {
    let english = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics"));
    if language == Language::English { english } else { english.join(language.tag()) }
}

/// The page about `code` in `language`.
fn page(code: Code, language: Language) -> String {
    let path = folder(language).join(format!("{code}.md"));
    fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!("{code} needs a page {}, with an example that gives it and nothing else", path.display())
    })
}

/// The heading above an example, and the lines before the expected diagnostics.
fn words(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Dutch => ("\n## Voorbeeld\n", "\ngeeft\n\n~~~diagnostics\n"),
        Language::English => ("\n## Example\n", "\ngives\n\n~~~diagnostics\n"),
        Language::French => ("\n## Exemple\n", "\ndonne\n\n~~~diagnostics\n"),
        Language::German => ("\n## Beispiel\n", "\nergibt\n\n~~~diagnostics\n"),
    }
}

/// Whether `code` is about more than the files of a site: imported documents, and a list of addresses. The tests of the
/// importers and of the command line check these.
fn is_imported(code: Code) -> bool {
    code.as_str().starts_with("L7") || code == Code::L541
}

/// The coverage scale of a site that `init` makes in `language`, and the ids of its levels.
fn scale(language: Language) -> (String, Vec<String>) {
    let starter = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/init/starter"));
    let settings = fs::read_to_string(starter.join(language.tag()).join("leerlijn.toml")).unwrap();
    let scale = settings[settings.find("[coverage]").unwrap()..].to_owned();
    let ids = scale.split("id = \"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    (scale.clone(), ids.collect())
}

/// The files of a page's example. One that names a level of the sites in its language is about a site with that scale.
fn files(page: &str, language: Language) -> Sources {
    let mut sources = Sources::default();
    let (scale, levels) = scale(language);
    let mut settings = levels.iter().any(|level| page.contains(level)).then_some(scale);
    if language == Language::English {
        settings = None;
    }
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
                front: OtherText::front(&String::from_utf8_lossy(&bytes)),
                font: None,
            });
        } else if let Some(scale) = settings.take_if(|_| path.as_str() == CONFIG_FILE) {
            sources.insert(SourceFile::new(path, &[bytes.as_slice(), b"\n", scale.as_bytes()].concat()));
        } else {
            sources.insert(SourceFile::new(path, &bytes));
        }
    }
    if let Some(scale) = settings {
        sources.insert(SourceFile::new(SourcePath::new(CONFIG_FILE), scale.as_bytes()));
    }
    sources
}

fn diagnostics(sources: Sources, language: Language) -> String {
    let snapshot = Pipeline::new(Options::default()).run(Arc::new(sources));
    let mut found = snapshot.report().diagnostics().to_vec();
    // Some mistakes in a template show only when a page is made with it.
    if let Err(report) = snapshot.files() {
        found.extend_from_slice(report.diagnostics());
    }
    let mut out = Vec::new();
    let reader = ReportSetting { language, ..ReportSetting::default() };
    report::write(Format::Short, &Report::new(found), snapshot.sources(), reader, &mut out).unwrap();
    let short = String::from_utf8(out).unwrap();
    // That form is for programs; a reader of a page knows the words of the form for people.
    [Severity::Error, Severity::Warning, Severity::Note].into_iter().fold(short, |text, severity| {
        let word = translate(&report::severity_name(severity), language);
        text.replace(&format!(": {}[L", severity.as_str()), &format!(": {word}[L"))
    })
}

/// The parts of a page, one after the other: its headings, paragraphs, lists and blocks of code, these with their kind.
fn parts(page: &str) -> Vec<String> {
    let part = |event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(format!("heading {level}")),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            Some(format!("block {}", info.split(' ').next().unwrap()))
        }
        Event::Start(tag @ (Tag::Paragraph | Tag::Item | Tag::CodeBlock(_) | Tag::List(_))) => {
            Some(format!("{tag:?}"))
        }
        _ => None,
    };
    Parser::new(page).filter_map(part).collect()
}

#[test]
fn every_example_gives_the_diagnostics_of_its_page() {
    let mut wrong = String::new();
    for language in Language::ALL {
        let (heading, expected) = words(language);
        for code in Code::ALL.iter().copied().filter(|code| !is_imported(*code)) {
            let page = page(code, language);
            assert!(page.contains(heading), "{} {code} has no heading{heading}", language.tag());
            // A new page has an example and nothing below it yet.
            let example = page.split_once(expected).map_or(page.as_str(), |(example, _)| example);
            let found = diagnostics(files(example, language), language);
            if found.is_empty() || !found.lines().all(|line| line.contains(&format!("[{code}] "))) {
                let page = format!("{} {code}", language.tag());
                writeln!(wrong, "{page}: the example gives other diagnostics than its own:\n{found}")
                    .unwrap();
            } else {
                let path = folder(language).join(format!("{code}.md"));
                expect_file![path].assert_eq(&format!("{example}{expected}{found}{FENCE}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_code_has_a_page_with_its_title_in_each_language_and_every_page_a_code() {
    for language in Language::ALL {
        for code in Code::ALL {
            let title = translate(&code.message(), language);
            assert_eq!(
                page(*code, language).lines().next(),
                Some(format!("# {code}: {title}").as_str()),
                "{}",
                language.tag()
            );
        }
        let files = fs::read_dir(folder(language)).unwrap().map(Result::unwrap);
        let mut pages: Vec<String> = files
            .filter(|entry| entry.file_type().unwrap().is_file())
            .map(|entry| entry.file_name().into_string().unwrap().replace(".md", ""))
            .collect();
        pages.sort();
        pages.retain(|page| page.parse::<Code>().is_err());
        assert_eq!(pages, [""; 0], "these pages in {} explain no code", language.tag());
    }
}

#[test]
fn the_pages_about_a_code_have_the_same_parts_in_each_language() {
    for code in Code::ALL {
        let english = parts(&page(*code, Language::English));
        for language in Language::ALL {
            assert_eq!(parts(&page(*code, language)), english, "{} {code}", language.tag());
        }
    }
}

/// The codes that the files of a folder or file of `src` name.
fn codes_named_in(path: &str) -> Vec<Code> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).join(path);
    let mut found = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(&path).unwrap() {
            found.extend(codes_named_in(entry.unwrap().path().to_str().unwrap()));
        }
        return found;
    }
    let text = fs::read_to_string(&path).unwrap();
    // A test of a layer may speak of any code.
    let code = text.split("#[cfg(test)]").next().unwrap();
    found.extend(code.split("Code::").skip(1).filter_map(|rest| rest.get(..4)?.parse::<Code>().ok()));
    found
}

#[test]
fn what_the_coverage_says_comes_and_goes_with_claims_and_what_one_file_says_does_not() {
    let coverage = codes_named_in("coverage");
    assert!(coverage.contains(&Code::L409), "the codes of the coverage are found");
    for code in coverage {
        assert_eq!(code.cause(), Cause::Coverage, "{code} is said of what is claimed: an edit may bring it");
    }
    let mut texts = 0;
    for layer in ["fields", "sources.rs", "config", "syntax"] {
        // The settings only say which of them are off.
        for code in codes_named_in(layer).into_iter().filter(|code| ![Code::L308, Code::L409].contains(code))
        {
            assert_eq!(
                code.cause(),
                Cause::Text,
                "{code} is said of one file: an edit that brings it is refused"
            );
            texts += 1;
        }
    }
    assert!(texts > 30, "{texts}");
}
