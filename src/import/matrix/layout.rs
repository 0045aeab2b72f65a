//! A layout is one way to understand a sheet as a matrix: which way round it is turned, which columns name its items, and
//! the tables that stand below each other in it, each with its header and the role of every column. `layouts` finds the
//! layouts that a sheet may have; everything behind it looks at the sheet through the one that was taken.
//!
//! ```text
//!          M01  M02  Remarks      header: row 1 names the modules
//! c1.1      x          ok         labels: column A names the items
//! c1.2           x                columns: B and C of modules, D passed over
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostics::Message;
use crate::import::matrix::header::Header;
use crate::import::matrix::header_rows::{HeaderRole, HeaderRow};
use crate::import::matrix::items::Items;
use crate::import::matrix::labels::Labels;
use crate::import::matrix::module_names::ColumnName;
use crate::import::matrix::modules::HeaderMeaning;
use crate::import::matrix::vocabulary::{
    is_about_amounts, is_about_places, is_letter, is_number, is_sentence, is_total, number,
};
use crate::import::spreadsheet::{CellValue, Sheet};

/// One way to understand a sheet.
#[derive(Debug, Clone)]
pub(super) struct SheetLayout {
    /// The sheet, turned so that its items stand in rows.
    pub(super) sheet: Sheet,
    pub(super) labels: Labels,
    /// The tables that stand below each other in it.
    pub(super) tables: Vec<MatrixTable>,
    /// How much of the sheet it explains; 0 where no table has both items and modules.
    pub(super) score: usize,
}

/// A table: rows of items below a header.
#[derive(Debug, Clone)]
pub(super) struct MatrixTable {
    pub(super) header: Header,
    pub(super) columns: BTreeMap<usize, ColumnRole>,
    pub(super) body: Range<usize>,
}

/// The role of a column that does not name the items.
#[derive(Debug, Clone)]
pub(super) enum ColumnRole {
    /// One of a module.
    Module { name: ColumnName, meaning: HeaderMeaning },
    /// Another one: what stands above it, why it is passed over, and whether its heading is one of a module all the
    /// same, so that whatever stands in it was meant as a mark. It may have been passed over for its content, which may be
    /// marks that nobody knows.
    PassedOver { name: String, why: Message, is_named: bool, is_for_content: bool },
}

impl SheetLayout {
    /// Whether a table has items and modules.
    pub(super) fn has_modules(&self) -> bool {
        self.score > 0
    }

    /// The number of rows that name an item beyond doubt.
    pub(super) fn item_rows(&self, items: &Items<'_>) -> usize {
        let rows = self.tables.iter().flat_map(|table| table.body.clone());
        rows.filter(|row| self.labels.is_item(&self.sheet, items, *row)).count()
    }

    /// The columns of all tables.
    pub(super) fn columns(&self) -> impl Iterator<Item = (&MatrixTable, usize, &ColumnRole)> {
        self.tables
            .iter()
            .flat_map(|table| table.columns.iter().map(move |(column, role)| (table, *column, role)))
    }

    /// The places where a row of an item and a column of a module meet.
    pub(super) fn item_cells(&self, items: &Items<'_>) -> Vec<(usize, usize)> {
        let of_table = |table: &MatrixTable| -> Vec<(usize, usize)> {
            let modules = table.columns.iter().filter(|(_, role)| matches!(role, ColumnRole::Module { .. }));
            let columns: Vec<usize> = modules.map(|(column, _)| *column).collect();
            let rows = table.body.clone().filter(|row| self.labels.is_item(&self.sheet, items, *row));
            rows.flat_map(|row| columns.iter().map(move |column| (row, *column))).collect()
        };
        self.tables.iter().flat_map(of_table).collect()
    }

