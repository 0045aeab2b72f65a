//! What a preview refuses, whoever asks and however.

use std::io::Write;
use std::net::{SocketAddr, TcpStream};

use leerlijn::shell::preview::Watching;

use super::bench::{Bench, site};
use super::client::{PATIENCE, get, raw, request};

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
        404
    );
    let worker = request(bench.address, "GET", "/static/js/page.js", "Service-Worker: script\r\n");
    assert_eq!(worker.status, 403);
}

/// The address of the buttons, as a page says it, and the token, which only a button of theirs says.
fn controls(bench: &Bench) -> (SocketAddr, String) {
    let page = bench.get("/");
    let address = page.data("controls").strip_prefix("http://").unwrap().parse().unwrap();
    let token = get(address, "/__leerlijn/button?file=content/guide.md").data("token");
    assert!(token.len() == 32 && !page.text().contains(&token), "{}", page.text());
    (address, token)
}

#[test]
fn a_file_is_opened_for_its_author_alone() {
    let bench = Bench::new();
    let (address, token) = controls(&bench);
    let open = |file: &str, headers: &str| {
        let path = format!("/__leerlijn/open?file={file}&line=3");
        request(address, "POST", &path, &format!("{headers}Content-Length: 0\r\n")).status
    };
    let guide = "content/guide.md";
    let own = format!("Origin: http://{address}\r\n");
    let shown = format!("X-Leerlijn-Token: {token}\r\n");
    assert_eq!(open(guide, &own), 403);
    assert_eq!(open(guide, &format!("{own}X-Leerlijn-Token: {}\r\n", "0".repeat(token.len()))), 403);
    assert_eq!(open(guide, &shown), 403);
    // A page of the site, a file of it in its sandbox, a page of somebody else.
    for origin in [format!("http://{}", bench.address), "null".to_owned(), "http://evil.example".to_owned()] {
        assert_eq!(open(guide, &format!("Origin: {origin}\r\n{shown}")), 403, "{origin}");
    }
    let rebound = format!(
        "POST /__leerlijn/open?file={guide}&line=3 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nOrigin: http://evil.example\r\n{shown}Content-Length: 0\r\n\r\n"
    );
    assert_eq!(raw(address, &rebound).status, 403);
    assert!(bench.opened.lock().unwrap().is_empty());
    assert_eq!(open(guide, &format!("{own}{shown}")), 204);
    let expected = bench.path(guide).canonicalize().unwrap();
    assert_eq!(*bench.opened.lock().unwrap(), [expected.to_str().unwrap()]);
}

