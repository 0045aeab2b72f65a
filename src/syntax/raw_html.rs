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

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, TagEnd};

use super::events::Located;
use super::front_matter::Source;
use crate::diagnostics::{Code, Diagnostic, say};
use crate::text::{DEEPEST_ELEMENT, ElementDepth, Markup, Piece, Span, Tag, shallow};

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

/// Reports the elements in `events`, a text of `source`, that are not on the list; of those at `unclosed` it was said.
pub(super) fn report(source: &mut Source<'_>, events: &[Located<'_>], unclosed: &HashSet<usize>) {
    let (mut depth, mut is_said) = (ElementDepth::default(), false);
    let whole = whole_code(events);
    let in_lines: HashSet<usize> = events
        .iter()
        .filter(|(event, _)| matches!(event, Event::InlineHtml(_)))
        .map(|(_, range)| range.start)
        .collect();
    for_each_tag(events, |tag, span| {
        if depth.is_too_deep(tag) && !std::mem::replace(&mut is_said, true) {
            let message = say!(
                "more than {most} elements stand in one another: the inner ones are left out",
                most = DEEPEST_ELEMENT
            );
            let help = say!("end each element where its text ends: `</div>`");
            source.problems.push(Diagnostic::new(Code::L109, source.place(span), message).help(help));
        }
        let at = span.start as usize;
        if !tag.is_end() && !tag.name().is_empty() && !is_allowed(tag) && !unclosed.contains(&at) {
            let name = tag.name();
            let is_in_line = in_lines.contains(&at);
            let message = if keeps_text(name) || (is_in_line && swallows(tag) && !whole.contains(&at)) {
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

/// Calls `see` with each tag in the markup of `events`, and where it stands in their text. A note is a text of its own.
pub(super) fn for_each_tag(events: &[Located<'_>], mut see: impl FnMut(&Tag<'_>, Span)) {
    let mut markup = Markup::default();
    let mut notes = 0_usize;
    for (event, range) in events {
        match event {
            Event::Start(pulldown_cmark::Tag::FootnoteDefinition(_)) => notes += 1,
            Event::End(TagEnd::FootnoteDefinition) => notes -= 1,
            // A tag or a comment that has no end reaches no further than its block.
            Event::Start(pulldown_cmark::Tag::HtmlBlock) | Event::InlineHtml(_) => markup = Markup::default(),
            _ => {}
        }
        let (Event::Html(html) | Event::InlineHtml(html)) = event else { continue };
        if notes > 0 {
            continue;
        }
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

/// Elements in which a parser of HTML takes all that follows for their text, tags too, up to their end; some have none.
const SWALLOWING: [&str; 12] = [
    "title",
    "textarea",
    "iframe",
    "noscript",
    "noframes",
    "noembed",
    "xmp",
    "plaintext",
    "script",
    "style",
    "select",
    "template",
];

/// Whether `tag` is of an element that is left out and would take the text behind it along.
fn swallows(tag: &Tag<'_>) -> bool {
    tag.is_one_of(&SWALLOWING) && !is_allowed(tag)
}

/// Where the tags within a line stand that begin code, such as a script, which ends on that line's text too. Its text is
/// left out with it.
pub(super) fn whole_code(events: &[Located<'_>]) -> HashSet<usize> {
    let mut whole = HashSet::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    for (event, range) in events {
        match event {
            Event::InlineHtml(html) => {
                let Some(Piece::Tag(_, Some(tag))) = Markup::default().read(html).next() else { continue };
                let name = tag.name().to_ascii_lowercase();
                if !swallows(&tag) || keeps_text(&name) {
                    continue;
                }
                match open.iter().rposition(|(open, _)| *open == name).filter(|_| tag.is_end()) {
                    Some(begin) => {
                        whole.extend([open[begin].1, range.start]);
                        open.truncate(begin);
                    }
                    None if tag.is_end() || open.len() >= DEEPEST_ELEMENT => {}
                    None => open.push((name, range.start)),
                }
            }
            Event::Start(tag) if is_block(&tag.to_end()) => open.clear(),
            Event::End(tag) if is_block(tag) => open.clear(),
            _ => {}
        }
    }
    whole
}

fn is_block(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// `block`, a block of hand-written HTML, without the tags of elements that would take along the text behind it.
pub(super) fn without_swallowing(block: &str) -> Cow<'_, str> {
    let (mut out, mut at, mut written) = (String::new(), 0, 0);
    let lower = block.to_ascii_lowercase();
    let mut last_ends: HashMap<String, Option<usize>> = HashMap::new();
    for piece in Markup::default().read(block) {
        let (Piece::Text(read) | Piece::Tag(read, _)) = piece;
        let end = at + read.len();
        if let Piece::Tag(_, Some(tag)) = &piece {
            let name = tag.name().to_ascii_lowercase();
            let mut is_ended = || {
                let last = last_ends.entry(name.clone()).or_insert_with(|| lower.rfind(&format!("</{name}")));
                name != "plaintext" && last.is_some_and(|last| last >= end)
            };
            if swallows(tag) && !tag.is_end() && !is_ended() {
                out.push_str(&block[written..at]);
                written = end;
            }
        }
        at = end;
    }
    if written == 0 { Cow::Borrowed(block) } else { Cow::Owned(out + &block[written..]) }
}

/// Whether `html`, a tag within a line, is left out by itself, so that it takes along no text behind it.
pub(super) fn is_swallowing(html: &str) -> bool {
    matches!(Markup::default().read(html).next(), Some(Piece::Tag(_, Some(tag))) if swallows(&tag))
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
    list.add_tags(["section", "figure", "figcaption", "picture", "source", "map", "area"])
        .add_generic_attributes(["id", "class", "dir", "role", "tabindex", "aria-label", "aria-hidden"])
        .add_tag_attributes("a", ["name"])
        .add_tag_attributes("area", ["alt", "coords", "href", "shape", "title"])
        .add_tag_attributes("map", ["name"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("ol", ["type"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("img", ["loading", "srcset", "sizes", "usemap"])
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
