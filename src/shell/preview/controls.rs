//! The buttons by which an author lets the preview do something, at an address of their own.
//!
//! A page of the site runs scripts of its theme, and where the settings allow it those of its authors. They stand
//! in the same page as the preview's own script and could read whatever that knows. So the preview listens at a
//! second port: for a browser that is another origin, whose documents no script of the site can read or touch. A
//! page shows a button in a frame from there. The frame takes no messages: it knows the file in its address, shows
//! which one that is, and waits for a click of a person, which no script can make in it. It alone has the
//! token of the run, and what it asks for is refused without the token, from any other origin and from any other
//! machine.
//!
//! Whatever the preview does to a site's files belongs here and never at the address of the pages. So the pages are
//! edited here: they are shown at this address once more, without any script of the site ([`super::routes`]), and
//! their edits are answered by [`super::editing`].

use std::sync::Arc;

use axum::Router;
use axum::extract::{Extension, Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::access::secret;
use super::door;
use super::editing;
use super::routes::{self, SERVICE_WORKER, Stand};
use super::server::Peer;
use super::shared::{Shared, header_of};
use crate::preview::requests::{Header, editor_address, is_for_exactly};
use crate::preview::{AuthoredText, OWN_FOLDER, Program};
use crate::shell::find_one;
use crate::text::SourcePath;
use crate::words::{Subject, Words};

/// Everything that is answered at the address of the buttons.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    let own = Router::new()
        .route("/button", get(button))
        .route("/open", post(open))
        .route("/enter", get(door::enter))
        .merge(editing::routes());
    Router::new()
        .nest(&format!("/{OWN_FOLDER}"), own)
        .merge(routes::site(Stand::Desk))
        .layer(from_fn_with_state(Arc::clone(&shared), guarded))
        .with_state(shared)
}

async fn guarded(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let (host, origin) = (header_of(headers, &header::HOST), header_of(headers, &header::ORIGIN));
    let asks_for_own = request.uri().authority().is_none_or(|target| Header::Value(target.as_str()) == host);
    let is_worker = headers.contains_key(SERVICE_WORKER);
    if !asks_for_own || is_worker || !is_for_exactly(shared.controls.address, host, origin) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("origin-agent-cluster"), "?1"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A file and the line at which it is wanted.
#[derive(Debug, Deserialize)]
struct Wanted {
    file: String,
    #[serde(default)]
    line: u32,
}

/// The document with the button that opens a file.
async fn button(
    State(shared): State<Arc<Shared>>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, StatusCode> {
    let path = SourcePath::new(&wanted.file);
    if !shared.may_open(&path) {
        return Err(StatusCode::NOT_FOUND);
    }
    let language = shared.moment().language();
    let words = Words::new(Subject::Preview, language);
    let nonce = secret().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let say = |key: &str| html_escape::encode_double_quoted_attribute(&words.text(key)).into_owned();
    let document = include_str!("client/button.html")
        .replace("{language}", language.tag())
        .replace("{nonce}", &nonce)
        .replace("{token}", &shared.controls.token)
        .replace("{label}", &say("open-file"))
        .replace("{title}", &say("open-file-title"))
        .replace("{failed}", &say("open-failed"))
        .replace("{file}", &html_escape::encode_double_quoted_attribute(path.as_str()));
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors {}",
        shared.controls.ancestors
    );
    let policy = HeaderValue::from_str(&policy).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    Ok(([(header::CONTENT_SECURITY_POLICY, policy), (header::CONTENT_TYPE, kind)], document).into_response())
}

/// Opens a text of the site in the program that its author uses for it.
async fn open(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<StatusCode, StatusCode> {
    if !shared.controls.may_open(&headers) || !peer.is_this_machine() {
        return Err(StatusCode::FORBIDDEN);
    }
    let path = SourcePath::new(&wanted.file);
    if !shared.may_open(&path) {
        return Err(StatusCode::NOT_FOUND);
    }
    let open = Arc::clone(&shared);
    let opened = shared.workers.run(move || {
        let disk = find_one(open.root(), &path).ok().flatten().ok_or(StatusCode::NOT_FOUND)?;
        // A link has the name of a page, and leads to a file of any kind.
        if disk.strip_prefix(open.root()).ok() != Some(path.as_str().as_ref()) {
            return Err(StatusCode::NOT_FOUND);
        }
        let disk = disk.to_string_lossy();
        // Windows writes whole paths in a form that few programs understand.
        let disk = disk.strip_prefix(r"\\?\").unwrap_or(&disk);
        let target = match &open.editor_url {
            Some(url) => editor_address(url, disk, wanted.line),
            None => disk.to_owned(),
        };
        (open.open)(&target).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
    });
    opened.await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)??;
    Ok(StatusCode::NO_CONTENT)
}

impl Shared {
    /// Whether the text at `path` may be opened, by the program that opens texts in this run.
    fn may_open(&self, path: &SourcePath) -> bool {
        let program = if self.editor_url.is_some() { Program::Editor } else { Program::System };
        self.moment().has_text(path) && AuthoredText::of(path).is_some_and(|text| text.opens_with(program))
    }
}
