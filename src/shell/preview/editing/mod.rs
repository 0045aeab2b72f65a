//! The answers that change the site's files, at the address of the buttons alone ([`super::controls`]).
//!
//! One edit is made at a time. It is planned on the newest moment and written only to texts that are still those of
//! that moment. Where a file is newer, it is read first and the edit planned anew, so an edit from a text editor is taken in
//! and never lost. An edit is answered when the pages show it, or with the mistake for whose sake they do not.

mod building;
mod supposing;
mod version;

use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use tokio::time::timeout;

use super::desk::Desk;
use super::server::Peer;
use super::shared::Shared;
use crate::compare::UnknownName;
use crate::diagnostics::{Diagnostic, Message, say};
use crate::edit::{FileEdit, Intent, ProvedEdit, Refusal};
use crate::pipeline::{Edited, Snapshot};
use crate::preview::editing::{
    BODY_LIMIT, CellCard, EditHistory, Effects, Grid, Malformed, Obstacle, Offer, OpenClaims, Request,
    TextChange, Way, concerned,
};
use crate::preview::requests::site_address;
use crate::preview::{AuthoredText, Moment};
use crate::shell::{
    DiskError, WriteRefusal, find_one, read_if_there, remove_empty_folders, remove_unchanged, write_edits,
};
use crate::sources::{CONTENT_FOLDER, SourceFile};
use crate::syntax::REVIEW_ENDING;
use crate::text::SourcePath;
use crate::words::translate;

/// How often an edit is planned anew because a file is newer than the site that is known.
const TRIES: usize = 5;
/// How long an edit waits for a moment that has it, or for one that has a newer file.
const WAIT: Duration = Duration::from_secs(2);
/// How long a client may take to send its request.
const BODY_TIME: Duration = Duration::from_secs(10);

/// The routes of editing, below the preview's own folder.
pub(super) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/grid", get(grid))
        .route("/card", get(card))
        .route("/offers", get(offers))
        .route("/review", get(review))
        .route("/what-if", get(supposing::what_if))
        .route("/profile", post(supposing::profile))
        .route("/profiles", get(version::profiles))
        .route("/version", get(version::changes).post(version::take_over))
        .route("/history", get(history))
        .route("/build", post(building::build))
        .route("/edit", post(edit))
        .route("/undo", post(|state, peer, headers, body| step(state, peer, headers, body, Way::Undo)))
        .route("/redo", post(|state, peer, headers, body| step(state, peer, headers, body, Way::Redo)))
}

/// Why an edit was not made.
#[derive(Debug, Serialize)]
struct Refused {
    /// A key of the preview's words, for what the page can say in its own language.
    key: &'static str,
    #[serde(skip)]
    status: StatusCode,
    /// The value of the key.
    value: String,
    #[serde(skip)]
    message: Message,
    #[serde(skip)]
    help: Message,
    file: String,
    line: usize,
    /// How the files differ from the texts that the edit was made for.
    changes: Vec<TextChange>,
}

/// An edit that was made, or that would be.
#[derive(Debug, Serialize)]
struct Made {
    moment: u64,
    changes: Vec<TextChange>,
    effects: Effects,
    /// Why the pages do not show it yet.
    obstacle: Option<Obstacle>,
    undo: bool,
    redo: bool,
}

#[derive(Debug, Deserialize)]
struct PageQuery {
    path: String,
}

#[derive(Debug, Deserialize)]
struct GapQuery {
    programme: String,
    item: String,
}

#[derive(Debug, Deserialize)]
struct ReviewQuery {
    /// The person whose modules are meant; empty for the modules that name nobody, none for all.
    teacher: Option<String>,
}

#[derive(Debug, Deserialize)]
struct CellQuery {
    module: String,
    item: String,
    /// The programme whose matrix has the cell.
    programme: Option<String>,
}

/// The names with which a page asks for edits.
async fn grid(State(shared): State<Arc<Shared>>, Query(page): Query<PageQuery>) -> Response {
    let moment = shared.moment();
    let found = site_address(&page.path).and_then(|path| Grid::at(&moment, &path));
    found.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |grid| json(StatusCode::OK, &grid))
}

