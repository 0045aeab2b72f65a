//! CASE packages as other programs write them, and as this one does.

use expect_test::expect;
use leerlijn::config::Language;
use leerlijn::export::{case_files, case_profile, case_programme};
use leerlijn::import::{ExistingCompetence, ExistingIds, ExistingItem, markdown};
use leerlijn::words::translate;
use serde_json::{Value, json};

use crate::{first_profile, imported, read, said, school, snapshot, text};

fn item(id: &str, scheme: &str, text: &str) -> Value {
    json!({ "identifier": id, "humanCodingScheme": scheme, "fullStatement": text })
}

fn child(of: (&str, &str), sequence: u32) -> Value {
    json!({ "associationType": "isChildOf", "originNodeURI": { "identifier": of.0 },
            "destinationNodeURI": { "identifier": of.1 }, "sequenceNumber": sequence })
}

fn package(items: &[Value], associations: &[Value]) -> String {
    json!({ "CFDocument": { "identifier": "d", "title": "Raamwerk" }, "CFItems": items,
            "CFAssociations": associations })
    .to_string()
}

#[test]
fn deep_trees_are_made_flat_and_nothing_is_lost() {
    let items = [
        item("a", "A", "Domein"),
        item("b", "A.1", "Groep"),
        item("c", "A.1(a)", "Diep"),
        item("e", "A.2", "Ondiep"),
    ];
    let tree = [child(("a", "d"), 1), child(("b", "a"), 1), child(("c", "b"), 1), child(("e", "a"), 2)];
    // With a second root the first is a competence; alone it would be a heading over its groups.
    let items = [items.as_slice(), &[item("f", "B", "Tweede"), item("g", "B.1", "Stap")]].concat();
    let tree = [tree.as_slice(), &[child(("f", "d"), 2), child(("g", "f"), 1)]].concat();
    let file = package(&items, &tree);
    let body = imported(&file);
    let (_, body) = body.split_once("\n\n").unwrap();
    assert_eq!(
        body,
        "## Domein {#A .competence code=a}\n\n- Ondiep {#A.2 code=e}\n\nA.1 Groep\n\n- Diep {#A.1-a code=c}\n\n\
         ## Tweede {#B .competence code=f}\n\n- Stap {#B.1 code=g}\n"
    );
    let said = said(&file);
    assert!(said.iter().any(|line| line.contains("\"Domein\" › \"Groep\"")), "{said:?}");
}

#[test]
fn what_a_profile_has_no_place_for_is_counted() {
    let mut note = item("b", "", "Stap");
    note["notes"] = json!("Let op");
    note["CFItemType"] = json!("Standard");
    let associations = [
        child(("a", "d"), 1),
        child(("b", "a"), 1),
        json!({ "associationType": "exactMatchOf", "originNodeURI": { "identifier": "b" },
                "destinationNodeURI": { "uri": "https://elsewhere.example/CFItems/x" } }),
    ];
    let said = said(&package(&[item("a", "", "Groep"), note], &associations));
    assert_eq!(said, ["L710 left out: a note, an association exactMatchOf, an item type"]);
}

