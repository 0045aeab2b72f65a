//! A site that is kept in memory as it is on disk.
//!
//! Only files that changed are read. After any changes the files and the snapshot are those that a first reading would
//! give; a test makes random edits and compares.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::changes::Change;
use crate::pipeline::{Options, Pipeline, Snapshot};
use crate::shell::{DiskError, FileDates, HistoryGap, LoadedFile, Skipped, load, load_dated, read_one};
use crate::sources::{CONTENT_FOLDER, Sources};
use crate::text::SourcePath;

/// From so many files on, reading all of them is faster than asking for each where it stands.
const MANY: usize = 200;

/// A site that follows its files.
pub(super) struct LiveSite {
    root: PathBuf,
    dates: FileDates,
    pipeline: Arc<Mutex<Pipeline>>,
    sources: Arc<Sources>,
    snapshot: Arc<Snapshot>,
    foreseen: Foreseen,
    disk: Option<DiskError>,
}

/// A snapshot of the files as they will be, for whoever reads them next: an edit is proved on the site after it, so that
/// this need not be made twice. It counts only where the files are then just those of which it was made.
#[derive(Clone, Default)]
pub(super) struct Foreseen(Arc<Mutex<Option<Arc<Snapshot>>>>);

impl Foreseen {
    /// Notes the site as it is about to be; none where it will not be so after all.
    pub(super) fn set(&self, snapshot: Option<Arc<Snapshot>>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = snapshot;
    }

    /// The snapshot of `sources`, if it was foreseen.
    fn take(&self, sources: &Sources) -> Option<Arc<Snapshot>> {
        let snapshot = self.0.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        let own = snapshot.sources();
        let is_same = sources.changed_since(own).is_empty() && sources.changes() == own.changes();
        is_same.then_some(snapshot)
    }
}

/// The site after a change.
pub(super) struct Step {
    /// The newest snapshot.
    pub(super) snapshot: Arc<Snapshot>,
    /// The files that are not what they were.
    pub(super) changed: Vec<SourcePath>,
    /// The refusal of the disk; the files in question are then as they were before.
    pub(super) disk: Option<DiskError>,
    /// Whether a folder came or went.
    pub(super) folders: bool,
}

/// The new state of one path.
enum Read {
    File(LoadedFile),
    Gone,
    /// It is a folder, or was one: any file may be another.
    Folder,
}

impl LiveSite {
    /// Reads the site in `root`; also says what was left out.
    ///
    /// # Errors
    /// As for [`load`].
    pub(super) fn open(root: &Path, options: Options) -> Result<(Self, Vec<Skipped>), DiskError> {
        let (loaded, dates) = load_dated(root)?;
        let sources = Arc::new(loaded.sources);
        let mut pipeline = Pipeline::new(options);
        let snapshot = Arc::new(pipeline.run(Arc::clone(&sources)));
        let pipeline = Arc::new(Mutex::new(pipeline));
        let foreseen = Foreseen::default();
        let site = Self { root: root.to_owned(), dates, pipeline, sources, snapshot, foreseen, disk: None };
        Ok((site, loaded.skipped))
    }

    /// Why files of the repository have no day.
    pub(super) fn history_gap(&self) -> Option<HistoryGap> {
        self.dates.gap()
    }

    /// The pipeline, which knows what the files parse to.
    pub(super) fn pipeline(&self) -> &Arc<Mutex<Pipeline>> {
        &self.pipeline
    }

    /// Where a snapshot of the files is noted before they are written.
    pub(super) fn foreseen(&self) -> &Foreseen {
        &self.foreseen
    }

    /// The newest snapshot.
    pub(super) fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// Reads what `change` names; none when nothing is otherwise than before.
    pub(super) fn follow(&mut self, change: &Change) -> Option<Step> {
        let mut next = Sources::clone(&self.sources);
        let mut folders = matches!(change, Change::Everything);
        let disk = self.read_change(change, &mut next, &mut folders).err();
        let changed = next.changed_since(&self.sources);
        let dates_differ = next.changes() != self.sources.changes();
        if changed.is_empty() && !dates_differ && disk == self.disk {
            return None;
        }
        if !changed.is_empty() || dates_differ {
            self.sources = Arc::new(next);
            self.snapshot = self.foreseen.take(&self.sources).unwrap_or_else(|| self.run());
        }
        self.disk.clone_from(&disk);
        Some(Step { snapshot: Arc::clone(&self.snapshot), changed, disk, folders })
    }

    fn run(&self) -> Arc<Snapshot> {
        let mut pipeline = self.pipeline.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::new(pipeline.run(Arc::clone(&self.sources)))
    }

    fn read_change(
        &mut self,
        change: &Change,
        next: &mut Sources,
        folders: &mut bool,
    ) -> Result<(), DiskError> {
        let paths = match change {
            Change::Paths(paths) => paths,
            Change::Everything => return self.read_all(next),
            Change::History => {
                next.set_changes(self.dates.read());
                return Ok(());
            }
        };
        // A file that could not be read a moment ago has to be tried again, whichever it was.
        if self.disk.is_some() || paths.len() >= MANY {
            return self.read_all(next).or_else(|error| {
                // One file that nobody may read does not keep the others from being shown.
                self.read_paths(paths, next, folders).and(Err(error))
            });
        }
        self.read_paths(paths, next, folders)
    }

    /// Reads `paths`; of what the disk refuses, the first error is the answer.
    fn read_paths(
        &self,
        paths: &[SourcePath],
        next: &mut Sources,
        folders: &mut bool,
    ) -> Result<(), DiskError> {
        let mut refused = Ok(());
        for path in paths {
            match self.read(path) {
                Ok(Read::File(LoadedFile::File(file))) => next.insert(file),
                Ok(Read::File(LoadedFile::Asset(asset))) => next.insert_asset(asset),
                Ok(Read::Gone) => next.remove(path),
                Ok(Read::Folder) => *folders = true,
                Err(error) => refused = refused.and(Err(error)),
            }
        }
        if *folders { self.read_all(next) } else { refused }
    }

    fn read(&self, path: &SourcePath) -> Result<Read, DiskError> {
        if let Some(entry) = read_one(&self.root, path)? {
            return Ok(Read::File(entry));
        }
        let is_known = self.sources.file(path).is_some() || self.sources.asset(path).is_some();
        let is_folder = self.root.join(path.as_str()).is_dir();
        let was_folder = || {
            let folder = path.as_str();
            // Without its content folder there is no site, whether something was in it or not.
            folder == CONTENT_FOLDER
                || self.sources.files_in(folder).next().is_some()
                || self.sources.assets_in(folder).next().is_some()
        };
        Ok(if is_folder || (!is_known && was_folder()) { Read::Folder } else { Read::Gone })
    }

    /// Reads all files anew; a site that stays unreadable leaves `next` as it was.
    fn read_all(&self, next: &mut Sources) -> Result<(), DiskError> {
        let mut all = load(&self.root)?.sources;
        all.set_changes(Arc::clone(next.changes()));
        *next = all;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
