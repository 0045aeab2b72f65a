//! `diff`, between folders; `tests/history` has it between commits.

use super::bench::Bench;

const PROFILE: &str = "+++\ntitle = \"Support agent\"\nversion = \"2\"\n+++\n\n## Handles complaints {#c1 .competence}\n\n\
    - Listens to the customer {#c1.1}\n- Offers a fitting solution {#c1.2}\n- Says no, \"politely\" {#c1.3}\n\n\
    ## Knowledge {.knowledge}\n\n- Knowledge of complaint procedures {#k.complaints}\n";
const M05: &str = "+++\ntitle = \"Complaints\"\ncode = \"M05\"\nhours = 20\ncredits = 3\nteachers = [\"Els Peeters\"]\n\n\
    [covers]\nintroduced = [\"k.complaints\"]\n\n[facts]\nroom = \"B1\"\n+++\n\n\
    ## The angry caller {#angry assessed=c1.1}\n\nYou listen ([[c1.1]]).\n\n\
    ## Role play {#play .activity method=\"role play\" hours=4 introduced=c1.1}\n\n\
    ## Exam {#exam .assessment method=talk weight=100 assessed=c1.1}\n";
const M06: &str = "+++\ntitle = \"Solutions\"\ncode = \"M06\"\nhours = 30\n\n[covers]\nassessed = [\"c1.2\", \"c1.1\"]\n+++\n\n\
    [[c1.1]], [[c1.2]]\n";
const YEAR: &str = "+++\ntitle = \"One year\"\n\n[[terms]]\ntitle = \"Autumn\"\nmodules = [\"M05\"]\n\n\
    [[terms]]\ntitle = \"Spring\"\nmodules = [\"M06\"]\n+++\n";

/// Two sites, the second with a change of every kind.
fn two_sites() -> Bench {
    let bench = Bench::new();
    for (place, profile, m05, m06, year) in [
        ("old", PROFILE.to_owned(), M05.to_owned(), M06.to_owned(), YEAR.to_owned()),
        (
            "new",
            PROFILE
                .replace("\"2\"", "\"3\"")
                .replace("Listens to the customer", "Listens to the customer @an and asks *questions*")
                .replace("complaint procedures", "Complaint procedures.")
                .replace("- Says no, \"politely\" {#c1.3}", "- Writes a report {#c1.4}"),
            M05.replace("angry assessed=c1.1", "angry practised=c1.1")
                .replace("20", "24")
                .replace("credits = 3", "credits = 4")
                .replace("[\"Els Peeters\"]", "[\"Els Peeters\", \"Jan Claes\"]")
                .replace("room = \"B1\"", "room = \"B2\"\nbook = \"Listening\"")
                .replace("#play", "#rehearsal")
                .replace("method=talk weight=100", "method=talk weight=60")
                + "\n## Report {#report .assessment method=\"written report\" hours=2 weight=40 assessed=c1.1}\n",
            M06.replace("[\"c1.2\", \"c1.1\"]", "[\"c1.1\"]")
                .replace("hours = 30", "hours = 30\nrequires = [\"M05\"]"),
            YEAR.replace("[\"M06\"]", "[]").replace("[\"M05\"]", "[\"M05\", \"M06\"]"),
        ),
    ] {
        bench.put(&format!("{place}/leerlijn.toml"), "title = \"Academy\"\nlanguage = \"en\"\n");
        bench.put(&format!("{place}/content/profiles/support.md"), &profile);
        bench.put(&format!("{place}/content/modules/m05.md"), &m05);
        bench.put(&format!("{place}/content/modules/m06.md"), &m06);
        bench.put(&format!("{place}/content/programmes/year.md"), &year);
    }
    bench
}

#[test]
fn a_difference_is_written_in_every_format() {
    let bench = two_sites();
    for format in ["table", "markdown", "json"] {
        let run = bench.run(["diff", "../old", ".", "--root", "new", "--format", format]);
        assert_eq!(run.status, 2, "a path counts from here and not from the site: {}", run.shown());
        let run = bench.run(["diff", "./old", "new", "--root", "new", "--format", format]);
        bench.assert_run(&format!("diff-{format}"), &run);
    }
}

#[test]
fn hours_credits_and_weights_have_a_comma_where_the_language_writes_one() {
    let bench = two_sites();
    let place = "new/content/modules/m05.md";
    let text =
        bench.read(place).replace("hours = 24", "hours = 24.5").replace("credits = 4", "credits = 3.25");
    bench.put(place, &text.replace("weight=60", "weight=59.5"));
    let said =
        |language: &str| bench.run(["diff", "./old", "new", "--root", "new", "--language", language]).stdout;
    for (language, numbers) in [("en", ["24.5 h", "3.25", "59.5 %"]), ("nl", ["24,5 h", "3,25", "59,5 %"])] {
        let said = said(language);
        assert!(numbers.iter().all(|number| said.contains(number)), "{said}");
    }
}

#[test]
fn what_does_not_differ_is_said() {
    let bench = two_sites();
    let run = bench.run(["diff", "old", "./old", "--root", "new"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "Nothing differs between old and ./old.\n"));
}

#[test]
fn a_site_without_a_repository_has_no_commits() {
    let bench = two_sites();
    bench.assert_run("diff-no-repository", &bench.run(["diff", "--root", "new"]));
}
