//! How a preview begins and ends.

use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Command, Stdio};
use std::sync::Arc;

use leerlijn::shell::preview::{DEFAULT_PORT, Watching};
use tempfile::TempDir;

use super::bench::{Bench, site, start};
use super::client::{Tab, get, until};

#[test]
fn a_port_that_is_taken_is_said_in_one_line() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let folder = site();
    let run = Command::new(env!("CARGO_BIN_EXE_leerlijn"))
        .env("LC_ALL", "en_GB.UTF-8")
        .args(["serve", "--port", &port.to_string(), "--root"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.starts_with(&format!("error: port {port} is in use by another program\n")), "{said}");
}

#[test]
fn a_default_port_that_is_taken_gives_way_to_a_free_one() {
    // When this fails, somebody else has it, which is as good.
    let _taken = TcpListener::bind((Ipv4Addr::LOCALHOST, DEFAULT_PORT));
    let preview = start(&site(), Watching::Notified, None, &Arc::default()).unwrap();
    assert_ne!(preview.address().port(), DEFAULT_PORT);
    assert_eq!(get(preview.address(), "/").status, 200);
}

#[test]
fn a_folder_that_is_no_site_is_said() {
    let folder = TempDir::new().unwrap();
    let Err(error) = start(&folder, Watching::Notified, Some(0), &Arc::default()) else {
        panic!("it started")
    };
    assert!(error.message().english().contains("is no site"), "{error:?}");
    assert!(error.advice().english().contains("leerlijn init"), "{:?}", error.advice());
}

#[test]
fn a_preview_that_ends_lets_go_of_its_port_and_of_open_pages() {
    let mut bench = Bench::new();
    let _tab = Tab::open(bench.address, "/");
    let address = bench.address;
    drop(bench.preview.take());
    // Another test may get the port in the meantime, for a short while.
    until("the port", || TcpListener::bind(address).ok());
}

/// The next line of `said` that begins with `start`.
fn line_with(said: &mut impl BufRead, start: &str) -> String {
    loop {
        let mut line = String::new();
        assert_ne!(said.read_line(&mut line).unwrap(), 0, "it ended by itself");
        if line.starts_with(start) {
            return line;
        }
    }
}

/// The address in the line by which the program says where it is to be seen.
fn address_in(line: &str) -> SocketAddr {
    let (_, rest) = line.split_once("http://").unwrap();
    rest.split('/').next().unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn where_the_system_watches_no_more_it_says_what_to_raise_and_looks() {
    let may = Command::new("unshare").args(["-Ur", "unshare", "-Ur", "true"]).output();
    if !may.is_ok_and(|run| run.status.success()) {
        eprintln!("this system has no namespaces for its users, so no limit can be set for one program");
        return;
    }
    for (limit, advice) in [
        ("2 > /proc/sys/user/max_inotify_watches", "fs.inotify.max_user_watches"),
        ("0 > /proc/sys/user/max_inotify_instances", "fs.inotify.max_user_instances"),
    ] {
        let folder = site();
        // The limit of a namespace holds in the one inside it, where nobody can raise it.
        let script = format!("echo {limit} && exec unshare -Ur \"$@\"");
        let mut child = Command::new("unshare")
            .env("LC_ALL", "en_GB.UTF-8")
            .args(["-Ur", "sh", "-c", &script, "sh", env!("CARGO_BIN_EXE_leerlijn")])
            .args(["serve", "--port", "0", "--root"])
            .arg(folder.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let note = line_with(&mut said, "");
        assert!(note.contains(advice), "{note}");
        let address = address_in(&line_with(&mut said, "Showing "));
        std::fs::write(folder.path().join("content/guide.md"), "# Guide\n\nfound-by-looking\n").unwrap();
        until("the words", || get(address, "/guide/").text().contains("found-by-looking").then_some(()));
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_at_once_while_pages_are_open() {
    let folder = site();
    let mut child = Command::new(env!("CARGO_BIN_EXE_leerlijn"))
        .env("LC_ALL", "en_GB.UTF-8")
        .args(["serve", "--port", "0", "--root"])
        .arg(folder.path())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let address = address_in(&line_with(&mut said, "Showing "));
    let tab = Tab::open(address, "/");
    tab.status();
    let start = std::time::Instant::now();
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    // Far less than a page would stay connected, and enough for a machine that is busy with other tests.
    assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert!(rest.ends_with("The preview has ended.\n"), "{rest}");
}

#[test]
fn a_template_without_end_keeps_no_save_from_being_shown() {
    let folder = site();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let mut child = Command::new(env!("CARGO_BIN_EXE_leerlijn"))
        .env("LC_ALL", "en_GB.UTF-8")
        .args(["serve", "--port", "0", "--root"])
        .arg(folder.path())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let address = address_in(&line_with(&mut said, "Showing "));
    let home = "themes/default/templates/home.html";
    put(
        home,
        "{% set a = [[0 for k in range(end=100000)] | length for j in range(end=100000)] %}{{ a | length }}",
    );
    put("content/guide.md", "# Guide\n\nsaved-meanwhile\n");
    until("the words", || get(address, "/guide/").text().contains("saved-meanwhile").then_some(()));
    // Whoever asks for the page without end is told at last that there is none.
    assert!(get(address, "/").status >= 500);
    put("content/guide.md", "# Guide\n\nsaved-afterwards\n");
    until("the words", || get(address, "/guide/").text().contains("saved-afterwards").then_some(()));
    put(home, "<body>mended</body>");
    until("the page", || get(address, "/").text().contains("mended").then_some(()));
    child.kill().unwrap();
    child.wait().unwrap();
}
