//! `export` of the matrix, and `import` of one.

use std::fs;

use super::bench::Bench;

const CONFIG: &str = "title = \"S\"\nlanguage = \"en\"\n";
const PROFILE: &str = "+++\ntitle = \"Cook\"\n+++\n\n## Cooks {#c1 .competence}\n\n- Cuts the vegetables {#c1.1}\n\
    - Washes the vegetables with care {#c1.2}\n- =SUM(1) is no formula {#c1.3}\n\n## Knowledge {.knowledge}\n\n- Hygiene {#k.hygiene}\n";
const FIRST: &str = "+++\n# Ours\ntitle = \"Knives\"\ncode = \"M01\"\n\n[covers]\n# by the exam\nassessed = [\n  \"c1.1\", # cut\n]\n+++\n\n\
    ## Lesson {#lesson practised=c1.2}\n\nText.\n";
const SECOND: &str = "+++\ntitle = \"Water\"\ncode = \"M02\"\n+++\n\nText.\n";
const PROGRAMME: &str = "+++\ntitle = \"One year\"\nprofile = \"cook\"\n[[terms]]\ntitle = \"Autumn\"\nmodules = [\"M01\", \"M02\"]\n+++\n";

fn bench() -> Bench {
    Bench::with(&[
        ("leerlijn.toml", CONFIG),
        ("content/profiles/cook.md", PROFILE),
        ("content/modules/m01.md", FIRST),
        ("content/modules/m02.md", SECOND),
        ("content/programmes/one-year.md", PROGRAMME),
    ])
}

#[test]
fn the_matrix_and_the_gaps_as_csv() {
    let bench = bench();
    bench.assert_run("export-matrix-csv", &bench.run(["export", "matrix", "--format", "csv"]));
    bench.assert_run("export-gaps-csv", &bench.run(["export", "gaps", "--format", "csv"]));
}

#[test]
fn a_workbook_is_a_file_and_never_takes_the_place_of_another() {
    let bench = bench();
    let export = ["export", "matrix", "--format", "xlsx"];
    assert_eq!(bench.run(export).stdout, "one-year-matrix.xlsx\n");
    assert_eq!(bench.run(export).status, 0, "the same file may be written again");
    bench.put("one-year-matrix.xlsx", "mine");
    bench.assert_run("export-refused", &bench.run(export));
    assert_eq!(bench.read("one-year-matrix.xlsx"), "mine");
    assert_eq!(bench.run(["export", "matrix", "--format", "xlsx", "--force"]).status, 0);
    assert_eq!(bench.run(["export", "matrix", "--format", "moodle"]).status, 2);
}

#[test]
fn what_was_exported_changes_nothing() {
    let bench = bench();
    assert_eq!(bench.run(["export", "matrix", "--format", "xlsx"]).status, 0);
    assert_eq!(bench.run(["export", "matrix", "--format", "csv", "--out", "m.csv"]).status, 0);
    for file in ["one-year-matrix.xlsx", "m.csv"] {
        let run = bench.run(["import", file]);
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.shown());
        assert!(
            run.stderr.ends_with("no files: 0 claims new, 0 taken out, 2 stood there already.\n"),
            "{}",
            run.shown()
        );
    }
    assert_eq!(bench.read("content/modules/m01.md"), FIRST);
}

