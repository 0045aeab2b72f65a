//! Purpose: part a file into front matter and text.
//! Input: a [`SourceFile`]. Output: [`Source`], its front matter as a table to be taken key by key.
//! Invariant: front matter is TOML between two lines `+++`, with nothing but empty lines above it; it is cut off
//! before markdown is read, since markdown's own metadata blocks are slow on hostile input.

use std::ops::Range;

use super::{Kind, misplaced, yaml};
use crate::config::RawHtml;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::fields::{Table, TableCodes};
use crate::sources::SourceFile;
use crate::text::{SourcePath, Span, Spanned};

const CODES: TableCodes = TableCodes { syntax: Code::L101, unknown_key: Code::L103, value: Code::L104 };
const FENCE: &str = "+++";

/// A file in two parts.
pub(super) struct Source<'a> {
    /// Where the file stands.
    pub(super) path: &'a SourcePath,
    /// What becomes of markup that authors write by hand.
    pub(super) raw_html: RawHtml,
    /// The whole text; offsets count from its start.
    pub(super) text: &'a str,
    /// The front matter.
    pub(super) front: Table,
    /// Where the text after the front matter starts.
    pub(super) body_start: usize,
    /// What is wrong so far.
    pub(super) problems: Vec<Diagnostic>,
}

impl Source<'_> {
    /// The place of `span` in this file.
    pub(super) fn place(&self, span: Span) -> Place {
        Place::new(self.path, span)
    }

    /// Takes the key `title`; without one, `heading` is it: a first heading of level 1. Having neither
    /// is reported, and the file's name serves.
    pub(super) fn title(&mut self, heading: Option<Spanned<String>>) -> Spanned<String> {
        let written = self.front.has("title");
        let title = self.front.string("title", &mut self.problems).or(heading);
        title.unwrap_or_else(|| {
            let unread = |problem: &Diagnostic| matches!(problem.code, Code::L101 | Code::L102);
            // A title of the wrong type was reported, and front matter that could not be read may have one.
            if written || self.problems.iter().any(unread) {
                return Spanned::new(self.path.stem().to_owned(), Span::at(0));
            }
            let place = self.place(Span::at(0));
            let help = "write `title = \"…\"` between two lines `+++` at the top of the file";
            self.problems.push(Diagnostic::new(Code::L105, place, "this page has no title").help(help));
            Spanned::new(self.path.stem().to_owned(), Span::at(0))
        })
    }

    /// Takes the key `summary`.
    pub(super) fn summary(&mut self) -> Spanned<String> {
        self.front.string("summary", &mut self.problems).unwrap_or_default()
    }

    /// Takes the key `language`: the language of a page that is written in another one than the site.
    pub(super) fn language(&mut self) -> Spanned<String> {
        let Some(tag) = self.front.string("language", &mut self.problems) else { return Spanned::default() };
        if is_language_tag(&tag.value) {
            return tag;
        }
        let message = format!("`{}` is no language's tag", tag.value);
        let help = "write the language's code of two letters, such as \"fr\", with a region if it matters: \"fr-BE\"";
        self.front.refuse(tag.span, message, help.to_owned(), &mut self.problems);
        Spanned::default()
    }
}

/// Whether `tag` has the form of a language's tag (BCP 47): `fr`, `fr-BE`, `zh-Hant`.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_language = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_part =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_language && parts.all(is_part)
}

/// Parts `file`.
pub(super) fn split(file: &SourceFile, raw_html: RawHtml) -> Source<'_> {
    let (path, text) = (&file.path, &*file.text);
    let mut problems = Vec::new();
    let (front, body_start) = match find(text) {
        Found::None => (Span::at(0), 0),
        Found::Closed { front, body_start } => (front, body_start),
        Found::Unclosed { fence } => {
            let place = Place::new(path, fence);
            let help = "end it with a second line `+++`, above the text";
            problems.push(Diagnostic::new(Code::L102, place, "the front matter is not closed").help(help));
            (Span::at(text.len()), text.len())
        }
        Found::Dashed { fence, front, body_start } => {
            let message = "front matter stands between two lines `+++`, not between lines `---`";
            let help = "write `+++` in place of `---`, above it and below it";
            problems.push(Diagnostic::new(Code::L101, Place::new(path, fence), message).help(help));
            (front, body_start)
        }
        Found::Below { fence, front, body_start } => {
            let message =
                "front matter stands at the top of a file, and nothing may stand above its first `+++`";
            let help = "move what stands above it below the second line `+++`";
            problems.push(Diagnostic::new(Code::L101, Place::new(path, fence), message).help(help));
            (front, body_start)
        }
        Found::Yaml { yaml, body_start } => {
            let message = "front matter is TOML between two lines `+++`, not YAML between `---`";
            let place = Place::new(path, Span::new(0..body_start));
            let help = toml_for(&text[yaml.range()]);
            problems.push(Diagnostic::new(Code::L101, place, message).help(help));
            (Span::at(body_start), body_start)
        }
    };
    let mut table = Table::parse(path, &text[front.range()], front.start as usize, CODES, &mut problems);
    misplaced::set_right(Kind::of(path), &mut table, &mut problems);
    Source { path, raw_html, text, front: table, body_start, problems }
}

