//! The parts of a request that a stranger may have written, judged before anything is looked up.
//!
//! A foreign page can make a browser send requests here, even under a name of its own that it makes lead to this machine
//! (DNS rebinding). It cannot change the `Host` and `Origin` that the browser then writes, so these say who asks.

// The types of addresses alone; nothing here opens a connection.
use core::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// A header of which a request should have one at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header<'h> {
    /// The request does not have it.
    Absent,
    /// Its only value.
    Value(&'h str),
    /// It has several values, or one that is no text.
    Unclear,
}

/// The names to which a preview answers.
#[derive(Debug, Clone, Copy)]
pub struct Guard {
    bound: IpAddr,
}

impl Guard {
    /// The guard of a preview that listens on `address`.
    pub fn new(address: SocketAddr) -> Self {
        Self { bound: address.ip() }
    }

    /// Whether a request may pass that has these headers, and this host in the address that it asks for.
    pub fn allows(&self, target: Option<&str>, host: Header<'_>, origin: Header<'_>) -> bool {
        let Header::Value(host) = host else { return false };
        let target_is_own = target.is_none_or(|target| target == host);
        let origin_is_own = match origin {
            Header::Absent => true,
            Header::Value(origin) => {
                origin.strip_prefix("http://").is_some_and(|own| own.eq_ignore_ascii_case(host))
            }
            Header::Unclear => false,
        };
        self.is_own_name(host) && target_is_own && origin_is_own
    }

    /// Whether `host`, with or without a port, is a name of this machine. The port may be any: somebody
    /// who reaches the preview through a tunnel has another one.
    fn is_own_name(&self, host: &str) -> bool {
        let Some(name) = without_port(host) else { return false };
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let literal = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        let Ok(address) = literal.parse::<IpAddr>() else { return false };
        // A name cannot be rebound when it is an address; which ones this machine has only its user knows.
        address.is_loopback() || address == self.bound || self.bound.is_unspecified()
    }
}

/// Whether a request is for `address` by that very name, and comes from a document of it, or from the typing of a
/// person. The buttons of the preview ask for more than its pages, which may be reached by several names.
pub fn is_for_exactly(address: SocketAddr, host: Header<'_>, origin: Header<'_>) -> bool {
    let own = address.to_string();
    let origin_is_own = match origin {
        Header::Absent => true,
        Header::Value(origin) => origin.strip_prefix("http://") == Some(own.as_str()),
        Header::Unclear => false,
    };
    host == Header::Value(&own) && origin_is_own
}

/// `host` without `:port`; none when what follows the name is no port.
fn without_port(host: &str) -> Option<&str> {
    let name_ends = host.rfind(']').map_or(0, |at| at + 1);
    let Some(colon) = host[name_ends..].find(':') else { return Some(host) };
    let (name, port) = host.split_at(name_ends + colon);
    port[1..].parse::<u16>().is_ok().then_some(name)
}

/// `path`, the path of a URL, as the site's files are named; none when it is no text.
pub fn site_address(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    Some(decoded.strip_prefix('/').unwrap_or(&decoded).to_owned())
}

/// The one part of a file of `size` bytes that the header `Range` asks for (RFC 9110, 14.1.2), as players of video ask
/// for it; anything else is answered with the whole file, which is always allowed.
pub fn byte_range(range: &str, size: u64) -> Option<RangeInclusive<u64>> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let end = size.checked_sub(1)?;
    let range = match (first, last) {
        ("", tail) => size.saturating_sub(tail.parse().ok().filter(|tail| *tail > 0)?)..=end,
        (first, "") => first.parse().ok()?..=end,
        (first, last) => first.parse().ok()?..=last.parse::<u64>().ok()?.min(end),
    };
    (range.start() <= range.end()).then_some(range)
}

