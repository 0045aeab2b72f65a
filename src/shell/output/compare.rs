//! Finds the differences between the site to be written and the output as it stands.
//!
//! The comparison goes through the files on all cores; its result is sorted by path and does not depend on the order
//! in which the files come. It changes nothing in the output. A site is refused when two of its files would be one
//! file on some disks, or when a folder that it needs is a link in the output.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::error::OutputError;
use super::fate::{Fate, Listing, Reason, State, fate, state};
use super::folder::OutputFolder;
use super::manifest::{Manifest, ManifestEntry, ManifestState};
use super::mark::set_time;
use super::spool::Spool;
use crate::cores::MAX_FILES_PER_JOB;
use crate::plan::{Fingerprint, OutFile, OutPath};

/// The differences between the site and the output: the fate of each file, and the files to be removed.
pub(super) struct Changes<'a> {
    /// The manifest of the output before the build; empty if there is none.
    pub(super) before: Manifest,
    pub(super) has_manifest: bool,
    /// Whether the output may hold files of earlier builds that no manifest lists.
    pub(super) may_hide_owned: bool,
    /// The fingerprint of all that the site is made of.
    pub(super) inputs: Option<Fingerprint>,
    /// The files of the site, sorted by path.
    pub(super) files: Vec<(&'a OutFile, Fate)>,
    /// Files of the manifest that the site no longer has, and that are as they were written; they are removed.
    pub(super) gone: Vec<OutPath>,
    /// Files of the manifest that the site no longer has, but that somebody else changed; they stay.
    pub(super) left: Vec<OutPath>,
}

impl<'a> Changes<'a> {
    /// Compares `files` with the output. Of several errors, the one of the first path is returned. Pages that are
    /// rendered on the way, and that must be written, wait in `spool`.
    pub(super) fn find(
        folder: &OutputFolder,
        manifest: ManifestState,
        (files, inputs): (&'a [OutFile], Option<Fingerprint>),
        spool: &Spool<'_>,
    ) -> Result<Self, OutputError> {
        let may_hide_owned = manifest.may_hide_owned();
        let manifest = manifest.complete();
        let has_manifest = manifest.is_some();
        let before = manifest.unwrap_or_default();
        let mut files: Vec<&OutFile> = files.iter().collect();
        files.par_sort_by(|a, b| a.path.cmp(&b.path));
        refuse_collisions(&files)?;
        let links =
            linked_folders(&folder.path, files.iter().map(|file| &file.path).chain(before.files.keys()));
        let through_link = |path: &OutPath| {
            path.folders().find(|name| links.contains(*name)).map(|link| folder.path.join(link))
        };
        let wanted: HashSet<&OutPath> = files.iter().map(|file| &file.path).collect();
        let old_names = old_names(&before, &wanted);
        let fates: Vec<Result<Fate, OutputError>> = files
            .par_iter()
            .with_max_len(MAX_FILES_PER_JOB)
            .map(|file| match through_link(&file.path) {
                Some(link) => Err(OutputError::InTheWay(link)),
                None => {
                    let listing = match before.files.get(&file.path) {
                        Some(entry) => Listing::Owned(entry),
                        None if may_hide_owned => Listing::Unknown,
                        None => Listing::Foreign,
                    };
                    let old_name = match listing {
                        Listing::Owned(_) => None,
                        Listing::Foreign | Listing::Unknown => old_names.get(&*file.path.collision_key()),
                    };
                    fate(folder, listing, old_name.copied(), file, spool)
                }
            })
            .collect();
        // A file behind a link is foreign, whatever the manifest says.
        let missing = before.files.iter().filter(|(path, _)| !wanted.contains(path));
        let missing: Vec<_> = missing.filter(|(path, _)| through_link(path).is_none()).collect();
        let states: Vec<_> =
            missing.par_iter().map(|(path, entry)| state(&folder.path, path, entry)).collect();
        let (mut gone, mut left) = (Vec::new(), Vec::new());
        for ((path, _), state) in missing.into_iter().zip(states) {
            match state? {
                State::Ours => gone.push(path.clone()),
                State::Absent => {}
                State::Foreign => left.push(path.clone()),
            }
        }
        let fates: Vec<Fate> = fates.into_iter().collect::<Result<_, _>>()?;
        Ok(Self {
            before,
            has_manifest,
            may_hide_owned,
            inputs,
            files: files.into_iter().zip(fates).collect(),
            gone,
            left,
        })
    }

    /// The files that must be written, with the reason for each.
    pub(super) fn to_write(&self) -> impl Iterator<Item = (&'a OutFile, Reason)> {
        self.files.iter().filter_map(|(file, fate)| match fate {
            Fate::Write(reason) | Fate::Place(reason, _) => Some((*file, *reason)),
            Fate::Keep(..) => None,
        })
    }

    /// The files that stay as they are, with their entries.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&'a OutPath, ManifestEntry)> {
        self.files.iter().filter_map(|(file, fate)| match fate {
            Fate::Keep(entry, _) => Some((&file.path, *entry)),
            Fate::Write(_) | Fate::Place(..) => None,
        })
    }

