//! The answers at the address of the pages: pages, files, events.
//!
//! An address is looked up among the files of the site and never becomes a path of the disk. Nothing here changes
//! anything: the buttons that do stand at another address ([`super::controls`]).

use std::sync::Arc;

use axum::Router;
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::events::events;
use super::files;
use super::server::Peer;
use super::shared::{FRAMES, RESOURCE_POLICY, Shared};
use super::workers::Unanswered;
use crate::plan::OutContent;
use crate::preview::requests::site_address;
use crate::preview::{Answer, Moment, OWN_FOLDER, ScriptTag, empty_page, with_base, with_script};

const HTML: &str = "text/html; charset=utf-8";
/// Sent by a browser that asks for the script of a service worker.
const SERVICE_WORKER: HeaderName = HeaderName::from_static("service-worker");

/// Everything that the server answers.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    let script = || async { own(include_str!("client/client.js"), SCRIPT) };
    let patch = || async { own(include_str!("client/patch.js"), SCRIPT) };
    let style = || async { own(include_str!("client/client.css"), "text/css; charset=utf-8") };
    Router::new()
        .route(&format!("/{OWN_FOLDER}/client.js"), get(script))
        .route(&format!("/{OWN_FOLDER}/patch.js"), get(patch))
        .route(&format!("/{OWN_FOLDER}/client.css"), get(style))
        .route(&format!("/{OWN_FOLDER}/events"), get(events))
        .route(&format!("/{OWN_FOLDER}/{{*rest}}"), get(|| async { StatusCode::NOT_FOUND }))
        .fallback(page)
        .layer(from_fn_with_state(Arc::clone(&shared), guarded))
        .with_state(shared)
}

/// Refuses requests that are not for this server, and tells a browser how it may use the answers to all others.
async fn guarded(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    if !shared.allows(request.uri(), request.headers()) {
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
    Extension(peer): Extension<Peer>,
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
        let found = moment.answer(path);
        (found.answer, found.is_new_failure)
    };
    let answer = match shared.look_at(&moment, path, look).await {
        Ok(answer) => answer,
        Err(unanswered) => return refused(&unanswered),
    };
    let html =
        |status: StatusCode, html: Vec<u8>| (status, [(header::CONTENT_TYPE, HTML)], html).into_response();
    let controls = peer.is_this_machine().then(|| shared.controls.origin());
    let tag = ScriptTag { run: &shared.run, controls: controls.as_deref(), moment: moment.number };
    match answer {
        Answer::Page(_, bytes) => html(StatusCode::OK, with_script(&bytes, tag)),
        Answer::NotFound(Some(bytes)) => html(StatusCode::NOT_FOUND, with_base(&with_script(&bytes, tag))),
        Answer::NotFound(None) => html(StatusCode::NOT_FOUND, own_page(&moment, tag)),
        Answer::NoPage => html(StatusCode::INTERNAL_SERVER_ERROR, own_page(&moment, tag)),
        Answer::MovedTo(address) => moved_to(&address, request.uri().query()),
        Answer::File(path, OutContent::Bytes(bytes)) => files::bytes(&path, bytes),
        Answer::File(path, OutContent::Copy(source)) => {
            files::file(&shared, &path, &source, request.headers()).await
        }
        // A snapshot gives single files as they are.
        Answer::File(path, OutContent::OnDemand(_)) => files::bytes(&path, Vec::new()),
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
fn own_page(moment: &Moment, tag: ScriptTag<'_>) -> Vec<u8> {
    let config = &moment.newest.site().config;
    let mut title = String::new();
    // Writing to a String does not fail.
    let _ = pulldown_cmark_escape::escape_html(&mut title, &config.title);
    empty_page(config.language.tag(), &title, tag)
}

/// Where a folder's page stands; the address has to end in a slash for its links to lead anywhere.
fn moved_to(address: &str, query: Option<&str>) -> Response {
    let encoded = utf8_percent_encode(address, NON_ALPHANUMERIC).to_string().replace("%2F", "/");
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    match HeaderValue::from_str(&format!("/{encoded}{query}")) {
        Ok(location) => (StatusCode::FOUND, [(header::LOCATION, location)]).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
