//! A table within a document as rows and cells.

use std::collections::BTreeMap;

use crate::diagnostics::say;
use crate::import::outcomes::cells::{CellLine, OutcomeTable, TableCell, TableRow};
use crate::import::outline::{CellPlace, LineKind, OutlineLine};
use crate::text::Spanned;

/// A wider or longer table is none that people write into a document.
const MOST_COLUMNS: usize = 200;

/// The table that `lines` are, each a paragraph of a cell.
pub(super) fn table(lines: &[OutlineLine]) -> OutcomeTable {
    let mut rows: BTreeMap<u32, BTreeMap<u32, TableCell>> = BTreeMap::new();
    let mut width = 0;
    for line in lines {
        let Some(place) = line.cell else { continue };
        let column = place.column.min(MOST_COLUMNS as u32 - 1);
        width = width.max(column as usize + 1).max((column + place.span).min(MOST_COLUMNS as u32) as usize);
        let is_numbered = line.kind == LineKind::Numbered;
        let cell = rows.entry(place.row).or_default().entry(column).or_default();
        cell.area = (place.span > 1).then_some(place.row as usize * MOST_COLUMNS + column as usize);
        // `1.1` before a text is part of what somebody sees, and may be its code.
        let text = if is_numbered { line.whole_text() } else { line.text.clone() };
        let text = Spanned::new(text, line.span);
        if !line.is_blank() {
            cell.lines.push(CellLine { text, is_item: line.kind == LineKind::Bullet, is_whole: true });
        }
    }
    let mut wide: BTreeMap<u32, Vec<CellPlace>> = BTreeMap::new();
    for place in lines.iter().filter_map(|line| line.cell).filter(|place| place.span > 1) {
        wide.entry(place.row).or_default().push(place);
    }
    let row = |(number, cells): (u32, BTreeMap<u32, TableCell>)| {
        let mut row = TableRow { name: (number + 1).to_string(), cells: vec![TableCell::default(); width] };
        for (column, cell) in cells {
            row.cells[column as usize] = cell;
        }
        spread(&mut row, wide.get(&number).map_or(&[], Vec::as_slice));
        row
    };
    let columns = (1..=width).map(|column| column.to_string()).collect();
    OutcomeTable { name: say!("the table"), columns, rows: rows.into_iter().map(row).collect() }
}

/// Gives all columns of the `wide` cells of a row their text.
fn spread(row: &mut TableRow, wide: &[CellPlace]) {
    for place in wide {
        let Some(cell) = row.cells.get(place.column as usize).cloned() else { continue };
        let others = row.cells.iter_mut().skip(place.column as usize + 1).take(place.span as usize - 1);
        for other in others.filter(|other| other.is_empty()) {
            *other = cell.clone();
        }
    }
}
