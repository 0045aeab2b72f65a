//! Hostile and unlucky situations, and how the program comes through them: each case in `tests/torture/cases/*.md` is
//! a script that runs in a fresh site, or a request that is sent to a preview, with its outcome below it.
//! `UPDATE_EXPECT=1 cargo test --test torture` writes the outcomes anew, and the table of all of them in
//! `docs/reliability.md`. Read both before you commit them.
//!
//! A case may take 60 seconds of processor time and `MOST_MEMORY`; a panic, a signal or more than that fails it,
//! whatever its outcome says.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop where it stands"
)]

#[path = "torture/case.rs"]
mod case;
#[path = "torture/full_disk.rs"]
mod full_disk;
#[path = "torture/request.rs"]
mod request;
#[path = "torture/script.rs"]
mod script;
#[path = "torture/table.rs"]
mod table;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use expect_test::expect_file;

use case::{Case, CaseFile, Input};

/// Where the cases stand.
const CASES: &str = "tests/torture/cases";
/// Where the table of all outcomes stands.
const DOCS: &str = "docs/reliability.md";

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn every_case_ends_as_it_says() {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(at(CASES)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut files: Vec<CaseFile> =
        paths.iter().map(|path| CaseFile::parse(&std::fs::read_to_string(path).unwrap())).collect();
    run(files.iter_mut().flat_map(|file| &mut file.cases).collect());
    let written: Vec<String> = files.iter().map(ToString::to_string).collect();
    let docs = std::fs::read_to_string(at(DOCS)).unwrap();
    let table = table::in_place(&docs, &files);
    assert!(files.iter().map(|file| file.cases.len()).sum::<usize>() > 220);
    for (path, text) in paths.iter().zip(&written) {
        expect_file![path].assert_eq(text);
    }
    expect_file![at(DOCS)].assert_eq(&table);
}

/// Runs the cases, a few at a time.
fn run(cases: Vec<&mut Case>) {
    let cases: Vec<Mutex<&mut Case>> = cases.into_iter().map(Mutex::new).collect();
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(2, usize::from).min(4);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut case = case.lock().unwrap();
                    case.outcome = match &case.input {
                        Input::Script(text) => script::run(&case.name, text),
                        Input::Request(text) => request::send(text),
                    };
                }
            });
        }
    });
}
