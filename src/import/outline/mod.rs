//! A document as lines of a known form, whatever its file format: what the readers of plain text and of Word
//! documents make, and what a profile is then found in ([`profile`]).
//!
//! Lines stand in the document's order; the text of a line has single spaces and no bullet or number before it.

use crate::text::Span;

pub(in crate::import) mod html;
pub(in crate::import) mod lists;
pub(in crate::import) mod markdown;
pub(in crate::import) mod plain_text;
pub(in crate::import) mod profile;

/// The kind of a line by its form alone; its meaning is decided later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing but white space.
    Blank,
    /// A heading by style, or a line all in capitals.
    Heading,
    /// An item of a list with a bullet.
    Bullet,
    /// A line with a number or letter before it: a numbered heading or an item of a numbered list.
    Numbered,
    /// Nothing but a number: that of a page, or the value of a field.
    PageNumber,
    /// Any other text.
    Plain,
}

/// One line, or one paragraph where the format has those.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineLine {
    /// Its form.
    pub kind: LineKind,
    /// The bullet or the number that stood before the text; empty without one.
    pub marker: String,
    /// The text after the marker, white space normalised.
    pub text: String,
    /// Where the text stands in the document.
    pub span: Span,
    /// The level of a heading from 1, or how deep an item of a list stands below others, from 0.
    pub depth: u8,
    /// The cell of a table that it stands in.
    pub cell: Option<CellPlace>,
}

/// Where a cell of a table stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CellPlace {
    /// The table, counted from the document's first.
    pub table: u32,
    /// The row in it, from 0.
    pub row: u32,
    /// The first of its columns, from 0.
    pub column: u32,
    /// How many columns it takes.
    pub span: u32,
}

impl OutlineLine {
    /// The line without text at the start of `span`.
    pub(in crate::import) fn blank(span: Span) -> Self {
        let (marker, text) = (String::new(), String::new());
        let span = Span::at(span.start as usize);
        Self { kind: LineKind::Blank, marker, text, span, depth: 0, cell: None }
    }

    /// Whether the line has no text and no marker.
    pub fn is_blank(&self) -> bool {
        self.kind == LineKind::Blank
    }

    /// The text with its number or letter, for a line that turns out to be neither heading nor item.
    pub fn whole_text(&self) -> String {
        match self.kind {
            LineKind::Numbered => format!("{} {}", self.marker, self.text),
            _ => self.text.clone(),
        }
    }
}

/// A document as lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The lines in order.
    pub lines: Vec<OutlineLine>,
}

impl Outline {
    /// Whether the document marks the items of its lists; one that does not has an item on every line.
    pub fn marks_items(&self) -> bool {
        self.lines.iter().any(|line| line.kind == LineKind::Bullet)
    }
}
