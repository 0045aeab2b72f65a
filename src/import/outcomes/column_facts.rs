//! The texts in a column of a table, counted: by these a column is known that no word names.

use std::collections::BTreeSet;

use crate::import::code::{self, Coded};
use crate::import::outcomes::cells::{TableCell, TableRow};
use crate::import::outcomes::kinds;

/// The texts in a column below the header, counted.
#[derive(Debug)]
pub(super) struct ColumnFacts {
    pub(super) filled: usize,
    pub(super) distinct: usize,
    letters: usize,
    codes: usize,
    pub(super) marks: usize,
    /// How many have letters.
    worded: usize,
    /// How many begin with a code, in every line.
    coded: usize,
    /// The number of these texts that have several lines.
    coded_lists: usize,
    /// The parts of these codes.
    code_parts: Vec<Vec<String>>,
    /// How many are codes of letters and numbers, one or several of them.
    references: usize,
    /// The most codes in one of these.
    most_codes: usize,
    /// Whether a text comes again behind another one.
    pub(super) comes_again: bool,
    /// The number of texts that name a kind of outcomes.
    kinds: usize,
    /// Whether they are numbers that do not count on, as hours do.
    are_amounts: bool,
}

/// The facts of a column by what stands in `rows`.
pub(super) fn facts(rows: &[&TableRow], column: usize) -> ColumnFacts {
    let texts: Vec<String> =
        rows.iter().map(|row| row.cells[column].text()).filter(|text| !text.is_empty()).collect();
    let cells = rows.iter().map(|row| &row.cells[column]).filter(|cell| !cell.is_empty());
    let is_coded = |cell: &&TableCell| cell.lines.iter().all(|line| Coded::parse(&line.text.value).is_some());
    let coded: Vec<&TableCell> = cells.filter(is_coded).collect();
    let references: Vec<usize> = texts.iter().filter_map(|text| codes_in(text)).collect();
    let distinct: BTreeSet<&String> = texts.iter().collect();
    ColumnFacts {
        filled: texts.len(),
        distinct: distinct.len(),
        letters: texts.iter().map(|text| text.chars().count()).sum(),
        codes: texts
            .iter()
            .filter(|text| Coded::alone(text).is_some_and(|code| code.contains(|c: char| c.is_ascii_digit())))
            .count(),
        marks: texts
            .iter()
            // A number of two digits is an amount, and no mark.
            .filter(|text| text.chars().count() <= 2 && !text.parse::<u8>().is_ok_and(|number| number >= 10))
            .count(),
        worded: texts.iter().filter(|text| text.contains(char::is_alphabetic)).count(),
        coded: coded.len(),
        code_parts: coded.iter().flat_map(|cell| codes_of(cell)).collect(),
        coded_lists: coded.iter().filter(|cell| cell.lines.len() > 1).count(),
        references: references.len(),
        most_codes: references.into_iter().max().unwrap_or(0),
        comes_again: comes_again(&texts),
        kinds: texts
            .iter()
            .filter(|text| text.chars().count() > 1 && kinds::kind_of_cell(text).is_some())
            .count(),
        are_amounts: are_amounts(&texts),
    }
}

/// The parts of the codes before the lines of a cell.
fn codes_of(cell: &TableCell) -> Vec<Vec<String>> {
    let codes = cell.lines.iter().filter_map(|line| Coded::parse(&line.text.value));
    codes.map(|coded| code::parts(&coded.code)).collect()
}

/// Whether one of `texts` stands behind another one and before it too, so that they are no groups of rows.
fn comes_again(texts: &[String]) -> bool {
    let mut seen = BTreeSet::new();
    let mut runs = texts.chunk_by(|one, other| one == other).filter_map(|run| run.first());
    !runs.all(|text| seen.insert(text))
}

