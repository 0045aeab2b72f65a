//! Purpose: what the server's tasks have in common.
//! Input: moments, as they are made. Output: the newest one, for whoever asks.
//! Invariant: a request sees one moment from beginning to end.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::watch;

use super::controls::{Controls, is_this_machine};
use super::guards::Guard;
use super::inject::Tag;
use super::moment::Moment;
use super::workers::{Unanswered, Workers};
use super::{Listener, News};

/// Opens a file or an address with the program that the system has for it.
pub type Opener = Arc<dyn Fn(&str) -> std::io::Result<()> + Send + Sync>;

/// What every task of the server knows.
pub(super) struct Shared {
    pub(super) root: PathBuf,
    pub(super) guard: Guard,
    /// Tells this run from every other.
    pub(super) run: String,
    pub(super) controls: Controls,
    pub(super) workers: Workers,
    pub(super) moments: watch::Sender<Arc<Moment>>,
    pub(super) open: Opener,
    /// An address that opens a file in an editor, with `{path}` and `{line}`.
    pub(super) editor_url: Option<String>,
    pub(super) listener: Listener,
}

impl Shared {
    /// The newest moment.
    pub(super) fn moment(&self) -> Arc<Moment> {
        Arc::clone(&self.moments.borrow())
    }

    /// What the script in a page made at `moment` is told, when `peer` asks for the page.
    pub(super) fn tag(&self, moment: &Moment, peer: SocketAddr) -> Tag<'_> {
        let controls = is_this_machine(peer).then_some(self.controls.address);
        Tag { run: &self.run, controls, moment: moment.number }
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
