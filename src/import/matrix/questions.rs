//! Questions that a person has to answer before a matrix is imported, each with the option that answers it. Those about
//! headings are asked here: whether one takes marks back ("Later te behandelen"), which level one of several columns of a
//! module is ("gepland | gedaan"), and whether titles that the site does not know are modules at all. Those about marks are
//! in `doubts` and `unknown`, those about whole sheets in `sheets`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Message, say};
use crate::import::matrix::addresses::distinct;
use crate::import::matrix::denial::{Denial, of_heading, of_title};
use crate::import::matrix::layout::{ColumnRole, SheetLayout};
use crate::import::matrix::level_series;
use crate::import::matrix::marks::{mark_of, may_be_mark};
use crate::import::matrix::modules::{HeaderMeaning, Modules};
use crate::import::matrix::newcomers::is_like_a_module;
use crate::import::matrix::parts::{PartMeaning, meaning};
use crate::import::matrix::{Options, required};
use crate::import::question::{Answer, Choice, Question};
use crate::import::wording::quoted;
use crate::model::Site;
use crate::tabular::{Mark, Marks};
use crate::text::{fold_case, fold_cell};

/// Asks about titles and headings that may take back what stands below them, unless a person said of each mark below
/// them what it means. Gives whether anything was asked.
pub(super) fn ask_denials(
    site: &Site,
    options: &Options,
    (marks, modules): (&Marks, &Modules<'_>),
    readings: &[Option<&SheetLayout>],
    questions: &mut Vec<Question>,
) -> bool {
    let before = questions.len();
    for reading in readings.iter().flatten() {
        let Some((help, answer)) = unanswered(site, options, marks, reading.cells()) else { continue };
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for table in &reading.tables {
            for (row, column, text) in table.header.all_texts() {
                let is_title = column.is_none();
                let denial = if is_title { of_title(text) } else { of_heading(text) };
                if denial == Some(Denial::Perhaps) && !modules.is_exactly(text) {
                    let at = column.unwrap_or(0);
                    texts.entry(text).or_insert_with(|| reading.sheet.address(row, at));
                }
            }
        }
        for (text, cell) in texts {
            let text = say!(
                "{cell} says \"{text}\": do the marks below it say that something is covered?",
                cell,
                text
            );
            questions.push(Question::new(text, help.clone(), answer.clone()));
        }
    }
    questions.len() > before
}

/// How to say that the marks in `cells` are claims all the same, and which marks these are; none where a person gave each of them a meaning.
pub(super) fn unanswered<'c>(
    site: &Site,
    options: &Options,
    marks: &Marks,
    cells: impl Iterator<Item = &'c str>,
) -> Option<(Message, Answer)> {
    let is_given = |mark: &str| options.marks.iter().any(|(given, _)| fold_cell(given) == fold_cell(mark));
    let mut open: BTreeSet<&str> = BTreeSet::new();
    for text in cells.filter(|text| may_be_mark(marks, text) && marks.find(text) != Some(Mark::Nothing)) {
        let mark = if marks.find(text).is_some() { text } else { mark_of(text) };
        if !is_given(mark) {
            open.insert(mark);
        }
    }
    let label = |mark: &str| match marks.find(mark) {
        Some(Mark::Level(level)) => site.config.scale.levels[level].label.as_str(),
        Some(Mark::Nothing) | None => required(site),
    };
    let pairs: Vec<String> = open.iter().map(|mark| format!("{mark}={}", label(mark))).collect();
    (!pairs.is_empty()).then(|| {
        let help = say!(
            "if they do, say which level each mark is: `--marks {pairs}`; if not, there is nothing to import",
            pairs = pairs.join(",")
        );
        (help, Answer::levels(open))
    })
}

