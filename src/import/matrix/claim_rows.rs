//! A sheet in which every row says by itself which module covers which item, such as `Module | Indicator | Level`: its rows,
//! and the role of each of its columns. `rows` finds out whether a sheet is one, `place_rows` makes claims of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostics::Message;
use crate::import::matrix::row_names::marked_parts;
use crate::import::question::Question;
use crate::import::spreadsheet::Sheet;

/// The role of a column of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowColumn {
    /// Modules.
    Modules,
    /// Items.
    Items,
    /// The level of its row.
    Marks,
    /// Modules, items or ticks of the level that its heading names.
    OfLevel(Content),
    /// Nothing of a claim: why, and whether its cells were meant as something of that kind.
    PassedOver { why: Message, is_named: bool },
}

/// The kind of content in the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Modules,
    Items,
    Marks,
    Other,
}

/// A sheet whose rows say claims.
#[derive(Debug, Clone)]
pub(super) struct ClaimRows {
    pub(super) sheet: Sheet,
    pub(super) columns: BTreeMap<usize, (String, RowColumn)>,
    pub(super) body: Range<usize>,
    /// The column whose numbers are those of items.
    pub(super) numbers: Option<usize>,
    /// The columns that a competence heads.
    pub(super) of_competences: BTreeSet<usize>,
    /// Letters that stand above columns, which may be those of levels.
    pub(super) letters: Vec<String>,
    /// A title or heading that takes all of it back.
    pub(super) denied: Option<String>,
    /// Whether the name of the sheet is that of a module, and the rows name none.
    pub(super) is_of_module: bool,
    pub(super) questions: Vec<Question>,
}

impl ClaimRows {
    /// The text right above the rows in a column.
    pub(super) fn head(&self, column: usize) -> String {
        let row = self.body.start.checked_sub(1);
        row.map(|row| self.sheet.text(row, column).to_owned()).unwrap_or_default()
    }

    /// Whether a row has something in a column that says claims.
    pub(super) fn is_claim(&self, row: usize) -> bool {
        let own = self
            .columns
            .iter()
            .filter(|(_, (_, role))| matches!(role, RowColumn::Modules | RowColumn::Items));
        self.body.contains(&row)
            && own.into_iter().any(|(column, _)| !self.sheet.text(row, *column).is_empty())
    }

    /// The heading of a column.
    pub(super) fn heading(&self, column: usize) -> &str {
        self.columns.get(&column).map(|(head, _)| head.as_str()).unwrap_or_default()
    }

    /// The first column of a role.
    pub(super) fn first_of(&self, wanted: &RowColumn) -> Option<usize> {
        self.of_role(wanted).first().copied()
    }

    /// The columns of one role.
    pub(super) fn of_role(&self, wanted: &RowColumn) -> Vec<usize> {
        self.columns.iter().filter(|(_, (_, role))| role == wanted).map(|(column, _)| *column).collect()
    }

    /// The columns whose heading names a level.
    pub(super) fn of_levels(&self, wanted: Content) -> Vec<usize> {
        self.of_role(&RowColumn::OfLevel(wanted))
    }

    pub(super) fn pass_over(&mut self, column: usize, why: Message) {
        if let Some((_, role)) = self.columns.get_mut(&column) {
            *role = RowColumn::PassedOver { why, is_named: false };
        }
    }

    /// The cells of the columns that say the levels of rows, with their addresses.
    pub(super) fn level_cells(&self) -> impl Iterator<Item = (&str, String)> {
        let is_level =
            |role: &RowColumn| matches!(role, RowColumn::Marks | RowColumn::OfLevel(Content::Marks));
        let columns = self.columns.iter().filter(move |(_, (_, role))| is_level(role));
        columns.flat_map(move |(column, _)| {
            let cells = self.body.clone().map(move |row| (row, self.sheet.text(row, *column)));
            cells
                .filter(|(_, text)| !text.is_empty())
                .map(move |(row, text)| (text, self.sheet.address(row, *column)))
        })
    }

    /// The cells that say marks: those of levels, and the marks behind names.
    pub(super) fn mark_cells(&self) -> Vec<&str> {
        let of_levels = |(_, role): &(String, RowColumn)| matches!(role, RowColumn::OfLevel(_));
        let letters =
            self.letters.iter().map(String::as_str).filter(|_| self.columns.values().any(of_levels));
        let mut found: Vec<&str> = letters.collect();
        for (column, (_, role)) in &self.columns {
            let texts =
                self.body.clone().map(|row| self.sheet.text(row, *column)).filter(|text| !text.is_empty());
            match role {
                RowColumn::Marks => found.extend(texts),
                RowColumn::OfLevel(Content::Marks) => found.extend(texts),
                RowColumn::OfLevel(_) => {}
                RowColumn::Modules | RowColumn::Items => {
                    found.extend(texts.flat_map(marked_parts).filter_map(|named| named.mark));
                }
                RowColumn::PassedOver { .. } => {}
            }
        }
        found
    }
}
