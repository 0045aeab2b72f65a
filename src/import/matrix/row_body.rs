//! Finds the rows of a sheet that say claims: from the first that names a module and an item to the end, with those right
//! above it that name one of the two.

use std::ops::Range;

use crate::import::matrix::claim_rows::Content;
use crate::import::matrix::items::Items;
use crate::import::matrix::modules::Modules;
use crate::import::matrix::row_heads::{is_item_head, is_level_head, is_module_head};
use crate::import::matrix::sheet_parser::SheetParser;
use crate::import::spreadsheet::Sheet;

impl SheetParser<'_, '_> {
    /// The rows of `sheet` that say claims, and how many of them name a module and an item; none where too few do.
    pub(super) fn claiming_rows(
        &self,
        sheet: &Sheet,
        numbers: Option<usize>,
        is_of_module: bool,
    ) -> Option<(usize, Range<usize>)> {
        let names = |row: usize, wanted: Content| {
            let mut columns = 0..sheet.width();
            columns.any(|column| {
                self.kind_at(sheet, (row, column), numbers) == wanted && !self.is_title(sheet, row, column)
            })
        };
        let says = |row: &usize| {
            names(*row, Content::Items)
                && (names(*row, Content::Modules) || (is_of_module && names(*row, Content::Marks)))
        };
        // Competences without a module are the headings of columns, beside one such as `Module`.
        let is_item = |text: &str| {
            let is_heading =
                self.items.competence(text).is_some() || is_module_head(text) || is_item_head(text);
            !is_heading || self.items.is_id(text) || self.items.is_text(text)
        };
        let says_too = |row: &usize| {
            let names = |wanted| names(*row, wanted);
            let mut texts = (0..sheet.width()).map(|column| sheet.text(*row, column));
            let has_item = texts.any(|text| !text.is_empty() && is_item(text));
            (names(Content::Items) && (has_item || names(Content::Modules)))
                || (names(Content::Modules) && names(Content::Marks))
        };
        let first = (0..sheet.height()).find(says)?;
        // The first rows may name a module or an item that nobody knows.
        let first = (0..first).rev().take_while(says_too).last().unwrap_or(first);
        let body = first..sheet.height();
        let count = body.clone().filter(says).count();
        // What stands higher up is then read as nothing: rows that say more than these are no titles of them.
        let above = 0..first.saturating_sub(1);
        let is_named = |row: &usize| !self.named_above(sheet, *row).is_empty();
        if above.filter(is_named).count() >= count {
            return None;
        }
        let named =
            body.clone().filter(|row| names(*row, Content::Modules) || names(*row, Content::Items)).count();
        let is_headed = body.start.checked_sub(1).is_some_and(|head| are_heads(sheet, head));
        if (count * 3 < named && !is_headed) || self.has_sections(sheet, &body, numbers) {
            return None;
        }
        Some((count, body))
    }

    /// The columns of a row in which exactly the name of a module or of an item stands.
    fn named_above(&self, sheet: &Sheet, row: usize) -> Vec<usize> {
        let is_name = |column: &usize| {
            let text = sheet.text(row, *column);
            !text.is_empty() && names_exactly(text, self.items, self.modules)
        };
        (0..sheet.width()).filter(is_name).collect()
    }

    /// Whether a cell is the title of a competence that is merged above or beside others: it is no name of its row.
    fn is_title(&self, sheet: &Sheet, row: usize, column: usize) -> bool {
        let around = [
            (row, column + 1),
            (row + 1, column),
            (row, column.wrapping_sub(1)),
            (row.wrapping_sub(1), column),
        ];
        let is_merged = |other: (usize, usize)| {
            other.0 < sheet.height() && other.1 < sheet.width() && sheet.is_merged((row, column), other)
        };
        self.items.competence(sheet.text(row, column)).is_some() && around.into_iter().any(is_merged)
    }
}

/// Whether a text is the name of a module or of an item, and nothing more.
pub(super) fn names_exactly(text: &str, items: &Items<'_>, modules: &Modules<'_>) -> bool {
    items.is_id(text) || items.is_text(text) || modules.is_exactly(text)
}

/// Whether one of the first rows has headings for modules, items and levels.
pub(super) fn has_heads(sheet: &Sheet) -> bool {
    const FIRST: usize = 20;
    (0..sheet.height().min(FIRST)).any(|row| are_heads(sheet, row))
}

/// Whether `row` has headings for modules, items and levels.
fn are_heads(sheet: &Sheet, row: usize) -> bool {
    let has = |is_head: fn(&str) -> bool| {
        let mut heads = (0..sheet.width()).map(|column| sheet.text(row, column));
        heads.any(|head| !head.is_empty() && is_head(head))
    };
    has(is_module_head) && has(is_level_head) && has(is_item_head)
}
