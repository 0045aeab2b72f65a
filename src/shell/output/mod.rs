//! Purpose: write a whole site into its output folder.
//! Input: the files of the site, the folder. Output: the site on the disk, and [`Written`].
//! Invariant: writes only what differs, removes only what an earlier build wrote, and touches nothing else.
//! A build that is killed at any moment leaves the old site or the new one, never a mixture; the few
//! places where a folder cannot be replaced are named by [`Why`].
//!
//! The life of a build: `lock` the output · `mend` what a killed build left · `compare` site, manifest and
//! disk, where what is made waits in the `spool` · nothing differs: done · find what is `foreign` · `stage` the
//! new site beside the old · `swap` the two · `retire` the old one. When one file differs it is replaced alone,
//! by `in_place`.
//!
//! Other programs see another folder under the same name afterwards: one that was started inside the
//! output folder, such as a shell or a web server, still stands in the old one and has to go there anew.
//!
//! No claim is made about a loss of power: nothing is synced to the disk, so after one the disk may hold
//! files without their content. Where the manifest survived, the next build finds and mends them.

mod compare;
mod content;
mod error;
mod fate;
mod folder;
mod foreign;
mod in_place;
mod lock;
mod manifest;
mod mark;
mod outcome;
mod retire;
mod spool;
mod stage;
mod swap;
mod write;

pub use error::{Forbidden, OutputError};
pub use folder::OutputFolder;
pub use manifest::MANIFEST_FILE;
pub use outcome::{How, Why, Written};
pub use spool::{NotRendered, Render};
