//! How each item of a profile stands in one programme.
//!
//! Rows stand in the order of the profile's items, columns in the order of the programme. Covered, possible, partial,
//! missing and exempt items add up to all items.

use super::cells::{CoverageCells, RowIndex};
use super::choices::{ColumnChoice, ColumnChoices, Sure};
use super::progression::Early;
use crate::config::LevelId;
use crate::diagnostics::{Message, say};
use crate::model::{ItemId, ModuleId, ProfileId, ProgrammeId, Site};

/// How an item stands in a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Some module brings it to the required level, whatever is chosen.
    Covered,
    /// Some choices bring it to the required level, and others do not.
    Possible,
    /// It is claimed, but below the required level.
    Partial,
    /// No module claims it.
    Missing,
    /// The programme leaves it out on purpose.
    Exempt,
}

impl Status {
    /// Its name in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Possible => "possible",
            Self::Partial => "partial",
            Self::Missing => "missing",
            Self::Exempt => "exempt",
        }
    }

    /// The word for it in a sentence.
    pub fn message(self) -> Message {
        match self {
            Self::Covered => say!("covered"),
            Self::Possible => say!("possible"),
            Self::Partial => say!("partial"),
            Self::Missing => say!("missing"),
            Self::Exempt => say!("exempt"),
        }
    }

    /// Whether it is a gap.
    pub fn is_gap(self) -> bool {
        matches!(self, Self::Possible | Self::Partial | Self::Missing)
    }
}

/// Items, counted by how they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// All items.
    pub items: usize,
    /// Covered.
    pub covered: usize,
    /// Covered by some choices alone.
    pub possible: usize,
    /// Partial.
    pub partial: usize,
    /// Missing.
    pub missing: usize,
    /// Exempt.
    pub exempt: usize,
}

impl Totals {
    /// Counts `statuses`.
    pub fn of(statuses: impl IntoIterator<Item = Status>) -> Self {
        let mut totals = Self::default();
        for status in statuses {
            totals.items += 1;
            match status {
                Status::Covered => totals.covered += 1,
                Status::Possible => totals.possible += 1,
                Status::Partial => totals.partial += 1,
                Status::Missing => totals.missing += 1,
                Status::Exempt => totals.exempt += 1,
            }
        }
        totals
    }

    /// Missing, partial and possible items together.
    pub fn gaps(&self) -> usize {
        self.possible + self.partial + self.missing
    }
}

/// One row of the matrix.
#[derive(Debug, Clone)]
pub struct ItemCoverage {
    /// The item.
    pub item: ItemId,
    /// How it stands.
    pub status: Status,
    /// The level to which it is brought whatever is chosen.
    pub guaranteed: Option<LevelId>,
    /// Its exemption: an index into the programme's `exempt`.
    pub exemption: Option<usize>,
    /// The claims that show it assessed before it is introduced.
    pub early: Option<Early>,
}

/// The coverage of one programme.
#[derive(Debug, Clone)]
pub struct ProgrammeCoverage {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its profile.
    pub profile: ProfileId,
    /// The modules, one for each column.
    pub columns: Vec<ModuleId>,
    /// For each column the index of its term.
    pub terms: Vec<usize>,
    /// The items, one for each row.
    pub rows: Vec<ItemCoverage>,
    /// The matrix.
    pub cells: CoverageCells,
    /// All items, counted.
    pub totals: Totals,
    choices: ColumnChoices,
    index: RowIndex,
}

