//! A module that is one file becomes a folder, so that it can have lessons.
//!
//! Its page keeps its address and its name. The file is moved only where no link comes to lead elsewhere by that: with the
//! file at its new place the site has no mistake that it does not have now.

use std::path::Path;
use std::sync::Arc;

use super::NewFile;
use crate::cli::failure::Failure;
use crate::cli::site::OpenSite;
use crate::diagnostics::{Code, Message, say};
use crate::pipeline::{Options, Snapshot};
use crate::shell;
use crate::sources::{SourceFile, Sources};
use crate::text::SourcePath;

/// The file of a module, with its place in a folder of its own.
#[derive(Debug)]
pub(super) struct Unfolded {
    from: SourcePath,
    to: SourcePath,
    bytes: Vec<u8>,
}

/// How the module in the file `path` becomes a folder; none where links lead to or from the file by its place, or where
/// something is in the folder already.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn unfolded(
    open: &OpenSite,
    before: &Snapshot,
    path: &SourcePath,
) -> Result<Option<Unfolded>, Failure> {
    let folder = path.as_str().trim_end_matches(".md");
    if open.sources.files_in(folder).next().is_some() || open.sources.assets_in(folder).next().is_some() {
        return Ok(None);
    }
    let Some(bytes) = shell::read_inside(&open.root, &open.root.join(path.as_str()))? else {
        return Ok(None);
    };
    let to = SourcePath::new(&format!("{folder}/index.md"));
    let mut sources = Sources::clone(&open.sources);
    sources.remove(path);
    sources.insert(SourceFile::new(to.clone(), &bytes));
    let after = OpenSite { root: open.root.clone(), sources: Arc::new(sources) }.snapshot(Options::default());
    let known = mistakes(before);
    let is_harmless = mistakes(&after).iter().all(|mistake| known.contains(mistake));
    Ok(is_harmless.then(|| Unfolded { from: path.clone(), to, bytes }))
}

/// The mistakes of a site, wherever it is.
fn mistakes(snapshot: &Snapshot) -> Vec<(Code, &Message)> {
    snapshot.report().diagnostics().iter().map(|found| (found.code, &found.message)).collect()
}

impl Unfolded {
    /// The folder that the module becomes.
    pub(super) fn folder(&self) -> &str {
        self.to.folder()
    }

    /// Writes the module's file at its new place with `lesson` beside it, and removes the old one.
    ///
    /// # Errors
    /// When the disk refuses, or somebody changed the file meanwhile; then it stays where it is.
    pub(super) fn write(&self, root: &Path, lesson: &NewFile) -> Result<(), Failure> {
        shell::create(
            root,
            &[(self.to.as_str(), self.bytes.as_slice()), (&lesson.path, lesson.text.as_bytes())],
        )?;
        let old = (root.join(self.from.as_str()), self.bytes.clone());
        if shell::remove_unchanged(root, &[old])?.is_empty() {
            return Ok(());
        }
        shell::remove_in(root, &[root.join(self.to.as_str()), root.join(&lesson.path)])?;
        let message = say!("{path} was changed meanwhile", path = self.from);
        Err(Failure::new(message, say!("nothing was written; try it again")))
    }

    /// The changes besides the lesson.
    pub(super) fn note(&self) -> Message {
        say!(
            "note: the module is a folder now, at the same address: {from} became {to}",
            from = self.from,
            to = self.to
        )
    }
}
