//! Finds the files of a site that changed between two looks at the disk, without reading them.
//!
//! Each file gets a number from its size and its times. If the number is the same in two looks, the file was not
//! written in between, as far as size and times can tell.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::Path;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::super::DiskError;
use super::walk::Walk;
use crate::text::SourcePath;

/// The files of a site, each with a number that changes when it is written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Stamps(BTreeMap<SourcePath, u64>);

impl Stamps {
    /// Looks at every file of the site in folder `root`.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn look(root: &Path) -> Result<Self, DiskError> {
        let real_root =
            root.canonicalize().map_err(|error| DiskError::unreadable(root.display().to_string(), &error))?;
        let mut walk = Walk::new(&real_root);
        walk.read_folders()?;
        // A file that was removed meanwhile gets the number 0, and the next look finds it gone.
        let stamped =
            walk.found.into_par_iter().map(|found| (found.path, Self::of_file(&found.disk).unwrap_or(0)));
        Ok(Self(stamped.collect()))
    }

    /// The number of the single file `disk`; `None` if it does not exist.
    pub fn of_file(disk: &Path) -> Option<u64> {
        disk.metadata().ok().map(|metadata| number(&metadata))
    }

    /// The files that were written, created or removed since the `earlier` look.
    pub fn changed_since(&self, earlier: &Self) -> Vec<SourcePath> {
        let written = self.0.iter().filter(|(path, number)| earlier.0.get(*path) != Some(*number));
        let removed = earlier.0.iter().filter(|(path, _)| !self.0.contains_key(*path));
        written.chain(removed).map(|(path, _)| path.clone()).collect()
    }
}

/// A number from the size and the times of a file. Where the system has it, the time of the last change of the file
/// itself (ctime) is part of it, which tells a file from an older one with the same size and date that was put in its
/// place.
fn number(metadata: &Metadata) -> u64 {
    let mut bytes = [0; 24];
    bytes[..8].copy_from_slice(&super::stamp(metadata).to_le_bytes());
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        bytes[8..16].copy_from_slice(&metadata.ctime().to_le_bytes());
        bytes[16..].copy_from_slice(&metadata.ctime_nsec().to_le_bytes());
    }
    xxh3_64(&bytes)
}
