//! The gaps as a workbook: a sheet with the gaps, one for each further list that their page has, and the legend.

use rust_xlsxwriter::Workbook;

use super::legend;
use super::page::{Column, SheetPage, TEXT_WIDTH, id_width};
use super::style::Styles;
use super::{TooLarge, workbook};
use crate::config::Config;
use crate::export::phrases::{claimed, counts, group_name, module_name, nearest, own_level, status};
use crate::plan::view::{GapGroup, GapsView};
use crate::tabular::Word;

/// The row of names; the lists stand below it.
const HEAD_ROW: u32 = 3;

/// The gaps as a workbook.
///
/// # Errors
/// When it has more rows than Excel can hold.
pub fn gaps_xlsx(config: &Config, view: &GapsView) -> Result<Vec<u8>, TooLarge> {
    let mut book = workbook(&view.programme.title)?;
    write_gaps(&mut book, config, view)?;
    if !view.early.is_empty() {
        write_early(&mut book, config, view)?;
    }
    if !view.exempt.is_empty() {
        write_exempt(&mut book, config, view)?;
    }
    legend::write(&mut book, config, legend::Facts::of_gaps(view))?;
    Ok(book.save_to_buffer()?)
}

/// A sheet with a title and names of columns.
struct List<'b> {
    page: SheetPage<'b>,
    styles: Styles,
    last: Column,
}

impl<'b> List<'b> {
    fn new(
        book: &'b mut Workbook,
        name: &str,
        config: &Config,
        view: &GapsView,
        columns: &[(Word, u16)],
    ) -> Result<Self, TooLarge> {
        let mut page = SheetPage::new(book.add_worksheet(), name, &config.base_url)?;
        let styles = Styles::new();
        page.link(0, 0, &view.programme.title, &view.programme.gaps, &styles.title)?;
        page.text(1, 0, &counts(config, &view.profile.title, view.totals), &styles.quiet)?;
        for (column, (word, width)) in (0..).zip(columns) {
            page.text(HEAD_ROW, column, word.text(config.language), &styles.head)?;
            page.sheet.set_column_width(column, *width)?;
        }
        page.sheet.set_row_height(0, 24)?;
        page.sheet.group_symbols_above(true).set_freeze_panes(HEAD_ROW + 1, 0)?;
        page.print(&view.programme.title, 1, (HEAD_ROW, HEAD_ROW), 1)?;
        let last = Column::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
        Ok(Self { page, styles, last })
    }

    /// Lets the rows above `end` be filtered.
    fn finish(&mut self, end: u32) -> Result<(), TooLarge> {
        if end > HEAD_ROW + 1 {
            self.page.sheet.autofilter(HEAD_ROW, 0, end - 1, self.last)?;
        }
        Ok(())
    }
}

fn write_gaps(book: &mut Workbook, config: &Config, view: &GapsView) -> Result<(), TooLarge> {
    let gaps = view.groups.iter().flat_map(|group| &group.gaps);
    let columns = [
        (Word::Competence, 12),
        (Word::Item, id_width(gaps.map(|gap| gap.item.id.as_str()))),
        (Word::Text, TEXT_WIDTH),
        (Word::Status, 20),
        (Word::Claimed, TEXT_WIDTH),
        (Word::Nearest, TEXT_WIDTH),
    ];
    let mut list = List::new(book, Word::Gaps.text(config.language), config, view, &columns)?;
    let mut row = HEAD_ROW + 1;
    for group in &view.groups {
        row = write_group(&mut list, config, row, group)?;
    }
    if row > HEAD_ROW + 1 {
        for colours in legend::gap_rules(config, view.totals) {
            list.page.sheet.add_conditional_format(HEAD_ROW + 1, 3, row - 1, 3, &colours)?;
        }
    }
    list.finish(row)
}

