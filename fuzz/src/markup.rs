//! Checks that the HTML made of an author's text can do no harm.
//!
//! It has its own reader of tags and does not use the program's, so that a mistake in the one is not repeated in the
//! other.

use leerlijn::syntax::{Body, Content, Document, TextPart};

/// Elements that run, load or submit something.
const HARMFUL: [&str; 12] = [
    "script", "style", "iframe", "object", "embed", "form", "base", "meta", "link", "svg", "math", "template",
];

/// The HTML of every body of `document`, with the letter `x` in place of each part that a page fills in.
pub(crate) fn bodies(document: &Document) -> impl Iterator<Item = String> {
    let bodies: Vec<&Body> = match &document.content {
        Content::Page(page) => vec![&page.body],
        Content::Module(module) => vec![&module.body],
        Content::Programme(programme) => vec![&programme.body],
        Content::Profile(profile) => {
            let prose = profile.sections.iter().map(|section| &section.prose);
            std::iter::once(&profile.intro).chain(prose).collect()
        }
    };
    bodies.into_iter().map(|body| {
        let parts =
            body.parts.iter().map(|part| if let TextPart::Html(html) = part { html.as_ref() } else { "x" });
        parts.collect()
    })
}

/// # Panics
/// When `markup` has an element or an attribute that can do harm.
pub(crate) fn assert_harmless(markup: &str) {
    judge(markup, &HARMFUL);
}

/// # Panics
/// When `page`, which may have scripts of its theme, has an attribute that can do harm.
pub(crate) fn assert_leads_nowhere_harmful(page: &str) {
    judge(page, &[]);
}

fn judge(markup: &str, harmful: &[&str]) {
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        assert!(!harmful.contains(&name.as_str()), "<{name}> in {markup}");
        if !name.is_empty() {
            rest = attributes(&rest[name.len()..], markup);
        }
    }
}

/// Checks the attributes of a tag, and returns the text after them.
fn attributes<'m>(mut rest: &'m str, markup: &str) -> &'m str {
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return rest;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end.max(1).min(rest.len()));
        let name = name.to_ascii_lowercase();
        assert!(!name.starts_with("on") && name != "style", "attribute {name} in {markup}");
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value
                .split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len())),
        };
        // Only the characters that a browser ignores in an address are left out.
        let address = value.trim_start_matches(|c: char| c <= ' ');
        let scheme: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).take(16).collect();
        let scheme = scheme.to_ascii_lowercase();
        let leads = matches!(name.as_str(), "href" | "src" | "cite" | "action" | "poster" | "srcset");
        let runs = ["javascript:", "vbscript:", "data:"].iter().any(|bad| scheme.starts_with(bad));
        assert!(!(leads && runs), "{name}={value} in {markup}");
        rest = after;
    }
}
