//! `claim` and `exempt`.

use super::bench::Bench;

const CONFIG: &str = "title = \"S\"\nlanguage = \"en\"\n";
const PROFILE: &str = "+++\ntitle = \"Cook\"\n+++\n\n## Cooks {#c1 .competence}\n\n- Cuts the vegetables {#c1.1}\n\
    - Washes the vegetables with care {#c1.2}\n- Tastes {#c1.3}\n";
const KNIVES: &str = "+++\n# Ours\ntitle = \"Knives\"\ncode = \"M01\"\n\n[covers]\nassessed = [\n  \"c1.1\", # by the exam\n]\n+++\n\n\
    ## Sharpening {#sharp practised=c1.2}\n\nText.\n\n## Tasting\n\nText.\n";
const WATER: &str = "+++\ntitle = \"Water\"\ncode = \"M02\"\n+++\n\nText.\n";
const LESSON: &str = "+++\ntitle = \"Cold water\"\n+++\n\n## Tasting\n\nText.\n";
const PROGRAMME: &str = "+++\ntitle = \"One year\"\nprofile = \"cook\"\n[[terms]]\ntitle = \"Autumn\"\nmodules = [\"M01\", \"M02\"]\n+++\n";

fn bench() -> Bench {
    Bench::with(&[
        ("leerlijn.toml", CONFIG),
        ("content/profiles/cook.md", PROFILE),
        ("content/modules/m01.md", KNIVES),
        ("content/modules/m02/index.md", WATER),
        ("content/modules/m02/cold.md", LESSON),
        ("content/programmes/one-year.md", PROGRAMME),
    ])
}

#[test]
fn a_claim_changes_one_line_and_is_taken_back_whole() {
    let bench = bench();
    let claim = ["claim", "M01", "c1.3", "assessed", "--at", "tasting"];
    bench.assert_run("claim-dry-run", &bench.run([&claim[..], &["--dry-run"]].concat()));
    assert_eq!(bench.read("content/modules/m01.md"), KNIVES);
    bench.assert_run("claim", &bench.run(claim));
    let changed = KNIVES.replace("## Tasting\n", "## Tasting {assessed=c1.3}\n");
    assert_eq!(bench.read("content/modules/m01.md"), changed);
    bench.assert_run("claim-again", &bench.run(claim));
    bench.assert_run("claim-remove", &bench.run(["claim", "M01", "c1.3", "--remove"]));
    assert_eq!(bench.read("content/modules/m01.md"), KNIVES);
}

#[test]
fn a_claim_is_one_object_for_scripts() {
    let bench = bench();
    let claim = ["claim", "M02", "c1.3", "assessed", "--format", "json"];
    bench.assert_run("claim-json", &bench.run([&claim[..], &["--at", "cold", "--dry-run"]].concat()));
    let refused = ["claim", "M02", "c9.9", "assessed", "--format", "json"];
    bench.assert_run("claim-json-refused", &bench.run(refused));
}

#[test]
fn whatever_is_refused_is_an_object_for_scripts() {
    let bench = bench();
    for args in [
        vec!["claim", "M03", "c1.1", "assessed"],
        vec!["claim", "M01", "c1.11", "assessed"],
        vec!["claim", "M01", "c1.1", "asessed"],
        vec!["claim", "M01", "c1.1", "assessed", "--at", "tastin"],
        vec!["claim", "M01", "c1.1", "assessed", "--root", "nowhere"],
        vec!["exempt", "one-yeer", "c1.1", "On the job."],
        vec!["exempt", "one-year", "c9.1", "On the job."],
        vec!["exempt", "one-year", "c1.1", " "],
        vec!["exempt", "one-year", "c1.1", "\u{200b}\u{2060}"],
        vec!["review", "M01", "c1.1", "--holds"],
    ] {
        let run = bench.run([&args[..], &["--format", "json"]].concat());
        assert_eq!(run.status, 2, "{}", run.shown());
        let object: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(object["written"], false);
        let message = object["refused"]["message"].as_str().unwrap();
        assert!(run.stderr.contains(message), "{}", run.shown());
    }
    assert_eq!(bench.read("content/modules/m01.md"), KNIVES);
}

#[test]
fn a_place_is_named_by_its_heading_or_its_lesson() {
    let bench = bench();
    for (at, file, text) in [
        ("cold", "content/modules/m02/cold.md", "practised = [\"c1.3\"]"),
        ("cold#tasting", "content/modules/m02/cold.md", "## Tasting {practised=c1.2}"),
    ] {
        let item = if at == "cold" { "c1.3" } else { "c1.2" };
        let run = bench.run(["claim", "M02", item, "practised", "--at", at]);
        assert_eq!(run.status, 0, "{}", run.shown());
        assert!(bench.read(file).contains(text), "{}", bench.read(file));
    }
}

#[test]
fn names_that_mean_nothing_are_wrong_usage() {
    let bench = bench();
    for (name, args) in [
        ("claim-module", vec!["claim", "M03", "c1.1", "assessed"]),
        ("claim-item", vec!["claim", "M01", "c1.11", "assessed"]),
        ("claim-level", vec!["claim", "M01", "c1.1", "asessed"]),
        ("claim-place", vec!["claim", "M01", "c1.1", "assessed", "--at", "tastin"]),
        ("claim-no-level", vec!["claim", "M01", "c1.1"]),
        ("exempt-programme", vec!["exempt", "one-yeer", "c1.1", "On the job."]),
        ("exempt-no-reason", vec!["exempt", "one-year", "c1.1", " "]),
    ] {
        let run = bench.run(args);
        assert_eq!(run.status, 2, "{}", run.shown());
        bench.assert_run(name, &run);
    }
    assert_eq!(bench.read("content/modules/m01.md"), KNIVES);
}

#[test]
fn an_exemption_is_written_and_lifted() {
    let bench = bench();
    let exempt = ["exempt", "One year", "c1.3", "Done \"on the job\"."];
    bench.assert_run("exempt", &bench.run(exempt));
    let text = bench.read("content/programmes/one-year.md");
    assert!(text.contains("[exempt]") && text.contains("c1.3"), "{text}");
    bench.assert_run("exempt-lift", &bench.run(["exempt", "one-year", "c1.3", "--lift"]));
    assert!(!bench.read("content/programmes/one-year.md").contains("c1.3"));
}
