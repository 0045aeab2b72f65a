//! What stands above and before the marks: heads of further tables, competences and years above them, names that are
//! struck through, ids in two cells or in brackets, headings that may be no modules.

use leerlijn::import::matrix::Options;
use rust_xlsxwriter::{ExcelDateTime, Format};

use super::{book, csv, grid, grid_with, merged, said};

#[test]
fn a_further_table_has_the_modules_above_it() {
    let rows =
        ["Doel|M01|M02", "c1.1|x|", "c1.2||x", "Semester 2", "Doel|M03|M04 Taarten", "c1.1|x|", "c1.2||x"];
    let claims = "M01 c1.1 3; M02 c1.2 3; M03 c1.1 3; +M04/Taarten c1.2 3";
    grid(&rows).is(claims, &["modules by rows 1, 5"]);
    // Nobody knows these modules, and the head says the same of the items.
    let rows = ["Doel|M01|M02", "c1.1|x|", "c1.2||x", "Doel|Pralines|Chocolade", "c2.1|x|", "c2.2||x"];
    let claims = "M01 c1.1 3; M02 c1.2 3; +/Pralines c2.1 3; +/Chocolade c2.2 3";
    grid(&rows).is(claims, &["modules by rows 1, 4"]);
    // Without a head it stands apart above its items.
    let rows = ["|M01|M02", "c1.1|x|", "c1.2||x", "", "|Pralines|Chocolade", "c2.1|x|", "c2.2||x"];
    grid(&rows).is(claims, &["modules by rows 1, 5"]);
}

#[test]
fn a_competence_may_stand_before_the_names_of_the_modules() {
    let rows = [
        "c1 Bakt brood|M01|M02|M03",
        "Kneedt deeg|x||",
        "Weegt de grondstoffen af||x|",
        "c2 Werkt veilig|M03|M02|M01",
        "Draagt beschermende kledij|||x",
        "Meldt gevaar|x||",
    ];
    grid(&rows).is("M01 c1.1 3; M01 c2.1 3; M02 c1.2 3; M03 c2.2 3", &["modules by rows 1, 4"]);
}

#[test]
fn tables_of_different_years_below_each_other_are_asked() {
    let rows = ["2024-2025", "Doel|M01", "c1.1|x", "c1.2|", "2025-2026", "Doel|M01", "c1.1|", "c1.2|x"];
    grid(&rows)
        .is("", &["one module stands in tables of different years: 2024, 2025, 2026", "hide the rows"]);
}

#[test]
fn the_semesters_of_two_years_are_four_terms() {
    let rows = ["|1ste jaar||2de jaar|", "|Sem 1|Sem 2|Sem 1|Sem 2", "Doel|M01|M02|M03|M04", "c1.1|x|x|x|x"];
    let outcome = grid_with(&rows, &Options::default(), |sheet| {
        merged(sheet, (0, 1, 0, 2), "1ste jaar");
        merged(sheet, (0, 3, 0, 4), "2de jaar");
    });
    let terms: Vec<&str> =
        outcome.placed.coverage.as_ref().unwrap().terms.iter().map(|term| term.title.as_str()).collect();
    assert_eq!(terms, ["1ste jaar, Sem 1", "1ste jaar, Sem 2", "2de jaar, Sem 1", "2de jaar, Sem 2"]);
}

#[test]
fn headings_that_may_be_anything_are_asked_before_they_become_modules() {
    let rows = ["Doel|Jan|Piet", "c1.1|x|", "c1.2||x"];
    grid(&rows).is("", &["nothing says that these are new ones: Jan, Piet", "`--modules 1`"]);
    grid_with(&rows, &said(&[], &["1"]), |_| {}).is("+/Jan c1.1 3; +/Piet c1.2 3", &[]);
    // The sheet says so.
    grid(&["Module|Jan|Piet", "c1.1|x|", "c1.2||x"]).is("+/Jan c1.1 3; +/Piet c1.2 3", &[]);
    // A module of the site among them says nothing of the others.
    grid(&["Doel|Brood|Pralines", "c1.1|x|", "c1.2||x"])
        .is("M01 c1.1 3", &["Blad1!C3 \"x\"", "`--modules 1`"]);
}

#[test]
fn names_that_are_struck_through_are_said_to_be() {
    let struck = Format::new().set_font_strikethrough();
    grid_with(&["Doel|M01|M02", "c1.1|x|x", "c1.2|x|x"], &Options::default(), |sheet| {
        sheet.write_with_format(1, 0, "c1.1", &struck).unwrap();
        sheet.write_with_format(0, 2, "M02", &struck).unwrap();
    })
    .is(
        "M01 c1.2 3",
        &["Blad1!B2 \"x\": row 2: its name is struck through", "its heading is struck through"],
    );
}

