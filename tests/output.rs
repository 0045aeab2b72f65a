//! The promises of the output writer, tried on a real disk.

#![allow(clippy::disallowed_methods, reason = "these tests look at the disk")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "the helpers of a test are a test"
)]

#[path = "output/assets.rs"]
mod assets;
#[path = "output/bench.rs"]
mod bench;
#[path = "output/builds.rs"]
mod builds;
#[path = "output/foreign.rs"]
mod foreign;
#[path = "output/kills.rs"]
mod kills;
#[path = "output/links.rs"]
mod links;
#[path = "output/made.rs"]
mod made;
#[path = "output/places.rs"]
mod places;
#[path = "output/sequences.rs"]
mod sequences;
