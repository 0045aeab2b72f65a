//! The limit of the system on handles: the files and connections that the program may hold open at once.

use std::io;

/// Handles that a preview takes before its first reader comes: to listen, to be told of changes and of its end, and to
/// read files; a page takes some more.
#[cfg(unix)]
const NEEDED: usize = 24;

/// The handles that the program may have; none where nobody says.
#[cfg(unix)]
pub(super) fn most() -> Option<usize> {
    use rustix::process::{Resource, getrlimit};
    usize::try_from(getrlimit(Resource::Nofile).current?).ok()
}

#[cfg(not(unix))]
pub(super) fn most() -> Option<usize> {
    None
}

/// Tries whether the system has the handles that a preview needs. The library that waits for signals would panic
/// without.
///
/// # Errors
/// When it has fewer, with the reason that it gives.
#[cfg(unix)]
pub(super) fn try_needed() -> io::Result<()> {
    // All of them are there at once until the last one was taken.
    let tried: io::Result<Vec<_>> =
        (0..NEEDED).map(|_| rustix::io::dup(io::stderr()).map_err(io::Error::from)).collect();
    tried.map(drop)
}

#[cfg(not(unix))]
pub(super) fn try_needed() -> io::Result<()> {
    Ok(())
}
