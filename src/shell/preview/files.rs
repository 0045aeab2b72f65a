//! The published files that are no pages: their types, the policy for them, and their content.
//!
//! A file is opened only where the site's own reading would find it, is never held in memory whole, and is sent in part
//! where a browser asks for a part. Crates that serve files serve a folder of the disk; here an address leads to a file of the
//! snapshot, of which many are made in memory, so this is the preview's own.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Take};
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Bytes;
use mime_guess::Mime;
use tokio::sync::mpsc;

use super::server::Pieces;
use super::shared::{FRAMES, RESOURCE_POLICY, Shared};
use super::workers::Workers;
use crate::preview::requests::byte_range;
use crate::shell::find_one;
use crate::text::SourcePath;

/// Bytes that are read at once.
const PIECE: u64 = 64 * 1024;
/// The rights of the scripts in a published document. It stands at an origin of its own, apart from the site's pages.
const SANDBOX: &str = "sandbox allow-scripts allow-forms allow-modals allow-popups \
    allow-popups-to-escape-sandbox allow-downloads";

/// A file that was made, with its path in the output.
pub(super) fn bytes(path: &str, bytes: Vec<u8>) -> Response {
    published(path, bytes.into_response())
}

/// The file `source` of the site, published at `path`.
pub(super) async fn file(
    shared: &Arc<Shared>,
    path: &str,
    source: &SourcePath,
    headers: &HeaderMap,
) -> Response {
    match part(shared, source, headers).await {
        Ok(response) => published(path, response),
        Err(status) => status.into_response(),
    }
}

/// `response` with the headers of the published file `path`.
fn published(path: &str, mut response: Response) -> Response {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&content_type(&kind)) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    // A document in the sandbox has no origin, so to a browser it is a foreign page that uses these.
    if is_part(&kind) {
        headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    }
    if is_document(&kind)
        && let Ok(policy) = HeaderValue::from_str(&format!("{SANDBOX}; {FRAMES}"))
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Whether a browser runs the file at `path` as a script.
pub(super) fn is_script(path: &str) -> bool {
    mime_guess::from_path(path).iter().any(|kind| kind.subtype().as_str().contains("script"))
}

async fn part(
    shared: &Arc<Shared>,
    source: &SourcePath,
    headers: &HeaderMap,
) -> Result<Response, StatusCode> {
    let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok()).map(str::to_owned);
    let (site, source) = (Arc::clone(shared), source.clone());
    let open = move || -> io::Result<_> {
        let Ok(Some(disk)) = find_one(site.root(), &source) else {
            return Err(io::ErrorKind::NotFound.into());
        };
        let mut file = File::open(disk)?;
        let size = file.metadata()?.len();
        let range = asked.and_then(|asked| byte_range(&asked, size));
        let (first, length) =
            range.as_ref().map_or((0, size), |range| (*range.start(), range.end() - range.start() + 1));
        file.seek(SeekFrom::Start(first))?;
        Ok((file.take(length), size, range))
    };
    let opened = shared.workers.run(open).await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    // A file that was removed a moment ago: the next moment knows.
    let (file, size, range) = opened.map_err(|_| StatusCode::NOT_FOUND)?;
    let length = HeaderValue::from(file.limit());
    let (sender, pieces) = mpsc::channel(1);
    tokio::spawn(send(file, shared.workers.clone(), sender));
    let mut response = Body::new(Pieces(pieces)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CONTENT_LENGTH, length);
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

/// Hands over `file` in pieces. Each is read on a thread of its own, so that a slow disk keeps nobody waiting and a slow
/// client no thread.
async fn send(mut file: Take<File>, workers: Workers, pieces: mpsc::Sender<io::Result<Bytes>>) {
    loop {
        let read = move || {
            let mut piece = Vec::new();
            let read = file.by_ref().take(PIECE).read_to_end(&mut piece);
            (read.map(|_| Bytes::from(piece)), file)
        };
        // Where there is no answer the client notices that the file ended too early.
        let Ok((piece, rest)) = workers.run(read).await else { return };
        let is_end = piece.as_ref().is_ok_and(Bytes::is_empty);
        let has_failed = piece.is_err();
        if is_end || pieces.send(piece).await.is_err() || has_failed {
            return;
        }
        file = rest;
    }
}

/// The value of the content type `kind`, with the encoding of a text.
fn content_type(kind: &Mime) -> String {
    let is_text = kind.type_() == "text"
        || matches!(kind.subtype().as_str(), "javascript" | "json" | "xml")
        || kind.suffix().is_some_and(|suffix| suffix == "xml");
    if is_text { format!("{}; charset=utf-8", kind.essence_str()) } else { kind.essence_str().to_owned() }
}

/// Whether pages use files of this kind as a part of their own.
fn is_part(kind: &Mime) -> bool {
    matches!(kind.type_().as_str(), "image" | "audio" | "video" | "font")
        || matches!(kind.essence_str(), "text/css" | "text/javascript" | "application/javascript")
}

/// Whether a browser that opens such a file by its own address may run scripts in it: any kind but those of
/// which it is known that they hold none.
fn is_document(kind: &Mime) -> bool {
    let is_picture_of_dots = kind.type_() == "image" && kind.suffix().is_none();
    let is_plain = matches!(kind.essence_str(), "text/plain" | "application/pdf");
    let is_harmless_part = is_part(kind) && kind.type_() != "image";
    !(is_picture_of_dots || is_plain || is_harmless_part)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let kind = mime_guess::from_path(path).first_or_octet_stream();
            assert_eq!(content_type(&kind), expected, "{path}");
        }
    }

    #[test]
    fn what_can_run_scripts_is_put_into_a_sandbox() {
        let is_put = |path: &str| {
            let response = bytes(path, Vec::new());
            response.headers().get(header::CONTENT_SECURITY_POLICY).is_some_and(|policy| {
                let policy = policy.to_str().unwrap();
                assert!(policy.starts_with("sandbox ") && !policy.contains("same-origin"), "{policy}");
                true
            })
        };
        for path in [
            "a.html", "a.htm", "a.xhtml", "a.svg", "a.svgz", "a.xml", "a.xsl", "a.mht", "a.json", "a.xyz123",
            "a", "a.HTML",
        ] {
            assert!(is_put(path), "{path}");
        }
        for path in
            ["a.css", "a.js", "a.mjs", "a.png", "a.jpg", "a.avif", "a.woff2", "a.mp4", "a.pdf", "a.txt"]
        {
            assert!(!is_put(path), "{path}");
        }
    }
}
