//! The live preview as a value: everything about it that can be decided without a server, a watcher or a disk.
//!
//! A [`Moment`] is what a preview shows between two saves. It answers an address, and it knows of a page that is open
//! in a browser how it stands ([`OpenPage`]): whether it changed, what is wrong with the site, how the coverage
//! stands, which file makes it. `shell::preview` watches the files, listens for requests and carries out what is
//! decided here, so all of that is tested without a browser or a socket.

mod authored;
mod changes;
pub mod editing;
mod inject;
mod moment;
mod open_page;
mod problems;
pub mod requests;
mod status;

pub use authored::{AuthoredText, Program};
pub use changes::{PageEffect, can_break_other_pages};
pub use inject::{Editing, OWN_FOLDER, ScriptTag, empty_page, with_base, with_script};
pub use moment::{Answer, AnsweredAddress, DiskProblem, Moment, Save};
pub use open_page::{OpenPage, PageState};