/// The address that opens line `line` of the file `disk` in an editor, after the pattern `url`.
pub fn editor_address(url: &str, disk: &str, line: u32) -> String {
    const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?');
    let path = utf8_percent_encode(disk, UNSAFE).to_string();
    // The path comes last, so that braces in it are not read as the pattern's.
    url.replace("{line}", &line.to_string()).replace("{path}", &path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(bound: &str, host: &str, origin: Option<&str>) -> bool {
        let guard = Guard::new(SocketAddr::new(bound.parse().unwrap(), 4000));
        guard.allows(None, Header::Value(host), origin.map_or(Header::Absent, Header::Value))
    }

    #[test]
    fn names_of_this_machine_pass_and_others_do_not() {
        for host in ["localhost:4000", "LOCALHOST", "127.0.0.1:4000", "127.0.0.9", "[::1]:4000", "[::1]"] {
            assert!(allows("127.0.0.1", host, None), "{host}");
        }
        for host in [
            "evil.example:4000",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.1.7:4000",
            "localhost:4000@evil.example",
            "localhost:x",
            "[::1",
            "",
        ] {
            assert!(!allows("127.0.0.1", host, None), "{host}");
        }
    }

    #[test]
    fn an_exposed_preview_answers_to_addresses_and_never_to_names() {
        assert!(allows("192.168.1.7", "192.168.1.7:4000", None));
        assert!(!allows("192.168.1.7", "192.168.1.8:4000", None));
        assert!(allows("0.0.0.0", "192.168.1.7:4000", None));
        assert!(allows("::", "[fe80::1]:4000", None));
        assert!(!allows("0.0.0.0", "evil.example:4000", None));
    }

    #[test]
    fn an_origin_is_exactly_ours() {
        assert!(allows("127.0.0.1", "localhost:4000", Some("http://localhost:4000")));
        for origin in [
            "http://localhost:4001",
            "https://localhost:4000",
            "http://evil.example",
            "null",
            "http://localhost",
        ] {
            assert!(!allows("127.0.0.1", "localhost:4000", Some(origin)), "{origin}");
        }
    }

    #[test]
    fn a_request_names_one_host_and_asks_it_for_its_own() {
        let guard = Guard::new(SocketAddr::from(([127, 0, 0, 1], 4000)));
        let own = Header::Value("localhost:4000");
        assert!(!guard.allows(None, Header::Absent, Header::Absent));
        assert!(!guard.allows(None, Header::Unclear, Header::Absent));
        assert!(!guard.allows(None, own, Header::Unclear));
        assert!(guard.allows(Some("localhost:4000"), own, Header::Absent));
        assert!(!guard.allows(Some("evil.example"), own, Header::Absent));
    }

    #[test]
    fn the_buttons_have_one_name_and_one_origin() {
        let address = SocketAddr::from(([127, 0, 0, 1], 5000));
        let is = |host, origin: Option<_>| {
            is_for_exactly(address, Header::Value(host), origin.map_or(Header::Absent, Header::Value))
        };
        assert!(is("127.0.0.1:5000", None));
        assert!(is("127.0.0.1:5000", Some("http://127.0.0.1:5000")));
        for host in ["localhost:5000", "127.0.0.1:4000", "127.0.0.1", "evil.example:5000", ""] {
            assert!(!is(host, None), "{host}");
        }
        for origin in ["http://127.0.0.1:4000", "http://localhost:5000", "null", "http://evil.example", ""] {
            assert!(!is("127.0.0.1:5000", Some(origin)), "{origin}");
        }
        assert!(!is_for_exactly(address, Header::Unclear, Header::Absent));
        assert!(!is_for_exactly(address, Header::Value("127.0.0.1:5000"), Header::Unclear));
    }

    #[test]
    fn a_file_has_an_address_in_an_editor() {
        let address = editor_address("vscode://file{path}:{line}", "/home/an/mijn les#1.md", 12);
        assert_eq!(address, "vscode://file/home/an/mijn%20les%231.md:12");
        assert_eq!(editor_address("{path}:{line}", "/a{line}", 2), "/a{line}:2");
    }

    #[test]
    fn an_address_is_decoded_once() {
        assert_eq!(site_address("/a%20b/").as_deref(), Some("a b/"));
        assert_eq!(site_address("/%252e").as_deref(), Some("%2e"));
        assert_eq!(site_address("/%ff"), None);
    }

    #[test]
    fn a_part_of_a_file_is_given_as_asked() {
        assert_eq!(byte_range("bytes=0-", 10), Some(0..=9));
        assert_eq!(byte_range("bytes=2-3", 10), Some(2..=3));
        assert_eq!(byte_range("bytes=2-99", 10), Some(2..=9));
        assert_eq!(byte_range("bytes=-4", 10), Some(6..=9));
        assert_eq!(byte_range("bytes=-99", 10), Some(0..=9));
        for all in ["bytes=10-", "bytes=5-2", "bytes=-0", "bytes=a-b", "bytes=0-1,3-4", "items=0-1", "bytes="]
        {
            assert_eq!(byte_range(all, 10), None, "{all}");
        }
        assert_eq!(byte_range("bytes=0-", 0), None);
    }
}
