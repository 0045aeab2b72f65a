//! The documents that a browser sends, which stay in a folder of their own until a site is made of them.

use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::desk::{Desk, Documents};
use crate::shell::private_folder;

/// The bytes that one document may have, and all of them together.
const DOCUMENT: usize = 64 << 20;
const ALL: usize = 512 << 20;
/// How many documents there may be.
const MOST: usize = 5_000;

#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    /// The documents that belong together.
    batch: String,
    kind: DocumentKind,
    /// The name of the file, for a course with its folders.
    name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum DocumentKind {
    Profile,
    Matrix,
    Course,
}

impl DocumentKind {
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Matrix => "matrix",
            Self::Course => "course",
        }
    }
}

/// Keeps a document until the site is made of it.
pub(super) async fn document(
    State(desk): State<Arc<Desk>>,
    Query(sent): Query<Sent>,
    body: Body,
) -> Result<StatusCode, StatusCode> {
    let name = relative(&sent.name).ok_or(StatusCode::BAD_REQUEST)?;
    let bytes = to_bytes(body, DOCUMENT).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let mut documents = desk.documents.lock().unwrap_or_else(PoisonError::into_inner);
    if documents.batch != sent.batch || documents.folder.is_none() {
        let folder = private_folder().map_err(|_| StatusCode::INSUFFICIENT_STORAGE)?;
        *documents = Documents { folder: Some(Arc::new(folder)), batch: sent.batch, count: 0, bytes: 0 };
    }
    documents.count += 1;
    documents.bytes += bytes.len();
    if documents.count > MOST || documents.bytes > ALL {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let Some(folder) = &documents.folder else { return Err(StatusCode::INSUFFICIENT_STORAGE) };
    let path = folder.path().join(sent.kind.folder()).join(name);
    let kept =
        path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, &bytes));
    kept.map(|()| StatusCode::NO_CONTENT).map_err(|_| StatusCode::INSUFFICIENT_STORAGE)
}

/// `name` as a path below a folder; none where it would lead elsewhere or is no name of a file.
fn relative(name: &str) -> Option<PathBuf> {
    const LONGEST: usize = 400;
    let is_plain = |part: &str| {
        !matches!(part, "" | "." | "..")
            && !part.contains(['\\', ':', '\0'])
            && !part.chars().any(char::is_control)
    };
    let path = Path::new(name);
    let is_below = path.components().all(|part| matches!(part, Component::Normal(_)));
    (name.len() <= LONGEST && is_below && name.split('/').all(is_plain)).then(|| path.to_owned())
}

/// The one file in `folder`.
pub(super) fn only_file(folder: &Path) -> Option<PathBuf> {
    folder.read_dir().ok()?.flatten().map(|entry| entry.path()).find(|path| path.is_file())
}

/// The folder of a course: that which a person chose, since a browser names it before every file.
pub(super) fn course(folder: &Path) -> PathBuf {
    let mut entries = folder.read_dir().into_iter().flatten().flatten();
    match (entries.next(), entries.next()) {
        (Some(only), None) if only.path().is_dir() => only.path(),
        _ => folder.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_stays_below_its_folder() {
        for name in ["Profiel.docx", "Cursus/Les 1/les.docx", "é…x.md"] {
            assert_eq!(relative(name), Some(PathBuf::from(name)));
        }
        for name in
            ["", "/etc/passwd", "../x", "a/../../x", "a//b", "a/./b", "c:\\x", "a\\..\\b", "a\nb", "a/"]
        {
            assert_eq!(relative(name), None, "{name}");
        }
        assert_eq!(relative(&"a".repeat(500)), None);
    }
}
