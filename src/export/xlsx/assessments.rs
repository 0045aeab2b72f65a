//! The assessment map as a workbook: a sheet with the map, and one that says for each item where it is learned and assessed
//! and how. A cell of the map holds the weight of the assessment, or the mark of the level where it has none or asks for
//! less than the required level.

use rust_xlsxwriter::Workbook;

use super::page::{Column, GroupRow, SheetPage, TEXT_WIDTH, id_width};
use super::style::{Styles, gap_colours, rule_of_blanks};
use super::{TooLarge, workbook};
use crate::config::Config;
use crate::export::phrases::{aligned_places, group_name, module_name, remarks, status};
use crate::plan::view::{AlignmentView, AssessmentGroup, AssessmentRow, AssessmentsView, StatusView};
use crate::tabular::{Marks, Word, fits_workbook};

/// The rows of the map's head: modules, their assessments, and how these are done.
const MODULE_ROW: u32 = 2;
const ASSESSMENT_ROW: u32 = 3;
const METHOD_ROW: u32 = 4;
const WEIGHT_ROW: u32 = 5;
/// The columns before those of the assessments: competence, item, text, status.
const LEADING: Column = 4;
/// How many columns can be read on one sheet of paper.
const COLUMNS_OF_PAPER: Column = 40;
/// The row of names of the list.
const HEAD_ROW: u32 = 3;

/// The assessment map as a workbook, with the alignment beside it.
///
/// # Errors
/// When it has more columns or rows than Excel can hold.
pub fn assessments_xlsx(
    config: &Config,
    view: &AssessmentsView,
    alignment: &AlignmentView,
) -> Result<Vec<u8>, TooLarge> {
    let rows = view.groups.iter().map(|group| group.rows.len() + 1).sum();
    if !fits_workbook(rows, view.columns.len()) {
        return Err(TooLarge::table(rows, view.columns.len()));
    }
    let mut book = workbook(&view.programme.title)?;
    let name = Word::Assessments.text(config.language);
    let page = SheetPage::new(book.add_worksheet(), name, &config.base_url)?;
    let marks = config.scale.levels.ids().map(|level| Marks::written(&config.scale, level)).collect();
    let count = LEADING + Column::try_from(view.columns.len()).unwrap_or(Column::MAX - LEADING);
    let mut map = Map { page, styles: Styles::new(), config, view, marks, count };
    map.head()?;
    let mut row = WEIGHT_ROW + 1;
    for group in &view.groups {
        row = map.group(row, group)?;
    }
    map.foot(row)?;
    map.settings(row)?;
    write_alignment(&mut book, config, alignment)?;
    Ok(book.save_to_buffer()?)
}

struct Map<'a> {
    page: SheetPage<'a>,
    styles: Styles,
    config: &'a Config,
    view: &'a AssessmentsView,
    marks: Vec<String>,
    /// The last column, which counts the assessments of each item.
    count: Column,
}

