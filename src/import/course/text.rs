//! A course text as it is between the document that it comes from and the markdown that it becomes: blocks, and the
//! runs of words in them. Word documents and web pages are both read into it, so that there is one writer of markdown.
//!
//! A [`Run`] is the smallest piece: words, a break or a picture, with the form that it has. Runs are not nested; the
//! writer finds out which of them stand between the same signs:
//!
//! ```text
//! <b>Vraag <i>altijd</i></b> door    Run("Vraag ", strong) Run("altijd", strong emphasis) Run(" door")
//! ```
//!
//! A part of a document for which a text of this kind has no place (a chart, a comment) is not forgotten: it is a
//! [`LeftBehind`] with its place.

use crate::diagnostics::{Message, say};
use crate::import::numerals::Numerals;

/// Whether a file with the name `path` is a text that can become a page.
pub fn is_course_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    ["md", "markdown", "mdx", "html", "htm", "docx"].contains(&ending.as_str())
}

/// A whole text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourseText {
    /// The title that the document gives itself; none where it only has headings.
    pub title: Option<String>,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// The texts of its notes, which [`RunContent::Note`] counts from 0.
    pub notes: Vec<Vec<Block>>,
    /// The pictures that are in the document itself.
    pub pictures: Vec<PictureFile>,
    /// The headings that links within the document lead to, by the name in the link.
    pub anchors: Vec<(String, String)>,
    /// The parts that did not come along.
    pub left: Vec<LeftBehind>,
}

impl CourseText {
    /// Takes in the pictures, the notes and what is left behind of `other`, and gives its blocks, which refer to them here.
    pub(in crate::import) fn take_in(&mut self, mut other: Self) -> Vec<Block> {
        let (pictures, notes) = (self.pictures.len(), self.notes.len());
        let all = other.blocks.iter_mut().chain(other.notes.iter_mut().flatten());
        all.for_each(|block| block.move_references(pictures, notes));
        self.pictures.append(&mut other.pictures);
        self.notes.append(&mut other.notes);
        self.left.append(&mut other.left);
        other.blocks
    }
}

impl Block {
    fn move_references(&mut self, pictures: usize, notes: usize) {
        match self {
            Self::Heading { runs, .. } | Self::Paragraph(runs) => {
                for run in runs {
                    match &mut run.content {
                        RunContent::Picture { source: PictureSource::Inside(at), .. } => *at += pictures,
                        RunContent::Note(at) => *at += notes,
                        RunContent::Picture { .. } | RunContent::Words(_) | RunContent::Break => {}
                    }
                }
            }
            Self::List(list) => {
                list.items.iter_mut().flatten().for_each(|block| block.move_references(pictures, notes));
            }
            Self::Quote(blocks) => blocks.iter_mut().for_each(|block| block.move_references(pictures, notes)),
            Self::Grid(grid) => {
                let cells = grid.rows.iter_mut().flatten().flat_map(|cell| &mut cell.blocks);
                cells.for_each(|block| block.move_references(pictures, notes));
            }
            Self::Code(_) | Self::Rule => {}
        }
    }
}

/// Something of a document that did not come along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftBehind {
    /// Where it stands in the document, in words: `below "Les 2", at "Vul in: …"`; empty when it has no place.
    pub place: Message,
    /// Its kind, with the words that are in it.
    pub what: Message,
}

impl LeftBehind {
    /// `what`, which has no place of its own.
    pub(in crate::import) fn of_the_whole(what: Message) -> Self {
        Self { place: Message::none(), what }
    }

    /// `what`, which stands in `line` of the file.
    pub(in crate::import) fn in_line(line: usize, what: Message) -> Self {
        Self { place: say!("line {line}", line), what }
    }

    /// The table of contents.
    pub(in crate::import) fn contents() -> Message {
        say!("the table of contents; the site makes its own")
    }
}

/// A picture from a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The ending of its file, such as `png`.
    pub ending: &'static str,
}

/// A part of a text that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 1 is the highest.
    Heading {
        /// From 1 to 9.
        level: u8,
        /// Its words.
        runs: Vec<Run>,
    },
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list.
    List(ListBlock),
    /// A quotation, or what stood in a box.
    Quote(Vec<Block>),
    /// Lines that stay as they are.
    Code(String),
    /// A table.
    Grid(Grid),
    /// A line across the page.
    Rule,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListBlock {
    /// The first number; none for a list with bullets.
    pub start: Option<u32>,
    /// The numerals of its numbers.
    pub numerals: Numerals,
    /// The items, each with what stands in it.
    pub items: Vec<Vec<Block>>,
}

/// A table. Cells that reach over several columns or rows stand where they begin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// Its rows.
    pub rows: Vec<Vec<GridCell>>,
    /// Whether the first row says what stands below it.
    pub has_header: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Over how many columns it reaches.
    pub columns: usize,
    /// Over how many rows it reaches.
    pub rows: usize,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its content.
    pub content: RunContent,
    /// How it looks.
    pub format: Format,
    /// The address that it leads to.
    pub link: Option<String>,
}

/// The content of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunContent {
    /// Words.
    Words(String),
    /// A break of the line.
    Break,
    /// A picture.
    Picture {
        /// Where it is.
        source: PictureSource,
        /// A description for those who do not see it.
        alternative: String,
    },
    /// The sign of a note: an index into the notes of the text.
    Note(usize),
}

/// Where a picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureSource {
    /// In the document: an index into its pictures.
    Inside(usize),
    /// At this address.
    Address(String),
}

/// How words look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is one form, and they come in every combination")]
pub struct Format {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// With a line through them.
    pub struck: bool,
    /// Above the line.
    pub raised: bool,
    /// Below the line.
    pub lowered: bool,
    /// As code.
    pub code: bool,
}

impl Run {
    /// Plain words.
    pub fn words(words: impl Into<String>) -> Self {
        Self::formatted(RunContent::Words(words.into()), Format::default())
    }

    /// `content` that looks like `format`.
    pub fn formatted(content: RunContent, format: Format) -> Self {
        Self { content, format, link: None }
    }
}

/// The words of `runs` on one line, without their form.
pub fn plain_words(runs: &[Run]) -> String {
    let mut words = String::new();
    for run in runs {
        match &run.content {
            RunContent::Words(text) => words.push_str(text),
            RunContent::Break => words.push(' '),
            RunContent::Picture { .. } | RunContent::Note(_) => {}
        }
    }
    crate::text::collapse_whitespace(&words)
}
