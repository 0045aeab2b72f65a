//! Purpose: compare texts as people retype them.
//! Input: two texts. Output: their common form, or how alike they are.
//! Invariant: the common form leaves out what typing changes: case, spaces, quotation marks, ends.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::text::collapse_whitespace;

/// How alike two texts are, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(pub(super) u8);

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}

/// `text` in the form in which texts are compared.
pub(super) fn folded(text: &str) -> String {
    let plain = text.nfkc().flat_map(char::to_lowercase).map(|letter| match letter {
        '‘' | '’' | '`' | '´' => '\'',
        '“' | '”' | '„' => '"',
        '–' | '—' | '‑' => '-',
        other => other,
    });
    let plain = collapse_whitespace(&plain.collect::<String>());
    let ends = |letter: char| letter.is_whitespace() || ".;:,…•·-*".contains(letter);
    plain.trim_matches(ends).to_owned()
}

/// How alike two folded texts are; none when less than `least`.
pub(super) fn score(a: &str, b: &str, least: u8) -> Option<Score> {
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
    // Bytes differ at least as much as their number does.
    if long == 0 || long > 1_500 || short * 100 < long * usize::from(least) {
        return None;
    }
    let alike = strsim::normalized_levenshtein(a, b) * 100.0;
    let found = (least..=100).rev().find(|percent| alike >= f64::from(*percent));
    found.map(Score)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_typing_changes_is_left_out() {
        assert_eq!(folded("  Luistert  NAAR collega’s; "), folded("luistert naar collega's."));
        assert_eq!(folded("• Hygie\u{308}ne…"), "hygiëne");
    }

    #[test]
    fn the_score_is_the_share_of_equal_letters() {
        assert_eq!(score("abcd", "abcx", 50).map(|score| score.0), Some(75));
        assert_eq!(score("abcd", "abcx", 80), None);
        assert_eq!(score("", "", 50), None);
    }
}
