//! Sentences, notes, colours and other sheets that say what the marks of a table are, besides a legend.

use leerlijn::import::matrix::Options;
use rust_xlsxwriter::{Color, Format, Note};

use super::{book, fill, grid, grid_with, marks};

const ROWS: [&str; 3] = ["item|M01|M02", "c1.1|x|", "c1.2||x"];

#[test]
fn a_sentence_that_takes_the_marks_back_is_asked() {
    for sentence in [
        "Kruisjes: doel komt aan bod, maar wordt niet geëvalueerd",
        "Vetgedrukt = geëvalueerd, gewoon kruisje = ingeoefend",
        "rode kruisjes = voorstel, nog niet beslist",
    ] {
        let rows = [&ROWS[..], &["", sentence]].concat();
        grid(&rows).is("", &[sentence, "`--marks x=geëvalueerd`"]);
        grid_with(&rows, &marks(&[("x", 2)]), |_| {}).is("M01 c1.1 2; M02 c1.2 2", &[]);
    }
    let rows = [&ROWS[..], &["", "Zet een kruisje waar het doel aan bod komt"]].concat();
    grid(&rows).is("M01 c1.1 3; M02 c1.2 3", &[]);
}

#[test]
fn a_title_with_a_legend_behind_it_is_a_title_all_the_same() {
    for title in [
        "Vereiste voorkennis per module (x = de student moet dit al kunnen)",
        "Dekkingsmatrix 2018-2019 (oude structuur)",
        "Zelfevaluatie student: wat kan ik al? Naam: Yassin",
        "Vrijstellingen: x = student is vrijgesteld",
    ] {
        assert_eq!(grid(&[&[title, ""], &ROWS[..]].concat()).claims(), "", "{title}");
    }
}

#[test]
fn a_level_in_a_note_or_on_a_sheet_of_its_own_is_asked() {
    grid_with(&ROWS, &Options::default(), |sheet| {
        sheet.insert_note(0, 0, &Note::new("x = ingeoefend")).unwrap();
    })
    .is("", &["x = ingeoefend", "`--marks x=ingeoefend`"]);
    book(&ROWS, &Options::default(), &[], |book| {
        let sentence = "Een kruisje wil zeggen dat het doel in de module wordt ingeoefend.";
        fill(book.add_worksheet().set_name("Uitleg").unwrap(), &[sentence]);
    })
    .is("", &["Uitleg!A1", "`--marks x=ingeoefend`"]);
}

#[test]
fn a_mark_of_a_colour_that_takes_it_back_is_listed() {
    let red = Format::new().set_background_color(Color::RGB(0x00FF_0000));
    for (text, is_coloured) in [("rood = te schrappen", false), ("te schrappen", true)] {
        grid_with(&[&ROWS[..], &["", text]].concat(), &Options::default(), |sheet| {
            sheet.write_string_with_format(1, 1, "x", &red).unwrap();
            if is_coloured {
                sheet.write_string_with_format(4, 0, text, &red).unwrap();
            }
        })
        .is("M02 c1.2 3", &["Blad1!B2 \"x\": its colour takes it back", text]);
    }
    grid_with(&[&ROWS[..], &["", "rood = Els"]].concat(), &Options::default(), |sheet| {
        sheet.write_string_with_format(1, 1, "x", &red).unwrap();
    })
    .is("M01 c1.1 3; M02 c1.2 3", &[]);
}

#[test]
fn numbers_of_lessons_and_sums_are_no_levels() {
    let rows = ["c1.1|#1||#1", "c1.2||#2|#2", "c1.3|#3||#3"];
    for head in ["item|M01|M02|Totaal uren", "item|M01|M02|Aantal lessen"] {
        grid(&[&[head], &rows[..]].concat()).is("", &["`--marks 1=…,2=…,3=…`"]);
    }
    for unit in ["les", "week", "punten", "aantal lessen"] {
        grid(&["item|M01|M02", &format!("|{unit}|{unit}"), "c1.1|#1|", "c1.2||#2", "c1.3|#3|"])
            .is("", &["`--marks 1=…,2=…,3=…`"]);
    }
}

#[test]
fn ids_are_read_as_people_write_them() {
    grid(&["item|M01", "c1,1|x", "c1-2|x"]).is("M01 c1.1 3; M01 c1.2 3", &[]);
    grid(&["Module|Indicatoren", "M01|1.1, 1.2 en 1.10", "M02|2.1 t/m 2.2"])
        .is("M01 c1.1 3; M01 c1.2 3; M01 c1.10 3; M02 c2.1 3; M02 c2.2 3", &[]);
    grid(&["Nr|Indicator|M01", "d1.1|Kneedt deeg|x"]).is("M01 c1.1 3", &[]);
    grid(&["item|M01|M02", "1-okt|x|", "c1.2||x"]).is("M02 c1.2 3", &["\"1-okt\" is a day"]);
}

#[test]
fn what_is_understood_of_a_cell_counts_beside_what_is_not() {
    let head = "Module|Doelen";
    grid(&[head, "M01|c1.1, c1.2?", "M02|c2.1"]).is("M01 c1.1 3; M02 c2.1 3", &["\"c1.2?\""]);
    grid(&[head, "M01|c1.1; c1.2; niet: c1.3, c1.4", "M02|c2.1"])
        .is("M01 c1.1 3; M01 c1.2 3; M02 c2.1 3", &["\"niet: c1.3\"", "\"c1.4\""]);
    grid(&[head, "M01|c1.1, c1.2 (beide niet)", "M02|c2.1"]).is("M02 c2.1 3", &["\"c1.2 beide niet\""]);
    grid(&[head, "M01|c1.1, nog niet", "M02|c2.1"]).is("M02 c2.1 3", &["c1.1, nog niet"]);
    let outcome = grid(&[head, "M01|niet: c1.1, c1.2", "M02|c2.1", "M03|c2.2"]);
    assert!(!outcome.claims().contains("M01"), "{}", outcome.said());
}

#[test]
fn two_tables_beside_each_other_with_ids_and_texts_are_two() {
    let head = "Nr|Indicator|M01|M02||Nr|Indicator|M01|M02";
    grid(&[
        head,
        "c1.1|Kneedt deeg|x|||c2.1|Draagt beschermende kledij||x",
        "c1.2|Weegt de grondstoffen af||x||c2.2|Meldt gevaar|x|",
    ])
    .is("M01 c1.1 3; M01 c2.2 3; M02 c1.2 3; M02 c2.1 3", &[]);
}

#[test]
fn words_and_signs_are_known_as_people_type_them() {
    grid(&["item|M01", "c1.1|geevalueerd", "c1.2|×", "c1.3|х"]).is("M01 c1.1 3; M01 c1.2 3; M01 c1.3 3", &[]);
}
