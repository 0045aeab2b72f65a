//! Pages and files about the site as a whole: the accessibility statement, the feed of changes and the
//! sitemap.

use serde::Serialize;

use super::DateView;

/// The page with the accessibility statement. Its parts are those of the European model statement (Decision (EU)
/// 2018/1523).
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AccessibilityView {
    /// The body that answers for the site.
    pub organisation: String,
    /// `full`, `partial` or `none`.
    pub conformance: &'static str,
    /// The day on which the conformance was assessed.
    pub date: Option<DateView>,
    /// A mail address or the address of a page.
    pub contact: String,
    /// The contact as an address to link to.
    pub contact_address: String,
    /// The parts that do not conform yet, each a sentence of the site's own.
    pub problems: Vec<String>,
    /// The enforcement body's page; empty when the site names none.
    pub enforcement: String,
}

/// The value `feed` in the template `feed.xml`: the pages whose day of change is known, newest first.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct FeedView {
    /// The full address of the home page.
    pub home: String,
    /// The full address of the feed.
    pub address: String,
    /// The day of the newest change, in the form of ISO 8601.
    pub updated: String,
    /// The changes.
    pub entries: Vec<FeedEntry>,
}

/// A page at an old address, which leads on to the one that has its content now: `moved` in the template `moved.html`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MovedView {
    /// The title of the page to which it leads.
    pub title: String,
    /// The language of that title; empty for the site's.
    pub language: String,
    /// The relative address of that page.
    pub path: String,
    /// Its whole address when the site has a `base_url`, else empty.
    pub canonical: String,
}

/// A page in the sitemap: one of `entries` in the template `sitemap.xml`.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SitemapEntry {
    /// Its full address.
    pub address: String,
    /// The day of its last change, in the form of ISO 8601; empty where it is not known.
    pub changed: String,
}

/// A page that was changed.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct FeedEntry {
    /// Its title.
    pub title: String,
    /// Its full address.
    pub address: String,
    /// One sentence about it; empty when the author wrote none.
    pub summary: String,
    /// The day, in the form of ISO 8601.
    pub changed: String,
}
