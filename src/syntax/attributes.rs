//! Parses attributes: the block `{#id .class key=value}` at the end of a heading, or of a line of a list in a
//! profile.
//!
//! ```text
//! ## Les 3 {#les-3 LEVEL=c4.6,c2.6}
//! - Behandelt klachten {#c2.1 grade=thorough ref="co 01805, 17852-c"}
//! ```
//!
//! The block is parsed from the raw line and not from the events of the markdown crate, since an author's message
//! needs the position of each id, class, key and value, and so that other braces stay text: only a block whose first
//! word starts with `#` or `.`, or contains `=`, is one. A block behind a backslash is text. Words in the block that
//! are no id, class or pair are kept as unknown, for the caller to report.

use std::ops::Range;

use super::events::{self, Located};
use crate::text::{Span, Spanned, compose};

/// The most bytes of the attributes behind a picture.
pub(super) const LONGEST_ATTRIBUTES: usize = 400;

/// The attributes of a heading or an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The whole block, braces included.
    pub span: Span,
    /// The word behind `#`, without it; the last one when there are several.
    pub id: Option<Spanned<String>>,
    /// The words behind `.`, without it.
    pub classes: Vec<Spanned<String>>,
    /// The pairs `key=value`, in the order of the block. Quotation marks around a value are not part of it.
    pub pairs: Vec<(Spanned<String>, Spanned<String>)>,
    /// Words that are neither an id, nor a class, nor a pair.
    pub unknown: Vec<Spanned<String>>,
}

impl Attributes {
    /// The attributes at the end of `line`, which begins at byte `offset` of its file.
    pub(super) fn at_end_of(line: &str, offset: usize) -> Option<Self> {
        let Range { start: open, end } = block_at_end_of(line)?;
        let inside = &line[open + 1..end - 1];
        let mut attributes = Self { span: Span::new(offset + open..offset + end), ..Self::default() };
        for word in words(inside) {
            // The words are slices of `inside`, so their offsets follow from their addresses in memory.
            let at = offset + open + 1 + (word.as_ptr() as usize - inside.as_ptr() as usize);
            attributes.add(word, at);
        }
        Some(attributes)
    }

    /// The attributes at the end of the heading at `range` of `text`.
    pub(super) fn of_heading(text: &str, range: &Range<usize>) -> Option<Self> {
        Self::at_end_of(bare_heading(&text[range.clone()]), range.start)
    }

    /// Where the attributes at the end of the heading at `range` of `text` begin.
    pub(super) fn start_in_heading(text: &str, range: &Range<usize>) -> Option<usize> {
        block_at_end_of(bare_heading(&text[range.clone()])).map(|block| range.start + block.start)
    }

    /// Where the attributes of the heading at `range` of `text` stand, or would stand behind its words, `events`.
    pub(super) fn place(&self, text: &str, events: &[Located<'_>], range: &Range<usize>) -> Span {
        if self.span.start < self.span.end {
            return self.span;
        }
        // A heading without words is nothing but its sign.
        let bare = || range.start + text.get(range.clone()).map_or(0, |raw| raw.trim_end().len());
        Span::at(events.last().map_or_else(bare, |(_, last)| last.end))
    }

    /// The attributes that stand at `span` of `text`; none for the empty span of a heading that has none.
    pub fn at(text: &str, span: Span) -> Option<Self> {
        Self::at_end_of(text.get(span.range())?, span.start as usize)
    }

    fn add(&mut self, word: &str, at: usize) {
        let part = |from: usize, text: &str| {
            Spanned::new(compose(text).into_owned(), Span::new(at + from..at + from + text.len()))
        };
        // With `=` it is a key, in front of which somebody wrote the sign of an id or a class.
        let is_name = |name: &&str| !name.is_empty() && !name.contains('=');
        if let Some(id) = word.strip_prefix('#').filter(is_name) {
            self.id = Some(part(1, id));
        } else if let Some(class) = word.strip_prefix('.').filter(is_name) {
            self.classes.push(part(1, class));
        } else if let Some((key, value)) = word.split_once('=').filter(|(key, _)| !key.is_empty()) {
            let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
            let from = key.len() + 1 + usize::from(bare.is_some());
            self.pairs.push((part(0, key), part(from, bare.unwrap_or(value))));
        } else {
            self.unknown.push(part(0, word));
        }
    }

    /// Removes the first pair with this `key` and returns its value.
    pub(super) fn take(&mut self, key: &str) -> Option<Spanned<String>> {
        let at = self.pairs.iter().position(|(known, _)| known.value == key)?;
        Some(self.pairs.remove(at).1)
    }
}

/// The heading `raw` without the line below it or the hash signs that close it.
fn bare_heading(raw: &str) -> &str {
    raw.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '-' | '#'))
}