/// Asks for the meaning of the headings of parts that are no level and no plain part, where their columns hold something.
/// Gives whether anything was asked.
pub(super) fn ask_parts(
    site: &Site,
    options: &Options,
    marks: &Marks,
    readings: &[Option<&SheetLayout>],
    questions: &mut Vec<Question>,
) -> bool {
    let before = questions.len();
    for reading in readings.iter().flatten() {
        let mut open: Vec<&str> = Vec::new();
        for (table, column, role) in reading.columns() {
            let ColumnRole::Module { name, .. } = role else { continue };
            let is_open = meaning(&site.config, &options.marks, marks, &name.part) == PartMeaning::Open;
            let mut texts = table.body.clone().map(|row| reading.sheet.text(row, column));
            if is_open && !open.contains(&name.part.as_str()) && texts.any(|text| !text.is_empty()) {
                open.push(&name.part);
            }
        }
        if open.is_empty() {
            continue;
        }
        let series = level_series::likely(&site.config, &open);
        let level = |part: &str| {
            let likely = series.get(&fold_case(part)).map(|level| &site.config.scale.levels[*level]);
            likely.map_or("…", |level| &level.label)
        };
        let pairs: Vec<String> = open.iter().map(|part| format!("{part}={}", level(part))).collect();
        let text = say!(
            "the sheet {name} divides its modules into {parts}, and nothing says which level that is",
            name = reading.sheet.name,
            parts = Message::joined(open.iter().map(|part| quoted(part)), ", ")
        );
        let part = say!("write \"deel\" before one that is a part of the module alone");
        let help = say!(
            "say which level each is, or leave the level out where it counts for nothing: `--marks {pairs}`; {part}",
            pairs = pairs.join(","),
            part
        );
        questions.push(Question::new(text, help, Answer::levels(open)).otherwise(part));
    }
    questions.len() > before
}

/// Asks whether the headings of a sheet are modules where nothing says so of any of them: names of teachers or of forms of
/// assessment stand there as well. Gives whether that was asked.
pub(super) fn ask_names(
    site: &Site,
    (options, modules): (&Options, &Modules<'_>),
    readings: &[Option<&SheetLayout>],
    questions: &mut Vec<Question>,
) -> bool {
    let before = questions.len();
    let is_told = !options.said.modules.is_empty() || site.modules.is_empty();
    for reading in readings.iter().flatten().filter(|_| !is_told) {
        let mut new: Vec<(usize, &str)> = Vec::new();
        let (mut known, mut certain) = (0_usize, 0_usize);
        for (table, _, role) in reading.columns() {
            let is_headed = table.header.labels_modules();
            match role {
                ColumnRole::Module { name, meaning: HeaderMeaning::New }
                    if !is_headed && !is_like_a_module(name, modules) && name.term.is_empty() =>
                {
                    new.push((name.row, if name.title.is_empty() { &name.code } else { &name.title }));
                }
                ColumnRole::Module { meaning: HeaderMeaning::New, .. } => certain += 1,
                ColumnRole::Module { .. } => known += 1,
                ColumnRole::PassedOver { .. } => {}
            }
        }
        let Some((row, _)) = new.first().filter(|_| if known > 0 { new.len() > known } else { certain == 0 })
        else {
            continue;
        };
        let row = reading.sheet.row_name(*row);
        let name = reading.sheet.name.as_str();
        let titles = distinct(&new.iter().map(|(_, title)| *title).collect::<Vec<_>>());
        let text = if known == 0 {
            say!(
                "no heading of the sheet {name} is a module of the site, and nothing says that these are new ones: {titles}",
                name,
                titles
            )
        } else {
            say!(
                "most headings of the sheet {name} are no modules of the site, and nothing says that these are new ones: {titles}",
                name,
                titles
            )
        };
        let otherwise = say!("where they are not, write the names of the modules there");
        let help = say!(
            "where they are modules, say so with `--modules {row}`; {otherwise}",
            row = row.as_str(),
            otherwise
        );
        let are_modules = Choice::new(say!("they are modules"), vec![format!("--modules={row}")]);
        questions.push(Question::new(text, help, Answer::OneOf(vec![are_modules])).otherwise(otherwise));
    }
    questions.len() > before
}
