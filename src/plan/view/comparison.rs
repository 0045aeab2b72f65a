//! The programmes that lead to one profile, side by side.

use serde::Serialize;

use super::{ItemRef, Link, ProgrammeCard, StatusView};
use crate::text::Amount;

/// The page that compares the programmes of a profile.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ComparisonView {
    /// The profile.
    pub profile: Link,
    /// The programmes, in order: the columns.
    pub programmes: Vec<ProgrammeCard>,
    /// Whether a module of one of them says how it teaches, and in how many hours.
    pub has_hours: bool,
    /// How many items do not stand the same in all of them.
    pub different: usize,
    /// Whether the table would be too large for one page; the groups are then without rows.
    pub overview: bool,
    /// The items, by competence and list.
    pub groups: Vec<ComparisonGroup>,
}

/// A competence or a list with its items.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ComparisonGroup {
    /// The competence's id; empty for a list.
    pub id: String,
    /// The competence's title; empty for a list.
    pub title: String,
    /// The kind of its items.
    pub kind: &'static str,
    /// Its page, or its place on the profile's page.
    pub path: String,
    /// How many of its items do not stand the same in all programmes.
    pub different: usize,
    /// Its items.
    pub rows: Vec<ComparisonRow>,
}

/// An item in each programme.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ComparisonRow {
    /// The item.
    pub item: ItemRef,
    /// Whether it does not stand the same in all programmes: by how it stands, or by its level.
    pub different: bool,
    /// How it stands in each programme.
    pub cells: Vec<ComparedItem>,
}

/// How an item stands in one of several programmes.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ComparedItem {
    /// How it stands.
    pub status: StatusView,
    /// Why the programme leaves it out; empty where it does not.
    pub reason: String,
    /// The strongest level at which a module claims it: index into `site.levels`.
    pub level: Option<usize>,
    /// The strongest level that it reaches whatever is chosen.
    pub guaranteed: Option<usize>,
    /// The title of the first term that claims it; empty where none does, and for a programme without terms.
    pub first: String,
    /// The number of modules that claim it.
    pub modules: usize,
    /// The hours of the activities that work on it; none where no such activity has hours.
    pub hours: Option<Amount>,
}
