//! The lines below a heading as the items of a list, or as paragraphs. Every line that is not blank and no page
//! number ends up in exactly one entry.

use crate::import::code::{self, Coded};
use crate::import::draft::{DocumentText, ListEntry, ListLine};
use crate::import::normalised::{Normalised, Tally};
use crate::import::outline::{LineKind, OutlineLine};
use crate::text::{Span, Spanned};

/// How a document shows that a line is an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum ListStyle {
    /// By a bullet.
    Bulleted,
    /// Not at all: the bullets were lost when the text was copied, and each line is an item.
    Unmarked,
}

/// A wrapped line is at least this long: what is shorter would have held the next word.
const WRAPPED_LINE: usize = 60;

/// The `lines` as items of a list, with prose where a line is no item.
pub(in crate::import) fn parse_list(
    lines: &[OutlineLine],
    style: ListStyle,
    tally: &mut Tally,
) -> Vec<ListEntry<ListLine>> {
    let mut parser = ListParser::default();
    let top =
        lines.iter().filter(|line| line.kind == LineKind::Bullet).map(|line| line.depth).min().unwrap_or(0);
    for line in lines {
        match line.kind {
            LineKind::Blank => parser.blank(line),
            LineKind::PageNumber => tally.add(Normalised::PageNumber, line.span),
            LineKind::Bullet if line.depth > top && parser.has_item() => {
                tally.add(Normalised::NestedBullet, line.span);
                parser.detail(line);
            }
            LineKind::Bullet | LineKind::Numbered => parser.item(line, tally),
            LineKind::Plain | LineKind::Heading if parser.is_continued_by(line, style) => {
                tally.add(Normalised::WrappedLine, line.span);
                parser.join(line);
            }
            LineKind::Plain | LineKind::Heading => match style {
                ListStyle::Bulleted => parser.push(ListEntry::Prose(text(line)), line),
                ListStyle::Unmarked => parser.item(line, tally),
            },
        }
    }
    parser.into_lines()
}

/// The `lines` as paragraphs that blank lines part; bullets in it stay items.
pub(in crate::import) fn parse_paragraphs(lines: &[OutlineLine]) -> Vec<ListEntry<DocumentText>> {
    let mut parser = ListParser::default();
    for line in lines {
        match line.kind {
            LineKind::Blank => parser.blank(line),
            LineKind::Bullet => parser.push(ListEntry::Item(text(line)), line),
            LineKind::Plain if parser.open.is_some() => parser.join(line),
            _ => parser.push(ListEntry::Prose(Spanned::new(line.whole_text(), line.span)), line),
        }
    }
    parser.entries.retain(|entry| !entry_text(entry).value.is_empty());
    parser.entries
}

/// The `lines` as prose, one paragraph per line, since the form of unknown text may matter; bullets stay items.
pub(in crate::import) fn parse_verbatim(
    lines: &[OutlineLine],
    tally: &mut Tally,
) -> Vec<ListEntry<DocumentText>> {
    let mut entries = Vec::new();
    for line in lines {
        match line.kind {
            LineKind::Blank => {}
            LineKind::PageNumber => tally.add(Normalised::PageNumber, line.span),
            LineKind::Bullet => entries.push(ListEntry::Item(text(line))),
            _ => entries.push(ListEntry::Prose(Spanned::new(line.whole_text(), line.span))),
        }
    }
    entries.retain(|entry| !entry_text(entry).value.is_empty());
    entries
}

/// The text of an item or of a paragraph.
pub(in crate::import) fn entry_text(entry: &ListEntry<DocumentText>) -> &DocumentText {
    match entry {
        ListEntry::Item(text) | ListEntry::Prose(text) => text,
    }
}

/// Whether `line` goes on with the sentence that stood on the line before it, `last`.
pub(in crate::import) fn continues_sentence(last: &str, line: &str, style: ListStyle) -> bool {
    let goes_on = line.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | ')' | ',' | ';' | '…'));
    let is_full = || last.chars().count() >= WRAPPED_LINE && !last.ends_with(['.', '!', '?', ':']);
    let is_open = || last.matches('(').count() > last.matches(')').count() || last.ends_with([',', '-']);
    goes_on || last.is_empty() || (style == ListStyle::Bulleted && (is_full() || is_open()))
}

