//! A CSV file as a sheet. Any separator that spreadsheets use is found, a cell may hold line breaks, lines may end as
//! on any system, and the guard that keeps a text from being run as a formula is taken off. Rows are counted as a
//! spreadsheet counts them that opens the file: empty ones count, a first line `sep=;` does not.

use crate::diagnostics::say;
use crate::import::file;
use crate::import::file::Refusal;
use crate::import::spreadsheet::sheet::{
    CellValue, DrawnCell, MOST_CELLS, Sheet, SheetBuilder, SheetCell, too_many,
};
use crate::tabular::unguard_formula;

/// The signs between cells.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// A sign that seldom parts cells, and often stands in sentences.
const RARE: u8 = b':';
/// So much of a text is looked at to find its shape.
const GLANCE: usize = 64 * 1024;
/// So many of its rows.
const GLANCED_ROWS: usize = 100;

/// The sheet of the file `bytes`, called `name`.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Sheet, Refusal> {
    let decoded = file::decode(bytes);
    let (separator, text) = parted(&decoded.text);
    let separator = separator.or_else(|| shape(text).map(|shape| shape.separator)).unwrap_or(b';');
    let mut builder = SheetBuilder::new(name);
    let mut rows = Rows { text, separator, line: 1, open: None };
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

/// Whether a text is a table: it names its separator, or most of its rows have the same number of cells.
pub(in crate::import) fn is_table(text: &str) -> bool {
    let (separator, rest) = parted(text);
    separator.is_some() || shape(rest).is_some_and(|shape| shape.is_table())
}

/// The separator that a first line `sep=;` names, and the text behind that line.
fn parted(text: &str) -> (Option<u8>, &str) {
    let line_end = text.find(['\r', '\n']).unwrap_or(text.len());
    let line = text[..line_end].trim().trim_matches('"');
    let is_named = line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="));
    // A tab at the end of the line is the separator, and not white space around it.
    let named = text[..line_end].trim_matches('"').as_bytes().get(4).filter(|byte| byte.is_ascii());
    match named {
        Some(separator) if is_named => {
            let rest = &text[line_end..];
            let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
            (Some(*separator), rest)
        }
        _ => (None, text),
    }
}

/// How the rows of a text look when one separator parts them.
struct Shape {
    separator: u8,
    /// The number of cells that most rows have.
    width: usize,
    /// How many rows have it.
    even: usize,
    /// How many rows have anything.
    rows: usize,
    /// Whether the first row has so many too.
    begins: bool,
    /// How many rows at the end have it: a table may stand below its title and a few sentences.
    at_the_end: usize,
}

impl Shape {
    /// Sentences have commas too, so a table of few columns must be more even than one of many.
    fn is_table(&self) -> bool {
        let share = self.even * 3 >= self.rows * 2;
        let first_rows = self.begins && self.even >= self.rows.min(3);
        let stands_below_text = self.width >= 3 && self.at_the_end >= 3 && self.at_the_end == self.even;
        match self.separator {
            b';' => self.even >= 2 && (share || first_rows || stands_below_text),
            b'|' => self.even >= 2 && self.even == self.rows,
            RARE => self.width >= 3 && self.even >= 3 && self.even == self.rows,
            _ => self.even >= 2 && ((self.width >= 3 && self.even >= 3 && share) || (first_rows && share)),
        }
    }
}

/// The shape of the text with the separator that suits it best; none when there is nothing to part.
fn shape(text: &str) -> Option<Shape> {
    let mut end = text.len().min(GLANCE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let shapes = SEPARATORS.into_iter().filter_map(|separator| shape_with(text, separator));
    let best =
        shapes.max_by_key(|shape| (shape.even, shape.width, std::cmp::Reverse(shape.separator == b'|')));
    if best.as_ref().is_some_and(Shape::is_table) {
        return best;
    }
    shape_with(text, RARE).filter(Shape::is_table).or(best)
}

/// The shape of `text` with one separator; none when it parts nothing.
fn shape_with(text: &str, separator: u8) -> Option<Shape> {
    let mut widths = Vec::new();
    let mut rows = Rows { text, separator, line: 1, open: None };
    while let Some(cells) = rows.next() {
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            widths.push(cells.len());
        }
        if widths.len() == GLANCED_ROWS {
            break;
        }
    }
    let count = |width: usize| widths.iter().filter(|other| **other == width).count();
    let width =
        widths.iter().copied().filter(|width| *width > 1).max_by_key(|width| (count(*width), *width))?;
    let begins = widths.first() == Some(&width);
    let at_the_end = widths.iter().rev().take_while(|other| **other == width).count();
    Some(Shape { separator, width, even: count(width), rows: widths.len(), begins, at_the_end })
}

