//! Texts that take marks back, above modules, beside items, over sections, as names of sheets: no mark of theirs is a
//! claim, and each is named.

use leerlijn::import::Answer;
use leerlijn::import::matrix::Options;

use super::{Outcome, book, csv, fill, grid, grid_with, marks, merged};

#[test]
fn a_heading_that_says_no_takes_its_marks_back() {
    for heading in [
        "Niet behandeld in",
        "Not covered in",
        "Non traité dans",
        "Nicht behandelt in",
        "Geschrapt",
        "n.v.t.",
        "Vorig schooljaar",
        "Gepland",
        "Voorstel",
        "Prévu",
        "Ontbreekt in",
    ] {
        let rows = [&format!("|{heading}||Behandeld in|"), "item|M01|M02|M03|M01", "c1.1|x|||", "c1.2||2|x|"];
        grid(&rows.map(|row| row as &str)).is("M03 c1.2 3", &["Blad1!B3 \"x\"", "Blad1!C4 \"2\"", heading]);
        let rows = ["", "item|M01|M02|M03", "c1.1|x||", "c1.2||2|x"];
        grid_with(&rows, &Options::default(), |sheet| merged(sheet, (0, 1, 0, 2), heading))
            .is_said(&[heading]);
    }
}

#[test]
fn a_table_that_lists_what_is_not_covered_claims_nothing() {
    let rows = ["item|M01|M02", "c1.1|x|", "c1.2||x"];
    for title in ["Niet behandelde doelen", "Hiaten per module", "Uncovered outcomes", "Geschrapte doelen"] {
        grid(&[&[title, ""], &rows[..]].concat()).is("", &[title]);
        grid(&[&[&format!("{title}|M01|M02") as &str], &rows[1..]].concat()).is("", &[title]);
    }
    grid(&["Niet behandeld in|M01|M02", "c1.1|x|"]).is("", &["Niet behandeld in"]);
    grid(&["||Niet behandeld in", "item||M01|M02", "c1.1||x|"]).is("", &["Niet behandeld in"]);
    let sentence = "Kruis hieronder aan wat je dit jaar niet behandelt";
    grid(&[&[sentence, ""], &rows[..]].concat()).is("", &["? Blad1!A1 says \"Kruis hieronder aan"]);
    grid_with(&[&[sentence, ""], &rows[..]].concat(), &marks(&[("x", 2)]), |_| {})
        .is("M01 c1.1 2; M02 c1.2 2", &[]);
    grid_with(&[&[sentence, ""], &rows[..]].concat(), &marks(&[("D", 2)]), |_| {})
        .is("", &["? Blad1!A1 says \"Kruis hieronder aan", "`--marks x=geëvalueerd`"]);
    for title in ["- = niet behandeld", "Leeg: wordt niet behandeld", "Niet-verbale communicatie"] {
        grid(&[&[title, ""], &rows[..]].concat()).is("M01 c1.1 3; M02 c1.2 3", &[]);
    }
}

#[test]
fn a_legend_above_the_table_takes_nothing_back() {
    let rows = ["item|tekst|M01|M02", "c1.1|Kneedt deeg|x|", "c1.2|Weegt de grondstoffen af||x"];
    let claims = "M01 c1.1 3; M02 c1.2 3";
    grid(&[&["–|niet behandeld"], &rows[..]].concat()).is(claims, &[]);
    grid(&[&["||–|niet behandeld"], &rows[..]].concat()).is(claims, &[]);
    grid(&[&["x = geëvalueerd; leeg = niet behandeld"], &rows[..]].concat()).is(claims, &[]);
}

#[test]
fn a_module_whose_heading_takes_it_back_claims_nothing() {
    for heading in [
        "M01 (geschrapt)",
        "M01 vorig jaar",
        "M01 – vervallen",
        "Niet in M01",
        "M01 (niet meer)",
        "M01 planned",
    ] {
        grid(&[&format!("item|{heading}|M02"), "c1.1|2|", "c1.2||x"]).is("M02 c1.2 3", &["Blad1!B2 \"2\""]);
    }
    let extra = [("content/modules/m09.md", "+++\ntitle = \"Zonder gist bakken\"\ncode = \"M09\"\n+++\n")];
    book(
        &["item|Zonder gist bakken|M09 Zonder gist bakken", "c1.1|x|", "c1.2||x"],
        &Options::default(),
        &extra,
        |_| {},
    )
    .is("M09 c1.1 3; M09 c1.2 3", &[]);
}

