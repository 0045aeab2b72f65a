//! Repairs the slips in a TOML text that would hide the lines below them: lists that are not closed, and invisible
//! characters.
//!
//! ```text
//! a = ["x"         a = ["x"
//! b = 1            ]
//!                  b = 1
//! ```
//!
//! A list is closed where the next line is plainly an entry or the name of a table; an invisible character becomes as
//! many spaces as it has bytes. The TOML reader then works on the repaired text, and `Mended::original` translates
//! its offsets back to the author's. Texts between quotes and comments stay as they are.

use std::ops::Range;

use super::toml_mistake::Mistake;
use crate::diagnostics::say;
use crate::text::is_invisible;

/// The text that closes a list. It begins a line, since the last text of the list may not be closed either.
const CLOSE: &str = "\n]";

/// A repaired text, and the mistakes that were repaired in it.
#[derive(Debug, Default)]
pub(super) struct Mended {
    pub(super) text: String,
    pub(super) mistakes: Vec<(Range<usize>, Mistake)>,
    /// The offsets in the original at which each [`CLOSE`] was inserted, in order.
    inserted: Vec<usize>,
}

impl Mended {
    /// The offset in the original of byte `at` of the mended text.
    pub(super) fn original(&self, at: usize) -> usize {
        // The byte of the mended text at which an insertion begins grows with its number.
        let (mut low, mut high) = (0, self.inserted.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.inserted[middle] + middle * CLOSE.len() < at { low = middle + 1 } else { high = middle }
        }
        let before = low.checked_sub(1).map_or(0, |last| self.inserted[last]);
        at.saturating_sub(low * CLOSE.len()).max(before)
    }
}

/// Closes the lists of `text` and replaces its invisible characters by spaces.
pub(super) fn mended(text: &str) -> Mended {
    let mut scanner = Scanner {
        text,
        at: 0,
        open: Vec::new(),
        last: 0,
        before: b'\n',
        edits: Vec::new(),
        mistakes: Vec::new(),
    };
    scanner.run();
    let Scanner { mut edits, mistakes, .. } = scanner;
    edits.sort_by_key(|range| (range.start, range.end));
    let mut out = Mended { mistakes, ..Mended::default() };
    let mut copied = 0;
    for edit in edits {
        out.text.push_str(&text[copied..edit.start]);
        copied = edit.end;
        if edit.is_empty() {
            out.inserted.push(edit.start);
            out.text.push_str(CLOSE);
        } else {
            out.text.extend(std::iter::repeat_n(' ', edit.len()));
        }
    }
    out.text.push_str(&text[copied..]);
    out
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// The brackets and braces that are open.
    open: Vec<u8>,
    /// The end of the last token that is neither white space nor a comment.
    last: usize,
    /// Its last byte; a line break where an entry begins.
    before: u8,
    /// The ranges to replace by spaces; an empty range stands where a list is to be closed.
    edits: Vec<Range<usize>>,
    mistakes: Vec<(Range<usize>, Mistake)>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            match c {
                '\n' => self.line_break(),
                ' ' | '\t' | '\r' => self.at += 1,
                '#' => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
                '"' | '\'' => self.passed(string_length(self.rest())),
                '[' | '{' if self.opens() => {
                    self.open.push(c as u8);
                    self.passed(1);
                }
                ']' | '}' => {
                    let opening = if c == ']' { b'[' } else { b'{' };
                    self.open.pop_if(|open| *open == opening);
                    self.passed(1);
                }
                c if is_invisible(c) => self.make_space(c),
                c => self.passed(c.len_utf8()),
            }
        }
        self.close_lists();
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn passed(&mut self, length: usize) {
        self.at += length;
        self.last = self.at;
        self.before = self.text.as_bytes()[self.at - 1];
    }

    /// Whether a bracket here begins a value: within a text without quotes it does not, nor in a table's name.
    fn opens(&self) -> bool {
        self.before == b'=' || (!self.open.is_empty() && matches!(self.before, b'[' | b'{' | b','))
    }

    fn line_break(&mut self) {
        self.at += 1;
        if self.open.last() == Some(&b'[') && begins_entry(self.rest().lines().next().unwrap_or_default()) {
            self.close_lists();
        }
        if self.open.is_empty() {
            self.before = b'\n';
        }
    }

    /// Closes the lists that are open; where a table within braces is open too, nobody knows where it ends.
    fn close_lists(&mut self) {
        if self.open.is_empty() || self.open.contains(&b'{') {
            return;
        }
        let end = self.last..self.last;
        self.edits.extend(self.open.drain(..).map(|_| end.clone()));
        let mistake = Mistake::new(say!("this list is not closed"), say!("put `]` at its end"));
        self.mistakes.push((end, mistake));
    }

    fn make_space(&mut self, c: char) {
        let range = self.at..self.at + c.len_utf8();
        self.at = range.end;
        let mistake = match c {
            '\u{a0}' => Mistake::habit(
                say!("an invisible character (a non-breaking space) stands here"),
                say!("type a space in its place"),
            ),
            c if c.is_whitespace() => Mistake::habit(
                say!("a space of an unusual kind stands here"),
                say!("type an ordinary space in its place"),
            ),
            _ => Mistake::habit(
                say!("an invisible character stands here"),
                say!("take it out, and type again what stands around it"),
            ),
        };
        self.edits.push(range.clone());
        self.mistakes.push((range, mistake));
    }
}

