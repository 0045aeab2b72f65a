//! Writes the runs of a line as markdown. Runs that share a link or a form stand between the same signs, the signs of
//! the widest outside.
//!
//! Markdown has forms that cannot be written with its signs: in `**"Stop"**pen` the second pair would open and not
//! close. The written line is therefore read again, and where that does not give the runs back, it is written
//! with `<strong>` and `<em>` instead.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::import::course::text::{PictureSource, Run, RunContent};
use crate::syntax::MARKDOWN;
use crate::text::{escape_html, escape_markdown, escape_markdown_piece};

/// Where a line stands, which decides how it breaks and what would mean something at its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinePlace {
    /// In a paragraph.
    Paragraph,
    /// In a heading, behind its number signs.
    Heading,
    /// In a cell of a table.
    Cell,
}

/// How forms are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signs {
    Markdown,
    Html,
}

/// The looks that runs may share, the widest first.
#[derive(Debug, Clone, Copy)]
enum Shared {
    Link,
    Strong,
    Emphasis,
    Struck,
    Raised,
    Lowered,
    Code,
}

const SHARED: [Shared; 7] = [
    Shared::Link,
    Shared::Strong,
    Shared::Emphasis,
    Shared::Struck,
    Shared::Raised,
    Shared::Lowered,
    Shared::Code,
];

/// `runs`, which are tidy, as markdown. `notes` are the notes that were referred to so far.
pub(super) fn line(runs: &[Run], place: LinePlace, notes: &mut Vec<usize>) -> String {
    let written = |signs, notes: &mut Vec<usize>| {
        let mut writer = Writer { out: String::new(), place, signs, notes };
        writer.group(runs, 0);
        writer.out
    };
    let plain = written(Signs::Markdown, notes);
    let is_right = reads_back(&plain, runs, place, notes);
    let line = if is_right { plain } else { written(Signs::Html, notes) };
    match place {
        LinePlace::Cell => line.replace('|', "\\|"),
        LinePlace::Paragraph | LinePlace::Heading => line,
    }
}

/// `runs` as HTML, for a table that markdown cannot hold.
pub(super) fn html(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let words = match &run.content {
            RunContent::Words(words) => escape_html(words),
            RunContent::Break => "<br>".to_owned(),
            RunContent::Picture { .. } | RunContent::Note(_) => continue,
        };
        let format = run.format;
        let tags = [
            (format.strong, "strong"),
            (format.emphasis, "em"),
            (format.struck, "del"),
            (format.raised, "sup"),
            (format.lowered, "sub"),
            (format.code, "code"),
        ];
        let tags = tags.iter().filter(|(has, _)| *has).map(|(_, tag)| tag);
        out.push_str(&tags.fold(words, |inside, tag| format!("<{tag}>{inside}</{tag}>")));
    }
    out
}

struct Writer<'n> {
    out: String,
    place: LinePlace,
    signs: Signs,
    notes: &'n mut Vec<usize>,
}

