//! Builds the program anew when a file is added to the built-in theme; `include_dir` by itself notices
//! only changes to files that it already knows.
#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
}
