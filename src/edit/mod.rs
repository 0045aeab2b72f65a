//! Changes to the text of an author's file, from which everything else stays byte for byte.
//!
//! Somebody means something: that a module claims an item, that a programme leaves one out, that a module moves to
//! another term. That is an [`Intent`], in the words of the content. [`Draft::new`] finds out which places of which
//! files it is about (`wishes.rs`), and how they change: claims in front matter and in the attributes of headings
//! (`page_claims.rs`), exemptions and terms (`page_terms.rs`), the levels at which a programme counts (`page_levels.rs`), the open claims of a review (`review.rs`). A change is worked out as [`TextEdit`]s, ranges of the
//! text with what comes in their place. The front matter is read for the places of its keys alone and never written anew
//! (`front.rs`, `toml_list.rs`), so that comments, order, quotation marks and line ends stay.
//!
//! A draft is made once it is proved: the site of the changed files is compared with the one before and must differ by
//! the intents and nothing else (`proof.rs`). The layer `pipeline` makes that site. The claims of a whole spreadsheet,
//! with new modules, go through [`Edits`] and change pages the same way.
//!
//! Nothing here reads or writes a file, and nothing here knows what a change is for.
//!
//! ```
//! use leerlijn::edit::{FileEdit, TextEdit};
//! use leerlijn::text::{SourcePath, Span};
//!
//! let edits = vec![TextEdit { span: Span::at(7), replacement: ", \"c1.2\"".to_owned() }];
//! let edit = FileEdit::new(SourcePath::new("content/a.md"), "[\"c1.1\"]", edits);
//! assert_eq!(edit.after, "[\"c1.1\", \"c1.2\"]");
//! assert_eq!(edit.reversed().unwrap().after, "[\"c1.1\"]");
//! ```

mod block;
mod draft;
mod file_edit;
mod front;
mod heading;
mod intent;
mod level_table;
mod modules;
mod page_claims;
mod page_levels;
mod page_terms;
mod programme;
mod proof;
mod refusal;
mod review;
mod term_seats;
mod toml_list;
mod wanted;
mod wishes;

pub use draft::{Draft, ProvedEdit};
pub use file_edit::{Edits, FileEdit};
pub use heading::place_in;
pub use intent::{ClaimSpot, Intent};
pub use proof::ProofSide;
pub use refusal::Refusal;
pub use wanted::{NamedModule, Removal, WantedClaim, WantedCoverage, WantedModule, WantedTerm};

use crate::diagnostics::{Message, say};
use crate::text::Span;

/// A range of a text, and what comes in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// The range; an empty one is a place where something is put in.
    pub span: Span,
    /// The text that comes there; empty to take the range out.
    pub replacement: String,
}

/// Why a file cannot be changed: sentences that follow the file's name and a colon. The number is the byte of the file
/// where it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
enum EditError {
    /// The front matter has no end, or is in a language that is read but not written.
    NoFrontMatter,
    /// The front matter is no TOML that can be read.
    NotToml(usize),
    /// A key that holds a table holds something else.
    NoTable(String, usize),
    /// A key that holds a list holds something else.
    NoList(String, usize),
    /// A claim stands in a form that is read and not written.
    Elsewhere(usize),
}

impl EditError {
    /// It in words.
    fn message(&self) -> Message {
        match self {
            Self::NoFrontMatter => say!("its front matter is not closed, or is not TOML"),
            Self::NotToml(_) => say!("its front matter cannot be read as TOML"),
            Self::NoTable(name, _) => say!("`{name}` is no table in its front matter", name),
            Self::NoList(name, _) => say!("`{name}` is no list in its front matter", name),
            Self::Elsewhere(_) => say!("a claim stands in a form that can only be changed by hand"),
        }
    }

    /// The byte of the file where it shows.
    fn offset(&self) -> usize {
        match self {
            Self::NoFrontMatter => 0,
            Self::NotToml(at) | Self::NoTable(_, at) | Self::NoList(_, at) | Self::Elsewhere(at) => *at,
        }
    }
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
