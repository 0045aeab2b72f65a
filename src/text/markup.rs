//! Tells the tags of HTML from its text.
//!
//! Pages are searched, checked and linked by walking through their HTML, both the program's own and the authors'.
//! That HTML may come in several parts, since the program fills in addresses and words between them, even in the
//! middle of an attribute. A [`Markup`] therefore remembers from one part to the next whether a tag is open:
//!
//! ```text
//! read("x<a href=\"")   Text("x"), Tag("<a href=\"", None)
//!                       here an address is filled in
//! read("\">y")          Tag("\">", Some(the whole tag)), Text("y")
//! ```
//!
//! The pieces of a part, one after the other, are exactly that part, so a caller can change some of them and copy the
//! rest. This is no HTML parser: it builds no tree and takes time in proportion to the length of the parts. The
//! content of scripts and styles, which no reader sees, counts as tag and not as text.

use std::borrow::Cow;
use std::mem::take;
use std::ops::Range;

/// Elements whose content no reader sees.
const CODE: [&str; 2] = ["script", "style"];

/// Elements within a line; every other one ends a word.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

/// Splits HTML into tags and texts, and remembers between two parts whether a tag is open.
#[derive(Debug, Default)]
pub struct Markup {
    /// The beginning of a tag that is open, from its `<`.
    open: Option<String>,
    /// The quotation mark of the value that is open in the tag.
    quote: Option<u8>,
    /// The script or style element that is open: its content is code.
    code: Option<&'static str>,
}

/// A piece of a part of HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'m> {
    /// Text as it is written in HTML; [`unescaped`] decodes its entities.
    Text(&'m str),
    /// The piece of a tag that stands in this part, with the whole tag where it ends. Comments and the content of
    /// scripts and styles are tags as well.
    Tag(&'m str, Option<Tag<'m>>),
}

/// A whole tag, from its `<` to its `>`.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'m> {
    text: Cow<'m, str>,
    /// Where its name stands in it. Every walk asks each tag for its name, and most do so several times.
    name: Range<usize>,
}

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name, as it is written.
    pub name: String,
    /// Its value, with entities decoded; empty when it has none.
    pub value: String,
    /// The byte range in the tag that it takes, from its name to the end of its value.
    pub at: Range<usize>,
    /// The byte range in the tag that its value takes, without quotation marks.
    pub value_at: Range<usize>,
}

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

    /// The first piece of `rest`, which is not empty.
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
        let tag = Tag::new(before.map_or(Cow::Borrowed(read), |before| Cow::Owned(before + read)));
        self.code = CODE.iter().copied().find(|element| !tag.is_end() && tag.is_one_of(&[element]));
        Piece::Tag(read, Some(tag))
    }

    /// Where in `text` the tag that is open ends. A `>` between quotation marks is part of a value.
    fn end_of_tag(&mut self, text: &str) -> Option<usize> {
        let start = self.open.as_deref().filter(|open| !open.is_empty()).unwrap_or(text);
        if start.starts_with("<!--") {
            return text.find("-->").map(|at| at + 3);
        }
        let mut at = 0;
        loop {
            let rest = &text.as_bytes()[at..];
            at += 1 + match self.quote {
                Some(quote) => rest.iter().position(|byte| *byte == quote)?,
                None => rest.iter().position(|byte| matches!(byte, b'"' | b'\'' | b'>'))?,
            };
            self.quote = match (self.quote, text.as_bytes()[at - 1]) {
                (Some(_), _) => None,
                (None, b'>') => return Some(at),
                (None, quote) => Some(quote),
            };
        }
    }
}

/// Where the next tag starts, or the end of `text`. A `<` that no name follows is a character that an author wrote.
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

impl<'m> Tag<'m> {
    fn new(text: Cow<'m, str>) -> Self {
        let start = if text.starts_with("</") { 2 } else { 1 };
        // Elements that programs make have more in their names: `<tab-item>`, `<o:p>`.
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':');
        let is_name = text.bytes().nth(start).is_some_and(|byte| byte.is_ascii_alphanumeric());
        let name = if is_name { text.bytes().skip(start).take_while(is_part).count() } else { 0 };
        Self { text, name: start..start + name }
    }
}

