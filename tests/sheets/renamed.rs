//! A sheet that is brought in again after it was changed: nothing is written twice, and a module that has another name there
//! meanwhile is said.

use leerlijn::import::matrix::Options;

use super::{Outcome, book};

const ICE: &str = "+++\ntitle = \"IJs bereiden\"\n\n[covers]\nassessed = [\"c1.1\", \"c1.2\"]\n+++\n";

/// What came of a sheet on a site that has a module without a code from an import before.
fn again(rows: &[&str]) -> Outcome {
    book(rows, &Options::default(), &[("content/modules/ijs-bereiden.md", ICE)], |_| {})
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
    again(&["Doel|Sorbets maken|Module Brood", "c1.1|x|", "c1.2|x|x"]).is_said(&[said]);
    again(&["Doel|M07 Sorbets|M01", "c1.1|x|", "c1.2|x|", "c1.3|x|x"]).is_said(&["renamed M07 Sorbets"]);
    for other in [
        // It stands in the sheet itself.
        ["Doel|Sorbets maken|IJs bereiden", "c1.1|x|x", "c1.2|x|x"].as_slice(),
        // It has other items.
        &["Doel|Sorbets maken|Module Brood", "c1.4|x|", "c1.2|x|x"],
    ] {
        assert!(again(other).placed.renamed.is_empty(), "{}", again(other).said());
    }
}
