//! Purpose: run a preview and look at it.
//! Input: a program with its site. Output: times and memory.
//! Invariant: every program is looked at in the same way: its page is asked for again and again.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::page::get;
use super::peers::Peer;

/// The time between two looks at a page.
const LOOK: Duration = Duration::from_millis(1);
/// A program that takes longer than this does not work.
const PATIENCE: Duration = Duration::from_secs(240);
/// Time to come to rest.
const REST: Duration = Duration::from_secs(3);

/// A running program.
pub(crate) struct Server {
    child: Child,
    port: u16,
    /// From its start to its first page.
    pub(crate) first_page: Duration,
}

impl Server {
    pub(crate) fn start(peer: &Peer) -> Self {
        // The port is free a moment later, when the program asks for it.
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let start = Instant::now();
        let child = Command::new(&peer.program)
            .args(peer.arguments(port))
            .current_dir(&peer.root)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Self { child, port, first_page: Duration::ZERO };
        server.wait_for(peer, "<html");
        server.first_page = start.elapsed();
        std::thread::sleep(REST);
        server
    }

    /// Saves with `marker` in the text, and waits for the page to have it.
    pub(crate) fn save(&self, peer: &Peer, marker: &str) -> Duration {
        peer.write(marker);
        let end = Instant::now();
        self.wait_for(peer, marker);
        end.elapsed()
    }

    pub(crate) fn wait_for(&self, peer: &Peer, words: &str) {
        let start = Instant::now();
        while !get(self.port, &peer.page).is_some_and(|page| page.contains(words)) {
            assert!(start.elapsed() < PATIENCE, "{} never showed {words}", peer.name);
            std::thread::sleep(LOOK);
        }
    }

    /// Megabytes of memory that the program and those that it started hold.
    pub(crate) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes: u64 = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0);
        kilobytes / 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
