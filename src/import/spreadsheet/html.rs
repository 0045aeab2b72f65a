//! The tables of a web page as sheets: one that somebody saved from the web, a workbook that Excel or LibreOffice saved as a page,
//! the "Excel file" of a school's software that is a page in truth.
//!
//! Each table is a sheet. The lines above it on the page stand above it in the sheet, and those below the last table below that,
//! as a spreadsheet shows them that opens the page: a title or a legend there is about the table. Cells over several
//! columns or rows are merged ones. A row, column or table that the page hides is hidden in the sheet too, and a text with a line
//! through it is struck out.

use crate::import::file;
use crate::import::file::Refusal;
use crate::import::spreadsheet::Spreadsheet;
use crate::import::spreadsheet::allowance::Allowance;
use crate::import::spreadsheet::html_style::{CellStyle, PageStyles};
use crate::import::spreadsheet::sheet::{CellValue, DrawnCell, Sheet, SheetBuilder, SheetCell};
use crate::text::{Markup, Piece, Tag, collapse_whitespace, unescaped};

/// Elements of a page that are not its text.
const LEFT_OUT: [&str; 8] = ["head", "title", "nav", "form", "noscript", "template", "svg", "select"];
/// A cell reaches over so many rows or columns at most: the largest width of a sheet.
const MOST_SPANNED: u32 = 16_384;
/// A longer name of a sheet would be a sentence.
const LONGEST_NAME: usize = 60;

/// The sheets of the page `bytes`. A page with a single table that has no heading gives a sheet called `name`.
pub(super) fn parse(bytes: &[u8], name: &str) -> Result<Spreadsheet, Refusal> {
    let decoded = file::decode(bytes);
    let mut reader = PageReader::new(PageStyles::parse(&decoded.text));
    for piece in Markup::default().read(&decoded.text) {
        match piece {
            Piece::Text(words) => reader.words(words)?,
            Piece::Tag(_, Some(tag)) => reader.tag(&tag)?,
            Piece::Tag(_, None) => {}
        }
    }
    reader.finish(name)
}

/// A table while it is read.
#[derive(Default)]
struct TableReader {
    builder: SheetBuilder,
    /// The row of the next cell, and its column.
    row: u32,
    column: u32,
    has_row: bool,
    /// For each column the row behind the last that a cell from above takes.
    taken: Vec<u32>,
    /// The next column that is described.
    described: u32,
    /// The heading or caption that names it.
    name: String,
}

/// A cell while it is read.
struct CellReader {
    text: String,
    style: CellStyle,
    rows: u32,
    columns: u32,
    /// How many letters of its text stand outside of elements that strike them through.
    unstruck: usize,
}

struct PageReader {
    styles: PageStyles,
    left: Allowance,
    /// The elements that are left out, as they are nested.
    left_out: Vec<String>,
    /// The line outside of tables that is being read, and whether it is a heading.
    line: String,
    is_heading: bool,
    /// The lines since the last table, and the last heading among them.
    lines: Vec<String>,
    heading: String,
    /// The number of tables that are open; a table in a cell of another one belongs to that cell.
    depth: usize,
    table: TableReader,
    cell: Option<CellReader>,
    /// How many elements are open in the cell that strike their text through.
    struck: usize,
    tables: Vec<TableReader>,
}

impl PageReader {
    fn new(styles: PageStyles) -> Self {
        Self {
            styles,
            left: Allowance::default(),
            left_out: Vec::new(),
            line: String::new(),
            is_heading: false,
            lines: Vec::new(),
            heading: String::new(),
            depth: 0,
            table: TableReader::default(),
            cell: None,
            struck: 0,
            tables: Vec::new(),
        }
    }

