//! Builds what is said about the site as a whole: the accessibility statement, which says what the settings say and
//! nothing more, the feed of changes, which has each page once, at its last change, and the sitemap.

use super::{Pages, frame};
use crate::plan::OutPath;
use crate::plan::addresses::FEED;
use crate::plan::route::Route;
use crate::plan::view::{AccessibilityView, FeedEntry, FeedView, MovedView, SitemapEntry};
use crate::text::Date;

/// How many changes a feed tells; older ones have been read.
const ENTRIES: usize = 30;

/// The statement; none when the settings have none.
pub(super) fn statement(pages: &Pages<'_>) -> Option<AccessibilityView> {
    let config = &pages.site.config;
    let settings = config.accessibility.as_ref()?;
    let organisation = if settings.organisation.is_empty() { &config.title } else { &settings.organisation };
    Some(AccessibilityView {
        organisation: organisation.clone(),
        conformance: settings.conformance.as_str(),
        date: settings.date.map(frame::date_view),
        contact: settings.contact.clone(),
        contact_address: contact_address(&settings.contact),
        problems: settings.problems.clone(),
        enforcement: settings.enforcement.clone(),
    })
}

/// A page's address as it is, a mail address as one to write to.
fn contact_address(contact: &str) -> String {
    let page = contact.starts_with("https://") || contact.starts_with("http://");
    if page { contact.to_owned() } else { format!("mailto:{contact}") }
}

/// The page at the old address `from`, which leads to `route`.
pub(super) fn moved(pages: &Pages<'_>, from: &OutPath, route: Route) -> MovedView {
    let link = pages.link(route);
    MovedView {
        title: link.title,
        language: link.language,
        path: format!("{}{}", "../".repeat(from.depth()), link.path),
        canonical: pages.full_address(route).unwrap_or_default(),
    }
}

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

/// The sitemap, for a site at `base`: every page that search engines should find. The day is that of the file whose
/// text the page shows.
pub(super) fn sitemap(pages: &Pages<'_>, base: &str) -> Vec<SitemapEntry> {
    let listed = pages.addresses.routes().filter(|(route, _)| pages.is_listed(*route));
    let entry = |route| {
        let document = pages.describe(route).document.map(|id| pages.site.document(id));
        let changed = document.and_then(|document| pages.sources.changed(&document.path));
        let changed = changed.map(|day| day.to_string()).unwrap_or_default();
        Some(SitemapEntry { address: pages.page_address(route, base)?, changed })
    };
    listed.filter_map(|(route, _)| entry(route)).collect()
}

fn entry(pages: &Pages<'_>, route: Route, changed: Date, base: &str) -> Option<FeedEntry> {
    let page = frame::page_view(pages, route)?;
    Some(FeedEntry {
        title: page.title,
        address: pages.page_address(route, base)?,
        summary: page.description,
        changed: changed.to_string(),
    })
}