/// What an account without any rights is answered, where the tests may become one.
#[cfg(target_os = "linux")]
fn as_another_account(address: SocketAddr, request: &str) -> Option<String> {
    let ask = "exec 3<>\"/dev/tcp/$0/$1\"; printf %s \"$2\" >&3; cat <&3";
    let asked = std::process::Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "bash", "-c", ask])
        .args([address.ip().to_string(), address.port().to_string(), request.to_owned()])
        .output();
    let asked = asked.ok().filter(|asked| asked.status.success())?;
    Some(String::from_utf8_lossy(&asked.stdout).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn another_account_of_the_machine_reads_neither_a_page_nor_the_token() {
    let bench = Bench::new();
    let (buttons, token) = controls(&bench);
    for (address, request) in [
        (bench.address, "GET / HTTP/1.1".to_owned()),
        (bench.address, "GET /__leerlijn/events?path=/&shown=x&moment=1&run=x HTTP/1.1".to_owned()),
        (buttons, "GET /__leerlijn/button?file=content/guide.md HTTP/1.1".to_owned()),
        (buttons, "GET /programmes/year/matrix/ HTTP/1.1".to_owned()),
        // However it came by the token.
        (
            buttons,
            format!(
                "POST /__leerlijn/open?file=content/guide.md HTTP/1.1\r\nOrigin: http://{buttons}\r\nX-Leerlijn-Token: {token}\r\nContent-Length: 0"
            ),
        ),
    ] {
        let request = format!("{request}\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        let Some(answer) = as_another_account(address, &request) else {
            println!("SKIPPED: these tests cannot become another account");
            return;
        };
        assert!(answer.starts_with("HTTP/1.1 403"), "{request}{answer}");
        assert!(answer.ends_with("This preview belongs to another account of this machine.\n"), "{answer}");
    }
    assert!(bench.opened.lock().unwrap().is_empty());
}

#[test]
fn only_texts_that_an_author_writes_are_opened() {
    let folder = site();
    for (path, text) in [
        ("themes/default/templates/setup.bat", "del"),
        ("themes/default/templates/parts/head.html", ""),
        ("themes/default/static/tool.js", ""),
        ("themes/default/words/en.ftl", "modules = Modules\n"),
        ("content/tool.exe", "MZ"),
        ("content/tool.cmd", "del"),
    ] {
        std::fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
        std::fs::write(folder.path().join(path), text).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("tool.cmd", folder.path().join("content/linked.md")).unwrap();
    let bench = Bench::of(folder, Watching::Notified);
    let (address, token) = controls(&bench);
    let may = format!("Origin: http://{address}\r\nX-Leerlijn-Token: {token}\r\nContent-Length: 0\r\n");
    let open =
        |file: &str| request(address, "POST", &format!("/__leerlijn/open?file={file}&line=3"), &may).status;
    for file in [
        "../../etc/passwd",
        "/etc/passwd",
        "content/plan%20b.svg",
        "content/none.md",
        "content",
        "",
        "content/tool.exe",
        "content/tool.cmd",
        "content/linked.md",
        "themes/default/templates/setup.bat",
        "themes/default/static/tool.js",
        // A browser is the system's program for this.
        "themes/default/templates/parts/head.html",
    ] {
        assert_eq!(open(file), 404, "{file}");
    }
    assert!(bench.opened.lock().unwrap().is_empty());
    for file in ["leerlijn.toml", "content/modules/m01.md", "themes/default/words/en.ftl"] {
        assert_eq!(open(file), 204, "{file}");
    }
    assert_eq!(get(address, "/__leerlijn/button?file=themes/default/templates/setup.bat").status, 404);
}

#[test]
fn a_button_is_a_document_that_only_pages_of_the_preview_show() {
    let bench = Bench::new();
    let (address, _) = controls(&bench);
    let button = get(address, "/__leerlijn/button?file=content/guide.md");
    let policy = button.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'nonce-"), "{policy}");
    let ancestors = policy.split("frame-ancestors ").nth(1).unwrap();
    assert!(
        ancestors
            .split(' ')
            .all(|origin| origin == "'self'" || origin.ends_with(&bench.address.port().to_string())),
        "{ancestors}"
    );
    assert_eq!(button.header("access-control-allow-origin"), None);
    assert_eq!(button.header("cross-origin-resource-policy"), Some("same-origin"));
    let odd = get(address, "/__leerlijn/button?file=content/%22%3E%3Cscript%3E.md");
    assert_eq!(odd.status, 404);
}

#[test]
fn a_published_document_runs_in_a_sandbox_and_a_page_does_not() {
    let folder = site();
    std::fs::write(folder.path().join("content/slides.html"), "<script>1</script>").unwrap();
    let bench = Bench::of(folder, Watching::Notified);
    for path in ["/slides.html", "/plan%20b.svg", "/sitemap.xml"] {
        let answer = bench.get(path);
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(answer.status != 200 || policy.starts_with("sandbox allow-scripts "), "{path}: {policy}");
        assert!(!policy.contains("allow-same-origin"), "{path}: {policy}");
    }
    assert_eq!(bench.get("/slides.html").status, 200);
    assert_eq!(bench.get("/guide/").header("content-security-policy"), Some("frame-ancestors 'self'"));
    let part = bench.get("/plan%20b.svg");
    assert_eq!(part.header("cross-origin-resource-policy"), Some("cross-origin"));
    assert_eq!(bench.get("/guide/").header("cross-origin-resource-policy"), Some("same-origin"));
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
