//! Sheets whose rows say claims: a row for each, or lists of items or modules in their cells.

use leerlijn::import::matrix::{self, Options};

use super::{book, csv, fill, grid, grid_with, marks, merged};

#[test]
fn a_row_for_each_claim() {
    let claims = "M01 c1.1 3; M01 c1.2 2; M02 c1.1 1";
    for head in [
        "Module|Indicator|Niveau",
        "Vak|Leerdoel|Beheersingsniveau",
        "Course|Outcome|Level",
        "Cours|Compétence|Niveau",
    ] {
        grid(&[head, "M01|c1.1|geëvalueerd", "M01|c1.2|ingeoefend", "M02|c1.1|aangebracht"]).is(
            claims,
            &["each row says a claim: modules by column A, items by column B, levels by column C"],
        );
    }
    grid(&[
        "Indicator|Module|Niveau",
        "c1.1|M01 Brood|●",
        "Weegt de grondstoffen af|Brood|◐",
        "c1.1 Kneedt deeg|m02|○",
    ])
    .is(claims, &[]);
    grid(&[
        "Dekking 2026",
        "Module|Titel|Id|Indicator|Niveau|Opmerking",
        "M01|Brood|c1.1|Kneedt deeg|3|goed",
        "|||Weegt de grondstoffen af|2|",
        "M02|Gebak|c1.1|Kneedt deeg|1|",
    ])
    .is(claims, &["row 4: an empty cell means the module or item of the row above"]);
    csv("Module;Indicator;Niveau\nM01;c1.1;G\nM01;c1.2;I\nM02;c1.1;A\n").is(claims, &[]);
    csv("Module:Indicator:Niveau\nM01:c1.1:3\nM01:c1.2:2\nM02:c1.1:1\n").is(claims, &[]);
    csv("Module|Indicator|Niveau\nM01|c1.1|3\nM01|c1.2|2\nM02|c1.1|1\n").is(claims, &[]);
    grid(&["Module|M01|M01|M02", "Indicator|c1.1|c1.2|c1.1", "Niveau|3|2|1"])
        .is(claims, &["each column says a claim: modules by row 1, items by row 2, levels by row 3"]);
    grid(&[
        "Module|Indicator|Aangebracht|Ingeoefend|Geëvalueerd",
        "M01|c1.1|||x",
        "M01|c1.2||x|",
        "M02|c1.1|x||",
    ])
    .is(claims, &[]);
    grid(&["Module|Indicator|A|I|G", "M01|c1.1|||x", "M01|c1.2||x|-", "M02|c1.1|x||"]).is(claims, &[]);
}

#[test]
fn rows_without_a_level_are_ticks_where_their_headings_say_so() {
    grid(&["Module|Indicatoren", "M01|c1.1, c1.3; c1.4–c1.6", "M02|c2.1"]).is(
        "M01 c1.1 3; M01 c1.3 3; M01 c1.4 3; M01 c1.5 3; M01 c1.6 3; M02 c2.1 3",
        &["no level, so each row counts as a tick"],
    );
    grid(&["Item|Behandeld in", "c1.1|M01, M02", "c1.2|M02 en M03"])
        .is("M01 c1.1 3; M02 c1.1 3; M02 c1.2 3; M03 c1.2 3", &[]);
    grid(&["Module|Voorkennis", "M01|c1.1", "M02|c1.2"]).is("", &[]);
    grid(&["Module|Belangrijk", "M01|c1.1", "M02|c1.2"])
        .is("", &["nothing says that they cover them: column B \"Belangrijk\""]);
    grid(&["Module|Niet behandeld", "M01|c1.1", "M02|c1.2"]).is("", &[]);
    grid(&["Niet behandelde doelen|", "Module|Indicator", "M01|c1.1", "M02|c1.2"])
        .is("", &["nothing is covered here"]);
    grid(&["Module|Indicator|Getoetst", "M01|c1.1|ja", "M02|c1.2|nee"])
        .is("", &["whether C \"Getoetst\" is their level"]);
}

