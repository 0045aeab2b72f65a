//! The modules of a programme with their facts, as CSV and as a workbook: a row for each module, and a column for each fact.
//! Hours and credits are numbers, so that a spreadsheet adds them up.

use super::csv::Csv;
use super::phrases::Words;
use super::xlsx::{self, TableCell, TooLarge};
use crate::config::{Config, Language};
use crate::plan::view::{ChoiceRef, ModuleTableRow, ModuleTableView};
use crate::tabular::Word;
use crate::text::Amount;

const SHEET: Words = Words(["Modules", "Modules", "Modules", "Module"]);
const TERM: Words = Words(["periode", "term", "période", "Abschnitt"]);
const CODE: Words = Words(["code", "code", "code", "Code"]);
const MODULE: Words = Words(["module", "module", "module", "Modul"]);
pub(super) const HOURS: Words = Words(["uren", "hours", "heures", "Stunden"]);
pub(super) const CREDITS: Words = Words(["studiepunten", "credits", "crédits", "Leistungspunkte"]);
pub(super) const REQUIRES: Words =
    Words(["eerst te volgen", "to be done first", "à suivre d’abord", "zuerst zu belegen"]);
pub(super) const TEACHERS: Words = Words(["leerkrachten", "teachers", "enseignants", "Lehrkräfte"]);

/// The heads of the columns that every table has.
const HEADS: [Words; 7] = [TERM, CODE, MODULE, HOURS, CREDITS, REQUIRES, TEACHERS];
/// The columns before that of the choice, which stands in the tables of programmes that have one.
const BEFORE_CHOICE: usize = 1;

/// The table as CSV.
pub fn modules_csv(config: &Config, view: &ModuleTableView) -> String {
    let mut csv = Csv::for_people(config.language);
    csv.row(heads(config, view));
    for row in &view.rows {
        let cells: Vec<String> = cells(view, row)
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
    let rows: Vec<Vec<TableCell>> = view.rows.iter().map(|row| cells(view, row)).collect();
    let names = (view.programme.title.as_str(), SHEET.text(config.language));
    xlsx::table_xlsx(config, names, &heads, &rows)
}

fn heads<'v>(config: &Config, view: &'v ModuleTableView) -> impl Iterator<Item = &'v str> {
    let language = config.language;
    let (before, behind) = HEADS.split_at(BEFORE_CHOICE);
    let choice = has_choices(view).then(|| Word::Choice.text(language));
    let own = before.iter().map(move |head| head.text(language)).chain(choice);
    let own = own.chain(behind.iter().map(move |head| head.text(language)));
    own.chain(view.fact_names.iter().map(String::as_str))
}

fn has_choices(view: &ModuleTableView) -> bool {
    view.rows.iter().any(|row| row.choice.is_some())
}

/// The title of a choice with the number of its modules that everyone takes, and of all its modules: `Keuze (2 / 5)`.
fn choice_name(choice: &ChoiceRef) -> String {
    let part = format!("{} / {}", choice.pick, choice.of);
    if choice.title.is_empty() { part } else { format!("{} ({part})", choice.title) }
}

fn cells(view: &ModuleTableView, row: &ModuleTableRow) -> Vec<TableCell> {
    let ModuleTableRow { term, choice, module, requires, teachers, facts } = row;
    let own = [
        TableCell::Text(term.clone()),
        TableCell::Text(module.code.clone()),
        TableCell::Link(module.title.clone(), module.path.clone()),
        TableCell::Number(module.hours),
        TableCell::Number(module.credits),
        TableCell::Text(requires.join(", ")),
        TableCell::Text(teachers.join(", ")),
    ];
    let mut cells: Vec<TableCell> =
        own.into_iter().chain(facts.iter().cloned().map(TableCell::Text)).collect();
    if has_choices(view) {
        let name = choice.as_ref().map(choice_name).unwrap_or_default();
        cells.insert(BEFORE_CHOICE, TableCell::Text(name));
    }
    cells
}

/// `number` as a spreadsheet in `language` reads it.
fn written(number: Option<Amount>, language: Language) -> String {
    let number = number.map(|number| number.to_string()).unwrap_or_default();
    if language == Language::English { number } else { number.replace('.', ",") }
}
