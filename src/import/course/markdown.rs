//! Writes the blocks of a course text as the markdown that a person would have written: one line for each paragraph,
//! tight lists, bullets as `-`, tables with their columns below each other, notes at the end. Reading it gives the
//! blocks again; the same blocks give the same bytes.

use crate::import::course::inline::{self, LinePlace};
use crate::import::course::runs::tidied;
use crate::import::course::text::{Block, Format, Grid, GridCell, ListBlock, Run, RunContent};

/// `blocks` as markdown, with those of `notes` that they refer to.
pub fn write(blocks: &[Block], notes: &[Vec<Block>]) -> String {
    let mut writer = Writer::default();
    let mut lines = writer.blocks(blocks);
    let mut at = 0;
    // A note may refer to another one.
    while let Some(note) = writer.notes.get(at).copied() {
        at += 1;
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let text = writer.blocks(notes.get(note).map_or(&[], Vec::as_slice));
        lines.extend(indented(&format!("[^{at}]: "), "    ", text));
    }
    let mut text = lines.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Writes blocks, and knows which notes they refer to.
#[derive(Debug, Default)]
struct Writer {
    /// The notes in the order in which they were first referred to.
    notes: Vec<usize>,
}

impl Writer {
    /// The lines of `blocks`, with an empty one between two of them.
    fn blocks(&mut self, blocks: &[Block]) -> Vec<String> {
        let mut lines = Vec::new();
        let mut turns = false;
        for (at, block) in blocks.iter().enumerate() {
            // A list right below another one is told apart from it by its sign.
            let follows_list = at > 0
                && matches!((&blocks[at - 1], block), (Block::List(a), Block::List(b)) if a.start.is_some() == b.start.is_some());
            turns = follows_list && !turns;
            let of_block = self.block(block, turns);
            if !lines.is_empty() && !of_block.is_empty() {
                lines.push(String::new());
            }
            lines.extend(of_block);
        }
        lines
    }

    fn block(&mut self, block: &Block, other_sign: bool) -> Vec<String> {
        match block {
            Block::Heading { level, runs } => {
                let words = inline::line(runs, LinePlace::Heading, &mut self.notes);
                vec![format!("{} {words}", "#".repeat(usize::from(*level).clamp(1, 6)))]
            }
            Block::Paragraph(runs) => self.paragraph(runs),
            Block::List(list) => self.list(list, other_sign),
            Block::Quote(blocks) => {
                self.blocks(blocks).iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
            }
            Block::Code(text) => code(text),
            Block::Grid(grid) => table(grid, self),
            Block::Rule => vec!["---".to_owned()],
        }
    }

    fn paragraph(&mut self, runs: &[Run]) -> Vec<String> {
        inline::line(runs, LinePlace::Paragraph, &mut self.notes).lines().map(str::to_owned).collect()
    }

    fn list(&mut self, list: &ListBlock, other_sign: bool) -> Vec<String> {
        if let (Some(start), Some(kind)) = (list.start, list.numerals.html_type()) {
            return self.lettered(list, start, kind);
        }
        let tight = is_tight(list);
        let mut lines = Vec::new();
        for (at, item) in list.items.iter().enumerate() {
            let sign = match (list.start, other_sign) {
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
                (Some(start), turned) => {
                    let number = u64::from(start) + at as u64;
                    format!("{number}{} ", if turned { ')' } else { '.' })
                }
            };
            let mut inside = self.blocks(item);
            if tight {
                inside.retain(|line| !line.is_empty());
            } else if at > 0 {
                lines.push(String::new());
            }
            if inside.is_empty() {
                inside.push(String::new());
            }
            lines.extend(indented(&sign, &" ".repeat(sign.len()), inside));
        }
        lines
    }

    /// A list with letters or Roman numerals, which markdown does not have: the list is HTML, what stands in it is markdown.
    fn lettered(&mut self, list: &ListBlock, start: u32, kind: char) -> Vec<String> {
        let start = if start == 1 { String::new() } else { format!(" start=\"{start}\"") };
        let mut lines = vec![format!("<ol type=\"{kind}\"{start}>")];
        for item in &list.items {
            lines.extend(["<li>".to_owned(), String::new()]);
            lines.extend(self.blocks(item));
            lines.extend([String::new(), "</li>".to_owned()]);
        }
        lines.push("</ol>".to_owned());
        lines
    }
}

/// Whether no item of `list` needs an empty line: each is a line of text, with tight lists below it.
fn is_tight(list: &ListBlock) -> bool {
    list.items.iter().all(|item| {
        let below = match item.as_slice() {
            [Block::Paragraph(_), below @ ..] => below,
            all => all,
        };
        let is_plain = |list: &ListBlock| list.numerals.html_type().is_none() && is_tight(list);
        below.iter().all(|block| matches!(block, Block::List(list) if is_plain(list)))
    })
}

/// `lines` with `first` before the first of them and `rest` before the others; nothing before an empty line.
fn indented(first: &str, rest: &str, lines: Vec<String>) -> Vec<String> {
    let indent = |(at, line): (usize, String)| match (at, line.is_empty()) {
        (0, _) => format!("{first}{line}").trim_end().to_owned(),
        (_, true) => line,
        (_, false) => format!("{rest}{line}"),
    };
    lines.into_iter().enumerate().map(indent).collect()
}

/// Lines between fences that none of them ends.
fn code(text: &str) -> Vec<String> {
    let longest = text
        .lines()
        .map(|line| line.trim_start())
        .map(|line| line.len() - line.trim_start_matches('`').len());
    let fence = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
    let mut lines = vec![fence.clone()];
    lines.extend(text.lines().map(|line| line.trim_end().to_owned()));
    lines.push(fence);
    lines
}

/// Up to this width columns are brought below each other.
const WIDEST_TABLE: usize = 110;

/// The lines of `grid`. A table whose first row says what stands below it, with a line in each cell, is one of markdown.
/// Any other, with merged cells or lists in them, is written as HTML; what stands in its cells is markdown again
/// wherever it is more than words, so that links and pictures in it are known to the site.
fn table(grid: &Grid, writer: &mut Writer) -> Vec<String> {
    match plain_cells(grid) {
        Some(rows) => table_in_markdown(&rows, writer),
        None => table_in_html(grid, writer),
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

fn table_in_markdown(rows: &[Vec<Vec<Run>>], writer: &mut Writer) -> Vec<String> {
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
    let is_narrow = widths.iter().sum::<usize>() + 3 * columns <= WIDEST_TABLE;
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

fn table_in_html(grid: &Grid, writer: &mut Writer) -> Vec<String> {
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
    tidied(runs.iter().map(plain).collect())
}
