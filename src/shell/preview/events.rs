//! Server-sent events for an open page: `status` (for the strip and the panel beside it), `style` (read the style sheets
//! again), `reload` (the page is not the same any more).
//!
//! Nothing is sent when nothing differs for this page, so it keeps its place and its state.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hyper::body::Bytes;
use serde::Deserialize;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use super::server::Pieces;
use super::shared::Shared;
use crate::preview::requests::site_address;
use crate::preview::{Moment, OpenPage, PageEffect};

/// A line is sent this often when nothing happens, so that nothing on the way closes the connection.
const ALIVE: Duration = Duration::from_secs(15);
/// How long a browser waits before it connects again.
const RETRY: Duration = Duration::from_millis(500);

/// A page as it describes itself when it connects.
#[derive(Debug, Deserialize)]
pub(super) struct PageQuery {
    /// Its address.
    path: String,
    /// The mark of its bytes.
    shown: String,
    /// The moment at which it was made.
    moment: u64,
    /// The run that made it.
    run: String,
}

/// A connection to one page, with the state of it that the page was told of last.
struct Listening {
    shared: Arc<Shared>,
    moments: watch::Receiver<Arc<Moment>>,
    path: String,
    page: OpenPage,
    is_of_this_run: bool,
    status: String,
    is_first: bool,
}

/// Events for one page, without end.
pub(super) async fn events(State(shared): State<Arc<Shared>>, Query(page): Query<PageQuery>) -> Response {
    let listening = Listening {
        moments: shared.moments.subscribe(),
        is_of_this_run: page.run == shared.run,
        shared,
        path: site_address(&page.path).unwrap_or_default(),
        page: OpenPage { shown: page.shown, moment: page.moment },
        status: String::new(),
        is_first: true,
    };
    let (sender, pieces) = mpsc::channel(1);
    tokio::spawn(send(listening, sender));
    ([(header::CONTENT_TYPE, "text/event-stream")], Body::new(Pieces(pieces))).into_response()
}

/// Sends events until the page is gone or the preview ends.
async fn send(mut listening: Listening, pieces: mpsc::Sender<std::io::Result<Bytes>>) {
    loop {
        let mut next = pin!(listening.next());
        let text = loop {
            let waited = tokio::select! {
                waited = timeout(ALIVE, &mut next) => waited,
                () = pieces.closed() => return,
            };
            match waited {
                Ok(Some(text)) => break text,
                Ok(None) => return,
                // A comment, which a browser passes over.
                Err(_) if pieces.send(Ok(Bytes::from_static(b":\n\n"))).await.is_ok() => {}
                Err(_) => return,
            }
        };
        if pieces.send(Ok(Bytes::from(text))).await.is_err() {
            return;
        }
    }
}

impl Listening {
    /// The next events, as they are sent; none when the preview ends.
    async fn next(&mut self) -> Option<String> {
        loop {
            if !std::mem::take(&mut self.is_first) {
                self.moments.changed().await.ok()?;
            }
            let moment = Arc::clone(&self.moments.borrow_and_update());
            let events = self.compare(&moment).await;
            if !events.is_empty() {
                return Some(events);
            }
        }
    }

    /// The events that bring the page up to date at `moment`.
    async fn compare(&mut self, moment: &Arc<Moment>) -> String {
        let page = self.page.clone();
        let state = move |moment: &Moment, path: &str| page.state(moment, path);
        // A page that nobody can make now stays as it is shown; the next moment is another.
        let Ok(found) = self.shared.look_at(moment, self.path.clone(), state).await else {
            return String::new();
        };
        let mut events = String::new();
        let effect = if self.is_of_this_run { found.effect } else { Some(PageEffect::Reload) };
        match effect {
            Some(PageEffect::Reload) => events += &event("reload", &found.shown),
            Some(PageEffect::SwapStyles) => events += &event("style", &moment.number.to_string()),
            None => {}
        }
        if found.status != self.status {
            events += &format!("retry: {}\n{}", RETRY.as_millis(), event("status", &found.status));
            self.status = found.status;
        }
        self.page = OpenPage { shown: found.shown, moment: moment.number };
        self.is_of_this_run = true;
        events
    }
}

/// An event whose data is one line.
fn event(name: &str, data: &str) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}
