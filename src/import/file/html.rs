//! The words of the HTML that strangers put into single texts, such as the description of a competency. Nothing is
//! promised of it: it may be text in which a `<` stands for itself.

use crate::text::{Markup, Piece, collapse_whitespace, unescaped};

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] =
    &["p", "li", "br", "div", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"];
/// Elements within a line.
const INLINE: &[&str] = &[
    "a", "b", "i", "u", "em", "strong", "span", "sub", "sup", "code", "font", "small", "td", "th", "table",
    "img",
];

/// The words of `html`, a line for each block.
pub(in crate::import) fn words(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for piece in Markup::default().read(html) {
        match piece {
            Piece::Text(words) | Piece::Tag(words, None) => text.push_str(&unescaped(words)),
            Piece::Tag(_, Some(tag)) if tag.is_one_of(BLOCKS) => text.push('\n'),
            Piece::Tag(_, Some(tag)) if tag.parts_words() => text.push(' '),
            Piece::Tag(..) => {}
        }
    }
    let lines = text.lines().map(collapse_whitespace).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether `text` is written in HTML: an element ends in it, or a line does, or a space is named. A `<b>` by itself may be
/// a text about HTML.
pub(in crate::import) fn is_marked_up(text: &str) -> bool {
    let ends = |piece: Piece<'_>| match piece {
        Piece::Tag(_, Some(tag)) => {
            tag.is_one_of(&["br"]) || (tag.is_end() && (tag.is_one_of(BLOCKS) || tag.is_one_of(INLINE)))
        }
        Piece::Tag(_, None) | Piece::Text(_) => false,
    };
    text.contains("&nbsp;") || (text.contains('<') && Markup::default().read(text).any(ends))
}

/// The most bytes of a `style` element that is read: a longer one is that of a website, which says nothing here.
const LONGEST_STYLE: usize = 2_000_000;

/// The contents of the `style` elements of `page`, in order. An element without an end goes on to the end of the page, and
/// a very long one is left out.
pub(in crate::import) fn style_sheets(page: &str) -> impl Iterator<Item = &str> {
    let lower = page.to_ascii_lowercase();
    let mut at = 0;
    let next = move || {
        let start = at + lower[at..].find("<style")?;
        let open = start + lower[start..].find('>')? + 1;
        at = lower[open..].find("</style").map_or(page.len(), |end| open + end);
        Some(&page[open..at])
    };
    std::iter::from_fn(next).filter(|sheet| sheet.len() <= LONGEST_STYLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_markup_goes() {
        assert_eq!(
            words("<p>Zegt &lsquo;neen&rsquo; &amp; a &lt; b</p><p>x<br/>y</p>"),
            "Zegt ‘neen’ & a < b\nx\ny"
        );
        assert_eq!(words("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"), "a b\nc");
        assert_eq!(words("2 < 3 &#233;&#xe9; &nbsp; & <b"), "2 < 3 éé & <b");
    }

    #[test]
    fn a_text_is_marked_up_when_it_has_what_pages_have() {
        assert!(
            is_marked_up("<p>Leest</p>") && is_marked_up("Leest&nbsp;goed") && is_marked_up("x<sub>2</sub>")
        );
        assert!(
            !is_marked_up("a < b & c > d")
                && !is_marked_up("Kent <b> en &amp;")
                && !is_marked_up("<x> is groter")
        );
    }
}
