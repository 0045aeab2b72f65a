//! Marks that can mean two things: letters that are the initials of levels in two languages, numbers of another scale or of
//! hours, ones that may be levels or plain ticks, a tick beside a cross. Each is asked, and nothing is written until it is
//! said.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::LevelId;
use crate::diagnostics::say;
use crate::import::matrix::items::Items;
use crate::import::matrix::layout::SheetLayout;
use crate::import::matrix::vocabulary::{is_about_amounts, is_about_places, number};
use crate::import::matrix::{Options, legend, marks, remarks, required};
use crate::import::question::{Answer, Question};
use crate::import::spreadsheet::{Sheet, SheetCell};
use crate::model::Site;
use crate::tabular::{Mark, Marks};

/// Signs that say yes beside a cross.
const CHECKS: &[&str] = &["✓", "✔", "✅", "√", "v", "ü", "☑", "þ"];
/// Signs that say no beside a check mark, and yes by themselves.
const CROSSES: &[&str] = &["x", "✗", "✘", "❌", "☒", "×", "✕", "✖", "╳", "х"];

/// Asks what marks mean that stand in `cells` and can mean two things. Gives whether anything was asked.
pub(super) fn ask(
    site: &Site,
    options: &Options,
    marks: &Marks,
    cells: &[String],
    questions: &mut Vec<Question>,
) -> bool {
    let is_given = |mark: &str| options.marks.iter().any(|(given, _)| given.eq_ignore_ascii_case(mark));
    let bare = |text: &String| text.to_lowercase().trim_end_matches('\u{fe0f}').to_owned();
    let used: BTreeSet<String> = cells.iter().map(bare).collect();
    another_scale(site, marks, cells, questions)
        || ones(site, marks, &used, &is_given, questions)
        || crosses(site, &used, &is_given, questions)
}

