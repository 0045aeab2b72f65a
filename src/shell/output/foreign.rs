//! Finds the files and folders in the output that are not leerlijn's, and keeps the site from taking their place.
//!
//! Nothing is opened and no link is followed: a link, a pipe or a device is a name like any other. leerlijn's own
//! manifest, lock, mark and scratch folder at the top of the output do not count.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::error::OutputError;
use super::folder::{LOCK_INSIDE, SCRATCH_INSIDE, UNFINISHED_MARK, on_other_disk};
use super::manifest::MANIFEST_FILE;
use crate::diagnostics::say;
use crate::plan::OutPath;

/// The foreign files and folders of the output, as sorted paths relative to it.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    /// Folders that hold none of leerlijn's files, at any depth.
    pub(super) folders: Vec<PathBuf>,
    /// Files, links and devices.
    pub(super) files: Vec<PathBuf>,
}

impl Foreign {
    /// Finds everything in `output` except the files in `ours` and their folders.
    ///
    /// # Errors
    /// [`OutputError::OtherDisk`] when another disk is mounted in the output: carrying it over would copy it whole.
    pub(super) fn find(output: &Path, ours: HashSet<&str>) -> Result<Self, OutputError> {
        let our_folders: HashSet<&str> = ours.iter().flat_map(|path| folders_of(path)).collect();
        let mut found = Self::default();
        if !output.exists() {
            return Ok(found);
        }
        let entries = WalkDir::new(output).min_depth(1).into_iter();
        for entry in entries.filter_entry(|entry| !is_writers_own(entry)) {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(output).to_owned();
                let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                OutputError::Disk(say!("look into"), path, error)
            })?;
            let path = entry.path().strip_prefix(output).unwrap_or(entry.path());
            let name = slashed(path);
            let is_in = |set: &HashSet<&str>| name.as_deref().is_some_and(|name| set.contains(name));
            if !entry.file_type().is_dir() {
                if !is_in(&ours) {
                    found.files.push(path.to_owned());
                }
                continue;
            }
            if on_other_disk(entry.path(), output) {
                return Err(OutputError::OtherDisk(entry.path().to_owned()));
            }
            if !is_in(&our_folders) {
                found.folders.push(path.to_owned());
            }
        }
        found.folders.sort();
        found.files.sort();
        Ok(found)
    }

    /// Whether the output holds nothing foreign.
    pub(super) fn is_empty(&self) -> bool {
        self.folders.is_empty() && self.files.is_empty()
    }

    /// The first file that is not hidden, nor in a hidden folder: it shows that the folder is in use for something
    /// else.
    pub(super) fn first_visible(&self) -> Option<&Path> {
        let hidden = |path: &Path| path.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
        self.files.iter().map(PathBuf::as_path).find(|path| !hidden(path))
    }

    /// Refuses the build if a foreign file or folder is where the `site` needs a file or a folder.
    pub(super) fn refuse_in_the_way<'p>(
        &self,
        output: &Path,
        site: impl Iterator<Item = &'p OutPath> + Clone,
    ) -> Result<(), OutputError> {
        let files: HashSet<&Path> = site.clone().map(|path| Path::new(path.as_str())).collect();
        let folders: HashSet<&Path> = site.flat_map(OutPath::folders).map(Path::new).collect();
        let in_folder_place = self.files.iter().find(|path| folders.contains(path.as_path()));
        let mut everything = self.files.iter().chain(&self.folders);
        let in_file_place = || everything.find(|path| path.ancestors().any(|part| files.contains(part)));
        match in_folder_place.or_else(in_file_place) {
            Some(path) => Err(OutputError::InTheWay(output.join(path))),
            None => Ok(()),
        }
    }
}

/// A path relative to the output in the form of the manifest, with `/`; `None` if it is not Unicode.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

fn is_writers_own(entry: &DirEntry) -> bool {
    let own = [MANIFEST_FILE, SCRATCH_INSIDE, LOCK_INSIDE, UNFINISHED_MARK];
    entry.depth() == 1 && entry.file_name().to_str().is_some_and(|name| own.contains(&name))
}

fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}
