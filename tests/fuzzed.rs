//! Runs the properties of the fuzzer (`fuzz/src`) on its inputs: everything that it started from (`fuzz/seeds`) and
//! everything that it ever found (`fuzz/findings`), once as it is and once more damaged in a few places. Of the
//! inputs that it reached on its way (`fuzz/reached`), 40 small ones for each target are run as they are.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may stop where it stands"
)]

#[path = "../fuzz/src/lib.rs"]
mod properties;

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

/// Gives every file that is kept for `target` to `property`.
fn replay(target: &str, property: fn(&[u8])) {
    for (path, bytes) in kept(&["seeds", "findings"], target) {
        // The output of a test that fails ends with the file that it failed on.
        println!("{}", path.display());
        property(&bytes);
        damaged(&bytes, property);
    }
    for (path, bytes) in kept(&["reached"], target) {
        println!("{}", path.display());
        property(&bytes);
    }
}

/// The inputs for `target` in `folders` of the fuzzer.
fn kept(folders: &[&str], target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let entries = folders.iter().filter_map(|folder| std::fs::read_dir(fuzz.join(folder).join(target)).ok());
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    // A target that was not fuzzed yet has reached nothing.
    assert!(!paths.is_empty() || folders == ["reached"], "nothing is kept for {target} in {folders:?}");
    paths.into_iter().map(|path| (path.clone(), std::fs::read(&path).unwrap())).collect()
}

/// Gives `property` the bytes `kept` with a few pieces put in, taken out or written twice.
fn damaged(kept: &[u8], property: fn(&[u8])) {
    // The damage is the same in every run: finding mistakes by chance is for the fuzzer.
    let config = ProptestConfig {
        cases: 6,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    };
    let place = || any::<prop::sample::Index>();
    let piece = prop_oneof![
        any::<[u8; 1]>().prop_map(|byte| byte.to_vec()),
        prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec())
    ];
    let change = (place(), place(), piece, 0..3_u8);
    TestRunner::new(config)
        .run(&prop::collection::vec(change, 1..6), |changes| {
            let mut bytes = kept.to_vec();
            for (from, to, piece, kind) in changes {
                let (from, to) = (from.index(bytes.len() + 1), to.index(bytes.len() + 1));
                let (from, to) = (from.min(to), from.max(to).min(from.min(to) + 200));
                match kind {
                    0 => drop(bytes.splice(from..from, piece)),
                    1 => drop(bytes.drain(from..to)),
                    _ => {
                        let twice = bytes[from..to].to_vec();
                        drop(bytes.splice(to..to, twice));
                    }
                }
            }
            property(&bytes);
            Ok(())
        })
        .unwrap();
}

/// Pieces of text that have a meaning in some format.
const PIECES: &[&str] = &[
    "+++",
    "\"",
    "{#c1}",
    "[[",
    "]]",
    "\r\n",
    "\0",
    "\u{feff}",
    "<b",
    "-->",
    "<w:p>",
    "</w:t>",
    "}",
    "[",
    ":",
    ";",
    "=",
    "\t",
    "- ",
    "> ",
    "`",
    "|",
    "é",
    "9999999999",
    "-1",
];

#[test]
fn front_matter() {
    replay("front_matter", properties::front_matter);
}

#[test]
fn markdown() {
    replay("markdown", properties::markdown);
}

#[test]
fn profile_text() {
    replay("profile_text", properties::profile_text);
}

#[test]
fn docx() {
    replay("docx", properties::docx);
}

#[test]
fn mapping() {
    replay("mapping", properties::mapping);
}

#[test]
fn course() {
    replay("course", properties::course);
}

#[test]
fn edit() {
    replay("edit", properties::edit);
}

#[test]
fn case() {
    replay("case", properties::case);
}

#[test]
fn request() {
    replay("request", properties::request);
}

#[test]
fn site() {
    replay("site", properties::site);
}

#[test]
fn history() {
    replay("history", properties::history);
}

#[test]
fn the_seeds_of_the_history_have_days() {
    for (path, bytes) in kept(&["seeds"], "history") {
        let days = properties::days(&bytes);
        assert_eq!(
            days,
            ["content/index.md 2024-03-09", "content/modules/m1.md 2024-07-03"],
            "{}",
            path.display()
        );
    }
}
