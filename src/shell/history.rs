//! Purpose: when each file of a site was last changed, by its git history.
//! Input: the site's folder. Output: a date for each file that has a commit.
//! Invariant: a site without git, or on a machine without it, simply has no dates. Only git is asked: the
//! times of a disk say when a file was copied, not when somebody changed it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::sources::{CONTENT_FOLDER, THEMES_FOLDER};
use crate::text::{Date, SourcePath};

/// The day of the last commit of each file below `root`.
pub fn last_changes(root: &Path) -> BTreeMap<SourcePath, Date> {
    if !root.ancestors().any(|folder| folder.join(".git").exists()) {
        return BTreeMap::new();
    }
    let log = Command::new("git")
        .arg("-C")
        .arg(root)
        // Names as they are, days of the committers, newest first; paths from the site's root.
        .args([
            "-c",
            "core.quotePath=false",
            "log",
            "--format=%x00%cs",
            "--name-only",
            "--no-renames",
            "--relative",
        ])
        .args(["--", CONTENT_FOLDER, THEMES_FOLDER])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    match log {
        Ok(log) if log.status.success() => read_log(&String::from_utf8_lossy(&log.stdout)),
        _ => BTreeMap::new(),
    }
}

/// Reads commits from the newest on; the first that names a file is its last change.
fn read_log(log: &str) -> BTreeMap<SourcePath, Date> {
    let mut changes = BTreeMap::new();
    for commit in log.split('\0') {
        let mut lines = commit.lines();
        let Some(date) = lines.next().and_then(|line| line.parse::<Date>().ok()) else { continue };
        for path in lines.filter(|line| !line.is_empty()) {
            changes.entry(SourcePath::new(path)).or_insert(date);
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_commit_that_names_a_file_counts() {
        let changes =
            read_log("\x002026-11-03\n\ncontent/a.md\n\x002026-10-01\n\ncontent/a.md\ncontent/é.md\n");
        let date = |path: &str| changes.get(&SourcePath::new(path)).map(ToString::to_string);
        assert_eq!(date("content/a.md").as_deref(), Some("2026-11-03"));
        assert_eq!(date("content/é.md").as_deref(), Some("2026-10-01"));
        assert_eq!(date("content/b.md"), None);
    }
}
