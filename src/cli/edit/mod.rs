//! Changes of the content by name: `leerlijn claim`, `leerlijn exempt`, and the answers of `leerlijn review`.
//!
//! All say what is meant as an [`Intent`] and leave the text to [`crate::edit`]. The files that changed, or with
//! `--dry-run` the difference, go to standard output, the outcome to standard error.

mod answer;
mod claim;
mod exempt;
mod report;

pub(super) use answer::run as answer;
pub(super) use claim::run as claim;
pub(super) use exempt::run as exempt;
pub(super) use report::difference;

use crate::diagnostics::{Message, say};
use crate::edit::{Intent, Refusal};
use crate::pipeline::{Edited, Options, Pipeline, Snapshot};
use crate::shell::{self, WriteRefusal};

use super::args::{EditFormat, Editing, Site};
use super::failure::{Failure, Outcome};
use super::site::{self, OpenSite};
use super::terminal::Terminal;

/// A site that is to be changed.
struct EditedSite {
    open: OpenSite,
    pipeline: Pipeline,
    before: Snapshot,
}

impl EditedSite {
    fn open(args: &Site, terminal: &Terminal) -> Result<Self, Failure> {
        let open = site::open(args, terminal)?;
        let mut pipeline = Pipeline::new(Options { isolation: site::isolation(), ..Options::default() });
        let before = pipeline.run(std::sync::Arc::clone(&open.sources));
        Ok(Self { open, pipeline, before })
    }

    /// Makes the site as `intents` say, unless only the difference is wanted.
    fn change(
        mut self,
        intents: &[Intent],
        editing: &Editing,
        terminal: &Terminal,
    ) -> Result<Outcome, Failure> {
        let edited = match self.pipeline.edit(&self.before, intents) {
            Ok(edited) => edited,
            Err(refusal) => return refuse(&refusal, editing, terminal),
        };
        if let Some(edited) = edited.as_ref().filter(|_| !editing.dry_run) {
            self.write(edited)?;
        }
        match editing.format {
            EditFormat::Human => report::human(&self.before, edited.as_ref(), editing, terminal)?,
            EditFormat::Json => report::json(&self.before, edited.as_ref(), editing, terminal)?,
        }
        Ok(Outcome::Done)
    }

    fn write(&self, edited: &Edited) -> Result<(), Failure> {
        let written = shell::write_edits(&self.open.root, &edited.edit.files);
        written.map(drop).map_err(|refused| match refused {
            WriteRefusal::Newer { path, .. } => Failure::new(
                say!("{path} was changed meanwhile", path),
                say!("nothing was written; try it again"),
            ),
            WriteRefusal::Disk(error) => error.into(),
        })
    }
}

/// The outcome of `change`; a failure is told to scripts as a refusal too.
fn telling(
    editing: &Editing,
    terminal: &Terminal,
    change: impl FnOnce() -> Result<Outcome, Failure>,
) -> Result<Outcome, Failure> {
    let outcome = change();
    if let (Err(failure), EditFormat::Json) = (&outcome, editing.format) {
        let refusal = Refusal::new(failure.message.clone()).help(failure.help.clone());
        report::refusal(&refusal, terminal)?;
    }
    outcome
}

/// Says why an edit cannot be done: a name that means nothing is wrong usage, a text that cannot be changed is the
/// content's.
fn refuse(refusal: &Refusal, editing: &Editing, terminal: &Terminal) -> Result<Outcome, Failure> {
    let place = match (&refusal.file, refusal.line) {
        (Some(file), Some(line)) => format!("{file}:{line}: "),
        (Some(file), None) => format!("{file}: "),
        (None, _) => String::new(),
    };
    let failure =
        Failure::new(Message::joined([Message::verbatim(place), refusal.message.clone()], ""), &refusal.help);
    if refusal.file.is_none() {
        return Err(failure);
    }
    if editing.format == EditFormat::Json {
        report::refusal(refusal, terminal)?;
    }
    terminal.fail(&failure);
    Ok(Outcome::Refused)
}
