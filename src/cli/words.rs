//! Purpose: the small words of the command line.
//! Input: numbers and durations. Output: how they are said.
//! Invariant: nothing is said of one thing as if it were several.

use std::time::Duration;

/// `1 page`, `2 pages`, `no pages`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        number => format!("{number} {many}"),
    }
}

/// A duration in seconds: `0.12 s`.
pub(super) fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}
