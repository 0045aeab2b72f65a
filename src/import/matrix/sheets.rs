//! Says which sheets of a workbook may claim anything: not one that is called "Niet behandeld", nor last year's beside
//! this year's. Where the names of sheets leave open which of them hold, a person is asked.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Message, say};
use crate::import::matrix::claim_rows::ClaimRows;
use crate::import::matrix::denial::{self, Denial};
use crate::import::matrix::items::Items;
use crate::import::matrix::layout::{ColumnRole, SheetLayout};
use crate::import::matrix::layouts::ParsedSheet;
use crate::import::matrix::legend::level_named;
use crate::import::matrix::modules::HeaderMeaning;
use crate::import::matrix::{Options, questions};
use crate::import::question::{Answer, Choice, Question};
use crate::import::spreadsheet::Sheet;
use crate::model::{ItemId, ModuleId, Site};
use crate::tabular::Marks;
use crate::text::fold_cell;

/// Takes the readings of sheets that claim nothing out of `read`, and gives the reason for each; asks where the
/// names of sheets do not say it.
pub(super) fn denied(
    site: &Site,
    sheets: &[Sheet],
    (options, marks): (&Options, &Marks),
    read: &mut [ParsedSheet],
    questions: &mut Vec<Question>,
) -> Vec<Option<Message>> {
    let mut reasons: Vec<Option<Message>> = vec![None; sheets.len()];
    let certain = |sheet: &Sheet| denial::of_title(&sheet.name) == Some(Denial::Certain);
    let perhaps = |sheet: &Sheet| denial::of_title(&sheet.name) == Some(Denial::Perhaps);
    let is_read = |read: &ParsedSheet| read.taken().is_some() || read.rows().is_some();
    let has_other = sheets
        .iter()
        .zip(&*read)
        .any(|(sheet, read)| is_read(read) && denial::of_title(&sheet.name).is_none());
    let is_wanted = |sheet: &Sheet| {
        options.sheets.is_empty()
            || options.sheets.iter().any(|name| fold_cell(name) == fold_cell(&sheet.name))
    };
    for (at, sheet) in sheets.iter().enumerate().filter(|(at, _)| is_read(&read[*at])) {
        if !is_wanted(sheet) {
            reasons[at] = Some(say!("it was not chosen"));
        } else if certain(sheet) || (perhaps(sheet) && has_other) {
            reasons[at] = Some(say!(
                "its name says that nothing is covered there, so nothing in it is a claim; give it another name where it is"
            ));
        } else if perhaps(sheet)
            && let Some((help, answer)) = unanswered(site, options, marks, &read[at])
        {
            let text = say!(
                "the sheet is called \"{name}\": do its marks say that something is covered?",
                name = sheet.name
            );
            questions.push(match answer {
                Answer::Document => Question::of_document(text, help),
                answer => Question::new(text, help, answer),
            });
        }
    }
    for (read, reason) in read.iter_mut().zip(&reasons) {
        if reason.is_some() {
            *read = ParsedSheet::Nothing(None);
        }
    }
    several_years(sheets, read, questions);
    reasons
}

/// How to say that the marks of a sheet are claims all the same; none where a person gave each of them a meaning.
fn unanswered(
    site: &Site,
    options: &Options,
    marks: &Marks,
    read: &ParsedSheet,
) -> Option<(Message, Answer)> {
    let of_rows = read.rows().map(ClaimRows::mark_cells);
    if of_rows.as_ref().is_some_and(Vec::is_empty) {
        return Some((say!("give the sheet another name where they do; if not, hide it"), Answer::Document));
    }
    let of_table = read.taken().into_iter().flat_map(SheetLayout::cells);
    questions::unanswered(site, options, marks, of_table.chain(of_rows.into_iter().flatten()))
}

/// Asks where sheets of different years are read: an old one claims what no longer holds.
fn several_years(sheets: &[Sheet], read: &[ParsedSheet], questions: &mut Vec<Question>) {
    let of_years = |(sheet, read): (&Sheet, &ParsedSheet)| {
        let years = years(&sheet.name);
        ((read.taken().is_some() || read.rows().is_some()) && !years.is_empty())
            .then(|| (years, sheet.name.clone()))
    };
    let named: Vec<(BTreeSet<String>, String)> = sheets.iter().zip(read).filter_map(of_years).collect();
    let all: BTreeSet<&BTreeSet<String>> = named.iter().map(|(years, _)| years).collect();
    if all.len() > 1 {
        let names: Vec<&str> = named.iter().map(|(_, name)| name.as_str()).collect();
        let text = say!("the sheets {names} are of different years", names = names.join(", "));
        let otherwise = say!("hide the sheets that no longer hold, or take them out of the file");
        let of_year = |year: &BTreeSet<String>| -> Vec<&str> {
            named.iter().filter(|(years, _)| years == year).map(|(_, name)| name.as_str()).collect()
        };
        // A sheet without a year is read beside those of any.
        let names_of_all = sheets.iter().map(|sheet| sheet.name.as_str());
        let without: Vec<&str> = names_of_all.filter(|name| years(name).is_empty()).collect();
        let read = |year: &BTreeSet<String>| [of_year(year), without.clone()].concat().join(",");
        let choice = |year: &&BTreeSet<String>| {
            let label = Message::verbatim(of_year(year).join(", "));
            Choice::new(label, vec![format!("--sheets={}", read(year))])
        };
        let help = say!(
            "say which of them hold: `--sheets \"{one}\"`; or {otherwise}",
            one = all.last().map(|year| read(year)).unwrap_or_default(),
            otherwise = &otherwise
        );
        let answer = Answer::OneOf(all.iter().map(choice).collect());
        questions.push(Question::new(text, help, answer).otherwise(otherwise));
    }
}

