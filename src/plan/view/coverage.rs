//! The matrix and the gaps of one programme.
//!
//! A row of the matrix has a cell for each module that claims its item, in the order of `columns`, and nothing for the
//! others, so that a view is as large as its claims. Groups hold every item once.

use serde::Serialize;

use super::{
    ChoiceRef, ClaimPlace, ItemRef, Link, ModuleRef, OtherLevel, ProgrammeLink, StatusView, TotalsView,
};
use crate::text::Amount;

/// The page `matrix`.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MatrixView {
    /// The programme.
    pub programme: ProgrammeLink,
    /// Its profile.
    pub profile: Link,
    /// The profile's level, version and year as far as known, for the page's first sentence.
    pub profile_facts: Vec<(String, String)>,
    /// All items.
    pub totals: TotalsView,
    /// Contact hours of all modules together; of choices, those of the shortest ones.
    pub hours: Amount,
    /// The same with the longest ones; `hours` again where that is no more.
    pub hours_most: Amount,
    /// The choices, in the order of their columns.
    pub choices: Vec<ChoiceRef>,
    /// The terms, in order, with how many columns each takes.
    pub terms: Vec<MatrixTerm>,
    /// The columns: the modules of the terms, one behind the other.
    pub columns: Vec<MatrixColumn>,
    /// The matrix without the site's frame, to be shown inside another page.
    pub embed: String,
    /// The matrix as one file, to be handed round.
    pub single_file: String,
    /// Whether the matrix is too large for one page: its groups then have no rows, and lead to their own pages.
    pub overview: bool,
    /// The rows, by competence; the knowledge items are the last group.
    pub groups: Vec<MatrixGroup>,
    /// Whether some cell has weaker levels than the one that it shows.
    pub has_lower: bool,
    /// The modules that count at other levels here than their own.
    pub levels: Vec<(ModuleRef, Vec<OtherLevel>)>,
    /// The same matrix to download.
    pub downloads: Downloads,
}

/// The addresses of the files in which a page's content can be downloaded.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct Downloads {
    /// An Excel workbook; empty when its address went to something else.
    pub xlsx: String,
    /// CSV; empty when its address went to something else.
    pub csv: String,
}

/// A term as a group of columns.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MatrixTerm {
    /// Its title; empty for a programme without terms.
    pub title: String,
    /// How many modules it has.
    pub modules: usize,
}

/// A module as a column.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MatrixColumn {
    /// The module.
    pub module: ModuleRef,
    /// Index into the matrix's `terms`.
    pub term: usize,
    /// Whether it is the first of a term that has a title.
    pub opens: bool,
    /// Index into the matrix's `choices`; none for a module that everyone takes.
    pub choice: Option<usize>,
    /// How many items the module claims.
    pub claimed: usize,
}

/// A competence, or a profile's list of knowledge, as a group of rows.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MatrixGroup {
    /// The competence's id; empty for a list of knowledge, skills or attitudes.
    pub id: String,
    /// The competence's title; empty for such a list: the template has the word for `kind`.
    pub title: String,
    /// The kind of the rows: `indicator`, `knowledge`, `skill` or `attitude`.
    pub kind: &'static str,
    /// The competence's page, or the list's place on the profile's page.
    pub path: String,
    /// Its items, counted.
    pub totals: TotalsView,
    /// Its items.
    pub rows: Vec<MatrixRow>,
}

/// An item as a row.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MatrixRow {
    /// The item.
    pub item: ItemRef,
    /// How it stands.
    pub status: StatusView,
    /// The reason of an exempt item, else empty.
    pub reason: String,
    /// One for each module that claims it, in the order of the columns.
    pub cells: Vec<MatrixCell>,
    /// The first of the empty columns at the end of the row.
    pub blank_after: usize,
}

/// A module's strongest claim on an item.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MatrixCell {
    /// The column it stands in.
    pub column: usize,
    /// The first of the empty columns before it; `column` itself when there is none.
    pub blank_from: usize,
    /// Index into `site.levels`.
    pub level: usize,
    /// The weaker levels at which the module claims the item too, strongest first: indices into `site.levels`.
    pub lower: Vec<usize>,
    /// The section that makes the strongest claim.
    pub path: String,
    /// How many places of the module claim the item.
    pub places: usize,
    /// The other places, strongest first: the level of each, an index into `site.levels`, and its address.
    pub weaker: Vec<(usize, String)>,
    /// Whether the claims were made before the words of the item changed, and nobody has looked at them since.
    pub to_review: bool,
}

