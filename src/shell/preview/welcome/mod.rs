//! The page on which somebody makes a site without a terminal: of a profile, a matrix and the texts of a course, or of
//! nothing at all.
//!
//! It is answered at the address where the preview of the new site will be. A browser sends the documents, which stay in
//! a folder of their own until the site is made of them; how that is done is for whoever starts the page. A page of
//! somebody else's can do nothing here: a request is for this very address, what changes something has the token of the
//! run, and another account of this machine is refused as in a preview.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use html_escape::encode_double_quoted_attribute;
use tokio::sync::oneshot;

use super::access::{may_change, secret};
use super::orders::SiteMaker;
use super::server::{self, Connections};
use super::shared::header_of;
use super::{Ending, PreviewError, handles, thread};
use crate::config::Language;
use crate::preview::requests::{Header, is_for_exactly};
use crate::words::{Subject, Words};

mod desk;
mod documents;
mod folders;
mod wishes;

use desk::Desk;

/// The header by which a browser knows that it is still this page that answers.
const MARK: HeaderName = HeaderName::from_static("x-leerlijn-welcome");

/// The page, while it is answered.
pub struct Welcome {
    url: String,
    port: u16,
    chosen: oneshot::Receiver<PathBuf>,
    end: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
}

impl Welcome {
    /// Answers on this machine, on `port` or a free one; sites are made in the folder `base`. Without a `language` the page
    /// speaks that of the browser.
    ///
    /// # Errors
    /// When the port cannot be used.
    pub fn start(
        base: PathBuf,
        port: Option<u16>,
        language: Option<Language>,
        maker: SiteMaker,
    ) -> Result<Self, PreviewError> {
        handles::try_needed().map_err(PreviewError::of_system)?;
        let listener = server::listen(std::net::Ipv4Addr::LOCALHOST.into(), port)?;
        let address = listener.local_addr().map_err(PreviewError::of_system)?;
        let (send, chosen) = oneshot::channel();
        let desk = Arc::new(Desk {
            address,
            token: secret().map_err(PreviewError::of_system)?,
            base,
            language,
            maker,
            documents: Mutex::default(),
            chosen: Mutex::new(Some(send)),
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(PreviewError::of_system)?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener).map_err(PreviewError::of_system)?
        };
        let connections = Arc::new(Connections::new(language.unwrap_or_default()));
        let (end, ended) = oneshot::channel();
        let serving = thread("welcome", move || {
            runtime.block_on(async {
                tokio::select! {
                    () = server::serve(listener, router(desk), connections) => {}
                    _ = ended => {}
                }
            });
        })?;
        let url = server::url(address);
        Ok(Self { url, port: address.port(), chosen, end: Some(end), serving: Some(serving) })
    }

    /// Where a browser on this machine finds it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The port, which is free again once this is dropped.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Waits until somebody chooses a site to be shown, and says its folder; none where the person at the terminal ends
    /// it.
    ///
    /// # Errors
    /// When the system does not tell of that.
    pub fn wait(&mut self, ending: &mut Ending) -> io::Result<Option<PathBuf>> {
        Ok(ending.wait_or(&mut self.chosen)?.and_then(Result::ok))
    }
}

impl Drop for Welcome {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(serving) = self.serving.take() {
            let _ = serving.join();
        }
    }
}

fn router(desk: Arc<Desk>) -> Router {
    let file = |kind: &'static str, text: &'static str| {
        get(move || async move { ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], text) })
    };
    let script = |text| file("text/javascript; charset=utf-8", text);
    Router::new()
        .route("/", get(page))
        .route("/welcome.js", script(include_str!("../client/welcome.js")))
        .route("/parts.js", script(include_str!("../client/parts.js")))
        .route("/welcome.css", file("text/css; charset=utf-8", include_str!("../client/welcome.css")))
        .route("/document", put(documents::document))
        .route("/make", post(wishes::make))
        .route("/matrix", post(wishes::matrix))
        .route("/show", post(wishes::show))
        .layer(from_fn_with_state(Arc::clone(&desk), guarded))
        .with_state(desk)
}

async fn guarded(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let (host, origin) = (header_of(headers, &header::HOST), header_of(headers, &header::ORIGIN));
    let asks_for_own = request.uri().authority().is_none_or(|target| Header::Value(target.as_str()) == host);
    let is_reading = request.method().is_safe();
    let may = asks_for_own
        && is_for_exactly(desk.address, host, origin)
        && (is_reading || may_change(headers, &desk.token));
    if !may {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut response = next.run(request).await;
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (MARK, "1"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// The page.
async fn page(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response {
    let language = desk.language(&headers);
    let words = Words::new(Subject::Welcome, language);
    let attribute = |text: &str| encode_double_quoted_attribute(text).into_owned();
    let data = serde_json::json!({
        "token": desk.token,
        "language": language.tag(),
        "words": words.texts(),
        "sites": folders::sites(&desk.base),
        "place": desk.base.display().to_string(),
    });
    let document = include_str!("../client/welcome.html")
        .replace("{language}", language.tag())
        .replace("{title}", &attribute(&words.text("title")))
        .replace("{data}", &attribute(&data.to_string()));
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], document).into_response()
}
