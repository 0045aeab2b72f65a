//! The words of a text without its markup, cut at its headings into [`Passage`]s.
//!
//! A passage's anchor is the id of its heading on the page; the first passage has neither.

use std::mem::take;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Body, LinkField, TextPart};
use crate::text::{Markup, Piece, Tag, is_invisible, unescaped};

/// A heading and the text below it, down to the next heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    /// The heading's id; empty for the top of the page.
    pub anchor: String,
    /// The heading's words.
    pub heading: String,
    /// The text.
    pub text: String,
    /// Ids, codes and methods that it is about without showing them in its text: of the items that it claims and of
    /// those that it mentions in other words, and how it teaches or assesses.
    pub about: Vec<String>,
}

/// Adds `body` to the last of `passages` and a new one for each of its headings; `name` says what a link without words of
/// its own shows, and `anchor` which id an anchor has on its page. The answer has the marks of notes: the passage that
/// each stands in, and the note.
pub fn read_passages(
    body: &Body,
    name: impl Fn(usize) -> String,
    anchor: impl Fn(&str) -> String,
    passages: &mut Vec<Passage>,
) -> Vec<(usize, usize)> {
    let first = passages.len().saturating_sub(1);
    let mut markup = Markup::default();
    let mut marks = Vec::new();
    let mut reading =
        PassageReader { passages, anchor: None, in_heading: false, in_formula: false, rows: 0, cells: 0 };
    for part in &body.parts {
        match part {
            TextPart::Html(html) => markup.read(html).for_each(|piece| reading.piece(piece)),
            TextPart::Link(link, LinkField::Name) if !markup.is_in_tag() => reading.text(&name(*link)),
            TextPart::Link(link, LinkField::Class) => reading.about(name(*link)),
            TextPart::Anchor(name) => reading.anchor = Some(anchor(name)),
            TextPart::Mark(note) => marks.push((reading.passages.len() - 1, *note)),
            // Inside a tag a gap is an attribute; elsewhere it is a word of the theme.
            TextPart::Link(..)
            | TextPart::Word(_)
            | TextPart::Occasion(_)
            | TextPart::Claims(_)
            | TextPart::WaysBack => {}
        }
    }
    for passage in &mut passages[first..] {
        passage.heading = tidy(&passage.heading);
        passage.text = tidy(&passage.text);
    }
    marks
}

struct PassageReader<'p> {
    passages: &'p mut Vec<Passage>,
    /// The id in the tag that is open.
    anchor: Option<String>,
    in_heading: bool,
    /// Whether a formula is open: its alternative text was taken in place of its signs.
    in_formula: bool,
    /// The rows of the open table that have begun.
    rows: usize,
    /// The cells of its newest row that have begun.
    cells: usize,
}

impl PassageReader<'_> {
    fn piece(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Text(_) if self.in_formula => {}
            Piece::Text(text) => self.text(&unescaped(text)),
            Piece::Tag(_, Some(tag)) => self.tag(&tag),
            Piece::Tag(_, None) => {}
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        let anchor = self.anchor.take();
        if tag.is_one_of(&["math"]) {
            self.in_formula = !tag.is_end();
            self.text(&tag.attribute("alttext").unwrap_or_default());
        }
        if self.in_formula {
            return;
        }
        if tag.is_one_of(&["h2", "h3", "h4", "h5", "h6"]) {
            if tag.is_end() {
                self.in_heading = false;
                return;
            }
            if let Some(anchor) = anchor {
                self.passages.push(Passage { anchor, ..Passage::default() });
                self.in_heading = true;
                return;
            }
        }
        if tag.parts_words() {
            self.text(" ");
        }
        if !tag.is_end() {
            self.table(tag);
        }
        if tag.is_one_of(&["img"])
            && let Some(words) = tag.attribute("alt")
        {
            self.text(&words);
            self.text(" ");
        }
    }

    /// Signs between the cells and the rows of a table: without them its words read as one endless sentence.
    fn table(&mut self, tag: &Tag<'_>) {
        if tag.is_one_of(&["table"]) {
            self.rows = 0;
        } else if tag.is_one_of(&["tr"]) {
            if self.rows > 0 {
                self.part("; ");
            }
            self.rows += 1;
            self.cells = 0;
        } else if tag.is_one_of(&["td", "th"]) {
            if self.cells > 0 {
                self.part(" · ");
            }
            self.cells += 1;
        }
    }

    /// Puts `sign` in the place of the space, or of the sign of an empty cell, at the end of the text.
    fn part(&mut self, sign: &str) {
        let Some(passage) = self.passages.last_mut() else { return };
        let kept = passage.text.trim_end_matches([' ', '\n', '·']).len();
        passage.text.truncate(kept);
        passage.text.push_str(if passage.text.ends_with([';', ':']) { " " } else { sign });
    }

    fn about(&mut self, name: String) {
        if let Some(passage) = self.passages.last_mut() {
            passage.about.push(name);
        }
    }

    fn text(&mut self, text: &str) {
        let Some(passage) = self.passages.last_mut() else { return };
        let into = if self.in_heading { &mut passage.heading } else { &mut passage.text };
        into.push_str(text);
    }
}

