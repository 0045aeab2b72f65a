//! `leerlijn import --undo`: takes back what the last import wrote, as long as every file of it stands as the import
//! left it. The files as they were before are kept in one file of leerlijn's own in the site's folder.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::edit::FileEdit;
use crate::shell;
use crate::text::SourcePath;

use super::super::args::Import;
use super::super::failure::{Failure, Outcome};
use super::super::phrases::shown;
use super::super::site;
use super::super::terminal::Terminal;

/// The file's name; git ignores it, as all files that the program keeps for itself.
const RECORD: &str = ".import.leerlijn-undo";

/// Keeps what the files of an import held before it.
pub(super) fn note(root: &Path, files: &[FileEdit], terminal: &Terminal) {
    if files.is_empty() {
        return;
    }
    let files: Vec<Value> = files
        .iter()
        .map(|edit| json!({ "path": edit.path.as_str(), "before": edit.before, "after": edit.after }))
        .collect();
    let text = json!({ "files": files }).to_string();
    if let Err(error) = shell::replace_own(&root.join(RECORD), text.as_bytes()) {
        terminal.say(&format!("`--undo` cannot take this import back: {error}"));
    }
}

/// Takes the last import back.
pub(super) fn run(args: &Import, terminal: &Terminal) -> Result<Outcome, Failure> {
    let root = site::root(&args.site)?;
    let record = root.join(RECORD);
    let nothing = || {
        let help = "an import can be taken back once, with the site as the import left it";
        Failure::new("there is no import to take back", help)
    };
    let bytes = shell::read_if_there(&record)?.ok_or_else(nothing)?;
    let edits = parse(&bytes).ok_or_else(nothing)?;
    let mut changed = Vec::new();
    let (mut back, mut gone): (Vec<(PathBuf, Vec<u8>)>, Vec<PathBuf>) = (Vec::new(), Vec::new());
    for edit in &edits {
        let path = root.join(edit.path.as_str());
        let there = shell::read_if_there(&path)?;
        // A byte order mark is no part of the text, and stays.
        let mark = there.as_deref().and_then(|there| there.strip_suffix(edit.after.as_bytes()));
        match (mark.filter(|mark| mark.is_empty() || *mark == b"\xEF\xBB\xBF"), &edit.before) {
            (None, _) => changed.push(shown(&path)),
            (Some(mark), Some(before)) => back.push((path, [mark, before.as_bytes()].concat())),
            (Some(_), None) => gone.push(path),
        }
    }
    if !changed.is_empty() {
        let help =
            "nothing was taken back; change by hand what you want back, or use the history of your files";
        let message = format!("since the import these files were changed: {}", changed.join(", "));
        return Err(Failure::new(message, help));
    }
    shell::replace_in(&root, &back)?;
    shell::remove_in(&root, &gone)?;
    shell::remove_in(&root, &[record])?;
    let paths = back.iter().map(|(path, _)| path).chain(&gone);
    let paths: Vec<String> = paths.map(|path| shown(path)).collect();
    terminal.result(|out| paths.iter().try_for_each(|path| writeln!(out, "{path}")))?;
    terminal.say(&format!(
        "The last import was taken back; {} removed.",
        super::super::phrases::count(gone.len(), "new file was", "new files were")
    ));
    Ok(Outcome::Done)
}

/// The edits that a record holds; none where it is none of this program's.
fn parse(bytes: &[u8]) -> Option<Vec<FileEdit>> {
    let record: Value = serde_json::from_slice(bytes).ok()?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let edit = |file: &Value| {
        let path = file.get("path")?.as_str()?;
        // Only content is ever imported, whatever somebody else put into the file.
        let is_content = path.starts_with("content/") && !path.split(['/', '\\']).any(|part| part == "..");
        let before = file.get("before").and_then(text);
        let after = file.get("after").and_then(text)?;
        is_content.then(|| FileEdit { path: SourcePath::new(path), before, after })
    };
    record.get("files")?.as_array()?.iter().map(edit).collect()
}
