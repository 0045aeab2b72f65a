//! How alike two texts are, in number of letters that differ.
//!
//! There are two uses. [`ComparisonBudget`] finds the sentence that an altered one was made of, among thousands, and
//! bounds the time that all comparisons of one document take together. [`Similarity`] is a percentage to be shown to
//! a person. Guessing the right name for a mistyped one is done differently, since names are a few letters in parts:
//! see `nearest`.

use std::fmt;

/// Texts longer than this, in bytes, are never compared letter by letter.
const LONGEST: usize = 1_500;

/// How many letters differ between `a` and `b`; none when more than `percent` of the longer one do, or when they
/// are too long to compare.
fn distance_within(a: &str, b: &str, percent: usize) -> Option<usize> {
    if a.len().max(b.len()) > LONGEST {
        return None;
    }
    let (length_a, length_b) = (a.chars().count(), b.chars().count());
    let limit = length_a.max(length_b) * percent / 100;
    if length_a.abs_diff(length_b) > limit {
        return None;
    }
    Some(strsim::levenshtein(a, b)).filter(|distance| *distance <= limit)
}

/// How alike two texts are, in percent: 100 for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Similarity(u8);

impl Similarity {
    /// The similarity of `a` and `b`, which are folded; none when it is less than `least` percent, or when both are
    /// empty.
    pub fn of(a: &str, b: &str, least: u8) -> Option<Self> {
        let letters = a.chars().count().max(b.chars().count());
        let distance = distance_within(a, b, usize::from(100_u8.saturating_sub(least)))?;
        let percent = (letters - distance) * 100 / std::num::NonZeroUsize::new(letters)?;
        u8::try_from(percent).ok().map(Self)
    }

    /// The number.
    pub fn percent(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Similarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}

/// How many pairs of letters may be compared for one document: a profile of a thousand changed sentences
/// stays far below it, and it is a second's work.
const BUDGET: usize = 200_000_000;

/// The work that may still be spent on comparing the sentences of one document, since a document of a million
/// sentences that fit nowhere must still be read at once.
#[derive(Debug)]
pub struct ComparisonBudget {
    left: usize,
}

impl Default for ComparisonBudget {
    fn default() -> Self {
        Self { left: BUDGET }
    }
}

impl ComparisonBudget {
    /// Whether nothing may be compared any more.
    pub fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// How many letters differ between `a` and `b`, when at most `percent` of the longer one do. Without an
    /// answer as well once the budget is spent: a match is help, not a promise.
    pub fn distance(&mut self, a: &str, b: &str, percent: usize) -> Option<usize> {
        // Even a pair that is told apart by its lengths costs something when there are a million of them.
        self.left = self.left.saturating_sub(16);
        if self.is_spent() {
            return None;
        }
        let (length_a, length_b) = (a.chars().count(), b.chars().count());
        if length_a.abs_diff(length_b) <= length_a.max(length_b) * percent / 100 {
            self.left = self.left.saturating_sub(length_a.min(LONGEST) * length_b.min(LONGEST));
        }
        distance_within(a, b, percent)
    }

    /// The value of `known` whose text is nearest to `text`, when at most `percent` of its letters differ.
    pub fn nearest<'a, T>(
        &mut self,
        text: &str,
        known: impl IntoIterator<Item = (T, &'a str)>,
        percent: usize,
    ) -> Option<T> {
        let mut best = None;
        for (value, known) in known {
            if self.is_spent() {
                break;
            }
            if let Some(distance) = self.distance(text, known, percent)
                && best.as_ref().is_none_or(|(least, _)| distance < *least)
            {
                best = Some((distance, value));
            }
        }
        best.map(|(_, value)| value)
    }

    /// Whether all words of the shorter of `a` and `b`, three at least, stand in the longer in the same
    /// order, or only a fifth of the letters differ.
    pub fn resembles(&mut self, a: &str, b: &str) -> bool {
        self.left = self.left.saturating_sub(a.len() + b.len() + 16);
        if self.is_spent() {
            return false;
        }
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let mut words = long.split(' ');
        let contained = short.split(' ').all(|word| words.any(|other| other == word));
        (contained && short.split(' ').count() >= 3) || self.distance(a, b, 20).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similarity_is_the_share_of_equal_letters() {
        let of = |a, b, least| Similarity::of(a, b, least).map(Similarity::percent);
        assert_eq!(of("abcd", "abcx", 50), Some(75));
        assert_eq!(of("abcd", "abcx", 80), None);
        assert_eq!(of("é", "é", 100), Some(100));
        assert_eq!(of("", "", 50), None);
    }

    #[test]
    fn a_spent_budget_answers_nothing() {
        let mut budget = ComparisonBudget { left: 40 };
        assert_eq!(budget.distance("abc", "abd", 50), Some(1));
        assert_eq!(budget.distance("abc", "abd", 50), None);
        assert!(budget.is_spent());
    }
}
