//! Recognises by its modification time alone a file that still has the content that leerlijn wrote.
//!
//! The usual way is to note the modification time of each file in the manifest. Then the manifest would differ
//! between two builds of the same site, and a change within one tick of the clock would go unseen. Instead, leerlijn
//! derives the nanoseconds of a page's modification time from the hash of its content: that is the mark. Another
//! program that writes the file sets other nanoseconds; the chance that these fit is one in ten million. So a mark
//! that fits means that the content is known, and one that does not fit means nothing: the file is read.
//!
//! Marks go in steps of 100 ns, because NTFS keeps no finer times. On a disk that keeps whole seconds every page is
//! read at each build, which is slower and just as right. A copied asset has the time of its source instead of a
//! mark.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::super::files::unlinked;

/// The number of different marks: the steps of 100 ns in a second, except 0, which is set by tools that know whole
/// seconds only.
const MARKS: u128 = 9_999_999;
/// The number of bytes of a file that are read at once.
const PIECE: usize = 256 * 1024;

/// The hash by which contents are compared.
pub(super) fn hash(bytes: &[u8]) -> u128 {
    xxh3_128(bytes)
}

/// The hash and length of the file at `path`.
pub(super) fn hash_file(path: &Path) -> io::Result<(u128, u64)> {
    hash_of(File::open(path)?, |_| Ok(()))
}

/// The hash and length of the bytes of `reader`; each piece is passed to `each` as it is read.
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

/// Whether the modification time of a file carries the mark of `hash`.
pub(super) fn fits(found: &Metadata, hash: u128) -> bool {
    since_epoch(found).is_some_and(|time| time.subsec_nanos() == mark(hash))
}

/// The modification time for a file with the hash `hash`: the second of `around` with the mark of the hash.
pub(super) fn marked_time(around: SystemTime, hash: u128) -> SystemTime {
    let seconds = around.duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    UNIX_EPOCH + Duration::new(seconds, mark(hash))
}

/// Sets the modification time of the file at `path`, if the disk allows it. Otherwise the next build has to read the
/// file, which does no other harm.
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
