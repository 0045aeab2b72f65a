//! Gives marks the meanings that the sheets themselves explain. A meaning that is no level of the site is asked, and so is a mark
//! with two meanings; all that are asked stand in one question, with the line that answers it.

use std::collections::BTreeSet;

use crate::diagnostics::{Message, say};
use crate::import::matrix::denial::{self, Denial};
use crate::import::matrix::items::Items;
use crate::import::matrix::layouts::ParsedSheet;
use crate::import::matrix::legend::{self, Definition, Surroundings};
use crate::import::matrix::{Options, level_series, parts};
use crate::import::question::{Answer, Question};
use crate::import::spreadsheet::Sheet;
use crate::model::Site;
use crate::tabular::{Mark, Marks};
use crate::text::fold_case;

/// The explanations of marks in the sheets.
pub(super) fn find(
    site: &Site,
    items: &Items<'_>,
    sheets: &[Sheet],
    read: &[ParsedSheet],
    cells: &[String],
) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    if read.iter().all(|read| matches!(read, ParsedSheet::Nothing(_) | ParsedSheet::Either(..))) {
        return found;
    }
    let used: BTreeSet<String> = cells.iter().flat_map(|text| mark_parts(text)).collect();
    for (sheet, read) in sheets.iter().zip(read) {
        let own = match read {
            ParsedSheet::Nothing(_) | ParsedSheet::Either(..) => {
                let around = Surroundings { used: &used, is_body: &|_, _| false, is_row: &|_| false };
                legend::find(&site.config, sheet, &around)
            }
            ParsedSheet::Rows(rows) => {
                let is_own = |row: usize| rows.is_claim(row) || row + 1 == rows.body.start;
                let around =
                    Surroundings { used: &used, is_body: &|row, _| is_own(row), is_row: &|row| is_own(row) };
                legend::find(&site.config, &rows.sheet, &around)
            }
            ParsedSheet::Matrix(reading) => {
                let around = Surroundings {
                    used: &used,
                    is_body: &|row, column| reading.is_in_body(row, column),
                    is_row: &|row| reading.is_row(items, row),
                };
                legend::find(&site.config, &reading.sheet, &around)
            }
        };
        for definition in own.into_iter().filter(|definition| !items.is_id(&definition.mark)) {
            let is_it = |known: &Definition| known.mark == definition.mark && known.level == definition.level;
            if !found.iter().any(is_it) {
                found.push(definition);
            }
        }
    }
    found
}

/// A mark as it stands in its cell, and each of those that stand in it, in lower case.
fn mark_parts(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split([',', ';', '/', '+', '&', ' ', '\n', '(', '[', ':']);
    let parts = parts.map(str::to_lowercase).collect::<Vec<_>>();
    parts.into_iter().chain([text.to_lowercase()]).filter(|part| !part.is_empty())
}

/// The marks `given` with the meanings of `definitions`; none where that of a mark in `cells` has to be asked.
pub(super) fn applied(
    site: &Site,
    given: &Marks,
    options: &Options,
    definitions: &[Definition],
    cells: &[String],
    questions: &mut Vec<Question>,
) -> Option<Marks> {
    let used: BTreeSet<String> = cells.iter().flat_map(|text| mark_parts(text)).collect();
    let is_given = |mark: &str| options.marks.iter().any(|(known, _)| known.eq_ignore_ascii_case(mark));
    let mut known = Vec::new();
    let mut twice: Vec<(&Definition, &Definition)> = Vec::new();
    let mut open: Vec<&Definition> = Vec::new();
    for definition in definitions.iter().filter(|definition| !is_given(&definition.mark)) {
        let other = |other: &&Definition| other.mark == definition.mark && other.level != definition.level;
        let is_used = || used.contains(&definition.mark.to_lowercase());
        if let Some(other) = definitions.iter().find(other).filter(|_| is_used()) {
            twice.push((definition, other));
            continue;
        }
        match definition.level {
            Some(level) => known.push((definition.mark.clone(), Mark::Level(level))),
            None if denial::of_heading(&definition.meaning) == Some(Denial::Certain) => {
                known.push((definition.mark.clone(), Mark::Nothing));
            }
            None if given.is_tick(&definition.mark) && parts::is_covered(&definition.meaning) => {}
            None if is_used() => open.push(definition),
            None => {}
        }
    }
    if twice.is_empty() && open.is_empty() {
        return Some(given.clone().with(options.marks.clone().into_iter().chain(known)));
    }
    questions.extend(twice.into_iter().filter_map(|(one, other)| contradiction(site, one, other)));
    questions.extend((!open.is_empty()).then(|| without_level(site, &open)));
    None
}

/// The question about a mark that is explained in two ways, once for the two.
fn contradiction(site: &Site, one: &Definition, other: &Definition) -> Option<Question> {
    let Definition { mark, meaning, cell, .. } = one;
    let is_first = (cell, meaning) < (&other.cell, &other.meaning);
    is_first.then(|| {
        let text = say!(
            "{cell} says that `{mark}` means \"{meaning}\", and {other} that it means \"{other_meaning}\"",
            cell,
            mark,
            meaning,
            other = other.cell,
            other_meaning = other.meaning
        );
        Question::new(text, which_levels(site, &[one]), Answer::levels([mark.as_str()]))
    })
}

/// The question about marks whose meanings are no levels of the site.
fn without_level(site: &Site, open: &[&Definition]) -> Question {
    let shown = |definition: &&Definition| {
        let Definition { mark, meaning, cell, .. } = definition;
        say!("`{mark}` \"{meaning}\" ({cell})", mark, meaning, cell)
    };
    let text = say!(
        "the sheet explains {marks}, and nothing says which level of the site that is",
        marks = Message::joined(open.iter().map(shown), ", ")
    );
    let marks = open.iter().map(|definition| definition.mark.as_str());
    Question::new(text, which_levels(site, open), Answer::levels(marks))
}

/// How to say which levels marks are: with those that their meanings name or, as a series, are likely to be. A level that nothing
/// speaks for is left to whoever answers.
fn which_levels(site: &Site, open: &[&Definition]) -> Message {
    let meanings: Vec<&str> = open.iter().map(|definition| definition.meaning.as_str()).collect();
    let series = level_series::likely(&site.config, &meanings);
    let level = |definition: &&Definition| {
        let named = legend::level(&site.config, &definition.meaning);
        let likely = named.or_else(|| series.get(&fold_case(&definition.meaning)).copied());
        let label = likely.map_or("…", |level| site.config.scale.levels[level].label.as_str());
        format!("{}={label}", definition.mark)
    };
    let pairs = open.iter().map(level).collect::<Vec<_>>().join(",");
    say!("say which level each is: `--marks {pairs}`", pairs)
}
