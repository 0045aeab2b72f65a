//! The matrix as a workbook: a sheet with the matrix and one with its legend. A cell holds the mark of a level or
//! nothing, so importing the file changes nothing.

use std::ops::Range;

use rust_xlsxwriter::Workbook;

use super::legend;
use super::page::{Column, GroupRow, SheetPage, TEXT_WIDTH, id_width};
use super::style::{Styles, rule_of_blanks, tints};
use super::{TooLarge, workbook};
use crate::config::Config;
use crate::export::phrases::{counts, group_name, module_name, status};
use crate::plan::view::{MatrixColumn, MatrixGroup, MatrixRow, MatrixView};
use crate::tabular::{Marks, Word, fits_workbook};

/// The row of terms; the modules stand below it, the items below those.
const TERM_ROW: u32 = 2;
const MODULE_ROW: u32 = 3;
/// How many columns can be read on one sheet of paper.
const COLUMNS_OF_PAPER: Column = 60;

/// The matrix as a workbook.
///
/// # Errors
/// When it has more columns or rows than Excel can hold.
pub fn matrix_xlsx(config: &Config, view: &MatrixView) -> Result<Vec<u8>, TooLarge> {
    let mut book = workbook(&view.programme.title)?;
    let columns = Columns::new(view)?;
    write_matrix(&mut book, config, view, &columns)?;
    legend::write(&mut book, config, legend::Facts::of_matrix(view))?;
    Ok(book.save_to_buffer()?)
}

fn write_matrix(
    book: &mut Workbook,
    config: &Config,
    view: &MatrixView,
    columns: &Columns,
) -> Result<(), TooLarge> {
    let name = Word::Matrix.text(config.language);
    let page = SheetPage::new(book.add_worksheet(), name, &config.base_url)?;
    let marks = config.scale.levels.ids().map(|level| Marks::written(&config.scale, level)).collect();
    let mut sheet = Sheet { page, styles: Styles::new(), config, view, columns, marks };
    sheet.head()?;
    let mut row = MODULE_ROW + 1;
    for group in &view.groups {
        row = sheet.group(row, group)?;
    }
    sheet.foot(row)?;
    sheet.settings(row)
}

struct Sheet<'a> {
    page: SheetPage<'a>,
    styles: Styles,
    config: &'a Config,
    view: &'a MatrixView,
    columns: &'a Columns,
    marks: Vec<String>,
}

