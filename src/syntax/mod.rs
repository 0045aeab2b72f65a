//! Purpose: read one file of the content.
//! Input: a [`SourceFile`] below `content/`. Output: a [`Document`].
//! Invariant: reading never fails and never looks at another file: what cannot be understood is a
//! diagnostic in the document, and the same text gives the same document wherever it is cached.

mod attributes;
mod body;
mod claims;
mod document;
mod events;
mod footnotes;
mod front_matter;
mod glossary;
mod highlight;
mod misplaced;
mod only_text;
mod page;
mod plain;
mod profile;
mod raw_html;
mod reader;
mod slots;
mod table;
mod yaml;

pub use attributes::parted;
pub use document::{
    Body, ClaimDoc, Content, Document, Entry, GlossDoc, Grade, Heading, ItemDoc, LinkDoc, LinkField,
    LinkKind, ModuleDoc, PageDoc, Part, ProfileDoc, ProgrammeDoc, Section, SectionKind, TermDoc,
};
pub use plain::plain_text;
pub use profile::{is_day, is_isced};

use std::ops::Range;

use crate::config::RawHtml;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::sources::{CONTENT_FOLDER, SourceFile};
use crate::text::{SourcePath, Span};

/// What a file is, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `content/profiles/*.md`
    Profile,
    /// `content/modules/**/*.md`: a module or one of its lesson pages; which of the two is for the
    /// model to say, since it depends on the file's neighbours.
    Module,
    /// `content/programmes/*.md`
    Programme,
    /// Any other page.
    Page,
}

impl Kind {
    /// The kind of the file at `path`.
    pub fn of(path: &SourcePath) -> Self {
        let inside = path.as_str().strip_prefix(CONTENT_FOLDER).unwrap_or(path.as_str());
        let mut parts = inside.trim_start_matches('/').splitn(2, '/');
        match (parts.next(), parts.next()) {
            (_, None | Some("index.md")) => Self::Page,
            (Some("profiles"), _) => Self::Profile,
            (Some("modules"), _) => Self::Module,
            (Some("programmes"), _) => Self::Programme,
            _ => Self::Page,
        }
    }
}

/// Where the front matter of `text` stands, without the lines around it; none when there is none.
///
/// # Errors
/// When it is not closed, or is not TOML but YAML.
#[allow(clippy::result_unit_err, reason = "the diagnostics of the document say what is wrong")]
pub fn front_matter(text: &str) -> Result<Option<Range<usize>>, ()> {
    front_matter::range(text)
}

/// Stands for `file`, which has more than `limit` bytes and is not read: its front matter is, since other files name
/// what it says.
pub fn parse_too_long(file: &SourceFile, limit: usize) -> Document {
    let end = front_matter::range(&file.text).ok().flatten().map_or(0, |front| front.end + "+++".len());
    let head = &file.text[..if end > limit { 0 } else { end }];
    let head = SourceFile::new(file.path.clone(), head.as_bytes());
    let mut document = parse(&head, RawHtml::Safe);
    let (length, limit) = (megabytes(file.text.len()), megabytes(limit));
    let message = format!("this page has {length}, and a page may have {limit}");
    let help = "make several pages of it, or set `page_limit` in leerlijn.toml";
    let place = Place::new(&file.path, Span::at(0));
    document.problems = vec![Diagnostic::new(Code::L008, place, message).help(help)];
    document
}

/// `bytes` as people say it, rounded up: `15.1 MB`.
fn megabytes(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => match bytes.div_ceil(100_000) {
            tenths if tenths % 10 == 0 => format!("{} MB", tenths / 10),
            tenths => format!("{}.{} MB", tenths / 10, tenths % 10),
        },
    }
}

/// Reads `file`.
pub fn parse(file: &SourceFile, raw_html: RawHtml) -> Document {
    let source = front_matter::split(file, raw_html);
    match Kind::of(&file.path) {
        Kind::Profile => profile::parse(source),
        Kind::Module => page::parse_module(source),
        Kind::Programme => page::parse_programme(source),
        Kind::Page => page::parse_page(source),
    }
}
