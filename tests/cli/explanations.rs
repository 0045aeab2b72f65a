//! `explain`.

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
    assert_eq!(run.stdout.lines().count(), leerlijn::diagnostics::Code::ALL.len());
    assert!(run.stdout.contains("\nL301  error    a claim names an unknown item\n"), "{}", run.stdout);
}
