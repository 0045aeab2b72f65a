//! `check` and `coverage`.

use leerlijn::diagnostics::Code;

use super::bench::Bench;

const SETTINGS: &str = "title = \"Academy\"\nlanguage = \"en\"\n";
const PROFILE: &str = "+++\ntitle = \"Support agent\"\n+++\n\n## Handles complaints {#c1 .competence}\n\n\
    - Listens to the customer {#c1.1}\n- Offers a fitting solution {#c1.2}\n- Says no, \"politely\" {#c1.3}\n\n\
    ## Knowledge {.knowledge}\n\n- Knowledge of complaint procedures {#k.complaints}\n";
const MODULE: &str = "+++\ntitle = \"Complaints\"\ncode = \"M05\"\n\n[covers]\nintroduced = [\"k.complaints\"]\n+++\n\n\
    ## The angry caller {#angry assessed=c1.1}\n\nYou listen ([[c1.1]]).\n";

fn site() -> Bench {
    Bench::with(&[
        ("leerlijn.toml", SETTINGS),
        ("content/profiles/support.md", PROFILE),
        ("content/modules/m05.md", MODULE),
    ])
}

/// The same site with two errors and a warning.
fn broken() -> Bench {
    let bench = site();
    let module = MODULE
        .replace("k.complaints", "k.complaint")
        .replace("angry assessed=", "angry assesed=")
        .replace("[[c1.1]]", "[[c1.2]]");
    bench.put("content/modules/m05.md", &module);
    bench
}

#[test]
fn an_old_address_is_no_hidden_file_and_no_name_that_looks_like_another() {
    let aliases = r#"[".git/hooks/post-checkout", ".htaccess", "modules/.ssh/keys.html", "con", "gnp\u202egpj", "a/../b"]"#;
    let page = format!("+++\ntitle = \"A\"\naliases = {aliases}\n+++\n");
    let bench =
        Bench::with(&[("leerlijn.toml", ""), ("content/index.md", "# Home\n"), ("content/a.md", &page)]);
    let check = bench.run(["check", "--format", "short"]);
    assert_eq!(check.stdout.matches("error[L006]").count(), 6, "{}", check.shown());
    assert!(!check.shown().contains('\u{202e}'), "{}", check.shown());
}

#[test]
fn findings_are_written_in_every_format() {
    let bench = broken();
    for format in ["human", "short", "json", "github"] {
        let run = bench.run(["check", "--format", format]);
        bench.assert_run(&format!("check-{format}"), &run);
    }
}

#[test]
fn a_check_ends_with_its_findings_by_code_and_shows_fifty_of_each() {
    let bench = site();
    let mentions = "- [[c9.9]]\n".repeat(60);
    bench.put("content/index.md", &format!("# Academy\n\n{mentions}\n![](a.png)\n"));
    let run = bench.run(["check"]);
    assert_eq!(run.stdout.matches("error[L503]").count(), 50);
    assert!(
        run.stdout
            .ends_with("… and 10 more with the code L503\n`leerlijn check --all` shows all of them\n\n")
    );
    let summary = " 1 × L501: a link to a file that does not exist\n60 × L503: an unknown name between double brackets\n \
        1 × L506: a picture without alternative text\n61 errors, 1 warning; 3 gaps in the coverage.\n";
    assert_eq!(run.stderr, summary);
    let all = bench.run(["check", "--all"]);
    assert_eq!(all.stdout.matches("error[L503]").count(), 60);
    assert!(!all.stdout.contains("more with the code"));
    assert!(!bench.run(["check", "--format", "short"]).stderr.contains('×'), "programs count for themselves");
}

