//! `leerlijn diff`: prints what differs between two sites, or between a site and what it was at a commit.

mod chapters;
mod findings;
mod json;
mod written;

use std::path::Path;
use std::sync::Arc;

use crate::compare::{Side, compare};
use crate::diagnostics::{count, say};
use crate::pipeline::{Options, Pipeline, Snapshot};
use crate::shell::{self, CommitError};
use crate::sources::Sources;

use super::args::{Diff, DiffFormat};
use super::failure::{Failure, Outcome};
use super::site;
use super::terminal::Terminal;

/// Where the newest commit stands among the names.
const NEWEST: &str = "HEAD";

/// One of the two sites, and what it is called.
struct End {
    name: String,
    sources: Arc<Sources>,
    /// Whether it is a folder, whose mistakes somebody can mend.
    is_folder: bool,
}

/// Compares the two sites.
pub(super) fn run(args: &Diff, terminal: &Terminal) -> Result<Outcome, Failure> {
    let root = site::root(&args.site)?;
    let from = args.from.as_deref().unwrap_or(NEWEST);
    let before = open(&root, from, terminal)?;
    let after = match &args.to {
        Some(to) => open(&root, to, terminal)?,
        None => folder(&root, &terminal.told(say!("the folder")), terminal)?,
    };
    // A file that both have alike is parsed once.
    let mut pipeline = Pipeline::new(Options { isolation: site::isolation(), ..Options::default() });
    let old = pipeline.run(Arc::clone(&before.sources));
    let new = pipeline.run(Arc::clone(&after.sources));
    show(old.side(), new.side(), (&before.name, &after.name), args.format, terminal)?;
    let is_whole_before = say_errors(&before, &old, terminal);
    let is_whole_after = say_errors(&after, &new, terminal);
    Ok(if is_whole_before && is_whole_after { Outcome::Done } else { Outcome::Refused })
}

/// Prints what differs between two sites, which are called `names`.
pub(super) fn show(
    before: Side<'_>,
    after: Side<'_>,
    names: (&str, &str),
    format: DiffFormat,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let comparison = compare(before, after);
    terminal.result(|out| match format {
        DiffFormat::Json => json::write(&comparison, names, out),
        DiffFormat::Table => {
            let chapters = chapters::chapters(&comparison, before, after);
            written::table(&chapters, names, (terminal.results, terminal.language), out)
        }
        DiffFormat::Markdown => {
            let chapters = chapters::chapters(&comparison, before, after);
            written::markdown(&chapters, names, terminal.language, out)
        }
    })?;
    Ok(())
}

/// The site that `name` names, for whoever compares with it; what is wrong there is said.
pub(super) fn snapshot_of(root: &Path, name: &str, terminal: &Terminal) -> Result<Snapshot, Failure> {
    let end = open(root, name, terminal)?;
    let options = Options { isolation: site::isolation(), ..Options::default() };
    let snapshot = Pipeline::new(options).run(Arc::clone(&end.sources));
    say_errors(&end, &snapshot, terminal);
    Ok(snapshot)
}

/// Says where claims may be missing from the comparison; the answer is whether nothing that can be mended is.
fn say_errors(end: &End, snapshot: &Snapshot, terminal: &Terminal) -> bool {
    let errors = snapshot.report().totals().errors;
    if errors > 0 {
        let errors = count!(errors, "no errors", "1 error", "{n} errors");
        terminal.say(&say!(
            "The content of {end} has {errors}, so some claims may not be counted.",
            end = end.name,
            errors
        ));
    }
    errors == 0 || !end.is_folder
}

/// The site that `name` names: a commit of the repository that `root` stands in, or a folder.
fn open(root: &Path, name: &str, terminal: &Terminal) -> Result<End, Failure> {
    let path = Path::new(name);
    let is_path = path.is_absolute() || name == "." || name.starts_with("./") || name.starts_with("..");
    if is_path {
        return folder(path, name, terminal);
    }
    match shell::load_commit(root, name) {
        Ok(loaded) => {
            terminal.say_skipped(&loaded.skipped, Some(name));
            Ok(End { name: name.to_owned(), sources: Arc::new(loaded.sources), is_folder: false })
        }
        Err(CommitError::Unknown(_) | CommitError::NoRepository) if path.is_dir() => {
            folder(path, name, terminal)
        }
        Err(CommitError::Unknown(error) | CommitError::Unreadable(error)) => Err(error.into()),
        Err(CommitError::NoRepository) => Err(no_repository(root)),
    }
}

/// Why a commit cannot be found where there is no repository.
fn no_repository(root: &Path) -> Failure {
    let message = say!(
        "{shown} stands in no git repository, so it has no commits",
        shown = super::phrases::shown(root)
    );
    Failure::new(message, say!("name a folder with an earlier version of the site instead"))
}

fn folder(path: &Path, name: &str, terminal: &Terminal) -> Result<End, Failure> {
    let loaded = shell::load(path)?;
    terminal.say_skipped(&loaded.skipped, None);
    Ok(End { name: name.to_owned(), sources: Arc::new(loaded.sources), is_folder: true })
}
