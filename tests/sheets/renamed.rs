//! A sheet that is brought in again after it was changed: nothing is written twice, and a module that has another name there
//! meanwhile is said.

use leerlijn::import::matrix::Options;

use super::{Outcome, book, said};

const ICE: &str = "+++\ntitle = \"IJs bereiden\"\n\n[covers]\nassessed = [\"c1.1\", \"c1.2\"]\n+++\n";

/// What came of a sheet on a site that has a module without a code from an import before.
fn again(rows: &[&str]) -> Outcome {
    book(rows, &Options::default(), &[("content/modules/ijs-bereiden.md", ICE)], |_| {})
}

/// The same, where a person said that the first row names modules.
fn told(rows: &[&str]) -> Outcome {
    book(rows, &said(&[], &["1"]), &[("content/modules/ijs-bereiden.md", ICE)], |_| {})
}

#[test]
fn what_stands_already_is_not_written_again() {
    let outcome = again(&["Doel|IJs bereiden|M01", "c1.1|x|", "c1.2|x|x"]);
    let edits = outcome.edits();
    assert_eq!((edits.added, edits.standing, edits.files.len()), (1, 2, 1), "{}", outcome.said());
    assert!(outcome.placed.renamed.is_empty(), "{}", outcome.said());
}

#[test]
fn a_module_under_another_name_is_said_with_how_to_take_it_back() {
    let said = "renamed Sorbets maken has the items of IJs bereiden, which stands nowhere in the file; where it is the same \
        module, take the import back with `leerlijn import --undo` and write `IJs bereiden` above its marks";
    told(&["Doel|Sorbets maken|Module Brood", "c1.1|x|", "c1.2|x|x"]).is_said(&[said]);
    again(&["Doel|M07 Sorbets|M01", "c1.1|x|", "c1.2|x|", "c1.3|x|x"]).is_said(&["renamed M07 Sorbets"]);
    for other in [
        // It stands in the sheet itself.
        ["Doel|Sorbets maken|IJs bereiden", "c1.1|x|x", "c1.2|x|x"].as_slice(),
        // It has other items.
        &["Doel|Sorbets maken|Module Brood", "c1.4|x|", "c1.2|x|x"],
    ] {
        assert!(told(other).placed.renamed.is_empty(), "{}", told(other).said());
    }
}

#[test]
fn a_module_with_another_name_in_the_sheet_is_said() {
    // The code is known, and its title is quite another one: in a column, and in a row.
    let said = "\"Sorbets\" is M02 Gebak by its code alone";
    again(&["Doel|M02 Sorbets|M01 Brood", "c1.1|x|", "c1.2|x|x"]).is_said(&[said]);
    again(&["Module|c1.1|c1.2", "M02 Sorbets|x|", "M01 Brood||x"]).is_said(&[said]);
    // The title is known, and the site lacks its code.
    let said =
        "\"IJs bereiden\" is known by its title, and the site does not have its code; write `code = \"M07\"`";
    again(&["Doel|M07 IJs bereiden|M01", "c1.1|x|", "c1.2|x|x"]).is_said(&[said]);
    again(&["Module|c1.1|c1.2", "M07 IJs bereiden|x|", "M01||x"]).is_said(&[said]);
    // A remark in brackets, hours and the name of a file are no other title.
    for same in ["M02 Gebak (2 u)", "M02", "m02", "M02 gebak"] {
        let outcome = again(&[format!("Doel|{same}|M01").as_str(), "c1.1|x|", "c1.2|x|x"]);
        assert!(outcome.placed.named_otherwise.is_empty(), "{}", outcome.said());
    }
}
