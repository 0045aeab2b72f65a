//! Links, pipes and folders of others under the names that leerlijn keeps for itself, and links inside the
//! output: a repository can bring all of them.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use leerlijn::shell::output::OutputError;

use super::bench::*;

/// The names beside the output, and inside it, that builds use.
const FOLDERS: [&str; 4] =
    [".output.leerlijn-ready", ".output.leerlijn-old", ".output.leerlijn-new", "output/.leerlijn-new"];
const FILES: [&str; 2] = [".output.leerlijn-lock", "output/.leerlijn-manifest"];

fn make_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Builds one site, lets `put` put something at `name`, and expects the next build to be refused at once, to
/// name it, and to leave everything as it was.
fn assert_taken(name: &str, put: impl Fn(&Path)) {
    let bench = Bench::new();
    bench.put("secret/key", "private");
    bench.build(&site(&[("index.html", "1"), ("a.html", "1")]));
    let at = bench.root().join(name);
    drop(fs::remove_file(&at));
    put(&at);
    let before = state(bench.root());
    let start = Instant::now();
    let error = bench.try_build(&site(&[("index.html", "2"), ("a.html", "2")])).unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(5), "{name}");
    assert!(matches!(&error, OutputError::NameTaken(path) if *path == at), "{error}");
    assert!(error.to_string().ends_with("and is none of them; move it away"), "{error}");
    // Of the folders themselves only the times change, where the lock came and went.
    let files = |state: Vec<(std::path::PathBuf, u64, i64, i64)>| {
        state.into_iter().filter(|(path, ..)| path != bench.root()).collect::<Vec<_>>()
    };
    assert_eq!(files(state(bench.root())), files(before), "{name}");
}

#[test]
fn a_link_under_a_name_of_ours_is_refused_wherever_it_leads() {
    for name in FOLDERS.into_iter().chain(FILES) {
        for target in ["/nowhere", "/dev/zero", "../secret", "secret", "secret/key", "."] {
            assert_taken(name, |at| symlink(target, at).unwrap());
        }
    }
}

#[test]
fn a_pipe_or_a_file_of_others_under_a_name_of_ours_is_refused_and_not_waited_for() {
    for name in FOLDERS.into_iter().chain(FILES) {
        assert_taken(name, make_pipe);
    }
    for name in FOLDERS.into_iter().chain([".output.leerlijn-lock"]) {
        assert_taken(name, |at| fs::write(at, "mine").unwrap());
    }
}

#[test]
fn a_folder_of_others_under_a_name_of_ours_is_refused() {
    for name in FOLDERS.into_iter().chain(FILES) {
        assert_taken(name, |at| {
            fs::create_dir(at).unwrap();
            fs::write(at.join("notes.txt"), "mine").unwrap();
        });
    }
    // What stands in for the mark or the manifest has to be a file too.
    for name in FOLDERS {
        for sign in [".leerlijn-unfinished", ".leerlijn-manifest"] {
            assert_taken(name, |at| {
                fs::create_dir(at).unwrap();
                fs::write(at.join("notes.txt"), "mine").unwrap();
                symlink("notes.txt", at.join(sign)).unwrap();
            });
        }
    }
}

#[test]
fn a_manifest_that_never_ends_is_not_read() {
    let bench = Bench::new();
    bench.build(&site(&[("index.html", "1")]));
    let manifest = fs::OpenOptions::new().write(true).open(bench.at(".leerlijn-manifest")).unwrap();
    manifest.set_len(20 << 30).unwrap();
    let error = bench.try_build(&site(&[("index.html", "2")])).unwrap_err();
    assert!(matches!(error, OutputError::NameTaken(_)), "{error}");
}

/// A site whose folder `a` was moved out of the output, with a link in its place.
fn with_link(bench: &Bench) {
    bench.build(&site(&[("index.html", "1"), ("a/b.html", "1"), ("a/c.html", "1")]));
    fs::rename(bench.at("a"), bench.root().join("moved")).unwrap();
    symlink("../moved", bench.at("a")).unwrap();
}

