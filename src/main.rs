//! The program `leerlijn`.

use std::process::ExitCode;

fn main() -> ExitCode {
    leerlijn::cli::run()
}
