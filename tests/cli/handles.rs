//! `serve` and `start` where the system lets a program have few open files.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use super::bench::Bench;

/// The exit status of a program whose libraries could not be loaded.
const NOT_LOADED: i32 = 127;

/// Runs `verb` with `handles` open files at most until it serves or gives up; the status, and its words.
fn run(bench: &Bench, verb: &str, handles: u32) -> (Option<i32>, String) {
    let program = env!("CARGO_BIN_EXE_leerlijn");
    let script = format!("ulimit -n {handles}; exec '{program}' {verb} --port 0");
    let mut command = bench.command_of("sh", ["-c", &script]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    let mut said = String::new();
    while lines.read_line(&mut said).unwrap() > 0 {
        if said.ends_with("(Ctrl-C ends it)\n") {
            let end = std::process::Command::new("kill").arg(child.id().to_string()).status().unwrap();
            assert!(end.success());
            lines.read_to_string(&mut said).unwrap();
        }
    }
    (child.wait().unwrap().code(), said)
}

#[test]
fn with_few_open_files_a_preview_runs_or_says_what_it_needs() {
    let site = Bench::with(&[("leerlijn.toml", ""), ("content/index.md", "# Academy\n")]);
    let empty = Bench::new();
    let ran: Vec<(u32, bool)> = std::thread::scope(|scope| {
        let half = |first: u32| {
            let (site, empty) = (&site, &empty);
            move || {
                let mut ran = Vec::new();
                for handles in (first..=40).step_by(2) {
                    for (bench, verb) in [(site, "serve"), (empty, "start --no-open")] {
                        let (status, said) = run(bench, verb, handles);
                        let serves = said.contains("(Ctrl-C ends it)");
                        match status {
                            Some(0) => assert!(serves, "{verb} with {handles}: {said}"),
                            Some(2) => assert!(
                                !serves
                                    && said.contains("cannot be started: Too many open files\n")
                                    && said.contains("raise the limit, such as with `ulimit -n 1024`"),
                                "{verb} with {handles}: {said}"
                            ),
                            other => assert_eq!(other, Some(NOT_LOADED), "{verb} with {handles}: {said}"),
                        }
                        ran.push((handles, serves));
                    }
                }
                ran
            }
        };
        let halves = [3, 4].map(|first| scope.spawn(half(first)));
        halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
    });
    assert!(ran.iter().all(|(handles, serves)| *serves || *handles < 40));
    assert!(ran.iter().all(|(handles, serves)| !*serves || *handles > 20));
}
