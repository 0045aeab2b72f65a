//! Slips of people who use the program for the first time: a document in the place of another, a name that is nearly right, a
//! command typed beside the site. Each is told in one message, in Dutch here, where it belongs and what to write.

use super::bench::{Bench, Run};

const PROFILE: &str = "TITEL\nHulpkok\n\nCompetentie 1:\nBereidt groenten voor\n\u{b7} Wast de groenten\n\u{b7} Snijdt de groenten in stukken\n\n\
    Competentie 2:\nRuimt de keuken op\n\u{b7} Maakt het werkblad schoon\n\u{b7} Sorteert het afval\n";
const MATRIX: &str = ",M01 Eerste stappen,M02 Groenten\nWast de groenten,A,G\nSnijdt de groenten in stukken,A,I\n\
    Maakt het werkblad schoon,,G\nSorteert het afval,A,\n";
const TABLE: &str = "# Dekking\n\n| doel | M01 | M02 |\n|---|---|---|\n| Wast de groenten | x | x |\n\
    | Snijdt de groenten in stukken | x | |\n| Sorteert het afval | | x |\n";
const LESSON: &str = "# Groenten bewaren\n\nIn deze module leer je hoe je groenten bewaart.\n";

/// The documents of a teacher, in a folder.
fn documents() -> Bench {
    let bench = Bench::with(&[
        ("profiel.txt", PROFILE),
        ("dekking.csv", MATRIX),
        ("dekking.md", TABLE),
        ("les.md", LESSON),
        (
            "m05.md",
            "+++\ntitle = \"Bewaren\"\ncode = \"M05\"\n\n[covers]\naangebracht = [\"c1.1\"]\n+++\n\n## Koelen\n",
        ),
        (
            "keuken.md",
            "# Keuken\n\nIn de keuken bewaar je alle groenten op een droge en koele plaats, en je kijkt elke dag of ze nog goed zijn.\n\n- Wast groenten\n- Snijdt groenten\n- Ruimt op\n",
        ),
        ("brief.txt", "Beste ouders\n"),
        (
            "lijst.csv",
            "Code,Leerresultaat\n1.1,Wast de groenten\n1.2,Snijdt de groenten in stukken\n2.1,Sorteert het afval\n",
        ),
        ("cursus/M01 Wassen.md", LESSON),
    ]);
    std::fs::write(bench.path().join("profiel.docx"), word(PROFILE)).unwrap();
    std::fs::write(bench.path().join("les.docx"), word(LESSON)).unwrap();
    bench
}

