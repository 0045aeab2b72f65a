//! The program speaks the language that it is asked for: no English sentence is left in what it says of sheets, lists,
//! courses, exports and differences. The content is Dutch, so whatever English stands in an answer is the program's own.

use std::process::Stdio;

use super::bench::{Bench, Run};
use super::reviews::school;
use super::usage::VERBS;

/// Words of English sentences that neither Dutch, French nor German has.
const ENGLISH: &[&str] = &[
    "the", "and", "which", "this", "that", "has", "have", "its", "from", "are", "there", "says", "stands",
    "each", "every", "nothing", "without", "written", "with", "where", "they", "them", "could", "would",
    "left", "column", "columns", "rows", "sheet", "lines", "file", "files", "item", "items", "claim",
    "claims", "covered", "called", "should", "cannot", "does", "must", "more", "than", "these", "lesson",
    "lessons", "new", "changed", "gone", "read", "write", "leave", "leaves", "kept", "taken", "times",
    "other", "others", "be",
];

/// A matrix with what a teacher's own sheet has besides marks.
const MATRIX: &str = "Deelkwalificatie;;M01;M02;M03 (vervallen);Bakken;Opmerking;Totaal\n\
    c1.1;;x;2;x;;klopt dit?;2\nc1.2;;(x);5%;x;;;1\nc9.9;;x;;;;;\nc1;;x;;;;;\nKlopt niet;;x;;;;;\nc1.1;;x;x?;;;geschrapt;\nTotaal;;3;1;1;;;\n";

/// A list of outcomes in a table.
const LIST: &str = "Leerresultaten van de opleiding;;;;\nDomein;Code;Leerresultaat;Soort;Uren\nBakken;K1;Kent de soorten meel;kennis;3\n\
    Bakken;V1;Kneedt het deeg met de hand;vaardigheid;4\nVerkopen;V2;;vaardigheid;\nVerkopen;V3;Rekent af met de klant;vaardigheid;2\nTotaal;;;;9\n";

/// A text with what a course has that a site has no place for.
const PAGE: &str = "<title>Les</title><nav><a href=a.html>Vorige</a> <a href=b.html>Volgende</a></nav><main><h1>Brood</h1>\
    <p>Je <b>kneedt</b>. Zie <a href=\"weg.html\">daar</a> en <a href=\"\">hier</a>.</p><img src=weg.png alt=deeg><iframe src=x.html></iframe></main><footer>Onze school</footer>";

/// The English words in `text`, outside of what is quoted as code or as a text of somebody's. A word in capitals is the
/// name of a value.
fn english(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        // Behind the name of a value of an argument.
        let value = line.trim_start().strip_prefix("- ").and_then(|rest| rest.split_once(": "));
        let said = value.filter(|(name, _)| !name.contains(' ')).map_or(line, |(_, said)| said);
        let outside = said.split('`').step_by(2).collect::<Vec<_>>().join(" ");
        let outside = outside.split('"').step_by(2).collect::<Vec<_>>().join(" ");
        let words =
            outside.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.' | '/' | '_' | '\''));
        let is_one = |word: &&str| {
            let word = word.trim_matches('.');
            word.chars().any(char::is_lowercase) && ENGLISH.contains(&word.to_lowercase().as_str())
        };
        found.extend(words.filter(is_one).map(|word| format!("{word}: {line}")));
    }
    found
}

/// Runs the program in each language: none of its words may be English, and in English some are, so that the run says
/// something at all.
#[track_caller]
fn assert_spoken(make: &dyn Fn() -> Bench, args: &[&str], said: fn(&Run) -> String) {
    let run = |language: &str| {
        let bench = make();
        let run = bench.run(args.iter().copied().chain(["--language", language]));
        (said(&run), run.shown())
    };
    let (text, shown) = run("en");
    assert!(!english(&text).is_empty(), "{args:?} says nothing: {shown}");
    for language in ["nl", "fr", "de"] {
        let (text, shown) = run(language);
        assert!(english(&text).is_empty(), "{args:?} in {language}: {:#?}\n{shown}", english(&text));
    }
}

fn all(run: &Run) -> String {
    format!("{}{}", run.stdout, run.stderr)
}

/// The help without the line that has the names of the command and of its options, without the names of commands in a list of
/// them, and without the names of values.
fn helped(run: &Run) -> String {
    let text = all(run);
    let said = |line: &'_ str| {
        let named = line.strip_prefix("  ").filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
        named.and_then(|rest| rest.split_once("  ")).map_or(line, |(_, said)| said).to_owned()
    };
    let lines: Vec<String> = text.lines().filter(|line| !line.contains(": leerlijn")).map(said).collect();
    let text = lines.join("\n");
    let mut parts = text.split('[');
    let mut helped = parts.next().unwrap().to_owned();
    helped.extend(parts.map(|part| part.split_once(']').map_or(part, |(_, behind)| behind)));
    helped
}