#[test]
fn a_module_that_is_called_like_a_column_stays_a_module() {
    let bench = bench();
    let text = "+++\ntitle = \"Together\"\n[covers]\nintroduced = [\"c1.1\"]\n+++\n";
    bench.put("content/modules/together.md", text);
    bench.put("content/programmes/one-year.md", &PROGRAMME.replace("\"M02\"", "\"together\""));
    assert_eq!(bench.run(["export", "matrix", "--format", "xlsx"]).status, 0);
    let run = bench.run(["import", "one-year-matrix.xlsx"]);
    assert!(
        run.stderr.ends_with("no files: 0 claims new, 0 taken out, 3 stood there already.\n"),
        "{}",
        run.shown()
    );
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let bench = bench();
    bench.put(
        "ours.csv",
        "competence;item;M01;Water;M03 Fire;notes\n1;Cuts the vegetables;A;;I;see the long remark in the file\n\
         1;washes vegetables with care;P;A;;\n1;Sings;x;;;\nk;hygiene.;;?;A;\n",
    );
    bench.assert_run("import-matrix-dry-run", &bench.run(["import", "ours.csv", "--dry-run"]));
    assert_eq!(bench.read("content/modules/m01.md"), FIRST);
    assert!(!bench.has("content/modules/m03-fire.md"));
    let run = bench.run(["import", "ours.csv"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert_eq!(
        bench.read("content/modules/m03-fire.md"),
        "+++\ntitle = \"Fire\"\ncode = \"M03\"\n\n[covers]\nintroduced = [\"c1.1\"]\nassessed = [\"k.hygiene\"]\n+++\n"
    );
    let again = bench.run(["import", "ours.csv"]);
    assert!(again.stderr.contains("no files: 0 claims new"), "{}", again.shown());
}

#[test]
fn modules_may_stand_in_rows_and_marks_may_be_given() {
    let bench = bench();
    bench.put("turned.csv", "code,title,c1.1,c1.2,k.hygiene\nM01,Knives,G,,\nM02,Water,,,*\n");
    let refused = bench.run(["import", "turned.csv", "--marks", "*=done"]);
    assert_eq!(refused.status, 2, "{}", refused.shown());
    let run = bench.run(["import", "turned.csv", "--marks", "*=introduced,G=assessed"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "content/modules/m02.md\n"), "{}", run.shown());
    assert_eq!(
        bench.read("content/modules/m02.md"),
        "+++\ntitle = \"Water\"\ncode = \"M02\"\n\n[covers]\nintroduced = [\"k.hygiene\"]\n+++\n\nText.\n"
    );
}

#[test]
fn claims_are_only_taken_out_on_request() {
    let bench = bench();
    bench.put("less.csv", "item,M01\nc1.1,\nc1.2,\nk.hygiene,I\n");
    let run = bench.run(["import", "less.csv"]);
    let said = "1 file: 1 claim new, 0 taken out, 0 stood there already.\n\
        1 claim of the modules is not in this matrix: c1.1 (M01).\n`--replace` takes such claims out.\n";
    assert!(run.status == 0 && run.stderr.ends_with(said), "{}", run.shown());
    let kept = bench.read("content/modules/m01.md");
    assert!(kept.contains("\"c1.1\", # cut") && kept.contains("introduced = [\"k.hygiene\"]"), "{kept}");
    bench.assert_run("import-matrix-replace", &bench.run(["import", "less.csv", "--replace", "--dry-run"]));
}

#[test]
fn a_contradiction_stops_everything_before_it_begins() {
    let bench = bench();
    bench.put("wrong.csv", "item,text,M01,M02\nc1.1,Washes the vegetables with care,x,x\nc1.2,,x,x\n");
    bench.assert_run("import-matrix-conflict", &bench.run(["import", "wrong.csv"]));
    assert_eq!(bench.read("content/modules/m02.md"), SECOND);
}

#[test]
fn merged_headers_and_several_sheets_are_read() {
    let bench = bench();
    let mut book = rust_xlsxwriter::Workbook::new();
    let format = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 2, 0, 3, "Autumn", &format).unwrap();
    for (row, column, text) in
        [(1, 2, "M01"), (1, 3, "M02"), (2, 2, "Knives"), (2, 3, "Water"), (3, 1, "Cuts the vegetables")]
    {
        sheet.write_string(row, column, text).unwrap();
    }
    sheet.write_number(3, 3, 2).unwrap();
    sheet.merge_range(3, 0, 4, 0, "Cooks", &format).unwrap();
    let other = book.add_worksheet();
    other.write_string(0, 1, "M02").unwrap();
    other.write_string(1, 0, "k.hygiene").unwrap();
    other.write_string(1, 1, "●").unwrap();
    book.add_worksheet().write_string(0, 0, "Nothing of a matrix").unwrap();
    fs::write(bench.path().join("merged.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    let run = bench.run(["import", "merged.xlsx"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "content/modules/m02.md\n"), "{}", run.shown());
    let text = bench.read("content/modules/m02.md");
    assert!(text.contains("practised = [\"c1.1\"]\nassessed = [\"k.hygiene\"]\n"), "{text}");
}

#[test]
fn two_far_corners_are_no_harm() {
    let bench = bench();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "c1.1").unwrap();
    sheet.write_string(1_048_575, 16_383, "x").unwrap();
    fs::write(bench.path().join("far.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    let run = bench.run(["import", "far.xlsx"]);
    assert_eq!(run.status, 1, "{}", run.shown());
}

#[test]
fn a_profile_as_markdown_is_its_own_file() {
    let bench = Bench::example();
    let run = bench.run(["export", "profile", "--format", "markdown"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert_eq!(run.stdout, bench.read("content/profiles/receptionist.md"));
}

#[test]
fn the_last_import_is_taken_back_while_its_files_stand_as_it_left_them() {
    let bench = bench();
    let (before, modules) = (bench.tree("content"), "item,M01,M03 Fire\nk.hygiene,I,x\n");
    bench.put("m.csv", modules);
    assert_eq!(bench.run(["import", "m.csv"]).status, 0);
    assert!(bench.has("content/modules/m03-fire.md"));
    let undone = bench.run(["import", "--undo"]);
    assert_eq!(undone.status, 0, "{}", undone.shown());
    assert_eq!(bench.tree("content"), before);
    assert_eq!(bench.run(["import", "--undo"]).status, 2, "it is taken back once");
    assert_eq!(bench.run(["import", "m.csv"]).status, 0);
    bench.put("content/modules/m03-fire.md", "+++\ntitle = \"Mine\"\n+++\n");
    let (changed, refused) = (bench.tree("content"), bench.run(["import", "--undo"]));
    assert!(refused.status == 2 && refused.stderr.contains("m03-fire.md"), "{}", refused.shown());
    assert_eq!(bench.tree("content"), changed);
}

#[test]
fn taking_an_import_back_leaves_no_empty_folders() {
    let bench = bench();
    bench.put("content/leeg/.gitkeep", "");
    bench.put("cursus/M07 Fire/les 1.md", "# Les 1\n\nTekst.\n");
    let imported = bench.run(["import", "cursus", "--as", "modules"]);
    assert!(bench.has("content/modules/m07-fire"), "{}", imported.shown());
    assert_eq!(bench.run(["import", "--undo"]).status, 0);
    assert!(!bench.has("content/modules/m07-fire") && bench.has("content/leeg"));
}

#[test]
#[cfg(unix)]
fn a_module_behind_a_link_that_leads_out_is_not_touched() {
    let bench = bench();
    bench.put("m.csv", "item,M07\nk.hygiene,x\n");
    let outside = tempfile::TempDir::new().unwrap();
    let elsewhere = outside.path().join("theirs.md");
    fs::write(&elsewhere, "theirs").unwrap();
    std::os::unix::fs::symlink(&elsewhere, bench.path().join("content/modules/m07.md")).unwrap();
    let run = bench.run(["import", "m.csv"]);
    assert!(
        run.status == 2 && run.stderr.contains("stands behind a link that leads out of the site"),
        "{}",
        run.shown()
    );
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "theirs");
}

#[test]
fn an_import_of_any_kind_is_taken_back_and_named() {
    let bench = bench();
    let before = bench.tree("content");
    bench.put("m.csv", "item,M01,M03 Fire\nk.hygiene,I,x\n");
    bench.put("les 1.md", "# Les 1\n\nTekst.\n");
    bench.put("outcomes.csv", "Code,Outcome\nLO1,Bakes bread\nLO2,Sells bread\nLO3,Cleans the oven\n");
    for command in [
        &["import", "m.csv"][..],
        &["import", "les 1.md", "--as", "page"],
        &["import", "outcomes.csv", "--format", "list"],
    ] {
        let imported = bench.run(command);
        assert_eq!(imported.status, 0, "{}", imported.shown());
        assert_ne!(bench.tree("content"), before);
        let undone = bench.run(["import", "--undo"]);
        assert!(
            undone.stderr.contains(&format!("The import of {} was taken back", command[1])),
            "{}",
            undone.shown()
        );
        assert_eq!(bench.tree("content"), before);
    }
}

#[test]
fn a_table_of_one_column_with_modules_and_items_becomes_no_profile() {
    let bench = bench();
    let before = bench.tree("content");
    bench.put("m.csv", "M01 Knives\nc1.1\nc1.2\nM02 Water\nk.hygiene\n");
    let run = bench.run(["import", "m.csv"]);
    assert_eq!(run.status, 1, "{}", run.shown());
    assert!(run.stderr.contains("modules stand in A1, A4 and items below them"), "{}", run.shown());
    assert_eq!(bench.tree("content"), before);
}

#[test]
fn a_letter_after_items_is_a_column_of_a_matrix() {
    let bench = bench();
    bench.put("m.csv", "Goal,M01,M02\nc1.1,x,\nc1.3,,x\n");
    for extra in [&["--items", "A"][..], &["--items", "A", "--modules", "1"]] {
        let run = bench.run(["import", "m.csv", "--dry-run"].iter().chain(extra));
        assert!(run.stderr.contains("Sheet m: items by column A, modules by row 1"), "{}", run.shown());
    }
}

#[test]
fn a_list_that_counts_as_the_site_does_claims_nothing() {
    let bench = bench();
    bench.put(
        "other.csv",
        "Activité;Code;Compétence\nA1;C1.1;Accueillir le client\nA1;C1.2;Identifier ses besoins\nA2;C1.3;Conclure la vente\n",
    );
    let run = bench.run(["import", "other.csv", "--dry-run"]);
    assert!(
        run.stdout.contains("## A1 {#A1 .competence}\n\n- Accueillir le client {#C1.1}\n"),
        "{}",
        run.shown()
    );
}

#[test]
fn a_list_of_names_that_is_given_as_a_matrix_is_said_to_be_none() {
    let bench =
        Bench::with(&[("cook.md", "# Outcomes\n\n- LO1: Cuts vegetables\n- LO2: Washes vegetables\n")]);
    bench.put("names.csv", "Introduction\nHygiene\nDough\n");
    let run = bench.run(["init", "site", "--profile", "cook.md", "--matrix", "names.csv"]);
    assert!(run.stderr.contains("names.csv is no coverage matrix"), "{}", run.shown());
    assert!(run.stderr.contains("`leerlijn import names.csv --root site --format list`"), "{}", run.shown());
    assert!(!run.stderr.contains("--profile` out"), "{}", run.shown());
}

/// A page as Excel saves a sheet, with styles, a hidden row and a legend below the table.
const PAGE: &str = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\n<head><meta charset=utf-8>\n<style>\n<!--\n\
    .xl66 {mso-style-parent:style0; text-decoration:line-through;}\n-->\n</style>\n</head>\n<body>\n<table border=0>\n\
    <tr height=20><td class=xl65>Item</td><td>M01 Knives</td><td>M02 Water</td></tr>\n\
    <tr><td>c1.2</td><td></td><td>x</td></tr>\n\
    <tr style='display:none'><td>c1.1</td><td></td><td>x</td></tr>\n\
    <tr><td>k.hygiene</td><td class=xl66>x</td><td>&nbsp;</td></tr>\n\
    <tr><td>c1.3</td><td colspan=2>x</td></tr>\n</table>\n<p>x = practised</p>\n</body>\n</html>\n";

#[test]
fn a_matrix_in_a_web_page_is_read_as_in_a_spreadsheet() {
    let bench = bench();
    // Software of schools calls such a page an Excel file.
    for name in ["m.html", "m.xls"] {
        bench.put(name, PAGE);
        let run = bench.run(["import", name, "--dry-run"]);
        for said in [
            "Sheet m: items by column A, modules by row 1 in columns B, C",
            "row 3: hidden",
            "m!B4  \"x\": it is struck through",
            "x  practised",
        ] {
            assert!(run.stderr.contains(said), "{said}\n{}", run.shown());
        }
        assert!(!run.stdout.contains("k.hygiene"), "{}", run.shown());
        assert!(run.stdout.contains("practised = [\"c1.2\", \"c1.3\"]"), "{}", run.shown());
    }
    let profile = "# Outcomes\n\n- LO1: Cuts vegetables\n- LO2: Washes vegetables\n";
    let started = Bench::with(&[("cook.md", profile)]);
    started.put(
        "m.html",
        "<!-- saved from url=(0014)about:internet -->\n<table><tr><th></th><th>M01 Knives</th><th>M02 Water</th></tr>\
         <tr><td>LO1</td><td>x</td><td></td></tr><tr><td>LO2</td><td></td><td>x</td></tr></table>",
    );
    let run = started.run(["init", "site", "--profile", "cook.md", "--matrix", "m.html"]);
    assert!(run.stderr.contains("2 claims new"), "{}", run.shown());
}

#[test]
fn a_page_that_is_a_list_stays_one_and_claims_nothing() {
    let bench = bench();
    bench.put(
        "list.html",
        "<table><tr><th>Code</th><th>Outcome</th></tr><tr><td>LO1</td><td>Bakes bread in an oven</td></tr>\
         <tr><td>LO2</td><td>Sells bread to customers</td></tr></table>",
    );
    let run = bench.run(["import", "list.html", "--dry-run"]);
    assert!(run.stdout.contains("## Bakes bread in an oven {#LO1 .competence}"), "{}", run.shown());
}

#[test]
fn workbooks_saved_as_something_like_a_page_are_refused_with_what_to_do() {
    let bench = bench();
    let before = bench.tree("content");
    for (text, said, help) in [
        (
            "MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related; boundary=\"x\"\n\n--x\n",
            "this is a web page in one file (.mht)",
            "save it as .xlsx",
        ),
        (
            "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
             <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">\n</Workbook>\n",
            "this is a workbook of an old version of Excel (XML)",
            "save it as .xlsx or .csv",
        ),
        (
            "<html><head><title>m</title></head>\n<frameset rows=\"*,39\"><frame src=\"m_files/sheet001.htm\"></frameset></html>",
            "this page is only the frame around the sheets of a workbook",
            "sheet001.htm",
        ),
    ] {
        bench.put("m.htm", text);
        let run = bench.run(["import", "m.htm"]);
        assert_eq!(run.status, 1, "{}", run.shown());
        assert!(run.stderr.contains(said) && run.stderr.contains(help), "{}", run.shown());
    }
    assert_eq!(bench.tree("content"), before);
}
