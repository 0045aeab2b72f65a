//! The sheets of an OpenDocument spreadsheet, in one pass through its content. It stores the text that each cell
//! shows, so no form of numbers is needed; styles say which sheets are hidden, what is struck through and coloured.

use std::collections::HashMap;

use crate::diagnostics::say;
use crate::import::file::Refusal;
use crate::import::file::package::Package;
use crate::import::file::xml::{Element, Node, Xml};
use crate::import::spreadsheet::Spreadsheet;
use crate::import::spreadsheet::allowance::Allowance;
use crate::import::spreadsheet::notes::text_in;
use crate::import::spreadsheet::sheet::{CellValue, DrawnCell, SheetBuilder, SheetCell};

/// A text or a row that says it is repeated is so at most so often: the largest width of a sheet.
const MOST_REPEATED: u32 = 16_384;

/// The sheets of the spreadsheet `bytes`.
pub(super) fn parse(bytes: &[u8]) -> Result<Spreadsheet, Refusal> {
    let mut package = Package::open(bytes)?;
    let Some(stream) = package.part("content.xml")? else {
        return Err(Refusal::damaged(say!("its content is missing")));
    };
    let mut xml = Xml::new(stream);
    let mut reader =
        BookReader { styles: HashMap::new(), read: Spreadsheet::default(), left: Allowance::default() };
    loop {
        match xml.next()? {
            Node::Over => return Ok(reader.read),
            Node::End | Node::Text(_) => {}
            Node::Start(element) => match element.name() {
                "style" => {
                    let name = element.attribute("name").unwrap_or_default();
                    let style = style(&mut xml)?;
                    reader.styles.insert(name, style);
                }
                "table" => {
                    let name = element.attribute("name").unwrap_or_default();
                    let own = element.attribute("style-name").unwrap_or_default();
                    let is_hidden = reader.styles.get(&own).is_some_and(|style| style.is_hidden);
                    reader.table(&name, is_hidden, &mut xml)?;
                }
                _ => {}
            },
        }
    }
}

/// The properties of a style.
#[derive(Debug, Clone, Copy, Default)]
struct OdsStyle {
    is_hidden: bool,
    is_struck: bool,
    fill: Option<u32>,
}

/// The style that was begun last.
fn style(xml: &mut Xml<'_>) -> Result<OdsStyle, Refusal> {
    let mut style = OdsStyle::default();
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next()? {
            Node::Over => break,
            Node::End => depth -= 1,
            Node::Text(_) => {}
            Node::Start(element) => {
                depth += 1;
                style.is_hidden |= element.attribute("display").is_some_and(|display| display == "false");
                let lines = ["text-line-through-style", "text-line-through-type"];
                let is_struck =
                    |name| element.attribute(name).is_some_and(|line| !line.is_empty() && line != "none");
                style.is_struck |= lines.into_iter().any(is_struck);
                if element.name() == "table-cell-properties"
                    && let Some(colour) = element.attribute("background-color")
                {
                    let rgb = colour.strip_prefix('#').and_then(|rgb| u32::from_str_radix(rgb, 16).ok());
                    style.fill = rgb.filter(|rgb| *rgb != 0x00FF_FFFF);
                }
            }
        }
    }
    Ok(style)
}

struct BookReader {
    styles: HashMap<String, OdsStyle>,
    read: Spreadsheet,
    /// Each repetition of a cell counts.
    left: Allowance,
}

/// Where the next cell of a sheet stands.
#[derive(Default)]
struct At {
    row: u32,
    /// How often the row at hand is repeated.
    repeated: u32,
    column: u32,
    /// The next column that is described, and the styles of those that were.
    described: u32,
}

impl BookReader {
    /// Reads the table that was begun last.
    fn table(&mut self, name: &str, is_hidden: bool, xml: &mut Xml<'_>) -> Result<(), Refusal> {
        self.left.take_sheet()?;
        let mut builder = SheetBuilder::new(name);
        let mut at = At::default();
        let mut depth = 1_usize;
        while depth > 0 {
            match xml.next()? {
                Node::Over => break,
                Node::End => depth -= 1,
                Node::Text(_) => {}
                Node::Start(element) => match element.name() {
                    "table-column" => {
                        depth += 1;
                        let count = repeated(&element, "number-columns-repeated");
                        let last = at.described.saturating_add(count.saturating_sub(1));
                        if is_collapsed(&element) {
                            builder.hidden_columns.push(at.described..=last);
                        }
                        at.described = last.saturating_add(1);
                    }
                    "table-row" => {
                        depth += 1;
                        at.row = at.row.saturating_add(at.repeated);
                        at.repeated = repeated(&element, "number-rows-repeated");
                        at.column = 0;
                        if is_collapsed(&element) {
                            let last = at.row.saturating_add(at.repeated.saturating_sub(1));
                            builder.hidden_rows.push(at.row..=last);
                        }
                    }
                    "table-cell" | "covered-table-cell" => {
                        let open = OpenCell::new(&element, &self.styles);
                        self.cell(&open, &mut at, &mut builder, xml)?;
                    }
                    // Drawings and notes that lie on the sheet.
                    "shapes" | "annotation" => xml.skip()?,
                    _ => depth += 1,
                },
            }
        }
        if is_hidden {
            self.read.hidden.push(name.to_owned());
        } else {
            self.read.sheets.push(builder.finish()?);
        }
        Ok(())
    }

