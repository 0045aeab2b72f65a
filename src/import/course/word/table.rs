//! A table of a Word document. Merged cells become one cell that reaches over columns and rows; a table of one single
//! cell is a box around a text.

use std::collections::HashMap;

use crate::diagnostics::say;
use crate::import::course::text::{Block, Grid, GridCell, RunContent};
use crate::import::course::word::CourseReader;
use crate::import::course::word::line::said;
use crate::import::course::word::tree::Tree;
use crate::import::docx::styles::is_on;
use crate::import::file::Refusal;

/// Word's own limit is 63.
const MOST_COLUMNS: usize = 1_000;

impl CourseReader<'_> {
    /// The table `tree`; none for one without any text.
    pub(super) fn table(&mut self, tree: &Tree) -> Result<Option<Block>, Refusal> {
        let mut rows = Vec::new();
        children(tree, "tr", &mut rows);
        let mut grid = Grid::default();
        let mut says_header = false;
        // The cell that is open in each column: its row and its place in it.
        let mut open: HashMap<usize, (usize, usize)> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            let properties = row.element("trPr");
            if properties.is_some_and(|found| found.element("del").is_some()) {
                said(say!("a row that was deleted"), &row.words())
                    .into_iter()
                    .for_each(|what| self.leave(what, ""));
                continue;
            }
            let repeats = properties.and_then(|found| found.element("tblHeader"));
            says_header |= at == 0 && repeats.is_some_and(|found| is_on(found.value()));
            self.row(row, &mut grid, &mut open)?;
        }
        grid.rows.retain(|row| !row.is_empty());
        if grid.rows.iter().flatten().all(|cell| cell.blocks.is_empty()) {
            return Ok(None);
        }
        if let [row] = grid.rows.as_mut_slice()
            && let [cell] = row.as_mut_slice()
        {
            return Ok(Some(Block::Quote(std::mem::take(&mut cell.blocks))));
        }
        let looks_so = first_row_differs(tree).unwrap_or(true)
            || grid.rows.first().is_some_and(|row| row.iter().all(is_bold));
        grid.has_header = grid.rows.len() > 1 && (says_header || looks_so);
        Ok(Some(Block::Grid(grid)))
    }

    fn row(
        &mut self,
        row: &Tree,
        grid: &mut Grid,
        open: &mut HashMap<usize, (usize, usize)>,
    ) -> Result<(), Refusal> {
        let mut cells = Vec::new();
        children(row, "tc", &mut cells);
        let mut made: Vec<GridCell> = Vec::new();
        let mut column = 0;
        for cell in cells {
            let properties = cell.element("tcPr");
            let find = |name: &str| properties.and_then(|found| found.element(name));
            let span = find("gridSpan").and_then(Tree::value).and_then(|span| span.parse().ok()).unwrap_or(1);
            let columns = usize::clamp(span, 1, MOST_COLUMNS);
            let goes_on = find("vMerge").is_some_and(|merge| merge.value() != Some("restart"));
            let blocks = self.blocks(cell)?;
            match open.get(&column).filter(|_| goes_on) {
                Some((row, at)) => {
                    let above = &mut grid.rows[*row][*at];
                    above.rows += 1;
                    // A merged cell may still hold words that Word does not show; nothing is dropped.
                    above.blocks.extend(blocks);
                }
                None => {
                    open.insert(column, (grid.rows.len(), made.len()));
                    made.push(GridCell { blocks, columns, rows: 1 });
                }
            }
            column += columns;
        }
        grid.rows.push(made);
        Ok(())
    }
}

/// The elements `name` in `tree`, also those in content controls and changes.
fn children<'t>(tree: &'t Tree, name: &str, found: &mut Vec<&'t Tree>) {
    for child in tree.elements() {
        if child.name == name {
            found.push(child);
        } else if !child.name.ends_with("Pr") && !matches!(child.name.as_str(), "tc" | "tr" | "tbl") {
            children(child, name, found);
        }
    }
}

/// Whether the style of the table sets its first row apart; none where it does not say.
fn first_row_differs(table: &Tree) -> Option<bool> {
    const FIRST_ROW: u32 = 0x20;
    let look = table.element("tblPr")?.element("tblLook")?;
    let by_bits = || Some(u32::from_str_radix(look.value()?, 16).ok()? & FIRST_ROW != 0);
    look.attribute("firstRow").map(|value| is_on(Some(value))).or_else(by_bits)
}

fn is_bold(cell: &GridCell) -> bool {
    cell.blocks.iter().all(|block| match block {
        Block::Paragraph(runs) => {
            runs.iter().all(|run| run.format.strong || run.content == RunContent::Break)
        }
        _ => false,
    })
}
