//! Says which sheets of a workbook may claim anything: not one that is called "Niet behandeld", nor last year's beside
//! this year's. Where the names of sheets leave open which of them hold, a person is asked.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Message, say};
use crate::import::matrix::columns::ColumnRole;
use crate::import::matrix::denial::{self, Denial};
use crate::import::matrix::modules::HeaderMeaning;
use crate::import::matrix::reading::{Read, Reading};
use crate::import::matrix::rows::ClaimRows;
use crate::import::matrix::{Options, Question};
use crate::import::spreadsheet::Sheet;
use crate::model::{ModuleId, Site};
use crate::tabular::Marks;

/// Takes the readings of sheets that claim nothing out of `read`, and gives the reason for each; asks where the
/// names of sheets do not say it.
pub(super) fn denied(
    site: &Site,
    sheets: &[Sheet],
    (options, marks): (&Options, &Marks),
    read: &mut [Read],
    questions: &mut Vec<Question>,
) -> Vec<Option<Message>> {
    let mut reasons: Vec<Option<Message>> = vec![None; sheets.len()];
    let certain = |sheet: &Sheet| denial::of_title(&sheet.name) == Some(Denial::Certain);
    let perhaps = |sheet: &Sheet| denial::of_title(&sheet.name) == Some(Denial::Perhaps);
    let is_read = |read: &Read| read.taken().is_some() || read.rows().is_some();
    let has_other = sheets
        .iter()
        .zip(&*read)
        .any(|(sheet, read)| is_read(read) && denial::of_title(&sheet.name).is_none());
    for (at, sheet) in sheets.iter().enumerate().filter(|(at, _)| is_read(&read[*at])) {
        if certain(sheet) || (perhaps(sheet) && has_other) {
            reasons[at] = Some(say!(
                "its name says that nothing is covered there, so nothing in it is a claim; give it another name where it is"
            ));
        } else if perhaps(sheet)
            && let Some(help) = unanswered(site, options, marks, &read[at])
        {
            questions.push(Question {
                text: say!(
                    "the sheet is called \"{name}\": do its marks say that something is covered?",
                    name = sheet.name
                ),
                help,
            });
        }
    }
    for (read, reason) in read.iter_mut().zip(&reasons) {
        if reason.is_some() {
            *read = Read::Nothing(None);
        }
    }
    several_years(sheets, read, questions);
    reasons
}

/// How to say that the marks of a sheet are claims all the same; none where a person gave each of them a meaning.
fn unanswered(site: &Site, options: &Options, marks: &Marks, read: &Read) -> Option<Message> {
    let of_rows = read.rows().map(ClaimRows::mark_cells);
    if of_rows.as_ref().is_some_and(Vec::is_empty) {
        return Some(say!("give the sheet another name where they do; if not, hide it"));
    }
    let of_table = read.taken().into_iter().flat_map(Reading::cells);
    denial::unanswered(site, options, marks, of_table.chain(of_rows.into_iter().flatten()))
}

/// Asks where sheets of different years are read: an old one claims what no longer holds.
fn several_years(sheets: &[Sheet], read: &[Read], questions: &mut Vec<Question>) {
    let of_years = |(sheet, read): (&Sheet, &Read)| {
        let years = years(&sheet.name);
        ((read.taken().is_some() || read.rows().is_some()) && !years.is_empty())
            .then(|| (years, sheet.name.clone()))
    };
    let named: Vec<(BTreeSet<String>, String)> = sheets.iter().zip(read).filter_map(of_years).collect();
    let all: BTreeSet<&BTreeSet<String>> = named.iter().map(|(years, _)| years).collect();
    if all.len() > 1 {
        let names: Vec<&str> = named.iter().map(|(_, name)| name.as_str()).collect();
        questions.push(Question {
            text: say!("the sheets {names} are of different years", names = names.join(", ")),
            help: say!("hide the sheets that no longer hold, or take them out of the file"),
        });
    }
}

/// Asks where a module has columns of different years. Gives whether that was asked.
pub(super) fn ask_years(readings: &[Option<&Reading>], questions: &mut Vec<Question>) -> bool {
    let before = questions.len();
    for reading in readings.iter().flatten() {
        let mut of_module: BTreeMap<ModuleId, BTreeMap<BTreeSet<String>, Vec<String>>> = BTreeMap::new();
        for (table, column, role) in reading.columns() {
            let ColumnRole::Module { meaning: HeaderMeaning::Known(module), .. } = role else { continue };
            let years: BTreeSet<String> = table.header.above(column).flat_map(years).collect();
            let columns = of_module.entry(*module).or_default().entry(years).or_default();
            columns.push(reading.sheet.column_name(column));
        }
        let several =
            of_module.values().find(|of_years| of_years.keys().filter(|years| !years.is_empty()).count() > 1);
        if let Some(of_years) = several {
            let columns: Vec<String> = of_years.values().flatten().cloned().collect();
            questions.push(Question {
                text: say!(
                    "in the sheet {name} one module has columns of different years: {columns}",
                    name = reading.sheet.name,
                    columns = columns.join(", ")
                ),
                help: say!("hide the columns of the years that no longer hold, or take them out"),
            });
        }
    }
    questions.len() > before
}

/// The years of the calendar in a text.
fn years(text: &str) -> BTreeSet<String> {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let is_year = |number: &&str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    numbers.filter(is_year).map(str::to_owned).collect()
}