/// A Word document whose paragraphs are the lines of `text`.
fn word(text: &str) -> Vec<u8> {
    use std::io::Write;
    let paragraphs = text.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"));
    let body: String = paragraphs.collect();
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let types = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", types), ("word/document.xml", document.as_str())] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[track_caller]
fn dutch(bench: &Bench, args: &[&str]) -> Run {
    bench.run(args.iter().copied().chain(["--language", "nl"]))
}

/// The program refuses the run with one message that has `said` in it.
#[track_caller]
fn refuses(bench: &Bench, args: &[&str], said: &[&str]) {
    let run = dutch(bench, args);
    assert!(run.status != 0, "{args:?}: {}", run.shown());
    for said in said {
        assert!(run.stderr.contains(said), "{args:?} lacks {said}: {}", run.shown());
    }
    assert_eq!(run.stderr.matches("fout").count(), 1, "{args:?} has more than one message: {}", run.shown());
}

#[test]
fn a_document_in_the_place_of_another_is_told_where_it_belongs_and_makes_no_site() {
    let bench = documents();
    let matrix = "ziet eruit als een dekkingsmatrix, niet als een profiel";
    let profile = "ziet eruit als een profiel, niet als een dekkingsmatrix";
    let text = "ziet eruit als een cursustekst, niet als een profiel";
    let init = |options: &[&'static str]| [&["init", "site"], options].concat();
    for (options, said) in [
        (init(&["--profile", "dekking.csv"]), vec![matrix, "`--matrix`"]),
        (init(&["--profile", "dekking.md"]), vec![matrix, "rekenblad"]),
        (init(&["--profile", "cursus"]), vec!["cursus is een map", "`--course`"]),
        (init(&["--profile", "profiel.txt", "--matrix", "profiel.docx"]), vec![profile, "`--profile`"]),
        (init(&["--profile", "dekking.csv", "--matrix", "profiel.docx"]), vec![profile, "`--profile`"]),
        (
            init(&["--profile", "profiel.txt", "--matrix", "dekking.md"]),
            vec!["staat een matrix", "rekenblad"],
        ),
        (
            init(&["--profile", "profiel.txt", "--matrix", "les.docx"]),
            vec!["les.docx ziet eruit als een cursustekst, niet als een dekkingsmatrix", "`--course`"],
        ),
        (init(&["--profile", "profiel.txt", "--matrix", "brief.txt"]), vec!["brief.txt is geen rekenblad"]),
        (init(&["--profile", "les.docx"]), vec![text, "`--course`"]),
        (init(&["--profile", "les.md"]), vec![text, "`--course`"]),
        (init(&["--profile", "m05.md"]), vec![text, "`--course`"]),
        (init(&["--profile", "keuken.md"]), vec![text, "`--course`", "`--format list`"]),
        (init(&["--profile", "profiel.txt", "--matrix", "cursus"]), vec!["cursus is een map", "`--course`"]),
        (
            init(&["--profile", "profiel.txt", "--matrix", "lijst.csv"]),
            vec!["lijst.csv ziet eruit als een lijst met leerresultaten", "`--profile`"],
        ),
        (init(&["--course", "profiel.docx"]), vec!["is geen map", "`--profile`"]),
        (init(&["--course", "dekking.csv"]), vec!["is geen map", "`--matrix`"]),
        (init(&["--course", "les.docx"]), vec!["is geen map", "`leerlijn import les.docx --as module`"]),
    ] {
        refuses(&bench, &options, &said);
        assert!(!bench.has("site"), "{options:?} made a site");
    }
}

#[test]
fn a_site_is_told_where_a_document_belongs_too() {
    let bench = documents();
    assert_eq!(dutch(&bench, &["init", "site", "--profile", "profiel.docx"]).status, 0);
    let matrix = "ziet eruit als een dekkingsmatrix, niet als een profiel";
    refuses(
        &bench,
        &["what-if", "--root", "site", "--profile", "dekking.csv"],
        &[matrix, "`leerlijn import`"],
    );
    refuses(&bench, &["what-if", "--root", "site", "--profile", "cursus"], &["cursus is een map"]);
    refuses(&bench, &["import", "--root", "site", "dekking.md"], &[matrix, "rekenblad"]);
    let text = "les.docx ziet eruit als een cursustekst, niet als een profiel";
    refuses(
        &bench,
        &["import", "--root", "site", "les.docx"],
        &[text, "`leerlijn import les.docx --as module`"],
    );
    refuses(&bench, &["what-if", "--root", "site", "--profile", "les.docx"], &[text, "`leerlijn import"]);
    refuses(&bench, &["import", "--root", "site", "lijst.csv", "--as", "module"], &["zonder `--as`"]);
    let own = ["import", "--root", "site", "site/content/profiles/hulpkok.md", "--as", "module"];
    refuses(&bench, &own, &["het bestand van een profiel", "zonder `--as`"]);
    refuses(&bench, &["import", "--root", "site", "cursus"], &["cursus is een map", "`--as modules`"]);
    refuses(
        &bench,
        &["import", "--root", "site", "dekking.csv", "--as", "module"],
        &["niet als een cursustekst", "zonder `--as`"],
    );
}

#[test]
fn a_profile_that_is_written_as_sites_have_it_is_taken_over_as_it_is() {
    let text = "+++\ntitle = \"Hulpkok\"\n+++\n\n## Wast {#w .competence}\n\n- Wast de groenten {#w.9}\n";
    let bench = Bench::with(&[("mijn.md", text)]);
    let run = dutch(&bench, &["init", "site", "--profile", "mijn.md"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert_eq!(bench.read("site/content/profiles/hulpkok.md"), text);
}

#[test]
fn the_title_of_a_profile_may_be_the_first_line_and_that_is_said() {
    let bench = Bench::with(&[("profiel.txt", &PROFILE.replace("TITEL\n", ""))]);
    let run = dutch(&bench, &["init", "site", "--profile", "profiel.txt"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert!(run.stderr.contains("“Hulpkok” bovenaan is als titel gelezen"), "{}", run.shown());
    assert!(bench.has("site/content/profiles/hulpkok.md"));
}

#[test]
fn the_note_of_an_open_document_and_a_name_that_is_nearly_right_lead_to_the_document() {
    let bench = documents();
    bench.put("~$profiel.docx", "An");
    refuses(
        &bench,
        &["init", "site", "--profile", "~$profiel.docx"],
        &["is geen document", "staat geen `~$`"],
    );
    refuses(&bench, &["init", "site", "--profile", "profiel.dox"], &["bedoelde je `profiel.docx`"]);
    refuses(&bench, &["init", "site", "--profile", "proifel.docx"], &["bedoelde je `profiel.docx`"]);
    // In the folder of a course it is no text.
    bench.put("cursus/~$les.docx", "An");
    let run = dutch(&bench, &["init", "site", "--profile", "profiel.docx", "--course", "cursus"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert!(!bench.tree("site/content").iter().any(|(path, _)| path.to_string_lossy().contains('~')));
}

#[test]
fn names_of_commands_options_and_kinds_that_are_nearly_right_are_told() {
    let bench = Bench::example();
    for (line, said) in [
        ("chek", "bedoelde je `check`?"),
        ("servee", "bedoelde je `serve`?"),
        ("build --outpt x", "bedoelde je `--output`?"),
        ("import x.xlsx --sheet x", "bedoelde je `--sheets`?"),
        ("new lessn Deeg", "profiel, module, les, opleiding, pagina"),
    ] {
        let run = bench.run(line.split(' ').chain(["--language", "nl"]));
        assert!(run.status == 2 && run.stderr.contains(said), "{line}: {}", run.shown());
    }
    for (language, kinds) in [
        ("fr", "profil, module, leçon, formation, page"),
        ("de", "profil, modul, lektion, bildungsgang, seite"),
    ] {
        let run = bench.run(["new", "lessn", "X", "--language", language]);
        assert!(run.stderr.contains(kinds), "{}", run.shown());
        // Each of them is understood.
        for kind in kinds.split(", ").filter(|kind| !matches!(*kind, "leçon" | "lektion")) {
            let run = bench.run(["new", kind, &format!("Een {kind} {language}")]);
            assert_eq!(run.status, 0, "{kind}: {}", run.shown());
        }
    }
}

#[test]
fn names_with_spaces_stand_between_quotation_marks() {
    let bench = documents();
    bench.put("mijn profiel.txt", PROFILE);
    bench.put("onze dekking.csv", MATRIX);
    refuses(&bench, &["init", "site", "--profile", "mijn", "profiel.txt"], &["tussen aanhalingstekens"]);
    let args = ["init", "onze school", "--profile", "mijn profiel.txt", "--matrix", "onze dekking.csv"];
    let run = dutch(&bench, &args);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert!(run.stderr.contains("`cd \"onze school\"`"), "{}", run.shown());
    assert!(bench.has("onze school/content/modules"));
}

#[test]
fn a_command_beside_the_site_names_its_folder() {
    let bench = documents();
    assert_eq!(dutch(&bench, &["init", "mijn-school", "--profile", "profiel.docx"]).status, 0);
    for args in [&["check"][..], &["build"], &["new", "module", "Deeg"], &["import", "dekking.csv"]] {
        refuses(&bench, args, &["`cd mijn-school`"]);
    }
}

#[test]
fn the_folder_of_a_site_that_is_typed_by_itself_stands_behind_root_in_every_command() {
    let bench = documents();
    assert_eq!(dutch(&bench, &["init", "mijn school", "--profile", "profiel.docx"]).status, 0);
    let site = "mijn school";
    let said = "schrijf `--root \"mijn school\"`";
    for args in [
        &["start", site][..],
        &["build", site],
        &["serve", site],
        &["check", site],
        &["coverage", site],
        &["what-if", site],
        &["claim", site, "M01", "c1.1"],
        &["claim", "M01", "c1.1", "A", site],
        &["exempt", site, "c1.1", "Later."],
        &["review", site],
        &["export", site, "--format", "csv"],
        &["export", "matrix", site, "--format", "csv"],
        &["import", "dekking.csv", site],
        &["theme", site],
        &["theme", "eject", site],
        &["diff", "main", "HEAD", site],
        &["new", site, "Deeg"],
    ] {
        refuses(&bench, args, &[said]);
    }
    refuses(&bench, &[site], &["`leerlijn start --root \"mijn school\"`"]);
    for (language, said) in [
        ("en", "stands behind `--root`"),
        ("fr", "se place derrière `--root`"),
        ("de", "steht hinter `--root`"),
    ] {
        let run = bench.run(["check", site, "--language", language]);
        assert!(run.status == 2 && run.stderr.contains(said), "{}", run.shown());
    }
    // What is no folder is a mistake of another kind.
    let run = dutch(&bench, &["check", "elders"]);
    assert!(run.status == 2 && !run.stderr.contains("--root"), "{}", run.shown());
}

#[test]
fn the_document_of_the_profile_in_the_folder_of_the_course_becomes_no_module() {
    let bench = documents();
    std::fs::write(bench.path().join("cursus/Profiel.docx"), word(PROFILE)).unwrap();
    let run = dutch(&bench, &["init", "site", "--profile", "cursus/Profiel.docx", "--course", "cursus"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert!(
        run.stderr.contains("Profiel.docx") && run.stderr.contains("het document van het profiel"),
        "{}",
        run.shown()
    );
    assert_eq!(bench.tree("site/content/modules").len(), 1, "{}", run.shown());
}

#[test]
fn a_sheet_whose_name_has_a_comma_can_be_named() {
    let bench = documents();
    bench.put("Deeg, brood.csv", MATRIX);
    assert_eq!(dutch(&bench, &["init", "site", "--profile", "profiel.docx"]).status, 0);
    let args = ["import", "Deeg, brood.csv", "--root", "site", "--dry-run", "--sheets"];
    let run = dutch(&bench, &[&args[..], &["Deeg, brood"]].concat());
    assert_eq!(run.status, 0, "{}", run.shown());
    refuses(&bench, &[&args[..], &["Deeg, taart"]].concat(), &["geen blad `Deeg`", "Deeg, brood"]);
}

#[test]
fn a_word_document_without_text_is_said_to_be_empty_wherever_it_is_given() {
    let bench = documents();
    std::fs::write(bench.path().join("leeg.docx"), word("")).unwrap();
    std::fs::create_dir(bench.path().join("leegte")).unwrap();
    std::fs::write(bench.path().join("leegte/les.docx"), word("\n")).unwrap();
    let no_text = "dit document heeft geen tekst";
    refuses(&bench, &["init", "site", "--profile", "leeg.docx"], &[no_text]);
    assert!(!bench.has("site"));
    refuses(
        &bench,
        &["init", "site", "--profile", "profiel.txt", "--matrix", "leeg.docx"],
        &["geen rekenblad"],
    );
    let run = dutch(&bench, &["init", "site", "--profile", "profiel.txt", "--course", "leegte"]);
    assert!(run.status != 0 && run.stderr.contains(no_text), "{}", run.shown());
    assert!(!bench.has("site/content/modules/les.md"), "{}", run.shown());
    assert_eq!(dutch(&bench, &["init", "school", "--profile", "profiel.docx"]).status, 0);
    let run = dutch(&bench, &["import", "leeg.docx", "--as", "module", "--root", "school"]);
    assert!(run.status != 0 && run.stderr.contains(no_text), "{}", run.shown());
}
