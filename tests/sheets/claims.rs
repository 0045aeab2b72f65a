//! Sheets that a careless reader would read claims into which nobody made: each is read as it says, or asked, or its
//! marks are listed.

use super::{Outcome, book, fill, grid, grid_with, marks, merged};
use leerlijn::import::matrix::Options;

/// A sheet with two modules that are merged above two columns each.
fn divided(rows: &[&str], options: &Options) -> Outcome {
    grid_with(rows, options, |sheet| {
        merged(sheet, (0, 1, 0, 2), "M01");
        merged(sheet, (0, 3, 0, 4), "M02");
    })
}

#[test]
fn a_level_below_a_module_is_that_of_its_column() {
    let plain = Options::default();
    let of = |heading: &'static str| ["", heading, "c1.1|x|||", "c1.2||x|x|"];
    let claims = "M01 c1.1 1; M01 c1.2 3; M02 c1.2 1";
    for heading in [
        "item|Aangebracht|Geëvalueerd|Aangebracht|Geëvalueerd",
        "|introduced|assessed|introduced|assessed",
        "item|A|G|A|G",
        "|○|●|○|●",
    ] {
        divided(&of(heading), &plain).is(claims, &["row 2: the levels of the columns"]);
    }
    divided(&of("|introductie|toets|introductie|toets"), &plain)
        .is("", &["? the sheet Blad1 divides its modules into"]);
    for done in ["gerealiseerd", "gedaan", "Réalisé", "done"] {
        let heading = format!("|gepland|{done}|gepland|{done}");
        divided(&["", &heading, "c1.1|x|||", "c1.2||x|x|"], &plain)
            .is("M01 c1.2 3", &["Blad1!B3 \"x\": column B", "\"gepland\" says that nothing is covered"]);
    }
    let told = marks(&[("introductie", 1), ("toets", 3)]);
    divided(&of("|introductie|toets|introductie|toets"), &told).is(claims, &[]);
    divided(&["", "", "|A|G|A|G", "c1.1|x|||", "c1.2||x|x|"], &plain).is(claims, &[]);
    divided(&["", "|A|G|A|G", "c1.1|G|||"], &plain)
        .is("", &["Blad1!B3 \"G\": the heading of its column says aangebracht, and the mark geëvalueerd"]);
    divided(&["", "|#1|#2|#1|#2", "c1.1|x|||"], &plain).is("", &["divides its modules into \"1\""]);
    divided(&["", "|A|I|A|I", "c1.1|x|||"], &plain).is("", &["two meanings fit A, I"]);
}

#[test]
fn levels_above_the_modules_are_no_terms() {
    let rows = ["", "item|M01|M02|M01|M02", "c1.1|x|||", "c1.2||x|x|"];
    let above = |first: &'static str, second: &'static str| {
        grid_with(&rows, &Options::default(), |sheet| {
            merged(sheet, (0, 1, 0, 2), first);
            merged(sheet, (0, 3, 0, 4), second);
        })
    };
    let outcome = above("aangebracht", "geëvalueerd");
    outcome.is("M01 c1.1 1; M01 c1.2 3; M02 c1.2 1", &["row 1: the levels of the columns"]);
    assert!(outcome.edits().files.iter().all(|file| !file.after.contains("title = \"aangebracht\"")));
    above("introductie", "toets").is("", &["\"introductie\", \"toets\""]);
    above("Eerste semester", "Tweede semester").is("M01 c1.1 3; M01 c1.2 3; M02 c1.2 3", &["the terms"]);
}

#[test]
fn a_level_behind_a_code_is_no_title() {
    grid(&["item|M01 A|M01 G|M02 A", "c1.1|x||", "c1.2||x|x"]).is("M01 c1.1 1; M01 c1.2 3; M02 c1.2 1", &[]);
    grid(&["item|M01 taak|M01 toets", "c1.1|x|"]).is("", &["divides its modules into \"taak\""]);
    grid(&["item|M01 theorie|M01 praktijk", "c1.1|x|"]).is("M01 c1.1 3", &[]);
}

#[test]
fn a_legend_is_found_and_what_it_does_not_say_is_asked() {
    grid(&["item|M01|M02", "c1.1|x|", "", "x||ingeoefend"]).is("M01 c1.1 2", &[]);
    grid(&["item|M01", "c1.1|x", "", "x: komt aan bod"]).is("", &["explains `x` \"komt aan bod\""]);
    grid(&["item|M01|M02", "c1.1|x|", "", "|x|enkel vermeld in de les"])
        .is("", &["`x` \"enkel vermeld in de les\""]);
    grid(&["item|M01", "c1.1|x", "", "x = ingeoefend", "x = geëvalueerd"])
        .is("", &["Blad1!A4 says that `x` means \"ingeoefend\", and Blad1!A5 that it means \"geëvalueerd\""]);
    book(&["item|M01", "c1.1|x"], &Options::default(), &[], |book| {
        fill(book.add_worksheet().set_name("Uitleg").unwrap(), &["x|komt aan bod", "o|wordt getoetst"]);
    })
    .is("", &["explains `x` \"komt aan bod\" (Uitleg!A1)"]);
}

