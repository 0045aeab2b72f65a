//! The live preview as a value: everything about it that can be decided without a server, a watcher or a disk.
//!
//! `shell::preview` asks this layer and carries out the answer. Whatever is decided here is a function of a
//! site's files, so it is tested without a browser or a socket.

mod authored;

pub use authored::{AuthoredText, Program};