#[test]
fn a_site_may_ask_for_a_version_of_the_program() {
    let bench = site();
    bench.put("leerlijn.toml", &format!("leerlijn = \"{}\"\n{SETTINGS}", env!("CARGO_PKG_VERSION")));
    assert_eq!(bench.run(["check"]).status, 0);
    bench.put("leerlijn.toml", &format!("leerlijn = \"999\"\n{SETTINGS}"));
    let run = bench.run(["check", "--format", "short"]);
    assert!(run.status == 1 && run.stdout.starts_with("leerlijn.toml:1:12: error[L010]"), "{}", run.shown());
    bench.put("leerlijn.toml", &format!("leerlijn = \"nieuwste\"\n{SETTINGS}"));
    assert!(
        bench.run(["check", "--format", "short"]).stdout.contains("error[L003] `nieuwste` is no version")
    );
}

/// The rules are the table of codes; the expected log leaves them out, so that a new code does not change it.
#[test]
fn a_code_host_gets_every_rule_and_the_findings_under_theirs() {
    let bench = broken();
    let mut run = bench.run(["check", "--format", "sarif"]);
    let mut log: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let driver = log["runs"][0]["tool"]["driver"].as_object_mut().unwrap();
    assert_eq!(driver.remove("semanticVersion").unwrap(), env!("CARGO_PKG_VERSION"));
    let rules = driver.remove("rules").unwrap();
    let ids = rules.as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap());
    assert!(ids.eq(Code::ALL.iter().map(|code| code.as_str())));
    for result in log["runs"][0]["results"].as_array_mut().unwrap() {
        let index = result.as_object_mut().unwrap().remove("ruleIndex").unwrap().as_u64().unwrap();
        assert_eq!(rules[usize::try_from(index).unwrap()]["id"], result["ruleId"]);
    }
    run.stdout = format!("{log:#}\n");
    bench.assert_run("check-sarif", &run);
}

#[test]
fn what_is_denied_decides_the_status() {
    let bench = site();
    let status = |args: &[&str]| bench.run(["check"].iter().chain(args)).status;
    assert_eq!(status(&[]), 0);
    assert_eq!(status(&["--deny", "gaps"]), 1);
    assert_eq!(status(&["--deny", "warnings"]), 0);
    bench.put("content/modules/m06.md", "+++\ntitle = \"Nothing yet\"\n+++\n");
    assert_eq!(status(&[]), 0);
    assert_eq!(status(&["--deny", "warnings"]), 1);
    let exempt = "+++\ntitle = \"One year\"\n\n[[terms]]\nmodules = [\"M05\", \"m06\"]\n\n[exempt]\n\
        \"c1.2\" = \"On the placement.\"\n\"c1.3\" = \"On the placement.\"\n\"k.complaints\" = \"On the placement.\"\n+++\n";
    bench.put("content/programmes/year.md", exempt);
    assert_eq!(status(&["--deny", "gaps"]), 0);
    assert_eq!(status(&["--deny", "gaps", "--deny", "warnings"]), 1);
    assert_eq!(status(&["--deny", "gaps,warnings"]), 1);
}

/// The site with a programme, and the same as it was: two gaps fewer, of which one closed meanwhile.
fn with_baseline() -> Bench {
    let bench = site();
    let year = "+++\ntitle = \"One year\"\n\n[[terms]]\nmodules = [\"M05\"]\n+++\n";
    bench.put("content/programmes/year.md", year);
    bench.put("content/programmes/half.md", &year.replace("One year", "Half a year"));
    for (path, text) in [
        ("leerlijn.toml", SETTINGS.to_owned()),
        ("content/profiles/support.md", PROFILE.replace("- Says no, \"politely\" {#c1.3}\n", "")),
        (
            "content/modules/m05.md",
            MODULE.replace("introduced", "assessed").replace("assessed=c1.1", "practised=c1.1"),
        ),
        ("content/programmes/year.md", year.to_owned()),
        ("content/programmes/half.md", year.replace("One year", "Half a year")),
    ] {
        bench.put(&format!("before/{path}"), &text);
    }
    bench
}

