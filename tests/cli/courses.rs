//! `import --as` and `init --course`.

use super::bench::Bench;
use super::starts::DOCUMENT;

const LESSON: &str = "<title>De boze beller</title><h1>De boze beller</h1><p>Je leert <b>luisteren</b>. \
    Zie <a href=\"weg.html\">daar</a>.</p><img src=\"foto.png\" alt=\"Een telefoon\">";

fn bench() -> Bench {
    Bench::with(&[
        ("school/leerlijn.toml", ""),
        ("school/content/index.md", "# Home\n"),
        ("school/content/modules/m05/index.md", "+++\ntitle = \"Klachten\"\ncode = \"M05\"\n+++\n"),
        ("school/content/modules/m06.md", "+++\ntitle = \"Stage\"\ncode = \"M06\"\n+++\n"),
        ("map/les 3.html", LESSON),
        ("map/foto.png", "beeld"),
    ])
}

fn lesson(more: &[&str]) -> Vec<String> {
    let args = ["import", "map/les 3.html", "--as", "lesson", "--root", "school"];
    args.iter().chain(more).map(|arg| (*arg).to_owned()).collect()
}

#[test]
fn a_lesson_comes_to_stand_in_its_module_and_twice_changes_nothing() {
    let bench = bench();
    bench.assert_run("import-lesson", &bench.run(lesson(&["--module", "M05"])));
    let before = bench.tree("school");
    let again = bench.run(lesson(&["--module", "m05"]));
    assert!(
        again.status == 0 && again.stdout.is_empty() && again.stderr.contains("2 files stand there already."),
        "{}",
        again.shown()
    );
    assert_eq!(bench.tree("school"), before);
    let check = bench.run(["check", "--root", "school"]);
    assert_eq!(check.status, 0, "{}", check.shown());
}

#[test]
fn front_matter_that_people_wrote_stays_and_their_text_is_not_written_over_unasked() {
    let bench = bench();
    assert_eq!(bench.run(lesson(&["--module", "M05"])).status, 0);
    let path = "school/content/modules/m05/les-3.md";
    let claimed = bench.read(path).replace("\n+++\n", "\nhours = 4\n+++\n");
    bench.put(path, &claimed);
    let again = bench.run(lesson(&["--module", "M05"]));
    assert_eq!((again.status, bench.read(path)), (0, claimed.clone()), "{}", again.shown());
    let changed = claimed.clone() + "\nEen zin van ons.\n";
    bench.put(path, &changed);
    bench.assert_run("import-lesson-would-lose", &bench.run(lesson(&["--module", "M05"])));
    assert_eq!(bench.read(path), changed);
    assert_eq!(bench.run(lesson(&["--module", "M05", "--force"])).status, 0);
    assert_eq!(bench.read(path), claimed);
}

#[test]
fn lessons_of_a_course_in_another_order_keep_their_files_and_that_is_said() {
    let bench = bench();
    let text =
        |title: &str, weight: usize| format!("---\ntitle: {title}\nweight: {weight}\n---\n\nOver {title}.\n");
    let put = |weights: [usize; 4]| {
        bench.put("balie/groeten/_index.md", &text("Groeten", weights[0]));
        bench.put("balie/groeten/zwaaien.md", &text("Zwaaien", weights[1]));
        bench.put("balie/groeten/buigen.md", &text("Buigen", weights[2]));
        bench.put("balie/bellen/_index.md", &text("Bellen", weights[3]));
    };
    let import = ["import", "balie", "--as", "modules", "--root", "school"];
    put([1, 1, 2, 2]);
    assert_eq!(bench.run(import).status, 0);
    bench.put(
        "school/content/profiles/p.md",
        "+++\ntitle = \"P\"\n+++\n\n## Onthaalt {#c1 .competence}\n\n- Groet {#c1.1}\n",
    );
    bench.put(
        "school/content/programmes/jaar.md",
        "+++\ntitle = \"Eén jaar\"\nprofile = \"p\"\n[[terms]]\nmodules = [\"groeten\", \"bellen\"]\n+++\n",
    );
    let lessons = || bench.tree("school/content/modules/groeten");
    let before = lessons();
    let again = bench.run(import);
    assert!(again.status == 0 && !again.stderr.contains("Left in the order"), "{}", again.shown());
    put([2, 2, 1, 1]);
    let moved = bench.run(import);
    assert_eq!(moved.status, 0, "{}", moved.shown());
    assert_eq!(lessons().len(), before.len(), "no lesson stands there twice");
    for said in [
        "Left in the order of the site:",
        "for the order of the course, rename 02-buigen.md → buigen.md, 01-zwaaien.md → zwaaien.md",
        "the modules of the programme \"Eén jaar\"; in the course they stand in this order: bellen, groeten",
    ] {
        assert!(moved.stderr.contains(said), "{}", moved.shown());
    }
}

