//! Makes quotations of the boxes of MkDocs, whose text is indented by four spaces.
//!
//! ```text
//! !!! tip "Wat je kunt zeggen"         > tip "Wat je kunt zeggen"
//!     Ik begrijp dat u boos bent.      >
//!                                      > Ik begrijp dat u boos bent.
//!
//! ??? faq "Mag dat?"                   one that is closed until somebody opens it; `???+` one that is open
//!     Ja.
//! ```
//!
//! To markdown such a text is code, or a part of the line above. So the file is parsed with signs of a quotation in the
//! place of the spaces, which moves nothing; an empty line gets one. `callouts.rs` then finds the first line. A box in a
//! list or in another box stays text, and `only_text` reports it.

use std::ops::Range;

use super::box_lines::OpeningLine;
use super::box_types::{Folding, type_of};
use super::callouts::Marker;

/// How the first line of a box begins, and how the box can be folded.
const SIGNS: [(&str, Folding); 3] =
    [("!!!", Folding::None), ("???+", Folding::Open), ("???", Folding::Closed)];

/// Words behind a type that say where MkDocs puts the box.
const PLACES: [&str; 2] = ["inline", "end"];

/// The boxes of a text, as changes of the text that is parsed.
#[derive(Default)]
pub(super) struct Admonitions {
    pub(super) lines: Vec<OpeningLine>,
    /// The texts that take the place of signs, each as long as these.
    pub(super) signs: Vec<(Range<usize>, &'static str)>,
    /// The texts that are put in, each with its place.
    pub(super) put_in: Vec<(usize, &'static str)>,
}

impl Admonitions {
    /// The boxes in `text` from byte `start` on.
    pub(super) fn of(text: &str, start: usize) -> Self {
        let mut found = Self::default();
        if !text[start..].contains("!!!") && !text[start..].contains("???") {
            return found;
        }
        let mut at = start;
        let begin = |line: &str| {
            at += line.len();
            at - line.len()
        };
        let lines: Vec<(usize, &str)> =
            text[start..].split_inclusive('\n').map(begin).zip(text[start..].split_inclusive('\n')).collect();
        // The fence of the block of code that is open.
        let mut code: Option<&str> = None;
        let mut next = 0;
        while let Some((at, line)) = lines.get(next) {
            let fence = ["```", "~~~"].into_iter().find(|fence| line.trim_start().starts_with(fence));
            match (code, fence) {
                (Some(open), Some(fence)) if open == fence => code = None,
                (None, Some(fence)) => code = Some(fence),
                _ => {}
            }
            next += 1;
            if let (None, Some((sign, marker, title))) = (code, first_line(line)) {
                let below = length_of_text(&lines[next..]);
                if below > 0 {
                    found.add(
                        *at,
                        sign,
                        OpeningLine {
                            whole: *at..at + line.trim_end().len(),
                            title: at + marker.length..at + title,
                        },
                    );
                    found.add_text(&lines[next..], below);
                    next += below;
                }
            }
        }
        found
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn add(&mut self, at: usize, sign: &str, line: OpeningLine) {
        self.signs.push((at..at + sign.len(), if sign.len() == 4 { ">   " } else { ">  " }));
        self.lines.push(line);
    }

    /// Adds the first `count` of `lines`, which are the text of a box.
    fn add_text(&mut self, lines: &[(usize, &str)], count: usize) {
        for (number, (at, line)) in lines[..count].iter().enumerate() {
            if line.trim().is_empty() {
                self.put_in.push((*at, ">"));
                continue;
            }
            // The first line is a paragraph of its own.
            if number == 0 {
                self.put_in.push((*at, ">\n"));
            }
            self.signs.push(if line.starts_with('\t') { (*at..at + 1, ">") } else { (*at..at + 4, ">   ") });
        }
        // The text behind the box is none of its last paragraph.
        self.put_in.extend(lines.get(count).map(|(at, _)| (*at, "\n")));
    }
}

/// How many of `lines`, which stand below the first one of a box, are its text.
fn length_of_text(lines: &[(usize, &str)]) -> usize {
    let is_text = |line: &str| line.starts_with("    ") || line.starts_with('\t');
    let may_be = lines.iter().take_while(|(_, line)| is_text(line) || line.trim().is_empty());
    let last = may_be.enumerate().filter(|(_, (_, line))| !line.trim().is_empty()).last();
    last.map_or(0, |(last, _)| last + 1)
}

/// The sign that `line` begins with, the alert that it begins, whose length is that up to the title, and where the title
/// ends.
fn first_line(line: &str) -> Option<(&'static str, Marker, usize)> {
    let line = line.trim_end();
    let (sign, folding) = SIGNS.into_iter().find(|(sign, _)| line.starts_with(sign))?;
    let name = line[sign.len()..].trim_start_matches(' ');
    let start = line.len() - name.len();
    let length = name.find(|c: char| !c.is_alphabetic()).unwrap_or(name.len());
    let (kind, word) = type_of(&name[..length])?;
    let behind = &name[length..];
    if !(behind.is_empty() || behind.starts_with(' ')) {
        return None;
    }
    let mut title = start + length..line.len();
    while let Some(place) = PLACES.iter().find(|place| is_word(line[title.clone()].trim_start(), place)) {
        title.start = line.len() - line[title.clone()].trim_start().len() + place.len();
    }
    let written = line[title.clone()].trim_start();
    title.start = line.len() - written.len();
    if let Some(inside) = written.strip_prefix('"').and_then(|inside| inside.strip_suffix('"')) {
        title = title.start + 1..title.start + 1 + inside.len();
    }
    Some((sign, Marker { kind, word, folding, length: title.start }, title.end))
}

/// Whether `text` begins with the whole word `word`.
fn is_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The alert that the paragraph at `range` of `text` begins, if it is the first line of such a box.
pub(super) fn marker(text: &str, range: &Range<usize>) -> Option<Marker> {
    let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let before = text[start..range.start].trim_end();
    SIGNS.iter().find(|(sign, _)| *sign == before)?;
    let (_, marker, _) = first_line(&text[start..range.end])?;
    Some(Marker { length: marker.length - (range.start - start), ..marker })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_has_a_type_and_a_title() {
        for (line, word, title) in [
            ("!!! note", "alert-note", ""),
            ("!!! tip \"Een titel\"\n", "alert-tip", "Een titel"),
            ("???+ faq \"Zeg \"ja\"?\"", "alert-question", "Zeg \"ja\"?"),
            ("!!! info inline end \"Rechts\"", "alert-info", "Rechts"),
            ("!!! warning Zonder tekens", "alert-warning", "Zonder tekens"),
            ("!!! note \"\"", "alert-note", ""),
        ] {
            let (_, marker, end) = first_line(line).unwrap();
            assert_eq!((marker.word, &line[marker.length..end]), (word, title), "{line}");
        }
        for line in ["!!! pas", "!!!", "!!", "!!! note!", "??? en dan"] {
            assert!(first_line(line).is_none(), "{line}");
        }
    }

    #[test]
    fn the_text_of_a_box_is_indented() {
        let found = Admonitions::of("!!! tip\n    a\n\n    b\nc\n```\n!!! tip\n    x\n```\n!!! tip\nd\n", 0);
        assert_eq!(found.lines.len(), 1);
        assert_eq!(found.signs, [(0..3, ">  "), (8..12, ">   "), (15..19, ">   ")]);
        assert_eq!(found.put_in, [(8, ">\n"), (14, ">"), (21, "\n")]);
    }
}
