//! A site before and after a new version of one of its profiles: the names that lead nowhere since, the claims that were
//! made before the words changed, which go to the review beside the profile, and the two files that are written.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::{Pipeline, Snapshot};
use crate::compare::review;
use crate::diagnostics::{Code, Diagnostic, Message, Problems};
use crate::edit::{FileEdit, TextEdit};
use crate::sources::{SourceFile, Sources};
use crate::syntax::{ReviewFile, parted, review_path};
use crate::text::{SourcePath, Span, Spanned, collapse_whitespace};

/// A site before and after a new version of a profile.
pub struct Succession {
    /// The site before.
    pub before: Arc<Snapshot>,
    /// The site with the new version, without its review.
    pub after: Arc<Snapshot>,
    /// The review of the new version; none where nothing has to be said.
    pub review: Option<ReviewFile>,
    own: SourcePath,
    text: String,
    /// The ids that a person corrected in the review before; their lines have others now.
    corrected: Vec<String>,
}

/// The review that stands beside the profile in the file `own`; its mistakes are said by a check.
pub fn standing_review(sources: &Sources, own: &SourcePath) -> Option<ReviewFile> {
    let file = sources.file(&review_path(own))?;
    Some(ReviewFile::parse(file, &mut Problems::default()))
}

impl Succession {
    /// The site of `before`, and the same once its profile in the file `own` reads `text`.
    pub fn new(pipeline: &mut Pipeline, before: Arc<Snapshot>, own: &SourcePath, text: &str) -> Self {
        let mut sources = before.sources().clone();
        sources.insert(SourceFile::new(own.clone(), text.as_bytes()));
        let after = Arc::new(pipeline.run(Arc::new(sources)));
        let known = standing_review(before.sources(), own);
        let document = after.site().document_at(own);
        let mut profiles = after.site().profiles.values();
        let slug =
            profiles.find(|profile| Some(profile.document) == document).map(|found| found.slug.clone());
        let review = slug.and_then(|slug| review(before.site(), after.site(), &slug, known.as_ref()));
        let corrected = known.iter().flat_map(|known| &known.same).map(|(id, _)| id.value.clone()).collect();
        Self { before, after, review, own: own.clone(), text: text.to_owned(), corrected }
    }

    /// The text of the review's file; none where nothing has to be said.
    pub fn review_text(&self) -> Option<String> {
        Some(self.review.as_ref()?.to_toml(self.after.site().config.language))
    }

    /// The files that change: the profile, and its review.
    pub fn files(&self) -> Vec<FileEdit> {
        let texts =
            [(self.own.clone(), Some(self.text.clone())), (review_path(&self.own), self.review_text())];
        let edits = texts.into_iter().filter_map(|(path, new)| {
            let new = new?;
            let Some(old) = self.before.sources().text(&path) else {
                return Some(FileEdit::of_new_file(path, new));
            };
            let whole = TextEdit { span: Span::new(0..old.len()), replacement: new };
            (old != whole.replacement).then(|| FileEdit::new(path, old, vec![whole]))
        });
        edits.collect()
    }

    /// The number of claims that were made before the words changed.
    pub fn open_claims(&self) -> usize {
        let open = self.review.iter().flat_map(|review| &review.open);
        open.map(|(_, modules)| modules.len()).sum()
    }

    /// The claims, exemptions and mentions that name what is gone from the profile.
    pub fn orphans(&self) -> Vec<Diagnostic> {
        let known = unresolved(&self.before);
        let known: HashSet<_> = known.iter().map(said_at).collect();
        let mut orphans = unresolved(&self.after);
        orphans.retain(|found| !known.contains(&said_at(found)));
        orphans
    }

    /// Whether `line` of the profile before is not lost: the review has its words, and a line that is still there has all
    /// of its attributes. A new version says anew which one it is and of which day.
    pub fn keeps(&self, line: &str) -> bool {
        let Some(review) = &self.review else { return false };
        if let Some(key) = ["version =", "year =", "changed ="].iter().find(|key| line.starts_with(**key)) {
            return self.text.lines().any(|own| own.starts_with(key));
        }
        let line = collapse_whitespace(line);
        let has = |all: &[(Spanned<String>, Spanned<String>)], id: &str| {
            all.iter().any(|(known, _)| known.value == id)
        };
        let is_gone = |id: &str| has(&review.gone, id) || self.corrected.iter().any(|known| known == id);
        let reference = line.strip_prefix("- [[").and_then(|rest| rest.strip_suffix("]]"));
        if let Some(id) = reference {
            return is_gone(id);
        }
        let Some((_, attributes)) = parted(&line) else { return false };
        let Some(id) = attributes.iter().find_map(|attribute| attribute.strip_prefix('#')) else {
            return false;
        };
        let mut lines = self.text.lines().map(collapse_whitespace);
        let mut is_whole = || {
            lines.any(|own| {
                let own = parted(&own).map(|(_, own)| own).unwrap_or_default();
                attributes.iter().all(|attribute| own.contains(attribute))
            })
        };
        is_gone(id) || has(&review.changed, id) && is_whole()
    }
}

/// The place and message that tell one problem from another.
fn said_at(found: &Diagnostic) -> (&str, Range<usize>, &Message) {
    (found.place.file.as_str(), found.place.span.range(), &found.message)
}

/// The names that lead nowhere.
fn unresolved(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let codes = [Code::L301, Code::L403, Code::L503];
    snapshot.report().diagnostics().iter().filter(|found| codes.contains(&found.code)).cloned().collect()
}
