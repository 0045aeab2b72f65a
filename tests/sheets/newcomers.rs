//! Headings that no module of the site has, beside those of modules: a teacher, an exam, a term, a slip of the pen. None of them
//! becomes a module by itself; a person says with `--modules` that they are modules.

use leerlijn::import::matrix::Options;

use super::{book, grid, grid_with, merged, said};

#[test]
fn a_title_beside_known_titles_is_no_module_by_itself() {
    for heading in ["Praktijkexamen", "Juf Els", "Alle modules samen", "Werkplekleren", "Leerling A"] {
        let rows = [&format!("item|Brood|Gebak|Oven|{heading}") as &str, "c1.1|x||x|", "c1.2||x||x"];
        grid(&rows).is("M01 c1.1 3; M02 c1.2 3; M03 c1.1 3", &["Blad1!E3 \"x\"", heading, "`--modules 1`"]);
    }
    let rows = ["item|Brood|Gebak|Taarten", "c1.1|x||", "c1.2||x|x"];
    grid_with(&rows, &said(&[], &["1"]), |_| {}).is("M01 c1.1 3; M02 c1.2 3; +/Taarten c1.2 3", &[]);
}

#[test]
fn titles_beside_few_known_ones_are_asked() {
    let rows = ["item|Brood|Taarten|Ijs|Chocolade", "c1.1|x||x|", "c1.2||x||x"];
    grid(&rows).is("", &["? most headings of the sheet Blad1 are no modules", "Taarten, Ijs, Chocolade"]);
}

#[test]
fn a_code_that_is_built_otherwise_is_no_module_by_itself() {
    for code in ["S1", "T1", "BC1", "Q1", "PO1", "EU 4", "VKS3"] {
        let rows = [&format!("item|M01|M02|{code}") as &str, "c1.1|x||", "c1.2||x|x"];
        grid(&rows).is("M01 c1.1 3; M02 c1.2 3", &["Blad1!D3 \"x\"", "its codes are built otherwise"]);
        grid_with(&rows, &said(&[], &["1"]), |_| {})
            .is(&format!("M01 c1.1 3; M02 c1.2 3; +{code}/{code} c1.2 3"), &[]);
    }
    grid(&["item|W1|W2", "c1.1|x|", "c1.2||x"]).is("", &["? no heading of the sheet Blad1", "`--modules 1`"]);
    grid(&["item|M01|M07", "c1.1|x|", "c1.2||x"]).is("M01 c1.1 3; +M07/M07 c1.2 3", &[]);
    grid(&["item|M01|T7 Taarten", "c1.1|x|", "c1.2||x"]).is("M01 c1.1 3; +T7/Taarten c1.2 3", &[]);
}

#[test]
fn a_code_that_is_nearly_known_is_no_module() {
    for code in ["MO1", "M01b", "M01/Piet", "MOD01"] {
        let rows = [&format!("item|{code}|M02") as &str, "c1.1|x|", "c1.2||x"];
        grid(&rows).is("M02 c1.2 3", &["Blad1!B2 \"x\"", "nearly so is written M01"]);
    }
    grid(&["Indicator|Module", "c1.1|MO1", "c1.2|M02"]).is("M02 c1.2 3", &["nearly so is written M01"]);
    grid(&["item|M01 t/m M03|M02", "c1.1|x|", "c1.2||x"]).is("M02 c1.2 3", &["it names several modules"]);
}

#[test]
fn a_note_or_a_status_takes_a_module_back() {
    for note in ["Module vervalt", "geschrapt", "pas vanaf 2027"] {
        grid_with(&["item|M01|M02", "c1.1|x|", "c1.2||x"], &Options::default(), |sheet| {
            sheet.insert_note(0, 1, &rust_xlsxwriter::Note::new(note)).unwrap();
        })
        .is("M02 c1.2 3", &["Blad1!B2 \"x\"", note]);
    }
    grid_with(&["item|M01|M02", "c1.1|x|", "c1.2||x"], &Options::default(), |sheet| {
        sheet.insert_note(1, 0, &rust_xlsxwriter::Note::new("geschrapt in de nieuwe kwalificatie")).unwrap();
    })
    .is("M02 c1.2 3", &["the note on A2 says"]);
    grid(&["item|M01|M02", "c1.1|x|", "c1.2||x", "Status|vervallen|definitief"])
        .is("M02 c1.2 3", &["B4 says \"vervallen\" of it"]);
    grid(&["item|tekst|M01|M02|Status", "c1.1|Kneedt deeg|x||ok", "c1.2|Weegt de grondstoffen af||x|n.v.t."])
        .is("M01 c1.1 3", &["E3 says \"n.v.t.\" of it"]);
    grid(&["item|M01 (vanaf sept. 2027)|M02", "c1.1|x|", "c1.2||x"])
        .is("", &["? Blad1!B1 says \"M01 (vanaf sept. 2027)\""]);
}

#[test]
fn study_points_below_the_titles_are_no_parts_of_the_modules() {
    for label in ["Studiepunten", "ECTS", "SP"] {
        let rows = ["|J1||J2", "|Brood|Gebak|Oven", &format!("{label}|#6|#3|#6"), "c1.1|x||", "c1.2||x|x"];
        grid_with(&rows, &Options::default(), |sheet| merged(sheet, (0, 1, 0, 2), "J1"))
            .is("M01 c1.1 3; M02 c1.2 3; M03 c1.2 3", &[]);
    }
}

#[test]
fn a_profile_is_asked_where_two_fit_equally_well() {
    let other = "+++\ntitle = \"Slager\"\n+++\n\n## Verwerkt vlees {#c1 .competence}\n\n- Slacht het rund {#c1.1}\n\
        - Ontbeent het vlees {#c1.2}\n";
    let extra = [("content/profiles/slager.md", other)];
    book(&["item|M01|M02", "c1.1|x|", "c1.2||x"], &Options::default(), &extra, |_| {}).is(
        "",
        &["? the ids in the file are those of several profiles: Bakker, Slager", "`--profile slager`"],
    );
    book(&["item|tekst|M01", "c1.1|Kneedt deeg|x"], &Options::default(), &extra, |_| {})
        .is("M01 c1.1 3", &[]);
}

#[test]
fn two_columns_of_modules_are_asked() {
    let rows =
        ["Indicator|Verantwoordelijke module|Ondersteunende modules", "c1.1|M01|M02, M03", "c1.2|M02|"];
    grid(&rows).is("", &["? several columns of the sheet Blad1 name modules"]);
}
