//! Purpose: decide about one file what has to happen to it.
//! Input: the file of the site, its manifest entry, the disk. Output: [`Fate`], or [`State`] for a file that
//! the site no longer has.
//! Invariant: changes nothing. A file whose times and size fit is not read, and an asset whose source has
//! the time of its copy is not read either.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use xxhash_rust::xxh3::xxh3_64;

use super::error::OutputError;
use super::folder::OutputFolder;
use super::manifest::{Entry, Origin};
use super::mark::{fits, hash_file, marked_time};
use super::spool::{self, Spool};
use crate::plan::{OutContent, OutFile, OutPath, Rendered};
use crate::text::SourcePath;

/// What has to happen to a file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fate {
    /// The output has it; the time that it must get for the next build to see that without reading it.
    Keep(Entry, Option<SystemTime>),
    /// It must be written.
    Write(Reason),
    /// It must be written, and waits in the spool.
    Place(Reason, Entry),
}

/// Why a file must be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// It is not there.
    New,
    /// Its content is another.
    Changed,
    /// Somebody else changed or removed it.
    Repaired,
}

/// What should stand at a path: its entry, and the time that a file gets from its source.
#[derive(Clone, Copy)]
struct Wanted {
    entry: Entry,
    source_time: Option<SystemTime>,
}

/// Decides about `file`, which the manifest lists as `listed`; what is made for that waits in `spool`.
///
/// # Errors
/// [`OutputError::InTheWay`] when somebody else's file with other content stands there.
pub(super) fn fate(
    folder: &OutputFolder,
    listed: Option<&Entry>,
    file: &OutFile,
    spool: &Spool<'_>,
) -> Result<Fate, OutputError> {
    let path = folder.path.join(file.path.as_str());
    let found = look_at(&path)?;
    let wanted = match &file.content {
        OutContent::Bytes(bytes) => Wanted { entry: spool::entry(bytes, None), source_time: None },
        OutContent::OnDemand(_) => {
            // What is on the disk is known where its times fit; then only other views give another page.
            let standing = listed.filter(|listed| found.as_ref().is_some_and(|found| stands(found, listed)));
            let (bytes, of) = match (spool.render(file, standing.and_then(Entry::fingerprint))?, standing) {
                (Rendered::Unchanged, Some(standing)) => return Ok(Fate::Keep(*standing, None)),
                (Rendered::Unchanged, None) => return Err(OutputError::NotRendered(file.path.clone())),
                (Rendered::Bytes(bytes, of), _) => (bytes, of),
            };
            let wanted = Wanted { entry: spool::entry(&bytes, of), source_time: None };
            return Ok(match judge(&path, listed, found.as_ref(), &wanted)? {
                Fate::Write(reason) => {
                    spool.put(&file.path, &bytes)?;
                    Fate::Place(reason, wanted.entry)
                }
                other => other,
            });
        }
        OutContent::Copy(from) => {
            let source = look_at_source(folder, from)?;
            let time = source.modified().ok();
            if let (Some(listed), Some(found)) = (listed, &found)
                && listed.origin == Origin::Source(name_hash(from))
                && is_copy_of(found, listed, &source)
            {
                return Ok(Fate::Keep(*listed, None));
            }
            if found.is_none() {
                return Ok(Fate::Write(absent(listed)));
            }
            let (hash, size) = hash_file(&folder.root.join(from.as_str()))
                .map_err(|error| OutputError::Asset(from.clone(), error))?;
            Wanted { entry: Entry { hash, size, origin: Origin::Source(name_hash(from)) }, source_time: time }
        }
    };
    judge(&path, listed, found.as_ref(), &wanted)
}

fn judge(
    path: &Path,
    listed: Option<&Entry>,
    found: Option<&Metadata>,
    wanted: &Wanted,
) -> Result<Fate, OutputError> {
    let Some(found) = found else {
        return Ok(Fate::Write(absent(listed)));
    };
    if found.is_dir() {
        // A folder of earlier pages makes room; one with anything else in it is refused by `foreign`.
        return Ok(Fate::Write(absent(listed)));
    }
    let entry = wanted.entry;
    match listed {
        Some(_) if !found.is_file() => return Ok(Fate::Write(Reason::Repaired)),
        None if !found.is_file() || found.len() != entry.size => {
            return Err(OutputError::InTheWay(path.to_owned()));
        }
        Some(listed) if stands(found, listed) => {
            // What is on the disk is known without reading it; a page may have come to be made of other
            // things and still be the same.
            if *listed == entry || listed.hash == entry.hash && wanted.source_time.is_none() {
                return Ok(Fate::Keep(entry, None));
            }
            if listed.hash != entry.hash {
                return Ok(Fate::Write(Reason::Changed));
            }
        }
        _ => {}
    }
    let (on_disk, _) = hash_file(path).map_err(OutputError::disk("read", path))?;
    if on_disk == entry.hash {
        let around = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let time = wanted.source_time.unwrap_or_else(|| marked_time(around, entry.hash));
        return Ok(Fate::Keep(entry, (found.modified().ok() != Some(time)).then_some(time)));
    }
    match listed {
        Some(listed) if on_disk == listed.hash || fits(found, on_disk) => Ok(Fate::Write(Reason::Changed)),
        Some(_) => Ok(Fate::Write(Reason::Repaired)),
        None => Err(OutputError::InTheWay(path.to_owned())),
    }
}

/// Whether `found` is a file that still holds what it was written with.
fn stands(found: &Metadata, listed: &Entry) -> bool {
    found.is_file() && found.len() == listed.size && fits(found, listed.hash)
}

fn absent(listed: Option<&Entry>) -> Reason {
    if listed.is_some() { Reason::Repaired } else { Reason::New }
}

fn is_copy_of(found: &Metadata, listed: &Entry, source: &Metadata) -> bool {
    let same_time = matches!((found.modified(), source.modified()), (Ok(copy), Ok(own)) if copy == own);
    found.is_file() && found.len() == listed.size && source.len() == listed.size && same_time
}

/// What became of a file that the site no longer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Ours,
    Absent,
    Foreign,
}

/// Finds out what became of the file that was written as `entry`.
pub(super) fn state(output: &Path, path: &OutPath, entry: &Entry) -> Result<State, OutputError> {
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
    // A page whose own content fits its mark was written by a build that was killed before it could say so.
    let (on_disk, _) = hash_file(&path).map_err(OutputError::disk("read", &path))?;
    let ours = on_disk == entry.hash || fits(&found, on_disk);
    Ok(if ours { State::Ours } else { State::Foreign })
}

fn look_at(path: &Path) -> Result<Option<Metadata>, OutputError> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(OutputError::Disk("look at", path.to_owned(), error)),
    }
}

/// The hash of a source's name, as the manifest holds it.
pub(super) fn name_hash(source: &SourcePath) -> u64 {
    xxh3_64(source.as_str().as_bytes())
}

/// The size and time of a source file, which must be a regular file: reading a pipe would never end.
pub(super) fn look_at_source(folder: &OutputFolder, from: &SourcePath) -> Result<Metadata, OutputError> {
    let found = fs::metadata(folder.root.join(from.as_str()));
    let found = found.map_err(|error| OutputError::Asset(from.clone(), error))?;
    if found.is_file() {
        return Ok(found);
    }
    Err(OutputError::Asset(from.clone(), io::Error::other("it is no regular file")))
}
