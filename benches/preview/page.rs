//! Reads pages as a browser does: the text of a page, and for an open one the server's word that it changed.
//!
//! Each reading is a connection of its own, since the programs differ in how they keep one. None waits for ever.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// The text at `path`; none when there is no such page, or no answer within `patience`.
pub(crate) fn get(port: u16, path: &str, patience: Duration) -> Option<String> {
    let mut stream = ask(port, path, patience)?;
    let mut all = Vec::new();
    stream.read_to_end(&mut all).ok()?;
    let text = String::from_utf8_lossy(&all).into_owned();
    text.starts_with("HTTP/1.1 200").then_some(text)
}

fn ask(port: u16, path: &str, patience: Duration) -> Option<TcpStream> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(patience)).ok()?;
    let head = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).ok()?;
    Some(stream)
}

/// A page of leerlijn that is open in a browser.
pub(crate) struct Tab {
    events: BufReader<TcpStream>,
}

impl Tab {
    /// Loads the page and connects as its script does.
    pub(crate) fn open(port: u16, path: &str, patience: Duration) -> Option<Self> {
        let page = get(port, path, patience)?;
        let value = |name: &str| {
            let (_, rest) = page.split_once(&format!("data-{name}=\""))?;
            rest.split('"').next()
        };
        let (shown, moment, token) = (value("shown")?, value("moment")?, value("run")?);
        let address = format!("/__leerlijn/events?path={path}&shown={shown}&moment={moment}&run={token}");
        let mut tab = Self { events: BufReader::new(ask(port, &address, patience)?) };
        // The status of the page, which also says that the connection stands.
        tab.wait_for("status").then_some(tab)
    }

    /// Waits for the event `wanted`; whether it came.
    pub(crate) fn wait_for(&mut self, wanted: &str) -> bool {
        let wanted = format!("event: {wanted}");
        self.events.by_ref().lines().map_while(Result::ok).any(|line| line == wanted)
    }
}
