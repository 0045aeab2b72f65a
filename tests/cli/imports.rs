//! `import`.

use super::bench::Bench;
use super::starts::DOCUMENT;

const FILE: &str = "content/profiles/hulpkok.md";

fn bench() -> Bench {
    Bench::with(&[("leerlijn.toml", ""), ("hulpkok.txt", DOCUMENT)])
}

#[test]
fn a_dry_run_shows_the_profile_and_writes_nothing() {
    let bench = bench();
    bench.assert_run("import-dry-run", &bench.run(["import", "hulpkok.txt", "--dry-run"]));
    assert!(!bench.has("content"));
    let outside = Bench::with(&[("hulpkok.txt", DOCUMENT)]);
    assert_eq!(outside.run(["import", "hulpkok.txt", "--dry-run"]).status, 0, "it needs no site");
    assert_eq!(outside.run(["import", "hulpkok.txt"]).status, 2);
}

#[test]
fn an_import_writes_the_file_and_the_same_one_again() {
    let bench = bench();
    let run = bench.run(["import", "hulpkok.txt"]);
    assert!(run.status == 0 && run.stdout.trim_end().ends_with("hulpkok.md"), "{}", run.shown());
    let first = bench.read(FILE);
    let again = bench.run(["import", "hulpkok.txt"]);
    assert!(again.status == 0 && again.stderr.contains("ids kept            6"), "{}", again.shown());
    assert_eq!(bench.read(FILE), first);
    assert_eq!(bench.run(["check"]).status, 0);
}

#[test]
fn ids_are_kept_and_nothing_is_lost_unasked() {
    let bench = bench();
    assert_eq!(bench.run(["import", "hulpkok.txt"]).status, 0);
    let own = bench.read(FILE).replace("{#c1.2}", "{#c1.9}") + "\nA sentence of our own.\n";
    bench.put(FILE, &own);
    bench.assert_run("import-would-lose", &bench.run(["import", "hulpkok.txt"]));
    assert_eq!(bench.read(FILE), own);
    let forced = bench.run(["import", "hulpkok.txt", "--force"]);
    assert_eq!(forced.status, 0, "{}", forced.shown());
    assert!(bench.read(FILE).contains("Snijdt de groenten in stukken {#c1.9}"), "{}", bench.read(FILE));
}

#[test]
fn a_glossary_stays_when_the_profile_is_imported_again() {
    let bench = bench();
    assert_eq!(bench.run(["import", "hulpkok.txt"]).status, 0);
    let glossary = "## Begrippen {.glossary}\n\nZo noemen wij het.\n\n- **Mise en place**: alles klaar.\n\n### Ook\n\nNog iets.\n";
    let imported = bench.read(FILE);
    bench.put(FILE, &imported.replacen("\n## ", &format!("\n{glossary}\n## "), 1));
    let again = bench.run(["import", "hulpkok.txt"]);
    assert_eq!(again.status, 0, "{}", again.shown());
    assert_eq!(bench.read(FILE), format!("{imported}\n{glossary}"));
    assert_eq!(bench.run(["import", "hulpkok.txt"]).status, 0);
    assert_eq!(bench.read(FILE), format!("{imported}\n{glossary}"));
}

#[test]
fn a_document_that_is_no_profile_is_refused() {
    let bench = bench();
    bench.put("brief.txt", "Beste ouders\n");
    bench.assert_run("import-no-profile", &bench.run(["import", "brief.txt"]));
    let latin = b"TITEL\nHulpkok\n\nCompetentie 1:\nSnijdt\n\xb7 Wast de groenten met zorg voor hygi\xebne\n";
    std::fs::write(bench.path().join("latin.txt"), latin).unwrap();
    let run = bench.run(["import", "latin.txt"]);
    assert!(run.status == 0 && run.stderr.contains("note[L709]"), "{}", run.shown());
    assert!(bench.read("content/profiles/hulpkok.md").contains("Wast de groenten met zorg voor hygiëne"));
}

