//! A new version of the demonstration school's profile, made of the document it was imported from by known changes: the
//! import, the review beside the profile, and the answers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::bench::Bench;

const PROFILE: &str = "content/profiles/klantcontactmedewerker.md";
const REVIEW: &str = "content/profiles/klantcontactmedewerker.review.toml";
const DOCUMENT: &str = include_str!("../import/klantcontactmedewerker.txt");

/// The demonstration school, with the new version of its profile beside it.
pub(super) fn school() -> Bench {
    let bench = Bench::new();
    copy_school(bench.path());
    bench.put("v3.txt", &version_3());
    bench
}

fn copy_school(to: &Path) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![repository.join("content")];
    let mut files: Vec<PathBuf> = vec![repository.join("leerlijn.toml")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    for file in files {
        let copy = to.join(file.strip_prefix(repository).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(&file, copy).unwrap();
    }
}

/// Version 3: a line with other words, one written in another way, one that is gone, a new one, and one that moved.
fn version_3() -> String {
    let changes = [
        ("versie 2, 2020", "versie 3, 2026"),
        (
            "Gaat professioneel om met klachten en ontevredenheden van de klant",
            "Gaat professioneel en begripvol om met klachten van de klant",
        ),
        ("Kennis van kantoorsoftware\n", "Kennis van kantoor-software\n"),
        ("· Vraag de klant naar bijkomende vragen\n", ""),
        (
            "Sluit het gesprek professioneel af\n",
            "Sluit het gesprek professioneel af\n· Kijkt samen met de klant terug op het gesprek\n",
        ),
    ];
    changes.into_iter().fold(DOCUMENT.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

#[test]
fn a_new_version_is_imported_and_every_claim_that_it_touches_is_answered() {
    let bench = school();
    bench.assert_run("review-import", &bench.run(["import", "v3.txt"]));
    assert!(bench.read(PROFILE).contains("begripvol om met klachten van de klant {#c4.6}"));
    bench.assert_run("review-list", &bench.run(["review"]));
    bench.assert_run("review-json", &bench.run(["review", "M13", "--format", "json"]));
    let denied = bench.run(["check", "--format", "short", "--deny", "warnings"]);
    assert_eq!(denied.status, 1, "{}", denied.shown());
    assert_eq!(denied.stdout.matches("[L430]").count(), 2, "{}", denied.shown());
    let wrong = bench.run(["review", "M13", "c4.5", "--holds"]);
    assert!(
        wrong.status == 2 && wrong.stderr.contains("no claim of M13 on `c4.5` is open"),
        "{}",
        wrong.shown()
    );
    let reviewed = bench.read(REVIEW);
    for module in ["m06-klachten", "M13"] {
        let run = bench.run(["review", module, "c4.6", "--holds"]);
        assert_eq!(run.status, 0, "{}", run.shown());
        // Who imports the same version again loses no answer, and is asked nothing anew.
        let answered = bench.read(REVIEW);
        assert_eq!(bench.run(["import", "v3.txt"]).status, 0);
        assert_eq!(bench.read(REVIEW), answered);
    }
    let (before, _) = reviewed.split_once("\n[open]").unwrap();
    assert_eq!(bench.read(REVIEW).trim_end(), before.trim_end());
    let run = bench.run(["review"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "No claim has to be looked at.\n"));
    let checked = bench.run(["check", "--format", "short"]);
    assert!(!checked.stdout.contains("L43"), "{}", checked.shown());
}

#[test]
fn a_new_version_is_taken_over_answered_reported_and_held_against_the_gap_that_it_opens() {
    let bench = school();
    copy_school(&bench.path().join("before"));
    assert_eq!(bench.run(["import", "v3.txt"]).status, 0);
    assert_eq!(bench.run(["review", "M06", "c4.6", "--holds"]).status, 0);
    assert_eq!(bench.run(["review", "M13", "c4.6", "--withdraw"]).status, 0);
    assert!(!bench.read(REVIEW).contains("[open]"), "{}", bench.read(REVIEW));
    assert_eq!(bench.run(["review"]).stdout, "No claim has to be looked at.\n");
    bench.assert_run("review-done-diff", &bench.run(["diff", "./before", "."]));
    assert_gap_is_denied(&bench, "./before");
}

#[test]
fn a_new_version_is_held_against_the_commit_before_it() {
    if Command::new("git").arg("--version").output().is_err() {
        println!("SKIPPED: there is no git here");
        return;
    }
    let bench = school();
    git(&bench, &["init", "--quiet", "--initial-branch=main"]);
    git(&bench, &["add", "--all"]);
    git(&bench, &["commit", "--quiet", "--message=Versie 2"]);
    git(&bench, &["tag", "versie-2"]);
    git(&bench, &["switch", "--quiet", "--create", "versie-3"]);
    assert_eq!(bench.run(["import", "v3.txt"]).status, 0);
    assert_eq!(bench.run(["review", "M06", "c4.6", "--holds"]).status, 0);
    assert_eq!(bench.run(["review", "M13", "c4.6", "--withdraw"]).status, 0);
    // What is not yet committed counts, and what was committed then counts as it was.
    copy_school(&bench.path().join("before"));
    let of_folder = bench.run(["diff", "./before", "."]).stdout;
    let of_commit = bench.run(["diff"]);
    let behind_head = |text: &str| text.split_once('\n').map(|(_, rest)| rest.to_owned());
    assert_eq!(behind_head(&of_commit.stdout), behind_head(&of_folder), "{}", of_commit.shown());
    assert_gap_is_denied(&bench, "HEAD");
    git(&bench, &["commit", "--quiet", "--all", "--message=Versie 3"]);
    assert_gap_is_denied(&bench, "main");
    assert_gap_is_denied(&bench, "versie-2");
    let run = bench.run(["check", "--baseline", "HEAD", "--deny", "new-gaps"]);
    assert_eq!(run.status, 0, "{}", run.shown());
}

/// Runs git in the folder of the site, without the settings of this machine.
fn git(bench: &Bench, arguments: &[&str]) {
    let run = Command::new("git")
        .arg("-C")
        .arg(bench.path())
        .args(["-c", "user.name=An", "-c", "user.email=an@school.example"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// That the new line of the profile, which no module claims, fails a run against `baseline`, at its place in the profile.
fn assert_gap_is_denied(bench: &Bench, baseline: &str) {
    let run = bench.run(["check", "--baseline", baseline, "--deny", "new-gaps", "--format", "github"]);
    assert_eq!(run.status, 1, "{}", run.shown());
    let profile = bench.read(PROFILE);
    let line = 1 + profile.lines().position(|line| line.contains("Kijkt samen met de klant terug")).unwrap();
    let annotation = format!("::error file={PROFILE},line={line},");
    let errors: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("::error")).collect();
    assert!(errors.len() == 1 && errors[0].starts_with(&annotation), "{}", run.shown());
}

#[test]
fn open_claims_are_listed_for_the_person_who_teaches_the_module() {
    let bench = school();
    for (module, teachers) in
        [("m06-klachten/index.md", "[\"Els Peeters\"]"), ("m13-stage.md", "[\"Jan Claes\", \"Els Peeters\"]")]
    {
        let path = format!("content/modules/{module}");
        bench.put(
            &path,
            &bench.read(&path).replacen("code = ", &format!("teachers = {teachers}\ncode = "), 1),
        );
    }
    assert_eq!(bench.run(["import", "v3.txt"]).status, 0);
    bench.assert_run("review-people", &bench.run(["review"]));
    bench.assert_run("review-teacher", &bench.run(["review", "--teacher", "jan claes"]));
    let json = bench.run(["review", "--teacher", "Jan Claes", "--format", "json"]);
    assert!(json.stdout.contains("\"Els Peeters\"") && !json.stdout.contains("M06"), "{}", json.shown());
    bench.assert_run("review-teacher-unknown", &bench.run(["review", "--teacher", "Jan Klaes"]));
}

#[test]
fn a_claim_that_no_longer_holds_is_withdrawn_or_gets_another_level() {
    let bench = school();
    assert_eq!(bench.run(["import", "v3.txt"]).status, 0);
    let shown = bench.run(["review", "M06", "c4.6", "--level", "ingeoefend", "--dry-run"]);
    assert_eq!(shown.status, 0, "{}", shown.shown());
    assert!(shown.stdout.contains("+++ b/content/modules/m06-klachten/index.md"), "{}", shown.shown());
    let run = bench.run(["review", "M06", "c4.6", "--level", "ingeoefend"]);
    bench.assert_run("review-level", &run);
    let run = bench.run(["review", "M13", "c4.6", "--withdraw", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert!(!bench.read(REVIEW).contains("[open]"), "{}", bench.read(REVIEW));
    let checked = bench.run(["check", "--format", "short"]);
    assert!(!checked.stdout.contains("L43"), "{}", checked.shown());
}

#[test]
fn a_claim_that_is_taken_back_by_name_needs_no_answer() {
    let bench = school();
    assert_eq!(bench.run(["import", "v3.txt"]).status, 0);
    let run = bench.run(["claim", "M13", "c4.6", "--remove"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert!(run.stderr.contains("1 claim is still to look at"), "{}", run.shown());
    assert!(bench.read(REVIEW).contains("\"c4.6\" = [\"M06\"]"), "{}", bench.read(REVIEW));
}

#[test]
fn what_the_import_took_for_another_line_is_corrected_in_the_review() {
    let bench = school();
    assert_eq!(bench.run(["import", "v3.txt"]).status, 0);
    let new = |bench: &Bench| {
        let profile = bench.read(PROFILE);
        let line = profile.lines().find(|line| line.contains("Kijkt samen met de klant terug")).unwrap();
        line.split_once("{#").unwrap().1.trim_end_matches('}').to_owned()
    };
    let id = new(&bench);
    assert_ne!(id, "c9.6", "no line gets the id of another");
    // It is the old one after all, and what was taken for a rewording is none.
    let same = format!("\n[same]\n\"{id}\" = \"c9.6\"\n\"c4.6\" = \"\"\n\n[gone]");
    bench.put(REVIEW, &bench.read(REVIEW).replace("\n[gone]", &same));
    let run = bench.run(["import", "v3.txt"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    assert_eq!(new(&bench), "c9.6");
    assert!(!bench.read(PROFILE).contains("{#c4.6}"), "{}", bench.read(PROFILE));
    let review = bench.read(REVIEW);
    assert!(review.contains("[gone]") && review.contains("\"c4.6\" = \"Gaat professioneel om"), "{review}");
    assert!(review.contains("\"c9.6\" = \"Vraag de klant naar"), "{review}");
    bench.assert_run("review-corrected", &bench.run(["check", "--format", "short"]));
}
