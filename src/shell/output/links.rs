//! Links in the output that lead out of it. leerlijn makes none: a person did, or a repository brought them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// The links in `output` that lead out of it, or to nothing, as sorted paths relative to it. Whoever publishes the folder
/// may publish what stands behind them.
pub(super) fn leading_out(output: &Path) -> Vec<PathBuf> {
    let Ok(top) = output.canonicalize() else { return Vec::new() };
    let leads_out = |link: &DirEntry| !link.path().canonicalize().is_ok_and(|to| to.starts_with(&top));
    let below = |link: DirEntry| link.path().strip_prefix(output).map(Path::to_owned).ok();
    let mut links: Vec<PathBuf> = links_in(output).filter(leads_out).filter_map(below).collect();
    links.sort();
    links
}

/// Deletes every link in `folder`, the unfinished site of an interrupted build. The files behind the links stay.
pub(super) fn remove_all(folder: &Path) -> io::Result<()> {
    links_in(folder).try_for_each(|link| {
        // Windows keeps a link to a folder for a folder.
        fs::remove_file(link.path()).or_else(|error| fs::remove_dir(link.path()).map_err(|_| error))
    })
}

fn links_in(folder: &Path) -> impl Iterator<Item = DirEntry> {
    WalkDir::new(folder).min_depth(1).into_iter().flatten().filter(DirEntry::path_is_symlink)
}
