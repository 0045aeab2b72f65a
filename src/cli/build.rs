//! `leerlijn build`: writes the pages of a site to its output folder, and one line that says what changed there.
//!
//! Content with errors leaves the site that was built before as it was.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::config::is_site_address;
use crate::diagnostics::{Diagnostic, Message, Report, count, say};
use crate::pipeline::{Options, Snapshot, inputs};
use crate::plan::{DownloadTable, Fingerprint, OutContent, OutFile, OutPath, Rendered};
use crate::shell::output::{How, NotRendered, OutputError, OutputFolder, Written};

use super::args::Build;
use super::editions;
use super::failure::{Failure, Outcome};
use super::phrases::{seconds, shown};
use super::report::one_line;
use super::site;
use super::terminal::Terminal;

/// The folder of a site into which it is built, unless another is named.
pub(super) const OUTPUT_FOLDER: &str = "output";

/// Builds the site.
pub(super) fn run(args: &Build, terminal: &Terminal) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let base_url = args.base_url.as_deref().map(checked_address).transpose()?;
    let root = site::root(&args.site)?;
    let output = args.output.clone().unwrap_or_else(|| root.join(OUTPUT_FOLDER));
    // A folder that may not be written to is said before anything is read.
    let folder = OutputFolder::find(&root, &output)?;
    let waiting = || terminal.say(say!("Another build is writing here; waiting for it."));
    // The sources are read after that: else a build that waited would write an older site over a newer one.
    let locked = folder.lock(&waiting)?;
    let open = site::open(&args.site, terminal)?;
    terminal.detail(say!("read after {seconds}", seconds = seconds(start.elapsed())));
    let newest = match (&args.edition, &args.newest) {
        (Some(edition), Some(folder)) => Some(editions::newest(folder, edition, terminal)?),
        (None, _) | (_, None) => None,
    };
    let options = Options { base_url, drafts: args.drafts, newest, ..Options::default() };
    let snapshot = open.snapshot(options.clone());
    terminal.show_report(snapshot.report(), snapshot.sources());
    let errors = snapshot.report().totals().errors;
    if errors > 0 {
        return Ok(refuse(errors, &output, terminal));
    }
    terminal.detail(say!("checked after {seconds}", seconds = seconds(start.elapsed())));
    let inputs = inputs(snapshot.sources(), &options);
    if let Some(written) = locked.mend_and_compare(inputs, &snapshot.copied_files().collect::<Vec<_>>())? {
        return Ok(done(snapshot, &written, (&output, start), terminal));
    }
    let failed = |report: &Report| {
        terminal.show_report(report, snapshot.sources());
        Ok(refuse(report.totals().errors, &output, terminal))
    };
    let files = match snapshot.outline() {
        Ok(files) => files,
        Err(report) => return failed(&report),
    };
    terminal.detail(say!("read for the search after {seconds}", seconds = seconds(start.elapsed())));
    let problems = Mutex::new(Vec::new());
    let make = |file: &OutFile, known| make(&snapshot, file, known, &problems);
    let written = match locked.write(&files, Some(inputs), &make) {
        Err(OutputError::NotRendered(_)) => {
            return failed(&Report::new(problems.into_inner().unwrap_or_default()));
        }
        other => other?,
    };
    Ok(done(snapshot, &written, (&output, start), terminal))
}

/// Says what a build that began at `start` did to `output`.
fn done(
    snapshot: Snapshot,
    written: &Written,
    (output, start): (&Path, Instant),
    terminal: &Terminal,
) -> Outcome {
    terminal.say(summary(written, output, start.elapsed()));
    tell_too_large(&snapshot, terminal);
    tell_oddities(written, terminal);
    // The program ends here. To give back a large site piece by piece takes a twentieth of a build, and the system
    // takes it back at once.
    std::mem::forget(snapshot);
    Outcome::Done
}

/// The content of `file`; the mistakes of its template are added to `problems`.
fn make(
    snapshot: &Snapshot,
    file: &OutFile,
    known: Option<Fingerprint>,
    problems: &Mutex<Vec<Diagnostic>>,
) -> Result<Rendered, NotRendered> {
    let OutContent::OnDemand(target) = file.content else { return Err(NotRendered) };
    snapshot.render(target, known).map_err(|problem| {
        let mut problems = problems.lock().unwrap_or_else(PoisonError::into_inner);
        // One mistake in a template fails on every page that it makes.
        if !problems.contains(&problem) {
            problems.push(problem);
        }
        NotRendered
    })
}