/// What is said about a result that is itself data for another program.
fn beside(run: &Run) -> String {
    run.stderr.clone()
}

fn files() -> Bench {
    let bench = Bench::new();
    let init = bench.command(["init", "--lang", "nl"]).stdout(Stdio::null()).status().unwrap();
    assert!(init.success());
    let profile = bench.tree("content/profiles").remove(0).0;
    std::fs::remove_file(profile).unwrap();
    bench.put(
        "content/profiles/bakker.md",
        "+++\ntitle = \"Bakker\"\nversion = \"2\"\n+++\n\n## Bakt brood {#c1 .competence}\n\n- Kneedt het deeg {#c1.1}\n  Met de hand.\n- \
         Bakt het brood {#c1.2}\n\n## Kennis {.knowledge}\n\n- Meel {#k.meel @vlr-3}\n\n## Omgeving {.environment}\n\nIn een bakkerij.\n",
    );
    bench.put("content/programmes/opleiding.md", "+++\ntitle = \"Opleiding\"\nprofile = \"bakker\"\n\n[[terms]]\ntitle = \"Najaar\"\nmodules = [\"m01\", \"m02\"]\n\n[exempt]\n\"c1.2\" = \"Later.\"\n");
    bench.put(
        "content/modules/m01.md",
        "+++\ntitle = \"Brood\"\ncode = \"M01\"\n\n[covers]\nbehandeld = [\"c1.1\"]\n+++\n",
    );
    bench.put("content/modules/m02.md", "+++\ntitle = \"Taart\"\ncode = \"M02\"\n+++\n");
    bench.put("matrix.csv", MATRIX);
    bench.put("een.csv", ";M01;M02\nc1.1;1;\nc1.2;1;1\n");
    bench.put("deels.csv", ";M01;M02\nc1.1;deels;goed\nc1.2;deels;goed\n");
    bench.put("kruis.csv", ";M01;M02\nc1.1;✗;✓\nc1.2;✓;✗\n");
    bench.put("niets.csv", "Naam;Adres\nJan;Gent\nPiet;Aalst\n");
    bench.put("lijst.csv", LIST);
    bench.put(
        "lijst.md",
        "# Leerresultaten\n\n## Bakken\n\n- K1: Kent meel\n- V1: Kneedt deeg\n\nEen losse zin.\n",
    );
    bench.put("cursus/les 1.html", PAGE);
    bench.put("cursus/README.md", "# Over deze map\n");
    bench.put("cursus/klad.md", "---\ntitle: Klad\ndraft: true\nlayout: breed\n---\n# Klad\n");
    bench.put("cursus/kapot.docx", "gewone tekst");
    bench.put("cursus/los.png", "beeld");
    bench.put("foto.png", "\u{89}PNG");
    bench.put("data.json", "{\"CFDocument\": {}, ");
    bench.put("leeg.txt", "\n");
    bench
}

#[test]
fn a_sheet_is_read_in_the_language_of_the_reader() {
    for sheet in ["matrix.csv", "een.csv", "deels.csv", "kruis.csv", "niets.csv"] {
        assert_spoken(&files, &["import", sheet, "--profile", "bakker", "--dry-run"], beside);
    }
    assert_spoken(&files, &["import", "matrix.csv", "--marks", "x=onbekend"], all);
    assert_spoken(&files, &["import", "matrix.csv", "--marks", "x"], all);
    assert_spoken(&files, &["import", "matrix.csv", "--marks", "x?=,5%="], all);
}

#[test]
fn lists_and_documents_are_read_in_the_language_of_the_reader() {
    for list in ["lijst.csv", "lijst.md"] {
        assert_spoken(&files, &["import", list, "--format", "list", "--dry-run"], beside);
        assert_spoken(&files, &["import", list, "--format", "list", "--items", "Z*"], beside);
    }
    for file in ["foto.png", "data.json", "leeg.txt", "cursus/kapot.docx"] {
        assert_spoken(&files, &["import", file, "--root", "."], all);
    }
    assert_spoken(&files, &["import", "lijst.md", "--module", "M01"], all);
    assert_spoken(&files, &["import", "lijst.md", "--replace"], all);
    assert_spoken(&files, &["import", "--undo"], all);
}

#[test]
fn courses_are_read_in_the_language_of_the_reader() {
    assert_spoken(&files, &["import", "cursus", "--as", "modules", "--dry-run"], all);
    assert_spoken(&files, &["import", "cursus", "--as", "modules"], all);
    assert_spoken(&files, &["import", "cursus"], all);
    assert_spoken(&files, &["import", "cursus/les 1.html", "--as", "lesson", "--module", "M01"], all);
    assert_spoken(&files, &["import", "cursus/les 1.html", "--as", "modules"], all);
    assert_spoken(&files, &["new", "lesson", "Deeg", "--module", "M01"], all);
}

