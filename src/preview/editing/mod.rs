//! Editing in the preview as a value: all that can be decided about an edit without a request, a lock or a disk.
//!
//! A person changes a cell of the matrix, exempts an item, moves a module. The page sends that as a [`Request`], which
//! is read strictly and within bounds, since anybody on the machine can send one. [`Request::intents`] says in the
//! words of the model what is meant, and `edit::plan` which texts that changes. A [`TextChange`] shows such a change to a
//! person, line by line, before it is written or when it cannot be. The [`EditHistory`] remembers the edits of the
//! session, so that each can be taken back. A page knows its matrix by a [`Grid`], one cell by
//! a [`CellCard`], and the sections that could close a gap by an [`Offer`] each; [`OpenClaims`] are those that a new version of a profile put in doubt, and [`WhatIf`] says how a programme
//! would stand with a few things otherwise: names to ask with, and the places where
//! a claim can stand. [`VersionChanges`] are those that a new version of a profile would bring.
//!
//! `shell::preview::editing` answers the requests and writes the files.

mod card;
mod difference;
mod effects;
mod grid;
mod history;
mod open_claims;
mod request;
mod version;
mod what_if;

pub use card::{CellCard, Offer};
pub use difference::TextChange;
pub use effects::{Effects, Obstacle};
pub use grid::Grid;
pub use history::{EditHistory, Way};
pub use open_claims::OpenClaims;
pub use request::{BODY_LIMIT, Malformed, Request, concerned};
pub use version::{VersionChanges, profiles};
pub use what_if::WhatIf;
