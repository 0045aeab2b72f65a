//! The page on which somebody makes a site without a terminal: of a profile, a matrix and the texts of a course, or of
//! nothing at all.
//!
//! It is answered at the address where the preview of the new site will be. A browser sends the documents, which stay in
//! a folder of their own until the site is made of them; how that is done is for whoever starts the page. A page of
//! somebody else's can do nothing here: a request is for this very address, what changes something has the token of the
//! run, and another account of this machine is refused as in a preview.

use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use html_escape::encode_double_quoted_attribute;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use tokio::sync::oneshot;

use super::access::{may_change, secret};
use super::editing::json;
use super::orders::{Account, AskedMarks, MatrixOrder, SiteMaker, SiteOrder};
use super::server::{self, Connections};
use super::shared::header_of;
use super::{Ending, PreviewError, handles, thread};
use crate::config::Language;
use crate::plan::OutPath;
use crate::preview::requests::{Header, is_for_exactly};
use crate::sources::CONFIG_FILE;
use crate::words::{Subject, Words};

/// The bytes that a question may have, one document, and all of them together.
const QUESTION: usize = 16 << 10;
const DOCUMENT: usize = 64 << 20;
const ALL: usize = 512 << 20;
/// How many documents there may be.
const MOST: usize = 5_000;
/// Sites of the folder that are offered.
const SITES: usize = 30;
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

struct Desk {
    address: std::net::SocketAddr,
    token: String,
    /// The folder in which sites are made.
    base: PathBuf,
    /// The language that the user named.
    language: Option<Language>,
    maker: SiteMaker,
    documents: Mutex<Documents>,
    chosen: Mutex<Option<oneshot::Sender<PathBuf>>>,
}

/// The documents that were sent for the site that is being asked for.
#[derive(Default)]
struct Documents {
    /// Whoever makes a site of them holds it, so that it does not go meanwhile.
    folder: Option<Arc<TempDir>>,
    batch: String,
    count: usize,
    bytes: usize,
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
        .route("/welcome.js", script(include_str!("client/welcome.js")))
        .route("/parts.js", script(include_str!("client/parts.js")))
        .route("/welcome.css", file("text/css; charset=utf-8", include_str!("client/welcome.css")))
        .route("/document", put(document))
        .route("/make", post(make))
        .route("/matrix", post(matrix))
        .route("/show", post(show))
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

impl Desk {
    /// The language of the page: the one that the user named, or else the first of those that the browser asks for in which
    /// something can be said.
    fn language(&self, headers: &HeaderMap) -> Language {
        self.language.or_else(|| asked_language(headers)).unwrap_or_default()
    }

    /// The folder with the documents of a batch.
    fn sent(&self, batch: &str) -> Option<Arc<TempDir>> {
        let documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        documents.folder.clone().filter(|_| documents.batch == batch)
    }
}

/// The page.
async fn page(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response {
    let language = desk.language(&headers);
    let words = Words::new(Subject::Welcome, language);
    let attribute = |text: &str| encode_double_quoted_attribute(text).into_owned();
    let data = serde_json::json!({
        "token": desk.token,
        "language": language.tag(),
        "words": words.texts(),
        "sites": sites(&desk.base),
        "place": desk.base.display().to_string(),
    });
    let document = include_str!("client/welcome.html")
        .replace("{language}", language.tag())
        .replace("{title}", &attribute(&words.text("title")))
        .replace("{data}", &attribute(&data.to_string()));
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], document).into_response()
}

fn asked_language(headers: &HeaderMap) -> Option<Language> {
    let asked = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    asked.split(',').find_map(|range| {
        let tag = range.split([';', '-']).next()?.trim();
        Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag))
    })
}

/// The folders in `base` that are sites, by their names.
fn sites(base: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(base).into_iter().flatten().flatten();
    let found = entries.filter(|entry| entry.path().join(CONFIG_FILE).is_file());
    let mut names: Vec<String> = found.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names.truncate(SITES);
    names
}

#[derive(Debug, Deserialize)]
struct Sent {
    /// The documents that belong together.
    batch: String,
    kind: DocumentKind,
    /// The name of the file, for a course with its folders.
    name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum DocumentKind {
    Profile,
    Matrix,
    Course,
}

impl DocumentKind {
    fn folder(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Matrix => "matrix",
            Self::Course => "course",
        }
    }
}

