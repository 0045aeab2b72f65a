//! Purpose: let authors write markup by hand, and nothing that acts.
//! Input: the markup of a text that has some of the author's own. Output: the same, with an allow-list.
//! Invariant: no script, style, form, frame, event attribute, or address of another kind than those that a
//! link may have; every element that is opened is closed.

use std::collections::HashSet;
use std::sync::OnceLock;

use ammonia::{Builder, UrlRelative};

/// `markup` with what is not on the list taken out.
pub(super) fn cleaned(markup: &str) -> String {
    static LIST: OnceLock<Builder<'static>> = OnceLock::new();
    LIST.get_or_init(allow_list).clean(markup).to_string()
}

fn allow_list() -> Builder<'static> {
    let mut list = Builder::default();
    list.add_tags(["section", "figure", "figcaption"])
        .add_generic_attributes(["id", "class", "dir", "role", "tabindex", "aria-label", "aria-hidden"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("pre", ["data-language"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    list
}