#[test]
fn remarks_and_totals_beside_a_module_are_no_parts_of_it() {
    grid(&["item|M01|M01 opmerkingen|M02|Totaal M02", "c1.1|x|x|2|#1", "c1.2|||x|#1"])
        .is("M01 c1.1 3; M02 c1.1 2; M02 c1.2 3", &["Blad1!C2 \"x\""]);
    grid_with(&["", "item|theorie|praktijk|totaal", "c1.1|x||#2"], &Options::default(), |sheet| {
        merged(sheet, (0, 1, 0, 3), "M01");
    })
    .is("M01 c1.1 3", &[]);
    let whole = Options { whole_competences: true, ..Options::default() };
    grid_with(&["item|M01", "c1.1|x", "c1|", "c1 totaal|#1"], &whole, |_| {}).is_said(&[]);
    grid_with(&["comp|item|M01", "c1|c1.1|x", "c1|totaal|#1"], &whole, |_| {}).is("M01 c1.1 3", &["totals"]);
}

#[test]
fn an_item_that_is_taken_back_is_listed() {
    for row in [
        "c1.1 (geschrapt)|Kneedt deeg|x|",
        "c1.1|Kneedt deeg (niet meer)|x|",
        "c1.1|Kneedt deeg|x|vervallen",
        "c1.1|Kneedt deeg|x|niet van toepassing",
    ] {
        grid(&["item|tekst|M01|opmerking", row, "c1.2|Weegt de grondstoffen af|x|n.v.t."])
            .is("M01 c1.2 3", &["Blad1!C2 \"x\""]);
    }
    grid(&["item|M01", "c1.1|x", "Niet behandeld|", "c1.2|x", "c1.3|x", "Werkt veilig|", "c2.1|x"])
        .is("M01 c1.1 3; M01 c2.1 3", &["Blad1!B4 \"x\"", "\"Niet behandeld\" above it", "Blad1!B5 \"x\""]);
    let profile = "+++\ntitle = \"Bakker\"\n+++\n\n## Bakt brood {#c1 .competence}\n\n- Gebruikt geen vervallen gist {#c1.1}\n";
    book(
        &["item|M01", "Gebruikt geen vervallen gist|x"],
        &Options::default(),
        &[("content/profiles/bakker.md", profile)],
        |_| {},
    )
    .is("M01 c1.1 3", &[]);
}

fn with_sheet(name: &str) -> Outcome {
    book(&["item|M01", "c1.1|x"], &Options::default(), &[], |book| {
        fill(book.add_worksheet().set_name(name).unwrap(), &["item|M02", "c1.2|x"]);
    })
}

#[test]
fn a_sheet_of_another_time_or_of_gaps_claims_nothing() {
    for name in ["Vorig jaar", "Oud", "Niet behandeld", "Old version", "Gepland 2027"] {
        with_sheet(name).is("M01 c1.1 3", &[&format!("{name}: its name says that nothing is covered there")]);
    }
    with_sheet("Jaar 2").is("M01 c1.1 3; M02 c1.2 3", &[]);
}

#[test]
fn which_of_the_sheets_of_several_years_hold_is_asked_and_answered_by_their_names() {
    let years = |sheets: &[&str]| {
        let sheets = sheets.iter().map(|name| (*name).to_owned()).collect();
        book(&[], &Options { sheets, ..Options::default() }, &[], |book| {
            book.worksheet_from_index(0).unwrap().set_name("2024-2025").unwrap();
            fill(book.worksheet_from_index(0).unwrap(), &["item|M01", "c1.1|x"]);
            fill(book.add_worksheet().set_name("2025-2026").unwrap(), &["item|M01", "c1.2|x"]);
            fill(book.add_worksheet().set_name("Kennis").unwrap(), &["item|M01", "k.hygiene|x"]);
        })
    };
    let asked = years(&[]);
    asked.is(
        "",
        &["? the sheets 2024-2025, 2025-2026 are of different years; say which of them hold: `--sheets \"2025-2026,Kennis\"`; or hide"],
    );
    let Answer::OneOf(choices) = &asked.placed.questions[0].answer else { panic!("{}", asked.said()) };
    let offered: Vec<(String, &[String])> =
        choices.iter().map(|choice| (choice.label.english(), &choice.arguments[..])).collect();
    let expected = [["--sheets=2024-2025,Kennis".to_owned()], ["--sheets=2025-2026,Kennis".to_owned()]];
    assert_eq!(
        offered,
        [("2024-2025".to_owned(), &expected[0][..]), ("2025-2026".to_owned(), &expected[1][..])]
    );
    years(&["2025-2026", "Kennis"]).is("M01 c1.2 3; M01 k.hygiene 3", &[]);
}

