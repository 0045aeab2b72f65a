//! The outline of a text in markdown: its headings by their level, the lines of its lists by how deep they stand, its
//! tables cell by cell. Markup that a reader of the page would not see (marks of emphasis,
//! comments, the addresses of links in items) is in no line.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::import::code::Coded;
use crate::import::file::Refusal;
use crate::import::normalised::Tally;
use crate::import::outline::lists::parted_by_codes;
use crate::import::outline::plain_text::{MOST_LINES, clean_value, too_many_lines};
use crate::import::outline::{CellPlace, LineKind, Outline, OutlineLine};
use crate::text::{Span, Spanned};

/// Whether `text` is written in markdown: it has a heading, or the line below the head of a table.
pub(in crate::import) fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| is_heading(line) || is_rule(line))
}

fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    (1..=6).contains(&level) && words.starts_with(' ') && !words.trim().is_empty()
}

/// Whether `line` parts the head of a table from its body.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains("---") && line.contains('|') && line.chars().all(|c| matches!(c, '-' | '|' | ':' | ' '))
}

/// `text` as lines.
///
/// # Errors
/// When there are more than [`MOST_LINES`].
pub(in crate::import) fn outline(text: &str, tally: &mut Tally) -> Result<Outline, Refusal> {
    let start = front_matter(text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = MarkdownReader {
        offset: start,
        tally,
        lines: Vec::new(),
        open: None,
        lists: Vec::new(),
        links: Vec::new(),
        marker: None,
        tables: 0,
        cell: None,
        is_hidden: false,
    };
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        reader.take(event, range);
        if reader.lines.len() > MOST_LINES {
            return Err(too_many_lines());
        }
    }
    reader.close();
    Ok(Outline { lines: reader.lines })
}

/// Where the text begins, behind front matter between `---` or `+++`.
fn front_matter(text: &str) -> usize {
    let Some(fence) = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence)) else { return 0 };
    let close = format!("\n{fence}");
    text.match_indices(&close).next().map_or(0, |(at, _)| at + close.len())
}

/// The lines of a paragraph, each with its place.
type ReadLines = Vec<(String, Range<usize>)>;

struct MarkdownReader<'t> {
    offset: usize,
    tally: &'t mut Tally,
    lines: Vec<OutlineLine>,
    /// The paragraph that is open, with its lines as far as they were read.
    open: Option<(LineKind, u8, ReadLines)>,
    /// The lists that are open: the number of the next item, in a numbered one.
    lists: Vec<Option<u64>>,
    /// The addresses of the links that are open.
    links: Vec<String>,
    /// The marker of an item whose text is not read yet.
    marker: Option<(LineKind, String)>,
    tables: u32,
    cell: Option<(u32, u32)>,
    is_hidden: bool,
}

impl MarkdownReader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text, range),
            Event::SoftBreak | Event::HardBreak => self.end_line(&range),
            Event::InlineHtml(html) if html.starts_with("<br") => self.end_line(&range),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.begin(LineKind::Heading, level as u8, range),
            Tag::Paragraph => {
                let (kind, depth) = self.form();
                self.begin(kind, depth, range);
            }
            Tag::Link { dest_url, .. } => self.links.push(dest_url.to_string()),
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
            }
            Tag::Item => {
                self.close();
                let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                    *next += 1;
                    *next - 1
                });
                let marker = number.map_or_else(String::new, |number| format!("{number}."));
                let kind = if number.is_some() { LineKind::Numbered } else { LineKind::Bullet };
                self.marker = Some((kind, marker));
            }
            Tag::Table(_) => {
                self.close();
                self.cell = Some((0, 0));
            }
            Tag::TableCell => self.begin(LineKind::Plain, 0, range),
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.close();
                self.is_hidden = matches!(tag, Tag::HtmlBlock);
                self.begin(LineKind::Plain, 0, range);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock => self.close(),
            TagEnd::Link => self.end_link(),
            TagEnd::HtmlBlock => {
                self.open = None;
                self.is_hidden = false;
            }
            TagEnd::TableCell => {
                self.close();
                if let Some((_, column)) = &mut self.cell {
                    *column += 1;
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some((row, column)) = &mut self.cell {
                    (*row, *column) = (*row + 1, 0);
                }
            }
            TagEnd::Table => {
                self.cell = None;
                self.tables += 1;
            }
            _ => {}
        }
    }

    /// The kind of a text that begins here, and how deep it stands: a further paragraph of an item within its list.
    fn form(&self) -> (LineKind, u8) {
        let lists = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        self.marker.as_ref().map_or((LineKind::Plain, lists), |(kind, _)| (*kind, lists.saturating_sub(1)))
    }

    /// Writes the address of the link that ends behind its words, in prose alone: an outcome is its words.
    fn end_link(&mut self) {
        let Some(address) = self.links.pop().filter(|_| self.cell.is_none()) else { return };
        let Some((LineKind::Plain, _, lines)) = &mut self.open else { return };
        let Some((words, _)) = lines.last_mut() else { return };
        if Coded::parse(words).is_none() && !words.ends_with(&address) {
            words.push_str(&format!(" ({address})"));
        }
    }

    fn begin(&mut self, kind: LineKind, depth: u8, range: Range<usize>) {
        self.close();
        self.open = Some((kind, depth, vec![(String::new(), range.start..range.start)]));
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.is_hidden {
            return;
        }
        if self.open.is_none() {
            // The text of an item in a list without blank lines has no paragraph of its own.
            let (kind, depth) = self.form();
            self.begin(kind, depth, range.clone());
        }
        if let Some((words, place)) = self.open.as_mut().and_then(|(_, _, lines)| lines.last_mut()) {
            if words.is_empty() {
                place.start = range.start;
            }
            words.push_str(text);
            place.end = range.end;
        }
    }

    /// The author ended a line, which may part two outcomes or nothing at all.
    fn end_line(&mut self, range: &Range<usize>) {
        if let Some((_, _, lines)) = &mut self.open {
            lines.push((String::new(), range.end..range.end));
        }
    }

    fn close(&mut self) {
        let Some((kind, depth, lines)) = self.open.take() else { return };
        let place = |range: Range<usize>| {
            Span::new(self.offset + range.start..self.offset + range.end.max(range.start))
        };
        let lines: Vec<_> = lines.into_iter().map(|(text, range)| Spanned::new(text, place(range))).collect();
        for line in parted_by_codes(lines) {
            self.line(kind, depth, &line.value, line.span);
        }
    }

    fn line(&mut self, kind: LineKind, depth: u8, text: &str, span: Span) {
        let text = clean_value(text, span, self.tally);
        if text.is_empty() {
            return;
        }
        let marker = self.marker.take().map(|(_, marker)| marker).unwrap_or_default();
        let cell = self.cell.map(|(row, column)| CellPlace { table: self.tables, row, column, span: 1 });
        if kind == LineKind::Plain && cell.is_none() {
            self.lines.push(OutlineLine::blank(span));
        }
        self.lines.push(OutlineLine { kind, marker, text, span, depth, cell });
    }
}
