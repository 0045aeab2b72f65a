//! Texts that are tables because a sign parts their lines into cells, as in CSV: which sign that is, whether such a text
//! is a table or sentences with commas, and its rows. `detect` asks whether a text is one; `spreadsheet::csv` makes a sheet
//! of it.

/// The signs between cells.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// A sign that seldom parts cells, and often stands in sentences.
const RARE: u8 = b':';
/// So much of a text is looked at to find its shape.
const GLANCE: usize = 64 * 1024;
/// So many of its rows.
const GLANCED_ROWS: usize = 100;

/// Whether a text is a table: it names its separator, or most of its rows have the same number of cells.
pub(in crate::import) fn is_table(text: &str) -> bool {
    let (separator, rest) = parted(text);
    separator.is_some() || shape(rest).is_some_and(|shape| shape.is_table())
}

/// The separator that a first line `sep=;` names, and the text behind that line.
pub(in crate::import) fn parted(text: &str) -> (Option<u8>, &str) {
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
pub(in crate::import) struct Shape {
    pub(in crate::import) separator: u8,
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
pub(in crate::import) fn shape(text: &str) -> Option<Shape> {
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
    let mut rows = Rows::new(text, separator);
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
pub(in crate::import) struct Rows<'t> {
    text: &'t str,
    separator: u8,
    line: usize,
    /// The line of a quotation mark that was not closed.
    pub(in crate::import) open: Option<usize>,
}

impl<'t> Rows<'t> {
    /// The rows of `text`, whose cells `separator` parts.
    pub(in crate::import) fn new(text: &'t str, separator: u8) -> Self {
        Self { text, separator, line: 1, open: None }
    }

    /// The cells of the next row.
    pub(in crate::import) fn next(&mut self) -> Option<Vec<String>> {
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
    fn quoted(&self, text: &'t str) -> Option<(String, &'t str)> {
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
