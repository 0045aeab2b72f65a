//! The feed of changes: the pages whose day of change is known, newest first.

use serde::Serialize;

/// The value `feed` in the template `feed.xml`.
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
