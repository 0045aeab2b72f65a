//! Parses one file of the content: a [`SourceFile`] becomes a [`Document`].
//!
//! The path of the file gives its [`DocumentKind`]. The front matter is split off and parsed as TOML, the text is parsed as
//! markdown, and headings, items, claims and links are taken from it. Texts become HTML with gaps ([`Body`]), which
//! the pages that show them fill in.
//!
//! Parsing never fails: a mistake is a diagnostic in the document, and as much of the rest as possible is kept. It
//! also never looks at another file or at the disk. The same file under the same rules gives the same document,
//! so that documents can be parsed side by side and cached. Whether the names in a document refer to anything is for
//! `model` to find out.

mod admonitions;
mod anchors;
mod attributes;
mod autolinks;
mod body;
mod box_lines;
mod box_types;
mod boxes;
mod callouts;
mod choices;
mod claims;
mod definitions;
mod document;
mod events;
mod facts;
mod footnotes;
mod formula_width;
mod front_matter;
mod glossary;
mod highlight;
mod keys;
mod lines;
mod link;
mod markdown;
mod math;
mod media;
mod medium;
mod occasions;
mod only_text;
mod other_text;
mod page;
mod passages;
mod plain;
mod profile;
mod raw_addresses;
mod raw_html;
mod reader;
mod review;
mod scripts;
mod slots;
mod table;
mod titles;
mod typography;
mod unended;
mod yaml;

pub use attributes::{Attributes, SEPARATORS, parted};
pub use document::{
    Body, BracketedDoc, ClaimDoc, Content, Document, ForeignKey, GlossDoc, Grade, Heading, ItemDoc,
    LinkField, ModuleDoc, ModuleLevelsDoc, NoteDoc, OccasionDoc, OccasionKind, PageDoc, ProfileDoc,
    ProgrammeDoc, Section, SectionEntry, SectionKind, TermDoc, TextPart,
};
pub use facts::FactsDoc;
pub use link::{AddressParts, LinkDoc, LinkKind, leaves_site, percent_decoded};
pub use markdown::OPTIONS as MARKDOWN;
pub use medium::is_sound;
pub use occasions::OCCASION_KEYS;
pub use other_text::OtherText;
pub use passages::{Passage, read_passages, tidy};
pub use plain::{marks, plain_text, words};
pub use profile::{is_day, is_isced};
pub use review::{REVIEW_ENDING, ReviewFile, review_path, unplaced};
pub use titles::title_without_code;

use std::ops::Range;

use self::front_matter::Source;
use crate::config::TextRules;
use crate::diagnostics::{Code, Diagnostic, Message, Place, Problems, count, say};
use crate::sources::{CONTENT_FOLDER, SourceFile};
use crate::text::{SourcePath, Span, fold_case};

/// The kind of a file, which follows from its path. An `index.md` directly in the folder of a kind
/// is a plain page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// `content/profiles/*.md`
    Profile,
    /// `content/modules/**/*.md`: a module or one of its lesson pages. The model tells the two apart, since that
    /// depends on the files beside it.
    Module,
    /// `content/programmes/*.md`
    Programme,
    /// Any other page.
    Page,
}

impl DocumentKind {
    /// The kind of the file at `path`.
    pub fn of(path: &SourcePath) -> Self {
        let inside = path.as_str().strip_prefix(CONTENT_FOLDER).unwrap_or(path.as_str());
        let mut parts = inside.trim_start_matches('/').splitn(2, '/');
        match (parts.next(), parts.next()) {
            (_, None) => Self::Page,
            (_, Some(name)) if name.eq_ignore_ascii_case("index.md") => Self::Page,
            (Some(folder), _) => Self::meant(folder).map_or(Self::Page, |(_, kind)| kind),
            (None, _) => Self::Page,
        }
    }

    /// The folder of the content that one called `folder` is or is meant as, with the kind of its pages. `Modules` is the same
    /// one on most disks, and `modulen` is its name in Dutch; the model reports such names.
    pub fn meant(folder: &str) -> Option<(&'static str, Self)> {
        let folder = fold_case(folder);
        let other = OTHER_NAMES.iter().find(|(_, names)| names.contains(&folder.as_str()));
        let name = other.map_or(folder.as_str(), |(name, _)| *name);
        Self::FOLDERS.into_iter().find(|(known, _)| *known == name)
    }

    /// Whether `folder` is a word for the folder `name` that could as well be that of plain pages, as `lessen` is for `modules`.
    pub fn is_called(folder: &str, name: &str) -> bool {
        let folder = fold_case(folder);
        AMBIGUOUS_NAMES.iter().any(|(known, names)| *known == name && names.contains(&folder.as_str()))
    }

