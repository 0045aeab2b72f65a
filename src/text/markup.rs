//! Purpose: tell the tags of markup from its text.
//! Input: markup as this program writes it, and as authors do; it may come in parts, between which stands something
//! else, in a text or in an attribute. Output: texts and tags.
//! Invariant: what is read of a part, one piece after another, is the part; takes time in proportion to it.

use std::borrow::Cow;
use std::mem::take;

/// Elements whose content no reader sees.
const CODE: [&str; 2] = ["script", "style"];

/// Elements within a line; every other one ends a word.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

/// A reader of markup, which knows between two parts whether a tag is open.
#[derive(Debug, Default)]
pub struct Markup {
    /// What has been read of a tag, from its `<`.
    open: Option<String>,
    /// The quotation mark that is open in it.
    quote: Option<u8>,
    /// The element that is open and has no text, but code.
    code: Option<&'static str>,
}

/// A piece of a part of markup.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'m> {
    /// Text, as it is written in markup; [`unescaped`] gives what it says.
    Text(&'m str),
    /// A tag as far as it stands in this part, and the whole of it where it ends; also a comment, and what no reader
    /// sees of a script or a style.
    Tag(&'m str, Option<Tag<'m>>),
}

/// A whole tag, from its `<` to its `>`.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'m>(Cow<'m, str>);

impl Markup {
    /// The pieces of the next part.
    pub fn read<'m>(&mut self, part: &'m str) -> impl Iterator<Item = Piece<'m>> {
        let mut rest = part;
        std::iter::from_fn(move || {
            let piece = (!rest.is_empty()).then(|| self.piece(rest))?;
            let (Piece::Text(read) | Piece::Tag(read, _)) = piece;
            rest = &rest[read.len()..];
            Some(piece)
        })
    }

    /// Whether a tag is open.
    pub fn is_in_tag(&self) -> bool {
        self.open.is_some()
    }

    /// The first piece of what is not empty.
    fn piece<'m>(&mut self, rest: &'m str) -> Piece<'m> {
        if self.open.is_none() {
            let start = self.code.map_or_else(|| start_of_tag(rest), |element| end_of_code(rest, element));
            if start > 0 {
                let read = &rest[..start];
                return if self.code.is_some() { Piece::Tag(read, None) } else { Piece::Text(read) };
            }
            self.open = Some(String::new());
        }
        let Some(end) = self.end_of_tag(rest) else {
            if let Some(open) = &mut self.open {
                open.push_str(rest);
            }
            return Piece::Tag(rest, None);
        };
        let read = &rest[..end];
        let before = take(&mut self.open).filter(|before| !before.is_empty());
        let tag = Tag(before.map_or(Cow::Borrowed(read), |before| Cow::Owned(before + read)));
        self.code = CODE.iter().copied().find(|element| !tag.is_end() && tag.is_one_of(&[element]));
        Piece::Tag(read, Some(tag))
    }

    /// Where in `text` the tag that is open ends. A `>` between quotation marks is part of a value.
    fn end_of_tag(&mut self, text: &str) -> Option<usize> {
        let start = self.open.as_deref().filter(|open| !open.is_empty()).unwrap_or(text);
        if start.starts_with("<!--") {
            return text.find("-->").map(|at| at + 3);
        }
        for (at, byte) in text.bytes().enumerate() {
            match (self.quote, byte) {
                (Some(quote), _) if byte == quote => self.quote = None,
                (None, b'"' | b'\'') => self.quote = Some(byte),
                (None, b'>') => return Some(at + 1),
                _ => {}
            }
        }
        None
    }
}

/// Where the next tag starts, or the end of `text`. A `<` before anything but a name is one that an author wrote.
fn start_of_tag(text: &str) -> usize {
    let opens = |at: usize| {
        let next = text.as_bytes().get(at + 1);
        next.is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
    };
    text.match_indices('<').map(|(at, _)| at).find(|at| opens(*at)).unwrap_or(text.len())
}

/// Where the end of `element` starts, or the end of `text`.
fn end_of_code(text: &str, element: &str) -> usize {
    let ends = |at: usize| {
        let name = text.get(at + 2..at + 2 + element.len());
        name.is_some_and(|name| name.eq_ignore_ascii_case(element))
    };
    text.match_indices("</").map(|(at, _)| at).find(|at| ends(*at)).unwrap_or(text.len())
}