#[test]
fn the_columns_of_one_module_in_two_years_are_asked() {
    let rows =
        ["|Schooljaar 2024-2025||Schooljaar 2025-2026|", "item|M01|M02|M01|M02", "c1.1|x|||", "c1.2||||x"];
    grid(&rows).is("", &["of different years"]);
}

#[test]
fn a_note_on_a_mark_may_take_it_back() {
    let noted = |text: &str| {
        let note = rust_xlsxwriter::Note::new(text);
        grid_with(&["item|M01|M02", "c1.1|x|x"], &Options::default(), |sheet| {
            sheet.insert_note(1, 1, &note).unwrap();
        })
    };
    noted("geschrapt vanaf 2026")
        .is("M02 c1.1 3", &["Blad1!B2 \"x\": its note says \"", "geschrapt vanaf 2026"]);
    noted("met de nieuwe oven").is("M01 c1.1 3; M02 c1.1 3", &["the mark counts all the same"]);
}

#[test]
fn words_beside_the_text_of_an_item_take_it_back() {
    for addition in [
        "(gepland)",
        "(volgend schooljaar)",
        "[nog niet]",
        "- uitgesteld",
        "vanaf 2027",
        "(next year)",
        "(voorstel)",
    ] {
        let named = format!("c1.1 Kneedt deeg {addition}|x|");
        grid(&["item|M01|M02", &named, "c1.2||x"]).is("M02 c1.2 3", &["Blad1!B2 \"x\""]);
    }
    for addition in ["(gepland)", "- uitgesteld", "(voorstel)"] {
        let text = format!("Kneedt deeg {addition}|x|");
        grid(&["item|M01|M02", &text, "c1.2||x"]).is("M02 c1.2 3", &["Blad1!B2 \"x\""]);
    }
    for addition in ["", "*", "(zie bijlage 2)", "grondig", "– basis"] {
        let named = format!("c1.1 Kneedt deeg {addition}|x|");
        grid(&["item|M01|M02", &named, "c1.2||x"]).is("M01 c1.1 3; M02 c1.2 3", &[]);
    }
}

#[test]
fn an_id_with_the_text_of_another_item_names_neither() {
    grid(&["item|M01|M02", "c1.1 Weegt de grondstoffen af|x|", "c1.2||x"])
        .is("", &["! Blad1!A2: the id is that of c1.1, the text that of c1.2"]);
    let others = ["c1.1: Bakt taarten|x|", "c1.1 enkel volgend jaar|x|"];
    for row in others {
        grid(&["item|M01|M02", row, "c1.2||x"]).is("M02 c1.2 3", &["Blad1!B2 \"x\""]);
    }
    for row in ["c1.1 Kneedt|x|", "c1.1: Kneedt deeg|x|", "C1.1. kneedt  deeg|x|"] {
        grid(&["item|M01|M02", row, "c1.2||x"]).is("M01 c1.1 3; M02 c1.2 3", &[]);
    }
}

#[test]
fn a_list_of_ids_that_takes_one_back_does_not_name_that_one() {
    for (cell, claims) in [
        ("c1.1, c1.2, niet c1.3", "M01 c1.1 3; M01 c1.2 3; M02 c1.2 3"),
        ("c1.1, c1.2 zonder c1.3", "M01 c1.1 3; M02 c1.2 3"),
        ("c1.1 t/m c1.3 behalve c1.2", "M02 c1.2 3"),
    ] {
        let row = format!("M01;\"{cell}\"\nM02;c1.2\n");
        csv(&format!("Module;Geëvalueerd\n{row}")).is(claims, &["B2"]);
    }
}

#[test]
fn numbers_of_a_sheet_that_counts_are_asked() {
    let rows = ["item|M01|M02", "c1.1|1|2", "c1.2||3"];
    for title in ["Lesuren per doel en module", "Aantal lessen", "Uren"] {
        grid(&[&[title], &rows[..]].concat()).is("", &["? Blad1!A1 says", "`--marks 1=…,2=…,3=…`"]);
    }
    grid(&[&rows[..], &["Totaal|1|5"]].concat()).is("", &["? Blad1!A4 says \"Totaal\""]);
    // This row counts marks.
    grid(&[&rows[..], &["Totaal|1|2"]].concat()).is("M01 c1.1 1; M02 c1.1 2; M02 c1.2 3", &[]);
    let levels = marks(&[("1", 1), ("2", 2), ("3", 3)]);
    grid_with(&[&["Uren"], &rows[..]].concat(), &levels, |_| {})
        .is("M01 c1.1 1; M02 c1.1 2; M02 c1.2 3", &[]);
}

