//! Finds out where the output folder really is, and refuses places that a site must never be written to.
//!
//! The folder is judged in its resolved form: absolute, and without links and `..`. A link in the project may have
//! come with somebody else's content, so an output behind a link that leads out of the project is refused as well.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use super::error::{Forbidden, OutputError};
use super::outcome::Why;
use crate::diagnostics::say;
use crate::sources::{CONTENT_FOLDER, THEMES_FOLDER};
use crate::text::SourcePath;

/// How long a build waits for another one of the same output, unless the caller sets it.
const PATIENCE: Duration = Duration::from_secs(10);

/// The name of the scratch folder inside the output, for builds that cannot use one beside it.
pub(super) const SCRATCH_INSIDE: &str = ".leerlijn-new";
/// The name of the lock file inside the output.
pub(super) const LOCK_INSIDE: &str = ".leerlijn-lock";
/// The file that marks a folder as one that a build is filling; such a folder may be removed with all its content.
pub(super) const UNFINISHED_MARK: &str = ".leerlijn-unfinished";

/// A folder that a site may be written to.
#[derive(Debug, Clone)]
pub struct OutputFolder {
    pub(super) root: PathBuf,
    pub(super) path: PathBuf,
    pub(super) patience: Duration,
}

impl OutputFolder {
    /// Finds the output `folder` of the site at `root`. A link within the project is followed; a relative path is
    /// relative to the current folder. The folder and its parents need not exist, and nothing is created or changed
    /// yet.
    ///
    /// # Errors
    /// [`OutputError::Forbidden`] when `folder` is or holds the project, the content, the themes, the home folder or
    /// a whole disk, or lies in the content or the themes; [`OutputError::LinkOut`] when it is behind a link that
    /// leads out of the project; [`OutputError::DeadLink`], [`OutputError::NotAFolder`], or an error of the disk.
    pub fn find(root: &Path, folder: &Path) -> Result<Self, OutputError> {
        let (root, path) = (resolve(root)?, resolve(folder)?);
        if let Some(what) = forbidden(&root, &path)? {
            return Err(OutputError::Forbidden(path, what));
        }
        if let Some(link) = link_out(&root, folder) {
            return Err(OutputError::LinkOut(link, path));
        }
        match fs::metadata(&path) {
            Ok(found) if !found.is_dir() => Err(OutputError::NotAFolder(path)),
            _ => Ok(Self { root, path, patience: PATIENCE }),
        }
    }

    /// Sets how long a build waits for another one of the same output: up to `patience`.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The path of the folder: absolute and without links.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder that holds the output folder.
    pub(super) fn parent(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    /// The hidden path beside the output folder: for `output` and `new` that is `.output.leerlijn-new`.
    pub(super) fn beside(&self, what: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(self.path.file_name().unwrap_or_default());
        name.push(format!(".leerlijn-{what}"));
        self.parent().join(name)
    }

    /// The metadata of a source file of the site. It must be a regular file: reading a pipe would never end.
    ///
    /// # Errors
    /// [`OutputError::Asset`] when it cannot be read or is something else.
    pub(super) fn look_at_source(&self, from: &SourcePath) -> Result<Metadata, OutputError> {
        let found = fs::metadata(self.root.join(from.as_str()));
        let found = found.map_err(|error| OutputError::Asset(from.clone(), error))?;
        if found.is_file() {
            return Ok(found);
        }
        Err(OutputError::Asset(from.clone(), io::Error::other("it is no regular file")))
    }

    /// The reason why another folder cannot take the place of this one, if there is one.
    pub(super) fn must_stay(&self) -> Option<Why> {
        let here = std::env::current_dir().and_then(fs::canonicalize);
        if here.is_ok_and(|here| here.starts_with(&self.path)) {
            return Some(Why::StartedInside);
        }
        on_other_disk(&self.path, self.parent()).then_some(Why::Mounted)
    }
}

/// Whether two existing paths lie on different disks; false where the system does not say.
#[cfg(unix)]
pub(super) fn on_other_disk(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::symlink_metadata(a), fs::symlink_metadata(b)) {
        (Ok(a), Ok(b)) => a.dev() != b.dev(),
        _ => false,
    }
}

