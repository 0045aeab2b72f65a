//! Brings a coverage matrix that somebody keeps in a spreadsheet, or that another site exported, into the modules.
//!
//! A sheet is read as a whole before anything is decided: `layouts` gives every row and column a role, several ways
//! of reading are scored, and the best is taken only when no other comes near. Then [`place`](place()) says what each
//! cell means, and `edit` which files change. Nothing is guessed in silence: how each sheet was read, what was
//! passed over, what was recognised by similarity alone, what each mark was taken for, and every cell that could not
//! be placed is told. A mark or name that can mean two things is a [`Question`].
//!
//! ```text
//! spreadsheet ─┐
//! CASE ────────┴→ Sheet ─labels, header→ SheetLayout ─place→ Placed ─edit→ files
//! ```

use crate::diagnostics::{Message, say};
use crate::import::file::detect::FileKind;
use crate::import::file::{Refusal, detect};
use crate::import::question::{Answer, Choice, Question, TextField};
use crate::import::spreadsheet;
use crate::import::spreadsheet::{Sheet, Spreadsheet};
use crate::import::wording::quoted;
use crate::model::{ProfileId, Site};
use crate::tabular::{Mark, Marks};

mod addresses;
mod beside;
mod case;
mod cell_marks;
mod claim_rows;
mod codes;
mod columns;
mod composed;
mod dates;
mod definitions;
mod denial;
mod denial_words;
mod denied_colours;
mod doubts;
mod header;
mod header_rows;
mod items;
mod labels;
mod layout;
mod layouts;
mod leftover;
mod legend;
mod level_series;
mod likeness;
mod listed;
mod marks;
mod mentions;
mod module_names;
mod modules;
mod newcomers;
mod parts;
mod place;
mod place_rows;
mod profiles;
mod questions;
mod remarks;
mod renamed;
mod report;
mod row_body;
mod row_heads;
mod row_lists;
mod row_meaning;
mod row_names;
mod row_subjects;
mod rows;
mod sheet_parser;
mod sheets;
mod stacked;
mod tables_beside;
mod unknown;
mod unplaced;
mod vocabulary;
mod word_changes;

use claim_rows::ClaimRows;
use items::Items;
use layout::{ColumnRole, SheetLayout};
use layouts::ParsedSheet;
use legend::Definition;
use modules::{HeaderMeaning, Modules};
use place::Placer;
use place_rows::RowPlacer;
use profiles::{Outcome, best_profile};
use report::OtherRows;
use vocabulary::is_code;

pub use place::{Near, Placed};
pub use report::SheetReport;
pub use sheet_parser::Said;
pub use unplaced::{Subject, Unplaced, grouped};

/// The sheets of the file `bytes`; `name` is what a CSV file's only sheet is called.
///
/// # Errors
/// When it holds no matrix, or is too large.
pub fn read(bytes: &[u8], name: &str, kind: Option<FileKind>) -> Result<Spreadsheet, Refusal> {
    if detect::detect_as(bytes, kind)? == FileKind::CaseCoverage {
        return case::parse(bytes);
    }
    spreadsheet::read(bytes, name, kind)
}

/// The settings for reading a matrix.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Marks and what they mean.
    pub marks: Vec<(String, Mark)>,
    /// The profile whose items the matrix names.
    pub profile: Option<ProfileId>,
    /// Where items and modules stand.
    pub said: Said,
    /// Cells that name items in a way that may mean several, and the ids that they mean.
    pub ranges: Vec<(String, String)>,
    /// The sheets that are read; all of them where none is named.
    pub sheets: Vec<String>,
    /// Whether a mark beside a competence is one for each of its items.
    pub whole_competences: bool,
}