#[test]
fn only_a_place_may_stand_behind_a_mark() {
    for text in ["3 (niet meer)", "x (geschrapt)", "3 (vervalt)", "3: nee", "x (les 3 vervalt)", "x - later"]
    {
        let said = format!("Blad1!B2 \"{text}\"");
        grid(&["item|M01|M02", &format!("c1.1|{text}|x")]).is("M02 c1.1 3", &[&said]);
    }
    for text in ["x (les 3)", "x: week 2", "x (lessen 3 en 4)", "x [Les 3: kneden]"] {
        grid(&["item|M01", &format!("c1.1|{text}")]).is("M01 c1.1 3", &[]);
    }
}

#[test]
fn a_column_of_ticks_is_a_new_module_only_where_its_heading_looks_like_one() {
    let rows = ["item|M01|Keuze|Getoetst|Verplicht?|Klaar|OK|Dekking|1A|Gisten", "c1.1|x|x|x|x|x|x|x|x|x"];
    grid(&rows).is("M01 c1.1 3", &["Blad1!C2 \"x\": column C \"Keuze\"", "Blad1!J2", "`M07 Taarten`"]);
    grid(&["item|Brood|Taarten|Klaar|1B", "c1.1|x|x|x|x"])
        .is("M01 c1.1 3", &["Blad1!C2", "`--modules 1`", "Blad1!D2", "Blad1!E2"]);
    grid(&["item|M01|M07 Taarten|Gisten (M08)", "c1.1|x|x|x"])
        .is("M01 c1.1 3; +M07/Taarten c1.1 3; +M08/Gisten c1.1 3", &[]);
}

#[test]
fn numbers_of_another_scale_are_asked() {
    let rows = ["item|M01|M02", "c1.1|#1|#5", "c1.2|#4|"];
    grid(&rows).is(
        "",
        &[
            "? 4, 5 beside 1 are of another scale than that of the site, which ends at 3",
            "--marks 1=…,4=…,5=…",
        ],
    );
    grid_with(&rows, &marks(&[("1", 1), ("4", 2), ("5", 3)]), |_| {})
        .is("M01 c1.1 1; M01 c1.2 2; M02 c1.1 3", &[]);
}

#[test]
fn a_code_is_known_exactly_or_not_at_all() {
    grid(&["item|m01|M 02|M3", "c1.1|x|x|x"])
        .is("M01 c1.1 3; M02 c1.1 3", &["the site has no module `M3`, and M03 is written otherwise"]);
    grid(&["item|Brood (M01)|Gebak (M03)", "c1.1|x|x"])
        .is("M01 c1.1 3", &["the code is that of M03, the title that of M02"]);
    grid(&["item|CS 101|CS101|cs-101 Bakkunde", "c1.1|x||", "c1.2||x|"])
        .is("+CS 101/CS 101 c1.1 3; +CS 101/CS 101 c1.2 3", &[]);
}

#[test]
fn a_cross_beside_check_marks_and_ones_alone_are_asked() {
    let rows = ["item|M01|M02", "c1.1|✓|✗", "c1.2|x|✓"];
    grid(&rows).is("", &["? `x` stands beside `✓`", "`--marks x=` where it means no"]);
    grid(&["item|M01|M02", "c1.1|v|x"]).is("", &["? `x` stands beside `v`"]);
    grid(&["item|M01|M02", "c1.1|✗|", "c1.2||x"]).is("M01 c1.1 3; M02 c1.2 3", &[]);
    let rows = ["item|M01|M02", "c1.1|#1|#0", "c1.2||#1"];
    grid(&rows).is("", &["? the only mark is `1`", "`--marks 1=aangebracht` or `--marks 1=geëvalueerd`"]);
    grid_with(&rows, &marks(&[("1", 3)]), |_| {}).is("M01 c1.1 3; M02 c1.2 3", &[]);
    grid(&["item|M01|M02", "c1.1|#1|#2"]).is("M01 c1.1 1; M02 c1.1 2", &[]);
}

#[test]
fn a_mark_in_brackets_is_one_of_its_own_where_the_legend_says_so() {
    grid(&["Legende: x = geëvalueerd, (x) = aangebracht", "item|M01|M02", "c1.1|x|(x)"])
        .is("M01 c1.1 3; M02 c1.1 1", &[]);
    grid(&["item|M01|M02", "c1.1|x|(x)"]).is("M01 c1.1 3", &["Blad1!C2 \"(x)\""]);
    grid(&["Legende: x = geëvalueerd, x = aangebracht", "item|M01", "c1.1|x"])
        .is("", &["? Blad1!A1 says that `x` means"]);
}

#[test]
fn a_mark_may_name_its_level_and_a_legend_may_say_no() {
    grid(&["item|M01|M02", "c1.1|1 - aangebracht|x (ingeoefend)", "c1.2|2 (geëvalueerd)|x"])
        .is("M01 c1.1 1; M02 c1.1 2; M02 c1.2 3", &["Blad1!B3 \"2 (geëvalueerd)\""]);
    grid(&["item|M01|M02", "c1.1|x|n", "", "n = niet behandeld"]).is("M01 c1.1 3", &[]);
    grid(&["item|M01|M02", "c1.1|x|o", "c1.2|o|x", "", "o = niet behandeld"])
        .is("M01 c1.1 3; M02 c1.2 3", &[]);
}

