//! Builds the feed of changes from the days on which files were changed. A page is in it once, at its last change.

use super::Pages;
use crate::plan::addresses::FEED;
use crate::plan::route::Route;
use crate::plan::view::{FeedEntry, FeedView};
use crate::text::Date;

/// How many changes a feed tells; older ones have been read.
const ENTRIES: usize = 30;

/// The feed; none for a site that does not know its address, or no day of change.
pub(super) fn feed(pages: &Pages<'_>) -> Option<FeedView> {
    let base = &pages.site.config.base_url;
    if base.is_empty() {
        return None;
    }
    let mut changed: Vec<(Date, Route)> = pages
        .site
        .documents
        .iter()
        .filter_map(|(id, resolved)| {
            Some((pages.sources.changed(&resolved.document.path)?, pages.addresses.route_of(id)?))
        })
        .collect();
    // Of one day the pages stand in the order of the site, which a stable sort keeps.
    changed.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    changed.truncate(ENTRIES);
    let updated = changed.first()?.0.to_string();
    let entries = changed.into_iter().filter_map(|(date, route)| entry(pages, route, date, base));
    Some(FeedView {
        home: format!("{base}/"),
        address: format!("{base}/{FEED}"),
        updated,
        entries: entries.collect(),
    })
}

fn entry(pages: &Pages<'_>, route: Route, changed: Date, base: &str) -> Option<FeedEntry> {
    let page = super::frame::page_view(pages, route)?;
    Some(FeedEntry {
        title: page.title,
        address: pages.page_address(route, base)?,
        summary: page.description,
        changed: changed.to_string(),
    })
}