/// The claims behind a cell of the matrix.
async fn card(State(shared): State<Arc<Shared>>, Query(cell): Query<CellQuery>) -> Response {
    let moment = shared.moment();
    let found = CellCard::of(&moment.newest, (&cell.module, &cell.item), cell.programme.as_deref());
    found.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |card| json(StatusCode::OK, &card))
}

/// The sections that could close a gap.
async fn offers(State(shared): State<Arc<Shared>>, Query(gap): Query<GapQuery>) -> Response {
    let moment = shared.moment();
    let found = Offer::all(&moment.newest, &gap.programme, &gap.item);
    let Some(offers) = found else { return StatusCode::NOT_FOUND.into_response() };
    json(StatusCode::OK, &serde_json::json!({ "offers": offers }))
}

/// The claims that a review leaves open.
async fn review(State(shared): State<Arc<Shared>>, Query(query): Query<ReviewQuery>) -> Response {
    json(StatusCode::OK, &OpenClaims::of(&shared.moment().newest, query.teacher.as_deref()))
}

/// Whether there is an edit to take back, or to make again.
async fn history(State(shared): State<Arc<Shared>>) -> Response {
    let Some(desk) = &shared.desk else { return StatusCode::NOT_FOUND.into_response() };
    let history = desk.history.lock().await;
    let can = serde_json::json!({ "undo": history.can(Way::Undo), "redo": history.can(Way::Redo) });
    json(StatusCode::OK, &can)
}

async fn edit(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let body = match body_of(&shared, peer, &headers, body).await {
        Ok(body) => body,
        Err(status) => return status.into_response(),
    };
    let request = match Request::read(&body) {
        Ok(request) => request,
        Err(malformed) => return answer::<Made>(&shared, Err(malformed.into())),
    };
    answer(&shared, carry_out(&shared, request).await)
}

async fn step(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Body,
    way: Way,
) -> Response {
    match body_of(&shared, peer, &headers, body).await {
        Ok(_) => answer(&shared, go(&shared, way).await),
        Err(status) => status.into_response(),
    }
}

/// Whether a request may have something done: pages are edited here, and it shows the secret for that.
fn may_edit(shared: &Shared, peer: Peer, headers: &HeaderMap) -> bool {
    shared.desk.is_some() && shared.controls.may_edit(headers) && peer.is_this_machine()
}

/// The body of a request that may change something.
async fn body_of(
    shared: &Shared,
    peer: Peer,
    headers: &HeaderMap,
    body: Body,
) -> Result<Vec<u8>, StatusCode> {
    if !may_edit(shared, peer, headers) {
        return Err(StatusCode::FORBIDDEN);
    }
    // A form of another page can send anything but this without asking first.
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let read = timeout(BODY_TIME, to_bytes(body, BODY_LIMIT)).await;
    let bytes = read.map_err(|_| StatusCode::REQUEST_TIMEOUT)?.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    Ok(bytes.to_vec())
}

/// Makes the edit that `request` asks for, or shows it.
async fn carry_out(shared: &Arc<Shared>, request: Request) -> Result<Made, Box<Refused>> {
    let is_dry = request.dry;
    let intents = request.intents(&shared.moment().newest.site().config)?;
    let plan = move |shared: &Shared, moment: &Moment| plan_intents(shared, moment, &intents);
    make(shared, Arc::new(plan), is_dry).await
}

/// Plans an edit on a moment.
type Planner = Arc<dyn Fn(&Shared, &Moment) -> Result<Planned, Box<Refused>> + Send + Sync>;

/// The outcome of planning.
enum Planned {
    /// All is as asked already.
    Nothing,
    Edit(Box<Plan>),
    /// This file is newer than the moment.
    Newer(SourcePath),
}

/// An edit that can be written.
struct Plan {
    files: Vec<FileEdit>,
    /// The site after it.
    snapshot: Arc<Snapshot>,
    /// The warnings that begin with it.
    consequences: Vec<Diagnostic>,
}

