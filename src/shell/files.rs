//! Reads and writes the files of people: documents that they name, exports, and the content that `init`, `new` and
//! `import` write. This is the only door to them; the pages of a site go through [`super::output`].
//!
//! A file is written beside its place under a random name, brought to the disk, and only then gets its name, so that
//! nobody ever sees half of it, not even after a power cut. A file that is replaced keeps its mode, its owner as far
//! as this user may give it, and the link that leads to it; a link out of the site is never written through.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::DiskError;
use super::durable::sync_folder;
use crate::plan::{OutPath, OutPathError};

/// A document above this size is none that a person wrote: 32 MB.
const DOCUMENT_LIMIT: u64 = 32 << 20;

/// The bytes of the document `path`.
///
/// # Errors
/// When it is no ordinary file, cannot be read, or has more than 32 MB.
pub fn read_document(path: &Path) -> Result<Vec<u8>, DiskError> {
    let name = || path.display().to_string();
    let unreadable = |error: io::Error| {
        let advice = "check the name of the file and that your user may read it";
        DiskError { advice: advice.to_owned(), ..DiskError::unreadable(name(), &error) }
    };
    // A pipe or a device would never come to an end.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(DiskError::new(name(), "is no ordinary file", "name a document"));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(DOCUMENT_LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > DOCUMENT_LIMIT {
        return Err(DiskError::new(name(), "has more than 32 MB", "take its pictures out, or split it"));
    }
    Ok(bytes)
}

/// Lets `options` open no link and wait for no pipe: a name that leerlijn keeps for its own files may have been
/// given to something else, by a repository that was made to do harm.
pub(super) fn unlinked(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    options
}

/// Whether `path` is a regular file and no link to one; false where there is nothing.
pub(super) fn is_regular(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(found.is_file()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// The text of the file `path`; `None` when there is none.
///
/// # Errors
/// As for [`read_document`].
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, DiskError> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => read_document(path).map(Some),
    }
}

/// Makes `files`, given as paths below `folder` and their contents, with the folders that they stand in: all of
/// them, or none.
///
/// # Errors
/// When one of them is there already, would stand behind a link that leads out of `folder`, or has a name that some
/// system cannot store; when the disk refuses. Then nothing is left of the others.
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

/// Writes a file that a person named in place of an earlier one, or a new one; whoever reads it meanwhile sees the
/// one or the other whole. A link stays one, and what it leads to is replaced.
///
/// # Errors
/// When something is there that is no ordinary file, or the disk refuses; the earlier file is then as it was.
pub fn replace(path: &Path, content: impl AsRef<[u8]>) -> Result<(), DiskError> {
    let mut made = MadeFolders::default();
    let staged = StagedFile::write(path, Target::find(path, None)?, content.as_ref(), &mut made)?;
    put_in_place(vec![staged], made)
}

/// Writes a file that leerlijn keeps for itself. What has its name and is no ordinary file, such as a link that a
/// repository brought, is neither followed nor replaced.
///
/// # Errors
/// Then, and when the disk refuses.
pub(super) fn replace_own(path: &Path, content: &[u8]) -> Result<(), DiskError> {
    let earlier = fs::symlink_metadata(path).ok();
    if earlier.as_ref().is_some_and(|earlier| !earlier.is_file()) {
        return Err(DiskError::new(path.display().to_string(), "is no file of leerlijn", "move it away"));
    }
    let mut made = MadeFolders::default();
    let target = Target { path: path.to_owned(), earlier };
    let staged = StagedFile::write(path, target, content, &mut made)?;
    put_in_place(vec![staged], made)
}

/// Writes files of the site in folder `root`, each as [`replace`] does. The disk takes the contents of all of them
/// before the first is replaced.
///
/// # Errors
/// As for [`replace`], and when a file stands behind a link that leads out of the site.
pub fn replace_in(root: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), DiskError> {
    let mut made = MadeFolders::default();
    let mut staged = Vec::with_capacity(files.len());
    for (path, content) in files {
        let target = Target::find(path, Some(root))?;
        if let (None, Ok(name)) = (&target.earlier, path.strip_prefix(root)) {
            refuse_name(path, &name.to_string_lossy().replace('\\', "/"))?;
        }
        staged.push(StagedFile::write(path, target, content, &mut made)?);
    }
    put_in_place(staged, made)
}

/// Where a file really goes.
struct Target {
    /// The path, links followed.
    path: PathBuf,
    /// The file that is there, whose mode and owner the new one gets.
    earlier: Option<Metadata>,
}

