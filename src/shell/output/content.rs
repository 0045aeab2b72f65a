//! Writes one file of the site, or carries one over from the old site, to a path where nothing stands yet.
//!
//! Nothing is ever overwritten: the caller renames the finished file, or the whole folder with it, so that a file
//! appears with all of its content. Files to be written here have their bytes in memory or are copied from a source;
//! rendered pages wait in the spool and are moved from there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::SystemTime;

use super::error::OutputError;
use super::folder::OutputFolder;
use super::manifest::{ManifestEntry, Origin};
use super::mark::{hash_of, marked_time};
use crate::diagnostics::say;
use crate::plan::{OutContent, OutFile};

/// Writes `file` to the new path `to`; `now` is the second of its modification time, unless it is a copy.
pub(super) fn write(
    folder: &OutputFolder,
    file: &OutFile,
    to: &Path,
    now: SystemTime,
) -> Result<ManifestEntry, OutputError> {
    let on_disk = |error| OutputError::Disk(say!("write"), folder.path.join(file.path.as_str()), error);
    let mut target = OpenOptions::new().write(true).create_new(true).open(to).map_err(on_disk)?;
    let (entry, time) = match &file.content {
        OutContent::Bytes(bytes) => {
            target.write_all(bytes).map_err(on_disk)?;
            let entry = ManifestEntry::of_bytes(bytes, None);
            (entry, marked_time(now, entry.hash))
        }
        OutContent::OnDemand(_) => return Err(OutputError::NotRendered(file.path.clone())),
        OutContent::Copy(from) => {
            let unreadable = |error| OutputError::Asset(from.clone(), error);
            // The time is taken first, so that a source that changes while it is read is copied again by the next
            // build.
            let time = folder.look_at_source(from)?.modified().unwrap_or(now);
            let source = File::open(folder.root.join(from.as_str())).map_err(unreadable)?;
            let mut failed = None;
            let copied = hash_of(source, |piece| {
                target.write_all(piece).map_err(|error| {
                    failed = Some(error);
                    io::Error::other("the copy failed")
                })
            });
            if let Some(error) = failed {
                return Err(on_disk(error));
            }
            let (hash, size) = copied.map_err(unreadable)?;
            (ManifestEntry { hash, size, origin: Origin::of_source(from) }, time)
        }
    };
    // If the disk does not keep the time, the next build reads the file instead.
    drop(target.set_modified(time));
    Ok(entry)
}

/// Carries the file, link or device at `from` over to `to`: as a second name of the same file, or as a copy with the
/// same time where the disk or the owner allows no second name. A file that has disappeared meanwhile is left out.
pub(super) fn carry(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to).or_else(|_| copy(from, to)) {
        Err(error) if error.kind() == ErrorKind::NotFound && fs::symlink_metadata(from).is_err() => Ok(()),
        other => other,
    }
}

/// Copies the file or link at `from`, with its modification time.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let found = fs::symlink_metadata(from)?;
    if found.is_symlink() {
        return copy_link(from, to);
    }
    if !found.is_file() {
        return Err(io::Error::from(ErrorKind::Unsupported));
    }
    fs::copy(from, to)?;
    let time = found.modified()?;
    // Without the time the copy seems changed when the old site is cleared away, and is kept.
    drop(OpenOptions::new().write(true).open(to).and_then(|file| file.set_modified(time)));
    Ok(())
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn copy_link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(ErrorKind::Unsupported))
}
