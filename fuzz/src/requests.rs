//! Checks the answers of the live preview to any request: only its own names pass, a request gets a file of the site
//! or nothing, a requested range lies in its file, and only texts are opened in an editor.

use std::net::{IpAddr, SocketAddr};
use std::sync::LazyLock;

use leerlijn::pipeline::Snapshot;
use leerlijn::preview::requests::{Guard, Header, byte_range, editor_address, is_for_exactly, site_address};
use leerlijn::preview::{Answer, AuthoredText, Moment};
use leerlijn::text::SourcePath;

/// The addresses that the preview is taken to listen on.
const BOUND: [&str; 4] = ["127.0.0.1:4000", "192.168.1.7:4000", "0.0.0.0:4000", "[::1]:4000"];

/// The site that is asked for, and its paths.
static SITE: LazyLock<(Moment, Vec<String>)> = LazyLock::new(|| {
    let snapshot = std::sync::Arc::new(super::snapshot(super::SCHOOL));
    let paths = paths(&snapshot);
    (Moment::first(snapshot), paths)
});

fn paths(snapshot: &Snapshot) -> Vec<String> {
    snapshot.outline().unwrap().iter().map(|file| file.path.as_str().to_owned()).collect()
}

/// A request as lines: the path of its address, `Host`, `Origin`, `Range`, a file to open.
pub(crate) fn judge(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split('\n');
    let mut next = || lines.next().unwrap_or_default();
    let (address, host, origin, range, file) = (next(), next(), next(), next(), next());
    for bound in BOUND.map(|bound| bound.parse().unwrap()) {
        only_own_names_pass(bound, host, origin);
    }
    only_files_of_the_site_are_found(address);
    a_part_lies_in_the_file(range);
    only_texts_are_opened(file);
}

fn header(value: &str) -> Header<'_> {
    if value.is_empty() { Header::Absent } else { Header::Value(value) }
}

fn only_own_names_pass(bound: SocketAddr, host: &str, origin: &str) {
    let passes = Guard::new(bound).allows(None, header(host), header(origin));
    let name = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok());
    let name = name.map_or(host, |(name, _)| name).to_ascii_lowercase();
    let literal: Option<IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
    let is_this_machine = name == "localhost"
        || literal.is_some_and(|ip| ip.is_loopback() || ip == bound.ip() || bound.ip().is_unspecified())
        || host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
    assert!(!passes || is_this_machine, "{host} passes at {bound}");
    let origin_is_own = origin.is_empty() || origin.eq_ignore_ascii_case(&format!("http://{host}"));
    assert!(!passes || origin_is_own, "{origin} passes for {host}");
    if is_for_exactly(bound, header(host), header(origin)) {
        let own = bound.to_string();
        assert!(host == own && (origin.is_empty() || origin == format!("http://{own}")), "{host} {origin}");
    }
}

fn only_files_of_the_site_are_found(address: &str) {
    let Some(path) = site_address(address) else { return };
    let (moment, paths) = &*SITE;
    match moment.answer(&path).answer {
        Answer::Page(file, _) | Answer::File(file, _) => {
            assert!(paths.contains(&file), "{address} leads to {file}");
        }
        Answer::MovedTo(folder) => {
            assert!(paths.contains(&format!("{folder}index.html")), "{address} leads to {folder}");
        }
        Answer::NotFound(page) => assert!(page.is_some(), "{address} has no page that says so"),
        Answer::NoPage => panic!("{address} takes the site away"),
    }
}

fn a_part_lies_in_the_file(range: &str) {
    for size in [0, 1, 10, u64::MAX] {
        if let Some(part) = byte_range(range, size) {
            assert!(part.start() <= part.end() && *part.end() < size, "{range} of {size}: {part:?}");
        }
    }
}

fn only_texts_are_opened(file: &str) {
    let path = SourcePath::new(file);
    if AuthoredText::of(&path).is_some() {
        let known = [".md", ".toml", ".ftl", ".html", ".xml"];
        assert!(known.iter().any(|ending| path.as_str().ends_with(ending)), "{path} would be opened");
        assert!(path.as_str().split('/').all(|part| part != ".."), "{path} leads out of the site");
    }
    let opened = editor_address("editor://open?file={path}&line={line}", file, 7);
    let odd = opened.contains(|c: char| c.is_control() || matches!(c, ' ' | '"' | '<' | '>' | '#'));
    assert!(!odd, "{opened}");
}