    /// The name of the folder of the content with the files of this kind; none for plain pages.
    pub fn folder(self) -> Option<&'static str> {
        Self::FOLDERS.into_iter().find(|(_, kind)| *kind == self).map(|(name, _)| name)
    }

    /// The folders of the content whose pages are no plain ones.
    pub const FOLDERS: [(&'static str, Self); 3] =
        [("profiles", Self::Profile), ("modules", Self::Module), ("programmes", Self::Programme)];
}

/// What people call the folders of the content in their own language, where a folder with such a name can hold nothing else.
const OTHER_NAMES: [(&str, &[&str]); 3] = [
    ("profiles", &["profielen", "profils", "profile"]),
    ("modules", &["modulen", "module"]),
    ("programmes", &["programs", "programma's", "programma’s", "programmas"]),
];

/// What people call them where a folder with such a name may well have plain pages. What stands in it tells.
const AMBIGUOUS_NAMES: [(&str, &[&str]); 2] = [
    (
        "modules",
        &[
            "les",
            "lessen",
            "vak",
            "vakken",
            "cursus",
            "cursussen",
            "leçon",
            "leçons",
            "lecons",
            "cours",
            "lektion",
            "lektionen",
            "fach",
            "fächer",
            "kurse",
            "lesson",
            "lessons",
            "course",
            "courses",
            "units",
        ],
    ),
    (
        "programmes",
        &[
            "opleiding",
            "opleidingen",
            "programma",
            "program",
            "programme",
            "richting",
            "richtingen",
            "formation",
            "formations",
            "bildungsgang",
            "bildungsgänge",
            "lehrgang",
            "lehrgänge",
            "programm",
            "studiengänge",
        ],
    ),
];

/// The byte range of the front matter in `text`, without the lines `+++` around it; `None` for a text without any.
///
/// # Errors
/// When it is not closed, stands below other lines, or stands between other lines than `+++`.
#[allow(clippy::result_unit_err, reason = "the diagnostics of the document say what is wrong")]
pub fn front_matter(text: &str) -> Result<Option<Range<usize>>, ()> {
    front_matter::range(text)
}

/// The document of a `file` that has more than `limit` bytes. Only its front matter is parsed, since other files may
/// name the codes and slugs in it, and not even that if it alone is longer.
pub fn parse_too_long(file: &SourceFile, limit: usize) -> Document {
    let (length, most) = (megabytes(file.text.len()), megabytes(limit));
    let message = say!("this page has {length}, and a page may have {most}", length, most);
    let help = say!("make several pages of it, or set `page_limit` in leerlijn.toml");
    parse_front(file, limit, message, help)
}

/// The document of a `file` whose tables have so many `cells`.
fn parse_too_wide(file: &SourceFile, cells: usize) -> Document {
    let message = say!(
        "the tables of this page have {cells} cells, and those of a page may have {most}",
        cells,
        most = table::MOST_CELLS
    );
    let help = say!("make several pages of it, or a spreadsheet that people download");
    parse_front(file, usize::MAX, message, help)
}

/// The front matter of a `file`, if that has at most `limit` bytes, and `message` about the text, which is not read.
fn parse_front(file: &SourceFile, limit: usize, message: Message, help: Message) -> Document {
    let place = Place::new(&file.path, Span::at(0));
    let mut problems = Problems::default();
    let reported = problems.push(Diagnostic::new(Code::L008, place, message).help(help));
    parse_source(front_matter::without_text(file, limit, reported, problems))
}

/// `bytes` for people to read, rounded up: `15.1 MB`.
fn megabytes(bytes: usize) -> Message {
    match bytes {
        0..1_000 => count!(bytes, "0 bytes", "1 byte", "{n} bytes"),
        1_000..1_000_000 => say!("{n} kB", n = bytes.div_ceil(1_000)),
        _ => match bytes.div_ceil(100_000) {
            tenths if tenths % 10 == 0 => say!("{n} MB", n = tenths / 10),
            tenths => say!("{n}.{tenth} MB", n = tenths / 10, tenth = tenths % 10),
        },
    }
}

/// Parses `file`. `rules` are the settings of the site that are about texts.
pub fn parse(file: &SourceFile, rules: TextRules) -> Document {
    if let Some(cells) = table::too_many_cells(&file.text) {
        return parse_too_wide(file, cells);
    }
    parse_source(front_matter::split(file, rules))
}

fn parse_source(source: Source<'_>) -> Document {
    match DocumentKind::of(source.path) {
        DocumentKind::Profile => profile::parse(source),
        DocumentKind::Module => page::parse_module(source),
        DocumentKind::Programme => page::parse_programme(source),
        DocumentKind::Page => page::parse_page(source),
    }
}
