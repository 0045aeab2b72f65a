//! Purpose: hand out files that are no pages.
//! Input: a file's path in the site. Output: its content with the right type; a part of it when asked.
//! Invariant: a file is opened only where the site's own reading would find it, and is never held in
//! memory whole.

use std::io::SeekFrom;
use std::ops::RangeInclusive;
use std::path::Path;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt, Take};

use crate::shell::find_one;
use crate::text::SourcePath;

/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;

/// A file that was made, with its path in the output.
pub(super) fn bytes(path: &str, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, kind(path))], bytes).into_response()
}

/// The file `source` of the site in `root`, published at `path`.
pub(super) async fn file(root: &Path, path: &str, source: &SourcePath, headers: &HeaderMap) -> Response {
    match open(root, source).await {
        Some((file, size)) => part(file, size, path, headers).await.into_response(),
        // It was removed a moment ago; the next moment knows.
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn open(root: &Path, source: &SourcePath) -> Option<(File, u64)> {
    let file = File::open(find_one(root, source).ok()??).await.ok()?;
    let size = file.metadata().await.ok()?.len();
    Some((file, size))
}

async fn part(mut file: File, size: u64, path: &str, headers: &HeaderMap) -> Result<Response, StatusCode> {
    let failed = |_| StatusCode::INTERNAL_SERVER_ERROR;
    let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    let range = asked.and_then(|asked| range(asked, size));
    let (first, length) =
        range.as_ref().map_or((0, size), |range| (*range.start(), range.end() - range.start() + 1));
    if first > 0 {
        file.seek(SeekFrom::Start(first)).await.map_err(failed)?;
    }
    let body = Body::from_stream(stream::unfold(file.take(length), next_piece));
    let mut response = ([(header::CONTENT_TYPE, kind(path))], body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if let Some(range) = range {
        let value = format!("bytes {}-{}/{size}", range.start(), range.end());
        headers.insert(
            header::CONTENT_RANGE,
            HeaderValue::from_str(&value).map_err(|_| StatusCode::BAD_REQUEST)?,
        );
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

async fn next_piece(mut file: Take<File>) -> Option<(std::io::Result<Vec<u8>>, Take<File>)> {
    let mut piece = vec![0; PIECE];
    match file.read(&mut piece).await {
        Ok(0) => None,
        Ok(read) => {
            piece.truncate(read);
            Some((Ok(piece), file))
        }
        Err(error) => Some((Err(error), file)),
    }
}

/// The one part of a file of `size` bytes that `asked` names (RFC 9110, 14.1.2), as players of video ask
/// for it; anything else is answered with the whole file, which is always allowed.
fn range(asked: &str, size: u64) -> Option<RangeInclusive<u64>> {
    let (first, last) = asked.strip_prefix("bytes=")?.split_once('-')?;
    let end = size.checked_sub(1)?;
    let range = match (first, last) {
        ("", tail) => size.saturating_sub(tail.parse().ok().filter(|tail| *tail > 0)?)..=end,
        (first, "") => first.parse().ok()?..=end,
        (first, last) => first.parse().ok()?..=last.parse::<u64>().ok()?.min(end),
    };
    (range.start() <= range.end()).then_some(range)
}

/// The content type of a file by its ending.
fn kind(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = kind.type_() == "text"
        || matches!(kind.subtype().as_str(), "javascript" | "json" | "xml")
        || kind.suffix().is_some_and(|suffix| suffix == "xml");
    if is_text { format!("{}; charset=utf-8", kind.essence_str()) } else { kind.essence_str().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_file_is_given_as_asked() {
        assert_eq!(range("bytes=0-", 10), Some(0..=9));
        assert_eq!(range("bytes=2-3", 10), Some(2..=3));
        assert_eq!(range("bytes=2-99", 10), Some(2..=9));
        assert_eq!(range("bytes=-4", 10), Some(6..=9));
        assert_eq!(range("bytes=-99", 10), Some(0..=9));
        for all in ["bytes=10-", "bytes=5-2", "bytes=-0", "bytes=a-b", "bytes=0-1,3-4", "items=0-1", "bytes="]
        {
            assert_eq!(range(all, 10), None, "{all}");
        }
        assert_eq!(range("bytes=0-", 0), None);
    }

    #[test]
    fn files_have_the_types_that_browsers_need() {
        for (path, expected) in [
            ("static/css/base.css", "text/css; charset=utf-8"),
            ("static/js/page.js", "text/javascript; charset=utf-8"),
            ("static/favicon.svg", "image/svg+xml; charset=utf-8"),
            ("static/fonts/a.woff2", "font/woff2"),
            ("sitemap.xml", "text/xml; charset=utf-8"),
            ("search.json", "application/json; charset=utf-8"),
            ("foto.JPG", "image/jpeg"),
            ("gids.pdf", "application/pdf"),
            ("les.mp4", "video/mp4"),
            ("onbekend.xyz123", "application/octet-stream"),
        ] {
            assert_eq!(kind(path), expected, "{path}");
        }
    }
}
