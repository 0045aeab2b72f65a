//! What a preview refuses, whoever asks and however.

use std::io::Write;
use std::net::TcpStream;

use super::bench::Bench;
use super::client::{PATIENCE, raw, request};

#[test]
fn a_request_for_another_host_is_refused_wherever_it_leads() {
    let bench = Bench::new();
    for path in
        ["/", "/static/css/base.css", "/__leerlijn/client.js", "/__leerlijn/events?path=/", "/nowhere"]
    {
        for host in ["Host: evil.example\r\n", "", "Host: localhost\r\nHost: evil.example\r\n"] {
            let answer =
                raw(bench.address, &format!("GET {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
            assert_eq!(answer.status, 403, "{path} {host}");
            assert!(!answer.text().contains('<'), "{}", answer.text());
        }
    }
    let old = raw(bench.address, "GET / HTTP/1.0\r\n\r\n");
    assert_eq!(old.status, 403);
    let named = raw(bench.address, "GET / HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n");
    assert_eq!(named.status, 200);
    let absolute =
        format!("GET http://evil.example/ HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", bench.address);
    assert_eq!(raw(bench.address, &absolute).status, 403);
}

#[test]
fn a_foreign_origin_is_refused_and_never_allowed_across() {
    let bench = Bench::new();
    for origin in ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1"] {
        for path in ["/", "/__leerlijn/events?path=/&shown=x&moment=1&run=x"] {
            let answer = request(bench.address, "GET", path, &format!("Origin: {origin}\r\n"));
            assert_eq!(answer.status, 403, "{origin} {path}");
        }
    }
    let own = request(bench.address, "GET", "/", &format!("Origin: http://{}\r\n", bench.address));
    assert_eq!(own.status, 200);
    assert_eq!(own.header("access-control-allow-origin"), None);
    let ahead = request(bench.address, "OPTIONS", "/", "Access-Control-Request-Method: POST\r\n");
    assert_eq!(ahead.status, 405);
}

#[test]
fn no_address_is_a_path_of_the_disk() {
    let bench = Bench::new();
    bench.put("content/.secret.md", "a-secret");
    bench.put("notes.txt", "a-secret");
    for path in [
        "/../notes.txt",
        "/%2e%2e/notes.txt",
        "/..%2fnotes.txt",
        "/..%5cnotes.txt",
        "/static/../../notes.txt",
        "/static/%2e%2e/%2e%2e/notes.txt",
        "/%252e%252e/notes.txt",
        "//notes.txt",
        "/./notes.txt",
        "/notes.txt",
        "/leerlijn.toml",
        "/content/index.md",
        "/index.md",
        "/.secret.md",
        "/%00",
        "/%ff",
        "/etc/passwd",
        "//etc/passwd",
        "/__leerlijn/../notes.txt",
        "/__leerlijn/",
        "/__leerlijn/words/nl.json",
    ] {
        let answer = request(bench.address, "GET", path, "");
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("a-secret"), "{path}");
    }
    for line in ["GET notes.txt", "GET \\..\\notes.txt", "GET http://", "GET *"] {
        let answer = raw(
            bench.address,
            &format!("{line} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", bench.address),
        );
        assert_ne!(answer.status, 200, "{line}");
    }
}

#[test]
fn a_preview_is_read_and_nothing_else() {
    let bench = Bench::new();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"] {
        assert_eq!(request(bench.address, method, "/", "").status, 405, "{method}");
        assert_eq!(request(bench.address, method, "/__leerlijn/client.js", "").status, 405, "{method}");
    }
    assert_eq!(
        request(bench.address, "GET", "/__leerlijn/open?file=content/guide.md&line=1", "").status,
        405
    );
}

#[test]
fn a_file_is_opened_for_its_author_alone() {
    let bench = Bench::new();
    let token = bench.get("/").data("token");
    let own = format!("Origin: http://{}\r\n", bench.address);
    let open = |file: &str, headers: &str| {
        let path = format!("/__leerlijn/open?file={file}&line=3");
        request(bench.address, "POST", &path, &format!("{headers}Content-Length: 0\r\n")).status
    };
    let guide = "content/guide.md";
    assert_eq!(open(guide, &own), 403);
    assert_eq!(open(guide, &format!("{own}X-Leerlijn-Token: {}\r\n", "0".repeat(token.len()))), 403);
    assert_eq!(open(guide, &format!("X-Leerlijn-Token: {token}\r\n")), 403);
    assert_eq!(open(guide, &format!("Origin: http://evil.example\r\nX-Leerlijn-Token: {token}\r\n")), 403);
    let may = format!("{own}X-Leerlijn-Token: {token}\r\n");
    for file in ["../../etc/passwd", "/etc/passwd", "content/plan%20b.svg", "content/none.md", "content", ""]
    {
        assert_eq!(open(file, &may), 404, "{file}");
    }
    assert!(bench.opened.lock().unwrap().is_empty());
    assert_eq!(open(guide, &may), 204);
    let expected = bench.path(guide).canonicalize().unwrap();
    assert_eq!(*bench.opened.lock().unwrap(), [expected.to_str().unwrap()]);
}

#[test]
fn a_head_without_end_is_cut_off() {
    let bench = Bench::new();
    let long = format!("X-Long: {}\r\n", "x".repeat(64 * 1024));
    let answer = request(bench.address, "GET", "/", &long);
    assert!(matches!(answer.status, 431 | 0), "{}", answer.head);
    let start = std::time::Instant::now();
    assert_eq!(bench.get("/").status, 200);
    assert!(start.elapsed() < PATIENCE);
}

#[test]
fn two_thousand_slow_clients_keep_nobody_out() {
    let bench = Bench::new();
    let mut clients: Vec<TcpStream> = Vec::new();
    for number in 0..2_000 {
        // The system may have no more to give, here or there; the preview must live through that as well.
        let Ok(mut client) = TcpStream::connect(bench.address) else {
            clients.truncate(clients.len().saturating_sub(64));
            break;
        };
        let part = match number % 3 {
            0 => String::new(),
            1 => "GET / HTTP/1.1\r\nHost: loc".to_owned(),
            _ => format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", bench.address),
        };
        let _ = client.write_all(part.as_bytes());
        clients.push(client);
        if number % 400 == 399 {
            assert_eq!(bench.get("/").status, 200, "after {number}");
        }
    }
    assert!(clients.len() > 300, "only {} clients could connect", clients.len());
    let start = std::time::Instant::now();
    assert_eq!(bench.get("/").status, 200);
    assert!(start.elapsed() < PATIENCE);
}

#[test]
fn a_head_of_a_gigabyte_is_refused_before_it_is_kept() {
    let bench = Bench::new();
    let mut client = TcpStream::connect(bench.address).unwrap();
    client.write_all(format!("GET / HTTP/1.1\r\nHost: {}\r\nX-Long: ", bench.address).as_bytes()).unwrap();
    let part = vec![b'x'; 1 << 20];
    let taken = (0..1_024).take_while(|_| client.write_all(&part).is_ok()).count();
    assert!(taken < 64, "{taken} MB were taken");
    assert_eq!(bench.get("/").status, 200);
}
