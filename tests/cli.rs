//! Runs of the command line as a person or a script meets them: results, remarks and exit statuses.
//!
//! Whole runs stand in `tests/cli/expected`; `UPDATE_EXPECT=1 cargo test --test cli` writes them anew. Read them
//! before you commit them.

#![allow(clippy::disallowed_methods, reason = "these tests run the program on a real disk")]
#![allow(clippy::unwrap_used, reason = "the helpers of a test are a test")]

#[path = "cli/beginners.rs"]
mod beginners;
#[path = "cli/bench.rs"]
mod bench;
#[path = "cli/builds.rs"]
mod builds;
#[path = "cli/checks.rs"]
mod checks;
#[path = "cli/courses.rs"]
mod courses;
#[path = "cli/differences.rs"]
mod differences;
#[path = "cli/edits.rs"]
mod edits;
#[path = "cli/explanations.rs"]
mod explanations;
#[cfg(unix)]
#[path = "cli/handles.rs"]
mod handles;
#[path = "cli/imports.rs"]
mod imports;
#[path = "cli/languages.rs"]
mod languages;
#[path = "cli/matrices.rs"]
mod matrices;
#[path = "cli/reviews.rs"]
mod reviews;
#[path = "cli/scenarios.rs"]
mod scenarios;
#[path = "cli/starts.rs"]
mod starts;
#[path = "cli/usage.rs"]
mod usage;
