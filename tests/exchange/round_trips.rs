//! An export that is imported again is the same profile, and the same bytes at any time.

use leerlijn::export::{Scope, canvas, case_profile, case_programme, elm, moodle, site_json};
use leerlijn::import::matrix;
use leerlijn::model::Site;
use leerlijn::pipeline::Snapshot;
use proptest::prelude::*;

use crate::{first_profile, imported, school, sites, snapshot, text};

/// What every format carries of a profile: title, ids, texts, the tree, and what refers to what.
fn essence(site: &Site) -> Vec<String> {
    let profile = site.profiles.values().next().expect("a profile");
    let mut lines = vec![profile.title.clone()];
    for competence in profile.competences.iter().map(|id| &site.competences[*id]) {
        lines.push(format!("{} {}", competence.id, competence.title));
        lines.extend(competence.indicators.iter().map(|id| site.items[*id].id.clone()));
        let mut known: Vec<String> =
            competence.knowledge.iter().map(|id| site.items[*id].id.clone()).collect();
        known.sort();
        lines.extend(known);
    }
    let items = profile.items.iter().map(|id| &site.items[*id]);
    lines.extend(items.map(|item| format!("{} {} {}", item.kind.as_str(), item.id, item.text)));
    lines
}

fn again(file: &str) -> Snapshot {
    snapshot(&[("content/profiles/profiel.md", file)], "")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_profile_comes_back_from_case_and_from_moodle(file in sites::profile()) {
        let before = again(&file);
        prop_assert!(!before.report().has_errors(), "{:?}", before.report().diagnostics());
        let id = first_profile(&before);
        let case = case_profile(&before.pages(), id);
        let after = again(&imported(text(&case)));
        prop_assert!(!after.report().has_errors(), "{:?}", after.report().diagnostics());
        prop_assert_eq!(essence(before.site()), essence(after.site()));
        // The identifiers survive the journey, so that a third system sees one framework and not two.
        let identifiers = |text: &str| {
            let package: serde_json::Value = serde_json::from_str(text).unwrap();
            package["CFItems"].as_array().unwrap().iter().map(|item| item["identifier"].to_string()).collect::<Vec<_>>()
        };
        let third = case_profile(&after.pages(), first_profile(&after));
        prop_assert_eq!(identifiers(text(&case)), identifiers(text(&third)));
        let moodle = moodle(before.site(), id);
        prop_assert_eq!(essence(before.site()), essence(again(&imported(text(&moodle))).site()));
    }

    #[test]
    fn exports_are_accepted_by_the_rules_of_their_importers(file in sites::profile()) {
        let site = again(&file);
        let id = first_profile(&site);
        crate::moodle::assert_accepted(text(&moodle(site.site(), id)), site.site());
        crate::canvas::assert_accepted(text(&canvas(site.site(), id)), site.site());
    }
}

#[test]
fn the_school_comes_back_from_case_and_from_moodle() {
    let school = school();
    let id = first_profile(&school);
    for export in [case_profile(&school.pages(), id), moodle(school.site(), id)] {
        assert_eq!(essence(school.site()), essence(again(&imported(text(&export))).site()));
    }
}

#[test]
fn exports_are_the_same_bytes_every_time() {
    let all = || {
        let school = school();
        let (site, pages, id) = (school.site(), school.pages(), first_profile(&school));
        let programme = site.programmes.ids().next().unwrap();
        let exports = [
            case_profile(&pages, id),
            case_programme(&pages, programme),
            moodle(site, id),
            canvas(site, id),
            elm(&pages, id).unwrap(),
        ];
        let json = site_json(site, school.coverage(), school.sources(), Scope::Site);
        exports.iter().map(|export| text(export).to_owned()).chain([json]).collect::<Vec<String>>()
    };
    assert_eq!(all(), all());
}

/// What changes in `site` when the coverage that `package` holds is brought in.
fn edits(site: &Snapshot, package: &str, removal: matrix::Removal) -> matrix::Edits {
    let sheets = matrix::read(package.as_bytes(), "matrix", None).unwrap();
    let placed = matrix::place(site.site(), &sheets, &matrix::Options::default());
    assert!(placed.near.is_empty() && placed.unplaced.is_empty(), "{:?}", placed.unplaced);
    matrix::Edits::new(site.site(), site.sources(), &placed, removal)
}

fn coverage_package(snapshot: &Snapshot) -> String {
    let programme = snapshot.site().programmes.ids().next().unwrap();
    text(&case_programme(&snapshot.pages(), programme)).to_owned()
}

#[test]
fn the_coverage_of_the_school_comes_back_from_case() {
    let school = school();
    for removal in [matrix::Removal::Keep, matrix::Removal::Replace] {
        let edits = edits(&school, &coverage_package(&school), removal);
        assert!(edits.conflicts.is_empty() && edits.files.is_empty(), "{edits:?}");
        assert!(edits.standing > 150, "{}", edits.standing);
    }
}

#[test]
fn a_school_takes_the_claims_of_another_from_case() {
    let profile =
        "+++\ntitle = \"Kok\"\n+++\n\n## Kookt {#c1 .competence}\n\n- Roert {#c1.1}\n- Roert {#c1.2}\n";
    let module = |code: &str, covers: &str| {
        format!("+++\ntitle = \"Module {code}\"\ncode = \"{code}\"\n{covers}+++\n")
    };
    let site = |first: &str, second: &str| {
        let (first, second) = (module("M1", first), module("M2", second));
        let files = [
            ("content/profiles/kok.md", profile),
            ("content/modules/m1.md", first.as_str()),
            ("content/modules/m2.md", second.as_str()),
            (
                "content/programmes/een.md",
                "+++\ntitle = \"Een\"\nprofile = \"kok\"\n[[terms]]\nmodules = [\"M1\", \"M2\"]\n+++\n",
            ),
        ];
        snapshot(&files, "")
    };
    let (first, second) = (
        "\n[covers]\nintroduced = [\"c1.2\"]\n",
        "\n[covers]\npractised = [\"c1.1\"]\nassessed = [\"c1.2\"]\n",
    );
    let taken = edits(&site("", ""), &coverage_package(&site(first, second)), matrix::Removal::Keep);
    let files: Vec<_> = taken.files.iter().map(|edit| edit.after.as_str()).collect();
    assert_eq!(files, [module("M1", first), module("M2", second)]);
}
