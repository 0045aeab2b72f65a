//! Reads and writes the files of people: documents that they name, exports, and the content that `init`, `new` and
//! `import` write. All of these go through this module; the pages of a site go through [`super::output`].
//!
//! A file that was read to be changed is written by [`replace_read`] alone, whoever changes it: an edit, an import, the
//! taking back of one. It refuses what is newer on the disk. [`create`] writes what is not there yet, and [`replace`] what
//! a person said to write over.
//!
//! A file is written under a random name beside its place, brought to the disk, and only then gets its name, so that
//! nobody ever sees half of it, not even after a power cut. A file that is replaced keeps its mode, and its owner as
//! far as this user may set it. If it was reached through a link, the link stays and its target is replaced; for
//! files of the site, a link that leads out of the site is never written through.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::DiskError;
use super::durable::sync_folder;
use super::load::is_left_behind;
use crate::diagnostics::{did_you_mean, say};
use crate::plan::{OutPath, OutPathError};
use crate::text::nearest;

mod leftovers;

/// The greatest size of a document: 32 MB, more than any person writes.
const DOCUMENT_LIMIT: u64 = 32 << 20;

/// Reads the bytes of the document `path`.
///
/// # Errors
/// When it is not a regular file, cannot be read, or is larger than 32 MB.
pub fn read_document(path: &Path) -> Result<Vec<u8>, DiskError> {
    let name = || path.display().to_string();
    let unreadable = |error: io::Error| {
        let otherwise = say!("check the name of the file and that your user may read it");
        let near = if error.kind() == io::ErrorKind::NotFound { named_nearly(path) } else { Vec::new() };
        let near: Vec<&str> = near.iter().map(String::as_str).collect();
        DiskError { advice: did_you_mean(&near, otherwise), ..DiskError::unreadable(name(), &error) }
    };
    if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$")) {
        let reason = say!("is no document, but the note of a program that it has one open");
        let advice = say!("name the document itself; it stands in the same folder, and its name has no `~$`");
        return Err(DiskError::new(name(), reason, advice));
    }
    // Reading a pipe or a device might never end.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(DiskError::new(name(), say!("is no ordinary file"), say!("name a document")));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(DOCUMENT_LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > DOCUMENT_LIMIT {
        return Err(DiskError::new(
            name(),
            say!("has more than 32 MB"),
            say!("take its pictures out, or split it"),
        ));
    }
    Ok(bytes)
}

/// The names of files beside `path`, which is not there, that are nearly its own, or differ in their ending alone.
fn named_nearly(path: &Path) -> Vec<String> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let is_here = folder.as_os_str().is_empty();
    let entries = fs::read_dir(if is_here { Path::new(".") } else { folder }).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut names: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| !name.starts_with(['.', '~']));
    names.sort();
    let wanted = path.file_name().unwrap_or_default().to_string_lossy();
    let is_it = |name: &&str| Path::new(name).file_stem().is_some_and(|stem| *stem == *wanted);
    let same: Vec<&str> = names.iter().map(String::as_str).filter(is_it).collect();
    let near = if same.is_empty() { nearest(&wanted, names.iter().map(String::as_str)) } else { same };
    near.into_iter().map(|name| folder.join(name).display().to_string()).collect()
}

/// Makes `options` refuse links and not wait for pipes. A malicious repository may have given the name of one of
/// leerlijn's own files to something else.
pub(super) fn unlinked(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    options
}

/// Whether `path` is a regular file and not a link to one; false if it does not exist.
pub(super) fn is_regular(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(found.is_file()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Reads the bytes of the file `path`; `None` if it does not exist.
///
/// # Errors
/// As for [`read_document`].
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, DiskError> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => read_document(path).map(Some),
    }
}

/// The bytes of the file `path` of the site in `root`; none when nothing is there. A link is followed to a file of the site
/// alone, so nothing else is opened.
///
/// # Errors
/// As for [`read_document`], and when it stands behind a link that leads out of the site.
pub fn read_inside(root: &Path, path: &Path) -> Result<Option<Vec<u8>>, DiskError> {
    refuse_outside(root, path)?;
    read_if_there(path)
}

/// Creates `files`, given as paths below `folder` with their contents, and the folders that they need: all of them,
/// or none.
///
/// # Errors
/// When one of them exists already, would be behind a link that leads out of `folder`, or has a name that some system
/// cannot store, or when the disk refuses. Then nothing of the others is left.
pub fn create(folder: &Path, files: &[(&str, &[u8])]) -> Result<(), DiskError> {
    let mut made = MadeFolders::default();
    made.make_for(folder)?;
    let mut staged = Vec::with_capacity(files.len());
    for (name, content) in files {
        let path = folder.join(name);
        refuse_name(&path, name)?;
        let target = Target::find(&path, Some(folder))?;
        if target.earlier.is_some() {
            return Err(is_there(&path));
        }
        staged.push(StagedFile::write(&path, target, content, &mut made)?);
    }
    put_in_place(staged, made)
}

