//! `leerlijn completions`: prints the script of a shell, which follows from [`Args`] alone.

use clap::CommandFactory;

use super::args::{Args, Completions};
use super::failure::{Failure, Outcome};
use super::terminal::Terminal;

/// Prints the script.
pub(super) fn run(args: &Completions, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "leerlijn", &mut script);
    terminal.result(|out| out.write_all(&script))?;
    Ok(Outcome::Done)
}
