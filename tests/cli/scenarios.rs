//! `what-if`: the answer is the difference from the site that one would have after doing it.

use super::bench::{Bench, Run};

const PROFILE: &str = "+++\ntitle = \"Support agent\"\nversion = \"2\"\n+++\n\n## Handles complaints {#c1 .competence}\n\n\
    - Listens to the customer {#c1.1}\n- Offers a fitting solution {#c1.2}\n- Says no politely {#c1.3}\n";
const M05: &str = "+++\ntitle = \"Complaints\"\ncode = \"M05\"\nhours = 20\n\n[covers]\nassessed = [\"c1.1\"]\n\
    practised = [\"c1.3\"]\n+++\n\n[[c1.1]], [[c1.3]]\n";
const M06: &str = "+++\ntitle = \"Solutions\"\ncode = \"M06\"\nhours = 30\n\n[covers]\nintroduced = [\"c1.1\"]\n\
    assessed = [\"c1.2\"]\n+++\n\n[[c1.1]], [[c1.2]]\n";
const YEAR: &str = "+++\ntitle = \"One year\"\n\n[[terms]]\ntitle = \"Autumn\"\nmodules = [\"M06\"]\n\n\
    [[terms]]\ntitle = \"Spring\"\nmodules = [\"M05\"]\n+++\n";
const SETTINGS: &str = "title = \"Academy\"\nlanguage = \"en\"\n";

/// The site in the folder `place`, with a few of its texts otherwise.
fn site(bench: &Bench, place: &str, changes: &[(&str, &str, &str)]) {
    for (path, text) in [
        ("leerlijn.toml", SETTINGS),
        ("content/profiles/support.md", PROFILE),
        ("content/modules/m05.md", M05),
        ("content/modules/m06.md", M06),
        ("content/programmes/year.md", YEAR),
    ] {
        let changes = changes.iter().filter(|(changed, _, _)| *changed == path);
        let text = changes.fold(text.to_owned(), |text, (_, old, new)| {
            assert!(text.contains(old), "{path} {old}");
            text.replace(old, new)
        });
        bench.put(&format!("{place}/{path}"), &text);
    }
}

fn json(run: &Run) -> serde_json::Value {
    let mut value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    // The two are called otherwise.
    value["from"].take();
    value["to"].take();
    value
}

#[test]
fn the_answer_is_the_difference_after_doing_it() {
    let bench = Bench::new();
    site(&bench, "now", &[]);
    let before = bench.tree("now");
    let year = "content/programmes/year.md";
    let required = (SETTINGS, format!("{SETTINGS}\n[coverage]\nrequired = \"practised\"\n"));
    let reworded = PROFILE.replace("Says no politely", "Says no in a friendly way").replace("\"2\"", "\"3\"");
    bench.put("support.md", &reworded);
    for (question, changes) in [
        (vec!["--without", "M05"], vec![(year, "\"M05\"", "")]),
        (vec!["--without", "m05,M06"], vec![(year, "\"M05\"", ""), (year, "\"M06\"", "")]),
        (vec!["--move", "M05=1"], vec![(year, "\"M05\"", ""), (year, "\"M06\"", "\"M06\", \"M05\"")]),
        (vec!["--move", "m06=spring"], vec![(year, "\"M06\"", ""), (year, "\"M05\"", "\"M05\", \"M06\"")]),
        (vec!["--required", "practised"], vec![("leerlijn.toml", required.0, &required.1)]),
        (vec!["--profile", "support.md"], vec![("content/profiles/support.md", PROFILE, &reworded)]),
        (
            vec!["--without", "M06", "--move", "M05=1", "--programme", "one year"],
            vec![(year, "\"M05\"", ""), (year, "\"M06\"", "\"M05\"")],
        ),
    ] {
        site(&bench, "then", &changes);
        let asked = [&["what-if", "--root", "now", "--format", "json"][..], &question].concat();
        let asked = bench.run(asked);
        let done = bench.run(["diff", "./now", "then", "--root", "now", "--format", "json"]);
        assert_eq!(asked.status, 0, "{}", asked.shown());
        assert_eq!(json(&asked), json(&done), "{question:?}");
        assert_ne!(json(&asked)["programmes"], serde_json::json!(null));
    }
    assert!(bench.tree("now") == before, "nothing is written");
}

#[test]
fn an_answer_is_written_for_people() {
    let bench = Bench::new();
    site(&bench, "now", &[]);
    for format in ["table", "markdown"] {
        let question =
            ["what-if", "--root", "now", "--without", "M05", "--move", "M06=2", "--format", format];
        bench.assert_run(&format!("what-if-{format}"), &bench.run(question));
    }
    let run = bench.run(["what-if", "--root", "now", "--move", "M05=Spring"]);
    let nothing = "Nothing differs between the site as it is and the site with M05 in term Spring.\n";
    assert_eq!((run.status, run.stdout.as_str()), (0, nothing));
}

#[test]
fn a_question_about_what_is_not_there_is_told_what_is() {
    let bench = Bench::new();
    site(&bench, "now", &[]);
    for (question, message) in [
        (&[][..], "error: nothing is asked; say what is otherwise"),
        (&["--without", "M5"], "error: there is no module `M5`; did you mean `M05`"),
        (
            &["--move", "M05=3"],
            "error: there is no term `3` in `One year`; its terms are 1 (Autumn), 2 (Spring)",
        ),
        (&["--move", "M05"], "write the module, an equals sign and the term, such as `M07=2`"),
        (&["--required", "practiced"], "error: there is no level `practiced`; did you mean `practised`"),
        (
            &["--without", "M05", "--programme", "yaer"],
            "error: there is no programme `yaer`; did you mean `year`",
        ),
    ] {
        let run = bench.run([&["what-if", "--root", "now"][..], question].concat());
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{}", run.shown());
        let said = run.stderr.split_whitespace().collect::<Vec<_>>().join(" ").replace(" = help: ", "; ");
        assert!(said.contains(message), "{question:?}: {said}");
    }
}
