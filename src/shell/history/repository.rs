//! Finds the repository that a site belongs to, and opens files of it.
//!
//! A repository is content: it may come from anybody, as a clone or in an archive. So its settings are not read, no
//! link is followed, and nothing but ordinary files is opened. The repository of a site is the nearest folder above
//! it (or the site's own) that holds something called `.git`. That is a folder; or, in a work tree that
//! `git worktree add` made and in a submodule, a file that names one. Such a file could name the repository of
//! somebody else, so the folder has to name the work tree in return, as git writes it when it makes either. Whatever
//! else is called `.git` (a link, a pipe, a file that leads anywhere else) leaves the site without a history; no
//! folder further up is tried, and a repository without the name `.git` is never taken for one.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::object::ObjectId;
use crate::shell::files::{is_regular, unlinked};
use crate::sources::{CONFIG_FILE, CONTENT_FOLDER};

/// The name by which a repository is found.
const GIT: &str = ".git";
/// `.git`, `gitdir`, `commondir` and `HEAD` hold one path or one name.
const SMALL_FILE: u64 = 4096;
/// The settings of a submodule, in which its folder is looked up.
const SETTINGS_FILE: u64 = 1 << 16;
/// All branches and tags of a repository, 100,000 of them.
const PACKED_REFS: u64 = 8 << 20;
/// A name that stands for another, which stands for another …
const LONGEST_CHAIN: usize = 5;
/// As many names are offered where one is mistyped, and so deep do they stand in folders.
const MOST_NAMES: usize = 10_000;
const DEEPEST_NAME: usize = 10;

/// Folders of a repository, and the place of the site in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repository {
    /// The folder of this work tree alone: `HEAD`.
    own: PathBuf,
    /// The folder that all work trees share: branches and objects.
    common: PathBuf,
    /// The folders from the top of the work tree down to the site.
    pub(super) site: Vec<String>,
}

impl Repository {
    /// The repository of the site in `root`.
    pub(super) fn find(root: &Path) -> Option<Self> {
        let root = root.canonicalize().ok()?;
        let (top, git) = root.ancestors().find_map(|folder| {
            let git = folder.join(GIT);
            Some((folder, git.symlink_metadata().ok().map(|metadata| (git, metadata))?))
        })?;
        let (git, metadata) = git;
        let (own, common) = if metadata.is_dir() {
            (git.clone(), git)
        } else {
            // A link is neither a folder nor a file here.
            linked(top, &git)?
        };
        let below = root.strip_prefix(top).ok()?;
        let site = below.components().map(|part| part.as_os_str().to_str().map(str::to_owned));
        Some(Self { own, common, site: site.collect::<Option<_>>()? })
    }

    /// The repository that `folder` is itself, without a work tree: what a server keeps. Such a folder is only taken for
    /// one where a person named it, and where it is no site.
    pub(super) fn bare(folder: &Path) -> Option<Self> {
        let folder = folder.canonicalize().ok()?;
        let is_folder = |name: &str| folder.join(name).symlink_metadata().is_ok_and(|found| found.is_dir());
        let is_site = folder.join(CONFIG_FILE).exists() || folder.join(CONTENT_FOLDER).exists();
        let is_bare = !is_site && is_folder("objects") && is_folder("refs") && folder.join("HEAD").is_file();
        is_bare.then(|| Self { own: folder.clone(), common: folder, site: Vec::new() })
    }

    /// The commit that is checked out; none before the first one.
    pub(super) fn head(&self) -> Option<ObjectId> {
        self.follow(read_small(&self.own, "HEAD")?)
    }

    /// The object that `name` stands for: `HEAD`, a tag, a branch or a branch of elsewhere, looked up in the order of
    /// git. Last comes a branch of `origin`, since a build server often has no others.
    pub(super) fn named(&self, name: &str) -> Option<ObjectId> {
        if name == "HEAD" {
            return self.head();
        }
        let places =
            ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"].map(|place| format!("{place}{name}"));
        let heads = [format!("refs/remotes/{name}/HEAD"), format!("refs/remotes/origin/{name}")];
        let mut places = places.into_iter().chain(heads).filter(|place| is_branch_name(place));
        places.find_map(|place| match read_small(&self.common, &place) {
            Some(value) => self.follow(value),
            None => self.packed(&place),
        })
    }