/// How many codes of letters and numbers `text` is, `D1, D2`; none where it has anything else.
fn codes_in(text: &str) -> Option<usize> {
    let parts = text.split([',', ';', '/', ' ', '&', '+', '\n']).filter(|part| !part.is_empty());
    let is_code = |part: &str| {
        let has = |wanted: fn(char) -> bool| part.contains(wanted);
        Coded::alone(part).is_some() && has(char::is_alphabetic) && has(|c| c.is_ascii_digit())
    };
    parts.map(|part| is_code(part).then_some(1)).sum()
}

/// Whether `texts` are numbers, but no codes: these count on from each other.
fn are_amounts(texts: &[String]) -> bool {
    let numbers: Option<Vec<f64>> = texts.iter().map(|text| text.replace(',', ".").parse().ok()).collect();
    let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) else { return false };
    // `1.10` stands behind `1.9`.
    let parts: Vec<Option<Vec<u32>>> =
        texts.iter().map(|text| text.split(['.', ',']).map(|part| part.parse().ok()).collect()).collect();
    let counts_on = numbers.windows(2).all(|pair| pair[0] < pair[1])
        || parts.windows(2).all(|pair| pair[0].is_some() && pair[0] < pair[1]);
    let width = numbers.last().unwrap_or(&0.0) - numbers[0];
    let has_parts = texts.iter().any(|text| text.contains(['.', ',']));
    !counts_on || (!has_parts && width > numbers.len() as f64 * 3.0)
}

impl ColumnFacts {
    pub(super) fn length(&self) -> usize {
        self.letters / self.filled.max(1)
    }

    pub(super) fn is_codes(&self) -> bool {
        self.filled >= 2
            && self.codes * 10 >= self.filled * 7
            && self.distinct * 10 >= self.filled * 9
            && self.length() <= 16
            && !self.are_amounts
    }

    /// Whether every cell is a code or several, and no group of rows has one of its own: these refer to others.
    pub(super) fn is_references(&self) -> bool {
        self.references == self.filled && (self.most_codes > 1 || self.comes_again)
    }

    /// Whether every outcome, of which there are `outcomes`, has a word here that says what kind it is.
    pub(super) fn is_kinds(&self, outcomes: usize) -> bool {
        self.filled >= 2 && self.kinds == self.filled && self.filled * 10 >= outcomes * 9
    }

    pub(super) fn is_sentences(&self) -> bool {
        self.filled >= 2 && self.length() >= 15 && self.distinct * 10 >= self.filled * 9 && !self.is_codes()
    }

    /// Whether every cell is a code alone, of letters and a number or of numbers.
    pub(super) fn is_codes_alone(&self) -> bool {
        self.filled > 0 && self.codes == self.filled
    }

    /// Whether every cell is a code of letters and a number, which nobody counts rows by.
    pub(super) fn is_lettered_codes(&self) -> bool {
        self.filled > 0 && self.references == self.filled && self.most_codes == 1
    }

    /// Whether every text has its code before it.
    pub(super) fn is_coded(&self) -> bool {
        self.filled > 0 && self.coded == self.filled
    }

    /// Whether several rows of `other` go with one text here, or its cells hold several with a code: what stands here
    /// groups what stands there.
    pub(super) fn groups(&self, other: &Self) -> bool {
        let has_several = self.distinct * 10 < other.filled * 8 || other.coded_lists > 0;
        let goes_on = |parts: &Vec<String>| {
            (1..parts.len()).any(|length| self.code_parts.contains(&parts[..length].to_vec()))
        };
        let are_fields = self.is_coded() && other.is_coded() && !other.code_parts.iter().all(goes_on);
        self.filled > 0 && has_several && !are_fields
    }

    /// Whether they say something of each row in words.
    pub(super) fn is_text(&self) -> bool {
        let are_marks = self.marks * 10 >= self.filled * 9;
        self.worded * 2 >= self.filled.max(1) && !are_marks && (self.distinct > 1 || self.filled <= 2)
    }
}
