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
            let is_day = |place: &&(usize, usize)| {
                let cell = sheet.cell(place.0, place.1);
                cell.value == CellValue::Date || is_day(&cell.text)
            };
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

/// Whether a text is a day without a year, as a spreadsheet shows it that made one of `1.10`: `1-okt`, `10. Jan`.
pub(super) fn is_day(text: &str) -> bool {
    const MONTHS: &[&str] = &[
        "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec", "mar",
        "may", "oct", "janv", "févr", "fevr", "mars", "avr", "mai", "juin", "juil", "août", "aout", "déc",
        "mär", "mrz", "dez",
    ];
    let text = text.trim().to_lowercase();
    let mut parts = text.split(['-', ' ', '/', '.']).filter(|part| !part.is_empty());
    let (Some(one), Some(other), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    let is_number =
        |part: &str| part.len() <= 2 && part.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    (is_number(one) && MONTHS.contains(&other)) || (MONTHS.contains(&one) && is_number(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_known_by_their_months() {
        for day in ["1-okt", "10. Jan", "2-févr", "Oct-10", "3 mrt"] {
            assert!(is_day(day), "{day}");
        }
        for other in ["1.10", "c1.1", "okt", "40-okt", "1-2", "M01 jan 3"] {
            assert!(!is_day(other), "{other}");
        }
    }
}
