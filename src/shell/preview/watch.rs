//! Notices of changes in a site's folders, from the system's watcher and on its thread.
//!
//! A notice is only a hint where to look. When the system loses one it says so, or the next look at all files
//! ([`super::changes`]) finds the change.

use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostics::{Message, say};
use crate::shell::{EMFILE, concerns_site, site_path};
use crate::sources::{CONTENT_FOLDER, THEMES_FOLDER};
use crate::text::SourcePath;

/// Whether this system says when a file is closed after writing.
const SAYS_CLOSED: bool = cfg!(target_os = "linux");

/// The state of a file, as far as it was noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileState {
    /// It is being written, or it was taken away: more will follow, or nothing.
    Open,
    /// It is whole.
    Settled,
}

/// Something happened.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// To this file or folder.
    Path(SourcePath, FileState),
    /// To files that nobody named.
    Lost,
    /// Some folders cannot be watched, for this reason.
    Blind(Message),
}

/// Watches the folders of a site.
pub(super) struct FolderWatcher {
    watcher: RecommendedWatcher,
    root: PathBuf,
}

impl FolderWatcher {
    /// Watches the site in `root`, a path without links, and hands what it notices to `tell`.
    ///
    /// # Errors
    /// Why the folders cannot be watched, and what to do about it.
    pub(super) fn new(root: &Path, tell: impl Fn(Notice) + Send + 'static) -> Result<Self, Message> {
        let below = root.to_owned();
        let tell = move |event: notify::Result<Event>| read(&below, event).into_iter().for_each(&tell);
        // A link may lead to a whole disk; the files behind one are looked at now and then instead.
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(tell, config).map_err(|error| reason(&error))?;
        let mut watching = Self { watcher, root: root.to_owned() };
        watching.watcher.watch(root, RecursiveMode::NonRecursive).map_err(|error| reason(&error))?;
        watching.renew()?;
        Ok(watching)
    }

    /// Watches the folders anew that may have been removed and made again.
    ///
    /// # Errors
    /// As for [`FolderWatcher::new`].
    pub(super) fn renew(&mut self) -> Result<(), Message> {
        for folder in [CONTENT_FOLDER, THEMES_FOLDER] {
            let folder = self.root.join(folder);
            // It is an error to stop watching what was never watched, or is gone.
            let _ = self.watcher.unwatch(&folder);
            if folder.is_dir() {
                match self.watcher.watch(&folder, RecursiveMode::Recursive) {
                    Err(error) if !matches!(error.kind, ErrorKind::PathNotFound) && folder.is_dir() => {
                        return Err(reason(&error));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

/// The notices that `event` gives of the site in `root`.
fn read(root: &Path, event: notify::Result<Event>) -> Vec<Notice> {
    let event = match event {
        Ok(event) if event.need_rescan() => return vec![Notice::Lost],
        Ok(event) => event,
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
            return vec![Notice::Blind(reason(&error))];
        }
        Err(_) => return vec![Notice::Lost],
    };
    let Some(states) = states(event.kind) else { return Vec::new() };
    let named = event.paths.iter().zip(states.into_iter().cycle());
    let notices = named.filter_map(|(path, state)| {
        let path = site_path(root, path)?;
        concerns_site(&path).then_some(Notice::Path(path, state))
    });
    notices.collect()
}

/// The states that an event of `kind` tells of its first and of its second path; none when it tells that somebody read
/// the file, as the preview itself does.
fn states(kind: EventKind) -> Option<[FileState; 2]> {
    let written = if SAYS_CLOSED { FileState::Open } else { FileState::Settled };
    Some(match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => [FileState::Settled; 2],
        EventKind::Access(_) => return None,
        EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_)) => [written; 2],
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) | EventKind::Remove(_) => [FileState::Open; 2],
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => [FileState::Open, FileState::Settled],
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Other => {
            [FileState::Settled; 2]
        }
    })
}

/// `error` for a person, with what to do about it.
fn reason(error: &notify::Error) -> Message {
    match error.kind {
        ErrorKind::MaxFilesWatch => say!(
            "the system watches no more folders for you (raise fs.inotify.max_user_watches, for example: sudo sysctl fs.inotify.max_user_watches=524288)"
        ),
        ErrorKind::Io(ref io) if io.raw_os_error() == Some(EMFILE) => say!(
            "the system watches for no more programs of yours (raise fs.inotify.max_user_instances, for example: sudo sysctl fs.inotify.max_user_instances=512)"
        ),
        _ => say!("the system does not watch these folders: {error}", error),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use notify::event::{DataChange, Flag};

    use super::*;

    fn seen(kind: EventKind, paths: &[&str]) -> Vec<Notice> {
        let mut event = Event::new(kind);
        event.paths = paths.iter().map(|path| Path::new("/site").join(path)).collect();
        read(Path::new("/site"), Ok(event))
    }

    fn notice(path: &str, state: FileState) -> Notice {
        Notice::Path(SourcePath::new(path), state)
    }

    #[test]
    fn a_file_that_is_read_is_not_noticed_and_one_that_is_closed_after_writing_is_whole() {
        let module = "content/modules/m01.md";
        for mode in [AccessMode::Read, AccessMode::Any] {
            assert_eq!(seen(EventKind::Access(AccessKind::Close(mode)), &[module]), []);
            assert_eq!(seen(EventKind::Access(AccessKind::Open(mode)), &[module]), []);
        }
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(seen(closed, &[module]), [notice(module, FileState::Settled)]);
    }

    #[test]
    fn a_rename_takes_one_file_away_and_brings_another() {
        let both = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        assert_eq!(
            seen(both, &["content/a.md", "content/b.md"]),
            [notice("content/a.md", FileState::Open), notice("content/b.md", FileState::Settled)]
        );
        let hidden = seen(both, &["content/.a.md.x1", "content/a.md"]);
        assert_eq!(hidden, [notice("content/a.md", FileState::Settled)]);
    }

    #[test]
    fn what_is_no_part_of_the_site_is_not_noticed() {
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        for other in
            ["output/index.html", "README.md", "content/.git/index", "content/a.md~", "themes/s/src/a"]
        {
            assert_eq!(seen(written, &[other]), [], "{other}");
        }
        for folder in ["content", "themes", "content/modules", "themes/school", "themes/school/templates"] {
            let made = EventKind::Create(CreateKind::Folder);
            assert_eq!(seen(made, &[folder]), [notice(folder, FileState::Settled)]);
        }
    }

    #[test]
    fn lost_events_and_limits_are_told() {
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(read(Path::new("/site"), Ok(overflow)), [Notice::Lost]);
        let limit = notify::Error::new(ErrorKind::MaxFilesWatch);
        let [Notice::Blind(reason)] = &read(Path::new("/site"), Err(limit))[..] else { panic!() };
        assert!(reason.english().contains("raise fs.inotify.max_user_watches"), "{reason:?}");
        let other = notify::Error::io(io::Error::other("x"));
        assert_eq!(read(Path::new("/site"), Err(other)), [Notice::Lost]);
    }
}