impl Writer<'_> {
    /// Writes `runs`, of which what stands before `depth` in [`SHARED`] is written already.
    fn group(&mut self, runs: &[Run], depth: usize) {
        let Some(shared) = SHARED.get(depth) else {
            runs.iter().for_each(|run| self.piece(run));
            return;
        };
        for part in runs.chunk_by(|a, b| shared.is_same(a, b)) {
            if shared.is_in(&part[0]) {
                self.between_signs(*shared, part, depth);
            } else {
                self.group(part, depth + 1);
            }
        }
    }

    fn between_signs(&mut self, shared: Shared, part: &[Run], depth: usize) {
        let (open, close) = match (shared, self.signs) {
            (Shared::Link, _) => return self.link(part, depth),
            (Shared::Code, _) => return self.code(part),
            (Shared::Strong, Signs::Markdown) => ("**", "**"),
            (Shared::Emphasis, Signs::Markdown) => ("*", "*"),
            (Shared::Struck, Signs::Markdown) => ("~~", "~~"),
            (Shared::Strong, Signs::Html) => ("<strong>", "</strong>"),
            (Shared::Emphasis, Signs::Html) => ("<em>", "</em>"),
            (Shared::Struck, Signs::Html) => ("<del>", "</del>"),
            (Shared::Raised, _) => ("<sup>", "</sup>"),
            (Shared::Lowered, _) => ("<sub>", "</sub>"),
        };
        self.out.push_str(open);
        self.group(part, depth + 1);
        self.out.push_str(close);
    }

    fn link(&mut self, part: &[Run], depth: usize) {
        let target = part[0].link.as_deref().map(encoded).unwrap_or_default();
        if let [Run { content: RunContent::Words(words), format, .. }] = part
            && *format == super::text::Format::default()
        {
            let is_address = target.starts_with("http://") || target.starts_with("https://");
            let is_shown = words == &target && !target.contains('*');
            if (is_address && is_shown) || target.strip_prefix("mailto:") == Some(words) {
                self.out.push_str(&format!("<{words}>"));
                return;
            }
        }
        self.guard_exclamation();
        self.out.push('[');
        self.group(part, depth + 1);
        self.out.push_str(&format!("]({target})"));
    }

    /// An exclamation mark before a bracket would make a picture of a link.
    fn guard_exclamation(&mut self) {
        if self.out.ends_with('!') {
            self.out.pop();
            self.out.push_str("\\!");
        }
    }

    fn code(&mut self, part: &[Run]) {
        let words: String = part
            .iter()
            .map(|run| match &run.content {
                RunContent::Words(words) => words.as_str(),
                RunContent::Break | RunContent::Picture { .. } | RunContent::Note(_) => " ",
            })
            .collect();
        let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let space = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
        self.out.push_str(&format!("{fence}{space}{words}{space}{fence}"));
    }

    fn piece(&mut self, run: &Run) {
        match &run.content {
            RunContent::Words(words) => {
                let before = self.out.chars().next_back().filter(|c| *c != '\n');
                let before = match self.place {
                    LinePlace::Paragraph => before,
                    LinePlace::Heading | LinePlace::Cell => before.or(Some(' ')),
                };
                self.out.push_str(&escape_markdown_piece(words, before));
            }
            RunContent::Break => self.out.push_str(match self.place {
                LinePlace::Paragraph => "\\\n",
                LinePlace::Heading => " ",
                LinePlace::Cell => "<br>",
            }),
            RunContent::Picture { source, alternative } => {
                let address = match source {
                    PictureSource::Address(address) => encoded(address),
                    PictureSource::Inside(at) => format!("{}", at + 1),
                };
                self.out.push_str(&format!("![{}]({address})", escape_markdown(alternative)));
            }
            RunContent::Note(note) => {
                let known = self.notes.iter().position(|known| known == note);
                let at = known.unwrap_or_else(|| {
                    self.notes.push(*note);
                    self.notes.len() - 1
                });
                if self.signs == Signs::Html {
                    self.guard_exclamation();
                }
                self.out.push_str(&format!("[^{}]", at + 1));
            }
        }
    }
}

impl Shared {
    fn is_in(self, run: &Run) -> bool {
        let format = run.format;
        match self {
            Self::Link => run.link.is_some(),
            Self::Strong => format.strong,
            Self::Emphasis => format.emphasis,
            Self::Struck => format.struck,
            Self::Raised => format.raised,
            Self::Lowered => format.lowered,
            Self::Code => format.code,
        }
    }

    fn is_same(self, a: &Run, b: &Run) -> bool {
        match self {
            Self::Link => a.link == b.link,
            _ => self.is_in(a) == self.is_in(b),
        }
    }
}

/// `address` with the signs in another form that would end it.
fn encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' => encoded.push_str("%20"),
            '(' => encoded.push_str("%28"),
            ')' => encoded.push_str("%29"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            '\\' => encoded.push_str("%5C"),
            c if c.is_control() || c.is_whitespace() => {}
            c => encoded.push(c),
        }
    }
    encoded
}

/// A letter that is seen, and what is to be seen of it.
#[derive(Debug, PartialEq, Eq)]
struct SeenLetter {
    letter: char,
    strong: bool,
    emphasis: bool,
    struck: bool,
    code: bool,
    link: Option<String>,
}

/// Stand for what is no letter.
const BREAK: char = '\u{1}';
const PICTURE: char = '\u{2}';
const NOTE: char = '\u{3}';

