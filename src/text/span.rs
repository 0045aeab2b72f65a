//! Says which part of a file something was read from.
//!
//! A [`Span`] is a range of bytes, and a [`Spanned`] value carries its span along, so that a later mistake in it can
//! be shown where it was written. Offsets count from the start of the file, front matter included. A span never ends
//! before it starts.

use std::ops::Range;

/// A range of bytes in one file. Offsets have 32 bits, which is enough: the shell refuses a text far below 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span of `range`; a reversed range becomes the empty span at its start.
    pub fn new(range: Range<usize>) -> Self {
        let start = u32::try_from(range.start).unwrap_or(u32::MAX);
        let end = u32::try_from(range.end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }

    /// The empty span at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset..offset)
    }

    /// The same range as `usize`, to slice with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The span moved `by` bytes towards the end, for a text that was cut out of a larger one.
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by..self.end as usize + by)
    }

    /// The part of the span that lies in `text`, between whole characters: parsers of other formats may point past
    /// the end of a text, or into the middle of a character.
    pub fn within(self, text: &str) -> Self {
        let before = |at: u32| character_start(text, at as usize);
        Self::new(before(self.start)..before(self.end))
    }
}

/// The start of the character that byte `at` of `text` belongs to; past the end it is the end.
pub fn character_start(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A value and where it was written; a default value, which was written nowhere, has the empty span at 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The span that it was written at.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(change(self.value), self.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_points_past_a_text_or_into_a_character_is_brought_back() {
        assert_eq!(Span::new(5..6).within("a = b"), Span::at(5));
        assert_eq!(Span::new(1..3).within("a\u{20ac}"), Span::at(1));
        assert_eq!(Span::new(0..4).within("a\u{20ac}"), Span::new(0..4));
    }
}
