//! Purpose: find the sentence that another one was probably meant to be.
//! Input: sentences. Output: their distance, and the nearest of many.
//! Invariant: all comparisons of one document together take bounded time, since a document of a million
//! unmatched lines must still be read at once.

/// How many pairs of letters may be compared for one document: a profile of a thousand changed sentences
/// stays far below it, and it is a second's work.
const BUDGET: usize = 200_000_000;

/// Sentences longer than this are never compared letter by letter.
const LONGEST: usize = 1_500;

/// What is left of the work that may be spent on comparing.
#[derive(Debug)]
pub(super) struct Effort {
    left: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self { left: BUDGET }
    }
}

impl Effort {
    /// Whether nothing may be compared any more.
    pub(super) fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// How many letters differ between `a` and `b`, when at most `percent` of the longer one do. Without an
    /// answer as well once the budget is spent: a match is help, not a promise.
    pub(super) fn distance(&mut self, a: &str, b: &str, percent: usize) -> Option<usize> {
        // Even a pair that is told apart by its lengths costs something when there are a million of them.
        self.left = self.left.saturating_sub(16);
        if self.is_spent() || a.len().max(b.len()) > LONGEST {
            return None;
        }
        let (length_a, length_b) = (a.chars().count(), b.chars().count());
        let limit = length_a.max(length_b) * percent / 100;
        if length_a.abs_diff(length_b) > limit {
            return None;
        }
        self.left = self.left.saturating_sub(length_a * length_b);
        Some(strsim::levenshtein(a, b)).filter(|distance| *distance <= limit)
    }

    /// What in `known` has the text nearest to `text`, when at most `percent` of its letters differ.
    pub(super) fn nearest<'a, T>(
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
    pub(super) fn resembles(&mut self, a: &str, b: &str) -> bool {
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
