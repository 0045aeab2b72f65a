//! The properties that must hold for any bytes: in a page, the settings, a document to import, a module to edit, a
//! whole site, its history, or a request to the preview.
//!
//! There is one public function for each target in `targets/`; it panics when the property does not hold.
//! `tests/fuzzed.rs` calls the same functions with every input in `seeds/` and `findings/` and some of those in
//! `reached/`, so that a mistake that a fuzzer once found does not come back.
#![allow(unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "this is a test")]
#![allow(missing_docs, reason = "each function is the property of the target of its name")]

mod archive;
mod markup;
mod repository;
mod requests;

use std::collections::BTreeSet;
use std::sync::Arc;

use leerlijn::config::TextRules;
use leerlijn::diagnostics::{Diagnostic, Place, Severity};
use leerlijn::edit::{ClaimSpot, Edits, Intent, Removal, apply};
use leerlijn::import::course::{
    self, Arrangement, CourseFile, FileContent, SiteFacts, is_course_text, is_order,
};
use leerlijn::import::detect::FileKind;
use leerlijn::import::matrix;
use leerlijn::import::{ExistingIds, ProfileDraft, markdown as profile_markdown, profile_document};
use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::plan::OutContent;
use leerlijn::shell::FileDates;
use leerlijn::sources::{SourceFile, Sources};
use leerlijn::syntax;
use leerlijn::text::SourcePath;

/// A file of each kind.
const FILES: [&str; 5] = [
    "content/profiles/p.md",
    "content/modules/m.md",
    "content/programmes/o.md",
    "content/index.md",
    "leerlijn.toml",
];

/// Further files that a whole site may have.
const FURTHER_FILES: [&str; 5] = [
    "content/modules/n/index.md",
    "content/modules/n/les.md",
    "content/x/y.md",
    "themes/t/templates/page.html",
    "themes/t/words/nl.ftl",
];

/// Front matter of every kind of file, and the settings: read, or refused at a place in the file.
pub fn front_matter(bytes: &[u8]) {
    for path in FILES {
        let text = match path {
            "leerlijn.toml" => bytes.to_vec(),
            _ => [b"+++\n", bytes, b"\n+++\n## Kop\n\n- Punt {#c1.1}\n"].concat(),
        };
        places_lie_in_their_files(&snapshot([(path, text.as_slice())]));
    }
}

/// Text of every kind of page: read, at the right places, and its markup can do no harm.
pub fn markdown(bytes: &[u8]) {
    for path in &FILES[..4] {
        let file = SourceFile::new(SourcePath::new(path), bytes);
        let document = syntax::parse(&file, TextRules::default());
        for place in document.problems.iter().flat_map(places) {
            assert!(file.text.get(place.span.range()).is_some(), "{place:?} is not in its file");
        }
        for heading in &document.headings {
            assert!(file.text.get(heading.span.range()).is_some(), "{heading:?} is not in its file");
        }
        markup::bodies(&document).for_each(|body| markup::assert_harmless(&body));
    }
}

/// A document that is plain text.
pub fn profile_text(bytes: &[u8]) {
    profile(bytes, FileKind::Text);
}

/// A Word document: as it is, or the parts of one.
pub fn docx(bytes: &[u8]) {
    profile(&archive::of(bytes), FileKind::Docx);
}

/// A profile in JSON, of CASE, the register or another site, or in Moodle's CSV.
pub fn case(bytes: &[u8]) {
    profile(bytes, FileKind::CaseJson);
    profile(bytes, FileKind::BkJson);
    profile(bytes, FileKind::SiteJson);
    profile(bytes, FileKind::MoodleCsv);
}

/// A coverage matrix, as a workbook (or the parts of one) of Excel and of OpenDocument and as CSV, brought into a site:
/// without a mark or a name in a cell nothing is claimed, and the site that comes of it can be read.
pub fn mapping(bytes: &[u8]) {
    let parts = archive::of(bytes);
    let forms =
        [(parts.clone(), FileKind::Xlsx), (parts, FileKind::Ods), (bytes.to_vec(), FileKind::MatrixCsv)];
    for (bytes, kind) in forms {
        let Ok(sheets) = matrix::read(&bytes, "matrix", Some(kind)) else { continue };
        let snapshot = snapshot(SCHOOL);
        let placed = matrix::place(snapshot.site(), &sheets, &matrix::Options::default());
        let claims =
            placed.coverage.iter().flat_map(|coverage| &coverage.modules).map(|module| module.claims.len());
        let has_marks = placed.marks.values().any(|(meaning, _)| meaning.is_some());
        assert!(has_marks || claims.sum::<usize>() == 0, "claims without a mark");
        for removal in [Removal::Keep, Removal::Replace] {
            let Some(coverage) = placed
                .coverage
                .as_ref()
                .filter(|_| placed.conflicts.is_empty() && placed.questions.is_empty())
            else {
                continue;
            };
            let edits = Edits::new(snapshot.site(), snapshot.sources(), coverage, removal);
            if edits.conflicts.is_empty() {
                the_site_stays_readable(&snapshot, &edits);
            }
        }
    }
}