    fn words(&mut self, words: &str) -> Result<(), Refusal> {
        if !self.left_out.is_empty() {
            return Ok(());
        }
        let words = unescaped(words);
        match &mut self.cell {
            Some(cell) => {
                if self.struck == 0 {
                    cell.unstruck += words.chars().filter(|letter| !letter.is_whitespace()).count();
                }
                // A line of the file is no line of the cell.
                cell.text.push_str(&words.replace(['\n', '\r', '\t'], " "));
            }
            None if self.depth == 0 => self.line.push_str(&words),
            // Text between the cells of a table is shown above it.
            None => {}
        }
        self.left.take_text(words.len())
    }

    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        if tag.is_one_of(&LEFT_OUT) {
            let name = tag.name().to_ascii_lowercase();
            if !tag.is_end() {
                self.left_out.push(name);
            } else if let Some(at) = self.left_out.iter().rposition(|open| *open == name) {
                self.left_out.truncate(at);
            }
            return Ok(());
        }
        // Many pages never end their `head`.
        if tag.is_one_of(&["body", "table"])
            && self.left_out.iter().all(|name| name == "head" || name == "form")
        {
            self.left_out.clear();
        }
        if !self.left_out.is_empty() {
            return Ok(());
        }
        if tag.is_one_of(&["table"]) {
            return self.table_tag(tag);
        }
        if self.depth > 1 {
            return self.within_cell(tag);
        }
        if self.depth == 1 && tag.is_one_of(&["tr", "td", "th", "col", "caption"]) {
            return self.part_of_table(tag);
        }
        if self.cell.is_some() {
            return self.within_cell(tag);
        }
        if self.depth == 0 && tag.parts_words() {
            self.end_line();
            self.is_heading = !tag.is_end() && tag.is_one_of(&["h1", "h2", "h3", "h4", "h5", "h6"]);
        }
        Ok(())
    }

    fn table_tag(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        if tag.is_end() {
            self.depth = self.depth.saturating_sub(1);
            if self.depth == 0 {
                self.end_cell()?;
                let table = std::mem::take(&mut self.table);
                self.tables.push(table);
            }
            return Ok(());
        }
        self.depth += 1;
        if self.depth > 1 {
            return self.within_cell(tag);
        }
        self.end_line();
        self.left.take_sheet()?;
        self.table = TableReader { name: std::mem::take(&mut self.heading), ..TableReader::default() };
        for line in std::mem::take(&mut self.lines) {
            self.table.builder.text(self.table.row, 0, &line);
            self.table.row += 1;
        }
        Ok(())
    }

    /// A tag of a row, a cell, a column or the caption of the table at hand.
    fn part_of_table(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        self.end_cell()?;
        let style = self.styles.of(tag);
        let table = &mut self.table;
        if tag.is_one_of(&["col"]) {
            let end = table.described.saturating_add(spanned(tag, "span"));
            if style.is_hidden && end > table.described {
                table.builder.hidden_columns.push(table.described..=end - 1);
            }
            table.described = end;
        } else if tag.is_one_of(&["tr"]) && !tag.is_end() {
            table.row += u32::from(table.has_row);
            (table.has_row, table.column) = (true, 0);
            if style.is_hidden {
                table.builder.hidden_rows.push(table.row..=table.row);
            }
        } else if tag.is_one_of(&["td", "th", "caption"]) && !tag.is_end() {
            let is_caption = tag.is_one_of(&["caption"]);
            let (rows, columns) =
                if is_caption { (0, 0) } else { (spanned(tag, "rowspan"), spanned(tag, "colspan")) };
            self.cell = Some(CellReader { text: String::new(), style, rows, columns, unstruck: 0 });
            self.struck = usize::from(style.is_struck);
        }
        Ok(())
    }

    /// A tag among the words of a cell.
    fn within_cell(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        let is_striking = tag.is_one_of(&["s", "strike", "del"]) || self.styles.of(tag).is_struck;
        let Some(cell) = &mut self.cell else { return Ok(()) };
        if tag.is_one_of(&["s", "strike", "del", "span", "font", "p", "div"]) {
            if tag.is_end() {
                self.struck =
                    self.struck.saturating_sub(usize::from(self.struck > usize::from(cell.style.is_struck)));
            } else if is_striking || self.struck > 0 {
                self.struck += 1;
            }
        }
        if tag.is_one_of(&["br"]) || (tag.parts_words() && !tag.is_one_of(&["img", "input"])) {
            cell.text.push('\n');
        } else if tag.is_one_of(&["img"]) {
            cell.text.push_str(tag.attribute("alt").unwrap_or_default().trim());
        } else if tag.is_one_of(&["input"])
            && tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"))
        {
            cell.text.push(if tag.attribute("checked").is_some() { '☑' } else { '☐' });
        }
        cell.unstruck += usize::from(tag.is_one_of(&["img", "input"]) && self.struck == 0);
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Refusal> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let lines = cell.text.lines().map(collapse_whitespace).filter(|line| !line.is_empty());
        let text = lines.collect::<Vec<_>>().join("\n");
        self.left.take_cell(0)?;
        let table = &mut self.table;
        if cell.columns == 0 {
            table.name.clone_from(&text);
            // A caption stands above the first row.
            table.builder.text(table.row, 0, &text);
            table.row += 1;
            return Ok(());
        }
        // A cell before any row stands in one.
        table.has_row = true;
        while table.taken.get(table.column as usize).is_some_and(|end| *end > table.row) {
            table.column += 1;
        }
        let (row, column) = (table.row, table.column);
        let (last_row, last_column) = (row.saturating_add(cell.rows - 1), column + cell.columns - 1);
        if last_column >= MOST_SPANNED {
            return Err(super::sheet::too_many());
        }
        if cell.rows > 1 {
            table.taken.resize(table.taken.len().max(last_column as usize + 1), 0);
            table.taken[column as usize..=last_column as usize].fill(last_row.saturating_add(1));
        }
        if cell.rows > 1 || cell.columns > 1 {
            table.builder.areas.push((row..=last_row, column..=last_column));
        }
        table.column = last_column + 1;
        if cell.style.is_hidden {
            table.builder.hidden_columns.push(column..=last_column);
        }
        let is_struck = !text.is_empty() && cell.unstruck == 0;
        if !text.is_empty() || cell.style.fill.is_some() {
            let cell =
                SheetCell { text, value: CellValue::Untyped, struck: is_struck, fill: cell.style.fill };
            table.builder.cells.push(DrawnCell { row, column, cell });
        }
        Ok(())
    }

    fn end_line(&mut self) {
        let line = collapse_whitespace(&std::mem::take(&mut self.line));
        if line.is_empty() {
            return;
        }
        if self.is_heading {
            self.heading.clone_from(&line);
        }
        self.lines.push(line);
    }

    fn finish(mut self, name: &str) -> Result<Spreadsheet, Refusal> {
        self.end_line();
        if self.depth > 0 {
            self.end_cell()?;
            let table = std::mem::take(&mut self.table);
            self.tables.push(table);
        }
        self.tables.retain(|table| !table.builder.cells.is_empty());
        if let Some(last) = self.tables.last_mut() {
            let below = last.row + u32::from(last.has_row);
            for (row, line) in (below..).zip(std::mem::take(&mut self.lines)) {
                last.builder.text(row, 0, &line);
            }
        }
        let is_one = self.tables.len() == 1;
        let mut sheets: Vec<Sheet> = Vec::new();
        for (at, mut table) in self.tables.into_iter().enumerate() {
            let own = collapse_whitespace(&table.name);
            let is_name = !own.is_empty()
                && own.chars().count() <= LONGEST_NAME
                && sheets.iter().all(|sheet| sheet.name != own);
            table.builder.name = match (is_name, is_one) {
                (true, false) => own,
                (false, false) => format!("{name} {}", at + 1),
                (_, true) => name.to_owned(),
            };
            sheets.push(table.builder.finish()?);
        }
        Ok(Spreadsheet { sheets, hidden: Vec::new() })
    }
}

