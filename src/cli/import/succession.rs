//! The effects of a new version of a profile on its site: the names that lead nowhere, the coverage, and the claims
//! that were made before the words changed, which go to the review beside the profile.

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::compare::{coverage_changes, review};
use crate::diagnostics::{Code, Diagnostic, Message, Problems, count, say};
use crate::pipeline::{Options, Pipeline, Snapshot};
use crate::shell::{self, Replacement};
use crate::sources::{SourceFile, Sources};
use crate::syntax::{ReviewFile, parted, review_path};
use crate::text::{LineIndex, SourcePath, Spanned, collapse_whitespace};

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
        let file = sources.file(&review_path(&own));
        // Its mistakes are said by `check`.
        let review = file.map(|file| ReviewFile::parse(file, &mut Problems::default()));
        Ok(Some(Self { root: root.to_owned(), own, sources, review, review_bytes }))
    }

    /// The site before and after its profile reads `text`.
    pub(super) fn with(self, text: &str) -> Succession {
        let mut sources = self.sources.clone();
        sources.insert(SourceFile::new(self.own.clone(), text.as_bytes()));
        let options = Options { isolation: isolation(), ..Options::default() };
        let mut pipeline = Pipeline::new(options);
        let before = pipeline.run(Arc::new(self.sources));
        let after = pipeline.run(Arc::new(sources));
        let document = after.site().document_at(&self.own);
        let mut profiles = after.site().profiles.values();
        let slug =
            profiles.find(|profile| Some(profile.document) == document).map(|found| found.slug.clone());
        let review = slug.and_then(|slug| review(before.site(), after.site(), &slug, self.review.as_ref()));
        let corrected = self.review.iter().flat_map(|review| &review.same);
        Succession {
            path: self.root.join(review_path(&self.own).as_str()),
            before,
            after,
            review,
            review_bytes: self.review_bytes,
            text: text.to_owned(),
            corrected: corrected.map(|(id, _)| id.value.clone()).collect(),
        }
    }
}

/// A site before and after a new version of a profile.
pub(super) struct Succession {
    path: PathBuf,
    before: Snapshot,
    after: Snapshot,
    review: Option<ReviewFile>,
    /// The review that stood there, as it was read.
    review_bytes: Option<Vec<u8>>,
    /// The profile after.
    text: String,
    /// The ids that a person corrected in the review before; their lines have others now.
    corrected: Vec<String>,
}

impl Succession {
    /// The file of the review, and what it is to read; none where nothing has to be said.
    pub(super) fn review_file(&self) -> Option<Replacement> {
        let language = self.after.site().config.language;
        let new = self.review.as_ref()?.to_toml(language).into_bytes();
        Some(Replacement { path: self.path.clone(), old: self.review_bytes.clone(), new })
    }

    /// Whether `line` of the profile before is not lost: the review has its words, and a line that is still there has all
    /// of its attributes. A new version says anew which one it is and of which day.
    pub(super) fn keeps(&self, line: &str) -> bool {
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

    /// The effects of the new version on the site, in lines; none where there are none.
    pub(super) fn said(&self, terminal: &Terminal) -> Vec<Message> {
        let said = [self.orphans(terminal), self.coverage(), self.claims()];
        said.into_iter().flatten().map(|lines| Message::joined(lines, "\n")).collect()
    }

    /// Which claims, exemptions and mentions name what is gone from the profile.
    fn orphans(&self, terminal: &Terminal) -> Option<Vec<Message>> {
        let known = unresolved(&self.before);
        let known: HashSet<_> = known.iter().map(said_at).collect();
        let mut orphans = unresolved(&self.after);
        orphans.retain(|found| !known.contains(&said_at(found)));
        if orphans.is_empty() {
            return None;
        }
        let mut said = vec![count!(
            orphans.len(),
            "no place of the site names an item that is gone from the profile",
            "1 place of the site names an item that is gone from the profile:",
            "{n} places of the site name an item that is gone from the profile:"
        )];
        said.extend(orphans.iter().take(SHOWN).map(|found| place(self.after.sources(), found, terminal)));
        if orphans.len() > SHOWN {
            let more = orphans.len() - SHOWN;
            said.push(indented(say!("and {more} more; `leerlijn check --all` shows them all", more)));
        }
        Some(said)
    }

    /// The change in the coverage of each programme.
    fn coverage(&self) -> Option<Vec<Message>> {
        let lines = coverage_changes(self.before.side(), self.after.side()).into_iter().map(|change| {
            let title = &self.after.site().programmes[change.programme].title;
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
        let open = &self.review.as_ref()?.open;
        let claims: usize = open.iter().map(|(_, modules)| modules.len()).sum();
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

/// The place and message that tell one problem from another.
fn said_at(found: &Diagnostic) -> (&str, Range<usize>, &Message) {
    (found.place.file.as_str(), found.place.span.range(), &found.message)
}

/// The names that lead nowhere.
fn unresolved(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let codes = [Code::L301, Code::L403, Code::L503];
    snapshot.report().diagnostics().iter().filter(|found| codes.contains(&found.code)).cloned().collect()
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