/// The texts of a course: a folder of them, or one as a web page, as a Word document and as markdown. All that is written
/// lies in the content of the site and is read there, no two files at one place; doing it again gives the same.
pub fn course(bytes: &[u8]) {
    let mut files = archive::files(bytes);
    if files.is_empty() {
        let one = |name: &str, bytes: Vec<u8>| (name.to_owned(), bytes);
        let word = archive::of(bytes);
        files = vec![one("les.html", bytes.to_vec()), one("les.md", bytes.to_vec()), one("les.docx", word)];
    }
    let file = |(path, bytes): (String, Vec<u8>)| {
        let is_read = is_course_text(&path) || is_order(&path);
        CourseFile { path, bytes: is_read.then_some(bytes) }
    };
    let files: Vec<CourseFile> = files.into_iter().map(file).collect();
    let arrangement = Arrangement::Modules { name: "Cursus".to_owned() };
    let facts = SiteFacts { texts: &BTreeSet::new(), language: "nl", is_known: &|_| false };
    let import = || course::import(&files, &arrangement, &facts);
    let found = import();
    let mut places = BTreeSet::new();
    for file in &found.files {
        let mut parts = file.path.split('/');
        assert_eq!(parts.next(), Some("content"), "{}", file.path);
        assert!(parts.all(|part| !part.is_empty() && part != ".."), "{}", file.path);
        assert!(places.insert(file.path.to_lowercase()), "two files at {}", file.path);
    }
    let texts = found.files.iter().filter_map(|file| match &file.content {
        FileContent::Text(text) => Some((file.path.as_str(), text.as_bytes())),
        FileContent::Bytes(_) | FileContent::CopyOf(_) => None,
    });
    places_lie_in_their_files(&snapshot(texts));
    assert_eq!(import().files, found.files);
}

/// A module's file whose claims are changed, in its front matter and at each of its headings: one goes, one comes, and
/// that is proved. A file without mistakes can always be changed, and undoing it gives every byte back.
pub fn edit(bytes: &[u8]) {
    const PROFILE: &str =
        "+++\ntitle = \"P\"\n+++\n## Een {#c1 .competence}\n- A {#c1.1}\n- B {#c1.2}\n- C {#c1.3}\n";
    let site = [("content/profiles/p.md", PROFILE.as_bytes()), ("content/modules/m.md", bytes)];
    let before = snapshot(site);
    let Some(document) = before.site().document_at(&SourcePath::new("content/modules/m.md")) else { return };
    let document = before.site().document(document);
    let anchors: BTreeSet<String> = document.headings.iter().map(|heading| heading.id.to_string()).collect();
    let headings = anchors.into_iter().map(|anchor| ClaimSpot::Heading { lesson: None, anchor });
    let mut intents = Vec::new();
    for place in headings.chain([ClaimSpot::Module]) {
        let (module, item) = ("m".to_owned(), "c1.1".to_owned());
        intents.push(Intent::Withdraw { module, item, place: Some(place.clone()) });
        let (module, item, level) = ("m".to_owned(), "c1.2".to_owned(), "practised".to_owned());
        intents.push(Intent::Claim { module, item, level, place });
    }
    let is_clean = before.report().diagnostics().iter().all(|problem| problem.severity != Severity::Error);
    match Pipeline::default().edit(&before, &intents) {
        Err(refusal) => assert!(!is_clean, "{refusal}"),
        Ok(None) => {}
        Ok(Some(edited)) => {
            for file in &edited.edit.files {
                let undone = file.reversed().unwrap();
                assert_eq!(Some(apply(&file.after, &undone.edits)), file.before);
            }
        }
    }
}