/// The page `gaps`.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct GapsView {
    /// The programme.
    pub programme: ProgrammeLink,
    /// Its profile.
    pub profile: Link,
    /// All items.
    pub totals: TotalsView,
    /// Missing, partial and possible items, by competence; groups without a gap are left out.
    pub groups: Vec<GapGroup>,
    /// Items that are assessed in an earlier term than the one that introduces them.
    pub early: Vec<EarlyView>,
    /// Items that the programme leaves out on purpose.
    pub exempt: Vec<ExemptView>,
    /// The modules that count at other levels here than their own.
    pub levels: Vec<(ModuleRef, Vec<OtherLevel>)>,
    /// The part of the coverage that hangs on single modules.
    pub reliance: RelianceView,
    /// The same lists to download.
    pub downloads: Downloads,
}

/// The gaps of one competence or list.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct GapGroup {
    /// The competence's id; empty for a list of knowledge, skills or attitudes.
    pub id: String,
    /// The competence's title; empty for such a list.
    pub title: String,
    /// `indicator`, `knowledge`, `skill` or `attitude`.
    pub kind: &'static str,
    /// The competence's page, or the list's place on the profile's page.
    pub path: String,
    /// All items of the group, counted.
    pub totals: TotalsView,
    /// Its gaps.
    pub gaps: Vec<GapView>,
}

/// An item that is not covered for everyone.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct GapView {
    /// The item.
    pub item: ItemRef,
    /// Missing, partial, or possible.
    pub status: StatusView,
    /// For a possible item the choices that may cover it, with the modules that do.
    pub choices: Vec<(ChoiceRef, Vec<ModuleRef>)>,
    /// For a partial item the claims there are, strongest first.
    pub claims: Vec<(ModuleRef, ClaimPlace)>,
    /// The sections of the programme's modules that probably teach the item, the best first.
    pub places: Vec<EvidenceView>,
}

/// A section that probably teaches an item.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct EvidenceView {
    /// The module.
    pub module: ModuleRef,
    /// The title of the section, or of the lesson where that has no headings; empty for such a module.
    pub title: String,
    /// The exact address, with `#` and the heading's id where there is one.
    pub path: String,
    /// The words that it shares with the item, the most telling first.
    pub words: Vec<String>,
    /// Whether it mentions the item.
    pub mention: bool,
}

/// An item assessed before it is introduced.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct EarlyView {
    /// The item.
    pub item: ItemRef,
    /// The module that assesses it, and where.
    pub assessed: (ModuleRef, ClaimPlace),
    /// The title of that module's term.
    pub assessed_term: String,
    /// The level at which that place itself claims it, where the programme counts it at another: index into `site.levels`.
    pub assessed_own: Option<usize>,
    /// The first module that introduces it, and where.
    pub introduced: (ModuleRef, ClaimPlace),
    /// The title of that module's term.
    pub introduced_term: String,
    /// As `assessed_own`, for the place that introduces it.
    pub introduced_own: Option<usize>,
    /// A module that introduces it in time, where not everyone takes that one, and where.
    pub chosen: Option<(ModuleRef, ClaimPlace)>,
    /// The title of that module's term; empty where there is none.
    pub chosen_term: String,
}

/// An exempt item.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ExemptView {
    /// The item.
    pub item: ItemRef,
    /// Why the programme leaves it out.
    pub reason: String,
}

/// How much of the coverage of a programme hangs on single modules.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct RelianceView {
    /// How many items one module alone brings to the required level.
    pub singles: usize,
    /// The modules that bring such items there, in the order of the programme.
    pub only: Vec<OnlyModule>,
    /// The items that `many_from` modules or more bring to the required level, with these modules.
    pub many: Vec<(ItemRef, Vec<ModuleRef>)>,
    /// From how many modules on an item stands in `many`.
    pub many_from: usize,
    /// The modules without which as many items would be covered.
    pub spare: Vec<ModuleRef>,
}

/// A module without which items would be gaps.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct OnlyModule {
    /// The module.
    pub module: ModuleRef,
    /// The items that no other module brings to the required level.
    pub items: Vec<ItemRef>,
}
