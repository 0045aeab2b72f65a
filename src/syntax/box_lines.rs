//! Reads the lines that begin and end a box between colons, in the forms that programs have for them.
//!
//! ```text
//! :::tip Titel                            VitePress, and most others
//! :::tip[Titel]                           Docusaurus
//! ::: {.callout-tip title="Titel"}        Quarto, which also takes a heading right below for the title
//! :::{tip} Titel                          MyST
//! :::                                     the end
//! ```
//!
//! There are more colons where a box stands in another.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event};

use super::attributes::Attributes;
use super::box_types::{Folding, type_of};
use super::events::Located;

/// Boxes of other programs that are folded and have no type of their own.
const FOLDED: [&str; 3] = ["details", "dropdown", "spoiler"];

/// What stands before the name of a type in a class: `.callout-tip`.
const BEFORE_TYPES: [&str; 3] = ["callout-", "alert-", "admonition-"];

/// The first line of a box.
pub(super) struct FirstLine {
    pub(super) kind: BlockQuoteKind,
    /// The key of the word for its type.
    pub(super) word: &'static str,
    pub(super) folding: Folding,
    /// How many colons it begins with.
    pub(super) colons: usize,
    /// Where its title stands in the line; empty without one. No page shows anything else of the line.
    pub(super) title: Range<usize>,
    /// How long the line is.
    pub(super) length: usize,
    /// Whether a heading right below is the title.
    pub(super) takes_heading: bool,
}

/// Where the first line of a box stands in the file, and its title in that.
#[derive(Clone)]
pub(super) struct OpeningLine {
    pub(super) whole: Range<usize>,
    pub(super) title: Range<usize>,
}

impl OpeningLine {
    /// `words`, which stand at `range` of `text`, without what no page shows of the line; none where that is all.
    pub(super) fn shown<'a>(
        &self,
        text: &str,
        words: CowStr<'a>,
        range: &Range<usize>,
    ) -> Option<Located<'a>> {
        if range.start >= self.whole.end || range.end <= self.whole.start {
            return Some((Event::Text(words), range.clone()));
        }
        let kept = range.start.max(self.title.start)..range.end.min(self.title.end);
        let written = text.get(kept.clone()).filter(|kept| !kept.is_empty())?;
        let is_written = text.get(range.clone()) == Some(&*words) && kept != *range;
        Some((Event::Text(if is_written { written.to_owned().into() } else { words }), kept))
    }
}

/// The first line of `text`, if it begins a box.
pub(super) fn first_line(text: &str) -> Option<FirstLine> {
    let line = text.split('\n').next()?.trim_end();
    let colons = line.len() - line.trim_start_matches(':').len();
    let behind = line[colons..].trim_start_matches(' ');
    if colons < 3 || behind.is_empty() {
        return None;
    }
    let start = line.len() - behind.len();
    let Some(inside) = behind.strip_prefix('{') else { return named(line, colons, start) };
    let end = start + 1 + inside.find('}')?;
    let name = &line[start + 1..end];
    if name.chars().all(char::is_alphabetic) {
        return begun(line, colons, name, trimmed(line, end + 1..line.len()));
    }
    let attributes = Attributes::at_end_of(line, 0).filter(|found| found.span.start as usize == start)?;
    let class = |class: &str| {
        let name = BEFORE_TYPES.iter().find_map(|before| class.strip_prefix(before)).unwrap_or(class);
        type_or_folded(name).map(|_| name.to_owned())
    };
    let name = attributes.classes.iter().find_map(|found| class(&found.value))?;
    with_attributes(line, colons, &name, &attributes).map(|first| FirstLine { takes_heading: true, ..first })
}

/// The number of colons that `line` consists of; none for a line with anything else. Such a line ends a box.
pub(super) fn closing(line: &str) -> Option<usize> {
    let line = line.trim_end();
    (line.len() >= 3 && line.bytes().all(|byte| byte == b':')).then_some(line.len())
}

