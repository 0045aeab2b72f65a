//! Decides for one file whether the build keeps it or writes it anew, and why.
//!
//! [`fate`] does so for a file of the site, [`state`] for one that the site no longer has. Neither changes the
//! output, but a page that must be written is put in the spool. Reading is spared where the disk's own data suffice:
//! a file with the size of its manifest entry and a time that carries the mark of its content is not read, and
//! neither an asset nor its source is read when both have the same size and time and the source was not touched after
//! it was copied. Any other file is read, and its hash decides.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::error::OutputError;
use super::folder::{OutputFolder, is_same_file};
use super::manifest::{ManifestEntry, Origin};
use super::mark::{fits, hash_file, marked_time};
use super::spool::Spool;
use crate::diagnostics::say;
use crate::plan::{OutContent, OutFile, OutPath, Rendered};
use crate::text::SourcePath;

/// The decision about one file of the site.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fate {
    /// The output has it. A time is given if the file must get it, so that the next build need not read the file.
    Keep(ManifestEntry, Option<SystemTime>),
    /// It must be written.
    Write(Reason),
    /// It must be written, and is in the spool already.
    Place(Reason, ManifestEntry),
}

/// Why a file must be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// The output does not have it.
    New,
    /// Its content differs.
    Changed,
    /// Somebody else changed or removed it.
    Repaired,
}

/// The file that the site needs at a path: its entry, and the time that a copy takes over from its source.
#[derive(Clone, Copy)]
struct WantedFile {
    entry: ManifestEntry,
    source_time: Option<SystemTime>,
}

/// The listing of a path in the manifest.
#[derive(Debug, Clone, Copy)]
pub(super) enum Listing<'a> {
    /// An earlier build wrote the file.
    Owned(&'a ManifestEntry),
    /// It is not listed, so a file there is foreign.
    Foreign,
    /// There is no list to be trusted, so a file there may be owned all the same.
    Unknown,
}

impl<'a> Listing<'a> {
    fn entry(self) -> Option<&'a ManifestEntry> {
        match self {
            Self::Owned(entry) => Some(entry),
            Self::Foreign | Self::Unknown => None,
        }
    }
}

/// Decides about `file`, which the manifest lists as `listing`. If a page has to be written, its content is put in
/// `spool`. `old_name` is a file of the manifest that the site no longer has and whose name differs only by case.
///
/// # Errors
/// [`OutputError::InTheWay`] when somebody else's file with other content is there, [`OutputError::NotRendered`] or
/// [`OutputError::Asset`] when the new content cannot be had, or an error of the disk.
pub(super) fn fate(
    folder: &OutputFolder,
    listing: Listing<'_>,
    old_name: Option<&OutPath>,
    file: &OutFile,
    spool: &Spool<'_>,
) -> Result<Fate, OutputError> {
    let path = folder.path.join(file.path.as_str());
    let mut found = look_at(&path)?;
    let listed = listing.entry();
    if let (Some(under_new), Some(old_name)) = (&found, old_name)
        && look_at(&folder.path.join(old_name.as_str()))?.is_some_and(|old| is_same_file(under_new, &old))
    {
        // The disk ignores case, and finds the old file under the new name.
        found = None;
    }
    let wanted = match &file.content {
        OutContent::Bytes(bytes) => {
            WantedFile { entry: ManifestEntry::of_bytes(bytes, None), source_time: None }
        }
        OutContent::OnDemand(_) => {
            // If its time fits, the content on the disk is known; then the page differs only if its view does.
            let standing = listed.filter(|listed| found.as_ref().is_some_and(|found| stands(found, listed)));
            let (bytes, of) =
                match (spool.render(file, standing.and_then(ManifestEntry::fingerprint))?, standing) {
                    (Rendered::Unchanged, Some(standing)) => return Ok(Fate::Keep(*standing, None)),
                    (Rendered::Unchanged, None) => return Err(OutputError::NotRendered(file.path.clone())),
                    (Rendered::Bytes(bytes, of), _) => (bytes, of),
                };
            let wanted = WantedFile { entry: ManifestEntry::of_bytes(&bytes, of), source_time: None };
            return Ok(match judge(&path, listing, found.as_ref(), &wanted)? {
                Fate::Write(reason) => {
                    spool.put(&file.path, &bytes)?;
                    Fate::Place(reason, wanted.entry)
                }
                other => other,
            });
        }
        OutContent::Copy(from) => {
            let source = folder.look_at_source(from)?;
            let time = source.modified().ok();
            if let (Some(listed), Some(found)) = (listed, &found)
                && listed.origin == Origin::of_source(from)
                && is_copy_of(found, listed, &source)
            {
                return Ok(Fate::Keep(*listed, None));
            }
            if found.is_none() {
                return Ok(Fate::Write(absent(listed)));
            }
            let (hash, size) = hash_file(&folder.root.join(from.as_str()))
                .map_err(|error| OutputError::Asset(from.clone(), error))?;
            WantedFile {
                entry: ManifestEntry { hash, size, origin: Origin::of_source(from) },
                source_time: time,
            }
        }
    };
    judge(&path, listing, found.as_ref(), &wanted)
}

