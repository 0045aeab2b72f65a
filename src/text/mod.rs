//! Positions in text, and the small operations on text that every layer shares: spans and lines, slugs and paths,
//! near names, escaping, folding texts for a comparison, and telling the tags of HTML from its text.
//!
//! Everything here works on strings in memory and knows nothing of curricula. A [`Span`] counts bytes of the text
//! that it was made for and is expected to lie between whole characters; [`Span::within`] brings one there that
//! another parser reported. An author never sees bytes: [`LineIndex`] turns them into the lines and columns of an
//! editor.

mod amount;
mod captions;
mod date;
mod escape;
mod fold;
mod lines;
mod markup;
mod natural;
mod nearest;
mod path;
mod shallow;
mod similarity;
mod slug;
mod span;
mod unicode;
mod whitespace;

pub use amount::{Amount, NoAmount};
pub use captions::CaptionsMistake;
/// A name as written. Short names, and nearly all are short, are stored in place and not on the heap, so that looking
/// up a hundred thousand of them stays fast.
pub use compact_str::CompactString as Name;
pub use date::{Date, NoDate};
pub use escape::{escape_html, escape_markdown, escape_markdown_line, escape_markdown_piece, toml_string};
pub use fold::{fold_case, fold_cell, fold_sentence};
pub use lines::{LineIndex, Position};
pub use markup::{Attribute, Markup, Piece, Tag, unescaped};
pub use natural::natural;
pub use nearest::{Suggestions, nearest};
pub use path::SourcePath;
pub use shallow::{DEEPEST_ELEMENT, ElementDepth, ends_by_itself, shallow};
pub use similarity::{ComparisonBudget, Similarity};
pub use slug::{Slugs, as_slug, slug};
pub use span::{Span, Spanned, character_start};
pub use unicode::{
    WideEncoding, compose, decode_wide, is_control, latin_lookalike, latin_twin, turns_writing,
};
pub use whitespace::{collapse_whitespace, is_invisible, trimmed};
