//! A new version of a profile that somebody chose in the browser, before it is taken over: the lines that it changes, and what
//! that does to the site.

use serde::Serialize;

use super::effects::Effects;
use super::what_if::ProfileLines;
use crate::compare::compare;
use crate::diagnostics::{Diagnostic, Message};
use crate::import::Existing;
use crate::pipeline::{Snapshot, Succession};
use crate::sources::Sources;
use crate::text::{LineIndex, SourcePath};
use crate::words::translate;

/// The most lines of each list that are shown.
const SHOWN: usize = 40;

/// The profiles of a site, by their names and titles.
pub fn profiles(snapshot: &Snapshot) -> Vec<(String, String)> {
    let profiles = snapshot.site().profiles.values();
    profiles.map(|profile| (profile.slug.clone(), profile.title.clone())).collect()
}

/// The changes that a new version of a profile brings.
#[derive(Debug, Serialize)]
pub struct VersionChanges {
    /// Whether it is the version that the site has.
    is_same: bool,
    #[serde(flatten)]
    lines: ProfileLines,
    effects: Effects,
    /// How many claims have to be looked at.
    open: usize,
    /// The places that name what is gone from the profile.
    orphans: Vec<NamedPlace>,
    more_orphans: usize,
    /// The lines of the file that the document does not have and nothing keeps.
    lost: Vec<String>,
    more_lost: usize,
    /// How the document was read.
    said: Vec<String>,
    /// The file of the profile.
    file: String,
    /// Whether the history of the site has a text of that file, to which somebody can go back when the preview has ended.
    is_in_history: bool,
}

/// A place of the site, and the mistake that stands there.
#[derive(Debug, Serialize)]
struct NamedPlace {
    file: String,
    line: usize,
    message: String,
}

impl VersionChanges {
    /// The changes of the profile called `slug` in the file `own`, of whose document it is `said` how it was read.
    pub fn of(succession: &Succession, (slug, own): (&str, &SourcePath), said: &[Message]) -> Self {
        let (before, after) = (&*succession.before, &*succession.after);
        let language = after.site().config.language;
        let comparison = compare(before.side(), after.side());
        let changed = comparison.profiles.into_iter().find(|change| change.slug == slug);
        let old = before.sources().text(own).unwrap_or_default();
        let new = after.sources().text(own).unwrap_or_default();
        let existing = Existing::new(old.as_bytes());
        let mut lost = existing.lines_missing_in(new);
        lost.retain(|(_, line)| !succession.keeps(line));
        let orphans = succession.orphans();
        let place = |found: &Diagnostic| NamedPlace {
            file: found.place.file.to_string(),
            line: line_of(after.sources(), found),
            message: translate(&found.message, language),
        };
        Self {
            is_same: succession.files().is_empty(),
            lines: changed.map(|changed| ProfileLines::of(&changed.items)).unwrap_or_default(),
            effects: Effects::new(before, after, &[]),
            open: succession.open_claims(),
            more_orphans: orphans.len().saturating_sub(SHOWN),
            orphans: orphans.iter().take(SHOWN).map(place).collect(),
            more_lost: lost.len().saturating_sub(SHOWN),
            lost: lost.iter().take(SHOWN).map(|(_, line)| (*line).to_owned()).collect(),
            file: own.to_string(),
            is_in_history: before.sources().changed(own).is_some(),
            said: said.iter().take(SHOWN).map(|message| translate(message, language)).collect(),
        }
    }
}

fn line_of(sources: &Sources, found: &Diagnostic) -> usize {
    let text = sources.text(&found.place.file).unwrap_or_default();
    LineIndex::new(text).position(found.place.span.start as usize).line
}
