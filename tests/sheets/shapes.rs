//! One test for each kind of shape. The header of most sheets is `item | M01 | M02`.

use leerlijn::import::matrix::{self, Options};
use rust_xlsxwriter::{Color, Format};

use super::{book, csv, fill, grid, grid_with, marks, merged, said};

#[test]
fn a_plain_sheet() {
    grid(&["item|M01|M02", "c1.1|x|", "c1.2||●"])
        .is("M01 c1.1 3; M02 c1.2 3", &["Blad1: items by column A, modules by row 1 in columns B, C"]);
}

#[test]
fn a_row_is_a_competence_only_when_all_of_its_cells_say_so() {
    grid(&["comp|tekst|M01|M02", "c1|Kneedt het deeg goed door|–|x", "c1|Weegt de grondstoffen af|x|"])
        .is("M01 c1.2 3", &[]);
    grid(&["comp|item|tekst|M01", "c1|c1.1|Kneedt deeg|x", "c1|c1.13|Versiert taarten|●"]).is(
        "M01 c1.1 3",
        &["Blad1!D3 \"●\": row 3 \"c1 c1.13 Versiert taarten\": the profile has no item with the id `c1.13`"],
    );
    grid(&["item|tekst|M01", "c1.1|Kneedt deeg|x", "|Nog te bespreken met de vakgroep|x"])
        .is("M01 c1.1 3", &["Blad1!C3 \"x\": row 3"]);
    let summary = ["item|tekst|M01", "c1|Bakt brood|x", "c1.1|Kneedt deeg|I"];
    let whole = Options { whole_competences: true, ..marks(&[("I", 2)]) };
    grid_with(&summary, &marks(&[("I", 2)]), |_| {})
        .is("M01 c1.1 2", &["Blad1!C2 \"x\": a mark for the whole competence c1"]);
    assert!(grid_with(&summary, &whole, |_| {}).claims().starts_with("M01 c1.1 3; M01 c1.2 3;"));
}

#[test]
fn equal_headings_are_one_module_by_their_code_and_none_by_their_title() {
    grid(&["item|M01|M01", "c1.1|x|", "c1.2||x"]).is("M01 c1.1 3; M01 c1.2 3", &[]);
    grid(&["item|Stage|Brood|Stage", "c1.1|x||", "c1.2||x|x"]).is(
        "M01 c1.2 3",
        &["Blad1!B2 \"x\": column B \"Stage\": the columns B, D have one heading", "Blad1!D3 \"x\""],
    );
    let stage =
        |term: u8| ("+++\ntitle = \"Stage\"\n+++\n".to_owned(), format!("content/modules/stage-{term}.md"));
    let (one, two) = (stage(1), stage(2));
    let programme = "+++\ntitle = \"P\"\nprofile = \"bakker\"\n[[terms]]\ntitle = \"Semester 1\"\nmodules = [\"stage-1\"]\n\
        [[terms]]\ntitle = \"Semester 2\"\nmodules = [\"stage-2\"]\n+++\n";
    let extra = [
        (one.1.as_str(), one.0.as_str()),
        (two.1.as_str(), two.0.as_str()),
        ("content/programmes/p.md", programme),
    ];
    let rows = ["|Semester 1|Semester 2", "item|Stage|Stage", "c1.1|x|", "c1.2||x"];
    book(&rows, &Options::default(), &extra, |_| {}).is("stage-1 c1.1 3; stage-2 c1.2 3", &["the terms"]);
    book(&rows[1..], &Options::default(), &extra, |_| {})
        .is("", &["several modules are called so: stage-1, stage-2"]);
}

#[test]
fn a_title_that_is_merged_across_its_row_is_no_mark() {
    let rows = ["id|tekst|M01|M02|M03", "c1", "c1.1|Kneedt deeg|x||", "c1.2|Weegt de grondstoffen af||x|"];
    grid_with(&rows, &Options::default(), |sheet| merged(sheet, (1, 1, 1, 4), "Bakt brood"))
        .is("M01 c1.1 3; M02 c1.2 3", &[]);
    let rows = ["id|M01|M02", "", "c1.1|x|"];
    grid_with(&rows, &Options::default(), |sheet| merged(sheet, (1, 0, 1, 2), "Bakt brood"))
        .is("M01 c1.1 3", &[]);
}

