//! Purpose: the matrix of a programme as CSV.
//! Input: the view of its page. Output: one line for each item, one column for each module.
//! Invariant: a cell holds the id of a level or nothing, so the import of the file changes nothing.

use super::csv::Csv;
use super::phrases::{group_name, module_name, status};
use crate::config::{Config, Level};
use crate::plan::view::MatrixView;
use crate::tabular::Word;

/// The matrix as CSV.
pub fn matrix_csv(config: &Config, view: &MatrixView) -> String {
    let levels: Vec<&Level> = config.scale.levels.values().collect();
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
                cells[cell.column] = levels[cell.level].id.as_str();
            }
            csv.row(head.into_iter().chain(cells).chain([modules.as_str()]));
        }
    }
    csv.into_text()
}
