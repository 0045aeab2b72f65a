//! Purpose: put right the keys of front matter that stand under the wrong name of a table.
//! Input: front matter as it was read, and the kind of its file. Output: the same, and what was wrong.
//! Invariant: only what can be meant in one way is moved, so that nothing else follows from its place.

use super::Kind;
use crate::diagnostics::Diagnostic;
use crate::fields::Table;

/// The table of a module's claims.
const COVERS: &str = "covers";

/// Moves and reports what is misplaced in `front`.
pub(super) fn set_right(kind: Kind, front: &mut Table, problems: &mut Vec<Diagnostic>) {
    match kind {
        Kind::Module => {
            let keys = ["title", "summary", "language", "code", "hours", "profile", COVERS];
            front.rename(COVERS, &keys, problems);
            front.lift(COVERS, &keys, problems);
            let help = "a level of coverage stands below a line `[covers]`, and every other key above that line; \
                        the keys here are title, summary, language, code, hours, profile, covers";
            front.unknown_lists(&keys, help, problems);
        }
        Kind::Programme => {
            front.lift("exempt", &["title", "summary", "language", "profile"], problems);
            // A term has a title too.
            front.lift("terms", &["summary", "language", "profile"], problems);
        }
        Kind::Profile => {
            let keys =
                ["title", "summary", "language", "code", "version", "status", "year", "changed", "isced"];
            front.lift("level", &keys, problems);
        }
        Kind::Page => {}
    }
}
