//! The state of the preview between two saves.
//!
//! Content with errors takes no page away: the last snapshot without errors stays, and where a template fails, the page as
//! an earlier snapshot made it. Only files of the site are ever found. A moment answers the same address in
//! the same way every time; the pages that were asked for last are kept, and the templates that failed are noted.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::changes::{self, PageEffect, PublishedChange};
use crate::compare::{CoverageChange, coverage_changes};
use crate::config::Language;
use crate::diagnostics::{Diagnostic, Message, Report, Severity};
use crate::pipeline::Snapshot;
use crate::plan::{OutContent, OutFile};
use crate::text::SourcePath;

/// The page for addresses that lead nowhere.
const NOT_FOUND: &str = "404.html";
/// Pages that failed are rendered again at the next moment, so that their mistakes stay in sight; this many.
const SUSPECTS: usize = 64;

/// Files that are kept as they were rendered.
const RECENT: usize = 8;

/// The state of a preview until the next save.
pub struct Moment {
    /// Counts the moments of a run, from 1.
    pub number: u64,
    /// The newest snapshot, with its errors.
    pub newest: Arc<Snapshot>,
    /// The last one without errors.
    pub(super) shown: Option<Arc<Snapshot>>,
    /// The refusal of the disk.
    pub(super) disk: Option<DiskProblem>,
    /// The changes that the last save made in the coverage.
    pub(super) changes: Vec<CoverageChange>,
    /// The changes of published files, each with the number of its moment.
    published: Vec<(u64, PublishedChange)>,
    /// The last snapshot of which no page is known to fail.
    whole: Option<Arc<Snapshot>>,
    failures: Mutex<Failures>,
    /// Addresses of pages that took longer than anybody waits for.
    slow: Mutex<BTreeSet<String>>,
    /// Files that were rendered last: the one that a tab compares is the one that it then asks for.
    recent: Mutex<VecDeque<(String, OutFile)>>,
}

#[derive(Default)]
struct Failures {
    found: Vec<Diagnostic>,
    paths: BTreeSet<String>,
}

/// A save, as it was read from the disk.
pub struct Save {
    /// The site after it.
    pub snapshot: Arc<Snapshot>,
    /// The files that are not what they were.
    pub changed: Vec<SourcePath>,
    /// The refusal of the disk; the files in question are then as they were before.
    pub disk: Option<DiskProblem>,
}

/// Something that the disk refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiskProblem {
    /// The file, and what is wrong with it.
    pub message: Message,
    /// The advice.
    pub advice: Message,
}

/// The answer to an address, and what was found on the way to it.
#[derive(Debug)]
pub struct AnsweredAddress {
    /// The answer.
    pub answer: Answer,
    /// Whether a mistake in a template was found that nobody knew of.
    pub is_new_failure: bool,
}

/// The answer to an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// A page: its path and its bytes, as a build would write them.
    Page(String, Vec<u8>),
    /// The page for what is not there, if the theme could make it.
    NotFound(Option<Vec<u8>>),
    /// Another file, with its path.
    File(String, OutContent),
    /// The page stands at this address.
    MovedTo(String),
    /// There is no page to show, only mistakes.
    NoPage,
}

impl Moment {
    /// The first moment.
    pub fn first(snapshot: Arc<Snapshot>) -> Self {
        let shown = Some(Arc::clone(&snapshot)).filter(|snapshot| !snapshot.report().has_errors());
        Self {
            number: 1,
            newest: snapshot,
            shown,
            disk: None,
            changes: Vec::new(),
            published: Vec::new(),
            whole: None,
            failures: Mutex::default(),
            slow: Mutex::default(),
            recent: Mutex::default(),
        }
    }

