//! `explain`.

use leerlijn::config::Language;
use leerlijn::diagnostics::Code;
use leerlijn::words::translate;

use super::bench::Bench;

#[test]
fn a_code_is_explained_with_its_example() {
    let bench = Bench::new();
    let run = bench.run(["explain", "L302"]);
    bench.assert_run("explain", &run);
    assert_eq!(bench.run(["explain", "[l302]"]).stdout, run.stdout);
}

#[test]
fn an_unknown_code_has_near_ones() {
    let bench = Bench::new();
    bench.assert_run("explain-unknown", &bench.run(["explain", "L30"]));
}

#[test]
fn all_codes_can_be_listed() {
    let run = Bench::new().run(["explain"]);
    assert_eq!(run.status, 0);
    assert_eq!(run.stdout.lines().count(), Code::ALL.len());
    assert!(run.stdout.contains("\nL301  error    a claim names an unknown item\n"), "{}", run.stdout);
}

#[test]
fn a_code_is_explained_in_the_language_of_the_reader() {
    let bench = Bench::new();
    let dutch = bench.run(["explain", "L302", "--language", "nl"]);
    bench.assert_run("explain-dutch", &dutch);
    let of_the_system = bench.command(["explain", "L302"]).env("LC_ALL", "nl_BE.UTF-8").output().unwrap();
    assert_eq!(String::from_utf8(of_the_system.stdout).unwrap(), dutch.stdout);
    for language in Language::ALL {
        let run = bench.run(["explain", "L710", "--language", language.tag()]);
        let heading = format!("L710: {}\n\n", translate(&Code::L710.message(), language));
        assert!(run.stdout.starts_with(&heading), "{}", run.stdout);
    }
}

#[test]
fn the_list_of_codes_is_in_the_language_of_the_reader() {
    let run = Bench::new().run(["explain", "--language", "nl"]);
    assert!(run.stdout.contains("\nL301  fout          een onbekend doel wordt gedekt\n"), "{}", run.stdout);
    assert!(
        run.stdout.contains("\nL306  waarschuwing  een module zit in geen enkele opleiding\n"),
        "{}",
        run.stdout
    );
}
