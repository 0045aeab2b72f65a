//! The state of editing besides the moments: the edits that can be taken back, and the profiles that were supposed.

use std::collections::VecDeque;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Mutex as AsyncMutex;

use crate::pipeline::{Pipeline, Snapshot};
use crate::preview::editing::EditHistory;
use crate::shell::preview::changes::Wake;
use crate::shell::preview::live_site::Foreseen;
use crate::shell::preview::watch::{FileState, Notice};
use crate::text::SourcePath;

/// The state of editing besides the moments.
pub(super) struct Desk {
    pub(super) history: AsyncMutex<EditHistory>,
    /// The pipeline that follows the files, and keeps their documents.
    pub(super) pipeline: Arc<Mutex<Pipeline>>,
    /// Takes the site on which an edit was proved, for the reading of what was written.
    pub(super) foreseen: Foreseen,
    pub(super) wakes: Sender<Wake>,
    pub(super) supposed: Supposed,
    /// Held while the site is built.
    pub(super) building: AsyncMutex<()>,
}

impl Desk {
    pub(super) fn new(pipeline: Arc<Mutex<Pipeline>>, foreseen: Foreseen, wakes: Sender<Wake>) -> Self {
        Self {
            history: AsyncMutex::default(),
            pipeline,
            foreseen,
            wakes,
            supposed: Supposed::default(),
            building: AsyncMutex::default(),
        }
    }

    /// Has files read that may have changed, whether the system tells of it or not.
    pub(super) fn look_at<'p>(&self, paths: impl Iterator<Item = &'p SourcePath>) {
        for path in paths {
            // Nobody listens any more when the preview ends.
            let _ = self.wakes.send(Wake::Notice(Notice::Path(path.clone(), FileState::Settled)));
        }
    }
}

/// The profiles that were sent, and the site with the one that was asked about last.
#[derive(Default)]
pub(super) struct Supposed {
    pub(super) profiles: Mutex<Profiles>,
    pub(super) last: Mutex<Option<(u64, String, Arc<Snapshot>)>>,
}

#[derive(Default)]
pub(super) struct Profiles {
    /// Counts them, for their names in questions.
    pub(super) sent: usize,
    /// The name in questions, the document, and the text of the profile's file that it makes.
    pub(super) kept: VecDeque<(String, Arc<SentDocument>, String)>,
}

/// A document that was sent as a new version of a profile.
pub(super) struct SentDocument {
    /// The name of the profile.
    pub(super) profile: String,
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

impl Supposed {
    /// The text of the profile that the document called `name` made.
    pub(super) fn sent(&self, name: &str) -> Option<String> {
        let profiles = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        profiles.kept.iter().find(|(own, ..)| own == name).map(|(_, _, text)| text.clone())
    }

    /// The document called `name`.
    pub(super) fn document(&self, name: &str) -> Option<Arc<SentDocument>> {
        let profiles = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        profiles.kept.iter().find(|(own, ..)| own == name).map(|(_, document, _)| Arc::clone(document))
    }
}