#[test]
fn rows_whose_levels_are_all_dashes_or_empty_cover_nothing() {
    grid(&["Module|Indicator|Niveau", "M01|c1.1|-", "M02|c1.2|–", "M02|c2.1|-"]).is("", &[]);
    grid(&["M01|c1.1|-", "M02|c1.2|-", "M02|c2.1|-"]).is("", &[]);
    grid(&["Module|Indicator|Ingeoefend|Geëvalueerd", "M01|c1.1|-|-", "M02|c1.2|-|-"]).is("", &[]);
    grid(&["Module|Indicator|Gezien", "M01|c1.1|-", "M02|c1.2|-"])
        .is("", &["whether C \"Gezien\" is their level"]);
    grid(&["Module|Indicator|Niveau", "M01|c1.1|", "M02|c1.2|"]).is("", &["no level stands in its row"]);
    grid(&["Module|Indicator|Opmerking", "M01|c1.1|-", "M02|c1.2|-"]).is("M01 c1.1 3; M02 c1.2 3", &[]);
    grid(&["Module|Indicator|Niveau|Gezien", "M01|c1.1|2|-", "M02|c1.2|1|-"])
        .is("M01 c1.1 2; M02 c1.2 1", &[]);
}

#[test]
fn headings_for_all_of_a_claim_make_rows_of_claims_though_most_rows_name_no_module() {
    let rows = [
        "Niveau|Module|Indicator",
        "x||c1.1",
        "zie de map|M01|c1.1",
        "x|Iets anders|c1.1",
        "x||c1.2",
        "x|M02|c1.2",
    ];
    grid(&rows).is(
        "M02 c1.2 3",
        &["items by column C", "A3 \"zie de map\"", "B4: no module of the site is called so"],
    );
}

#[test]
fn levels_as_columns_hold_modules_or_items() {
    let claims = "M01 c1.1 1; M01 c1.2 3; M02 c1.1 3";
    grid(&["Item|Aangebracht|Ingeoefend|Geëvalueerd", "c1.1|M01||M02", "c1.2|||M01"]).is(claims, &[]);
    grid(&[
        "id|Indicator|Aangebracht in|Geëvalueerd in",
        "c1.1|Kneedt deeg|M01 Brood|M02",
        "c1.2|Weegt de grondstoffen af||Brood",
    ])
    .is(claims, &[]);
    grid(&["Module|Aangebracht|Geëvalueerd", "M01|c1.1|c1.2", "M02||c1.1"]).is(claims, &[]);
    grid(&["|M01|M02", "Aangebracht|c1.1|", "Geëvalueerd|c1.2|c1.1"]).is(claims, &[]);
    grid(&["Item|A|I|G", "c1.1|M01||M02", "c1.2|||M01"]).is(claims, &[]);
    grid(&["Item|Aangebracht|Niet behandeld in", "c1.1|M01|M02", "c1.2||M01"])
        .is("M01 c1.1 1", &["nothing is covered here"]);
    grid_with(
        &["Item|intro|toets", "c1.1|M01|M02", "c1.2||M01"],
        &marks(&[("intro", 1), ("toets", 3)]),
        |_| {},
    )
    .is(claims, &[]);
}

#[test]
fn a_dash_names_nothing_and_a_table_in_markdown_is_one() {
    grid(&["Item|Aangebracht|Geëvalueerd", "c1.1|–|M01", "c1.2|M02|-"]).is("M01 c1.1 3; M02 c1.2 1", &[]);
    csv("| Module | Item | Niveau |\n|:--|:-:|--:|\n| M01 | c1.1 | G |\n| M02 | c1.2 | I |\n")
        .is("M01 c1.1 3; M02 c1.2 2", &[]);
}

#[test]
fn a_mark_may_stand_behind_a_name() {
    grid(&["Item|Modules", "c1.1|M01 (A), M02 (G)", "c1.2|M01 (G)"])
        .is("M01 c1.1 1; M01 c1.2 3; M02 c1.1 3", &[]);
    grid(&["Module|Items", "M01|c1.1 (A), c1.2 (G)", "M02|c1.1 (G)"])
        .is("M01 c1.1 1; M01 c1.2 3; M02 c1.1 3", &[]);
    grid(&["Item|Modules", "c1.1|M01 (A), M02", "c1.2|M01 (G)"])
        .is("M01 c1.1 1; M01 c1.2 3", &["Blad1!A2 \"c1.1 \"", "it has none"]);
    grid(&["Item|Modules", "c1.1|M01 (A), M07 (G)", "c1.2|M07: A, M02 (G)", "c1.3|M08 Room (G)"])
        .is("M01 c1.1 1; +M07/M07 c1.1 3; +M07/M07 c1.2 1; M02 c1.2 3; +M08/Room c1.3 3", &[]);
    grid(&["Item|Modules", "c1.1|M01 (geschrapt), M02 (G)"]).is("M02 c1.1 3", &["c1.1 geschrapt"]);
}

