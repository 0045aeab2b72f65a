//! Writes a whole site into its output folder: only the files that differ, and so that a build that is killed at any
//! moment leaves the old site or the new one, with the exceptions that [`Why`] names.
//!
//! A file of the output is owned when the manifest in the output lists it, and foreign otherwise. Owned files that
//! the site no longer has are removed, unless somebody else changed them; foreign files stay, and a build that needs
//! the place of one for other content is refused before it changes anything.
//!
//! A build goes through these steps:
//!
//! 1. `lock` the output, so that only one build at a time writes it.
//! 2. Recover from a build that was killed before (`swap`).
//! 3. `compare` the site with the manifest and the disk. A page is rendered here unless its fingerprint shows that
//!    nothing changed; if it must be written, it waits in the `spool`. When nothing differs, the build is done.
//! 4. Find the `foreign` files, and refuse the build if one of them is in the way.
//! 5. `stage` the new site in a folder beside the old one, where unchanged files are second names of the old files.
//! 6. `swap` the two folders.
//! 7. `retire` the old site, that is, clear it away.
//!
//! When a single file differs it is replaced alone (`in_place`). Where the output folder itself cannot be replaced,
//! for one of the reasons in [`Why`], the files that differ are replaced one by one; if such a build is killed, old
//! pages stand beside new ones until the next build.
//!
//! After an exchange, other programs find another folder under the same name. A program that was started inside the
//! output folder, such as a shell or a web server, is still in the old folder and has to enter the new one by its
//! name.
//!
//! A power cut is no worse than a killed build. Content and manifest of the new site are on the disk before it takes
//! the place of the old one, and the old site is removed only once the exchange itself is on the disk
//! (`shell::durable`). When nothing differs, the disk is not asked to do anything. Should the manifest be damaged all
//! the same, a new one is written: a file that has the right content already is kept, a file that carries the mark of
//! its own content (`mark`) or is empty is replaced, and every other file counts as foreign.

mod compare;
mod content;
mod error;
mod fate;
mod folder;
mod foreign;
mod in_place;
mod links;
mod listing;
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
pub use listing::files_below;
pub use manifest::MANIFEST_FILE;
pub use outcome::{How, Why, Written};
pub use spool::{NotRendered, Render};
pub use write::LockedOutput;