/// Gives the cells of `book` their meaning in `site`.
pub fn place(site: &Site, book: &Spreadsheet, options: &Options) -> Placed {
    let modules = Modules::new(site);
    let given = Marks::new(&site.config.scale).with(options.marks.clone());
    let mut placed = Placed::default();
    let sheets =
        tables_beside::parted(site, &book.sheets, options, (&modules, &given), &mut placed.questions);
    let Some(Outcome { items, mut read, rivals }) = best_profile(site, &sheets, options, &modules, &given)
    else {
        placed.conflicts.push(no_profile());
        return placed;
    };
    profiles::ask_rivals(site, items.profile(), &rivals, &mut placed.questions);
    placed.sheets.extend(book.hidden.iter().map(|name| report::hidden_sheet(name)));
    let denied = sheets::denied(site, &sheets, (options, &given), &mut read, &mut placed.questions);
    ask_which(&read, &mut placed);
    let readings: Vec<Option<&SheetLayout>> = read.iter().map(ParsedSheet::certain).collect();
    let rows: Vec<&ClaimRows> = read.iter().filter_map(ParsedSheet::rows).collect();
    let is_asked = ask_rows(&rows, &mut placed.questions);
    let cells = mark_cells(&readings, &rows);
    let definitions = definitions::find(site, &items, &sheets, &read, &cells);
    let known = definitions::applied(site, &given, options, &definitions, &cells, &mut placed.questions);
    let marks = known.and_then(|known| {
        let around = Around { sheets: &without_table(&sheets, &read), legend: &definitions };
        settled(site, options, (&modules, &items, known), (&readings, &rows, &cells), &around, &mut placed)
    });
    let is_empty = readings.iter().all(Option::is_none) && rows.is_empty();
    if is_empty && placed.questions.is_empty() {
        placed.questions.push(nothing_found(&read, &given, (&sheets, &items, &modules)));
    }
    let (profile, is_unsure) = (items.profile(), marks.is_none());
    let mut placer = Placer::new(site, items, marks.unwrap_or(given), placed);
    placer.whole_competences = options.whole_competences;
    (placer.given, placer.legend) = (options.marks.clone(), definitions.clone());
    for (at, (sheet, reading)) in sheets.iter().zip(&readings).enumerate() {
        if let Some(rows) = read[at].rows().filter(|_| !is_unsure && !is_asked) {
            let report = RowPlacer::new(&mut placer, &modules, rows).place();
            placer.placed.sheets.push(report);
            continue;
        }
        let report = match reading {
            Some(reading) if !is_unsure => {
                let passed = placer.sheet(reading);
                let mut report = report::of_reading(reading, &passed);
                leftover::tell(
                    reading,
                    (&placer.items, &modules),
                    (&definitions, &placer.marks),
                    &mut report,
                );
                report
            }
            Some(reading) => report::of_reading(reading, &OtherRows::default()),
            None => match &denied[at] {
                Some(why) => report::without(sheet, why.clone()),
                None => without_matrix(sheet, &read[at], options, &definitions),
            },
        };
        let hinted = if is_empty { of_hint(&mut placer, &read[at]) } else { None };
        placer.placed.sheets.push(hinted.unwrap_or(report));
    }
    placer.finish(profile)
}

/// That there are no items that a matrix could be about.
fn no_profile() -> Message {
    say!(
        "the site has no profile whose items a matrix could name: import the profile first, and add `--format list` where this is a list of outcomes itself"
    )
}

/// What was passed over in a sheet with items and no modules.
fn of_hint(placer: &mut Placer<'_>, read: &ParsedSheet) -> Option<SheetReport> {
    let hint = hint(read)?;
    let passed = placer.sheet(hint);
    Some(report::of_nothing(hint, &passed))
}

/// Adds what the rows ask that say claims. Gives whether anything is asked so far.
fn ask_rows(rows: &[&ClaimRows], questions: &mut Vec<Question>) -> bool {
    questions.extend(rows.iter().flat_map(|rows| &rows.questions).cloned());
    !questions.is_empty()
}

/// Every text of the sheets that may be a mark.
fn mark_cells(readings: &[Option<&SheetLayout>], rows: &[&ClaimRows]) -> Vec<String> {
    let of_tables = readings.iter().flatten().flat_map(|reading| reading.cells());
    of_tables.chain(rows.iter().flat_map(|rows| rows.mark_cells())).map(str::to_owned).collect()
}

/// The parts of a file besides its tables.
struct Around<'a> {
    /// The sheets without a table.
    sheets: &'a [&'a Sheet],
    /// The explanations of marks.
    legend: &'a [Definition],
}

/// The sheets in which there is no table.
fn without_table<'s>(sheets: &'s [Sheet], read: &[ParsedSheet]) -> Vec<&'s Sheet> {
    let all = sheets.iter().zip(read);
    all.filter(|(_, read)| matches!(read, ParsedSheet::Nothing(_))).map(|(sheet, _)| sheet).collect()
}