/// Asks what the colours of cells mean in which one tick stands, where the sheet explains colours of such cells by the
/// names of levels: the tick says nothing then. Gives whether that was asked.
pub(super) fn ask_colours(
    site: &Site,
    options: &Options,
    (marks, items): (&Marks, &Items<'_>),
    readings: &[Option<&SheetLayout>],
    questions: &mut Vec<Question>,
) -> bool {
    let is_given = |mark: &str| options.marks.iter().any(|(given, _)| given.eq_ignore_ascii_case(mark));
    let mut found: BTreeMap<&str, BTreeMap<u32, String>> = BTreeMap::new();
    for reading in readings.iter().flatten() {
        let cells = reading.item_cells(items);
        let is_asked =
            |cell: &SheetCell| cell.fill.is_some() && marks.is_tick(&cell.text) && !is_given(&cell.text);
        let cells = cells.into_iter().filter(|(row, column)| is_asked(reading.sheet.cell(*row, *column)));
        let cells: Vec<(usize, usize)> = cells.collect();
        let explained =
            if cells.is_empty() { BTreeSet::new() } else { explained_colours(site, items, reading) };
        for (row, column) in cells {
            let cell = reading.sheet.cell(row, column);
            if let Some(fill) = cell.fill.filter(|fill| explained.contains(fill)) {
                let of_mark = found.entry(&cell.text).or_default();
                of_mark.entry(fill).or_insert_with(|| reading.sheet.address(row, column));
            }
        }
    }
    let before = questions.len();
    for (mark, cells) in found {
        let cells: Vec<&str> = cells.values().map(String::as_str).collect();
        let required = required(site);
        let text = say!(
            "`{mark}` stands in cells whose colour the sheet explains as a level, such as {cells}, and a colour is not read",
            mark,
            cells = cells.join(", ")
        );
        let otherwise = say!("write the level in those cells");
        let help = say!(
            "{otherwise}; or say what the mark means whatever its colour: `--marks {mark}={level}`",
            otherwise,
            mark,
            level = required
        );
        questions.push(Question::new(text, help, Answer::levels([mark])).otherwise(otherwise));
    }
    questions.len() > before
}

/// Asks whether numbers are levels, where they are the only marks of a sheet and it says itself that it counts: a title such as
/// `Lesuren per module`, or a row of totals that adds them up. Gives whether that was asked.
pub(super) fn ask_amounts(
    options: &Options,
    (marks, items): (&Marks, &Items<'_>),
    readings: &[Option<&SheetLayout>],
    questions: &mut Vec<Question>,
) -> bool {
    ask_of_each(readings, questions, |reading| {
        let cells = reading.item_cells(items);
        let used = used(reading, &cells, marks);
        let is_given =
            |text: &&str| options.marks.iter().any(|(given, _)| given == text) || marks.is_given(text);
        if used.is_empty() || !used.iter().all(|text| number(text).is_some()) || used.iter().all(is_given) {
            return None;
        }
        let place = reading
            .counting_title()
            .or_else(|| reading.counting_heading(items))
            .or_else(|| reading.sum_row(&cells))
            .or_else(|| reading.sum_column(&cells))
            .or_else(|| reading.counting_text(items))
            .map(|(row, column)| (reading.sheet.address(row, column), reading.sheet.text(row, column)));
        let name = reading.sheet.name.as_str();
        let by_name = || (is_about_amounts(name) || is_about_places(name)).then(|| (name.to_owned(), name));
        let (cell, text) = place.or_else(by_name)?;
        let pairs: Vec<String> = used.iter().map(|number| format!("{number}=…")).collect();
        let text = say!(
            "{cell} says \"{text}\", so the numbers below the modules may be hours or a count, and no levels",
            cell,
            text
        );
        let help = say!(
            "if they are levels, say which each number is: `--marks {pairs}`; if not, there is nothing to import",
            pairs = pairs.join(",")
        );
        Some(Question::new(text, help, Answer::levels(used)))
    })
}

/// Asks whether ticks are the level that a title, a note or the name of the sheet names, where all marks are ticks: `Niveau:
/// ingeoefend`. A sheet that names several levels, or has columns for them, says by itself which is which. Gives whether that
/// was asked.
pub(super) fn ask_titles(
    site: &Site,
    (marks, items): (&Marks, &Items<'_>),
    (readings, others): (&[Option<&SheetLayout>], &[&Sheet]),
    questions: &mut Vec<Question>,
) -> bool {
    ask_of_each(readings, questions, |reading| {
        let sheet = &reading.sheet;
        let used = used(reading, &reading.item_cells(items), marks);
        let has_parts = reading.has_parts() || legend::level_named(&site.config, &sheet.name).is_some();
        if used.is_empty() || has_parts || !used.iter().all(|text| marks.is_tick(text)) {
            return None;
        }
        let mut around = remarks::around(reading, items, others);
        around.push((sheet.name.clone(), sheet.name.clone()));
        let named: Vec<(LevelId, &str, &str)> = around
            .iter()
            .filter_map(|(cell, text)| {
                Some((legend::level(&site.config, text)?, cell.as_str(), text.as_str()))
            })
            .collect();
        let (level, cell, text) = named.first()?;
        if *level == site.config.scale.required || named.iter().any(|(other, ..)| other != level) {
            return None;
        }
        let label = &site.config.scale.levels[*level].label;
        let pairs =
            |label: &str| used.iter().map(|mark| format!("{mark}={label}")).collect::<Vec<_>>().join(",");
        let text = say!(
            "{cell} says \"{text}\", so the marks may be {label} and no other level",
            cell = *cell,
            text = *text,
            label
        );
        let help = say!(
            "say which level they are: `--marks {one}` or `--marks {other}`",
            one = pairs(label),
            other = pairs(required(site))
        );
        Some(Question::new(text, help, Answer::levels(used)))
    })
}

/// Asks the question that `question` has about each sheet, if any. Gives whether one was asked.
fn ask_of_each(
    readings: &[Option<&SheetLayout>],
    questions: &mut Vec<Question>,
    question: impl Fn(&SheetLayout) -> Option<Question>,
) -> bool {
    let before = questions.len();
    questions.extend(readings.iter().flatten().filter_map(|reading| question(reading)));
    questions.len() > before
}

/// The texts of `cells`, but for those that say that nothing is covered.
fn used<'r>(reading: &'r SheetLayout, cells: &[(usize, usize)], marks: &Marks) -> BTreeSet<&'r str> {
    let texts = cells.iter().map(|(row, column)| reading.sheet.text(*row, *column));
    texts.filter(|text| !text.is_empty() && marks.find(text) != Some(Mark::Nothing)).collect()
}

/// The colours of the cells that name a level, and of the empty ones beside these, outside of the marks.
fn explained_colours(site: &Site, items: &Items<'_>, reading: &SheetLayout) -> BTreeSet<u32> {
    let sheet = &reading.sheet;
    let width = sheet.width();
    let mut own = vec![false; sheet.height() * width];
    for (row, column) in reading.item_cells(items) {
        own[row * width + column] = true;
    }
    let mut found = BTreeSet::new();
    let places = (0..sheet.height()).flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
    for (row, column) in places.filter(|(row, column)| !own[row * width + column]) {
        if legend::level(&site.config, sheet.text(row, column)).is_none() {
            continue;
        }
        found.extend(sheet.cell(row, column).fill);
        let beside = [column.checked_sub(1), Some(column + 1).filter(|beside| *beside < sheet.width())];
        let swatches = beside.into_iter().flatten().filter(|beside| !own[row * width + beside]);
        found.extend(
            swatches
                .map(|beside| sheet.cell(row, beside))
                .filter(|cell| cell.text.is_empty())
                .filter_map(|cell| cell.fill),
        );
    }
    found
}

/// Asks whether ones are the first level or plain ticks, where a sheet has no other number and no other mark.
fn ones(
    site: &Site,
    marks: &Marks,
    used: &BTreeSet<String>,
    is_given: &dyn Fn(&str) -> bool,
    questions: &mut Vec<Question>,
) -> bool {
    let levels = &site.config.scale.levels;
    let is_covered = |text: &&String| !matches!(marks.find(text), Some(Mark::Nothing) | None);
    let covering: Vec<&String> = used.iter().filter(is_covered).collect();
    if covering.len() != 1 || covering[0] != "1" || is_given("1") || levels.len() < 2 {
        return false;
    }
    let first = levels.values().next().map_or("", |level| level.label.as_str());
    let required = required(site);
    let text = say!(
        "the only mark is `1`, which can mean {first}, the first of the levels, or just that an item is covered",
        first
    );
    let (one, other) = (format!("`--marks 1={first}`"), format!("`--marks 1={required}`"));
    let help = say!("say which is meant: {one} or {other}", one, other);
    questions.push(Question::new(text, help, Answer::levels(["1"])));
    true
}

/// Asks what a cross means where check marks stand beside it.
fn crosses(
    site: &Site,
    used: &BTreeSet<String>,
    is_given: &dyn Fn(&str) -> bool,
    questions: &mut Vec<Question>,
) -> bool {
    let find = |signs: &'static [&'static str]| signs.iter().copied().find(|sign| used.contains(*sign));
    let (Some(check), Some(cross)) = (find(CHECKS), find(CROSSES)) else { return false };
    if is_given(check) || is_given(cross) {
        return false;
    }
    let required = required(site);
    let text =
        say!("`{cross}` stands beside `{check}`, so it can mean that an item is not covered", cross, check);
    let help = say!(
        "say which it is: `--marks {cross}=` where it means no, or `--marks {cross}={required}`",
        cross,
        required
    );
    questions.push(Question::new(text, help, Answer::levels([cross])));
    true
}