/// Whether two existing paths lie on different disks; false where the system does not say.
#[cfg(not(unix))]
pub(super) fn on_other_disk(_: &Path, _: &Path) -> bool {
    false
}

/// Whether `a` and `b` describe the same file, perhaps under two names.
#[cfg(unix)]
pub(super) fn is_same_file(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// Always false where the system gives files no number to compare; their times then decide.
#[cfg(not(unix))]
pub(super) fn is_same_file(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// `path` as an absolute path without links and `..`, whether or not all of it exists.
fn resolve(path: &Path) -> Result<PathBuf, OutputError> {
    let absolute = std::path::absolute(path).map_err(OutputError::disk(say!("find"), path))?;
    let mut known = PathBuf::new();
    for part in absolute.components() {
        // The known part has no links any more, so `..` removes its last component.
        if part == Component::ParentDir {
            known.pop();
            continue;
        }
        known.push(part);
        if fs::symlink_metadata(&known).is_ok_and(|found| found.is_symlink()) {
            known = fs::canonicalize(&known).map_err(|error| match error.kind() {
                ErrorKind::NotFound => OutputError::DeadLink(known),
                _ => OutputError::Disk(say!("follow"), known, error),
            })?;
        }
    }
    // The existing part is spelt as on the disk, which matters where `Output` and `output` are the same folder.
    let existing = known.ancestors().find_map(|part| Some((part, fs::canonicalize(part).ok()?)));
    Ok(match existing {
        Some((part, spelt)) if part != known => spelt.join(known.strip_prefix(part).unwrap_or(&known)),
        Some((_, spelt)) => spelt,
        None => known,
    })
}

/// The link on the way to `folder` that is in the project at `root` and leads out of it. The link may have come with
/// somebody else's content, so the user has to choose such a place themselves.
fn link_out(root: &Path, folder: &Path) -> Option<PathBuf> {
    let named = std::path::absolute(folder).ok()?;
    let mut parts: Vec<&Path> = named.ancestors().collect();
    parts.reverse();
    let leads_out = |part: &&Path| {
        let stands_in = part.parent().and_then(|parent| fs::canonicalize(parent).ok());
        fs::symlink_metadata(part).is_ok_and(|found| found.is_symlink())
            && stands_in.is_some_and(|parent| parent.starts_with(root))
            && fs::canonicalize(part).is_ok_and(|target| !target.starts_with(root))
    };
    parts.into_iter().find(leads_out).map(Path::to_owned)
}

fn forbidden(root: &Path, path: &Path) -> Result<Option<Forbidden>, OutputError> {
    if path.parent().is_none() {
        return Ok(Some(Forbidden::Top));
    }
    if path == root {
        return Ok(Some(Forbidden::Project));
    }
    // Before the project, which the home folder may hold: the home folder is the more important thing to tell.
    if let Some(home) = std::env::home_dir().filter(|home| home.is_absolute())
        && resolve(&home)?.starts_with(path)
    {
        return Ok(Some(Forbidden::Home));
    }
    if root.starts_with(path) {
        return Ok(Some(Forbidden::AboveProject));
    }
    if let Some(what) = forbidden_name(path.strip_prefix(root).unwrap_or(path)) {
        return Ok(Some(what));
    }
    for (name, what) in [(CONTENT_FOLDER, Forbidden::Content), (THEMES_FOLDER, Forbidden::Themes)] {
        let sources = resolve(&root.join(name))?;
        if path.starts_with(&sources) || sources.starts_with(path) {
            return Ok(Some(what));
        }
    }
    Ok(None)
}

/// Why no folder of a site can be at `path`, by the names of its parts.
fn forbidden_name(path: &Path) -> Option<Forbidden> {
    path.iter().map(|part| part.to_string_lossy().to_lowercase()).find_map(|name| {
        let is_kept = name.starts_with('.') && name.contains(".leerlijn-");
        match name.as_str() {
            ".git" => Some(Forbidden::Repository),
            _ if is_kept => Some(Forbidden::Kept),
            _ => name.contains(char::is_control).then_some(Forbidden::Unshown),
        }
    })
}
