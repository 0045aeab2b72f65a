//! Names cells, rows and columns as a spreadsheet does, several in a few letters: `Blad1!C4, E4:E9`.

use crate::diagnostics::{Message, say};
use crate::import::spreadsheet::Sheet;
use std::collections::BTreeSet;

/// The cells at `places`, those that stand below each other as one range.
pub(super) fn addresses(sheet: &Sheet, places: &[(usize, usize)]) -> String {
    let mut named: Vec<String> = Vec::new();
    let mut at = 0;
    while at < places.len() {
        let (row, column) = places[at];
        let follows = |offset: &usize| places.get(at + offset) == Some(&(row + offset, column));
        let length = (1..places.len() - at).take_while(follows).count();
        let first =
            if named.is_empty() { sheet.address(row, column) } else { sheet.short_address(row, column) };
        named.push(if length > 0 {
            format!("{first}:{}", sheet.short_address(row + length, column))
        } else {
            first
        });
        at += length + 1;
    }
    named.join(", ")
}

/// Names that count on, as ranges: `4, 6–9`; at most some of them.
pub(super) fn runs(names: &[String]) -> Message {
    const MOST: usize = 12;
    let number = |name: &String| name.parse::<u32>().ok();
    let mut parts: Vec<String> = Vec::new();
    let mut at = 0;
    while at < names.len() {
        let counts_on = |offset: &usize| {
            let before = names.get(at + offset - 1).and_then(number);
            before.is_some() && before.map(|before| before + 1) == names.get(at + offset).and_then(number)
        };
        let length = (1..names.len() - at).take_while(counts_on).count();
        parts.push(match length {
            0 => names[at].clone(),
            _ => format!("{}–{}", names[at], names[at + length]),
        });
        at += length + 1;
    }
    let more = parts.len().saturating_sub(MOST);
    parts.truncate(MOST);
    let first = parts.join(", ");
    if more > 0 { say!("{first} and {more} more", first, more) } else { Message::verbatim(first) }
}

/// The different ones of some texts, in their order.
pub(super) fn distinct(texts: &[&str]) -> String {
    let mut seen = BTreeSet::new();
    texts.iter().copied().filter(|text| seen.insert(*text)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_on_is_a_range() {
        let names: Vec<String> = ["2", "3", "4", "7", "B"].into_iter().map(str::to_owned).collect();
        assert_eq!(runs(&names).english(), "2–4, 7, B");
        assert_eq!(runs(&[]).english(), "");
    }
}
