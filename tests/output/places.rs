//! Where a site may be written, who may write it, and what a killed build leaves beside it.

use std::cell::Cell;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

use leerlijn::shell::output::{Forbidden, How, OutputError, OutputFolder, Why};

use super::bench::*;
use super::kills::run_as_child;

fn judge(bench: &Bench, folder: &Path) -> Option<Forbidden> {
    match OutputFolder::find(bench.root(), folder) {
        Ok(_) => None,
        Err(OutputError::Forbidden(_, what)) => Some(what),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn places_that_a_site_must_never_be_written_to_are_refused() {
    let bench = Bench::new();
    bench.put("content/m/a.md", "");
    let at = |name: &str| judge(&bench, &bench.root().join(name));
    assert_eq!(at("output"), None);
    assert_eq!(at("public/../site"), None);
    assert_eq!(at(""), Some(Forbidden::Project));
    assert_eq!(at("output/.."), Some(Forbidden::Project));
    assert_eq!(at("content"), Some(Forbidden::Content));
    assert_eq!(at("content/m/site"), Some(Forbidden::Content));
    assert_eq!(at("themes/own"), Some(Forbidden::Themes), "even before there are themes");
    assert_eq!(judge(&bench, bench.root().parent().unwrap()), Some(Forbidden::AboveProject));
    assert_eq!(judge(&bench, Path::new("/")), Some(Forbidden::Top));
    let home = std::env::home_dir().unwrap();
    assert_eq!(judge(&bench, &home), Some(Forbidden::Home));
    for name in [".git", ".GIT", ".git/hooks", "../.git/site"] {
        assert_eq!(at(name), Some(Forbidden::Repository), "{name}");
    }
    for name in [".output.leerlijn-new", ".dates.leerlijn-cache", ".leerlijn-manifest", ".leerlijn-x/site"] {
        assert_eq!(at(name), Some(Forbidden::Kept), "{name}");
    }
    assert_eq!(at("out\nput"), Some(Forbidden::Unshown));
    assert_eq!(at("leerlijn-site"), None);
}

#[test]
fn a_link_is_judged_by_where_it_leads() {
    let bench = Bench::new();
    fs::create_dir(bench.root().join("content")).unwrap();
    symlink("content", bench.root().join("site")).unwrap();
    assert_eq!(judge(&bench, &bench.root().join("site")), Some(Forbidden::Content));
    assert_eq!(judge(&bench, &bench.root().join("site/below")), Some(Forbidden::Content));
    symlink("nowhere", bench.root().join("dead")).unwrap();
    let dead = OutputFolder::find(bench.root(), &bench.root().join("dead"));
    assert!(matches!(dead, Err(OutputError::DeadLink(_))));
    bench.put("file", "");
    let file = OutputFolder::find(bench.root(), &bench.root().join("file"));
    assert!(matches!(file, Err(OutputError::NotAFolder(_))));
}

#[test]
fn an_output_that_is_a_link_stays_one_and_the_folder_behind_it_is_exchanged() {
    let bench = Bench::new();
    fs::create_dir_all(bench.root().join("far/site")).unwrap();
    symlink("far/site", bench.output()).unwrap();
    bench.build(&site(&[("a", "1"), ("b", "1")]));
    assert_eq!(bench.build(&site(&[("a", "2"), ("b", "2")])).how, How::AtOnce);
    assert!(fs::symlink_metadata(bench.output()).unwrap().is_symlink());
    assert_eq!(contents(&bench.root().join("far/site")), as_map(&[("a", "2"), ("b", "2")]));
    assert_eq!(fs::read_dir(bench.root().join("far")).unwrap().count(), 1);
}

#[test]
fn a_build_that_was_started_inside_the_output_keeps_the_folder() {
    let bench = Bench::new();
    bench.build(&site(&[("a", "1"), ("b", "1"), ("c/d", "1")]));
    bench.put("output/own.txt", "mine");
    let number = inode(&bench.output());
    let printed = run_as_child(&bench, "inside", &bench.output());
    assert!(printed.contains(&format!("{:?}", How::FileByFile(Why::StartedInside))), "{printed}");
    assert_eq!(inode(&bench.output()), number);
    let expected = [("a", "2"), ("b", "2"), ("e/f", "2"), ("own.txt", "mine")];
    assert_eq!(contents(&bench.output()), as_map(&expected));
    assert!(!bench.at("c").exists() && !bench.at(".leerlijn-new").exists());
}

#[test]
fn a_second_build_waits_says_so_and_gives_up() {
    let bench = Bench::new();
    let lock = bench.root().join(".output.leerlijn-lock");
    let other = fs::File::create(&lock).unwrap();
    other.lock().unwrap();
    let folder = OutputFolder::find(bench.root(), &bench.output()).unwrap();
    let folder = folder.patience(Duration::from_millis(60));
    let said = Cell::new(0);
    let waiting = || said.set(said.get() + 1);
    assert!(matches!(folder.write(&site(&[("a", "1")]), &no_make, &waiting), Err(OutputError::Busy(_))));
    assert_eq!((said.get(), bench.output().exists()), (1, false));
    drop(other);
    // A process that another test is just starting may hold the lock for a moment longer.
    folder.patience(Duration::from_secs(10)).write(&site(&[("a", "1")]), &no_make, &|| {}).unwrap();
    assert_eq!((contents(&bench.output()).len(), lock.exists()), (1, false));
}

#[test]
fn builds_at_the_same_time_come_one_after_the_other() {
    let bench = Bench::new();
    std::thread::scope(|scope| {
        for content in ["1", "2", "3", "4"] {
            let bench = &bench;
            scope.spawn(move || {
                (0..10).for_each(|_| drop(bench.build(&site(&[("a", content), ("b", content)]))))
            });
        }
    });
    let found = contents(&bench.output());
    assert_eq!((found.len(), &found["a"]), (2, &found["b"]));
    assert_eq!(bench.beside(), [""; 0]);
}

#[test]
fn what_a_killed_build_left_is_cleared_away() {
    let bench = Bench::new();
    bench.build(&site(&[("a", "1"), ("b", "1")]));
    bench.put(".output.leerlijn-new/half/a", "half");
    bench.put("output/.leerlijn-new/0", "half");
    for folder in [".output.leerlijn-new", "output/.leerlijn-new"] {
        bench.put(&format!("{folder}/.leerlijn-unfinished"), "");
    }
    bench.build(&site(&[("a", "1"), ("b", "1")]));
    assert_eq!(names(&bench.output()), [".leerlijn-manifest", "a", "b"]);
    assert_eq!(bench.beside(), [""; 0]);
}

#[test]
fn a_replaced_site_that_was_not_cleared_away_gives_back_the_files_of_others() {
    for name in [".output.leerlijn-ready", ".output.leerlijn-old"] {
        let bench = Bench::new();
        bench.build(&site(&[("a", "1"), ("gone", "1")]));
        bench.put("output/d/notes.txt", "mine");
        bench.put("output/both.txt", "old");
        make_old(&bench.at("both.txt"));
        fs::rename(bench.output(), bench.root().join(name)).unwrap();
        bench.put("else/.leerlijn-manifest", "leerlijn-manifest 1 0\n");
        fs::rename(bench.root().join("else"), bench.output()).unwrap();
        bench.put("output/both.txt", "new");
        bench.build(&site(&[("a", "2")]));
        let expected = [("a", "2"), ("both.txt", "new"), ("d/notes.txt", "mine")];
        assert_eq!(contents(&bench.output()), as_map(&expected));
        assert_eq!(bench.beside(), [""; 0]);
    }
}

#[test]
fn a_build_that_was_killed_between_two_renames_is_completed() {
    let bench = Bench::new();
    bench.build(&site(&[("a", "1")]));
    fs::rename(bench.output(), bench.root().join(".output.leerlijn-old")).unwrap();
    bench.build(&site(&[("a", "2")]));
    bench.put("output/own.txt", "mine");
    fs::rename(bench.output(), bench.root().join(".output.leerlijn-ready")).unwrap();
    let written = bench.build(&site(&[("a", "2")]));
    assert_eq!((written.how, written.unchanged), (How::Untouched, 1));
    assert_eq!(contents(&bench.output()), as_map(&[("a", "2"), ("own.txt", "mine")]));
    assert_eq!(bench.beside(), [""; 0]);
}

#[test]
fn what_a_build_that_waited_writes_was_read_after_the_other_was_done() {
    let bench = Bench::new();
    let folder = OutputFolder::find(bench.root(), &bench.output()).unwrap();
    bench.put("source", "1");
    let read = || fs::read_to_string(bench.root().join("source")).unwrap();
    std::thread::scope(|scope| {
        let first = folder.lock(&|| {}).unwrap();
        let second = scope.spawn(|| {
            let locked = folder.lock(&|| {}).unwrap();
            let content = read();
            locked.write(&site(&[("a", &content), ("b", &content)]), None, &no_make).unwrap();
        });
        let content = read();
        std::thread::sleep(Duration::from_millis(50));
        bench.put("source", "2");
        first.write(&site(&[("a", &content), ("b", &content)]), None, &no_make).unwrap();
        drop(first);
        second.join().unwrap();
    });
    assert_eq!(contents(&bench.output()), as_map(&[("a", "2"), ("b", "2")]));
}

#[test]
fn a_lock_leaves_no_folder_where_nothing_was_written() {
    let bench = Bench::new();
    let folder = OutputFolder::find(bench.root(), &bench.root().join("away/site")).unwrap();
    drop(folder.lock(&|| {}).unwrap());
    assert!(!bench.root().join("away").exists());
}
