//! The reasons why a site was not written, each told in one line with the path that it is about, and with advice
//! where there is any.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::super::disk_error::reason;
use crate::diagnostics::{Message, say};
use crate::plan::OutPath;
use crate::text::SourcePath;

/// Why the site was not written.
#[derive(Debug)]
pub enum OutputError {
    /// The output folder is at a place that a site must never be written to.
    Forbidden(PathBuf, Forbidden),
    /// A file or something else that is not a folder has the path of the output folder.
    NotAFolder(PathBuf),
    /// A link in the project leads out of it: the link, and the folder that the output would be.
    LinkOut(PathBuf, PathBuf),
    /// A link in the output folder's path leads to nothing.
    DeadLink(PathBuf),
    /// The folder holds files but no manifest, so it belongs to somebody else: the folder and one such file.
    NotOurs(PathBuf, PathBuf),
    /// Somebody else's file or folder is at a path that the site needs.
    InTheWay(PathBuf),
    /// A file or folder that leerlijn did not write has a name that leerlijn reserves for itself.
    NameTaken(PathBuf),
    /// Two files of the site would be one file on some disks.
    Collision(OutPath, OutPath),
    /// The manifest is of another version of the program.
    Manifest(PathBuf),
    /// Another build is writing this output.
    Busy(PathBuf),
    /// This user may not write to the output folder.
    ReadOnly(PathBuf),
    /// A folder inside the output lies on another disk.
    OtherDisk(PathBuf),
    /// The remains of an interrupted build cannot be cleared away.
    Leftover(PathBuf, io::Error),
    /// A source file to be published cannot be read.
    Asset(SourcePath, io::Error),
    /// A file of the site could not be rendered; the renderer has reported the reason.
    NotRendered(OutPath),
    /// An error of the disk: the attempted action, the path, and the reason.
    Disk(Message, PathBuf, io::Error),
}

/// A place that a site must never be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forbidden {
    /// The folder of the project.
    Project,
    /// A folder that holds the project.
    AboveProject,
    /// The folder of the content, one inside it, or one that holds it.
    Content,
    /// The folder of the themes, one inside it, or one that holds it.
    Themes,
    /// The user's home folder, or one that holds it.
    Home,
    /// The top of a disk.
    Top,
    /// The folder of a repository, or one inside it.
    Repository,
    /// One with a name that leerlijn keeps for its own files.
    Kept,
    /// One whose name has a line break or another sign that no terminal and no list shows.
    Unshown,
}

impl OutputError {
    /// Makes a closure for `map_err` that says that the disk refused to `doing` at `path`, such as "write".
    pub(super) fn disk(doing: Message, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Disk(doing, path, error)
    }

    /// Advice to the user, where there is any.
    pub fn advice(&self) -> Option<Message> {
        Some(match self {
            Self::Forbidden(..) => say!("choose a folder for the site alone, such as `output`"),
            Self::LinkOut(..) => say!("name that folder itself with `--output`, if the site belongs there"),
            Self::NotAFolder(_) => say!("move it away or choose another output folder"),
            Self::DeadLink(_) => say!("make that folder or remove the link"),
            Self::NotOurs(..) => say!("choose another folder, or empty this one first"),
            Self::InTheWay(_) | Self::NameTaken(_) => say!("move it away"),
            Self::Collision(..) => say!("rename one of them"),
            Self::Manifest(_) => say!("build with that version, or empty the output folder and build again"),
            Self::Busy(_) => say!("wait for it and build again"),
            Self::ReadOnly(_) => say!("change its permissions or choose another"),
            Self::OtherDisk(_) => say!("unmount it or choose another output folder"),
            Self::Leftover(..) => say!("remove it yourself"),
            Self::Disk(_, _, error) | Self::Asset(_, error) if is_full(error) => {
                say!("make room and build again")
            }
            Self::Asset(..) | Self::Disk(..) | Self::NotRendered(_) => return None,
        })
    }

    /// The problem in one sentence.
    pub fn message(&self) -> Message {
        let quoted = |path: &Path| format!("`{}`", path.display());
        match self {
            Self::Forbidden(path, what) => {
                let path = quoted(path).replace(char::is_control, "\u{fffd}");
                say!("the output folder {path} is {what}", path, what = what.message())
            }
            Self::LinkOut(link, path) => {
                say!(
                    "{path} is a link out of the project, to {folder}",
                    path = quoted(link),
                    folder = quoted(path)
                )
            }
            Self::NotAFolder(path) => say!("{path} is no folder", path = quoted(path)),
            Self::DeadLink(path) => {
                say!("{path} is a link to a folder that does not exist", path = quoted(path))
            }
            Self::NotOurs(folder, file) => {
                let (folder, file) = (quoted(folder), quoted(file));
                say!(
                    "the output folder {folder} holds files that leerlijn did not write, such as {file}",
                    folder,
                    file
                )
            }
            Self::InTheWay(path) => {
                say!("the site needs the place of {path}, which leerlijn did not write", path = quoted(path))
            }
            Self::NameTaken(path) => {
                say!(
                    "{path} has a name that leerlijn keeps for its own files, and is none of them",
                    path = quoted(path)
                )
            }
            Self::Collision(a, b) => say!("`{a}` and `{b}` would be one file on some disks", a, b),
            Self::Manifest(path) => {
                say!("{path} is of another version of leerlijn", path = quoted(path))
            }
            Self::Busy(folder) => say!("another build is writing to {path}", path = quoted(folder)),
            Self::ReadOnly(folder) => {
                say!("you may not write to the output folder {path}", path = quoted(folder))
            }
            Self::OtherDisk(path) => say!("{path} in the output lies on another disk", path = quoted(path)),
            Self::Leftover(path, error) => {
                let (path, why) = (quoted(path), in_words(error));
                say!("cannot clear away {path}, left by an interrupted build: {why}", path, why)
            }
            Self::Asset(path, error) => {
                say!("cannot read `{path}`, which the site publishes: {why}", path, why = in_words(error))
            }
            Self::NotRendered(path) => say!("`{path}` could not be made", path),
            Self::Disk(doing, path, error) => {
                say!("cannot {doing} {path}: {why}", doing, path = quoted(path), why = in_words(error))
            }
        }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().english())?;
        self.advice().map_or(Ok(()), |advice| write!(f, "; {}", advice.english()))
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Leftover(_, error) | Self::Asset(_, error) | Self::Disk(_, _, error) => Some(error),
            _ => None,
        }
    }
}

impl Forbidden {
    /// The place in words.
    fn message(self) -> Message {
        match self {
            Self::Project => say!("the project itself"),
            Self::AboveProject => say!("a folder that holds the project"),
            Self::Content => say!("where the content is"),
            Self::Themes => say!("where the themes are"),
            Self::Home => say!("your home folder, or holds it"),
            Self::Top => say!("the top of a disk"),
            Self::Repository => say!("in the folder of a git repository"),
            Self::Kept => say!("called as leerlijn calls its own files"),
            Self::Unshown => say!("one whose name has a line break or another sign that cannot be seen"),
        }
    }
}

/// The reason in everyday words, where it is a usual one.
fn in_words(error: &io::Error) -> Message {
    match error.kind() {
        ErrorKind::PermissionDenied => say!("you do not have permission"),
        ErrorKind::FileTooLarge => say!("the disk takes no file of this size"),
        ErrorKind::QuotaExceeded => say!("your quota is used up"),
        ErrorKind::ReadOnlyFilesystem => say!("the disk is read-only"),
        _ => reason(error),
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}