#[test]
fn numbers_and_parts_below_titles_are_no_modules() {
    let rows = ["item|M01|M02|M03", "uren|#40|#20|#60", "c1.1|x||", "c1.2||x|"];
    let outcome = grid(&rows);
    outcome.is("M01 c1.1 3; M02 c1.2 3", &["row 2: the hours of the modules"]);
    assert!(outcome.edits().files.iter().any(|file| file.after.contains("hours = 40")));
    let outcome = grid(&["item|M01|M02|M07", "c1.1|x||", "c1.2||x|x", "Uren|#40|20 u|#60"]);
    outcome.is("M01 c1.1 3; M02 c1.2 3; +M07/M07 c1.2 3", &["row 4: the hours of the modules"]);
    for hours in ["hours = 40", "hours = 20", "hours = 60"] {
        assert!(outcome.edits().files.iter().any(|file| file.after.contains(hours)), "{hours}");
    }
    let outcome = grid(&["|c1.1|c1.2|Lestijden", "M01|x||#40", "M02||x|#20"]);
    outcome.is("M01 c1.1 3; M02 c1.2 3", &["column D: the hours of the modules"]);
    let outcome = grid(&["item|M01|M02|M03", "|#40|#20|#60", "c1.1|x||"]);
    outcome.is("M01 c1.1 3", &["row 2: numbers, and nothing says of what"]);
    assert!(outcome.edits().files.iter().all(|file| !file.after.contains("hours")));
    for title in ["M01", "Deegbereiding"] {
        let rows = ["item", "|theorie|praktijk|theorie|praktijk", "c1.1|x|||", "c1.2||||x"];
        let outcome = grid_with(&rows, &Options::default(), |sheet| {
            merged(sheet, (0, 1, 0, 2), title);
            merged(sheet, (0, 3, 0, 4), "M02");
        });
        let first = if title == "M01" { "M01 c1.1 3" } else { "+/Deegbereiding c1.1 3" };
        outcome.is(&format!("{first}; M02 c1.2 3"), &["row 2: parts of the modules"]);
    }
    let loose = grid(&["item|Deeg||Room|", "|theorie|praktijk|theorie|praktijk", "c1.1|x|||x"]);
    loose.is("+/Deeg c1.1 3; +/Room c1.1 3", &["parts of the modules"]);
}

#[test]
fn a_legend_drops_no_module_and_says_what_marks_mean() {
    let rows = ["item|M01|M02", "c1.1|x|", "c1.2||x", "", "|x = wordt geëvalueerd in de praktijk"];
    grid(&rows).is("M01 c1.1 3; M02 c1.2 3", &[]);
    grid(&["item|M01", "c1.1|x / ●", "", "x = komt aan bod"]).is("", &["explains `x` \"komt aan bod\""]);
    grid(&["item|M01", "c1.1|x", "", "x = ingeoefend"]).is("M01 c1.1 2", &[]);
    grid(&["item|M01|M07", "c1.1|o|oo", "", "o = aangebracht", "oo = geëvalueerd"])
        .is("M01 c1.1 1; +M07/M07 c1.1 3", &[]);
    grid(&["item|M01", "c1.1|x", "", "x = komt aan bod"])
        .is("", &["explains `x` \"komt aan bod\" (Blad1!A4)", "--marks x=…"]);
    let rows = ["item|M01", "c1.1|I", "c1.2|A", "", "A|aangebracht", "I|ingeoefend", "G|geëvalueerd"];
    grid(&rows).is("M01 c1.1 2; M01 c1.2 1", &[]);
}

#[test]
fn a_row_of_codes_and_a_row_of_titles_make_one_name() {
    grid(&["|M04|M05", "item|Taart|IJs", "c1.1|x|", "c1.2||x"]).is("+M04/Taart c1.1 3; +M05/IJs c1.2 3", &[]);
    grid(&["|Taart|IJs", "item|M04|M05", "c1.1|x|", "c1.2||x"]).is("+M04/Taart c1.1 3; +M05/IJs c1.2 3", &[]);
    grid(&["|M01|M05", "item|Brood|IJs", "c1.1|x|", "c1.2||x"]).is("M01 c1.1 3; +M05/IJs c1.2 3", &[]);
    grid(&["|M01|M02", "item|Gebak|Gebak", "c1.1|x|x"]).is(
        "M02 c1.1 3",
        &["Blad1!B3 \"x\": column B \"M01 Gebak\": the code is that of M01, the title that of M02"],
    );
    grid(&["item|CS 101|M1", "c1.1|x|x"])
        .is("+CS 101/CS 101 c1.1 3", &["the site has no module `M1`, and M01 is written otherwise"]);
}

