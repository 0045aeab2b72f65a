//! Purpose: let what was made wait on the disk, and not in memory, until it is known what happens to the whole.
//! Input: a file to be made. Output: its entry, and its content below the spool's folder.
//! Invariant: the folder is made for the first file that has to wait there, so a build that finds nothing
//! different leaves no trace. A file stands in the spool at the path that it will have in the site.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use super::content::copy;
use super::error::OutputError;
use super::folder::OutputFolder;
use super::lock::may_not_write;
use super::manifest::{Entry, Origin};
use super::mark::{hash, marked_time};
use super::swap::make_unfinished;
use crate::plan::{Fingerprint, OutFile, OutPath, Rendered};

/// Makes the content of a file; told what an earlier content was made of, it may find that it is the same.
pub type Render<'m> = &'m (dyn Fn(&OutFile, Option<Fingerprint>) -> Result<Rendered, NotRendered> + Sync);

/// A file that could not be made; whoever makes files knows why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotRendered;

/// Where files wait.
pub(super) struct Spool<'m> {
    render: Render<'m>,
    output: PathBuf,
    folder: PathBuf,
    is_made: Mutex<bool>,
    now: SystemTime,
}

impl<'m> Spool<'m> {
    /// A spool for `output` in `folder`, which holds nothing yet.
    pub(super) fn new(render: Render<'m>, output: &OutputFolder, folder: PathBuf) -> Self {
        Self {
            render,
            output: output.path.clone(),
            folder,
            is_made: Mutex::new(false),
            now: SystemTime::now(),
        }
    }

    /// Its folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The content of `file`, unless it is made of what has the fingerprint `known`.
    pub(super) fn render(&self, file: &OutFile, known: Option<Fingerprint>) -> Result<Rendered, OutputError> {
        (self.render)(file, known).map_err(|NotRendered| OutputError::NotRendered(file.path.clone()))
    }

    /// Lets `bytes` wait for their place at `path`.
    pub(super) fn put(&self, path: &OutPath, bytes: &[u8]) -> Result<(), OutputError> {
        let target = self.folder.join(path.as_str());
        let failed = |error| match error {
            error if may_not_write(&error) => OutputError::ReadOnly(self.output.clone()),
            error => OutputError::Disk("write", self.output.join(path.as_str()), error),
        };
        self.make_folder().map_err(failed)?;
        let mut file = create(&target).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        // Where a disk takes no times, the next build reads the file instead.
        drop(file.set_modified(marked_time(self.now, hash(bytes))));
        Ok(())
    }

    /// Makes the spool's folder for the first file, before any other comes in.
    fn make_folder(&self) -> std::io::Result<()> {
        let mut is_made = self.is_made.lock().unwrap_or_else(PoisonError::into_inner);
        if !*is_made {
            make_unfinished(&self.folder, &self.output)?;
            *is_made = true;
        }
        Ok(())
    }

    /// Moves what waits for `path` to the new path `to`.
    pub(super) fn take(&self, path: &OutPath, to: &Path) -> Result<(), OutputError> {
        let from = self.folder.join(path.as_str());
        let moved = fs::rename(&from, to).or_else(|error| match error.kind() {
            ErrorKind::CrossesDevices => copy(&from, to),
            _ => Err(error),
        });
        moved.map_err(OutputError::disk("write", to))
    }
}

/// The entry of `bytes`, which are made of what has the fingerprint `of`.
pub(super) fn entry(bytes: &[u8], of: Option<Fingerprint>) -> Entry {
    let origin = of.map_or(Origin::Unknown, Origin::Rendered);
    Entry { hash: hash(bytes), size: bytes.len() as u64, origin }
}

/// The new file `path`; the folders that it stands in are made when they are missing.
fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    let options = options.write(true).create_new(true);
    match options.open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            options.open(path)
        }
        other => other,
    }
}
