//! A faculty with three programmes on one profile: shared modules that do not count alike everywhere, study points, electives,
//! prerequisites, weighted assessments, a draft and an earlier edition. All of it is on the pages and in the files to take
//! along, and from the home page two clicks lead to where an outcome is assessed, how, and with what weight.
#![allow(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "the site of the test lies on the disk, and is as it is"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use leerlijn::coverage::Status;
use leerlijn::export::{Scope, assessments_csv, case_programme, modules_csv, site_json};
use leerlijn::model::ProgrammeId;
use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::plan::OutContent;

fn university() -> Snapshot {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/university");
    Pipeline::new(Options::default()).run(Arc::new(leerlijn::shell::load(&root).unwrap().sources))
}

fn programme(site: &Snapshot, slug: &str) -> ProgrammeId {
    site.site().programmes.iter().find(|(_, programme)| programme.slug == slug).unwrap().0
}

/// The pages by their paths.
fn pages(site: &Snapshot) -> BTreeMap<String, String> {
    let files = site.files().unwrap().into_iter();
    let pages = files.filter(|file| file.path.as_str().ends_with(".html"));
    let text = |content| match content {
        OutContent::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
        other => panic!("{other:?} is no page"),
    };
    pages.map(|file| (file.path.to_string(), text(file.content))).collect()
}