/// Keeps a document until the site is made of it.
async fn document(
    State(desk): State<Arc<Desk>>,
    Query(sent): Query<Sent>,
    body: Body,
) -> Result<StatusCode, StatusCode> {
    let name = relative(&sent.name).ok_or(StatusCode::BAD_REQUEST)?;
    let bytes = to_bytes(body, DOCUMENT).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let mut documents = desk.documents.lock().unwrap_or_else(PoisonError::into_inner);
    if documents.batch != sent.batch || documents.folder.is_none() {
        let folder = TempDir::new().map_err(|_| StatusCode::INSUFFICIENT_STORAGE)?;
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    batch: String,
    folder: String,
    language: String,
    #[serde(default)]
    is_list: bool,
}

/// The outcome of a wish.
#[derive(Debug, Serialize)]
struct Outcome {
    /// Whether there is a site to be shown.
    is_made: bool,
    /// A key of the words, where nothing was tried.
    key: &'static str,
    said: String,
    /// Whether the matrix is not in it, or not whole.
    lacks_matrix: bool,
    #[serde(flatten)]
    asked: AskedMarks,
}

impl Outcome {
    fn refused(key: &'static str) -> Self {
        Self { is_made: false, key, said: String::new(), lacks_matrix: false, asked: AskedMarks::default() }
    }

    fn of(account: Account, folder: &Path, has_matrix: bool) -> Self {
        let Account { said, is_done, asked } = account;
        let lacks_matrix = has_matrix && !is_done;
        Self { is_made: folder.join(CONFIG_FILE).is_file(), key: "", said, lacks_matrix, asked }
    }
}

/// Makes the site of the documents of a batch.
async fn make(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: Body) -> Response {
    let refused = |key| json(StatusCode::OK, &Outcome::refused(key));
    let Ok(wish) = read::<Wish>(body).await else { return StatusCode::BAD_REQUEST.into_response() };
    let Some(folder) = site_folder(&desk.base, &wish.folder) else { return refused("folder-name") };
    if let Some(reason) = taken(&folder) {
        return refused(reason);
    }
    let language = Language::ALL.into_iter().find(|language| language.tag() == wish.language);
    let spoken = desk.language(&headers);
    carried_out(move || {
        let sent = desk.sent(&wish.batch);
        let of = |kind: DocumentKind| sent.as_ref().map(|sent| sent.path().join(kind.folder()));
        let order = SiteOrder {
            language: language.unwrap_or(spoken),
            spoken,
            profile: of(DocumentKind::Profile).and_then(|at| only_file(&at)),
            matrix: of(DocumentKind::Matrix).and_then(|at| only_file(&at)),
            course: of(DocumentKind::Course).map(|at| course(&at)).filter(|at| at.is_dir()),
            is_list: wish.is_list,
            folder,
        };
        if order.matrix.is_some() && order.profile.is_none() {
            // Its items are those of a profile, so it would be left out.
            return Outcome::refused("matrix-alone");
        }
        Outcome::of((desk.maker.site)(&order), &order.folder, order.matrix.is_some())
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MatrixWish {
    batch: String,
    folder: String,
    marks: Vec<(String, String)>,
    answer: String,
}

/// Brings the matrix of a batch into a site that was made, with what was asked about it.
async fn matrix(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: Body) -> Response {
    let Ok(wish) = read::<MatrixWish>(body).await else { return StatusCode::BAD_REQUEST.into_response() };
    let folder = site_folder(&desk.base, &wish.folder).filter(|folder| folder.join(CONFIG_FILE).is_file());
    let Some(folder) = folder else { return StatusCode::NOT_FOUND.into_response() };
    let spoken = desk.language(&headers);
    carried_out(move || {
        let sent = desk.sent(&wish.batch);
        let matrix = sent.as_ref().map(|sent| sent.path().join(DocumentKind::Matrix.folder()));
        let Some(matrix) = matrix.and_then(|at| only_file(&at)) else { return Outcome::refused("lost") };
        let order = MatrixOrder { folder, matrix, marks: wish.marks, answer: wish.answer, spoken };
        Outcome::of((desk.maker.matrix)(&order), &order.folder, true)
    })
    .await
}

/// The answer with what comes of `job`, which takes its time.
async fn carried_out(job: impl FnOnce() -> Outcome + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(job).await {
        Ok(outcome) => json(StatusCode::OK, &outcome),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The folder `name` in `base`; none where it is not the name of one folder there, in every system, and as it looks.
fn site_folder(base: &Path, name: &str) -> Option<PathBuf> {
    let name = name.trim();
    // A site and its folder go to other machines. A name with a dash is an option to many a program.
    let is_plain = OutPath::new(name).is_ok() && !name.contains('/') && !name.starts_with(['.', '-']);
    is_plain.then(|| base.join(name))
}

/// Why no site can be made in `folder`, as a key of the words: it stands elsewhere, or holds something.
fn taken(folder: &Path) -> Option<&'static str> {
    let metadata = folder.symlink_metadata().ok()?;
    if metadata.is_symlink() {
        return Some("folder-link");
    }
    let is_empty = folder.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    (!is_empty).then_some("folder-taken")
}

fn only_file(folder: &Path) -> Option<PathBuf> {
    folder.read_dir().ok()?.flatten().map(|entry| entry.path()).find(|path| path.is_file())
}

/// The folder of a course: that which a person chose, since a browser names it before every file.
fn course(folder: &Path) -> PathBuf {
    let mut entries = folder.read_dir().into_iter().flatten().flatten();
    match (entries.next(), entries.next()) {
        (Some(only), None) if only.path().is_dir() => only.path(),
        _ => folder.to_owned(),
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Choice {
    folder: String,
}

/// The question in `body`.
async fn read<T: DeserializeOwned>(body: Body) -> Result<T, StatusCode> {
    let bytes = to_bytes(body, QUESTION).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    serde_json::from_slice(&bytes).map_err(|_| StatusCode::BAD_REQUEST)
}

/// Ends the page, so that the preview of a site takes its place.
async fn show(State(desk): State<Arc<Desk>>, body: Body) -> StatusCode {
    let Ok(choice) = read::<Choice>(body).await else { return StatusCode::BAD_REQUEST };
    let folder = site_folder(&desk.base, &choice.folder).filter(|folder| folder.join(CONFIG_FILE).is_file());
    let Some(folder) = folder else { return StatusCode::NOT_FOUND };
    let chosen = desk.chosen.lock().unwrap_or_else(PoisonError::into_inner).take();
    match chosen.map(|chosen| chosen.send(folder)) {
        Some(Ok(())) => StatusCode::NO_CONTENT,
        Some(Err(_)) | None => StatusCode::CONFLICT,
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

    #[test]
    fn a_site_is_made_in_one_folder_of_the_base() {
        let base = Path::new("/home/an");
        assert_eq!(site_folder(base, " Bakkerij "), Some(base.join("Bakkerij")));
        for name in [
            "",
            ".",
            "..",
            ".ssh",
            "a/b",
            "/tmp",
            "con",
            "Aux.site",
            "--help",
            "-x",
            "c:x",
            "a\\b",
            "a?",
            "sch\u{202e}loo",
            "a\u{2067}b",
            "a\nb",
            "school.",
            &"a".repeat(300),
        ] {
            assert_eq!(site_folder(base, name), None, "{name:?}");
        }
    }

    #[test]
    fn a_site_is_made_in_no_folder_that_holds_something_or_stands_elsewhere() {
        let base = TempDir::new().unwrap();
        let at = |name: &str| base.path().join(name);
        for folder in ["empty", "full/inner"] {
            std::fs::create_dir_all(at(folder)).unwrap();
        }
        std::fs::write(at("file"), "").unwrap();
        assert_eq!((taken(&at("new")), taken(&at("empty"))), (None, None));
        assert_eq!((taken(&at("full")), taken(&at("file"))), (Some("folder-taken"), Some("folder-taken")));
        #[cfg(unix)]
        for target in ["empty", "nowhere"] {
            let link = at(&format!("to-{target}"));
            std::os::unix::fs::symlink(at(target), &link).unwrap();
            assert_eq!(taken(&link), Some("folder-link"));
        }
    }
}