/// The rows of a text, one after the other. A quotation mark is one only where it begins a cell; one that is never
/// closed is a mark like any other, and its line is kept.
struct Rows<'t> {
    text: &'t str,
    separator: u8,
    line: usize,
    /// The line of a quotation mark that was not closed.
    open: Option<usize>,
}

impl Rows<'_> {
    /// The cells of the next row.
    fn next(&mut self) -> Option<Vec<String>> {
        if self.text.is_empty() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let (cell, is_last) = self.cell();
            cells.push(cell);
            if is_last {
                return Some(cells);
            }
        }
    }

    /// The next cell, and whether its row ends with it.
    fn cell(&mut self) -> (String, bool) {
        if let Some(quoted) = self.text.trim_start_matches(' ').strip_prefix('"') {
            match self.quoted(quoted) {
                Some((cell, rest)) => {
                    self.line += line_breaks(&self.text[..self.text.len() - rest.len()]);
                    self.text = rest;
                    let (tail, is_last) = self.plain();
                    return (cell + &tail, is_last);
                }
                None => self.open = self.open.or(Some(self.line)),
            }
        }
        self.plain()
    }

    /// The text up to the closing quotation mark, and what stands behind that.
    fn quoted<'t>(&self, text: &'t str) -> Option<(String, &'t str)> {
        let mut cell = String::new();
        let mut rest = text;
        loop {
            let at = rest.find('"')?;
            cell.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            match rest.strip_prefix('"') {
                Some(after) => {
                    cell.push('"');
                    rest = after;
                }
                None => return Some((cell, rest)),
            }
        }
    }

    /// The text up to the separator or the end of the line.
    fn plain(&mut self) -> (String, bool) {
        let separator = char::from(self.separator);
        let end = self.text.find([separator, '\r', '\n']).unwrap_or(self.text.len());
        let (cell, rest) = self.text.split_at(end);
        let cell = cell.to_owned();
        if let Some(rest) = rest.strip_prefix(separator) {
            self.text = rest;
            return (cell, false);
        }
        self.line += 1;
        self.text = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
        (cell, true)
    }
}

fn line_breaks(text: &str) -> usize {
    text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &[u8], column: usize) -> String {
        read(text, "S").unwrap().text(0, column).to_owned()
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
        let sheet = read(b"Titel\r\r\"a\rb\";M01\rc1.1;x\r", "S").unwrap();
        assert_eq!((sheet.text(1, 0), sheet.address(1, 0)), ("a\nb", "S!A3".to_owned()));
        assert_eq!(sheet.address(2, 1), "S!B4");
        let named = read(b"sep=;\r\nitem;M01\r\nc1.1;x\r\n", "S").unwrap();
        assert_eq!(named.address(1, 1), "S!B2");
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_is_said() {
        let refused = read(b"a;b\n\"c;d\ne;f\n", "S").unwrap_err();
        assert_eq!(refused.message.english(), "a quotation mark in line 2 begins a cell that never ends");
    }

    #[test]
    fn a_table_is_told_from_a_text() {
        for table in [
            "item;M01;M02\nc1.1;x;\n",
            "sep=;\nitem;M01\nc1.1;x\n",
            "Matrix 2026\n\nitem;M01;M02\nc1.1;x;\nc1.2;;x\nc1.3;;x\n",
            "item,M01,M02\r\"c1.1\nmet zorg\",x,\rc1.2,,x\rc1.3,,x\r",
            "item;M01;M02\n\"c1.1;x;\nc1.2;;x\nc1.3;x;x\n",
        ] {
            assert!(is_table(table), "{table}");
        }
        for text in [
            "Kok\n\nKookt, bakt en braadt\nWast de groenten, met zorg\nRuimt op\n",
            "Titel\n- a; b\nTekst zonder\nTekst\n- c\n",
            "1.\tKookt\nHij kookt.\nTekst.\n2.\tBakt\nHij bakt.\nTekst.\n",
        ] {
            assert!(!is_table(text), "{text}");
        }
    }
}
