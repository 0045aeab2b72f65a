//! The pages and files of the site, and the events about them, as they are answered at both addresses of a preview.
//!
//! An address is looked up among the files of the site and never becomes a path of the disk. At the address of the pages
//! nothing is changed; a page runs its scripts there as on any site. At the address of the buttons ([`super::controls`]) the
//! same pages can be edited, and no script of the site runs in them: neither one of its theme nor one of its authors, only
//! those that the program brings.

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
use crate::config::Language;
use crate::diagnostics::{Message, say};
use crate::plan::OutContent;
use crate::preview::requests::site_address;
use crate::preview::{Answer, Editing, Moment, OWN_FOLDER, ScriptTag, empty_page, with_base, with_script};
use crate::words::{Subject, Words, translate};

const HTML: &str = "text/html; charset=utf-8";
/// Sent by a browser that asks for the script of a service worker.
pub(super) const SERVICE_WORKER: HeaderName = HeaderName::from_static("service-worker");

/// Where a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// At the address of the pages, as a build would show it.
    Pages,
    /// At the address of the buttons, where it can be edited.
    Desk,
}

/// The preview's own scripts and styles: name, type, text.
const OWN_FILES: &[(&str, &str, &str)] = &[
    ("client.js", SCRIPT, include_str!("client/client.js")),
    ("parts.js", SCRIPT, include_str!("client/parts.js")),
    ("client.css", STYLE, include_str!("client/client.css")),
    ("patch.js", SCRIPT, include_str!("client/patch.js")),
    ("edit.css", STYLE, include_str!("client/edit.css")),
    ("edit.js", SCRIPT, include_str!("client/edit.js")),
    ("edit-build.js", SCRIPT, include_str!("client/edit-build.js")),
    ("edit-desk.js", SCRIPT, include_str!("client/edit-desk.js")),
    ("edit-grid.js", SCRIPT, include_str!("client/edit-grid.js")),
    ("edit-card.js", SCRIPT, include_str!("client/edit-card.js")),
    ("edit-gaps.js", SCRIPT, include_str!("client/edit-gaps.js")),
    ("edit-programme.js", SCRIPT, include_str!("client/edit-programme.js")),
    ("edit-version.js", SCRIPT, include_str!("client/edit-version.js")),
    ("edit-what-if.js", SCRIPT, include_str!("client/edit-what-if.js")),
    ("edit-review.js", SCRIPT, include_str!("client/edit-review.js")),
];
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// The policy for a page that is edited: it loads nothing from outside, and no script but those that the program
/// brings.
const DESK_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    font-src 'self' data:; worker-src 'none'; object-src 'none'; base-uri 'self'; form-action 'none'; \
    frame-ancestors 'none'";
/// The policy for a published document where pages are edited: it may be looked at.
const DESK_SANDBOX: &str = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; \
    frame-ancestors 'none'";

/// The pages at their own address.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    site(Stand::Pages).layer(from_fn_with_state(Arc::clone(&shared), guarded)).with_state(shared)
}

/// The site and the preview's own files.
pub(super) fn site(stand: Stand) -> Router<Arc<Shared>> {
    let mut router = Router::new();
    for (name, kind, text) in OWN_FILES {
        router = router.route(&format!("/{OWN_FOLDER}/{name}"), get(|| async { own(text, kind) }));
    }
    router
        .route(&format!("/{OWN_FOLDER}/events"), get(events))
        .route(&format!("/{OWN_FOLDER}/{{*rest}}"), get(|| async { StatusCode::NOT_FOUND }))
        .fallback(page)
        .layer(Extension(stand))
}

/// Refuses requests that are not for this server, and tells a browser how it may use the answers to all others.
async fn guarded(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    if !shared.allows(request.uri(), request.headers()) {
        return forbidden(&say!("This preview answers only to this machine's own names."), &shared);
    }
    // It would stay in the browser, and answer in the place of this preview and of the next one at this port.
    if request.headers().contains_key(SERVICE_WORKER) {
        return forbidden(&say!("The preview installs no service worker."), &shared);
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

/// The refusal of a request, in the language of the site.
fn forbidden(why: &Message, shared: &Shared) -> Response {
    (StatusCode::FORBIDDEN, line(why, shared.moment().language())).into_response()
}

/// `message` as a line of text.
fn line(message: &Message, language: Language) -> String {
    translate(message, language) + "\n"
}

fn own(text: &'static str, kind: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// A file of the site.
async fn page(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    Extension(stand): Extension<Stand>,
    request: Request,
) -> Response {
    if stand == Stand::Desk && shared.desk.is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
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
        Err(unanswered) => return refused(&unanswered, moment.language()),
    };
    let html =
        |status: StatusCode, html: Vec<u8>| (status, [(header::CONTENT_TYPE, HTML)], html).into_response();
    let controls = peer.is_this_machine().then(|| shared.controls.origin());
    let editing = match stand {
        Stand::Pages => controls.as_deref().filter(|_| shared.desk.is_some()).map(Editing::At),
        Stand::Desk => Some(Editing::Here { token: shared.controls.token_of_pages(), pages: &shared.pages }),
    };
    let lost = Words::new(Subject::Preview, moment.language()).text("lost");
    let (run, controls, moment_number) = (&shared.run, controls.as_deref(), moment.number);
    let tag = ScriptTag { run, controls, moment: moment_number, editing, lost: &lost };
    let response = match answer {
        Answer::Page(_, bytes) => html(StatusCode::OK, with_script(&bytes, tag)),
        Answer::NotFound(Some(bytes)) => html(StatusCode::NOT_FOUND, with_base(&with_script(&bytes, tag))),
        Answer::NotFound(None) => html(StatusCode::NOT_FOUND, own_page(&moment, tag)),
        Answer::NoPage => html(StatusCode::INTERNAL_SERVER_ERROR, own_page(&moment, tag)),
        Answer::MovedTo(address) => moved_to(&address, request.uri().query()),
        Answer::File(path, OutContent::Bytes(bytes)) => files::bytes(&path, bytes),
        Answer::File(path, OutContent::Copy(_)) if stand == Stand::Desk && files::is_script(&path) => {
            StatusCode::FORBIDDEN.into_response()
        }
        Answer::File(path, OutContent::Copy(source)) => {
            files::file(&shared, &path, &source, request.headers()).await
        }
        // A snapshot that is asked for one file renders it, so this is a mistake of ours.
        Answer::File(_, OutContent::OnDemand(_)) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    match stand {
        Stand::Pages => response,
        Stand::Desk => at_desk(response),
    }
}

/// `response` with the policy of the address where pages are edited. A published document has one of its own, by which
/// it is known.
fn at_desk(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let is_published = headers.contains_key(header::CONTENT_SECURITY_POLICY);
    let policy = HeaderValue::from_static(if is_published { DESK_SANDBOX } else { DESK_POLICY });
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    response
}

/// Says why there is no answer, and asks again after a while: the site may be another then.
fn refused(unanswered: &Unanswered, language: Language) -> Response {
    let status = match unanswered {
        Unanswered::TooLong | Unanswered::NoPlace | Unanswered::NoThread(_) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        Unanswered::Failed => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let again = (HeaderName::from_static("refresh"), HeaderValue::from_static("5"));
    (status, [again], line(&unanswered.message(), language)).into_response()
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
