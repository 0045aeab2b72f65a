//! Splits a file into its front matter and its text.
//!
//! Front matter is TOML between two lines `+++`, with nothing but empty lines above:
//!
//! ```text
//! +++
//! title = "Omgaan met klachten"
//! +++
//! Hier begint de tekst.
//! ```
//!
//! It is cut off before the text is parsed as markdown, since the metadata blocks of the markdown crate are slow on
//! hostile input. The result is a `Source`, which goes through the rest of this room: the front matter is a table
//! from which each kind of file takes its keys, and the keys that are left over at the end are unknown.
//!
//! Authors who come from other generators are met halfway. Front matter below other lines, or TOML between
//! lines `---`, is reported and used all the same, so that its title and its claims are not missed elsewhere. YAML is
//! reported with the same lines in TOML, where they are simple (`yaml.rs`), and not used. A line `---` above anything
//! else is a horizontal rule. Front matter that is never closed reaches to the end of the file: the document has
//! neither keys nor text.

use std::ops::Range;

use super::document::{BracketedDoc, ForeignKey};
use super::keys::{self, COMMON_KEYS, SetRight};
use super::{DocumentKind, yaml};
use crate::config::{Language, TextRules};
use crate::diagnostics::{Code, Diagnostic, Message, Place, Problems, Reported, say};
use crate::fields::{Field, FieldCodes, Fields};
use crate::sources::SourceFile;
use crate::text::{SourcePath, Span, Spanned};

const CODES: FieldCodes = FieldCodes { syntax: Code::L101, unknown_key: Code::L103, value: Code::L104 };
const FENCE: &str = "+++";

/// A file in two parts.
pub(super) struct Source<'a> {
    /// The path of the file.
    pub(super) path: &'a SourcePath,
    /// The settings of texts.
    pub(super) rules: TextRules,
    /// The language of the page, among those that the program has words for.
    pub(super) language: Language,
    /// The whole file; offsets count from its start.
    pub(super) text: &'a str,
    /// The keys of the front matter that are not taken yet.
    pub(super) front: Fields,
    /// The byte at which the text below the front matter starts.
    pub(super) body_start: usize,
    /// That some of the text was not read: where the front matter has no end, nobody knows where the text begins, and what
    /// stands above it is left out.
    pub(super) unread: Option<Reported>,
    /// That the front matter of a module has lists which may be claims, but stand in no table of claims.
    pub(super) stray_lists: Option<Reported>,
    /// A key that says that a plain page is meant as a page of another kind.
    pub(super) foreign: Option<ForeignKey>,
    /// That the front matter has a key which nobody knows.
    pub(super) unknown_key: Option<Reported>,
    /// Where front matter further down says that the page is a draft.
    pub(super) second_draft: Option<Span>,
    /// The problems found so far.
    pub(super) problems: Problems,
    /// The labels of marks of footnotes that came out as text.
    pub(super) loose_marks: Vec<Spanned<String>>,
    /// The names between single brackets that may be those of items.
    pub(super) bracketed: Vec<BracketedDoc>,
    /// The labels of marks of footnotes in the title and the summary, which were reported.
    pub(super) title_marks: Vec<String>,
}

