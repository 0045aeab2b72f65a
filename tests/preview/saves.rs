//! However a file is saved, the page shows it.

use std::fs;

use leerlijn::shell::preview::Watching;

use super::bench::{Bench, module, site};
use super::client::{Tab, get};

const PATH: &str = "content/modules/m01.md";
const PAGE: &str = "/modules/m01/";

fn text(words: &str) -> String {
    module("M01", "\"c1.1\"", words)
}

#[test]
fn a_file_that_is_written_in_place() {
    let bench = Bench::new();
    bench.shows(PAGE, "first-words");
    bench.put(PATH, &text("in-place"));
    bench.shows(PAGE, "in-place");
}

#[test]
fn a_file_that_is_written_beside_and_renamed() {
    let bench = Bench::new();
    for temporary in ["content/modules/.m01.md.x1", "content/modules/m01.md.tmp", "beside.md"] {
        bench.put(temporary, &text(temporary));
        fs::rename(bench.path(temporary), bench.path(PATH)).unwrap();
        bench.shows(PAGE, temporary);
    }
}

#[test]
fn a_file_whose_old_version_is_put_aside() {
    let bench = Bench::new();
    // As vim does it with a backup, and its own test whether it may write there.
    bench.put("content/modules/4913", "");
    fs::remove_file(bench.path("content/modules/4913")).unwrap();
    fs::rename(bench.path(PATH), bench.path("content/modules/m01.md~")).unwrap();
    bench.put(PATH, &text("put-aside"));
    fs::remove_file(bench.path("content/modules/m01.md~")).unwrap();
    bench.shows(PAGE, "put-aside");
}

#[test]
fn a_file_that_is_deleted_and_made_again() {
    let bench = Bench::new();
    fs::remove_file(bench.path(PATH)).unwrap();
    bench.put(PATH, &text("made-again"));
    bench.shows(PAGE, "made-again");
    fs::remove_file(bench.path(PATH)).unwrap();
    bench.put("content/programmes/year.md", &super::bench::PROGRAMME.replace("\"M01\", ", ""));
    bench.answers(PAGE, 404);
}

#[test]
fn many_files_at_once() {
    let bench = Bench::new();
    for number in 0..300 {
        bench.put(
            &format!("content/notes/n{number}.md"),
            &format!("+++\ntitle = \"N{number}\"\n+++\n\nold\n"),
        );
    }
    for number in [0, 150, 299] {
        bench.shows(&format!("/notes/n{number}/"), "old");
    }
    for number in 0..300 {
        bench.put(
            &format!("content/notes/n{number}.md"),
            &format!("+++\ntitle = \"N{number}\"\n+++\n\nnew\n"),
        );
    }
    for number in [0, 150, 299] {
        bench.shows(&format!("/notes/n{number}/"), "new");
    }
}

#[test]
fn folders_that_are_removed_renamed_and_made_again() {
    let bench = Bench::new();
    let note = |words: &str| format!("+++\ntitle = \"Note\"\n+++\n\n{words}\n");
    bench.put("content/notes/one.md", &note("first-note"));
    bench.shows("/notes/one/", "first-note");
    fs::rename(bench.path("content/notes"), bench.path("content/elsewhere")).unwrap();
    bench.shows("/elsewhere/one/", "first-note");
    bench.answers("/notes/one/", 404);
    bench.put("content/elsewhere/one.md", &note("second-note"));
    bench.shows("/elsewhere/one/", "second-note");
    fs::remove_dir_all(bench.path("content/elsewhere")).unwrap();
    bench.answers("/elsewhere/one/", 404);
    bench.put("content/elsewhere/one.md", &note("third-note"));
    bench.shows("/elsewhere/one/", "third-note");
    bench.put("content/elsewhere/one.md", &note("fourth-note"));
    bench.shows("/elsewhere/one/", "fourth-note");
    bench.put("content/a/b/c/deep.md", "+++\ntitle = \"Deep\"\n+++\n\ndeep-words\n");
    bench.shows("/a/b/c/deep/", "deep-words");
    bench.put("content/a/b/c/deep.md", "+++\ntitle = \"Deep\"\n+++\n\ndeeper-words\n");
    bench.shows("/a/b/c/deep/", "deeper-words");
}

