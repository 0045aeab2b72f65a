//! Purpose: put an export where it was asked for.
//! Input: what was made. Output: standard output, or a file whose path is printed.
//! Invariant: a file that is there already is written over only when that was asked for.

use std::path::{Path, PathBuf};

use crate::export::Exported;
use crate::shell;

use super::super::args::Export;
use super::super::failure::Failure;
use super::super::terminal::Terminal;
use super::super::words::shown;
use super::Made;

/// Writes `made` to the file that `args` name, or to standard output when it can be shown there.
pub(super) fn write(args: &Export, made: &Made, terminal: &Terminal) -> Result<(), Failure> {
    let path = match (&args.out, &made.content) {
        (Some(path), _) => path.clone(),
        (None, Exported::Text(text)) => return terminal.result(|out| out.write_all(text.as_bytes())),
        (None, Exported::Binary(_)) => PathBuf::from(&made.name),
    };
    let bytes = made.content.as_bytes();
    if !args.force {
        refuse_other(&path, bytes)?;
    }
    shell::replace(&path, bytes)?;
    terminal.result(|out| writeln!(out, "{}", shown(&path)))
}

/// Refuses to write over a file that holds something else than `bytes`.
fn refuse_other(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    match shell::read_if_there(path)? {
        Some(there) if there != bytes => {
            let help = "name another file with `--out`, or write over it with `--force`";
            Err(Failure::new(format!("{} is there already", shown(path)), help))
        }
        _ => Ok(()),
    }
}