/// A whole site, its files parted by lines `=== PATH`, made into pages.
pub fn site(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut files = Vec::new();
    for part in text.split("\n=== ") {
        let (path, content) = part.split_once('\n').unwrap_or((part, ""));
        if FILES.contains(&path) || FURTHER_FILES.contains(&path) {
            files.push((path, content.as_bytes()));
        }
    }
    let snapshot = snapshot(files);
    places_lie_in_their_files(&snapshot);
    if snapshot.report().has_errors() {
        return;
    }
    // A theme that is not there is said only when pages are made.
    let Ok(made) = snapshot.files() else { return };
    assert!(!made.is_empty());
    for file in &made {
        if let (true, OutContent::Bytes(bytes)) = (file.path.as_str().ends_with(".html"), &file.content) {
            markup::assert_leads_nowhere_harmful(&String::from_utf8_lossy(bytes));
        }
    }
}

/// A request to the live preview: refused, or answered with a file of the site.
pub fn request(bytes: &[u8]) {
    requests::judge(bytes);
}

/// A repository with a site in it: the days of files are found, or are not, and are the same when asked for again.
pub fn history(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    repository::write(&folder.path().join(".git"), bytes);
    let found = FileDates::of(folder.path()).read();
    assert_eq!(FileDates::of(folder.path()).read(), found);
    let mut dates = FileDates::of(folder.path());
    dates.read();
    assert_eq!(dates.read(), found);
    for path in found.keys() {
        assert!(path.as_str().starts_with("content/") || path.as_str().starts_with("themes/"), "{path}");
    }
}

/// The days of the files in such a repository.
pub fn days(bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    repository::write(&folder.path().join(".git"), bytes);
    let found = FileDates::of(folder.path()).read();
    found.iter().map(|(path, day)| format!("{path} {day}")).collect()
}

/// The site that a matrix is brought into.
const SCHOOL: [(&str, &[u8]); 3] = [
    (
        "content/profiles/p.md",
        b"+++\ntitle = \"Kok\"\n+++\n## Kookt {#c1 .competence}\n\n- Bakt een ei {#c1.1}\n- Zeeft \"bloem\" {#c1.2}\n",
    ),
    (
        "content/modules/m1.md",
        b"+++\ntitle = \"Eieren\"\ncode = \"M1\"\n[covers]\nassessed = [\"c1.1\"] # vast\n+++\n# Eieren\n",
    ),
    ("content/modules/m2/index.md", b"# Bloem\n\n## Les {#les practised=c1.2}\n"),
];

fn snapshot<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Snapshot {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.insert(SourceFile::new(SourcePath::new(path), text));
    }
    Pipeline::new(Options::default()).run(Arc::new(sources))
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = &Place> {
    std::iter::once(&diagnostic.place).chain(diagnostic.related.iter().map(|(place, _)| place))
}

fn places_lie_in_their_files(snapshot: &Snapshot) {
    for place in snapshot.report().diagnostics().iter().flat_map(places) {
        // A place in `leerlijn.toml` may stand for settings that a site does not have.
        let text = snapshot.sources().text(&place.file).unwrap_or("");
        assert!(text.get(place.span.range()).is_some() || text.is_empty(), "{place:?} is not in its file");
    }
}

/// Imports a profile; the markdown that is written of it must be parsed without an error.
fn profile(bytes: &[u8], kind: FileKind) {
    let read = profile_document::parse(&SourcePath::new("input"), bytes, Some(kind));
    for place in read.imported.diagnostics.iter().flat_map(places) {
        assert!(
            read.text.get(place.span.range()).is_some(),
            "{place:?} is not in the document: {:?}",
            read.imported.diagnostics
        );
    }
    match &read.imported.draft {
        Some(draft) => is_read_back(draft),
        None => {
            assert!(!read.imported.diagnostics.is_empty(), "nothing is said about a file that is refused")
        }
    }
}

fn is_read_back(draft: &ProfileDraft) {
    let text = profile_markdown::write(draft, &ExistingIds::default());
    let document = syntax::parse(
        &SourceFile::new(SourcePath::new("content/profiles/p.md"), text.as_bytes()),
        TextRules::default(),
    );
    let errors: Vec<_> =
        document.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?} in what was written:\n{text}");
}

/// Checks that the modules, as a matrix changes them, have no mistakes that were not there.
fn the_site_stays_readable(snapshot: &Snapshot, edits: &Edits) {
    for edit in &edits.files {
        let document =
            syntax::parse(&SourceFile::new(edit.path.clone(), edit.after.as_bytes()), TextRules::default());
        assert!(document.problems.is_empty(), "{:?} in what was written:\n{}", document.problems, edit.after);
        assert_eq!(snapshot.sources().text(&edit.path), edit.before.as_deref());
    }
}
