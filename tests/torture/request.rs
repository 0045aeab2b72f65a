//! Sends the requests of a case to a preview, and gives the status of each answer. It fails where an answer gives a file of the
//! disk away, and where the preview answers no more afterwards.
//!
//! Requests are as they go over the wire, with `<CR>`, `<NUL>`, `HOST` (the address of the pages), `BUTTONS` (that of the
//! buttons) and `TOKEN` for what a file cannot hold. One preview serves all of them, so that a case that harms it harms the
//! next.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use leerlijn::shell::preview::{BuiltSite, Editors, Preview, Settings, Watching};
use tempfile::TempDir;

/// What must never be in an answer.
const SECRET: &str = "a-secret-of-the-disk";

struct Served {
    preview: Preview,
    _folder: TempDir,
}

static SERVED: LazyLock<Served> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let root = folder.path().join("site");
    let put = |path: &str, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("leerlijn.toml", &format!("title = \"Proef\"\n# {SECRET}\n"));
    put("content/index.md", "# Thuis\n\n[b](b/c.md)\n");
    put("content/b/c.md", "# C\n");
    put("content/b/.hidden.md", SECRET);
    put("notes.txt", SECRET);
    std::fs::write(folder.path().join("outside.txt"), SECRET).unwrap();
    std::os::unix::fs::symlink(folder.path().join("outside.txt"), root.join("content/link.txt")).unwrap();
    let settings = Settings {
        options: Default::default(),
        root,
        host: [127, 0, 0, 1].into(),
        port: Some(0),
        watching: Watching::Notified,
        open: Arc::new(|_: &str| Ok(())),
        build: Arc::new(|_| BuiltSite { said: String::new(), is_done: false, folder: String::new() }),
        editor_url: None,
        editors: Editors::Readers,
    };
    Served { preview: Preview::start(settings, Arc::new(|_| {})).unwrap(), _folder: folder }
});

/// Sends each request of `text` (they are parted by lines `---`) and gives what is answered.
pub(crate) fn send(text: &str) -> String {
    let address = SERVED.preview.address();
    let (buttons, token) = buttons(address);
    let answers = text.split("---\n").map(|request| {
        let request = request.replace('\n', "\r\n").replace("<CR>", "\r").replace("<NUL>", "\0");
        let to = if request.contains("Host: BUTTONS") { buttons } else { address };
        let request = request.replace("HOST", &address.to_string()).replace("TOKEN", &token);
        let request = request.replace("BUTTONS", &buttons.to_string());
        let answer = answer(to, format!("{request}Connection: close\r\n\r\n").as_bytes());
        assert!(!answer.contains(SECRET), "{request} gives away a file: {answer}");
        let status = answer.lines().next().unwrap_or("(closed without an answer)");
        format!("{}\n", status.trim_end())
    });
    let answers: String = answers.collect();
    let home =
        answer(address, format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes());
    assert!(home.contains("Thuis"), "the preview is gone: {home}");
    answers
}

fn answer(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    // A request that is refused early is answered before it was sent whole.
    let _ = stream.write_all(request);
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    String::from_utf8_lossy(&all).into_owned()
}

/// The address of the buttons, and the token that they show when they have something done.
fn buttons(address: SocketAddr) -> (SocketAddr, String) {
    let get = |address: SocketAddr, path: &str| {
        answer(
            address,
            format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes(),
        )
    };
    let value = |page: &str, name: &str| {
        let (_, rest) = page.split_once(&format!("data-{name}=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let buttons = value(&get(address, "/"), "controls").strip_prefix("http://").unwrap().parse().unwrap();
    (buttons, value(&get(buttons, "/__leerlijn/button?file=content/index.md"), "token"))
}