/// Says that nothing was written, and what is in `output` still.
fn refuse(errors: usize, output: &Path, terminal: &Terminal) -> Outcome {
    let errors = count!(errors, "no errors", "1 error", "{n} errors");
    terminal.say(if output.is_dir() {
        say!("Nothing was written, because of {errors}. What was built before is as it was.", errors)
    } else {
        say!("Nothing was written, because of {errors}.", errors)
    });
    Outcome::Refused
}

fn checked_address(url: &str) -> Result<String, Failure> {
    if url.is_empty() || is_site_address(url) {
        return Ok(url.to_owned());
    }
    let help = say!("write it whole, such as https://www.school.be/course");
    Err(Failure::new(say!("`{url}` is no address of a site", url), help))
}

fn summary(written: &Written, output: &Path, time: Duration) -> Message {
    let Written { pages, created, changed, unchanged, removed, .. } = written;
    let pages = *pages;
    let (pages, output, time) =
        (count!(pages, "no pages", "1 page", "{n} pages"), shown(output), seconds(time));
    say!(
        "Built {pages} into {output} in {time}. Files: {created} new, {changed} changed, {unchanged} unchanged, {removed} removed.",
        pages,
        output,
        time,
        created,
        changed,
        unchanged,
        removed
    )
}

/// Which tables the site offers as CSV alone.
fn tell_too_large(snapshot: &Snapshot, terminal: &Terminal) {
    for download in snapshot.addresses().too_large() {
        let programme = &snapshot.site().programmes[download.programme];
        let table = match download.table {
            DownloadTable::Matrix => say!("the matrix"),
            DownloadTable::Gaps => say!("the list of gaps"),
            DownloadTable::Assessments => say!("the assessment map"),
            DownloadTable::Modules => say!("the list of modules"),
        };
        terminal.say(say!("note: {table} of {programme} has more rows or columns than Excel can hold; it is offered as CSV alone", table, programme = one_line(&programme.title)));
    }
}

/// Tells of events in the output folder that its owner may not expect.
fn tell_oddities(written: &Written, terminal: &Terminal) {
    if !written.repaired.is_empty() {
        let files = names(&written.repaired);
        terminal.say(say!(
            "note: somebody had changed or removed {files}; now the site's own is there again",
            files
        ));
    }
    if !written.left.is_empty() {
        let files = names(&written.left);
        terminal.say(say!(
            "note: {files} no longer belongs to the site, but stays since somebody changed it",
            files
        ));
    }
    if !written.links.is_empty() {
        let files: Vec<String> = written.links.iter().map(|link| shown(link)).collect();
        terminal.say(say!(
            "note: a link in the output leads out of it: {files}; leerlijn did not make it and leaves it alone, but whoever publishes the folder may publish what stands behind it",
            files = first_few(&files)
        ));
    }
    if written.relisted {
        terminal.say(
            say!("note: the list of leerlijn's own files in the output was damaged, and was made anew; a page that the site no longer has may have stayed there"),
        );
    }
    if let How::FileByFile(why) = written.how {
        terminal.say(say!(
            "note: the files were replaced one by one and not all at once: {why}",
            why = why.message()
        ));
    }
    if let Some(leftover) = &written.leftover {
        let leftover = shown(leftover);
        terminal.say(say!(
            "note: the old site could not be cleared away from {leftover}; the next build tries again",
            leftover
        ));
    }
}

fn names(paths: &[OutPath]) -> Message {
    first_few(&paths.iter().map(OutPath::as_str).collect::<Vec<_>>())
}

/// The first few of `paths`.
fn first_few<T: AsRef<str>>(paths: &[T]) -> Message {
    let first: Vec<&str> = paths.iter().take(3).map(AsRef::as_ref).collect();
    match paths.len().saturating_sub(first.len()) {
        0 => Message::verbatim(first.join(", ")),
        more => say!("{first} and {more} more", first = first.join(", "), more),
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self::new(error.message(), error.advice().unwrap_or_default())
    }
}
