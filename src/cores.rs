//! Purpose: keep all cores at work until the last file.
//! Input: nothing. Output: how much one core takes at a time.
//! Invariant: what is made does not depend on it.

/// As many files are taken by one core at a time.
///
/// Left alone, rayon halves a list only a few times where there are few cores, and parts it further when an idle core
/// asks; a half that is being worked through is not parted any more. With two cores one of them then made the last
/// third of the pages alone.
pub const PORTION: usize = 8;
