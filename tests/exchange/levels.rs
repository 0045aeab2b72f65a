//! A programme that counts a module at another level: every file that leaves has the level of its programme, and what
//! comes back changes no module.

use leerlijn::edit::{Edits, Removal};
use leerlijn::export::{Scope, case_programme, matrix_csv, site_json};
use leerlijn::import::matrix;
use leerlijn::model::ProgrammeId;
use leerlijn::pipeline::Snapshot;

use crate::{snapshot, text};

fn site() -> Snapshot {
    let files = [
        (
            "content/profiles/kok.md",
            "+++\ntitle = \"Kok\"\n+++\n\n## Kookt {#c1 .competence}\n\n- Roert {#c1.1}\n- Proeft {#c1.2}\n",
        ),
        (
            "content/modules/m1.md",
            "+++\ntitle = \"Soep\"\ncode = \"M1\"\n\n[covers]\nassessed = [\"c1.1\", \"c1.2\"]\n+++\n",
        ),
        (
            "content/programmes/avond.md",
            "+++\ntitle = \"Avond\"\n[[terms]]\nmodules = [\"M1\"]\n[levels.M1]\npractised = [\"c1.1\"]\n+++\n",
        ),
        ("content/programmes/dag.md", "+++\ntitle = \"Dag\"\n[[terms]]\nmodules = [\"M1\"]\n+++\n"),
    ];
    let site = snapshot(&files, "");
    assert!(site.report().diagnostics().iter().all(|found| found.code.as_str() == "L409"));
    site
}

fn programmes(site: &Snapshot) -> [ProgrammeId; 2] {
    let ids: Vec<ProgrammeId> = site.site().programmes.ids().collect();
    ids.try_into().unwrap()
}

#[test]
fn a_matrix_has_the_levels_of_its_programme() {
    let site = site();
    let [evening, day] = programmes(&site);
    let pages = site.pages();
    let csv = |id| matrix_csv(&site.site().config, &pages.matrix(id));
    let line = |text: &str, item: &str| text.lines().find(|line| line.contains(item)).unwrap().to_owned();
    assert!(line(&csv(evening), "c1.1").ends_with(";nog niet geëvalueerd;ingeoefend;1"), "{}", csv(evening));
    assert!(line(&csv(evening), "c1.2").ends_with(";geëvalueerd;geëvalueerd;1"), "{}", csv(evening));
    assert!(line(&csv(day), "c1.1").ends_with(";geëvalueerd;geëvalueerd;1"), "{}", csv(day));
    let json: serde_json::Value = serde_json::from_str(&site_json(&pages, Scope::Site)).unwrap();
    let [evening, day] = [0, 1].map(|at| &json["programmes"][at]);
    let said = serde_json::json!([{ "module": "m1", "item": "c1.1", "level": "practised" }]);
    assert_eq!(evening["levels"], said);
    assert_eq!(evening["coverage"][0]["level"], "practised");
    assert_eq!(evening["coverage"][0]["modules"][0]["levels"], serde_json::json!(["practised"]));
    assert_eq!(evening["coverage"][0]["status"], "partial");
    assert!(day["levels"].is_null());
    assert_eq!(day["coverage"][0]["level"], "assessed");
}

#[test]
fn a_matrix_that_comes_back_leaves_the_module_as_it_is() {
    let site = site();
    for programme in programmes(&site) {
        let package = case_programme(&site.pages(), programme);
        let sheets = matrix::read(text(&package).as_bytes(), "matrix", None).unwrap();
        let placed = matrix::place(site.site(), &sheets, &matrix::Options::default());
        for removal in [Removal::Keep, Removal::Replace] {
            let edits = Edits::new(site.site(), site.sources(), placed.coverage.as_ref().unwrap(), removal);
            assert!(edits.files.is_empty() && edits.notes.is_empty(), "{edits:?}");
            assert_eq!(edits.standing, 2);
        }
    }
}

#[test]
fn a_matrix_with_a_third_level_is_told_who_says_which() {
    let site = site();
    let package = case_programme(&site.pages(), programmes(&site)[0]);
    let introduced = text(&package).replace("ingeoefend", "aangebracht");
    let sheets = matrix::read(introduced.as_bytes(), "matrix", None).unwrap();
    let placed = matrix::place(site.site(), &sheets, &matrix::Options::default());
    let coverage = placed.coverage.as_ref().unwrap();
    let edits = Edits::new(site.site(), site.sources(), coverage, Removal::Replace);
    assert!(edits.files.is_empty(), "{edits:?}");
    let [note] = &edits.notes[..] else { panic!("{:?}", edits.notes) };
    assert_eq!(
        note.english(),
        "the matrix has M1 as aangebracht for c1.1, for which a programme says another level than the module; it stays"
    );
}