impl Tag<'_> {
    /// The tag as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its attributes, in order. Values may stand between quotation marks of either kind, or without any.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> {
        let mut at = self.name.end;
        let inside = self.text.trim_end_matches(['>', '/']).len();
        std::iter::from_fn(move || {
            let attribute = attribute(self.text.get(..inside)?, at)?;
            at = attribute.at.end;
            Some(attribute)
        })
    }

    /// The name of the element, as it is written; empty for a comment.
    pub fn name(&self) -> &str {
        &self.text[self.name.clone()]
    }

    /// Whether the element has one of these names, which must be in lower case.
    pub fn is_one_of(&self, names: &[&str]) -> bool {
        let name = self.name();
        names.iter().any(|other| name.eq_ignore_ascii_case(other))
    }

    /// Whether the texts before and after it are separate words, as in two cells of a table.
    pub fn parts_words(&self) -> bool {
        !self.is_one_of(INLINE)
    }

    /// Whether it ends the element.
    pub fn is_end(&self) -> bool {
        self.name.start == 2
    }

    /// The value of the attribute `name`, which must be in lower case; empty for one without a value.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.attributes().find(|attribute| attribute.name.eq_ignore_ascii_case(name)).map(|found| found.value)
    }
}

/// The next attribute of `tag` behind byte `from`.
fn attribute(tag: &str, from: usize) -> Option<Attribute> {
    let is_between = |c: char| c.is_ascii_whitespace() || c == '/';
    let start = tag.len() - tag.get(from..)?.trim_start_matches(is_between).len();
    // A stray `=` begins a name.
    let first = usize::from(tag[start..].starts_with('='));
    let rest = &tag[start + first..];
    let name_end =
        tag.len() - rest.len() + rest.find(|c: char| is_between(c) || c == '=').unwrap_or(rest.len());
    if start == tag.len() {
        return None;
    }
    let name = tag[start..name_end].to_owned();
    let behind = tag[name_end..].trim_start();
    let Some(value) = behind.strip_prefix('=').map(str::trim_start) else {
        return Some(Attribute {
            name,
            value: String::new(),
            at: start..name_end,
            value_at: name_end..name_end,
        });
    };
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value_start = tag.len() - value.len() + usize::from(quote.is_some());
    let length = match quote {
        Some(quote) => tag[value_start..].find(quote),
        None => value.find(|c: char| c.is_ascii_whitespace()),
    };
    let value_end = length.map_or(tag.len(), |length| value_start + length);
    let end = (value_end + usize::from(quote.is_some())).min(tag.len());
    let value = unescaped(&tag[value_start..value_end]).into_owned();
    Some(Attribute { name, value, at: start..end, value_at: value_start..value_end })
}

/// `text` with its entities decoded: `&lt;` becomes `<`.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of each part: texts as they are, tags by name.
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
    fn attributes_are_read_however_they_are_quoted() {
        let found = |tag: &'static str| -> Vec<(String, String, &str, &str)> {
            let tag_read = Tag::new(Cow::Borrowed(tag));
            let found = tag_read.attributes().map(|attribute| {
                (attribute.name, attribute.value, &tag[attribute.at], &tag[attribute.value_at])
            });
            found.collect()
        };
        let owned = |name: &str, value: &str, at: &'static str, value_at: &'static str| {
            (name.to_owned(), value.to_owned(), at, value_at)
        };
        assert_eq!(
            found("<a id=x NAME='y z' title = \"a &amp; b\" hidden/>"),
            [
                owned("id", "x", "id=x", "x"),
                owned("NAME", "y z", "NAME='y z'", "y z"),
                owned("title", "a & b", "title = \"a &amp; b\"", "a &amp; b"),
                owned("hidden", "", "hidden", ""),
            ]
        );
        assert_eq!(found("<br>"), []);
        assert_eq!(found("<a =\"x\">").len(), 1);
    }

    #[test]
    fn an_attribute_is_no_value() {
        let mut markup = Markup::default();
        let pieces: Vec<_> = markup.read("<i title=\"of id=\" id=\"x\">").collect();
        let [Piece::Tag(_, Some(tag))] = &pieces[..] else { panic!("{pieces:?}") };
        assert_eq!(tag.attribute("id").as_deref(), Some("x"));
    }
}