impl Tag<'_> {
    /// The name of the element, as it is written; empty for a comment.
    pub fn name(&self) -> &str {
        let name = &self.0[if self.is_end() { 2 } else { 1 }..];
        &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()]
    }

    /// Whether the element has one of these names, which are of small letters.
    pub fn is_one_of(&self, names: &[&str]) -> bool {
        let name = self.name();
        names.iter().any(|other| name.eq_ignore_ascii_case(other))
    }

    /// Whether what stands before it and behind it are two words, as between the cells of a table.
    pub fn parts_words(&self) -> bool {
        !self.is_one_of(INLINE)
    }

    /// Whether it ends the element.
    pub fn is_end(&self) -> bool {
        self.0.starts_with("</")
    }

    /// What the attribute of that name says, where it is written with `"`.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut rest: &str = &self.0;
        while let Some((before, value)) = rest.split_once("=\"") {
            let (value, after) = value.split_once('"')?;
            if before.rsplit(' ').next() == Some(name) {
                return Some(unescaped(value));
            }
            rest = after;
        }
        None
    }
}

/// What a text in markup says: `&lt;` is a `<`.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in each part: texts as they are, tags by name.
    fn read(parts: &[&str]) -> Vec<Vec<String>> {
        let mut markup = Markup::default();
        let shown = |piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Tag(_, None) => "…".to_owned(),
            Piece::Tag(_, Some(tag)) => format!("<{}{}", if tag.is_end() { "/" } else { "" }, tag.name()),
        };
        parts.iter().map(|part| markup.read(part).map(shown).collect()).collect()
    }

    #[test]
    fn texts_and_tags_come_in_order() {
        assert_eq!(
            read(&["<p>Dit<br>of <em>d</em>at.</p>"]),
            [["<p", "Dit", "<br", "of ", "<em", "d", "</em", "at.", "</p"]]
        );
        assert_eq!(read(&["", "x"]), [vec![], vec!["x"]]);
    }

    #[test]
    fn a_value_may_hold_what_would_end_a_tag() {
        assert_eq!(read(&["<a title=\"a > b\" class='c>'>x"]), [["<a", "x"]]);
    }

    #[test]
    fn a_tag_goes_on_behind_a_gap_and_is_whole_at_its_end() {
        assert_eq!(read(&["x<a href=\"", "\">y", "</a>"]), [vec!["x", "…"], vec!["<a", "y"], vec!["</a"]]);
        let mut markup = Markup::default();
        assert!(markup.read("<a lang=\"fr\" href=\"").all(|piece| matches!(piece, Piece::Tag(_, None))));
        assert!(markup.is_in_tag());
        let pieces: Vec<_> = markup.read("&amp;\">").collect();
        let [Piece::Tag("&amp;\">", Some(tag))] = &pieces[..] else { panic!("{pieces:?}") };
        assert_eq!(tag.attribute("lang").as_deref(), Some("fr"));
        assert_eq!(tag.attribute("href").as_deref(), Some("&"));
        assert_eq!(tag.attribute("id"), None);
        assert!(!markup.is_in_tag());
    }

    #[test]
    fn comments_and_code_are_no_text() {
        assert_eq!(read(&["a<!-- b > c -->d"]), [["a", "<", "d"]]);
        assert_eq!(read(&["a<SCRIPT>x < 1 && '</b>'</Script>d"]), [["a", "<SCRIPT", "…", "</Script", "d"]]);
        assert_eq!(
            read(&["<style>", "p > a {}", "</style>e"]),
            [vec!["<style"], vec!["…"], vec!["</style", "e"]]
        );
    }

    #[test]
    fn a_sign_that_opens_no_tag_is_text() {
        assert_eq!(read(&["1 < 2 <3 <b>x"]), [["1 < 2 <3 ", "<b", "x"]]);
    }

    #[test]
    fn an_attribute_is_no_value() {
        let mut markup = Markup::default();
        let pieces: Vec<_> = markup.read("<i title=\"of id=\" id=\"x\">").collect();
        let [Piece::Tag(_, Some(tag))] = &pieces[..] else { panic!("{pieces:?}") };
        assert_eq!(tag.attribute("id").as_deref(), Some("x"));
    }
}