    /// The moment after `save`.
    pub fn next(&self, save: Save) -> Self {
        let number = self.number + 1;
        let is_good = !save.snapshot.report().has_errors();
        let shown = if is_good { Some(Arc::clone(&save.snapshot)) } else { self.shown.clone() };
        let changes = match (&self.shown, &shown) {
            (Some(before), Some(after)) if is_good => coverage_changes(before.side(), after.side()),
            _ => self.changes.clone(),
        };
        let failures = self.failures();
        let whole = if failures.found.is_empty() { self.shown.clone() } else { self.whole.clone() };
        let (old, new) = (&self.newest, &save.snapshot);
        let published = changes::remember(&self.published, number, &save.changed, (old, new));
        Self {
            number,
            newest: save.snapshot,
            shown,
            disk: save.disk,
            changes,
            published,
            whole,
            failures: Mutex::default(),
            slow: Mutex::default(),
            recent: Mutex::default(),
        }
    }

    /// The pages that fail, as far as is known.
    pub fn suspects(&self) -> Vec<String> {
        self.failures().paths.iter().take(SUSPECTS).cloned().collect()
    }

    /// Renders the pages at `paths` again, so that the mistakes of those that failed before stay in sight.
    pub fn render_again(&self, paths: &[String]) {
        for path in paths {
            self.render(path);
        }
    }

    /// Whether the page at `path` is known to take longer than anybody waits for.
    pub fn takes_too_long(&self, path: &str) -> bool {
        self.slow().contains(path)
    }

    /// Notes that it does; the answer is whether that is new.
    pub fn note_that_it_takes_too_long(&self, path: &str) -> bool {
        self.slow().insert(path.to_owned())
    }

    /// The first mistake for whose sake the pages stay as they were; none where they show the newest files.
    pub(super) fn held_up_by(&self) -> Option<&Diagnostic> {
        self.newest.report().diagnostics().iter().find(|found| found.severity == Severity::Error)
    }

    /// The language of the pages.
    pub fn language(&self) -> Language {
        self.shown.as_deref().unwrap_or(&self.newest).site().config.language
    }

    /// The mistakes of the site, and those of templates as far as they are known.
    pub fn report(&self) -> Report {
        let failed = self.failures().found.clone();
        if failed.is_empty() {
            return self.newest.report().clone();
        }
        Report::new(self.newest.report().diagnostics().iter().cloned().chain(failed).collect())
    }

    /// Renders one page of each kind, to find the templates that fail; the answer is whether one does that
    /// nobody knew of.
    pub fn try_templates(&self) -> bool {
        let Some(shown) = &self.shown else { return false };
        let mut kinds = Vec::new();
        let mut is_new = false;
        for (route, path) in shown.addresses().routes() {
            let kind = route.kind();
            if !kinds.contains(&kind) {
                kinds.push(kind);
                is_new |= self.render(path.as_str()).1;
            }
        }
        is_new
    }

    /// The answer to `path`, an address without its first slash.
    pub fn answer(&self, path: &str) -> AnsweredAddress {
        let Some(shown) = &self.shown else {
            return AnsweredAddress { answer: Answer::NoPage, is_new_failure: false };
        };
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        let (found, mut is_new_failure) = self.render(&file);
        let answer = match found {
            FileAt::Found(OutFile { content: OutContent::Bytes(bytes), .. }) if shown.has_page(&file) => {
                Answer::Page(file, bytes)
            }
            FileAt::Found(other) => Answer::File(file, other.content),
            FileAt::Failed => Answer::NoPage,
            FileAt::Missing if shown.has_page(&format!("{file}/index.html")) => {
                Answer::MovedTo(format!("{file}/"))
            }
            FileAt::Missing => {
                let (not_found, is_new) = self.render(NOT_FOUND);
                is_new_failure |= is_new;
                Answer::NotFound(match not_found {
                    FileAt::Found(OutFile { content: OutContent::Bytes(bytes), .. }) => Some(bytes),
                    FileAt::Found(_) | FileAt::Failed | FileAt::Missing => None,
                })
            }
        };
        AnsweredAddress { answer, is_new_failure }
    }

