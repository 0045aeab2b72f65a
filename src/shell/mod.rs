//! The layer between the program and the world outside: the disk, the clock, other processes and the network.
//!
//! [`load()`] reads a site into [`Sources`](crate::sources::Sources), [`output`] writes it, and [`preview`] serves it
//! while its author is at work. The functions for single documents ([`read_document`], [`create`], [`replace`]) are
//! for the files that people name. Nothing here decides about content. Of the files of a site, only regular ones are
//! opened, and no link leads out of the folder of the site.
#![allow(clippy::disallowed_methods, reason = "this is the layer that they are reserved for")]

mod course;
mod desktop;
mod disk_error;
mod durable;
mod edits;
mod files;
mod history;
mod load;
pub mod output;
pub mod preview;
mod private_folder;
mod removal;
mod render_worker;
mod threads;

pub use course::{CourseFolder, read_course, read_course_file, read_course_text};
pub use desktop::is_of_desktop;
use disk_error::EMFILE;
pub use disk_error::{DiskError, reason};
pub use edits::{WriteRefusal, write_edits};
pub use files::{
    Replacement, create, first_in, read_document, read_if_there, read_inside, replace, replace_own,
    replace_read,
};
pub use history::{CommitError, FileDates, HeadWatch, HistoryGap, load_commit, load_dated};
pub use load::{
    Loaded, LoadedFile, SkipReason, Skipped, Stamps, concerns_site, find_one, find_root, in_other_letters,
    load, read_one, site_path,
};
pub(crate) use private_folder::private_folder;
pub use removal::{remove_empty_folders, remove_in, remove_unchanged};
pub use render_worker::{RenderWorkers, run as run_render_worker};
pub use threads::{Threads, prepare_threads};
