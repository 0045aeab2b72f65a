//! `leerlijn import --undo`: takes back what the last import wrote, as long as every file of it stands as the import
//! left it. The files as they were before are kept in one file of leerlijn's own in the site's folder, with the name of
//! the document, so that it is said which import is taken back.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use crate::diagnostics::{count, say};
use crate::edit::FileEdit;
use crate::shell::{self, Replacement};
use crate::text::SourcePath;

use super::super::args::Import;
use super::super::failure::{Failure, Outcome};
use super::super::phrases::shown;
use super::super::site;
use super::super::terminal::Terminal;

/// The file's name; git ignores it, as all files that the program keeps for itself.
const RECORD: &str = ".import.leerlijn-undo";

/// A file that an import wrote.
pub(super) struct WrittenFile {
    path: SourcePath,
    /// Its bytes before; none where it was not there.
    before: Option<Vec<u8>>,
    after: Vec<u8>,
}

impl WrittenFile {
    /// The `file` of the site in `root`, which was written.
    fn new(root: &Path, file: &Replacement) -> Option<Self> {
        let inside = file.path.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
        Some(Self { path: SourcePath::new(&inside), before: file.old.clone(), after: file.new.clone() })
    }
}

impl From<&FileEdit> for WrittenFile {
    fn from(edit: &FileEdit) -> Self {
        let before = edit.before.as_ref().map(|before| before.clone().into_bytes());
        Self { path: edit.path.clone(), before, after: edit.after.clone().into_bytes() }
    }
}

/// Keeps what `files` held before the import of `document` replaced them.
pub(super) fn note_replaced(root: &Path, document: &Path, files: &[Replacement], terminal: &Terminal) {
    let written: Vec<_> = files.iter().filter_map(|file| WrittenFile::new(root, file)).collect();
    note(root, document, &written, terminal);
}

/// Keeps what the files of the import of `document` held before it.
pub(super) fn note(root: &Path, document: &Path, files: &[WrittenFile], terminal: &Terminal) {
    if files.is_empty() {
        return;
    }
    let record = |file: &WrittenFile| {
        let before = file.before.as_ref().map_or(Value::Null, |before| content(before));
        json!({ "path": file.path.as_str(), "before": before, "after": content(&file.after) })
    };
    let files: Vec<Value> = files.iter().map(record).collect();
    let name = document.file_name().unwrap_or(document.as_os_str()).to_string_lossy();
    let text = json!({ "document": name, "files": files }).to_string();
    if let Err(error) = shell::replace_own(&root.join(RECORD), text.as_bytes()) {
        let why = error.message();
        terminal.say(say!("`--undo` cannot take this import back: {why}", why));
    }
}

/// The bytes of a file as JSON: a text as it is, anything else in letters.
fn content(bytes: &[u8]) -> Value {
    match std::str::from_utf8(bytes) {
        Ok(text) => json!(text),
        Err(_) => json!({ "base64": BASE64.encode(bytes) }),
    }
}

/// The bytes that [`content`] wrote.
fn bytes_of(content: &Value) -> Option<Vec<u8>> {
    match content.as_str() {
        Some(text) => Some(text.as_bytes().to_vec()),
        None => BASE64.decode(content.get("base64")?.as_str()?).ok(),
    }
}

/// Takes the last import back.
pub(super) fn run(args: &Import, terminal: &Terminal) -> Result<Outcome, Failure> {
    let root = site::root(&args.site)?;
    let record = root.join(RECORD);
    let nothing = || {
        let help = say!("an import can be taken back once, with the site as the import left it");
        Failure::new(say!("there is no import to take back"), help)
    };
    let bytes = shell::read_inside(&root, &record)?.ok_or_else(nothing)?;
    let (document, edits) = parse(&bytes).ok_or_else(nothing)?;
    let document = shown(Path::new(&document));
    let mut changed = Vec::new();
    let (mut back, mut new): (Vec<Replacement>, Vec<(PathBuf, Vec<u8>)>) = (Vec::new(), Vec::new());
    for edit in &edits {
        let path = root.join(edit.path.as_str());
        let there = shell::read_inside(&root, &path)?;
        // A byte order mark is no part of the text, and stays.
        let mark = there.as_deref().and_then(|there| there.strip_suffix(edit.after.as_slice()));
        match (mark.filter(|mark| mark.is_empty() || *mark == b"\xEF\xBB\xBF"), &edit.before) {
            (None, _) => changed.push(shown(&path)),
            (Some(mark), Some(before)) => {
                let new = [mark, before.as_slice()].concat();
                back.push(Replacement { path, old: there, new });
            }
            (Some(mark), None) => new.push((path, [mark, edit.after.as_slice()].concat())),
        }
    }
    if !changed.is_empty() {
        let help = say!(
            "nothing was taken back; change by hand what you want back, or use the history of your files"
        );
        let message = say!(
            "since the import of {document} these files were changed: {files}",
            document,
            files = changed.join(", ")
        );
        return Err(Failure::new(message, help));
    }
    shell::replace_read(Some(&root), &back)?;
    let kept = shell::remove_unchanged(&root, &new)?;
    for path in &kept {
        terminal.say(say!("{path} was changed meanwhile, so it stays", path = shown(path)));
    }
    let gone: Vec<PathBuf> =
        new.into_iter().map(|(path, _)| path).filter(|path| !kept.contains(path)).collect();
    shell::remove_empty_folders(&root.join("content"), &gone);
    shell::remove_in(&root, &[record])?;
    let paths = back.iter().map(|file| &file.path).chain(&gone);
    let paths: Vec<String> = paths.map(|path| shown(path)).collect();
    terminal.result(|out| paths.iter().try_for_each(|path| writeln!(out, "{path}")))?;
    terminal.say(say!(
        "The import of {document} was taken back: {back}, {gone}.",
        document,
        back = count!(back.len(), "no files are as before", "1 file is as before", "{n} files are as before"),
        gone = count!(
            gone.len(),
            "no new files were removed",
            "1 new file was removed",
            "{n} new files were removed"
        )
    ));
    Ok(Outcome::Done)
}

/// The name of the document and the files that a record holds; none where it is none of this program's.
fn parse(bytes: &[u8]) -> Option<(String, Vec<WrittenFile>)> {
    let record: Value = serde_json::from_slice(bytes).ok()?;
    let file = |file: &Value| {
        let path = file.get("path")?.as_str()?;
        // Only content is ever imported, whatever somebody else put into the file.
        let is_content = path.starts_with("content/") && !path.split(['/', '\\']).any(|part| part == "..");
        let before = match file.get("before") {
            None | Some(Value::Null) => None,
            Some(before) => Some(bytes_of(before)?),
        };
        let after = bytes_of(file.get("after")?)?;
        is_content.then(|| WrittenFile { path: SourcePath::new(path), before, after })
    };
    let files: Option<Vec<WrittenFile>> = record.get("files")?.as_array()?.iter().map(file).collect();
    Some((record.get("document")?.as_str()?.to_owned(), files?))
}
