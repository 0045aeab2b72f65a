//! Signs beside names in cells that are marks as well, letters that may be initials of teachers, and what else stands where a
//! mark or an id is expected: nothing is claimed by a guess at what it means.

use super::{Outcome, grid};

/// The claims of M01 in a sheet with lists of ids, where this cell stands beside it.
fn listed(cell: &str) -> Outcome {
    grid(&["Module|Items", &format!("M01|{cell}"), "M02|c1.4", "M03|c1.5"])
}

const OTHERS: &str = "M02 c1.4 3; M03 c1.5 3";

#[test]
fn an_unknown_sign_with_an_id_of_a_list_is_listed_and_claims_nothing() {
    for sign in [
        "c1.3 !",
        "c1.3 ?",
        "c1.3?",
        "c1.3*",
        "c1.3 *",
        "c1.3 niet",
        "c1.3 -",
        "c1.3 +",
        "c1.3 nvt",
        "c1.3 2",
        "(c1.3)",
        "[c1.3]",
        "c1.3 †",
        "c1.3 x",
        "c1.3: deels",
    ] {
        for between in [", ", "; ", "\n"] {
            let said = format!("\"{sign}\": this part of the cell is not understood");
            listed(&format!("c1.1{between}{sign}")).is(&format!("M01 c1.1 3; {OTHERS}"), &[&said]);
        }
        let alone = listed(sign);
        assert!(
            !alone.claims().contains("M01") && alone.said().contains("B2") | alone.said().contains(sign),
            "{}",
            alone.said()
        );
    }
    listed("c1.1, c1.3 (!)").is(OTHERS, &["\"c1.3 !\": what stands behind its name is no level by itself"]);
    listed("(c1.1, c1.3), c1.6").is(&format!("M01 c1.6 3; {OTHERS}"), &["\"(c1.1\"", "\"c1.3)\""]);
}

#[test]
fn signs_that_only_part_or_end_an_id_say_nothing() {
    let both = format!("M01 c1.1 3; M01 c1.3 3; {OTHERS}");
    for cell in ["c1.1, c1.3", "c1.1 + c1.3", "c1.1 & c1.3", "c1.1;c1.3.", "c1.1:\nc1.3:", "c1.1 en c1.3"] {
        listed(cell).is(&both, &[]);
    }
    listed("c1.1 – Kneedt deeg").is(&format!("M01 c1.1 3; {OTHERS}"), &[]);
}

#[test]
fn an_unknown_sign_with_the_name_of_a_module_claims_nothing() {
    for name in ["M01 !", "M01?", "M01 *", "M01*", "M01 -", "M01 +", "~M01", "(M01)"] {
        grid(&["Item|Modules", &format!("c1.1|{name}"), "c1.4|M02"]).is("M02 c1.4 3", &["B2"]);
    }
}

#[test]
fn a_question_mark_behind_the_id_of_a_row_leaves_it_open() {
    for label in ["c1.1 ?", "c1.1?", "c1.1 (?)", "? c1.1"] {
        grid(&["item|M01|M02", &format!("{label}|x|"), "c1.2||x"]).is("M02 c1.2 3", &["Blad1!B2 \"x\""]);
    }
    grid(&["item|tekst|M01", "c1.1|Kneedt deeg?|x", "c1.2|Weegt de grondstoffen af|x"])
        .is("M01 c1.2 3", &["the id is that of c1.1"]);
}

#[test]
fn initials_of_teachers_are_no_marks() {
    let asked = |rows: &[&str], sentence: &str| grid(rows).is("", &["? nothing says which level", sentence]);
    asked(&["item|M01|M02", "c1.1|JD|KV", "c1.2|KV|JD"], "`--marks JD=…,KV=…`");
    asked(&["item|M01|M02", "c1.1|x|JD", "c1.2|JD|x"], "`--marks JD=…`");
    asked(&["item|M01|M02", "c1.1|J.D.|x", "c1.2|J.D.|"], "`J.D.`");
    // Each of these letters is a tick; together they are more likely names.
    asked(&["item|M01|M02", "c1.1|J|V", "c1.2|V|J"], "`V` (2 times");
    asked(&["item|M01|M02", "c1.1|A|G", "c1.2|I|V"], "`V` (Blad1!C3)");
    grid(&["item|M01|M02", "c1.1|JD|KV", "c1.2|x|x (JD)"]).is(
        "M01 c1.2 3",
        &["Blad1!B2 \"JD\": this is no mark", "Blad1!C2 \"KV\": this is no mark", "\"JD\" behind the mark"],
    );
    grid(&["Module|Items", "M01|c1.1 (JD)", "M02|c1.4 KV"]).is("", &["B2", "B3"]);
    // A letter by itself is a tick, and so is one beside its no.
    grid(&["item|M01|M02", "c1.1|V|", "c1.2||v"]).is("M01 c1.1 3; M02 c1.2 3", &[]);
    grid(&["item|M01|M02", "c1.1|J|N", "c1.2|N|J"]).is("M01 c1.1 3; M02 c1.2 3", &[]);
}

