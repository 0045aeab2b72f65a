//! Changes to the text of an author's file, from which everything else stays byte for byte.
//!
//! A change is worked out as [`TextEdit`]s, ranges of the text with what comes in their place, and only then made
//! with [`apply`]. Whoever has the file open, such as an editor or the preview, can show or undo exactly that.
//! Nothing here reads or writes a file, and nothing here knows what a change is for: who asks says what the claims
//! of a module are to be, and gets the edits. [`change_claims`] does so for one file; [`Edits`] for all that somebody
//! says of the modules of a site, with new modules and the programme in which they stand.
//!
//! ```
//! use leerlijn::edit::{ClaimChange, apply, change_claims};
//!
//! let text = "+++\ntitle = \"Soep\" # short\n[covers]\nassessed = [\"c1.1\"]\n+++\n";
//! let mut change = ClaimChange::default();
//! change.add.entry(1).or_default().push("c1.2".to_owned());
//! let edits = change_claims(text, &change, &["introduced", "assessed"])?;
//! let changed = "+++\ntitle = \"Soep\" # short\n[covers]\nassessed = [\"c1.1\", \"c1.2\"]\n+++\n";
//! assert_eq!(apply(text, &edits), changed);
//! # Ok::<(), leerlijn::edit::EditError>(())
//! ```

mod claims;
mod front_matter;
mod heading;
mod list;
mod modules;
mod programme;
mod wanted;

pub use claims::{ClaimChange, change_claims};
pub use heading::called as find_heading;
pub use modules::{Edits, FileEdit, Removal};
pub use wanted::{Seat, WantedClaim, WantedCoverage, WantedModule, WantedTerm};

use crate::text::Span;

/// A range of a text, and what comes in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// The range; an empty one is a place where something is put in.
    pub span: Span,
    /// What comes there; empty to take the range out.
    pub replacement: String,
}

/// Why a file cannot be changed: sentences that follow the file's name and a colon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The front matter has no end, or is in a language that is read but not written.
    #[error("its front matter is not closed, or is not TOML")]
    NoFrontMatter,
    /// The front matter is no TOML that can be read.
    #[error("its front matter cannot be read as TOML")]
    NotToml,
    /// The key that holds a module's claims holds something else.
    #[error("`covers` is no table in its front matter")]
    NoTable,
    /// The key of a level holds no list.
    #[error("`{0}` is no list in its front matter")]
    NoList(String),
}

/// `text` with `edits`, which are in order and do not overlap.
pub fn apply(text: &str, edits: &[TextEdit]) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        let range = edit.span.range();
        changed.push_str(&text[end..range.start]);
        changed.push_str(&edit.replacement);
        end = range.end;
    }
    changed.push_str(&text[end..]);
    changed
}

/// The smallest single edit that makes `after` of `before`; none when they are the same. `offset` is where
/// `before` begins in its file.
fn difference(before: &str, after: &str, offset: usize) -> Option<TextEdit> {
    if before == after {
        return None;
    }
    let start = common(before.chars(), after.chars());
    let (rest_before, rest_after) = (&before[start..], &after[start..]);
    let end = common(rest_before.chars().rev(), rest_after.chars().rev());
    let span = Span::new(start..before.len() - end).shifted(offset);
    Some(TextEdit { span, replacement: rest_after[..rest_after.len() - end].to_owned() })
}

/// How many bytes `one` and `other` have in common at their beginning.
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(range: std::ops::Range<usize>, replacement: &str) -> TextEdit {
        TextEdit { span: Span::new(range), replacement: replacement.to_owned() }
    }

    #[test]
    fn several_edits_are_made_in_one_text() {
        let edits = [edit(0..0, "Zie "), edit(1..3, "é"), edit(4..5, "")];
        assert_eq!(apply("abcdef", &edits), "Zie aédf");
        assert_eq!(apply("abc", &[]), "abc");
    }

    #[test]
    fn a_difference_is_as_small_as_it_can_be() {
        for (before, after, expected) in [
            ("abc", "abc", None),
            ("abc", "abxc", Some(edit(2..2, "x"))),
            ("aa", "aaa", Some(edit(2..2, "a"))),
            ("één", "een", Some(edit(0..4, "ee"))),
            ("", "a", Some(edit(0..0, "a"))),
            ("abc", "", Some(edit(0..3, ""))),
        ] {
            assert_eq!(difference(before, after, 0), expected, "{before} {after}");
            let edits: Vec<TextEdit> = expected.into_iter().collect();
            assert_eq!(apply(before, &edits), after);
        }
    }
}