/// The bytes between the fences; none for a text that has no front matter.
pub(super) fn range(text: &str) -> Result<Option<Range<usize>>, ()> {
    match find(text) {
        Found::None => Ok(None),
        Found::Closed { front, .. } => Ok(Some(front.range())),
        _ => Err(()),
    }
}

enum Found {
    None,
    Closed {
        front: Span,
        body_start: usize,
    },
    Unclosed {
        fence: Span,
    },
    /// Something stands above it.
    Below {
        fence: Span,
        front: Span,
        body_start: usize,
    },
    /// TOML between the lines that other programs have around YAML.
    Dashed {
        fence: Span,
        front: Span,
        body_start: usize,
    },
    Yaml {
        yaml: Span,
        body_start: usize,
    },
}

fn find(text: &str) -> Found {
    const DASHES: &str = "---";
    let mut lines = Lines { text, at: 0 };
    let Some((top, first)) = lines.find(|(_, line)| !line.is_empty()) else { return Found::None };
    let start = lines.at;
    let fence = Span::new(top..top + FENCE.len());
    match first {
        FENCE => match lines.find(|(_, line)| *line == FENCE) {
            Some((end, _)) => Found::Closed { front: Span::new(start..end), body_start: lines.at },
            None => Found::Unclosed { fence },
        },
        DASHES => {
            let Some((_, second)) = lines.next() else { return Found::None };
            let is_yaml = looks_like_yaml(second);
            if !is_yaml && !looks_like_toml(second) {
                return Found::None;
            }
            match lines.find(|(_, line)| *line == DASHES || (*line == FENCE && !is_yaml)) {
                Some((end, _)) if is_yaml => {
                    Found::Yaml { yaml: Span::new(start..end), body_start: lines.at }
                }
                Some((end, _)) => Found::Dashed { fence, front: Span::new(start..end), body_start: lines.at },
                None => Found::None,
            }
        }
        _ => below(lines, first).unwrap_or(Found::None),
    }
}

/// Front matter with a few other lines above it, of which `first` is one. An example in a block of code is none.
fn below(mut lines: Lines<'_>, first: &str) -> Option<Found> {
    const MOST: usize = 20;
    let is_code = |line: &str| line.starts_with("```") || line.starts_with("~~~");
    if is_code(first) {
        return None;
    }
    let (top, _) =
        lines.by_ref().take(MOST).take_while(|(_, line)| !is_code(line)).find(|(_, line)| *line == FENCE)?;
    let start = lines.at;
    lines.next().filter(|(_, line)| looks_like_toml(line))?;
    let (end, _) = lines.find(|(_, line)| *line == FENCE)?;
    let fence = Span::new(top..top + FENCE.len());
    Some(Found::Below { fence, front: Span::new(start..end), body_start: lines.at })
}

/// Whether a line reads `key = value`, with a value that only TOML has; a formula below a line of dashes is text.
fn looks_like_toml(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, value)| {
        let key = key.trim_end();
        let is_of_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        !key.is_empty() && key.chars().all(is_of_key) && value.trim_start().starts_with(['"', '\'', '['])
    })
}

/// Whether a line reads `key: value`; a horizontal rule is followed by anything else.
fn looks_like_yaml(line: &str) -> bool {
    let is_of_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    line.split_once(':').is_some_and(|(key, _)| !key.is_empty() && key.chars().all(is_of_key))
}

/// How to write the front matter `yaml`: its own lines where they are few and plain.
fn toml_for(yaml: &str) -> String {
    const SHOWN: usize = 12;
    const BYTES: usize = 600;
    let is_short = |lines: &Vec<String>| {
        (1..=SHOWN).contains(&lines.len()) && lines.iter().map(String::len).sum::<usize>() <= BYTES
    };
    match yaml::as_toml(yaml).filter(is_short) {
        Some(lines) => format!("write these lines instead: `+++`, `{}`, `+++`", lines.join("`, `")),
        None => "write `+++` for `---`, and `title = \"…\"` for `title: …`".to_owned(),
    }
}

/// The lines of a text with their starts, each without its line end and trailing white space.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let line = rest.split_inclusive('\n').next().unwrap_or(rest);
        self.at += line.len();
        Some((start, line.trim_end()))
    }
}