/// The length of the text between quotes with which `rest` begins; without a second quote it ends with the line.
fn string_length(rest: &str) -> usize {
    let quote = &rest[..1];
    let long = quote.repeat(3);
    if let Some(inside) = rest.strip_prefix(long.as_str()) {
        return inside.find(long.as_str()).map_or(rest.len(), |at| at + 2 * long.len());
    }
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '\n' | '\r' => return at,
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = quote == "\"",
            c if quote.starts_with(c) => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Whether `line` begins with `name =` or is a table's name `[name]`, neither of which a list can have in it.
fn begins_entry(line: &str) -> bool {
    let line = line.trim();
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if let Some(name) = line.strip_prefix('[') {
        let name = name.trim_start_matches('[').split(']').next().unwrap_or_default().trim();
        let is_value = matches!(name, "true" | "false" | "inf" | "nan") || name.parse::<f64>().is_ok();
        return !name.is_empty() && name.chars().all(is_of_name) && !is_value;
    }
    let name = match line.chars().next() {
        Some('"' | '\'') => string_length(line),
        _ => line.find(|c| !is_of_name(c)).unwrap_or(line.len()),
    };
    name > 0 && line[name..].trim_start().starts_with('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_closed_where_the_next_entry_begins() {
        for (text, expected) in [
            ("a = [\"x\"\nb = 1\n", "a = [\"x\"\n]\nb = 1\n"),
            ("a = [\"x\", # y\n\n[t]\n", "a = [\"x\",\n] # y\n\n[t]\n"),
            ("a = [[\"x\"\n[[t]]\n", "a = [[\"x\"\n]\n]\n[[t]]\n"),
            ("a = [\"x\nb = 1", "a = [\"x\n]\nb = 1"),
            (
                "a = [\n  \"b = 1\",\n  [\"x\"],\n  { b = 1 },\n  [true]\n]\n",
                "a = [\n  \"b = 1\",\n  [\"x\"],\n  { b = 1 },\n  [true]\n]\n",
            ),
            ("a = [\"x\"\u{a0}\n\u{a0}\nb = 1\n", "a = [\"x\"\n]  \n  \nb = 1\n"),
            ("a = no [list\nb = 1\n", "a = no [list\nb = 1\n"),
            ("[t\nb = 1\n", "[t\nb = 1\n"),
            ("a = {b = [1\nc = 2", "a = {b = [1\nc = 2"),
        ] {
            assert_eq!(mended(text).text, expected, "{text}");
        }
    }

    #[test]
    fn a_place_in_the_mended_text_is_one_in_the_original() {
        let text = "a = [[\"x\"\nb\u{a0}= [1\nc = 2";
        let mended = mended(text);
        assert_eq!(mended.text, "a = [[\"x\"\n]\n]\nb  = [1\n]\nc = 2");
        for (at, c) in mended.text.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()) {
            assert!(text[mended.original(at)..].starts_with(c), "{c} at {at}");
        }
        assert_eq!(mended.original(mended.text.len()), text.len());
        assert_eq!(mended.mistakes.len(), 3);
    }
}