/// Asks where two sheets mark the same items and modules otherwise: a copy, an older version or the sheet of another
/// programme, whose marks together nobody made. Gives whether that was asked.
pub(super) fn ask_rivals(
    site: &Site,
    options: &Options,
    items: &Items<'_>,
    readings: &[Option<&SheetLayout>],
    questions: &mut Vec<Question>,
) -> bool {
    if !options.sheets.is_empty() || readings.iter().flatten().count() < 2 {
        return false;
    }
    // Sheets that are called as levels add up.
    let is_of_level = |reading: &&&SheetLayout| level_named(&site.config, &reading.sheet.name).is_some();
    let several = readings.iter().flatten().filter(|reading| !is_of_level(reading));
    let marked: Vec<(&str, MarkedCells)> =
        several.map(|reading| (reading.sheet.name.as_str(), marked(items, reading))).collect();
    let pairs = marked
        .iter()
        .enumerate()
        .flat_map(|(at, one)| marked[at + 1..].iter().map(move |other| (one, other)));
    let is_rival = |(one, other): &(&(&str, MarkedCells), &(&str, MarkedCells))| {
        let common = || one.1.iter().filter_map(|(place, mark)| Some((*mark, *other.1.get(place)?)));
        let fewest = one.1.len().min(other.1.len());
        one.0 != other.0 && common().count() * 2 > fewest && common().any(|(one, other)| one != other)
    };
    let Some((one, other)) = pairs.into_iter().find(is_rival) else { return false };
    let (one, other) = (one.0, other.0);
    let text = say!(
        "the sheets {one} and {other} are about the same items and modules, and their marks differ",
        one,
        other
    );
    let help = say!(
        "say which of them holds: `--sheets \"{one}\"`; or name both, with a comma between them, where all their marks do",
        one
    );
    let named = |name: &str| format!("--sheets={name}");
    let alone = |name: &str| Choice::new(say!("only {name} holds", name), vec![named(name)]);
    let both = Choice::new(say!("both hold"), vec![named(one), named(other)]);
    questions.push(Question::new(text, help, Answer::OneOf(vec![alone(one), alone(other), both])));
    true
}

/// For each item and module of a sheet whether it has a mark.
type MarkedCells = BTreeMap<(ItemId, ModuleId), bool>;

fn marked(items: &Items<'_>, reading: &SheetLayout) -> MarkedCells {
    let mut found = BTreeMap::new();
    for table in &reading.tables {
        let known = table.columns.iter().filter_map(|(column, role)| match role {
            ColumnRole::Module { meaning: HeaderMeaning::Known(module), .. } => Some((*column, *module)),
            ColumnRole::Module { .. } | ColumnRole::PassedOver { .. } => None,
        });
        let known: Vec<(usize, ModuleId)> = known.collect();
        for row in table.body.clone() {
            let named = items.touched_alone(&reading.labels.cells(&reading.sheet, row));
            let Some(item) = named.first().filter(|_| named.len() == 1) else { continue };
            for (column, module) in &known {
                let is_marked = !reading.sheet.text(row, *column).is_empty();
                *found.entry((*item, *module)).or_insert(false) |= is_marked;
            }
        }
    }
    found
}

/// Asks where a module has columns of different years, or stands in tables of different years. Gives whether that was asked.
pub(super) fn ask_years(readings: &[Option<&SheetLayout>], questions: &mut Vec<Question>) -> bool {
    let before = questions.len();
    for reading in readings.iter().flatten() {
        let mut of_module: BTreeMap<ModuleId, BTreeMap<BTreeSet<String>, BTreeSet<String>>> = BTreeMap::new();
        for (table, column, role) in reading.columns() {
            let ColumnRole::Module { meaning: HeaderMeaning::Known(module), .. } = role else { continue };
            let of_column: BTreeSet<String> = table.header.above(column).flat_map(years).collect();
            let of_table = table.header.beside_rows().flat_map(|(_, text)| years(text));
            let years = if of_column.is_empty() { of_table.collect() } else { of_column };
            let columns = of_module.entry(*module).or_default().entry(years).or_default();
            columns.insert(reading.sheet.column_name(column));
        }
        let several =
            of_module.values().find(|of_years| of_years.keys().filter(|years| !years.is_empty()).count() > 1);
        if let Some(of_years) = several {
            questions.push(of_different_years(&reading.sheet, of_years));
        }
    }
    questions.len() > before
}

/// The question which of the years of one module hold, in columns or in tables below each other.
fn of_different_years(sheet: &Sheet, of_years: &BTreeMap<BTreeSet<String>, BTreeSet<String>>) -> Question {
    let columns: BTreeSet<&String> = of_years.values().flatten().collect();
    if columns.len() < of_years.len() {
        let years: BTreeSet<&str> = of_years.keys().flatten().map(String::as_str).collect();
        let text = say!(
            "in the sheet {name} one module stands in tables of different years: {years}",
            name = sheet.name,
            years = years.into_iter().collect::<Vec<_>>().join(", ")
        );
        let help = say!("hide the rows of the years that no longer hold, or take them out");
        return Question::of_document(text, help);
    }
    let columns: Vec<&str> = columns.into_iter().map(String::as_str).collect();
    let text = say!(
        "in the sheet {name} one module has columns of different years: {columns}",
        name = sheet.name,
        columns = columns.join(", ")
    );
    Question::of_document(text, say!("hide the columns of the years that no longer hold, or take them out"))
}

/// The years of the calendar in a text.
fn years(text: &str) -> BTreeSet<String> {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let is_year = |number: &&str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    numbers.filter(is_year).map(str::to_owned).collect()
}