/// Makes the edit that `plan` plans on the newest moment, or shows it where that `is_dry`.
async fn make(shared: &Arc<Shared>, plan: Planner, is_dry: bool) -> Result<Made, Box<Refused>> {
    let desk = shared.desk.as_ref().ok_or_else(Refused::unanswered)?;
    let mut history = desk.history.lock().await;
    let mut moment = shared.moment();
    for _ in 0..TRIES {
        let job = {
            let (shared, moment, plan) = (Arc::clone(shared), Arc::clone(&moment), Arc::clone(&plan));
            move || attempt(&shared, &moment, &plan, is_dry)
        };
        match shared.workers.run(job).await.map_err(|_| Refused::unanswered())? {
            Attempt::Shown(plan) => return Ok(made(&moment, &moment, plan.as_deref(), &history)),
            Attempt::Written(plan) => {
                let shown = show(shared, desk, (&plan.files, &[])).await;
                history.note(plan.files.clone());
                let made = made(&moment, &shown, Some(&plan), &history);
                // Nobody needs the site before any more, and a large one takes a while to be given back.
                shared.workers.start(Duration::ZERO, move || drop((moment, plan)));
                return Ok(made);
            }
            Attempt::Newer(path) => moment = read_again(shared, desk, &moment, &path).await,
            Attempt::Refused(refused) => return Err(refused),
        }
    }
    Err(Refused::new("edit-busy", StatusCode::CONFLICT).into())
}

/// The outcome of an edit.
enum Attempt {
    /// Nothing was written; none where all is as asked already.
    Shown(Option<Box<Plan>>),
    Written(Box<Plan>),
    /// This file is newer than the moment.
    Newer(SourcePath),
    Refused(Box<Refused>),
}

fn attempt(shared: &Shared, moment: &Moment, plan: &Planner, is_dry: bool) -> Attempt {
    let Some(desk) = &shared.desk else { return Attempt::Refused(Box::new(Refused::unanswered())) };
    let plan = match plan(shared, moment) {
        Ok(Planned::Edit(plan)) => plan,
        Ok(Planned::Nothing) => return Attempt::Shown(None),
        Ok(Planned::Newer(path)) => return Attempt::Newer(path),
        Err(refused) => return Attempt::Refused(refused),
    };
    if is_dry {
        return Attempt::Shown(Some(plan));
    }
    desk.foreseen.set(Some(Arc::clone(&plan.snapshot)));
    let refused = match write(shared.root(), &plan.files) {
        Ok(()) => return Attempt::Written(plan),
        Err(refused) => refused,
    };
    desk.foreseen.set(None);
    match refused {
        WriteRefusal::Newer { path, now: _ } => Attempt::Newer(path),
        WriteRefusal::Disk(error) => Attempt::Refused(Box::new(error.into())),
    }
}

fn plan_intents(shared: &Shared, moment: &Moment, intents: &[Intent]) -> Result<Planned, Box<Refused>> {
    let desk = shared.desk.as_ref().ok_or_else(Refused::unanswered)?;
    let paths = concerned(moment.newest.site(), intents);
    if let Some(path) = paths.into_iter().find(|path| is_newer(shared.root(), moment, path)) {
        return Ok(Planned::Newer(path));
    }
    let edited = {
        let mut pipeline = desk.pipeline.lock().unwrap_or_else(PoisonError::into_inner);
        pipeline.edit(&moment.newest, intents)
    };
    let plan = |Edited { edit, snapshot }| {
        let ProvedEdit { files, consequences, .. } = edit;
        Planned::Edit(Box::new(Plan { files, snapshot, consequences }))
    };
    Ok(edited.map_err(|refusal| Box::new(refusal.into()))?.map_or(Planned::Nothing, plan))
}

/// Goes one step in the history, back or forth.
async fn go(shared: &Arc<Shared>, way: Way) -> Result<Made, Box<Refused>> {
    let desk = shared.desk.as_ref().ok_or_else(Refused::unanswered)?;
    let mut history = desk.history.lock().await;
    let key = if way == Way::Undo { "edit-no-undo" } else { "edit-no-redo" };
    let files = history.step(way).ok_or_else(|| Refused::new(key, StatusCode::CONFLICT))?;
    let gone = history.gone(way);
    let before = shared.moment();
    let (root, to_write, to_remove) = (shared.root().to_owned(), files.clone(), gone.clone());
    let written = shared.workers.run(move || {
        remove(&root, &to_remove)?;
        match write(&root, &to_write) {
            Ok(()) => Ok(()),
            Err(WriteRefusal::Newer { path, now }) => Err(Box::new(Refused::newer(&to_write, &path, now))),
            Err(WriteRefusal::Disk(error)) => Err(Box::new(error.into())),
        }
    });
    written.await.map_err(|_| Refused::unanswered())??;
    history.went(way);
    let after = show(shared, desk, (&files, &gone)).await;
    let texts_gone = gone.iter().map(|file| TextChange::new(&file.path, &file.after, ""));
    Ok(Made {
        moment: after.number,
        changes: changes(&files).into_iter().chain(texts_gone).collect(),
        effects: Effects::new(&before.newest, &after.newest, &[]),
        obstacle: Obstacle::at(&after),
        undo: history.can(Way::Undo),
        redo: history.can(Way::Redo),
    })
}

