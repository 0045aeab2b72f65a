//! The sheets of an Excel workbook, part by part: which sheets there are, the texts that cells share, how cells look,
//! then each sheet in one pass. No size that the file claims is ever allocated, and what is unpacked is bounded.

use std::collections::HashSet;

use crate::diagnostics::say;
use crate::import::file::Refusal;
use crate::import::file::package::Package;
use crate::import::file::xml::{Element, Node, Xml};
use crate::import::spreadsheet::allowance::Allowance;
use crate::import::spreadsheet::sheet::{
    Area, CellValue, DrawnCell, MOST_CELLS, SheetBuilder, SheetCell, too_many,
};
use crate::import::spreadsheet::styles::{Styles, is_on};
use crate::import::spreadsheet::{Spreadsheet, notes};

/// The sheets of the workbook `bytes`.
pub(super) fn parse(bytes: &[u8]) -> Result<Spreadsheet, Refusal> {
    let mut package = Package::open(bytes)?;
    let book_path = relations(&mut package, "_rels/.rels", "")?
        .into_iter()
        .find(|relation| relation.is("officeDocument"))
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    let (folder, name) = book_path.rsplit_once('/').unwrap_or(("", &book_path));
    let parts = relations(&mut package, &format!("{folder}/_rels/{name}.rels"), folder)?;
    let (mut book, mut left) = (Book::default(), Allowance::default());
    let listed = match package.part(&book_path)? {
        Some(stream) => book.listed(Xml::new(stream), &mut left)?,
        None => return Err(Refusal::damaged(say!("its list of sheets is missing"))),
    };
    for relation in &parts {
        if relation.is("sharedStrings") {
            if let Some(stream) = package.part(&relation.target)? {
                book.texts = shared_texts(Xml::new(stream))?;
            }
        } else if relation.is("styles")
            && let Some(stream) = package.part(&relation.target)?
        {
            book.styles = Styles::parse(Xml::new(stream))?;
        }
    }
    let mut read = Spreadsheet::default();
    let mut seen = HashSet::new();
    for listed in listed {
        // A sheet that is a diagram has no cells.
        let part = parts.iter().find(|relation| relation.id == listed.part && relation.is("worksheet"));
        let Some(part) = part else { continue };
        // No program writes this, and each of them would be read.
        if !seen.insert(&part.target) {
            return Err(Refusal::damaged(say!("two of its sheets are the same part of it")));
        }
        if listed.is_hidden {
            read.hidden.push(listed.name);
            continue;
        }
        let Some(stream) = package.part(&part.target)? else {
            return Err(Refusal::damaged(say!("one of its sheets is missing")));
        };
        let sheet = SheetReader {
            book: &book,
            builder: SheetBuilder::new(&listed.name),
            at: (0, 0),
            left: &mut left,
        };
        let mut builder = sheet.parse(Xml::new(stream))?;
        notes_of(&mut package, &part.target, &mut builder)?;
        read.sheets.push(builder.finish()?);
    }
    Ok(read)
}

/// Adds the notes on the cells of the sheet in the part `path`.
fn notes_of(package: &mut Package<'_>, path: &str, builder: &mut SheetBuilder) -> Result<(), Refusal> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    for relation in relations(package, &format!("{folder}/_rels/{name}.rels"), folder)? {
        if relation.is("comments")
            && let Some(stream) = package.part(&within(&relation.target))?
        {
            let named = notes::of_excel(Xml::new(stream))?;
            builder
                .notes
                .extend(named.into_iter().filter_map(|(cell, text)| Some((parse_cell(&cell)?, text))));
        }
    }
    Ok(())
}

/// A path of which `..` takes the folder before it out.
fn within(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// A reference from one part of the file to another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Relation {
    /// Whether it leads to a part of the kind `name`, in either of the two standards.
    fn is(&self, name: &str) -> bool {
        self.kind.rsplit('/').next() == Some(name)
    }
}

/// The relations in the part `path`; targets are relative to `folder`.
fn relations(package: &mut Package<'_>, path: &str, folder: &str) -> Result<Vec<Relation>, Refusal> {
    let Some(stream) = package.part(path.trim_start_matches('/'))? else { return Ok(Vec::new()) };
    let (mut xml, mut found) = (Xml::new(stream), Vec::new());
    loop {
        match xml.next()? {
            Node::Over => return Ok(found),
            Node::Start(element) if element.name() == "Relationship" => {
                let get = |name| element.attribute(name).unwrap_or_default();
                let target = get("Target");
                let target = match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None if folder.is_empty() => target,
                    None => format!("{folder}/{}", target.trim_start_matches("./")),
                };
                found.push(Relation { id: get("Id"), kind: get("Type"), target });
            }
            Node::Start(_) | Node::End | Node::Text(_) => {}
        }
    }
}

/// A sheet as the workbook lists it.
struct ListedSheet {
    name: String,
    part: String,
    is_hidden: bool,
}

