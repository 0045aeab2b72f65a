//! Measures the preview as a person meets it: from the end of a save to the new bytes over HTTP.
//!
//! `benches/preview/run` builds what this needs and starts it; `docs/preview.md` explains the table.

#![allow(clippy::disallowed_methods, reason = "a measurement runs programs and reads the clock")]
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic, reason = "a measurement fails aloud")]

mod page;
mod peers;
mod server;
mod site;

use std::path::Path;
use std::time::{Duration, Instant};

use peers::Peer;
use server::Server;

/// Saves for each row of the table.
const SAVES: usize = 60;
/// Another program that takes longer than this for a save is not measured as often.
const SLOW: Duration = Duration::from_secs(2);
/// The burst: so many saves, each so long after the one before.
const BURST: (usize, Duration) = (1_000, Duration::from_millis(10));

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let scratch = tempfile::tempdir().unwrap();
    println!("| program | pages | start | save: median | p95 | slowest | at rest |");
    println!("|---|--:|--:|--:|--:|--:|--:|");
    let demonstration = scratch.path().join("demonstration");
    site::copy_demonstration(&demonstration).unwrap();
    measure(
        &Peer::leerlijn(&demonstration, "content/modules/m03-klantgericht-communiceren.md"),
        "demonstration",
    );
    for size in sizes {
        for peer in peers::all(scratch.path(), size) {
            measure(&peer, &size.to_string());
        }
    }
    let burst = scratch.path().join("burst");
    site::write(&burst, 1_000).unwrap();
    println!("\n{}", measure_burst(&Peer::leerlijn(&burst, &site::path(5))));
}

/// One row of the table.
fn measure(peer: &Peer, pages: &str) {
    let server = Server::start(peer);
    let first = server.first_page;
    let memory = server.memory();
    let mut times = Vec::new();
    let mut pause = site::Random::new(7);
    while times.len() < SAVES {
        // People do not save in step with anything.
        std::thread::sleep(Duration::from_millis(60 + pause.below(120) as u64));
        let marker = format!("merk{}", times.len());
        times.push(server.save(peer, &marker));
        if times.len() >= 5 && times.iter().all(|time| *time > SLOW) {
            break;
        }
    }
    times.sort_unstable();
    let at = |share: usize| milliseconds(times[(times.len() * share / 100).min(times.len() - 1)]);
    println!(
        "| {} | {pages} | {} | {} | {} | {} | {memory} MB |",
        peer.name,
        milliseconds(first),
        at(50),
        at(95),
        at(100),
    );
}

/// Saves without pause; the answer says how long after the last of them it was shown.
fn measure_burst(peer: &Peer) -> String {
    let server = Server::start(peer);
    let start = Instant::now();
    let (saves, pace) = BURST;
    let mut last = String::new();
    for number in 0..saves {
        last = format!("stoot{number}x");
        peer.write(&last);
        let next = pace * u32::try_from(number + 1).unwrap();
        std::thread::sleep(next.saturating_sub(start.elapsed()));
    }
    let took = start.elapsed();
    let end = Instant::now();
    server.wait_for(peer, &last);
    format!(
        "{saves} saves in {:.1} s: the last one was shown {} after it.",
        took.as_secs_f64(),
        milliseconds(end.elapsed())
    )
}

fn milliseconds(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1000.0)
}

/// Whether there is a program at `path`.
fn is_there(path: &Path) -> bool {
    path.is_file()
}
