//! Finds attributes behind a picture or a link that are only text: a space before the brace makes them that, and a link has
//! none here.

use std::ops::Range;

use super::marks::PlainMarkup;
use crate::diagnostics::say;
use crate::syntax::attributes::{Attributes, LONGEST_ATTRIBUTES, attributes_at};
use crate::syntax::document::SectionKind;
use crate::text::character_start;

/// Keys that other programs have behind a link.
const OF_LINKS: [&str; 9] =
    ["target", ":target", "rel", ":rel", "class", ":class", "title", "download", "style"];

/// The bytes of `text` that the attributes right behind the picture which ends at `end` take; empty without any.
pub(super) fn of_picture(text: &str, end: usize) -> Range<usize> {
    attributes_at(text, end).map_or(end..end, |attributes| attributes.span.range())
}

/// The attributes behind a space behind the picture that ends at `end`.
pub(super) fn apart_from_picture(text: &str, end: usize) -> Option<PlainMarkup> {
    let rest = text.get(end..)?;
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let attributes = attributes_at(text, end + spaces).filter(|_| spaces > 0)?;
    let is_of_picture = |key: &str| matches!(key, "width" | "picture" | "transcript");
    let is_place = |class: &str| matches!(class, "left" | "right" | "center" | "silent");
    let is_meant = attributes.pairs.iter().any(|(key, _)| is_of_picture(&key.value))
        || attributes.classes.iter().any(|class| is_place(&class.value));
    let at = attributes.span.range();
    let code = &text[at.clone()];
    let help = say!("write it right behind the picture, without a space: `![…](…){code}`", code);
    is_meant.then(|| PlainMarkup::new(at, say!("`{run}` is only text here", run = code), help))
}

/// The attributes behind the link that ends at `end`.
pub(super) fn of_link(text: &str, end: usize) -> Option<PlainMarkup> {
    let parsed = || attributes_at(text, end).filter(is_of_link).map(|attributes| attributes.span.range());
    let at = of_kramdown(text, end).or_else(parsed)?;
    let message = say!("`{run}` is only text here", run = &text[at.clone()]);
    Some(PlainMarkup::new(at, message, say!("a link has no attributes: take them out")))
}

/// `{: target="_blank"}`
fn of_kramdown(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?.strip_prefix("{:")?;
    // A line of nothing but such signs would be looked at once for each.
    let rest = &rest[..character_start(rest, LONGEST_ATTRIBUTES)];
    let end = rest.find(['}', '\n']).filter(|end| rest[*end..].starts_with('}'))?;
    Some(at..at + "{:".len() + end + 1)
}

fn is_of_link(attributes: &Attributes) -> bool {
    let is_known = |key: &str| OF_LINKS.contains(&key);
    let is_section = |class: &str| SectionKind::of_class(class).is_some();
    attributes.pairs.iter().any(|(key, _)| is_known(&key.value))
        || attributes.id.is_none()
            && attributes.pairs.is_empty()
            && !attributes.classes.iter().any(|class| is_section(&class.value))
}
