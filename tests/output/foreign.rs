//! What others put in the output.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;

use leerlijn::shell::output::{How, OutputError};

use super::bench::*;

#[test]
fn foreign_files_folders_and_links_survive_every_kind_of_build() {
    let bench = Bench::new();
    bench.build(&site(&[("index.html", "1"), ("m/a.html", "1"), ("old/x.html", "1")]));
    bench.put("output/CNAME", "school.example");
    bench.put("output/m/notes.txt", "mine");
    bench.put("output/old/notes.txt", "mine");
    bench.put("output/.git/objects/ab/cd", "object");
    fs::create_dir(bench.at("empty")).unwrap();
    fs::set_permissions(bench.at("empty"), fs::Permissions::from_mode(0o750)).unwrap();
    symlink("CNAME", bench.at("link")).unwrap();
    symlink("/nowhere", bench.at("dead")).unwrap();
    let number = inode(&bench.at("m/notes.txt"));
    for (round, how) in [("2", How::AtOnce), ("3", How::AtOnce), ("3", How::Untouched)] {
        let written = bench.build(&site(&[("index.html", round), ("m/a.html", round)]));
        assert_eq!((written.how, written.leftover), (how, None));
        assert_eq!(written.links, ["dead"].map(PathBuf::from), "those that lead out are said, each time");
        let own = ["index.html", "m/a.html", ".leerlijn-manifest"];
        let foreign = [".git/objects/ab/cd", "CNAME", "dead", "link", "m/notes.txt", "old/notes.txt"];
        let mut expected = [own.as_slice(), foreign.as_slice()].concat();
        expected.sort_unstable();
        let mut found = names(&bench.output());
        found.sort_unstable();
        assert_eq!(found, expected);
        assert_eq!(inode(&bench.at("m/notes.txt")), number);
        assert_eq!(fs::metadata(bench.at("empty")).unwrap().permissions().mode() & 0o777, 0o750);
        assert_eq!(fs::read_link(bench.at("dead")).unwrap().to_str(), Some("/nowhere"));
        assert_eq!(bench.beside(), [""; 0]);
    }
}

#[test]
fn a_foreign_file_with_the_sites_content_is_adopted() {
    let bench = Bench::new();
    bench.build(&site(&[("index.html", "1")]));
    bench.put("output/a.html", "same");
    let number = inode(&bench.at("a.html"));
    let written = bench.build(&site(&[("index.html", "1"), ("a.html", "same")]));
    assert_eq!((written.created, written.unchanged), (0, 2));
    assert_eq!(inode(&bench.at("a.html")), number);
    assert_eq!(bench.build(&site(&[("index.html", "1")])).removed, 1);
    assert_eq!(contents(&bench.output()), as_map(&[("index.html", "1")]));
}

/// Builds a site, lets somebody put something in the output, and expects the next site to be refused.
fn assert_in_the_way(put: impl FnOnce(&Bench), page: &str, named: &str) {
    let bench = Bench::new();
    bench.build(&site(&[("index.html", "1")]));
    put(&bench);
    let before = state(bench.root());
    let error = bench.try_build(&site(&[("index.html", "2"), (page, "page")])).unwrap_err();
    assert!(matches!(&error, OutputError::InTheWay(path) if path.ends_with(named)), "{error}");
    let after = state(bench.root());
    assert_eq!(after[1..], before[1..], "only the lock came and went beside the output");
}

#[test]
fn a_foreign_thing_in_the_way_refuses_the_whole_build() {
    assert_in_the_way(|bench| bench.put("output/a.html", "mine"), "a.html", "output/a.html");
    assert_in_the_way(|bench| bench.put("output/a.html", "four"), "a.html", "output/a.html");
    assert_in_the_way(|bench| bench.put("output/a", "mine"), "a/b.html", "output/a");
    assert_in_the_way(|bench| bench.put("output/a/mine", "mine"), "a", "output/a/mine");
    assert_in_the_way(|bench| fs::create_dir(bench.at("a")).unwrap(), "a", "output/a");
    assert_in_the_way(|bench| symlink("b", bench.at("a")).unwrap(), "a", "output/a");
}

#[test]
fn nothing_is_written_through_a_link_in_the_output() {
    let put = |bench: &Bench| {
        fs::create_dir(bench.root().join("secret")).unwrap();
        symlink("../secret", bench.at("a")).unwrap();
    };
    assert_in_the_way(put, "a/b.html", "output/a");
}

#[test]
fn a_page_whose_folder_became_a_link_is_not_written_through_it() {
    let bench = Bench::new();
    bench.build(&site(&[("index.html", "1"), ("a/b.html", "1")]));
    fs::rename(bench.at("a"), bench.root().join("moved")).unwrap();
    symlink("../moved", bench.at("a")).unwrap();
    let error = bench.try_build(&site(&[("index.html", "1"), ("a/b.html", "2")])).unwrap_err();
    assert!(matches!(&error, OutputError::InTheWay(path) if path.ends_with("output/a")), "{error}");
    assert_eq!(fs::read_to_string(bench.root().join("moved/b.html")).unwrap(), "1");
}

#[test]
fn a_link_in_the_place_of_a_page_is_replaced_and_not_followed() {
    let bench = Bench::new();
    bench.build(&site(&[("index.html", "1")]));
    bench.put("secret", "1");
    fs::remove_file(bench.at("index.html")).unwrap();
    symlink("../secret", bench.at("index.html")).unwrap();
    assert_eq!(bench.build(&site(&[("index.html", "2")])).repaired, [path_of("index.html")]);
    assert!(fs::symlink_metadata(bench.at("index.html")).unwrap().is_file());
    assert_eq!(fs::read_to_string(bench.root().join("secret")).unwrap(), "1");
}

#[test]
fn a_folder_of_others_is_refused_and_one_with_hidden_files_is_not() {
    let bench = Bench::new();
    bench.put("output/.gitignore", "*");
    bench.put("output/.git/config", "");
    bench.put("output/photos/holiday.jpg", "jpg");
    let before = state(&bench.output());
    let error = bench.try_build(&site(&[("index.html", "1")])).unwrap_err();
    assert!(
        matches!(&error, OutputError::NotOurs(_, file) if file.to_str() == Some("photos/holiday.jpg")),
        "{error}"
    );
    assert_eq!(state(&bench.output()), before);
    fs::remove_dir_all(bench.at("photos")).unwrap();
    assert_eq!(bench.build(&site(&[("index.html", "1")])).how, How::AtOnce);
    assert_eq!(names(&bench.output()), [".git/config", ".gitignore", ".leerlijn-manifest", "index.html"]);
}
