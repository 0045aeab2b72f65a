//! Purpose: what the server's tasks have in common.
//! Input: moments, as they are made. Output: the newest one, for whoever asks.
//! Invariant: a request sees one moment from beginning to end.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::watch;

use super::guards::Guard;
use super::inject::Tag;
use super::moment::Moment;
use super::{Listener, News};

/// Opens a file or an address with the program that the system has for it.
pub type Opener = Arc<dyn Fn(&str) -> std::io::Result<()> + Send + Sync>;

/// What every task of the server knows.
pub(super) struct Shared {
    pub(super) root: PathBuf,
    pub(super) guard: Guard,
    /// A new secret in every run.
    pub(super) token: String,
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

    /// What the script in a page made at `moment` is told.
    pub(super) fn tag(&self, moment: &Moment) -> Tag<'_> {
        Tag { token: &self.token, moment: moment.number }
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
