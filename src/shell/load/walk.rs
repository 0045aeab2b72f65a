//! Walks over the folders of a site and finds its files, without reading any.
//!
//! A link is followed only to a file or folder inside the root that is not hidden. Inside a linked folder no further
//! link is followed, so that links cannot multiply without end. Each file of the site becomes a [`FoundFile`]; a
//! [`Skipped`] tells of a file or folder that is left out for a reason that its author should hear.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostics::say;
use crate::sources::{CONFIG_FILE, CONTENT_FOLDER, THEMES_FOLDER};
use crate::syntax::DocumentKind;
use crate::text::SourcePath;

use super::super::DiskError;
use super::kind::{self, SiteFileKind};
use super::skipped::{SkipReason, Skipped};

/// Names of folders with pages of a site that have no meaning in the content, and plainly none beside it.
const BESIDE: [&str; 6] = ["lessen", "opleidingen", "leçons", "formations", "lektionen", "bildungsgänge"];

/// A file that belongs to the site.
#[derive(Debug)]
pub(super) struct FoundFile {
    pub(super) path: SourcePath,
    pub(super) disk: PathBuf,
    pub(super) kind: SiteFileKind,
}

/// One walk over the folders of a site.
pub(super) struct Walk<'a> {
    root: &'a Path,
    pub(super) found: Vec<FoundFile>,
    pub(super) skipped: Vec<Skipped>,
    /// The linked folder that the walk was in last. The walk goes depth first, so one is enough.
    linked: Option<PathBuf>,
}

impl<'a> Walk<'a> {
    /// A walk below `root`, a path without links.
    pub(super) fn new(root: &'a Path) -> Self {
        Self { root, found: Vec::new(), skipped: Vec::new(), linked: None }
    }

    /// Walks over the settings, the content and the themes.
    pub(super) fn read_folders(&mut self) -> Result<(), DiskError> {
        for top in [CONFIG_FILE, CONTENT_FOLDER, THEMES_FOLDER] {
            let path = self.root.join(top);
            match path.symlink_metadata() {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(DiskError::unreadable(top, &error)),
                Ok(_) => {}
            }
            // If all content were left out, the site would seem to have no pages.
            if !leads_inside(&path, self.root) {
                let advice = say!("put the files themselves there");
                return Err(DiskError::new(
                    top,
                    say!("is a link that leads out of the site's folder"),
                    advice,
                ));
            }
            self.read_folder(&path)?;
        }
        self.find_beside()?;
        self.skipped.sort();
        Ok(())
    }

    /// Notes what was plainly meant as content and stands beside its folder: folders with the names that have a meaning in it,
    /// and texts with front matter. Anything else there is nobody's business.
    fn find_beside(&mut self) -> Result<(), DiskError> {
        let unreadable = |error: &io::Error| DiskError::unreadable(".", error);
        for entry in fs::read_dir(self.root).map_err(|error| unreadable(&error))? {
            let path = entry.map_err(|error| unreadable(&error))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_meant =
                DocumentKind::meant(&name).is_some() || BESIDE.contains(&name.to_lowercase().as_str());
            if if path.is_dir() { is_meant } else { kind::has_ending(&name, "md") && has_front_matter(&path) }
            {
                self.skip(&path, SkipReason::BesideContent);
            }
        }
        Ok(())
    }

    fn read_folder(&mut self, top: &Path) -> Result<(), DiskError> {
        let mut entries = WalkDir::new(top).follow_links(true).into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    if self.take(&entry) == Go::Past && entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => self.refused(&error)?,
            }
        }
        Ok(())
    }

    /// Records `entry` if it is a file; the result says whether the walk goes into a folder.
    fn take(&mut self, entry: &DirEntry) -> Go {
        let name = entry.file_name().to_string_lossy();
        if let Some(reason) = kind::skip_reason(&name) {
            return self.skip(entry.path(), reason);
        }
        if kind::is_no_part(&name) {
            return Go::Past;
        }
        let path = match kind::site_path(self.relative(entry.path())) {
            Ok(path) => path,
            Err(reason) => return self.skip(entry.path(), reason),
        };
        let is_folder = entry.file_type().is_dir();
        let kind = kind::of(&path);
        if if is_folder { !kind::is_open(&path) } else { kind.is_none() } {
            return Go::Past;
        }
        if entry.path_is_symlink() && entry.depth() > 0 {
            if let Err(reason) = self.may_follow(entry.path()) {
                return self.skip(entry.path(), reason);
            }
            if is_folder {
                self.linked = Some(entry.path().to_owned());
            }
        }
        match kind {
            _ if is_folder => Go::In,
            Some(kind) if entry.file_type().is_file() => {
                self.found.push(FoundFile { path, disk: entry.path().to_owned(), kind });
                Go::In
            }
            _ => self.skip(entry.path(), SkipReason::NoFile),
        }
    }

    /// Checks that the link `path` leads to a file or folder that the site may show.
    fn may_follow(&self, path: &Path) -> Result<(), SkipReason> {
        let real = path.canonicalize().map_err(|_| SkipReason::BrokenLink)?;
        let inside = real.strip_prefix(self.root).map_err(|_| SkipReason::OutsideLink)?;
        if kind::is_hidden(inside) {
            return Err(SkipReason::HiddenLink);
        }
        if path.parent().and_then(|parent| parent.canonicalize().ok()).is_some_and(|p| p.starts_with(&real)) {
            return Err(SkipReason::EndlessLink);
        }
        if self.linked.as_ref().is_some_and(|linked| path.starts_with(linked)) {
            return Err(SkipReason::NestedLink);
        }
        Ok(())
    }

    /// Handles an error of the walk: a link that leads nowhere is left out, a folder that cannot be read is an error.
    fn refused(&mut self, error: &walkdir::Error) -> Result<(), DiskError> {
        let path = error.path().unwrap_or(self.root);
        if kind::is_no_part(&path.file_name().unwrap_or_default().to_string_lossy()) {
            return Ok(());
        }
        if error.loop_ancestor().is_some() {
            self.skip(path, SkipReason::EndlessLink);
            return Ok(());
        }
        match error.io_error() {
            Some(io) if io.kind() == io::ErrorKind::NotFound => {
                // A file that was removed meanwhile is simply gone.
                if path.is_symlink() {
                    self.skip(path, SkipReason::BrokenLink);
                }
                Ok(())
            }
            // Two links that lead to each other.
            Some(io) if path.is_symlink() && io.kind() != io::ErrorKind::PermissionDenied => {
                self.skip(path, SkipReason::BrokenLink);
                Ok(())
            }
            Some(io) => Err(DiskError::unreadable(self.relative(path).display().to_string(), io)),
            None => Ok(()),
        }
    }

    fn skip(&mut self, path: &Path, reason: SkipReason) -> Go {
        let path = self.relative(path).to_string_lossy().replace(char::is_control, "\u{FFFD}");
        self.skipped.push(Skipped { path, reason });
        Go::Past
    }

    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(self.root).unwrap_or(path)
    }
}

/// Whether the walk goes into a folder or past it.
#[derive(PartialEq, Eq)]
enum Go {
    In,
    Past,
}

/// Whether the file `path` begins as a page of a site does. One that cannot be read is none of ours.
fn has_front_matter(path: &Path) -> bool {
    let mut start = [0; 4];
    path.is_file()
        && File::open(path)
            .is_ok_and(|mut file| file.read_exact(&mut start).is_ok() && start.starts_with(b"+++"))
}

fn leads_inside(path: &Path, root: &Path) -> bool {
    path.canonicalize().is_ok_and(|real| real.starts_with(root))
}