    /// The names of tags and branches, as far as they can be listed.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for place in ["refs/heads", "refs/tags", "refs/remotes"] {
            if !is_free_of_links(&self.common, place) {
                continue;
            }
            let walk = WalkDir::new(self.common.join(place)).max_depth(DEEPEST_NAME).into_iter().flatten();
            let files = walk.filter(|entry| entry.file_type().is_file()).take(MOST_NAMES);
            let below = self.common.join(place);
            names.extend(files.filter_map(|entry| {
                let parts = entry.path().strip_prefix(&below).ok()?.iter();
                Some(parts.map(|part| part.to_str()).collect::<Option<Vec<_>>>()?.join("/"))
            }));
        }
        let packed = read_below(&self.common, "packed-refs", PACKED_REFS).unwrap_or_default();
        let packed = packed.lines().filter_map(|line| line.split_once(" refs/")?.1.split_once('/'));
        names.extend(packed.take(MOST_NAMES).map(|(_, name)| name.to_owned()));
        // Git makes no such names, and a terminal would obey them.
        names.retain(|name| !name.contains(char::is_control));
        names
    }

    /// Whether the clone has only the newest commits.
    pub(super) fn is_shallow(&self) -> bool {
        self.common.join("shallow").is_file()
    }

    /// Whether objects of another repository belong to this one.
    pub(super) fn has_alternates(&self) -> bool {
        self.common.join("objects/info/alternates").is_file()
    }

    /// Whether the branches stand in a form that is not read.
    pub(super) fn has_reftable(&self) -> bool {
        self.common.join("reftable").is_dir()
    }

    /// The id at the end of the names that begins with the text `value` of a branch.
    fn follow(&self, mut value: String) -> Option<ObjectId> {
        for _ in 0..LONGEST_CHAIN {
            let Some(name) = value.strip_prefix("ref:") else { return ObjectId::from_hex(value.trim()) };
            let name = name.trim();
            if !is_branch_name(name) {
                return None;
            }
            match read_small(&self.common, name) {
                Some(next) => value = next,
                None => return self.packed(name),
            }
        }
        None
    }

    /// Whether it has no commit yet: its branch is named and does not exist.
    pub(super) fn is_new(&self) -> bool {
        let head = read_small(&self.own, "HEAD").unwrap_or_default();
        let Some(name) = head.strip_prefix("ref:").map(str::trim).filter(|name| is_branch_name(name)) else {
            return false;
        };
        let file = self.common.join(name).symlink_metadata();
        let packed = read_below(&self.common, "packed-refs", PACKED_REFS).unwrap_or_default();
        file.is_err_and(|error| error.kind() == ErrorKind::NotFound) && !packed.contains(name)
    }

    /// Opens a file of the objects, such as `pack/pack-….idx`.
    pub(super) fn open_object(&self, path: &str) -> Option<File> {
        open_below(&self.common, &format!("objects/{path}"))
    }

    /// The names of the files in a folder of the objects, such as `pack`.
    pub(super) fn object_names(&self, folder: &str) -> Vec<String> {
        let folder = format!("objects/{folder}");
        if !is_free_of_links(&self.common, &folder) {
            return Vec::new();
        }
        let Ok(entries) = fs::read_dir(self.common.join(folder)) else { return Vec::new() };
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect()
    }

    /// The object of `name` in `packed-refs`, a file of lines of an id and a name.
    fn packed(&self, name: &str) -> Option<ObjectId> {
        let text = read_below(&self.common, "packed-refs", PACKED_REFS)?;
        let found = text.lines().find_map(|line| line.strip_suffix(name)?.strip_suffix(' '))?;
        ObjectId::from_hex(found)
    }
}

/// The folders that the file `.git` in the work tree `top` leads to, where they lead back to it.
fn linked(top: &Path, git: &Path) -> Option<(PathBuf, PathBuf)> {
    let text = read_small(top, GIT)?;
    let named = text.trim_end().strip_prefix("gitdir:")?.trim();
    // On Windows these are other machines, and asking one tells it who asks.
    if named.starts_with(r"\\") || named.starts_with("//") {
        return None;
    }
    let own = top.join(named).canonicalize().ok()?;
    if let Some(common) = read_small(&own, "commondir") {
        let back = read_small(&own, "gitdir")?;
        let common = own.join(common.trim_end()).canonicalize().ok()?;
        let is_ours = own.join(back.trim_end()).canonicalize().ok()? == git;
        let is_within = own.parent() == Some(&common.join("worktrees"));
        return (is_ours && is_within).then_some((own, common));
    }
    // A submodule has its repository among those of the work tree round it, and its folder in its settings.
    let around = top.parent()?.ancestors().map(|folder| folder.join(GIT).join("modules"));
    let is_within = around.into_iter().any(|modules| own.starts_with(modules));
    let settings = is_within.then(|| read_below(&own, "config", SETTINGS_FILE))??;
    let back = settings.lines().find_map(|line| line.trim().strip_prefix("worktree = "))?;
    (own.join(back.trim()).canonicalize().ok()? == top).then(|| (own.clone(), own))
}

/// Whether `name` is one that a file below `refs` can have, and that leads nowhere else.
fn is_branch_name(name: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0', ':']);
    name.starts_with("refs/") && name.split('/').all(is_part)
}

fn read_small(folder: &Path, path: &str) -> Option<String> {
    read_below(folder, path, SMALL_FILE)
}

/// The text of a file of at most `limit` bytes.
fn read_below(folder: &Path, path: &str, limit: u64) -> Option<String> {
    let mut text = String::new();
    open_below(folder, path)?.take(limit + 1).read_to_string(&mut text).ok()?;
    (text.len() as u64 <= limit).then_some(text)
}

/// Opens the ordinary file `path` in `folder`; a link is refused wherever it stands below `folder`.
fn open_below(folder: &Path, path: &str) -> Option<File> {
    let above = path.rsplit_once('/').map_or("", |(above, _)| above);
    is_free_of_links(folder, above).then(|| open_file(&folder.join(path)))?
}

fn is_free_of_links(folder: &Path, path: &str) -> bool {
    let mut at = folder.to_owned();
    path.split('/').filter(|part| !part.is_empty()).all(|part| {
        at.push(part);
        at.symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
    })
}

/// Opens `path` where it is an ordinary file: a link is not followed, and a pipe or a device is not waited for.
pub(super) fn open_file(path: &Path) -> Option<File> {
    if !is_regular(path).ok()? {
        return None;
    }
    let file = unlinked(OpenOptions::new().read(true)).open(path).ok()?;
    file.metadata().ok()?.is_file().then_some(file)
}
