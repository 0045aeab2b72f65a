//! The requests of the start page: to make a site, to bring in its matrix, to look at it. Each is handed to the thread that makes sites.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::super::editing::json;
use super::super::orders::{Account, Asked, MatrixOrder, SiteOrder};
use super::desk::Desk;
use super::documents::{DocumentKind, course, only_file};
use super::folders::{site, site_folder, taken};
use crate::config::Language;
use crate::sources::CONFIG_FILE;

/// The bytes that a question may have.
const QUESTION: usize = 64 << 10;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    batch: String,
    folder: String,
    language: String,
    #[serde(default)]
    answers: Vec<String>,
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
    asked: Asked,
}

impl Outcome {
    fn refused(key: &'static str) -> Self {
        Self { is_made: false, key, said: String::new(), lacks_matrix: false, asked: Asked::default() }
    }

    fn of(account: Account, folder: &Path, has_matrix: bool) -> Self {
        let Account { said, is_done, asked } = account;
        let lacks_matrix = has_matrix && !is_done;
        Self { is_made: folder.join(CONFIG_FILE).is_file(), key: "", said, lacks_matrix, asked }
    }
}

/// Makes the site of the documents of a batch.
pub(super) async fn make(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: Body) -> Response {
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
            answers: wish.answers,
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
    answers: Vec<String>,
}

/// Brings the matrix of a batch into a site that was made, with what was asked about it.
pub(super) async fn matrix(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: Body) -> Response {
    let Ok(wish) = read::<MatrixWish>(body).await else { return StatusCode::BAD_REQUEST.into_response() };
    let Some(folder) = site(&desk.base, &wish.folder) else { return StatusCode::NOT_FOUND.into_response() };
    let spoken = desk.language(&headers);
    carried_out(move || {
        let sent = desk.sent(&wish.batch);
        let matrix = sent.as_ref().map(|sent| sent.path().join(DocumentKind::Matrix.folder()));
        let Some(matrix) = matrix.and_then(|at| only_file(&at)) else { return Outcome::refused("lost") };
        let order = MatrixOrder { folder, matrix, answers: wish.answers, spoken };
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
pub(super) async fn show(State(desk): State<Arc<Desk>>, body: Body) -> StatusCode {
    let Ok(choice) = read::<Choice>(body).await else { return StatusCode::BAD_REQUEST };
    let Some(folder) = site(&desk.base, &choice.folder) else { return StatusCode::NOT_FOUND };
    let chosen = desk.chosen.lock().unwrap_or_else(PoisonError::into_inner).take();
    match chosen.map(|chosen| chosen.send(folder)) {
        Some(Ok(())) => StatusCode::NO_CONTENT,
        Some(Err(_)) | None => StatusCode::CONFLICT,
    }
}
