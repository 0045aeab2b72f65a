//! An export that is imported again is the same profile, and the same bytes at any time.

use leerlijn::edit;
use leerlijn::export::{Scope, canvas, case_profile, case_programme, elm, moodle, site_json};
use leerlijn::import::matrix;
use leerlijn::model::Site;
use leerlijn::pipeline::Snapshot;
use proptest::prelude::*;

use crate::{first_profile, imported, said, school, sites, snapshot, text};

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

/// The first profile as JSON.
fn profile_json(site: &Snapshot) -> String {
    site_json(&site.pages(), Scope::Profile(first_profile(site)))
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
    fn a_profile_comes_back_from_json(file in sites::profile()) {
        let before = again(&file);
        let after = again(&imported(&profile_json(&before)));
        prop_assert!(!after.report().has_errors(), "{:?}", after.report().diagnostics());
        prop_assert_eq!(profile_json(&before), profile_json(&after));
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
fn the_school_comes_back_from_json_with_its_texts() {
    let school = school();
    let before: serde_json::Value = serde_json::from_str(&profile_json(&school)).unwrap();
    // A profile without a code has its names from the site and the file.
    let title = school.site().config.title.as_str();
    let settings = format!("title = {title:?}\n");
    let written = imported(&before.to_string());
    let path = before["profiles"][0]["file"].as_str().unwrap();
    let after = profile_json(&snapshot(&[("leerlijn.toml", &settings), (path, &written)], ""));
    let after: serde_json::Value = serde_json::from_str(&after).unwrap();
    let (before, after) = (&before["profiles"][0], &after["profiles"][0]);
    for key in before.as_object().unwrap().keys() {
        assert_eq!(before[key], after[key], "{key}");
    }
}

#[test]
fn texts_of_every_kind_of_section_come_back_from_json() {
    let file = "+++\ntitle = \"Kok\"\nlevel = { vks = 3, cnc = 2 }\n+++\n\nEen *kok*.\n\nKookt.\n\n\
        ## Kookt {#c1 .competence code=b1 ref=\"co 1, 2\"}\n\nMet zorg.\n\n- Roert {#c1.1 code=x}\n\n\
        ### Kennis {.knowledge}\n\n- [[k.ui]]\n\n\
        ## Wat hij kent {.knowledge}\n\nLees ook dit.\n\n- Kent ui {#k.ui grade=basic}\n\n\
        ## Houding {.attitudes}\n\n- Is kalm {#a.kalm}\n\n\
        ## Denkt {.cognitive-skills}\n\n- [[c1.1]]\n- Iets anders\n\n\
        ## Zelfstandigheid {.autonomy}\n\n### Is zelfstandig in\n\n- roeren\n- proeven\n\n\
        ## Begrippen {.glossary}\n\nWoorden.\n\n- **Roux**, **roux*en***: bloem (met `boter`) #1 {#x}\n- **A:** b\n\n\
        ## Nog iets\n\nTekst met [een link](https://a.example).\n";
    let before = again(file);
    let json = profile_json(&before);
    let written = imported(&json);
    assert_eq!(said(&json), ["L710 left out: a level of another framework"]);
    let after = profile_json(&again(&written));
    let without_levels = |json: &str| {
        let mut site: serde_json::Value = serde_json::from_str(json).unwrap();
        site["profiles"][0]["levels"].take();
        site
    };
    assert_eq!(without_levels(&json), without_levels(&after));
    assert!(written.contains("- roeren\n- proeven\n"), "{written}");
}

#[test]
fn modules_and_programmes_that_json_has_too_are_said_to_be_left_out() {
    let school = school();
    let json = site_json(&school.pages(), Scope::Site);
    let [left] = &said(&json)[..] else { panic!("{:?}", said(&json)) };
    assert!(left.starts_with("L710 left out: ") && left.ends_with(" and 1 programme"), "{left}");
}

#[test]
fn json_of_another_version_or_of_several_profiles_is_refused() {
    let json = profile_json(&school());
    let said_of = |text: &str| said(text).concat();
    let mut whole: serde_json::Value = serde_json::from_str(&json).unwrap();
    let version = whole["version"].clone();
    whole["version"] = serde_json::json!("2.0");
    assert!(said_of(&whole.to_string()).starts_with("L708 this is JSON of a site in version \"2.0\""));
    whole["version"] = version;
    let second = whole["profiles"][0].clone();
    whole["profiles"].as_array_mut().unwrap().push(second);
    assert!(said_of(&whole.to_string()).contains("2 profiles"));
    whole["profiles"] = serde_json::json!([{ "title": "Leeg" }]);
    assert!(said_of(&whole.to_string()).starts_with("L701"));
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
        let json = site_json(&school.pages(), Scope::Site);
        exports.iter().map(|export| text(export).to_owned()).chain([json]).collect::<Vec<String>>()
    };
    assert_eq!(all(), all());
}

/// What changes in `site` when the coverage that `package` holds is brought in.
fn edits(site: &Snapshot, package: &str, removal: edit::Removal) -> edit::Edits {
    let sheets = matrix::read(package.as_bytes(), "matrix", None).unwrap();
    let placed = matrix::place(site.site(), &sheets, &matrix::Options::default());
    assert!(placed.near.is_empty() && placed.unplaced.is_empty(), "{:?}", placed.unplaced);
    edit::Edits::new(site.site(), site.sources(), placed.coverage.as_ref().unwrap(), removal)
}

fn coverage_package(snapshot: &Snapshot) -> String {
    let programme = snapshot.site().programmes.ids().next().unwrap();
    text(&case_programme(&snapshot.pages(), programme)).to_owned()
}

#[test]
fn the_coverage_of_the_school_comes_back_from_case() {
    let school = school();
    for removal in [edit::Removal::Keep, edit::Removal::Replace] {
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
    let taken = edits(&site("", ""), &coverage_package(&site(first, second)), edit::Removal::Keep);
    let files: Vec<_> = taken.files.iter().map(|edit| edit.after.as_str()).collect();
    assert_eq!(files, [module("M1", first), module("M2", second)]);
}
