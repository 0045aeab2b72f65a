//! How long a matrix of 2,000 items and 200 modules takes to Excel and back: `cargo bench --bench matrix`.
//! A fifth of its 400,000 cells have a mark, ten times as many as in a school's matrix of 90 items.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used, reason = "a bench measures")]
#![allow(missing_docs, reason = "a bench has no interface")]

use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use leerlijn::export;
use leerlijn::import::matrix;
use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::sources::{SourceFile, Sources};
use leerlijn::text::SourcePath;

const COMPETENCES: usize = 40;
const INDICATORS: usize = 50;
const MODULES: usize = 200;
const RUNS: usize = 11;

fn main() {
    let snapshot = site();
    let (site, pages) = (snapshot.site(), snapshot.pages());
    let programme = site.programmes.ids().next().unwrap();
    let xlsx = || export::matrix_xlsx(&site.config, &pages.matrix(programme)).unwrap();
    let csv = || export::matrix_csv(&site.config, &pages.matrix(programme));
    let back = |bytes: &[u8]| {
        let sheets = matrix::read(bytes, "matrix", None).unwrap();
        let placed = matrix::place(site, &sheets, &matrix::Options::default());
        let edits = matrix::Edits::new(site, snapshot.sources(), &placed, matrix::Removal::Keep);
        assert!(edits.files.is_empty() && edits.standing == MODULES * COMPETENCES * INDICATORS / 5);
    };
    let (book, text) = (xlsx(), csv());
    println!("workbook: {} kB, CSV: {} kB", book.len() / 1000, text.len() / 1000);
    report("to Excel", || drop(xlsx()));
    report("to CSV", || drop(csv()));
    report("back from Excel", || back(&book));
    report("back from CSV", || back(text.as_bytes()));
}

/// Prints the fastest and the middle of several runs.
fn report(name: &str, run: impl Fn()) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("{name:16} fastest {:5.0} ms, median {:5.0} ms", millis(times[0]), millis(times[RUNS / 2]));
}

fn site() -> Snapshot {
    let mut profile = "+++\ntitle = \"Profile\"\n+++\n\n".to_owned();
    for competence in 1..=COMPETENCES {
        write!(profile, "## Does the work of kind {competence} {{#c{competence} .competence}}\n\n").unwrap();
        for at in 1..=INDICATORS {
            let text = format!("Does part {at} of the work of kind {competence}, as colleagues expect it");
            writeln!(profile, "- {text} {{#c{competence}.{at}}}").unwrap();
        }
    }
    let mut sources = Sources::default();
    let mut add =
        |path: &str, text: &str| sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
    add("content/profiles/profile.md", &profile);
    for module in 0..MODULES {
        let mut levels = [const { Vec::new() }; 3];
        for item in (0..COMPETENCES * INDICATORS).filter(|item| (item + module) % 5 == 0) {
            let id = format!("\"c{}.{}\"", item / INDICATORS + 1, item % INDICATORS + 1);
            levels[(item / 7 + module) % 3].push(id);
        }
        let mut text =
            format!("+++\ntitle = \"Module number {module}\"\ncode = \"M{module:03}\"\n[covers]\n");
        for (level, ids) in ["introduced", "practised", "assessed"].iter().zip(&levels) {
            writeln!(text, "{level} = [{}]", ids.join(", ")).unwrap();
        }
        add(&format!("content/modules/m{module:03}.md"), &(text + "+++\n"));
    }
    Pipeline::new(Options::default()).run(Arc::new(sources))
}
