//! Writes a table. One whose first row says what stands below it, with a line in each cell, is a table of markdown.
//! Any other, with merged cells or lists in them, is written as HTML; what stands in its cells is markdown again
//! wherever it is more than words, so that links and pictures in it are known to the site.

use crate::import::course::inline::{self, LinePlace};
use crate::import::course::markdown::Writer;
use crate::import::course::text::{Block, Format, Grid, GridCell, Run, RunContent};

/// Up to this width columns are brought below each other.
const WIDEST: usize = 110;

/// The lines of `grid`.
pub(super) fn write(grid: &Grid, writer: &mut Writer) -> Vec<String> {
    match plain_cells(grid) {
        Some(rows) => in_markdown(&rows, writer),
        None => in_html(grid, writer),
    }
}

/// The runs of each cell, where the table is one of markdown.
fn plain_cells(grid: &Grid) -> Option<Vec<Vec<Vec<Run>>>> {
    let columns = grid.rows.first()?.len();
    let is_regular = grid.has_header && columns > 0 && grid.rows.iter().all(|row| row.len() == columns);
    let cell =
        |cell: &GridCell| (cell.columns == 1 && cell.rows == 1).then(|| one_line(&cell.blocks)).flatten();
    let row = |row: &Vec<GridCell>| row.iter().map(cell).collect();
    is_regular.then(|| grid.rows.iter().map(row).collect()).flatten()
}

/// Paragraphs as one line with breaks; none for anything else.
fn one_line(blocks: &[Block]) -> Option<Vec<Run>> {
    let mut line = Vec::new();
    for block in blocks {
        let Block::Paragraph(runs) = block else { return None };
        if !line.is_empty() {
            line.push(Run::formatted(RunContent::Break, Format::default()));
        }
        line.extend(runs.iter().cloned());
    }
    Some(line)
}

fn in_markdown(rows: &[Vec<Vec<Run>>], writer: &mut Writer) -> Vec<String> {
    let mut in_header = true;
    let mut cells = |row: &Vec<Vec<Run>>| {
        let cell = |runs: &Vec<Run>| {
            // A header is bold already.
            let runs = if in_header { without_strong(runs) } else { runs.clone() };
            inline::line(&runs, LinePlace::Cell, &mut writer.notes)
        };
        let cells: Vec<String> = row.iter().map(cell).collect();
        in_header = false;
        cells
    };
    let rows: Vec<Vec<String>> = rows.iter().map(&mut cells).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0).max(3);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let is_narrow = widths.iter().sum::<usize>() + 3 * columns <= WIDEST;
    let padded = |(at, cell): (usize, &String)| {
        let missing = if is_narrow { widths[at] - cell.chars().count() } else { 0 };
        format!(" {cell}{} |", " ".repeat(missing))
    };
    let line = |row: &Vec<String>| format!("|{}", row.iter().enumerate().map(padded).collect::<String>());
    let dashes = widths.iter().map(|width| format!("{}|", "-".repeat(if is_narrow { width + 2 } else { 3 })));
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.insert(1.min(lines.len()), format!("|{}", dashes.collect::<String>()));
    lines
}

fn in_html(grid: &Grid, writer: &mut Writer) -> Vec<String> {
    let mut lines = vec!["<table>".to_owned()];
    for (at, row) in grid.rows.iter().enumerate() {
        let is_header = at == 0 && grid.has_header;
        let cells: Vec<Vec<String>> = row.iter().map(|cell| html_cell(cell, is_header, writer)).collect();
        if cells.iter().all(|cell| cell.len() == 1) {
            lines.push(format!("<tr>{}</tr>", cells.concat().concat()));
        } else {
            lines.push("<tr>".to_owned());
            lines.extend(cells.concat());
            lines.push("</tr>".to_owned());
        }
    }
    lines.push("</table>".to_owned());
    lines
}

fn html_cell(cell: &GridCell, is_header: bool, writer: &mut Writer) -> Vec<String> {
    let (name, scope) = if is_header { ("th", " scope=\"col\"") } else { ("td", "") };
    let reach =
        |attribute, number| if number > 1 { format!(" {attribute}=\"{number}\"") } else { String::new() };
    let open = format!("<{name}{scope}{}{}>", reach("colspan", cell.columns), reach("rowspan", cell.rows));
    let close = format!("</{name}>");
    let words = one_line(&cell.blocks).filter(|runs| runs.iter().all(is_words));
    if let Some(runs) = words {
        let runs = if is_header { without_strong(&runs) } else { runs };
        return vec![format!("{open}{}{close}", inline::html(&runs))];
    }
    let mut lines = vec![open, String::new()];
    lines.extend(writer.blocks(&cell.blocks));
    lines.extend([String::new(), close]);
    lines
}

fn is_words(run: &Run) -> bool {
    run.link.is_none() && matches!(run.content, RunContent::Words(_) | RunContent::Break)
}

fn without_strong(runs: &[Run]) -> Vec<Run> {
    let plain = |run: &Run| Run { format: Format { strong: false, ..run.format }, ..run.clone() };
    super::runs::tidied(runs.iter().map(plain).collect())
}
