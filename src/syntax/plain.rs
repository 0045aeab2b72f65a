//! Purpose: the words of a text without its markup.
//! Input: a [`Body`]. Output: plain text.
//! Invariant: nothing but markup is lost: a mention without words of its own is shown by its name.

use super::document::{Body, Document, LinkField, Part};
use crate::text::collapse_whitespace;

/// The words of `body`, a text of `document`, with a line for each block.
pub fn plain_text(document: &Document, body: &Body) -> String {
    let mut markup = String::new();
    for part in &body.parts {
        match part {
            Part::Html(html) => markup.push_str(html),
            Part::Link(link, LinkField::Name) => {
                markup.push_str(&escaped(&document.links[*link].target.value))
            }
            _ => {}
        }
    }
    text_of(&markup)
}

/// The words of a piece of HTML that this program made itself: every `<` in it opens a tag.
fn text_of(markup: &str) -> String {
    let mut text = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        if ["</p", "</li", "</h", "<br", "</div", "</tr"].iter().any(|block| tag.starts_with(block)) {
            text.push('\n');
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    let text = unescape(&text);
    let lines = text.lines().map(collapse_whitespace).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn unescape(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&")
}
