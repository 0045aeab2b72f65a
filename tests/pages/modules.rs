//! The page of a module: its lessons, its place in the programme, and each of its claims once.

use super::{page, site};

#[test]
fn lessons_are_listed_once_by_the_author_or_else_by_the_theme() {
    let lists = |text: &str| {
        let site = site(&[
            ("content/modules/m01/index.md", &format!("+++\ntitle = \"Balie\"\n+++\n\n{text}\n")),
            ("content/modules/m01/1-een.md", "+++\ntitle = \"Een\"\n+++\n"),
            ("content/modules/m01/2-twee.md", "+++\ntitle = \"Twee\"\n+++\n"),
        ]);
        page(&site, "modules/m01/index.html").contains("class=\"lesson-list\"")
    };
    assert!(lists("Zonder lijst."));
    assert!(lists("Begin met [een](1-een.md)."));
    assert!(!lists("Eerst [een](1-een.md), dan [twee](2-twee.md#top).".replace("#top", "").as_str()));
}

const PROFILE: (&str, &str) = (
    "content/profiles/p.md",
    "+++\ntitle = \"P\"\n+++\n## Doet {#c1 .competence}\n- Iets {#c1.1}\n- Meer {#c1.2}\n",
);

#[test]
fn a_claim_stands_at_its_heading_and_the_others_above_the_text() {
    let module =
        "+++\ntitle = \"Balie\"\n[covers]\nintroduced = [\"c1.2\"]\n+++\n## Les een {assessed=c1.1}\n";
    let lesson = "+++\ntitle = \"Een\"\n+++\n## Slot {practised=c1.1}\n";
    let site = site(&[
        ("leerlijn.toml", "language = \"en\"\n"),
        PROFILE,
        ("content/modules/m01/index.md", module),
        ("content/modules/m01/1-een.md", lesson),
    ]);
    let html = page(&site, "modules/m01/index.html");
    let (head, text) = html.split_once("class=\"prose\"").unwrap();
    let (_, whole) = head.split_once("id=\"covers\"").unwrap();
    assert!(whole.contains(">Meer<") && whole.contains("1-een/index.html#slot"), "{whole}");
    assert!(!whole.contains("#les-een"), "{whole}");
    assert_eq!(text.matches(">Iets<").count(), 1, "{text}");
    assert!(!page(&site, "modules/m01/1-een/index.html").contains("id=\"covers\""));
}

#[test]
fn the_programme_around_a_module_names_all_modules_while_there_are_few() {
    let course = |modules: usize| {
        let names: Vec<String> = (0..modules).map(|at| format!("m{at:02}")).collect();
        let list = |names: &[String]| format!("{names:?}");
        let programme = format!(
            "+++\ntitle = \"Kapper\"\nprofile = \"p\"\n[[terms]]\ntitle = \"Herfst\"\nmodules = {}\n[[terms]]\ntitle = \"Lente\"\nmodules = {}\n+++\n",
            list(&names[..2]),
            list(&names[2..])
        );
        let mut files = vec![
            ("content/profiles/p.md".to_owned(), PROFILE.1.to_owned()),
            ("content/programmes/kapper.md".to_owned(), programme),
        ];
        files.extend(names.iter().map(|name| {
            (format!("content/modules/{name}.md"), format!("+++\ntitle = \"Over {name}\"\n+++\n"))
        }));
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let html = page(&site(&files), "modules/m01/index.html");
        let (_, course) = html.split_once("<nav class=\"course\"").unwrap();
        course.split_once("</nav>").unwrap().0.to_owned()
    };
    let short = course(4);
    assert!(short.contains("Over m00") && short.contains("Over m03"), "{short}");
    assert_eq!(short.matches("aria-current=\"page\"").count(), 1, "{short}");
    let long = course(25);
    assert!(long.contains("Over m00") && !long.contains("Over m02") && long.contains(">Lente</a>"), "{long}");
}

#[test]
fn a_dossier_has_the_sections_that_assess_with_their_sentences_and_the_reasons_of_exemptions() {
    let module = "+++\ntitle = \"Balie\"\ncode = \"M1\"\n+++\n## Les {introduced=c1.1}\nWe beginnen.\n\n## Proef {assessed=c1.1}\nJe voert een gesprek. Zie [[c1.1]].\n";
    let programme = "+++\ntitle = \"Onthaal\"\nprofile = \"p\"\n[exempt]\n\"c1.2\" = \"Dat leert de werkgever.\"\n[[terms]]\nmodules = [\"M1\"]\n+++\n";
    let site = site(&[
        ("leerlijn.toml", "language = \"en\"\n"),
        PROFILE,
        ("content/programmes/onthaal.md", programme),
        ("content/modules/m1.md", module),
    ]);
    let html = page(&site, "programmes/onthaal/dossier/index.html");
    assert!(html.contains("<blockquote>Je voert een gesprek. Zie c1.1.</blockquote>"), "{html}");
    assert!(!html.contains("We beginnen."), "{html}");
    assert!(html.contains("Dat leert de werkgever."), "{html}");
    assert!(page(&site, "programmes/onthaal/index.html").contains("dossier/index.html"));
}

#[test]
fn a_path_has_lanes_of_hours_and_an_item_its_way_through_the_terms() {
    let module = |level: &str, hours: u32| {
        format!("+++\ntitle = \"Balie\"\nhours = {hours}\n[covers]\n{level} = [\"c1.1\"]\n+++\n")
    };
    let programme = "+++\ntitle = \"Onthaal\"\nprofile = \"p\"\n[[terms]]\ntitle = \"Herfst\"\nmodules = [\"m1\"]\n[[terms]]\ntitle = \"Winter\"\nmodules = []\n[[terms]]\ntitle = \"Lente\"\nmodules = [\"m2\"]\n+++\n";
    let (first, second) = (module("introduced", 40), module("assessed", 10));
    let site = site(&[
        ("leerlijn.toml", "language = \"en\"\n"),
        PROFILE,
        ("content/programmes/onthaal.md", programme),
        ("content/modules/m1.md", &first),
        ("content/modules/m2.md", &second),
    ]);
    let overview = page(&site, "programmes/onthaal/index.html");
    assert!(
        overview.contains("<li class=\"width-100\">") && overview.contains("<li class=\"width-25\">"),
        "{overview}"
    );
    let item = page(&site, "profiles/p/c1.1/index.html");
    let (_, journey) = item.split_once("class=\"journey\"").unwrap();
    let steps: Vec<&str> = journey.split("</ol>").next().unwrap().split("<li").skip(1).collect();
    assert_eq!(steps.len(), 3, "{journey}");
    assert!(steps[0].contains("introduced") && steps[2].contains("assessed"), "{journey}");
    assert!(steps[1].starts_with(" class=\"none\""), "{journey}");
}
