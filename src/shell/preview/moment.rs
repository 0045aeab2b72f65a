//! Purpose: what the preview shows at one moment.
//! Input: the newest snapshot, and the moment before. Output: [`Moment`]; for an address, an [`Answer`].
//! Invariant: content with errors never takes a page away: the last snapshot without errors stays, and
//! where a template fails the page as an earlier one made it. Only files of the site are ever found.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::site::Step;
use super::touched::{self, Touched};
use crate::config::Language;
use crate::coverage::{self, Change};
use crate::diagnostics::{Diagnostic, Report};
use crate::pipeline::Snapshot;
use crate::plan::{OutContent, OutFile};
use crate::shell::DiskError;
use crate::text::SourcePath;

/// The page for addresses that lead nowhere.
const NOT_FOUND: &str = "404.html";
/// Pages that failed are made again at the next moment, so that their mistakes stay in sight; this many.
const SUSPECTS: usize = 64;

/// Pages that are kept as they were made.
const RECENT: usize = 8;

/// What is shown until the next change.
pub(super) struct Moment {
    /// Counts the moments of a run, from 1.
    pub(super) number: u64,
    /// The newest snapshot, with its errors.
    pub(super) newest: Arc<Snapshot>,
    /// The last one without errors.
    pub(super) shown: Option<Arc<Snapshot>>,
    /// What the disk refused.
    pub(super) disk: Option<DiskError>,
    /// What the last save changed in the coverage.
    pub(super) changes: Vec<Change>,
    /// Which published files changed, and when.
    touched: Vec<(u64, Touched)>,
    /// The last snapshot of which no page is known to fail.
    whole: Option<Arc<Snapshot>>,
    failures: Mutex<Failures>,
    /// Addresses of pages that took longer than anybody waits for.
    slow: Mutex<BTreeSet<String>>,
    /// Pages that were made last: the one that a tab compares is the one that it then asks for.
    recent: Mutex<VecDeque<(String, OutFile)>>,
}

#[derive(Default)]
struct Failures {
    found: Vec<Diagnostic>,
    paths: BTreeSet<String>,
}

/// What the preview answers to an address.
pub(super) struct Answer {
    /// The answer itself.
    pub(super) what: What,
    /// Whether a mistake in a template was found that nobody knew of.
    pub(super) is_new_failure: bool,
}

/// The answer to an address.
pub(super) enum What {
    /// A page: its path and its bytes, as a build would write them.
    Page(String, Vec<u8>),
    /// The page for what is not there, if the theme could make it.
    NotFound(Option<Vec<u8>>),
    /// Another file, with its path.
    File(String, OutContent),
    /// The page stands at this address.
    Elsewhere(String),
    /// There is no page to show, only what is wrong.
    Nothing,
}

impl Moment {
    /// The first moment.
    pub(super) fn first(snapshot: Arc<Snapshot>) -> Self {
        let shown = Some(Arc::clone(&snapshot)).filter(|snapshot| !snapshot.report().has_errors());
        Self {
            number: 1,
            newest: snapshot,
            shown,
            disk: None,
            changes: Vec::new(),
            touched: Vec::new(),
            whole: None,
            failures: Mutex::default(),
            slow: Mutex::default(),
            recent: Mutex::default(),
        }
    }

    /// The moment after this one.
    pub(super) fn next(&self, step: Step) -> Self {
        let number = self.number + 1;
        let is_good = !step.snapshot.report().has_errors();
        let shown = if is_good { Some(Arc::clone(&step.snapshot)) } else { self.shown.clone() };
        let changes = match (&self.shown, &shown) {
            (Some(before), Some(after)) if is_good => {
                coverage::changes((before.site(), before.coverage()), (after.site(), after.coverage()))
            }
            _ => self.changes.clone(),
        };
        let failures = self.failures();
        let whole = if failures.found.is_empty() { self.shown.clone() } else { self.whole.clone() };
        let touched = touched::add(&self.touched, number, &step.changed, (&self.newest, &step.snapshot));
        Self {
            number,
            newest: step.snapshot,
            shown,
            disk: step.disk,
            changes,
            touched,
            whole,
            failures: Mutex::default(),
            slow: Mutex::default(),
            recent: Mutex::default(),
        }
    }

    /// The pages that fail, as far as is known.
    pub(super) fn suspects(&self) -> Vec<String> {
        self.failures().paths.iter().take(SUSPECTS).cloned().collect()
    }

