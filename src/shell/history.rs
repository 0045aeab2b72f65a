//! Purpose: when each file of a site was last changed, by its git history.
//! Input: the site's folder. Output: a date for each file that has a commit; whether the history moved on.
//! Invariant: a site without git, or on a machine without it, simply has no dates. Only git is asked: the
//! times of a disk say when a file was copied, not when somebody changed it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use super::load::{Loaded, load};
use super::{DiskError, Stamps};
use crate::sources::{CONTENT_FOLDER, THEMES_FOLDER};
use crate::text::{Date, SourcePath};

/// Reads the site in folder `root`, and meanwhile asks git for the days on which its files were changed.
///
/// # Errors
/// As for [`load`].
pub fn load_dated(root: &Path) -> Result<Loaded, DiskError> {
    thread::scope(|scope| {
        let changes = scope.spawn(|| last_changes(root));
        let mut loaded = load(root)?;
        loaded.sources.set_changes(changes.join().unwrap_or_default());
        Ok(loaded)
    })
}

/// The day of the last commit of each file below `root`.
pub fn last_changes(root: &Path) -> BTreeMap<SourcePath, Date> {
    if repository(root).is_none() {
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

/// Tells whether commits were made, or others checked out, without asking git.
#[derive(Debug)]
pub struct History {
    repository: Option<PathBuf>,
    seen: Vec<Option<u64>>,
}

impl History {
    /// Files of a repository that are written whenever its newest commit is another one.
    const TRACES: [&str; 3] = ["HEAD", "logs/HEAD", "reftable/tables.list"];

    /// The history of the site in `root` as it is now.
    pub fn of(root: &Path) -> Self {
        let mut history = Self { repository: repository(root), seen: Vec::new() };
        history.moved();
        history
    }

    /// Whether it is another one than at the last look.
    pub fn moved(&mut self) -> bool {
        let Some(repository) = &self.repository else { return false };
        let now = Self::TRACES.iter().map(|trace| Stamps::of_file(&repository.join(trace))).collect();
        let moved = now != self.seen;
        self.seen = now;
        moved
    }
}

/// The folder in which git keeps the history of the site in `root`.
fn repository(root: &Path) -> Option<PathBuf> {
    let root = root.canonicalize().ok()?;
    let (folder, git) =
        root.ancestors().map(|folder| (folder, folder.join(".git"))).find(|(_, git)| git.exists())?;
    if git.is_dir() {
        return Some(git);
    }
    // In a work tree that was added to a repository it is a file that says where the folder is.
    let text = fs::read_to_string(git).ok()?;
    Some(folder.join(text.trim().strip_prefix("gitdir:")?.trim()))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_commit_moves_the_history_of_a_site_and_of_a_work_tree_beside_it() {
        let folder = TempDir::new().unwrap();
        let (site, git) = (folder.path().join("school/site"), folder.path().join("school/.git"));
        fs::create_dir_all(&site).unwrap();
        assert!(!History::of(&site).moved());
        fs::create_dir_all(git.join("logs")).unwrap();
        fs::write(git.join("HEAD"), "ref: refs/heads/main").unwrap();
        let added = folder.path().join("added");
        fs::create_dir(&added).unwrap();
        fs::write(added.join(".git"), "gitdir: ../school/.git\n").unwrap();
        for root in [site, added] {
            let mut history = History::of(&root);
            assert!(!history.moved());
            fs::write(git.join("logs/HEAD"), format!("a commit from {}", root.display())).unwrap();
            assert!(history.moved());
            assert!(!history.moved());
        }
    }

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