/// Writes the gaps of a competence; gives the row below them.
fn write_group(list: &mut List<'_>, config: &Config, row: u32, group: &GapGroup) -> Result<u32, TooLarge> {
    let (page, styles) = (&mut list.page, &list.styles);
    for column in 0..=list.last {
        page.sheet.write_blank(row, column, &styles.group)?;
    }
    let name = group_name(&group.id, group.kind, config);
    page.link(row, 0, name, &group.path, &styles.group)?;
    page.text(row, 2, &group.title, &styles.group)?;
    let share = format!("{} / {}", group.totals.covered, group.totals.items);
    page.text(row, 3, &share, &styles.group)?;
    page.fit(row, &group.title)?;
    let mut next = row + 1;
    for gap in &group.gaps {
        page.text(next, 0, name, &styles.id)?;
        page.link(next, 1, &gap.item.id, &gap.item.path, &styles.id)?;
        page.text(next, 2, &gap.item.text, &styles.text)?;
        page.text(next, 3, &status(gap.status, config), &styles.text)?;
        let (claimed, nearest) = (claimed(config, gap), nearest(gap));
        page.text(next, 4, &claimed, &styles.text)?;
        page.text(next, 5, &nearest, &styles.text)?;
        let longest = [&gap.item.text, &claimed, &nearest].into_iter().max_by_key(|text| text.len());
        page.fit(next, longest.map_or("", |text| text))?;
        next += 1;
    }
    if next > row + 1 {
        page.sheet.group_rows(row + 1, next - 1)?;
    }
    Ok(next)
}

fn write_early(book: &mut Workbook, config: &Config, view: &GapsView) -> Result<(), TooLarge> {
    let ids = id_width(view.early.iter().map(|early| early.item.id.as_str()));
    let columns = [
        (Word::Item, ids),
        (Word::Text, TEXT_WIDTH),
        (Word::ReachedIn, 50),
        (Word::IntroducedIn, 50),
        (Word::IntroducedForSome, 50),
    ];
    // A programme without choices introduces nothing for some alone.
    let has_chosen = view.early.iter().any(|early| early.chosen.is_some());
    let columns = &columns[..if has_chosen { 5 } else { 4 }];
    let mut list = List::new(book, Word::TooEarly.text(config.language), config, view, columns)?;
    let mut row = HEAD_ROW + 1;
    for early in &view.early {
        let (page, styles) = (&mut list.page, &list.styles);
        page.link(row, 0, &early.item.id, &early.item.path, &styles.id)?;
        page.text(row, 1, &early.item.text, &styles.text)?;
        let places = [
            (Some(&early.assessed), &early.assessed_term, early.assessed_own),
            (Some(&early.introduced), &early.introduced_term, early.introduced_own),
            (early.chosen.as_ref(), &early.chosen_term, None),
        ];
        for (column, (place, term, own)) in (2..).zip(places) {
            let Some((module, place)) = place else { continue };
            let own = own.map(|own| own_level(config, own)).unwrap_or_default();
            let beside = [term.as_str(), &own].into_iter().filter(|text| !text.is_empty());
            let beside = beside.collect::<Vec<_>>().join("; ");
            let name = module_name(module);
            let text = if beside.is_empty() { name } else { format!("{name} ({beside})") };
            page.link(row, column, &text, &place.path, &styles.text)?;
        }
        page.fit(row, &early.item.text)?;
        row += 1;
    }
    list.finish(row)
}

fn write_exempt(book: &mut Workbook, config: &Config, view: &GapsView) -> Result<(), TooLarge> {
    let ids = id_width(view.exempt.iter().map(|exempt| exempt.item.id.as_str()));
    let columns = [(Word::Item, ids), (Word::Text, TEXT_WIDTH), (Word::Reason, TEXT_WIDTH)];
    let mut list = List::new(book, Word::Exempt.text(config.language), config, view, &columns)?;
    let mut row = HEAD_ROW + 1;
    for exempt in &view.exempt {
        let (page, styles) = (&mut list.page, &list.styles);
        page.link(row, 0, &exempt.item.id, &exempt.item.path, &styles.id)?;
        page.text(row, 1, &exempt.item.text, &styles.text)?;
        page.text(row, 2, &exempt.reason, &styles.text)?;
        let longest = [&exempt.item.text, &exempt.reason].into_iter().max_by_key(|text| text.len());
        page.fit(row, longest.map_or("", |text| text))?;
        row += 1;
    }
    list.finish(row)
}
