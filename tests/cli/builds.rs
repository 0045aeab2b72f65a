//! `build`.

use super::bench::Bench;

#[test]
fn a_build_says_what_changed() {
    let bench = Bench::example();
    bench.assert_run("build-first", &bench.run(["build"]));
    bench.assert_run("build-again", &bench.run(["build"]));
    let run = bench.run(["build", "--output", "elsewhere/site"]);
    assert!(run.stderr.starts_with("Built 22 pages into elsewhere/site in"), "{}", run.shown());
    assert!(bench.has("elsewhere/site/index.html"));
}

#[test]
fn content_with_errors_leaves_the_site_as_it_was() {
    let bench = Bench::example();
    assert_eq!(bench.run(["build"]).status, 0);
    let before = bench.tree("output");
    bench.put(
        "content/modules/m03.md",
        "+++\ntitle = \"Complaints\"\n\n[covers]\nassessed = [\"c9.9\"]\n+++\n",
    );
    bench.assert_run("build-with-errors", &bench.run(["build"]));
    assert_eq!(bench.tree("output"), before);
}

#[test]
fn a_first_build_that_fails_speaks_of_no_earlier_site() {
    let bench = Bench::example();
    bench.put(
        "content/modules/m03.md",
        "+++\ntitle = \"Complaints\"\n\n[covers]\nassessed = [\"c9.9\"]\n+++\n",
    );
    let build = bench.run(["build"]);
    assert!(build.stderr.ends_with("Nothing was written, because of 1 error.\n"), "{}", build.shown());
    assert!(!bench.has("output"));
}

#[test]
fn a_template_that_fails_leaves_the_site_as_it_was() {
    let bench = Bench::example();
    assert_eq!(bench.run(["build"]).status, 0);
    let before = bench.tree("output");
    bench.put(
        "leerlijn.toml",
        &(bench.read("leerlijn.toml").replace("[coverage]", "theme = \"own\"\n[coverage]")),
    );
    bench.put("themes/own/templates/module.html", "{{ view.nothing.at.all }}");
    let run = bench.run(["build"]);
    assert!(run.status == 1 && run.stderr.contains("error[L602]"), "{}", run.shown());
    assert_eq!(bench.tree("output"), before);
}

#[test]
fn warnings_do_not_stop_a_build() {
    let bench = Bench::example();
    bench.put("content/modules/m03.md", "+++\ntitle = \"Nothing yet\"\n+++\n");
    let run = bench.run(["build"]);
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains("warning[L306]") && run.stderr.contains("Built 23 pages"), "{}", run.shown());
}

#[test]
fn somebody_elses_folder_is_no_output() {
    let bench = Bench::example();
    bench.put("public/letter.txt", "mine");
    bench.assert_run("build-foreign-folder", &bench.run(["build", "--output", "public"]));
    assert_eq!(bench.read("public/letter.txt"), "mine");
}

#[test]
fn an_address_from_the_command_line_goes_before_the_settings() {
    let bench = Bench::example();
    assert_eq!(bench.run(["build", "--base-url", "https://school.example/course/"]).status, 0);
    assert!(bench.read("output/index.html").contains("https://school.example/course/"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_output_is_named_in_every_build() {
    let bench =
        Bench::with(&[("leerlijn.toml", ""), ("content/index.md", "# Home\n"), ("mine/key", "private")]);
    let build = || bench.run(["build"]);
    assert!(!build().stderr.contains("note:"));
    std::os::unix::fs::symlink("../mine", bench.path().join("output/secret")).unwrap();
    std::os::unix::fs::symlink("index.html", bench.path().join("output/home.html")).unwrap();
    for text in ["# Home\n", "# Another home\n"] {
        bench.put("content/index.md", text);
        let said = build().stderr;
        assert!(said.contains("note: a link in the output leads out of it: secret; "), "{said}");
    }
    assert!(bench.has("output/secret/key") && bench.has("mine/key"));
}

#[test]
fn a_page_of_an_earlier_edition_leads_to_where_it_stands_in_the_newest() {
    let module = |title: &str, more: &str| format!("+++\ntitle = \"{title}\"\n{more}+++\n\nText.\n");
    let bench = Bench::with(&[
        (
            "new/leerlijn.toml",
            "language = \"en\"\nbase_url = \"https://school.example/c\"\nedition = \"2026\"\n\n\
             [[editions]]\ntitle = \"2025\"\naddress = \"https://school.example/c/2025\"\n",
        ),
        ("new/content/modules/stays.md", &module("Stays", "")),
        ("new/content/modules/moved.md", &module("Moved", "aliases = [\"modules/was-here\"]\n")),
        ("old/leerlijn.toml", "language = \"en\"\n"),
        ("old/content/modules/stays.md", &module("Stays", "")),
        ("old/content/modules/was-here.md", &module("Moved", "")),
        ("old/content/modules/gone.md", &module("Gone", "")),
    ]);
    let run =
        bench.run(["build", "--root", "old", "--edition", "2025", "--newest", "new", "--output", "out"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    for (page, newest) in [("stays", "modules/stays/"), ("was-here", "modules/moved/"), ("gone", "")] {
        let html = bench.read(&format!("out/modules/{page}/index.html"));
        assert!(html.contains(&format!("href=\"https://school.example/c/{newest}\"")), "{page}");
    }
}