/// The number of rows or columns over which a cell reaches: the attribute `name`, at least 1.
fn spanned(tag: &Tag<'_>, name: &str) -> u32 {
    tag.attribute(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1).clamp(1, MOST_SPANNED)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of each sheet, its cells between bars.
    fn rows(page: &str) -> Vec<String> {
        let read = parse(page.as_bytes(), "S").unwrap();
        let sheets = read.sheets.iter().map(|sheet| {
            let row =
                |row| (0..sheet.width()).map(|column| sheet.text(row, column)).collect::<Vec<_>>().join("|");
            format!("{}: {}", sheet.name, (0..sheet.height()).map(row).collect::<Vec<_>>().join(" / "))
        });
        sheets.collect()
    }

    #[test]
    fn a_table_is_a_sheet_with_what_stands_around_it() {
        assert_eq!(
            rows(
                "<html><head><title>T</title><body><h1>Dekking</h1><table><tr><th>item<th>M01</tr>\
                 <tr><td>c1.1<td>x&nbsp;</tr></table><p>x = ja</p>"
            ),
            ["S: Dekking| / item|M01 / c1.1|x / x = ja|"]
        );
        assert_eq!(
            rows("<h2>Jaar 1</h2><table><tr><td>a</table><h2>Jaar 2</h2><table><tr><td>b</table>"),
            ["Jaar 1: Jaar 1 / a", "Jaar 2: Jaar 2 / b"]
        );
        assert_eq!(rows("<table><tr><td>a<table><tr><td>b</table></table>"), ["S: a\nb"]);
        assert_eq!(rows("<p>a</p>"), [""; 0]);
    }

    #[test]
    fn cells_over_several_columns_and_rows_are_merged() {
        let page = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>";
        assert_eq!(rows(page), ["S: a|b|b / a|c|d"]);
    }

    #[test]
    fn what_the_page_hides_or_strikes_is_known() {
        let page = "<style>.xl1 {text-decoration:line-through} .xl2 {background:#FFFF00;}</style>\
            <table><col><col style='display:none'><tr><td class=xl1>a<td>b<td class=\"xl2\">c\
            <tr style='display: none'><td>d<tr><td>e<td>f<td><s>g</s><tr><td><span><del>h</del> i</span><td><td>\
            <input type=checkbox checked></table>";
        assert_eq!(rows(page), ["S: a|c / e|g / h i|☑"]);
        let sheet = parse(page.as_bytes(), "S").unwrap().sheets.remove(0);
        assert!(sheet.cell(0, 0).struck && sheet.cell(1, 1).struck && !sheet.cell(2, 0).struck);
        assert_eq!(sheet.cell(0, 1).fill, Some(0x00FF_FF00));
        assert_eq!((sheet.hidden_rows(), sheet.hidden_columns()), (vec!["2".into()], vec!["B".into()]));
    }
}
