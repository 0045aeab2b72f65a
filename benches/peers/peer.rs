//! The programs to measure, leerlijn first, each with the same school in its own format.
//!
//! `HUGO`, `MDBOOK` and `ZOLA` name the others. One that is not there is left out, and so is one for which a size was not
//! asked.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::school::{Dialect, School};

/// Above this only leerlijn and Hugo are measured: the others were not asked for it.
const LARGE: usize = 20_000;

/// A program that takes longer is stopped.
pub(crate) const LONGEST: Duration = Duration::from_secs(600);

/// A program with its school.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    program: PathBuf,
    root: PathBuf,
    dialect: Dialect,
}

impl Peer {
    /// All that are there.
    pub(crate) fn all(scratch: &Path, modules: usize) -> Vec<Self> {
        let own = Some(PathBuf::from(env!("CARGO_BIN_EXE_leerlijn")));
        let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
        let all = [
            ("leerlijn", own, Dialect::Leerlijn),
            ("Hugo", named("HUGO"), Dialect::Hugo),
            ("Zola", named("ZOLA").filter(|_| modules <= LARGE), Dialect::Zola),
            ("mdBook", named("MDBOOK").filter(|_| modules <= LARGE), Dialect::MdBook),
        ];
        let found = all.into_iter().filter_map(|(name, program, dialect)| {
            let peer = Self { name, program: program?, root: scratch.join(name), dialect };
            School::of(modules).write(dialect, &peer.root).unwrap();
            Some(peer)
        });
        found.collect()
    }

    /// Where it writes.
    pub(crate) fn output(&self) -> PathBuf {
        self.root.join("written")
    }

    /// Its build.
    pub(crate) fn command(&self) -> Command {
        let (mut command, output) = (Command::new("timeout"), self.output());
        command.current_dir(&self.root).arg(LONGEST.as_secs().to_string()).arg(&self.program);
        match self.dialect {
            Dialect::Leerlijn => command.args(["build", "--output"]).arg(output),
            Dialect::Hugo => command.args(["--quiet", "--destination"]).arg(output),
            Dialect::Zola => command.args(["build", "--output-dir"]).arg(output),
            Dialect::MdBook => command.args(["build", "--dest-dir"]).arg(output),
        };
        command
    }

    /// Puts away what it wrote before turn `turn`. Removing it would make the next files slower to write: a
    /// disk may look for every file that was just removed.
    pub(crate) fn clear(&self, turn: usize) {
        if self.output().exists() {
            fs::rename(self.output(), self.root.with_extension(format!("before-{turn}"))).unwrap();
        }
    }

    /// Changes the text of one module.
    pub(crate) fn edit(&self, turn: usize) {
        let path = self.root.join("content/modules/m000005.md");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, format!("{text}\nEen zin die er in beurt {turn} bij komt.\n")).unwrap();
    }
}
