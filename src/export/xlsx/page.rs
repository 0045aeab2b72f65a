//! One sheet of a workbook: cells, links and print settings. No text becomes a formula, and a link is written only
//! when the site knows its address.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Url, Worksheet};

use super::TooLarge;
use super::style::Styles;
use crate::plan::view::ItemRef;
use crate::tabular::guard_formula;
use crate::text::Amount;

/// The most links that Excel takes in one sheet.
const LINK_LIMIT: usize = 65_000;
/// The longest address that Excel takes.
const ADDRESS_LIMIT: usize = 2_000;
/// The longest text that Excel takes, with room for characters that count twice.
const TEXT_LIMIT: usize = 16_000;
/// How wide the column of official texts is, in characters.
pub(super) const TEXT_WIDTH: u16 = 64;
/// How many letters surely fit in it: words break early.
const LINE: usize = 66;
/// The height of a line in points.
const LINE_HEIGHT: u32 = 15;
/// Paper of 297 × 420 mm (ECMA-376, 18.3.1.63), and half of it.
const A3: u8 = 8;
const A4: u8 = 9;

/// A row or column is where it is asked to be; Excel has 16,384 columns.
pub(super) type Column = u16;

/// The row over the items of a competence, or of another group.
pub(super) struct GroupRow<'g> {
    pub(super) name: &'g str,
    pub(super) path: &'g str,
    pub(super) title: &'g str,
    /// Its part that is covered or asked for: "3 / 4".
    pub(super) share: String,
}

/// A sheet that is being written.
pub(super) struct SheetPage<'w> {
    pub(super) sheet: &'w mut Worksheet,
    base: String,
    links: usize,
}

impl<'w> SheetPage<'w> {
    /// The sheet `name`, whose links lead into the site that stands at `base`.
    pub(super) fn new(sheet: &'w mut Worksheet, name: &str, base: &str) -> Result<Self, TooLarge> {
        sheet.set_name(name)?;
        Ok(Self { sheet, base: base.to_owned(), links: 0 })
    }

    /// Prints landscape on A3, `pages` of paper wide, with `rows` and the first `columns` on each page.
    pub(super) fn print(
        &mut self,
        title: &str,
        pages: u16,
        rows: (u32, u32),
        columns: Column,
    ) -> Result<(), TooLarge> {
        self.sheet.set_paper_size(A3).set_landscape().set_print_fit_to_pages(pages, 0);
        self.frame(title);
        self.sheet.set_repeat_rows(rows.0, rows.1)?;
        self.sheet.set_repeat_columns(0, columns)?;
        Ok(())
    }

