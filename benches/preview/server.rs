//! Runs a preview and times how soon its pages show a save.
//!
//! Every program is looked at in the same way: its page is asked for again and again. Whatever a program does, nothing is
//! waited for longer than was said.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::page::{self, Tab};
use super::peers::Peer;
use super::process;

/// The time between two looks at a page.
const LOOK: Duration = Duration::from_millis(1);
/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(20);

/// A running program.
pub(crate) struct Server {
    child: Child,
    port: u16,
    /// From its start to its first page.
    pub(crate) first_page: Duration,
}

impl Server {
    /// Starts `peer`; none when it has no page to show after `patience`.
    pub(crate) fn start(peer: &Peer, patience: Duration) -> Option<Self> {
        // The port is free a moment later, when the program asks for it.
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let start = Instant::now();
        let mut command = Command::new(&peer.program);
        command.args(peer.arguments(port)).current_dir(&peer.root);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut server = Self { child, port, first_page: Duration::ZERO };
        server.wait_for(peer, "<html", patience)?;
        server.first_page = start.elapsed();
        process::wait_until_quiet(server.id());
        Some(server)
    }

    /// Where it listens.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Saves with `marker` in the text; the time until its page has it, when asked for again and again.
    pub(crate) fn save(&self, peer: &Peer, marker: &str, patience: Duration) -> Option<Duration> {
        peer.write(marker);
        self.wait_for(peer, marker, patience)
    }

    /// The same for a page that is open in a browser, which asks when it is told to.
    pub(crate) fn save_beside_tab(&self, peer: &Peer, marker: &str) -> Option<Duration> {
        let mut tab = Tab::open(self.port, &peer.page, ANSWER)?;
        peer.write(marker);
        let end = Instant::now();
        // A reload may be for something that was there already.
        while tab.wait_for("reload") {
            if self.get(&peer.page)?.contains(marker) {
                return Some(end.elapsed());
            }
        }
        None
    }

    /// Waits until the page has `words`, and says how long that took.
    pub(crate) fn wait_for(&self, peer: &Peer, words: &str, patience: Duration) -> Option<Duration> {
        let start = Instant::now();
        while start.elapsed() < patience {
            if self.get(&peer.page).is_some_and(|page| page.contains(words)) {
                return Some(start.elapsed());
            }
            std::thread::sleep(LOOK);
        }
        None
    }

    /// How long the page at `path` takes.
    pub(crate) fn time_of(&self, path: &str) -> Option<Duration> {
        let start = Instant::now();
        self.get(path).map(|_| start.elapsed())
    }

    fn get(&self, path: &str) -> Option<String> {
        page::get(self.port, path, ANSWER)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        process::end(self.id());
        // It may have ended by itself.
        let _ = self.child.wait();
    }
}
