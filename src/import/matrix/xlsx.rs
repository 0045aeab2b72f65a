//! The sheets of an Excel workbook. The size that the file unpacks to is measured before any of it is parsed, and
//! cells are taken one by one: no size that the file claims is ever allocated.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use crate::import::file::Refusal;
use crate::import::file::package::Package;
use crate::import::matrix::sheet::{Area, Cell, MOST_CELLS, Sheet, too_many};

/// The sheets of the workbook `bytes`.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    Package::open(bytes)?.unpack_all()?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut sheets = Vec::new();
    let mut left = MOST_CELLS;
    for name in book.sheet_names() {
        // A sheet that is a diagram has no cells.
        let Some(cells) = cells(&mut book, &name, &mut left)? else { continue };
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let areas = merged.iter().map(|area| ((area.start.0, area.end.0), (area.start.1, area.end.1)));
        sheets.push(Sheet::new(&name, cells, &areas.collect::<Vec<Area>>())?);
    }
    Ok(sheets)
}

/// The cells of a sheet that have a text; none for a sheet that has no cells at all.
fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, left: &mut usize) -> Result<Option<Vec<Cell>>, Refusal> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(error) => return Err(damaged(&error)),
    };
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|error| damaged(&error))? {
        let text = text(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        *left = left.checked_sub(1).ok_or_else(too_many)?;
        let (row, column) = cell.get_position();
        cells.push((row, column, text));
    }
    Ok(Some(cells))
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        // A whole number is written without its point, as Excel shows it.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(date) => date.as_f64().to_string(),
        DataRef::Error(error) => error.to_string(),
    }
}

fn damaged(error: &XlsxError) -> Refusal {
    if matches!(error, XlsxError::Password) {
        return crate::import::file::package::encrypted();
    }
    Refusal::damaged("its sheets cannot be read")
}