    /// The paths of leerlijn's files in the output: those of the manifest, except files that somebody else changed
    /// and that the site no longer has; those that are adopted because they have the right content already; and those
    /// that were recognised without a manifest.
    pub(super) fn names_on_disk(&self) -> HashSet<&str> {
        let mut names: HashSet<&str> = self.before.files.keys().map(OutPath::as_str).collect();
        names.extend(self.kept().map(|(path, _)| path.as_str()));
        let there = self.to_write().filter(|(_, reason)| *reason != Reason::New);
        names.extend(there.map(|(file, _)| file.path.as_str()));
        names.retain(|name| self.left.binary_search_by(|path| path.as_str().cmp(name)).is_err());
        names
    }

    /// Whether nothing differs: the output has all files of the site and no other owned ones, and the manifest lists
    /// them so, as made of the same.
    pub(super) fn is_nothing(&self) -> bool {
        self.has_manifest
            && self.before.inputs == self.inputs
            && self.before.files.len() == self.files.len()
            && self.to_write().next().is_none()
            && self.kept().all(|(path, entry)| self.before.files.get(path) == Some(&entry))
    }

    /// Whether at most one file of an existing site is replaced, and no file is added or removed.
    pub(super) fn is_one_file(&self) -> bool {
        let mut writes = self.to_write();
        let first = writes.next().is_none_or(|(_, reason)| reason != Reason::New);
        self.has_manifest && first && writes.next().is_none() && self.gone.is_empty()
    }

    /// Sets the right modification times of kept files where somebody changed them, so that the next build need not
    /// read these files.
    pub(super) fn set_times(&self, output: &Path) {
        for (file, fate) in &self.files {
            if let Fate::Keep(_, Some(time)) = fate {
                set_time(&output.join(file.path.as_str()), *time);
            }
        }
    }
}

/// The folders of `paths`, those of the old and the new site, that are links. Nothing is read, written or removed through
/// them.
pub(super) fn linked_folders<'p>(
    output: &Path,
    paths: impl Iterator<Item = &'p OutPath>,
) -> HashSet<&'p str> {
    let folders: HashSet<&str> = paths.flat_map(OutPath::folders).collect();
    let is_link =
        |folder: &&str| std::fs::symlink_metadata(output.join(folder)).is_ok_and(|found| found.is_symlink());
    folders.into_par_iter().filter(is_link).collect()
}

/// The files of the manifest that the site no longer has under that name, by their collision key. A disk that ignores
/// case still finds such a file under a new name that differs only by case.
fn old_names<'m>(before: &'m Manifest, wanted: &HashSet<&OutPath>) -> HashMap<Arc<str>, &'m OutPath> {
    let gone = before.files.keys().filter(|path| !wanted.contains(path));
    gone.map(|path| (path.collision_key(), path)).collect()
}

fn refuse_collisions(files: &[&OutFile]) -> Result<(), OutputError> {
    let keys: Vec<Arc<str>> = files.par_iter().map(|file| file.path.collision_key()).collect();
    let mut seen: HashMap<&str, &OutPath> = HashMap::with_capacity(files.len());
    for (file, key) in files.iter().zip(&keys) {
        if let Some(first) = seen.insert(key, &file.path) {
            return Err(OutputError::Collision(first.clone(), file.path.clone()));
        }
    }
    for (file, key) in files.iter().zip(&keys) {
        for (at, _) in key.rmatch_indices('/') {
            if let Some(first) = seen.get(&key[..at]) {
                return Err(OutputError::Collision((*first).clone(), file.path.clone()));
            }
        }
    }
    Ok(())
}

/// The manifest of the new site: the kept files, and the `written` ones.
pub(super) fn manifest_after(changes: &Changes<'_>, written: &[(OutPath, ManifestEntry)]) -> Manifest {
    let kept = changes.kept().map(|(path, entry)| (path.clone(), entry));
    let files: BTreeMap<OutPath, ManifestEntry> = kept.chain(written.iter().cloned()).collect();
    Manifest { files, inputs: changes.inputs }
}
