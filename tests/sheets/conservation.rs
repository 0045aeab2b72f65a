//! Nothing in a sheet is lost in silence: each cell that is not empty says something of the outcome (an item, a module, a
//! claim), is a word that heads a column or a row, or is named with its place.
//!
//! A cell says something when the outcome is another one without it. What is named twice, such as an item by its id and
//! its text, is enough once.

use leerlijn::import::detect::FileKind;
use leerlijn::import::matrix::{self, Options};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::properties::ITEMS;
use super::{Outcome, site};

/// Words that say what stands below or beside them.
const HEADS: [&str; 7] = ["item", "tekst", "Module", "Indicator", "Niveau", "Opmerking", "Uren"];
/// The modules that are drawn: each by its code, its title or both.
const MODULES: [[&str; 3]; 3] =
    [["M01", "Brood", "M01 Brood"], ["M02", "Gebak", "M02 Gebak"], ["M03", "Oven", "M03 Oven"]];
const MARKS: [&str; 6] = ["", "", "x", "●", "2", "-"];
/// Texts that somebody writes anywhere.
const STRAY: [&str; 16] = [
    "zwenkwiel",
    "nog te bespreken met de vakgroep",
    "zie map",
    "?",
    "c1.77",
    "c2.2",
    "Meldt gevaar",
    "M07",
    "Taarten",
    "40",
    "x",
    "Opmerking",
    "Uren",
    "geschrapt",
    "c1",
    "deels",
];

/// The cells of a sheet.
type Cells = Vec<Vec<&'static str>>;

/// A sheet with items in rows and modules in columns.
fn matrix_of() -> impl Strategy<Value = Cells> {
    let rows = prop::collection::vec((0..ITEMS.len(), prop::array::uniform3(0..MARKS.len())), 2..6);
    (0..3_usize, rows, any::<bool>()).prop_map(|(name, rows, has_texts)| {
        let mut cells = vec![vec!["item", if has_texts { "tekst" } else { "" }]];
        cells[0].extend(MODULES.iter().map(|names| names[name]));
        for (item, marks) in rows {
            let mut row = vec![ITEMS[item].0, if has_texts { ITEMS[item].1 } else { "" }];
            row.extend(marks.map(|mark| MARKS[mark]));
            cells.push(row);
        }
        cells
    })
}

/// A sheet whose rows say claims.
fn rows_of() -> impl Strategy<Value = Cells> {
    let row = (0..MODULES.len(), 0..ITEMS.len(), 2..MARKS.len());
    (0..3_usize, prop::collection::vec(row, 2..6)).prop_map(|(name, rows)| {
        let mut cells = vec![vec!["Module", "Indicator", "Niveau"]];
        cells.extend(
            rows.into_iter()
                .map(|(module, item, mark)| vec![MODULES[module][name], ITEMS[item].0, MARKS[mark]]),
        );
        cells
    })
}

/// A sheet with lists of items below the names of modules.
fn lists_of() -> impl Strategy<Value = Cells> {
    let rows = prop::collection::vec(prop::array::uniform3(0..=ITEMS.len()), 1..5);
    (0..3_usize, any::<bool>(), rows).prop_map(|(name, are_texts, rows)| {
        let mut cells = vec![MODULES.iter().map(|names| names[name]).collect::<Vec<_>>()];
        let text = |item: usize| ITEMS.get(item).map_or("", |(id, text)| if are_texts { text } else { id });
        cells.extend(rows.into_iter().map(|row| row.map(text).to_vec()));
        cells
    })
}

/// One of these, upright or turned, with texts that somebody wrote into cells, beside it and below it.
fn drawn() -> impl Strategy<Value = Cells> {
    let stray = prop::collection::vec((0..7_usize, 0..7_usize, 0..STRAY.len()), 0..4);
    let cells = prop_oneof![matrix_of(), rows_of(), lists_of()];
    (cells, stray, any::<bool>()).prop_map(|(mut cells, stray, is_turned)| {
        for (row, column, text) in stray {
            let (height, width) = (cells.len().max(row + 1), cells[0].len().max(column + 1));
            cells.resize(height, Vec::new());
            cells.iter_mut().for_each(|cells| cells.resize(width, ""));
            cells[row][column] = STRAY[text];
        }
        if is_turned {
            (0..cells[0].len()).map(|column| cells.iter().map(|row| row[column]).collect()).collect()
        } else {
            cells
        }
    })
}

