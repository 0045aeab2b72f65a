//! Builds that are killed: the site is the old one or the new one, and the next build clears up.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use leerlijn::plan::OutFile;
use leerlijn::shell::output::{How, OutputFolder};

use super::bench::*;

const ROOT: &str = "LEERLIJN_TEST_ROOT";
const TASK: &str = "LEERLIJN_TEST_TASK";
/// What the child prints when it starts to build.
const READY: &str = "ready";
/// How often to kill; 1,000 takes about a minute.
const KILLS: &str = "LEERLIJN_TEST_KILLS";

/// A site of about 300 files: a third of them the same in every site, a third with other contents, and a
/// third of its own.
fn big_site(name: &str) -> BTreeMap<String, String> {
    let filler = "x".repeat(4_000);
    let page = |n: usize| match n % 3 {
        0 => (format!("same/{}/{n}.html", n % 7), format!("{n} {filler}")),
        1 => (format!("other/{}/{n}.html", n % 7), format!("{n} {name} {filler}")),
        _ => (format!("{name}/{}/{n}.html", n % 7), format!("{n} {name}")),
    };
    (0..300).map(page).collect()
}

fn files(pages: &BTreeMap<String, String>) -> Vec<OutFile> {
    pages.iter().map(|(path, content)| OutFile::bytes(path_of(path), content.as_str())).collect()
}

fn child(bench: &Bench, task: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "kills::the_part_of_the_child", "--nocapture"]);
    command.env(ROOT, bench.root()).env(TASK, task).current_dir(folder);
    command
}

/// Runs one task in a process that stands in `folder`, and gives what it printed.
pub(crate) fn run_as_child(bench: &Bench, task: &str, folder: &Path) -> String {
    let output = child(bench, task, folder).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Lets a process that stands in `folder` build one site after the other, and kills it after `delay`.
fn kill_after(bench: &Bench, folder: &Path, delay: Duration) {
    let mut child = child(bench, "alternate", folder).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line.contains(READY)));
    std::thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
}

/// A delay that differs from kill to kill, up to `longest`.
fn spread(kill: u32, longest: Duration) -> Duration {
    longest * (kill * 389 % 1_000) / 1_000
}

/// Does what the tests here ask of another process; by itself it has nothing to do.
#[test]
fn the_part_of_the_child() {
    let (Ok(root), Ok(task)) = (std::env::var(ROOT), std::env::var(TASK)) else { return };
    let root = PathBuf::from(root);
    let folder = OutputFolder::find(&root, &root.join("output")).unwrap();
    if task == "inside" {
        let (written, _) = write_made(&folder, &as_map(&[("a", "2"), ("b", "2"), ("e/f", "2")]));
        println!("{:?}", written.unwrap().how);
        return;
    }
    let (a, b) = (files(&big_site("a")), big_site("b"));
    println!("{READY}");
    loop {
        write_made(&folder, &b).0.unwrap();
        folder.write(&a, &no_make, &|| {}).unwrap();
    }
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let kills: u32 = std::env::var(KILLS).map_or(40, |number| number.parse().unwrap());
    let bench = Bench::new();
    let (mut a, mut b) = (big_site("a"), big_site("b"));
    bench.build(&files(&a));
    for (name, content) in [("CNAME", "school.example"), ("same/own.txt", "mine"), ("own/a/b.txt", "mine")] {
        bench.put(&format!("output/{name}"), content);
        a.insert(name.to_owned(), content.to_owned());
        b.insert(name.to_owned(), content.to_owned());
    }
    // The spread follows the speed of the disk, so that kills hit both builds and what is between them.
    let start = Instant::now();
    bench.build(&files(&big_site("b")));
    bench.build(&files(&big_site("a")));
    let two_builds = start.elapsed().min(Duration::from_millis(150));
    let (mut whole_a, mut whole_b, mut interrupted) = (0, 0, 0);
    for kill in 0..kills {
        kill_after(&bench, bench.root(), spread(kill, two_builds));
        interrupted += u32::from(bench.beside().iter().any(|name| !name.ends_with("-lock")));
        let found = contents(&bench.output());
        whole_a += u32::from(found == a);
        whole_b += u32::from(found == b);
        assert_eq!(whole_a + whole_b, kill + 1, "kill {kill} left a mixture");
    }
    println!("{kills} kills: {whole_a} old, {whole_b} new, {interrupted} in the middle of a build");
    assert!(interrupted > kills / 4, "only {interrupted} of {kills} kills hit a build");
    bench.build(&files(&big_site("a")));
    assert_eq!(bench.beside(), [""; 0]);
    assert_eq!(contents(&bench.output()), a);
    assert_eq!(bench.build(&files(&big_site("a"))).how, How::Untouched);
}

#[test]
fn a_killed_replacement_file_by_file_is_mended_by_the_next_build() {
    let bench = Bench::new();
    let (mut a, b) = (big_site("a"), big_site("b"));
    let (site_a, site_b) = (files(&a), files(&b));
    bench.build(&site_a);
    bench.put("output/same/own.txt", "mine");
    a.insert("same/own.txt".to_owned(), "mine".to_owned());
    for kill in 0..12 {
        kill_after(&bench, &bench.output(), spread(kill, Duration::from_millis(30)));
        if kill % 2 == 0 {
            bench.build(&site_b);
        }
        let written = bench.build(&site_a);
        assert_eq!((written.left, written.leftover), (vec![], None));
        assert_eq!(contents(&bench.output()), a, "kill {kill}");
        assert_eq!(bench.beside(), [""; 0]);
    }
}
