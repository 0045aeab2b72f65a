//! A folder to run the program in, and what came of a run.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use expect_test::{ExpectFile, expect_file};
use tempfile::TempDir;

/// A folder of its own for one test.
pub(super) struct Bench {
    folder: TempDir,
}

/// What came of a run.
pub(super) struct Run {
    pub(super) status: i32,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl Bench {
    /// An empty folder.
    pub(super) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A folder with `files`.
    pub(super) fn with(files: &[(&str, &str)]) -> Self {
        let bench = Self::new();
        for (path, text) in files {
            bench.put(path, text);
        }
        bench
    }

    /// A folder with the example site that `init` makes in English.
    pub(super) fn example() -> Self {
        let bench = Self::new();
        assert_eq!(bench.run(["init", "--lang", "en"]).status, 0);
        bench
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.path().join(path).exists()
    }

    /// Every file below `folder` with its text, by path.
    pub(super) fn tree(&self, folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files: Vec<_> = walkdir::WalkDir::new(self.path().join(folder))
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap()))
            .collect();
        files.sort();
        files
    }

    /// The program, ready to run here, in surroundings that are the same everywhere.
    pub(super) fn command<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Command {
        self.command_of(env!("CARGO_BIN_EXE_leerlijn"), args)
    }

    /// Another program, in the same surroundings.
    pub(super) fn command_of<A: AsRef<OsStr>>(
        &self,
        program: &str,
        args: impl IntoIterator<Item = A>,
    ) -> Command {
        let mut command = Command::new(program);
        command.env("LC_ALL", "en_GB.UTF-8");
        command.args(args).current_dir(self.path()).stdin(Stdio::null()).env("COLUMNS", "100");
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "GITHUB_WORKSPACE"] {
            command.env_remove(name);
        }
        command
    }

    /// Compares a run with `tests/cli/expected/NAME.txt`; paths and times differ from run to run, and the
    /// ends of lines of a spreadsheet would not survive an editor.
    pub(super) fn assert_run(&self, name: &str, run: &Run) {
        let mut shown = run.shown().replace('\r', "<CR>");
        for here in [self.path().canonicalize().unwrap(), self.path().to_owned()] {
            shown = shown.replace(&here.display().to_string(), "[here]");
        }
        if let Some((before, after)) = shown.split_once(" output in ")
            && let Some((_, after)) = after.split_once(" s. ")
        {
            shown = format!("{before} output in [time]. {after}");
        }
        expected(name).assert_eq(&shown);
    }

    /// Runs the program with `args`.
    pub(super) fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Run {
        let output = self.command(args).output().unwrap();
        Run {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// The whole run as one text.
    pub(super) fn shown(&self) -> String {
        format!("status {}\n── stdout\n{}── stderr\n{}", self.status, self.stdout, self.stderr)
    }
}

/// What stands in `tests/cli/expected/NAME.txt`.
pub(super) fn expected(name: &str) -> ExpectFile {
    expect_file![format!("{}/tests/cli/expected/{name}.txt", env!("CARGO_MANIFEST_DIR"))]
}
