//! The keys that the front matter of each kind of file may have, and the way back for those that ended up in the wrong table.
//!
//! In TOML each line below the name of a table belongs to that table, which surprises authors:
//!
//! ```text
//! [covers]
//! introduced = ["c1.1"]
//! hours = 40                # meant for the module, but TOML makes it covers.hours
//! ```
//!
//! Each such key is reported and moved, so that the file gives one message and not a row of others that follow from
//! it: here, a level `hours` that does not exist. A key is moved only if it can be meant in just one way. In modules,
//! a table of lists with a wrong name is also taken for `covers`, if the name is near or the lists are ids. This file
//! says which keys belong to which kind of file; `src/fields` does the moving.

use super::DocumentKind;
use super::document::ForeignKey;
use super::facts::FACTS;
use crate::diagnostics::{Problems, Reported, say};
use crate::fields::{Fields, KeyOwner};

/// The keys that every page may have.
pub(super) const COMMON_KEYS: &[&str] = &["title", "summary", "language", "draft", "aliases"];
/// The further keys of a module.
pub(super) const MODULE_KEYS: &[&str] =
    &["code", "hours", "credits", "requires", "teachers", "profile", "covers", FACTS];
/// The keys whose values are lists of texts, wherever they stand.
pub(super) const LIST_KEYS: &[&str] = &["requires", "teachers", "aliases"];
/// The further key of a page that is no profile, module or programme.
const PAGE_KEYS: &[&str] = &["order"];
/// The further keys of a programme, without its tables.
pub(super) const PROGRAMME_KEYS: &[&str] = &["profile", "school"];

/// The table of the levels at which modules count in a programme.
pub(super) const LEVELS: &str = "levels";
/// The keys of a profile besides those of every page, without its table `level`.
pub(super) const PROFILE_KEYS: &[&str] = &["code", "version", "status", "year", "changed", "isced"];
/// The table of a module's claims.
const COVERS: &str = "covers";

/// What was found while keys were moved.
#[derive(Debug, Default)]
pub(super) struct SetRight {
    /// The report of lists in a module that may be claims, and that are in no table of claims.
    pub(super) stray_lists: Option<Reported>,
    /// The first key of a plain page that only a file of another kind has.
    pub(super) foreign: Option<ForeignKey>,
}

/// Moves the misplaced keys of `front`, the front matter of a file of this `kind`, and reports them.
pub(super) fn set_right(kind: DocumentKind, front: &mut Fields, problems: &mut Problems) -> SetRight {
    let mut found = SetRight::default();
    match kind {
        DocumentKind::Module => {
            let keys = [COMMON_KEYS, MODULE_KEYS].concat();
            front.rename(COVERS, &keys, problems);
            for table in [COVERS, FACTS] {
                front.lift(table, &keys, LIST_KEYS, KeyOwner::Page, problems);
            }
            front.lift_unknown(&[], &keys, LIST_KEYS, KeyOwner::Page, problems);
            let help = say!(
                "a level of coverage stands below a line `[covers]`, and every other key above that line; the keys here are {keys}",
                keys = keys.join(", ")
            );
            found.stray_lists = front.unknown_lists(&keys, &help, problems);
        }
        DocumentKind::Programme => {
            let mut keys = [COMMON_KEYS, PROGRAMME_KEYS].concat();
            front.lift("exempt", &keys, LIST_KEYS, KeyOwner::Page, problems);
            for path in front.tables_in(LEVELS) {
                front.lift(&path, &keys, LIST_KEYS, KeyOwner::Page, problems);
            }
            let tables = ["exempt", LEVELS, "terms"];
            front.lift_unknown(&tables, &keys, LIST_KEYS, KeyOwner::Page, problems);
            // A term has a title too.
            keys.retain(|key| *key != "title");
            front.lift("terms", &keys, LIST_KEYS, KeyOwner::Page, problems);
        }
        DocumentKind::Profile => {
            let keys = [COMMON_KEYS, PROFILE_KEYS].concat();
            front.lift("level", &keys, LIST_KEYS, KeyOwner::Page, problems);
            front.lift_unknown(&["level"], &keys, LIST_KEYS, KeyOwner::Page, problems);
        }
        DocumentKind::Page => {
            let of_programme = ["terms", "exempt", LEVELS].map(|key| (key, DocumentKind::Programme));
            for (key, kind) in [(COVERS, DocumentKind::Module)].into_iter().chain(of_programme) {
                let others = if kind == DocumentKind::Module { MODULE_KEYS } else { PROGRAMME_KEYS };
                let taken = front.take_foreign(key, others);
                found.foreign = found.foreign.or(taken.map(|key| ForeignKey { key, kind }));
            }
            let keys = [COMMON_KEYS, PAGE_KEYS].concat();
            front.lift_unknown(&[], &keys, LIST_KEYS, KeyOwner::Page, problems);
        }
    }
    found
}
