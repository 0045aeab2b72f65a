//! `leerlijn man`: writes a manual page for the program and one for each command, for those who package it. The texts
//! are those of the help.

use clap::CommandFactory;

use super::args::{Args, Man};
use super::failure::{Failure, Outcome};
use super::phrases::shown;
use super::terminal::Terminal;
use crate::shell;

/// Writes the pages, `leerlijn.1`, `leerlijn-build.1` and so on, and prints their paths.
pub(super) fn run(args: &Man, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut program = Args::command();
    program.build();
    let commands =
        program.get_subcommands().filter(|command| !command.is_hide_set() && command.get_name() != "help");
    for command in std::iter::once(&program).chain(commands) {
        let manual = clap_mangen::Man::new(command.clone());
        let path = args.folder.join(manual.get_filename());
        let mut text = Vec::new();
        manual.render(&mut text)?;
        shell::replace(&path, &text)?;
        terminal.result(|out| writeln!(out, "{}", shown(&path)))?;
    }
    Ok(Outcome::Done)
}