#[test]
fn a_dry_run_shows_the_text_and_writes_nothing() {
    let bench = bench();
    let before = bench.tree("school");
    let run = bench.run(lesson(&["--module", "M05", "--dry-run"]));
    assert!(run.status == 0 && run.stdout.contains("Je leert **luisteren**."), "{}", run.shown());
    let run = bench.run(["import", "map", "--as", "modules", "--root", "school", "--dry-run"]);
    assert!(
        run.status == 0 && run.stdout.contains("new       school/content/modules/les-3.md"),
        "{}",
        run.shown()
    );
    assert_eq!(bench.tree("school"), before);
}

#[test]
fn what_is_asked_wrongly_says_how_to_ask_it() {
    let bench = bench();
    bench.put("leeg/klad.tmp", "");
    for (args, wanted) in [
        (vec!["import", "map", "--root", "school"], "add `--as modules`"),
        (
            vec!["import", "map", "--as", "page", "--root", "school"],
            "say `--as modules`, or name one file in it",
        ),
        (
            vec!["import", "map/les 3.html", "--as", "modules", "--root", "school"],
            "is one file and no folder",
        ),
        (
            vec!["import", "map/les 3.html", "--as", "lesson", "--root", "school"],
            "say `--as lesson --module M05`",
        ),
        (
            vec!["import", "map/les 3.html", "--as", "lesson", "--module", "M7", "--root", "school"],
            "there is no module `M7`",
        ),
        (
            vec!["import", "map/les 3.html", "--as", "lesson", "--module", "M06", "--root", "school"],
            "make a folder of it",
        ),
        (vec!["import", "map/les 3.html", "--chapters", "--root", "school"], "say what the text becomes"),
        (
            vec!["import", "map/les 3.html", "--as", "page", "--sheets", "Avond", "--root", "school"],
            "`--sheets` is about a table",
        ),
        (
            vec!["import", "map/les 3.html", "--as", "page", "--columns", "code=A", "--root", "school"],
            "`--columns` is about a table",
        ),
        (
            vec!["import", "map/foto.png", "--as", "page", "--root", "school"],
            "none of the texts that are read",
        ),
        (vec!["import", "leeg", "--as", "modules", "--root", "school"], "leeg has no text of a course"),
        (vec!["init", "nieuw", "--matrix", "map/foto.png"], "--profile"),
    ] {
        let run = bench.run(&args);
        assert!(run.status != 0 && run.stderr.contains(wanted), "{args:?}: {}", run.shown());
    }
}

