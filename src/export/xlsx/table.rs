//! A plain table as a workbook: a row of names that can be filtered, and the rows below it.

use super::page::{Column, SheetPage};
use super::style::Styles;
use super::{TooLarge, workbook};
use crate::config::Config;
use crate::tabular::fits_workbook;
use crate::text::Amount;

/// The widest column, in characters.
const WIDEST: usize = 48;

/// A cell of the table.
pub(in crate::export) enum TableCell {
    Text(String),
    Number(Option<Amount>),
    /// A text that leads to a page.
    Link(String, String),
}

/// `rows` below `heads` as a workbook called `title`, of which the sheet is called `sheet`.
///
/// # Errors
/// When Excel cannot hold it.
pub(in crate::export) fn table_xlsx(
    config: &Config,
    (title, sheet): (&str, &str),
    heads: &[&str],
    rows: &[Vec<TableCell>],
) -> Result<Vec<u8>, TooLarge> {
    if !fits_workbook(rows.len(), heads.len()) {
        return Err(TooLarge::table(rows.len(), heads.len()));
    }
    let mut book = workbook(title)?;
    let mut page = SheetPage::new(book.add_worksheet(), sheet, &config.base_url)?;
    let styles = Styles::new();
    for (column, head) in (0..).zip(heads) {
        page.text(0, column, head, &styles.head)?;
        let cells = rows.iter().filter_map(|row| row.get(usize::from(column)));
        let longest = cells.map(width).chain([head.chars().count()]).max().unwrap_or(0);
        page.sheet.set_column_width(column, u16::try_from(longest.clamp(6, WIDEST) + 3).unwrap_or(9))?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                TableCell::Text(text) => page.text(row, column, text, &styles.text)?,
                TableCell::Link(text, path) => page.link(row, column, text, path, &styles.text)?,
                TableCell::Number(None) => {}
                TableCell::Number(Some(number)) => {
                    page.sheet.write_number_with_format(row, column, number.as_f64(), &styles.text)?;
                }
            }
        }
    }
    page.sheet.set_freeze_panes(1, 0)?;
    page.print(title, 1, (0, 0), 2)?;
    if let (Ok(last), Ok(column)) =
        (u32::try_from(rows.len()), Column::try_from(heads.len().saturating_sub(1)))
    {
        page.sheet.autofilter(0, 0, last, column)?;
    }
    Ok(book.save_to_buffer()?)
}

fn width(cell: &TableCell) -> usize {
    match cell {
        TableCell::Text(text) | TableCell::Link(text, _) => text.chars().count(),
        TableCell::Number(_) => 0,
    }
}