fn made(before: &Moment, after: &Moment, plan: Option<&Plan>, history: &EditHistory) -> Made {
    let effects = |plan: &Plan| Effects::new(&before.newest, &plan.snapshot, &plan.consequences);
    Made {
        moment: after.number,
        changes: plan.map(|plan| changes(&plan.files)).unwrap_or_default(),
        effects: plan.map(effects).unwrap_or_default(),
        obstacle: Obstacle::at(after),
        undo: history.can(Way::Undo),
        redo: history.can(Way::Redo),
    }
}

fn changes(files: &[FileEdit]) -> Vec<TextChange> {
    let change = |file: &FileEdit| {
        TextChange::new(&file.path, file.before.as_deref().unwrap_or_default(), &file.after)
    };
    files.iter().map(change).collect()
}

/// Waits for a moment in which `files` have the texts that were written, and those that are `gone` are; the newest moment
/// where none comes.
async fn show(shared: &Shared, desk: &Desk, (files, gone): (&[FileEdit], &[FileEdit])) -> Arc<Moment> {
    let mut moments = shared.moments.subscribe();
    desk.look_at(files.iter().chain(gone).map(|file| &file.path));
    let has = |moment: &Moment, file: &FileEdit| {
        moment.newest.sources().text(&file.path).is_some_and(|text| text == file.after)
    };
    let is_gone = |moment: &Moment, file: &FileEdit| moment.newest.sources().text(&file.path).is_none();
    let wait = moments.wait_for(|moment| {
        files.iter().all(|file| has(moment, file)) && gone.iter().all(|file| is_gone(moment, file))
    });
    match timeout(WAIT, wait).await {
        Ok(Ok(moment)) => Arc::clone(&moment),
        Ok(Err(_)) | Err(_) => shared.moment(),
    }
}

/// Waits until `path` was read again.
async fn read_again(shared: &Shared, desk: &Desk, before: &Moment, path: &SourcePath) -> Arc<Moment> {
    let mut moments = shared.moments.subscribe();
    desk.look_at(std::iter::once(path));
    let number = before.number;
    // The text that was read already may have been newer.
    let _ = timeout(WAIT, moments.wait_for(|moment| moment.number > number)).await;
    shared.moment()
}

/// Writes the texts of `files`, if all of them are pages of the site and have the texts that they are to have before.
fn write(root: &Path, files: &[FileEdit]) -> Result<(), WriteRefusal> {
    if let Some(file) = files.iter().find(|file| !is_editable(root, &file.path)) {
        let advice = say!("write the page where it really stands, as a file that ends in .md");
        return Err(DiskError::new(file.path.as_str(), say!("is no text that edits change"), advice).into());
    }
    write_edits(root, files).map(drop)
}

/// Removes `files`, which an edit made, if all of them are as it made them.
fn remove(root: &Path, files: &[FileEdit]) -> Result<(), Box<Refused>> {
    let disk = |error: DiskError| Box::new(Refused::from(error));
    let path = |file: &FileEdit| root.join(file.path.as_str());
    for file in files {
        let now = read_if_there(&path(file)).map_err(disk)?;
        if now.as_deref().is_some_and(|now| now != file.after.as_bytes()) {
            let now = now.map(|bytes| SourceFile::new(file.path.clone(), &bytes).text.to_string());
            return Err(Box::new(Refused::changed(&file.path, &file.after, now)));
        }
    }
    let known: Vec<_> = files.iter().map(|file| (path(file), file.after.clone().into_bytes())).collect();
    remove_unchanged(root, &known).map_err(disk)?;
    let paths: Vec<_> = known.into_iter().map(|(path, _)| path).collect();
    remove_empty_folders(&root.join(CONTENT_FOLDER), &paths);
    Ok(())
}

