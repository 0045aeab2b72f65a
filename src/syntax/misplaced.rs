//! Purpose: put right the keys of front matter that stand under the wrong name of a table.
//! Input: front matter as it was read, and the kind of its file. Output: the same, and what was wrong.
//! Invariant: only what can be meant in one way is moved, so that nothing else follows from its place.

use super::Kind;
use super::page::{COMMON_KEYS, MODULE_KEYS, PROGRAMME_KEYS};
use super::profile;
use crate::diagnostics::Diagnostic;
use crate::fields::Table;

/// The table of a module's claims.
const COVERS: &str = "covers";

/// Moves and reports what is misplaced in `front`.
pub(super) fn set_right(kind: Kind, front: &mut Table, problems: &mut Vec<Diagnostic>) {
    match kind {
        Kind::Module => {
            let keys = [COMMON_KEYS, MODULE_KEYS].concat();
            front.rename(COVERS, &keys, problems);
            front.lift(COVERS, &keys, problems);
            let help = format!(
                "a level of coverage stands below a line `[covers]`, and every other key above that line; the keys \
                 here are {}",
                keys.join(", ")
            );
            front.unknown_lists(&keys, &help, problems);
        }
        Kind::Programme => {
            let mut keys = [COMMON_KEYS, PROGRAMME_KEYS].concat();
            front.lift("exempt", &keys, problems);
            // A term has a title too.
            keys.retain(|key| *key != "title");
            front.lift("terms", &keys, problems);
        }
        Kind::Profile => front.lift("level", &[COMMON_KEYS, profile::KEYS].concat(), problems),
        Kind::Page => {}
    }
}
