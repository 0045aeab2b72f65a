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
use super::retire::is_same_file;
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

/// What the manifest says about a path.
#[derive(Debug, Clone, Copy)]
pub(super) enum Listing<'a> {
    /// A build wrote it.
    Owned(&'a Entry),
    /// Nothing: if a file is there, it is somebody else's.
    Foreign,
    /// Nothing, but the manifest is not to be trusted: a file that is there may be leerlijn's all the same.
    Unknown,
}

impl<'a> Listing<'a> {
    fn entry(self) -> Option<&'a Entry> {
        match self {
            Self::Owned(entry) => Some(entry),
            Self::Foreign | Self::Unknown => None,
        }
    }
}

/// Decides about `file`, of which the manifest says `listing`; what is made for that waits in `spool`. `old_name` is a
/// file of the manifest whose name differs by case only, and that the site no longer has.
///
/// # Errors
/// [`OutputError::InTheWay`] when somebody else's file with other content stands there.
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
        // The disk ignores case: what it finds under the new name is the file that goes with the old one.
        found = None;
    }
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
            return Ok(match judge(&path, listing, found.as_ref(), &wanted)? {
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
    judge(&path, listing, found.as_ref(), &wanted)
}

fn judge(
    path: &Path,
    listing: Listing<'_>,
    found: Option<&Metadata>,
    wanted: &Wanted,
) -> Result<Fate, OutputError> {
    let listed = listing.entry();
    let Some(found) = found else {
        return Ok(Fate::Write(absent(listed)));
    };
    if found.is_dir() {
        // A folder of earlier pages makes room; one with anything else in it is refused by `foreign`.
        return Ok(Fate::Write(absent(listed)));
    }
    let entry = wanted.entry;
    match listing {
        Listing::Owned(_) if !found.is_file() => return Ok(Fate::Write(Reason::Repaired)),
        Listing::Foreign if !found.is_file() || found.len() != entry.size => {
            return Err(OutputError::InTheWay(path.to_owned()));
        }
        Listing::Unknown if !found.is_file() => return Err(OutputError::InTheWay(path.to_owned())),
        // A power cut leaves names without content; there is nothing in them to lose.
        Listing::Unknown if found.len() == 0 && entry.size != 0 => return Ok(Fate::Write(Reason::Repaired)),
        Listing::Owned(listed) if stands(found, listed) => {
            // What is on the disk is known without reading it; a page may have come to be made of other
            // things and still be the same.
            if *listed == entry || listed.hash == entry.hash && wanted.source_time.is_none() {
                return Ok(Fate::Keep(entry, None));
            }
            if listed.hash != entry.hash {
                return Ok(Fate::Write(Reason::Changed));
            }
        }
        Listing::Owned(_) | Listing::Foreign | Listing::Unknown => {}
    }
    let (on_disk, _) = hash_file(path).map_err(OutputError::disk("read", path))?;
    if on_disk == entry.hash {
        let around = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let time = wanted.source_time.unwrap_or_else(|| marked_time(around, entry.hash));
        // A copy gets its time once more, even where it is the same: then it was looked at later than its source
        // was touched.
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

/// Whether `found` is a file that still holds what it was written with.
fn stands(found: &Metadata, listed: &Entry) -> bool {
    found.is_file() && found.len() == listed.size && fits(found, listed.hash)
}

fn absent(listed: Option<&Entry>) -> Reason {
    if listed.is_some() { Reason::Repaired } else { Reason::New }
}

fn is_copy_of(found: &Metadata, listed: &Entry, source: &Metadata) -> bool {
    let same_time = matches!((found.modified(), source.modified()), (Ok(copy), Ok(own)) if copy == own);
    found.is_file()
        && found.len() == listed.size
        && source.len() == listed.size
        && same_time
        && !is_touched_since(source, found)
}

/// Whether something was done to `source` after `copy` was made: its content may be another although size and time
/// are the same, as after `cp --preserve`. The time that says so is one that no program can set.
#[cfg(unix)]
fn is_touched_since(source: &Metadata, copy: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let moment = |found: &Metadata| (found.ctime(), found.ctime_nsec());
    moment(source) > moment(copy)
}

/// Where the system does not keep that time, size and time of change decide.
#[cfg(not(unix))]
fn is_touched_since(_: &Metadata, _: &Metadata) -> bool {
    false
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
        let render = |_: &OutFile, _: Option<crate::plan::Fingerprint>| Err(spool::NotRendered);
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
