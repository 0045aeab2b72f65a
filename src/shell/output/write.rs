//! Runs one build of the output from the lock to the report, in the steps that `output/mod.rs` describes.
//!
//! After the recovery, all checks come before the first change of the output, so a build that they refuse leaves the
//! site as it was. The new site is staged and exchanged where that is possible; otherwise its files are replaced one
//! by one, by way of a scratch folder inside the output.

use std::collections::HashMap;
use std::path::PathBuf;

use rayon::prelude::*;

use super::super::durable::sync_folder;
use super::super::files::MadeFolders;
use super::compare::{Changes, linked_folders};
use super::error::OutputError;
use super::fate::{Reason, is_as_written};
use super::folder::{OutputFolder, SCRATCH_INSIDE};
use super::foreign::Foreign;
use super::in_place;
use super::links;
use super::lock::Lock;
use super::manifest::{MANIFEST_FILE, ManifestEntry, ManifestState, mark_as_ours};
use super::outcome::{How, Why, Written};
use super::retire::retire;
use super::spool::{Render, Spool};
use super::stage::stage;
use super::swap::{self, Failure};
use crate::diagnostics::say;
use crate::plan::{Fingerprint, OutContent, OutFile, OutPath};
use crate::text::SourcePath;

/// The result of a replacement.
struct Replaced {
    bytes: u64,
    how: How,
    leftover: Option<PathBuf>,
}

/// An output that only this build may write, until the value is dropped.
#[derive(Debug)]
pub struct LockedOutput<'f> {
    folder: &'f OutputFolder,
    // Dropped before the folders that were created for the lock.
    lock: Lock,
    _made: MadeFolders,
}

impl OutputFolder {
    /// Waits for the lock of the output. A build that reads the sources after this never writes an older site over a
    /// newer one. Calls `waiting` once if another build is writing the same output.
    ///
    /// # Errors
    /// [`OutputError::Busy`] when the other build takes too long, [`OutputError::NameTaken`], or an error of the disk.
    pub fn lock(&self, waiting: &dyn Fn()) -> Result<LockedOutput<'_>, OutputError> {
        let mut made = MadeFolders::default();
        made.make(self.parent()).map_err(OutputError::disk(say!("make the folder"), self.parent()))?;
        Ok(LockedOutput { folder: self, lock: Lock::take(self, waiting)?, _made: made })
    }

    /// Locks the output and writes `files`, as [`LockedOutput::write`] does.
    ///
    /// # Errors
    /// Those of [`OutputFolder::lock`] and of [`LockedOutput::write`].
    pub fn write(
        &self,
        files: &[OutFile],
        render: Render<'_>,
        waiting: &dyn Fn(),
    ) -> Result<Written, OutputError> {
        self.lock(waiting)?.write(files, None, render)
    }
}

impl LockedOutput<'_> {
    /// Mends what a killed build left, and looks whether the output was made of `inputs` and stands as it was written: then
    /// nothing is to be rendered, and this is the outcome. `copies` are the files of the site that are copied.
    ///
    /// # Errors
    /// An [`OutputError`], as for [`LockedOutput::write`].
    pub fn mend_and_compare(
        &self,
        inputs: Fingerprint,
        copies: &[OutFile],
    ) -> Result<Option<Written>, OutputError> {
        let folder = self.folder;
        swap::mend(folder)?;
        let Some(manifest) = ManifestState::read(&folder.path)?.complete() else { return Ok(None) };
        if manifest.inputs != Some(inputs) || !linked_folders(&folder.path, manifest.files.keys()).is_empty()
        {
            return Ok(None);
        }
        let source = |file: &'_ OutFile| match &file.content {
            OutContent::Copy(source) => Some((file.path.clone(), source.clone())),
            OutContent::Bytes(_) | OutContent::OnDemand(_) => None,
        };
        let sources: HashMap<OutPath, SourcePath> = copies.iter().filter_map(source).collect();
        let files: Vec<_> = manifest.files.iter().collect();
        let is_as_written = |(path, entry): &(&OutPath, &ManifestEntry)| {
            is_as_written(folder, path, entry, sources.get(*path))
        };
        if !files.par_iter().all(is_as_written) {
            return Ok(None);
        }
        Ok(Some(Written {
            pages: files.iter().filter(|(path, _)| path.is_page()).count(),
            unchanged: files.len(),
            links: links::leading_out(&folder.path),
            ..Written::default()
        }))
    }

    /// Makes the output hold `files`, given in any order, beside the foreign files in it. Pages are rendered by
    /// `render` on all cores, and written to the disk at once, so that the whole site never stands in memory. `inputs` is
    /// the fingerprint of all that they are made of, for [`LockedOutput::mend_and_compare`] of the next build.
    ///
    /// # Errors
    /// An [`OutputError`], with advice where there is any. The old site is then as it was, unless the disk fails
    /// during a replacement file by file; the next build completes that one.
    pub fn write(
        &self,
        files: &[OutFile],
        inputs: Option<Fingerprint>,
        render: Render<'_>,
    ) -> Result<Written, OutputError> {
        self.folder.write_locked(&self.lock, (files, inputs), render)
    }
}

impl OutputFolder {
    fn write_locked(
        &self,
        lock: &Lock,
        (files, inputs): (&[OutFile], Option<Fingerprint>),
        render: Render<'_>,
    ) -> Result<Written, OutputError> {
        swap::mend(self)?;
        let manifest = ManifestState::read(&self.path)?;
        if manifest == ManifestState::Absent {
            self.refuse_folder_of_others(files)?;
        }
        let must_stay = if lock.parent_writable { self.must_stay() } else { Some(Why::ParentReadOnly) };
        let inside = self.path.join(SCRATCH_INSIDE);
        let spool = Spool::new(render, self, if must_stay.is_some() { inside } else { self.beside("new") });
        let written = self.write_changes(manifest, (files, inputs), must_stay, &spool);
        if written.is_err() {
            // If the files written so far cannot be removed, the next build reports it.
            drop(swap::remove_made(spool.folder()));
        }
        written
    }

