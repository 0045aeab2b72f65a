//! Builds the site for somebody without a terminal, by the command that does so in one: a folder of pages, to be put on a server
//! or taken along. One build is made at a time.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::{Made, Refused, answer, body_of, json};
use crate::shell::preview::server::Peer;
use crate::shell::preview::shared::Shared;

/// Builds the site, and says how that went.
pub(super) async fn build(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    if let Err(status) = body_of(&shared, peer, &headers, body).await {
        return status.into_response();
    }
    let Some(desk) = &shared.desk else { return StatusCode::FORBIDDEN.into_response() };
    let Ok(_alone) = desk.building.try_lock() else {
        return answer::<Made>(&shared, Err(Refused::new("build-busy", StatusCode::CONFLICT).into()));
    };
    let language = shared.moment().newest.site().config.language;
    let builder = Arc::clone(&shared.build);
    // A large site takes longer than any page may.
    match tokio::task::spawn_blocking(move || builder(language)).await {
        Ok(built) => json(StatusCode::OK, &built),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
