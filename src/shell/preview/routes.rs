//! Purpose: answer requests.
//! Input: requests that the guard let through. Output: pages, files, events.
//! Invariant: an address is looked up among the files of the site and never becomes a path of the disk;
//! nothing here changes anything but `open`, which needs the run's token from this very machine.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Extension, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::Deserialize;
use tokio::task::spawn_blocking;

use super::bodies;
use super::events::events;
use super::inject::{OWN, empty_page, with_base, with_script};
use super::moment::{Moment, What};
use super::shared::Shared;
use crate::plan::OutContent;
use crate::shell::find_one;
use crate::text::SourcePath;

const HTML: &str = "text/html; charset=utf-8";
/// The header that carries the token: a page of another site cannot send it without asking first, and is
/// never answered.
const TOKEN: &str = "x-leerlijn-token";

/// The address of whoever sent a request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) SocketAddr);

/// Everything that the server answers.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    let script = || async { own(include_str!("client/client.js"), "text/javascript; charset=utf-8") };
    let style = || async { own(include_str!("client/client.css"), "text/css; charset=utf-8") };
    Router::new()
        .route(&format!("/{OWN}/client.js"), get(script))
        .route(&format!("/{OWN}/client.css"), get(style))
        .route(&format!("/{OWN}/events"), get(events))
        .route(&format!("/{OWN}/open"), post(open))
        .route(&format!("/{OWN}/{{*rest}}"), get(|| async { StatusCode::NOT_FOUND }))
        .fallback(page)
        .layer(from_fn_with_state(Arc::clone(&shared), guarded))
        .with_state(shared)
}

/// `address`, the path of a URL, as the site's files are named; none when it is no text.
pub(super) fn site_address(address: &str) -> Option<String> {
    let decoded = percent_decode_str(address).decode_utf8().ok()?;
    Some(decoded.strip_prefix('/').unwrap_or(&decoded).to_owned())
}

/// Refuses what is not for this server, and says of all else what a browser may do with it.
async fn guarded(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    if !shared.guard.allows(request.uri(), request.headers()) {
        return (StatusCode::FORBIDDEN, "This preview answers only to this machine's own names.\n")
            .into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        // A foreign page can neither show a preview in a frame nor use its files.
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn own(text: &'static str, kind: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// A file of the site.
async fn page(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some(path) = site_address(request.uri().path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let moment = shared.moment();
    let look = Arc::clone(&moment);
    let Ok(answer) = spawn_blocking(move || look.answer(&path)).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if answer.is_new_failure {
        shared.tell_failure(&moment);
    }
    let html =
        |status: StatusCode, html: Vec<u8>| (status, [(header::CONTENT_TYPE, HTML)], html).into_response();
    let tag = shared.tag(&moment);
    match answer.what {
        What::Page(_, bytes) => html(StatusCode::OK, with_script(&bytes, tag)),
        What::NotFound(Some(bytes)) => html(StatusCode::NOT_FOUND, with_base(&with_script(&bytes, tag))),
        What::NotFound(None) => html(StatusCode::NOT_FOUND, own_page(&moment, &shared)),
        What::Nothing => html(StatusCode::INTERNAL_SERVER_ERROR, own_page(&moment, &shared)),
        What::Elsewhere(address) => elsewhere(&address, request.uri().query()),
        What::File(path, OutContent::Bytes(bytes)) => bodies::bytes(&path, bytes),
        What::File(path, OutContent::Copy(source)) => {
            bodies::file(shared.root(), &path, &source, request.headers()).await
        }
        // A snapshot gives single files as they are.
        What::File(path, OutContent::OnDemand(_)) => bodies::bytes(&path, Vec::new()),
    }
}

/// A page of the preview's own, for when the site has none to show.
fn own_page(moment: &Moment, shared: &Shared) -> Vec<u8> {
    let config = &moment.newest.site().config;
    let mut title = String::new();
    // Writing to a String does not fail.
    let _ = pulldown_cmark_escape::escape_html(&mut title, &config.title);
    empty_page(config.language.tag(), &title, shared.tag(moment))
}

/// Where a folder's page stands; the address has to end in a slash for its links to lead anywhere.
fn elsewhere(address: &str, query: Option<&str>) -> Response {
    let encoded = utf8_percent_encode(address, NON_ALPHANUMERIC).to_string().replace("%2F", "/");
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    match HeaderValue::from_str(&format!("/{encoded}{query}")) {
        Ok(location) => (StatusCode::FOUND, [(header::LOCATION, location)]).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Which file to open.
#[derive(Debug, Deserialize)]
struct Wanted {
    file: String,
    line: u32,
}

/// Opens a text of the site in the program that its author uses for it.
async fn open(
    State(shared): State<Arc<Shared>>,
    Extension(Peer(peer)): Extension<Peer>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<StatusCode, StatusCode> {
    let shown = headers.get(TOKEN).map(HeaderValue::as_bytes).unwrap_or_default();
    // A browser names the origin of every request that is no mere reading.
    let has_origin = headers.contains_key(header::ORIGIN);
    if !same(shown, shared.token.as_bytes()) || !has_origin || !peer.ip().to_canonical().is_loopback() {
        return Err(StatusCode::FORBIDDEN);
    }
    let path = SourcePath::new(&wanted.file);
    if !shared.moment().has_text(&path) {
        return Err(StatusCode::NOT_FOUND);
    }
    let opened = spawn_blocking(move || {
        let disk = find_one(shared.root(), &path).ok().flatten().ok_or(StatusCode::NOT_FOUND)?;
        let disk = disk.to_string_lossy();
        // Windows writes whole paths in a form that few programs understand.
        let disk = disk.strip_prefix(r"\\?\").unwrap_or(&disk);
        let target = match &shared.editor_url {
            Some(url) => editor_address(url, disk, wanted.line),
            None => disk.to_owned(),
        };
        (shared.open)(&target).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
    });
    opened.await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)??;
    Ok(StatusCode::NO_CONTENT)
}

/// The address that opens line `line` of the file `disk`, after the pattern `url`.
fn editor_address(url: &str, disk: &str, line: u32) -> String {
    const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?');
    let path = utf8_percent_encode(disk, UNSAFE).to_string();
    url.replace("{path}", &path).replace("{line}", &line.to_string())
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_an_address_in_an_editor() {
        let address = editor_address("vscode://file{path}:{line}", "/home/an/mijn les#1.md", 12);
        assert_eq!(address, "vscode://file/home/an/mijn%20les%231.md:12");
    }

    #[test]
    fn an_address_is_decoded_once() {
        assert_eq!(site_address("/a%20b/").as_deref(), Some("a b/"));
        assert_eq!(site_address("/%252e").as_deref(), Some("%2e"));
        assert_eq!(site_address("/%ff"), None);
    }
}
