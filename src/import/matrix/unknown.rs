//! Asks about marks that come again and again in a sheet and whose meaning nothing says: `deels`, `D`, or a sign that is
//! written once, twice and three times. All of them are asked in one question, with the whole line that answers it; a
//! single word in a cell is more likely a remark, and is listed with its cell.

use std::collections::BTreeMap;

use crate::config::{Config, Level, Scale};
use crate::diagnostics::{Message, count, say};
use crate::import::matrix::Options;
use crate::import::matrix::claim_rows::ClaimRows;
use crate::import::matrix::items::Items;
use crate::import::matrix::layout::{ColumnRole, SheetLayout};
use crate::import::matrix::level_series;
use crate::import::matrix::marks;
use crate::import::matrix::modules::Modules;
use crate::import::matrix::vocabulary::is_letter;
use crate::import::question::{Answer, Question};
use crate::import::spreadsheet::CellValue;
use crate::model::Site;
use crate::tabular::{Mark, Marks};
use crate::text::fold_case;

/// A mark is at most so long; longer texts are remarks.
const LONGEST: usize = 20;
/// Words for something that is covered in part.
const IN_PART: &[&str] = &[
    "deels",
    "gedeeltelijk",
    "partieel",
    "beperkt",
    "partly",
    "partial",
    "partially",
    "partiel",
    "partiellement",
    "partielle",
    "teilweise",
    "teils",
];

/// How often a text stands in the cells, and the first of these.
struct Uses {
    count: usize,
    first: String,
}

/// The texts in the cells that are no marks yet or belong to a row of such.
type Found<'t> = BTreeMap<&'t str, Uses>;

/// Asks what the unknown marks mean. Gives whether anything was asked.
pub(super) fn ask(
    site: &Site,
    options: &Options,
    (marks, modules, items): (&Marks, &Modules<'_>, &Items<'_>),
    (readings, rows): (&[Option<&SheetLayout>], &[&ClaimRows]),
    questions: &mut Vec<Question>,
) -> bool {
    let mut found = Found::new();
    for reading in readings.iter().flatten() {
        of_table(reading, items, &mut found);
    }
    for (text, cell) in rows.iter().flat_map(|rows| rows.level_cells()) {
        note(&mut found, text, cell);
    }
    let is_given = |text: &str| options.marks.iter().any(|(given, _)| given.eq_ignore_ascii_case(text));
    let is_unknown = |text: &str| {
        marks::parse(marks, text).is_none()
            && may_be_asked(text)
            && !modules.is_module(text)
            && !is_given(text)
    };
    let is_repeated = |text: &str, uses: &Uses| {
        is_unknown(text) && (uses.count > 1 || found.keys().any(|other| is_counted_beside(text, other)))
    };
    let letters: Vec<&str> = found.keys().copied().filter(|text| is_letter(text)).collect();
    let mut asked: Vec<&str> =
        found.iter().filter(|(text, uses)| is_repeated(text, uses)).map(|(text, _)| *text).collect();
    // A letter or a word that stands in one cell is a mark as well where others of its series do.
    let is_of_series = |text: &str| {
        let others = if is_letter(text) { &letters } else { &asked };
        is_unknown(text) && level_series::is_beside(&site.config, text, others)
    };
    let single: Vec<&str> = found.keys().copied().filter(|text| is_of_series(text)).collect();
    asked.extend(single);
    // A sign alone means less where it is doubled elsewhere.
    let is_asked = |text: &str| {
        asked.contains(&text) || (!is_given(text) && asked.iter().any(|other| is_counted_beside(text, other)))
    };
    // `V` is a tick, and beside `E` and `P` more likely the level between them.
    let is_open_tick = |text: &str| {
        is_letter(text)
            && marks.is_tick(text)
            && !is_given(text)
            && (level_series::is_beside(&site.config, text, &letters) || is_among_letters(text, &letters))
    };
    let all: Vec<(&str, &Uses)> = found
        .iter()
        .filter(|(text, _)| is_asked(text) || is_open_tick(text))
        .map(|(text, uses)| (*text, uses))
        .collect();
    if all.is_empty() {
        return false;
    }
    questions.push(question(&site.config, marks, &all, &letters));
    true
}

/// Whether a letter that is a tick, such as `V` or `J`, stands among other letters than its "no": these may be levels, or
/// the initials of teachers, and then it is one of them.
fn is_among_letters(tick: &str, letters: &[&str]) -> bool {
    const OWN: [&str; 3] = ["x", "n", "o"];
    let own = fold_case(tick);
    let is_other = |letter: &str| {
        let letter = fold_case(letter);
        letter != own && !OWN.contains(&letter.as_str())
    };
    own != "x" && letters.iter().any(|letter| is_other(letter))
}

