//! Purpose: let authors write markup by hand, and nothing that acts.
//! Input: the markup of a text that has some of the author's own. Output: the same, with an allow-list; L109 for
//! elements that are not on it.
//! Invariant: no script, style, form, frame, event attribute, or address of another kind than those that a
//! link may have; every element that is opened is closed.

use std::collections::HashSet;
use std::sync::OnceLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::Event;

use super::events::Located;
use super::front_matter::Source;
use crate::diagnostics::{Code, Diagnostic};
use crate::text::{Markup, Piece, Span};

/// `markup` with what is not on the list taken out.
pub(super) fn cleaned(markup: &str) -> String {
    allow_list().clean(markup).to_string()
}

/// Reports the elements in `events`, a text of `source`, that are not on the list.
pub(super) fn report(source: &mut Source<'_>, events: &[Located<'_>]) {
    static ALLOWED: OnceLock<HashSet<&str>> = OnceLock::new();
    let allowed = ALLOWED.get_or_init(|| allow_list().clone_tags());
    let mut markup = Markup::default();
    for (event, range) in events {
        let (Event::Html(html) | Event::InlineHtml(html)) = event else { continue };
        let mut at = range.start;
        for piece in markup.read(html) {
            let (Piece::Text(read) | Piece::Tag(read, _)) = piece;
            if let Piece::Tag(_, Some(tag)) = &piece
                && !tag.is_end()
                && !tag.name().is_empty()
                && !allowed.contains(tag.name().to_ascii_lowercase().as_str())
            {
                let message = format!("`<{}>` is left out of the page", tag.name());
                let help = "write it in markdown, or lead to it with a link; `raw_html = \"all\"` in leerlijn.toml lets all authors use all markup";
                let place = source.place(Span::new(at..at + read.len()));
                source.problems.push(Diagnostic::new(Code::L109, place, message).help(help));
            }
            at += read.len();
        }
    }
}

/// What addresses may begin with.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Whether `address` is one that a link may have: of a scheme that is allowed, or of none. Browsers leave white space
/// and control characters out before they look for the scheme.
fn may_lead_to(address: &str) -> bool {
    let address: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let scheme = address.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
    scheme.is_none_or(|(scheme, _)| SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)))
}

fn allow_list() -> &'static Builder<'static> {
    static LIST: OnceLock<Builder<'static>> = OnceLock::new();
    LIST.get_or_init(make_list)
}

fn make_list() -> Builder<'static> {
    let mut list = Builder::default();
    list.add_tags(["section", "figure", "figcaption"])
        .add_generic_attributes(["id", "class", "dir", "role", "tabindex", "aria-label", "aria-hidden"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("pre", ["data-language"])
        .url_schemes(HashSet::from(SCHEMES))
        .attribute_filter(|_, attribute, value| {
            // The crate knows of addresses in `href` and `src` alone.
            (attribute != "cite" || may_lead_to(value)).then_some(value.into())
        })
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    list
}