#[test]
fn the_content_folder_itself_that_is_removed_and_made_again() {
    let bench = Bench::new();
    let tab = Tab::open(bench.address, PAGE);
    fs::rename(bench.path("content"), bench.path("away")).unwrap();
    tab.status_when(|status| status["problems"]["errors"] == 1);
    bench.shows(PAGE, "first-words");
    fs::rename(bench.path("away"), bench.path("content")).unwrap();
    tab.status_when(|status| status["problems"]["errors"] == 0);
    bench.put(PATH, &text("still-watched"));
    bench.shows(PAGE, "still-watched");
}

#[test]
fn a_theme_that_appears_and_changes() {
    let bench = Bench::new();
    bench.put("themes/own/templates/text.html", "<body>own-theme {{ view.body.html | safe }}</body>");
    bench.put("leerlijn.toml", "title = \"Academy\"\nlanguage = \"en\"\ntheme = \"own\"\n");
    bench.shows("/guide/", "own-theme");
    bench.put("themes/own/templates/text.html", "<body>own-change</body>");
    bench.shows("/guide/", "own-change");
    bench.put("themes/own/words/en.ftl", "modules = Building blocks\n");
    bench.shows("/modules/", "Building blocks");
    fs::remove_dir_all(bench.path("themes")).unwrap();
    bench.put("leerlijn.toml", "title = \"Renamed\"\nlanguage = \"en\"\n");
    bench.shows("/guide/", "Renamed");
    bench.put("themes/own/static/site.css", "/* mine */");
    bench.put("leerlijn.toml", "title = \"Academy\"\nlanguage = \"en\"\ntheme = \"own\"\n");
    bench.shows("/static/site.css", "mine");
}

#[test]
fn where_the_system_tells_of_nothing_looking_finds_it() {
    let bench = Bench::of(site(), Watching::Looking);
    bench.put(PATH, &text("found-by-looking"));
    bench.shows(PAGE, "found-by-looking");
    fs::remove_dir_all(bench.path("content/modules/m02")).unwrap();
    bench.put("content/programmes/year.md", &super::bench::PROGRAMME.replace(", \"M02\"", ""));
    bench.answers("/modules/m02/", 404);
}

#[cfg(unix)]
#[test]
fn what_stands_behind_a_link_is_found_by_looking() {
    let folder = site();
    fs::create_dir(folder.path().join("shared")).unwrap();
    fs::write(folder.path().join("shared/note.md"), "+++\ntitle = \"Note\"\n+++\n\nold-note\n").unwrap();
    std::os::unix::fs::symlink("../shared", folder.path().join("content/shared")).unwrap();
    let bench = Bench::of(folder, Watching::Notified);
    bench.shows("/shared/note/", "old-note");
    bench.put("shared/note.md", "+++\ntitle = \"Note\"\n+++\n\nnew-note\n");
    bench.shows("/shared/note/", "new-note");
}

#[test]
fn a_page_is_told_of_its_own_change_and_of_no_other() {
    let bench = Bench::new();
    let tab = Tab::open(bench.address, "/guide/");
    assert_eq!(tab.status()["problems"]["errors"], 0);
    let module = Tab::open(bench.address, PAGE);
    module.status();
    bench.put(PATH, &text("other-page"));
    module.wait_for("reload");
    bench.put("content/guide.md", "+++\ntitle = \"Guide\"\n+++\n\n![A plan](plan%20b.svg) more\n");
    // The first thing that the guide is told is of its own file.
    let (event, _) = tab.next();
    assert_eq!(event, "reload");
    assert!(get(bench.address, "/guide/").text().contains("more"));
}

#[test]
fn files_beside_pages_reload_the_pages_that_show_them_and_styles_are_swapped() {
    let bench = Bench::new();
    // The built-in theme has an empty file of this name, so only its content tells that the save was seen.
    bench.put("themes/default/static/site.css", "b { color: blue }");
    bench.shows("/static/site.css", "blue");
    let (guide, module) = (Tab::open(bench.address, "/guide/"), Tab::open(bench.address, PAGE));
    guide.status();
    module.status();
    bench.put("content/plan b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>");
    assert_eq!(guide.next().0, "reload");
    assert!(bench.get("/plan%20b.svg").text().contains("<g/>"));
    bench.put("themes/default/static/site.css", "a { color: red }");
    assert_eq!(module.next().0, "style");
    assert_eq!(bench.get("/static/site.css").text(), "a { color: red }");
    bench.put("themes/default/static/extra.js", "");
    assert_eq!(module.next().0, "reload");
}

#[test]
fn the_last_of_many_saves_is_the_one_that_stays() {
    let bench = Bench::new();
    for number in 0..200 {
        bench.put(PATH, &text(&format!("save-{number}-end")));
    }
    bench.shows(PAGE, "save-199-end");
}