impl Sheet<'_> {
    fn head(&mut self) -> Result<(), TooLarge> {
        let (styles, view, language) = (&self.styles, self.view, self.config.language);
        self.page.link(0, 0, &view.programme.title, &view.programme.matrix, &styles.title)?;
        self.page.text(1, 0, &counts(self.config, &view.profile.title, view.totals), &styles.quiet)?;
        let words = [Word::Competence, Word::Item, Word::Text, Word::Status];
        for (column, word) in (0..).zip(words) {
            self.page.text(MODULE_ROW, column, word.text(language), &styles.head)?;
        }
        for (term, own) in view.terms.iter().zip(&self.columns.terms) {
            let last = own.modules.clone().last().map_or(own.column, |module| self.columns.modules[module]);
            self.page.wide(TERM_ROW, (own.column, last), &term.title, &styles.term)?;
            self.page.text(MODULE_ROW, own.column, Word::Together.text(language), &styles.module)?;
        }
        for (MatrixColumn { module, choice, .. }, column) in view.columns.iter().zip(&self.columns.modules) {
            let style = if choice.is_some() { &styles.elective } else { &styles.module };
            self.page.link(MODULE_ROW, *column, &module_name(module), &module.path, style)?;
        }
        self.page.text(MODULE_ROW, self.columns.count, Word::Modules.text(language), &styles.module)
    }

    /// Writes a competence and its items; gives the row below them.
    fn group(&mut self, row: u32, group: &MatrixGroup) -> Result<u32, TooLarge> {
        let name = group_name(&group.id, group.kind, self.config);
        let share = format!("{} / {}", group.totals.covered, group.totals.items);
        let head = GroupRow { name, path: &group.path, title: &group.title, share };
        self.page.group(row, self.columns.count, &head, &self.styles.group)?;
        let mut next = row + 1;
        for item in &group.rows {
            self.item(next, name, item)?;
            next += 1;
        }
        self.page.fold(row, next)?;
        Ok(next)
    }

    fn item(&mut self, row: u32, group: &str, item: &MatrixRow) -> Result<(), TooLarge> {
        let styles = &self.styles;
        self.page.item(row, group, &item.item, &status(item.status, self.config), styles)?;
        for cell in &item.cells {
            let column = self.columns.modules[cell.column];
            self.page.link(row, column, &self.marks[cell.level], &cell.path, &styles.mark)?;
        }
        for (number, term) in self.columns.terms.iter().enumerate() {
            let own = item.cells.iter().filter(|cell| self.view.columns[cell.column].term == number);
            let mark = own.map(|cell| cell.level).max().map_or("", |level| self.marks[level].as_str());
            self.page.text(row, term.column, mark, &styles.sum)?;
        }
        self.page.number(row, self.columns.count, item.cells.len(), &styles.number)
    }

    fn foot(&mut self, row: u32) -> Result<(), TooLarge> {
        let word = Word::ItemsPerModule.text(self.config.language);
        self.page.text(row, 2, word, &self.styles.quiet)?;
        for (MatrixColumn { claimed, .. }, column) in self.view.columns.iter().zip(&self.columns.modules) {
            self.page.number(row, *column, *claimed, &self.styles.foot)?;
        }
        Ok(())
    }

    /// Widths, panes, outline, filter, colours and print; `end` is the row below the items.
    fn settings(&mut self, end: u32) -> Result<(), TooLarge> {
        let last = self.columns.count;
        let rows = self.view.groups.iter().flat_map(|group| &group.rows);
        let ids = id_width(rows.map(|row| row.item.id.as_str()));
        let sheet = &mut *self.page.sheet;
        for (column, width) in (0..LEADING).zip([11, ids, TEXT_WIDTH, 20]) {
            sheet.set_column_width(column, width)?;
        }
        sheet.set_column_range_width(LEADING, last, 4.5)?;
        sheet.set_row_height(0, 24)?.set_row_height(TERM_ROW, 30)?.set_row_height(MODULE_ROW, 190)?;
        sheet.group_symbols_above(true).group_symbols_to_left(true);
        for term in &self.columns.terms {
            let modules = &self.columns.modules[term.modules.clone()];
            if let (Some(first), Some(last)) = (modules.first(), modules.last()) {
                sheet.group_columns(*first, *last)?;
            }
        }
        sheet.set_freeze_panes(MODULE_ROW + 1, LEADING)?;
        if end > MODULE_ROW + 1 {
            sheet.autofilter(MODULE_ROW, 0, end - 1, last)?;
            for colours in legend::gap_rules(self.config, self.view.totals) {
                sheet.add_conditional_format(MODULE_ROW + 1, 3, end - 1, 3, &colours)?;
            }
            if last > LEADING {
                sheet.add_conditional_format(
                    MODULE_ROW + 1,
                    LEADING,
                    end - 1,
                    last - 1,
                    &rule_of_blanks(),
                )?;
                for tint in tints(&self.config.scale) {
                    sheet.add_conditional_format(MODULE_ROW + 1, LEADING, end - 1, last - 1, &tint)?;
                }
            }
        }
        let title = &self.view.programme.title;
        // A matrix of a hundred modules on one sheet of paper would be too small to read.
        let pages = last.div_ceil(COLUMNS_OF_PAPER);
        self.page.print(title, pages, (TERM_ROW, MODULE_ROW), Column::min(2, last))
    }
}

/// The columns before those of the modules: competence, item, text, status.
const LEADING: Column = 4;

/// A term with its column.
struct TermColumn {
    /// The levels that its modules reach together.
    column: Column,
    /// Which of the matrix's modules it has.
    modules: Range<usize>,
}

/// The columns of a sheet. Each term with a title has a column before its modules that says what they reach together,
/// so that the modules can be folded away and the terms stay apart.
struct Columns {
    /// For each module its column.
    modules: Vec<Column>,
    /// For each term its own; empty when no term has a title.
    terms: Vec<TermColumn>,
    /// How many modules claim an item.
    count: Column,
}

impl Columns {
    /// Lays out the columns of `view`.
    fn new(view: &MatrixView) -> Result<Self, TooLarge> {
        let has_terms = view.terms.iter().any(|term| !term.title.is_empty());
        let all = view.columns.len() + if has_terms { view.terms.len() } else { 0 };
        let rows = view.groups.iter().map(|group| group.rows.len() + 1).sum();
        if !fits_workbook(rows, all) {
            return Err(TooLarge::table(rows, all));
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