#[test]
fn codes_of_rooms_are_no_items_and_no_modules() {
    let claims = "M01 c1.1 3; M02 c1.2 3; M01 c1.3 3";
    let claims = claims.split("; ").collect::<Vec<_>>();
    let is = |rows: &[&str]| {
        let outcome = grid(rows);
        let own = outcome.claims();
        assert!(
            claims.iter().all(|claim| own.contains(claim)) && own.split("; ").count() == 3,
            "{own}\n{}",
            outcome.said()
        );
    };
    is(&["Lokaal|item|M01|M02", "C3|c1.1|x|", "R2|c1.2||x", "C1|c1.3|x|"]);
    is(&["item||M01|M02", "c1.1|C3|x|", "c1.2|R2||x", "c1.3|C1|x|"]);
    is(&["item|M01|M02|", "c1.1|x||C3", "c1.2||x|R2", "c1.3|x||C2"]);
    is(&["item|M01|M02|", "c1.1|x||C2", "c1.2||x|C2", "c1.3|x||C1"]);
    is(&[
        "Lokaal|tekst|M01|M02",
        "C1|Kneedt deeg|x|",
        "C2|Weegt de grondstoffen af||x",
        "C2|Vormt het deeg tot broden|x|",
    ]);
    is(&["Module|Lokaal|Items", "M01|C3|c1.1", "M02|R2|c1.2", "M01|C1|c1.3"]);
    is(&["|C3|R2", "|M01|M02", "c1.1|x|", "c1.2||x", "c1.3|x|"]);
}

#[test]
fn a_word_that_says_how_a_module_is_taken_names_no_other_module() {
    let claims = "M01 c1.1 3; M02 c1.2 3";
    for title in
        ["Gebak (keuze)", "Gebak (keuzemodule)", "Gebak [optie]", "Gebak (elective)", "Gebak (au choix)"]
    {
        grid(&[&format!("item|Brood|{title}"), "c1.1|x|", "c1.2||x"]).is(claims, &[]);
        grid(&["Module|item", "Brood|c1.1", &format!("{title}|c1.2")]).is(claims, &[]);
    }
    grid(&["item|M01 Brood|M02 Gebak (keuze)", "c1.1|x|", "c1.2||x"]).is(claims, &[]);
    grid(&["item|Brood|Gebak (avond)", "c1.1|x|", "c1.2||x"]).is("M01 c1.1 3", &["column C"]);
    let named = [("content/modules/m02.md", "+++\ntitle = \"Gebak (keuze)\"\ncode = \"M02\"\n+++\n")];
    let of = |rows: &[&str]| super::book(rows, &super::Options::default(), &named, |_| {});
    of(&["item|Brood|Gebak", "c1.1|x|", "c1.2||x"]).is(claims, &[]);
    of(&["item|Brood|Gebak (keuze)", "c1.1|x|", "c1.2||x"]).is(claims, &[]);
    of(&["Module|item", "Brood|c1.1", "Gebak|c1.2"]).is(claims, &[]);
    // A site that has both tells them apart.
    let both = [named[0], ("content/modules/m07.md", "+++\ntitle = \"Gebak\"\ncode = \"M07\"\n+++\n")];
    super::book(
        &["item|Gebak (keuze)|Gebak", "c1.1|x|", "c1.2||x"],
        &super::Options::default(),
        &both,
        |_| {},
    )
    .is("M02 c1.1 3; M07 c1.2 3", &[]);
    grid(&["Module|item", "Gebak|c1.1", "Gebak (keuze)|c1.2", "Brood|c1.3"]).is(
        "M02 c1.1 3; M01 c1.3 3",
        &["\"Gebak (keuze)\": other cells have this name without the word behind it"],
    );
    // A sheet with both, of which the site has one, leaves the second open.
    grid(&["item|Gebak|Gebak (keuze)", "c1.1|x|", "c1.2||x"])
        .is("M02 c1.1 3", &["Blad1!C3 \"x\": column C \"Gebak (keuze)\": another column names M02"]);
}

#[test]
fn items_said_to_stand_in_one_of_two_tables_beside_each_other_are_those_of_its_marks_alone() {
    let rows = ["item|M01|M02||item|M01|M02", "c1.1|x|||c2.1|x|", "c1.2||x||c2.2||x", "c1.3|x|||c1.9|x|x"];
    let of = |items: &[&str]| super::grid_with(&rows, &super::said(items, &[]), |_| {});
    of(&["A"]).is(
        "M01 c1.1 3; M01 c1.3 3; M02 c1.2 3",
        &["columns E, F, G: a table of its own, and `--items A` names the one beside it"],
    );
    of(&["E"]).is("M01 c1.9 3; M01 c2.1 3; M02 c1.9 3; M02 c2.2 3", &["columns A, B, C"]);
    assert_eq!(of(&["A", "E"]).claims(), grid(&rows).claims());
}

#[test]
fn lists_of_ids_below_competences_are_headed_by_these() {
    grid(&["Module|c1|c2", "M01|c1.1|c2.1", "M02|c1.2|"]).is("M01 c1.1 3; M01 c2.1 3; M02 c1.2 3", &[]);
}