#[test]
fn an_id_may_stand_in_two_cells() {
    let rows = ["Comp.|Nr|M01|M02", "c1|#1|x|", "|#2||x", "|#3|x|", "c2|#1||x", "|#2|x|"];
    grid(&rows).is("M01 c1.1 3; M01 c1.3 3; M01 c2.2 3; M02 c1.2 3; M02 c2.1 3", &[]);
    // Turned: the competences merged above the numbers.
    let rows = ["|c1|||c2|", "Module|#1|#2|#3|#1|#2", "M01|x|||x|", "M02||x|x||x"];
    grid_with(&rows, &Options::default(), |sheet| {
        merged(sheet, (0, 1, 0, 3), "c1");
        merged(sheet, (0, 4, 0, 5), "c2");
    })
    .is("M01 c1.1 3; M01 c2.1 3; M02 c1.2 3; M02 c1.3 3; M02 c2.2 3", &[]);
    // How many items a competence has names none of them.
    let rows = ["Competentie|Aantal|M01", "c1|#10|x", "c2|#2|x"];
    grid(&rows).is("", &["a mark for the whole competence c1", "a mark for the whole competence c2"]);
    let rows = ["Competentie||M01", "c1|#10|x", "c2|#2|x"];
    grid(&rows).is("", &["a mark for the whole competence c1"]);
}

#[test]
fn an_id_behind_its_text_and_a_text_behind_a_number_name_the_item() {
    let rows = [
        "Doel|M01",
        "Kneedt deeg (c1.1)|x",
        "Koelt de broden af (c1.5)|x",
        "Weegt de grondstoffen af (c1.3)|x",
    ];
    grid(&rows).is("M01 c1.1 3; M01 c1.5 3", &["Blad1!B4 \"x\""]);
    let rows =
        ["Doel|M01", "1. Kneedt deeg|x", "2) Weegt de grondstoffen af|x", "3 Vormt het deeg tot broden|x"];
    grid(&rows).is("M01 c1.1 3; M01 c1.2 3; M01 c1.3 3", &[]);
}

#[test]
fn signs_that_nobody_sees_change_no_cell() {
    csv("Doel;M01;M02\n\u{200b}c1.1\u{a0};x\u{200b};\u{200b}\nc1.2;\u{ad};x\n")
        .is("M01 c1.1 3; M02 c1.2 3", &[]);
}

#[test]
fn days_in_the_place_of_ids_are_said() {
    let outcome = book(&["Doel|M01|M02", "|x|", "||x"], &Options::default(), &[], |book| {
        let sheet = book.worksheet_from_index(0).unwrap();
        let form = Format::new().set_num_format("d.m");
        for day in 1..=2_u8 {
            let date = ExcelDateTime::from_ymd(2026, 1, day).unwrap();
            sheet.write_datetime_with_format(u32::from(day), 0, &date, &form).unwrap();
        }
    });
    outcome.is("", &["Blad1!A2:A3 hold days, which a spreadsheet makes of ids such as 1.1"]);
}

#[test]
fn a_row_that_explains_marks_names_no_modules() {
    let rows = ["Legende|A = aangebracht|G = geëvalueerd", "Doel|M01|M04", "c1.1|A|G", "c1.2|G|A"];
    grid(&rows).is("M01 c1.1 1; M01 c1.2 3; +M04/M04 c1.1 3; +M04/M04 c1.2 1", &["row 1: it explains marks"]);
    // Beside the table its words are no marks.
    let outcome = grid(&["Doel|M01|M02|||", "c1.1|#1|#2||#1|aangebracht", "c1.2|#3|#1||#2|ingeoefend"]);
    outcome.is("M01 c1.1 1; M01 c1.2 3; M02 c1.1 2; M02 c1.2 1", &[]);
    assert!(!outcome.said().contains("\"aangebracht"), "{}", outcome.said());
}

#[test]
fn cells_of_competences_list_items_and_name_competences_for_what_they_are() {
    let rows = ["|M01|M02|M03", "c1 Bakt brood|c1.1, c1.2|c1.3|", "c2 Werkt veilig|c2.1||c2.2"];
    grid(&rows).is("M01 c1.1 3; M01 c1.2 3; M01 c2.1 3; M02 c1.3 3; M03 c2.2 3", &[]);
    let rows = ["Module|Indicatoren", "M01|c1.1, c1.2", "M02|c1.7–c1.9, c2"];
    grid(&rows).is(
        "M01 c1.1 3; M01 c1.2 3; M02 c1.7 3; M02 c1.8 3; M02 c1.9 3",
        &["Blad1!B3 \"c2\": it names the whole competence c2"],
    );
    let rows = ["Indicator|Modules", "c1.1|M01 + M02", "c1.2|M03"];
    grid(&rows).is("M01 c1.1 3; M02 c1.1 3; M03 c1.2 3", &[]);
}

