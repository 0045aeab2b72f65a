//! Measures previews side by side, each program with a site of the same texts.
//!
//! All run at once and save in turn (A B C A B C …), so that whatever else the machine does meets all of them. Nobody saves
//! before the one before has come to rest, and each has a limited time.

use std::time::{Duration, Instant};

use super::figures::{Row, share, shown};
use super::peers::Peer;
use super::process;
use super::random::Random;
use super::server::Server;

/// Saves of each program.
const SAVES: usize = 60;
/// How long a program may take to show its first page, and to show a save.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(240), Duration::from_secs(60));
/// A program that used so much time for its saves is not asked for more of them.
const ENOUGH: Duration = Duration::from_secs(90);
/// Saves after which the matrix is asked for.
const MATRICES: usize = 15;

/// A program in the race.
struct Runner {
    peer: Peer,
    server: Option<Server>,
    row: Row,
    /// The same saves as an open page meets them; only leerlijn's pages can be opened by this measurement.
    told: Row,
    matrix: Vec<Duration>,
    used: Duration,
    cpu: Duration,
}

/// Prints the rows of `peers`, which have `pages` pages, and gives remarks.
pub(crate) fn run(pages: &str, peers: Vec<Peer>) -> Vec<String> {
    let mut runners: Vec<Runner> = peers.into_iter().map(|peer| Runner::start(peer, pages)).collect();
    let mut pause = Random::new(7);
    for round in 0..SAVES {
        for runner in runners.iter_mut().filter(|runner| runner.is_in()) {
            // People do not save in step with anything.
            std::thread::sleep(Duration::from_millis(20 + pause.below(60) as u64));
            runner.save(round);
        }
        if round % 10 == 9 {
            let running = runners.iter().filter(|runner| runner.is_in()).map(|runner| runner.peer.name);
            eprintln!("{pages}: {} of {SAVES} saves ({})", round + 1, running.collect::<Vec<_>>().join(", "));
        }
    }
    runners.into_iter().filter_map(|runner| runner.finish(pages)).collect()
}

impl Runner {
    fn start(peer: Peer, pages: &str) -> Self {
        eprintln!("{pages}: {} starts", peer.name);
        let server = Server::start(&peer, PATIENCE.0);
        let row = |name: String| Row { program: name, pages: pages.to_owned(), ..Row::default() };
        let first = Row {
            first_page: server.as_ref().map(|server| server.first_page),
            memory: server.as_ref().and_then(|server| process::memory(server.id())),
            ..row(peer.name.to_owned())
        };
        let told = row(format!("{}, open page", peer.name));
        let (matrix, used, cpu) = (Vec::new(), Duration::ZERO, Duration::ZERO);
        Self { peer, server, row: first, told, matrix, used, cpu }
    }

    fn is_in(&self) -> bool {
        self.server.is_some() && self.used < ENOUGH
    }

    /// Saves once, and waits until the program has come to rest.
    fn save(&mut self, round: usize) {
        let Some(server) = &self.server else { return };
        let (start, before) = (Instant::now(), process::cpu(server.id()));
        match server.save(&self.peer, &format!("merk{round}x"), PATIENCE.1) {
            Some(time) => self.row.saves.push(time),
            None => {
                eprintln!("{} did not show a save within {} s", self.peer.name, PATIENCE.1.as_secs());
                self.used = ENOUGH;
                return;
            }
        }
        process::wait_until_quiet(server.id());
        self.cpu += process::cpu(server.id()) - before;
        self.used += start.elapsed();
        if let Some(matrix) = &self.peer.matrix {
            self.told.saves.extend(server.save_beside_tab(&self.peer, &format!("open{round}x")));
            if round < MATRICES {
                self.matrix.extend(server.time_of(matrix));
            }
            process::wait_until_quiet(server.id());
        }
    }

    fn finish(mut self, pages: &str) -> Option<String> {
        let saves = u32::try_from(self.row.saves.len()).unwrap_or(0);
        self.row.cpu = self.cpu.checked_div(saves);
        self.row.print();
        if self.server.is_none() {
            let seconds = PATIENCE.0.as_secs();
            return Some(format!("{} {pages}: no page within {seconds} s of its start", self.peer.name));
        }
        if !self.told.saves.is_empty() {
            self.told.print();
        }
        let matrix = share(&self.matrix, 50)?;
        Some(format!("{} {pages}: the matrix after a save takes {}", self.peer.name, shown(Some(matrix))))
    }
}