/// The block of attributes at the end of `line`, braces included. A brace behind a backslash is text.
fn block_at_end_of(line: &str) -> Option<Range<usize>> {
    let line = line.trim_end();
    let inside_end = line.strip_suffix('}')?.len();
    let open = line[..inside_end].rfind('{')?;
    if is_escaped(line, inside_end) || is_escaped(line, open) {
        return None;
    }
    let first = line[open + 1..inside_end].split_whitespace().next()?;
    (first.starts_with(['#', '.']) || first.contains('=')).then_some(open..line.len())
}

/// The attributes at byte `at`, right behind a picture.
pub(super) fn attributes_at(text: &str, at: usize) -> Option<Attributes> {
    let rest = text.get(at..)?;
    if !rest.starts_with('{') {
        return None;
    }
    // A line of nothing but open braces would be looked at once for each.
    let end = rest.bytes().take(LONGEST_ATTRIBUTES).position(|byte| matches!(byte, b'}' | b'\n'))?;
    let line = rest.get(..=end).filter(|line| line.ends_with('}'))?;
    Attributes::at_end_of(line, at)
}

/// Splits the heading at `range` of `text` into its words and its attributes. `inside` are the events between its
/// start and its end; those of the attributes are taken out.
pub(super) fn part_heading<'a>(
    text: &'a str,
    inside: &[Located<'a>],
    range: &Range<usize>,
) -> (Vec<Located<'a>>, Attributes) {
    let Some(attributes) = Attributes::of_heading(text, range) else {
        return (inside.to_vec(), Attributes::default());
    };
    let block = attributes.span.range();
    (events::cut_at(inside, text, block.start, block.end), attributes)
}

/// Splits a line of a heading or an item into its words and its attributes, each as it is written; `None` for a line
/// without attributes.
pub fn parted(line: &str) -> Option<(&str, Vec<&str>)> {
    let span = Attributes::at_end_of(line, 0)?.span.range();
    let inside = line.get(span.start + 1..span.end - 1)?;
    Some((line[..span.start].trim_end(), words(inside).collect()))
}

/// The words of `inside`. White space between quotation marks does not separate words, nor does that in a list of
/// values: `LEVEL=c1.1, c1.2`.
fn words(inside: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let parts = inside.split(move |c: char| {
        quoted ^= c == '"';
        c.is_whitespace() && !quoted
    });
    let mut parts = parts.filter(|word| !word.is_empty()).peekable();
    std::iter::from_fn(move || {
        let mut word = parts.next()?;
        while let Some(next) = parts.next_if(|next| goes_on(word, next)) {
            // Both are slices of `inside`, so what stands from the one to the other follows from their addresses.
            let start = word.as_ptr() as usize - inside.as_ptr() as usize;
            let end = next.as_ptr() as usize - inside.as_ptr() as usize + next.len();
            word = &inside[start..end];
        }
        Some(word)
    })
}

/// The signs between the values of a list. A semicolon is understood where a comma is meant.
pub const SEPARATORS: [char; 2] = [',', ';'];

/// Whether `next` belongs to the list of values that `word` ends with, or a comma by itself does.
fn goes_on(word: &str, next: &str) -> bool {
    let is_list = word.contains('=') && !word.starts_with(['#', '.']) && !word.contains('"');
    let is_value = !next.starts_with(['#', '.']) && !next.contains(['=', '"']);
    let joins = |part: &str| JOINING.contains(&part.trim_matches('.').to_lowercase().as_str());
    let last = word.rsplit(char::is_whitespace).next().unwrap_or(word);
    is_list
        && is_value
        && (word.ends_with(SEPARATORS) || next.starts_with(SEPARATORS) || joins(next) || joins(last))
}

