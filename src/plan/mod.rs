//! Purpose: which pages there are, under which addresses, and what each shows.
//! Input: the resolved site and its coverage. Output: a [`Plan`] of routes, the [`view`] of each page,
//! and the files of the output.
//! Invariant: two things never have the same address, and whatever is written has an [`OutPath`], so no
//! text of an author can name a file outside the output; nothing here knows a template's markup.

mod out_file;
mod out_path;
pub mod view;

pub use out_file::{OutContent, OutFile};
pub use out_path::{OutPath, OutPathError};