#[test]
fn nothing_is_removed_or_touched_through_a_link_in_the_output() {
    let bench = Bench::new();
    with_link(&bench);
    let before = state(&bench.root().join("moved"));
    let written = bench.build(&site(&[("index.html", "2"), ("d.html", "2")]));
    assert_eq!((written.removed, written.left), (0, vec![]));
    assert_eq!(state(&bench.root().join("moved")), before);
    assert!(fs::symlink_metadata(bench.at("a")).unwrap().is_symlink(), "it is somebody else's");
}

#[test]
fn nothing_is_read_through_a_link_in_the_output() {
    let bench = Bench::new();
    with_link(&bench);
    // Read through the link the page would be the site's, and be kept.
    let files = [("index.html", "1"), ("a/b.html", "1"), ("a/c.html", "1")];
    let error = bench.try_build(&site(&files)).unwrap_err();
    assert!(matches!(&error, OutputError::InTheWay(path) if *path == bench.at("a")), "{error}");
}

#[test]
fn a_manifest_that_came_with_a_link_removes_nothing_outside() {
    let bench = Bench::new();
    bench.build(&site(&[("index.html", "1"), ("ssh/id", "key")]));
    fs::rename(bench.at("ssh"), bench.root().join("ssh")).unwrap();
    symlink("../ssh", bench.at("ssh")).unwrap();
    bench.build(&site(&[("index.html", "1")]));
    assert_eq!(fs::read_to_string(bench.root().join("ssh/id")).unwrap(), "key");
}

#[test]
fn a_replaced_site_gives_nothing_back_through_a_link() {
    let bench = Bench::new();
    bench.build(&site(&[("index.html", "1")]));
    bench.put("output/a/notes.txt", "mine");
    fs::rename(bench.output(), bench.root().join(".output.leerlijn-ready")).unwrap();
    bench.build(&site(&[("index.html", "1")]));
    // The first build above took it as the output; now the same beside a newer one.
    fs::rename(bench.output(), bench.root().join(".output.leerlijn-ready")).unwrap();
    bench.put("output/.leerlijn-manifest", "leerlijn-manifest 1 0\n");
    fs::create_dir(bench.root().join("secret")).unwrap();
    symlink("../secret", bench.at("a")).unwrap();
    let error = bench.try_build(&site(&[("index.html", "2")])).unwrap_err();
    assert!(matches!(error, OutputError::Leftover(..)), "{error}");
    assert_eq!(fs::read_dir(bench.root().join("secret")).unwrap().count(), 0);
    assert_eq!(fs::read_to_string(bench.root().join(".output.leerlijn-ready/a/notes.txt")).unwrap(), "mine");
}

/// A repository can bring the folder of an interrupted build, with a manifest and links.
#[test]
fn links_in_the_folder_of_an_interrupted_build_never_become_the_sites() {
    for name in [".output.leerlijn-ready", ".output.leerlijn-old"] {
        for has_output in [true, false] {
            let bench = Bench::new();
            bench.put("secret/key", "private");
            bench.build(&site(&[("index.html", "1")]));
            let left = bench.root().join(name);
            fs::create_dir(&left).unwrap();
            fs::copy(bench.at(".leerlijn-manifest"), left.join(".leerlijn-manifest")).unwrap();
            fs::create_dir(left.join("m")).unwrap();
            fs::write(left.join("m/notes.txt"), "mine").unwrap();
            symlink("../secret", left.join("geheim")).unwrap();
            symlink("../../secret/key", left.join("m/sleutel")).unwrap();
            if !has_output {
                fs::remove_dir_all(bench.output()).unwrap();
            }
            let written = bench.build(&site(&[("index.html", "2")]));
            assert_eq!(written.links, Vec::<std::path::PathBuf>::new());
            assert_eq!(names(&bench.output()), [".leerlijn-manifest", "index.html", "m/notes.txt"], "{name}");
            assert_eq!(fs::read_to_string(bench.root().join("secret/key")).unwrap(), "private");
            assert_eq!(bench.beside(), [""; 0]);
        }
    }
}
