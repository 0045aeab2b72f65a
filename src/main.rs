//! The program `leerlijn`.

use std::process::ExitCode;

/// Pages are made of many small pieces on all cores; `docs/performance.md` has what this allocator gives.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    leerlijn::cli::run()
}