impl Source<'_> {
    /// The location of `span` in this file.
    pub(super) fn place(&self, span: Span) -> Place {
        Place::new(self.path, span)
    }

    /// Takes the key `title`, or without one `heading`, the heading of level 1 at the start of the text. A file that
    /// has neither, or one without words, is reported, and its name becomes the title.
    pub(super) fn title(&mut self, heading: Option<Spanned<String>>) -> Spanned<String> {
        let written = self.front.string("title", &mut self.problems);
        match (written, heading) {
            (Field::Read(title), _) | (Field::Absent | Field::Broken(_), Some(title)) => {
                if !title.value.trim().is_empty() {
                    return title;
                }
                let message = say!("the title of this page has no words");
                let help = say!("write `title = \"…\"` between two lines `+++` at the top of the file");
                self.problems.push(Diagnostic::new(Code::L113, self.place(title.span), message).help(help));
            }
            (Field::Broken(_), None) => {}
            (Field::Absent, None) if self.unread.is_some() => {}
            (Field::Absent, None) => {
                let place = self.place(Span::at(0));
                let help = say!("write `title = \"…\"` between two lines `+++` at the top of the file");
                self.problems
                    .push(Diagnostic::new(Code::L105, place, say!("this page has no title")).help(help));
            }
        }
        Spanned::new(self.path.stem().to_owned(), Span::at(0))
    }

    /// Takes the key `summary`.
    pub(super) fn summary(&mut self) -> Spanned<String> {
        self.front.string("summary", &mut self.problems).or_empty()
    }

    /// Takes the key `draft`: where the page says that it is one. The keys that other programs have for it are refused,
    /// since a page that its author meant to keep must never be published because of a word.
    pub(super) fn draft(&mut self) -> Option<Span> {
        let draft = self.front.boolean("draft", &mut self.problems).into_read();
        let names: Vec<String> = self.front.keys().map(|key| key.value.clone()).collect();
        for name in names.iter().filter(|name| *name != "draft") {
            let lower = name.to_lowercase();
            let (is_hiding, is_showing) =
                (HIDING_KEYS.contains(&lower.as_str()), SHOWING_KEYS.contains(&lower.as_str()));
            if !is_hiding && !is_showing {
                continue;
            }
            let Field::Read(value) = self.front.take(name) else { continue };
            // `published = true` and `private = false` ask for nothing.
            if value.as_bool().is_some_and(|is| is != is_hiding) {
                continue;
            }
            let message = say!("`{name}` keeps no page from being published", name);
            let help = say!("write `draft = true`: the page is then left out of the site");
            let place = self.place(value.span);
            self.problems.push(Diagnostic::new(Code::L124, place, message).help(help));
        }
        draft.filter(|draft| draft.value).map(|draft| draft.span).or(self.second_draft)
    }

    /// Takes the key `language`, for a page in another language than the site; empty without one.
    pub(super) fn language(&mut self) -> Spanned<String> {
        let Field::Read(tag) = self.front.string("language", &mut self.problems) else {
            return Spanned::default();
        };
        if is_language_tag(&tag.value) {
            let main = tag.value.split('-').next().unwrap_or_default().to_ascii_lowercase();
            self.language = Language::from_tag(&main).unwrap_or(self.language);
            return tag;
        }
        let message = say!("`{tag}` is no language's tag", tag = tag.value);
        let help = say!(
            "write the language's code of two letters, such as \"fr\", with a region if it matters: \"fr-BE\""
        );
        self.front.refuse(tag.span, message, help.to_owned(), &mut self.problems);
        Spanned::default()
    }
}

/// Reports what hides a page in other programs where `Source::draft` does not see it: in a table, as `[extra]` of Zola, or
/// as a status in words.
fn report_hiding(kind: DocumentKind, path: &SourcePath, front: &mut Fields, problems: &mut Problems) {
    let hides = |key: &str, is: bool| {
        let key = key.to_lowercase();
        is && HIDING_KEYS.contains(&key.as_str()) || !is && SHOWING_KEYS.contains(&key.as_str())
    };
    let mut report = |name: &str, span: Span| {
        let message = say!("`{name}` keeps no page from being published", name);
        let help = say!("write `draft = true` above all tables: the page is then left out of the site");
        problems.push(Diagnostic::new(Code::L124, Place::new(path, span), message).help(help));
    };
    for key in front.take_below(hides) {
        report(&key.value, key.span);
    }
    for key in STATUS_KEYS {
        let status = front.text(key).map(str::to_lowercase).unwrap_or_default();
        // The words of a source for the status of a profile are its own.
        let is_official = kind == DocumentKind::Profile && status != "draft";
        if !is_official && (HIDING_KEYS.contains(&status.as_str())) {
            let Field::Read(value) = front.take(key) else { continue };
            report(&format!("{key} = \"{status}\""), value.span);
        }
    }
}

/// Keys whose value may be one of the words of `HIDING_KEYS`.
pub(super) const STATUS_KEYS: [&str; 3] = ["status", "state", "visibility"];