#[test]
#[cfg(unix)]
fn no_link_in_the_folder_is_followed_and_nothing_in_it_is_touched() {
    let bench = bench();
    bench.put("geheim/brief.md", "geheim");
    bench.put("geheim/foto.png", "geheim");
    std::os::unix::fs::symlink("../geheim", bench.path().join("map/link")).unwrap();
    std::os::unix::fs::symlink("../geheim/brief.md", bench.path().join("map/brief.md")).unwrap();
    bench.put("map/les.md", "![a](link/foto.png) ![b](../geheim/foto.png) [c](brief.md)\n");
    let before = bench.tree("map");
    let run = bench.run(["import", "map", "--as", "modules", "--root", "school"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert!(
        run.stderr.contains("brief.md: it is a link") && run.stderr.contains("link: it is a link"),
        "{}",
        run.shown()
    );
    assert!(!bench.tree("school").iter().any(|(_, bytes)| bytes == b"geheim"), "{}", run.shown());
    assert_eq!(bench.tree("map"), before);
}

#[test]
fn a_school_begins_with_all_that_it_has() {
    let bench = Bench::with(&[
        ("hulpkok.txt", DOCUMENT),
        ("Cursus/README.md", "# Onze cursus\n\nBegin bij [de eerste les](M01 Groenten/les1.html).\n"),
        ("Cursus/M02 Opruimen/les.md", "---\ntitle: Opruimen\nweight: 1\n---\nTekst.\n"),
        ("Cursus/M01 Groenten/les1.html", LESSON),
        ("Cursus/M01 Groenten/les2.md", "# Snijden\n\nZie ![](foto.png).\n"),
        ("Cursus/M01 Groenten/foto.png", "beeld"),
        (
            "matrix.csv",
            "id;item;M01;M02\nc1.1;Wast de groenten;I;\nc1.2;Snijdt de groenten in stukken;G;\nc2.1;Maakt het werkblad schoon;;A\n",
        ),
    ]);
    let before = bench.tree("Cursus");
    let run = bench.run([
        "init",
        "school",
        "--profile",
        "hulpkok.txt",
        "--matrix",
        "matrix.csv",
        "--course",
        "Cursus",
    ]);
    bench.assert_run("init-all", &run);
    assert_eq!(bench.tree("Cursus"), before);
    let check = bench.run(["check", "--root", "school"]);
    assert_eq!(check.status, 0, "{}", check.shown());
    let coverage = bench.run(["coverage", "--root", "school", "--format", "csv"]);
    assert_eq!(coverage.status, 0, "{}", coverage.shown());
    assert_eq!(bench.run(["build", "--root", "school"]).status, 0);
    let programme = bench.read("school/content/programmes/hulpkok.md");
    assert!(programme.contains("modules = [\"M01\", \"M02\"]"), "{programme}");
    let again = bench.run(["import", "Cursus", "--as", "modules", "--root", "school"]);
    assert!(again.status == 0 && again.stdout.is_empty(), "{}", again.shown());
}

#[test]
fn modules_of_the_course_that_the_sheet_does_not_have_are_named() {
    let bench = Bench::with(&[
        ("hulpkok.txt", DOCUMENT),
        ("Cursus/M01 Groenten/les.md", "# Les\n\nTekst.\n"),
        ("Cursus/M02 Opruimen/les.md", "# Les\n\nTekst.\n"),
        ("matrix.csv", "id;;Semester 1\n;;M01 Groenten\nc1.1;Wast de groenten;x\n"),
    ]);
    let sheet = ["--profile", "hulpkok.txt", "--matrix", "matrix.csv", "--course", "Cursus"];
    let run = bench.run(["init", "school"].iter().chain(&sheet));
    assert!(
        run.status == 0
            && run.stderr.contains("M02 stands in no programme yet, since the matrix does not have it"),
        "{}",
        run.shown()
    );
}

#[test]
fn a_sheet_that_cannot_be_taken_leaves_the_site_without_it() {
    let bench = Bench::with(&[("hulpkok.txt", DOCUMENT), ("matrix.csv", "a;b\nc;d\ne;f\n")]);
    let run = bench.run(["init", "school", "--profile", "hulpkok.txt", "--matrix", "matrix.csv"]);
    assert!(run.status != 0 && run.stderr.contains("made without"), "{}", run.shown());
    assert!(bench.has("school/content/profiles/hulpkok.md") && !bench.has("school/content/modules"));
    assert_eq!(bench.run(["check", "--root", "school"]).status, 0);
}

#[test]
fn the_line_that_brings_the_sheet_in_afterwards_has_all_that_was_said_of_it() {
    let sheet = "id;M01 Groenten;M02 Opruimen\nc1.1;A;D\nc1.2;D;\n";
    let bench = Bench::with(&[("hulpkok.txt", DOCUMENT), ("onze matrix.csv", sheet)]);
    let given = ["--profile", "hulpkok.txt", "--matrix", "onze matrix.csv", "--marks", "A=introduced"];
    let run = bench.run(["init", "school", "--lang", "en"].iter().chain(&given));
    let line = "leerlijn import \"onze matrix.csv\" --root school --marks A=introduced";
    assert!(run.status != 0 && run.stderr.contains(&format!("run `{line}`")), "{}", run.shown());
    let answered = ["import", "onze matrix.csv", "--root", "school", "--marks", "A=introduced,D=practised"];
    assert_eq!(bench.run(answered).status, 0);
    assert!(bench.read("school/content/modules/m02-opruimen.md").contains("practised = [\"c1.1\"]"));
}

#[test]
fn a_list_without_codes_begins_a_site_where_somebody_says_that_it_is_one() {
    let list = "# Keuken\n\nWat we doen:\n\n- Snijdt groenten\n- Bakt brood\n- Ruimt de keuken op\n";
    let bench = Bench::with(&[("keuken.md", list)]);
    let refused = bench.run(["init", "school", "--profile", "keuken.md"]);
    assert!(refused.status != 0 && refused.stderr.contains("--format list"), "{}", refused.shown());
    let told = bench.run(["init", "school", "--profile", "keuken.md", "--format", "list"]);
    assert_eq!(told.status, 0, "{}", told.shown());
    assert!(bench.read("school/content/profiles/keuken.md").contains("Ruimt de keuken op"));
}

#[test]
fn a_sheet_that_is_named_must_be_there_and_a_range_must_name_items() {
    let files = [("hulpkok.txt", DOCUMENT), ("matrix.csv", "id;M01 Groenten\nc1.1 tot c1.2;x\nc2.1;x\n")];
    let bench = Bench::with(&files);
    assert_eq!(bench.run(["init", "school", "--lang", "en", "--profile", "hulpkok.txt"]).status, 0);
    let import = |more: &[&str]| bench.run(["import", "matrix.csv", "--root", "school"].iter().chain(more));
    for (more, said) in [
        (&["--sheets", "Blad9"][..], "the file has no sheet `Blad9`"),
        (&["--ranges", "c1.1 tot c1.2"], "says of no cell which items it means"),
        (&[], "--ranges \"c1.1 tot c1.2=c1.1,c1.2\""),
    ] {
        let run = import(more);
        assert!(run.status != 0 && run.stderr.contains(said), "{}", run.shown());
    }
    let run = import(&["--ranges", "c1.1 tot c1.2=c1.1,c1.2", "--sheets", "matrix"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert!(bench.read("school/content/modules/m01-groenten.md").contains("[\"c1.1\", \"c1.2\", \"c2.1\"]"));
}