/// The marks with the initials of levels; none where something about the marks has to be asked.
fn settled(
    site: &Site,
    options: &Options,
    (modules, items, marks): (&Modules<'_>, &Items<'_>, Marks),
    (readings, rows, cells): (&[Option<&SheetLayout>], &[&ClaimRows], &[String]),
    around: &Around<'_>,
    placed: &mut Placed,
) -> Option<Marks> {
    let questions = &mut placed.questions;
    let marks = doubts::with_letters(site, marks, (readings, cells), questions)?;
    let is_asked = questions::ask_denials(site, options, (&marks, modules), readings, questions)
        || sheets::ask_years(readings, questions)
        || questions::ask_names(site, (options, modules), readings, questions)
        || sheets::ask_rivals(site, options, items, readings, questions)
        || questions::ask_parts(site, options, &marks, readings, questions)
        || doubts::ask(site, options, &marks, cells, questions)
        || doubts::ask_amounts(options, (&marks, items), readings, questions)
        || remarks::ask(site, options, (&marks, items), (readings, around.sheets), around.legend, questions)
        || doubts::ask_titles(site, (&marks, items), (readings, around.sheets), questions)
        || doubts::ask_colours(site, options, (&marks, items), readings, questions)
        || unknown::ask(site, options, (&marks, modules, items), (readings, rows), questions);
    (!is_asked).then_some(marks)
}

/// Whether a sheet of `book` names modules and items of `site` and has no text of its own for them, so that it is no list of
/// outcomes, even where it cannot be read as a matrix.
pub fn names_modules_and_items(site: &Site, book: &Spreadsheet) -> bool {
    let (modules, marks) = (Modules::new(site), Marks::new(&site.config.scale));
    let mut all = site.profiles.ids().map(|profile| Items::new(site, profile));
    all.any(|items| book.sheets.iter().any(|sheet| mentions::names_both(sheet, &items, (&modules, &marks))))
}

/// Whether a sheet of `book` has items of `site` on one side and, for certain, modules on the other: ones that the site
/// has, or codes; or is made of the names of both. Such a sheet is no list of outcomes, whatever its marks are.
pub fn is_matrix(site: &Site, book: &Spreadsheet) -> bool {
    let (modules, marks) = (Modules::new(site), Marks::new(&site.config.scale));
    let outcome = best_profile(site, &book.sheets, &Options::default(), &modules, &marks);
    let is_module = |role: &ColumnRole| match role {
        ColumnRole::Module { meaning: HeaderMeaning::New, name } => is_code(&name.code),
        ColumnRole::Module { .. } => true,
        ColumnRole::PassedOver { .. } => false,
    };
    let is_stacked = |outcome: &Outcome<'_>| {
        book.sheets.iter().any(|sheet| stacked::is_stacked(sheet, &outcome.items, &modules))
    };
    if outcome.iter().flat_map(|outcome| &outcome.read).any(|read| read.rows().is_some())
        || outcome.as_ref().is_some_and(is_stacked)
    {
        return true;
    }
    let mut taken = outcome.iter().flat_map(|outcome| &outcome.read).filter_map(ParsedSheet::taken);
    taken.any(|reading| reading.tables.iter().flat_map(|table| table.columns.values()).any(is_module))
}

/// Asks which of two readings of a sheet is meant.
fn ask_which(read: &[ParsedSheet], placed: &mut Placed) {
    for read in read {
        let ParsedSheet::Either(one, other) = read else { continue };
        let text = say!(
            "the sheet {name} can be read in two ways: {one}; or {other}",
            name = one.sheet.name,
            one = report::where_it_stands(one),
            other = report::where_it_stands(other)
        );
        let arguments = |reading: &SheetLayout| -> Vec<String> {
            let items = reading.labels.ids.iter().next().or_else(|| reading.labels.texts.iter().next());
            let items = items.map(|column| format!("--items={}", reading.sheet.column_name(*column)));
            let row = reading.tables.iter().find_map(|table| {
                table.columns.values().find_map(|role| match role {
                    ColumnRole::Module { name, .. } => Some(name.row),
                    ColumnRole::PassedOver { .. } => None,
                })
            });
            let modules = row.map(|row| format!("--modules={}", reading.sheet.row_name(row)));
            items.into_iter().chain(modules).collect()
        };
        let typed = |reading: &SheetLayout| format!("`{}`", arguments(reading).join(" ").replace('=', " "));
        let help = say!("say which is meant: {one} or {other}", one = typed(one), other = typed(other));
        let choice =
            |reading: &SheetLayout| Choice::new(report::where_it_stands(reading), arguments(reading));
        let answer = Answer::OneOf(vec![choice(one), choice(other)]);
        placed.questions.push(Question::new(text, help, answer));
    }
}

