//! Purpose: `leerlijn export`.
//! Input: a site. Output: its matrix, its gaps or a profile, in a format of another program.
//! Invariant: no file is written over unless that was asked for, and none is ever half written.

mod destination;
mod profile;
mod programme;

use crate::export::SystemExport;
use crate::pipeline::{Options, Snapshot};

use super::args::{Export, ExportFormat, Exportable};
use super::failure::{Failure, Outcome};
use super::site;
use super::terminal::Terminal;
use super::words::count;

/// Writes what was asked for.
pub(super) fn run(args: &Export, terminal: &Terminal) -> Result<Outcome, Failure> {
    let site = site::open(&args.site, terminal)?;
    let snapshot = site.snapshot(Options::default());
    let made = match args.what {
        Exportable::Matrix | Exportable::Gaps => programme::export(args, &snapshot, terminal)?,
        Exportable::Profile => profile::export(args, &snapshot, terminal)?,
    };
    destination::write(args, &made, terminal)?;
    Ok(outcome(&snapshot, terminal))
}

/// An export and the name that its file would have.
struct Made {
    /// The file's name, such as `klantcontactmedewerker-matrix.xlsx`.
    name: String,
    /// What was made.
    content: crate::export::Exported,
}

impl Made {
    /// What was made for another system, once it was said what that has no place for.
    fn system(name: String, export: SystemExport, terminal: &Terminal) -> Self {
        for said in &export.left_out {
            terminal.say(&format!("note: {said}"));
        }
        Self { name, content: export.content }
    }
}

/// That what was asked for does not exist in the format that was asked for; `known` are its formats.
fn cannot(args: &Export, known: &[ExportFormat]) -> Failure {
    let what = match args.what {
        Exportable::Matrix => "the matrix",
        Exportable::Gaps => "the gaps",
        Exportable::Profile => "a profile",
    };
    let names: Vec<String> = known.iter().map(|format| format!("`--format {}`", name(*format))).collect();
    let help = if names.is_empty() { String::new() } else { format!("use {}", names.join(" or ")) };
    Failure::new(format!("{what} cannot be written as {}", name(args.format)), help)
}

/// A format as it is typed.
fn name(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Csv => "csv",
        ExportFormat::Xlsx => "xlsx",
        ExportFormat::Json => "json",
        ExportFormat::Case => "case",
        ExportFormat::Moodle => "moodle",
        ExportFormat::Canvas => "canvas",
        ExportFormat::Elm => "elm",
        ExportFormat::Markdown => "markdown",
    }
}

fn outcome(snapshot: &Snapshot, terminal: &Terminal) -> Outcome {
    let errors = snapshot.report().totals().errors;
    if errors == 0 {
        return Outcome::Done;
    }
    let errors = count(errors, "error", "errors");
    terminal.say(&format!(
        "The content has {errors}, so something may be left out; `leerlijn check` says where."
    ));
    Outcome::Refused
}