/// Whether the disk has another text at `path` than `moment`. A file that cannot be read is as it was.
fn is_newer(root: &Path, moment: &Moment, path: &SourcePath) -> bool {
    let disk = find_one(root, path).ok().flatten();
    let bytes = disk.and_then(|disk| read_if_there(&disk).ok().flatten());
    let text = bytes.map(|bytes| SourceFile::new(path.clone(), &bytes).text);
    text.is_some_and(|text| moment.newest.sources().text(path) != Some(&*text))
}

/// Whether `path` is a page or a review below `content`, also where a link leads to it.
fn is_editable(root: &Path, path: &SourcePath) -> bool {
    let is_below = |path: &str| path.strip_prefix(CONTENT_FOLDER).is_some_and(|rest| rest.starts_with('/'));
    let is_review = |path: &SourcePath| is_below(path.as_str()) && path.as_str().ends_with(REVIEW_ENDING);
    let is_one = |path: &SourcePath| AuthoredText::of(path) == Some(AuthoredText::Page) || is_review(path);
    let target = find_one(root, path).ok().flatten();
    let target = target.and_then(|disk| Some(SourcePath::new(disk.strip_prefix(root).ok()?.to_str()?)));
    is_one(path) && target.as_ref().is_none_or(is_one)
}

impl Refused {
    fn new(key: &'static str, status: StatusCode) -> Self {
        let (value, message, help, file) = Default::default();
        Self { key, status, value, message, help, file, line: 0, changes: Vec::new() }
    }

    /// The file at `path` has the text `now` instead of the one for which `files` were made.
    fn newer(files: &[FileEdit], path: &SourcePath, now: Option<String>) -> Self {
        let wanted = files.iter().filter(|file| file.path == *path);
        let wanted = wanted.filter_map(|file| file.before.as_deref()).next().unwrap_or_default();
        Self::changed(path, wanted, now)
    }

    /// The file at `path` has the text `now` instead of the one that is `wanted`.
    fn changed(path: &SourcePath, wanted: &str, now: Option<String>) -> Self {
        let changes = vec![TextChange::new(path, wanted, &now.unwrap_or_default())];
        Self { changes, ..Self::new("edit-newer", StatusCode::CONFLICT) }
    }

    /// No thread, or no time.
    fn unanswered() -> Self {
        Self::new("edit-busy", StatusCode::SERVICE_UNAVAILABLE)
    }
}

impl From<Malformed> for Box<Refused> {
    fn from(malformed: Malformed) -> Self {
        Self::new(match malformed {
            Malformed::Request => Refused::new("edit-malformed", StatusCode::BAD_REQUEST),
            Malformed::Mark(mark) => {
                Refused { value: mark, ..Refused::new("edit-mark", StatusCode::UNPROCESSABLE_ENTITY) }
            }
        })
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self {
            message: refusal.message,
            help: refusal.help,
            file: refusal.file.unwrap_or_default(),
            line: refusal.line.unwrap_or_default(),
            ..Self::new("edit-refused", StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

impl From<UnknownName> for Refused {
    fn from(unknown: UnknownName) -> Self {
        Self {
            message: unknown.message,
            help: unknown.help,
            ..Self::new("edit-unknown-name", StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

impl From<DiskError> for Refused {
    fn from(error: DiskError) -> Self {
        Self {
            message: error.message(),
            help: error.advice,
            ..Self::new("edit-refused", StatusCode::INSUFFICIENT_STORAGE)
        }
    }
}

/// A refusal in the language of the site.
#[derive(Serialize)]
struct ToldRefusal<'r> {
    #[serde(flatten)]
    refused: &'r Refused,
    message: String,
    help: String,
}

fn answer<T: Serialize>(shared: &Shared, result: Result<T, Box<Refused>>) -> Response {
    match result {
        Ok(made) => json(StatusCode::OK, &made),
        Err(refused) => {
            let language = shared.moment().newest.site().config.language;
            let message = translate(&refused.message, language);
            let help = translate(&refused.help, language);
            json(refused.status, &ToldRefusal { refused: &refused, message, help })
        }
    }
}

pub(super) fn json(status: StatusCode, value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(text) => (status, [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], text)
            .into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
