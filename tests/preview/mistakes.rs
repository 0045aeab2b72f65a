//! A mistake is shown beside the last good page, and goes when it is mended.

use std::fs;

use leerlijn::shell::preview::Watching;

use super::bench::{Bench, module, site};
use super::client::{Tab, until};

const PATH: &str = "content/modules/m01.md";
const PAGE: &str = "/modules/m01/";

#[test]
fn broken_front_matter_keeps_the_last_good_page_and_is_told_without_a_reload() {
    let bench = Bench::new();
    let tab = Tab::open(bench.address, PAGE);
    assert_eq!(tab.status()["problems"]["errors"], 0);
    bench.put(PATH, "+++\ntitle = \"Broken\ncode = \"M01\"\n+++\n\nnever-shown\n");
    let status = tab.status();
    assert_eq!(status["stale"], true);
    let problem = &status["problems"]["list"][0];
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["file"], PATH);
    assert_eq!(problem["line"], 2);
    assert!(problem["before"].as_str().unwrap().starts_with("title = "), "{problem}");
    let page = bench.get(PAGE);
    assert_eq!(page.status, 200);
    assert!(page.text().contains("first-words") && !page.text().contains("never-shown"));
    bench.put(PATH, &module("M01", "\"c1.1\"", "first-words"));
    let status = tab.status();
    assert_eq!((&status["stale"], &status["problems"]["errors"]), (&false.into(), &0.into()));
}

#[test]
fn a_site_that_begins_with_an_error_shows_it_on_every_page() {
    let folder = site();
    fs::write(folder.path().join(PATH), "+++\ntitle = 1\n+++\n").unwrap();
    let bench = Bench::of(folder, Watching::Notified);
    for path in ["/", PAGE, "/nowhere/", "/programmes/year/matrix/"] {
        let page = bench.get(path);
        assert_eq!(page.status, 500, "{path}");
        assert!(page.text().contains("/__leerlijn/client.js"), "{}", page.text());
    }
    let tab = Tab::open(bench.address, PAGE);
    let status = tab.status();
    let mut problems = status["problems"]["list"].as_array().unwrap().iter();
    assert!(problems.any(|problem| problem["file"] == PATH), "{status}");
    bench.put(PATH, &module("M01", "\"c1.1\"", "mended"));
    tab.wait_for("reload");
    bench.shows(PAGE, "mended");
}

#[test]
fn a_template_that_fails_keeps_the_pages_that_it_made_before() {
    let bench = Bench::new();
    let tab = Tab::open(bench.address, PAGE);
    tab.status();
    bench.put("themes/default/templates/module.html", "<body>{{ view.nothing.at.all }}</body>");
    let status = tab.status_when(|status| status["problems"]["errors"] == 1);
    let problem = &status["problems"]["list"][0];
    assert_eq!((&problem["code"], &problem["line"]), (&"L602".into(), &1.into()), "{problem}");
    assert_eq!(problem["marked"], "nothing", "{problem}");
    for (path, words) in [(PAGE, "first-words"), ("/modules/m02/", "second-words")] {
        let page = bench.get(path);
        assert!(page.status == 200 && page.text().contains(words), "{}", page.text());
    }
    // A page of another kind follows its file in the meantime.
    bench.put("content/guide.md", "+++\ntitle = \"Guide\"\n+++\n\nfresh-guide\n");
    bench.shows("/guide/", "fresh-guide");
    assert!(bench.get(PAGE).text().contains("first-words"));
    bench.put("themes/default/templates/module.html", "<body>own {{ page.title }}</body>");
    tab.status_when(|status| status["problems"]["errors"] == 0);
    bench.shows(PAGE, "own Module M01");
}

#[test]
fn a_template_that_fails_is_said_before_anybody_asks_for_its_page() {
    let bench = Bench::new();
    let tab = Tab::open(bench.address, PAGE);
    tab.status();
    // Two pages of one programme, of different kinds.
    for template in ["gaps", "dossier"] {
        let path = format!("themes/default/templates/{template}.html");
        bench.put(&path, "<body>{{ view.nothing.at.all }}</body>");
        let status = tab.status_when(|status| status["problems"]["errors"] == 1);
        assert_eq!(status["problems"]["list"][0]["file"], path, "{status}");
        bench.put(&path, "<body>own</body>");
        tab.status_when(|status| status["problems"]["errors"] == 0);
    }
}

#[test]
fn a_template_that_cannot_be_read_keeps_every_page() {
    let bench = Bench::new();
    let tab = Tab::open(bench.address, PAGE);
    tab.status();
    bench.put("themes/default/templates/module.html", "{% if %}");
    let status = tab.status();
    assert_eq!(status["problems"]["list"][0]["code"], "L601");
    bench.shows(PAGE, "first-words");
    bench.shows("/guide/", "Guide");
}

#[test]
fn a_save_says_what_it_changed_in_the_coverage() {
    let bench = Bench::new();
    let tab = Tab::open(bench.address, "/programmes/year/matrix/");
    let coverage = &tab.status()["coverage"];
    assert_eq!(
        (&coverage["covered"], &coverage["gaps"], &coverage["items"]),
        (&2.into(), &1.into(), &3.into())
    );
    bench.put(PATH, &module("M01", "\"c1.1\", \"c1.3\"", "first-words"));
    let status = tab.status_when(|status| status["coverage"]["covered"] == 3);
    let change = &status["coverage"]["change"];
    assert_eq!((&change["covered"], &change["gaps"]), (&1.into(), &(-1).into()));
    assert_eq!(change["items"], serde_json::json!(["c1.3"]));
    bench.put("content/guide.md", "+++\ntitle = \"Guide\"\n+++\n\nnothing to count\n");
    let status = tab.status_when(|status| status["coverage"]["change"].is_null());
    assert_eq!(status["coverage"]["covered"], 3);
}

#[test]
fn a_page_says_which_file_and_which_line_makes_it() {
    let bench = Bench::new();
    let source = |path: &str| Tab::open(bench.address, path).status()["source"].clone();
    assert_eq!((&source(PAGE)["file"], &source(PAGE)["line"]), (&PATH.into(), &2.into()));
    let item = source("/profiles/agent/c1.2/");
    assert_eq!((&item["file"], &item["line"]), (&"content/profiles/agent.md".into(), &8.into()));
    let competence = source("/profiles/agent/c1/");
    assert_eq!(competence["line"], 5);
    assert_eq!(competence["headings"], serde_json::json!([["c1", 5]]));
    assert_eq!(source("/modules/")["file"], serde_json::Value::Null);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told_and_the_others_go_on() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    let tab = Tab::open(bench.address, "/guide/");
    tab.status();
    // A folder where a page should be is the same to read as a forbidden file, also for an administrator.
    let secret = bench.path("content/secret.md");
    fs::write(&secret, "+++\ntitle = \"Secret\"\n+++\n").unwrap();
    bench.answers("/secret/", 200);
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&secret).is_ok() {
        return;
    }
    tab.status_when(|status| status["problems"]["errors"] == 1);
    bench.put("content/guide.md", "+++\ntitle = \"Guide\"\n+++\n\ngoes-on\n");
    bench.shows("/guide/", "goes-on");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o644)).unwrap();
    tab.status_when(|status| status["problems"]["errors"] == 0);
}

#[test]
fn a_tab_of_an_earlier_run_loads_its_page_again() {
    let bench = Bench::new();
    let page = bench.get(PAGE);
    let query = format!("path={PAGE}&shown={}&moment=1&run=earlier", page.data("shown"));
    let tab = Tab::connect(bench.address, &query);
    until("the reload", || (tab.next().0 == "reload").then_some(()));
}