/// A line whose type stands at `start` without braces.
fn named(line: &str, colons: usize, start: usize) -> Option<FirstLine> {
    let length = line[start..].find(|c: char| !c.is_alphabetic()).unwrap_or(line.len() - start);
    let (name, behind) = line[start..].split_at(length);
    let end = start + length;
    match behind.chars().next() {
        None | Some(' ') => begun(line, colons, name, trimmed(line, end..line.len())),
        Some('[') => {
            let attributes = Attributes::at_end_of(line, 0);
            let last = attributes.map_or(line.len(), |found| found.span.start as usize);
            let inside = line[end + 1..last].trim_end().strip_suffix(']')?;
            begun(line, colons, name, trimmed(line, end + 1..end + 1 + inside.len()))
        }
        Some('{') => {
            let attributes = Attributes::at_end_of(line, 0)?;
            (attributes.span.start as usize == end)
                .then(|| with_attributes(line, colons, name, &attributes))
                .flatten()
        }
        _ => None,
    }
}

fn with_attributes(line: &str, colons: usize, name: &str, attributes: &Attributes) -> Option<FirstLine> {
    let value =
        |key: &str| attributes.pairs.iter().find(|(known, _)| known.value == key).map(|(_, value)| value);
    let title = value("title").map_or(line.len()..line.len(), |title| title.span.range());
    let first = begun(line, colons, name, title)?;
    let folding = match value("collapse").map(|value| value.value.as_str()) {
        Some("true") => Folding::Closed,
        Some("false") => Folding::Open,
        _ => first.folding,
    };
    Some(FirstLine { folding, ..first })
}

fn begun(line: &str, colons: usize, name: &str, title: Range<usize>) -> Option<FirstLine> {
    let (kind, word, folding) = type_or_folded(name)?;
    Some(FirstLine { kind, word, folding, colons, title, length: line.len(), takes_heading: false })
}

fn type_or_folded(name: &str) -> Option<(BlockQuoteKind, &'static str, Folding)> {
    if FOLDED.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return Some((BlockQuoteKind::Note, "alert-note", Folding::Closed));
    }
    // MyST has a box without a type, whose title says all.
    let name = if name.eq_ignore_ascii_case("admonition") { "note" } else { name };
    type_of(name).map(|(kind, word)| (kind, word, Folding::None))
}

/// `range` of `line` without the white space at its ends.
fn trimmed(line: &str, range: Range<usize>) -> Range<usize> {
    let words = &line[range.clone()];
    let start = range.end - words.trim_start().len();
    start.min(range.start + words.trim_end().len())..(range.start + words.trim_end().len()).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_of_a_box_is_read_in_every_form() {
        for (line, word, title) in [
            (":::tip", "alert-tip", ""),
            ("::: tip  Een titel ", "alert-tip", "Een titel"),
            ("::::warning[Let *op*]", "alert-warning", "Let *op*"),
            (":::note[Titel]{#kader}", "alert-note", "Titel"),
            (":::tip{title=\"Wist je dat\"}", "alert-tip", "Wist je dat"),
            ("::: {.callout-tip}", "alert-tip", ""),
            ("::: {#tip-een .callout-tip title=\"Een titel\"}", "alert-tip", "Een titel"),
            ("::: {.alert .alert-info}", "alert-info", ""),
            (":::{note}", "alert-note", ""),
            (":::{admonition} Kijk eens", "alert-note", "Kijk eens"),
            (":::{tip} Titel\nTekst", "alert-tip", "Titel"),
            ("::: details Meer", "alert-note", "Meer"),
        ] {
            let first = first_line(line).unwrap();
            assert_eq!((first.word, &line[first.title]), (word, title), "{line}");
        }
        for line in [
            ":::",
            "::tip",
            ":::tipje",
            ":::{tab-set}",
            "::: {.panel-tabset}",
            ":::tip[x",
            ":::tip[x] y",
            ":::tip!",
        ] {
            assert!(first_line(line).is_none(), "{line}");
        }
    }

    #[test]
    fn a_box_may_be_folded() {
        let folding = |line| first_line(line).unwrap().folding;
        assert_eq!(folding("::: {.callout-note collapse=\"true\"}"), Folding::Closed);
        assert_eq!(folding("::: {.callout-note collapse=false}"), Folding::Open);
        assert_eq!(folding(":::{dropdown} Meer"), Folding::Closed);
        assert_eq!(folding(":::note"), Folding::None);
    }
}
