//! A new version of a profile in the browser: the document was sent before, as one that is supposed (`supposing.rs`); here it
//! is shown what it changes, and it is taken over. It is read anew on the newest text of the profile, and written and taken
//! back as every edit is.

use std::sync::{Arc, PoisonError};

use axum::body::Body;
use axum::extract::{Extension, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::supposing::{forgotten, profile_file};
use super::{Made, Plan, Planned, Refused, answer, body_of, is_newer, json, make};
use crate::diagnostics::Message;
use crate::pipeline::Succession;
use crate::preview::Moment;
use crate::preview::editing::{VersionChanges, profiles as profiles_of};
use crate::shell::preview::desk::SentDocument;
use crate::shell::preview::server::Peer;
use crate::shell::preview::shared::Shared;
use crate::syntax::review_path;

/// A document, by the name that it was answered with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VersionQuery {
    document: String,
}

/// The profiles of which a new version can be chosen.
pub(super) async fn profiles(State(shared): State<Arc<Shared>>) -> Response {
    let profiles = profiles_of(&shared.moment().newest);
    json(StatusCode::OK, &serde_json::json!({ "profiles": profiles }))
}

/// The changes that a document would bring; nothing is written.
pub(super) async fn changes(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<VersionQuery>,
) -> Response {
    let (moment, worker) = (shared.moment(), Arc::clone(&shared));
    let job = move || -> Result<VersionChanges, Box<Refused>> {
        let document = document(&worker, &query.document)?;
        let (succession, said) = succession(&worker, &moment, &document)?;
        let own = profile_file(moment.newest.site(), &document.profile)?;
        Ok(VersionChanges::of(&succession, (&document.profile, own), &said))
    };
    match shared.workers.run(job).await {
        Ok(result) => answer(&shared, result),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Writes the profile as a document has it, and its review.
pub(super) async fn take_over(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let body = match body_of(&shared, peer, &headers, body).await {
        Ok(body) => body,
        Err(status) => return status.into_response(),
    };
    let Ok(query) = serde_json::from_slice::<VersionQuery>(&body) else {
        let malformed = Refused::new("edit-malformed", StatusCode::BAD_REQUEST);
        return answer::<Made>(&shared, Err(malformed.into()));
    };
    let document = match document(&shared, &query.document) {
        Ok(document) => document,
        Err(refused) => return answer::<Made>(&shared, Err(refused)),
    };
    let plan = move |shared: &Shared, moment: &Moment| plan(shared, moment, &document);
    answer(&shared, make(&shared, Arc::new(plan), false).await)
}

fn plan(shared: &Shared, moment: &Moment, document: &SentDocument) -> Result<Planned, Box<Refused>> {
    let own = profile_file(moment.newest.site(), &document.profile)?;
    let paths = [own.clone(), review_path(own)];
    if let Some(path) = paths.into_iter().find(|path| is_newer(shared.root(), moment, path)) {
        return Ok(Planned::Newer(path));
    }
    let (succession, _) = succession(shared, moment, document)?;
    let files = succession.files();
    if files.is_empty() {
        return Ok(Planned::Nothing);
    }
    let plan = Plan { files, snapshot: succession.after, consequences: Vec::new() };
    Ok(Planned::Edit(Box::new(plan)))
}

/// The site of `moment` before and after the new version that `document` makes, and how the document was read.
fn succession(
    shared: &Shared,
    moment: &Moment,
    document: &SentDocument,
) -> Result<(Succession, Vec<Message>), Box<Refused>> {
    let desk = shared.desk.as_ref().ok_or_else(Refused::unanswered)?;
    let version = document.version(&moment.newest)?;
    let own = profile_file(moment.newest.site(), &document.profile)?;
    let mut pipeline = desk.pipeline.lock().unwrap_or_else(PoisonError::into_inner);
    let succession = Succession::new(&mut pipeline, Arc::clone(&moment.newest), own, &version.text);
    Ok((succession, version.said))
}

fn document(shared: &Shared, name: &str) -> Result<Arc<SentDocument>, Box<Refused>> {
    let desk = shared.desk.as_ref().ok_or_else(Refused::unanswered)?;
    Ok(desk.supposed.document(name).ok_or_else(forgotten)?)
}