#[test]
fn a_number_that_may_be_cut_is_no_id_by_itself() {
    grid(&["nr|M01", "#1.1|x", "#1.2|x"]).is(
        "M01 c1.2 3",
        &["Blad1!B2 \"x\": row 2 \"1.1\": a spreadsheet cuts the zero at the end of a number, so `1.1` may be c1.1, c1.10"],
    );
    grid(&[
        "nr|tekst|M01",
        "#1.1|Versiert taarten met room|x",
        "#1.1|Kneedt deeg|I",
        "#1.2|Weegt de grondstoffen af|",
    ])
    .is("", &["two meanings fit I"]);
    grid(&["nr|tekst|M01", "#1.1|Versiert taarten met room|x", "#1.1|Kneedt deeg|2"])
        .is("M01 c1.1 2; M01 c1.10 3", &[]);
    grid(&["nr|M01", "1.1|x", "1.10|2"]).is("M01 c1.1 3; M01 c1.10 2", &[]);
    grid(&["id|uren|M01", "c1.1|#1.5|x", "c1.2|#1.1|"]).is("M01 c1.1 3", &["column B \"uren\""]);
    csv("nr;M01\n1.1;x\n1.2;x\n").is("M01 c1.2 3", &["m!B2 \"x\""]);
}

#[test]
fn letters_of_two_languages_are_asked() {
    let rows = ["item|M01", "c1.1|I", "c1.2|A"];
    grid(&rows).is(
        "",
        &[
            "? two meanings fit A, I: A aangebracht, I ingeoefend; or A geëvalueerd, I aangebracht",
            "`--marks A=aangebracht,I=ingeoefend` or `--marks A=geëvalueerd,I=aangebracht`",
        ],
    );
    grid_with(&rows, &marks(&[("I", 2), ("A", 1)]), |_| {}).is("M01 c1.1 2; M01 c1.2 1", &[]);
    grid(&["item|M01", "c1.1|I", "c1.2|G"]).is("M01 c1.1 2; M01 c1.2 3", &[]);
    grid(&["item|M01", "c1.1|I/P", "c1.2|A"]).is("M01 c1.1 2; M01 c1.2 3", &[]);
}

#[test]
fn words_percentages_and_colours_are_named() {
    let rows = ["item|M01|M02", "c1.1|intro|", "c1.2|oefenen|toets"];
    grid(&rows).is("", &["Blad1!B2 \"intro\": this is no mark", "Blad1!C3 \"toets\""]);
    grid_with(&rows, &marks(&[("intro", 1), ("oefenen", 2), ("toets", 3)]), |_| {})
        .is("M01 c1.1 1; M01 c1.2 2; M02 c1.2 3", &[]);
    grid(&["item|Deeg|Room", "c1.1|intro|", "c1.2|oefenen|toets"]).is(
        "",
        &[
            "hold \"intro\", \"oefenen\", \"toets\", and none of these is a mark",
            "--marks intro=…,oefenen=…,toets=…",
        ],
    );
    grid_with(&["item|M01|M02", "c1.1||x"], &Options::default(), |sheet| {
        sheet.write_number_with_format(1, 1, 0.5, &Format::new().set_num_format("0%")).unwrap();
    })
    .is("M02 c1.1 3", &["Blad1!B2 \"50%\": a percentage is no level"]);
    grid_with(&["item|M01|M02", "c1.1", "c1.2"], &Options::default(), |sheet| {
        let green = Format::new().set_background_color(Color::Green);
        sheet.write_blank(1, 1, &green).unwrap().write_blank(2, 2, &green).unwrap();
    })
    .is("", &["Blad1!B2, C3 these cells are coloured and have no text"]);
}

#[test]
fn a_mark_with_a_place_stands_at_its_heading() {
    let outcome = grid_with(&["item|M01", "c1.1|I (les 3)", "c1.2|I (les 9)"], &marks(&[("I", 2)]), |_| {});
    outcome.is("M01 c1.1 2; M01 c1.2 2", &[]);
    let edits = outcome.edits();
    let [file] = &edits.files[..] else { panic!("{edits:?}") };
    assert!(file.after.contains("## Les 3: kneden {practised=c1.1}\n"), "{}", file.after);
    assert!(file.after.contains("practised = [\"c1.2\"]"), "{}", file.after);
}

