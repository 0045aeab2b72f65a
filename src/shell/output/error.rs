//! The reasons why a site was not written, each told in one line with the path that it is about, and with advice
//! where there is any.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::super::disk_error::reason;
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
    Disk(&'static str, PathBuf, io::Error),
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
}

impl OutputError {
    /// Makes a closure for `map_err` that says that the disk refused to `doing` at `path`, such as "write".
    pub(super) fn disk(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Disk(doing, path, error)
    }

    /// Advice to the user, where there is any.
    pub fn advice(&self) -> Option<&'static str> {
        Some(match self {
            Self::Forbidden(..) => "choose a folder for the site alone, such as `output`",
            Self::LinkOut(..) => "name that folder itself with `--output`, if the site belongs there",
            Self::NotAFolder(_) => "move it away or choose another output folder",
            Self::DeadLink(_) => "make that folder or remove the link",
            Self::NotOurs(..) => "choose another folder, or empty this one first",
            Self::InTheWay(_) | Self::NameTaken(_) => "move it away",
            Self::Collision(..) => "rename one of them",
            Self::Manifest(_) => "build with that version, or empty the output folder and build again",
            Self::Busy(_) => "wait for it and build again",
            Self::ReadOnly(_) => "change its permissions or choose another",
            Self::OtherDisk(_) => "unmount it or choose another output folder",
            Self::Leftover(..) => "remove it yourself",
            Self::Disk(_, _, error) | Self::Asset(_, error) if is_full(error) => "make room and build again",
            Self::Asset(..) | Self::Disk(..) | Self::NotRendered(_) => return None,
        })
    }

    fn what(&self) -> String {
        let quoted = |path: &Path| format!("`{}`", path.display());
        match self {
            Self::Forbidden(path, what) => format!("the output folder {} is {what}", quoted(path)),
            Self::LinkOut(link, path) => {
                format!("{} is a link out of the project, to {}", quoted(link), quoted(path))
            }
            Self::NotAFolder(path) => format!("{} is no folder", quoted(path)),
            Self::DeadLink(path) => format!("{} is a link to a folder that does not exist", quoted(path)),
            Self::NotOurs(folder, file) => {
                let (folder, file) = (quoted(folder), quoted(file));
                format!("the output folder {folder} holds files that leerlijn did not write, such as {file}")
            }
            Self::InTheWay(path) => {
                format!("the site needs the place of {}, which leerlijn did not write", quoted(path))
            }
            Self::NameTaken(path) => {
                format!(
                    "{} has a name that leerlijn keeps for its own files, and is none of them",
                    quoted(path)
                )
            }
            Self::Collision(a, b) => format!("`{a}` and `{b}` would be one file on some disks"),
            Self::Manifest(path) => {
                format!("{} is of another version of leerlijn", quoted(path))
            }
            Self::Busy(folder) => format!("another build is writing to {}", quoted(folder)),
            Self::ReadOnly(folder) => format!("you may not write to the output folder {}", quoted(folder)),
            Self::OtherDisk(path) => format!("{} in the output lies on another disk", quoted(path)),
            Self::Leftover(path, error) => {
                let (path, why) = (quoted(path), in_words(error));
                format!("cannot clear away {path}, left by an interrupted build: {why}")
            }
            Self::Asset(path, error) => {
                format!("cannot read `{path}`, which the site publishes: {}", in_words(error))
            }
            Self::NotRendered(path) => format!("`{path}` could not be made"),
            Self::Disk(doing, path, error) => {
                format!("cannot {doing} {}: {}", quoted(path), in_words(error))
            }
        }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what())?;
        self.advice().map_or(Ok(()), |advice| write!(f, "; {advice}"))
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

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Project => "the project itself",
            Self::AboveProject => "a folder that holds the project",
            Self::Content => "where the content is",
            Self::Themes => "where the themes are",
            Self::Home => "your home folder, or holds it",
            Self::Top => "the top of a disk",
        })
    }
}

/// The reason in everyday words, where it is a usual one.
fn in_words(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "you do not have permission".to_owned(),
        ErrorKind::FileTooLarge => "the disk takes no file of this size".to_owned(),
        ErrorKind::QuotaExceeded => "your quota is used up".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        _ => reason(error),
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}