/// The question when no sheet has a matrix: the parts that were found, and the advice.
fn nothing_found(
    read: &[ParsedSheet],
    known: &Marks,
    (sheets, items, modules): (&[Sheet], &Items<'_>, &Modules<'_>),
) -> Question {
    let nothing = say!("no sheet has items of a profile on one side and modules on the other");
    if let Some(why) = sheets.iter().find_map(|sheet| stacked::advice(sheet, items, modules)) {
        return Question::of_document(nothing, why);
    }
    if let Some(why) = sheets.iter().find_map(dates::advice) {
        return Question::of_document(nothing, why);
    }
    let row_of_modules = || TextField::new(say!("the row that names the modules, such as 3"), "--modules=");
    let Some(reading) = read.iter().find_map(hint) else {
        let help = say!(
            "where the items stand, `--items B` says (a column), and `--modules 3` (a row); if it is a list of outcomes, say so with `--format list`"
        );
        let column = TextField::new(say!("the column that names the items, such as B"), "--items=");
        return Question::new(nothing, help, Answer::Texts(vec![column, row_of_modules()]));
    };
    let name = &reading.sheet.name;
    if let Some((column, why)) = reading.refused() {
        let text = say!("{nothing}; in the sheet {name}, column {column}: {why}", nothing, name, column, why);
        return Question::new(text, Message::none(), Answer::Document);
    }
    let mut texts = reading.unknown_marks();
    texts.retain(|text| known.find(text).is_none());
    if texts.is_empty() {
        let text = say!("{nothing}; the sheet {name} has items and no module", nothing, name);
        let help = say!("`--modules 3` says which row names them");
        return Question::new(text, help, Answer::Texts(vec![row_of_modules()]));
    }
    let marks: Vec<String> = texts.iter().map(|text| format!("{text}=…")).collect();
    let text = say!(
        "{nothing}: the cells beside the items of the sheet {name} hold {texts}, and none of these is a mark",
        nothing,
        name,
        texts = Message::joined(texts.iter().map(|text| quoted(text)), ", ")
    );
    let help = say!("give them a meaning with `--marks {marks}`", marks = marks.join(","));
    Question::new(text, help, Answer::levels(texts))
}

/// A reading of a sheet that has items and no modules.
fn hint(read: &ParsedSheet) -> Option<&SheetLayout> {
    match read {
        ParsedSheet::Nothing(hint) => hint.as_deref(),
        ParsedSheet::Matrix(_) | ParsedSheet::Either(..) | ParsedSheet::Rows(_) => None,
    }
}

fn without_matrix(
    sheet: &Sheet,
    read: &ParsedSheet,
    options: &Options,
    definitions: &[Definition],
) -> SheetReport {
    let said = &options.said.items;
    if !said.is_empty() && said.iter().all(|name| sheet.is_in_other_part(name)) {
        let names: Vec<String> = (0..sheet.width()).map(|column| sheet.column_name(column)).collect();
        let why = say!(
            "{columns}: a table of its own, and `--items {items}` names the one beside it",
            columns = report::columns_named(sheet, &names),
            items = said.join(",")
        );
        return report::without(sheet, why);
    }
    if matches!(read, ParsedSheet::Either(..)) {
        return report::without(sheet, say!("it can be read in two ways, so it is asked which is meant"));
    }
    let mut report = SheetReport { name: sheet.name.clone(), ..SheetReport::default() };
    let is_here = |definition: &&Definition| {
        definition.cell.rsplit_once('!').map(|(name, _)| name.trim_matches('\'')) == Some(sheet.name.as_str())
    };
    let marks: Vec<String> =
        definitions.iter().filter(is_here).map(|found| format!("{} {}", found.mark, found.meaning)).collect();
    report.passed_over.push(if marks.is_empty() {
        say!("no items of the profile with modules beside them")
    } else {
        say!("a legend: {marks}", marks = marks.join(", "))
    });
    report::unstored(sheet, |_, _| false, &mut report);
    report::hidden(sheet, &mut report);
    report
}

fn required(site: &Site) -> &str {
    site.config.scale.levels[site.config.scale.required].label.as_str()
}
