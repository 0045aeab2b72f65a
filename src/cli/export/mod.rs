//! `leerlijn export`: the matrix, the gaps, the assessment map, the modules or a profile of a site in a format of
//! another program.
//!
//! Which format can hold which of them stands in [`crate::export::FORMATS`]; here it is only found out
//! which programme or profile is meant. Parts for which the other program has no place are named on standard error. A
//! file that is there already is written over only with `--force`, and never half written.

mod chosen;

use std::path::{Path, PathBuf};

use crate::diagnostics::{count, one_of, say};
use crate::export::{Encoding, ExportError, ExportFormat, ExportSubject, Exported, FORMATS, MatrixWriter};
use crate::pipeline::{Options, Snapshot};
use crate::shell;

use self::chosen::{profile, programme};
use super::args::Export;
use super::failure::{Failure, Outcome};
use super::phrases::shown;
use super::site;
use super::terminal::Terminal;

/// Writes what was asked for.
pub(super) fn run(args: &Export, terminal: &Terminal) -> Result<Outcome, Failure> {
    let site = site::open(&args.site, terminal)?;
    let snapshot = site.snapshot(Options::default());
    let (slug, exported) = export(args, &snapshot)?;
    for lost in &exported.left_out {
        terminal.say(say!("note: {lost}", lost));
    }
    write(args, &slug, &exported.bytes, terminal)?;
    Ok(outcome(&snapshot, terminal))
}

/// The export that `args` ask for, and the slug of its programme or profile.
fn export(args: &Export, snapshot: &Snapshot) -> Result<(String, Exported), Failure> {
    let (site, pages) = (snapshot.site(), snapshot.pages());
    let programme_slug = |id| site.programmes[id].slug.clone();
    if args.profile.is_some() && args.what != ExportSubject::Profile {
        let message =
            say!("`--profile` says nothing here: a matrix, its gaps and its modules belong to a programme");
        return Err(Failure::new(message, say!("name the programme with `--programme`")));
    }
    match args.what {
        ExportSubject::Matrix => match args.format.matrix.ok_or_else(|| cannot(args))? {
            MatrixWriter::OneProgramme(write) => {
                let id = programme(args, snapshot)?;
                Ok((programme_slug(id), write(&pages, id)?))
            }
            MatrixWriter::WholeSite(write) => {
                let id = args.programme.as_ref().map(|_| programme(args, snapshot)).transpose()?;
                Ok((id.map_or_else(|| "site".to_owned(), programme_slug), write(&pages, id)?))
            }
        },
        ExportSubject::Gaps => {
            let write = args.format.gaps.ok_or_else(|| cannot(args))?;
            let id = programme(args, snapshot)?;
            Ok((programme_slug(id), write(&pages, id)?))
        }
        ExportSubject::Assessments => {
            let write = args.format.assessments.ok_or_else(|| cannot(args))?;
            let id = programme(args, snapshot)?;
            Ok((programme_slug(id), write(&pages, id)?))
        }
        ExportSubject::Modules => {
            let write = args.format.modules.ok_or_else(|| cannot(args))?;
            let id = programme(args, snapshot)?;
            Ok((programme_slug(id), write(&pages, id)?))
        }
        ExportSubject::Profile => {
            let write = args.format.profile.ok_or_else(|| cannot(args))?;
            let id = profile(args, snapshot)?;
            Ok((site.profiles[id].slug.clone(), write(&pages, id)?))
        }
    }
}

/// That the format cannot hold what was asked for, and which formats can.
fn cannot(args: &Export) -> Failure {
    let subject = args.what;
    let what = match subject {
        ExportSubject::Matrix => say!("the matrix"),
        ExportSubject::Gaps => say!("the gaps"),
        ExportSubject::Assessments => say!("the assessment map"),
        ExportSubject::Modules => say!("the list of modules"),
        ExportSubject::Profile => say!("a profile"),
    };
    let able = FORMATS.iter().filter(|format| format.holds(subject));
    let able: Vec<String> = able.map(|ExportFormat { name, .. }| format!("--format {name}")).collect();
    let message = say!("{what} cannot be written as {format}", what, format = args.format.name);
    let able: Vec<&str> = able.iter().map(String::as_str).collect();
    Failure::new(message, say!("use {formats}", formats = one_of(&able)))
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        Self::new(error.message(), error.help())
    }
}

fn outcome(snapshot: &Snapshot, terminal: &Terminal) -> Outcome {
    let errors = snapshot.report().totals().errors;
    if errors == 0 {
        return Outcome::Done;
    }
    let errors = count!(errors, "no errors", "1 error", "{n} errors");
    terminal.say(say!(
        "The content has {errors}, so something may be left out; `leerlijn check` says where.",
        errors
    ));
    Outcome::Refused
}

/// Writes `bytes` to the file that `args` name, or else to standard output if they can be shown there, or to
/// a file that is named after `slug`.
fn write(args: &Export, slug: &str, bytes: &[u8], terminal: &Terminal) -> Result<(), Failure> {
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
            let help = say!("name another file with `--out`, or write over it with `--force`");
            Err(Failure::new(say!("{shown} is there already", shown = shown(path)), help))
        }
        _ => Ok(()),
    }
}
