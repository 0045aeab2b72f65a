//! Codes that a spreadsheet may have cut. It keeps `1.10` as the number 1.1 unless its column is text, and nothing in the file
//! says which of the two somebody wrote. Where the codes around it tell that a digit is missing, the code names nothing.

use std::collections::HashMap;

use crate::import::outcomes::cells::{OutcomeTable, TableRow};

/// The rows of `table` from `first` whose code in `column` is a number that may lack a zero at its end.
pub(super) fn rows_with_cut_codes(table: &OutcomeTable, first: usize, column: usize) -> Vec<usize> {
    let code = |row: &TableRow| {
        let text = row.cells[column].text();
        let (whole, rest) = text.split_once('.')?;
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        (is_number(whole) && is_number(rest)).then(|| (whole.to_owned(), rest.to_owned()))
    };
    let codes: Vec<(usize, String, String)> = (first..table.rows.len())
        .filter_map(|at| code(&table.rows[at]).map(|(whole, rest)| (at, whole, rest)))
        .collect();
    // `1.01` beside it says that `1.1` has lost a digit.
    let mut padded: HashMap<&str, usize> = HashMap::new();
    for (_, whole, rest) in codes.iter().filter(|(_, _, rest)| rest.starts_with('0') && rest.len() > 1) {
        let width = padded.entry(whole).or_default();
        *width = (*width).max(rest.len());
    }
    let mut cut = Vec::new();
    let mut before: HashMap<&str, Vec<&str>> = HashMap::new();
    for (at, whole, rest) in &codes {
        let seen = before.entry(whole).or_default();
        // A number never shows a zero at its end.
        let is_whole = rest.ends_with('0');
        let is_short = padded.get(whole.as_str()).is_some_and(|width| rest.len() < *width);
        // So does a `1.1` that comes again behind `1.9`.
        let comes_again =
            seen.contains(&rest.as_str()) && seen.last().is_some_and(|last| last.ends_with('9'));
        if table.rows[*at].cells[column].is_number && !is_whole && (is_short || comes_again) {
            cut.push(*at);
        }
        seen.push(rest);
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::outcomes::cells::{CellLine, TableCell};
    use crate::text::{Span, Spanned};

    fn cut(codes: &[&str]) -> Vec<usize> {
        let row = |code: &&str| {
            let text = Spanned::new((*code).to_owned(), Span::at(0));
            let lines = vec![CellLine { text, is_item: false, is_whole: false }];
            TableRow {
                cells: vec![TableCell { lines, is_number: true, ..TableCell::default() }],
                ..TableRow::default()
            }
        };
        let table = OutcomeTable { rows: codes.iter().map(row).collect(), ..OutcomeTable::default() };
        rows_with_cut_codes(&table, 0, 0)
    }

    #[test]
    fn a_code_that_lacks_a_digit_beside_others_is_cut() {
        assert_eq!(cut(&["1.0", "1.01", "1.02", "1.1", "1.11", "2.1"]), [3]);
        assert_eq!(cut(&["1.8", "1.9", "1.1", "1.11"]), Vec::<usize>::new());
        assert_eq!(cut(&["1.1", "1.2", "1.9", "1.1", "1.11"]), [3]);
        assert_eq!(cut(&["1.1", "1.2", "2.1", "1.1"]), Vec::<usize>::new());
    }
}
