//! Purpose: the one layer that meets the disk, the clock, and what else is outside the program.
//! Input: folders, and values that the layers below made. Output: [`Sources`](crate::sources::Sources),
//! written files, and what happened to them.
//! Invariant: decides nothing about content; opens regular files only, and no link leads it out of the
//! site's folder.
#![allow(clippy::disallowed_methods, reason = "this is the layer that they are reserved for")]

mod disk_error;
mod durable;
mod files;
mod history;
mod load;
pub mod output;
pub mod preview;
mod render_worker;
mod threads;

use disk_error::EMFILE;
pub use disk_error::{DiskError, reason};
pub use files::{create, first_in, read_document, read_if_there, replace, replace_in};
pub use history::{FileDates, HeadWatch, load_dated};
pub use load::{
    Entry, Loaded, SkipReason, Skipped, Stamps, concerns_site, find_one, find_root, load, read_one, site_path,
};
pub use render_worker::{RenderWorkers, run as run_render_worker};
pub use threads::prepare_threads;
