//! Files that are published as they are.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, SystemTime};

use leerlijn::shell::output::{How, OutputError};

use super::bench::*;

#[test]
fn an_asset_whose_size_and_time_did_not_change_is_not_read() {
    let bench = Bench::new();
    bench.put("content/a.svg", "first");
    let files = [copy("img/a.svg", "content/a.svg")];
    assert_eq!(bench.build(&files).bytes, 5);
    // The copy has the name of another file and its own content: only who reads it could tell.
    let time = fs::metadata(bench.at("img/a.svg")).unwrap().modified().unwrap();
    fs::write(bench.at("img/a.svg"), "other").unwrap();
    set_time(&bench.at("img/a.svg"), time);
    assert_eq!(bench.build(&files).how, How::Untouched);
    assert_eq!(contents(&bench.output()), as_map(&[("img/a.svg", "other")]));
}

#[test]
fn an_asset_that_was_replaced_by_one_of_its_size_and_time_is_published() {
    let bench = Bench::new();
    bench.put("content/a.svg", "first");
    let (files, source) = ([copy("a.svg", "content/a.svg")], bench.root().join("content/a.svg"));
    bench.build(&files);
    let time = fs::metadata(&source).unwrap().modified().unwrap();
    std::thread::sleep(Duration::from_millis(20));
    fs::write(&source, "other").unwrap();
    set_time(&source, time);
    assert_eq!(bench.build(&files).changed, 1);
    assert_eq!(contents(&bench.output()), as_map(&[("a.svg", "other")]));
}

#[test]
fn an_asset_that_was_touched_is_read_once() {
    let bench = Bench::new();
    bench.put("content/a.svg", "first");
    let (files, source) = ([copy("a.svg", "content/a.svg")], bench.root().join("content/a.svg"));
    bench.build(&files);
    std::thread::sleep(Duration::from_millis(20));
    fs::set_permissions(&source, fs::Permissions::from_mode(0o640)).unwrap();
    std::thread::sleep(Duration::from_millis(20));
    assert_eq!(bench.build(&files).how, How::Untouched);
    let looked_at = state(&bench.output());
    assert_eq!(bench.build(&files).how, How::Untouched);
    assert_eq!(state(&bench.output()), looked_at, "the copy is newer than what was done to its source");
}

#[test]
fn an_asset_with_another_time_is_read_and_written_only_when_its_content_differs() {
    let bench = Bench::new();
    bench.put("content/a.svg", "first");
    let (files, source) = ([copy("a.svg", "content/a.svg")], bench.root().join("content/a.svg"));
    bench.build(&files);
    let number = inode(&bench.at("a.svg"));
    make_old(&source);
    assert_eq!((bench.build(&files).unchanged, inode(&bench.at("a.svg"))), (1, number));
    fs::write(&source, "other").unwrap();
    assert_eq!(bench.build(&files).changed, 1);
    assert_eq!(contents(&bench.output()), as_map(&[("a.svg", "other")]));
}

#[test]
fn an_asset_from_another_source_is_not_taken_for_the_old_one() {
    let bench = Bench::new();
    bench.put("content/a.svg", "first");
    bench.put("content/b.svg", "other");
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    ["content/a.svg", "content/b.svg"].iter().for_each(|name| set_time(&bench.root().join(name), time));
    bench.build(&[copy("logo.svg", "content/a.svg")]);
    let written = bench.build(&[copy("logo.svg", "content/b.svg")]);
    assert_eq!((written.changed, written.repaired.len()), (1, 0));
    assert_eq!(contents(&bench.output()), as_map(&[("logo.svg", "other")]));
}

#[test]
fn a_published_asset_that_somebody_changed_is_put_right() {
    let bench = Bench::new();
    bench.put("content/a.svg", "first");
    let files = [copy("a.svg", "content/a.svg")];
    bench.build(&files);
    fs::write(bench.at("a.svg"), "other").unwrap();
    assert_eq!(bench.build(&files).repaired, [path_of("a.svg")]);
    assert_eq!(contents(&bench.output()), as_map(&[("a.svg", "first")]));
}

#[test]
fn an_asset_that_cannot_be_read_leaves_the_old_site_whole() {
    let bench = Bench::new();
    bench.build(&site(&[("index.html", "old")]));
    let before = state(&bench.output());
    let mut files = site(&[("index.html", "new"), ("b.html", "new")]);
    files.push(copy("a.svg", "content/a.svg"));
    let missing = bench.try_build(&files).unwrap_err();
    assert_eq!(
        missing.to_string(),
        "cannot read `content/a.svg`, which the site publishes: it does not exist"
    );
    bench.put("content/b.svg", "");
    let pipe = std::process::Command::new("mkfifo").arg(bench.root().join("content/a.svg")).status();
    assert!(pipe.unwrap().success());
    assert!(matches!(bench.try_build(&files).unwrap_err(), OutputError::Asset(..)), "and does not hang");
    assert_eq!(state(&bench.output()), before);
    assert_eq!(bench.beside(), [""; 0]);
}
