//! What must hold for any sheet: no claim without a mark, no mark without a claim or a word, and no change of the claims
//! by what decorates a sheet.

use std::collections::BTreeSet;

use leerlijn::edit::NamedModule;
use leerlijn::import::matrix::{self, Options};
use proptest::prelude::*;
use rust_xlsxwriter::{Color, Format, Workbook};

use super::{Outcome, site};

/// The items of the bed that are drawn, by their ids and texts.
pub(super) const ITEMS: [(&str, &str); 5] = [
    ("c1.1", "Kneedt deeg"),
    ("c1.2", "Weegt de grondstoffen af"),
    ("c1.3", "Vormt het deeg tot broden"),
    ("c2.1", "Draagt beschermende kledij"),
    ("k.hygiene", "Hygiëne"),
];
const CELLS: [&str; 8] = ["", "", "x", "●", "2", "-", "zie map", "?"];

/// A sheet of the bed: which items in which order, the cells of three modules, and what decorates it.
#[derive(Debug, Clone)]
struct Drawn {
    order: Vec<usize>,
    cells: Vec<[usize; 3]>,
    has_notes: bool,
    has_colours: bool,
    has_title: bool,
    has_foreign_row: bool,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let order = Just((0..ITEMS.len()).collect::<Vec<_>>()).prop_shuffle();
    let cells = prop::collection::vec(prop::array::uniform3(0..CELLS.len()), ITEMS.len());
    (order, cells, any::<[bool; 4]>()).prop_map(|(order, cells, [notes, colours, title, foreign])| Drawn {
        order,
        cells,
        has_notes: notes,
        has_colours: colours,
        has_title: title,
        has_foreign_row: foreign,
    })
}

impl Drawn {
    fn plain(&self) -> Self {
        let order = (0..ITEMS.len()).collect();
        Self {
            order,
            has_notes: false,
            has_colours: false,
            has_title: false,
            has_foreign_row: false,
            ..self.clone()
        }
    }

    /// The outcome, and the address of every cell that somebody filled in, with its item, module and text.
    fn read(&self) -> (Outcome, Vec<(String, &'static str, usize, &'static str)>) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("B").unwrap();
        let colour = Format::new().set_background_color(Color::Yellow);
        let plain = Format::new();
        let mut row = 0;
        if self.has_title {
            sheet.merge_range(0, 0, 0, 4, "Dekkingsmatrix", &plain).unwrap();
            row = 2;
        }
        for (column, text) in (0..).zip(["item", "tekst", "M01", "M02", "M03"]) {
            sheet.write_string(row, column, text).unwrap();
        }
        if self.has_notes {
            sheet.write_string(row, 5, "opmerkingen").unwrap();
        }
        let mut filled = Vec::new();
        for at in &self.order {
            row += 1;
            let (id, text) = ITEMS[*at];
            sheet.write_string(row, 0, id).unwrap().write_string(row, 1, text).unwrap();
            for (module, cell) in self.cells[*at].iter().enumerate() {
                let column = u16::try_from(module + 2).unwrap();
                let format = if self.has_colours && module == 1 { &colour } else { &plain };
                if CELLS[*cell].is_empty() {
                    sheet.write_blank(row, column, format).unwrap();
                } else {
                    sheet.write_string_with_format(row, column, CELLS[*cell], format).unwrap();
                    filled.push((
                        format!("{}{}", ["C", "D", "E"][module], row + 1),
                        id,
                        module,
                        CELLS[*cell],
                    ));
                }
            }
            if self.has_notes {
                sheet.write_string(row, 5, "nog te bespreken met de vakgroep").unwrap();
            }
        }
        if self.has_foreign_row {
            sheet.write_string(row + 1, 1, "Iets wat niemand kent in dit profiel").unwrap();
            sheet.write_string(row + 1, 2, "x").unwrap();
            filled.push((format!("C{}", row + 2), "", 0, "x"));
        }
        let bytes = book.save_to_buffer().unwrap();
        let read = matrix::read(&bytes, "m", None).unwrap();
        (Outcome::of(site(&[]), &read, &Options::default()), filled)
    }
}

/// The claims in an order of their own.
fn claims(outcome: &Outcome) -> BTreeSet<String> {
    outcome.claims().split("; ").filter(|claim| !claim.is_empty()).map(str::to_owned).collect()
}

/// The texts by which rows may name the modules of the bed, with the module or none.
const NAMES: [(&str, Option<&str>); 6] = [
    ("M01", Some("M01")),
    ("M02 Gebak", Some("M02")),
    ("Oven", Some("M03")),
    ("m01", Some("M01")),
    ("", None),
    ("Iets anders", None),
];
/// The levels that rows may say: a mark, and the number of its level.
const LEVELS: [(&str, usize); 6] =
    [("x", 3), ("●", 3), ("ingeoefend", 2), ("niveau 1", 1), ("-", 0), ("zie de map", 0)];

