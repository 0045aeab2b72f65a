//! How the work on many files is divided among the cores.
//!
//! The loops that load, parse, render and write files give this to rayon as their `with_max_len`. It has an influence
//! on speed only: the results are the same for every value.

/// The most files that one job takes.
///
/// Left alone, rayon divides a list only a few times when there are few cores, and divides it further when an idle
/// core asks; but a half that a core has begun to work through is not divided any more. With two cores, one of them
/// then worked through the last third of the pages alone.
pub const MAX_FILES_PER_JOB: usize = 8;
