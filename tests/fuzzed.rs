//! Everything that a fuzzer started from (`fuzz/seeds`) and everything that it ever found (`fuzz/findings`),
//! once more through the same properties (`fuzz/src`).

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop where it stands")]

#[path = "../fuzz/src/lib.rs"]
mod properties;

use std::path::{Path, PathBuf};

/// Gives every file that is kept for `target` to `property`.
fn replay(target: &str, property: fn(&[u8])) {
    let kept = ["seeds", "findings"]
        .map(|kept| Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(kept).join(target));
    let entries = kept.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "nothing is kept for {target}");
    for path in paths {
        // The output of a test that fails ends with the file that it failed on.
        println!("{}", path.display());
        property(&std::fs::read(&path).unwrap());
    }
}

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
fn case() {
    replay("case", properties::case);
}

#[test]
fn site() {
    replay("site", properties::site);
}