#[test]
fn messages_lead_to_the_place_in_the_file() {
    let items = [
        item("a", "A", "Domein"),
        item("b", "A.1", "Groep"),
        item("c", "A.1.1", "Diep"),
        item("c", "A.1.2", "Dieper"),
    ];
    let tree = [child(("a", "d"), 1), child(("b", "a"), 1), child(("c", "b"), 1), child(("zz", "b"), 1)];
    let items = [
        items.as_slice(),
        &[item("f", "B", "Tweede"), item("g", "B.1", "Eerste stap,\nen de tweede\r\ndie volgt")],
    ];
    let tree = [tree.as_slice(), &[child(("f", "d"), 2), child(("g", "f"), 1)]];
    let package: Value = serde_json::from_str(&package(&items.concat(), &tree.concat())).unwrap();
    for file in [package.to_string(), serde_json::to_string_pretty(&package).unwrap()] {
        let document = read(&file);
        assert_eq!(document.text, file);
        let shown = document.imported.diagnostics.iter().map(|said| {
            let place = &file[said.place.span.range()];
            (said.code.as_str(), place)
        });
        let shown: Vec<_> = shown.collect();
        let wanted = [
            ("L707", "\"Groep\""),
            ("L707", "\"Diep\""),
            ("L703", "\"Dieper\""),
            ("L710", ""),
            ("L702", "\"Eerste stap,\\nen de tweede\\r\\ndie volgt\""),
        ];
        assert_eq!(shown, wanted);
        let breaks = document.imported.diagnostics.iter().find(|said| said.code.as_str() == "L702").unwrap();
        assert_eq!(breaks.message.english(), "2 line breaks within texts were made spaces");
    }
}

#[test]
fn a_mistake_deep_in_the_file_has_its_own_line_and_column() {
    for part in ["1e999", "\"\\ud800\""] {
        let file = format!("{{\n \"CFItems\": [\n  {{}},\n  {{ \"x\": {part} }}\n ]\n}}\n");
        assert!(said(&file)[0].contains("in line 4, column"), "{:?}", said(&file));
    }
}

