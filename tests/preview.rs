//! The live preview, met as a browser and an editor meet it: over HTTP, by server-sent events, and by
//! writing files.
//!
//! Nothing here sleeps for a fixed time: every wait ends as soon as its event has happened.

#![allow(clippy::disallowed_methods, reason = "these tests write files and speak to a server")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test are a test")]

#[path = "preview/bench.rs"]
mod bench;
#[path = "preview/client.rs"]
mod client;
#[path = "preview/edits.rs"]
mod edits;
#[path = "preview/endings.rs"]
mod endings;
#[path = "preview/hostile_edits.rs"]
mod hostile_edits;
#[path = "preview/mistakes.rs"]
mod mistakes;
#[path = "preview/pages.rs"]
mod pages;
#[path = "preview/refusals.rs"]
mod refusals;
#[path = "preview/saves.rs"]
mod saves;
#[path = "preview/storm.rs"]
mod storm;
#[path = "preview/versions.rs"]
mod versions;
