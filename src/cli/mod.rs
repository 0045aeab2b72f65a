//! Purpose: the command line.
//! Input: arguments. Output: results on standard output, everything said about them on standard error.
//! Invariant: the exit status is 0 for done, 1 for content with errors, 2 for wrong usage or a disk that failed.

pub mod report;
