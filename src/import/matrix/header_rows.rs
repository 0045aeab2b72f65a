//! The rows above a table: for each the texts in it and the columns above which they stand, the text beside it, and the counts by
//! which `header` finds its role.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::Message;
use crate::import::matrix::denial::is_sign;
use crate::import::matrix::modules::Modules;
use crate::import::matrix::vocabulary::{is_code, is_letter, number};
use crate::import::spreadsheet::Sheet;
use crate::text::fold_cell;

/// The role of a row above a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum HeaderRole {
    /// The codes of the modules.
    Codes,
    /// Their names: titles, with or without their codes.
    Names,
    /// The terms in which they stand.
    Terms,
    /// The levels of the columns, by name, sign or letter.
    Levels,
    /// Parts of a module: theory, practice.
    Parts,
    /// The hours of the modules.
    Hours,
    /// The title of the sheet, or nothing above the columns.
    Band,
    /// Something else: why it is passed over.
    PassedOver(Message),
}

/// A row above the table.
#[derive(Debug, Clone)]
pub(super) struct HeaderRow {
    pub(super) row: usize,
    pub(super) role: HeaderRole,
    /// The text beside the row, in a column of labels.
    pub(super) label: String,
    /// Everything that stands in its columns of labels.
    pub(super) labels: Vec<String>,
    /// The columns above which a text stands that is struck through.
    pub(super) struck: BTreeSet<usize>,
    /// For each column what stands above it, and whether it stands above its neighbours as well.
    pub(super) cells: BTreeMap<usize, HeaderCell>,
}

/// A text above a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeaderCell {
    pub(super) text: String,
    /// The first of the columns above which this one text stands.
    pub(super) first: usize,
    pub(super) is_shared: bool,
    /// Whether a sign stands before it, which it explains.
    pub(super) explains: bool,
}

impl HeaderRow {
    pub(super) fn new(sheet: &Sheet, row: usize, labels: &BTreeSet<usize>) -> Self {
        let label = labels.iter().rev().map(|column| sheet.text(row, *column)).find(|text| !text.is_empty());
        let is_beside = |column: usize, other: usize| {
            let text = sheet.text(row, column);
            let is_same = sheet.text(row, other) == text
                && sheet.cell(row, column).value == sheet.cell(row, other).value;
            sheet.is_merged((row, column), (row, other)) || (is_same && number(text).is_none())
        };
        // The text beside a sign explains it.
        let is_explained = |column: usize| column > 0 && is_sign(sheet.text(row, column - 1));
        let mut cells: BTreeMap<usize, HeaderCell> = BTreeMap::new();
        for column in (0..sheet.width()).filter(|column| !labels.contains(column)) {
            let cell = sheet.cell(row, column);
            let is_title_of_all = labels.iter().any(|label| sheet.is_merged((row, column), (row, *label)));
            if cell.text.is_empty() || cell.struck || is_title_of_all {
                continue;
            }
            let before = column.checked_sub(1).filter(|before| is_beside(column, *before));
            let first = before.and_then(|before| cells.get(&before)).map_or(column, |before| before.first);
            if let Some(before) = before.and_then(|before| cells.get_mut(&before)) {
                before.is_shared = true;
            }
            let (text, is_shared, explains) = (cell.text.clone(), first != column, is_explained(column));
            cells.insert(column, HeaderCell { text, first, is_shared, explains });
        }
        let label = label.unwrap_or_default().to_owned();
        let labels = labels.iter().filter(|column| !is_explained(**column));
        let labels = labels.map(|column| sheet.text(row, *column).to_owned());
        let labels = labels.filter(|text| !text.is_empty()).collect();
        let is_struck = |column: &usize| sheet.cell(row, *column).is_struck_through();
        let struck = (0..sheet.width()).filter(is_struck).collect();
        Self { row, role: HeaderRole::Names, label, labels, struck, cells }
    }

    /// The texts of the row; one that stands above several columns counts once.
    pub(super) fn distinct(&self) -> Vec<&str> {
        let firsts = self.cells.iter().filter(|(column, cell)| cell.first == **column);
        firsts.map(|(_, cell)| cell.text.as_str()).collect()
    }

    /// Whether it is a line of a legend: a letter, and right beside it alone the words that it stands for; or another sign,
    /// and the level that it is.
    pub(super) fn explains_label(&self, modules: &Modules<'_>) -> bool {
        let texts = self.distinct();
        let is_alone = self.cells.len() == 1 && texts.iter().all(|text| text.chars().count() > 1);
        is_alone && (is_letter(&self.label) || (is_sign(&self.label) && modules.are_levels(&texts)))
    }

    pub(super) fn count_known(&self, modules: &Modules<'_>) -> usize {
        self.distinct().iter().filter(|text| modules.is_module(text)).count()
    }

    pub(super) fn count_codes(&self, modules: &Modules<'_>) -> usize {
        let is_code = |text: &&&str| is_code(text) || modules.is_code(text);
        self.distinct().iter().filter(is_code).count()
    }

    /// Whether most of its texts are or begin with the code of a module of the site.
    pub(super) fn has_codes(&self, modules: &Modules<'_>) -> bool {
        let texts = self.distinct();
        texts.iter().filter(|text| modules.coded(text).is_some()).count() * 2 > texts.len()
    }

    /// Whether it has the code of one module above a column above which `other` has that of another.
    pub(super) fn has_codes_of_others(&self, other: &Self, modules: &Modules<'_>) -> bool {
        let differs = |(column, cell): (&usize, &HeaderCell)| {
            let own = modules.coded(&cell.text);
            let others = other.cells.get(column).and_then(|cell| modules.coded(&cell.text));
            own.zip(others).is_some_and(|(one, other)| one != other)
        };
        self.cells.iter().any(differs)
    }

    pub(super) fn are_codes_by_form(&self) -> bool {
        let texts = self.distinct();
        texts.iter().filter(|text| is_code(text)).count() * 2 > texts.len()
    }

    pub(super) fn has_shared(&self) -> bool {
        self.cells.values().any(|cell| cell.is_shared)
    }

    /// Whether a text stands above several columns that are not one group.
    pub(super) fn comes_again(&self) -> bool {
        let texts = self.distinct();
        let folded: BTreeSet<String> = texts.iter().map(|text| fold_cell(text)).collect();
        folded.len() < texts.len()
    }

    /// Whether the row leaves out columns that the row below has: its texts stand above several of them.
    pub(super) fn is_sparse(&self, below: Option<&Self>) -> bool {
        below.is_some_and(|below| self.cells.len() * 2 <= below.cells.len() + 1 && below.cells.len() > 1)
    }

    /// Whether the texts of this row stand above groups of the columns of `lower`.
    pub(super) fn groups(&self, lower: &Self) -> bool {
        self.has_shared() || self.is_sparse(Some(lower))
    }
}