/// One space between words, in Unicode form NFC and without characters that cannot be seen, such as soft hyphens.
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let (mut rest, mut is_gap) = (text, false);
    while let Some(first) = rest.chars().next() {
        let run = tidy_run(rest);
        let read = if run > 0 { run } else { first.len_utf8() };
        if first.is_whitespace() {
            is_gap = true;
        } else if !is_invisible(first) {
            if take(&mut is_gap) && !tidy.is_empty() {
                tidy.push(' ');
            }
            tidy.push_str(&rest[..read]);
        }
        rest = &rest[read..];
    }
    // Letters below the first combining mark are composed.
    if tidy.chars().all(|c| c < '\u{300}') || is_nfc(&tidy) { tidy } else { tidy.nfc().collect() }
}

/// The bytes at the start of `text` that are words of ASCII with one space between them, as nearly all of a text is.
fn tidy_run(text: &str) -> usize {
    let mut end = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_graphic() {
            end = at + 1;
        } else if byte != b' ' || at == 0 || at > end {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(html: &str) -> TextPart {
        TextPart::Html(html.to_owned())
    }

    fn passages(parts: Vec<TextPart>) -> Vec<Passage> {
        let mut passages = vec![Passage::default()];
        let marks =
            read_passages(&Body { parts }, |link| format!("name{link}"), str::to_owned, &mut passages);
        assert_eq!(marks, []);
        passages
    }

    #[test]
    fn headings_cut_a_text_into_passages() {
        let anchor = || TextPart::Anchor("x".into());
        let found = passages(vec![
            html("<p>Eerst<br>dit &amp; <em>d</em>at.</p><h2 id=\""),
            anchor(),
            html("\">Kop <a class=\"anchor\" href=\"#"),
            anchor(),
            html("\"></a></h2><p>Dan</p>"),
        ]);
        let expected = [("", "", "Eerst dit & dat."), ("x", "Kop", "Dan")];
        let found: Vec<_> = found.iter().map(|p| (&*p.anchor, &*p.heading, &*p.text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn cells_and_rows_of_a_table_are_told_apart() {
        let found = passages(vec![html(
            "<p>Zo tellen ze:</p><table><thead><tr><th>Wat</th><th>Wanneer</th></tr></thead>\n\
             <tbody><tr><td>Toets</td><td></td></tr><tr><td>Map</td><td>week 6</td></tr></tbody></table><p>Einde.</p>",
        )]);
        assert_eq!(found[0].text, "Zo tellen ze: Wat · Wanneer; Toets; Map · week 6 Einde.");
    }

    #[test]
    fn soft_hyphens_are_no_text_and_alternative_texts_are() {
        let found = passages(vec![
            html("<p>ISO 9001"),
            html(", de vei\u{ad}lig\u{ad}heid <img src=\""),
            TextPart::Link(0, LinkField::Source),
            html("\" alt=\"een &amp; ander\"></p>"),
        ]);
        assert_eq!(found[0].text, "ISO 9001, de veiligheid een & ander");
    }

    #[test]
    fn a_tidy_text_has_single_spaces_and_composed_letters() {
        assert_eq!(tidy(" een  twee\u{a0}\n drie "), "een twee drie");
        assert_eq!(tidy("vei\u{ad}lig \u{200b} en cafe\u{301} \u{feff}"), "veilig en caf\u{e9}");
        assert_eq!(tidy("a\u{b}b c"), "a b c");
        assert_eq!(tidy(" \n\u{ad}"), "");
    }

    #[test]
    fn a_gap_in_a_tag_is_no_text_and_the_name_of_a_mention_is() {
        let found = passages(vec![
            html("<p>Zie <a href=\""),
            TextPart::Link(0, LinkField::Address),
            html("\">"),
            TextPart::Link(0, LinkField::Name),
            html("</a>.</p><p>"),
            TextPart::Word("table"),
            html("<!-- a > b --><script>let x = 1 < 2;</script><img alt=\"a > b\"></p>"),
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "Zie name0. a > b");
    }
}