fn outcome(cells: &Cells) -> Outcome {
    let lines: Vec<String> = cells.iter().map(|row| row.join(";")).collect();
    let text = lines.join("\n") + "\n";
    let book = matrix::read(text.as_bytes(), "B", Some(FileKind::MatrixCsv)).unwrap();
    Outcome::of(site(&[]), &book, &Options::default())
}

/// All that comes of a sheet.
fn all(outcome: &Outcome) -> String {
    let placed = &outcome.placed;
    format!("{}{:?}{:?}", outcome.said(), placed.coverage, placed.marks)
}

/// Whether a line about rows or columns that were passed over names this row or column.
fn is_passed_over(outcome: &Outcome, row: usize, column: usize) -> bool {
    let letter = char::from(b'A' + u8::try_from(column).unwrap()).to_string();
    let number = row + 1;
    let names = |line: &str| {
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        let is_column = kind.starts_with("column");
        if !is_column && !kind.starts_with("row") {
            return false;
        }
        rest.split(", ").any(|name| {
            let name = name.split([' ', ':']).next().unwrap_or_default();
            match name.split_once('–') {
                _ if is_column => name == letter,
                Some((first, last)) => {
                    let end = |text: &str| text.parse::<usize>().unwrap_or_default();
                    (end(first)..=end(last)).contains(&number)
                }
                None => name == number.to_string(),
            }
        })
    };
    let sheets = outcome.placed.sheets.iter();
    sheets.flat_map(|sheet| sheet.passed_over.iter().chain(&sheet.lines)).any(|line| names(&line.english()))
}

/// The items that are drawn, and the one of which somebody writes the id or the text anywhere.
fn items() -> impl Iterator<Item = (&'static str, &'static str)> {
    ITEMS.iter().copied().chain([("c2.2", "Meldt gevaar")])
}

/// Whether two texts name the same item or the same module.
fn are_one(one: &str, other: &str) -> bool {
    let item = |text: &str| items().position(|(id, own)| id == text || own == text);
    let module = |text: &str| MODULES.iter().position(|names| names.contains(&text));
    one == other
        || item(one).is_some_and(|own| item(other) == Some(own))
        || module(one).is_some_and(|own| module(other) == Some(own))
}

/// Whether a text heads what stands below or beside it: a known word, a competence above its items, or any word that is no
/// name at the corner where the columns of names have their headings.
fn is_head(cells: &Cells, row: usize, column: usize) -> bool {
    let text = cells[row][column];
    // A code that no module has heads a further table.
    let is_beside_modules = column == 0 && row > 0 && cells[row][1..].contains(&"M07");
    let is_item = items().any(|(id, own)| id == text || own == text);
    let is_name = is_item || MODULES.iter().flatten().any(|name| *name == text);
    let is_corner = (row == 0 && column < 3) || (column == 0 && row < 3) || is_beside_modules;
    HEADS.contains(&text) || text == "c1" || (is_corner && !is_name)
}

fn is_mark_or_module(text: &str) -> bool {
    ["x", "●", "2"].contains(&text) || MODULES.iter().flatten().any(|name| *name == text)
}

/// Whether a cell of the first columns or rows, where the names of items stand, has one of these beside it there.
fn is_beside_name(cells: &Cells, row: usize, column: usize) -> bool {
    const FIRST: usize = 3;
    let is_item = |row: usize, column: usize| {
        let text = cells.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or_default();
        items().any(|(id, own)| id == text || own == text)
    };
    (column < FIRST && (0..FIRST).any(|other| is_item(row, other)))
        || (row < FIRST && (0..FIRST).any(|other| is_item(other, column)))
}

