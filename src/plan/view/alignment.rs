//! How a programme teaches and assesses: its alignment, and its assessment map.

use serde::Serialize;

use super::{
    ChoiceRef, ClaimPlace, Downloads, ItemRef, Link, ModuleRef, OccasionView, ProgrammeLink, StatusView,
};
use crate::text::Amount;

/// The page `alignment`: for each item where it is introduced, practised and assessed, and how.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AlignmentView {
    /// The programme.
    pub programme: ProgrammeLink,
    /// Its profile.
    pub profile: Link,
    /// Whether it is too large for one page: its groups then have no rows.
    pub overview: bool,
    /// Whether some row has hours.
    pub has_hours: bool,
    /// The items, by competence.
    pub groups: Vec<AlignmentGroup>,
    /// The items that are assessed by nothing that has a weight, with the places that assess them.
    pub unweighed: Vec<(ItemRef, Vec<(ModuleRef, ClaimPlace)>)>,
    /// The items that are assessed and practised nowhere, with the places that assess them.
    pub unpractised: Vec<(ItemRef, Vec<(ModuleRef, ClaimPlace)>)>,
    /// The modules whose whole weight is on items that they never teach.
    pub untaught: Vec<UntaughtModule>,
    /// The items that several modules introduce.
    pub repeated: Vec<(ItemRef, Vec<ModuleRef>)>,
    /// How many items one module alone brings to the required level.
    pub singles: usize,
    /// How many items `many_from` modules or more bring to the required level.
    pub many: usize,
    /// From how many modules on an item counts in `many`.
    pub many_from: usize,
}

/// A competence, or a profile's list of knowledge, with its items.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AlignmentGroup {
    /// The competence's id; empty for a list of knowledge, skills or attitudes.
    pub id: String,
    /// The competence's title; empty for such a list: the template has the word for `kind`.
    pub title: String,
    /// The kind of the rows: `indicator`, `knowledge`, `skill` or `attitude`.
    pub kind: &'static str,
    /// The competence's page, or the list's place on the profile's page.
    pub path: String,
    /// Its items.
    pub rows: Vec<AlignmentRow>,
}

/// An item, and where it is learned and assessed.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AlignmentRow {
    /// The item.
    pub item: ItemRef,
    /// How it stands.
    pub status: StatusView,
    /// The reason of an exempt item, else empty.
    pub reason: String,
    /// For each of `site.levels` the places that claim it at that level, in the order of the programme.
    pub levels: Vec<Vec<(ModuleRef, ClaimPlace)>>,
    /// The hours of the activities that work on it, each activity's parted evenly over its items.
    pub hours: Option<Amount>,
    /// Whether it is assessed by nothing that has a weight.
    pub unweighed: bool,
    /// Whether it is assessed and practised nowhere.
    pub unpractised: bool,
}

/// A module that weighs nothing but items which it never teaches.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct UntaughtModule {
    /// The module.
    pub module: ModuleRef,
    /// The items.
    pub items: Vec<ItemRef>,
}

/// The page `assessments`: which assessment asks for which item, with its weight.
///
/// As in the matrix, a row has a cell for each assessment that asks for its item and nothing for the others.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AssessmentsView {
    /// The programme.
    pub programme: ProgrammeLink,
    /// Its profile.
    pub profile: Link,
    /// Whether the map is too large for one page: its groups then have no rows.
    pub overview: bool,
    /// The modules that assess, in order, with how many columns each takes.
    pub modules: Vec<AssessingModule>,
    /// The columns: the assessments of the modules, one behind the other.
    pub columns: Vec<AssessmentColumn>,
    /// The rows, by competence.
    pub groups: Vec<AssessmentGroup>,
    /// The same map to download.
    pub downloads: Downloads,
}

/// A module as a group of columns.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AssessingModule {
    /// The module.
    pub module: ModuleRef,
    /// The choice that it stands in; none where everyone takes it.
    pub choice: Option<ChoiceRef>,
    /// How many assessments it has in the map.
    pub assessments: usize,
}

/// An assessment as a column.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AssessmentColumn {
    /// The title of its section.
    pub title: String,
    /// Its exact address.
    pub path: String,
    /// Its method, hours and weight.
    pub occasion: OccasionView,
    /// Index into the map's `modules`.
    pub module: usize,
    /// Whether it is the first of its module.
    pub opens: bool,
    /// How many items it asks for.
    pub items: usize,
}

/// A competence, or a profile's list of knowledge, as a group of rows.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AssessmentGroup {
    /// The competence's id; empty for a list of knowledge, skills or attitudes.
    pub id: String,
    /// The competence's title; empty for such a list.
    pub title: String,
    /// `indicator`, `knowledge`, `skill` or `attitude`.
    pub kind: &'static str,
    /// The competence's page, or the list's place on the profile's page.
    pub path: String,
    /// How many items it has.
    pub items: usize,
    /// For how many of them some assessment asks.
    pub asked: usize,
    /// Its items.
    pub rows: Vec<AssessmentRow>,
}

/// An item as a row.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AssessmentRow {
    /// The item.
    pub item: ItemRef,
    /// How it stands.
    pub status: StatusView,
    /// The reason of an exempt item, else empty.
    pub reason: String,
    /// One for each assessment that claims it, in the order of the columns.
    pub cells: Vec<AssessmentCell>,
    /// The number of assessments that ask for it at the required level.
    pub asked: usize,
    /// The first of the empty columns at the end of the row.
    pub blank_after: usize,
}

/// An assessment that claims an item.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AssessmentCell {
    /// The column it stands in.
    pub column: usize,
    /// The first of the empty columns before it; `column` itself when there is none.
    pub blank_from: usize,
    /// Index into `site.levels`: the strongest level at which the assessment claims the item.
    pub level: usize,
}
