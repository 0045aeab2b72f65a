//! Purpose: places in text, and the small operations on text that every layer shares.
//! Input: strings. Output: spans, positions, slugs, nearest names, the tags and texts of markup.
//! Invariant: a [`Span`] is a byte range on character boundaries of the text it was made for.

mod date;
mod escape;
mod fold;
mod lines;
mod markup;
mod nearest;
mod path;
mod similarity;
mod slug;
mod span;
mod unicode;
mod whitespace;

/// A name as written: nearly all are short enough to stand within what they are a part of, so that looking up a
/// hundred thousand of them reads no memory elsewhere.
pub use compact_str::CompactString as Name;
pub use date::{Date, NoDate};
pub use escape::{escape_html, escape_markdown, escape_markdown_line, toml_string};
pub use fold::{fold_case, fold_cell, fold_sentence};
pub use lines::{LineIndex, Position};
pub use markup::{Markup, Piece, Tag, unescaped};
pub use nearest::{Suggestions, nearest};
pub use path::SourcePath;
pub use similarity::{ComparisonBudget, Similarity};
pub use slug::{Slugs, as_slug, slug};
pub use span::{Span, Spanned, character_start};
pub use unicode::{compose, decode_utf16, is_control, latin_twin};
pub use whitespace::{collapse_whitespace, is_invisible, trimmed};
