//! The outline of a web page: its headings by their level, the lines of its lists by how deep they stand, its tables
//! cell by cell. Navigation, headers and footers of the page, scripts and forms are in no line.

use crate::import::file::Refusal;
use crate::import::normalised::Tally;
use crate::import::outline::lists::parted_by_codes;
use crate::import::outline::plain_text::{MOST_LINES, clean_value, too_many_lines};
use crate::import::outline::{CellPlace, LineKind, Outline, OutlineLine};
use crate::text::{Markup, Piece, Span, Spanned, Tag, unescaped};

/// Elements of a page that are not its text.
const LEFT_OUT: &[&str] =
    &["head", "nav", "header", "footer", "form", "noscript", "template", "svg", "select", "aside", "button"];
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// `html` as lines.
///
/// # Errors
/// When there are more than [`MOST_LINES`].
pub(in crate::import) fn outline(html: &str, tally: &mut Tally) -> Result<Outline, Refusal> {
    let mut reader = HtmlReader {
        tally,
        lines: Vec::new(),
        text: String::new(),
        lines_ended: Vec::new(),
        span: Span::at(0),
        kind: LineKind::Plain,
        depth: 0,
        lists: 0,
        is_item_open: false,
        left_out: Vec::new(),
        tables: Vec::new(),
        next_table: 0,
        rowspans: Vec::new(),
    };
    let mut at = 0;
    for piece in Markup::default().read(html) {
        let (Piece::Text(read) | Piece::Tag(read, _)) = &piece;
        let span = Span::new(at..at + read.len());
        at += read.len();
        match &piece {
            Piece::Text(words) | Piece::Tag(words, None) => reader.words(words, span),
            Piece::Tag(_, Some(tag)) => reader.tag(tag, span),
        }
        if reader.lines.len() > MOST_LINES {
            return Err(too_many_lines());
        }
    }
    reader.close();
    Ok(Outline { lines: reader.lines })
}

struct HtmlReader<'t> {
    tally: &'t mut Tally,
    lines: Vec<OutlineLine>,
    text: String,
    /// Where in the text its author ended a line.
    lines_ended: Vec<usize>,
    span: Span,
    kind: LineKind,
    depth: u8,
    lists: u8,
    /// Whether an item of a list has begun, whose first text is its own.
    is_item_open: bool,
    /// The elements that are left out, as they are nested.
    left_out: Vec<String>,
    tables: Vec<TablePlace>,
    next_table: u32,
    /// How many rows more each column of the table is taken by a cell from above.
    rowspans: Vec<u32>,
}

/// Where a table was read to.
#[derive(Debug, Clone, Copy)]
struct TablePlace {
    cell: CellPlace,
    is_in_cell: bool,
    has_rows: bool,
}

impl HtmlReader<'_> {
    fn words(&mut self, words: &str, span: Span) {
        if !self.left_out.is_empty() {
            return;
        }
        if self.text.trim().is_empty() {
            self.text.clear();
            self.lines_ended.clear();
            self.span = span;
        }
        self.text.push_str(&unescaped(words));
        self.span.end = span.end;
    }

    fn tag(&mut self, tag: &Tag<'_>, span: Span) {
        if tag.is_one_of(LEFT_OUT) {
            let name = tag.name().to_ascii_lowercase();
            if !tag.is_end() {
                self.close();
                self.left_out.push(name);
            } else if self.left_out.last() == Some(&name) {
                self.left_out.pop();
            }
            return;
        }
        if !self.left_out.is_empty() {
            return;
        }
        let heading = HEADINGS.iter().position(|name| tag.is_one_of(&[name]));
        if let Some(level) = heading {
            self.close();
            let level = u8::try_from(level + 1).unwrap_or(6);
            (self.kind, self.depth) =
                if tag.is_end() { (LineKind::Plain, 0) } else { (LineKind::Heading, level) };
        } else if tag.is_one_of(&["ul", "ol"]) {
            self.close();
            self.lists =
                if tag.is_end() { self.lists.saturating_sub(1) } else { self.lists.saturating_add(1) };
        } else if tag.is_one_of(&["li"]) {
            self.close();
            self.is_item_open = !tag.is_end();
        } else if tag.is_one_of(&["table", "tr", "td", "th"]) {
            self.close();
            self.table(tag);
        } else if tag.is_one_of(&["br"]) {
            self.lines_ended.push(self.text.len());
            self.words(" ", span);
        } else if tag.parts_words() {
            self.close();
        }
    }

    fn table(&mut self, tag: &Tag<'_>) {
        let spans = |name: &str| {
            tag.attribute(name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(1).clamp(1, 100)
        };
        if tag.is_one_of(&["table"]) {
            if tag.is_end() {
                self.tables.pop();
            } else {
                let cell = CellPlace { table: self.next_table, row: 0, column: 0, span: 1 };
                self.next_table += 1;
                self.rowspans.clear();
                self.tables.push(TablePlace { cell, is_in_cell: false, has_rows: false });
            }
            return;
        }
        // A table within a cell belongs to the text of that cell.
        let is_inner = self.tables.len() > 1;
        let Some(place) = self.tables.first_mut().filter(|_| !is_inner) else { return };
        if tag.is_one_of(&["tr"]) {
            if !tag.is_end() {
                place.cell.row += u32::from(place.has_rows);
                place.cell.column = 0;
                place.has_rows = true;
                self.rowspans.iter_mut().for_each(|left| *left = left.saturating_sub(1));
            }
        } else if tag.is_end() {
            place.is_in_cell = false;
            place.cell.column += place.cell.span;
            place.cell.span = 1;
        } else {
            while self.rowspans.get(place.cell.column as usize).is_some_and(|left| *left > 0) {
                place.cell.column += 1;
            }
            place.is_in_cell = true;
            place.cell.span = spans("colspan");
            let (rows, columns) = (
                spans("rowspan"),
                place.cell.column as usize..(place.cell.column + place.cell.span) as usize,
            );
            if rows > 1 && columns.end < 1_000 {
                self.rowspans.resize(self.rowspans.len().max(columns.end), 0);
                self.rowspans[columns].fill(rows);
            }
        }
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        let mut from = 0;
        let ends = std::mem::take(&mut self.lines_ended).into_iter().chain([text.len()]);
        let lines = ends.filter_map(|end| {
            let line = text.get(from..end)?.to_owned();
            from = end;
            Some(Spanned::new(line, self.span))
        });
        let lines: Vec<_> = lines.collect();
        let texts: Vec<String> = parted_by_codes(lines)
            .iter()
            .map(|text| clean_value(&text.value, self.span, self.tally))
            .collect();
        let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        if texts.is_empty() {
            return;
        }
        let cell = self.tables.first().filter(|place| place.is_in_cell).map(|place| place.cell);
        let (kind, depth) = match self.kind {
            LineKind::Heading => (LineKind::Heading, self.depth),
            _ if self.is_item_open && self.lists > 0 => (LineKind::Bullet, self.lists - 1),
            kind => (kind, self.lists),
        };
        // Further texts of an item go on with it as lines of their own.
        self.is_item_open = false;
        if kind == LineKind::Plain && cell.is_none() {
            self.lines.push(OutlineLine::blank(self.span));
        }
        let span = self.span;
        let line = |text| OutlineLine { kind, marker: String::new(), text, span, depth, cell };
        self.lines.extend(texts.into_iter().map(line));
    }
}