/// A text that cells share.
#[derive(Debug, Clone, Default)]
struct SharedText {
    text: String,
    /// Whether lines go through all of it.
    is_struck: bool,
}

/// The parts that all sheets of a workbook share.
#[derive(Default)]
struct Book {
    texts: Vec<SharedText>,
    styles: Styles,
    is_1904: bool,
}

impl Book {
    /// The sheets, in their order.
    fn listed(&mut self, mut xml: Xml<'_>, left: &mut Allowance) -> Result<Vec<ListedSheet>, Refusal> {
        let mut sheets = Vec::new();
        loop {
            match xml.next()? {
                Node::Over => return Ok(sheets),
                Node::Start(element) if element.name() == "sheet" => {
                    left.take_sheet()?;
                    let get = |name| element.attribute(name).unwrap_or_default();
                    let is_hidden = matches!(get("state").as_str(), "hidden" | "veryHidden");
                    sheets.push(ListedSheet { name: get("name"), part: get("id"), is_hidden });
                }
                Node::Start(element) if element.name() == "workbookPr" => {
                    let first = element.attribute("date1904");
                    self.is_1904 = first.is_some_and(|value| value == "1" || value == "true");
                }
                Node::Start(_) | Node::End | Node::Text(_) => {}
            }
        }
    }
}

/// The texts that cells share, in the order of their numbers.
fn shared_texts(mut xml: Xml<'_>) -> Result<Vec<SharedText>, Refusal> {
    let mut texts = Vec::new();
    loop {
        match xml.next()? {
            Node::Over => return Ok(texts),
            Node::Start(element) if element.name() == "si" => {
                texts.push(rich_text(&mut xml)?);
                if texts.len() > MOST_CELLS {
                    return Err(too_many());
                }
            }
            Node::Start(_) | Node::End | Node::Text(_) => {}
        }
    }
}

/// The text of the element that was begun last, made of runs that each have a look. Lines through a part take that
/// part out; a text of which nothing else is left is kept and said to be struck through.
fn rich_text(xml: &mut Xml<'_>) -> Result<SharedText, Refusal> {
    let (mut standing, mut struck) = (String::new(), String::new());
    let (mut is_struck, mut in_text) = (false, false);
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next()? {
            Node::Over => break,
            Node::End => {
                depth -= 1;
                in_text = false;
            }
            Node::Text(text) if in_text => {
                if is_struck { &mut struck } else { &mut standing }.push_str(&text);
            }
            Node::Text(_) => {}
            Node::Start(element) => match element.name() {
                // How the text is spoken.
                "rPh" => xml.skip()?,
                name => {
                    depth += 1;
                    in_text = name == "t";
                    match name {
                        "r" => is_struck = false,
                        "strike" => is_struck = is_on(&element),
                        _ => {}
                    }
                }
            },
        }
    }
    let is_struck = standing.trim().is_empty() && !struck.trim().is_empty();
    Ok(SharedText { text: unescape(if is_struck { struck } else { standing }), is_struck })
}

/// `text` without the form `_x000D_` in which characters stand that XML does not have.
fn unescape(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let letter = rest.get(at + 2..at + 7).filter(|code| code.ends_with('_'));
        let letter =
            letter.and_then(|code| u32::from_str_radix(&code[..4], 16).ok()).and_then(char::from_u32);
        plain.push_str(&rest[..at]);
        match letter {
            Some(letter) => plain.push(letter),
            None => plain.push_str("_x"),
        }
        rest = &rest[at + if letter.is_some() { 7 } else { 2 }..];
    }
    plain + rest
}

/// A sheet that is being read.
struct SheetReader<'b> {
    book: &'b Book,
    builder: SheetBuilder,
    /// The row and the column that come next, since a file may leave them out.
    at: (u32, u32),
    left: &'b mut Allowance,
}