#[test]
fn ids_may_be_numbers_where_nothing_else_names_the_items() {
    grid(&["Module|Indicator|Niveau", "M01|#1.2|3", "M01|#1.3|2", "M02|#2.1|1"])
        .is("M01 c1.2 3; M01 c1.3 2; M02 c2.1 1", &["modules by column A, items by column B"]);
    grid(&["Module|Indicator|Niveau", "M01|#1.2|3", "M01|#1.1|2"]).is(
        "M01 c1.2 3",
        &["a spreadsheet cuts the zero at the end of a number, so `1.1` may be c1.1, c1.10"],
    );
    grid(&["Module|Indicator|Niveau", "M01|1.10|3", "M01|1.1|2"]).is("M01 c1.1 2; M01 c1.10 3", &[]);
    grid(&["Module|Indicator|Uren per week", "M01|c1.2|#1.5", "M02|c1.3|#1.2"])
        .is("M01 c1.2 3; M02 c1.3 3", &["column C \"Uren per week\""]);
}

#[test]
fn a_code_and_a_title_in_two_columns_name_one_module() {
    grid(&["Code|Module|Indicator|Niveau", "M01|Brood|c1.1|3", "M07|Taarten|c1.2|2", "M07|Taarten|c1.3|2"])
        .is("M01 c1.1 3; +M07/Taarten c1.2 2; +M07/Taarten c1.3 2", &[]);
    grid(&["Module|Titel|Indicator|Niveau", "M07|Taarten|c1.2|2", "M08|IJs|c1.3|2"])
        .is("+M07/Taarten c1.2 2; +M08/IJs c1.3 2", &[]);
    grid(&["Code|Module|Indicator|Niveau", "M01|Gebak|c1.1|3", "M02|Gebak|c1.2|3"])
        .is("M02 c1.2 3", &["\"M01 Gebak\": the code is that of M01, the title that of M02"]);
    grid(&["Module|Ook in module|Indicator|Niveau", "M01|M02|c1.1|3"]).is("M01 c1.1 3", &["Ook in module"]);
}

#[test]
fn rows_that_are_not_understood_are_listed() {
    let rows = [
        "Module|Indicator|Niveau",
        "M01|c1.1|3",
        "M99 Room|c1.1|2",
        "Iets|c1.1|3",
        "M01|c1.77|3",
        "M01|c1.2|",
        "M01|c1|3",
        "M02|c1.2|gevorderd",
        "M02|c1.3|x",
    ];
    grid(&rows).is(
        "M01 c1.1 3; +M99/Room c1.1 2; M02 c1.3 3",
        &[
            "A4: no module",
            "`c1.77`",
            "no level stands in its row",
            "the whole competence c1",
            "\"gevorderd\": this is no mark",
        ],
    );
    grid(&["Module|Indicator|Niveau|Status", "M01|c1.1|3|", "M01|c1.2|3|vervallen"])
        .is("M01 c1.1 3", &["D3 says \"vervallen\" of it"]);
    grid_with(&["Module|Indicator|Niveau", "|c1.1|3", "|c1.2|2"], &Options::default(), |sheet| {
        merged(sheet, (1, 0, 2, 0), "M01")
    })
    .is("M01 c1.1 3; M01 c1.2 2", &[]);
    book(&["Module|Indicator|Niveau", "M01-M03|c1.1|3", "M01|c1.2|3"], &Options::default(), &[], |_| {})
        .is("M01 c1.2 3", &["M01-M03"]);
}

#[test]
fn a_sheet_may_be_about_the_module_whose_name_it_has() {
    let outcome = book(
        &["item|tekst|niveau", "c1.1|Kneedt deeg|x", "c1.2|Weegt de grondstoffen af|"],
        &Options::default(),
        &[],
        |book| {
            book.worksheet_from_index(0).unwrap().set_name("M01").unwrap();
            fill(
                book.add_worksheet().set_name("M02 Gebak").unwrap(),
                &["item|A|I|G", "c1.2||x|", "c1.3|x||"],
            );
            for name in ["M07 Taarten", "Blad9"] {
                fill(
                    book.add_worksheet().set_name(name).unwrap(),
                    &["item|niveau", "c1.2|assessed", "c1.3|"],
                );
            }
        },
    );
    outcome.is(
        "M01 c1.1 3; M02 c1.2 2; M02 c1.3 1; +M07/Taarten c1.2 3",
        &["the module by the name of the sheet", "Blad9: no items of the profile with modules beside them"],
    );
}