/// Keys by which other programs keep a page back when they are true, and when they are false.
pub(super) const HIDING_KEYS: [&str; 12] = [
    "draft",
    "drafts",
    "private",
    "hidden",
    "unlisted",
    "unpublished",
    "concept",
    "ontwerp",
    "brouillon",
    "entwurf",
    "headless",
    "ignore",
];
pub(super) const SHOWING_KEYS: [&str; 6] =
    ["published", "publish", "public", "visible", "gepubliceerd", "publié"];

/// Whether `tag` has the form of a language's tag (BCP 47): `fr`, `fr-BE`, `zh-Hant`.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_language = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_part =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_language && parts.all(is_part)
}

/// Splits `file` and parses its front matter.
pub(super) fn split(file: &SourceFile, rules: TextRules) -> Source<'_> {
    let mut problems = Problems::default();
    let split = split_text(&file.path, &file.text, &mut problems);
    split.source(&file.path, &file.text, rules, problems)
}

/// The front matter of a `file` whose text is not read, which `reported` says, if it has no more than `limit` bytes.
pub(super) fn without_text(
    file: &SourceFile,
    limit: usize,
    reported: Reported,
    mut problems: Problems,
) -> Source<'_> {
    let end = range(&file.text).ok().flatten().map_or(0, |front| front.end + FENCE.len());
    let front = if (1..=limit).contains(&end) {
        split_text(&file.path, &file.text[..end], &mut problems).front
    } else {
        Err(reported)
    };
    let split = Split { front, body_start: file.text.len(), unread: Some(reported), second: None };
    split.source(&file.path, &file.text, TextRules::default(), problems)
}

/// A file as it is split: where its front matter stands, if that can be read, and where its text starts.
struct Split {
    front: Result<Span, Reported>,
    body_start: usize,
    unread: Option<Reported>,
    /// Front matter further down, whose keys are not read.
    second: Option<Span>,
}

impl Split {
    /// Parses the front matter.
    fn source<'a>(
        self,
        path: &'a SourcePath,
        text: &'a str,
        rules: TextRules,
        mut problems: Problems,
    ) -> Source<'a> {
        let mut front = match self.front {
            Ok(front) => {
                Fields::parse(path, &text[front.range()], front.start as usize, CODES, &mut problems)
            }
            Err(reported) => Fields::unread(path, CODES, reported),
        };
        // An author who wrote `draft = true` there meant to keep the page.
        let second_draft = self.second.and_then(|second| {
            let mut said = Problems::default();
            let at = second.start as usize;
            let mut keys = Fields::parse(path, &text[second.range()], at, CODES, &mut said);
            keys.boolean("draft", &mut said).into_read().filter(|draft| draft.value).map(|draft| draft.span)
        });
        front.expect(COMMON_KEYS);
        let SetRight { stray_lists, foreign } =
            keys::set_right(DocumentKind::of(path), &mut front, &mut problems);
        report_hiding(DocumentKind::of(path), path, &mut front, &mut problems);
        Source {
            path,
            rules,
            language: rules.language,
            text,
            front,
            body_start: self.body_start,
            unread: self.unread,
            stray_lists,
            foreign,
            unknown_key: None,
            second_draft,
            problems,
            loose_marks: Vec::new(),
            bracketed: Vec::new(),
            title_marks: Vec::new(),
        }
    }
}