/// Words and signs between two values with which somebody means all from the one to the other, or both. The values are then
/// one name, which means nothing, and the message names what to write.
const JOINING: [&str; 17] = [
    "-", "–", "—", "…", "t/m", "t.e.m", "tem", "tot", "en", "met", "and", "to", "et", "à", "au", "und", "bis",
];

/// Whether the character at `at` of `line` stands behind a backslash that is not itself escaped.
fn is_escaped(line: &str, at: usize) -> bool {
    let before = &line[..at];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_knows_its_place() {
        let line = "## Les 3 {#les-3 .key geëvalueerd=c4.6,c2.6 ?}";
        let attributes = Attributes::at_end_of(line, 100).unwrap();
        let id = attributes.id.unwrap();
        assert_eq!(
            (id.value.as_str(), &line[id.span.start as usize - 100..id.span.end as usize - 100]),
            ("les-3", "les-3")
        );
        let (key, value) = &attributes.pairs[0];
        assert_eq!((key.value.as_str(), value.value.as_str()), ("geëvalueerd", "c4.6,c2.6"));
        assert_eq!(&line[value.span.start as usize - 100..value.span.end as usize - 100], "c4.6,c2.6");
        assert_eq!(attributes.unknown[0].value, "?");
    }

    #[test]
    fn braces_that_are_no_attributes_stay_text() {
        assert_eq!(Attributes::at_end_of("een verzameling {1, 2}", 0), None);
        assert_eq!(Attributes::at_end_of("niets {}", 0), None);
        assert_eq!(Attributes::at_end_of("niet gesloten {#c1", 0), None);
    }

    #[test]
    fn a_brace_behind_a_backslash_is_text() {
        assert_eq!(Attributes::at_end_of(r"een accolade \{#a\}", 0), None);
        assert_eq!(Attributes::at_end_of(r"een accolade \{#a}", 0), None);
        assert!(Attributes::at_end_of(r"een backslash \\{#a}", 0).is_some());
    }

    #[test]
    fn a_list_of_values_may_have_spaces_behind_its_commas() {
        let line = "{#les geevalueerd=c1.1, c1.2 , c1.3 ingeoefend=c2, .key x=c3,}";
        let attributes = Attributes::at_end_of(line, 0).unwrap();
        let values: Vec<&str> = attributes.pairs.iter().map(|(_, value)| value.value.as_str()).collect();
        assert_eq!(values, ["c1.1, c1.2 , c1.3", "c2,", "c3,"]);
        assert_eq!(&line[attributes.pairs[0].1.span.range()], "c1.1, c1.2 , c1.3");
        assert_eq!((attributes.classes[0].value.as_str(), attributes.unknown.len()), ("key", 0));
    }

    #[test]
    fn a_range_of_values_is_one_of_them() {
        let line = "{#les geevalueerd=c1.1 t/m c1.3, c2.1 tot en met c2.3 ingeoefend=c3 x}";
        let attributes = Attributes::at_end_of(line, 0).unwrap();
        let values: Vec<&str> = attributes.pairs.iter().map(|(_, value)| value.value.as_str()).collect();
        assert_eq!(values, ["c1.1 t/m c1.3, c2.1 tot en met c2.3", "c3"]);
        assert_eq!(attributes.unknown[0].value, "x");
    }

    #[test]
    fn a_value_between_quotation_marks_may_have_spaces() {
        let line = r#"{#c2 ref="co 01805, 17852-c" code=x}"#;
        let attributes = Attributes::at_end_of(line, 0).unwrap();
        let (_, value) = &attributes.pairs[0];
        assert_eq!(
            (value.value.as_str(), &line[value.span.range()]),
            ("co 01805, 17852-c", "co 01805, 17852-c")
        );
        assert_eq!(attributes.pairs[1].1.value, "x");
    }
}
