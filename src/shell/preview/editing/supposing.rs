//! Suppositions about a programme in the browser, also with another profile: one of the site's, or a document that
//! somebody chose in the browser. Nothing is written; such a document stays in memory until others take its place.

use std::sync::{Arc, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tokio::time::timeout;

use super::{BODY_TIME, Refused, answer, may_edit};
use crate::compare::Scenario;
use crate::diagnostics::say;
use crate::import::{NewVersion, NoVersion};
use crate::model::Site;
use crate::pipeline::{Snapshot, standing_review};
use crate::preview::Moment;
use crate::preview::editing::WhatIf;
use crate::shell::preview::desk::SentDocument;
use crate::shell::preview::server::Peer;
use crate::shell::preview::shared::Shared;
use crate::sources::SourceFile;
use crate::text::SourcePath;

/// The bytes that a document may have.
const DOCUMENT_LIMIT: usize = 32 << 20;
/// Documents that are remembered.
const REMEMBERED: usize = 4;
/// Characters of a document's name.
const NAME: usize = 200;

#[derive(Debug, Deserialize)]
pub(super) struct ScenarioQuery {
    scenario: String,
    /// The name of a profile of the site, or that of a document as it was answered.
    profile: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct DocumentQuery {
    /// The name of the profile of which it is a new version.
    profile: String,
    name: String,
}

/// A document that was read as a profile.
#[derive(Debug, Serialize)]
struct Sent {
    /// Its name in questions.
    profile: String,
}

/// How a programme would stand; nothing is written.
pub(super) async fn what_if(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<ScenarioQuery>,
) -> Response {
    let Ok(scenario) = serde_json::from_str::<Scenario>(&query.scenario) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let (moment, worker) = (shared.moment(), Arc::clone(&shared));
    let job = move || -> Result<Option<WhatIf>, Box<Refused>> {
        let other = match &query.profile {
            Some(name) => Some(with_profile(&worker, &moment, &scenario, name)?),
            None => None,
        };
        WhatIf::of(&moment.newest, other.as_deref(), &scenario).map_err(|unknown| Box::new(unknown.into()))
    };
    match shared.workers.run(job).await {
        Ok(Ok(None)) => StatusCode::NOT_FOUND.into_response(),
        Ok(Ok(Some(found))) => answer(&shared, Ok(found)),
        Ok(Err(refused)) => answer::<WhatIf>(&shared, Err(refused)),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Reads a document as a new version of a profile.
pub(super) async fn profile(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    Query(query): Query<DocumentQuery>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    if !may_edit(&shared, peer, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    // A form of another page can send anything but this without asking first.
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.eq_ignore_ascii_case("application/octet-stream") {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    if query.name.chars().count() > NAME {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let bytes = match timeout(BODY_TIME, to_bytes(body, DOCUMENT_LIMIT)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let worker = Arc::clone(&shared);
    match shared.workers.run(move || read(&worker, query, bytes.to_vec())).await {
        Ok(result) => answer(&shared, result),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Reads the document, and keeps it with the text of the profile that it makes.
fn read(shared: &Shared, query: DocumentQuery, bytes: Vec<u8>) -> Result<Sent, Box<Refused>> {
    let desk = shared.desk.as_ref().ok_or_else(Refused::unanswered)?;
    let document = SentDocument { profile: query.profile, name: query.name, bytes };
    let moment = shared.moment();
    let text = document.version(&moment.newest)?.text;
    let mut profiles = desk.supposed.profiles.lock().unwrap_or_else(PoisonError::into_inner);
    profiles.sent += 1;
    let profile = format!("document-{}", profiles.sent);
    profiles.kept.push_back((profile.clone(), Arc::new(document), text));
    if profiles.kept.len() > REMEMBERED {
        profiles.kept.pop_front();
    }
    Ok(Sent { profile })
}

impl SentDocument {
    /// The new version of its profile that it makes in the site of `snapshot`.
    pub(super) fn version(&self, snapshot: &Snapshot) -> Result<NewVersion, Box<Refused>> {
        let (sources, path) = (snapshot.sources(), profile_file(snapshot.site(), &self.profile)?);
        let own = sources.text(path).unwrap_or_default();
        let review = standing_review(sources, path);
        let language = snapshot.site().config.language;
        let read = NewVersion::read((&self.name, &self.bytes), (own.as_bytes(), review.as_ref()), language);
        read.map_err(|NoVersion { message, help }| {
            Box::new(Refused {
                message,
                help,
                ..Refused::new("what-if-no-profile", StatusCode::UNPROCESSABLE_ENTITY)
            })
        })
    }
}

/// The file of the profile called `slug`.
pub(super) fn profile_file<'s>(site: &'s Site, slug: &str) -> Result<&'s SourcePath, Refused> {
    let profile = site.profiles.values().find(|profile| profile.slug == slug);
    let profile =
        profile.ok_or_else(|| Refused::new("edit-unknown-name", StatusCode::UNPROCESSABLE_ENTITY))?;
    Ok(&site.document(profile.document).path)
}

/// The refusal of a document that others took the place of.
pub(super) fn forgotten() -> Refused {
    Refused {
        message: say!("this document is no longer known; choose it again"),
        ..Refused::new("what-if-no-profile", StatusCode::UNPROCESSABLE_ENTITY)
    }
}

/// The name and the file of the profile of the programme called `slug`.
fn profile_of<'s>(site: &'s Site, slug: &str) -> Result<(&'s str, &'s SourcePath), Refused> {
    let programme = site.programmes.values().find(|programme| programme.slug == slug);
    let unknown = || Refused::new("edit-unknown-name", StatusCode::UNPROCESSABLE_ENTITY);
    let profile = &site.profiles[programme.ok_or_else(unknown)?.profile];
    Ok((&profile.slug, &site.document(profile.document).path))
}

/// The site of `moment` with the profile called `name` in the place of that of the scenario's programme. The last one is
/// kept, since one question is asked many times with a few things otherwise.
fn with_profile(
    shared: &Shared,
    moment: &Moment,
    scenario: &Scenario,
    name: &str,
) -> Result<Arc<Snapshot>, Box<Refused>> {
    let desk = shared.desk.as_ref().ok_or_else(Refused::unanswered)?;
    let before = &moment.newest;
    let (slug, path) = profile_of(before.site(), scenario.programme.as_deref().unwrap_or_default())?;
    let key = format!("{slug}\n{name}");
    let mut last = desk.supposed.last.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((number, known, snapshot)) = &*last
        && (*number, known) == (moment.number, &key)
    {
        return Ok(Arc::clone(snapshot));
    }
    let text = desk.supposed.sent(name).or_else(|| {
        let found = before.site().profiles.values().find(|profile| profile.slug == name)?;
        before.sources().text(&before.site().document(found.document).path).map(str::to_owned)
    });
    let text = text.ok_or_else(forgotten)?;
    let mut sources = before.sources().clone();
    sources.insert(SourceFile::new(path.clone(), text.as_bytes()));
    let mut pipeline = desk.pipeline.lock().unwrap_or_else(PoisonError::into_inner);
    let snapshot = Arc::new(pipeline.run(Arc::new(sources)));
    *last = Some((moment.number, key, Arc::clone(&snapshot)));
    Ok(snapshot)
}
