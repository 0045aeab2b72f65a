//! The days of files by the history of a site: the same as git tells, and got without doing what a repository says.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test may stop where it stands"
)]

#[path = "history/days.rs"]
mod days;
#[path = "history/harm.rs"]
mod harm;
#[path = "history/repository.rs"]
mod repository;