impl Target {
    /// Where the file `path` goes, which must be `within` that folder however links lead.
    fn find(path: &Path, within: Option<&Path>) -> Result<Self, DiskError> {
        let name = || path.display().to_string();
        let unreadable = |error: io::Error| DiskError::unreadable(name(), &error);
        let leads_out = || {
            let advice = "write the file where it really stands, or put a folder in the place of the link";
            DiskError::new(name(), "stands behind a link that leads out of the site", advice)
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
            // Of what is there already, the innermost says where the rest would come to be.
            let is_there = |path: &&Path| fs::symlink_metadata(path).is_ok();
            let innermost = target.ancestors().find(is_there).unwrap_or(&target);
            if !fs::canonicalize(innermost).map_err(unreadable)?.starts_with(within) {
                return Err(leads_out());
            }
        }
        if earlier.as_ref().is_some_and(|earlier| !earlier.is_file()) {
            return Err(DiskError::new(name(), "is no ordinary file", "name another file, or move it away"));
        }
        Ok(Self { path: target, earlier })
    }

    fn folder(&self) -> &Path {
        self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }
}

/// A file whose content is on the disk already, beside its place and under a name that nobody can guess. It goes
/// when it is not put in place.
struct StagedFile {
    /// As the person knows it.
    path: PathBuf,
    target: Target,
    file: NamedTempFile,
}

impl StagedFile {
    fn write(path: &Path, target: Target, content: &[u8], made: &mut MadeFolders) -> Result<Self, DiskError> {
        made.make_for(target.folder())?;
        let staged = || -> io::Result<NamedTempFile> {
            let mut file = temporary_file(target.folder())?;
            file.write_all(content)?;
            if let Some(earlier) = &target.earlier {
                keep_owner(file.as_file(), earlier)?;
            }
            // Else the name could outlive a power cut that the content does not.
            file.as_file().sync_all()?;
            Ok(file)
        };
        let file = staged().map_err(|error| DiskError::unwritable(path, &error))?;
        Ok(Self { path: path.to_owned(), target, file })
    }

    /// Gives the file its name; a new file never takes the place of one that came meanwhile.
    fn put(self) -> Result<(PathBuf, bool), DiskError> {
        let Self { path, target, file } = self;
        let is_new = target.earlier.is_none();
        let put = if is_new { file.persist_noclobber(&target.path) } else { file.persist(&target.path) };
        let put = put.or_else(|failed| match failed.error.kind() {
            // Some disks know no other way than to put a file in the place of another.
            kind if kind != io::ErrorKind::AlreadyExists && !target.path.exists() => {
                failed.file.persist(&target.path)
            }
            _ => Err(failed),
        });
        match put {
            Ok(_) => Ok((target.path, is_new)),
            Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Err(is_there(&path)),
            Err(failed) => Err(DiskError::unwritable(&path, &failed.error)),
        }
    }
}

/// Gives all files their names. When one cannot get it, the new ones before it go again.
fn put_in_place(staged: Vec<StagedFile>, mut made: MadeFolders) -> Result<(), DiskError> {
    let mut new = Vec::new();
    let mut folders: BTreeSet<PathBuf> = made.holders();
    for file in staged {
        folders.insert(file.target.folder().to_owned());
        match file.put() {
            Ok((path, true)) => new.push(path),
            Ok((_, false)) => {}
            Err(error) => {
                new.iter().for_each(|path| drop(fs::remove_file(path)));
                return Err(error);
            }
        }
    }
    made.keep();
    folders
        .iter()
        .try_for_each(|folder| sync_folder(folder).map_err(|error| DiskError::unwritable(folder, &error)))
}

/// The folders that were made for files; they go again, as far as they are empty, when the files do not come.
#[derive(Debug, Default)]
pub(super) struct MadeFolders(Vec<PathBuf>);

impl MadeFolders {
    fn make_for(&mut self, folder: &Path) -> Result<(), DiskError> {
        self.make(folder).map_err(|error| DiskError::unwritable(folder, &error))
    }

    /// Makes `folder` and those that it stands in, as far as they are missing.
    pub(super) fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().take_while(|part| !part.as_os_str().is_empty() && !part.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        self.0.extend(missing.into_iter().rev());
        fs::create_dir_all(folder)
    }

    /// The folders in which they stand.
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

/// A new file in `folder`, with the rights that new files get here.
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.prefix(".leerlijn-").tempfile_in(folder)
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
    DiskError::new(path.display().to_string(), "is there already", "choose another name, or remove it first")
}

/// Refuses a new file of a site whose `name` some system cannot store: others copy the site.
fn refuse_name(path: &Path, name: &str) -> Result<(), DiskError> {
    let problem = match OutPath::new(name) {
        Ok(_) => return Ok(()),
        Err(OutPathError::Device(_)) => "would have a name that Windows keeps for a device",
        Err(_) => "would have a name that not every system can store",
    };
    Err(DiskError::new(path.display().to_string(), problem, "choose another title"))
}