/// Finds the front matter of `text`, and reports one that stands or ends where it should not.
fn split_text(path: &SourcePath, text: &str, problems: &mut Problems) -> Split {
    let mut report = |code, span, message: Message, help: Message| {
        problems.push(Diagnostic::new(code, Place::new(path, span), message).help(help))
    };
    let read = |front, body_start| Split { front: Ok(front), body_start, unread: None, second: None };
    match find(text) {
        Fences::None => read(Span::at(0), 0),
        Fences::Closed { front, body_start } => {
            let second = match later(Lines { text, at: body_start }) {
                Some(Fences::Below { fence, front, .. }) => {
                    let message =
                        say!("this file has front matter at its top already, and these lines are text");
                    report(
                        Code::L101,
                        fence,
                        message,
                        say!("move them between the two lines `+++` at the top"),
                    );
                    Some(front)
                }
                _ => None,
            };
            Split { second, ..read(front, body_start) }
        }
        Fences::Unclosed { fence } => {
            let help = say!("end it with a second line `+++`, above the text");
            let reported = report(Code::L102, fence, say!("the front matter is not closed"), help);
            Split { front: Err(reported), body_start: text.len(), unread: Some(reported), second: None }
        }
        Fences::Dashed { fence, front, body_start } => {
            let message = say!("front matter stands between two lines `+++`, not between lines `---`");
            report(Code::L101, fence, message, say!("write `+++` in place of `---`, above it and below it"));
            read(front, body_start)
        }
        Fences::Miscounted { fence, front, body_start } => {
            let found = &text[fence.range()];
            let message =
                say!("front matter stands between two lines `+++`, and this line is `{found}`", found);
            report(Code::L101, fence, message, say!("write `+++` above it and below it"));
            read(front, body_start)
        }
        Fences::Below { fence, front, body_start } => {
            let message =
                say!("front matter stands at the top of a file, and nothing may stand above its first `+++`");
            let help = say!("move what stands above it below the second line `+++`");
            let reported = report(Code::L101, fence, message, help);
            // The text above it is not read.
            Split { unread: Some(reported), ..read(front, body_start) }
        }
        Fences::Yaml { yaml, body_start } => {
            let message = say!("front matter is TOML between two lines `+++`, not YAML between `---`");
            let reported =
                report(Code::L101, Span::new(0..body_start), message, toml_for(&text[yaml.range()]));
            Split { front: Err(reported), body_start, unread: None, second: None }
        }
    }
}

/// The range between the fences; `None` for a text without front matter, an error for front matter that is not closed, below
/// other lines, or between other lines than `+++`.
pub(super) fn range(text: &str) -> Result<Option<Range<usize>>, ()> {
    match find(text) {
        Fences::None => Ok(None),
        Fences::Closed { front, .. } => Ok(Some(front.range())),
        _ => Err(()),
    }
}

enum Fences {
    None,
    Closed {
        front: Span,
        body_start: usize,
    },
    Unclosed {
        fence: Span,
    },
    /// TOML between two lines `+++`, but below other lines.
    Below {
        fence: Span,
        front: Span,
        body_start: usize,
    },
    /// TOML between lines `---`, which other programs put around YAML.
    Dashed {
        fence: Span,
        front: Span,
        body_start: usize,
    },
    /// TOML between lines of another number of signs, such as `++`.
    Miscounted {
        fence: Span,
        front: Span,
        body_start: usize,
    },
    Yaml {
        yaml: Span,
        body_start: usize,
    },
}

/// The lines of the front matter of `text`, in TOML or in YAML; none where it has none. One that is not closed reaches to
/// the end.
pub(super) fn front_lines(text: &str) -> Option<&str> {
    let span = match find(text) {
        Fences::None => return None,
        Fences::Closed { front, .. }
        | Fences::Below { front, .. }
        | Fences::Dashed { front, .. }
        | Fences::Miscounted { front, .. } => front,
        Fences::Yaml { yaml, .. } => yaml,
        Fences::Unclosed { fence } => Span::new(fence.end as usize..text.len()),
    };
    text.get(span.range())
}

