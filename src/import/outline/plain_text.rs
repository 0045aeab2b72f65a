//! The outline of a plain text, as a word processor or a PDF viewer gives it. Every character that a reader can see
//! is in a line's text or in its marker; what was left out besides is counted.

use crate::diagnostics::say;
use crate::import::file::Refusal;
use crate::import::normalised::{Normalised, Tally};
use crate::import::outline::{LineKind, Outline, OutlineLine};
use crate::text::Span;

/// A profile has a thousand; each takes a kilobyte of memory until it is written.
pub(in crate::import) const MOST_LINES: usize = 100_000;

/// `text` as lines; what was normalised is counted in `tally`.
///
/// # Errors
/// When there are more than [`MOST_LINES`].
pub(in crate::import) fn outline(text: &str, tally: &mut Tally) -> Result<Outline, Refusal> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches('\n').trim_end_matches('\r');
        parse_pieces(content, start, &mut lines, tally);
        start += line.len();
        if lines.len() > MOST_LINES {
            return Err(too_many_lines());
        }
    }
    Ok(Outline { lines })
}

/// The refusal of a document with more than [`MOST_LINES`].
pub(in crate::import) fn too_many_lines() -> Refusal {
    Refusal::too_large(say!("it has more than 100,000 lines"))
}

/// A line of the file is mostly one line of the outline, but a page break or Word's own line break in it
/// parts it. A break at its very start parts nothing.
fn parse_pieces(content: &str, start: usize, lines: &mut Vec<OutlineLine>, tally: &mut Tally) {
    let mut offset = start;
    let pieces: Vec<&str> = content.split_inclusive(is_break).collect();
    if pieces.is_empty() {
        lines.push(line("", offset, tally));
    }
    let several = pieces.len() > 1;
    for piece in pieces {
        if lines.len() > MOST_LINES {
            return;
        }
        let text = piece.trim_end_matches(is_break);
        if !(several && text.trim().is_empty()) {
            lines.push(line(text, offset, tally));
        }
        offset += piece.len();
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The line `raw`, which starts at byte `start`.
pub(in crate::import) fn line(raw: &str, start: usize, tally: &mut Tally) -> OutlineLine {
    let blank_before = raw.len() - raw.trim_start_matches(is_skipped).len();
    let body = raw.trim_matches(is_skipped);
    let start = start + blank_before;
    if body.is_empty() {
        return OutlineLine {
            kind: LineKind::Blank,
            marker: String::new(),
            text: String::new(),
            span: Span::at(start),
            depth: 0,
            cell: None,
        };
    }
    count_ends(raw, body, start, tally);
    let (kind, marker_len) = if is_page_number(body) { (LineKind::PageNumber, 0) } else { marker(body) };
    let (marker, rest) = body.split_at(marker_len);
    let rest_start = start + marker_len + (rest.len() - rest.trim_start_matches(is_skipped).len());
    let rest = rest.trim_start_matches(is_skipped);
    let text = clean(rest, |at| Span::new(rest_start + at.start..rest_start + at.end), tally);
    let kind = if kind == LineKind::Plain && is_shouted(&text) { LineKind::Heading } else { kind };
    let span = Span::new(rest_start..rest_start + rest.len());
    // Two spaces, or a tab, are the least by which people indent a list below another one.
    let indent =
        raw.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>();
    let depth = if kind == LineKind::Heading { 1 } else { u8::try_from(indent / 2).unwrap_or(u8::MAX) };
    OutlineLine { kind, marker: marker.to_owned(), text, span, depth, cell: None }
}

/// Counts the white space and the invisible characters around `body`, which starts at byte `start`.
fn count_ends(raw: &str, body: &str, start: usize, tally: &mut Tally) {
    let before = &raw[..raw.len() - raw.trim_start_matches(is_skipped).len()];
    let after = &raw[before.len() + body.len()..];
    let span = Span::new(start..start + body.len());
    if after.contains('\t') {
        tally.add(Normalised::TabsAtEnd, span);
    } else if before.chars().chain(after.chars()).any(char::is_whitespace) {
        tally.add(Normalised::SpacesAround, span);
    }
    for _ in before.chars().chain(after.chars()).filter(|c| is_invisible(*c)) {
        tally.add(Normalised::InvisibleCharacter, span);
    }
}

/// A value that stands at `span` with other signs, as the text of a line is written.
pub(in crate::import) fn clean_value(raw: &str, span: Span, tally: &mut Tally) -> String {
    let body = raw.trim_matches(is_skipped);
    if raw.trim_start_matches(is_skipped).get(body.len()..).is_some_and(|end| end.contains('\t')) {
        tally.add(Normalised::TabsAtEnd, span);
    } else if body.len() < raw.len() {
        tally.add(Normalised::SpacesAround, span);
    }
    clean(body, |_| span, tally)
}

/// `raw` with single spaces between its words and without invisible characters; `place` says where a byte of
/// it stands.
fn clean(raw: &str, place: impl Fn(std::ops::Range<usize>) -> Span, tally: &mut Tally) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut gap = Gap::default();
    for (at, c) in raw.char_indices() {
        let span = place(at..at + c.len_utf8());
        if c.is_whitespace() {
            gap.push(c, span, tally);
        } else if is_invisible(c) {
            tally.add(Normalised::InvisibleCharacter, span);
        } else {
            if gap.length > 0 {
                text.push(' ');
                gap = Gap::default();
            }
            text.push(c);
        }
    }
    text
}

/// The white space between two words, as far as it was read.
#[derive(Default)]
struct Gap {
    length: usize,
    last: Option<char>,
}

impl Gap {
    fn push(&mut self, c: char, span: Span, tally: &mut Tally) {
        self.length += 1;
        let before = self.last.replace(c);
        match c {
            '\n' if before == Some('\r') => {}
            '\n' => tally.add(Normalised::LineBreakWithin, span),
            c if is_break(c) => tally.add(Normalised::LineBreakWithin, span),
            // Spaces that indent the next line are no doubled space.
            _ if before.is_some_and(|c| c == '\n' || is_break(c)) => {}
            '\t' => tally.add(Normalised::TabWithin, span),
            '\u{a0}' | '\u{2007}' | '\u{202f}' => tally.add(Normalised::NoBreakSpace, span),
            _ if self.length == 2 => tally.add(Normalised::DoubledSpace, span),
            _ => {}
        }
    }
}

fn is_skipped(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Characters that no reader sees: soft hyphens, zero-width spaces, marks of direction, controls. The joiners
/// U+200C and U+200D are not among them, since some scripts are spelled with them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
        || (c.is_control() && !c.is_whitespace())
}

/// The mark before `body`, and how many bytes it takes.
fn marker(body: &str) -> (LineKind, usize) {
    let mut chars = body.chars();
    let Some(first) = chars.next() else { return (LineKind::Plain, 0) };
    let next = chars.next();
    let spaced = next.is_none_or(char::is_whitespace);
    let bullet = match first {
        // U+F0B7 and U+F0A7 are the bullets of Word's Symbol font, copied without it.
        '·' | '•' | '▪' | '‣' | '◦' | '●' | '○' | '■' | '□' | '►' | '➢' | '✓' | '\u{f0b7}' | '\u{f0a7}'
        | '\u{f0d8}' => true,
        // A dash may stand against its text (`-Werkt`), but `-cultuur` is the end of a parted word.
        '-' | '–' | '—' => spaced || next.is_some_and(char::is_uppercase),
        '*' | '+' => spaced && next.is_some(),
        // The letters of Word's second-level bullets, only before a tab.
        'o' | '§' | 'ü' | 'Ø' => next == Some('\t'),
        _ => false,
    };
    if bullet {
        return (LineKind::Bullet, first.len_utf8());
    }
    match numbering(body) {
        Some(len) => (LineKind::Numbered, len),
        None => (LineKind::Plain, 0),
    }
}

/// The length of `1.`, `2)`, `2.1`, `a.` or `II.` at the start of `body`, where text follows.
fn numbering(body: &str) -> Option<usize> {
    let (label, rest) = body.split_once(char::is_whitespace)?;
    let following = rest.trim_start().chars().next()?;
    let name = label.strip_suffix(['.', ')']);
    let parts_are_numbers = |text: &str| text.split('.').all(|part| is_number(part, 3));
    let fits = match name {
        Some(name) => parts_are_numbers(name) || is_letter(name) || is_roman(name),
        // `3.5 ton` is no numbering, `2.1 Opsomming` is.
        None => label.contains('.') && parts_are_numbers(label) && following.is_uppercase(),
    };
    fits.then_some(label.len())
}

fn is_number(text: &str, digits: usize) -> bool {
    (1..=digits).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_letter(text: &str) -> bool {
    text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_roman(text: &str) -> bool {
    (1..=4).contains(&text.len())
        && text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'i' | b'v' | b'x'))
}

/// Whether `body` is nothing but `12`, `- 12 -`, `3/12`, `Pagina 3 van 12`, `p. 3` or `blz. 3`.
fn is_page_number(body: &str) -> bool {
    if body.len() > 40 {
        return false;
    }
    let lower = body.to_lowercase();
    let bare = lower.trim_matches(['-', '–', ' ', '\t']);
    let bare =
        ["pagina", "blz.", "p."].iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare).trim();
    let mut numbers = bare.split("van").flat_map(|part| part.split('/')).map(str::trim);
    numbers.clone().count() <= 2 && numbers.all(|part| is_number(part, 4))
}

/// Whether a line all in capitals is long enough to be a heading and not an abbreviation.
fn is_shouted(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 5 && letters().all(char::is_uppercase) && !text.ends_with(['.', ',', ';'])
}
