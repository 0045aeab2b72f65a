//! A repository with a site in it, made with git.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use leerlijn::shell::FileDates;
use tempfile::TempDir;

/// Whether there is a git here; without one a test says that it did nothing.
pub(crate) fn has_git() -> bool {
    let found = Command::new("git").arg("--version").output().is_ok();
    if !found {
        println!("SKIPPED: there is no git here");
    }
    found
}

/// A folder that holds a repository and nothing of the machine's settings.
pub(crate) struct Repository {
    folder: TempDir,
    /// The folder of the site.
    pub(crate) site: PathBuf,
}

impl Repository {
    /// A repository whose site stands in `below`.
    pub(crate) fn new(below: &str, options: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let top = folder.path().join("top");
        let site = if below.is_empty() { top.clone() } else { top.join(below) };
        std::fs::create_dir_all(site.join("content")).unwrap();
        let repository = Self { site, folder };
        repository.git(&[&["init", "--quiet", "--initial-branch=main"], options].concat());
        repository.write("leerlijn.toml", "title = \"Proef\"\n");
        repository
    }

    /// The folder round everything.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The top of the work tree.
    pub(crate) fn top(&self) -> PathBuf {
        self.folder.path().join("top")
    }

    /// Writes a file of the site.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.site.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Runs git at the top.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        git(&self.top(), arguments, "")
    }

    /// Commits everything at `time`, such as `2026-03-02T23:30:00 +0100`.
    pub(crate) fn commit(&self, time: &str) {
        self.git(&["add", "--all"]);
        let run = command(&self.top())
            .args(["commit", "--quiet", "--allow-empty", "--message=x"])
            .env("GIT_COMMITTER_DATE", time)
            .env("GIT_AUTHOR_DATE", "2001-01-01T12:00:00 +0000")
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    }

    /// The days that leerlijn finds.
    pub(crate) fn days(&self) -> BTreeMap<String, String> {
        days(&self.site)
    }

    /// The days that git has for the files of the newest commit, each asked for on its own.
    pub(crate) fn days_of_git(&self) -> BTreeMap<String, String> {
        let files = git(&self.site, &["ls-tree", "-r", "--name-only", "-z", "HEAD", "content", "themes"], "");
        let day = |file: &str| {
            let file = file.to_owned();
            let day = git(&self.site, &["log", "-1", "--format=%cs", "HEAD", "--", &file], "");
            (file, day.trim().to_owned())
        };
        files.split('\0').filter(|file| !file.is_empty()).map(day).collect()
    }
}

/// The days that leerlijn finds in the site `root`.
pub(crate) fn days(root: &Path) -> BTreeMap<String, String> {
    let days = FileDates::of(root).read();
    days.iter().map(|(path, day)| (path.to_string(), day.to_string())).collect()
}

/// Runs git in `folder` with the text `input`, and gives what it says.
pub(crate) fn git(folder: &Path, arguments: &[&str], input: &str) -> String {
    let mut child = command(folder).args(arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let run = std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input.as_bytes()));
        child.wait_with_output().unwrap()
    });
    assert!(run.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8_lossy(&run.stdout).into_owned()
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=An", "-c", "user.email=an@school.example", "-c", "gc.auto=0"])
        .args(["-c", "protocol.file.allow=always"])
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}