/// The marks with the initials of levels; none where the letters of the sheets can mean two things, which is asked.
pub(super) fn with_letters(
    site: &Site,
    marks: Marks,
    (readings, cells): (&[Option<&SheetLayout>], &[String]),
    questions: &mut Vec<Question>,
) -> Option<Marks> {
    let mut letters = BTreeSet::new();
    let parts = readings.iter().flatten().flat_map(|reading| reading.letter_parts());
    for text in parts.chain(cells.iter().map(String::as_str)) {
        if !letters.contains(text) {
            letters.extend(marks::letters(&marks, text).into_iter().map(str::to_owned));
        }
    }
    let Some([one, other]) = Marks::rival_initials(&site.config, &letters) else {
        return Some(marks.with_initials(&site.config, &letters));
    };
    let label = |level: &LevelId| site.config.scale.levels[*level].label.as_str();
    let meaning = |marks: &[(String, LevelId)]| {
        marks.iter().map(|(mark, level)| format!("{mark} {}", label(level))).collect::<Vec<_>>().join(", ")
    };
    let option = |marks: &[(String, LevelId)]| {
        let pairs = marks.iter().map(|(mark, level)| format!("{mark}={}", label(level)));
        format!("`--marks {}`", pairs.collect::<Vec<_>>().join(","))
    };
    let text = say!(
        "two meanings fit {letters}: {one}; or {other}",
        letters = letters.iter().cloned().collect::<Vec<_>>().join(", "),
        one = meaning(&one),
        other = meaning(&other)
    );
    let help = say!("say which is meant: {one} or {other}", one = option(&one), other = option(&other));
    questions.push(Question::new(text, help, Answer::levels(letters)));
    None
}

/// Asks which levels numbers are where others stand beside them that are none: a scale of 1 to 5 is not the first
/// levels of one to three. Gives whether that was asked.
fn another_scale(site: &Site, marks: &Marks, cells: &[String], questions: &mut Vec<Question>) -> bool {
    let numbers: BTreeSet<usize> = cells.iter().filter_map(|text| marks::level_number(text)).collect();
    let is_mark = |number: &&usize| marks.find(&number.to_string()).is_some();
    let (known, unknown): (Vec<usize>, Vec<usize>) =
        numbers.iter().filter(|number| **number > 0 && **number < 100).partition(is_mark);
    if known.is_empty() || unknown.is_empty() {
        return false;
    }
    let shown = |numbers: &[usize]| numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    let pairs: Vec<String> =
        numbers.iter().filter(|number| **number > 0).map(|number| format!("{number}=…")).collect();
    let text = say!(
        "{unknown} beside {known} are of another scale than that of the site, which ends at {levels}",
        unknown = shown(&unknown),
        known = shown(&known),
        levels = site.config.scale.levels.len()
    );
    let help = say!("say which level each number is: `--marks {pairs}`", pairs = pairs.join(","));
    let asked = numbers.iter().filter(|number| **number > 0);
    questions.push(Question::new(text, help, Answer::levels(asked)));
    true
}
