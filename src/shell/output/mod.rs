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
//! A loss of power is no different: the new site is on the disk, content and manifest, before it takes the place of
//! the old one, and the old one goes only once the exchange is on the disk too. That is one order to the disk for a
//! whole site (`shell::durable`), and none when nothing differs. A manifest that is damaged all the same is made
//! anew: what the site has at its place is kept, a file that carries the mark of its own content or is empty is
//! replaced, and everything else counts as somebody else's.

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
pub use write::LockedOutput;
