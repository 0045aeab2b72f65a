//! Purpose: turn byte offsets into the lines and columns that an author's editor shows.
//! Input: a text and an offset. Output: [`Position`].
//! Invariant: lines and columns count from 1, columns in characters (`cli.md`, `check --format json`).

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
}

impl<'a> LineIndex<'a> {
    /// Reads the line ends of `text` once.
    pub fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// Where byte `offset` stands; past the end of the text it is the end, inside a character its start.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = &self.text[self.starts[line]..offset];
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    /// The text of `line` (from 1) without its line end; empty when there is no such line.
    pub fn line(&self, line: usize) -> &'a str {
        let Some(start) = line.checked_sub(1).and_then(|line| self.starts.get(line)) else { return "" };
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        self.text[*start..end].trim_end_matches('\r')
    }
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
    fn a_line_is_shown_without_its_carriage_return() {
        let index = LineIndex::new("a\r\nb");
        assert_eq!(index.line(1), "a");
        assert_eq!(index.line(3), "");
    }
}
