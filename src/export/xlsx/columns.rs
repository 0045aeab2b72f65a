//! Where the modules of a matrix stand in a sheet. Each term with a title has a column before its modules that says
//! what they reach together, so that the modules can be folded away and the terms stay apart.

use std::ops::Range;

use super::TooLarge;
use super::page::Column;
use crate::plan::view::MatrixView;
use crate::tabular::fits_workbook;

/// The columns before those of the modules: competence, item, text, status.
pub(super) const LEADING: Column = 4;

/// A term with its column.
pub(super) struct TermColumn {
    /// What its modules reach together.
    pub(super) column: Column,
    /// Which of the matrix's modules it has.
    pub(super) modules: Range<usize>,
}

/// The columns of a sheet.
pub(super) struct Columns {
    /// For each module its column.
    pub(super) modules: Vec<Column>,
    /// For each term its own; empty when no term has a title.
    pub(super) terms: Vec<TermColumn>,
    /// How many modules claim an item.
    pub(super) count: Column,
}

impl Columns {
    /// Lays out the columns of `view`.
    pub(super) fn new(view: &MatrixView) -> Result<Self, TooLarge> {
        let has_terms = view.terms.iter().any(|term| !term.title.is_empty());
        let all = view.columns.len() + if has_terms { view.terms.len() } else { 0 };
        let rows = view.groups.iter().map(|group| group.rows.len() + 1).sum();
        if !fits_workbook(rows, all) {
            return Err(TooLarge(format!("{rows} rows and {all} columns")));
        }
        let mut columns = Self { modules: Vec::new(), terms: Vec::new(), count: LEADING };
        for term in &view.terms {
            let first = columns.modules.len();
            if has_terms {
                columns
                    .terms
                    .push(TermColumn { column: columns.count, modules: first..first + term.modules });
                columns.count += 1;
            }
            for _ in 0..term.modules {
                columns.modules.push(columns.count);
                columns.count += 1;
            }
        }
        Ok(columns)
    }
}