/// A sheet whose rows say claims, its columns in any order: for each row a module, an item and a level.
fn drawn_rows() -> impl Strategy<Value = (Vec<usize>, Vec<[usize; 3]>)> {
    let columns = Just(vec![0, 1, 2]).prop_shuffle();
    let row =
        (0..NAMES.len(), 0..ITEMS.len(), 0..LEVELS.len()).prop_map(|(name, item, level)| [name, item, level]);
    (columns, prop::collection::vec(row, 3..12))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_decorates_a_sheet_changes_no_claim(drawn in drawn()) {
        let (plain, _) = drawn.plain().read();
        let (decorated, _) = drawn.read();
        prop_assert_eq!(claims(&plain), claims(&decorated), "{}", decorated.said());
    }

    #[test]
    fn every_claim_has_a_mark_and_every_mark_a_claim_or_a_word(drawn in drawn()) {
        let (outcome, filled) = drawn.read();
        let coverage = outcome.placed.coverage.as_ref().unwrap();
        for module in &coverage.modules {
            let NamedModule::Known(known) = module.module else { panic!("{:?}", module.module) };
            let name = outcome.site().modules[known].name();
            for item in module.claims.keys() {
                let id = outcome.site().items[*item].id.as_str();
                let has_mark = filled.iter().any(|(_, item, at, text)| {
                    *item == id && name == ["M01", "M02", "M03"][*at] && ["x", "●", "2"].contains(text)
                });
                prop_assert!(has_mark, "{name} {id}\n{}", outcome.said());
            }
        }
        let claims = claims(&outcome);
        for (cell, item, module, text) in filled {
            let name = ["M01", "M02", "M03"][module];
            let is_written = claims.iter().any(|claim| claim.starts_with(&format!("{name} {item} ")));
            let is_said = outcome.placed.unplaced.iter().any(|found| found.cell == format!("B!{cell}"));
            prop_assert!(is_written || text == "-" || is_said, "{cell} {text}\n{}", outcome.said());
        }
    }

    #[test]
    fn a_row_claims_its_module_its_item_and_its_level_and_nothing_else((columns, rows) in drawn_rows()) {
        let line = |cells: [&str; 3]| columns.iter().map(|at| cells[*at]).collect::<Vec<_>>().join("|");
        let mut lines = vec![line(["Module", "Indicator", "Niveau"])];
        let text = |[name, item, level]: &[usize; 3]| line([NAMES[*name].0, ITEMS[*item].0, LEVELS[*level].0]);
        lines.extend(rows.iter().map(text));
        let shown: Vec<&str> = lines.iter().map(String::as_str).collect();
        let outcome = super::grid(&shown);
        // Where nothing is read, that is said of the whole sheet.
        let is_read = outcome.placed.questions.is_empty() && outcome.placed.conflicts.is_empty();
        let mut wanted: std::collections::BTreeMap<(&str, &str), usize> = std::collections::BTreeMap::new();
        for (at, [name, item, level]) in rows.iter().enumerate() {
            let cell = |column: usize| {
                let at_column = columns.iter().position(|own| *own == column).unwrap();
                format!("Blad1!{}{}", ["A", "B", "C"][at_column], at + 2)
            };
            let is_said = outcome.placed.unplaced.iter().any(|found| {
                (0..3).any(|column| found.cell.split(", ").any(|one| cell(column).ends_with(one)))
            });
            match (NAMES[*name].1, LEVELS[*level].1) {
                (Some(module), level) if level > 0 => {
                    let best = wanted.entry((module, ITEMS[*item].0)).or_default();
                    *best = level.max(*best);
                }
                // An empty cell is the module of the row above, whose claims are not drawn here.
                (None, _) if NAMES[*name].0.is_empty() => {}
                (None, level) if level > 0 => prop_assert!(is_said || !is_read, "row {}\n{}", at + 2, outcome.said()),
                _ => {}
            }
        }
        let made = claims(&outcome);
        for ((module, item), level) in &wanted {
            let claim = format!("{module} {item} {level}");
            let stronger = (level + 1..=3).map(|level| format!("{module} {item} {level}"));
            let is_made = made.contains(&claim) || stronger.into_iter().any(|claim| made.contains(&claim));
            prop_assert!(is_made || !is_read, "{claim}\n{}", outcome.said());
        }
        let has_gaps = rows.iter().any(|[name, _, _]| NAMES[*name].0.is_empty());
        for claim in made.iter().filter(|_| !has_gaps) {
            let is_wanted = wanted.iter().any(|((module, item), level)| *claim == format!("{module} {item} {level}"));
            prop_assert!(is_wanted, "{claim}\n{}", outcome.said());
        }
    }
}
