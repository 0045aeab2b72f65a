//! Writes edits of a site's content, all of them or none. A file is changed only while the disk holds the text from which
//! the edit was made: content is compared and not times, once before anything is written, and again when everything
//! stands ready to be put in its place.

use std::fmt;
use std::path::{Path, PathBuf};

use super::DiskError;
use super::files::{Replacement, read_if_there, refuse_outside, replace_unchanged};
use crate::edit::FileEdit;
use crate::sources::SourceFile;
use crate::text::SourcePath;

/// A byte order mark, which is no part of a text and stays.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Why edits were not written; then nothing was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteRefusal {
    /// The disk holds another text than the one from which the edit was made.
    Newer {
        /// The file.
        path: SourcePath,
        /// Its text now; none where it is gone, or no text.
        now: Option<String>,
    },
    /// The disk refused.
    Disk(DiskError),
}

impl fmt::Display for WriteRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer { path, .. } => write!(f, "{path} was changed meanwhile; nothing was written"),
            Self::Disk(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WriteRefusal {}

impl From<DiskError> for WriteRefusal {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

/// Writes `edits` into the site in the folder `root`; gives the files that were written.
///
/// # Errors
/// When a file of them is not as it was when the edit was made, or the disk refuses. Nothing is written then.
pub fn write_edits(root: &Path, edits: &[FileEdit]) -> Result<Vec<PathBuf>, WriteRefusal> {
    let files: Vec<Replacement> =
        edits.iter().map(|edit| replacement(root, edit)).collect::<Result<_, _>>()?;
    if let Some(changed) = replace_unchanged(Some(root), &files)? {
        return Err(newer(&edits[changed].path, read_if_there(&files[changed].path)?));
    }
    Ok(files.into_iter().map(|file| file.path).collect())
}

/// The bytes on the disk for an edit, and those that come in their place.
fn replacement(root: &Path, edit: &FileEdit) -> Result<Replacement, WriteRefusal> {
    let path = root.join(edit.path.as_str());
    refuse_outside(root, &path)?;
    let old = read_if_there(&path)?;
    let mark = match (&edit.before, &old) {
        (None, None) => &[][..],
        (Some(before), Some(old)) if old == before.as_bytes() => &[][..],
        (Some(before), Some(old)) if old.strip_prefix(MARK) == Some(before.as_bytes()) => MARK,
        _ => return Err(newer(&edit.path, old)),
    };
    let new = [mark, edit.after.as_bytes()].concat();
    Ok(Replacement { path, old, new })
}

fn newer(path: &SourcePath, now: Option<Vec<u8>>) -> WriteRefusal {
    let file = now.map(|bytes| SourceFile::new(path.clone(), &bytes));
    let now = file.filter(|file| file.mistake.is_none()).map(|file| file.text.to_string());
    WriteRefusal::Newer { path: path.clone(), now }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;
    use crate::edit::TextEdit;
    use crate::text::Span;

    fn edit(path: &str, before: &str, after: &str) -> FileEdit {
        let span = Span::new(0..before.len());
        let edits = vec![TextEdit { span, replacement: after.to_owned() }];
        FileEdit::new(SourcePath::new(path), before, edits)
    }

    #[test]
    fn edits_are_written_with_their_byte_order_mark() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("a.md"), b"\xEF\xBB\xBFeen\r\n").unwrap();
        fs::write(folder.path().join("b.md"), "een\n").unwrap();
        let edits = [edit("a.md", "een\r\n", "twee\r\n"), edit("b.md", "een\n", "drie\n")];
        assert_eq!(write_edits(folder.path(), &edits).unwrap().len(), 2);
        assert_eq!(fs::read(folder.path().join("a.md")).unwrap(), b"\xEF\xBB\xBFtwee\r\n");
        assert_eq!(fs::read(folder.path().join("b.md")).unwrap(), b"drie\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_behind_a_link_that_leads_out_is_refused_as_such() {
        let (folder, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        fs::write(elsewhere.path().join("a.md"), "een\n").unwrap();
        std::os::unix::fs::symlink(elsewhere.path().join("a.md"), folder.path().join("a.md")).unwrap();
        let new = FileEdit::of_new_file(SourcePath::new("a.md"), "nieuw\n".to_owned());
        for edit in [edit("a.md", "een\n", "twee\n"), new] {
            let refused = write_edits(folder.path(), &[edit]).unwrap_err();
            assert!(
                refused.to_string().contains("stands behind a link that leads out of the site"),
                "{refused}"
            );
        }
        assert_eq!(fs::read_to_string(elsewhere.path().join("a.md")).unwrap(), "een\n");
    }

    #[test]
    fn one_file_that_is_newer_keeps_all_from_being_written() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("a.md"), "een\n").unwrap();
        fs::write(folder.path().join("b.md"), "anders\n").unwrap();
        let edits = [edit("a.md", "een\n", "twee\n"), edit("b.md", "een\n", "drie\n")];
        let refused = write_edits(folder.path(), &edits).unwrap_err();
        let now = Some("anders\n".to_owned());
        assert_eq!(refused, WriteRefusal::Newer { path: SourcePath::new("b.md"), now });
        assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), "een\n");
        let gone = write_edits(folder.path(), &[edit("c.md", "een\n", "twee\n")]).unwrap_err();
        assert_eq!(gone, WriteRefusal::Newer { path: SourcePath::new("c.md"), now: None });
        let new = FileEdit::of_new_file(SourcePath::new("a.md"), "nieuw\n".to_owned());
        assert!(matches!(write_edits(folder.path(), &[new]), Err(WriteRefusal::Newer { .. })));
    }
}
