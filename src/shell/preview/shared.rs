//! The state of a running preview, which all its tasks share. A request sees one moment from beginning to end.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, Uri, header};
use tokio::sync::watch;

use super::access::Controls;
use super::desk::Desk;
use super::orders::SiteBuilder;
use super::workers::{Unanswered, Workers};
use super::{Listener, News};
use crate::preview::Moment;
use crate::preview::requests::{Guard, Header};

/// Which pages may show an answer in a frame: those of the preview.
pub(super) const FRAMES: &str = "frame-ancestors 'self'";
/// Which pages may use an answer as a part of their own.
pub(super) const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Opens a file or an address with the program that the system has for it.
pub type Opener = Arc<dyn Fn(&str) -> std::io::Result<()> + Send + Sync>;

/// The state of a running preview.
pub(super) struct Shared {
    pub(super) root: PathBuf,
    pub(super) guard: Guard,
    /// Tells this run from every other.
    pub(super) run: String,
    pub(super) controls: Controls,
    /// The state of editing; none where nothing may be edited.
    pub(super) desk: Option<Desk>,
    /// The address of the pages, for a browser on this machine.
    pub(super) pages: String,
    pub(super) workers: Workers,
    pub(super) moments: watch::Sender<Arc<Moment>>,
    pub(super) open: Opener,
    pub(super) build: SiteBuilder,
    /// An address that opens a file in an editor, with `{path}` and `{line}`.
    pub(super) editor_url: Option<String>,
    pub(super) listener: Listener,
}

impl Shared {
    /// The newest moment.
    pub(super) fn moment(&self) -> Arc<Moment> {
        Arc::clone(&self.moments.borrow())
    }

    /// Whether a request for `uri` with `headers` may pass.
    pub(super) fn allows(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let target = uri.authority().map(|target| target.as_str());
        self.guard.allows(target, header_of(headers, &header::HOST), header_of(headers, &header::ORIGIN))
    }

    /// The answer to `look` at `path` on a thread of its own, at the newest moment. A page that once took too long is not
    /// made again at the same moment, so that it does not take one thread after the other.
    pub(super) async fn look_at<T: Send + 'static>(
        self: &Arc<Self>,
        moment: &Arc<Moment>,
        path: String,
        look: impl FnOnce(&Moment, &str) -> (T, bool) + Send + 'static,
    ) -> Result<T, Unanswered> {
        if moment.takes_too_long(&path) {
            return Err(Unanswered::TooLong);
        }
        let (looked_at, asked) = (Arc::clone(moment), path.clone());
        let found = self.workers.run(move || look(&looked_at, &asked)).await;
        if matches!(found, Err(Unanswered::TooLong)) && moment.note_that_it_takes_too_long(&path) {
            (self.listener)(News::Slow(&path));
        }
        let (answer, is_new_failure) = found?;
        if is_new_failure {
            self.tell_failure(moment);
        }
        Ok(answer)
    }

    /// Tells everybody that a template failed that did not before.
    pub(super) fn tell_failure(&self, moment: &Arc<Moment>) {
        (self.listener)(News::Failed { report: &moment.report(), sources: moment.newest.sources() });
        // The moment is the same, but more is known about it.
        self.moments.send_modify(|_| {});
    }

    /// The folder of the site.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }
}

/// The header `name`, of which there should be one at most.
pub(super) fn header_of<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Header<'h> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Header::Absent,
        (Some(value), None) => value.to_str().map_or(Header::Unclear, Header::Value),
        (Some(_), Some(_)) => Header::Unclear,
    }
}
