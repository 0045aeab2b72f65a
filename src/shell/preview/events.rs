//! Purpose: tell an open page what changed.
//! Input: moments. Output: server-sent events: `status` (what to show beside the page), `style` (read the
//! style sheets again), `reload` (the page is not what it was).
//! Invariant: nothing is sent when nothing differs for this page, so it keeps its place and its state.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use tokio::sync::watch;

use super::inject::mark;
use super::moment::{Moment, What};
use super::routes::site_address;
use super::shared::Shared;
use super::status::Status;
use super::touched::Effect;

/// A line is sent this often when nothing happens, so that nothing on the way closes the connection.
const ALIVE: Duration = Duration::from_secs(15);
/// How long a browser waits before it connects again.
const RETRY: Duration = Duration::from_millis(500);

/// What a page says of itself when it connects.
#[derive(Debug, Deserialize)]
pub(super) struct Page {
    /// Its address.
    path: String,
    /// The mark of its bytes.
    shown: String,
    /// The moment at which it was made.
    moment: u64,
    /// The run that made it.
    run: String,
}

/// What a page was told.
struct Told {
    page: Page,
    shared: Arc<Shared>,
    moments: watch::Receiver<Arc<Moment>>,
    status: u64,
    is_first: bool,
    waiting: Vec<Event>,
}

/// Events for one page, without end.
pub(super) async fn events(
    State(shared): State<Arc<Shared>>,
    Query(page): Query<Page>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let moments = shared.moments.subscribe();
    let told = Told { page, shared, moments, status: 0, is_first: true, waiting: Vec::new() };
    let events = stream::unfold(told, |mut told| async move {
        let event = told.next().await?;
        Some((Ok(event), told))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE))
}

impl Told {
    /// The next event; none when the preview ends.
    async fn next(&mut self) -> Option<Event> {
        while self.waiting.is_empty() {
            if !std::mem::take(&mut self.is_first) {
                self.moments.changed().await.ok()?;
            }
            let moment = Arc::clone(&self.moments.borrow_and_update());
            self.compare(moment).await?;
        }
        // The order does not matter to a page: a reload brings its status with it.
        self.waiting.pop()
    }

    async fn compare(&mut self, moment: Arc<Moment>) -> Option<()> {
        let path = site_address(&self.page.path).unwrap_or_default();
        let (seen, is_own_run) = (self.page.moment, self.page.run == self.shared.run);
        let look = move |moment: &Moment, path: &str| look_at(moment, path, seen);
        // A page that nobody can make now stays as it is shown; the next moment is another.
        let Ok(found) = self.shared.look_at(&moment, path, look).await else { return Some(()) };
        let status = xxhash_rust::xxh3::xxh3_64(found.status.as_bytes());
        if status != self.status {
            self.status = status;
            self.waiting.push(Event::default().event("status").retry(RETRY).data(&found.status));
        }
        let effect =
            if found.shown != self.page.shown || !is_own_run { Some(Effect::Reload) } else { found.effect };
        self.page.shown = found.shown;
        self.page.run.clone_from(&self.shared.run);
        self.page.moment = moment.number;
        let event = effect.map(|effect| match effect {
            Effect::Reload => Event::default().event("reload").data(&self.page.shown),
            Effect::Style => Event::default().event("style").data(moment.number.to_string()),
        });
        self.waiting.extend(event);
        Some(())
    }
}

/// How a page stands at a moment.
struct Found {
    shown: String,
    status: String,
    effect: Option<Effect>,
}

/// How the page at `path` stands, and whether a failure was found that nobody knew of.
fn look_at(moment: &Moment, path: &str, seen: u64) -> (Found, bool) {
    let answer = moment.answer(path);
    let (file, html) = match answer.what {
        What::Page(file, html) => (file, html),
        What::NotFound(html) => (String::new(), html.unwrap_or_default()),
        What::File(..) | What::Elsewhere(_) | What::Nothing => (String::new(), Vec::new()),
    };
    // Made after the page, since making it may have found a failure.
    let status = serde_json::to_string(&Status::of(moment, &file)).unwrap_or_default();
    let found = Found { shown: mark(&html), status, effect: moment.touched_since(seen, &html) };
    (found, answer.is_new_failure)
}
