//! Purpose: make a profile in this site's markdown out of a document that somebody else wrote.
//! Input: the document's text, and the ids that already stand in the profile's file.
//! Output: a [`ProfileDraft`] with diagnostics, then the text of a profile.
//! Invariant: the official wording is kept, typing mistakes included, and nothing of the document is
//! dropped unsaid: what has no place in a profile stays as prose, with a diagnostic.
//!
//! Three stages, so that a further format needs only its own first one:
//!
//! ```text
//! plain text ─┐
//! Word file ──┴→ Outline ─┬→ RawProfile ─→ ProfileDraft ─→ markdown
//! a register's JSON ──────┘
//! ```

mod bk_json;
mod case;
pub mod detect;
mod docx;
mod draft;
mod encoding;
mod entries;
mod foreign_html;
mod framework;
mod front;
mod gather;
mod grade;
mod headings;
mod item_ids;
mod knowledge_ids;
pub mod markdown;
mod matching;
pub mod matrix;
mod moodle;
mod named;
mod normalised;
mod odd;
mod outline;
mod package;
mod parts;
mod plain_text;
pub mod profile_document;
pub mod profile_text;
mod raw_profile;
mod refusal;
mod resolve;
mod site_json;
mod wording;
mod xml;

pub use draft::{
    Body, Competence, Entry, Gloss, Indicator, KnowledgeItem, Level, Named, Part, ProfileDraft, Section,
    SectionClass, Skill, Text,
};
pub use grade::Grade;
pub use item_ids::{ExistingCompetence, ExistingIds, ExistingItem};
pub use outline::{Line, LineKind, Outline};
pub use refusal::Refusal;

use crate::diagnostics::Diagnostic;

/// What came of reading a document.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The profile; `None` when the document is no profile, and then the diagnostics say so (L701).
    pub draft: Option<ProfileDraft>,
    /// What was normalised, what looks odd, what could not be placed.
    pub diagnostics: Vec<Diagnostic>,
}