#[test]
fn every_denied_gap_is_a_finding_in_every_format() {
    let bench = with_baseline();
    let deny = ["check", "--deny", "gaps", "--programme", "year", "--format"];
    for format in ["human", "short", "json", "github"] {
        let run = bench.run(deny.iter().chain(&[format]));
        bench.assert_run(&format!("check-gaps-{format}"), &run);
    }
    let run = bench.run(deny.iter().chain(&["sarif"]));
    let log: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 3, "{log:#}");
    let places = results.iter().map(|result| {
        let place = &result["locations"][0]["physicalLocation"];
        (result["level"].as_str().unwrap(), place["region"]["startLine"].as_u64().unwrap())
    });
    assert_eq!(places.collect::<Vec<_>>(), [("error", 8), ("error", 9), ("error", 13)]);
    assert_eq!(bench.run(["check", "--deny", "gaps", "--format", "json"]).stdout.matches("L409").count(), 6);
}

#[test]
fn old_gaps_stay_allowed_and_new_ones_fail() {
    let bench = with_baseline();
    let new = ["check", "--baseline", "before", "--deny", "new-gaps", "--programme", "One year", "--format"];
    for format in ["short", "json", "github"] {
        let run = bench.run(new.iter().chain(&[format]));
        bench.assert_run(&format!("check-new-gaps-{format}"), &run);
    }
    let run = bench.run(["check", "--baseline", "before"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert!(run.stderr.contains("6 gaps in the coverage, 4 of them new since before."), "{}", run.shown());
    let run = bench.run(["check", "--baseline", ".", "--deny", "new-gaps"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    bench.assert_run("check-new-gaps-without", &bench.run(["check", "--deny", "new-gaps"]));
    bench.assert_run("check-baseline-unknown", &bench.run(["check", "--baseline", "main"]));
}

const CLOSED: &str = "content/modules/m05/index.md";
const LESSON: &str = "content/modules/m05/1-call.md";
const YEAR: &str = "content/programmes/year.md";
const CLOSING_MODULE: &str = "+++\ntitle = \"Complaints\"\ncode = \"M05\"\n+++\n\n\
    ## The angry caller {#angry assessed=c1.1}\n\nYou listen.\n";
const CLOSING_LESSON: &str = "# The call\n\n## A solution {#solution assessed=c1.2}\n\nYou offer one.\n";
const CLOSING_YEAR: &str = "+++\ntitle = \"One year\"\n\n[[terms]]\nmodules = [\"M05\"]\n+++\n";

/// The places and the titles of the annotations of gaps in a site without any, of which some files were changed.
fn annotations(changed: &[(&str, &str)]) -> Vec<String> {
    let settings = format!("{SETTINGS}\n[coverage]\nrequired = \"practised\"\n");
    let bench = Bench::new();
    for (path, text) in [
        ("leerlijn.toml", settings.as_str()),
        ("content/profiles/support.md", PROFILE.split("- Says no").next().unwrap()),
        (CLOSED, CLOSING_MODULE),
        (LESSON, CLOSING_LESSON),
        (YEAR, CLOSING_YEAR),
    ] {
        bench.put(path, text);
        bench.put(&format!("before/{path}"), text);
    }
    for (path, text) in changed {
        bench.put(path, text);
    }
    let run = bench.run(["check", "--baseline", "before", "--deny", "new-gaps", "--format", "github"]);
    let annotation = |line: &str| {
        let (file, rest) = line.split_once(",line=").unwrap();
        let (number, rest) = rest.split_once(',').unwrap();
        let title = rest.split_once("title=").unwrap().1.split_once("::").unwrap().0;
        format!("{file},line={number} {}", title.replace("L409%3A ", "").replace("%2C", ","))
    };
    run.stdout.lines().filter(|line| line.contains("title=L409")).map(annotation).collect()
}

fn denied(line: usize) -> String {
    format!("::error file=content/profiles/support.md,line={line} a gap in the coverage")
}

fn notice(file: &str, line: usize, text: &str) -> String {
    format!("::notice file={file},line={line} {text}")
}

fn of_programme() -> String {
    notice(YEAR, 2, "the programme that does not cover it")
}

#[test]
fn the_section_that_lost_its_claim_is_annotated() {
    let lost = |file: &str, line: usize| notice(file, line, "M05 claimed it here as assessed at `before`");
    assert!(annotations(&[]).is_empty());
    // The claim is taken from its heading.
    assert_eq!(
        annotations(&[(CLOSED, &CLOSING_MODULE.replace(" assessed=c1.1", ""))]),
        [denied(7), lost(CLOSED, 6), of_programme()]
    );
    // It is there at a weaker level.
    assert_eq!(
        annotations(&[(LESSON, &CLOSING_LESSON.replace("assessed", "introduced"))]),
        [denied(8), lost(LESSON, 3), of_programme()]
    );
    // Its section is gone.
    assert_eq!(
        annotations(&[(LESSON, "# The call\n\nYou talk.\n")]),
        [denied(8), lost(LESSON, 1), of_programme()]
    );
}

#[test]
fn the_term_that_a_module_left_and_the_level_that_was_raised_are_annotated() {
    // A place that several gaps share is said once.
    let other = ("content/modules/m06.md", "+++\ntitle = \"Chat\"\ncode = \"M06\"\n+++\n");
    assert_eq!(
        annotations(&[(YEAR, &CLOSING_YEAR.replace("\"M05\"", "\"M06\"")), other]),
        [denied(7), of_programme(), notice(YEAR, 5, "M05 is no longer in this programme"), denied(8)]
    );
    let practised = CLOSING_MODULE.replace("assessed", "practised");
    let settings = format!("{SETTINGS}\n[coverage]\nrequired = \"assessed\"\n");
    assert_eq!(
        annotations(&[
            ("before/content/modules/m05/index.md", &practised),
            (CLOSED, &practised),
            ("leerlijn.toml", &settings)
        ]),
        [
            denied(7),
            notice(CLOSED, 6, "claimed here, below the required level"),
            of_programme(),
            notice("leerlijn.toml", 5, "at `before` the required level was practised"),
        ]
    );
}

#[test]
fn gaps_that_a_site_asks_for_are_said_once() {
    let bench = with_baseline();
    bench.put("leerlijn.toml", &format!("{SETTINGS}\n[diagnostics]\nL409 = \"warning\"\n"));
    let run = bench.run(["check", "--format", "short"]);
    assert_eq!((run.status, run.stdout.matches("warning[L409]").count()), (0, 6), "{}", run.shown());
    let run = bench.run(["check", "--format", "short", "--deny", "gaps"]);
    assert_eq!((run.status, run.stdout.matches("error[L409]").count()), (1, 6), "{}", run.shown());
    assert_eq!(run.stdout.matches("L409").count(), 6, "{}", run.shown());
}

#[test]
fn a_code_host_gets_paths_from_its_repository() {
    let bench = Bench::new();
    bench.put("docs/content/index.md", "no title");
    let run = bench.run(["check", "--root", "docs", "--format", "github"]);
    assert!(run.stdout.starts_with("::error file=docs/content/index.md,line=1,"), "{}", run.shown());
    let run = bench.run(["check", "--root", "docs", "--format", "short"]);
    assert!(run.stdout.starts_with("content/index.md:1:1: error[L105]"), "{}", run.shown());
}

#[test]
fn every_mistake_of_a_programme_is_said_in_one_run() {
    let bench = site();
    let programme = "+++\ntitle = \"Year\"\nprofile = \"suport\"\n\n[[terms]]\nmodules = [\"M05\", \"M06\"]\n\n\
        [exempt]\n\"c1.2\" = \"\"\n+++\n";
    bench.put("content/programmes/year.md", programme);
    let run = bench.run(["check", "--format", "short"]);
    bench.assert_run("check-programme", &run);
}

#[test]
fn front_matter_that_cannot_be_read_is_one_mistake() {
    let bench = site();
    let programme = "+++\ntitle = \"Year\"\n\n[[terms]]\nmodules = [\"M05\"]\n+++\n";
    bench.put("content/programmes/year.md", programme);
    let broken = MODULE.replace("[covers]", "[covers").replace("assessed=c1.1", "");
    bench.put("content/modules/m05.md", &broken);
    let run = bench.run(["check", "--format", "short"]);
    bench.assert_run("check-front-matter", &run);
}

/// A site with a programme in which every name is right.
fn taught() -> Bench {
    let bench = site();
    let module = "+++\ntitle = \"Telephone\"\ncode = \"M01\"\n\n[covers]\nintroduced = [\"c1.1\"]\n+++\n";
    bench.put("content/modules/m01.md", module);
    bench.put(
        "content/programmes/year.md",
        "+++\ntitle = \"Year\"\n\n[[terms]]\nmodules = [\"M01\", \"M05\"]\n+++\n",
    );
    bench
}

#[test]
fn nothing_follows_from_a_file_that_could_not_be_read() {
    let changes = [
        ("content/modules/m01.md", "code = \"M01\"", "code = 01"),
        ("content/modules/m01.md", "\n+++\n", "\n"),
        ("content/modules/m05.md", "introduced = [\"k.complaints\"]", "introduced = [\"k.complaints\""),
        ("content/programmes/year.md", "title = \"Year\"", "title = Year"),
        ("content/programmes/year.md", "[[terms]]", "[[term]]"),
        ("content/programmes/year.md", "\n+++\n", "\n"),
        ("content/profiles/support.md", "\n+++\n", "\n"),
    ];
    for (file, right, wrong) in changes {
        let bench = taught();
        assert_eq!(bench.run(["check", "--format", "short"]).stdout, "");
        let text = bench.read(file);
        assert!(text.contains(right), "{file}: {right}");
        bench.put(file, &text.replacen(right, wrong, 1));
        let run = bench.run(["check", "--format", "short"]);
        assert_eq!(run.stdout.lines().count(), 1, "{wrong}: {}", run.shown());
        assert!(run.stdout.starts_with(&format!("{file}:")), "{wrong}: {}", run.shown());
    }
}

#[test]
fn names_that_are_wrong_beside_a_file_that_was_read_are_said() {
    let bench = taught();
    bench.put(
        "content/modules/m05.md",
        &MODULE.replace("[\"k.complaints\"]", "[\"k.complaint\"]").replace("title =", "hours = -3\ntitle ="),
    );
    bench.put(
        "content/programmes/year.md",
        "+++\ntitle = \"Year\"\n\n[[terms]]\nmodules = [\"M01\", \"M50\"]\n+++\n",
    );
    let run = bench.run(["check", "--format", "short"]);
    for code in ["L104", "L301", "L401"] {
        assert!(run.stdout.contains(code), "{code}: {}", run.shown());
    }
}

#[test]
fn levels_of_a_scale_that_was_not_set_are_said_once() {
    let bench = taught();
    bench.put("leerlijn.toml", "title = \"Academie\"\nlanguage = \"nl\"\n");
    let module = "+++\ntitle = \"Complaints\"\ncode = \"M05\"\n\n[covers]\naangebracht = [\"k.complaints\"]\n+++\n\n\
        ## The angry caller {#angry geevalueerd=c1.1}\n\nYou listen ([[c1.1]]).\n\n## Later {#later geoefend=c1.2}\n";
    bench.put("content/modules/m05.md", module);
    bench.assert_run("check-own-scale", &bench.run(["check", "--format", "short"]));
}

#[test]
fn a_link_that_leads_nowhere_gets_what_was_meant() {
    let bench = taught();
    bench.put("content/modules/deeg.png", "");
    bench
        .put("content/modules/deeg.md", "+++\ntitle = \"Dough\"\n\n[covers]\nintroduced = [\"c1.1\"]\n+++\n");
    let links = [
        "[a](modules/m05.MD)",
        "[b](modules/m05)",
        "[c](modules/m05.html)",
        "![d](modules/deg.png)",
        "[e](modules/deg.md)",
        "[f](www.vrt.be/x)",
        "![g](C:\\Users\\An\\deeg.png)",
        "[h](file:///home/an/guide.pdf)",
        "![i](modules/nothing.png)",
        "[[M5]] [[C1.2]]",
    ];
    bench.put("content/index.md", &format!("+++\ntitle = \"Home\"\n+++\n\n{}\n", links.join("\n\n")));
    let run = bench.run(["check", "--format", "short"]);
    bench.assert_run("check-links", &run);
}

#[test]
fn a_page_that_was_saved_as_another_kind_of_file_is_found() {
    let bench = taught();
    for name in ["m02.txt", "m03.md.txt", "m04.markdown", "m06-telephone.docx", "m05.odt", "handout.docx"] {
        bench.put(&format!("content/modules/{name}"), "");
    }
    bench.put("content/index.md", "+++\ntitle = \"Home\"\n+++\n\n[Handout](modules/handout.docx)\n");
    let programme =
        "+++\ntitle = \"Year\"\n\n[[terms]]\nmodules = [\"M01\", \"M02\", \"M05\", \"M06\"]\n+++\n";
    bench.put("content/programmes/year.md", programme);
    bench.assert_run("check-misnamed", &bench.run(["check", "--format", "short"]));
}

#[test]
fn nothing_follows_from_a_slip_in_front_matter() {
    let bench = site();
    for (name, old, new) in [
        ("m05", "[\"k.complaints\"]", "[\"k.complaints\""),
        ("m06", "[\"k.complaints\"]", "[k.complaints]"),
        ("m07", "[\"k.complaints\"]", "[“k.complaints”]"),
        ("m08", "[\"k.complaints\"]", "\"k.complaints\""),
        ("m09", "[\"k.complaints\"]", "[\"\u{a0}k.complaints \"]"),
        ("m10", "[\"k.complaints\"]", "[\"k.\u{200b}complaints\"]"),
        ("m11", "[covers]", "hours = 40 uur\n[covers]"),
        ("m12", "[covers]", "[cover]\nhours = 40"),
        ("m13", "+++\ntitle", "\n\n+++\ntitle"),
    ] {
        let module = MODULE.replacen(old, new, 1).replace("M05", name);
        let module = module.replace("You listen", "You know them ([[k.complaints]]) and listen");
        bench.put(&format!("content/modules/{name}.md"), &module);
    }
    bench.assert_run("check-slips", &bench.run(["check", "--format", "short"]));
}

#[test]
fn what_is_left_out_is_said() {
    let bench = site();
    bench.put("elsewhere/secret.md", "secret");
    if cfg!(unix) {
        #[cfg(unix)]
        std::os::unix::fs::symlink(std::env::temp_dir(), bench.path().join("content/link")).unwrap();
        let run = bench.run(["check"]);
        let note = "note: content/link is left out: it is a link that leads out of the site's folder\n";
        assert!(run.stderr.starts_with(note), "{}", run.shown());
    }
}

#[test]
fn coverage_is_written_in_every_format() {
    let bench = site();
    for format in ["table", "json", "csv"] {
        let run = bench.run(["coverage", "--format", format]);
        bench.assert_run(&format!("coverage-{format}"), &run);
    }
    bench.assert_run("coverage-gaps", &bench.run(["coverage", "--gaps"]));
}

#[test]
fn gaps_alone_are_written_in_every_format() {
    let bench = site();
    let csv = bench.run(["coverage", "--gaps", "--format", "csv"]).stdout;
    assert_eq!(csv.lines().count(), 4, "{csv}");
    let json: serde_json::Value =
        serde_json::from_str(&bench.run(["coverage", "--gaps", "--format", "json"]).stdout).unwrap();
    let ids: Vec<_> = json[0]["by_item"].as_array().unwrap().iter().map(|item| &item["id"]).collect();
    assert_eq!(ids, ["c1.2", "c1.3", "k.complaints"]);
    assert_eq!((&json[0]["items"], &json[0]["missing"]), (&4.into(), &2.into()));
}

#[test]
fn a_programme_is_named_by_its_file_or_its_title() {
    let bench = Bench::example();
    for name in ["course", "Receptionist in one year", "receptionist IN one year"] {
        let run = bench.run(["coverage", "--programme", name]);
        assert!(run.status == 0 && run.stdout.starts_with("Receptionist in one year\n"), "{}", run.shown());
    }
    bench.assert_run("coverage-unknown-programme", &bench.run(["coverage", "--programme", "curse"]));
}

#[test]
fn coverage_of_content_with_errors_is_shown_and_not_trusted() {
    broken().assert_run("coverage-with-errors", &broken().run(["coverage"]));
}

#[test]
fn addresses_of_an_earlier_site_that_lead_nowhere_are_said() {
    let bench = Bench::example();
    bench.put(
        "content/gids.md",
        "+++\ntitle = \"Gids\"\naliases = [\"oude-gids\", \"gids-2020.html\"]\n+++\nTekst.\n",
    );
    assert_eq!(bench.run(["build", "--output", "old"]).status, 0);
    let page = bench.read("old/oude-gids/index.html");
    assert!(page.contains("url=../gids/index.html") && page.contains("noindex"), "{page}");
    assert!(bench.read("old/gids-2020.html").contains("href=\"gids/index.html\""));
    assert_eq!(bench.run(["check", "--against", "old"]).status, 0);
    bench.put("content/gids.md", "+++\ntitle = \"Gids\"\n+++\nTekst.\n");
    let run = bench.run(["check", "--against", "old", "--format", "short"]);
    assert_eq!((run.status, run.stdout.matches("L541").count()), (1, 2), "{}", run.shown());
    bench.put("old.txt", "https://oud.example/gids/\n\n/oude-gids?x=1\nstatic/oud.css\n");
    let run = bench.run(["check", "--against", "old.txt", "--format", "short"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("old.txt:3:1: error[L541] the address `oude-gids`"), "{}", run.shown());
    let run = bench.run(["check", "--against", "nowhere.txt"]);
    assert_eq!(run.status, 2, "{}", run.shown());
}

#[test]
fn long_ids_and_wide_letters_keep_the_columns_of_gaps_straight() {
    let bench = Bench::example();
    let profile = "+++\ntitle = \"Gids\"\n+++\n\n## Leidt {#c1 .competence}\n\n- Kort {#c1.1}\n- Lang {#c1.een-lang-nummer}\n- Breed {#c1.成果}\n- Heel lang {#c1.een-nummer-dat-zo-lang-is-dat-niemand-het-typt}\n";
    for (path, _) in bench.tree("content") {
        std::fs::remove_file(path).unwrap();
    }
    bench.put("content/profiles/gids.md", profile);
    bench.put("content/modules/m01.md", "+++\ntitle = \"Een\"\ncode = \"M01\"\n+++\n");
    bench.put(
        "content/programmes/gids.md",
        "+++\ntitle = \"Gids\"\nprofile = \"gids\"\n\n[[terms]]\nmodules = [\"m01\"]\n+++\n",
    );
    let run = bench.run(["coverage", "--gaps"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    let columns = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let places: Vec<usize> = ["Kort", "Lang", "Breed", "Heel lang"]
        .map(|text| {
            run.stdout
                .lines()
                .find_map(|line| Some(columns(line.split_once(&format!("  {text}"))?.0)))
                .unwrap()
        })
        .into();
    assert!(places.iter().all(|place| *place == places[0]), "{places:?}\n{}", run.shown());
}
