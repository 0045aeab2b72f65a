//! Importing a qualification profile: from the text of a document to the markdown of a profile.

// A test that cannot go on has failed; and the pages of docs stand on the disk.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

#[path = "import/bk_json.rs"]
mod bk_json;
#[path = "import/course_folders.rs"]
mod course_folders;
#[path = "import/course_names.rs"]
mod course_names;
#[path = "import/course_properties.rs"]
mod course_properties;
#[path = "import/course_word.rs"]
mod course_word;
#[path = "import/docx.rs"]
mod docx;
#[path = "import/family.rs"]
mod family;
#[path = "import/hostile.rs"]
mod hostile;
#[path = "import/kept_ids.rs"]
mod kept_ids;
#[path = "import/list_kinds.rs"]
mod list_kinds;
#[path = "import/list_properties.rs"]
mod list_properties;
#[path = "import/lists.rs"]
mod lists;
#[path = "import/pages.rs"]
mod pages;
#[path = "import/properties.rs"]
mod properties;
#[path = "import/read_back.rs"]
mod read_back;
#[path = "import/refusals.rs"]
mod refusals;
#[path = "import/seed.rs"]
mod seed;

use leerlijn::cli::report::severity_name;
use leerlijn::config::Language;
use leerlijn::diagnostics::{Diagnostic, Report};
use leerlijn::import::{Imported, ProfileDraft};
use leerlijn::import::{ImportedDocument, profile_document};
use leerlijn::text::{LineIndex, SourcePath};
use leerlijn::words::translate;

fn read(text: &str) -> Imported {
    profile_document::parse_text(&SourcePath::new("input.txt"), text)
}

/// The result of importing the file with content `bytes`, of any format.
fn read_file(bytes: &[u8]) -> ImportedDocument {
    profile_document::parse(&SourcePath::new("input"), bytes, None)
}

/// The profile that is imported from `text`.
fn profile(text: &str) -> ProfileDraft {
    let imported = read(text);
    imported.draft.unwrap_or_else(|| panic!("{:?}", imported.diagnostics))
}

/// The diagnostics about `text`, in short: `3:1: warning[L703] …`.
fn lines(text: &str) -> Vec<String> {
    said(text, read(text).diagnostics)
}

/// `diagnostics` about `text`, in short.
fn said(text: &str, diagnostics: Vec<Diagnostic>) -> Vec<String> {
    said_in(Language::English, text, diagnostics)
}

/// The same in the words of `language`.
fn said_in(language: Language, text: &str, diagnostics: Vec<Diagnostic>) -> Vec<String> {
    let index = LineIndex::new(text);
    let report = Report::new(diagnostics);
    let line = |said: &Diagnostic| {
        let at = index.position(said.place.span.start as usize);
        format!(
            "{}:{}: {}[{}] {}",
            at.line,
            at.column,
            translate(&severity_name(said.severity), language),
            said.code,
            translate(&said.message, language)
        )
    };
    report.diagnostics().iter().map(line).collect()
}