/// Writes a file that a person named, whether it exists already or not. Whoever reads it meanwhile gets the whole old
/// file or the whole new one. A link stays, and its target is replaced.
///
/// # Errors
/// When `path` is something other than a regular file, or the disk refuses; an earlier file is then as it was.
pub fn replace(path: &Path, content: impl AsRef<[u8]>) -> Result<(), DiskError> {
    let mut made = MadeFolders::default();
    let staged = StagedFile::write(path, Target::find(path, None)?, content.as_ref(), &mut made)?;
    put_in_place(vec![staged], made)
}

/// Writes a file that leerlijn keeps for itself. If something other than a regular file has its name, such as a link
/// that a repository brought, it is neither followed nor replaced.
///
/// # Errors
/// When something other than a regular file has the name, or the disk refuses.
pub fn replace_own(path: &Path, content: &[u8]) -> Result<(), DiskError> {
    let earlier = fs::symlink_metadata(path).ok();
    if earlier.as_ref().is_some_and(|earlier| !earlier.is_file()) {
        return Err(DiskError::new(
            path.display().to_string(),
            say!("is no file of leerlijn"),
            say!("move it away"),
        ));
    }
    let mut made = MadeFolders::default();
    let target = Target { path: path.to_owned(), earlier };
    let staged = StagedFile::write(path, target, content, &mut made)?;
    put_in_place(vec![staged], made)
}

/// A file of a person's that is to hold something else than it was read to hold.
#[derive(Debug, Clone)]
pub struct Replacement {
    /// Where it stands.
    pub path: PathBuf,
    /// Its bytes as they were read; none for a new file.
    pub old: Option<Vec<u8>>,
    /// The bytes that it is to hold.
    pub new: Vec<u8>,
}

/// Writes `files`, which were read before: of the site in the folder `within`, or anywhere. The contents of all of them are
/// on the disk before the first is replaced, and what somebody else saved since they were read is never written over.
///
/// # Errors
/// When one holds something else than it was read to hold, as for [`replace`], and when a file is behind a link that leads
/// out of the site, or a new one has a name that some system cannot store. Nothing is written then; files that were
/// replaced before the disk refused one get their old bytes back.
pub fn replace_read(within: Option<&Path>, files: &[Replacement]) -> Result<(), DiskError> {
    match replace_unchanged(within, files)? {
        None => Ok(()),
        Some(changed) => Err(DiskError::new(
            files[changed].path.display().to_string(),
            say!("was changed meanwhile"),
            say!("nothing was written; try it again"),
        )),
    }
}

/// Writes `files` as [`replace_read`] does. Where one holds something else by the time when all are ready to be put in
/// their places, nothing is written, and the answer is its number.
pub(super) fn replace_unchanged(
    within: Option<&Path>,
    files: &[Replacement],
) -> Result<Option<usize>, DiskError> {
    let mut made = MadeFolders::default();
    let staged: Vec<StagedFile> = files
        .iter()
        .map(|file| StagedFile::write_within(within, &file.path, &file.new, &mut made))
        .collect::<Result<_, _>>()?;
    for (at, file) in files.iter().enumerate() {
        if read_if_there(&file.path)? != file.old {
            return Ok(Some(at));
        }
    }
    put_in_place(staged, made).map(|()| None)
}

/// Refuses a `path` that stands behind a link which leads out of the folder `root`.
///
/// # Errors
/// When it does, or the disk refuses.
pub(super) fn refuse_outside(root: &Path, path: &Path) -> Result<(), DiskError> {
    Target::find(path, Some(root)).map(drop)
}

/// The place of a file to be written, links followed.
pub(super) struct Target {
    /// The path without a link at its end.
    pub(super) path: PathBuf,
    /// The existing file, whose mode and owner the new one gets.
    earlier: Option<Metadata>,
}

