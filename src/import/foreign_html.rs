//! Purpose: the words of a description that another program wrote as HTML.
//! Input: HTML, of which nothing is promised. Output: plain text, a line for each block.
//! Invariant: a `<` that opens no tag stays; takes time in proportion to the text.

use crate::text::collapse_whitespace;

/// The words of `html`.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at..];
        let opens = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        match tag.find('>').filter(|_| opens) {
            Some(end) => {
                text.push_str(if is_block(&tag[1..end]) { "\n" } else { "" });
                rest = &tag[end + 1..];
            }
            None => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text.push_str(rest);
    let lines = entities(&text);
    let lines = lines.lines().map(collapse_whitespace).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a tag ends a line.
fn is_block(tag: &str) -> bool {
    let name: String = tag.chars().filter(char::is_ascii_alphanumeric).collect();
    ["p", "li", "br", "div", "tr", "ul", "ol"].iter().any(|block| name.starts_with(block))
}

fn entities(text: &str) -> String {
    const NAMED: [(&str, &str); 6] =
        [("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", " "), ("amp", "&")];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let name = after.get(..after.find(';').unwrap_or(0)).filter(|name| name.len() <= 10);
        let number = |name: &str| match name.strip_prefix('#')?.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => name[1..].parse().ok(),
        };
        let known = name.and_then(|name| {
            let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
            named.or_else(|| number(name).and_then(char::from_u32).map(String::from))
        });
        match (known, name) {
            (Some(text), Some(name)) => {
                plain.push_str(&text);
                rest = &after[name.len() + 1..];
            }
            _ => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_markup_goes() {
        assert_eq!(
            plain("<p>Zegt &lsquo;neen&rsquo; &amp; a &lt; b</p><p>x<br/>y</p>"),
            "Zegt &lsquo;neen&rsquo; & a < b\nx\ny"
        );
        assert_eq!(plain("2 < 3 &#233;&#xe9; &nbsp; & <b"), "2 < 3 éé & <b");
    }
}
