//! Purpose: the one place that meets the disk, the clock and other processes.
//! Input: values of the layers below, paths of this machine. Output: files, and what happened to them.
//! Invariant: decides nothing about content; whatever it writes is a value that a layer below made.

#![allow(
    clippy::disallowed_methods,
    reason = "this layer is where the disk, the clock and the environment are used"
)]

pub mod output;
