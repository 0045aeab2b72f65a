//! The editions of a site: of a school year, say. Each is a site of its own, at its own address.
//!
//! The newest lists the earlier ones in its settings. An earlier one is built with a look at the newest, so each of its pages
//! knows whether the newest has it too: there the page leads, and search engines are told that it is the one to show.

use super::Pages;
use crate::plan::view::EditionView;

/// Every edition, the newest first; none where there is only one.
pub(super) fn editions(pages: &Pages<'_>) -> Vec<EditionView> {
    let config = &pages.site.config;
    let edition = |title: &str, address: &str, current| EditionView {
        title: title.to_owned(),
        address: address.to_owned(),
        current,
    };
    let (newest, earlier) = match &config.newest {
        Some(newest) => (edition(&newest.title, &home(&newest.base_url), false), &newest.editions),
        None => (edition(&config.edition, &home(&config.base_url), true), &config.editions),
    };
    if earlier.is_empty() {
        return Vec::new();
    }
    let is_current = |title: &str| config.newest.as_ref().is_some_and(|newest| newest.shown == title);
    let earlier = earlier.iter().map(|one| edition(&one.title, &home(&one.address), is_current(&one.title)));
    std::iter::once(newest).chain(earlier).collect()
}

fn home(address: &str) -> String {
    if address.is_empty() { String::new() } else { format!("{address}/") }
}

/// The page at `path` in the newest edition, or that edition's home page; none where this is the newest.
pub(super) fn newest_page(pages: &Pages<'_>, path: &str) -> Option<String> {
    let newest = pages.site.config.newest.as_ref()?;
    Some(same_page(pages, path).unwrap_or_else(|| home(&newest.base_url)))
}

/// The page in the newest edition that stands at `path`, or stood there before it moved.
pub(super) fn same_page(pages: &Pages<'_>, path: &str) -> Option<String> {
    let newest = pages.site.config.newest.as_ref()?;
    let there = newest.pages.get(path)?;
    Some(format!("{}/{}", newest.base_url, there.strip_suffix("index.html").unwrap_or(there)))
}