    /// The effect on a page with `html` that was shown at moment `seen`, of the files that it uses.
    pub(super) fn effect_since(&self, seen: u64, html: &[u8]) -> Option<PageEffect> {
        changes::effect(&self.published, seen, html)
    }

    /// Whether the site has the text file `path`.
    pub fn has_text(&self, path: &SourcePath) -> bool {
        self.newest.sources().file(path).is_some()
    }

    /// Renders the file at `path`, from an older snapshot where a template fails; the second value is
    /// whether nobody knew of the failure.
    fn render(&self, path: &str) -> (FileAt, bool) {
        let Some(shown) = &self.shown else { return (FileAt::Missing, false) };
        if let Some(file) = self.recall(path) {
            return (FileAt::Found(file), false);
        }
        let failure = match shown.file(path) {
            Ok(Some(file)) => {
                self.remember(path, &file);
                return (FileAt::Found(file), false);
            }
            Ok(None) => return (FileAt::Missing, false),
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
        (earlier.map_or(FileAt::Failed, FileAt::Found), is_new)
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

/// A file of the site at one path.
enum FileAt {
    Found(OutFile),
    /// A template fails, and no earlier snapshot made the page.
    Failed,
    /// There is no such file.
    Missing,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Options, Pipeline};
    use crate::sources::{SourceFile, Sources};

    fn snapshot(files: &[(&str, &str)]) -> Arc<Snapshot> {
        let mut sources = Sources::default();
        for (path, text) in files {
            sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
        }
        Arc::new(Pipeline::new(Options::default()).run(Arc::new(sources)))
    }

    fn save(snapshot: &Arc<Snapshot>, changed: &str) -> Save {
        Save { snapshot: Arc::clone(snapshot), changed: vec![SourcePath::new(changed)], disk: None }
    }

    fn page(moment: &Moment, path: &str) -> String {
        match moment.answer(path).answer {
            Answer::Page(_, html) => String::from_utf8(html).unwrap(),
            other => panic!("{path}: {other:?}"),
        }
    }

    const TEMPLATE: &str = "themes/default/templates/text.html";

    #[test]
    fn an_error_in_the_content_keeps_the_last_good_pages() {
        let good = Moment::first(snapshot(&[("content/guide.md", "# Guide\n\nfirst-words\n")]));
        let bad = snapshot(&[("content/guide.md", "+++\ntitle = \"x\n+++\n")]);
        let after = good.next(save(&bad, "content/guide.md"));
        assert!(after.report().has_errors());
        assert!(page(&after, "guide/").contains("first-words"));
        assert_eq!(Moment::first(bad).answer("guide/").answer, Answer::NoPage);
    }

    #[test]
    fn a_template_that_fails_keeps_the_page_that_it_made_and_is_new_once() {
        let text = ("content/guide.md", "# Guide\n\nfirst-words\n");
        let good = Moment::first(snapshot(&[text]));
        let bad = good.next(save(&snapshot(&[text, (TEMPLATE, "{{ view.nothing.at.all }}")]), TEMPLATE));
        assert!(bad.answer("guide/").is_new_failure);
        assert!(!bad.answer("guide/").is_new_failure);
        assert!(page(&bad, "guide/").contains("first-words"));
        assert!(bad.report().has_errors());
        assert_eq!(bad.suspects(), ["guide/index.html"]);
    }

    #[test]
    fn an_address_is_a_file_of_the_site_or_nothing() {
        let moment = Moment::first(snapshot(&[("content/guide.md", "# Guide\n")]));
        assert_eq!(moment.answer("guide").answer, Answer::MovedTo("guide/".to_owned()));
        for path in ["content/guide.md", "../leerlijn.toml", "guide/../guide/", "/guide/", "guide//"] {
            assert!(matches!(moment.answer(path).answer, Answer::NotFound(Some(_))), "{path}");
        }
        assert!(matches!(moment.answer("static/css/base.css").answer, Answer::File(..)));
    }
}
