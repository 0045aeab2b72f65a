//! Editing in the preview as a value: all that can be decided about an edit without a request, a lock or a disk.
//!
//! A person changes a cell of the matrix, exempts an item, moves a module. The page sends that as a [`Request`], which
//! is read strictly and within bounds, since anybody on the machine can send one. [`Request::intents`] says in the
//! words of the content what is meant, and `edit::Draft` works out which texts that changes. A [`TextChange`] shows such a
//! change to a person, line by line, before it is written or when it cannot be. The [`EditHistory`] remembers the edits of the
//! session, so that each can be taken back.
//!
//! A page asks for more than it shows:
//!
//! - its matrix is a [`Grid`], with the names to ask with;
//! - one cell is a [`CellCard`], with the places where a claim can stand;
//! - the sections that could close a gap are an [`Offer`] each;
//! - [`OpenClaims`] are those that a new version of a profile put in doubt;
//! - [`WhatIf`] says how a programme would stand with a few things otherwise, and [`VersionChanges`] what a new version of
//!   a profile would bring.
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
