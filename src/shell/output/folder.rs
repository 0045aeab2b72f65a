//! Purpose: find out where the output really is, and refuse places that a site must never be written to.
//! Input: the site's root and the output folder as the user named them. Output: [`OutputFolder`].
//! Invariant: both paths are absolute and free of links and `..`, and were judged in that form.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use super::error::{Forbidden, OutputError};
use super::outcome::Why;
use crate::sources::{CONTENT_FOLDER, THEMES_FOLDER};

/// How long a build waits for another one that writes the same output, where nobody says otherwise.
const PATIENCE: Duration = Duration::from_secs(10);

/// A folder that a site may be written to.
#[derive(Debug, Clone)]
pub struct OutputFolder {
    pub(super) root: PathBuf,
    pub(super) path: PathBuf,
    pub(super) patience: Duration,
}

impl OutputFolder {
    /// The output `folder` of the site at `root`. A link within the project is followed; a relative path counts
    /// from the current folder. The folder and its parents need not exist, and nothing is made or changed yet.
    ///
    /// # Errors
    /// [`OutputError::Forbidden`] when `folder` is or holds the project, the content, the themes, the
    /// home folder or a whole disk, lies in the content or the themes, or is behind a link that leads out of
    /// the project; [`OutputError::DeadLink`],
    /// [`OutputError::NotAFolder`], or an error of the disk.
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

    /// The same, waiting up to `patience` for another build.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Where it is, without links.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder that holds the output folder.
    pub(super) fn parent(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    /// The hidden path beside the output folder that ends in `.leerlijn-` and `what`.
    pub(super) fn beside(&self, what: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(self.path.file_name().unwrap_or_default());
        name.push(format!(".leerlijn-{what}"));
        self.parent().join(name)
    }

    /// Why the folder must stay the folder that it is and cannot be replaced by another, if so.
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

/// `path` as an absolute path without links and `..`, whether or not all of it exists.
fn resolve(path: &Path) -> Result<PathBuf, OutputError> {
    let absolute = std::path::absolute(path).map_err(OutputError::disk("find", path))?;
    let mut known = PathBuf::new();
    for part in absolute.components() {
        // What is known holds no link any more, so its last part is what `..` takes away.
        if part == Component::ParentDir {
            known.pop();
            continue;
        }
        known.push(part);
        if fs::symlink_metadata(&known).is_ok_and(|found| found.is_symlink()) {
            known = fs::canonicalize(&known).map_err(|error| match error.kind() {
                ErrorKind::NotFound => OutputError::DeadLink(known),
                _ => OutputError::Disk("follow", known, error),
            })?;
        }
    }
    // The part that exists is spelt as the disk spells it, for disks where `Output` is `output`.
    let existing = known.ancestors().find_map(|part| Some((part, fs::canonicalize(part).ok()?)));
    Ok(match existing {
        Some((part, spelt)) if part != known => spelt.join(known.strip_prefix(part).unwrap_or(&known)),
        Some((_, spelt)) => spelt,
        None => known,
    })
}

/// The link in `folder` that stands in the project at `root` and leads out of it: a link may have come with the
/// content of somebody else, so where it leads is for the user to say.
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
    // Home before the project that it may hold: that is what the user has to hear.
    if let Some(home) = std::env::home_dir().filter(|home| home.is_absolute())
        && resolve(&home)?.starts_with(path)
    {
        return Ok(Some(Forbidden::Home));
    }
    if root.starts_with(path) {
        return Ok(Some(Forbidden::AboveProject));
    }
    for (name, what) in [(CONTENT_FOLDER, Forbidden::Content), (THEMES_FOLDER, Forbidden::Themes)] {
        let sources = resolve(&root.join(name))?;
        if path.starts_with(&sources) || sources.starts_with(path) {
            return Ok(Some(what));
        }
    }
    Ok(None)
}