impl SheetReader<'_> {
    fn parse(mut self, mut xml: Xml<'_>) -> Result<SheetBuilder, Refusal> {
        loop {
            match xml.next()? {
                Node::Over => return Ok(self.builder),
                Node::End | Node::Text(_) => {}
                Node::Start(element) => match element.name() {
                    "col" => self.column(&element),
                    "row" => self.row(&element),
                    "mergeCell" => {
                        let area = element.attribute("ref").and_then(|area| parse_area(&area));
                        self.builder.areas.extend(area);
                    }
                    "c" => {
                        let cell = self.begin(&element);
                        self.cell(cell, &mut xml)?;
                    }
                    _ => {}
                },
            }
        }
    }

    /// Notes which columns are hidden.
    fn column(&mut self, element: &Element<'_>) {
        let get = |name: &str| element.attribute(name).and_then(|at| at.parse::<u32>().ok());
        if is_hidden(element, "width")
            && let (Some(first), Some(last)) = (get("min"), get("max"))
        {
            self.builder.hidden_columns.push(first.saturating_sub(1)..=last.saturating_sub(1));
        }
    }

    fn row(&mut self, element: &Element<'_>) {
        let row = element.attribute("r").and_then(|row| row.parse::<u32>().ok());
        let row = row.map_or(self.at.0, |row| row.saturating_sub(1));
        if is_hidden(element, "ht") {
            match self.builder.hidden_rows.last_mut() {
                Some(last) if last.end().saturating_add(1) == row => *last = *last.start()..=row,
                _ => self.builder.hidden_rows.push(row..=row),
            }
        }
        self.at = (row.saturating_add(1), 0);
    }

    /// Where a cell stands, what kind of value it has, and its look.
    fn begin(&mut self, element: &Element<'_>) -> OpenCell {
        let place = element.attribute("r").and_then(|name| parse_cell(&name));
        let (row, column) = place.unwrap_or((self.at.0.saturating_sub(1), self.at.1));
        self.at.1 = column.saturating_add(1);
        let style = element.attribute("s").and_then(|style| style.parse().ok()).unwrap_or(0);
        OpenCell { row, column, style, kind: element.attribute("t").unwrap_or_default() }
    }

    fn cell(&mut self, open: OpenCell, xml: &mut Xml<'_>) -> Result<(), Refusal> {
        let (mut value, mut inline, mut has_formula) = (String::new(), None, false);
        let (mut depth, mut in_value) = (1_usize, false);
        while depth > 0 {
            match xml.next()? {
                Node::Over => break,
                Node::End => {
                    depth -= 1;
                    in_value = false;
                }
                Node::Text(text) if in_value => value.push_str(&text),
                Node::Text(_) => {}
                Node::Start(element) => match element.name() {
                    "is" => inline = Some(rich_text(xml)?),
                    name => {
                        depth += 1;
                        in_value = name == "v";
                        has_formula |= name == "f";
                    }
                },
            }
        }
        let style = self.book.styles.get(open.style);
        let shared = || value.trim().parse::<usize>().ok().and_then(|at| self.book.texts.get(at)).cloned();
        let (text, kind, is_struck) = match open.kind.as_str() {
            "s" => {
                let shared = shared().unwrap_or_default();
                (shared.text, CellValue::Text, shared.is_struck)
            }
            "inlineStr" => {
                let inline = inline.unwrap_or_default();
                (inline.text, CellValue::Text, inline.is_struck)
            }
            "str" => (unescape(value), CellValue::Text, false),
            _ if has_formula && value.trim().is_empty() => (String::new(), CellValue::Unstored, false),
            "b" => ((value.trim() == "1").to_string(), CellValue::Truth, false),
            "e" => (value, CellValue::Error, false),
            "d" => (value, CellValue::Date, false),
            _ => match value.trim().parse::<f64>() {
                Ok(number) => {
                    let (text, kind) = style.form.show(number, self.book.is_1904);
                    (text, kind, false)
                }
                Err(_) => (value, CellValue::Text, false),
            },
        };
        let struck = is_struck || (style.is_struck && !text.trim().is_empty());
        let cell = SheetCell { text, value: kind, struck, fill: style.fill };
        if cell.says_something() || cell.fill.is_some() {
            self.left.take_cell(cell.text.len())?;
            self.builder.cells.push(DrawnCell { row: open.row, column: open.column, cell });
        }
        Ok(())
    }
}

/// A cell whose content comes next.
struct OpenCell {
    row: u32,
    column: u32,
    style: usize,
    kind: String,
}

/// Whether a row or a column is hidden, or has no size left, which looks the same.
fn is_hidden(element: &Element<'_>, size: &str) -> bool {
    let is = |name: &str| element.attribute(name).is_some_and(|value| value == "1" || value == "true");
    is("hidden") || element.attribute(size).and_then(|size| size.parse::<f64>().ok()) == Some(0.0)
}

/// The row and the column of an address such as `D7`.
fn parse_cell(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let mut column = 0_u32;
    for letter in name[..digits].chars().filter(|letter| *letter != '$') {
        let value = u32::from(letter.to_ascii_uppercase()).checked_sub(u32::from('A'))?;
        column = column.checked_mul(26)?.checked_add(value.min(25) + 1)?;
    }
    let row = name[digits..].parse::<u32>().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The area of a range such as `B2:E2`.
fn parse_area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    let ((top, left), (bottom, right)) = (parse_cell(first)?, parse_cell(last)?);
    Some((top..=bottom, left..=right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_places() {
        assert_eq!(parse_cell("D7"), Some((6, 3)));
        assert_eq!(parse_cell("XFD1048576"), Some((1_048_575, 16_383)));
        assert_eq!(parse_cell("A0"), None);
        assert_eq!(parse_area("B2:E3"), Some((1..=2, 1..=4)));
    }

    #[test]
    fn characters_that_xml_does_not_have_are_read() {
        assert_eq!(unescape("a_x000D_b_x_xyz".to_owned()), "a\rb_x_xyz");
    }
}
