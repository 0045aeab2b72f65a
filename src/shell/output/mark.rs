//! Purpose: know from one look at a file's times whether it still holds what leerlijn wrote.
//! Input: bytes, files. Output: hashes and marks.
//! Invariant: a mark that fits means the content fits; one that does not fit means nothing, and the file
//! is read.
//!
//! The usual way is to note each file's time of change in the manifest. Then two builds of one site would
//! differ in that one file, and a change within the clock's tick would go unseen. Instead the nanoseconds
//! of a page's time of change are derived from the hash of its content. Another program that writes the
//! file sets other nanoseconds; the chance that they fit is one in ten million. Steps of 100 ns are what NTFS keeps; on
//! a disk that keeps whole seconds every page is read at each build, which is slower and just as right.
//! A copied asset has the time of its source instead.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::super::files::unlinked;

/// How many marks there are: the steps of 100 ns in a second, without 0, which tools set that know
/// seconds only.
const MARKS: u128 = 9_999_999;
/// How much of a file is read at once.
const PIECE: usize = 256 * 1024;

/// The hash that says whether two contents are the same.
pub(super) fn hash(bytes: &[u8]) -> u128 {
    xxh3_128(bytes)
}

/// The hash and length of the file at `path`.
pub(super) fn hash_file(path: &Path) -> io::Result<(u128, u64)> {
    hash_of(File::open(path)?, |_| Ok(()))
}

/// The hash and length of what `reader` gives, handing on each piece of it.
pub(super) fn hash_of(
    mut reader: impl Read,
    mut each: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<(u128, u64)> {
    let (mut hasher, mut size, mut piece) = (Xxh3::new(), 0, vec![0; PIECE]);
    loop {
        match reader.read(&mut piece)? {
            0 => return Ok((hasher.digest128(), size)),
            read => {
                hasher.update(&piece[..read]);
                each(&piece[..read])?;
                size += read as u64;
            }
        }
    }
}

/// Whether the times of a file say that its content has the hash `hash`.
pub(super) fn fits(found: &Metadata, hash: u128) -> bool {
    since_epoch(found).is_some_and(|time| time.subsec_nanos() == mark(hash))
}

/// The time of change of a file with the hash `hash`, in the second of `around`.
pub(super) fn marked_time(around: SystemTime, hash: u128) -> SystemTime {
    let seconds = around.duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    UNIX_EPOCH + Duration::new(seconds, mark(hash))
}

/// Sets the time of change of the file at `path`, as far as the disk lets: without it the file is read
/// again by the next build, and nothing else.
pub(super) fn set_time(path: &Path, time: SystemTime) {
    let file = unlinked(OpenOptions::new().write(true)).open(path);
    drop(file.and_then(|file| file.set_modified(time)));
}

fn mark(hash: u128) -> u32 {
    let step = u32::try_from(hash % MARKS).unwrap_or(0);
    (step + 1) * 100
}

fn since_epoch(found: &Metadata) -> Option<Duration> {
    found.modified().ok()?.duration_since(UNIX_EPOCH).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_a_whole_step_within_its_second_and_never_zero() {
        for hash in [0, 1, MARKS - 1, MARKS, u128::MAX] {
            let mark = mark(hash);
            assert!((100..1_000_000_000).contains(&mark) && mark.is_multiple_of(100), "{mark}");
        }
        let around = UNIX_EPOCH + Duration::new(1_800_000_000, 5);
        let since = marked_time(around, 41).duration_since(UNIX_EPOCH).unwrap();
        assert_eq!(since, Duration::new(1_800_000_000, 4_200));
    }
}