impl Target {
    /// Finds the place of the file `path`, which must be in the folder `within`, wherever links lead.
    pub(super) fn find(path: &Path, within: Option<&Path>) -> Result<Self, DiskError> {
        let name = || path.display().to_string();
        let unreadable = |error: io::Error| DiskError::unreadable(name(), &error);
        let leads_out = || {
            let advice =
                say!("write the file where it really stands, or put a folder in the place of the link");
            DiskError::new(name(), say!("stands behind a link that leads out of the site"), advice)
        };
        let found = match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            found => Some(found.map_err(unreadable)?),
        };
        let target = match &found {
            Some(found) if found.is_symlink() => fs::canonicalize(path).map_err(unreadable)?,
            Some(_) | None => path.to_owned(),
        };
        let earlier = found.map(|_| fs::symlink_metadata(&target)).transpose().map_err(unreadable)?;
        if let Some(within) = within {
            let within = fs::canonicalize(within).map_err(unreadable)?;
            // Of the parts that exist, the innermost decides where the rest would be created.
            let is_there = |path: &&Path| fs::symlink_metadata(path).is_ok();
            let innermost = target.ancestors().find(is_there).unwrap_or(&target);
            if !fs::canonicalize(innermost).map_err(unreadable)?.starts_with(within) {
                return Err(leads_out());
            }
        }
        if earlier.as_ref().is_some_and(|earlier| !earlier.is_file()) {
            return Err(DiskError::new(
                name(),
                say!("is no ordinary file"),
                say!("name another file, or move it away"),
            ));
        }
        Ok(Self { path: target, earlier })
    }

    fn folder(&self) -> &Path {
        self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }
}

/// A file whose content is on the disk already, beside its place and under a name that nobody can guess. It is
/// removed unless it is put in its place.
struct StagedFile {
    /// The path that the person knows.
    path: PathBuf,
    target: Target,
    file: NamedTempFile,
}

impl StagedFile {
    /// Writes a file, of the site in the folder `within` where there is one.
    fn write_within(
        within: Option<&Path>,
        path: &Path,
        content: &[u8],
        made: &mut MadeFolders,
    ) -> Result<Self, DiskError> {
        let target = Target::find(path, within)?;
        let name = within.and_then(|root| path.strip_prefix(root).ok());
        if let (None, Some(name)) = (&target.earlier, name) {
            refuse_name(path, &name.to_string_lossy().replace('\\', "/"))?;
        }
        Self::write(path, target, content, made)
    }

    fn write(path: &Path, target: Target, content: &[u8], made: &mut MadeFolders) -> Result<Self, DiskError> {
        made.make_for(target.folder())?;
        leftovers::remove_once(target.folder());
        let staged = || -> io::Result<NamedTempFile> {
            let mut file = temporary_file(target.folder())?;
            file.write_all(content)?;
            if let Some(earlier) = &target.earlier {
                keep_owner(file.as_file(), earlier)?;
            }
            // Otherwise the name could survive a power cut and the content not.
            file.as_file().sync_all()?;
            Ok(file)
        };
        let file = staged().map_err(|error| DiskError::unwritable(path, &error))?;
        Ok(Self { path: path.to_owned(), target, file })
    }

    /// Renames the file to its place. A new file never replaces one that appeared meanwhile.
    fn put(self) -> Result<PutFile, DiskError> {
        let Self { path, target, file } = self;
        let is_new = target.earlier.is_none();
        let kept = if is_new { None } else { second_name(&target) };
        let put = if is_new { file.persist_noclobber(&target.path) } else { file.persist(&target.path) };
        let put = put.or_else(|failed| match failed.error.kind() {
            // Some disks can only rename in a way that replaces another file.
            kind if kind != io::ErrorKind::AlreadyExists && !target.path.exists() => {
                failed.file.persist(&target.path)
            }
            _ => Err(failed),
        });
        match put {
            Ok(_) => Ok(PutFile { path: target.path, is_new, kept }),
            Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Err(is_there(&path)),
            Err(failed) => Err(DiskError::unwritable(&path, &failed.error)),
        }
    }
}

/// A file that stands in its place.
struct PutFile {
    path: PathBuf,
    is_new: bool,
    /// The file that stood there, under another name, as long as others may fail.
    kept: Option<TempPath>,
}

impl PutFile {
    /// Takes a new file away again, and brings an earlier one back.
    fn take_back(self) {
        match self.kept {
            Some(kept) => drop(kept.persist(&self.path)),
            None if self.is_new => drop(fs::remove_file(&self.path)),
            None => {}
        }
    }
}

/// A second name for the file in the place of `target`, which costs no room; none where the disk has no such names.
fn second_name(target: &Target) -> Option<TempPath> {
    let name = tempfile::Builder::new()
        .prefix(leftovers::PREFIX)
        .make_in(target.folder(), |name| fs::hard_link(&target.path, name));
    name.ok().map(|name: NamedTempFile<()>| name.into_temp_path())
}

