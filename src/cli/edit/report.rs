//! Says what came of a change: for people, and as one JSON object for scripts.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::coverage::Totals;
use crate::diagnostics::{Message, Report, count, say};
use crate::edit::{FileEdit, Refusal};
use crate::pipeline::{Edited, Snapshot};

use crate::cli::args::Editing;
use crate::cli::failure::Failure;
use crate::cli::terminal::Terminal;

/// Writes the files that changed, or the difference, and says what that does to the coverage.
pub(super) fn human(
    before: &Snapshot,
    edited: Option<&Edited>,
    editing: &Editing,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let Some(edited) = edited else {
        terminal.say(say!("It stands like that already; nothing was changed."));
        return Ok(());
    };
    terminal.result(|out| {
        edited.edit.files.iter().try_for_each(|file| {
            if editing.dry_run {
                out.write_all(difference(file).as_bytes())
            } else {
                writeln!(out, "{}", file.path)
            }
        })
    })?;
    let consequences = Report::new(edited.edit.consequences.clone());
    if !consequences.diagnostics().is_empty() {
        terminal.show_report(&consequences, edited.snapshot.sources());
    }
    for (title, from, to) in changed(before, &edited.snapshot) {
        let mut parts = Vec::new();
        if from.covered != to.covered {
            parts.push(say!("{number} covered", number = signed(from.covered, to.covered)));
        }
        if from.exempt != to.exempt {
            parts.push(say!("{number} exempt", number = signed(from.exempt, to.exempt)));
        }
        parts.push(count!(to.gaps(), "no gaps left", "1 gap left", "{n} gaps left"));
        terminal.say(Message::joined([Message::verbatim(title), Message::joined(parts, ", ")], ": "));
    }
    let open = |snapshot: &Snapshot| snapshot.site().reviews.iter().map(|review| review.open.len()).sum();
    let (was, left): (usize, usize) = (open(before), open(&edited.snapshot));
    if was != left {
        terminal.say(count!(
            left,
            "no claims are still to look at.",
            "1 claim is still to look at.",
            "{n} claims are still to look at."
        ));
    }
    if editing.dry_run {
        terminal.say(say!("Nothing was written."));
    }
    Ok(())
}

/// Writes all of it as one object.
pub(super) fn json(
    before: &Snapshot,
    edited: Option<&Edited>,
    editing: &Editing,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let files = edited.iter().flat_map(|edited| &edited.edit.files);
    let files = files.map(|file| json!({ "path": file.path.as_str(), "difference": difference(file) }));
    let programmes = edited.map(|edited| changed(before, &edited.snapshot)).unwrap_or_default();
    let programmes = programmes
        .into_iter()
        .map(|(title, from, to)| json!({ "programme": title, "before": totals(from), "after": totals(to) }));
    let consequences = edited.iter().flat_map(|edited| &edited.edit.consequences);
    let consequences = consequences.map(|problem| {
        json!({ "code": problem.code.as_str(), "file": problem.place.file.as_str(), "message": terminal.told(&problem.message) })
    });
    let result = json!({
        "written": edited.is_some() && !editing.dry_run,
        "files": files.collect::<Vec<Value>>(),
        "coverage": programmes.collect::<Vec<Value>>(),
        "consequences": consequences.collect::<Vec<Value>>(),
    });
    terminal.result(|out| write_json(out, &result))
}

/// Writes why nothing is changed as one object.
pub(super) fn refusal(refusal: &Refusal, terminal: &Terminal) -> Result<(), Failure> {
    let result = json!({
        "written": false,
        "refused": { "message": terminal.told(&refusal.message), "help": terminal.told(&refusal.help), "file": refusal.file, "line": refusal.line },
    });
    terminal.result(|out| write_json(out, &result))
}

fn write_json(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// How a file changes, in the form that `patch` and code hosts read.
pub(in crate::cli) fn difference(edit: &FileEdit) -> String {
    let path = edit.path.as_str();
    let (old, from) = match &edit.before {
        Some(before) => (before.as_str(), format!("a/{path}")),
        None => ("", "/dev/null".to_owned()),
    };
    let lines = similar::TextDiff::from_lines(old, &edit.after);
    lines.unified_diff().context_radius(2).header(&from, &format!("b/{path}")).to_string()
}

/// The programmes that are covered otherwise, with their items before and after.
fn changed(before: &Snapshot, after: &Snapshot) -> Vec<(String, Totals, Totals)> {
    let programmes = before.coverage().programmes().iter().zip(after.coverage().programmes());
    let changed = programmes.filter(|(from, to)| from.totals != to.totals);
    let title = |id| before.site().programmes[id].title.clone();
    changed.map(|(from, to)| (title(from.programme), from.totals, to.totals)).collect()
}

fn totals(totals: Totals) -> Value {
    json!({
        "items": totals.items,
        "covered": totals.covered,
        "possible": totals.possible,
        "partial": totals.partial,
        "missing": totals.missing,
        "exempt": totals.exempt,
    })
}

fn signed(from: usize, to: usize) -> String {
    if to < from { format!("−{}", from - to) } else { format!("+{}", to - from) }
}
