//! Help, exit statuses, quiet, colours and pipes.

use std::io::Read;
use std::process::Stdio;

use expect_test::expect_file;

use super::bench::{Bench, Run};

/// All commands.
pub(super) const VERBS: [&str; 17] = [
    "start",
    "init",
    "new",
    "build",
    "serve",
    "check",
    "coverage",
    "diff",
    "what-if",
    "claim",
    "exempt",
    "import",
    "review",
    "export",
    "theme",
    "explain",
    "completions",
];

/// The line of `docs/cli.md` below which the help of the program stands.
const GENERATED: &str = "<!-- What follows is the help of the program,";

#[test]
fn the_reference_has_the_help_of_every_verb() {
    let bench = Bench::new();
    let path = format!("{}/docs/cli.md", env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(&path).unwrap();
    let line = page.lines().find(|line| line.starts_with(GENERATED)).unwrap();
    let (written, _) = page.split_once(line).unwrap();
    let mut reference = format!("{written}{line}\n");
    // A verb with verbs of its own comes with these.
    let verbs = VERBS.into_iter().flat_map(|verb| match verb {
        "theme" => vec![vec![verb], vec![verb, "eject"]],
        _ => vec![vec![verb]],
    });
    for verb in std::iter::once(Vec::new()).chain(verbs) {
        let Run { status, stdout, stderr } = bench.run(verb.iter().chain(&["--help"]));
        assert_eq!((status, stderr.as_str()), (0, ""), "{verb:?}");
        let lines: Vec<&str> = stdout.lines().map(str::trim_end).collect();
        let title = [&["leerlijn"], verb.as_slice()].concat().join(" ");
        reference += &format!("\n## {title}\n\n~~~text\n{}\n~~~\n", lines.join("\n").trim_end());
    }
    expect_file![path].assert_eq(&reference);
}

#[test]
fn the_reference_knows_every_verb() {
    let help = Bench::new().run(["--help"]).stdout;
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let names = commands.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names: Vec<&str> = names.map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(names, [&VERBS[..], &["help"]].concat());
}

#[test]
fn wrong_usage_and_a_failing_disk_have_status_2() {
    let bench = Bench::example();
    for args in [
        vec!["bild"],
        vec![],
        vec!["check", "--format", "pretty"],
        vec!["check", "--root", "nowhere"],
        vec!["build", "--output", "."],
        vec!["build", "--output", "content/site"],
        vec!["build", "--base-url", "school.be"],
        vec!["coverage", "--programme", "nowhere"],
        vec!["export", "matrix", "--profile", "nowhere"],
        vec!["export", "gaps", "--profile", "receptionist"],
        vec!["import", "content/profiles/receptionist.md", "--replace"],
        vec!["explain", "L000"],
        vec!["import", "nowhere.txt"],
        vec!["new", "module", " "],
        vec!["theme", "eject", "item.html"],
        vec!["theme", "eject", "nowhere.html"],
        vec!["check", "--quiet", "--verbose"],
    ] {
        let run = bench.run(&args);
        assert_eq!(run.status, 2, "{args:?}: {}", run.shown());
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{args:?}: {}", run.shown());
    }
}

#[test]
fn outside_of_a_site_it_says_what_to_do() {
    let bench = Bench::new();
    bench.assert_run("outside-of-a-site", &bench.run(["check"]));
}

#[test]
fn settings_that_an_editor_saved_as_a_text_are_found() {
    let bench =
        Bench::with(&[("leerlijn.toml.txt", "title = \"Academy\"\n"), ("content/index.md", "# Home\n")]);
    for args in [vec!["check"], vec!["check", "--root", "."]] {
        let run = bench.run(args);
        assert!(run.status == 2 && run.stderr.contains("rename it to `leerlijn.toml`"), "{}", run.shown());
    }
}

/// Elsewhere the two names may be one file.
#[cfg(target_os = "linux")]
#[test]
fn settings_and_content_in_capitals_are_named() {
    let bench = Bench::with(&[("Leerlijn.toml", "title = \"Academy\"\n"), ("content/index.md", "# Home\n")]);
    let run = bench.run(["check"]);
    assert!(run.status == 2 && run.stderr.contains("`Leerlijn.toml` has the wrong name"), "{}", run.shown());
    let bench = Bench::with(&[("leerlijn.toml", "title = \"Academy\"\n"), ("Content/index.md", "# Home\n")]);
    let run = bench.run(["check"]);
    assert!(
        run.status == 2 && run.stderr.contains("call the folder `Content` there `content`"),
        "{}",
        run.shown()
    );
}

#[test]
fn a_profile_file_is_not_imported_again() {
    let bench = Bench::example();
    let run = bench.run(["import", "content/profiles/receptionist.md"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("is a profile file already")
            && run.stderr.contains("copy it to `content/profiles`")
    );
}

#[test]
fn a_site_is_found_from_any_folder_in_it() {
    let bench = Bench::example();
    let output = bench.command(["check"]).current_dir(bench.path().join("content/modules")).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn quiet_says_nothing_but_results_and_errors() {
    let bench = Bench::example();
    let build = bench.run(["build", "--quiet"]);
    assert_eq!((build.status, build.stdout.as_str(), build.stderr.as_str()), (0, "", ""));
    bench.put("content/modules/m03.md", "+++\ntitle = \"Nothing yet\"\n+++\n");
    let check = bench.run(["check", "-q", "--format", "short"]);
    assert_eq!((check.status, check.stdout.lines().count(), check.stderr.as_str()), (0, 2, ""));
    let build = bench.run(["build", "-q"]);
    assert_eq!((build.status, build.stdout.as_str(), build.stderr.as_str()), (0, "", ""));
    bench.put("content/modules/m03.md", "+++\ntitle = \"T\"\nhours = -3\n+++\n");
    let build = bench.run(["build", "-q"]);
    assert_eq!(build.status, 1);
    assert!(
        build.stderr.starts_with("error[L104]") && !build.stderr.contains("warning["),
        "{}",
        build.stderr
    );
}

#[test]
fn colours_are_for_terminals_or_on_request() {
    let bench = Bench::with(&[("content/index.md", "no title")]);
    let check = |args: &[&str]| bench.run(["check", "--root", "."].iter().chain(args)).stdout;
    assert!(!check(&[]).contains('\u{1b}'));
    assert!(!check(&["--color", "never"]).contains('\u{1b}'));
    assert!(check(&["--color", "always"]).contains('\u{1b}'));
    assert!(!check(&["--color", "always", "--format", "short"]).contains('\u{1b}'));
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let bench = Bench::new();
    let mut child =
        bench.command(["completions", "bash"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""));
}

#[test]
fn completions_know_the_verbs() {
    let bench = Bench::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = bench.run(["completions", shell]);
        assert_eq!(run.status, 0, "{shell}");
        assert!(VERBS.iter().all(|verb| run.stdout.contains(verb)), "{shell}");
    }
}

#[test]
fn each_verb_has_a_manual_page() {
    let bench = Bench::new();
    let run = bench.run(["man", "man1"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout.lines().count(), VERBS.len() + 1, "{}", run.stdout);
    for verb in VERBS {
        let page = bench.read(&format!("man1/leerlijn-{verb}.1"));
        assert!(page.contains(&format!(".TH leerlijn-{verb} 1")), "{page}");
    }
}

#[test]
fn mistakes_in_arguments_are_said_in_the_words_of_the_reader() {
    let bench = Bench::example();
    assert_eq!(bench.run(["init", "school"]).status, 0);
    for (line, said) in [
        ("check --all=ja", "bij `--all` hoort geen waarde; laat `=ja` weg"),
        ("check --all --all", "`--all` staat er twee keer"),
        ("check --format", "`--format <VORM>` heeft een waarde nodig"),
        ("check school", "schrijf `--root school`"),
        ("claim M01", "dit ontbreekt: <DOEL>, <NIVEAU>"),
        ("serve --port x", "`x` is geen poort"),
        ("serve --host x", "`x` is geen adres van een computer"),
    ] {
        let run = bench.run(line.split(' ').chain(["--language", "nl"]));
        assert!(run.status == 2 && run.stderr.contains(said), "{line}: {}", run.shown());
    }
    let help = bench.run(["new", "--help", "--language", "nl"]).stdout;
    assert!(help.contains("<SOORT> <TITEL>..."), "{help}");
}
