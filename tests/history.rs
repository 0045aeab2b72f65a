//! The history of a site: the days on which files were last changed, and the files of a commit, the same as git has
//! them, and read without running anything that a repository asks for.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test may stop where it stands"
)]

#[path = "history/commits.rs"]
mod commits;
#[path = "history/days.rs"]
mod days;
#[path = "history/harm.rs"]
mod harm;
#[path = "history/repository.rs"]
mod repository;
