//! Purpose: the words of a description that another program wrote as HTML.
//! Input: HTML, of which nothing is promised. Output: plain text, a line for each block.
//! Invariant: what opens no tag, or never closes it, stays.

use crate::text::{Markup, Piece, collapse_whitespace, unescaped};

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] =
    &["p", "li", "br", "div", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"];

/// The words of `html`.
pub(super) fn plain(html: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_markup_goes() {
        assert_eq!(
            plain("<p>Zegt &lsquo;neen&rsquo; &amp; a &lt; b</p><p>x<br/>y</p>"),
            "Zegt ‘neen’ & a < b\nx\ny"
        );
        assert_eq!(plain("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"), "a b\nc");
        assert_eq!(plain("2 < 3 &#233;&#xe9; &nbsp; & <b"), "2 < 3 éé & <b");
    }
}
