//! Sheets whose marks a careless reader would drop in silence: each is said, and takes no claim out.

use std::io::{Cursor, Read, Write};

use super::{Outcome, fill, grid, grid_with, marks, site};
use leerlijn::import::matrix::{self, Options};
use rust_xlsxwriter::{Color, Format, Formula, Workbook, Worksheet};

/// The items of the first module about which the sheet has something that was not understood.
fn unread(outcome: &Outcome) -> Vec<&str> {
    let module = &outcome.placed.coverage.as_ref().unwrap().modules[0];
    module.unread.iter().map(|item| outcome.site().items[*item].id.as_str()).collect()
}

fn green(sheet: &mut Worksheet, cells: &[(u32, u16)]) {
    let green = Format::new().set_background_color(Color::Green);
    for (row, column) in cells {
        sheet.write_blank(*row, *column, &green).unwrap();
    }
}

#[test]
fn a_new_module_with_marks_beside_unknown_items_alone_is_listed() {
    grid(&["item|M01|M07", "c1.1|x|", "c1.13||x"])
        .is("M01 c1.1 3", &["Blad1!C3 \"x\": column C \"M07\": the site has no such module, and no item"]);
}

#[test]
fn a_cell_with_several_ids_names_each_of_them() {
    let both = |first: &str, second: &str| format!("M01 {first} 3; M01 {second} 3; M01 c2.1 3");
    for (ids, first, second) in [
        ("c1.2, c1.1", "c1.1", "c1.2"),
        ("c1.2 en c1.3", "c1.2", "c1.3"),
        ("c1.7/c1.8", "c1.7", "c1.8"),
        ("c1.9\nc1.10", "c1.9", "c1.10"),
        ("c1.3; c1.5", "c1.3", "c1.5"),
        ("c1.3 + c1.5", "c1.3", "c1.5"),
        ("c1.4–c1.5", "c1.4", "c1.5"),
        ("c1.9 t/m c1.10", "c1.9", "c1.10"),
        ("c1.4 tot en met 5", "c1.4", "c1.5"),
        ("c1.4-5", "c1.4", "c1.5"),
        ("c1.4~c1.5", "c1.4", "c1.5"),
        ("c1.4 ~ 5", "c1.4", "c1.5"),
        ("c1.4 → c1.5", "c1.4", "c1.5"),
    ] {
        grid(&["item|M01", &format!("{ids}|x"), "c2.1|x"]).is(&both(first, second), &[]);
    }
    grid(&["item|M01", "c1.1, c1.3; c1.4–c1.6|x"])
        .is("M01 c1.1 3; M01 c1.3 3; M01 c1.4 3; M01 c1.5 3; M01 c1.6 3", &[]);
    grid(&["item|M01", "c1.10–c2.1|x"]).is("M01 c1.10 3; M01 c2.1 3", &[]);
}

#[test]
fn a_range_that_may_mean_others_is_asked() {
    for (ids, named) in [
        ("c1.4 tot c1.6", "c1.4,c1.6"),
        ("c1.4 of c1.6", "c1.4,c1.6"),
        ("c1.6–c1.4", "c1.6,c1.4"),
        ("c1.1 e.v.", "c1.1"),
    ] {
        let rows = ["item|M01", &format!("{ids}|x"), "c2.1|x"];
        let answer = format!("`--ranges \"{ids}={named}\"`");
        grid(&rows).is("", &[&format!("Blad1!A2 says \"{ids}\""), &answer]);
        // In rows that say claims it is asked as well, and one without a mark is not.
        grid(&["Module|Indicatoren", &format!("M01|{ids}"), "M02|c2.1"]).is("", &[&answer]);
        grid(&["item|M01", &format!("{ids}|"), "c2.1|x"]).is("M01 c2.1 3", &[]);
        let said = Options { ranges: vec![(ids.to_owned(), "c1.4,c1.5".to_owned())], ..Options::default() };
        grid_with(&rows, &said, |_| {}).is("M01 c1.4 3; M01 c1.5 3; M01 c2.1 3", &[]);
    }
    for (ids, why) in [
        ("c1.1, c1.77", "the profile has no item with the id `c1.77`"),
        ("c1.1, c1.2 (geschrapt)", "Blad1!B2 \"x\""),
    ] {
        grid(&["item|M01", &format!("{ids}|x"), "c2.1|x"]).is("M01 c2.1 3", &["Blad1!B2 \"x\"", why]);
    }
    let swapped = "+++\ntitle = \"Bakker\"\n+++\n\n## Bakt brood {#c1 .competence}\n\n- Een {#c1.1}\n- Drie {#c1.3}\n- Twee {#c1.2}\n";
    super::book(
        &["item|M01", "c1.1–c1.3|x"],
        &Options::default(),
        &[("content/profiles/bakker.md", swapped)],
        |_| {},
    )
    .is("", &["it is not certain which items stand between"]);
    grid(&["item|tekst|M01", "c1.2, c1.3|Kneedt deeg|x"]).is("", &["and names another one: c1.1"]);
}

