//! Reads the files of a site as a commit has them, without checking anything out.
//!
//! The same files are taken as from a folder ([`crate::shell::load()`]), so that a commit and the folder that it was
//! made of are the same site. A link in a commit is not followed, wherever it leads, and a submodule is another
//! repository; both are left out and said. The number of files, the length of a text and that of all texts together are
//! bounded, since a repository of a few kilobytes can name a file a million times.

use super::object::{ObjectId, TreeEntries, TreeEntry};
use super::objects::Objects;
use super::repository::Repository;
use crate::diagnostics::{Message, say};
use crate::shell::DiskError;
use crate::shell::load::kind::{self, SiteFileKind};
use crate::shell::load::{Loaded, SkipReason, Skipped, TEXT_LIMIT};
use crate::sources::{Asset, CONFIG_FILE, CONTENT_FOLDER, SourceFile, Sources, THEMES_FOLDER, TextFront};
use crate::text::SourcePath;

/// The deepest folders that hold pages, the most files and folders, and the longest texts and paths together.
const DEEPEST: usize = 64;
const MOST_FILES: usize = 300_000;
const LONGEST_TEXTS: usize = 512 << 20;
const LONGEST_PATHS: usize = 64 << 20;

/// Reads the site in `folder` of the commit `id`, which is called `name`.
///
/// # Errors
/// When the commit has no site there, or when a text of it is missing, damaged or too long.
pub(super) fn read(
    repository: &Repository,
    objects: &Objects<'_>,
    (name, id): (&str, ObjectId),
    folder: &[String],
) -> Result<Loaded, DiskError> {
    let mut reading = CommitReader {
        repository,
        objects,
        name,
        loaded: Loaded { sources: Sources::default(), skipped: Vec::new() },
        files: 0,
        length: 0,
        paths: 0,
    };
    let commit = objects.commit(id).ok_or_else(|| reading.unreadable(say!("its commit")))?;
    let mut tree = commit.tree;
    for part in folder {
        let bytes = objects.tree(tree).ok_or_else(|| reading.unreadable(say!("its folders")))?;
        let found = TreeEntries(&bytes).find(|entry| entry.name == part.as_bytes());
        tree = found.filter(TreeEntry::is_folder).ok_or_else(|| reading.no_site(folder))?.id;
    }
    let bytes = objects.tree(tree).ok_or_else(|| reading.unreadable(say!("its folders")))?;
    let mut has_content = false;
    for entry in TreeEntries(&bytes) {
        let Some(top) = entry.usable_name() else { continue };
        if [CONFIG_FILE, CONTENT_FOLDER, THEMES_FOLDER].contains(&top) {
            has_content |= top == CONTENT_FOLDER && entry.is_folder();
            reading.take(&entry, "", 1)?;
        }
    }
    if !has_content {
        return Err(reading.no_site(folder));
    }
    reading.loaded.skipped.sort();
    Ok(reading.loaded)
}

struct CommitReader<'r> {
    repository: &'r Repository,
    objects: &'r Objects<'r>,
    name: &'r str,
    loaded: Loaded,
    /// How many files, folders and links were met.
    files: usize,
    /// The bytes of all texts, and those of all paths.
    length: usize,
    paths: usize,
}

