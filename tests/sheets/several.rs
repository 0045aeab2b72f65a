//! Several tables beside each other, several sheets of one matter, titles that are nearly those of modules, and the
//! programme that follows: two things that may be one, or one that may be two.

use leerlijn::edit::{Edits, Removal};
use leerlijn::import::matrix::Options;

use super::{book, fill, grid, grid_with, said};

#[test]
fn tables_beside_each_other_are_about_their_own_items() {
    let rows =
        ["item|M01|M02||item|M01|M02", "c1.1|x|||c2.1||x", "c1.2||x||c2.2|x|", "c1.3|x|||k.hygiene|x|x"];
    let claims =
        "M01 c1.1 3; M01 c1.3 3; M01 c2.2 3; M01 k.hygiene 3; M02 c1.2 3; M02 c2.1 3; M02 k.hygiene 3";
    let outcome = grid(&rows);
    outcome.is_said(&["items by column A, modules by row 1 in columns B, C", "items by column E"]);
    assert_eq!(sorted(&outcome.claims()), claims);
    // Turned: the modules in rows, a second block of items below the first.
    let turned = ["|c1.1|c1.2", "M01|x|", "M02||x", "|c2.1|c2.2", "M01||x", "M02|x|"];
    assert_eq!(sorted(&grid(&turned).claims()), "M01 c1.1 3; M01 c2.2 3; M02 c1.2 3; M02 c2.1 3");
}

#[test]
fn a_second_column_of_items_without_headings_of_its_own_is_asked() {
    let rows = ["item|M01|samenhang|M02", "c1.1|x|c2.1|x", "c1.2||c2.2|x"];
    grid(&rows).is("", &["items stand in A and other ones in C", "`--items A`"]);
    grid_with(&rows, &said(&["A"], &[]), |_| {}).is("M01 c1.1 3; M02 c1.1 3; M02 c1.2 3", &[]);
    // The same ids once more, at the end of each row, name nothing else.
    grid(&["item|M01|item|M02", "c1.1|x|c1.1|", "c1.2||c1.2|x"]).is("M01 c1.1 3; M02 c1.2 3", &[]);
}

#[test]
fn a_title_that_is_like_that_of_a_module_makes_no_new_one() {
    for title in ["Brood bakken", "Gebakk", "De oven"] {
        grid(&[&format!("item|{title}"), "c1.1|x"])
            .is("", &["one that is alike", "Blad1!B2 \"x\"", "a code of its own"]);
    }
    // A module that another column names is not meant by this one, and a number tells two apart.
    grid_with(&["item|Brood|Brood verkopen", "c1.1|x|", "c1.2||x"], &said(&[], &["1"]), |_| {})
        .is("M01 c1.1 3; +/Brood verkopen c1.2 3", &[]);
    let stage = [("content/modules/stage-1.md", "+++\ntitle = \"Stage 1\"\n+++\n")];
    let wide = |title: &str| book(&[&format!("item|{title}"), "c1.1|x"], &Options::default(), &stage, |_| {});
    wide("Stage 2").is("+/Stage 2 c1.1 3", &[]);
    wide("Stage").is("", &["one that is alike: stage-1"]);
}

#[test]
fn sheets_that_differ_on_the_same_cells_are_asked() {
    let with = |name: &str, options: &Options| {
        book(&["item|M01|M02", "c1.1|x|", "c1.2||x"], options, &[], |book| {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            fill(sheet, &["item|M01|M02", "c1.1|x|", "c1.2|x|"]);
        })
    };
    let only = |names: &[&str]| Options {
        sheets: names.iter().map(|name| (*name).to_owned()).collect(),
        ..Options::default()
    };
    with("Blad1 (2)", &Options::default())
        .is("", &["the sheets Blad1 and Blad1 (2) are about the same items", "`--sheets \"Blad1\"`"]);
    with("Avond", &only(&["blad1"])).is("M01 c1.1 3; M02 c1.2 3", &["it was not chosen"]);
    with("Avond", &only(&["Blad1", "Avond"])).is("M01 c1.1 3; M01 c1.2 3; M02 c1.2 3", &[]);
    // A sheet that is called as a level holds the marks of that level.
    with("Aangebracht", &Options::default()).is("M01 c1.1 3; M01 c1.2 1; M02 c1.2 3", &[]);
}

fn sorted(claims: &str) -> String {
    let mut all: Vec<&str> = claims.split("; ").collect();
    all.sort_unstable();
    all.join("; ")
}

#[test]
fn the_programme_follows_the_matrix_where_that_is_said_to_be_right() {
    let programme = "+++\ntitle = \"P\"\nprofile = \"bakker\"\n[[terms]]\ntitle = \"Semester 1\"\nmodules = [\n  \"M03\", # the oven\n  \"M01\",\n]\n[[terms]]\ntitle = \"Semester 2\"\nmodules = [\"M02\"]\n+++\n";
    let extra = [("content/programmes/p.md", programme)];
    let changed = |rows: &[&str], removal: Removal| {
        let outcome = book(rows, &Options::default(), &extra, |_| {});
        let coverage = outcome.placed.coverage.as_ref().unwrap();
        let edits = Edits::new(outcome.site(), outcome.snapshot.sources(), coverage, removal);
        let file = edits.files.iter().find(|file| file.path.as_str() == "content/programmes/p.md");
        let notes: Vec<String> = edits.notes.iter().map(|note| note.english()).collect();
        (file.map(|file| file.after.clone()).unwrap_or_default(), notes.join("; "))
    };
    let rows = ["item|M01|M02|M03", "c1.1|x|x|x"];
    let (text, said) = changed(&rows, Removal::Keep);
    assert_eq!(
        (text.as_str(), said.as_str()),
        ("", "the matrix has M02 before M03, the programme \"P\" after it")
    );
    let (text, said) = changed(&rows, Removal::Replace);
    assert_eq!(
        text,
        programme.replace("  \"M03\", # the oven\n  \"M01\",\n", "  \"M01\",\n  \"M03\", # the oven\n")
    );
    assert_eq!(said, "the programme \"P\" has its modules in the order and the terms of the matrix now");
    let (text, _) = changed(&["|Semester 2||Semester 1", "item|M03|M02|M01", "c1.1|x|x|x"], Removal::Replace);
    assert!(text.contains("modules = [\"M03\", \"M02\"]"), "{text}");
    // A new module goes into its term, and the others follow in the same edit.
    let (text, _) = changed(&["item|M02|M01|M03|M07 Room", "c1.1|x|x|x|x"], Removal::Replace);
    assert!(text.contains("[\"M02\", \"M07\"]") && text.find("M01") < text.find("M03"), "{text}");
}