fn find(text: &str) -> Fences {
    const DASHES: &str = "---";
    let mut lines = Lines { text, at: 0 };
    let Some((top, first)) = lines.find(|(_, line)| !line.is_empty()) else { return Fences::None };
    let start = lines.at;
    let fence = Span::new(top..top + FENCE.len());
    match first {
        FENCE => match lines.find(|(_, line)| *line == FENCE) {
            Some((end, _)) => Fences::Closed { front: Span::new(start..end), body_start: lines.at },
            None => Fences::Unclosed { fence },
        },
        DASHES => {
            let Some((_, second)) = lines.next() else { return Fences::None };
            let is_yaml = looks_like_yaml(second);
            if !is_yaml && !looks_like_toml(second) {
                return Fences::None;
            }
            match lines.find(|(_, line)| *line == DASHES || (*line == FENCE && !is_yaml)) {
                Some((end, _)) if is_yaml => {
                    Fences::Yaml { yaml: Span::new(start..end), body_start: lines.at }
                }
                Some((end, _)) => {
                    Fences::Dashed { fence, front: Span::new(start..end), body_start: lines.at }
                }
                None => Fences::None,
            }
        }
        _ if is_miscounted(first) => {
            let is_front = lines.next().is_some_and(|(_, line)| looks_like_toml(line));
            let end = lines.find(|(_, line)| *line == FENCE || is_miscounted(line)).filter(|_| is_front);
            end.map_or_else(
                || later(Lines { text, at: 0 }).unwrap_or(Fences::None),
                |(end, _)| Fences::Miscounted {
                    fence: Span::new(top..top + first.len()),
                    front: Span::new(start..end),
                    body_start: lines.at,
                },
            )
        }
        _ => later(Lines { text, at: 0 }).unwrap_or(Fences::None),
    }
}

/// Whether a line is meant as the one that begins or ends front matter, with too few or too many signs.
fn is_miscounted(line: &str) -> bool {
    let signs = line.bytes().filter(|byte| *byte == b'+').count();
    line != FENCE && (2..=8).contains(&signs) && line.bytes().all(|byte| matches!(byte, b'+' | b' '))
}

/// Front matter in the rest of a text, from `lines` on. An example in a block of code does not count.
fn later(mut lines: Lines<'_>) -> Option<Fences> {
    let mut code: Option<&str> = None;
    while let Some((top, line)) = lines.next() {
        let sign = ["```", "~~~"].into_iter().find(|sign| line.trim_start().starts_with(sign));
        match (code, sign) {
            (Some(open), Some(sign)) if open == sign => code = None,
            (None, Some(sign)) => code = Some(sign),
            _ => {}
        }
        if code.is_some() || line != FENCE {
            continue;
        }
        let start = lines.at;
        let is_front = lines.next().is_some_and(|(_, line)| looks_like_toml(line) || sets_a_switch(line));
        let Some((end, _)) = lines.find(|(_, line)| *line == FENCE).filter(|_| is_front) else { continue };
        let fence = Span::new(top..top + FENCE.len());
        return Some(Fences::Below { fence, front: Span::new(start..end), body_start: lines.at });
    }
    None
}

/// Whether a line reads `draft = true`.
fn sets_a_switch(line: &str) -> bool {
    line.split_once('=')
        .is_some_and(|(key, value)| is_bare_key(key.trim()) && matches!(value.trim(), "true" | "false"))
}

/// Whether a line reads `key = value` with a value in quotation marks or a list. A formula below a horizontal rule,
/// such as `x = 2`, is text.
fn looks_like_toml(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, value)| {
        is_bare_key(key.trim_end()) && value.trim_start().starts_with(['"', '\'', '['])
    })
}

/// Whether a line reads `key: value`. Above any other line, `---` is a horizontal rule.
fn looks_like_yaml(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| is_bare_key(key))
}

/// Whether `key` can be the key of a line: letters, digits, `_` and `-`.
fn is_bare_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// The advice to an author who wrote `yaml`: these lines in TOML if they are few and plain, else a general example.
fn toml_for(yaml: &str) -> Message {
    const SHOWN: usize = 12;
    const BYTES: usize = 600;
    let is_short = |lines: &Vec<String>| {
        (1..=SHOWN).contains(&lines.len()) && lines.iter().map(String::len).sum::<usize>() <= BYTES
    };
    match yaml::as_toml(yaml).filter(is_short) {
        Some(lines) => say!("write these lines instead: `+++`, `{lines}`, `+++`", lines = lines.join("`, `")),
        None => say!("write `+++` for `---`, and `title = \"…\"` for `title: …`"),
    }
}

/// The lines of a text, each with the byte at which it starts, and without white space at its end.
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