/// Whether `line` reads as `runs` when it is parsed as pages are.
fn reads_back(line: &str, runs: &[Run], place: LinePlace, notes: &[usize]) -> bool {
    let heading = if place == LinePlace::Heading { "## " } else { "" };
    let text = format!("{heading}{line}\n\n{}", definitions(runs, notes));
    let mut wanted = Vec::new();
    for run in runs {
        let seen = |letter| SeenLetter {
            letter,
            strong: run.format.strong,
            emphasis: run.format.emphasis,
            struck: run.format.struck,
            code: run.format.code,
            link: run.link.as_deref().map(encoded),
        };
        match &run.content {
            RunContent::Words(words) => {
                wanted.extend(words.chars().filter(|c| !c.is_whitespace()).map(seen));
            }
            RunContent::Break if place == LinePlace::Paragraph => wanted.push(seen(BREAK)),
            RunContent::Break => {}
            RunContent::Picture { .. } => wanted.push(seen(PICTURE)),
            RunContent::Note(_) => wanted.push(seen(NOTE)),
        }
    }
    // Where a break or a note stands between two pieces, its own form is not seen.
    let form_of_signs = |letters: &mut Vec<SeenLetter>| {
        for seen in letters.iter_mut().filter(|seen| matches!(seen.letter, BREAK | NOTE)) {
            *seen = SeenLetter {
                letter: seen.letter,
                strong: false,
                emphasis: false,
                struck: false,
                code: false,
                link: None,
            };
        }
    };
    let Some(mut found) = seen(&text) else { return false };
    form_of_signs(&mut found);
    form_of_signs(&mut wanted);
    found == wanted
}

/// A definition for each note of `runs`; without one, its sign is text.
fn definitions(runs: &[Run], notes: &[usize]) -> String {
    let number = |run: &Run| match &run.content {
        RunContent::Note(note) => notes.iter().position(|known| known == note),
        RunContent::Words(_) | RunContent::Break | RunContent::Picture { .. } => None,
    };
    runs.iter().filter_map(number).map(|at| format!("[^{}]: x\n\n", at + 1)).collect()
}

/// The letters that are seen of the one paragraph or heading in `text`; none when it is more than that.
fn seen(text: &str) -> Option<Vec<SeenLetter>> {
    let mut letters = Vec::new();
    let (mut strong, mut emphasis, mut struck, mut blocks) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut in_picture, mut in_note) = (0_usize, false);
    let mut links: Vec<String> = Vec::new();
    for event in Parser::new_ext(text, MARKDOWN) {
        let mut see = |words: &str, code| {
            let look = |letter| SeenLetter {
                letter,
                strong: strong > 0,
                emphasis: emphasis > 0,
                struck: struck > 0,
                code,
                link: links.last().cloned(),
            };
            if in_picture == 0 && !in_note {
                letters.extend(words.chars().filter(|c| !c.is_whitespace()).map(look));
            }
        };
        match event {
            Event::Text(words) => see(&words, false),
            Event::Code(words) => see(&words, true),
            Event::HardBreak => see(&BREAK.to_string(), false),
            Event::FootnoteReference(_) => see(&NOTE.to_string(), false),
            Event::SoftBreak | Event::InlineHtml(_) => {}
            Event::Start(Tag::FootnoteDefinition(_)) => in_note = true,
            Event::End(TagEnd::FootnoteDefinition) => in_note = false,
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => blocks += usize::from(!in_note),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => {}
            Event::Start(Tag::Strong) => strong += 1,
            Event::End(TagEnd::Strong) => strong -= 1,
            Event::Start(Tag::Emphasis) => emphasis += 1,
            Event::End(TagEnd::Emphasis) => emphasis -= 1,
            Event::Start(Tag::Strikethrough) => struck += 1,
            Event::End(TagEnd::Strikethrough) => struck -= 1,
            Event::Start(Tag::Image { .. }) => {
                see(&PICTURE.to_string(), false);
                in_picture += 1;
            }
            Event::End(TagEnd::Image) => in_picture -= 1,
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let email = if link_type == LinkType::Email { "mailto:" } else { "" };
                links.push(format!("{email}{dest_url}"));
            }
            Event::End(TagEnd::Link) => drop(links.pop()),
            _ => return None,
        }
    }
    (blocks == 1).then_some(letters)
}