impl Map<'_> {
    fn head(&mut self) -> Result<(), TooLarge> {
        let (styles, view, language) = (&self.styles, self.view, self.config.language);
        self.page.link(0, 0, &view.programme.title, &view.programme.assessments, &styles.title)?;
        self.page.text(1, 0, &view.profile.title, &styles.quiet)?;
        let words = [Word::Competence, Word::Item, Word::Text, Word::Status];
        for (column, word) in (0..).zip(words) {
            self.page.text(WEIGHT_ROW, column, word.text(language), &styles.head)?;
        }
        for (row, word) in [(METHOD_ROW, Word::Method), (WEIGHT_ROW, Word::Weight)] {
            let format = if row == WEIGHT_ROW { &styles.head } else { &styles.quiet };
            self.page.text(row, LEADING - 1, word.text(language), format)?;
        }
        let mut first = LEADING;
        for module in &view.modules {
            let last = first + Column::try_from(module.assessments.max(1)).unwrap_or(1) - 1;
            self.page.wide(MODULE_ROW, (first, last), &module_name(&module.module), &styles.term)?;
            first = last + 1;
        }
        for (at, column) in (LEADING..).zip(&view.columns) {
            self.page.link(ASSESSMENT_ROW, at, &column.title, &column.path, &styles.module)?;
            self.page.text(METHOD_ROW, at, &column.occasion.method, &styles.module)?;
            match column.occasion.weight {
                Some(weight) => self.page.amount(WEIGHT_ROW, at, weight, &styles.foot)?,
                None => self.page.text(WEIGHT_ROW, at, "", &styles.foot)?,
            }
        }
        self.page.text(ASSESSMENT_ROW, self.count, Word::AssessmentCount.text(language), &styles.module)
    }

    /// Writes a competence and its items; gives the row below them.
    fn group(&mut self, row: u32, group: &AssessmentGroup) -> Result<u32, TooLarge> {
        let name = group_name(&group.id, group.kind, self.config);
        let share = format!("{} / {}", group.asked, group.items);
        let head = GroupRow { name, path: &group.path, title: &group.title, share };
        self.page.group(row, self.count, &head, &self.styles.group)?;
        let mut next = row + 1;
        for item in &group.rows {
            self.item(next, name, item)?;
            next += 1;
        }
        self.page.fold(row, next)?;
        Ok(next)
    }

    fn item(&mut self, row: u32, group: &str, item: &AssessmentRow) -> Result<(), TooLarge> {
        let styles = &self.styles;
        self.page.item(row, group, &item.item, &status(item.status, self.config), styles)?;
        for cell in &item.cells {
            let at = LEADING + Column::try_from(cell.column).unwrap_or(0);
            let is_asked = cell.level >= self.config.scale.required.index();
            match self.view.columns[cell.column].occasion.weight.filter(|_| is_asked) {
                Some(weight) => self.page.amount(row, at, weight, &styles.mark)?,
                None => self.page.text(row, at, &self.marks[cell.level], &styles.mark)?,
            }
        }
        self.page.number(row, self.count, item.asked, &styles.number)
    }

    fn foot(&mut self, row: u32) -> Result<(), TooLarge> {
        let word = Word::ItemsPerAssessment.text(self.config.language);
        self.page.text(row, 2, word, &self.styles.quiet)?;
        for (at, column) in (LEADING..).zip(&self.view.columns) {
            self.page.number(row, at, column.items, &self.styles.foot)?;
        }
        Ok(())
    }

    /// Widths, panes, filter, colours and print; `end` is the row below the items.
    fn settings(&mut self, end: u32) -> Result<(), TooLarge> {
        let rows = self.view.groups.iter().flat_map(|group| &group.rows);
        let ids = id_width(rows.map(|row| row.item.id.as_str()));
        let count = self.count;
        let missing = status(StatusView::Missing, self.config);
        let partial = [StatusView::Partial, StatusView::Possible].map(|it| status(it, self.config));
        let sheet = &mut *self.page.sheet;
        for (column, width) in (0..LEADING).zip([11, ids, TEXT_WIDTH, 22]) {
            sheet.set_column_width(column, width)?;
        }
        sheet.set_column_range_width(LEADING, count, 6)?;
        sheet.set_row_height(0, 24)?.set_row_height(MODULE_ROW, 45)?;
        sheet.set_row_height(ASSESSMENT_ROW, 150)?.set_row_height(METHOD_ROW, 130)?;
        sheet.group_symbols_above(true).set_freeze_panes(WEIGHT_ROW + 1, LEADING)?;
        if end > WEIGHT_ROW + 1 {
            sheet.autofilter(WEIGHT_ROW, 0, end - 1, count)?;
            for colours in gap_colours(&missing, &partial) {
                sheet.add_conditional_format(WEIGHT_ROW + 1, 3, end - 1, 3, &colours)?;
            }
            if count > LEADING {
                let blank = rule_of_blanks();
                sheet.add_conditional_format(WEIGHT_ROW + 1, LEADING, end - 1, count - 1, &blank)?;
            }
        }
        let pages = count.div_ceil(COLUMNS_OF_PAPER);
        self.page.print(&self.view.programme.title, pages, (MODULE_ROW, WEIGHT_ROW), 2.min(count))
    }
}

/// The sheet with a line for each item: the places of each level, its hours, and what is to be looked at.
fn write_alignment(book: &mut Workbook, config: &Config, view: &AlignmentView) -> Result<(), TooLarge> {
    let language = config.language;
    let name = Word::Alignment.text(language);
    let mut page = SheetPage::new(book.add_worksheet(), name, &config.base_url)?;
    let styles = Styles::new();
    page.link(0, 0, &view.programme.title, &view.programme.alignment, &styles.title)?;
    page.text(1, 0, &view.profile.title, &styles.quiet)?;
    let rows = || view.groups.iter().flat_map(|group| &group.rows);
    let mut heads = vec![
        (Word::Competence.text(language).to_owned(), 12),
        (Word::Item.text(language).to_owned(), id_width(rows().map(|row| row.item.id.as_str()))),
        (Word::Text.text(language).to_owned(), TEXT_WIDTH),
    ];
    heads.extend(config.scale.levels.values().map(|level| (level.label.clone(), 42)));
    heads.push((Word::Hours.text(language).to_owned(), 8));
    heads.push((Word::Remark.text(language).to_owned(), 36));
    for (column, (head, width)) in (0..).zip(&heads) {
        page.text(HEAD_ROW, column, head, &styles.head)?;
        page.sheet.set_column_width(column, *width)?;
    }
    page.sheet.set_row_height(0, 24)?.set_freeze_panes(HEAD_ROW + 1, 2)?;
    let mut at = HEAD_ROW + 1;
    for group in &view.groups {
        let name = group_name(&group.id, group.kind, config);
        for row in &group.rows {
            page.text(at, 0, name, &styles.id)?;
            page.link(at, 1, &row.item.id, &row.item.path, &styles.id)?;
            page.text(at, 2, &row.item.text, &styles.text)?;
            let mut longest = row.item.text.clone();
            for (column, places) in (3..).zip(&row.levels) {
                let text = aligned_places(config, places);
                page.text(at, column, &text, &styles.text)?;
                longest = if text.len() > longest.len() { text } else { longest };
            }
            let last = 3 + Column::try_from(row.levels.len()).unwrap_or(0);
            match row.hours {
                Some(hours) => page.amount(at, last, hours, &styles.number)?,
                None => page.text(at, last, "", &styles.number)?,
            }
            page.text(at, last + 1, &remarks(config, row), &styles.text)?;
            page.fit(at, &longest)?;
            at += 1;
        }
    }
    if at > HEAD_ROW + 1 {
        let last = Column::try_from(heads.len().saturating_sub(1)).unwrap_or(0);
        page.sheet.autofilter(HEAD_ROW, 0, at - 1, last)?;
    }
    page.print(&view.programme.title, 1, (HEAD_ROW, HEAD_ROW), 1)
}
