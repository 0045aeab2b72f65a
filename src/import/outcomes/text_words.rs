//! The words of a text, as the lists of known words have them.

use crate::text::fold_case;

/// The words of `text`, folded.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'' || c == '’'));
    parts.map(|word| fold_case(word.trim_matches('-'))).filter(|word| !word.is_empty())
}
