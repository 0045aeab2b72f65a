//! Purpose: the words of a text without its markup, cut at its headings.
//! Input: a [`Body`], in which markup and gaps alternate. Output: [`Passage`]s.
//! Invariant: a passage's anchor is the id of its heading on the page; the first passage has neither.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::syntax::{Body, LinkField, Part};
use crate::text::collapse_whitespace;

/// A heading and the text below it, down to the next heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Passage {
    /// The heading's id; empty for the top of the page.
    pub(super) anchor: String,
    /// The heading's words.
    pub(super) heading: String,
    /// The text.
    pub(super) text: String,
    /// Ids and codes that it is about without showing them: what it claims, and what it mentions in words
    /// of its own.
    pub(super) about: Vec<String>,
}

/// Elements within a line; every other one ends a word.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

/// Adds `body` to the last of `passages` and a new one for each of its headings; `name` says what a link without words of its own shows.
pub(super) fn read(body: &Body, name: impl Fn(usize) -> String, passages: &mut Vec<Passage>) {
    let first = passages.len().saturating_sub(1);
    let mut reading = Reading { passages, tag: None, skips: None, in_heading: false };
    for part in &body.parts {
        match part {
            Part::Html(html) => reading.markup(html),
            Part::Link(link, LinkField::Name) if reading.tag.is_none() => {
                let name = name(*link);
                reading.text(&name);
            }
            Part::Link(link, LinkField::Class) => reading.about(name(*link)),
            // Inside a tag a gap is an attribute; elsewhere it is a word of the theme.
            Part::Link(..) | Part::Word(_) | Part::Claims(_) => {}
        }
    }
    for passage in &mut passages[first..] {
        passage.heading = tidy(&passage.heading);
        passage.text = tidy(&passage.text);
    }
}

struct Reading<'p> {
    passages: &'p mut Vec<Passage>,
    /// What has been read of a tag.
    tag: Option<String>,
    /// The element whose content is no text.
    skips: Option<&'static str>,
    in_heading: bool,
}

impl Reading<'_> {
    fn markup(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            let mark = if self.tag.is_some() { '>' } else { '<' };
            let (before, after) = rest.split_once(mark).map_or((rest, None), |(a, b)| (a, Some(b)));
            match (&mut self.tag, after.is_some()) {
                (Some(tag), _) => tag.push_str(before),
                (None, _) => self.text(&decoded(before)),
            }
            rest = after.unwrap_or_default();
            if after.is_none() {
                break;
            }
            self.tag = match self.tag.take() {
                Some(tag) => self.close(&tag).then(|| tag + ">"),
                // A tag without a gap in it is acted on where it stands.
                None => match rest.split_once('>') {
                    Some((tag, after)) if !self.close(tag) => {
                        rest = after;
                        None
                    }
                    _ => Some(String::new()),
                },
            };
        }
    }

    /// Acts on a tag that is complete; the answer is whether it is a comment that is not.
    fn close(&mut self, tag: &str) -> bool {
        if tag.starts_with("!--") && !tag.ends_with("--") {
            return true;
        }
        let is_end = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if let Some(skipped) = self.skips {
            if is_end && is(skipped) {
                self.skips = None;
            }
            return false;
        }
        if !is_end {
            self.skips = ["script", "style"].into_iter().find(|skipped| is(skipped));
        }
        let is_heading = ["h2", "h3", "h4", "h5", "h6"].into_iter().any(is);
        match is_heading.then(|| id_of(tag)).flatten() {
            Some(id) if !is_end => {
                self.passages.push(Passage { anchor: decoded(id).into_owned(), ..Passage::default() });
                self.in_heading = true;
            }
            _ if is_heading && is_end => self.in_heading = false,
            _ if !INLINE.iter().any(|inline| is(inline)) => self.text(" "),
            _ => {}
        }
        false
    }

    fn about(&mut self, name: String) {
        if let Some(passage) = self.passages.last_mut() {
            passage.about.push(name);
        }
    }

    fn text(&mut self, text: &str) {
        if self.skips.is_some() {
            return;
        }
        let Some(passage) = self.passages.last_mut() else { return };
        let into = if self.in_heading { &mut passage.heading } else { &mut passage.text };
        into.push_str(text);
    }
}

/// One space between words, in Unicode form NFC.
pub(super) fn tidy(text: &str) -> String {
    if is_tidy(text) {
        return text.to_owned();
    }
    let text = collapse_whitespace(text);
    if is_nfc(&text) { text } else { text.nfc().collect() }
}

fn is_tidy(text: &str) -> bool {
    let mut before = b' ';
    let fits = text.bytes().all(|byte| {
        let is_gap = before == b' ' && byte == b' ';
        before = byte;
        byte.is_ascii_graphic() || byte == b' ' && !is_gap
    });
    fits && (before != b' ' || text.is_empty())
}

/// The value of `id` as this program writes it.
fn id_of(tag: &str) -> Option<&str> {
    let (_, value) = tag.split_once(" id=\"")?;
    value.split_once('"').map(|(value, _)| value)
}

fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let named =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", " ")];
    let text = named.iter().fold(text.to_owned(), |text, (name, character)| text.replace(name, character));
    Cow::Owned(text.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(html: &str) -> Part {
        Part::Html(html.to_owned())
    }

    fn passages(parts: Vec<Part>) -> Vec<Passage> {
        let mut passages = vec![Passage::default()];
        read(&Body { parts }, |link| format!("name{link}"), &mut passages);
        passages
    }

    #[test]
    fn headings_cut_a_text_into_passages() {
        let found = passages(vec![html(
            "<p>Eerst<br>dit &amp; <em>d</em>at.</p><h2 id=\"x\">Kop <a class=\"anchor\" href=\"#x\"></a></h2><p>Dan</p>",
        )]);
        let expected = [("", "", "Eerst dit & dat."), ("x", "Kop", "Dan")];
        let found: Vec<_> = found.iter().map(|p| (&*p.anchor, &*p.heading, &*p.text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_gap_in_a_tag_is_no_text_and_the_name_of_a_mention_is() {
        let found = passages(vec![
            html("<p>Zie <a href=\""),
            Part::Link(0, LinkField::Address),
            html("\">"),
            Part::Link(0, LinkField::Name),
            html("</a>.</p><p>"),
            Part::Word("table"),
            html("<!-- a > b --><script>let x = 1 < 2;</script></p>"),
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "Zie name0.");
    }
}
