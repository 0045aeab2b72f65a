//! A CSV file as a sheet. Any separator that spreadsheets use is found, a cell may hold line breaks, lines may end as
//! on any system, and the guard that keeps a text from being run as a formula is taken off. Rows are counted as a
//! spreadsheet counts them that opens the file: empty ones count, a first line `sep=;` does not.

use crate::diagnostics::say;
use crate::import::file;
use crate::import::file::Refusal;
use crate::import::file::separated::{Rows, parted, shape};
use crate::import::spreadsheet::sheet::{
    CellValue, DrawnCell, MOST_CELLS, Sheet, SheetBuilder, SheetCell, too_many,
};
use crate::tabular::unguard_formula;

/// The sheet of the file `bytes`, called `name`.
pub(super) fn parse(bytes: &[u8], name: &str) -> Result<Sheet, Refusal> {
    let decoded = file::decode(bytes);
    let (separator, text) = parted(&decoded.text);
    let separator = separator.or_else(|| shape(text).map(|shape| shape.separator)).unwrap_or(b';');
    let mut builder = SheetBuilder::new(name);
    let mut rows = Rows::new(text, separator);
    let mut row = 0;
    while let Some(cells) = rows.next() {
        // The line below the header of a table in markdown has no cells.
        let is_rule = separator == b'|' && cells.iter().any(|cell| cell.contains('-'));
        let is_rule = is_rule && cells.iter().all(|cell| cell.trim().chars().all(|c| matches!(c, '-' | ':')));
        for (column, text) in (0..).zip(cells.into_iter().filter(|_| !is_rule)) {
            if !text.trim().is_empty() {
                let text = unguard_formula(&text).to_owned();
                let cell = SheetCell { text, value: CellValue::Untyped, ..SheetCell::default() };
                builder.cells.push(DrawnCell { row, column, cell });
            }
        }
        if builder.cells.len() > MOST_CELLS {
            return Err(too_many());
        }
        row += 1;
    }
    if let Some(line) = rows.open {
        let help = say!(
            "put a second mark at the end of that cell, or open the file in a spreadsheet and save it anew"
        );
        let message = say!("a quotation mark in line {line} begins a cell that never ends", line);
        return Err(Refusal::new(message, help));
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &[u8], column: usize) -> String {
        parse(text, "S").unwrap().text(0, column).to_owned()
    }

    #[test]
    fn the_separator_is_found() {
        assert_eq!(first(b"a;\"b,c\";d\n", 1), "b,c");
        assert_eq!(first(b"a,b;c,d\n", 1), "b;c");
        assert_eq!(first(b"a\tb, c\n", 1), "b, c");
        assert_eq!(first(b"a;b\nc, d, e;f\ng, h, i;j\n", 1), "b");
        assert_eq!(first(b"sep=|\r\na|b\r\n", 1), "b");
        assert_eq!(first(b"sep=;\na;b\n", 1), "b");
        assert_eq!(first("\u{feff}a;'=1+1\r\n".as_bytes(), 1), "=1+1");
        assert_eq!(first(b"a;hygi\xEBne\r\n", 1), "hygiëne");
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let sheet = parse(b"Titel\r\r\"a\rb\";M01\rc1.1;x\r", "S").unwrap();
        assert_eq!((sheet.text(1, 0), sheet.address(1, 0)), ("a\nb", "S!A3".to_owned()));
        assert_eq!(sheet.address(2, 1), "S!B4");
        let named = parse(b"sep=;\r\nitem;M01\r\nc1.1;x\r\n", "S").unwrap();
        assert_eq!(named.address(1, 1), "S!B2");
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_is_said() {
        let refused = parse(b"a;b\n\"c;d\ne;f\n", "S").unwrap_err();
        assert_eq!(refused.message.english(), "a quotation mark in line 2 begins a cell that never ends");
    }
}