/// The words of a page, without its markup.
fn words(html: &str) -> String {
    let text = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    text.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn assert_says(pages: &BTreeMap<String, String>, path: &str, all: &[&str]) {
    let text = words(&pages[path]);
    for said in all {
        assert!(text.contains(said), "{path} does not say `{said}`: {text}");
    }
}

#[test]
fn nothing_is_wrong_but_what_is_left_out() {
    let site = university();
    let found = site.report();
    let lines: Vec<String> =
        found.diagnostics().iter().map(|one| format!("{} {}", one.code, one.message.english())).collect();
    expect_test::expect![[r#"
        L125 this page is a draft and is left out of the site
        L420 module `X6` is a draft and is left out of this programme"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn each_programme_is_counted_for_itself() {
    let site = university();
    let standing = |slug: &str| -> BTreeMap<String, Status> {
        let coverage = site.coverage().of(programme(&site, slug));
        coverage.rows.iter().map(|row| (site.site().items[row.item].id.clone(), row.status)).collect()
    };
    let (day, evening, international) = (standing("day"), standing("evening"), standing("international"));
    // Of five electives two are taken: whoever takes X3 and X4 never meets signals.
    assert_eq!((day["k.signals"], evening["k.signals"]), (Status::Possible, Status::Covered));
    // What the studio assesses is exempt in the evening, where it is practised alone.
    assert_eq!((day["w.2"], evening["w.2"]), (Status::Covered, Status::Exempt));
    // Abroad the report counts less than it claims.
    assert_eq!((day["a.2"], international["a.2"]), (Status::Covered, Status::Partial));
    assert_eq!(international["w.1"], Status::Partial, "there is no thesis");
}

#[test]
fn everything_is_on_the_pages() {
    let site = university();
    let pages = pages(&site);
    assert_says(
        &pages,
        "programmes/day/index.html",
        &[
            "Electives",
            "2 of 5",
            "Year 3",
            "E201 Modelling To be done first: E101 Statics , E102 Programming",
        ],
    );
    assert_says(&pages, "programmes/international/index.html", &["Modules that count differently here"]);
    assert_says(
        &pages,
        "modules/e201/index.html",
        &["Counts differently here: a.2 introduced w.1 practised", "E101 Statics", "6 credits"],
    );
    assert_says(&pages, "modules/e102/index.html", &["B. Nowak", "C. Peeters", "37.5"]);
    assert_says(&pages, "modules/e202/index.html", &["Room Workshop 3", "portfolio", "50%"]);
    assert_says(
        &pages,
        "profiles/bachelor-of-engineering/comparison/index.html",
        &[
            "Engineering, day programme",
            "Engineering, evening programme",
            "Engineering, international programme",
            "Students work in a team at their own employer",
            "differs",
            "Show only the differences",
        ],
    );
    assert_says(&pages, "index.html", &["Campus North", "Campus South", "Compare the programmes"]);
    // An inspection reads how, with what weight, and for whom.
    assert_says(
        &pages,
        "programmes/day/dossier/index.html",
        &[
            "E202 Design studio: Portfolio assessed w.2 Assessment , portfolio , weight 50%",
            "X1 Digital signals: Examination assessed k.signals · Electives, 2 of 5 Assessment , written examination",
        ],
    );
    // Covered by day and exempt in the evening: the studio's page says neither of the two for both.
    let studio = words(&pages["modules/e202/index.html"]);
    assert!(studio.contains("w.2") && !studio.contains("left out on purpose"), "{studio}");
    for (path, html) in &pages {
        assert!(!html.contains("Quantum sensing"), "{path} has the draft");
        // A page at an old address, and those for other sites and for paper alone, have no list of editions.
        let has_none = ["/embed/", "/modelling/", "/dossier/"].iter().any(|part| path.contains(part));
        assert_eq!(html.contains("https://engineering.example/curriculum/2025-2026/"), !has_none, "{path}");
    }
}

#[test]
fn everything_is_in_the_files_to_take_along() {
    let site = university();
    let views = site.pages();
    let json: serde_json::Value = serde_json::from_str(&site_json(&views, Scope::Site)).unwrap();
    let by = |list: &str, id: &str| -> serde_json::Value {
        json[list].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone()
    };
    assert_eq!(by("modules", "e301")["credits"], 12);
    assert_eq!(by("modules", "e201")["requires"], serde_json::json!(["e101", "e102"]));
    assert_eq!(by("modules", "e301")["sections"][1]["weight"], 80);
    let choice = &by("programmes", "day")["terms"][2]["choices"][0];
    assert_eq!((&choice["pick"], &choice["of"]), (&serde_json::json!(2), &serde_json::json!(5)));
    assert_eq!(by("programmes", "international")["levels"].as_array().unwrap().len(), 2);
    let day = programme(&site, "day");
    let config = &site.site().config;
    let map = assessments_csv(config, &views.assessments(day));
    assert!(map.contains("Thesis") && map.contains("80"), "{map}");
    assert!(map.contains("X1: Examination (written examination, 100 %), choice 2 / 5"), "{map}");
    // In the evening the portfolio asks for less than the required level of w.2, which no assessment asks for then.
    let evening = assessments_csv(config, &views.assessments(programme(&site, "evening")));
    let row = evening.lines().find(|line| line.contains("w.2")).unwrap();
    assert!(row.contains(",practised,") && row.trim_end().ends_with(",0"), "{row}");
    let table = modules_csv(config, &views.module_table(day));
    assert!(table.contains("Workshop 3") && table.contains("B. Nowak"), "{table}");
    assert!(table.contains("Year 3,Electives (2 / 5),X1,"), "{table}");
    assert_eq!(
        (&json["edition"], &by("programmes", "day")["school"]),
        (&"2026-2027".into(), &"Campus North".into())
    );
    let case = case_programme(&views, day);
    let case: serde_json::Value = serde_json::from_slice(&case.bytes).unwrap();
    // The same as data: what the portfolio asks for counts by day as it does on the map.
    let assessments = by("programmes", "day")["assessments"].clone();
    let portfolio = assessments.as_array().unwrap().iter().find(|one| one["title"] == "Portfolio").unwrap();
    assert_eq!((&portfolio["method"], &portfolio["weight"]), (&"portfolio".into(), &50.into()));
    let asked = serde_json::json!({ "item": "w.2", "level": "assessed" });
    assert!(portfolio["items"].as_array().unwrap().contains(&asked), "{portfolio}");
    let items = case["CFItems"].as_array().unwrap().iter();
    let own: Vec<&serde_json::Value> = items.map(|item| &item["extensions"]["leerlijn"]).collect();
    assert!(own.iter().any(|own| own["teachers"][0] == "B. Nowak"), "{own:?}");
    assert!(own.iter().any(|own| own["facts"][0]["value"] == "Workshop 3"), "{own:?}");
    let kinds: BTreeSet<&str> = case["CFAssociations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["associationType"].as_str().unwrap())
        .collect();
    assert!(kinds.contains("precedes") && kinds.contains("isRelatedTo"), "{kinds:?}");
}

#[test]
fn two_clicks_lead_to_where_an_outcome_is_assessed_how_and_with_what_weight() {
    let site = university();
    let pages = pages(&site);
    let links = |path: &str| -> BTreeSet<String> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let hrefs = pages[path].split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let targets = hrefs.map(|href| href.split('#').next().unwrap());
        targets.filter_map(|href| resolved(folder, href)).collect()
    };
    let first = links("index.html");
    for slug in ["day", "evening", "international"] {
        let aligned = format!("programmes/{slug}/alignment/index.html");
        let is_near = first.contains(&aligned)
            || first.iter().any(|page| pages.contains_key(page) && links(page).contains(&aligned));
        assert!(is_near, "two clicks do not lead to {aligned}");
        let view = site.pages().alignment(programme(&site, slug));
        let rows = view.groups.iter().flat_map(|group| &group.rows);
        let text = words(&pages[&aligned]);
        for row in rows {
            for (module, place) in row.levels.last().unwrap() {
                let occasion = place.occasion.as_ref().unwrap();
                let weight = occasion.weight.unwrap();
                let (place, method) = (&place.title, &occasion.method);
                let said = format!("{} {place} , assessment , {method} , weight {weight}%", module.code);
                assert!(text.contains(&said), "{aligned} does not say `{said}`: {text}");
            }
        }
    }
}

/// `href` of a page in `folder`, from the root of the site; none for another site.
fn resolved(folder: &str, href: &str) -> Option<String> {
    if href.is_empty() || href.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
