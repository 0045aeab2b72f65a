//! A small HTTP client that sends exactly what a test writes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Longer than any answer takes on a machine that is busy with other tests.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The value of `data-NAME` on the preview's script.
    pub(crate) fn data(&self, name: &str) -> String {
        let text = self.text();
        let (_, rest) = text.split_once(&format!("data-{name}=\"")).unwrap_or_else(|| panic!("{text}"));
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}

/// Sends `head`, as it is, and reads until the server closes the connection.
pub(crate) fn raw(address: SocketAddr, head: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // A request that is refused early is answered before it was sent whole.
    let _ = stream.write_all(head.as_bytes());
    let mut all = Vec::new();
    // A refused request may be answered before it was read whole, and the connection reset.
    let _ = stream.read_to_end(&mut all);
    let end = all.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(all.len());
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Answer { status, head, body: all.get(end + 4..).unwrap_or_default().to_vec() }
}

pub(crate) fn get(address: SocketAddr, path: &str) -> Answer {
    request(address, "GET", path, "")
}

/// A request with further header lines, each with its line end.
pub(crate) fn request(address: SocketAddr, method: &str, path: &str, headers: &str) -> Answer {
    raw(
        address,
        &format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\r\n"),
    )
}

/// An open page: what the server tells it.
pub(crate) struct Tab {
    events: Receiver<(String, String)>,
    // The server notices that a page is gone when this is dropped.
    _stream: TcpStream,
}

impl Tab {
    /// Loads the page at `path` and connects as its script does.
    pub(crate) fn open(address: SocketAddr, path: &str) -> Self {
        let page = get(address, path);
        let query = format!(
            "path={path}&shown={}&moment={}&run={}",
            page.data("shown"),
            page.data("moment"),
            page.data("run")
        );
        Self::connect(address, &query)
    }

    pub(crate) fn connect(address: SocketAddr, query: &str) -> Self {
        let mut stream = TcpStream::connect(address).unwrap();
        let head = format!("GET /__leerlijn/events?{query} HTTP/1.1\r\nHost: {address}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let (sender, events) = channel();
        let reader = BufReader::new(stream.try_clone().unwrap());
        std::thread::spawn(move || {
            let mut kind = String::new();
            for line in reader.lines().map_while(Result::ok) {
                if let Some(name) = line.strip_prefix("event: ") {
                    kind = name.to_owned();
                } else if let Some(data) = line.strip_prefix("data: ")
                    && sender.send((kind.clone(), data.to_owned())).is_err()
                {
                    return;
                }
            }
        });
        Self { events, _stream: stream }
    }

    /// The next event: its name and its data.
    pub(crate) fn next(&self) -> (String, String) {
        self.events.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("the page was told nothing"))
    }

    /// The next status; any other event before it is a failure.
    pub(crate) fn status(&self) -> serde_json::Value {
        let (name, data) = self.next();
        assert_eq!(name, "status", "{data}");
        serde_json::from_str(&data).unwrap()
    }

    /// Statuses until one pleases `pleases`.
    pub(crate) fn status_when(&self, pleases: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        until("a status", || {
            let (name, data) = self.next();
            let status = (name == "status").then(|| serde_json::from_str(&data).unwrap());
            status.filter(&pleases)
        })
    }

    /// Waits for an event called `wanted`; statuses may come before it, nothing else.
    pub(crate) fn wait_for(&self, wanted: &str) {
        until(wanted, || {
            let (name, data) = self.next();
            assert!(name == wanted || name == "status", "{name} instead of {wanted}: {data}");
            (name == wanted).then_some(())
        });
    }
}

/// What `look` finds, as soon as it does.
pub(crate) fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < end, "{what} never came");
        std::thread::sleep(Duration::from_millis(2));
    }
}