    fn cell(
        &mut self,
        open: &OpenCell,
        at: &mut At,
        builder: &mut SheetBuilder,
        xml: &mut Xml<'_>,
    ) -> Result<(), Refusal> {
        let (text, is_struck, note) = self.paragraphs(xml)?;
        let is_unstored = open.has_formula && !open.has_value && text.trim().is_empty();
        let value = if is_unstored { CellValue::Unstored } else { open.value };
        let struck = is_struck || (open.style.is_struck && !text.trim().is_empty());
        let cell = SheetCell { text, value, struck, fill: open.style.fill };
        let first = at.column;
        at.column = at.column.saturating_add(open.repeated);
        let says = cell.says_something() && !open.is_covered;
        // A coloured cell matters beside texts only, and the same colour to the edge of the sheet is a background.
        let counts = says || (cell.fill.is_some() && open.repeated < 1_000 && at.repeated < 1_000);
        if !counts {
            return Ok(());
        }
        if let (Some(rows), Some(columns)) = (open.spans.0.checked_sub(1), open.spans.1.checked_sub(1))
            && rows.saturating_add(columns) > 0
        {
            let (bottom, right) = (at.row.saturating_add(rows), first.saturating_add(columns));
            builder.areas.push((at.row..=bottom, first..=right));
        }
        if !note.is_empty() {
            builder.notes.insert((at.row, first), note);
        }
        for row in 0..at.repeated.min(MOST_REPEATED) {
            for column in 0..open.repeated.min(MOST_REPEATED) {
                self.left.take_cell(cell.text.len())?;
                let (row, column) = (at.row.saturating_add(row), first.saturating_add(column));
                builder.cells.push(DrawnCell { row, column, cell: cell.clone() });
            }
        }
        Ok(())
    }

    /// The text of the cell that was begun last, whether lines go through all of it, and the note on it. What is struck
    /// through in part is left out.
    fn paragraphs(&self, xml: &mut Xml<'_>) -> Result<(String, bool, String), Refusal> {
        let mut note = String::new();
        let (mut standing, mut struck) = (String::new(), String::new());
        // For each open element whether it is struck through.
        let mut open: Vec<bool> = Vec::new();
        let mut paragraphs = 0;
        loop {
            match xml.next()? {
                Node::Over => break,
                Node::End => {
                    if open.pop().is_none() {
                        break;
                    }
                }
                Node::Text(text) if !open.is_empty() => {
                    if open.last() == Some(&true) { &mut struck } else { &mut standing }.push_str(&text);
                }
                Node::Text(_) => {}
                Node::Start(element) => match element.name() {
                    "annotation" => note = text_in(xml, "p")?,
                    name => {
                        match name {
                            "p" if paragraphs > 0 => standing.push('\n'),
                            "s" | "tab" | "line-break" => standing.push(' '),
                            _ => {}
                        }
                        paragraphs += usize::from(name == "p");
                        let own = element.attribute("style-name").unwrap_or_default();
                        let is_struck = name == "span" && self.styles.get(&own).is_some_and(|s| s.is_struck);
                        open.push(is_struck || open.last() == Some(&true));
                    }
                },
            }
        }
        let is_struck = standing.trim().is_empty() && !struck.trim().is_empty();
        Ok((if is_struck { struck } else { standing }, is_struck, note))
    }
}

/// The attributes of a cell, before its text comes.
struct OpenCell {
    value: CellValue,
    has_value: bool,
    has_formula: bool,
    is_covered: bool,
    repeated: u32,
    /// How many rows and columns it is merged over.
    spans: (u32, u32),
    style: OdsStyle,
}

impl OpenCell {
    fn new(element: &Element<'_>, styles: &HashMap<String, OdsStyle>) -> Self {
        let kind = element.attribute("value-type");
        let own = element.attribute("style-name").unwrap_or_default();
        Self {
            value: match kind.as_deref() {
                Some("float" | "currency" | "percentage") => CellValue::Number,
                Some("date" | "time") => CellValue::Date,
                Some("boolean") => CellValue::Truth,
                _ => CellValue::Text,
            },
            has_value: kind.is_some(),
            has_formula: element.attribute("formula").is_some(),
            is_covered: element.name() == "covered-table-cell",
            repeated: repeated(element, "number-columns-repeated"),
            spans: (repeated(element, "number-rows-spanned"), repeated(element, "number-columns-spanned")),
            style: styles.get(&own).copied().unwrap_or_default(),
        }
    }
}

fn repeated(element: &Element<'_>, name: &str) -> u32 {
    element.attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

fn is_collapsed(element: &Element<'_>) -> bool {
    element.attribute("visibility").is_some_and(|visibility| visibility != "visible")
}