#[test]
fn what_is_hidden_struck_or_not_calculated_is_said_and_not_read() {
    let rows = ["item|M01|M02", "c1.1|x|x", "c1.2|x|", "c1.3|x|"];
    book(&rows, &Options::default(), &[], |book| {
        let sheet = book.worksheet_from_index(0).unwrap();
        sheet.set_column_hidden(2).unwrap().set_row_hidden(2).unwrap();
        sheet.write_string_with_format(3, 1, "x", &Format::new().set_font_strikethrough()).unwrap();
        let old = book.add_worksheet().set_name("Vorig jaar").unwrap();
        fill(old, &["item|M03", "c1.1|x"]);
        old.set_hidden(true);
    })
    .is(
        "M01 c1.1 3",
        &[
            "column C: hidden",
            "row 3: hidden",
            "Blad1!B4 \"x\": it is struck through",
            "Vorig jaar: the sheet is hidden",
        ],
    );
    grid(&["item|M01|M02", "c1.1|x|"]).is("M01 c1.1 3", &[]);
    grid(&["item|M01", "c1.1|x"]).is("M01 c1.1 3", &[]);
}

#[test]
fn yes_and_no_years_and_hours_are_no_modules() {
    let rows = ["item|verplicht|jaar|uren|M01|examen", "c1.1|ja|#1|#10|x|nee", "c1.2|nee|#2|#20||ja"];
    grid(&rows).is("M01 c1.1 3", &["column D \"uren\"", "columns B \"verplicht\", F \"examen\""]);
    grid(&["item|M01|M05 Room", "c1.1|ja|#2", "c1.2|nee|#3"])
        .is("M01 c1.1 3; +M05/Room c1.1 2; +M05/Room c1.2 3", &[]);
    let squeezed = [("content/modules/cs.md", "+++\ntitle = \"Bakkunde\"\ncode = \"CS101\"\n+++\n")];
    book(&["item|CS 101", "c1.1|x"], &Options::default(), &squeezed, |_| {}).is("CS101 c1.1 3", &[]);
}

#[test]
fn sheets_that_are_called_as_terms_are_those_of_the_programme() {
    let outcome = book(&["item|M02", "c1.1|x"], &Options::default(), &[], |book| {
        book.worksheet_from_index(0).unwrap().set_name("Semester 1").unwrap();
        fill(book.add_worksheet().set_name("Semester 2").unwrap(), &["item|M01|M07 Room", "c1.2|x|x"]);
    });
    outcome.is("M02 c1.1 3; M01 c1.2 3; +M07/Room c1.2 3", &[]);
    let edits = outcome.edits();
    let file = edits.files.iter().find(|file| file.path.as_str().contains("programmes")).unwrap();
    for line in [
        "title = \"Semester 1\"\nmodules = [\"M02\"]",
        "title = \"Semester 2\"\nmodules = [\"M01\", \"M07\"]",
    ] {
        assert!(file.after.contains(line), "{}", file.after);
    }
}

#[test]
fn a_module_that_the_programme_does_not_have_is_added_in_its_term() {
    let programme = "+++\ntitle = \"P\"\nprofile = \"bakker\"\n[[terms]]\ntitle = \"Semester 1\"\nmodules = [\"M02\"]\n+++\n";
    let rows = ["|Semester 1||Semester 2", "item|M01|M02|M03", "c1.1|x||x", "c1.2||x|"];
    let outcome = book(&rows, &Options::default(), &[("content/programmes/p.md", programme)], |_| {});
    let edits = outcome.edits();
    let file = edits.files.iter().find(|file| file.path.as_str().contains("programmes")).unwrap();
    for line in ["modules = [\"M02\", \"M01\"]", "title = \"Semester 2\"\nmodules = [\"M03\"]"] {
        assert!(file.after.contains(line), "{}", file.after);
    }
}

