//! Sentences around a table that explain its marks without being a legend: in a row above or below it, in a note on a cell, on
//! a sheet of its own. One that takes the marks back, or gives a meaning to bold or coloured ones, is asked about; a
//! sentence that says no more than a tick does is none.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::diagnostics::say;
use crate::import::matrix::denial;
use crate::import::matrix::items::Items;
use crate::import::matrix::layout::SheetLayout;
use crate::import::matrix::legend::{self, Definition};
use crate::import::matrix::row_heads::has_word;
use crate::import::matrix::{Options, questions};
use crate::import::question::Question;
use crate::import::spreadsheet::Sheet;
use crate::model::Site;
use crate::tabular::Marks;

/// A text outside of a table, and its cell.
pub(super) type Remark = (String, String);

/// A sheet with more texts holds something else than an explanation.
const MOST_TEXTS: usize = 40;

/// Words for the marks of a table.
const MARKS: &[&str] = &[
    "kruisje",
    "kruisjes",
    "kruis",
    "kruisen",
    "vinkje",
    "vinkjes",
    "tick",
    "ticks",
    "cross",
    "crosses",
    "croix",
    "coche",
    "coches",
    "kreuz",
    "kreuze",
    "kreuzchen",
    "häkchen",
];
/// Words for the form that marks may have.
const FORMS: &[&str] = &[
    "vet",
    "vetgedrukt",
    "vetgedrukte",
    "cursief",
    "cursieve",
    "onderlijnd",
    "bold",
    "italic",
    "italics",
    "underlined",
    "gras",
    "italique",
    "souligné",
    "fett",
    "kursiv",
    "unterstrichen",
];
/// Words between a sign and its meaning.
const MEANS: &[&str] =
    &["betekent", "betekenen", "means", "mean", "signifie", "signifient", "bedeutet", "bedeuten"];

/// The texts outside of the table of `reading`: around it, in notes beside its names, and on the `others`, sheets without a
/// table, where they speak of marks.
pub(super) fn around(reading: &SheetLayout, items: &Items<'_>, others: &[&Sheet]) -> Vec<Remark> {
    let sheet = &reading.sheet;
    let heads: BTreeSet<usize> =
        reading.tables.iter().flat_map(|table| table.header.rows.iter().map(|row| row.row)).collect();
    let mut found = Vec::new();
    for row in 0..sheet.height() {
        let is_free = !reading.is_row(items, row);
        for column in 0..sheet.width() {
            let is_beside = is_free || heads.contains(&row) || reading.labels.columns.contains(&column);
            if !is_beside || reading.is_in_body(row, column) {
                continue;
            }
            let text = Some(sheet.text(row, column)).filter(|text| is_free && !text.is_empty());
            let said = text.into_iter().chain(sheet.note(row, column));
            found.extend(said.map(|text| (sheet.address(row, column), text.to_owned())));
        }
    }
    let of_other = |sheet: &&Sheet| -> Vec<Remark> {
        let places = (0..sheet.height()).flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
        let filled: Vec<_> = places.filter(|(row, column)| !sheet.text(*row, *column).is_empty()).collect();
        let is_explanation = filled.len() <= MOST_TEXTS;
        let spoken = filled
            .into_iter()
            .filter(|(row, column)| is_explanation && has_word(sheet.text(*row, *column), MARKS));
        spoken.map(|(row, column)| (sheet.address(row, column), sheet.text(row, column).to_owned())).collect()
    };
    found.extend(others.iter().flat_map(of_other));
    found
}

/// Asks whether the marks of a table are claims, where a sentence around it says something of them that no legend says. Gives
/// whether that was asked.
pub(super) fn ask(
    site: &Site,
    options: &Options,
    (marks, items): (&Marks, &Items<'_>),
    (readings, others): (&[Option<&SheetLayout>], &[&Sheet]),
    legend: &[Definition],
    questions: &mut Vec<Question>,
) -> bool {
    let before = questions.len();
    for reading in readings.iter().flatten() {
        let Some((help, answer)) = questions::unanswered(site, options, marks, reading.cells()) else {
            continue;
        };
        let is_known = |cell: &str| legend.iter().any(|known| known.cell == cell);
        let remarks = around(reading, items, others);
        let doubtful =
            remarks.iter().filter(|(cell, text)| !is_known(cell) && is_doubtful(&site.config, text));
        for (cell, text) in doubtful {
            let text = say!(
                "{cell} says \"{text}\": do the marks of the table say that something is covered?",
                cell = cell.as_str(),
                text = text.as_str()
            );
            if !questions.iter().any(|asked| asked.text == text) {
                questions.push(Question::new(text, help.clone(), answer.clone()));
            }
        }
    }
    questions.len() > before
}

/// Whether a sentence says something of the marks that may take them back, or that tells some of them from others by their form.
fn is_doubtful(config: &Config, text: &str) -> bool {
    let explains = text.contains(['=', ':', '→']) || has_word(text, MEANS);
    let is_of_form = explains && has_word(text, FORMS);
    if is_of_form {
        return true;
    }
    has_word(text, MARKS) && legend::level(config, text).is_none() && denial::may_be_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_take_marks_back_are_told_from_instructions() {
        let config = Config::default();
        for text in [
            "Kruisjes: doel komt aan bod, maar wordt niet geëvalueerd",
            "Vetgedrukt = geëvalueerd, gewoon kruisje = ingeoefend",
            "rode kruisjes = voorstel, nog niet beslist",
            "A cross means that the outcome is not covered yet",
        ] {
            assert!(is_doubtful(&config, text), "{text}");
        }
        for text in [
            "Zet een kruisje waar het doel aan bod komt",
            "Een kruisje betekent: dit doel wordt in deze module geëvalueerd.",
            "Bakkerij, versie van de vakgroep",
            "Vet smelten en klaren",
        ] {
            assert!(!is_doubtful(&config, text), "{text}");
        }
    }
}