#[test]
fn a_file_that_cannot_be_read_is_refused_in_plain_words_and_nothing_is_written() {
    let bench = bench();
    std::fs::write(bench.path().join("profiel.docx"), b"PK\x03\x04 and then nothing").unwrap();
    bench.assert_run("import-damaged", &bench.run(["import", "profiel.docx"]));
    let run = bench.run(["import", "hulpkok.txt", "--format", "docx"]);
    assert!(
        run.status == 1 && run.stderr.contains("this is plain text and not a Word document"),
        "{}",
        run.shown()
    );
    let run = bench.run(["import", "hulpkok.txt", "--format", "bk-json"]);
    assert!(run.status == 1 && run.stderr.contains("it is no JSON that can be read"), "{}", run.shown());
    assert!(!bench.has("content"));
}

#[test]
fn what_a_new_version_changes_is_said_with_the_claims_that_lose_their_item() {
    let bench = bench();
    assert_eq!(bench.run(["import", "hulpkok.txt"]).status, 0);
    let module =
        "+++\ntitle = \"Snijden\"\n[covers]\ngeevalueerd = [\"c1.1\", \"c1.2\"]\n+++\n\nZie [[c2.1]].\n";
    bench.put("content/modules/m1.md", module);
    let new = DOCUMENT
        .replace("Wast de groenten", "Wast de groente")
        .replace("Snijdt de groenten in stukken", "Weegt het meel af")
        .replace("Maakt het werkblad schoon", "Brengt het afval weg");
    bench.put("hulpkok-2.txt", &new);
    bench.assert_run("import-changes", &bench.run(["import", "hulpkok-2.txt", "--force"]));
}

#[test]
fn the_file_can_be_chosen() {
    let bench = bench();
    let run = bench.run(["import", "hulpkok.txt", "--out", "elsewhere/cook.md"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "elsewhere/cook.md\n"));
    assert!(bench.read("elsewhere/cook.md").starts_with("+++\ntitle = \"Hulpkok\"\n"));
}

#[test]
fn a_text_keeps_what_the_register_said_of_the_profile_before() {
    let bench = bench();
    let json = r#"{ "beroepskwalificatie": { "titel": "Hulpkok", "status": "ERKEND", "isced": { "code": "1013" },
        "competenties": [
          { "nr": 1, "waarde": "Bereidt groenten", "competentie_code": "bkc1",
            "referenties": [{ "referentie_nr": "co 01805" }],
            "vaardigheden": [{ "waarde": "Wast de groenten" }], "kennis": [{ "waarde": "Kennis van groenten" }] }] } }"#;
    let text = "TITEL\nHulpkok\n\nCompetentie 1:\nBereidt groenten\n- Wast de groenten goed\n- Snijdt ze\n\
                Met inbegrip van kennis\n- Kennis van groenten\n";
    bench.put("hulpkok.json", json);
    bench.put("hulpkok-2.txt", text);
    assert_eq!(bench.run(["import", "hulpkok.json"]).status, 0);
    let run = bench.run(["import", "hulpkok-2.txt", "--force"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    let file = bench.read(FILE);
    for part in [
        "isced = \"1013\"",
        "status = \"ERKEND\"",
        "## Bereidt groenten {#c1 .competence code=bkc1 ref=\"co 01805\"}",
        "- Snijdt ze {#c1.",
    ] {
        assert!(file.contains(part), "{part} in {file}");
    }
}

#[test]
fn lines_that_only_get_a_code_are_not_lost() {
    let bench = bench();
    assert_eq!(bench.run(["import", "hulpkok.txt"]).status, 0);
    let own = bench.read(FILE) + "\nA sentence of our own.\n";
    bench.put(FILE, &own);
    assert_eq!(bench.run(["export", "profile", "--format", "case", "--out", "p.json"]).status, 0);
    let run = bench.run(["import", "p.json"]);
    assert!(run.status != 0 && run.stderr.contains("A sentence of our own."), "{}", run.shown());
    assert!(!run.stderr.contains("{#c1"), "{}", run.shown());
    assert_eq!(bench.run(["import", "p.json", "--force"]).status, 0);
    assert!(bench.read(FILE).contains("{#c1.1 code="), "{}", bench.read(FILE));
}
