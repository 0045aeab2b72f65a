//! What leaves for other systems arrives there, and what comes back is the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop where it stands, and reads the demonstration school"
)]

mod canvas;
mod case;
mod formats;
mod formulas;
mod frameworks;
mod levels;
mod limits;
mod moodle;
mod pages;
mod revisions;
mod round_trips;
mod sites;
mod texts;

use std::sync::Arc;

use leerlijn::export::Exported;
use leerlijn::import::{ExistingIds, markdown};
use leerlijn::import::{ImportedDocument, profile_document};
use leerlijn::model::ProfileId;
use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::sources::{SourceFile, Sources};
use leerlijn::text::SourcePath;

fn snapshot(files: &[(&str, &str)], base_url: &str) -> Snapshot {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
    }
    let options = Options { base_url: Some(base_url.to_owned()), ..Options::default() };
    Pipeline::new(options).run(Arc::new(sources))
}

/// The demonstration school of this repository.
fn school() -> Snapshot {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    Pipeline::new(Options::default()).run(Arc::new(leerlijn::shell::load(root).unwrap().sources))
}

fn first_profile(snapshot: &Snapshot) -> ProfileId {
    snapshot.site().profiles.ids().next().expect("a profile")
}

fn text(export: &Exported) -> &str {
    std::str::from_utf8(&export.bytes).expect("a text")
}

fn read(text: &str) -> ImportedDocument {
    profile_document::parse(&SourcePath::new("input"), text.as_bytes(), None)
}

/// The profile file that `text` becomes, for a new file.
fn imported(text: &str) -> String {
    let document = read(text);
    let draft = document.imported.draft.unwrap_or_else(|| panic!("{:?}", document.imported.diagnostics));
    markdown::write(&draft, &ExistingIds::default())
}

/// What is said about `text`: codes and messages.
fn said(text: &str) -> Vec<String> {
    let diagnostics = read(text).imported.diagnostics;
    diagnostics.iter().map(|said| format!("{} {}", said.code, said.message.english())).collect()
}
