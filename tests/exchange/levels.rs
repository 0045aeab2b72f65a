//! A programme that counts a module at another level: every file that leaves has the level of its programme, and what
//! comes back changes no module.

use expect_test::expect;
use leerlijn::edit::{Edits, Removal};
use leerlijn::export::{Scope, case_programme, gaps_xlsx, matrix_csv, matrix_xlsx, modules_xlsx, site_json};
use leerlijn::import::{matrix, spreadsheet};
use leerlijn::model::ProgrammeId;
use leerlijn::pipeline::Snapshot;
use leerlijn::plan::OutContent;

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

/// The texts of the sheet `name` of `book`, row by row.
fn rows_of(book: &[u8], name: &str) -> Vec<Vec<String>> {
    let book = spreadsheet::read(book, "book.xlsx", None).unwrap();
    let sheet = book.sheets.iter().find(|sheet| sheet.name == name).unwrap();
    let row = |at| (0..sheet.width()).map(|column| sheet.text(at, column).to_owned()).collect();
    (0..sheet.height()).map(row).collect()
}

#[test]
fn the_legend_of_a_workbook_says_which_modules_count_otherwise() {
    let site = site();
    let (pages, config) = (site.pages(), &site.site().config);
    let [evening, day] = programmes(&site);
    for (programme, is_said) in [(evening, true), (day, false)] {
        let matrix = matrix_xlsx(config, &pages.matrix(programme)).unwrap();
        let gaps = gaps_xlsx(config, &pages.gaps(programme)).unwrap();
        for book in [matrix, gaps] {
            let rows: Vec<String> = rows_of(&book, "Legende").iter().map(|row| row.join("|")).collect();
            let head = "telt hier als|Modules die hier anders tellen|doel";
            let at = rows.iter().position(|row| row == head);
            assert_eq!(at.is_some(), is_said, "{rows:?}");
            let below = at.map(|at| rows[at + 1].as_str());
            let said = "ingeoefend|M1 Soep|c1.1 (module zelf: geëvalueerd)";
            assert!(below.is_none_or(|below| below == said), "{rows:?}");
        }
    }
}

#[test]
fn the_list_of_modules_is_a_sheet_in_the_language_of_the_site() {
    for (language, name, head) in [("nl", "Modules", "periode"), ("de", "Module", "Abschnitt")] {
        let settings = format!("title = \"School\"\nlanguage = \"{language}\"\n");
        let site = snapshot(
            &[
                ("leerlijn.toml", &settings),
                ("content/profiles/kok.md", "+++\ntitle = \"Kok\"\n+++\n\n## Kookt {#c1 .competence}\n"),
                (
                    "content/modules/m1.md",
                    "+++\ntitle = \"Soep\"\nhours = 2\n[covers]\npractised = [\"c1\"]\n+++\n",
                ),
            ],
            "",
        );
        let id = site.site().programmes.ids().next().unwrap();
        let book = modules_xlsx(&site.site().config, &site.pages().module_table(id)).unwrap();
        assert_eq!(rows_of(&book, name)[0][0], head);
    }
}

#[test]
fn the_text_of_a_programme_says_which_modules_count_otherwise() {
    let site = site();
    let text = |path: &str| {
        let OutContent::Bytes(bytes) = site.file(path).unwrap().unwrap().content else { panic!("no bytes") };
        String::from_utf8(bytes).unwrap()
    };
    let evening = text("programmes/avond/index.html.md");
    let (_, said) = evening.split_once("## Modules die hier anders tellen\n").expect(&evening);
    expect![[r"

        [M1 Soep](../../modules/m1/index.html) telt hier als **ingeoefend** (module zelf: geëvalueerd)

        - [c1.1](../../profiles/kok/c1.1/index.html): Roert
    "]]
    .assert_eq(said);
    assert!(!text("programmes/dag/index.html.md").contains("anders tellen"));
}

#[test]
fn a_matrix_that_comes_back_leaves_the_module_as_it_is() {
    let site = site();
    for programme in programmes(&site) {
        let package = case_programme(&site.pages(), programme).bytes;
        let book = matrix_xlsx(&site.site().config, &site.pages().matrix(programme)).unwrap();
        for bytes in [package, book] {
            let sheets = matrix::read(&bytes, "matrix", None).unwrap();
            let placed = matrix::place(site.site(), &sheets, &matrix::Options::default());
            for removal in [Removal::Keep, Removal::Replace] {
                let edits =
                    Edits::new(site.site(), site.sources(), placed.coverage.as_ref().unwrap(), removal);
                assert!(edits.files.is_empty() && edits.notes.is_empty(), "{edits:?}");
                assert_eq!(edits.standing, 2);
            }
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
