//! Turns byte offsets into the lines and columns that an author's editor shows.
//!
//! Lines and columns count from 1, and columns count characters and not bytes. The terminal and `check --format json`
//! both show these numbers.
//!
//! ```text
//! "één\nc4.6"   byte 5 (the line end)  is line 1, column 4
//!               byte 6 (the `c`)       is line 2, column 1
//! ```
//!
//! A [`LineIndex`] reads a text once, and after that each look-up is cheap, also within a line of many megabytes.

use super::character_start;

/// A line and a column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// The starts of a text's lines, for many look-ups in one text.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// How many characters begin before each block of [`BLOCK`] bytes: a look-up counts within one
    /// block at most, so 10,000 look-ups in a line of 10 MB take no time either.
    before: Vec<usize>,
}

const BLOCK: usize = 4096;

impl<'a> LineIndex<'a> {
    /// Reads the line ends of `text` once.
    pub fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let counts = text.as_bytes().chunks(BLOCK).scan(0, |sum, block| {
            *sum += characters(block);
            Some(*sum)
        });
        Self {
            text,
            starts: std::iter::once(0).chain(ends).collect(),
            before: std::iter::once(0).chain(counts).collect(),
        }
    }

    /// The position of byte `offset`. An offset past the end counts as the end, one inside a character as its start.
    pub fn position(&self, offset: usize) -> Position {
        let offset = character_start(self.text, offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let start = self.starts[line];
        // Nearly all lines are far shorter than a block; by way of the blocks, parts of two would be counted.
        let column = if offset - start <= BLOCK {
            characters(&self.text.as_bytes()[start..offset])
        } else {
            self.characters_before(offset) - self.characters_before(start)
        };
        Position { line: line + 1, column: column + 1 }
    }

    /// The byte at which `line` (from 1) begins; past the last line it is the end of the text.
    pub fn line_start(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|line| self.starts.get(line)).copied().unwrap_or(self.text.len())
    }

    /// The text of `line` (from 1) without its line end; empty when there is no such line.
    pub fn line(&self, line: usize) -> &'a str {
        let Some(start) = line.checked_sub(1).and_then(|line| self.starts.get(line)) else { return "" };
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        self.text[*start..end].trim_end_matches('\r')
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.before[block] + characters(&self.text.as_bytes()[block * BLOCK..offset])
    }
}

/// How many characters begin in `bytes`: all bytes but those that continue one.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let index = LineIndex::new("één\nc4.6");
        assert_eq!(index.position(5), Position { line: 1, column: 4 });
        assert_eq!(index.position(6), Position { line: 2, column: 1 });
        assert_eq!(index.position(99), Position { line: 2, column: 5 });
        assert_eq!(index.line(2), "c4.6");
    }

    #[test]
    fn columns_in_a_long_line_agree_with_counting() {
        let text = "é€a".repeat(3000);
        let index = LineIndex::new(&text);
        for (column, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(index.position(offset), Position { line: 1, column: column + 1 });
        }
        assert_eq!(index.position(text.len()).column, 9001);
    }

    #[test]
    fn a_line_is_shown_without_its_carriage_return() {
        let index = LineIndex::new("a\r\nb");
        assert_eq!(index.line(1), "a");
        assert_eq!(index.line(3), "");
    }
}
