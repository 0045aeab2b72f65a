//! Tells lists of items, as people write them below or beside the titles of modules, from cells that name one item
//! together, and from sections of items below each other, of which nobody knows which module they belong to.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::import::matrix::claim_rows::{ClaimRows, Content, RowColumn};
use crate::import::matrix::items::Items;
use crate::import::matrix::sheet_parser::SheetParser;
use crate::import::spreadsheet::Sheet;
use crate::model::ItemId;
use crate::text::fold_cell;

impl SheetParser<'_, '_> {
    /// Whether one of the first rows names a module, an item and another module below headings that do not differ: in a
    /// sheet that is turned these are sections of items, each below its module.
    pub(super) fn has_sections(&self, sheet: &Sheet, body: &Range<usize>, numbers: Option<usize>) -> bool {
        const FIRST: usize = 20;
        let head = |column: usize| body.start.checked_sub(1).map_or("", |row| sheet.text(row, column));
        body.clone().take(FIRST).any(|row| {
            let of = |wanted: Content| -> Vec<usize> {
                let columns = 0..sheet.width();
                columns.filter(|column| self.kind_at(sheet, (row, *column), numbers) == wanted).collect()
            };
            let (modules, items) = (of(Content::Modules), of(Content::Items));
            are_interleaved(&modules, &items) && modules.windows(2).all(|pair| head(pair[0]) == head(pair[1]))
        })
    }
}

impl ClaimRows {
    /// Whether the cells of most rows name items each, and no heading tells their columns apart: lists of items, as
    /// people write them below the titles of modules.
    pub(super) fn are_lists(&self, items: &Items<'_>) -> bool {
        let columns = self.of_role(&RowColumn::Items);
        let bare = |column: &usize| {
            fold_cell(self.heading(*column)).trim_end_matches(|c: char| !c.is_alphabetic()).to_owned()
        };
        let others = columns.iter().filter(|column| !self.of_competences.contains(column));
        let heads: BTreeSet<String> = others.map(bare).filter(|head| !head.is_empty()).collect();
        if columns.len() < 2 || heads.len() > 1 {
            return false;
        }
        let (mut several, mut lists) = (0_usize, 0_usize);
        for row in self.body.clone() {
            let texts = columns.iter().map(|column| self.sheet.text(row, *column));
            let named: Vec<BTreeSet<ItemId>> =
                texts.filter(|text| !text.is_empty()).map(|text| items.named_in(text)).collect();
            if named.len() > 1 {
                let all: BTreeSet<ItemId> = named.iter().flatten().copied().collect();
                several += 1;
                lists += usize::from(named.iter().all(|own| own.len() < all.len()));
            }
        }
        lists * 2 > several
    }
}

/// Whether items stand between modules, as in sections below each other: nobody knows which belong together.
pub(super) fn are_interleaved(modules: &[usize], items: &[usize]) -> bool {
    let (Some(first), Some(last)) = (modules.first(), modules.last()) else { return false };
    items.iter().any(|item| (first..last).contains(&item))
}