#[derive(Default)]
struct ListParser<'a> {
    entries: Vec<ListEntry<DocumentText>>,
    /// The last line of the last entry, when that may go on in the next line.
    open: Option<&'a str>,
    /// The first blank line since the last entry.
    blank: Option<Span>,
    /// The lines below items, each with the place of its item.
    details: Vec<(usize, DocumentText)>,
}

impl<'a> ListParser<'a> {
    fn has_item(&self) -> bool {
        matches!(self.entries.last(), Some(ListEntry::Item(_)))
    }

    fn detail(&mut self, line: &'a OutlineLine) {
        self.details.push((self.entries.len().saturating_sub(1), text(line)));
        self.open = None;
        self.blank = None;
    }

    /// The entries that have a text, each item with the lines below it.
    fn into_lines(self) -> Vec<ListEntry<ListLine>> {
        let mut details = self.details.into_iter().peekable();
        let mut lines = Vec::with_capacity(self.entries.len());
        for (at, entry) in self.entries.into_iter().enumerate() {
            let mut own = Vec::new();
            while let Some((_, detail)) = details.next_if(|(item, _)| *item == at) {
                own.push(detail);
            }
            if entry_text(&entry).value.is_empty() && own.is_empty() {
                continue;
            }
            lines.push(match entry {
                ListEntry::Item(text) => ListEntry::Item(ListLine { text, details: own }),
                ListEntry::Prose(text) => ListEntry::Prose(text),
            });
        }
        lines
    }

    fn blank(&mut self, line: &OutlineLine) {
        // A bullet whose text was pasted on a line of its own waits for it.
        self.open = self.open.filter(|last| last.is_empty());
        self.blank = self.blank.or(Some(line.span));
    }

    fn item(&mut self, line: &'a OutlineLine, tally: &mut Tally) {
        if let (Some(span), Some(ListEntry::Item(_))) = (self.blank, self.entries.last()) {
            tally.add(Normalised::BlankLineInList, span);
        }
        self.push(ListEntry::Item(text(line)), line);
    }

    fn push(&mut self, entry: ListEntry<DocumentText>, line: &'a OutlineLine) {
        self.entries.push(entry);
        self.open = Some(&line.text);
        self.blank = None;
    }

    fn is_continued_by(&self, line: &OutlineLine, style: ListStyle) -> bool {
        self.open.is_some_and(|last| continues_sentence(last, &line.text, style))
    }

    fn join(&mut self, line: &'a OutlineLine) {
        self.open = Some(&line.text);
        if let Some(ListEntry::Item(text) | ListEntry::Prose(text)) = self.entries.last_mut() {
            join_line(text, line);
        }
    }
}

/// The `lines` of one paragraph as the texts that they are: lines that begin with codes, `K1: …` and `K2: …`, are a text
/// each, all others go on with the one before.
pub(in crate::import) fn parted_by_codes(lines: Vec<DocumentText>) -> Vec<DocumentText> {
    let coded: Vec<Option<Coded>> = lines.iter().map(|line| Coded::parse(&line.value)).collect();
    let used = code::schemes(coded.iter().map(|coded| (0, coded.as_ref())));
    let mut texts: Vec<DocumentText> = Vec::new();
    for (line, coded) in lines.into_iter().zip(coded) {
        let begins = coded.is_some_and(|coded| used.contains(&coded.scheme()));
        match texts.last_mut().filter(|_| !begins) {
            Some(text) => {
                text.value.push(' ');
                text.value.push_str(&line.value);
                text.span.end = text.span.end.max(line.span.end);
            }
            None => texts.push(line),
        }
    }
    texts
}

/// `text` with `line` behind it.
pub(in crate::import) fn join_line(text: &mut DocumentText, line: &OutlineLine) {
    if text.value.is_empty() {
        text.span = line.span;
    } else {
        text.value.push(' ');
        text.span.end = line.span.end;
    }
    text.value.push_str(&line.text);
}

fn text(line: &OutlineLine) -> DocumentText {
    Spanned::new(line.text.clone(), line.span)
}
