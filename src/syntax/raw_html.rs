//! Lets authors write HTML by hand, within an allow-list.
//!
//! The cleaning is done by ammonia, on the HTML of a whole text and not on the author's fragments, since an element
//! may be opened in one fragment and closed in another. So the list also has to let through the elements and
//! attributes that we write ourselves, such as `aria-label` and `data-language`; a new attribute in `body.rs`,
//! `table.rs` or `highlight.rs` may have to be added here. Addresses are marks of `slots.rs` by then, for `model` to
//! check; they pass, since they look like relative addresses.
//!
//! After the cleaning there is no script, style, form, frame or event attribute, no other address of a scheme that is
//! not in `SCHEMES`, and every element that is opened is closed. Elements that are not on the list are reported (L109).
//! Texts without raw HTML are not cleaned, and neither is any text if the site's owner sets `raw_html = "all"`.

use std::collections::HashSet;
use std::sync::OnceLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::Event;

use super::events::Located;
use super::front_matter::Source;
use crate::diagnostics::{Code, Diagnostic, say};
use crate::text::{DEEPEST_ELEMENT, ElementDepth, Markup, Piece, Span, Tag, ends_by_itself, shallow};

/// `markup` without the elements, attributes and addresses that are not on the list.
pub(super) fn cleaned(markup: &str) -> String {
    allow_list().clean(&shallow(markup)).to_string()
}

/// Whether the element of `tag` is on the list.
pub(super) fn is_allowed(tag: &Tag<'_>) -> bool {
    static ALLOWED: OnceLock<HashSet<&str>> = OnceLock::new();
    let allowed = ALLOWED.get_or_init(|| allow_list().clone_tags());
    allowed.contains(tag.name().to_ascii_lowercase().as_str())
}

/// Reports the elements in `events`, a text of `source`, that are not on the list.
pub(super) fn report(source: &mut Source<'_>, events: &[Located<'_>]) {
    let (mut depth, mut is_said) = (ElementDepth::default(), false);
    for_each_tag(events, |tag, span| {
        if depth.is_too_deep(tag) && !std::mem::replace(&mut is_said, true) {
            let message = say!(
                "more than {most} elements stand in one another: the inner ones are left out",
                most = DEEPEST_ELEMENT
            );
            let help = say!("end each element where its text ends: `</div>`");
            source.problems.push(Diagnostic::new(Code::L109, source.place(span), message).help(help));
        }
        if !tag.is_end() && !tag.name().is_empty() && !is_allowed(tag) {
            let name = tag.name();
            let message = if keeps_text(name) {
                say!("`<{name}>` is left out of the page", name)
            } else {
                say!("`<{name}>` is left out of the page, and so is the text in it", name)
            };
            let help = say!(
                "write it in markdown, or lead to it with a link; `raw_html = \"all\"` in leerlijn.toml lets all authors use all markup"
            );
            source.problems.push(Diagnostic::new(Code::L109, source.place(span), message).help(help));
        }
    });
}

/// Whether `events` have an element that is not on the list.
pub(super) fn has_unlisted(events: &[Located<'_>]) -> bool {
    let mut found = false;
    for_each_tag(events, |tag, _| found |= !tag.name().is_empty() && !is_allowed(tag));
    found
}

/// Calls `see` with each tag in the markup of `events`, and where it stands in their text.
fn for_each_tag(events: &[Located<'_>], mut see: impl FnMut(&Tag<'_>, Span)) {
    let mut markup = Markup::default();
    for (event, range) in events {
        let (Event::Html(html) | Event::InlineHtml(html)) = event else { continue };
        let mut at = range.start;
        for piece in markup.read(html) {
            let (Piece::Text(read) | Piece::Tag(read, _)) = piece;
            if let Piece::Tag(_, Some(tag)) = &piece {
                see(tag, Span::new(at..at + read.len()));
            }
            at += read.len();
        }
    }
}

/// Reports the elements that `events`, a section of a profile or a line of one, begin and do not end. Each section is
/// on a page by itself, so that an element cannot reach over the next heading.
pub(super) fn report_unended(source: &mut Source<'_>, events: &[Located<'_>]) {
    let mut open: Vec<(String, Span)> = Vec::new();
    for_each_tag(events, |tag, span| {
        if tag.name().is_empty() || ends_by_itself(tag) {
            return;
        }
        let name = tag.name().to_ascii_lowercase();
        if !tag.is_end() {
            open.push((name, span));
        } else if let Some(begin) = open.iter().rposition(|(open, _)| *open == name) {
            open.truncate(begin);
        }
    });
    for (name, span) in open {
        let message =
            say!("`<{name}>` is not ended in this section or line of the profile, so it ends with it", name);
        let help = say!(
            "each section is shown by itself: write `<{name}>` and `</{name}>` in every one that it is about",
            name
        );
        source.problems.push(Diagnostic::new(Code::L115, source.place(span), message).help(help));
    }
}

/// Whether the text in an element that is not on the list stays.
fn keeps_text(name: &str) -> bool {
    cleaned(&format!("<{name}>x</{name}>")).contains('x')
}

/// The schemes that an address may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Whether `address` has an allowed scheme, or none. Browsers remove white space and control characters before they
/// look for the scheme, so this does too.
pub(super) fn may_lead_to(address: &str) -> bool {
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
    list.add_tags(["section", "figure", "figcaption", "picture", "source"])
        .add_generic_attributes(["id", "class", "dir", "role", "tabindex", "aria-label", "aria-hidden"])
        .add_tag_attributes("a", ["name"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("ol", ["type"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("img", ["loading", "srcset", "sizes"])
        .add_tag_attributes("source", ["src", "srcset", "sizes", "media", "type", "width", "height"])
        .add_tag_attributes("pre", ["data-language"])
        .url_schemes(HashSet::from(SCHEMES))
        .attribute_filter(|_, attribute, value| {
            // The crate checks addresses in `href` and `src` alone.
            (attribute != "cite" || may_lead_to(value)).then_some(value.into())
        })
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    list
}