    /// The texts of the columns of modules, below their headers.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().flat_map(move |table| {
            let modules = table.columns.iter().filter(|(_, role)| matches!(role, ColumnRole::Module { .. }));
            let columns: Vec<usize> = modules.map(|(column, _)| *column).collect();
            let rows = table.body.clone().filter({
                let columns = columns.clone();
                move |row| !self.counts(*row, &columns)
            });
            rows.flat_map(move |row| {
                columns.clone().into_iter().map(move |column| self.sheet.text(row, column))
            })
            .filter(|text| !text.is_empty())
        })
    }

    /// Whether a row says by its name that it adds up or counts, and has nothing but numbers below the modules.
    fn counts(&self, row: usize, columns: &[usize]) -> bool {
        let label = self.labels.cells(&self.sheet, row);
        let mut texts = columns.iter().map(|column| self.sheet.text(row, *column));
        let says_so = label
            .iter()
            .any(|cell| is_total(cell.text) || (is_about_amounts(cell.text) && !is_sentence(cell.text)));
        (says_so || label.is_empty()) && texts.all(|text| text.is_empty() || number(text).is_some())
    }

    /// The cell above a table that says, alone in its row, that the table counts something: `Lesuren per module`.
    pub(super) fn counting_title(&self) -> Option<(usize, usize)> {
        let sheet = &self.sheet;
        let of_row = |row: usize| {
            let filled: Vec<usize> = (0..sheet.width())
                .filter(|column| !sheet.text(row, *column).is_empty())
                .filter(|column| *column == 0 || !sheet.is_merged((row, *column), (row, column - 1)))
                .collect();
            let counts = |column: &usize| {
                let text = sheet.text(row, *column);
                is_about_amounts(text) || is_about_places(text) || is_total(text)
            };
            let found = filled.iter().copied().find(counts).filter(|_| filled.len() <= 2);
            found.map(|column| (row, column))
        };
        self.tables.iter().find_map(|table| (0..table.body.start).find_map(of_row))
    }

    /// A cell besides the title that says that the numbers of the table count lessons, weeks or hours: above a module, or in a note
    /// below the table.
    pub(super) fn counting_text(&self, items: &Items<'_>) -> Option<(usize, usize)> {
        let sheet = &self.sheet;
        let counts = |row: usize, column: usize| {
            let text = sheet.text(row, column);
            is_about_amounts(text) || is_about_places(text)
        };
        let is_open = |row: &&HeaderRow| {
            !matches!(row.role, HeaderRole::Hours | HeaderRole::Terms | HeaderRole::Levels | HeaderRole::Band)
        };
        let above = self.tables.iter().flat_map(|table| {
            let columns = table.columns.iter().filter(|(_, role)| matches!(role, ColumnRole::Module { .. }));
            let columns: Vec<usize> = columns.map(|(column, _)| *column).collect();
            table
                .header
                .rows
                .iter()
                .filter(is_open)
                .flat_map(move |row| columns.clone().into_iter().map(move |column| (row.row, column)))
        });
        let last = self.tables.iter().map(|table| table.body.end).max()?;
        let is_note = |row: &usize| {
            let filled = (0..sheet.width()).filter(|column| !sheet.text(*row, *column).is_empty()).count();
            filled <= 2 && !self.is_row(items, *row)
        };
        let first = self.tables.iter().map(|table| table.body.start).min()?;
        let below = (first..sheet.height().max(last)).filter(is_note);
        let below = below.flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
        above.chain(below).find(|(row, column)| counts(*row, *column))
    }

    /// A heading that says so of every column: units below the names of the modules, such as `les | les | les`, or a corner such as
    /// `Lesnummer →`.
    pub(super) fn counting_heading(&self, items: &Items<'_>) -> Option<(usize, usize)> {
        let sheet = &self.sheet;
        let counts = |text: &str| is_about_amounts(text) || is_about_places(text);
        let of_table = |table: &MatrixTable| {
            let columns = table.columns.iter().filter(|(_, role)| matches!(role, ColumnRole::Module { .. }));
            let columns: Vec<usize> = columns.map(|(column, _)| *column).collect();
            let is_unit = |row: &usize| {
                let texts =
                    columns.iter().map(|column| sheet.text(*row, *column)).filter(|text| !text.is_empty());
                let texts: Vec<&str> = texts.collect();
                !self.is_row(items, *row)
                    && texts.len() * 2 > columns.len()
                    && texts.iter().all(|text| counts(text) && !text.contains(|c: char| c.is_ascii_digit()))
            };
            let points = |text: &str| text.contains(['→', '>']) || text.to_lowercase().contains("nummer");
            let mut corners = table.header.beside_rows();
            let corner =
                corners.find(|(_, text)| is_about_places(text) && points(text)).map(|(row, text)| {
                    (row, (0..sheet.width()).find(|column| sheet.text(row, *column) == text).unwrap_or(0))
                });
            let rows = || table.header.rows.iter().map(|row| row.row).chain(table.body.clone());
            let unit = || Some((rows().find(is_unit)?, *columns.first()?));
            corner.or_else(unit)
        };
        self.tables.iter().find_map(of_table)
    }

    /// The heading of a column that says, for each of the rows of `cells`, the sum of their numbers: `Totaal uren`.
    pub(super) fn sum_column(&self, cells: &[(usize, usize)]) -> Option<(usize, usize)> {
        let mut rows: BTreeMap<usize, f64> = BTreeMap::new();
        for (row, column) in cells {
            if let Some(value) = amount(self.sheet.text(*row, *column)) {
                *rows.entry(*row).or_default() += value;
            }
        }
        let adds_up =
            |column: usize| rows.iter().all(|(row, sum)| amount(self.sheet.text(*row, column)) == Some(*sum));
        let counts = |text: &str| is_about_amounts(text) || is_about_places(text);
        let mut passed = self.columns().filter(|(_, _, role)| matches!(role, ColumnRole::PassedOver { .. }));
        passed.find_map(|(table, column, _)| {
            let text = table.header.texts(column).last().copied()?;
            let row = (0..table.body.start).find(|row| self.sheet.text(*row, column) == text)?;
            (rows.len() > 1 && counts(text) && adds_up(column)).then_some((row, column))
        })
    }

    /// The label of a row below `cells`, those of items and modules, that adds up their numbers by column. A row that counts how
    /// many cells are filled is another one.
    pub(super) fn sum_row(&self, cells: &[(usize, usize)]) -> Option<(usize, usize)> {
        let mut columns: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for (row, column) in cells {
            if let Some(value) = amount(self.sheet.text(*row, *column)) {
                let (sum, count) = columns.entry(*column).or_default();
                *sum += value;
                *count += 1.0;
            }
        }
        let is_other = columns.values().any(|(sum, count)| sum != count);
        let last = cells.iter().map(|(row, _)| *row).max()?;
        let label =
            |row: usize| (0..self.sheet.width()).find(|column| is_total(self.sheet.text(row, *column)));
        let adds_up = |row: usize| {
            columns.iter().all(|(column, (sum, _))| amount(self.sheet.text(row, *column)) == Some(*sum))
        };
        let mut rows = (last + 1..self.sheet.height()).filter(|row| is_other && adds_up(*row));
        rows.find_map(|row| Some((row, label(row)?)))
    }

    /// Whether a row is about an item or a competence, or names modules or what belongs to them.
    pub(super) fn is_row(&self, items: &Items<'_>, row: usize) -> bool {
        let rows = || self.tables.iter().flat_map(|table| &table.header.rows);
        let is_header = |header: &&HeaderRow| match header.role {
            HeaderRole::Band | HeaderRole::PassedOver(_) => false,
            HeaderRole::Codes
            | HeaderRole::Names
            | HeaderRole::Terms
            | HeaderRole::Levels
            | HeaderRole::Parts
            | HeaderRole::Hours => true,
        };
        self.labels.is_named(&self.sheet, items, row)
            || rows().filter(is_header).any(|header| header.row == row)
    }

    /// The letters above columns that may be initials of levels.
    pub(super) fn letter_parts(&self) -> impl Iterator<Item = &str> {
        self.columns().filter_map(|(_, _, role)| match role {
            ColumnRole::Module { name, .. } if is_letter(&name.part) => Some(name.part.as_str()),
            ColumnRole::Module { .. } | ColumnRole::PassedOver { .. } => None,
        })
    }

    /// Whether the columns of its modules are parts of them, such as one for each level.
    pub(super) fn has_parts(&self) -> bool {
        self.columns()
            .any(|(_, _, role)| matches!(role, ColumnRole::Module { name, .. } if !name.part.is_empty()))
    }

    /// Whether a cell stands in a row below a header, in a column that is one of modules or of labels.
    pub(super) fn is_in_body(&self, row: usize, column: usize) -> bool {
        self.tables.iter().any(|table| {
            let is_module = matches!(table.columns.get(&column), Some(ColumnRole::Module { .. }));
            table.body.contains(&row)
                && is_module
                && self.labels.columns.iter().any(|label| !self.sheet.text(row, *label).is_empty())
        })
    }

    /// The first module's column that was not taken for one, and why.
    pub(super) fn refused(&self) -> Option<(String, &Message)> {
        self.columns().find_map(|(_, column, role)| match role {
            ColumnRole::PassedOver { why, is_named: true, .. } => Some((self.sheet.column_name(column), why)),
            ColumnRole::PassedOver { .. } | ColumnRole::Module { .. } => None,
        })
    }

    /// The short texts in the columns that were passed over for what they hold.
    pub(super) fn unknown_marks(&self) -> Vec<&str> {
        let mut found = BTreeMap::new();
        for table in &self.tables {
            let passed = table.columns.iter().filter(|(_, role)| match role {
                ColumnRole::PassedOver { is_for_content, .. } => *is_for_content,
                ColumnRole::Module { .. } => false,
            });
            for (column, _) in passed {
                for row in table.body.clone() {
                    let text = self.sheet.text(row, *column);
                    if !text.is_empty() && text.chars().count() <= 20 {
                        *found.entry(text).or_insert(0_usize) += 1;
                    }
                }
            }
        }
        let mut found: Vec<(&str, usize)> = found.into_iter().collect();
        found.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), *text));
        found.into_iter().take(6).map(|(text, _)| text).collect()
    }

    /// Whether two readings give every cell the same meaning.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let columns = |reading: &Self| -> Vec<(String, String)> {
            let roles = reading.tables.iter().flat_map(|table| &table.columns);
            let named = roles.filter_map(|(column, role)| match role {
                ColumnRole::Module { name, meaning } => Some(match meaning {
                    HeaderMeaning::New => {
                        (reading.sheet.column_name(*column), format!("{} {}", name.code, name.title))
                    }
                    known => (reading.sheet.column_name(*column), format!("{known:?}")),
                }),
                ColumnRole::PassedOver { .. } => None,
            });
            named.collect()
        };
        self.sheet.is_turned() == other.sheet.is_turned()
            && self.labels.columns == other.labels.columns
            && columns(self) == columns(other)
    }
}

/// Whether a row adds up what stands above it: it says so, or it holds numbers alone and no item.
pub(super) fn is_total_row(cells: &[&str], label: &[&str]) -> bool {
    label.iter().any(|text| is_total(text))
        || (label.is_empty() && !cells.is_empty() && cells.iter().all(|text| is_number(text)))
}

/// Whether a cell counts as one that somebody filled in.
pub(super) fn is_filled(sheet: &Sheet, row: usize, column: usize) -> bool {
    let cell = sheet.cell(row, column);
    !cell.text.is_empty() || cell.value == CellValue::Unstored
}

/// The value of a cell that is a number.
fn amount(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok()
}