    /// Makes the pages at `paths`, so that the mistakes of those that failed before stay in sight.
    pub(super) fn make_again(&self, paths: &[String]) {
        for path in paths {
            self.made(path);
        }
    }

    /// Whether the page at `path` is known to take longer than anybody waits for.
    pub(super) fn takes_too_long(&self, path: &str) -> bool {
        self.slow().contains(path)
    }

    /// Notes that it does; the answer is whether that is new.
    pub(super) fn note_that_it_takes_too_long(&self, path: &str) -> bool {
        self.slow().insert(path.to_owned())
    }

    /// The language of the pages.
    pub(super) fn language(&self) -> Language {
        self.shown.as_deref().unwrap_or(&self.newest).site().config.language
    }

    /// Everything that is wrong.
    pub(super) fn report(&self) -> Report {
        let failed = self.failures().found.clone();
        if failed.is_empty() {
            return self.newest.report().clone();
        }
        Report::new(self.newest.report().diagnostics().iter().cloned().chain(failed).collect())
    }

    /// Makes one page of each kind, to find the templates that fail; the answer is whether one does that
    /// nobody knew of.
    pub(super) fn try_templates(&self) -> bool {
        let Some(shown) = &self.shown else { return false };
        let mut kinds = Vec::new();
        let mut is_new = false;
        for (route, path) in shown.addresses().routes() {
            let kind = std::mem::discriminant(&route);
            if !kinds.contains(&kind) {
                kinds.push(kind);
                is_new |= self.made(path.as_str()).1;
            }
        }
        is_new
    }

    /// What is to be seen at `path`, an address without its first slash.
    pub(super) fn answer(&self, path: &str) -> Answer {
        let Some(shown) = &self.shown else { return Answer { what: What::Nothing, is_new_failure: false } };
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        let (made, mut is_new_failure) = self.made(&file);
        let what = match made {
            Made::File(OutFile { content: OutContent::Bytes(bytes), .. })
                if shown.route_at(&file).is_some() =>
            {
                What::Page(file, bytes)
            }
            Made::File(other) => What::File(file, other.content),
            Made::Failed => What::Nothing,
            Made::None if shown.route_at(&format!("{file}/index.html")).is_some() => {
                What::Elsewhere(format!("{file}/"))
            }
            Made::None => {
                let (not_found, is_new) = self.made(NOT_FOUND);
                is_new_failure |= is_new;
                What::NotFound(match not_found {
                    Made::File(OutFile { content: OutContent::Bytes(bytes), .. }) => Some(bytes),
                    _ => None,
                })
            }
        };
        Answer { what, is_new_failure }
    }

    /// What has to happen to a page with `html` that was shown at moment `seen`, because of the files
    /// that it uses.
    pub(super) fn touched_since(&self, seen: u64, html: &[u8]) -> Option<touched::Effect> {
        touched::effect(&self.touched, seen, html)
    }

    /// The text file `path` of the site.
    pub(super) fn has_text(&self, path: &SourcePath) -> bool {
        self.newest.sources().file(path).is_some()
    }

    /// Makes the file at `path`, from an older snapshot where a template fails; the second value is
    /// whether nobody knew of the failure.
    fn made(&self, path: &str) -> (Made, bool) {
        let Some(shown) = &self.shown else { return (Made::None, false) };
        if let Some(file) = self.recall(path) {
            return (Made::File(file), false);
        }
        let failure = match shown.file(path) {
            Ok(Some(file)) => {
                self.remember(path, &file);
                return (Made::File(file), false);
            }
            Ok(None) => return (Made::None, false),
            Err(failure) => failure,
        };
        let is_new = {
            let mut failures = self.failures();
            failures.paths.insert(path.to_owned());
            let is_new = !failures.found.contains(&failure);
            if is_new {
                failures.found.push(failure);
            }
            is_new
        };
        let earlier = self.whole.as_ref().and_then(|whole| whole.file(path).ok().flatten());
        (earlier.map_or(Made::Failed, Made::File), is_new)
    }

    fn slow(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.slow.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn recall(&self, path: &str) -> Option<OutFile> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().find(|(known, _)| known == path).map(|(_, file)| file.clone())
    }

    fn remember(&self, path: &str, file: &OutFile) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.push_front((path.to_owned(), file.clone()));
        recent.truncate(RECENT);
    }

    fn failures(&self) -> MutexGuard<'_, Failures> {
        // A thread that panicked while it added a diagnostic left the list whole.
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Made {
    File(OutFile),
    /// A template fails, and no earlier snapshot made the page.
    Failed,
    /// There is no such file.
    None,
}