/// A workbook as programs write it that calculate nothing: without the values of its formulas.
fn without_values(book: &[u8]) -> Vec<u8> {
    let mut read = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..read.len() {
        let mut file = read.by_index(at).unwrap();
        let mut text = Vec::new();
        file.read_to_end(&mut text).unwrap();
        if file.name().unwrap().ends_with("sheet1.xml") {
            text = String::from_utf8(text).unwrap().replace("</f><v>0</v>", "</f>").into_bytes();
        }
        written.start_file(file.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        written.write_all(&text).unwrap();
    }
    written.finish().unwrap().into_inner()
}

#[test]
fn formulas_without_a_value_are_said_with_their_cells_wherever_they_stand() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Blad1").unwrap();
    fill(sheet, &["item|M01", "c1.1|x|", "c1.2|"]);
    for (row, column) in [(0, 2), (2, 1), (3, 0)] {
        sheet.write_formula(row, column, Formula::new("=A9")).unwrap();
    }
    let bytes = without_values(&book.save_to_buffer().unwrap());
    Outcome::of(site(&[]), &matrix::read(&bytes, "m", None).unwrap(), &Options::default()).is(
        "M01 c1.1 3",
        &["Blad1!B3 a formula without a stored value", "Blad1!A4, C1: a formula without a stored value"],
    );
}

#[test]
fn coloured_cells_beside_marks_are_said_and_shading_is_not() {
    let rows = ["item|M01|M02|M03", "c1.1|x||", "c1.2|||x", "c1.3||x|"];
    let outcome = grid_with(&rows, &Options::default(), |sheet| green(sheet, &[(2, 1), (3, 3)]));
    outcome.is("M01 c1.1 3; M02 c1.3 3; M03 c1.2 3", &["Blad1!B3, D4 these cells are coloured"]);
    assert_eq!(unread(&outcome), ["c1.2"]);
    let rows = ["item|M01|M02", "c1.1|x|", "c1.2||", "c1.3||x"];
    let outcome = grid_with(&rows, &Options::default(), |sheet| green(sheet, &[(2, 1), (2, 2)]));
    assert!(!outcome.said().contains("coloured"), "{}", outcome.said());
}

#[test]
fn a_claim_stays_where_its_row_was_not_taken() {
    let outcome = grid(&["item|tekst|M01", "c2|Werkt veilig|x", "c2.1||", "c1.1||x"]);
    outcome.is("M01 c1.1 3", &["a mark for the whole competence c2"]);
    assert_eq!(unread(&outcome), ["c2.1", "c2.2"]);
    let outcome = grid(&["item|tekst|M01", "c1.3|Iets heel anders|x", "c1.1|Kneedt deeg|x"]);
    outcome.is("M01 c1.1 3", &["Blad1!C2 \"x\""]);
    assert_eq!(unread(&outcome), ["c1.3"]);
}

#[test]
fn a_place_without_heading_is_said() {
    grid(&["item|M01", "c1.1|x (les 9)"]).is(
        "M01 c1.1 3",
        &["Blad1!B2 \"x (les 9)\": no heading and no lesson of the module is called \"les 9\""],
    );
}

#[test]
fn a_place_may_be_a_lesson_by_its_title() {
    let lesson = |title: &str| format!("+++\ntitle = \"{title}\"\n+++\nTekst.\n");
    let (first, second) = (lesson("Les 4: rijzen"), lesson("Les 5: bakken"));
    let extra = [
        ("content/modules/m09/index.md", "+++\ntitle = \"Gist\"\ncode = \"M09\"\n+++\n"),
        ("content/modules/m09/a.md", first.as_str()),
        ("content/modules/m09/b.md", second.as_str()),
    ];
    let outcome =
        super::book(&["item|M09", "c1.1|x (les 5)", "c1.2|x (les 6)"], &Options::default(), &extra, |_| {});
    outcome.is("M09 c1.1 3; M09 c1.2 3", &["Blad1!B3 \"x (les 6)\": no heading and no lesson"]);
    let edits = outcome.edits();
    let file = edits.files.iter().find(|file| file.path.as_str().ends_with("m09/b.md")).unwrap();
    assert!(file.after.contains("c1.1"), "{}", file.after);
}

#[test]
fn marks_in_a_passed_over_row_of_a_turned_sheet_are_listed() {
    grid(&["|c1.1|c1.2|c1.13", "M01|x||x", "M02||x|", "Opmerking||x|"])
        .is("M01 c1.1 3; M02 c1.2 3", &["Blad1!D2 \"x\"", "Blad1!C4 \"x\""]);
}

#[test]
fn a_mark_whose_colour_the_sheet_explains_as_a_level_is_asked() {
    let rows = ["item|M01|M02", "c1.1|x|", "c1.2|x|x", "c1.3||x", "", "geëvalueerd", "|aangebracht"];
    let levels = |sheet: &mut Worksheet| {
        let mut put = |colour: Color, cells: &[(u32, u16)], text: &str| {
            let format = Format::new().set_background_color(colour);
            for (row, column) in cells {
                sheet.write_string_with_format(*row, *column, text, &format).unwrap();
            }
        };
        put(Color::Green, &[(1, 1), (2, 1)], "x");
        put(Color::Yellow, &[(2, 2), (3, 2)], "x");
        put(Color::Green, &[(5, 0)], "geëvalueerd");
        let yellow = Format::new().set_background_color(Color::Yellow);
        sheet.write_blank(6, 0, &yellow).unwrap();
    };
    grid_with(&rows, &Options::default(), levels)
        .is("", &["explains as a level, such as Blad1!B2, Blad1!C3", "`--marks x=geëvalueerd`"]);
    let claims = "M01 c1.1 3; M01 c1.2 3; M02 c1.2 3; M02 c1.3 3";
    grid_with(&rows, &marks(&[("x", 3)]), levels).is(claims, &[]);
    // Colours that nothing explains change nothing.
    grid_with(&rows[..4], &Options::default(), |sheet| {
        let green = Format::new().set_background_color(Color::Green);
        sheet.write_string_with_format(1, 1, "x", &green).unwrap();
    })
    .is(claims, &[]);
}