/// What stands in `folder`, but for what a version control system keeps there; nothing when there is no
/// such folder.
///
/// # Errors
/// When it cannot be read, or is a file.
pub fn first_in(folder: &Path) -> Result<Option<String>, DiskError> {
    let unreadable = |error: io::Error| DiskError::unreadable(folder.display().to_string(), &error);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        entries => entries.map_err(unreadable)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names.into_iter().find(|name| name != ".git"))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let folder = TempDir::new().unwrap();
        let name = "content/profiles/a.md";
        create(folder.path(), &[(name, b"een")]).unwrap();
        let message =
            create(folder.path(), &[("b/c.md", b"nieuw"), (name, b"twee")]).unwrap_err().to_string();
        assert!(
            message.ends_with("a.md is there already; choose another name, or remove it first"),
            "{message}"
        );
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "een");
        assert_eq!(names(folder.path()), ["content"], "nothing is left of the other file");
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_name_that_windows_keeps_for_a_device_is_refused() {
        let folder = TempDir::new().unwrap();
        let message = create(folder.path(), &[("content/profiles/con.md", b"")]).unwrap_err().to_string();
        assert!(message.contains("Windows keeps for a device; choose another title"), "{message}");
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    #[cfg(unix)]
    fn nothing_is_written_behind_a_link_that_leads_out() {
        use std::os::unix::fs::symlink;
        let folder = TempDir::new().unwrap();
        let (site, elsewhere) = (folder.path().join("site"), folder.path().join("elsewhere"));
        fs::create_dir_all(site.join("content")).unwrap();
        fs::create_dir(&elsewhere).unwrap();
        fs::write(elsewhere.join("b.md"), "private").unwrap();
        symlink(&elsewhere, site.join("content/modules")).unwrap();
        symlink(elsewhere.join("b.md"), site.join("content/b.md")).unwrap();
        for name in
            ["content/modules/a.md", "content/modules/new/a.md", "content/b.md", "content/modules/b.md"]
        {
            let files = [(site.join(name), b"een".to_vec())];
            for refused in [create(&site, &[(name, b"een")]), replace_in(&site, &files)] {
                let message = refused.unwrap_err().to_string();
                assert!(message.contains("leads out") || message.contains("is there already"), "{message}");
            }
        }
        assert_eq!(names(&elsewhere), ["b.md"]);
        assert_eq!(fs::read_to_string(elsewhere.join("b.md")).unwrap(), "private");
    }

    #[test]
    #[cfg(unix)]
    fn a_file_that_is_replaced_keeps_its_mode_its_group_and_its_link() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
        let folder = TempDir::new().unwrap();
        let (file, link) = (folder.path().join("own.md"), folder.path().join("link.md"));
        fs::write(&file, "een").unwrap();
        symlink("own.md", &link).unwrap();
        // An administrator may give it away; others try it with their own.
        let _ = chown(&file, Some(1), Some(1));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let before = fs::metadata(&file).unwrap();
        replace_in(folder.path(), &[(link.clone(), b"twee".to_vec())]).unwrap();
        let after = fs::metadata(&file).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "twee");
        assert_eq!((after.mode(), after.uid(), after.gid()), (before.mode(), before.uid(), before.gid()));
        replace(&folder.path().join("new.md"), "").unwrap();
        fs::write(folder.path().join("usual.md"), "").unwrap();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().mode();
        assert_eq!(mode("new.md"), mode("usual.md"));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_with_the_name_of_a_file_of_ours_is_not_written_through() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("page.md"), "mine").unwrap();
        std::os::unix::fs::symlink("page.md", folder.path().join(".cache")).unwrap();
        assert!(replace_own(&folder.path().join(".cache"), b"ours").is_err());
        assert_eq!(fs::read_to_string(folder.path().join("page.md")).unwrap(), "mine");
        replace_own(&folder.path().join(".other"), b"ours").unwrap();
    }

    #[test]
    #[cfg(unix)]
    fn a_device_is_no_file_to_be_replaced() {
        let folder = TempDir::new().unwrap();
        std::os::unix::fs::symlink("/dev/null", folder.path().join("null")).unwrap();
        let message = replace(&folder.path().join("null"), "").unwrap_err().to_string();
        assert!(message.contains("is no ordinary file"), "{message}");
    }

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_behind() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.md");
        replace(&path, "een").unwrap();
        replace(&path, "twee").unwrap();
        assert_eq!(read_if_there(&path).unwrap().as_deref(), Some(b"twee".as_slice()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(read_if_there(&folder.path().join("b.md")).unwrap(), None);
        let folder_itself = read_document(folder.path()).unwrap_err().to_string();
        assert!(folder_itself.ends_with("is no ordinary file; name a document"), "{folder_itself}");
    }

    #[test]
    fn a_folder_with_a_repository_alone_counts_as_empty() {
        let folder = TempDir::new().unwrap();
        assert_eq!(first_in(&folder.path().join("nergens")).unwrap(), None);
        fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(first_in(folder.path()).unwrap(), None);
        fs::write(folder.path().join("les.md"), "").unwrap();
        assert_eq!(first_in(folder.path()).unwrap().as_deref(), Some("les.md"));
    }
}
