//! Saves without pause, as a program that formats on every key does, and tells when the last save was shown.
//!
//! Every save has its own text, and only the last one counts.

use std::time::{Duration, Instant};

use super::figures::{share, shown};
use super::peers::Peer;
use super::server::Server;

/// So many saves, each so long after the one before.
const BURST: (usize, Duration) = (1_000, Duration::from_millis(10));
/// How often it is tried.
const TIMES: usize = 3;
const PATIENCE: Duration = Duration::from_secs(60);

/// What came of it, with a site of `pages`.
pub(crate) fn run(pages: &str, peer: &Peer) -> String {
    let (saves, pace) = BURST;
    let Some(server) = Server::start(peer, PATIENCE) else { return format!("{pages}: no page for a burst") };
    let mut shown_after = Vec::new();
    for time in 0..TIMES {
        eprintln!("{pages}: {saves} saves without pause, for the {} of {TIMES} times", time + 1);
        let start = Instant::now();
        let mut last = String::new();
        for number in 0..saves {
            let due = pace * u32::try_from(number).unwrap();
            std::thread::sleep(due.saturating_sub(start.elapsed()));
            last = format!("stoot{time}-{number}x");
            peer.write(&last);
        }
        shown_after.extend(server.wait_for(peer, &last, PATIENCE));
    }
    format!(
        "{pages}: of {saves} saves in {:.0} s the last one was shown {} after it (the middle of {TIMES})",
        (pace * u32::try_from(saves).unwrap()).as_secs_f64(),
        shown(share(&shown_after, 50))
    )
}