impl CommitReader<'_> {
    /// Takes an entry of the folder `above`, which ends in a slash.
    fn take(&mut self, entry: &TreeEntry<'_>, above: &str, depth: usize) -> Result<(), DiskError> {
        let lossy = String::from_utf8_lossy(entry.name);
        self.files += 1;
        self.paths += above.len() + lossy.len();
        if self.files > MOST_FILES || self.paths > LONGEST_PATHS {
            let problem = say!("has more than {most} files", most = MOST_FILES);
            return Err(self.error(problem, say!("compare folders instead")));
        }
        if kind::is_no_part(&lossy) {
            return Ok(());
        }
        let shown = format!("{above}{}", lossy.replace(char::is_control, "\u{FFFD}"));
        let path = entry
            .usable_name()
            .and_then(|name| kind::site_path(std::path::Path::new(&format!("{above}{name}"))).ok());
        let Some(path) = path else {
            self.skip(shown, SkipReason::OddName);
            return Ok(());
        };
        if entry.is_folder() {
            return if kind::is_open(&path) { self.take_folder(entry.id, &path, depth) } else { Ok(()) };
        }
        let Some(kind) = kind::of(&path) else { return Ok(()) };
        if !entry.is_file() {
            let reason =
                if entry.is_link() { SkipReason::UnfollowedLink } else { SkipReason::OtherRepository };
            self.skip(shown, reason);
            return Ok(());
        }
        match kind {
            SiteFileKind::Text => self.take_text(entry.id, path),
            SiteFileKind::Asset => {
                // The id of what a file holds is the best stamp that there is.
                let stamp = u64::from_be_bytes(*entry.id.0.first_chunk().unwrap_or(&[0; 8]));
                let asset = Asset {
                    path,
                    size: 0,
                    stamp,
                    dimensions: None,
                    captions: None,
                    front: TextFront::None,
                    font: None,
                };
                self.loaded.sources.insert_asset(asset);
                Ok(())
            }
        }
    }

    fn take_folder(&mut self, id: ObjectId, path: &SourcePath, depth: usize) -> Result<(), DiskError> {
        if depth >= DEEPEST {
            return Err(self.error(
                say!("has more than {most} folders in each other", most = DEEPEST),
                say!("compare folders instead"),
            ));
        }
        let bytes = self.objects.tree(id).ok_or_else(|| self.unreadable(Message::verbatim(path.as_str())))?;
        let above = format!("{path}/");
        TreeEntries(&bytes).try_for_each(|entry| self.take(&entry, &above, depth + 1))
    }

    fn take_text(&mut self, id: ObjectId, path: SourcePath) -> Result<(), DiskError> {
        let limit = usize::try_from(TEXT_LIMIT).unwrap_or(usize::MAX);
        let Some(bytes) = self.objects.blob(id, limit) else {
            return Err(self.unreadable_text(id, path.as_str()));
        };
        self.length += bytes.len();
        if self.length > LONGEST_TEXTS {
            return Err(
                self.error(say!("has texts of more than 512 MB together"), say!("compare folders instead"))
            );
        }
        self.loaded.sources.insert(SourceFile::new(path, &bytes));
        Ok(())
    }

    fn skip(&mut self, path: String, reason: SkipReason) {
        self.loaded.skipped.push(Skipped { path, reason });
    }

    fn error(&self, problem: Message, advice: Message) -> DiskError {
        DiskError::new(format!("`{}`", self.name), problem, advice)
    }

    fn no_site(&self, folder: &[String]) -> DiskError {
        let folder = folder.join("/");
        let advice =
            say!("where the site stood in another folder, name that: `{name}:FOLDER`", name = self.name);
        DiskError::new(
            format!("`{}`", self.name),
            if folder.is_empty() {
                say!("has no site: there is no folder `{content}`", content = CONTENT_FOLDER)
            } else {
                say!(
                    "has no site in `{folder}`: there is no folder `{content}`",
                    folder,
                    content = CONTENT_FOLDER
                )
            },
            advice,
        )
    }

    fn unreadable(&self, what: Message) -> DiskError {
        if self.objects.is_spent() {
            return self.too_much_work();
        }
        self.error(
            say!("cannot be read whole: {what} is missing or damaged", what),
            say!("`git fsck` says what is wrong"),
        )
    }

    fn too_much_work(&self) -> DiskError {
        self.error(say!("takes more work to read than anybody waits for"), say!("compare folders instead"))
    }

    /// Why a text could not be read: clones leave old files out when they are asked to.
    fn unreadable_text(&self, id: ObjectId, path: &str) -> DiskError {
        if self.objects.is_spent() {
            return self.too_much_work();
        }
        if self.objects.has(id) {
            return self.error(
                say!("cannot be read whole: {path} is longer than 64 MB or damaged", path),
                say!("`git fsck` says what is damaged"),
            );
        }
        if self.repository.has_alternates() {
            let problem =
                say!("cannot be read whole: {path} lies in another repository, which is not read", path);
            return self.error(problem, say!("run `git repack -a -d`, which brings everything here"));
        }
        self.error(
            say!("cannot be read whole: this clone does not have {path} as it was then", path),
            say!("clone with all files, without `--filter`; or check that commit out elsewhere and name its folder"),
        )
    }
}