impl ProgrammeCoverage {
    /// Counts programme `id` of `site`.
    pub(super) fn new(site: &Site, id: ProgrammeId) -> Self {
        let programme = &site.programmes[id];
        let (terms, columns): (Vec<usize>, Vec<ModuleId>) = programme.modules().unzip();
        let items = &site.profiles[programme.profile].items;
        let index = RowIndex::new(items);
        let cells = CoverageCells::new(site, programme, &columns, &index, items.len());
        let choices = ColumnChoices::new(programme);
        let mut exemptions = vec![None; items.len()];
        for (at, exemption) in programme.exempt.iter().enumerate() {
            if let Some(row) = index.get(exemption.item) {
                exemptions[row].get_or_insert(at);
            }
        }
        let rows: Vec<ItemCoverage> = items
            .iter()
            .zip(exemptions)
            .enumerate()
            .map(|(row, (item, exemption))| {
                let guaranteed = choices.guaranteed(cells.row(row));
                let strongest = cells.row(row).iter().map(|cell| cell.level).max();
                let status = status(site, guaranteed, strongest, exemption.is_some());
                let early = Early::find(&cells, row, site.config.scale.required, (&terms, &choices));
                ItemCoverage { item: *item, status, guaranteed, exemption, early }
            })
            .collect();
        let totals = Totals::of(rows.iter().map(|row| row.status));
        Self {
            programme: id,
            profile: programme.profile,
            columns,
            terms,
            rows,
            cells,
            totals,
            choices,
            index,
        }
    }

    /// The row of `item`; none when the item belongs to another profile.
    pub fn row_of(&self, item: ItemId) -> Option<usize> {
        self.index.get(item)
    }

    /// How `item` stands; none when the item belongs to another profile.
    pub fn status_of(&self, item: ItemId) -> Option<Status> {
        self.row_of(item).map(|row| self.rows[row].status)
    }

    /// The choices, in the order of their columns.
    pub fn choices(&self) -> &[ColumnChoice] {
        &self.choices.all
    }

    /// The choice that has `column`; none for a module that everyone takes.
    pub fn choice_of(&self, column: usize) -> Option<&ColumnChoice> {
        self.choices.of(column)
    }

    /// The only module that brings the item in `row` to the required level for everyone; none where there are several, or
    /// none.
    pub fn only_module(&self, site: &Site, row: usize) -> Option<ModuleId> {
        self.only_column(site, row).map(|column| self.columns[column])
    }

    /// The only column without which the item in `row` would not be covered.
    pub(super) fn only_column(&self, site: &Site, row: usize) -> Option<usize> {
        if self.rows[row].status != Status::Covered {
            return None;
        }
        let columns: Vec<usize> = self.covering(site, row).collect();
        if self.choices.sure(&columns) != (Sure { at_least: 1, same_for_all: 1 }) {
            return None;
        }
        let is_everyones = |column: &usize| self.choice_of(*column).is_none_or(|one| one.pick == one.of);
        columns.into_iter().find(is_everyones)
    }

    /// The terms that claim the item in `row` whatever is chosen, in order, each with the level that it guarantees.
    pub fn guaranteed_by_term(&self, row: usize) -> impl Iterator<Item = (usize, LevelId)> {
        let terms = self.cells.row(row).chunk_by(|a, b| self.terms[a.column] == self.terms[b.column]);
        terms.filter_map(|cells| {
            let level = self.choices.guaranteed(cells)?;
            Some((self.terms[cells.first()?.column], level))
        })
    }

    /// How many of the modules that everyone takes at least bring the item in `row` to the required level.
    pub(super) fn times(&self, site: &Site, row: usize) -> usize {
        self.choices.sure(&self.covering(site, row).collect::<Vec<_>>()).at_least
    }

    /// The columns that bring the item in `row` to the required level.
    pub fn covering(&self, site: &Site, row: usize) -> impl Iterator<Item = usize> {
        let required = site.config.scale.required;
        let cells = self.cells.row(row).iter();
        cells.filter(move |cell| cell.level >= required).map(|cell| cell.column)
    }

    /// `items`, counted; those of another profile are left out.
    pub fn totals_of(&self, items: impl IntoIterator<Item = ItemId>) -> Totals {
        Totals::of(items.into_iter().filter_map(|item| self.status_of(item)))
    }
}

/// How an item stands that every choice brings to the level `guaranteed`, and the best one to the `strongest`.
fn status(site: &Site, guaranteed: Option<LevelId>, strongest: Option<LevelId>, exempt: bool) -> Status {
    let is_enough = |level: Option<LevelId>| level >= Some(site.config.scale.required);
    if exempt {
        Status::Exempt
    } else if is_enough(guaranteed) {
        Status::Covered
    } else if is_enough(strongest) {
        Status::Possible
    } else if strongest.is_some() {
        Status::Partial
    } else {
        Status::Missing
    }
}