    fn write_changes(
        &self,
        manifest: ManifestState,
        site: (&[OutFile], Option<Fingerprint>),
        must_stay: Option<Why>,
        spool: &Spool<'_>,
    ) -> Result<Written, OutputError> {
        let changes = Changes::find(self, manifest, site, spool)?;
        let replaced = if changes.is_nothing() {
            Replaced { bytes: 0, how: How::Untouched, leftover: None }
        } else {
            self.replace(must_stay, &changes, spool)?
        };
        changes.set_times(&self.path);
        Ok(outcome(changes, replaced, links::leading_out(&self.path)))
    }

    /// Refuses a folder without a manifest if it holds visible files other than those of the site.
    fn refuse_folder_of_others(&self, files: &[OutFile]) -> Result<(), OutputError> {
        let names = files.iter().map(|file| file.path.as_str()).collect();
        let foreign = Foreign::find(&self.path, names)?;
        match foreign.first_visible() {
            Some(file) => Err(OutputError::NotOurs(self.path.clone(), file.to_owned())),
            None => Ok(()),
        }
    }

    fn replace(
        &self,
        must_stay: Option<Why>,
        changes: &Changes<'_>,
        spool: &Spool<'_>,
    ) -> Result<Replaced, OutputError> {
        let foreign = Foreign::find(&self.path, changes.names_on_disk())?;
        foreign.refuse_in_the_way(&self.path, changes.files.iter().map(|(file, _)| &file.path))?;
        self.refuse_read_only()?;
        let attempt = match must_stay {
            Some(why) => Err(Failure::Refused(why)),
            None => self.replace_at_once(changes, &foreign, spool),
        };
        let failure = match attempt {
            Ok(replaced) => return Ok(replaced),
            Err(failure) => failure,
        };
        let why = match failure {
            Failure::Refused(why) => why,
            Failure::Error(error) => return Err(error),
        };
        let scratch = self.path.join(SCRATCH_INSIDE);
        let replaced = in_place::replace(self, changes, spool, &scratch);
        // The rest of the staged site is of no use any more; if it cannot be removed, the next build reports it.
        drop(swap::remove_made(&self.beside("new")));
        match replaced {
            Ok(bytes) => Ok(Replaced { bytes, how: How::FileByFile(why), leftover: None }),
            Err(failure) => {
                drop(swap::remove_made(&scratch));
                Err(match failure {
                    Failure::Error(error) => error,
                    Failure::Refused(_) => OutputError::OtherDisk(self.path.clone()),
                })
            }
        }
    }

    fn replace_at_once(
        &self,
        changes: &Changes<'_>,
        foreign: &Foreign,
        spool: &Spool<'_>,
    ) -> Result<Replaced, Failure> {
        let new = self.beside("new");
        if changes.is_one_file() {
            let bytes = in_place::replace(self, changes, spool, &new)?;
            return Ok(Replaced { bytes, how: How::OneFile, leftover: None });
        }
        let bytes = stage(self, changes, foreign, &new)?;
        let mut leftover = None;
        if foreign.is_empty() && changes.names_on_disk().is_empty() && !self.path.join(MANIFEST_FILE).exists()
        {
            swap::complete(&new)?;
            swap::place(self)?;
            self.sync_parent()?;
        } else {
            if !changes.has_manifest {
                mark_as_ours(&self.path).map_err(OutputError::disk(say!("write into"), &self.path))?;
            }
            swap::complete(&new)?;
            let old = swap::swap(self)?;
            self.sync_parent()?;
            leftover = old.filter(|old| retire(old, &self.path).is_err());
        }
        Ok(Replaced { bytes, how: How::AtOnce, leftover })
    }

    /// Waits until the disk has the new names beside the output; the old site may be removed only after that.
    fn sync_parent(&self) -> Result<(), OutputError> {
        sync_folder(self.parent()).map_err(OutputError::disk(say!("bring to the disk"), self.parent()))
    }

    #[cfg(unix)]
    fn refuse_read_only(&self) -> Result<(), OutputError> {
        use rustix::fs::{Access, access};
        match access(&self.path, Access::WRITE_OK) {
            Err(rustix::io::Errno::ACCESS | rustix::io::Errno::ROFS) => {
                Err(OutputError::ReadOnly(self.path.clone()))
            }
            _ => Ok(()),
        }
    }

    #[cfg(not(unix))]
    fn refuse_read_only(&self) -> Result<(), OutputError> {
        Ok(())
    }
}

fn outcome(changes: Changes<'_>, replaced: Replaced, links: Vec<PathBuf>) -> Written {
    let count = |reason| changes.to_write().filter(|(_, other)| *other == reason).count();
    let repaired = changes.to_write().filter(|(_, reason)| *reason == Reason::Repaired);
    Written {
        pages: changes.files.iter().filter(|(file, _)| file.path.is_page()).count(),
        created: count(Reason::New),
        changed: count(Reason::Changed) + count(Reason::Repaired),
        unchanged: changes.kept().count(),
        removed: changes.gone.len(),
        bytes: replaced.bytes,
        repaired: repaired.map(|(file, _)| file.path.clone()).collect(),
        relisted: changes.may_hide_owned,
        left: changes.left,
        links,
        how: replaced.how,
        leftover: replaced.leftover,
    }
}