#[test]
fn the_items_of_a_module_may_stand_below_its_title_each_in_a_cell_of_its_own() {
    let claims = "M01 c1.1 3; M01 c1.3 3; M02 c1.2 3; M02 c2.1 3; M02 c2.2 3";
    grid(&["M01 Brood|M02 Gebak", "c1.1|c1.2", "c1.3|c2.1", "|c2.2"])
        .is(claims, &["each column says a claim: modules by row 1, items by rows 2–4"]);
    grid(&[
        "M01 Brood|M02 Gebak",
        "Kneedt deeg|Weegt de grondstoffen af",
        "Vormt het deeg tot broden|Draagt beschermende kledij",
        "|Meldt gevaar",
    ])
    .is(claims, &[]);
    grid(&["Module|M01|M02", "Competenties|c1.1 Kneedt deeg|c1.2", "|c1.3|c2.1", "||c2.2"]).is(claims, &[]);
    grid(&["M01|c1.1|c1.3", "M02|c1.2|c2.1, c2.2"]).is(claims, &[]);
    grid(&["Module|Doel 1|Doel 2|Doel 3|Niveau", "M01|c1.1|c1.3||3", "M02|c1.2|c2.1|c2.2|3"]).is(claims, &[]);
}

#[test]
fn a_cell_of_a_list_that_is_no_item_is_named_and_the_others_count() {
    grid(&["M01 Brood|M02 Gebak", "c1.1|c1.2", "c1.77|c2.1", "c1.3|c1"]).is(
        "M01 c1.1 3; M01 c1.3 3; M02 c1.2 3; M02 c2.1 3",
        &[
            "Blad1!A3 \"c1.77\": the profile has no item with the id `c1.77`",
            "Blad1!B4 \"c1\": it names the whole competence c1",
        ],
    );
}

#[test]
fn cells_that_their_headings_tell_apart_are_of_one_item() {
    grid(&["Module|Id|Indicator", "M01|c1.1|Kneedt deeg", "M02|c1.1|Meldt gevaar"])
        .is("M01 c1.1 3", &["the id is that of c1.1, the text that of c2.2"]);
    grid(&["Module|Indicator|Tekst", "M01|Kneedt deeg|Meldt gevaar", "M02|Kneedt deeg|Kneedt deeg"])
        .is("M02 c1.1 3", &["A2, B2, C2", "its cells have the texts of several items: c1.1, c2.2"]);
}

#[test]
fn sections_of_items_below_the_names_of_modules_are_known_and_how_to_write_them_is_said() {
    grid(&["M01 Brood", "c1.1", "c1.3", "M02 Gebak", "c1.2"]).is(
        "",
        &["modules stand in A1, A4 and items below them in A2, A3, A5", "with `Module` above the modules"],
    );
    for rows in [
        ["M01 Brood|", "c1.1|Kneedt deeg", "c1.3|", "M02 Gebak|", "c1.2|Weegt de grondstoffen af"],
        ["M01 Brood|x", "c1.1|x", "c1.3|", "M02 Gebak|", "c1.2|x"],
    ] {
        let outcome = grid(&rows);
        outcome.is("", &["modules stand in A1, A4 and items below them in A2, A3, A5"]);
        let text = rows.join("\n").replace('|', ";");
        let book = matrix::read(text.as_bytes(), "m", None).unwrap();
        assert!(matrix::is_matrix(outcome.site(), &book), "it is no list of outcomes");
    }
}

#[test]
fn a_name_with_doubt_beside_it_claims_nothing_and_is_listed() {
    for doubt in ["M02?", "M02 (?)", "(M02)", "M02 deels", "M02: nog te doen", "M02 !", "M02 of M03?"] {
        let outcome = grid(&["Doel|Modules", &format!("c1.1|{doubt}"), "c1.2|M01", "c1.3|M03"]);
        outcome.is("M01 c1.2 3; M03 c1.3 3", &["may take it back", doubt]);
    }
    for clear in ["M02", "m02 gebak", "M02 Gebak", "M02 – les 3", "Module M02"] {
        let outcome = grid(&["Doel|Modules", &format!("c1.1|{clear}"), "c1.2|M01", "c1.3|M03"]);
        outcome.is("M02 c1.1 3; M01 c1.2 3; M03 c1.3 3", &[]);
    }
}