#[test]
fn terms_and_the_order_of_columns_become_the_programme() {
    let rows = ["", "item|M02|M01|M07 Room", "c1.1|x||", "c1.2||x|x"];
    let outcome = grid_with(&rows, &Options::default(), |sheet| {
        merged(sheet, (0, 1, 0, 2), "Semester 1");
        sheet.write_string(0, 3, "Semester 2").unwrap();
    });
    outcome.is("M02 c1.1 3; M01 c1.2 3; +M07/Room c1.2 3", &["row 1: the terms of the programme"]);
    let edits = outcome.edits();
    let programme =
        edits.files.iter().find(|file| file.path.as_str() == "content/programmes/bakker.md").unwrap();
    assert_eq!(
        programme.after,
        "+++\ntitle = \"Bakker\"\nprofile = \"bakker\"\n\n[[terms]]\ntitle = \"Semester 1\"\nmodules = [\"M02\", \"M01\"]\n\n\
         [[terms]]\ntitle = \"Semester 2\"\nmodules = [\"M07\"]\n+++\n"
    );
}

#[test]
fn a_new_module_goes_into_the_programme_that_is_there() {
    let programme = "+++\ntitle = \"P\"\nprofile = \"bakker\"\n[[terms]]\ntitle = \"Semester 1\"\nmodules = [\"M01\"] # first\n+++\n";
    let extra = [("content/programmes/p.md", programme)];
    let outcome = book(&["item|M01|M07 Room", "c1.1||x"], &Options::default(), &extra, |_| {});
    let edits = outcome.edits();
    let changed = edits.files.iter().find(|file| file.path.as_str() == "content/programmes/p.md").unwrap();
    assert_eq!(changed.after, programme.replace("[\"M01\"]", "[\"M01\", \"M07\"]"));
}

#[test]
fn a_file_that_has_the_name_is_seen_in_its_folder_too() {
    let extra = [("content/modules/m07-room/index.md", "+++\ntitle = \"Slagroom\"\n+++\n")];
    book(&["item|M07 Room", "c1.1|x"], &Options::default(), &extra, |_| {}).is("m07-room c1.1 3", &[]);
}

#[test]
fn csv_as_programs_write_it() {
    for text in [
        "sep=;\r\nitem;M01;M02\r\nc1.1;x;\r\n",
        "Dekkingsmatrix 2026\n\nitem;M01;M02\nc1.1;x;\n",
        "item;M01;M02\r\"c1.1\rmet zorg\";x;\r",
        "item,\"M01\nBrood\",M02\nc1.1,x,\n",
        "item\tM01\tM02\nc1.1\tx\t\n",
    ] {
        csv(text).is("M01 c1.1 3", &[]);
    }
    let wide: Vec<u8> = "\u{feff}item;M01\r\nc1.1;x\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(matrix::read(&wide, "m", None).unwrap().sheets[0].text(1, 1), "x");
    let refused = matrix::read(b"item;M01;M02\nc1.1;\"x;\nc1.2;x;\n", "m", None).unwrap_err();
    assert_eq!(refused.message.english(), "a quotation mark in line 2 begins a cell that never ends");
}

#[test]
fn two_readings_are_shown_and_a_person_says_which() {
    let rows = ["oud|nieuw|M01", "c1.1|c1.2|x", "c1.2|c1.3|", "c1.3|c1.4|x"];
    grid(&rows).is(
        "",
        &["? the sheet Blad1 can be read in two ways", "`--items A --modules 1` or `--items B --modules 1`"],
    );
    grid_with(&rows, &said(&["B"], &[]), |_| {}).is("M01 c1.2 3; M01 c1.4 3", &[]);
    let rows = ["|Deeg|Room", "|Kneden|Kloppen", "c1.1|x|", "c1.2||x"];
    grid(&rows).is("", &["--modules 2", "--modules 1"]);
    grid_with(&rows, &said(&[], &["1"]), |_| {}).is("+/Deeg c1.1 3; +/Room c1.2 3", &[]);
}

#[test]
fn a_sheet_may_be_turned_and_have_several_tables() {
    grid(&["|c1.1|c1.2", "M01|x|", "M02||x"])
        .is("M01 c1.1 3; M02 c1.2 3", &["items by row 1, modules by column A in rows 2–3"]);
    grid(&["item|M01", "c1.1|x", "", "item|M02|M03", "c1.1||x", "c1.2|x|"])
        .is("M01 c1.1 3; M02 c1.2 3; M03 c1.1 3", &[]);
}

