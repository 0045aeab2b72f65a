//! Purpose: decide what the output is made of, before anything is rendered or written.
//! Input: facts of the layers below. Output: [`OutPath`], [`OutFile`].
//! Invariant: whatever is written has an [`OutPath`], so no text of an author can name a file outside
//! the output, or one that some system cannot store.

mod out_file;
mod out_path;

pub use out_file::{OutContent, OutFile};
pub use out_path::{OutPath, OutPathError};