#[test]
fn documents_in_the_place_of_others_are_told_in_the_language_of_the_reader() {
    for args in [
        &["init", "nieuw", "--profile", "matrix.csv"][..],
        &["init", "nieuw", "--profile", "lijst.csv", "--matrix", "lijst.md"],
        &["init", "nieuw", "--course", "lijst.csv"],
        &["init", "nieuw", "--profile", "cursus"],
        &["what-if", "--profile", "matrix.csv"],
        &["import", "een.csv", "--as", "module"],
    ] {
        assert_spoken(&files, args, beside);
    }
}

#[test]
fn a_school_begins_in_its_language() {
    let make = || {
        let bench = files();
        bench.put("profiel.txt", include_str!("../import/klantcontactmedewerker.txt"));
        bench
    };
    let args = [
        "init",
        "site",
        "--lang",
        "nl",
        "--profile",
        "profiel.txt",
        "--matrix",
        "een.csv",
        "--course",
        "cursus",
    ];
    assert_spoken(&make, &args, all);
}

#[test]
fn what_an_export_loses_is_said_in_the_language_of_the_reader() {
    for (what, format) in [
        ("profile", "moodle"),
        ("profile", "canvas"),
        ("profile", "case"),
        ("profile", "elm"),
        ("matrix", "case"),
        ("matrix", "moodle"),
        ("assessments", "csv"),
    ] {
        assert_spoken(&files, &["export", what, "--format", format], beside);
    }
}

#[test]
fn differences_and_reviews_are_in_the_language_of_the_reader() {
    let changed = || {
        let bench = school();
        bench.put("oud/leerlijn.toml", "");
        bench
    };
    assert_spoken(&changed, &["diff", "./oud", "."], all);
    assert_spoken(&school, &["what-if", "--without", "M01"], all);
    assert_spoken(&school, &["what-if", "--profile", "v3.txt"], all);
    assert_spoken(&school, &["import", "v3.txt"], all);
    let imported = || {
        let bench = school();
        assert_eq!(bench.run(["import", "v3.txt"]).status, 0);
        bench
    };
    assert_spoken(&imported, &["review"], all);
    assert_spoken(&imported, &["import", "--undo"], all);
}

#[test]
fn what_a_user_meets_every_day_is_in_the_language_of_the_reader() {
    let bench = broken();
    for args in [
        &["check"][..],
        &["check", "--all", "--deny", "gaps,warnings"],
        &["build"],
        &["coverage"],
        &["coverage", "--gaps"],
        &["explain"],
        &["explain", "L301"],
        &["explain", "L999"],
        &["init"],
        &["init", "content"],
        &["new", "page", "Over ons"],
        &["theme", "eject", "nowhere.html"],
        &["theme", "eject", "templates/module.html"],
        &["claim", "M01", "c1.1", "behandeld"],
        &["claim", "M01", "c9.9", "behandeld"],
        &["claim", "M09", "c1.1", "behandeld"],
        &["exempt", "opleiding", "c1.1", "Later."],
        &["exempt", "opleiding", "c1.2", "--lift"],
        &["review"],
        &["diff", "HEAD"],
        &["export", "matrix", "--format", "xlsx", "--out", "m.xlsx"],
        &["what-if", "--without", "M09"],
        &["check", "--root", "nergens"],
        &["build", "--output", "content"],
        &["serve", "--port", "x"],
        &["check", "nergens"],
        &["check", "cursus"],
        &["new"],
        &["claim"],
        &["bild"],
        &["export", "matrix", "--format", "doc"],
    ] {
        let run = bench.run(args.iter().copied().chain(["--language", "nl"]));
        let (text, shown) = (all(&run), run.shown());
        assert!(english(&text).is_empty(), "{args:?}: {:#?}\n{shown}", english(&text));
    }
}

/// The files with mistakes of many kinds in them.
fn broken() -> Bench {
    let bench = files();
    bench.put("content/modules/m03.md", "+++\ntitle = Kapot\n+++\n");
    bench.put("content/modules/m04.md", "+++\ntitle = \"Vier\"\ncode = \"M01\"\nuren = 3\n\n[covers]\nbehandelt = [\"c9.9\", \"c1.1\"]\n+++\n\n## A {#a}\n\n## B {#a}\n\n[[nergens]] [weg](weg.md) ![](weg.png)\n");
    bench
}

#[test]
fn help_is_in_the_language_of_the_reader() {
    for verb in VERBS {
        assert_spoken(&Bench::new, &[verb, "--help"], helped);
        assert_spoken(&Bench::new, &[verb, "-h"], helped);
    }
    assert_spoken(&Bench::new, &["theme", "eject", "--help"], helped);
    assert_spoken(&Bench::new, &["--help"], helped);
}

#[test]
fn english_words_are_found() {
    assert_eq!(english("Het blad heeft the `sheet` \"of the\" rij\nniets").len(), 1);
    assert!(english("Er is niets geschreven; doe de import opnieuw").is_empty());
}