#[test]
fn texts_alone_name_items_where_only_one_is_like_them() {
    grid(&["Leerdoel|M01", "Kneedt deeg|x", "Weegt de grondstof af|2"])
        .is("M01 c1.1 3; M01 c1.2 2", &["near Blad1!A3 Weegt de grondstof af = c1.2"]);
    grid(&[
        "id|tekst|M01",
        "c1.1|Kneedt deeg|x",
        "c1.3|Bakt het brood bijna gaar|x",
        "c1.4|Bakt het brood gaar|x",
    ])
    .is("M01 c1.1 3; M01 c1.4 3", &["Blad1!C3 \"x\"", "the text is like that of c1.4"]);
}

#[test]
fn a_title_among_codes_stays_a_title_and_a_legend_may_stand_in_one_cell() {
    grid(&["item|M01|M07|Stage", "c1.1|x|x|x"]).is(
        "M01 c1.1 3; +M07/M07 c1.1 3",
        &["Blad1!D2 \"x\": column D \"Stage\"", "write a code before its title"],
    );
    grid(&["item|M01", "c1.1|R", "", "I= aangebracht      R= herhaald"])
        .is("", &["the sheet explains `R` \"herhaald\" (Blad1!A4)", "`--marks R=…`"]);
}

#[test]
fn a_sheet_of_competences_alone_is_listed_or_taken_as_told() {
    let rows = ["Competentie|M01|M02", "c1 Bakt brood|x|", "Werkt veilig||x"];
    grid(&rows).is("", &["Blad1!B2 \"x\": a mark for the whole competence c1", "Blad1!C3 \"x\""]);
    let whole = Options { whole_competences: true, ..Options::default() };
    let outcome = grid_with(&rows, &whole, |_| {});
    assert!(outcome.claims().ends_with("M02 c2.1 3; M02 c2.2 3"), "{}", outcome.said());
}

#[test]
fn a_term_that_differs_from_the_programme_is_said() {
    let programme = "+++\ntitle = \"P\"\nprofile = \"bakker\"\n[[terms]]\ntitle = \"Semester 1\"\nmodules = [\"M01\", \"M02\"]\n+++\n";
    let extra = [("content/programmes/p.md", programme)];
    let outcome =
        book(&["|Semester 1|Semester 2", "item|M01|M02", "c1.1|x|x"], &Options::default(), &extra, |_| {});
    assert_eq!(
        outcome.edits().notes.iter().map(|note| note.english()).collect::<Vec<_>>(),
        ["the matrix has M02 in \"Semester 2\", the programme \"P\" in \"Semester 1\""]
    );
}

#[test]
fn a_new_module_below_a_numbered_term_is_one() {
    let rows = ["|Semester 1|Semester 2", "item|M01|Taarten", "c1.1|x|", "c1.2||x"];
    grid(&rows).is("M01 c1.1 3", &["Blad1!C4 \"x\"", "write a code before its title"]);
    let rows = ["|Semester 1|Semester 2", "item|Brood|Taarten", "c1.1|x|", "c1.2||x"];
    grid(&rows).is("M01 c1.1 3", &["row 1: the terms of the programme", "Blad1!C4 \"x\""]);
    let rows = ["item|Semester 1 Brood|Semester 2 Taarten", "c1.1|x|", "c1.2||x"];
    grid(&rows).is("M01 c1.1 3; +/Taarten c1.2 3", &[]);
}

/// A school's largest sheet has some hundreds of columns; each of them is read beside every item.
#[test]
fn a_wide_sheet_and_a_long_one() {
    let codes: Vec<String> = (1..=300).map(|number| format!("M{number:02}")).collect();
    let marks = |item: &str| format!("{item};{}", vec!["x"; codes.len()].join(";"));
    let items: Vec<String> = (1..=10).map(|number| format!("c1.{number}")).collect();
    let rows: Vec<String> = items.iter().map(|item| marks(item)).collect();
    let wide = csv(&format!("item;{}\n{}\n", codes.join(";"), rows.join("\n")));
    assert_eq!(wide.claims().split("; ").count(), 3_000, "\n{}", wide.said());
    let columns = (0..codes.len()).map(|at| format!("{};{}", codes[at], vec!["x"; items.len()].join(";")));
    let long = csv(&format!("item;{}\n{}\n", items.join(";"), columns.collect::<Vec<_>>().join("\n")));
    assert_eq!(long.claims(), wide.claims(), "\n{}", long.said());
}
