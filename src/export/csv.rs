//! Comma-separated values (RFC 4180), in the form that a spreadsheet opens right at once and in the form that
//! programs read. In neither can a cell be taken for a formula.
//!
//! The matrix has a line for each item and a column for each module; a cell holds the id of a level or nothing, so
//! importing the file changes nothing. The gaps have a line for each item that is not covered, and for each exempt one.

use super::phrases::{amount, assessment_name, claimed, group_name, module_name, nearest, status};
use crate::config::{Config, Language};
use crate::plan::view::{AssessmentsView, GapsView, MatrixView, StatusView};
use crate::tabular::{Marks, Word, escape_csv, guard_formula, is_formula};

/// Who reads a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CsvAudience {
    /// A person with a spreadsheet; our own import takes the guards off again.
    Person,
    /// A program that takes every text as it stands.
    Program,
}

/// A CSV text that grows row by row.
#[derive(Debug)]
pub(super) struct Csv {
    text: String,
    separator: char,
    audience: CsvAudience,
}

impl Csv {
    /// An empty file for spreadsheets, with the separator that they expect where `language` is spoken.
    pub(super) fn for_people(language: Language) -> Self {
        // Where numbers have a decimal comma, a spreadsheet parts lists by semicolons.
        let separator = if language == Language::English { ',' } else { ';' };
        // Without the byte order mark, Excel reads UTF-8 as the old character set of its language.
        Self { text: "\u{FEFF}".to_owned(), separator, audience: CsvAudience::Person }
    }

    /// An empty file for the import of another system: commas, and no byte order mark.
    ///
    /// Such a system keeps an apostrophe that is put before a text, so whoever writes a text there guards it and
    /// says so. A cell that would still be a formula is guarded here.
    pub(super) fn for_programs() -> Self {
        Self { text: String::new(), separator: ',', audience: CsvAudience::Program }
    }

    /// Adds a row.
    pub(super) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push(self.separator);
            }
            let is_guarded = self.audience == CsvAudience::Program && !is_formula(cell);
            let cell = if is_guarded { cell.into() } else { guard_formula(cell) };
            self.text.push_str(&escape_csv(&cell));
        }
        self.text.push_str("\r\n");
    }

    /// The whole text.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// The matrix as CSV.
pub fn matrix_csv(config: &Config, view: &MatrixView) -> String {
    let levels: Vec<String> =
        config.scale.levels.ids().map(|level| Marks::word(&config.scale, level)).collect();
    let word = |word: Word| word.text(config.language).to_owned();
    let mut csv = Csv::for_people(config.language);
    let mut names = vec![word(Word::Competence), word(Word::Item), word(Word::Text), word(Word::Status)];
    names.extend(view.columns.iter().map(|column| module_name(&column.module)));
    names.push(word(Word::Modules));
    csv.row(names.iter().map(String::as_str));
    for group in &view.groups {
        for row in &group.rows {
            let status = status(row.status, config);
            let modules = row.cells.len().to_string();
            let head = [group_name(&group.id, group.kind, config), &row.item.id, &row.item.text, &status];
            let mut cells = vec![""; view.columns.len()];
            for cell in &row.cells {
                cells[cell.column] = &levels[cell.level];
            }
            csv.row(head.into_iter().chain(cells).chain([modules.as_str()]));
        }
    }
    csv.into_text()
}

/// The gaps as CSV.
pub fn gaps_csv(config: &Config, view: &GapsView) -> String {
    let mut csv = Csv::for_people(config.language);
    let names =
        [Word::Competence, Word::Item, Word::Text, Word::Status, Word::Claimed, Word::Nearest, Word::Reason];
    csv.row(names.iter().map(|word| word.text(config.language)));
    for group in &view.groups {
        for gap in &group.gaps {
            let competence = group_name(&group.id, group.kind, config);
            let status = status(gap.status, config);
            let (claimed, nearest) = (claimed(config, gap), nearest(gap));
            csv.row([competence, &gap.item.id, &gap.item.text, &status, &claimed, &nearest, ""]);
        }
    }
    let exempt = status(StatusView::Exempt, config);
    for found in &view.exempt {
        csv.row(["", &found.item.id, &found.item.text, &exempt, "", "", &found.reason]);
    }
    csv.into_text()
}

/// The assessment map as CSV: a line for each item, a column for each assessment. A cell holds the weight of the assessment,
/// or the label of the level at which it claims the item where it has none or asks for less than the required level.
pub fn assessments_csv(config: &Config, view: &AssessmentsView) -> String {
    let labels: Vec<&str> = config.scale.levels.values().map(|level| level.label.as_str()).collect();
    let mut csv = Csv::for_people(config.language);
    let names = [Word::Competence, Word::Item, Word::Text, Word::Status];
    let mut names: Vec<String> = names.iter().map(|word| word.text(config.language).to_owned()).collect();
    let assessments = view.columns.iter();
    names.extend(assessments.map(|column| assessment_name(config, &view.modules[column.module], column)));
    names.push(Word::AssessmentCount.text(config.language).to_owned());
    csv.row(names.iter().map(String::as_str));
    for group in &view.groups {
        for row in &group.rows {
            let status = status(row.status, config);
            let head = [group_name(&group.id, group.kind, config), &row.item.id, &row.item.text, &status];
            let mut cells = vec![String::new(); view.columns.len()];
            for cell in &row.cells {
                let is_asked = cell.level >= config.scale.required.index();
                let weight = view.columns[cell.column].occasion.weight.filter(|_| is_asked);
                let level = || labels[cell.level].to_owned();
                cells[cell.column] = weight.map_or_else(level, |weight| amount(config, weight));
            }
            let count = row.asked.to_string();
            csv.row(head.into_iter().chain(cells.iter().map(String::as_str)).chain([count.as_str()]));
        }
    }
    csv.into_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(mut csv: Csv, cells: &[&str]) -> String {
        csv.row(cells.iter().copied());
        csv.into_text()
    }

    #[test]
    fn the_separator_is_that_of_the_language() {
        assert_eq!(written(Csv::for_people(Language::Dutch), &["a", "b"]), "\u{FEFF}a;b\r\n");
        assert_eq!(written(Csv::for_people(Language::English), &["a", "b"]), "\u{FEFF}a,b\r\n");
        assert_eq!(written(Csv::for_programs(), &["a", "b"]), "a,b\r\n");
    }

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let cells = ["Zegt \"neen\", beleefd", "=HYPERLINK(1)", "@x", "\0x"];
        let text = "\u{FEFF}\"Zegt \"\"neen\"\", beleefd\";\"'=HYPERLINK(1)\";\"'@x\";\"'\0x\"\r\n";
        assert_eq!(written(Csv::for_people(Language::French), &cells), text);
    }

    #[test]
    fn a_text_that_was_guarded_for_a_program_is_not_guarded_twice() {
        assert_eq!(written(Csv::for_programs(), &["'=1", "=1", "a"]), "\"'=1\",\"'=1\",a\r\n");
    }
}