/// The cells of which nothing is heard.
fn lost(cells: &Cells) -> Vec<String> {
    let whole = outcome(cells);
    // Where nothing is read, that is said of the whole sheet.
    if !whole.placed.questions.is_empty() || !whole.placed.conflicts.is_empty() {
        return Vec::new();
    }
    let found = all(&whole);
    let mut lost = Vec::new();
    for (row, column) in
        (0..cells.len()).flat_map(|row| (0..cells[row].len()).map(move |column| (row, column)))
    {
        let text = cells[row][column];
        if text.is_empty() || is_head(cells, row, column) || is_passed_over(&whole, row, column) {
            continue;
        }
        // A word beside the name of an item, among the names, is a part of it; a dash there says that there is none.
        if !is_mark_or_module(text) && is_beside_name(cells, row, column) {
            continue;
        }
        let across = (0..cells[row].len()).filter(|at| *at != column).map(|at| cells[row][at]);
        let along = (0..cells.len()).filter(|at| *at != row).map(|at| cells[at][column]);
        if across.chain(along).any(|other| are_one(text, other)) {
            continue;
        }
        let mut without = cells.clone();
        without[row][column] = "";
        if all(&outcome(&without)) == found {
            lost.push(format!("{}{}: {text}", char::from(b'A' + u8::try_from(column).unwrap()), row + 1));
        }
    }
    lost
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a person says how many sheets are tried")]
fn no_cell_is_lost_in_silence() {
    // The same sheets in every run: each of their cells is read anew, and many shapes that nobody writes are among them. More of
    // them, which take a third of a second each, are tried with `LEERLIJN_SHEETS=3000`.
    let cases = std::env::var("LEERLIJN_SHEETS").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let tried = runner.run(&drawn(), |cells| {
        let lost = lost(&cells);
        let sheet = cells.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n");
        prop_assert!(lost.is_empty(), "{lost:?}\n{sheet}\n{}", outcome(&cells).said());
        Ok(())
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
}

#[test]
fn a_stray_word_among_marks_makes_no_names_of_the_column_of_a_module() {
    super::grid(&["item|M01|M02", "c1.1|x|c1", "c1.2||x", "c1.3|x|"])
        .is("M01 c1.1 3; M01 c1.3 3; M02 c1.2 3", &["Blad1!C2 \"c1\": this is no mark"]);
    super::grid(&["item|M01|M02", "c1.1|x|c2.2", "c1.2||x", "c1.3|x|"])
        .is("M01 c1.1 3; M01 c1.3 3; M02 c1.2 3", &["Blad1!C2 \"c2.2\": this is no mark"]);
}

#[test]
fn cells_beside_a_matrix_and_headings_above_nothing_are_said() {
    super::grid(&["item|M01|", "c1.1|x|", "c1.2||", "||zwenkwiel"])
        .is("M01 c1.1 3", &["Blad1!C4: beside no item and below no module"]);
    super::grid(&["Module|Indicator|Niveau|Nazicht", "M01|c1.1|3|"])
        .is("M01 c1.1 3", &["column D \"Nazicht\": nothing stands below it"]);
}

#[test]
fn a_table_of_names_above_one_row_that_says_a_claim_is_not_lost() {
    // The last row alone would be a claim; all that stands above it is more than its title.
    super::grid(&["M01|M02|M03", "c1.1|c1.2|c1.1", "||", "M07||c1.77"]).is_said(&[
        "A2 \"c1.1\": this is no mark",
        "column B \"M02\"",
        "A4, C4 \"M07, c1.77\"",
    ]);
    super::grid(&["M02|c1.3|", "||", "Module|Indicator|Niveau", "M01|c1.1|3", "M01|c1.2|3"])
        .is("M01 c1.1 3; M01 c1.2 3", &["A1, B1 \"M02 | c1.3\": no level stands in its row"]);
}

#[test]
fn the_name_of_a_module_above_nothing_is_said_where_other_columns_say_claims() {
    super::grid(&["M01|M02|M03", "|c1.1|c1.1", "|x|"])
        .is("M02 c1.1 3", &["A1: above the rows that say claims", "C1, C2 \"M03 | c1.1\""]);
}

#[test]
fn a_row_of_which_no_item_is_understood_is_listed_whole() {
    super::grid(&["Module|Indicator|Niveau|", "M01|c1.1|x|c2.2", "M01|zwenkwiel|●|"])
        .is_said(&["A3, B3, C3 \"M01 | zwenkwiel | ●\": B3: no item of the profile"]);
}

#[test]
fn a_word_among_names_of_items_behind_the_modules_is_said() {
    let sentence = "D2: among the names of the items, and no name of one";
    super::grid(&["item|M01|M02|c1", "c1.1||x|deels", "c1.2|x||"]).is("M01 c1.2 3; M02 c1.1 3", &[sentence]);
    super::grid(&["Module|Indicator|Niveau|", "M01|?|x|c2.2", "M01|c1.1|x|"])
        .is("M01 c1.1 3; M01 c2.2 3", &["B2: among the names of the items, and no name of one"]);
}

#[test]
fn a_word_above_a_code_with_nothing_beside_it_is_said() {
    super::grid(&["item|c1.1|c1.2||zwenkwiel", "||||M07", "M01|x|||", "M02||x||"])
        .is("M01 c1.1 3; M02 c1.2 3", &["E1: beside no item and below no module"]);
}
