//! Purpose: find what differs between the site to be written and the output as it stands.
//! Input: the files of the site, the manifest, the disk. Output: [`Changes`].
//! Invariant: changes nothing; says the same whatever order the files come in.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::error::OutputError;
use super::fate::{Fate, Listing, Reason, State, fate, state};
use super::folder::OutputFolder;
use super::manifest::{Entry, Manifest, ManifestState};
use super::mark::set_time;
use super::spool::Spool;
use crate::cores::PORTION;
use crate::plan::{OutFile, OutPath};

/// The files of the site and what has to happen to each.
pub(super) struct Changes<'a> {
    /// The manifest of the output as it stands; empty where there is none.
    pub(super) before: Manifest,
    pub(super) has_manifest: bool,
    /// Whether files that an earlier build wrote may be there that no list names.
    pub(super) may_hide_owned: bool,
    /// In the order of their paths.
    pub(super) files: Vec<(&'a OutFile, Fate)>,
    /// Files of the manifest that the site no longer has, as they were written.
    pub(super) gone: Vec<OutPath>,
    /// The same, where somebody else changed them; they stay.
    pub(super) left: Vec<OutPath>,
}

impl<'a> Changes<'a> {
    /// Compares `files` with the output; of several things that are wrong, the first by path is the error.
    /// Files that are made on the way, and that must be written, wait in `spool`.
    pub(super) fn find(
        folder: &OutputFolder,
        manifest: ManifestState,
        files: &'a [OutFile],
        spool: &Spool<'_>,
    ) -> Result<Self, OutputError> {
        let may_hide_owned = manifest.may_hide_owned();
        let manifest = manifest.complete();
        let has_manifest = manifest.is_some();
        let before = manifest.unwrap_or_default();
        let mut files: Vec<&OutFile> = files.iter().collect();
        files.par_sort_by(|a, b| a.path.cmp(&b.path));
        refuse_collisions(&files)?;
        let links = linked_folders(&folder.path, &files, &before);
        let through_link = |path: &OutPath| {
            path.folders().find(|name| links.contains(*name)).map(|link| folder.path.join(link))
        };
        let wanted: HashSet<&OutPath> = files.iter().map(|file| &file.path).collect();
        let old_names = old_names(&before, &wanted);
        let fates: Vec<Result<Fate, OutputError>> = files
            .par_iter()
            .with_max_len(PORTION)
            .map(|file| match through_link(&file.path) {
                Some(link) => Err(OutputError::InTheWay(link)),
                None => {
                    let listing = match before.0.get(&file.path) {
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
        // What is behind a link is none of ours, whatever the manifest says.
        let missing = before.0.iter().filter(|(path, _)| !wanted.contains(path));
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
            files: files.into_iter().zip(fates).collect(),
            gone,
            left,
        })
    }

    /// The files that must be written.
    pub(super) fn to_write(&self) -> impl Iterator<Item = (&'a OutFile, Reason)> {
        self.files.iter().filter_map(|(file, fate)| match fate {
            Fate::Write(reason) | Fate::Place(reason, _) => Some((*file, *reason)),
            Fate::Keep(..) => None,
        })
    }

    /// The files that the output has, with their entries.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&'a OutPath, Entry)> {
        self.files.iter().filter_map(|(file, fate)| match fate {
            Fate::Keep(entry, _) => Some((&file.path, *entry)),
            Fate::Write(_) | Fate::Place(..) => None,
        })
    }

    /// The names of leerlijn's files in the output: those of the manifest, without the ones that somebody
    /// else changed and the site has no more, those that are adopted, and those that were recognised without a
    /// manifest.
    pub(super) fn names_on_disk(&self) -> HashSet<&str> {
        let mut names: HashSet<&str> = self.before.0.keys().map(OutPath::as_str).collect();
        names.extend(self.kept().map(|(path, _)| path.as_str()));
        let there = self.to_write().filter(|(_, reason)| *reason != Reason::New);
        names.extend(there.map(|(file, _)| file.path.as_str()));
        names.retain(|name| self.left.binary_search_by(|path| path.as_str().cmp(name)).is_err());
        names
    }

    /// Whether all files of the site are there, no other of leerlijn's, and the manifest says so.
    pub(super) fn is_nothing(&self) -> bool {
        self.has_manifest
            && self.before.0.len() == self.files.len()
            && self.to_write().next().is_none()
            && self.kept().all(|(path, entry)| self.before.0.get(path) == Some(&entry))
    }

    /// Whether at most one file of an existing site is replaced, and none comes or goes.
    pub(super) fn is_one_file(&self) -> bool {
        let mut writes = self.to_write();
        let first = writes.next().is_none_or(|(_, reason)| reason != Reason::New);
        self.has_manifest && first && writes.next().is_none() && self.gone.is_empty()
    }

    /// Gives the kept files whose times somebody changed the times that spare the next build from reading.
    pub(super) fn set_times(&self, output: &Path) {
        for (file, fate) in &self.files {
            if let Fate::Keep(_, Some(time)) = fate {
                set_time(&output.join(file.path.as_str()), *time);
            }
        }
    }
}

/// The folders in which the site's files stand, or stood, and that are links: nothing is read, written or
/// removed through them.
fn linked_folders<'p>(output: &Path, files: &[&'p OutFile], before: &'p Manifest) -> HashSet<&'p str> {
    let paths = files.iter().map(|file| &file.path).chain(before.0.keys());
    let folders: HashSet<&str> = paths.flat_map(OutPath::folders).collect();
    let is_link =
        |folder: &&str| std::fs::symlink_metadata(output.join(folder)).is_ok_and(|found| found.is_symlink());
    folders.into_par_iter().filter(is_link).collect()
}

/// Files of the manifest that the site no longer has under that name, by the key under which a disk that ignores
/// case has them still.
fn old_names<'m>(before: &'m Manifest, wanted: &HashSet<&OutPath>) -> HashMap<Arc<str>, &'m OutPath> {
    let gone = before.0.keys().filter(|path| !wanted.contains(path));
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

/// The manifest of the site once the files in `written` are.
pub(super) fn manifest_after(changes: &Changes<'_>, written: &[(OutPath, Entry)]) -> Manifest {
    let kept = changes.kept().map(|(path, entry)| (path.clone(), entry));
    let files: BTreeMap<OutPath, Entry> = kept.chain(written.iter().cloned()).collect();
    Manifest(files)
}