fn question(config: &Config, marks: &Marks, all: &[(&str, &Uses)], letters: &[&str]) -> Question {
    let scale = &config.scale;
    let shown = |(text, uses): &(&str, &Uses)| {
        let (number, first) = (uses.count, uses.first.as_str());
        count!(
            number,
            "`{text}` ({first})",
            "`{text}` ({first})",
            "`{text}` ({n} times, first in {first})",
            text,
            first
        )
    };
    let most = all.iter().filter_map(|(text, _)| run(text)).map(|(_, count)| count).max().unwrap_or(0);
    // Letters that are known help to know the others.
    let texts = all.iter().map(|(text, _)| *text).chain(letters.iter().copied());
    let texts: Vec<&str> = texts.collect();
    let series = level_series::likely(config, &texts);
    let pairs = all.iter().map(|(text, _)| {
        let level = series.get(&fold_case(text)).map(|id| &scale.levels[*id]);
        let level = level.or_else(|| suggested(scale, marks, text, most));
        format!("{text}={}", level.map_or("…", |level| &level.label))
    });
    let line = pairs.collect::<Vec<_>>().join(",");
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | ',' | '=' | '.' | '_' | '…');
    let line = if line.chars().all(is_plain) { line } else { format!("\"{line}\"") };
    let text = say!(
        "nothing says which level these marks are: {marks}",
        marks = Message::joined(all.iter().map(shown), ", ")
    );
    let help = say!(
        "say it, with the levels that are meant, and none for a mark that means nothing: `--marks {line}`",
        line
    );
    Question::new(text, help, Answer::levels(all.iter().map(|(text, _)| text)))
}

/// The level that an unknown mark most likely means, for the line that answers; none where nothing speaks for one.
fn suggested<'s>(scale: &'s Scale, marks: &Marks, text: &str, most: usize) -> Option<&'s Level> {
    let all: Vec<&Level> = scale.levels.values().collect();
    if let Some((_, count)) = run(text).filter(|_| (2..=all.len()).contains(&most)) {
        return all.get(count - 1).copied();
    }
    if IN_PART.contains(&text.to_lowercase().as_str()) {
        return scale.required.index().checked_sub(1).and_then(|at| all.get(at).copied());
    }
    match marks.find(text.trim_matches(['!', '(', ')', '*', '.', '[', ']']))? {
        Mark::Level(level) => Some(&scale.levels[level]),
        Mark::Nothing => None,
    }
}

/// The one sign of which a text is made, and how often it stands there: `+++`.
fn run(text: &str) -> Option<(char, usize)> {
    let mut signs = text.chars();
    let first = signs.next()?;
    (!first.is_ascii_digit() && signs.all(|sign| sign == first)).then(|| (first, text.chars().count()))
}

/// Whether two texts are the same sign, a different number of times.
fn is_counted_beside(one: &str, other: &str) -> bool {
    run(one).zip(run(other)).is_some_and(|(one, other)| one.0 == other.0 && one.1 != other.1)
}

/// Whether a text may be a mark that a sheet uses: short, one word, and no doubt, share, date or number with a fraction.
fn may_be_asked(text: &str) -> bool {
    let has_number = text.contains(|c: char| c.is_ascii_digit());
    text.chars().count() <= if has_number { 3 } else { LONGEST }
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '?' | '%' | ',' | '=' | ';' | '"' | '`'))
        && !(has_number && text.contains(['.', '/', '-']))
}

/// Notes the texts in the columns of modules, beside items.
fn of_table<'t>(reading: &'t SheetLayout, items: &Items<'_>, found: &mut Found<'t>) {
    let sheet = &reading.sheet;
    for table in &reading.tables {
        let rows = table.body.clone().filter(|row| reading.labels.is_item(sheet, items, *row));
        let modules = table.columns.iter().filter(|(_, role)| matches!(role, ColumnRole::Module { .. }));
        let columns: Vec<usize> = modules.map(|(column, _)| *column).collect();
        for (row, column) in rows.flat_map(|row| columns.iter().map(move |column| (row, *column))) {
            let cell = sheet.cell(row, column);
            let is_title = reading.labels.columns.iter().any(|at| sheet.is_merged((row, column), (row, *at)));
            if !cell.text.is_empty() && !cell.struck && cell.value != CellValue::Error && !is_title {
                note(found, &cell.text, sheet.address(row, column));
            }
        }
    }
}

fn note<'t>(found: &mut Found<'t>, text: &'t str, cell: String) {
    found.entry(text).or_insert(Uses { count: 0, first: cell }).count += 1;
}
