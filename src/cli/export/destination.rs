//! Puts an export where it was asked for: on standard output, or in a file, whose path is printed. A file that
//! is there already is written over only with `--force`, and never half written.

use std::path::{Path, PathBuf};

use crate::export::Encoding;
use crate::shell;

use super::super::args::Export;
use super::super::failure::Failure;
use super::super::phrases::shown;
use super::super::terminal::Terminal;

/// Writes `bytes` to the file that `args` name, or else to standard output if they can be shown there, or to
/// a file that is named after `slug`.
pub(super) fn write(args: &Export, slug: &str, bytes: &[u8], terminal: &Terminal) -> Result<(), Failure> {
    let path = match (&args.out, args.format.encoding) {
        (Some(path), _) => path.clone(),
        (None, Encoding::Text) => return terminal.result(|out| out.write_all(bytes)),
        (None, Encoding::Binary) => PathBuf::from(args.format.file_name(args.what, slug)),
    };
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