#[test]
fn a_level_may_be_called_one() {
    grid(&["item|M01|M02", "c1.1|niveau 3|Niveau: 1", "c1.2|niv. 2 (les 3)|stufe 2"])
        .is("M01 c1.1 3; M01 c1.2 2; M02 c1.1 1; M02 c1.2 2", &[]);
    grid(&["item|M01|M02", "c1.1|niveau 2|niveau 4"]).is("", &["? 4 beside 2 are of another scale"]);
    grid(&["Module|Indicator|Beheersing", "M01|c1.1|niveau 3", "M02|c1.1|niveau 1"])
        .is("M01 c1.1 3; M02 c1.1 1", &[]);
}

#[test]
fn marks_that_come_again_and_mean_nothing_yet_are_asked_in_one_line() {
    grid(&["item|M01|M02", "c1.1|+|+++", "c1.2|++|"]).is(
        "",
        &[
            "? nothing says which level these marks are: `+` (Blad1!B2), `++` (Blad1!B3), `+++` (Blad1!C2)",
            "`--marks +=aangebracht,++=ingeoefend,+++=geëvalueerd`",
        ],
    );
    let plus = marks(&[("+", 1), ("++", 2), ("+++", 3)]);
    grid_with(&["item|M01|M02", "c1.1|+|+++", "c1.2|++|"], &plus, |_| {})
        .is("M01 c1.1 1; M01 c1.2 2; M02 c1.1 3", &[]);
    grid(&["item|M01|M02", "c1.1|x|xx", "c1.2||"]).is("", &["`--marks x=aangebracht,xx=ingeoefend`"]);
    grid(&["item|M01|M02", "c1.1|x!|x", "c1.2|deels|x!", "c1.3|deels|"])
        .is("", &["`--marks \"deels=ingeoefend,x!=geëvalueerd\"`"]);
    grid(&["item|M01|M02|M03", "c1.1|I|D|M", "c1.2|D|M|I"])
        .is("", &["`D` (2 times, first in Blad1!C2)", "--marks D=ingeoefend,I=aangebracht,M=geëvalueerd"]);
    grid(&["item|M01|M02", "c1.1|x!|x", "c1.2|zie map|"])
        .is("M02 c1.1 3", &["Blad1!B2 \"x!\"", "Blad1!B3 \"zie map\""]);
    grid(&["item|M01|M02", "c1.1|x|?", "c1.2|?|x"]).is("M01 c1.1 3; M02 c1.2 3", &["Blad1!C2 \"?\""]);
    grid(&["Module|Indicator|Niveau", "M01|c1.1|basis", "M01|c1.2|basis", "M02|c1.2|x"])
        .is("", &["`basis` (2 times, first in Blad1!C2)"]);
}

#[test]
fn a_legend_that_says_no_more_than_a_tick_is_not_asked() {
    for meaning in ["behandeld", "Gedekt", "covered", "traité"] {
        grid(&["item|M01|M02", "c1.1|x|", "", &format!("x = {meaning}")]).is("M01 c1.1 3", &[]);
    }
    grid(&["item|M01|M02", "c1.1|o|", "c1.2|o|", "", "o = behandeld"])
        .is("", &["explains `o` \"behandeld\""]);
}

#[test]
fn a_heading_of_several_modules_is_none_of_them() {
    for heading in ["M01-M03", "M01 & M02", "M01 + M02", "M01, M02", "M01 en M02", "M01/M02"] {
        grid(&[&format!("item|{heading}|M03"), "c1.1|x|", "c1.2||x"])
            .is("M03 c1.2 3", &["it names several modules"]);
    }
}

#[test]
fn signs_in_colour_are_marks_as_plain_ones_are() {
    grid(&["item|M01|M02", "c1.1|✅|➖", "c1.2|✔\u{fe0f}|⬜"]).is("M01 c1.1 3; M01 c1.2 3", &[]);
    grid(&["item|M01", "c1.1|✅", "c1.2|❌"]).is("", &["`❌` stands beside `✅`", "`--marks ❌=`"]);
}

#[test]
fn meanings_that_are_no_levels_are_asked_in_one_question_with_the_levels_that_they_name() {
    let rows = ["Doel|M01|M02", "c1.1|i|o", "c1.2|b|i", "", "i|introductie", "o|oefening", "b|toetsing"];
    let outcome = grid(&rows);
    outcome.is("", &["`--marks i=aangebracht,o=ingeoefend,b=geëvalueerd`"]);
    assert_eq!(outcome.placed.questions.len(), 1, "{}", outcome.said());
    let rows = ["Doel|M01|M02", "c1.1|x|", "c1.2||x", "", "x|het doel wordt aangebracht in deze module"];
    grid(&rows).is("", &["`--marks x=aangebracht`"]);
}