/// Renames all files to their places. If one fails, those before it are taken back.
fn put_in_place(staged: Vec<StagedFile>, mut made: MadeFolders) -> Result<(), DiskError> {
    let mut put: Vec<PutFile> = Vec::new();
    let mut folders: BTreeSet<PathBuf> = made.holders();
    for file in staged {
        folders.insert(file.target.folder().to_owned());
        match file.put() {
            Ok(file) => put.push(file),
            Err(error) => {
                put.into_iter().for_each(PutFile::take_back);
                return Err(error);
            }
        }
    }
    drop(put);
    made.keep();
    folders
        .iter()
        .try_for_each(|folder| sync_folder(folder).map_err(|error| DiskError::unwritable(folder, &error)))
}

/// The folders that were created for files. Those that are empty are removed again, unless the files are written.
#[derive(Debug, Default)]
pub(super) struct MadeFolders(Vec<PathBuf>);

impl MadeFolders {
    fn make_for(&mut self, folder: &Path) -> Result<(), DiskError> {
        self.make(folder).map_err(|error| DiskError::unwritable(folder, &error))
    }

    /// Creates `folder` and its parents, as far as they are missing.
    pub(super) fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().take_while(|part| !part.as_os_str().is_empty() && !part.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        self.0.extend(missing.into_iter().rev());
        fs::create_dir_all(folder)
    }

    /// The folders that hold the created ones.
    fn holders(&self) -> BTreeSet<PathBuf> {
        let holders = self.0.iter().filter_map(|folder| folder.parent());
        let here =
            |folder: &Path| if folder.as_os_str().is_empty() { Path::new(".") } else { folder }.to_owned();
        holders.map(here).collect()
    }

    fn keep(&mut self) {
        self.0.clear();
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            drop(fs::remove_dir(folder));
        }
    }
}

/// A new file in `folder`, with the usual permissions of new files.
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.prefix(leftovers::PREFIX).tempfile_in(folder)
}

/// Gives `file` the mode of the `earlier` one, and its owner and group as far as this user may.
#[cfg(unix)]
fn keep_owner(file: &File, earlier: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let own = file.metadata()?;
    if (own.uid(), own.gid()) != (earlier.uid(), earlier.gid()) {
        drop(
            fchown(file, Some(earlier.uid()), Some(earlier.gid()))
                .or_else(|_| fchown(file, None, Some(earlier.gid()))),
        );
    }
    file.set_permissions(earlier.permissions())
}

#[cfg(not(unix))]
fn keep_owner(file: &File, earlier: &Metadata) -> io::Result<()> {
    file.set_permissions(earlier.permissions())
}

fn is_there(path: &Path) -> DiskError {
    DiskError::new(
        path.display().to_string(),
        say!("is there already"),
        say!("choose another name, or remove it first"),
    )
}

/// Refuses a new file of a site whose `name` some system cannot store, because other people may copy the site.
fn refuse_name(path: &Path, name: &str) -> Result<(), DiskError> {
    let problem = match OutPath::new(name) {
        Ok(_) => return Ok(()),
        Err(OutPathError::Device(_)) => say!("would have a name that Windows keeps for a device"),
        Err(_) => say!("would have a name that not every system can store"),
    };
    Err(DiskError::new(path.display().to_string(), problem, say!("choose another title")))
}

/// The first name in `folder` that keeps a new site away; `None` if there is none, or no folder. Hidden files, those that
/// systems make, a README, a licence and `given`, the documents that the site is made of, keep it away from nowhere.
///
/// # Errors
/// When `folder` cannot be read, or is a file.
pub fn first_in(folder: &Path, given: &[&Path]) -> Result<Option<String>, DiskError> {
    let unreadable = |error: io::Error| DiskError::unreadable(folder.display().to_string(), &error);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        entries => entries.map_err(unreadable)?,
    };
    let given: Vec<PathBuf> = given.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(unreadable)?;
        let is_given = || entry.path().canonicalize().is_ok_and(|path| given.contains(&path));
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_left_behind(&name) && !is_about_repository(&name) && !is_given() {
            names.push(name);
        }
    }
    Ok(names.into_iter().min())
}

/// Whether people and code hosts put a file of this name into a folder before anything else stands there.
fn is_about_repository(name: &str) -> bool {
    let stem = name.split(['.', '-']).next().unwrap_or(name).to_ascii_lowercase();
    let names =
        ["readme", "leesmij", "lisezmoi", "liesmich", "license", "licence", "licentie", "lizenz", "copying"];
    names.contains(&stem.as_str())
}

#[cfg(test)]
mod tests;
