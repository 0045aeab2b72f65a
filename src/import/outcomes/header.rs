//! Finds the row of a table that names its columns: by the words in it, or else by its form. A row of names has short
//! texts over columns of another form: over codes, over numbers, over sentences.

use std::collections::BTreeSet;

use crate::import::code::Coded;
use crate::import::outcomes::Options;
use crate::import::outcomes::cells::{OutcomeTable, TableRow};
use crate::import::outcomes::column_role::ColumnRole;
use crate::import::outcomes::columns;
use crate::text::fold_case;

/// A row of names is one of so many first rows.
const FIRST_ROWS: usize = 25;

/// The row with the names of the columns: the one with the names that somebody gave, or of the first rows the one with
/// most of them.
pub(super) fn header(table: &OutcomeTable, options: &Options) -> Option<usize> {
    row_with_given_names(table, options)
        .or_else(|| row_of_known_names(table))
        .or_else(|| row_of_names_by_form(table))
}

/// The first row in which all names stand that `--columns` has and that are no letters of columns.
fn row_with_given_names(table: &OutcomeTable, options: &Options) -> Option<usize> {
    let is_letter = |name: &String| table.columns.iter().any(|column| fold_case(column) == fold_case(name));
    let names = || options.columns.iter().map(|(_, name)| name).filter(|name| !is_letter(name));
    let has = |row: &TableRow, name: &String| {
        row.cells.iter().any(|cell| fold_case(&cell.text()) == fold_case(name))
    };
    names().next()?;
    let mut rows = table.rows.iter().take(FIRST_ROWS);
    rows.position(|row| names().all(|name| has(row, name)))
}

fn row_of_known_names(table: &OutcomeTable) -> Option<usize> {
    let named = |row: &TableRow| {
        let names: Vec<_> =
            row.texts().into_iter().filter_map(|(column, _)| row.cells[column].column_name()).collect();
        let has_outcomes =
            names.iter().any(|name| matches!(name.role, ColumnRole::Statement | ColumnRole::Kinded(_)));
        (names.len(), has_outcomes)
    };
    // Names of amounts are names too, but say nothing of outcomes.
    let other_texts = |row: &TableRow| {
        let texts = row.texts();
        let measures = texts.iter().filter(|(_, text)| columns::is_measure(text)).count();
        (texts.len() - measures, measures)
    };
    let rows = table.rows.iter().enumerate().take(FIRST_ROWS);
    let rows = rows.map(|(at, row)| (at, named(row), other_texts(row)));
    // A row of names has several, and little else; a table of one column has one.
    let fits = |(_, (names, has_outcomes), (texts, measures)): &(usize, (usize, bool), (usize, usize))| {
        *names * 2 >= *texts
            && *names > 0
            && (*names >= 2
                || (*has_outcomes && *texts + *measures <= 1 + usize::from(table.columns.len() > 1))
                || (*names == *texts && *measures > 0))
    };
    let best = rows
        .filter(fits)
        .max_by_key(|(at, (names, has_outcomes), _)| (*has_outcomes, *names, usize::MAX - at));
    best.filter(|(at, ..)| at + 1 < table.rows.len()).map(|(at, ..)| at)
}

/// The form of the texts in a column below a row that may name it.
struct FormBelow {
    lengths: Vec<usize>,
    are_coded: bool,
    are_numbers: bool,
}

impl FormBelow {
    fn new(below: &[TableRow], column: usize) -> Self {
        let texts: Vec<String> =
            below.iter().map(|row| row.cells[column].text()).filter(|text| !text.is_empty()).collect();
        let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        let is_coded = |text: &String| {
            Coded::alone(text).is_some_and(has_digit)
                || Coded::parse(text).is_some_and(|coded| has_digit(&coded.code))
        };
        let is_number = |text: &String| text.replace(',', ".").parse::<f64>().is_ok();
        Self {
            are_coded: texts.len() >= 2 && texts.iter().all(is_coded),
            are_numbers: texts.len() >= 2 && texts.iter().all(is_number),
            lengths: texts.iter().map(|text| text.chars().count()).collect(),
        }
    }

    /// Whether they are sentences beside which `name` is but a word.
    fn are_sentences_below(&self, name: &str) -> bool {
        const LONGEST: usize = 30;
        let sum: usize = self.lengths.iter().sum();
        let length = name.chars().count();
        let is_word = length <= LONGEST && name.split_whitespace().count() <= 3;
        is_word && self.lengths.len() >= 3 && sum >= self.lengths.len() * (length * 3).max(25)
    }
}

/// The row that can only be one of names, though none of them is known: behind titles the first with several texts, all of
/// them short and different, that never come again, and the column below one of them has another form.
fn row_of_names_by_form(table: &OutcomeTable) -> Option<usize> {
    const TITLES: usize = 5;
    let mut rows = table.rows.iter().enumerate().filter(|(_, row)| !row.texts().is_empty()).take(TITLES);
    let at = rows.find(|(_, row)| row.texts().len() > 1).map(|(at, _)| at)?;
    let names = table.rows[at].texts();
    let below = &table.rows[at + 1..];
    let texts = |column: usize| below.iter().map(move |row| row.cells[column].text());
    let comes_again = |(column, name): &(usize, String)| texts(*column).any(|text| text == *name);
    let has_other_form = |(column, name): &(usize, String)| {
        let form = FormBelow::new(below, *column);
        form.are_coded || form.are_numbers || form.are_sentences_below(name)
    };
    let is_used = |column: &usize| texts(*column).any(|text| !text.is_empty());
    let is_named = |column: usize| names.iter().any(|(named, _)| *named == column);
    let distinct: BTreeSet<&String> = names.iter().map(|(_, name)| name).collect();
    let fits = (0..table.columns.len()).filter(is_used).all(is_named)
        && distinct.len() == names.len()
        && names.iter().all(|(_, name)| is_name(name))
        && names.iter().any(has_other_form)
        && !names.iter().any(comes_again);
    fits.then_some(at)
}

/// Whether `text` can name a column: a few words, without a code.
fn is_name(text: &str) -> bool {
    const LONGEST: usize = 60;
    let has_digit = |code: &str| code.contains(|c: char| c.is_ascii_digit());
    let words = text.split_whitespace().count();
    let is_coded = Coded::alone(text).is_some_and(has_digit) || Coded::parse(text).is_some();
    text.contains(char::is_alphabetic)
        && text.chars().count() <= LONGEST
        && words <= 6
        && !text.ends_with([':', ';'])
        && (!text.ends_with('.') || words == 1)
        && !is_coded
}