#[test]
fn circles_orphans_and_odd_keys_do_no_harm() {
    let circle = [child(("a", "b"), 1), child(("b", "a"), 1), child(("c", "zzz"), 1), json!(3), json!({})];
    let items = [item("a", "", "Een"), item("b", "", "Twee"), item("c", "", "Wees"), json!("x")];
    let written = imported(&package(&items, &circle));
    for text in ["Een", "Twee", "Wees"] {
        assert!(written.contains(text), "{text} in {written}");
    }
    let old = json!({ "document": { "sourcedId": "d", "title": "Oud" },
        "items": [{ "sourcedId": "a", "fullStatement": "Doet" }],
        "associations": [{ "associationType": "isChildOf", "originNodeURI": "x/a", "destinationNodeURI": "x/d" }],
        "CFItems_": "CFItems" });
    let text = old.to_string().replace("CFItems_", "CFItems");
    assert!(read(&text).imported.diagnostics.iter().all(|said| said.code.as_str() != "L708"));
    let nested = format!("{{\"CFDocument\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(said(&nested)[0].starts_with("L708"), "{:?}", said(&nested));
}

#[test]
fn an_item_keeps_its_id_when_its_text_is_another_one() {
    let tree = [child(("a", "d"), 1), child(("u1", "a"), 1), child(("u2", "a"), 2)];
    let items = [item("a", "", "Groep"), item("u1", "", "Heel anders"), item("u2", "", "Nieuw")];
    let draft = read(&package(&items, &tree)).imported.draft.unwrap();
    let existing = ExistingIds {
        competences: vec![ExistingCompetence {
            id: "onthaal".to_owned(),
            title: "Was zo".to_owned(),
            code: "a".to_owned(),
            indicators: vec![ExistingItem {
                id: "onthaal.groet".to_owned(),
                text: "Groet".to_owned(),
                code: "u1".to_owned(),
                ..ExistingItem::default()
            }],
            ..ExistingCompetence::default()
        }],
        ..ExistingIds::default()
    };
    let written = markdown::write(&draft, &existing);
    assert!(written.contains("## Groep {#onthaal .competence code=a}"), "{written}");
    assert!(written.contains("- Heel anders {#onthaal.groet code=u1}"), "{written}");
    assert!(written.contains("- Nieuw {#onthaal.1 code=u2}"), "{written}");
}

#[test]
fn the_school_has_the_items_and_associations_that_its_profile_makes() {
    let school = school();
    let count = |text: &str, key: &str| {
        let package: Value = serde_json::from_str(text).unwrap();
        package[key].as_array().unwrap().len()
    };
    let profile = case_profile(&school.pages(), first_profile(&school));
    assert_eq!((count(text(&profile), "CFItems"), count(text(&profile), "CFAssociations")), (101, 233));
    let id = school.site().programmes.ids().next().unwrap();
    let coverage = school.coverage().of(id);
    let cells: usize = (0..coverage.rows.len()).map(|row| coverage.cells.row(row).len()).sum();
    let requires: usize =
        coverage.columns.iter().map(|module| school.site().modules[*module].requires.len()).sum();
    let programme = case_programme(&school.pages(), id);
    assert_eq!(count(text(&programme), "CFAssociations"), coverage.columns.len() + cells + requires);
}

#[test]
fn item_types_and_levels_are_described_in_the_language_of_the_site() {
    let profile = "+++\ntitle = \"P\"\n+++\n\n## A {#c1 .competence}\n\n- Doet {#c1.1}\n";
    let module = "+++\ntitle = \"M\"\n\n[covers]\nassessed = [\"c1.1\"]\n+++\n";
    let descriptions = |language: &str| {
        let settings = format!("language = \"{language}\"\n");
        let files = [
            ("leerlijn.toml", settings.as_str()),
            ("content/profiles/p.md", profile),
            ("content/modules/m.md", module),
        ];
        let site = snapshot(&files, "");
        let programme = site.site().programmes.ids().next().unwrap();
        let exports =
            [case_profile(&site.pages(), first_profile(&site)), case_programme(&site.pages(), programme)];
        let packages = exports.map(|export| serde_json::from_str::<Value>(text(&export)).unwrap());
        let of = |package: &Value, list: &str| package["CFDefinitions"][list].as_array().unwrap().clone();
        let groupings = of(&packages[1], "CFAssociationGroupings");
        let types = packages.iter().flat_map(|package| of(package, "CFItemTypes"));
        let all = types.chain(groupings);
        all.map(|one| format!("{}: {}", one["title"], one["description"])).collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        "Competence": "A part of a qualification profile, with its indicators where it has any"
        "Indicator": "An observable behaviour under one competence"
        "Module": "A course module"
        "introduced": "Level 1 of 3"
        "practised": "Level 2 of 3"
        "assessed": "Level 3 of 3"

        "Competence": "Een deel van een profiel, met zijn indicatoren als het er heeft"
        "Indicator": "Gedrag dat je kunt waarnemen, bij één competentie"
        "Module": "Een cursusmodule"
        "aangebracht": "Niveau 1 van 3"
        "ingeoefend": "Niveau 2 van 3"
        "geëvalueerd": "Niveau 3 van 3"

        "Competence": "Une partie d’un profil, avec ses indicateurs si elle en a"
        "Indicator": "Un comportement observable, dans une seule compétence"
        "Module": "Un module de cours"
        "introduit": "Niveau 1 sur 3"
        "exercé": "Niveau 2 sur 3"
        "évalué": "Niveau 3 sur 3"

        "Competence": "Ein Teil eines Profils, mit seinen Indikatoren, wo er welche hat"
        "Indicator": "Ein beobachtbares Verhalten, unter einer einzigen Kompetenz"
        "Module": "Ein Kursmodul"
        "eingeführt": "Stufe 1 von 3"
        "geübt": "Stufe 2 von 3"
        "geprüft": "Stufe 3 von 3""#]]
    .assert_eq(&["en", "nl", "fr", "de"].map(descriptions).join("\n\n"));
}

#[test]
fn the_service_stands_at_its_addresses_once_the_site_knows_its_own() {
    let profile = "+++\ntitle = \"P\"\nchanged = \"2024-05-01\"\n+++\n\n## A {#c1 .competence}\n\n- Doet {#c1.1 code=9B2F8A6E-3C41-4D57-8E0A-5F6B7C8D9E0F}\n";
    let files = [("content/profiles/p.md", profile)];
    assert!(case_files(&snapshot(&files, "").pages()).is_empty());
    let site = snapshot(&files, "https://school.example");
    let written = case_files(&site.pages());
    let (path, list) = written.last().unwrap();
    assert_eq!(path, "ims/case/v1p1/CFDocuments");
    let list: Value = serde_json::from_str(list).unwrap();
    let document = &list["CFDocuments"][0];
    let identifier = document["identifier"].as_str().unwrap();
    assert_eq!(document["uri"], format!("https://school.example/ims/case/v1p1/CFPackages/{identifier}"));
    assert_eq!(document["lastChangeDateTime"], "2024-05-01T00:00:00Z");
    let (_, package) =
        written.iter().find(|(path, _)| path.ends_with(&format!("CFPackages/{identifier}"))).unwrap();
    let package: Value = serde_json::from_str(package).unwrap();
    assert_eq!(package["CFItems"][1]["identifier"], "9b2f8a6e-3c41-4d57-8e0a-5f6b7c8d9e0f");
    assert_eq!(package["CFItems"][1]["uri"], "https://school.example/profiles/p/c1.1/");
    assert!(site.files().unwrap().iter().any(|file| file.path.as_str() == *path));
}

#[test]
fn codes_that_would_be_one_id_are_told_apart_and_said() {
    let items = [
        item("g", "A", "Groep"),
        item("a", "A 1", "Een"),
        item("b", "A/1", "Twee"),
        item("c", "A.2", "Drie"),
        item("e", "A.2", "Vier"),
    ];
    let tree = [
        child(("g", "d"), 1),
        child(("a", "g"), 1),
        child(("b", "g"), 2),
        child(("c", "g"), 3),
        child(("e", "g"), 4),
    ];
    let file = package(&items, &tree);
    let written = imported(&file);
    for line in ["- Een {#A-1 code=a}", "- Twee {#A-1-2 code=b}", "- Drie {#A.2 code=c}"] {
        assert!(written.contains(line), "{line} in {written}");
    }
    let said = said(&file);
    for part in [
        "the codes `A 1` and `A/1` would be one id; the second one is `A-1-2`",
        "the code `A.2` stands twice",
        "1 code has a sign that no id can have: `A 1` is `A-1`",
    ] {
        assert!(said.iter().any(|line| line.contains(part)), "{part} in {said:?}");
    }
}

#[test]
fn a_package_within_a_package_in_english_and_with_markup_is_read() {
    let mut know = item("k", "K1", "<p>Knows <b>H<sub>2</sub>O</b>&nbsp;&amp; more</p>");
    know["CFItemType"] = json!("Knowledge");
    let items = [item("g", "C1", "Works safely"), item("a", "C1.1", "Keeps a < b"), know];
    let tree = [child(("g", "d"), 1), child(("a", "g"), 1), child(("k", "g"), 2)];
    let mut inner: Value = serde_json::from_str(&package(&items, &tree)).unwrap();
    inner["CFDocument"]["language"] = json!("en-GB");
    let file = json!({ "CFPackage": inner }).to_string();
    let written = imported(&file);
    assert!(written.contains("language = \"en\"\n"), "{written}");
    for part in [
        "### Knowledge {.knowledge}",
        "## Knowledge {.knowledge}",
        "- Knows H2O & more {#K1 code=k}",
        "- Keeps a \\< b {#C1.1",
    ] {
        assert!(written.contains(part), "{part} in {written}");
    }
    assert!(said(&file).iter().any(|line| line.contains("1 text was written in HTML")), "{:?}", said(&file));
}

#[test]
fn a_statement_that_has_ended_is_left_out_and_named() {
    let ends = |mut item: Value, day: &str| {
        item["statusEndDate"] = json!(day);
        item["lastChangeDateTime"] = json!("2022-05-01T00:00:00Z");
        item
    };
    let items = [
        ends(item("g", "", "Oude groep"), "2020-01-01"),
        item("a", "", "Blijft"),
        ends(item("b", "", "Verviel"), "2021-09-01"),
        ends(item("c", "", "Vervalt nog"), "2031-09-01"),
    ];
    let tree = [child(("g", "d"), 1), child(("a", "g"), 1), child(("b", "g"), 2), child(("c", "g"), 3)];
    let file = package(&items, &tree);
    let written = imported(&file);
    assert!(!written.contains("Verviel"), "{written}");
    assert!(
        written.contains("## Oude groep")
            && written.contains("- Blijft")
            && written.contains("- Vervalt nog"),
        "{written}"
    );
    let said = said(&file);
    for part in [
        "1 statement has ended and is left out: \"Verviel\" (2021-09-01)",
        "an end that is still to come",
        "the end of a statement above others",
    ] {
        assert!(said.iter().any(|line| line.contains(part)), "{part} in {said:?}");
    }
}

#[test]
fn what_case_has_no_place_for_is_said_in_the_language_of_the_reader() {
    let profile = "+++\ntitle = \"Kok\"\n+++\n\nEen tekst.\n\n## Kookt {#c1 .competence}\n\n- Roert {#c1.1}\n- Proeft {#c1.2}\n\n  Met een lepel.\n\n## Werkplek {.environment}\n\nEen keuken.\n";
    let module = "+++\ntitle = \"Soep\"\ncode = \"M1\"\n+++\n## Les {.activity method=oefening practised=c1.1}\n\n## Proef {.assessment weight=40 assessed=c1.1}\n\n## Examen {.assessment weight=60 assessed=c1.1}\n";
    let programme =
        "+++\ntitle = \"Dag\"\n[[terms]]\nmodules = [\"M1\"]\n[exempt]\n\"c1.2\" = \"Op de stage.\"\n+++\n";
    let files = [
        ("content/profiles/kok.md", profile),
        ("content/modules/m1.md", module),
        ("content/programmes/dag.md", programme),
    ];
    let site = snapshot(&files, "");
    let (pages, id) = (site.pages(), site.site().programmes.ids().next().unwrap());
    let left =
        [case_profile(&pages, first_profile(&site)), case_programme(&pages, id)].map(|one| one.left_out);
    let mut said = String::new();
    for message in left.iter().flatten() {
        for language in Language::ALL {
            said += &format!("{}: {}\n", language.tag(), translate(message, language));
        }
    }
    expect![[r#"
        nl: CASE heeft geen plaats voor 1 sectie met tekst: Werkplek
        en: CASE has no place for 1 section of text: Werkplek
        fr: CASE n’a pas de place pour 1 section de texte : Werkplek
        de: CASE hat keinen Platz für 1 Textabschnitt: Werkplek
        nl: CASE heeft geen plaats voor 1 uitleg onder een doel
        en: CASE has no place for 1 explanation below an item
        fr: CASE n’a pas de place pour 1 explication sous un objectif
        de: CASE hat keinen Platz für 1 Erklärung unter einem Ziel
        nl: CASE heeft geen plaats voor 1 bewust niet opgenomen doel
        en: CASE has no place for 1 exemption
        fr: CASE n’a pas de place pour 1 objectif volontairement non repris
        de: CASE hat keinen Platz für 1 bewusst nicht aufgenommenes Ziel
        nl: CASE heeft geen plaats voor 1 leeractiviteit
        en: CASE has no place for 1 activity
        fr: CASE n’a pas de place pour 1 activité
        de: CASE hat keinen Platz für 1 Lernaktivität
        nl: CASE heeft geen plaats voor 2 toetsen
        en: CASE has no place for 2 assessments
        fr: CASE n’a pas de place pour 2 évaluations
        de: CASE hat keinen Platz für 2 Prüfungen
    "#]]
    .assert_eq(&said);
}
