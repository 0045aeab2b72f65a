//! Makes a profile in this site's markdown out of a document that somebody else wrote, and claims in modules out of a
//! matrix that somebody keeps in a spreadsheet.
//!
//! The official wording is kept, typing mistakes included, and nothing of the document is dropped unsaid: what has no
//! place in a profile stays as prose, with a diagnostic. There are several stages, so that a further format needs only
//! its own first one:
//!
//! ```text
//! plain text ─┬→ Outline ──┐
//! Word file ──┘            ├→ RawProfile ─resolve─┐
//! the register's JSON ─────┘                      ├→ ProfileDraft ─→ markdown
//! CASE, Moodle ──→ Framework ─────────────────────┤
//! list of outcomes ──↗                             │
//! a site's JSON ──────────────────────────────────┘
//! ```
//!
//! [`profile_document`] is the way in for profiles, [`mod@matrix`] that for matrices, [`course`] that for the texts of
//! courses, which become pages; [`spreadsheet`] opens tables for whoever reads one.

mod bk_json;
mod case;
mod code;
pub mod course;
mod docx;
mod draft;
mod existing;
mod file;
mod flemish;
mod framework;
mod ids;
mod json;
mod looks;
pub mod markdown;
pub mod matrix;
mod moodle;
mod new_version;
mod normalised;
mod numerals;
mod outcomes;
mod outline;
pub mod profile_document;
mod question;
mod resolve;
mod site_json;
mod slips;
pub mod spreadsheet;
mod wording;

pub use draft::{
    CompetenceDraft, DocumentText, ForeignNames, GlossDraft, Imported, ImportedDocument, IndicatorDraft,
    ItemDraft, ListEntry, ProfileDraft, QualificationLevel, SectionBody, SectionDraft, SkillDraft,
    SubsectionDraft,
};
pub use existing::Existing;
pub use file::{Refusal, detect};
pub use ids::{ExistingCompetence, ExistingIds, ExistingItem};
pub use looks::{Looks, is_profile_file, looks};
pub use new_version::{NewVersion, NoVersion, text_over};
pub use numerals::Numerals;
pub use outcomes::Options as ListOptions;
pub use outline::{CellPlace, LineKind, Outline, OutlineLine};
pub use question::{Answer, Choice, Question, TextField};
