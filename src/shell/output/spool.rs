//! A folder in which rendered pages wait until the whole difference to the old site is known, so that a large site
//! never stands in memory.
//!
//! A page waits at the path that it will have in the site, so when the site is staged in the same folder the page is
//! in place already. The folder is created for the first page that has to wait: a build that finds no difference
//! leaves no trace.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use super::content::copy;
use super::error::OutputError;
use super::folder::OutputFolder;
use super::lock::may_not_write;
use super::mark::{hash, marked_time};
use super::swap::make_unfinished;
use crate::diagnostics::say;
use crate::plan::{Fingerprint, OutFile, OutPath, Rendered};

/// Renders the content of a file. It gets the fingerprint of the content that the output has, if that is known, and
/// may answer that the content is unchanged.
pub type Render<'m> = &'m (dyn Fn(&OutFile, Option<Fingerprint>) -> Result<Rendered, NotRendered> + Sync);

/// The answer for a file that could not be rendered; the renderer has reported the reason already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotRendered;

/// The folder in which rendered pages wait.
pub(super) struct Spool<'m> {
    render: Render<'m>,
    output: PathBuf,
    folder: PathBuf,
    is_made: Mutex<bool>,
    now: SystemTime,
}

impl<'m> Spool<'m> {
    /// A spool for `output` in `folder`, which it creates when the first page has to wait.
    pub(super) fn new(render: Render<'m>, output: &OutputFolder, folder: PathBuf) -> Self {
        Self {
            render,
            output: output.path.clone(),
            folder,
            is_made: Mutex::new(false),
            now: SystemTime::now(),
        }
    }

    /// The folder of the spool.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Renders `file`; the answer may be `Unchanged` if its fingerprint is still `known`.
    pub(super) fn render(&self, file: &OutFile, known: Option<Fingerprint>) -> Result<Rendered, OutputError> {
        (self.render)(file, known).map_err(|NotRendered| OutputError::NotRendered(file.path.clone()))
    }

    /// Keeps `bytes`, the content of the page `path`, in the spool.
    pub(super) fn put(&self, path: &OutPath, bytes: &[u8]) -> Result<(), OutputError> {
        let target = self.folder.join(path.as_str());
        let failed = |error| match error {
            error if may_not_write(&error) => OutputError::ReadOnly(self.output.clone()),
            error => OutputError::Disk(say!("write"), self.output.join(path.as_str()), error),
        };
        self.make_folder().map_err(failed)?;
        let mut file = create(&target).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        // If the disk does not keep the time, the next build reads the file instead.
        drop(file.set_modified(marked_time(self.now, hash(bytes))));
        Ok(())
    }

    /// Creates the spool's folder for the first page, while any other page waits for that.
    fn make_folder(&self) -> std::io::Result<()> {
        let mut is_made = self.is_made.lock().unwrap_or_else(PoisonError::into_inner);
        if !*is_made {
            make_unfinished(&self.folder, &self.output)?;
            *is_made = true;
        }
        Ok(())
    }

    /// Moves the page `path` from the spool to `to`, where nothing stands yet.
    pub(super) fn take(&self, path: &OutPath, to: &Path) -> Result<(), OutputError> {
        let from = self.folder.join(path.as_str());
        let moved = fs::rename(&from, to).or_else(|error| match error.kind() {
            ErrorKind::CrossesDevices => copy(&from, to),
            _ => Err(error),
        });
        moved.map_err(OutputError::disk(say!("write"), to))
    }
}

/// Creates the file `path`, and its folders if they are missing.
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
