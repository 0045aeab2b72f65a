//! A project folder to build in, and a look at what a build left there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use leerlijn::plan::{Fingerprint, OutFile, OutPath, RenderTarget, Rendered, Route};
use leerlijn::shell::output::{MANIFEST_FILE, NotRendered, OutputError, OutputFolder, Written};
use leerlijn::text::SourcePath;
use tempfile::TempDir;

/// A project in a folder of its own.
pub(crate) struct Bench {
    folder: TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn output(&self) -> PathBuf {
        self.root().join("output")
    }

    /// The path of `name` in the output.
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.output().join(name)
    }

    /// Builds `files` into the folder `output`.
    pub(crate) fn try_build(&self, files: &[OutFile]) -> Result<Written, OutputError> {
        OutputFolder::find(self.root(), &self.output())?.write(files, &no_make, &|| {})
    }

    /// The same for pages that are made while the site is written; gives the names of those that were.
    pub(crate) fn try_make(&self, pages: &[(&str, &str)]) -> (Result<Written, OutputError>, Vec<String>) {
        write_made(&OutputFolder::find(self.root(), &self.output()).unwrap(), &as_map(pages))
    }

    pub(crate) fn build(&self, files: &[OutFile]) -> Written {
        self.try_build(files).unwrap()
    }

    /// Puts a file of somebody else at `name` in the project.
    pub(crate) fn put(&self, name: &str, content: &str) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// The names beside the output folder.
    pub(crate) fn beside(&self) -> Vec<String> {
        let names = fs::read_dir(self.root()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with(".output")).collect()
    }
}

/// Writes `pages`, which are made on the way; one with the content `fails` cannot be made. Gives the names of
/// those that were made.
pub(crate) fn write_made(
    folder: &OutputFolder,
    pages: &BTreeMap<String, String>,
) -> (Result<Written, OutputError>, Vec<String>) {
    let made = Mutex::new(Vec::new());
    let make = |file: &OutFile, known: Option<Fingerprint>| {
        let content = &pages[file.path.as_str()];
        let of = Fingerprint(content.bytes().map(u128::from).sum());
        if content == "fails" {
            return Err(NotRendered);
        }
        if known == Some(of) {
            return Ok(Rendered::Unchanged);
        }
        made.lock().unwrap().push(file.path.to_string());
        Ok(Rendered::Bytes(content.clone().into_bytes(), Some(of)))
    };
    let target = RenderTarget::Page(Route::Home);
    let files: Vec<OutFile> = pages.keys().map(|path| OutFile::on_demand(path_of(path), target)).collect();
    let written = folder.write(&files, &make, &|| {});
    let mut made = made.into_inner().unwrap();
    made.sort();
    (written, made)
}

/// For sites without a file that is made while the site is written.
pub(crate) fn no_make(_: &OutFile, _: Option<Fingerprint>) -> Result<Rendered, NotRendered> {
    Err(NotRendered)
}

/// A site of pages, given as names and contents.
pub(crate) fn site(pages: &[(&str, &str)]) -> Vec<OutFile> {
    pages.iter().map(|(path, content)| OutFile::bytes(path_of(path), *content)).collect()
}

/// The file `path` as a copy of the source `from`.
pub(crate) fn copy(path: &str, from: &str) -> OutFile {
    OutFile::copy(path_of(path), SourcePath::new(from))
}

pub(crate) fn path_of(path: &str) -> OutPath {
    OutPath::new(path).unwrap()
}

/// All files below `folder` and their contents, without the manifest.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, String> {
    let read = |path: &Path| String::from_utf8(fs::read(path).unwrap()).unwrap();
    let files = names(folder).into_iter().filter(|name| name != MANIFEST_FILE);
    files.map(|name| (name.clone(), read(&folder.join(name)))).collect()
}

/// The paths of all files below `folder`.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    files.map(|entry| entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned()).collect()
}

pub(crate) fn as_map(pages: &[(&str, &str)]) -> BTreeMap<String, String> {
    pages.iter().map(|(path, content)| ((*path).to_owned(), (*content).to_owned())).collect()
}

/// The number of the file at `path`, which another file never has at the same time.
pub(crate) fn inode(path: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::symlink_metadata(path).unwrap().ino()
}

/// Everything that a touched file or folder would show: number and times of each.
pub(crate) fn state(folder: &Path) -> Vec<(PathBuf, u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries
        .map(|entry| {
            let found = entry.metadata().unwrap();
            (
                entry.into_path(),
                found.ino(),
                found.mtime_nsec(),
                found.ctime() * 1_000_000_000 + found.ctime_nsec(),
            )
        })
        .collect()
}

/// Sets the time of change of the file at `path` to a moment long ago.
pub(crate) fn make_old(path: &Path) {
    set_time(path, SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000));
}

pub(crate) fn set_time(path: &Path, time: SystemTime) {
    fs::OpenOptions::new().write(true).open(path).unwrap().set_modified(time).unwrap();
}