#[test]
fn words_for_covered_and_for_nothing_are_marks() {
    let rows =
        ["Doel|M01|M02|M03", "c1.1|gedekt|niet gedekt|s.o.", "c1.2|k.A.|covered|I (wk 2)", "c1.3||P|A"];
    grid(&rows).is("M01 c1.1 3; M02 c1.2 3; M02 c1.3 2; M03 c1.2 1; M03 c1.3 3", &["\"wk 2\""]);
}

#[test]
fn letters_that_are_asked_are_proposed_as_the_levels_that_they_likely_are() {
    let rows = ["Doel|M01|M02|M03", "c1.1|I|P|T", "c1.2|I|P|T"];
    grid(&rows).is("", &["`--marks I=aangebracht,P=ingeoefend,T=geëvalueerd`"]);
}

#[test]
fn a_word_before_the_name_of_a_module_and_brackets_behind_it_are_no_part_of_it() {
    let rows = ["Doel|Modul M01|Vak Gebak|Module 3: Oven", "c1.1|x||", "c1.2||x|", "c1.3|||x"];
    grid(&rows).is("M01 c1.1 3; M02 c1.2 3; M03 c1.3 3", &[]);
    // The number is that of another module.
    grid(&["Doel|Module 2: Oven|M01", "c1.1|x|", "c1.2||x"]).is("M01 c1.2 3", &["Blad1!B2 \"x\""]);
    let outcome = grid(&["Doel|M01 Brood (2 u)|M02 (An)", "c1.1|x|", "c1.2||x"]);
    outcome.is("M01 c1.1 3; M02 c1.2 3", &[]);
    assert!(outcome.placed.near.is_empty(), "{}", outcome.said());
}

#[test]
fn marks_may_be_joined_by_a_word_and_rows_of_averages_are_no_items() {
    let rows = ["Doel|M01|M02", "c1.1|2 en 3|1", "Subtotaal|#1|#1", "c1.2|1|2", "Gemiddelde|#1.5|#1"];
    let outcome = grid(&rows);
    outcome.is("M01 c1.1 3; M01 c1.2 1; M02 c1.1 1; M02 c1.2 2", &["rows 3, 5: totals"]);
    assert!(outcome.placed.unplaced.is_empty(), "{}", outcome.said());
    // Their numbers are of no scale of levels.
    let rows = ["Doel|M01|M02", "c1.1|1|3", "c1.2|2|1", "Totaal|#4|#7", "Uren|#40|#20"];
    grid(&rows).is("M01 c1.1 1; M01 c1.2 2; M02 c1.1 3; M02 c1.2 1", &["row 4: totals", "row 5: the hours"]);
    grid(&["Doel|M01|M02", "c1.1|A|G", "c1.2|I|A", "Totaal|#4|#3"])
        .is("M01 c1.1 1; M01 c1.2 2; M02 c1.1 3; M02 c1.2 1", &["row 4: totals"]);
}

#[test]
fn a_second_row_of_codes_names_no_modules() {
    let rows = |label: &str, codes: &str| {
        let second = format!("{label}|{codes}");
        grid(&["Doel|M01|M02|M03", &second, "c1.1|x||", "c1.2||x|", "c1.3|||x"])
    };
    let claims = "M01 c1.1 3; M02 c1.2 3; M03 c1.3 3";
    for codes in ["T1|T2|T3", "BAK1|BAK1|BAK2", "A1|B2|C7", "|EP1|JV2"] {
        rows("", codes).is(claims, &["another row names the modules"]);
    }
    for (label, codes) in [("Volgt op", "|M01|M02"), ("Vereist", "|M01|"), ("Voorkennis", "M03|M01|M02")] {
        rows(label, codes).is(claims, &["it says something else of the modules"]);
    }
    rows("", "|M01|M02").is(claims, &["another row names the modules"]);
    // Nothing says which of two rows of modules names the columns.
    rows("", "M03|M01|M02").is("", &["can be read in two ways", "`--items A --modules 1`"]);
    // Where the modules are named by their titles alone, the codes are theirs.
    let rows = ["Doel|Pralines|Chocolade", "|M08|M09", "c1.1|x|", "c1.2||x"];
    grid(&rows).is("+M08/Pralines c1.1 3; +M09/Chocolade c1.2 3", &[]);
}
