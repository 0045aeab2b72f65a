//! Purpose: answer requests.
//! Input: requests that the guard let through. Output: pages, files, events.
//! Invariant: an address is looked up among the files of the site and never becomes a path of the disk;
//! nothing here changes anything: what does stands at another address ([`super::controls`]).

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::bodies;
use super::events::events;
use super::inject::{OWN, Tag, empty_page, with_base, with_script};
use super::moment::{Moment, What};
use super::shared::Shared;
use super::workers::Unanswered;
use crate::plan::OutContent;

const HTML: &str = "text/html; charset=utf-8";
/// Which pages may show an answer in a frame: those of the preview.
pub(super) const FRAMES: &str = "frame-ancestors 'self'";
/// Which pages may use an answer as a part of their own.
pub(super) const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
/// Sent by a browser that asks for the script of a service worker.
const SERVICE_WORKER: HeaderName = HeaderName::from_static("service-worker");

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
    // It would stay in the browser, and answer in the place of this preview and of the next one at this port.
    if request.headers().contains_key(SERVICE_WORKER) {
        return (StatusCode::FORBIDDEN, "The preview installs no service worker.\n").into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // A foreign page can neither show a preview in a frame nor use its files; a published file says more.
    for (name, value) in [(header::CONTENT_SECURITY_POLICY, FRAMES), (RESOURCE_POLICY, "same-origin")] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

fn own(text: &'static str, kind: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// A file of the site.
async fn page(
    State(shared): State<Arc<Shared>>,
    Extension(Peer(peer)): Extension<Peer>,
    request: Request,
) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some(path) = site_address(request.uri().path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let moment = shared.moment();
    let look = |moment: &Moment, path: &str| {
        let answer = moment.answer(path);
        (answer.what, answer.is_new_failure)
    };
    let what = match shared.look_at(&moment, path, look).await {
        Ok(what) => what,
        Err(unanswered) => return refused(&unanswered),
    };
    let html =
        |status: StatusCode, html: Vec<u8>| (status, [(header::CONTENT_TYPE, HTML)], html).into_response();
    let tag = shared.tag(&moment, peer);
    match what {
        What::Page(_, bytes) => html(StatusCode::OK, with_script(&bytes, tag)),
        What::NotFound(Some(bytes)) => html(StatusCode::NOT_FOUND, with_base(&with_script(&bytes, tag))),
        What::NotFound(None) => html(StatusCode::NOT_FOUND, own_page(&moment, tag)),
        What::Nothing => html(StatusCode::INTERNAL_SERVER_ERROR, own_page(&moment, tag)),
        What::Elsewhere(address) => elsewhere(&address, request.uri().query()),
        What::File(path, OutContent::Bytes(bytes)) => bodies::bytes(&path, bytes),
        What::File(path, OutContent::Copy(source)) => {
            bodies::file(&shared, &path, &source, request.headers()).await
        }
        // A snapshot gives single files as they are.
        What::File(path, OutContent::OnDemand(_)) => bodies::bytes(&path, Vec::new()),
    }
}

/// Says why there is no answer, and asks again after a while: the site may be another then.
fn refused(unanswered: &Unanswered) -> Response {
    let status = match unanswered {
        Unanswered::TooLong | Unanswered::NoPlace | Unanswered::NoThread(_) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        Unanswered::Failed => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let again = (HeaderName::from_static("refresh"), HeaderValue::from_static("5"));
    (status, [again], format!("{unanswered}\n")).into_response()
}

/// A page of the preview's own, for when the site has none to show.
fn own_page(moment: &Moment, tag: Tag<'_>) -> Vec<u8> {
    let config = &moment.newest.site().config;
    let mut title = String::new();
    // Writing to a String does not fail.
    let _ = pulldown_cmark_escape::escape_html(&mut title, &config.title);
    empty_page(config.language.tag(), &title, tag)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_decoded_once() {
        assert_eq!(site_address("/a%20b/").as_deref(), Some("a b/"));
        assert_eq!(site_address("/%252e").as_deref(), Some("%2e"));
        assert_eq!(site_address("/%ff"), None);
    }
}
