//! Colours that a sheet explains as something that takes marks back: `rood = te schrappen`. A mark in a cell of that colour is no
//! claim and is listed.

use std::collections::BTreeMap;

use crate::import::matrix::denial;
use crate::import::matrix::items::Items;
use crate::import::matrix::layout::SheetLayout;

/// The colours that take marks back, each with the cell that says so and its text.
pub(super) type DeniedColours = BTreeMap<u32, (String, String)>;

/// Names of colours, and the share of red, green and blue that a colour of that name has at least and at most.
const NAMES: &[(&[&str], Bounds)] = &[
    (&["rood", "rode", "red", "rouge", "rouges", "rot", "rote"], [(160, 255), (0, 120), (0, 120)]),
    (&["oranje", "orange", "oranges"], [(200, 255), (100, 200), (0, 120)]),
    (&["geel", "gele", "yellow", "jaune", "jaunes", "gelb", "gelbe"], [(200, 255), (180, 255), (0, 170)]),
    (&["groen", "groene", "green", "vert", "verts", "grün", "grüne"], [(0, 200), (130, 255), (0, 190)]),
    (&["blauw", "blauwe", "blue", "bleu", "bleus", "blau", "blaue"], [(0, 190), (0, 225), (150, 255)]),
    (&["grijs", "grijze", "grey", "gray", "gris", "grau", "graue"], [(90, 225), (90, 225), (90, 225)]),
];

type Bounds = [(u32, u32); 3];

/// The colours whose explanation outside of the marks takes them back.
pub(super) fn find(reading: &SheetLayout, items: &Items<'_>) -> DeniedColours {
    let sheet = &reading.sheet;
    let used = reading.item_cells(items).into_iter().filter_map(|(row, column)| sheet.cell(row, column).fill);
    let used: Vec<u32> = used.collect();
    let mut found = DeniedColours::new();
    if used.is_empty() {
        return found;
    }
    let places = (0..sheet.height()).flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
    let outside =
        places.filter(|(row, column)| !reading.is_in_body(*row, *column) && !reading.is_row(items, *row));
    for (row, column) in outside {
        let text = sheet.text(row, column);
        let (name, meaning) = text.split_once(['=', ':', '→']).unwrap_or(("", text));
        if text.is_empty() || !denial::of_addition(meaning) {
            continue;
        }
        let before = column.checked_sub(1).map(|before| sheet.cell(row, before));
        let swatch = before.filter(|cell| cell.text.is_empty()).and_then(|cell| cell.fill);
        let own = sheet.cell(row, column).fill.or(swatch);
        let named = || used.iter().copied().filter(|fill| is_called(*fill, name)).collect();
        let colours: Vec<u32> = own.map_or_else(named, |own| vec![own]);
        for colour in colours {
            found.entry(colour).or_insert_with(|| (sheet.address(row, column), text.to_owned()));
        }
    }
    found
}

/// Whether a colour goes by the name of one that stands in `text`.
fn is_called(colour: u32, text: &str) -> bool {
    let shares = [(colour >> 16) & 0xFF, (colour >> 8) & 0xFF, colour & 0xFF];
    let has_name = |names: &[&str]| {
        text.split(|c: char| !c.is_alphabetic()).any(|word| names.contains(&word.to_lowercase().as_str()))
    };
    let fits = |bounds: &Bounds| {
        shares.iter().zip(bounds).all(|(share, (least, most))| (least..=most).contains(&share))
    };
    NAMES.iter().any(|(names, bounds)| has_name(names) && fits(bounds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_by_their_names() {
        assert!(is_called(0x00FF_0000, "rood") && is_called(0x0092_D050, "Groene cellen"));
        assert!(!is_called(0x00FF_0000, "groen") && !is_called(0x00FF_FF00, "rood"));
    }
}