fn judge(
    path: &Path,
    listing: Listing<'_>,
    found: Option<&Metadata>,
    wanted: &WantedFile,
) -> Result<Fate, OutputError> {
    let listed = listing.entry();
    let Some(found) = found else {
        return Ok(Fate::Write(absent(listed)));
    };
    if found.is_dir() {
        // A folder of old pages is replaced by the file; if it holds anything else, `foreign` refuses the build.
        return Ok(Fate::Write(absent(listed)));
    }
    let entry = wanted.entry;
    match listing {
        Listing::Owned(_) if !found.is_file() => return Ok(Fate::Write(Reason::Repaired)),
        Listing::Foreign if !found.is_file() || found.len() != entry.size => {
            return Err(OutputError::InTheWay(path.to_owned()));
        }
        Listing::Unknown if !found.is_file() => return Err(OutputError::InTheWay(path.to_owned())),
        // A power cut leaves empty files; there is nothing in them to lose.
        Listing::Unknown if found.len() == 0 && entry.size != 0 => return Ok(Fate::Write(Reason::Repaired)),
        Listing::Owned(listed) if stands(found, listed) => {
            // The content on the disk is known without reading it. The inputs of a page can change and the page still
            // be the same.
            if *listed == entry || listed.hash == entry.hash && wanted.source_time.is_none() {
                return Ok(Fate::Keep(entry, None));
            }
            if listed.hash != entry.hash {
                return Ok(Fate::Write(Reason::Changed));
            }
        }
        Listing::Owned(_) | Listing::Foreign | Listing::Unknown => {}
    }
    let (on_disk, _) = hash_file(path).map_err(OutputError::disk(say!("read"), path))?;
    if on_disk == entry.hash {
        let around = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let time = wanted.source_time.unwrap_or_else(|| marked_time(around, entry.hash));
        // A copy gets its time again even if it has it: then it counts as written after the last touch of its source,
        // so that the next build need not read it.
        let must_set = wanted.source_time.is_some() || found.modified().ok() != Some(time);
        return Ok(Fate::Keep(entry, must_set.then_some(time)));
    }
    let is_marked = fits(found, on_disk);
    match listing {
        Listing::Owned(listed) if on_disk == listed.hash || is_marked => Ok(Fate::Write(Reason::Changed)),
        Listing::Owned(_) => Ok(Fate::Write(Reason::Repaired)),
        Listing::Unknown if is_marked => Ok(Fate::Write(Reason::Changed)),
        Listing::Unknown | Listing::Foreign => Err(OutputError::InTheWay(path.to_owned())),
    }
}

/// Whether the output still has at `path` the file that was written as `entry`, by what the disk says without reading it;
/// of a copy, whether it is still the copy of `source`.
pub(super) fn is_as_written(
    folder: &OutputFolder,
    path: &OutPath,
    entry: &ManifestEntry,
    source: Option<&SourcePath>,
) -> bool {
    let Ok(Some(found)) = look_at(&folder.path.join(path.as_str())) else { return false };
    match (entry.origin, source) {
        (Origin::Source(_), None) => false,
        (Origin::Source(_), Some(source)) => {
            entry.origin == Origin::of_source(source)
                && folder.look_at_source(source).is_ok_and(|source| is_copy_of(&found, entry, &source))
        }
        (Origin::Rendered(_) | Origin::Unknown, _) => stands(&found, entry),
    }
}

