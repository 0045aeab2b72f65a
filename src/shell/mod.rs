//! Purpose: the one layer that touches the disk, and what else is outside the program.
//! Input: folders and finished bytes. Output: [`Sources`](crate::sources::Sources), written files.
//! Invariant: nothing is decided here about content; regular files only are opened, and a link never
//! leads out of the site's folder.
#![allow(clippy::disallowed_methods, reason = "this is the layer that they are reserved for")]

mod disk_error;
mod load;

pub use disk_error::DiskError;
pub use load::{Entry, Loaded, SkipReason, Skipped, find_root, load, read_one, site_path};
