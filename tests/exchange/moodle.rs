//! The rules of Moodle's import of frameworks (tool_lpimportcsv), as its documentation of the format has them:
//! what it refuses, and what it cuts, skips or drops without a word.

use std::collections::{HashMap, HashSet};

use leerlijn::export::moodle;
use leerlijn::model::Site;

use crate::{first_profile, read, said, school, text};
use leerlijn::diagnostics::Message;

const TAXONOMIES: [&str; 11] = [
    "behaviour",
    "competency",
    "concept",
    "domain",
    "indicator",
    "level",
    "outcome",
    "practice",
    "proficiency",
    "skill",
    "value",
];

/// Fails when a row of `file` would not arrive as it is, or an item of `site` has none.
pub(crate) fn assert_accepted(file: &str, site: &Site) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 14), "fourteen columns");
    let (frameworks, competencies): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row[12] == "1");
    let [framework] = frameworks[..] else { panic!("{} frameworks", frameworks.len()) };
    let scale: serde_json::Value = serde_json::from_str(&framework[6]).unwrap();
    let values = framework[5].split(',').count();
    for setting in scale.as_array().unwrap().iter().skip(1) {
        assert!((1..=values as u64).contains(&setting["id"].as_u64().unwrap()), "a value of the scale");
    }
    let taxonomies: Vec<&str> = framework[13].split(',').collect();
    assert!(taxonomies.len() == 4 && taxonomies.iter().all(|name| TAXONOMIES.contains(name)));
    let mut ids = HashSet::new();
    for row in &rows {
        for cell in [&row[1], &row[2]] {
            assert!(!cell.trim().is_empty(), "Moodle skips {row:?}");
            assert!(cell.chars().count() <= 100, "Moodle cuts {cell}");
            assert!(!cell.contains('<'), "Moodle cleans {cell}");
        }
        assert_eq!(row[4], "1");
        assert_eq!(row[9], "null");
    }
    let mut before = HashSet::from([""]);
    for row in &competencies {
        assert!(ids.insert(row[1].to_lowercase()), "Moodle overwrites {}", row[1]);
        assert!(before.contains(row[0].as_str()), "Moodle drops {} below {}", row[1], row[0]);
        before.insert(&row[1]);
    }
    for related in competencies.iter().flat_map(|row| row[10].split(',')).filter(|id| !id.is_empty()) {
        assert!(ids.contains(&related.replace("%2C", ",").to_lowercase()), "nothing is {related}");
    }
    let by_id: HashMap<&str, &Vec<String>> = competencies.iter().map(|row| (row[1].as_str(), *row)).collect();
    for item in site.items.values() {
        let row = by_id.get(item.id.as_str()).unwrap_or_else(|| panic!("{} is lost", item.id));
        let described = row[3].strip_prefix("<p>").and_then(|text| text.strip_suffix("</p>"));
        let described = described.filter(|text| !text.contains('<')).map(html_escape::decode_html_entities);
        assert!(row[2] == item.text || described.is_some_and(|text| text == item.text), "{} is cut", item.id);
    }
}

#[test]
fn the_school_is_accepted_and_what_moodle_has_no_place_for_is_said() {
    let school = school();
    let export = moodle(school.site(), first_profile(&school));
    assert_accepted(text(&export), school.site());
    let said = export.left_out.iter().map(Message::english).collect::<Vec<_>>().join("\n");
    for part in
        ["12 sections of text", "1 grade of knowledge", "version, year, level", "3 texts of more than 100"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn what_moodle_would_drop_without_a_word_is_kept_and_said() {
    let head = "Parent ID number,ID number,Short name,Description,Description format,Scale values,Scale configuration,Rule type (optional),Rule outcome (optional),Rule config (optional),Cross-referenced competency ID numbers,Exported ID (optional),Is framework,Taxonomy\n";
    let file = format!(
        "{head},F,Raamwerk,,1,\"A,B\",[],,,null,,,1,\"competency,competency,competency,competency\"\n\
         ,a,Groep,,1,,,,,null,,,,\na,a 1,Doet,<p>Doet &amp; laat</p>,1,,,,,null,k,,,\n\
         weg,b,Wees,,1,,,,,null,,,,\na,a 1,Tweede,,1,,,,,null,,,,\n"
    );
    let said = said(&file);
    for part in ["no row has the id number `weg`", "refers to", "`a 1` stands twice"] {
        assert!(said.iter().any(|line| line.contains(part)), "{part} in {said:?}");
    }
    let names = |part: &str| {
        let document = read(&file);
        let found = document
            .imported
            .diagnostics
            .iter()
            .find(|found| found.message.english().contains(part))
            .unwrap();
        file[found.place.span.range()].split(',').nth(2).unwrap().to_owned()
    };
    assert_eq!(["`weg`", "refers to", "`a 1` stands twice"].map(names), ["Wees", "Doet", "Tweede"]);
    let written = crate::imported(&file);
    for part in [
        "## Groep {#a .competence}",
        "- Doet: Doet & laat {#a-1 code=\"a 1\"}",
        "- Tweede {#a.",
        "- Wees {#b}",
    ] {
        assert!(written.contains(part), "{part} in {written}");
    }
}

#[test]
fn columns_are_known_by_their_names_in_any_order_and_number() {
    let file = "Is raamwerk;Korte naam;ID-nummer;ID-nummer bovenliggende competentie;Beschrijving;Taxonomie\n\
                1;Raamwerk;F;;;\"competency,indicator,indicator,indicator\"\n;Groep;a;;;\n;Doet;a.1;a;<p>Doet het zo</p>;\n";
    let written = crate::imported(file);
    for part in ["title = \"Raamwerk\"", "## Groep {#a .competence}", "- Doet: Doet het zo {#a.1}"] {
        assert!(written.contains(part), "{part} in {written}");
    }
    let unknown = "A,B,Is framework\n1,2,3\n";
    let document = leerlijn::import::profile_document::parse(
        &leerlijn::text::SourcePath::new("f.csv"),
        unknown.as_bytes(),
        Some(leerlijn::import::detect::FileKind::MoodleCsv),
    );
    let [refusal] = document.imported.diagnostics.as_slice() else { panic!() };
    assert!(refusal.message.english().contains("other names than Moodle's"), "{:?}", refusal.message);
}

#[test]
fn a_name_that_moodle_cut_is_not_said_twice() {
    let whole = "Plans, carries out and reports on a small piece of research of its own choice within the given deadlines of the school year";
    let cut: String = whole.chars().take(100).collect();
    let head = "Parent ID number,ID number,Short name,Description,Description format,Is framework,Taxonomy,Scale values,Scale configuration\n";
    let file = format!(
        "{head},F,Raamwerk,,1,1,\"competency,indicator,indicator,indicator\",,\n,g,Groep,,1,,,,\ng,a,\"{cut}\",\"<p>{whole}</p>\",1,,,,\n"
    );
    let written = crate::imported(&file);
    assert!(written.contains(&format!("- {whole} {{#a}}\n")), "{written}");
}
