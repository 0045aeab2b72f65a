//! Knows a column of days where ids should stand: a spreadsheet makes a day of `1.1` or `3-2` before anybody sees it.

use crate::diagnostics::{Message, say};
use crate::import::matrix::addresses::addresses;
use crate::import::spreadsheet::{CellValue, Sheet};

/// Names stand among the first columns of a sheet.
const FIRST: usize = 4;

/// What to do about the days that stand in a sheet as names; none where a column of names holds other things.
pub(super) fn advice(sheet: &Sheet) -> Option<Message> {
    let ways = [sheet.clone(), sheet.clone().turned()];
    ways.iter().find_map(|sheet| {
        (0..sheet.width().min(FIRST)).find_map(|column| {
            let filled = (0..sheet.height()).filter(|row| !sheet.text(*row, column).is_empty());
            let filled: Vec<(usize, usize)> = filled.map(|row| (row, column)).collect();
            let is_day = |place: &&(usize, usize)| sheet.cell(place.0, place.1).value == CellValue::Date;
            let days: Vec<(usize, usize)> = filled.iter().filter(is_day).copied().collect();
            (days.len() > 1 && days.len() * 2 > filled.len()).then(|| {
                say!(
                    "{cells} hold days, which a spreadsheet makes of ids such as 1.1; give these cells the form of texts, and write the ids anew",
                    cells = addresses(sheet, &days)
                )
            })
        })
    })
}
