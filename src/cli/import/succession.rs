//! The effects of a new version of a profile on its site, in lines for a terminal: the names that lead nowhere, the
//! coverage, and the claims that were made before the words changed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::compare::coverage_changes;
use crate::diagnostics::{Diagnostic, Message, count, say};
use crate::pipeline::{Options, Pipeline, Succession, standing_review};
use crate::shell::{self, Replacement};
use crate::sources::Sources;
use crate::syntax::{ReviewFile, review_path};
use crate::text::{LineIndex, SourcePath};

use super::super::failure::Failure;
use super::super::phrases::shown;
use super::super::report::one_line;
use super::super::site::isolation;
use super::super::terminal::Terminal;
use super::changes::SHOWN;

/// A site and a profile of it that stands there.
pub(super) struct Standing {
    root: PathBuf,
    own: SourcePath,
    sources: Sources,
    /// The review that stands beside the profile, and its bytes as they were read.
    pub(super) review: Option<ReviewFile>,
    review_bytes: Option<Vec<u8>>,
}

impl Standing {
    /// The profile in the file `path` of the site in `root`; none where it stands outside of the content.
    pub(super) fn new(root: &Path, path: &Path) -> Result<Option<Self>, Failure> {
        let whole = std::path::absolute(root).ok().zip(std::path::absolute(path).ok());
        let own = whole.and_then(|(root, path)| shell::site_path(&root, &path));
        let Some(own) = own else { return Ok(None) };
        let review_bytes = shell::read_if_there(&root.join(review_path(&own).as_str()))?;
        let sources = shell::load(root)?.sources;
        let review = standing_review(&sources, &own);
        Ok(Some(Self { root: root.to_owned(), own, sources, review, review_bytes }))
    }

    /// The site before and after its profile reads `text`.
    pub(super) fn with(self, text: &str) -> ImportedVersion {
        let options = Options { isolation: isolation(), ..Options::default() };
        let mut pipeline = Pipeline::new(options);
        let before = Arc::new(pipeline.run(Arc::new(self.sources)));
        ImportedVersion {
            path: self.root.join(review_path(&self.own).as_str()),
            succession: Succession::new(&mut pipeline, before, &self.own, text),
            review_bytes: self.review_bytes,
        }
    }
}

/// A new version of a profile that is imported, with the file of its review.
pub(super) struct ImportedVersion {
    path: PathBuf,
    succession: Succession,
    /// The review that stood there, as it was read.
    review_bytes: Option<Vec<u8>>,
}

impl ImportedVersion {
    /// The file of the review, and what it is to read; none where nothing has to be said.
    pub(super) fn review_file(&self) -> Option<Replacement> {
        let new = self.succession.review_text()?.into_bytes();
        Some(Replacement { path: self.path.clone(), old: self.review_bytes.clone(), new })
    }

    /// Whether `line` of the profile before is not lost.
    pub(super) fn keeps(&self, line: &str) -> bool {
        self.succession.keeps(line)
    }

    /// The effects of the new version on the site, in lines; none where there are none.
    pub(super) fn said(&self, terminal: &Terminal) -> Vec<Message> {
        let said = [self.orphans(terminal), self.coverage(), self.claims()];
        said.into_iter().flatten().map(|lines| Message::joined(lines, "\n")).collect()
    }

    /// Which claims, exemptions and mentions name what is gone from the profile.
    fn orphans(&self, terminal: &Terminal) -> Option<Vec<Message>> {
        let orphans = self.succession.orphans();
        if orphans.is_empty() {
            return None;
        }
        let mut said = vec![count!(
            orphans.len(),
            "no place of the site names an item that is gone from the profile",
            "1 place of the site names an item that is gone from the profile:",
            "{n} places of the site name an item that is gone from the profile:"
        )];
        said.extend(
            orphans.iter().take(SHOWN).map(|found| place(self.succession.after.sources(), found, terminal)),
        );
        if orphans.len() > SHOWN {
            let more = orphans.len() - SHOWN;
            said.push(indented(say!("and {more} more; `leerlijn check --all` shows them all", more)));
        }
        Some(said)
    }

    /// The change in the coverage of each programme.
    fn coverage(&self) -> Option<Vec<Message>> {
        let (before, after) = (&self.succession.before, &self.succession.after);
        let lines = coverage_changes(before.side(), after.side()).into_iter().map(|change| {
            let title = &self.succession.after.site().programmes[change.programme].title;
            let (before, after) = (change.before, change.after);
            let opened = change.items.iter().filter(|item| item.is_opened()).map(|item| item.id.as_str());
            let opened: Vec<&str> = opened.take(SHOWN).collect();
            let change = count!(
                after.items,
                "{title}: no items, {covered_before} of {items_before} covered before",
                "{title}: {covered} of 1 item covered, {covered_before} of {items_before} before",
                "{title}: {covered} of {n} items covered, {covered_before} of {items_before} before",
                title = one_line(title),
                covered = after.covered,
                covered_before = before.covered,
                items_before = before.items
            );
            match opened.as_slice() {
                [] => indented(change),
                ids => indented(say!("{change}; gaps that open: {ids}", change, ids = ids.join(", "))),
            }
        });
        let lines: Vec<Message> = lines.collect();
        (!lines.is_empty()).then(|| std::iter::once(say!("coverage:")).chain(lines).collect())
    }

    /// The claims that have to be looked at.
    fn claims(&self) -> Option<Vec<Message>> {
        let open = &self.succession.review.as_ref()?.open;
        let claims = self.succession.open_claims();
        if claims == 0 {
            return None;
        }
        let mut said = vec![count!(
            claims,
            "no claims were made before the words changed",
            "1 claim was made before the words changed; `leerlijn review` goes through them:",
            "{n} claims were made before the words changed; `leerlijn review` goes through them:"
        )];
        said.extend(open.iter().take(SHOWN).map(|(id, modules)| {
            let modules: Vec<&str> = modules.iter().map(|module| module.value.as_str()).collect();
            Message::verbatim(format!("  {}  {}", id.value, modules.join(", ")))
        }));
        if open.len() > SHOWN {
            said.push(indented(say!("and {more} more items", more = open.len() - SHOWN)));
        }
        said.push(say!("review: {path}", path = shown(&self.path)));
        Some(said)
    }
}

fn place(sources: &Sources, found: &Diagnostic, terminal: &Terminal) -> Message {
    let text = sources.text(&found.place.file).unwrap_or("");
    let at = LineIndex::new(text).position(found.place.span.start as usize);
    let place = format!("  {}:{}:{}: ", found.place.file, at.line, at.column);
    Message::joined([Message::verbatim(place), terminal.line(&found.message)], "")
}

/// `line` as one of a list.
fn indented(line: Message) -> Message {
    Message::joined([Message::verbatim("  "), line], "")
}