    /// Prints on one page of A4.
    pub(super) fn print_small(&mut self, title: &str) {
        self.sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 1);
        self.frame(title);
    }

    /// Puts `title` at the head of each printed page and its number at the foot.
    fn frame(&mut self, title: &str) {
        // `&` begins a code in headers; Excel takes 255 characters.
        let title: String = title.chars().take(100).collect::<String>().replace('&', "&&");
        self.sheet.set_header(format!("&L{title}")).set_footer("&R&P / &N");
    }

    /// Writes `text`.
    pub(super) fn text(
        &mut self,
        row: u32,
        column: Column,
        text: &str,
        format: &Format,
    ) -> Result<(), TooLarge> {
        let text = clipped(text);
        self.sheet.write_string_with_format(row, column, text, &text_format(text, format))?;
        Ok(())
    }

    /// Makes `row` as high as `text` needs in a column of [`TEXT_WIDTH`]. Excel would find out by itself, but
    /// other programs do not for rows that can be folded away.
    pub(super) fn fit(&mut self, row: u32, text: &str) -> Result<(), TooLarge> {
        let lines = text.chars().count().div_ceil(LINE).clamp(1, 20);
        if lines > 1 {
            self.sheet.set_row_height(row, LINE_HEIGHT * u32::try_from(lines).unwrap_or(1))?;
        }
        Ok(())
    }

    /// Writes a number.
    pub(super) fn number(
        &mut self,
        row: u32,
        column: Column,
        number: usize,
        format: &Format,
    ) -> Result<(), TooLarge> {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        self.sheet.write_number_with_format(row, column, number, format)?;
        Ok(())
    }

    /// Writes a number that may have a fraction.
    pub(super) fn amount(
        &mut self,
        row: u32,
        column: Column,
        amount: Amount,
        format: &Format,
    ) -> Result<(), TooLarge> {
        self.sheet.write_number_with_format(row, column, amount.as_f64(), format)?;
        Ok(())
    }

    /// Writes `text` as a link to `path`.
    pub(super) fn link(
        &mut self,
        row: u32,
        column: Column,
        text: &str,
        path: &str,
        format: &Format,
    ) -> Result<(), TooLarge> {
        let text = clipped(text);
        let address = format!("{}/{path}", self.base);
        let fits = address.len() <= ADDRESS_LIMIT && self.links < LINK_LIMIT;
        if self.base.is_empty() || path.is_empty() || text.is_empty() || !fits {
            return self.text(row, column, text, format);
        }
        self.links += 1;
        self.sheet.write_url_with_options(
            row,
            column,
            Url::new(address),
            text,
            "",
            Some(&text_format(text, format)),
        )?;
        Ok(())
    }

    /// Writes the row that stands over the items of a group, in the format of groups up to the column `last`.
    pub(super) fn group(
        &mut self,
        row: u32,
        last: Column,
        group: &GroupRow<'_>,
        format: &Format,
    ) -> Result<(), TooLarge> {
        for column in 0..=last {
            self.sheet.write_blank(row, column, format)?;
        }
        self.link(row, 0, group.name, group.path, format)?;
        self.text(row, 2, group.title, format)?;
        self.text(row, 3, &group.share, format)?;
        self.fit(row, group.title)
    }

    /// Lets the rows below `head` be folded, up to the row before `end`.
    pub(super) fn fold(&mut self, head: u32, end: u32) -> Result<(), TooLarge> {
        if end > head + 1 {
            self.sheet.group_rows(head + 1, end - 1)?;
        }
        Ok(())
    }

    /// Writes the first columns of an item's row: its group, its id, its text and its status.
    pub(super) fn item(
        &mut self,
        row: u32,
        group: &str,
        item: &ItemRef,
        status: &str,
        styles: &Styles,
    ) -> Result<(), TooLarge> {
        self.text(row, 0, group, &styles.id)?;
        self.link(row, 1, &item.id, &item.path, &styles.id)?;
        self.text(row, 2, &item.text, &styles.text)?;
        self.text(row, 3, status, &styles.text)?;
        self.fit(row, &item.text)
    }

    /// Writes `text` over several columns of a row.
    pub(super) fn wide(
        &mut self,
        row: u32,
        columns: (Column, Column),
        text: &str,
        format: &Format,
    ) -> Result<(), TooLarge> {
        if columns.0 == columns.1 {
            return self.text(row, columns.0, text, format);
        }
        let text = clipped(text);
        self.sheet.merge_range(row, columns.0, row, columns.1, text, &text_format(text, format))?;
        Ok(())
    }
}

/// How wide the column of `ids` has to be, in characters.
pub(super) fn id_width<'i>(ids: impl Iterator<Item = &'i str>) -> u16 {
    let longest = ids.map(|id| id.chars().count()).max().unwrap_or(0);
    u16::try_from(longest.clamp(8, 38) + 2).unwrap_or(10)
}

/// `format` for a cell with `text`. Every cell is written as a text; one that looks like a formula is marked besides,
/// so that it stays a text when somebody edits the cell.
fn text_format<'f>(text: &str, format: &'f Format) -> Cow<'f, Format> {
    if guard_formula(text) == text {
        Cow::Borrowed(format)
    } else {
        Cow::Owned(format.clone().set_quote_prefix())
    }
}

fn clipped(text: &str) -> &str {
    text.char_indices().nth(TEXT_LIMIT).map_or(text, |(end, _)| &text[..end])
}
