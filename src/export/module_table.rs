//! The modules of a programme with their facts, as CSV and as a workbook: a row for each module, and a column for each fact.
//! Hours and credits are numbers, so that a spreadsheet adds them up.

use super::csv::Csv;
use super::xlsx::{self, TooLarge};
use crate::config::{Config, Language};
use crate::plan::view::{ModuleTableRow, ModuleTableView};
use crate::text::Amount;

/// The heads of the columns that every table has, in Dutch, English, French and German.
const HEADS: [[&str; 4]; 7] = [
    ["periode", "term", "période", "Abschnitt"],
    ["code", "code", "code", "Code"],
    ["module", "module", "module", "Modul"],
    ["uren", "hours", "heures", "Stunden"],
    ["studiepunten", "credits", "crédits", "Leistungspunkte"],
    ["eerst te volgen", "to be done first", "à suivre d’abord", "zuerst zu belegen"],
    ["leerkrachten", "teachers", "enseignants", "Lehrkräfte"],
];

/// A cell of the table.
pub(super) enum TableCell {
    Text(String),
    Number(Option<Amount>),
    /// A text that leads to a page.
    Link(String, String),
}

/// The table as CSV.
pub fn modules_csv(config: &Config, view: &ModuleTableView) -> String {
    let mut csv = Csv::for_people(config.language);
    csv.row(heads(config, view));
    for row in &view.rows {
        let cells: Vec<String> = cells(row)
            .into_iter()
            .map(|cell| match cell {
                TableCell::Text(text) | TableCell::Link(text, _) => text,
                TableCell::Number(number) => written(number, config.language),
            })
            .collect();
        csv.row(cells.iter().map(String::as_str));
    }
    csv.into_text()
}

/// The table as a workbook.
///
/// # Errors
/// When it has more rows than Excel can hold.
pub fn modules_xlsx(config: &Config, view: &ModuleTableView) -> Result<Vec<u8>, TooLarge> {
    let heads: Vec<&str> = heads(config, view).collect();
    let rows: Vec<Vec<TableCell>> = view.rows.iter().map(cells).collect();
    xlsx::table_xlsx(config, &view.programme.title, &heads, &rows)
}

fn heads<'v>(config: &Config, view: &'v ModuleTableView) -> impl Iterator<Item = &'v str> {
    let at = match config.language {
        Language::Dutch => 0,
        Language::English => 1,
        Language::French => 2,
        Language::German => 3,
    };
    HEADS.iter().map(move |head| head[at]).chain(view.fact_names.iter().map(String::as_str))
}

fn cells(row: &ModuleTableRow) -> Vec<TableCell> {
    let ModuleTableRow { term, module, requires, teachers, facts } = row;
    let own = [
        TableCell::Text(term.clone()),
        TableCell::Text(module.code.clone()),
        TableCell::Link(module.title.clone(), module.path.clone()),
        TableCell::Number(module.hours),
        TableCell::Number(module.credits),
        TableCell::Text(requires.join(", ")),
        TableCell::Text(teachers.join(", ")),
    ];
    own.into_iter().chain(facts.iter().cloned().map(TableCell::Text)).collect()
}

/// `number` as a spreadsheet in `language` reads it.
fn written(number: Option<Amount>, language: Language) -> String {
    let number = number.map(|number| number.to_string()).unwrap_or_default();
    if language == Language::English { number } else { number.replace('.', ",") }
}