/// Whether `found` is a file that still has the `listed` content, by its size and its time.
fn stands(found: &Metadata, listed: &ManifestEntry) -> bool {
    found.is_file() && found.len() == listed.size && fits(found, listed.hash)
}

fn absent(listed: Option<&ManifestEntry>) -> Reason {
    if listed.is_some() { Reason::Repaired } else { Reason::New }
}

fn is_copy_of(found: &Metadata, listed: &ManifestEntry, source: &Metadata) -> bool {
    let same_time = matches!((found.modified(), source.modified()), (Ok(copy), Ok(own)) if copy == own);
    found.is_file()
        && found.len() == listed.size
        && source.len() == listed.size
        && same_time
        && !is_touched_since(source, found)
}

/// Whether `source` was touched after `copy` was written: its content may differ although size and time are the same,
/// as after `cp --preserve`. The system sets the time that tells (ctime), and no program can change it.
#[cfg(unix)]
fn is_touched_since(source: &Metadata, copy: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let moment = |found: &Metadata| (found.ctime(), found.ctime_nsec());
    moment(source) > moment(copy)
}

/// Always false where the system keeps no such time; then size and modification time decide.
#[cfg(not(unix))]
fn is_touched_since(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// The state of a file that the site no longer has: as leerlijn wrote it, removed, or changed by somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Ours,
    Absent,
    Foreign,
}

/// Finds out whether the file that was written as `entry` is still the same.
pub(super) fn state(output: &Path, path: &OutPath, entry: &ManifestEntry) -> Result<State, OutputError> {
    let path = output.join(path.as_str());
    let Some(found) = look_at(&path)? else {
        return Ok(State::Absent);
    };
    if !found.is_file() {
        return Ok(State::Foreign);
    }
    if stands(&found, entry) {
        return Ok(State::Ours);
    }
    // A page that carries the mark of its own content was written by a build that was killed before it could list the
    // page.
    let (on_disk, _) = hash_file(&path).map_err(OutputError::disk(say!("read"), &path))?;
    let ours = on_disk == entry.hash || fits(&found, on_disk);
    Ok(if ours { State::Ours } else { State::Foreign })
}

fn look_at(path: &Path) -> Result<Option<Metadata>, OutputError> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(OutputError::Disk(say!("look at"), path.to_owned(), error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(make_second_name: fn(&Path, &Path)) -> Result<Fate, OutputError> {
        let root = tempfile::TempDir::new().unwrap();
        let folder = OutputFolder::find(root.path(), &root.path().join("output")).unwrap();
        fs::create_dir(&folder.path).unwrap();
        let (old, new) = (folder.path.join("foto.JPG"), folder.path.join("foto.jpg"));
        fs::write(&old, "old").unwrap();
        make_second_name(&old, &new);
        let render =
            |_: &OutFile, _: Option<crate::plan::Fingerprint>| Err(crate::shell::output::NotRendered);
        let spool = Spool::new(&render, &folder, folder.beside("new"));
        let file = OutFile::bytes(OutPath::new("foto.jpg").unwrap(), "new one");
        fate(&folder, Listing::Foreign, Some(&OutPath::new("foto.JPG").unwrap()), &file, &spool)
    }

    #[test]
    fn a_picture_whose_name_changed_its_case_is_written_anew_on_a_disk_that_ignores_case() {
        // Such a disk finds one file under both names, as here.
        let on_such_a_disk = judged(|old, new| fs::hard_link(old, new).unwrap());
        assert!(matches!(on_such_a_disk, Ok(Fate::Write(Reason::New))), "{on_such_a_disk:?}");
        let others = judged(|_, new| fs::write(new, "somebody else's").unwrap());
        assert!(matches!(others, Err(OutputError::InTheWay(_))), "{others:?}");
        assert!(matches!(judged(|_, _| {}), Ok(Fate::Write(Reason::New))));
    }
}
