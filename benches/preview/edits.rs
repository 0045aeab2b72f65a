//! Times edits in the browser: from the request for a changed cell to the bytes of the matrix that shows it.
//!
//! A browser asks for the edit, is answered when the pages show it, and then asks for the page that it is on; what it does with
//! that is not in the figures. Every edit is taken back by the next one, so the site ends as it began.

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::figures::{share, shown};
use super::page;
use super::peers::Peer;
use super::process;
use super::server::Server;
use super::site;

/// Edits of one cell, and of a block.
const KEYS: usize = 60;
const BLOCKS: usize = 15;
/// The block: so many items in so many modules.
const BLOCK: (usize, usize) = (20, 10);
const ANSWER: Duration = Duration::from_secs(20);

/// Prints how long edits of `peer` take, on cells of `modules`.
pub(crate) fn run(pages: &str, peer: &Peer, modules: &[String]) {
    let Some(server) = Server::start(peer, Duration::from_secs(240)) else { return };
    let Some(matrix) = &peer.matrix else { return };
    let desk = Desk::of(server.port(), matrix);
    let items = site::items();
    let mut keys = Vec::new();
    for at in 0..KEYS {
        let mark = if at % 2 == 0 { "1" } else { "" };
        keys.push(desk.edit(matrix, &[cell(&modules[0], &items[at / 2 % items.len()], mark)]));
        process::wait_until_quiet(server.id());
    }
    let mut blocks = Vec::new();
    for at in 0..BLOCKS {
        let mark = if at % 2 == 0 { "3" } else { "2" };
        let (rows, columns) = BLOCK;
        let cells = items
            .iter()
            .take(rows)
            .flat_map(|item| modules.iter().take(columns).map(move |module| cell(module, item, mark)));
        blocks.push(desk.edit(matrix, &cells.collect::<Vec<_>>()));
        process::wait_until_quiet(server.id());
    }
    for (what, times) in [("one cell", keys), ("a block of 200 cells", blocks)] {
        println!(
            "| {what} | {pages} | {} | {} | {} |",
            shown(share(&times, 50)),
            shown(share(&times, 95)),
            times.len()
        );
    }
}

fn cell(module: &str, item: &str, mark: &str) -> String {
    format!(r#"{{"module":"{module}","item":"{item}","mark":"{mark}"}}"#)
}

/// Where the pages are edited. One connection stays open, as a browser keeps it.
struct Desk {
    port: u16,
    token: String,
    connection: RefCell<BufReader<TcpStream>>,
}

impl Desk {
    fn of(pages: u16, matrix: &str) -> Self {
        let page = page::get(pages, matrix, ANSWER).unwrap();
        let address = value(&page, "editing");
        let port: u16 = address.rsplit_once(':').unwrap().1.parse().unwrap();
        let token = value(&page::get(port, matrix, ANSWER).unwrap(), "token");
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(ANSWER)).unwrap();
        Self { port, token, connection: RefCell::new(BufReader::new(stream)) }
    }

    /// Has `cells` changed, and reads the page that shows them; how long that took.
    fn edit(&self, matrix: &str, cells: &[String]) -> Duration {
        let Self { port, token, .. } = self;
        let body = format!(r#"{{"cells":[{}]}}"#, cells.join(","));
        let length = body.len();
        let start = Instant::now();
        self.ask(&format!(
            "POST /__leerlijn/edit HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n\
             X-Leerlijn-Token: {token}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        ));
        self.ask(&format!("GET {matrix} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"));
        start.elapsed()
    }

    /// Sends `request`, and reads the answer to its end.
    fn ask(&self, request: &str) {
        let mut connection = self.connection.borrow_mut();
        connection.get_mut().write_all(request.as_bytes()).unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(connection.read_line(&mut head).unwrap() > 0, "{head}");
        }
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        let lower = head.to_ascii_lowercase();
        let (_, length) = lower.split_once("content-length:").unwrap();
        let length: usize = length.lines().next().unwrap().trim().parse().unwrap();
        let mut answer = vec![0; length];
        connection.read_exact(&mut answer).unwrap();
    }
}

/// What a page says in its attribute `name`.
fn value(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("data-{name}=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}