#[test]
fn a_cell_that_says_yes_and_no_is_listed_and_claims_nothing() {
    for cell in [
        "niet geëvalueerd",
        "niet 1",
        "3 nee",
        "x / n.v.t.",
        "n.v.t. x",
        "ja/nee",
        "aangebracht, niet geëvalueerd",
        "x\nnvt",
        "no x",
        "x nein",
        "x en niet",
        "2 + geen",
    ] {
        let outcome = grid(&["Doel|M01|M02", &format!("c1.1|{}|x", cell.replace('\n', " ")), "c1.2|x|"]);
        outcome.is("M01 c1.2 3; M02 c1.1 3", &["it says yes and no at once; leave the one that is right"]);
    }
    // A sign for nothing stands for the other half of something, and a word may begin a longer mark for nothing.
    grid(&["Doel|M01|M02", "c1.1|x / –|nog niet", "c1.2|niet behandeld|x"]).is("M01 c1.1 3; M02 c1.2 3", &[]);
}

#[test]
fn a_status_beside_an_item_takes_its_marks_back_unless_it_is_exempt_somewhere() {
    let rows = ["Doel|Status|M01|M02", "c1.1|geschrapt|x|", "c1.2|vrijgesteld|x|", "c1.3|actief||x"];
    grid(&rows).is("M01 c1.2 3; M02 c1.3 3", &["B2 says \"geschrapt\" of it"]);
}

#[test]
fn a_title_about_another_subject_is_asked() {
    for title in [
        "Vereiste voorkennis per module",
        "Zelfevaluatie student",
        "Behaalde doelen – Lotte",
        "Vrijstellingen",
    ] {
        let rows = [title, "Doel|M01|M02", "c1.1|x|", "c1.2||x"];
        assert_eq!(grid(&rows).claims(), "", "{title}: {}", grid(&rows).said());
    }
}

#[test]
fn a_level_in_a_title_or_a_note_is_asked_where_all_marks_are_ticks() {
    for text in ["Niveau: ingeoefend", "Een kruisje betekent dat het doel ingeoefend wordt"] {
        let asked = ["the marks may be ingeoefend", "`--marks x=ingeoefend` or `--marks x=geëvalueerd`"];
        grid(&[text, "Doel|M01|M02", "c1.1|x|", "c1.2||x"]).is("", &asked);
        grid(&["Doel|M01|M02", "c1.1|x|", "c1.2||x", "", text]).is("", &asked);
        let given = marks(&[("x", 2)]);
        let rows = [text, "Doel|M01|M02", "c1.1|x|", "c1.2||x"];
        grid_with(&rows, &given, |_| {}).is("M01 c1.1 2; M02 c1.2 2", &[]);
    }
    // The required level is a tick's own, and several levels belong to several marks.
    for text in ["Wat wordt geëvalueerd", "Aangebracht, ingeoefend of geëvalueerd"] {
        grid(&[text, "Doel|M01|M02", "c1.1|x|", "c1.2||x"]).is("M01 c1.1 3; M02 c1.2 3", &[]);
    }
}

#[test]
fn numbers_are_asked_where_the_sheet_counts_lessons_weeks_or_hours() {
    let rows = |title: &str, heads: &str, second: &str, note: &str| {
        grid(&[title, &format!("Doel|{heads}"), second, "c1.1|1|", "c1.2|2|3", "", note])
    };
    for (title, heads, second, note) in [
        ("In welke les komt het aan bod?", "M01|M02", "", ""),
        ("Weekplanning", "M01|M02", "", ""),
        ("", "M01 week|M02 week", "", ""),
        ("", "M01|M02", "|les|les", ""),
        ("", "M01|M02", "", "Cijfer = nummer van de les"),
    ] {
        let outcome = rows(title, heads, second, note);
        outcome.is("", &["may be hours or a count, and no levels"]);
    }
    rows("Dekking", "M01|M02", "", "").is("M01 c1.1 1; M01 c1.2 2; M02 c1.2 3", &[]);
}
