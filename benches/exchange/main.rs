//! How long the documents of other programs take in, and the matrix out and back.
//!
//! `benches/exchange/run` builds what this needs and starts it; `docs/exchange.md` has the table. Each task is
//! measured twice: by itself, from bytes to bytes, and as the whole command that a person types, which also
//! starts, reads the site from the disk and writes files.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used, reason = "a bench measures")]

mod documents;
mod school;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use leerlijn::edit;
use leerlijn::export;
use leerlijn::import::{ExistingIds, markdown, matrix, profile_document};
use leerlijn::pipeline::Snapshot;
use leerlijn::text::SourcePath;

const RUNS: usize = 21;

fn main() {
    let disk = tempfile::tempdir().unwrap();
    let snapshot = school::in_memory();
    school::on_disk(&disk.path().join("school"));
    println!("| | at most | by itself: fastest | median | whole command: fastest | median |");
    println!("|---|--:|--:|--:|--:|--:|");
    for document in documents::all() {
        std::fs::write(disk.path().join(document.file), &document.bytes).unwrap();
        let alone = measure(|| {
            let name = SourcePath::new(document.file);
            let read = profile_document::parse(&name, &document.bytes, None);
            let draft = read.imported.draft.unwrap();
            assert!(!markdown::write(&draft, &ExistingIds::default()).is_empty());
        });
        let command = ["import", document.file, "--out", "profile.md", "--force"];
        row(document.name, document.limit, alone, measure(|| leerlijn(disk.path(), &command)));
    }
    matrices(&snapshot, disk.path());
}

/// The rows about the matrix; each file that goes out comes back, and changes nothing.
fn matrices(snapshot: &Snapshot, disk: &Path) {
    let (site, pages) = (snapshot.site(), snapshot.pages());
    let programme = site.programmes.ids().next().unwrap();
    let xlsx = || export::matrix_xlsx(&site.config, &pages.matrix(programme)).unwrap();
    let csv = || export::matrix_csv(&site.config, &pages.matrix(programme)).into_bytes();
    let back = |bytes: &[u8]| {
        let sheets = matrix::read(bytes, "matrix", None).unwrap();
        let placed = matrix::place(site, &sheets, &matrix::Options::default());
        let edits = edit::Edits::new(
            site,
            snapshot.sources(),
            placed.coverage.as_ref().unwrap(),
            edit::Removal::Keep,
        );
        assert!(edits.files.is_empty() && edits.standing == school::CLAIMS);
    };
    let (book, text) = (xlsx(), csv());
    let export = |format: &str, file: &str| {
        let out = disk.join(file);
        let out = out.to_str().unwrap();
        leerlijn(
            disk,
            &["export", "matrix", "--root", "school", "--format", format, "--out", out, "--force"],
        );
    };
    let import = |file: &str| leerlijn(disk, &["import", file, "--root", "school"]);
    row(
        "matrix of 2,000 × 200 to Excel",
        "300 ms",
        measure(|| drop(xlsx())),
        measure(|| export("xlsx", "m.xlsx")),
    );
    row("back from Excel", "500 ms", measure(|| back(&book)), measure(|| import("m.xlsx")));
    row("to CSV", "", measure(|| drop(csv())), measure(|| export("csv", "m.csv")));
    row("back from CSV", "", measure(|| back(&text)), measure(|| import("m.csv")));
}

/// Runs the built program in `folder`, and lets nothing of what it says through.
fn leerlijn(folder: &Path, arguments: &[&str]) {
    let program = env!("CARGO_BIN_EXE_leerlijn");
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().unwrap().success(), "{arguments:?} failed");
}

/// The fastest and the middle of several runs.
fn measure(run: impl Fn()) -> [Duration; 2] {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    [times[0], times[RUNS / 2]]
}

fn row(name: &str, limit: &str, alone: [Duration; 2], whole: [Duration; 2]) {
    let shown = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
    let [[alone_fastest, alone_median], [fastest, median]] = [alone, whole].map(|times| times.map(shown));
    println!("| {name} | {limit} | {alone_fastest} | {alone_median} | {fastest} | {median} |");
}
